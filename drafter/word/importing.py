"""Read back what drafter wrote, also after Word, WPS or LibreOffice saved it again: visible text and embedded data."""

from __future__ import annotations

import json
from typing import Any

from lxml import etree

from drafter.docx_text import lines
from drafter.record import record
from drafter.speech import Speech
from drafter.word import embedded, ooxml, package
from drafter.word.comments import AUTHOR
from drafter.word.embedded import Paragraph


@record
class Embedded:
    """The data a draft carries, and what has happened to the draft since."""

    given: dict[str, Any]  # what the caller of `to_docx` asked to embed
    paragraphs: tuple[Paragraph, ...]  # as written; paragraph i stands in the bookmark `embedded.bookmark(i)`
    same_text: bool  # the visible text is still the text as written
    pristine: bool  # nothing at all was changed since: no text, comment or style, and no program saved it again

    @property
    def speech(self) -> Speech:
        """The speech as written."""
        return embedded.speech_of(self.paragraphs)


def read_embedded(data: bytes, path: str = "") -> Embedded | None:
    """Embedded data of a .docx; None: it has none (not drafter's, or clean).

    Raises:
        DrafterError: as `visible_text`, or the data is damaged or newer than this program.
    """
    parts = package.unpack(data, path)
    name, text = _item(parts)
    if not name:
        return None
    try:
        found = json.loads(text)
        if found["format"] > embedded.FORMAT:
            raise package.refusal(path, "由更新版本的 drafter 写成，请先升级 drafter")
        paragraphs = tuple(embedded.from_json(found["paragraphs"]))
        same_text = found["text"] == embedded.text_hash(lines(parts, path))
        pristine = found["parts"] == embedded.parts_hash({key: part for key, part in parts.items() if key != name})
        return Embedded(found["given"], paragraphs, same_text, same_text and pristine)
    except (ValueError, KeyError, TypeError, IndexError):
        raise package.refusal(path, "内嵌的来源数据已损坏，无法据此说明来历；可用 drafter new 重新生成") from None


def visible_text(data: bytes, path: str = "") -> list[str]:
    """Paragraphs as a reader sees them once every tracked change is accepted; blank ones are left out.

    Args:
        data: a .docx of any program.
        path: how messages name it; empty: not at all.

    Raises:
        DrafterError: not a Word file, with a password, with macros, damaged, or far larger than any speech.
    """
    return lines(package.unpack(data, path), path)


@record
class Besides:
    """What a file holds besides its text: laying the text out anew leaves it behind."""

    tracked: bool  # changes that are neither accepted nor rejected yet
    comments: int  # of others than drafter
    tables: int
    pictures: int


def besides(data: bytes, path: str = "") -> Besides:
    """What else is in a .docx.

    Raises:
        DrafterError: as `visible_text`.
    """
    parts = package.unpack(data, path)
    body = ooxml.parse(parts[package.DOCUMENT])
    roots = [ooxml.parse(part) for name, part in parts.items() if name == "word/comments.xml"]
    authors = [one.get(ooxml.q("author")) for root in roots for one in root.iter(ooxml.q("comment"))]
    return Besides(
        any(True for _ in body.iter(*map(ooxml.q, ("ins", "del", "moveFrom", "moveTo")))),
        sum(author != AUTHOR for author in authors),
        len(list(body.iter(ooxml.q("tbl")))),
        len(list(body.iter(ooxml.q("drawing"), ooxml.q("pict")))),
    )


def _item(parts: package.Parts) -> tuple[str, str]:
    """Name and content of the custom XML part in our namespace, whatever a program called it; empty: none."""
    for name, data in parts.items():
        if name.startswith("customXml/") and embedded.NAMESPACE.encode() in data:
            try:
                root = ooxml.parse(data)
            except etree.XMLSyntaxError:
                continue
            if root.tag == f"{{{embedded.NAMESPACE}}}draft":
                return name, root.text or ""
    return "", ""
