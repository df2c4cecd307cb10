"""Near-duplicates → one entry each, the same whatever the order of files."""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from operator import add

from drafter.bank import VARIABLE
from drafter.mining.gathered import Gathered, place_in_files
from drafter.mining.mined import Mined
from drafter.pieces import UTF16

ALIKE = 0.8  # share of common character triples from which two phrases of one move are one phrase
_MOST = 0xFFFF  # a triple that more texts hold counts as if so many did
_TWICE = 2 << 48  # a ranked triple below it is in one text only
_LAST = (1 << 48) - 1
_BIG = int(sys.byteorder == "big")


@dataclass(frozen=True, slots=True)
class Group:
    """One phrase as it was said in several places."""

    kept: Mined
    ids: tuple[str, ...]  # of all members, sorted
    speeches: frozenset[str]  # fingerprints: `seen` is their number


def merge(found: Gathered) -> Iterator[Group]:
    """Group what is alike within slot and move; groups in order of slot, move, first place of any member.

    The kept one is ready if any is; then the one most often said word for word; then the first by source. Memory holds
    the texts of one move, each once, and the entries of one group.
    """
    for slot, move in found.moves():
        texts = found.texts(slot, move)
        numbered = found.grouped(slot, move, zip(texts, _roots(texts), strict=True))
        for _, entries in groupby(numbered, key=lambda pair: pair[0]):
            yield _group(list(dict.fromkeys(entry for _, entry in entries)))


def _group(members: Sequence[Mined]) -> Group:
    said = Counter(entry.text for entry in members)
    kept = min(members, key=lambda one: (not one.ready, -said[one.text], place_in_files(one.source), one.text))
    ids = tuple(sorted({entry.id for entry in members}))
    return Group(kept, ids, frozenset(entry.speech for entry in members))


def _roots(texts: Sequence[str]) -> Sequence[int]:
    """For each text the first one that it is alike with, by way of others if need be."""
    roots = array("L", range(len(texts)))

    def root(index: int) -> int:
        while roots[index] != index:
            roots[index] = roots[roots[index]]
            index = roots[index]
        return index

    for left, right in alike(texts, lambda one, other: root(one) == root(other)):
        low, high = sorted((root(left), root(right)))
        roots[high] = low
    return [root(index) for index in range(len(texts))]


def shingles(text: str) -> frozenset[str]:
    """Character triples of a phrase, a variable counting as one character."""
    plain = VARIABLE.sub("甲", text)
    return frozenset(map(add, map(add, plain, plain[1:]), plain[2:])) or frozenset((plain,))


def alike(texts: Sequence[str], settled: Callable[[int, int], bool] | None = None) -> Iterator[tuple[int, int]]:
    """Pairs of positions whose texts share at least ALIKE of their triples (Jaccard), the lower one first.

    Only the rarest triples of each text are looked up: two texts that are alike must have one of them in common, in
    whatever order they are ranked. Triples are kept as numbers, a few hundred bytes a text.

    Args:
        texts: in any order, also the same one twice.
        settled: whether nobody asks about a pair any more.
    """
    first: dict[str, int] = {}
    for index, text in enumerate(texts):
        if first.setdefault(text, index) != index:
            yield first[text], index
    triples, indexes = _ranked(list(first)), array("Q", first.values())
    holders: dict[int, list[int]] = {}
    for number, own in enumerate(triples):
        index, size = indexes[number], len(own)
        known: frozenset[int] = frozenset()
        for other, shared in sorted(_shared(own, number, holders).items()):
            low, more = indexes[other], len(triples[other])
            most = min(size, more, shared + _frequent(size if size > more else more))
            if most < ALIKE * (size + more - most) or (settled and settled(low, index)):
                continue
            known = known or frozenset(own)
            common = len(known.intersection(triples[other]))
            if common >= ALIKE * (size + more - common):
                yield low, index


def _frequent(size: int) -> int:
    """How many of its triples are not looked up of a text with so many: all but the rarest."""
    return int(ALIKE * size - 1e-9)


def _shared(own: array[int], number: int, holders: dict[int, list[int]]) -> dict[int, int]:
    """How many of the rarest triples earlier texts share with this one; `holders` learns of it.

    What else two texts share is not among the rarest of the one whose rarest end first: so few rare ones in common tell
    of most pairs that they are not alike.
    """
    found: list[int] = []
    for triple in own[: len(own) - _frequent(len(own))]:
        if triple < _TWICE:
            continue
        if triple in holders:
            found += holders[triple]
            holders[triple].append(number)
        else:
            holders[triple] = [number]
    return Counter(found)


def _ranked(texts: Sequence[str]) -> list[array[int]]:
    """Triples of each text as numbers, the rarest first: how many texts hold it stands above its characters."""
    beyond: dict[str, int] = {}
    numbers = [_numbers(text, beyond) for text in texts]
    counts = array("I", [0]) * (2 * sum(map(len, numbers)) + 1)
    size = len(counts)
    for own in numbers:
        for triple in own:
            counts[triple % size] += 1
    for at, own in enumerate(numbers):
        ranked = [(most if (most := counts[one % size]) < _MOST else _MOST) << 48 | one for one in own]
        numbers[at] = array("Q", sorted(ranked))
    return numbers


def _numbers(text: str, beyond: dict[str, int]) -> array[int]:
    """The triples of `shingles` as numbers of 48 bits, three UTF-16 units read as one.

    Args:
        text: of a phrase.
        beyond: numbers of triples that hold a character beyond U+FFFF; grows.
    """
    plain = VARIABLE.sub("甲", text)
    units = array("H", plain.encode(UTF16, "surrogatepass"))
    if len(units) != len(plain) or len(units) < 3:
        return array("Q", {_number(triple, beyond) for triple in shingles(text)})
    wide = array("H", [0]) * (4 * (len(units) - 2))
    for at in range(3):
        wide[at + _BIG :: 4] = units[at : len(units) - 2 + at]
    return array("Q", frozenset(array("Q", wide.tobytes())))


def _number(triple: str, beyond: dict[str, int]) -> int:
    data = triple.encode(UTF16, "surrogatepass")
    if len(data) > 6:
        return beyond.setdefault(triple, _LAST - len(beyond))
    return int.from_bytes(data, sys.byteorder)


def is_alike(one: Set[str], other: Set[str]) -> bool:
    """Whether two sets of triples belong to one phrase said twice."""
    common = len(one & other)
    return common >= ALIKE * (len(one) + len(other) - common)
