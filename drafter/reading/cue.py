"""One cue: what a word or a pattern says about a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter.reading.needs import Needs, needs, needs_of_words

DEFAULT_SCORE = 2.0


@dataclass(frozen=True, slots=True)
class Cue:
    """One hint; `examples` must match it and `counterexamples` must not."""

    words: tuple[str, ...]
    pattern: re.Pattern[str] | None
    place: str = ""  # 句首, 句尾; empty: anywhere
    absent: bool = False  # the hint is that none of it is there
    score: float = DEFAULT_SCORE
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    @property
    def looks_for(self) -> tuple[frozenset[str], str, str, bool]:
        """What, and where: two cues for the same thing differ in nothing but what it counts."""
        return frozenset(self.words), self.pattern.pattern if self.pattern else "", self.place, self.absent

    def matches(self, text: str) -> bool:
        """Whether the hint is in a sentence whose number and address are taken off."""
        return self.found_in(text) is not self.absent

    def votes(self, text: str) -> float:
        """Score for a sentence: each further word adds half of the score, up to twice the score."""
        return self.for_count(sum(map(text.__contains__, self.words)) if self.counts_words else self.found_in(text))

    @property
    def counts_words(self) -> bool:
        """Whether the score depends on how many of the words are there."""
        return bool(self.words) and not self.place and not self.absent

    def for_count(self, count: int) -> float:
        """Score for a sentence that holds so many of the words, or for how often else the hint is in it."""
        if self.counts_words:
            return self.score * min(2.0, 0.5 + 0.5 * count) if count else 0.0
        return self.score if bool(count) is not self.absent else 0.0

    @property
    def needs(self) -> Needs:
        """Pieces of which a text for which the cue votes holds one (see needs.py); None: any text may do."""
        if self.absent:
            return None
        words = needs_of_words(self.words)
        of_pattern = needs(self.pattern) if self.pattern else frozenset()
        return None if of_pattern is None else words | of_pattern

    def found_in(self, text: str) -> bool:
        """Whether any of the words or the pattern is where it should be."""
        if self.place == "句首":
            return text.startswith(self.words) or bool(self.pattern and self.pattern.match(text))
        if self.place == "句尾":
            return text.endswith(self.words)
        if self.pattern and self.pattern.search(text):
            return True
        return bool(self.words) and any(map(text.__contains__, self.words))
