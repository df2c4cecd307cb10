"""What changed between two wordings, marked as a Chinese reader would mark it: by word, never a comb of characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from drafter.record import record
from drafter.words import cut

_PAUSES = "，；：。、！？"  # a reader does not strike through a mark that stays between two changes
_FIGURE = "0123456789０１２３４５６７８９.．,%％"
_LONE = 1  # an equal stretch of so many characters between two changes is struck with them
_WORD = 8  # characters up to which a rewording is of a word or two, marked whole: 三点 → 四点
_WHOLE = 0.25  # share of equal characters below which a sentence was written anew


@record
class Mark:
    """A stretch of one or both wordings. Equal: old == new; put in: old is empty; taken out: new is empty."""

    old: str
    new: str

    @property
    def same(self) -> bool:
        """Whether it did not change."""
        return self.old == self.new


def marks(old: str, new: str) -> tuple[Mark, ...]:
    """Stretches in order, equal ones and changed ones in turn.

    Law: the `old` of all join to `old`, the `new` of all join to `new`; no two neighbours are both changed.
    """
    before, after = cut(old), cut(new)
    found = [
        Mark("".join(before[i1:i2]), "".join(after[j1:j2]))
        for _, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    ]
    merged = tidy([piece for mark in found for piece in _trimmed(mark)])
    equal = sum(len(mark.old) for mark in merged if mark.same)
    return merged if equal >= _WHOLE * min(len(old), len(new)) else _anew(old, new)


def _anew(old: str, new: str) -> tuple[Mark, ...]:
    return (Mark(old, new),) if old or new else ()


def _trimmed(mark: Mark) -> Iterable[Mark]:
    """A rewording without what stays at its ends: 项目 → 重点项目 adds 重点; figures and lone characters stay whole."""
    old, new = mark.old, mark.new
    if mark.same or not old or not new:
        return (mark,)
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    if head + tail < min(len(old), len(new)) and max(len(old), len(new)) <= _WORD:
        head, tail = (0 if length <= _LONE else length for length in (head, tail))
    head -= _cut_figure(old[:head])
    tail -= _cut_figure(old[len(old) - tail :][::-1])
    ends = len(old) - tail, len(new) - tail
    middle = Mark(old[head : ends[0]], new[head : ends[1]])
    pieces = (Mark(old[:head], new[:head]), middle, Mark(old[ends[0] :], new[ends[1] :]))
    return [piece for piece in pieces if piece.old or piece.new]


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _cut_figure(common: str) -> int:
    """How many characters at the end of a common stretch may belong to a figure that changed."""
    return len(common) - len(common.rstrip(_FIGURE))


def tidy(found: Sequence[Mark]) -> tuple[Mark, ...]:
    """Neighbours of one kind in one, and lone equal characters between two changes with them."""
    merged: list[Mark] = []
    for mark in found:
        lone = len(merged) > 1 and not mark.same and merged[-1].same and not merged[-2].same and _is_lone(merged[-1])
        if lone:
            between, before = merged.pop(), merged.pop()
            mark = Mark(before.old + between.old + mark.old, before.new + between.new + mark.new)
        if merged and merged[-1].same == mark.same:
            before = merged.pop()
            mark = Mark(before.old + mark.old, before.new + mark.new)
        merged.append(mark)
    return tuple(merged)


def _is_lone(mark: Mark) -> bool:
    return len(mark.old) <= _LONE and mark.old not in _PAUSES
