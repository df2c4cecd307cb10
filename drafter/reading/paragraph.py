"""One paragraph of a text that was read, before it has a label."""

from __future__ import annotations

from drafter.numbering import Number
from drafter.record import record
from drafter.segment import ENDS

OPEN_END = "，,；;：:、"  # marks after which a sentence goes on
# Words after which a colon says what follows and heads nothing.
NO_HEAD = (*"是为说道讲", *("如下", "指出", "强调", "提出", "要求", "认为", "表明", "例如", "比如", "时间", "地点"))
MAX_BARE = 30  # characters of a heading without number
MAX_RUN_IN = 42  # characters of a first sentence that still is a heading
Shape = tuple[int, str]


@record
class Piece:
    """One sentence of a paragraph."""

    text: str  # as a reader sees it
    start: int  # of its slice in the text that was read
    end: int


@record
class Paragraph:
    """One paragraph or heading, not yet labelled."""

    pieces: tuple[Piece, ...]  # never empty
    number: Number | None
    level: int = 0  # 1-4: a heading
    run_in: int = 0  # 2-4: the first sentence is a heading
    items: tuple[int, ...] = ()  # later sentences that words count (首先，…其次，) and that head what follows, by index

    @property
    def text(self) -> str:
        """All sentences joined."""
        return "".join(piece.text for piece in self.pieces)


def shape(number: Number | None) -> Shape:
    """How a number is written; siblings have one shape."""
    return (number.level, number.form) if number else (0, "")


def rank(number: Number | None) -> int:
    """How deep a number stands: 1-4, items 5, text 6."""
    return (number.level or 5) if number else 6


def is_heading_like(sentence: str) -> bool:
    """Whether a sentence is short and even enough to head what follows it."""
    stops = sum(sentence.count(mark) for mark in "，,；;")
    return len(sentence) <= MAX_RUN_IN and stops <= 3 and "：" not in sentence[:-1]


def is_bare(text: str) -> bool:
    """Whether a line is short and without a mark at its end or between sentences, as headings without number are."""
    ends = text[-1] in OPEN_END + ENDS + "…."
    return len(text) <= MAX_BARE and not ends and not any(mark in text for mark in "。；：！？")
