"""The one model: mining reads speeches, drafting writes them, Word shows them, checking judges them.

Text in a `Span` is what a reader sees; where it came from stands beside it and is never lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from drafter.record import record

OriginKind = Literal["brief", "phrase", "outline", "derived", "source", "edit"]

# The bank's two axes: slot (where in the speech) and move (what it does there), with their Chinese names.
SLOTS: dict[str, tuple[str, dict[str, str]]] = {
    "opening": (
        "开头",
        {
            "salutation": "称谓",
            "significance": "背景意义",
            "purpose": "会议任务",
            "recap": "会议承接",
            "greeting": "致谢问候",
            "lead_in": "引出意见",
        },
    ),
    "situation_review": ("形势回顾", {"achievements": "成绩", "problems": "问题", "outlook": "形势机遇"}),
    "three_opinions": (
        "三点意见",
        {"heading": "标题句", "rationale": "道理认识", "measure": "举措要求", "safeguard": "保障督导"},
    ),
    "closing": ("结尾号召", {"summary": "总结", "call": "号召", "ending": "结语"}),
}
MOVES: tuple[tuple[str, str], ...] = tuple((slot, move) for slot, (_, moves) in SLOTS.items() for move in moves)


def slot_name(word: str) -> str:
    """English slot name for a Chinese or English one; empty: no such slot."""
    return next((slot for slot, (chinese, _) in SLOTS.items() if word in (slot, chinese)), "")


def move_name(slot: str, word: str) -> str:
    """English move name for a Chinese or English one within `slot`; empty: no such move."""
    return next((move for move, chinese in SLOTS[slot][1].items() if word in (move, chinese)), "")


@record
class Origin:
    """Where characters came from."""

    kind: OriginKind
    # brief: path of the field ("形势.成绩[0].增幅", index from 0); phrase: id in the bank; outline: "三点意见.j2:12";
    # derived: the sum in words ("86÷12=7.17"); source: "file.txt#120-180", characters in the decoded file;
    # edit: who wrote it into a draft, or the file where that is not known
    ref: str


@record
class Span:
    """Characters of one origin."""

    text: str
    origin: Origin | None = None
    hole: bool = False  # a visible 【待补：…】; origin.ref is then the brief key to fill


@record
class Source:
    """Where a sentence stood in a file that was read."""

    file: str
    line: int  # first line is 1
    start: int  # characters in the decoded file, half-open [start, end)
    end: int
    verbatim: str  # the slice [start, end) exactly as it stands there, wraps and stray spaces included


@record
class Sentence:
    """One sentence, what it does, and what a reviewer should know about it."""

    spans: tuple[Span, ...]
    slot: str = ""  # key of SLOTS; empty: not labelled
    move: str = ""
    source: Source | None = None  # only for speeches that were read
    notes: tuple[str, ...] = ()  # for the reviewer: what to confirm or fill in, in Chinese
    options: tuple[tuple[Span, ...], ...] = ()  # what could stand here instead, best first
    replaces: int = 1  # how many sentences an option stands for: this one and those right before it
    why: str = ""  # what spoke for these words when they were chosen: "合主题6＋接上文4＝10"; empty: nothing was chosen

    @property
    def text(self) -> str:
        """The sentence as a reader sees it, closing marks included."""
        return self.spans[0].text if len(self.spans) == 1 else "".join([span.text for span in self.spans])

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The options as a reader sees them; 备选1 is the first."""
        return tuple("".join(span.text for span in spans) for spans in self.options)

    @property
    def label(self) -> str:
        """'opening.purpose'; empty when not labelled."""
        return f"{self.slot}.{self.move}" if self.slot else ""


@record
class Block:
    """A heading or a paragraph."""

    sentences: tuple[Sentence, ...]
    level: int = 0  # 1-4: a heading of that level (one sentence); 0: a paragraph
    number: str = (
        ""  # heading or run-in number as printed, "一、" "（二）" "一是"; it is the head of the first sentence's text
    )
    run_in: int = 0  # 2-4: the first sentence is a run-in heading of that level; 0: none

    @property
    def text(self) -> str:
        """All sentences joined: what one line of plain speech text holds."""
        return "".join(sentence.text for sentence in self.sentences)


@record
class Speech:
    """One speech. Empty title or no salutation: it has none."""

    title: str = ""
    byline: tuple[str, ...] = ()  # lines under the title: speaker, （date）
    salutation: Sentence | None = None  # with its colon: "同志们："
    blocks: tuple[Block, ...] = ()

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence in reading order, salutation and headings included."""
        if self.salutation:
            yield self.salutation
        for block in self.blocks:
            yield from block.sentences

    @property
    def headings(self) -> tuple[Block, ...]:
        """Standing and run-in headings in order."""
        return tuple(block for block in self.blocks if block.level or block.run_in)

    @property
    def characters(self) -> int:
        """Length as 篇幅 counts it: what follows the 称谓, punctuation and holes in, white space out."""
        return sum(len("".join(block.text.split())) for block in self.blocks)

    def to_text(self) -> str:
        """Plain speech text, one line a block; law: parsing it gives the same headings, paragraphs and sentences."""
        lines = [self.title] if self.title else []
        lines += self.byline
        if self.salutation:
            lines.append(self.salutation.text)
        lines += [block.text for block in self.blocks]
        return "\n".join(lines) + "\n"
