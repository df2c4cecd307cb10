"""Pieces with their history → the changes a person made, as he would name them: put in, taken out, reworded, moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from drafter.record import record
from drafter.segment import ends_sentence, split_sentences
from drafter.word.returned import UNNAMED, Anchor, Piece, Returned, Stamp

Kind = Literal["insert", "delete", "replace", "move", "split", "join", "format", "page"]
Place = tuple[int, int]
CONTEXT = 16  # characters shown on either side of a change


@record
class Change:
    """One tracked change; neighbouring ones of one person and day are one."""

    kind: Kind
    stamp: Stamp
    where: Place  # paragraph in the accepted text, from 1, and characters before it
    old: str = ""  # "\n" is the end of a paragraph
    new: str = ""
    before: str = ""  # a few characters of the sentence as accepted on either side
    after: str = ""
    origin: int = 0  # of a move: the paragraph it came from
    properties: tuple[str, ...] = ()  # of a format: names of w: elements


def changes(returned: Returned) -> tuple[Change, ...]:
    """Every tracked change, in the order of the text.

    Law: each character that was added or removed stands in one change of its kind.
    """
    pieces = [piece for piece in returned.pieces if isinstance(piece, Piece)]
    found = [*(_with_context(change, returned.lines) for change in _edits(pieces)), *_moves(pieces), *_formats(pieces)]
    found += [Change("page", stamp, (at, 0), properties=(name,)) for name, stamp, at in returned.elsewhere]
    return tuple(sorted(found, key=lambda change: change.where))


def _edits(pieces: Sequence[Piece]) -> Iterator[Change]:
    """What was put in and taken out; moves are told apart."""
    group: list[Piece] = []
    for piece in [*pieces, Piece("", "end")]:
        tracked = (piece.added or piece.removed) and not piece.move
        if group and (not tracked or _by(piece) != _by(group[-1])) and (tracked or piece.text or piece.kind == "end"):
            yield _edit(group)
            group = []
        if tracked:
            group.append(piece)


def _with_context(change: Change, lines: Sequence[str]) -> Change:
    number, at = change.where
    if not number or number > len(lines):
        return change
    line, end = lines[number - 1], at + len(change.new.partition("\n")[0])
    before = (split_sentences(line[:at]) or ("",))[-1]
    before = "" if ends_sentence(before) else before[-CONTEXT:]
    after = "" if "\n" in change.old + change.new or ends_sentence(line[:end]) else line[end:]
    return replace(change, before=before, after=(split_sentences(after) or ("",))[0][:CONTEXT])


def _by(piece: Piece) -> tuple[str, str]:
    """Whose change it is; of text put in by one and taken out by another, the latter's."""
    stamp = piece.removed or piece.added or Stamp("", "")
    return stamp.author, stamp.day


def _edit(group: list[Piece]) -> Change:
    stamp = group[0].removed or group[0].added or Stamp("", "")
    old = "".join(_text(piece) for piece in group if piece.removed)
    new = "".join(_text(piece) for piece in group if piece.added and not piece.removed)
    kind: Kind = "replace" if old and new else "delete" if old else "insert"
    if set(old + new) == {"\n"}:
        kind = "join" if old else "split"
    return Change(kind, stamp, group[0].where, old, new)


def _text(piece: Piece) -> str:
    return "\n" if piece.kind == "end" else piece.text


def _moves(pieces: Sequence[Piece]) -> Iterator[Change]:
    """Both halves of a move as one; a half without the other is a change by itself.

    Halves are known by their words first: LibreOffice puts the marks that name a move in the wrong places.
    """
    halves = list(_halves(pieces))
    gone = [half for half in halves if half[0].removed]
    for half in halves:
        if half[0].removed:
            continue
        words, stamp, other = _words(half), half[0].added or Stamp("", ""), _partner(half, gone)
        if other is None:
            yield Change("insert", stamp, half[0].where, "", words)
        else:
            gone = [one for one in gone if one is not other]
            yield Change("move", stamp, half[0].where, _words(other), words, origin=other[0].where[0])
    for one in gone:
        yield Change("delete", one[0].removed or Stamp("", ""), one[0].where, _words(one))


def _partner(half: list[Piece], gone: Sequence[list[Piece]]) -> list[Piece] | None:
    """Where something came from: the same words under the same name, the same words, the same name."""
    name = half[0].move
    alike = [one for one in gone if _words(one) == _words(half)]
    named = [one for one in alike or gone if one[0].move == name]
    return next(iter(named if alike or name != UNNAMED else ()), None) or next(iter(alike), None)


def _halves(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Stretches that were moved away or arrived, nothing standing between their pieces."""

    def key(piece: Piece) -> tuple[bool, bool]:
        return bool(piece.move and piece.removed), bool(piece.move and not piece.removed)

    for (out, arrived), group in groupby((piece for piece in pieces if piece.text or piece.kind == "end"), key):
        half = [piece for piece in group if piece.text]
        if half and (out or arrived):
            yield half


def _words(half: Sequence[Piece]) -> str:
    return "".join(piece.text for piece in half)


def _formats(pieces: Sequence[Piece]) -> Iterator[Change]:
    """Changed looks, runs of one change together."""

    def key(piece: Piece) -> tuple[str, str, tuple[str, ...], str]:
        stamp = piece.formatted or Stamp("", "")
        return stamp.author, stamp.day, piece.properties, piece.kind

    for _, same in groupby((piece for piece in pieces if piece.text or piece.formatted), key):
        group = list(same)
        if stamp := group[0].formatted:
            words = "".join(piece.text for piece in group)
            yield Change("format", stamp, group[0].where, words, words, properties=group[0].properties)


def authors(returned: Returned) -> tuple[tuple[str, ...], ...]:
    """Who put in each character of `returned.lines` with tracking on; empty: it stood there, or nobody knows."""
    found = [[""] * len(line) for line in returned.lines]
    for piece in returned.pieces:
        if isinstance(piece, Anchor) or not piece.added or piece.removed or piece.move:
            continue
        line, at = piece.where
        if line and found:
            for index in range(at, min(at + len(piece.text), len(found[line - 1]))):
                found[line - 1][index] = piece.added.author
    return tuple(map(tuple, found))
