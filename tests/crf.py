"""A linear-chain conditional random field, learned by stochastic gradient steps: pure Python, the same every time.

What is learned comes on top of what is set by hand: each sentence brings base scores, each step a base cost. Weights
shrink after every round (an L2 prior), and the mean of the later rounds is what counts.

Source: Lafferty, McCallum, Pereira: Conditional Random Fields (2001); averaging: Polyak, Juditsky (1992).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp
from operator import add, mul
from random import Random

Row = list[float]
Matrix = list[Row]
NEVER = -1e9  # base score of a state that cannot be
ROUNDS = 12
RATE = 0.08  # of learning, in the first round
SLOWER = 0.15  # by so much each round
SHRINK = 1.2  # of the rate, each round
STEPS = 0.3  # of the rate, for what is learned about steps
SINGLE = 0.3  # of the rate, for a sentence without neighbours
BATCH = 40  # sentences without neighbours are learned so many at a time
RARE = 2.0  # a feature seen less often is left out; in sentences without neighbours it counts half


@dataclass(eq=False)
class Item:
    """One sentence to learn from."""

    features: tuple[str, ...]
    base: Row
    same: bool = False  # paragraph as the sentence before
    gold: int | None = None  # None: nothing to learn from it, it only stands between others


class Field:
    """What has been learned so far."""

    def __init__(self, chains: Sequence[Sequence[Item]], singles: Sequence[Item], steps: Sequence[Matrix]) -> None:
        """Start from nothing beside `steps`, the base costs of a step into a new paragraph and within one."""
        self.size = len(steps[0])
        self.base = steps
        seen = Counter[str]()
        for item in (item for chain in chains for item in chain):
            seen.update(dict.fromkeys(item.features, 2))
        for item in singles:
            seen.update(dict.fromkeys(item.features, 1))
        self.rows = {name: [0.0] * self.size for name, count in seen.items() if count >= 2 * RARE}
        self.steps = [[[0.0] * self.size for _ in range(self.size)] for _ in range(2)]
        self.active = {item: self._active(item) for chain in (*chains, singles) for item in chain}

    def _active(self, item: Item) -> list[Row]:
        return [self.rows[name] for name in item.features if name in self.rows]

    def scores(self, item: Item) -> Row:
        return list(map(sum, zip(item.base, *self.active[item], strict=True)))

    def learn(self, item: Item, chances: Row, rate: float) -> None:
        """One step towards the gold label of a sentence."""
        if item.gold is None:
            return
        change = [-rate * chance for chance in chances]
        change[item.gold] += rate
        for row in self.active[item]:
            row[:] = map(add, row, change)

    def learn_chain(self, chain: Sequence[Item], rate: float) -> None:
        """One step towards the gold labels of a speech."""
        ways = [[[exp(a + b) for a, b in zip(*pair, strict=True)] for pair in zip(*both, strict=True)]
                for both in zip(self.steps, self.base, strict=True)]  # fmt: skip
        local = [_chances(self.scores(item)) for item in chain]
        ahead = _ahead(chain, local, ways)
        behind = [1.0] * self.size
        expected = [[[0.0] * self.size for _ in range(self.size)] for _ in range(2)]
        for at in range(len(chain) - 1, -1, -1):
            self.learn(chain[at], _normal(map(mul, ahead[at], behind)), rate)
            if at:
                way, inward = ways[chain[at].same], list(map(mul, local[at], behind))
                _count(expected[chain[at].same], ahead[at - 1], way, inward, (chain[at - 1].gold, chain[at].gold))
                behind = _normal(sum(map(mul, row, inward)) for row in way)
        for steps, counts in zip(self.steps, expected, strict=True):
            for row, count in zip(steps, counts, strict=True):
                row[:] = [old - STEPS * rate * one for old, one in zip(row, count, strict=True)]

    def shrink(self, share: float) -> None:
        for row in self.all_rows():
            row[:] = [share * value for value in row]

    def all_rows(self) -> Iterable[Row]:
        yield from self.rows.values()
        for matrix in self.steps:
            yield from matrix


def learned(chains: Sequence[Sequence[Item]], singles: Sequence[Item], steps: Sequence[Matrix]) -> Field:
    """What is to be learned from speeches and from sentences without neighbours."""
    field = Field(chains, singles, steps)
    batches = [singles[at : at + BATCH] for at in range(0, len(singles), BATCH)]
    work = [(True, chain) for chain in chains] + [(False, batch) for batch in batches]
    order = Random(1)
    sums = [[0.0] * field.size for _ in field.all_rows()]
    for turn in range(ROUNDS):
        rate = RATE / (1 + SLOWER * turn)
        order.shuffle(work)
        for is_chain, items in work:
            if is_chain:
                field.learn_chain(items, rate)
                continue
            for item in items:
                field.learn(item, _chances(field.scores(item)), SINGLE * rate)
        field.shrink(1 - SHRINK * rate)
        if turn >= ROUNDS / 2:
            sums = [list(map(add, total, row)) for total, row in zip(sums, field.all_rows(), strict=True)]
    counted = ROUNDS - (ROUNDS + 1) // 2
    for row, total in zip(field.all_rows(), sums, strict=True):
        row[:] = [value / counted for value in total]
    return field


def _ahead(chain: Sequence[Item], local: Sequence[Row], ways: Sequence[Matrix]) -> list[Row]:
    """The chance of each state given what stands before it."""
    into = [list(zip(*way, strict=True)) for way in ways]
    found = [local[0]]
    for item, own in zip(chain[1:], local[1:], strict=True):
        last = found[-1]
        found.append(
            _normal(one and one * sum(map(mul, last, way)) for one, way in zip(own, into[item.same], strict=True))
        )
    return found


def _count(counts: Matrix, ahead: Row, way: Matrix, inward: Row, gold: tuple[int | None, int | None]) -> None:
    """Add the chance of each step between two sentences, less the step that was made."""
    pairs = [[one * value for value in map(mul, row, inward)] for one, row in zip(ahead, way, strict=True)]
    total = sum(map(sum, pairs))
    for row, pair in zip(counts, pairs, strict=True):
        row[:] = [old + one / total for old, one in zip(row, pair, strict=True)]
    before, after = gold
    if before is not None and after is not None:
        counts[before][after] -= 1.0


def _chances(scores: Row) -> Row:
    top = max(scores)
    return _normal(exp(score - top) for score in scores)


def _normal(values: Iterable[float]) -> Row:
    listed = list(values)
    total = sum(listed)
    return [value / total for value in listed]
