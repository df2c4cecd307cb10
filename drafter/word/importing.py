"""Read back what drafter wrote, also after Word, WPS or LibreOffice saved it again: visible text and embedded data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml import etree

from drafter.record import record
from drafter.speech import Speech
from drafter.word import embedded, layout, ooxml, package
from drafter.word.embedded import Paragraph
from drafter.word.ooxml import Element, q

_GONE = {q("del"), q("moveFrom"), q("rt"), f"{{{ooxml.MARKUP_COMPATIBILITY}}}Fallback"}  # struck, pinyin, said twice
_SIGNS = {q("tab"): "\t", q("br"): "\n", q("cr"): "\n", q("noBreakHyphen"): "\u2011", q("softHyphen"): "\u00ad"}


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
        same_text = found["text"] == embedded.text_hash(_lines(parts, path))
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
    return _lines(package.unpack(data, path), path)


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


def _lines(parts: package.Parts, path: str) -> list[str]:
    try:
        body = ooxml.parse(parts[package.DOCUMENT])
    except etree.XMLSyntaxError:
        raise package.refusal(path, f"{package.DOCUMENT} 已损坏，读不通；请用 Word 或 WPS 打开后另存") from None
    titles = _title_styles(parts)
    lines, open_line = [], ""
    for paragraph in body.iter(q("p")):
        if any(parent.tag in _GONE for parent in paragraph.iterancestors()):
            continue
        text = "".join(_characters(paragraph))
        open_line += text.replace("\n", "") if _style(paragraph) in titles else text  # broken by hand, for looks
        if not _mark_is_gone(paragraph):
            lines.append(open_line)
            open_line = ""
    return [line for line in (*lines, open_line) if line.strip()]


def _title_styles(parts: package.Parts) -> set[str]:
    """Ids of the title's style: Word and WPS rename ids when they save, names stay."""
    try:
        styles = ooxml.parse(parts[package.STYLES])
    except (KeyError, etree.XMLSyntaxError):
        return {layout.TITLE}
    names = {style.get(q("styleId")): style.find(q("name")) for style in styles.iter(q("style"))}
    return {key for key, name in names.items() if name is not None and str(name.get(q("val"))).lower() == "title"}


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{q('pPr')}/{q('pStyle')}")
    return "" if style is None else str(style.get(q("val")))


def _characters(element: Element) -> Iterator[str]:
    """Visible characters in order; paragraphs nested in a text box have their own turn."""
    for child in element:
        if child.tag == q("t"):
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _GONE and child.tag != q("p"):
            yield from _characters(child)


def _mark_is_gone(paragraph: Element) -> bool:
    """Whether the paragraph's end was struck out, which joins it to the next one."""
    mark = paragraph.find(f"{q('pPr')}/{q('rPr')}")
    return mark is not None and any(mark.find(q(tag)) is not None for tag in ("del", "moveFrom"))
