"""What all cues say about a sentence, without trying those that cannot be found in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from drafter.pieces import Lookup, is_exact
from drafter.reading.cue import Cue
from drafter.reading.needs import Needs, alternatives, needs

Move = tuple[str, str]
_LATELY = 4096  # sentences whose votes are remembered
_MOST = 3  # finds of one cue; more of them add nothing
Test = tuple[int, Callable[[str], object]]  # number of a cue; whether one way in which it may match is there


class Tally:
    """The cues of all moves, cut into words and alternatives and looked up by the pieces of a sentence."""

    def __init__(self, moves: Sequence[tuple[Move, Sequence[Cue]]]) -> None:
        """Sort what may be found by what a text must hold for it."""
        self.moves = tuple(move for move, _ in moves)
        self.cues = tuple((move, cue) for move, cues in moves for cue in cues)  # a cue's number is its index here
        self._tests: list[Test] = []
        self._always: set[int] = set()  # numbers of tests
        by_piece: dict[str, set[int]] = defaultdict(set)
        for number, (_, cue) in enumerate(self.cues):
            for needed, test in _ways(cue):
                for piece in needed or ():
                    by_piece[piece].add(len(self._tests))
                if needed is None:
                    self._always.add(len(self._tests))
                self._tests.append((number, test))
        self._absent = frozenset(number for number, (_, cue) in enumerate(self.cues) if cue.absent)
        self._scores = [(move, [cue.for_count(count) for count in range(_MOST + 1)]) for move, cue in self.cues]
        self._nothing = dict.fromkeys(self.moves, 0.0)
        self._by_piece = Lookup(by_piece)
        self.votes = lru_cache(maxsize=_LATELY)(self._votes)  # speeches of one office share sentences

    def _votes(self, text: str) -> dict[Move, float]:
        """Each move with the sum of its cues for a sentence whose number and address are taken off; not to be changed.

        Law: the sum of `cue.votes(text)` over its cues, added in their order.
        """
        counts = dict.fromkeys(self._absent, 0)
        for at in self._always.union(*self._by_piece.found(text)):
            number, test = self._tests[at]
            if test(text):
                counts[number] = counts.get(number, 0) + 1
        totals = self._nothing.copy()
        for number in sorted(counts):
            move, scores = self._scores[number]
            totals[move] += scores[min(counts[number], _MOST)]
        return totals


def _ways(cue: Cue) -> Iterator[tuple[Needs, Callable[[str], object]]]:
    """The words and alternatives of a cue: what a text must hold for each, and whether it is there."""
    if cue.place:
        yield cue.needs, cue.found_in
        return
    for word in dict.fromkeys(cue.words):
        yield frozenset((word[:2],)), _holds(word)
    for one in alternatives(cue.pattern.pattern) if cue.pattern and not cue.counts_words else ():
        pattern = re.compile(one)
        plain = one and re.escape(one) == one
        yield (frozenset((one[:2],)), _holds(one)) if plain else (needs(pattern), pattern.search)


def _holds(word: str) -> Callable[[str], object]:
    if len(word) <= 2 and is_exact(word):
        return lambda _: True  # the piece that was found is the word
    return lambda text: word in text
