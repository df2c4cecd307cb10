"""Sentences that somebody joined or divided: a full stop that became a comma strikes no sentence."""

from __future__ import annotations

from collections.abc import Sequence

from drafter.word.compare import Now
from drafter.word.marks import Mark, marks

SHARE = 0.6  # of a sentence that must be found again in its neighbour for both to be one change
_LOOSE = ("deleted", "new")


def together(sentences: Sequence[Now]) -> tuple[tuple[int, ...], ...]:
    """Positions of compared sentences in order; those that are one change in one group.

    Law: the groups hold each position once; a group of more than one has one changed sentence, its neighbours were
    taken out or put in.
    """
    groups: list[tuple[int, ...]] = []
    for index in range(len(sentences)):
        group = (*groups[-1], index) if groups else ()
        if group and _is_one([sentences[at] for at in group]):
            groups[-1] = group
        else:
            groups.append((index,))
    return tuple(groups)


def _is_one(group: Sequence[Now]) -> bool:
    """Whether the words of the last sentence, or of the first, are found again in the others."""
    states = [now.state for now in group]
    if states.count("changed") != 1 or not all(state == "changed" or state in _LOOSE for state in states):
        return False
    loose = group[-1] if states[-1] in _LOOSE else group[0]
    rest = [now for now in group if now is not loose]
    gained = _equal(stretches(group)) - _equal(stretches(rest))
    return gained >= SHARE * len(loose.text or (loose.written.text if loose.written else ""))


def stretches(group: Sequence[Now]) -> tuple[Mark, ...]:
    """What changed between the sentences of a group as they were and as they are."""
    return marks("".join(now.written.text for now in group if now.written), "".join(now.text for now in group))


def _equal(found: Sequence[Mark]) -> int:
    return sum(len(mark.old) for mark in found if mark.same)
