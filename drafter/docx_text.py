"""What a reader sees of a .docx of any program: the zip opened safely, every tracked change accepted."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Collection, Iterator
from typing import Any

from lxml import etree

from drafter.docx_xml import MARKUP_COMPATIBILITY, Element, W, q, style_of
from drafter.errors import DrafterError

Parts = dict[str, bytes]

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # ISO/IEC 29500 Strict, as Word can save it
MAX_PARTS = 2_000
MAX_BYTES = 100_000_000  # unpacked; a long speech is a thousandth of it
DOCUMENT, TYPES, STYLES, NUMBERING = (
    "word/document.xml",
    "[Content_Types].xml",
    "word/styles.xml",
    "word/numbering.xml",
)
TITLE = "Title"  # id of the title's style where a file has no styles
OWN_TITLE = "讲话稿标题"  # name of the title's style where it builds on an office's own
NEXT = "讲话稿接句"  # name of the style of a sentence that goes on with the paragraph before it
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # old .doc and .wps files, and .docx files with a password
TEXT = (DOCUMENT, STYLES, NUMBERING)  # the parts that `lines` looks at
_OTHERS = {"xl/": "Excel 表格", "ppt/": "PowerPoint 演示文稿", "content.xml": "OpenDocument 文件（.odt）"}


TWICE = {q("rt"), f"{{{MARKUP_COMPATIBILITY}}}Fallback"}  # pinyin, and what is said once more for old programs
_GONE = {q("del"), q("moveFrom"), *TWICE}
SIGNS = {q("tab"): "\t", q("br"): "\n", q("cr"): "\n", q("noBreakHyphen"): "\u2011", q("softHyphen"): "\u00ad"}


def parse(data: bytes) -> Element:
    """Root of one XML part; entities stay unresolved and nothing is fetched.

    Raises:
        etree.XMLSyntaxError: not well-formed.
    """
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def unpack(data: bytes, path: str = "", *, only: Collection[str] = ()) -> Parts:
    """Parts of a .docx from anywhere.

    Args:
        data: the file.
        path: how messages name it; empty: not at all.
        only: parts that are wanted; none named: all of them.

    Raises:
        DrafterError: not a zip, with a password, with macros, far larger than any speech, damaged, or not a Word file.
    """
    if data.startswith(OLE):
        raise refusal(path, _PASSWORD if has_password(data) else "这是旧版 .doc 文件，请用 Word 或 WPS 另存为 .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
            _check(entries, path)
            names = [entry.filename for entry in entries]
            parts = {name: package.read(name) for name in names if not only or name in (*only, TYPES)}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError):
        whole = "文件已损坏，解不开" if data.startswith(b"PK") else "不是 Word 文档（.docx）"
        raise refusal(path, f"{whole}；请用 Word 或 WPS 打开后另存为 .docx") from None
    _check_kind(names, parts.get(TYPES, b""), path)
    return parts


def has_password(data: bytes) -> bool:
    """Whether an OLE file is a .docx under a password."""
    return "EncryptedPackage".encode("utf-16-le") in data


def _check(entries: list[zipfile.ZipInfo], path: str) -> None:
    """Refuse before anything is unpacked."""
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusal(path, _PASSWORD)
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise refusal(path, f"解压后超过 {MAX_BYTES // 1_000_000} MB 或 {MAX_PARTS} 个部件，不像讲话稿，不予打开")


def _check_kind(names: Collection[str], types: bytes, path: str) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in names) or b"macroEnabled" in types:
        raise refusal(path, "带有宏，不予打开；请另存为不带宏的 .docx")
    if DOCUMENT not in names:
        kind = next((kind for head, kind in _OTHERS.items() for name in names if name.startswith(head)), "")
        found = f"这是 {kind}，不是 Word 文档" if kind else f"里面没有 {DOCUMENT}，不是 Word 文档"
        raise refusal(path, f"{found}；请另存为 .docx")


def refusal(path: str, message: str) -> DrafterError:
    """The error that names the file, if it has a name."""
    return DrafterError(f"{path}: {message}" if path else message)


_PASSWORD = "有打开密码，读不了；请先在 Word 或 WPS 里取消密码再保存"


def lines(parts: Parts, path: str = "", *, numbers: bool = False) -> list[str]:
    """Paragraphs in the order of the text, cells of tables and text boxes among them; blank ones are left out.

    Args:
        parts: a Word file.
        path: how messages name it; empty: not at all.
        numbers: whether the numbers that Word puts before paragraphs by itself (1. 一、) are part of the text.

    Raises:
        DrafterError: the main part is damaged.
    """
    body = document(parts, path)
    head = _numbering(parts) if numbers and NUMBERING in parts else (lambda paragraph: "")
    titles, nexts = title_styles(parts), next_styles(parts)
    found: list[str] = []
    open_line = ""
    for paragraph in body.iter(q("p")):
        if any(parent.tag in _GONE for parent in paragraph.iterancestors()):
            continue
        text = "".join(_characters(paragraph))
        style = style_of(paragraph)
        text = text.replace("\n", "") if style in titles else text  # broken by hand, for looks
        if style in nexts and found and not open_line:
            open_line = found.pop()
        number = head(paragraph)  # also of an empty paragraph: it counts
        open_line += number + text if text.strip() and not open_line else text
        if not _mark_is_gone(paragraph):
            found.append(open_line)
            open_line = ""
    return [line for line in (*found, open_line) if line.strip()]


def document(parts: Parts, path: str = "") -> Element:
    """Root of the main part; Strict files speak the usual namespace afterwards.

    Raises:
        DrafterError: it is damaged.
    """
    try:
        return parse(parts[DOCUMENT].replace(_STRICT, W.encode()))
    except etree.XMLSyntaxError:
        raise refusal(path, f"{DOCUMENT} 已损坏，读不通；请用 Word 或 WPS 打开后另存") from None


def _numbering(parts: Parts) -> Any:
    from drafter.docx_numbers import Numbers  # only for files of others: drafter writes its numbers as text

    return Numbers(*(part(parts, name) for name in (NUMBERING, STYLES))).head


def part(parts: Parts, name: str) -> Element | None:
    """Root of a part in the usual namespace; None: it is missing or damaged, and the text can be read without it."""
    try:
        return parse(parts[name].replace(_STRICT, W.encode()))
    except (KeyError, etree.XMLSyntaxError):
        return None


def title_styles(parts: Parts) -> set[str]:
    """Ids of the title's styles."""
    return {key for key, name in style_names(parts).items() if name in ("title", OWN_TITLE)}


def next_styles(parts: Parts) -> set[str]:
    """Ids of the style of a sentence that goes on where the paragraph before it ended."""
    return {key for key, name in style_names(parts).items() if name == NEXT.lower()}


def style_names(parts: Parts) -> dict[str, str]:
    """Id → name in small letters: Word and WPS rename ids when they save, names stay."""
    styles = part(parts, STYLES)
    if styles is None:
        return {TITLE: "title"}
    names = {str(style.get(q("styleId"))): style.find(q("name")) for style in styles.iter(q("style"))}
    return {key: str(name.get(q("val"))).lower() for key, name in names.items() if name is not None}


def _characters(element: Element) -> Iterator[str]:
    """Visible characters in order; paragraphs nested in a text box have their own turn."""
    for child in element:
        if child.tag == q("t"):
            yield child.text or ""
        elif child.tag in SIGNS:
            yield SIGNS[child.tag]
        elif child.tag not in _GONE and child.tag not in (q("p"), q("pPr")):  # tab stops are no tabs
            yield from _characters(child)


def _mark_is_gone(paragraph: Element) -> bool:
    """Whether the paragraph's end was struck out, which joins it to the next one."""
    mark = paragraph.find(f"{q('pPr')}/{q('rPr')}")
    return mark is not None and any(mark.find(q(tag)) is not None for tag in ("del", "moveFrom"))
