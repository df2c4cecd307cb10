"""From clean lines to paragraphs: where one ends, which are headings and of which level."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafter import numbering
from drafter.numbering import Number
from drafter.reading.clean import Cleaned, Line, cut, normalise
from drafter.segment import ENDS, ends_sentence, split_sentences

MAX_HEADING = 60  # characters of a heading on a line of its own
MAX_RUN_IN = 42  # characters of a first sentence that still is a heading
_INLINE = re.compile(r"[。！？!?；;：:]\s*(?=[一二三四五六七八九十（(])")
_ADDRESS_AGAIN = re.compile(r"[。！？!?]\s*(?=同志们[，,！!：:])")
_OPEN_END = "，,；;：:、"


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of a paragraph."""

    text: str  # as a reader sees it
    start: int  # of its slice in the text that was read
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or heading, not yet labelled."""

    pieces: tuple[Piece, ...]  # never empty
    number: Number | None
    level: int = 0  # 1-4: a heading
    run_in: int = 0  # 2-4: the first sentence is a heading

    @property
    def text(self) -> str:
        """All sentences joined."""
        return "".join(piece.text for piece in self.pieces)


def structure(text: str, lines: Sequence[Line], cleaned: Cleaned) -> tuple[Paragraph, ...]:
    """Paragraphs and headings of the body.

    Args:
        text: the text as read.
        lines: its lines after title, byline and salutation.
        cleaned: how it is wrapped and typed.
    """
    if cleaned.single:
        lines = [piece for line in lines for piece in _inline(line)]
    groups = _joined(lines, cleaned.wraps) if cleaned.wrapped else [[line] for line in lines]
    paragraphs = [paragraph for group in groups for paragraph in _paragraphs(text, group, cleaned)]
    return tuple(_levelled(paragraphs))


def _inline(line: Line) -> list[Line]:
    """The parts of a text without line breaks: cut before 一、 and （一） where they count on, and before 同志们."""
    expected = {1: 1, 2: 1}
    cuts = []
    for found in _INLINE.finditer(line.text):
        number = numbering.parse(line.text[found.end() : found.end() + 12])
        if not number or number.level not in expected or number.value not in (expected[number.level], 1):
            continue
        expected[number.level] = number.value + 1
        if number.level == 1:
            expected[2] = 1
        cuts.append(found.end())
    closing = [found.end() for found in _ADDRESS_AGAIN.finditer(line.text) if found.end() > 0.7 * len(line.text)]
    return cut(line, sorted({*cuts, *closing[-1:]}))


def _joined(lines: Sequence[Line], width: int) -> Iterator[list[Line]]:
    """Groups of lines that the page has cut apart."""
    double = sum(line.gap for line in lines) > 0.6 * len(lines)  # every line is followed by an empty one
    group: list[Line] = []
    for line in lines:
        if group and not _goes_on(group, line, width, double):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _goes_on(group: Sequence[Line], line: Line, width: int, double: bool) -> bool:
    last = group[-1].text
    is_short = len(last) < 0.82 * width
    if is_short or (line.gap and not double and ends_sentence(last)):
        return False
    number = numbering.parse(group[0].text)
    if number and not any(mark in piece.text for piece in group for mark in ENDS) and len(last) < width - 4:
        return False
    follows = numbering.parse(line.text)
    starts = bool(follows) or line.text.startswith("同志们")
    return not (starts and (ends_sentence(last) or last.endswith(tuple("：:；;"))))


def _paragraphs(text: str, group: Sequence[Line], cleaned: Cleaned) -> Iterator[Paragraph]:
    """One group of lines as a paragraph, or as a heading and the text that stands on its line."""
    plain, offsets = normalise(text, group, cleaned)
    start, end = group[0].start, group[-1].end
    number = numbering.parse(plain)
    cut_at = _heading_end(plain, number)
    if cut_at:
        yield Paragraph((_piece(text, plain[:cut_at], start, offsets[cut_at]),), number)
        plain, offsets, number = plain[cut_at:], offsets[cut_at:], None
        start = offsets[0]
    pieces = []
    at = 0
    for sentence in split_sentences(plain):
        after = at + len(sentence)
        stop = offsets[after] if after < len(offsets) else end
        pieces.append(_piece(text, sentence, start, stop))
        at, start = after, stop
    yield Paragraph(tuple(pieces), number)


def _piece(text: str, plain: str, start: int, end: int) -> Piece:
    verbatim = text[start:end]
    start += len(verbatim) - len(verbatim.lstrip())
    return Piece(plain.strip(), start, start + len(verbatim.strip()))


def _heading_end(plain: str, number: Number | None) -> int:
    """Where a heading ends that shares its line with text; 0: it does not.

    A first-level heading always stands alone; others are cut off only where white space, not a mark, ends them.
    """
    if not number or number.form == "要":
        return 0
    after = len(number.text)
    head = plain[: MAX_HEADING + 1]
    gap = re.search(r"(?<=[^\s，、])\s+(?=\S)", head[after + 2 :])
    if gap and not any(mark in head[: after + 2 + gap.start()] for mark in ENDS + "：；"):
        rest = plain[after + 2 + gap.end() :]
        if len(rest) > 20 and any(mark in rest for mark in ENDS):
            return after + 2 + gap.end()
    if number.level != 1:
        return 0
    first = split_sentences(plain[:400])[0]
    return len(first) if len(first) < len(plain) and _is_heading_like(first) else 0


def _is_heading_like(sentence: str) -> bool:
    return len(sentence) <= MAX_RUN_IN and sum(sentence.count(mark) for mark in "，,；;") <= 3 and "：" not in sentence


def _levelled(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Decide which paragraphs are headings, which open with one, and of which level."""
    above = 0
    unnumbered = _unnumbered(paragraphs)
    top = not any(one.number and one.number.level == 1 for one in paragraphs)
    for index, paragraph in enumerate(paragraphs):
        number = paragraph.number
        if index in unnumbered:
            yield Paragraph(paragraph.pieces, None, level=1 if top else numbering.item_level(above))
            continue
        if not number:
            yield paragraph
            continue
        level = number.level or numbering.item_level(above)
        before = paragraphs[index - 1] if index else None
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if _is_heading(paragraph, before, following):
            yield Paragraph(paragraph.pieces, number, level=level)
        elif level > 1 and len(paragraph.pieces) > 1 and _is_heading_like(paragraph.pieces[0].text):
            yield Paragraph(paragraph.pieces, number, run_in=level)
        else:
            yield paragraph
            continue
        above = number.level or above


def _is_heading(paragraph: Paragraph, before: Paragraph | None, following: Paragraph | None) -> bool:
    """Whether a numbered paragraph is a heading on a line of its own.

    One that ends as a sentence does is a heading only of text that stands below it; what follows the last of several
    items, or the only one before the close, does not.
    """
    number, text = paragraph.number, paragraph.text
    if not number or len(paragraph.pieces) > 1 or len(text) > MAX_HEADING or text.endswith(tuple(_OPEN_END)):
        return False
    if not ends_sentence(text):
        return True
    if number.form == "要" or not following or not _is_heading_like(text):
        return False
    if following.number:
        return _rank(following.number) > _rank(number)
    is_next_item = before is not None and before.number is not None and _shape(before.number) == _shape(number)
    return not is_next_item and not following.text.startswith("同志们")


def _shape(number: Number) -> tuple[int, str]:
    return number.level, number.form


def _rank(number: Number) -> int:
    return number.level or 5


def _unnumbered(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Short lines without number or mark, each above a paragraph of sentences, if there are two or more."""
    found = [
        index
        for index, (one, after) in enumerate(pairwise(paragraphs))
        if index
        and not one.number
        and 2 <= len(one.text) <= 30
        and _is_bare(one.text)
        and len(after.text) >= 20
        and ends_sentence(after.text)
    ]
    return frozenset(found if len(found) >= 2 else ())


def _is_bare(text: str) -> bool:
    return text[-1] not in _OPEN_END + ENDS + "…." and not any(mark in text for mark in "。；：！？")


def run_in_items(paragraph: Paragraph) -> Iterable[int]:
    """Sentences inside a paragraph that head the ones after them ("一是倒排工期，挂图作战。"), by index."""
    before = paragraph.number
    for index, (piece, after) in enumerate(pairwise(paragraph.pieces)):
        number = numbering.parse(piece.text) if index else None
        is_next = number and before and _shape(before) == _shape(number)  # nothing stood below the one before
        before = number if index else before
        heads = number and not is_next and not numbering.parse(after.text)
        if heads and _is_heading_like(piece.text) and ends_sentence(piece.text):
            yield index
