"""The draft while it is woven: what is known of it, and its passages as they grow."""

from __future__ import annotations

from dataclasses import dataclass, field

from drafter.bank import Bank, Topic
from drafter.brief import Brief
from drafter.writing.length import bank_items
from drafter.writing.loops import Loops
from drafter.writing.outline import hole
from drafter.writing.want import Bound, Passage, Want


@dataclass
class Loom:
    """What all who weave share; `passages` grows, holes are counted as they are made."""

    brief: Brief
    bank: Bank
    loops: Loops
    headings: tuple[Bound, ...]  # one per 意见, without number
    topics: tuple[Topic | None, ...]  # one per 意见
    subjectless: tuple[str, ...]  # verbs an item of the agenda may begin with
    verbs: tuple[str, ...]  # verbs an indicator may begin with
    neutral: dict[str, Bound]  # words that follow 地区, 层级 and 日期: any phrase may hold them
    passages: list[Passage] = field(default_factory=list)
    holes: int = 0

    def __post_init__(self) -> None:
        self.items = bank_items(self.brief, self.loops)  # of the bank, for each point
        self._reserved = len({loop.point for loop in self.loops.all if not loop.answered})

    def hole(self, path: str, what: str, reserved: bool = False) -> Bound:
        """A gap in the text, or nothing once the draft has as many as 待补上限 allows.

        Gaps for what nothing answers are `reserved`: they come before missing owners.
        """
        left = self.brief.max_holes - self.holes
        if left <= (0 if reserved else self._reserved):
            return ()
        self.holes += 1
        self._reserved -= reserved
        return (hole(path, what),)

    def add(self, want: Want) -> Want:
        """Put a place at the end of the current paragraph."""
        self.passages[-1].wants.append(want)
        return want
