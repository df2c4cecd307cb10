"""A second look at a solved draft: sentences that sound like one just before give way to the next best."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from drafter.writing.choose import Chooser
from drafter.writing.taste import NEAR, marks
from drafter.writing.want import Filled, Want

_LONGER = 4  # characters by which a section may become longer, never shorter: the length of the draft stays
_FOUR = 4
_TRIED = 6  # next best sentences that are looked at


def vary(wants: Sequence[Want], chooser: Chooser) -> None:
    """Put another phrase where one begins like, or is framed like, one of the three said before it.

    Only what stands near decides, so a change in one section changes nothing in another.

    Args:
        wants: all places in reading order.
        chooser: holds the solution; changed in place.
    """
    before: deque[frozenset[str]] = deque(maxlen=NEAR)
    section, drift = "", 0
    for want in wants:
        found = chooser.filled.get(id(want))
        if not found:
            continue
        if want.key.partition(".")[0] != section:
            section = want.key.partition(".")[0]
            before.clear()
            drift = 0
        said = frozenset[str]().union(*before)
        if found.phrase and not want.leads_in and _clash(found, said):
            width = len(found.text)
            found = _instead(want, found, said, chooser, drift)
            drift += len(found.text) - width
        before.append(_marks(found))


def _marks(found: Filled) -> frozenset[str]:
    """Beginnings, frames, and every four characters in a row: 各项工作 twice in a breath."""
    own = "，".join(span.text for span in found.spans if not (span.origin and span.origin.kind == "brief"))
    fours = {own[at : at + _FOUR] for at in range(len(own) - _FOUR + 1)}
    return marks(own) | {four for four in fours if four.isalpha()}


def _clash(found: Filled, said: frozenset[str]) -> int:
    return len(said & _marks(found))


def _instead(want: Want, found: Filled, said: frozenset[str], chooser: Chooser, drift: int) -> Filled:
    """The first of the next best that clashes less and leaves its section as long; else what there was."""
    width, worst = len(found.text), _clash(found, said)
    for other in chooser.others(want, width + _LONGER, _TRIED):
        if 0 <= drift + len(other.text) - width <= _LONGER and _clash(other, said) < worst:
            chooser.replace(found, other)
            return other
    return found
