"""Measured taste (READERS.md): how a draft reads, told in numbers from its sentences alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from drafter import numbering
from drafter.record import record
from drafter.segment import split_sentences
from drafter.speech import Speech
from drafter.writing.matching import word_lists

MUST_SHARE = 0.15  # of sentences that may open with 要; never three in a row
MEDIAN = (28, 38)  # characters of the middle sentence
BREATH = 80  # characters of a sentence, none over
NEAR = 3  # sentences within which a frame should not come twice
_HEAD = 2  # characters by which two sentences begin alike
_FOUR = re.compile(r"(?<=[，、。；：！？“])[^\W\d_]{4}(?=[，、。；！？”])")  # a range of Chinese takes long to compile


@record
class Taste:
    """One draft in numbers."""

    sentences: int  # of the body: no headings, no form of address
    must: float  # share that opens with 要
    must_runs: int  # places where three in a row do
    middle: float  # characters of the middle one
    longest: int
    frames: int  # frames and beginnings said twice within NEAR sentences
    fours: int  # four-character phrases said twice in the draft

    @property
    def fault(self) -> float:
        """What speaks against the draft; 0: nothing that can be measured."""
        low, high = MEDIAN
        off = max(0.0, low - self.middle, self.middle - high)
        over = max(0, self.longest - BREATH) / 10
        too_much = max(0.0, self.must - MUST_SHARE) * 100
        return too_much + 5 * self.must_runs + off + over + self.frames + self.fours

    @property
    def words(self) -> str:
        """The numbers as a clerk reads them."""
        return (
            f"{self.sentences}句，要字句{self.must:.0%}，句长中位数{self.middle:g}字、最长{self.longest}字，"
            f"近处重复的句式{self.frames}处，重复的四字语{self.fours}处"
        )


def taste(texts: Sequence[str]) -> Taste:
    """Measure the sentences of a body in order, numbers of items included or not."""
    bare = [_bare(text) for text in texts]
    must = [text.startswith("要") for text in bare]
    lengths = [len(text) for text in bare]
    fours = Counter(four for text in bare for four in _FOUR.findall("。" + text))
    return Taste(
        len(bare),
        sum(must) / max(1, len(bare)),
        sum(all(must[at : at + 3]) for at in range(len(must) - 2)),
        _middle(lengths),
        max(lengths, default=0),
        repeats([marks(text) for text in bare]),
        sum(count - 1 for count in fours.values()),
    )


def _middle(lengths: Sequence[int]) -> float:
    """The median; 0 of nothing. `statistics` would take two hundredths of the time of a draft to import."""
    row, half = sorted(lengths), len(lengths) // 2
    return (row[half] if len(row) % 2 else (row[half - 1] + row[half]) / 2) if row else 0


def of_speech(speech: Speech) -> Taste:
    """Measure a speech."""
    return taste([s.text for s in speech.sentences() if not s.label.endswith((".heading", ".salutation"))])


def marks(text: str) -> frozenset[str]:
    """What makes two sentences sound alike when they stand near: their beginnings, and frames the bank lists."""
    found = {one[:_HEAD] for one in split_sentences(text) if len(one) > _HEAD}
    return frozenset(found.union(frame for frame in word_lists()["句式词"] if frame in text))


def repeats(row: Sequence[Iterable[str]]) -> int:
    """How many marks come again within NEAR sentences."""
    total = 0
    for at, own in enumerate(row):
        near = set[str]().union(*map(set, row[max(0, at - NEAR) : at]))
        total += len(near.intersection(own))
    return total


def _bare(text: str) -> str:
    number = numbering.parse(text)
    return (text[len(number.text) :] if number else text).strip()
