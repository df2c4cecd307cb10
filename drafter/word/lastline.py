"""Last lines of one character, foretold: where lines break is known as every Chinese character is as wide as the next.

Programs differ in two things: Word lets a mark hang over the edge, LibreOffice sets a gap between Chinese and figures.
So only what is true each way is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from drafter.record import record
from drafter.word.layout import BODY
from drafter.word.look import Look

# May not begin or end a line: 避头尾 as LibreOffice and Word have it for Chinese
NO_START = frozenset("!%),.:;>?]}°·’”…‰℃、。〉》」』】〕〗！％），．：；？］｝～—")
NO_END = frozenset("$(£¥‘“〈《「『【〔〖（［｛￥")
HANGING = frozenset("、。，．：；！？")  # may stand beyond the edge in Word
_CLOSERS = "”’」』）》】〕)]！？。…；：，、"
_BESIDE = re.compile("[^\x00-\u2fff](?=[0-9A-Za-z])|[0-9A-Za-z](?=[^\x00-\u2fff])")
_MARK = re.compile("[、。，．：；！？”）](?=[0-9A-Za-z])")  # its gap is wanted at the end of a line, too
_EM = 1000
# Widths of Times New Roman in thousandths of its size (the metrics of Times-Roman); others of its letters: 500
_WIDTHS = {
    **dict.fromkeys("0123456789", 500),
    **dict.fromkeys(".,  ", 250),
    **dict.fromkeys("ijlt:;/", 278),
    **dict.fromkeys("Ifr()-[]", 333),
    **dict.fromkeys("acez", 444),
    **dict.fromkeys("FPS", 556),
    **dict.fromkeys("ELTZ", 611),
    **dict.fromkeys("BCR", 667),
    **dict.fromkeys("ADGHKNOQUVXYw", 722),
    "s": 389, "J": 389, "m": 778, "%": 833, "M": 889, "W": 944, "+": 564,
}  # fmt: skip


@record
class Grid:
    """What decides where lines break; all in twips."""

    width: int  # of a line
    indent: int  # of the first one
    size: int  # of the type
    spacing: int  # between characters
    gap: int = 0  # between a Chinese character and a figure or letter

    def of(self, character: str) -> int:
        """Width of one character."""
        thousandths = _EM if character > "\u2000" else _WIDTHS.get(character, 500)
        return self.size * thousandths // _EM + self.spacing


def body_grid(look: Look) -> Grid:
    """The grid of the text of a speech in this look."""
    measures = look.measures
    body = look.style(BODY)
    return Grid(measures.text_width, measures.indent(body), measures.size(body), measures.spacing(body))


def break_lines(text: str, grid: Grid, *, hanging: bool = False) -> list[str]:
    """Cut a paragraph into its lines.

    Args:
        text: without line breaks.
        grid: the measures.
        hanging: whether a mark may stand beyond the edge.

    Law: the lines join to `text`.
    """
    found, start = [], 0
    room = grid.width - grid.indent
    while start < len(text):
        end = _fitting(text, start, room, grid)
        if hanging and end < len(text) and text[end] in HANGING:
            end += 1
        if end < len(text):
            end = _allowed(text, start, end)
        found.append(text[start:end])
        start, room = end, grid.width
    return found


def _fitting(text: str, start: int, room: int, grid: Grid) -> int:
    """End of the longest stretch that fits; at least one character."""
    least = max(1, room // (grid.size + grid.spacing + grid.gap) - 1)  # so many fit, whatever they are
    end = min(len(text), start + least)
    room -= sum(map(grid.of, text[start:end])) + grid.gap * len(_BESIDE.findall(text, start, end))
    while end < len(text):
        room -= grid.of(text[end]) + grid.gap * bool(_BESIDE.match(text, end - 1, end + 1))
        if room < grid.gap * bool(_MARK.match(text, end, end + 2)):
            break
        end += 1
    return end


def _allowed(text: str, start: int, end: int) -> int:
    """The last place up to `end` where a line may end; `end` where there is none."""
    for at in range(end, start, -1):
        before, after = text[at - 1], text[at]
        joined = before < "\u2000" and after < "\u2000" and before != " "
        if not joined and after not in NO_START and before not in NO_END:
            return at
    return end


def is_lonely(line: str) -> bool:
    """Whether a line holds one character and perhaps the marks that close it."""
    return len(line.strip().rstrip(_CLOSERS)) == 1


def lonely(text: str, grid: Grid) -> bool:
    """Whether the last line of a paragraph holds one character, and leaving out two others would save it.

    True only if it is so with marks inside the edge and beyond it, with gaps round figures and without.
    """
    for hanging, gap in product((False, True), (0, grid.size // 5)):
        lines = break_lines(text, replace(grid, gap=gap), hanging=hanging)
        if len(lines) < 2 or not is_lonely(lines[-1]):
            return False
    return any(len(break_lines(short, grid)) < len(lines) for short in _shortened(text))


def _shortened(text: str) -> Iterator[str]:
    """The text without a word of two characters, tried from its end."""
    for at in range(len(text) - 4, max(0, len(text) - 60), -1):
        if all(character > "\u3400" and character not in NO_START | NO_END for character in text[at : at + 2]):
            yield text[:at] + text[at + 2 :]
