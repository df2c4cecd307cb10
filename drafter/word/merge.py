"""Three texts → one: a draft as it was written, the same corrected by hand, and the draft of a brief that has changed.

What only one side changed goes in; where both changed the same words, both readings stand in the text, marked. A
sentence that was moved takes what the other side changed in it along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from drafter.record import record
from drafter.word.beads import BREAK
from drafter.word.edits import CONFLICT, Changes, Edit, Move, changes, flat
from drafter.word.overlap import Event, Side, groups

NOTHING, SPLIT = "（删去）", "（另起一段）"  # readings without characters
_VALUE = re.compile(r"\d[年月]?$")  # a value whose unit stands after the edit
_UNIT = re.compile("月?[底初末]|[年月日个件项人户家处亩吨米]|亿元|万元|万亩|万人|小时|公里")
APART = "／"  # stands for the end of a paragraph inside a reading


@record
class Piece:
    """Characters of the merged text and where they come from."""

    kind: Literal["draft", "hand", "conflict"]
    text: str
    at: int = 0  # of kind draft: place in the flat new draft


@record
class Merged:
    """The merged text."""

    pieces: tuple[Piece, ...]  # of the flat text
    kept: int  # edits by hand that are in it, deletions too
    renewed: int  # places the new draft brought
    conflicts: tuple[str, ...]  # the marks that were set, both readings in them
    dropped: tuple[tuple[str, str], ...]  # sentences deleted by hand, and as the new draft would have them

    @property
    def lines(self) -> list[str]:
        """Paragraphs, blank ones left out."""
        return [line for line in "".join(piece.text for piece in self.pieces).split(BREAK) if line]


def merge(written: Sequence[str], edited: Sequence[str], new: Sequence[str]) -> Merged:
    """Merge paragraphs without line breaks.

    Args:
        written: the draft as it was written.
        edited: the same as it stands now.
        new: the draft of the changed brief.

    Laws: merge(a, b, a) is b, merge(a, a, b) is b. Every character typed by hand is in the result; every change of the
    new draft too, or the sentence it stands in was deleted by hand and is in `dropped`.
    """
    texts = flat(written), flat(edited), flat(new)
    hand, draft = changes(written, edited), changes(written, new)
    for moves in (True, False):  # without moves every edit has its turn: a move into a conflict would hide some
        work = _Merge(*texts, _still(hand, moves), _still(draft, moves))
        if work.run():
            break
    return work.merged()


def _still(found: Changes, moves: bool) -> Changes:
    return found if moves else Changes(found.edits, ())


class _Merge:
    """One merge while it is made."""

    def __init__(self, base: str, hand: str, draft: str, by_hand: Changes, by_draft: Changes) -> None:
        self.base = base
        self.texts: dict[Side, str] = {"hand": hand, "draft": draft}
        self.by: dict[Side, Changes] = {"hand": by_hand, "draft": by_draft}
        self.at = _places(base, by_draft)
        self.out: list[Piece] = []
        self.line: set[str] = set()  # who gave what stands in the paragraph so far
        self.seen: set[tuple[Side, Edit | Move]] = set()
        self.conflicts: list[str] = []
        self.dropped: list[tuple[str, str]] = []
        self.brought = 0
        self.taken = {side: self._taken_along(side) for side in self.texts}

    def _taken_along(self, side: Side) -> dict[Move, list[Edit]]:
        """Moves of one side, and the edits of the other side that go with them."""
        found: dict[Move, list[Edit]] = {}
        mine, others = self.by[side], self.by["draft" if side == "hand" else "hand"]
        gone = {at for edit in mine.edits for at in range(edit.start, edit.end)}
        twice = {(move.start, move.end): move for move in others.moves}
        for move in mine.moves:
            other = twice.get((move.start, move.end))
            if other:  # moved by both: the hand's place counts
                found[move] = list(other.inner) if side == "hand" else []
            else:
                found[move] = [edit for edit in others.edits if _belongs(edit, move, move.end in gone)]
        return found

    def run(self) -> bool:
        """Merge everything; False: some edit had no turn."""
        events = [event for side in self.texts for event in self._events(side)]
        self._stretch(0, len(self.base), events)
        return all((side, one) in self.seen for side, by in self.by.items() for one in (*by.edits, *by.moves))

    def _events(self, side: Side) -> Iterator[Event]:
        """Edits of one side that no move of the other takes along."""
        other: Side = "draft" if side == "hand" else "hand"
        gone = {edit for move, edits in self.taken[other].items() for edit in edits}
        for edit in self.by[side].edits:
            if edit not in gone:
                yield self._event(side, edit)

    def _event(self, side: Side, edit: Edit) -> Event:
        return Event(side, edit, self.texts[side][edit.new_start : edit.new_end])

    def _stretch(self, start: int, end: int, events: Iterable[Event]) -> None:
        """Write base[start:end] with the edits of both sides."""
        found = list(groups(sorted(events, key=lambda event: event.key)))
        for number, group in enumerate(found):
            limit = found[number + 1][0].edit.start if number + 1 < len(found) else end
            self._keep(start, group[0].edit.start)
            start = self._resolve(group, limit)
        self._keep(start, end)

    def _resolve(self, group: list[Event], limit: int) -> int:
        """Write what becomes of edits that touch one another; where in the base that ends, at most at `limit`."""
        self.seen |= {(event.side, event.edit) for event in group}
        hand = [event for event in group if event.side == "hand"]
        draft = [event for event in group if event.side == "draft"]
        start, end = group[0].edit.start, max(event.edit.end for event in group)
        typed, renewed = (any(event.edit.adds for event in events) for events in (hand, draft))
        reading = self._reading(draft, start, end)
        if not hand or self._reading(hand, start, end) == reading:
            self.brought += sum(bool(event.text.strip() or event.edit.end - event.edit.start > 1) for event in draft)
            self._apply(draft, start, end)
        elif not draft:
            self._apply(hand, start, end)
        elif not typed and all(event.edit.whole for event in hand):
            if any(not event.edit.whole for event in draft):
                self.dropped.append((self.base[start:end].strip(), reading.strip()))
            self._apply([event for event in group if event.side == "hand" or event.edit.whole], start, end)
        elif not renewed and (not typed or all(event.edit.whole for event in hand)):
            self._apply(group, start, end)
        else:
            if _VALUE.search(reading) and (tail := _UNIT.match(self.base, end, limit)):
                end = tail.end()  # both readings say 5月底, not 5月 with 底 behind the mark
            self._mark(self._reading(hand, start, end), self._reading(draft, start, end))
        return end

    def _reading(self, events: Sequence[Event], start: int, end: int) -> str:
        """base[start:end] as one side has it."""
        found = ""
        for event in events:
            found += self.base[start : event.edit.start] + event.text
            start = event.edit.end
        return found + self.base[start:end]

    def _apply(self, events: Sequence[Event], start: int, end: int) -> None:
        """Write base[start:end] with edits that do not contradict one another."""
        for event in events:
            self._keep(start, event.edit.start)
            if event.edit.adds:
                self._write(event.side, event.edit.new_start, event.edit.new_end)
            elif self.base[event.edit.start : event.edit.end] == BREAK:
                self._close(event)
            start = max(start, event.edit.end)
        self._keep(start, end)

    def _close(self, event: Event) -> None:
        """A paragraph is gone with its end; what the other side put into it becomes a paragraph of its own."""
        if self.line and not self.line & {"both", event.side}:
            self._put(self._break(event.edit.start), "both")

    def _break(self, at: int) -> Piece:
        return Piece("draft", BREAK, self.at[at]) if self.at[at] >= 0 else Piece("hand", BREAK)

    def _keep(self, start: int, end: int) -> None:
        """Write what nobody changed."""
        while start < end:
            stop = start + 1
            while stop < end and self.at[stop] >= 0 and self.at[stop] == self.at[stop - 1] + 1:
                stop += 1
            at = self.at[start]
            self._put(Piece("draft" if at >= 0 else "hand", self.base[start:stop], max(at, 0)), "both")
            start = stop

    def _write(self, side: Side, start: int, end: int) -> None:
        """Write what one side added; sentences it moved there come with what the other side changed in them."""
        for move in sorted(self.by[side].moves, key=lambda move: move.new_start):
            if start <= move.new_start and move.new_end <= end:
                self._put(Piece(side, self.texts[side][start : move.new_start], start), side)
                self._arrive(side, move)
                start = move.new_end
        self._put(Piece(side, self.texts[side][start:end], start), side)

    def _arrive(self, side: Side, move: Move) -> None:
        self.seen.add((side, move))
        other: Side = "draft" if side == "hand" else "hand"
        twice = next((one for one in self.by[other].moves if (one.start, one.end) == (move.start, move.end)), None)
        if twice and side == "draft":
            return
        own = [self._event(side, edit) for edit in move.inner]
        self._stretch(move.start, move.end, [*own, *(self._event(other, edit) for edit in self.taken[side][move])])

    def _mark(self, hand: str, new: str) -> None:
        """Write both readings; of a place marked before, the hand's reading counts."""
        text = f"【两稿不同：改稿“{_shown(CONFLICT.sub(lambda found: found[1], hand))}”；新简报“{_shown(new)}”】"
        self.conflicts.append(text)
        self._put(Piece("conflict", text), "conflict")
        if hand.endswith(BREAK) or new.endswith(BREAK):
            self._put(Piece("hand", BREAK), "conflict")

    def _put(self, piece: Piece, author: str) -> None:
        if piece.text:
            self.out.append(piece)
            tail = piece.text.rpartition(BREAK)
            self.line = (set() if tail[1] else self.line) | ({author} if tail[2] else set())

    def merged(self) -> Merged:
        """The result."""
        return Merged(
            tuple(self.out), self._changed_by_hand(), self.brought, tuple(self.conflicts), tuple(self.dropped)
        )

    def _changed_by_hand(self) -> int:
        """Edits that a reader would count: paragraph ends left out, a sentence moved is one."""
        by, text = self.by["hand"], self.texts["hand"]
        moved = {(move.start, move.end) for move in by.moves}
        return sum(
            bool((self.base[edit.start : edit.end] + text[edit.new_start : edit.new_end]).strip())
            and (edit.start, edit.end) not in moved
            for edit in by.edits
        )


def _places(base: str, draft: Changes) -> list[int]:
    """Where each character of the base stands in the draft; -1: nowhere."""
    found = [-1] * len(base)

    def fill(start: int, end: int, new: int, edits: Sequence[Edit]) -> None:
        for edit in edits:
            found[start : edit.start] = range(new, new + edit.start - start)
            start, new = edit.end, edit.new_end
        found[start:end] = range(new, new + end - start)

    for edit in draft.edits:
        found[edit.start : edit.end] = [-1] * (edit.end - edit.start)
    fill(0, len(base), 0, draft.edits)
    for edit in draft.edits:
        found[edit.start : edit.end] = [-1] * (edit.end - edit.start)
    for move in draft.moves:
        fill(move.start, move.end, move.new_start, move.inner)
    return found


def _belongs(edit: Edit, move: Move, goes_on: bool) -> bool:
    """Whether an edit of one side is of the sentence the other moved.

    Args:
        edit: of one side.
        move: of the other.
        goes_on: whether what follows the sentence is gone too, so that a new sentence behind it goes with it.
    """
    if not move.start <= edit.start <= edit.end <= move.end:
        return False
    if edit.start == edit.end == move.start:
        return not edit.whole and edit.order == 2
    if edit.start == edit.end == move.end:
        return goes_on if edit.whole else edit.order == 0
    return True


def _shown(reading: str) -> str:
    """A reading inside a mark."""
    if not reading.strip():
        return SPLIT if BREAK in reading else NOTHING
    return reading.strip(BREAK).replace(BREAK, APART)
