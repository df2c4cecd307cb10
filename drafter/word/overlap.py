"""Which edits of two sides mean the same words of the text they both started from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from drafter.record import record
from drafter.word.beads import BREAK
from drafter.word.edits import Edit

Side = Literal["hand", "draft"]


@record
class Event:
    """One edit of one side."""

    side: Side
    edit: Edit
    text: str

    @property
    def key(self) -> tuple[object, ...]:
        """In the order of the text; of insertions at one place whole paragraphs first."""
        edit = self.edit
        return edit.start, edit.end, edit.order, not self.text.endswith(BREAK), self.side == "draft"


def groups(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Edits that touch the same words, together; all others alone.

    Args:
        events: of both sides, in the order of their keys.
    """
    group: list[Event] = []
    end = 0
    for event in events:
        if group and not (event.edit.start < end or _meet(group, event)):
            yield group
            group = []
        end = max(end, event.edit.end) if group else event.edit.end
        group.append(event)
    if group:
        yield group


def _meet(group: list[Event], event: Event) -> bool:
    """Whether an edit that only borders on a group means the same words."""
    edit, others = event.edit, [one for one in group if one.side != event.side]
    if edit.start < edit.end:  # characters added at the head of a sentence that the other side takes away
        return edit.whole and any(one.edit.end == edit.start and _adds_at(one.edit, 2) for one in others)
    return any(
        (one.edit.start == edit.start and not one.edit.whole and not edit.whole and one.edit.end == edit.end)
        or (one.edit.start == edit.start == one.edit.end and one.edit.whole and edit.whole and one.text == event.text)
        or (one.edit.end == edit.start > one.edit.start and one.edit.whole and _adds_at(edit, 0))
        for one in others
    )


def _adds_at(edit: Edit, order: int) -> bool:
    return not edit.whole and edit.start == edit.end and edit.order == order
