"""From clean lines to paragraphs: where one begins and ends, and which line holds a heading and its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafter import numbering
from drafter.numbering import Number
from drafter.reading.clean import Cleaned, Line, cut, normalise
from drafter.reading.counting import numbered
from drafter.reading.headings import FEWEST, MAX_HEADING, levelled
from drafter.reading.paragraph import NO_HEAD, Paragraph, Piece, Shape, is_bare, is_heading_like, shape
from drafter.segment import ENDS, MAX_QUOTE, ends_sentence, split_sentences

SHORT = 0.82  # of the width of a page: a shorter line is the last of its paragraph
MAX_HEAD = 16  # of a heading that a colon or a dash ends, its number aside
_INLINE = re.compile(
    r"(?:[。！？!?；;：:]\s*|\s+)(?=[一二三四五六七八九十（(第㈠-㈩])|(?:[。！？!?]\s*|\s+)(?=[0-9０-９①-⑳⒈-⒛⑴-⒇])"
)
_MARKED = re.compile(rf"[^，。；：:;！？!?、—\s]{{2,{MAX_HEAD}}}?(?P<mark>：|:|——|--)(?=.{{12}})")
_ADDRESS_AGAIN = re.compile(r"[。！？!?]\s*(?=同志们[，,！!：:])")


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
    typed = [_Typed(*normalise(text, group, cleaned), group[0].start, group[-1].end) for group in groups]
    marked = _marked(typed)
    paragraphs = [paragraph for one in typed for paragraph in _paragraphs(text, one, marked)]
    return tuple(levelled(tuple(numbered(paragraphs))))


@dataclass(frozen=True, slots=True)
class _Typed:
    """One paragraph as it was typed."""

    plain: str
    offsets: Sequence[int]  # of each character of `plain` in the text
    start: int
    end: int

    def after(self, at: int) -> _Typed:
        """What stands after so many characters."""
        return _Typed(self.plain[at:], self.offsets[at:], self.offsets[at], self.end)


def _inline(line: Line) -> list[Line]:
    """The parts of a text without line breaks: cut before 一、 （一） 1. where they count on, and before 同志们."""
    expected = dict.fromkeys((1, 2, 3, 4), 1)
    cuts = []
    for found in _INLINE.finditer(line.text):
        number = numbering.parse(line.text[found.end() : found.end() + 12])
        if not number or number.level not in expected or number.value not in (expected[number.level], 1):
            continue
        before = line.text[max(0, found.end() - MAX_QUOTE) : found.end()]
        if before.rfind("“") > before.rfind("”"):
            continue
        expected[number.level] = number.value + 1
        expected |= dict.fromkeys(range(number.level + 1, 5), 1)
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
    is_short = len(last) < SHORT * width
    if is_short or (line.gap and not double and ends_sentence(last)):
        return False
    number = numbering.parse(group[0].text)
    if number and not any(mark in piece.text for piece in group for mark in ENDS) and len(last) < width - 4:
        return False
    if ends_sentence(last) and len(line.text) < SHORT * width and is_bare(line.text):
        return False  # broken off by its author, not by the page
    starts = bool(numbering.parse(line.text)) or line.text.startswith("同志们")
    return not (starts and (ends_sentence(last) or last.endswith(tuple("：:；;"))))


def _paragraphs(text: str, typed: _Typed, marked: frozenset[Shape]) -> Iterator[Paragraph]:
    """One paragraph, or the heading and the text that stand on its line."""
    number = numbering.parse(typed.plain)
    head = _marked_head(typed.plain, number) if shape(number) in marked else 0
    cut_at = _heading_end(typed.plain, number) or (head if number and number.level == 1 else 0)
    if cut_at:
        yield Paragraph(tuple(_pieces(text, typed, [typed.plain[:cut_at]])), number)
        typed, number, head = typed.after(cut_at), None, 0
    plain = typed.plain
    sentences = (plain[:head], *split_sentences(plain[head:])) if head else split_sentences(plain)
    yield Paragraph(tuple(_pieces(text, typed, sentences)), number, run_in=4 if head and not number else 0)


def _pieces(text: str, typed: _Typed, sentences: Iterable[str]) -> Iterator[Piece]:
    """The sentences with which a paragraph begins, each with its slice of the text."""
    at, start = 0, typed.start
    for sentence in sentences:
        at += len(sentence)
        stop = typed.offsets[at] if at < len(typed.offsets) else typed.end
        yield _piece(text, sentence, start, stop)
        start = stop


def _marked(paragraphs: Sequence[_Typed]) -> frozenset[Shape]:
    """Shapes of numbers after which a few characters and a colon or dash head a paragraph, as they do again and again.

    （一）拼特色：…（二）拼服务：… are two, and half of all with such a number; without numbers three dashes are asked
    for (多读书——…).
    """
    numbers = [numbering.parse(one.plain) for one in paragraphs]
    all_of = Counter(map(shape, numbers))
    pairs = zip(paragraphs, numbers, strict=True)
    heads = Counter(shape(number) for one, number in pairs if _marked_head(one.plain, number))
    fewest = {one: max(2, count / 2) if any(one) else FEWEST for one, count in all_of.items()}
    return frozenset(one for one, count in heads.items() if count >= fewest[one])


def _marked_head(plain: str, number: Number | None) -> int:
    """Where a head ends that a colon or dash closes; 0: there is none."""
    if number and number.form not in ("", "第"):
        return 0
    after = len(number.text) if number else 0
    found = _MARKED.match(plain, after)
    if not found or (not number and found["mark"] in "：:") or plain[: found.start("mark")].endswith(NO_HEAD):
        return 0
    return found.end()


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
    return len(first) if len(first) < len(plain) and is_heading_like(first) else 0
