"""A Word file that came back, read with its history: who put in and took out what, and where comments are fixed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from drafter.docx_text import SIGNS, TWICE, Parts, document, part, style_names, title_styles
from drafter.docx_xml import Element, q, style_of
from drafter.record import record

_ADDED, _REMOVED = {q("ins"), q("moveTo")}, {q("del"), q("moveFrom")}
_OTHERS = re.compile(r"word/(header|footer|footnotes|endnotes)\d*\.xml")
UNNAMED = "¶"  # a move whose two halves nothing ties together
_MOVES = {q("moveTo"), q("moveFrom")}
_ANCHORS = {q("commentRangeStart"): "start", q("commentRangeEnd"): "end", q("commentReference"): "mark"}
_ELSEWHERE = {"sectPrChange", "tblPrChange", "tblGridChange", "trPrChange", "tcPrChange", "cellIns", "cellDel"}


@record
class Stamp:
    """Who did something, and when, as the office program wrote it; either may be empty."""

    author: str
    date: str  # "2026-03-01T09:30:00Z", by the clock of that computer

    @property
    def day(self) -> str:
        """The date without the time."""
        return self.date[:10]


@record
class Piece:
    """Characters of one paragraph with one history, or ("end") the paragraph's own mark."""

    text: str
    kind: Literal["text", "end"] = "text"
    added: Stamp | None = None
    removed: Stamp | None = None
    move: str = ""  # name of the move that put it here or took it away
    formatted: Stamp | None = None
    properties: tuple[str, ...] = ()  # what the new format changes: names of w: elements
    style: str = ""  # of an "end": name of the paragraph's style in small letters
    where: tuple[int, int] = (0, 0)  # paragraph as a reader of the accepted text counts, from 1; characters before it
    before: tuple[int, int] = (0, 0)  # the same where all changes are rejected


@record
class Anchor:
    """Where a comment begins, ends, or is marked."""

    kind: str  # "start", "end", "mark"
    comment: str  # its id
    where: tuple[int, int] = (0, 0)


@record
class Returned:
    """A text with its history, and as a reader sees it with all changes accepted, and with all rejected."""

    pieces: tuple[Piece | Anchor, ...]
    lines: tuple[str, ...]  # all changes accepted; the same as `visible_text`
    rejected: tuple[str, ...]  # all changes rejected: differences from what was written here nobody tracked
    styles: tuple[str, ...]  # of each of `lines`
    elsewhere: tuple[tuple[str, Stamp, int], ...]  # changes of tables and pages: name of the w: element, paragraph
    tables: int
    pictures: int


def read(parts: Parts, path: str = "") -> Returned:
    """Read the main part.

    Law: `lines` are those of `docx_text.lines`; a file without tracked changes has the same `lines` and `rejected`.

    Raises:
        DrafterError: it is damaged.
    """
    return _returned(document(parts, path), parts)


def others(parts: Parts) -> Iterator[tuple[str, Returned]]:
    """Heads and feet of pages and notes, by kind ("header", "footnotes" …); one that is damaged is left out."""
    for name in sorted(parts):
        kind = _OTHERS.fullmatch(name)
        root = part(parts, name) if kind else None
        if kind and root is not None:
            yield kind[1], _returned(root, parts)


def _returned(body: Element, parts: Parts) -> Returned:
    reader = _Reader(body, title_styles(parts), style_names(parts))
    pieces = list(reader.read(body))
    accepted = _View(pieces, "removed")
    rejected = _View(pieces, "added")
    placed: list[Piece | Anchor] = []
    for piece, now, then in zip(pieces, accepted.places, rejected.places, strict=True):
        placed.append(
            replace(piece, where=now) if isinstance(piece, Anchor) else replace(piece, where=now, before=then)
        )
    return Returned(
        tuple(placed),
        accepted.lines,
        rejected.lines,
        accepted.styles,
        tuple(_elsewhere(body, placed, reader.order)),
        sum(1 for _ in body.iter(q("tbl"))),
        sum(1 for _ in body.iter(q("drawing"), q("pict"))),
    )


def stamp_of(element: Element) -> Stamp:
    """Author and date of a tracked change or a comment."""
    return Stamp(str(element.get(q("author")) or "").strip(), str(element.get(q("date")) or ""))


class _Reader:
    """Pieces of one document, in the order of the text."""

    def __init__(self, body: Element, titles: set[str], names: dict[str, str]) -> None:
        self.titles, self.names = titles, names
        self.moves = _moves(body)
        self.order: list[Element] = []  # paragraphs, as their ends come among the pieces

    def read(self, body: Element) -> Iterator[Piece | Anchor]:
        for element in body.iter(q("p"), *_ANCHORS):
            above = list(element.iterancestors())
            if any(parent.tag in TWICE for parent in above):
                continue
            if element.tag == q("p"):
                base = Piece("")
                for parent in reversed(above):
                    base = self.within(parent, base)
                yield from self.paragraph(element, base)
            elif not any(parent.tag == q("p") for parent in above):
                yield _anchor(element)

    def paragraph(self, element: Element, base: Piece) -> Iterator[Piece | Anchor]:
        style = style_of(element)
        for piece in self.inside(element, base):
            if isinstance(piece, Piece) and style in self.titles:
                piece = replace(piece, text=piece.text.replace("\n", ""))  # broken by hand, for looks
            yield piece
        mark = element.find(f"{q('pPr')}/{q('rPr')}")
        for change in mark if mark is not None else ():
            base = self.within(change, base)
        changed = element.find(f"{q('pPr')}/{q('pPrChange')}")
        if changed is not None:
            base = _formatted(base, changed, element.find(q("pPr")))
        self.order.append(element)
        yield replace(base, kind="end", style=self.names.get(style, ""))

    def inside(self, element: Element, state: Piece) -> Iterator[Piece | Anchor]:
        for child in element:
            if child.tag == q("t") or (child.tag == q("delText") and state.removed):
                yield replace(state, text=child.text or "")
            elif child.tag in SIGNS:
                yield replace(state, text=SIGNS[child.tag])
            elif child.tag in _ANCHORS:
                yield _anchor(child)
            elif child.tag not in TWICE and child.tag not in (q("p"), q("pPr"), q("rPr")):
                yield from self.inside(child, self.within(child, state))

    def within(self, element: Element, state: Piece) -> Piece:
        """The state of what stands in an element."""
        if element.tag in _ADDED:
            return replace(state, added=stamp_of(element), move=self.moves.get(element, state.move))
        if element.tag in _REMOVED:
            return replace(state, removed=stamp_of(element), move=self.moves.get(element, state.move))
        if element.tag == q("r"):
            changed = element.find(f"{q('rPr')}/{q('rPrChange')}")
            return state if changed is None else _formatted(state, changed, element.find(q("rPr")))
        return state


def _anchor(element: Element) -> Anchor:
    return Anchor(_ANCHORS[element.tag], str(element.get(q("id"))))


def _formatted(state: Piece, change: Element, now: Element) -> Piece:
    """The state with a change of format; one that changes nothing (programs write such) is none."""
    then = change.find(now.tag)
    old, new = _values(then if then is not None else ()), _values(now)
    names = tuple(name for name in dict.fromkeys((*new, *old)) if old.get(name) != new.get(name))
    return replace(state, formatted=stamp_of(change), properties=names) if names else state


def _values(properties: Element) -> dict[str, str]:
    """What stands in a w:rPr or w:pPr by name, marks of tracking left out."""
    own = {"rPrChange", "pPrChange", "ins", "del", "moveFrom", "moveTo", "rPr", "sectPr"}
    found = {}
    for child in properties:
        name = str(child.tag).rpartition("}")[2]
        if name not in own:
            found[name] = str(sorted((str(key), str(value)) for key, value in child.attrib.items()))
            found[name] += "".join(f"{item.tag}{sorted(item.attrib.items())}" for item in child.iter() if item != child)
    return found


def _moves(body: Element) -> dict[Element, str]:
    """Name of the move each w:moveFrom and w:moveTo belongs to; UNNAMED where nothing does."""
    found: dict[Element, str] = {}
    names: dict[str, str] = {}
    for element in body.iter():
        kind = str(element.tag).rpartition("}")[2]
        if kind in ("moveFromRangeStart", "moveToRangeStart"):
            names[kind[:-10]] = str(element.get(q("name")) or "")
        elif kind in ("moveFromRangeEnd", "moveToRangeEnd"):
            names.pop(kind[:-8], None)
        elif element.tag in _MOVES:
            found[element] = names.get(kind) or UNNAMED
    return found


class _View:
    """Lines of one view, and where every piece of the document stands among them."""

    def __init__(self, pieces: list[Piece | Anchor], gone: str) -> None:
        texts, styles = [""], [""]
        raw: list[tuple[int, int]] = []
        for piece in pieces:
            raw.append((len(texts) - 1, len(texts[-1])))
            if isinstance(piece, Anchor) or getattr(piece, gone):
                continue
            texts[-1] += piece.text
            if piece.kind == "end":
                styles[-1] = piece.style
                texts.append("")
                styles.append("")
        numbers, count = [], 0
        for text in texts:
            count += bool(text.strip())
            numbers.append(count)
        self.lines = tuple(text for text in texts if text.strip())
        self.styles = tuple(style for text, style in zip(texts, styles, strict=True) if text.strip())
        self.places = [
            (numbers[row], at)
            if texts[row].strip()
            else (numbers[row], len(self.lines[numbers[row] - 1]))
            if numbers[row]
            else (1, 0)
            for row, at in raw
        ]  # a place in a blank paragraph is the end of the one before it


def _elsewhere(
    body: Element, pieces: list[Piece | Anchor], paragraphs: list[Element]
) -> Iterator[tuple[str, Stamp, int]]:
    """Tracked changes that are not of characters or paragraphs."""
    ends = [piece.where[0] for piece in pieces if isinstance(piece, Piece) and piece.kind == "end"]
    numbers = dict(zip(paragraphs, ends, strict=True))
    last = 1
    for element in body.iter():
        last = numbers.get(element, last)
        name = str(element.tag).rpartition("}")[2]
        parent = element.getparent()
        row = element.tag in (q("ins"), q("del")) and parent is not None and parent.tag == q("trPr")
        if name in _ELSEWHERE or row:
            yield f"row-{name}" if row else name, stamp_of(element), last
