"""Near-duplicates → one entry each, the same whatever the order of files."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from operator import add

from drafter.bank import VARIABLE
from drafter.mining.gathered import Gathered, place_in_files
from drafter.mining.mined import Mined

ALIKE = 0.8  # share of common character triples from which two phrases of one move are one phrase
_LOW, _BUCKET = 0xFFFFFFFF, 0xFFFF  # bits of a triple's number: as it is looked up, as it is counted


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
    codes = _codes(list(first))
    holders = array("Q", sorted(_key(code) | number for number, own in enumerate(codes) for code in _rarest(own)))
    indexes = array("Q", first.values())
    for number, (text, index) in enumerate(first.items()):
        own = frozenset(codes[number])
        others: set[int] = set()
        for code in map(_key, _rarest(codes[number])):
            others.update(holders[bisect_left(holders, code) : bisect_left(holders, code | number)])
        for other in sorted({holder & _LOW for holder in others}):
            low, size = indexes[other], len(codes[other])
            if min(size, len(own)) < ALIKE * max(size, len(own)) or (settled and settled(low, index)):
                continue
            if is_alike(own, frozenset(codes[other])) and is_alike(shingles(text), shingles(texts[low])):
                yield low, index


def _codes(texts: Sequence[str]) -> list[array[int]]:
    """Triples of each text as numbers, the rarest first; two triples may have one number."""
    counts: Counter[int] = Counter()
    codes = [array("q", map(hash, shingles(text))) for text in texts]
    for own in codes:
        counts.update([code & _BUCKET for code in own])
    return [array("q", sorted(sorted(own), key=lambda code: counts[code & _BUCKET])) for own in codes]


def _key(code: int) -> int:
    """What a triple is looked up by: half of its number, with room for the number of a text."""
    return (code & _LOW) << 32


def _rarest(codes: array[int]) -> array[int]:
    """Those of which a text that is alike has one."""
    return codes[: len(codes) - int(ALIKE * len(codes) - 1e-9)]


def is_alike(one: Set[str] | Set[int], other: Set[str] | Set[int]) -> bool:
    """Whether two sets of triples belong to one phrase said twice."""
    common = len(one & other)
    return common >= ALIKE * (len(one) + len(other) - common)
