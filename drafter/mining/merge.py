"""Near-duplicates → one entry each, the same whatever the order of files."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from drafter.bank import VARIABLE
from drafter.mining.mined import Mined

ALIKE = 0.8  # share of common character triples from which two phrases of one move are one phrase
_SIZE = 3


@dataclass(frozen=True, slots=True)
class Group:
    """One phrase as it was said in several places."""

    kept: Mined
    ids: tuple[str, ...]  # of all members, sorted
    speeches: frozenset[str]  # fingerprints: `seen` is their number


def merge(found: Iterable[Mined]) -> tuple[Group, ...]:
    """Group what is alike within slot and move; groups in order of slot, move, source of the kept one.

    The kept one is ready if any is; then the one most often said word for word; then the first by source.
    """
    entries = sorted(set(found), key=lambda one: (one.slot, one.move, place_in_files(one.source), one.text, one.speech))
    moves: dict[tuple[str, str], list[Mined]] = defaultdict(list)
    for entry in entries:
        moves[entry.slot, entry.move].append(entry)
    return tuple(group for key in sorted(moves) for group in _groups(moves[key]))


def place_in_files(source: str) -> tuple[str, int]:
    """Sort key of "file.txt#120-180": by file, then by offset."""
    file, _, span = source.rpartition("#")
    return file, int(span.partition("-")[0] or 0)


def _groups(entries: Sequence[Mined]) -> Iterator[Group]:
    roots = list(range(len(entries)))

    def root(index: int) -> int:
        while roots[index] != index:
            roots[index] = roots[roots[index]]
            index = roots[index]
        return index

    for left, right in alike([entry.text for entry in entries]):
        low, high = sorted((root(left), root(right)))
        roots[high] = low
    members: dict[int, list[Mined]] = defaultdict(list)
    for index, entry in enumerate(entries):
        members[root(index)].append(entry)
    for group in members.values():
        said = Counter(entry.text for entry in group)
        kept = min(group, key=lambda one: (not one.ready, -said[one.text], place_in_files(one.source), one.text))
        ids = tuple(sorted({entry.id for entry in group}))
        yield Group(kept, ids, frozenset(entry.speech for entry in group))


def shingles(text: str) -> frozenset[str]:
    """Character triples of a phrase, a variable counting as one character."""
    plain = VARIABLE.sub("甲", text)
    return frozenset(plain[at : at + _SIZE] for at in range(max(1, len(plain) - _SIZE + 1)))


def alike(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of positions whose texts share at least ALIKE of their triples (Jaccard).

    Only the rarest triples of each text are looked up: two texts that are alike must have one of them in common.
    """
    first: dict[str, int] = {}
    for index, text in enumerate(texts):
        if text in first:
            yield first[text], index
        else:
            first[text] = index
    sets = {index: shingles(text) for text, index in first.items()}
    counts = Counter(piece for pieces in sets.values() for piece in pieces)
    holders: dict[str, list[int]] = defaultdict(list)
    for index in sorted(sets, key=lambda one: (len(sets[one]), one)):
        pieces = sorted(sets[index], key=lambda piece: (counts[piece], piece))
        looked_up = pieces[: len(pieces) - int(ALIKE * len(pieces) - 1e-9)]
        for other in sorted({other for piece in looked_up for other in holders[piece]}):
            if is_alike(sets[other], sets[index]):
                yield other, index
        for piece in looked_up:
            holders[piece].append(index)


def is_alike(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of triples belong to one phrase said twice."""
    common = len(one & other)
    return common >= ALIKE * (len(one) + len(other) - common)
