"""Weights of features for moves, learned from labelled speeches (phrasebanks/label_weights.json).

The file is made by `python -m tests.train_labels` and says of itself from what and how well; nobody edits it by hand.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import repeat
from struct import pack, unpack
from typing import Any

from drafter import files
from drafter.pieces import Lookup
from drafter.reading.features import of_form

NAME = "label_weights.json"
SCALE = 100  # the file holds whole numbers, so many to 1
_LATELY = 4096  # sentences whose sums are remembered
_BIAS = 1 << 31
Move = tuple[str, str]
Row = Sequence[float]  # one number a move, in the order of `Weights.moves`


@dataclass(frozen=True, eq=False)
class Weights:
    """Log odds that a feature adds to each move, and that a move adds to the one after it.

    Rows are added as whole numbers, all moves at once: a row is one long integer with a lane of 32 bits a move. Sixty
    rows are so added in the time that adding two of them number by number takes, and in any order to the same sum.
    """

    moves: tuple[Move, ...]
    rows: Mapping[str, Sequence[int]]  # as in the file: SCALE times what they add
    steps: tuple[Sequence[Row], Sequence[Row]]  # from, to: into a new paragraph, within one
    about: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def of_text(self) -> Callable[[str], int]:
        """Sum for the wording of a sentence; speeches of one office share sentences."""
        return lru_cache(maxsize=_LATELY)(self._of_text)

    @cached_property
    def of(self) -> Callable[[tuple[str, ...]], int]:
        """Sum of the rows of some features; those without a row add nothing."""
        return lru_cache(maxsize=_LATELY)(self._of)

    def fractions(self, total: int) -> Row:
        """What a sum adds to each move."""
        lanes = (total + self._bias).to_bytes(4 * len(self.moves), "little")
        return [(lane - _BIAS) / SCALE for lane in unpack(f"<{len(self.moves)}I", lanes)]

    def step(self, last: Move, move: Move, same: bool) -> float:
        """What a move gets after another one; `same`: in one paragraph."""
        return self.steps[same][self._index[last]][self._index[move]]

    def _of_text(self, text: str) -> int:
        said, others = of_form(text)
        return sum(self._pieces.found(said)) + self._of(set(others))

    def _of(self, names: Iterable[str]) -> int:
        return sum(map(self._packed.get, names, repeat(0)))

    @cached_property
    def _packed(self) -> dict[str, int]:
        shape = f"<{len(self.moves)}I"
        lanes = (pack(shape, *[number + _BIAS for number in row]) for row in self.rows.values())
        return {name: int.from_bytes(one, "little") - self._bias for name, one in zip(self.rows, lanes, strict=True)}

    @cached_property
    def _pieces(self) -> Lookup[int]:
        return Lookup({name: total for name, total in self._packed.items() if len(name) < 3})

    @cached_property
    def _bias(self) -> int:
        return sum(_BIAS << 32 * at for at in range(len(self.moves)))

    @cached_property
    def _index(self) -> dict[Move, int]:
        return {move: index for index, move in enumerate(self.moves)}


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The shipped weights."""
    return parse_weights(files.read_text(files.shipped("phrasebanks") / NAME).text)


def parse_weights(text: str) -> Weights:
    """Weights from JSON; law: those of weights_text(weights) are the weights, steps rounded to 1/SCALE."""
    data = json.loads(text)
    new, same = (tuple(map(_fractions, one)) for one in data["steps"])
    return Weights(tuple((slot, move) for slot, move in data["moves"]), data["rows"], (new, same), data["about"])


def _fractions(row: Iterable[int]) -> Row:
    return tuple(number / SCALE for number in row)


def weights_text(weights: Weights) -> str:
    """JSON, a line for each row, in order of the names: the same weights give the same text."""

    def line(value: object) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def numbers(row: Row) -> list[int]:
        return [round(number * SCALE) for number in row]

    rows = ",\n".join(f"{line(name)}:{line(weights.rows[name])}" for name in sorted(weights.rows))
    steps = ",\n".join(line([numbers(row) for row in one]) for one in weights.steps)
    about = json.dumps(weights.about, ensure_ascii=False, indent=1)
    return f'{{"about":{about},\n"moves":{line(weights.moves)},\n"steps":[{steps}],\n"rows":{{\n{rows}\n}}}}\n'
