"""A .docx as the zip it is: parts by name, the same bytes for the same parts, and nothing dangerous let in."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from lxml import etree

from drafter import files
from drafter.errors import DrafterError
from drafter.word import ooxml

MAX_PARTS = 2_000
MAX_BYTES = 100_000_000  # unpacked; a long speech is a thousandth of it
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold, on every part
DOCUMENT, RELS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
CORE, STYLES = "docProps/core.xml", "word/styles.xml"
_PR = f"{{{ooxml.RELATIONSHIPS}}}"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = {"xl/": "Excel 表格", "ppt/": "PowerPoint 演示文稿", "content.xml": "OpenDocument 文件（.odt）"}

Parts = dict[str, bytes]


def base() -> Parts:
    """Parts of the shipped template."""
    with zipfile.ZipFile(io.BytesIO(files.read_bytes(Path(__file__).with_name("base.docx")))) as package:
        return {name: package.read(name) for name in package.namelist()}


def pack(parts: Parts) -> bytes:
    """A zip of the parts in their order; the same parts give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # or it tells Windows from Linux
            package.writestr(entry, data)
    return buffer.getvalue()


def relate(parts: Parts, name: str, kind: str, content_type: str, data: bytes) -> None:
    """Add a part that word/document.xml refers to; `name` starts with "word/" or "customXml/"."""
    parts[name] = data
    target = name.removeprefix("word/") if name.startswith("word/") else f"../{name}"
    parts[RELS] = rels(kind, target, parts[RELS])
    declare(parts, name, content_type)


def rels(kind: str, target: str, before: bytes = b"") -> bytes:
    """A relationships part with one relationship more than `before`."""
    root = ooxml.parse(before) if before else etree.Element(f"{_PR}Relationships", nsmap={None: ooxml.RELATIONSHIPS})
    values = {"Id": f"drf{len(root)}", "Type": f"{ooxml.R}/{kind}", "Target": target}
    etree.SubElement(root, f"{_PR}Relationship", values)
    return ooxml.serialize(root)


def declare(parts: Parts, name: str, content_type: str) -> None:
    """State the content type of one part."""
    types = ooxml.parse(parts[TYPES])
    values = {"PartName": f"/{name}", "ContentType": content_type}
    etree.SubElement(types, f"{{{ooxml.CONTENT_TYPES}}}Override", values)
    parts[TYPES] = ooxml.serialize(types)


def unpack(data: bytes, path: str = "") -> Parts:
    """Parts of a .docx from anywhere.

    Args:
        data: the file.
        path: how messages name it; empty: not at all.

    Raises:
        DrafterError: not a zip, with a password, with macros, far larger than any speech, damaged, or not a Word file.
    """
    if data.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in data
        raise refusal(path, _PASSWORD if locked else "这是旧版 .doc 文件，请用 Word 或 WPS 另存为 .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            _check(entries, path)
            parts = {entry.filename: package.read(entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError):
        whole = "文件已损坏，解不开" if data.startswith(b"PK") else "不是 Word 文档（.docx）"
        raise refusal(path, f"{whole}；请用 Word 或 WPS 打开后另存为 .docx") from None
    _check_kind(parts, path)
    return parts


def _check(entries: list[zipfile.ZipInfo], path: str) -> None:
    """Refuse before anything is unpacked."""
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusal(path, _PASSWORD)
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise refusal(path, f"解压后超过 {MAX_BYTES // 1_000_000} MB 或 {MAX_PARTS} 个部件，不像讲话稿，不予打开")


def _check_kind(parts: Parts, path: str) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in parts) or b"macroEnabled" in parts.get(TYPES, b""):
        raise refusal(path, "带有宏，不予打开；请另存为不带宏的 .docx")
    if DOCUMENT not in parts:
        kind = next((kind for head, kind in _OTHERS.items() for name in parts if name.startswith(head)), "")
        found = f"这是 {kind}，不是 Word 文档" if kind else f"里面没有 {DOCUMENT}，不是 Word 文档"
        raise refusal(path, f"{found}；请另存为 .docx")


def refusal(path: str, message: str) -> DrafterError:
    """The error that names the file, if it has a name."""
    return DrafterError(f"{path}: {message}" if path else message)


_PASSWORD = "有打开密码，读不了；请先在 Word 或 WPS 里取消密码再保存"
