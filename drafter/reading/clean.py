"""From characters to clean lines: where lines are, which are residue, how a text is wrapped and typed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from drafter import numbering
from drafter.record import record
from drafter.segment import CLOSERS, ENDS, ends_sentence

MAX_RESIDUE = 120  # a longer line is text, whatever words of a download site it holds
MIN_REPEATED = 12  # characters of text that count as a repetition
_BREAK = re.compile("\r\n?|[\n\v\f\x85\u2028\u2029]")
_GAP = re.compile(r"[^\S\n]{2,}|(?<![、，])\u3000+")  # what is left of an indent
_SENTENCE_END = re.compile(f"[{ENDS}][{re.escape(CLOSERS)}]?(?!$)")
_BREAK_LEFT = re.compile(rf"(?:(?<=[{ENDS}])|(?<=[{ENDS}]”))\s(?=\S)")  # what is left of a line break
_HEADING_LEFT = re.compile(rf"\s[^\s{ENDS}；：:，]{{3,30}}(?=\s\S)")
_WHITE = re.compile(r"\s")
_WRAP = re.compile(r"(?<=[^\sA-Za-z0-9%*])\s(?=[^\sA-Za-z0-9%*])")
_DOTS = re.compile(r"(?:\.{3,}|…+)\s*(?:\[?(?:详情|更多|阅读全文|查看全文)\]?)?$")
_PAGE_NUMBER = re.compile(r"[-—–－·\s]*第?\s*[0-9]{1,3}\s*页?\s*(?:[/／,，]?\s*共?\s*[0-9]{1,3}\s*页)?[-—–－·\s]*")
_INVISIBLE = "\u200b\ufeff\u00ad"
_UNSEEN = re.compile(f"[{_INVISIBLE}]")
_HALF = dict(zip(",;:!?()", "，；：！？（）", strict=True))
_HALF_COMMA = re.compile(r"[,;:](?<=[^\x00-\x7f].)")  # looking behind second: a search for a mark alone is quick
_FULL_COMMA = re.compile("[，；：]")
_MARKDOWN = re.compile(r"#{1,6}\s+(?=\S)")  # a heading copied out of a chat; a text with one has **bold** too
_BOLD = re.compile(r"\*\*(?=[^\s*])([^*]+)(?<=\S)\*\*")


@record
class Line:
    """A stretch of the text without white space at its ends; never empty."""

    start: int
    end: int
    text: str
    gap: bool = False  # an empty line stands before it


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What the lines of a text are, in order."""

    lines: tuple[Line, ...]
    noise: tuple[Line, ...]
    wrapped: bool  # lines are cut by the page, not by the author
    half_width: bool  # commas are typed half-width throughout
    single: bool  # (almost) everything stands on one line
    wraps: int = 0  # characters a full line holds, when wrapped
    markdown: bool = False  # headings are marked with #


def clean(text: str, is_residue: Callable[[str], bool]) -> Cleaned:
    """Cut a text into lines and set the residue of download sites aside.

    Args:
        text: any text.
        is_residue: whether a short line is residue by its words.

    Returns:
        Lines and noise; law: together they hold every character that is not white space exactly once.
    """
    lines = list(_lines(text))
    single = bool(lines) and max(line.end - line.start for line in lines) > max(300, 0.6 * len(text))
    markdown = any(_MARKDOWN.match(line.text) for line in lines)
    wraps = 0 if markdown else _wrap_width(lines)
    if not wraps and not markdown:
        spaced = [piece for line in lines for piece in _unwrapped(line)]
        wraps = _wrap_width(spaced) if len(spaced) > len(lines) else 0
        lines = spaced if wraps else [piece for line in lines for piece in _apart(line, single)]
    noise, lines = _split(lines, lambda line: _is_noise(line, is_residue))
    lines, teasers = _teasers(lines)
    noise = sorted(noise + teasers, key=lambda line: line.start)
    half = len(_HALF_COMMA.findall(text))
    half_width = half >= 10 and half > 2 * len(_FULL_COMMA.findall(text))
    return Cleaned(tuple(lines), tuple(noise), wraps > 0, half_width, single, wraps, markdown)


def _lines(text: str) -> Iterable[Line]:
    start, gap = 0, False
    for at, after in [*((found.start(), found.end()) for found in _BREAK.finditer(text)), (len(text), len(text))]:
        line = _trimmed(text, start, at, gap)
        start, gap = after, line is None
        if line:
            yield line


def _trimmed(text: str, start: int, end: int, gap: bool = False) -> Line | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    body = piece.strip()
    return Line(start + left, start + left + len(body), body, gap) if body else None


def cut(line: Line, cuts: Iterable[int]) -> list[Line]:
    """The pieces of a line between offsets in it."""
    edges = [0, *cuts, len(line.text)]
    pieces: list[Line] = []
    for start, end in pairwise(edges):
        if piece := _trimmed(line.text, start, end):
            pieces.append(Line(line.start + piece.start, line.start + piece.end, piece.text, line.gap and not pieces))
    return pieces


def _unwrapped(line: Line) -> list[Line]:
    """Lines that were flattened into one, a space for each line break (a PDF pasted into a web page)."""
    if len(line.text) < 200 or not _WHITE.search(line.text):
        return [line]
    cuts = [found.start() for found in _WRAP.finditer(line.text)]
    gaps = [right - left for left, right in pairwise(cuts)]
    return cut(line, cuts) if len(gaps) >= 6 and 12 <= median(gaps) <= 60 else [line]


def _apart(line: Line, single: bool) -> list[Line]:
    """Paragraphs that were flattened into one line, their indents or one space for each line break left between them.

    One space after the end of a sentence is a line break in a text that is all on one line, if most sentences have none
    after them.
    """
    if len(line.text) < 200 or not _WHITE.search(line.text):
        return [line]
    cuts = [found.start() for found in _GAP.finditer(line.text)]
    if len(cuts) < 3 and single:
        breaks = [found.start() for found in _BREAK_LEFT.finditer(line.text)]
        if 2 * len(breaks) <= len(_SENTENCE_END.findall(line.text)):
            cuts = [at for start in breaks for at in (start, _bare_end(line.text, start)) if at]
    return cut(line, cuts) if len(cuts) >= 3 and len(line.text) / len(cuts) > 15 else [line]


def _bare_end(text: str, start: int) -> int:
    """Where a heading that begins after a line break ends at the next one; 0: no heading begins there."""
    found = _HEADING_LEFT.match(text, start)
    return found.end() if found else 0


def _wrap_width(lines: Sequence[Line]) -> int:
    """Characters of a full line when the page, not the author, breaks the lines; 0: it does not."""
    if len(lines) < 8 or sum(line.text.count("。") for line in lines) < len(lines) / 12:
        return 0
    lengths = sorted(len(line.text) for line in lines)
    width = lengths[int(len(lengths) * 0.75)]
    if not 15 <= width <= 64:
        return 0
    unfinished = sum(
        len(line.text) >= 0.8 * width and not ends_sentence(line.text) and not numbering.parse(after.text)
        for line, after in pairwise(lines)
    )
    return width if unfinished >= 6 and unfinished > 0.4 * len(lines) else 0


def _split(lines: Iterable[Line], is_noise: Callable[[Line], bool]) -> tuple[list[Line], list[Line]]:
    noise: list[Line] = []
    kept: list[Line] = []
    for line in lines:
        (noise if is_noise(line) else kept).append(line)
    return noise, kept


def _is_noise(line: Line, is_residue: Callable[[str], bool]) -> bool:
    if not line.text.strip(_INVISIBLE):
        return True
    if len(line.text) > MAX_RESIDUE:
        return False
    return bool(_PAGE_NUMBER.fullmatch(line.text)) or is_residue(line.text)


def compact(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def _teasers(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Set the lead that a site repeats before the text ("今年以来，各类…") apart from the lines."""
    noise: list[Line] = []
    kept = list(lines)
    for index in range(min(4, len(lines) - 1)):
        line, later = lines[index], [other.text for other in lines[index + 1 : index + 6]]
        tail = line.text[-40:]
        dots = _DOTS.search(tail)
        lead = line.text[: len(line.text) - len(tail) + dots.start()] if dots else line.text
        at = _repeated(lead, later, bool(dots))
        if at < 0:
            continue
        pieces = cut(line, [at] if at else [])
        noise.append(pieces[-1])
        kept[index : index + 1] = pieces[:-1] or [Line(line.start, line.start, "")]
    return [line for line in kept if line.text], noise


def _repeated(text: str, later: Sequence[str], dotted: bool) -> int:
    """Offset from which `text` only repeats the beginning of a later line; -1: nowhere."""
    for other in later:
        if len(other) < 3 * MIN_REPEATED:
            continue
        at = text.find(other[:MIN_REPEATED])
        if at >= 0 and other.startswith(text[at:].rstrip()) and (dotted or len(text) - at >= 3 * MIN_REPEATED):
            return at
    return -1


def normalise(text: str, pieces: Sequence[Line], cleaned: Cleaned) -> tuple[str, Sequence[int]]:
    """The lines of one paragraph as a reader sees them, and the offset of each character in `text`.

    Only a wrapped text loses white space inside, only a text typed half-width throughout gets full-width marks and only
    one in Markdown loses its # and **: a text that is typed well comes out as it is.
    """
    if len(pieces) == 1 and not (cleaned.wrapped or cleaned.half_width or cleaned.markdown):
        plain = text[pieces[0].start : pieces[0].end]
        if not _UNSEEN.search(plain):
            return plain, range(pieces[0].start, pieces[0].end)
    everything = [at for piece in pieces for at in range(piece.start, piece.end)]
    offsets = [at for at in everything if text[at] not in _INVISIBLE] or everything
    if cleaned.markdown:
        marks = set(_markdown(text, pieces))
        offsets = [at for at in offsets if at not in marks]
    if cleaned.wrapped or len(pieces) > 1:
        offsets = list(_joined(text, offsets, pieces))
    chars = [text[at] for at in offsets]
    if cleaned.half_width:
        chars = [_full(chars, index) if char in _HALF else char for index, char in enumerate(chars)]
    return "".join(chars), offsets


def _markdown(text: str, pieces: Sequence[Line]) -> Iterable[int]:
    """Offsets of the marks of Markdown: # before a heading, ** around what is bold (** alone masks a name)."""
    for piece in pieces:
        if heading := _MARKDOWN.match(text, piece.start, piece.end):
            yield from range(*heading.span())
        for bold in _BOLD.finditer(text, piece.start, piece.end):
            yield from (bold.start(), bold.start() + 1, bold.end() - 2, bold.end() - 1)


def _joined(text: str, offsets: Sequence[int], pieces: Sequence[Line]) -> Iterable[int]:
    """Offsets without white space, except between two words in Latin letters."""
    kept = [at for at in offsets if not text[at].isspace()]
    for at, after in zip(kept, [*kept[1:], -1], strict=True):
        yield at
        if after > at + 1 and (text[at] + text[after]).isascii() and (text[at] + text[after]).isalpha():
            gap = next((space for space in range(at + 1, after) if text[space].isspace()), -1)
            if gap >= 0:
                yield gap


def _full(chars: Sequence[str], index: int) -> str:
    """Full-width form of a half-width mark beside a Chinese character; between digits it stays."""
    beside = [*chars[max(0, index - 1) : index], *chars[index + 1 : index + 2]]
    return _HALF[chars[index]] if any(not char.isascii() for char in beside) else chars[index]


def line_numbers(text: str) -> Callable[[int], int]:
    """A function from an offset to its line, as an editor counts: first line is 1."""
    breaks = [found.start() for found in re.finditer("\r\n?|\n", text)]
    return lambda offset: bisect_left(breaks, offset) + 1
