"""A .docx as the zip it is: parts by name, the same bytes for the same parts. `unpack` is in docx_text.py."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import etree

from drafter import files
from drafter.docx_text import DOCUMENT, MAX_BYTES, STYLES, TYPES, Parts, refusal, unpack
from drafter.word import ooxml

__all__ = [
    "CORE",
    "DOCUMENT",
    "MAX_BYTES",
    "RELS",
    "STYLES",
    "TYPES",
    "Parts",
    "base",
    "declare",
    "pack",
    "refusal",
    "relate",
    "rels",
    "unpack",
]
EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold, on every part
RELS, CORE = "word/_rels/document.xml.rels", "docProps/core.xml"
_PR = f"{{{ooxml.RELATIONSHIPS}}}"


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
