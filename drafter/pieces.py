"""Which of thousands of words a text may hold: looked up by the characters and pairs of neighbours that it consists of.

Python has no search for many words at once that is faster than trying each; but a text of sixty characters has no more
than sixty pairs of neighbours, and whether any of them begins a word is one set operation.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from itertools import chain
from operator import add
from typing import Generic, TypeVar

T = TypeVar("T")
UTF16 = f"utf-16-{sys.byteorder[0]}e"


def pieces(text: str) -> set[str]:
    """Characters and pairs of neighbouring characters of a text."""
    return {*text, *map(add, text, text[1:])}


class Lookup(Generic[T]):
    """Values by piece.

    Pieces are kept as numbers, one or two UTF-16 units read as one: a text is such numbers already, in half the time
    that cutting it into pairs takes. A pair with a character beyond U+FFFF is known by that character or half of it.
    """

    def __init__(self, values: Mapping[str, T]) -> None:
        """Take values by pieces of one or two characters."""
        self._values: dict[int, T] = {}
        self._others: dict[int, list[T]] = {}  # of pieces that have the number of another one
        for piece, value in values.items():
            number = _number(piece)
            if number in self._values:
                self._others.setdefault(number, []).append(value)
            else:
                self._values[number] = value
        self._numbers = frozenset(self._values)
        self._single = any(len(piece) == 1 for piece in values)

    def found(self, text: str) -> Iterator[T]:
        """Values whose piece the text holds, each once, in no order that means anything."""
        data = memoryview(text.encode(UTF16, "surrogatepass"))
        size = len(data)
        pairs, others = data[: size & ~3].cast("I"), data[2 : 2 + (size - 2 & ~3)].cast("I") if size > 2 else b""
        units = data.cast("H") if self._single else b""
        numbers = self._numbers.intersection(chain(units, pairs, others))
        found = map(self._values.__getitem__, numbers)
        if not self._others:
            return found
        return chain(found, *[self._others[number] for number in numbers.intersection(self._others)])


def is_exact(piece: str) -> bool:
    """Whether finding a piece means that the text holds it, not only that it may."""
    return len(piece.encode(UTF16, "surrogatepass")) <= 4 and "\0" not in piece


def _number(piece: str) -> int:
    return int.from_bytes(piece.encode(UTF16, "surrogatepass")[:4], sys.byteorder)
