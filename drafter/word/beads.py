"""Which sentences of two versions of a text belong together, also where one was cut in two or two were joined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from drafter.record import record
from drafter.word.compare import LIKENESS, likeness

BREAK = "\n"  # the end of a paragraph, a token like a sentence
JOINED = 0.6  # likeness from which two sentences count as one that was cut or joined
_BREAKS = 0.05  # score of two paragraph ends that face each other: far less than of any two sentences that are alike
_SHAPES = ((1, 1), (2, 1), (1, 2), (3, 1), (1, 3), (2, 2))  # that many old tokens became that many new ones
_Pair = tuple[int, int, int, int]  # half-open ranges of old and new tokens


@record
class Token:
    """A sentence or the end of a paragraph, and where it stands in the flat text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@record
class Bead:
    """Tokens of one text beside those of the other, in order."""

    old: tuple[Token, ...]
    new: tuple[Token, ...]
    start: int  # where the old ones stand, or would
    new_start: int
    alike: bool  # one became the other; False: nothing of the old is in the new


def beads(old: Sequence[Token], new: Sequence[Token], start: int, new_start: int) -> Iterator[Bead]:
    """Everything that is not the same on both sides.

    Args:
        old: tokens of a stretch of the old text, without a gap.
        new: of the stretch that faces it.
        start: where the old stretch begins; needed where it is empty.
        new_start: likewise.

    Yields:
        In order; between two beads that are alike at most one that is not.
    """
    i = j = 0
    for i1, i2, j1, j2 in [*_pairs(old, new), (len(old), len(old), len(new), len(new))]:
        if i < i1 or j < j1:
            yield Bead(tuple(old[i:i1]), tuple(new[j:j1]), _at(old, i, start), _at(new, j, new_start), False)
        if (
            any(one.text != other.text for one, other in zip(old[i1:i2], new[j1:j2], strict=False))
            or i2 - i1 != j2 - j1
        ):
            yield Bead(tuple(old[i1:i2]), tuple(new[j1:j2]), old[i1].start, new[j1].start, True)
        i, j = i2, j2


def _at(tokens: Sequence[Token], index: int, start: int) -> int:
    """Where the token stands; past the last one: where that ends."""
    if index < len(tokens):
        return tokens[index].start
    return tokens[-1].end if tokens else start


def _pairs(old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Pair]:
    """Ranges of tokens that belong together: equal sentences first, between them the pairing most alike in all."""
    keys = [[(one.text, -1) if one.text != BREAK else (side, at) for at, one in enumerate(tokens)]
            for side, tokens in (("old", old), ("new", new))]  # fmt: skip
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if kind == "equal":
            yield from ((i1 + step, i1 + step + 1, j1 + step, j1 + step + 1) for step in range(i2 - i1))
        else:
            yield from ((i1 + a, i1 + b, j1 + c, j1 + d) for a, b, c, d in _most_alike(old[i1:i2], new[j1:j2]))


def _most_alike(old: Sequence[Token], new: Sequence[Token]) -> Iterator[_Pair]:
    """The pairing, in order, with the greatest likeness in all."""
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]  # of old[i:] with new[j:]
    step = [[(0, 0)] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            best[i][j], step[i][j] = max((best[i + 1][j], (1, 0)), (best[i][j + 1], (0, 1)))
            for p, q in _SHAPES:
                if i + p <= len(old) and j + q <= len(new):
                    score = _score(old[i : i + p], new[j : j + q])
                    if score and score + best[i + p][j + q] > best[i][j]:
                        best[i][j], step[i][j] = score + best[i + p][j + q], (p, q)
    i = j = 0
    while i < len(old) and j < len(new):
        p, q = step[i][j]
        if p and q:
            yield i, i + p, j, j + q
        i, j = i + p, j + q


def _score(old: Sequence[Token], new: Sequence[Token]) -> float:
    """How alike; 0: they do not belong together."""
    one, other = "".join(token.text for token in old), "".join(token.text for token in new)
    if BREAK in (one, other):
        return _BREAKS if one == other else 0.0
    if BREAK in (old[0].text, old[-1].text, new[0].text, new[-1].text):
        return 0.0
    least = LIKENESS if len(old) == len(new) == 1 else JOINED
    if 2 * min(len(one), len(other)) < (least - 0.1) * (len(one) + len(other)):
        return 0.0  # their lengths alone say it
    found = likeness(one, other)
    return found if found >= least else 0.0
