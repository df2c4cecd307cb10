"""What was changed between two versions of a text: sentences added, deleted and moved, and characters inside them.

A text is flat here: its paragraphs joined, a line break after each. Places are characters of the flat text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, chain, pairwise

from drafter.facts import figure_spans
from drafter.record import record
from drafter.segment import split_sentences
from drafter.word.beads import BREAK, Bead, Token, beads
from drafter.word.compare import likeness

MOVED = 0.7  # likeness from which a sentence that is gone here and new there counts as moved
MIN_MOVED = 6  # characters: shorter sentences are the same by chance
ISLAND = 3  # characters left alone between two changes, where those are longer: noise
# Both readings where two versions differ; a reading may hold a 【待补：…】
CONFLICT = re.compile("【两稿不同：改稿“((?:[^【】]|【[^【】]*】)*?)”；新简报“((?:[^【】]|【[^【】]*】)*)”】")
# What changes as one, besides figures: a mark, a Chinese number, a word in Latin letters or digits, a character
_MARK = re.compile("(【两稿不同：(?:[^【】]|【[^【】]*】)*】|【待补：[^】]*】)")
_UNIT = re.compile("[零一二两三四五六七八九十百千万亿]+|[A-Za-z0-9]+|.", re.DOTALL)
_CLAUSE_END = re.compile("[，。；：、！？\n]")  # what is the same round one of these is no accident
_Stretch = tuple[int, int, int, int]  # [a, b) of the old text became [c, d) of the new one


@record
class Edit:
    """Characters [start, end) of the old text that became [new_start, new_end) of the new one."""

    start: int
    end: int
    new_start: int
    new_end: int
    whole: bool  # sentences or paragraph ends as wholes; False: characters inside a sentence
    order: int = 1  # among insertions at one place: 0 at the end of a sentence, 1 between two, 2 at a beginning

    @property
    def adds(self) -> bool:
        """Whether there is new text, not only a deletion."""
        return self.new_end > self.new_start


@record
class Move:
    """A sentence deleted in one place that stands in another; `inner`: what was changed inside it."""

    start: int
    end: int
    new_start: int
    new_end: int
    inner: tuple[Edit, ...] = ()


@record
class Changes:
    """All edits in order, none overlapping, and which of them are moves: one deletes, another holds the new place."""

    edits: tuple[Edit, ...]
    moves: tuple[Move, ...]


def flat(lines: Iterable[str]) -> str:
    """Paragraphs as one text."""
    return "".join(line + BREAK for line in lines)


def sentences(line: str) -> Iterator[str]:
    """Sentences of one paragraph; a place where two versions differ is never cut open."""
    masked = CONFLICT.sub(lambda found: "【" + "两" * (len(found[0]) - 2) + "】", line)
    ends = list(accumulate(map(len, split_sentences(masked)), initial=0))
    yield from (line[start:end] for start, end in pairwise(ends))


def changes(old: Sequence[str], new: Sequence[str]) -> Changes:
    """How one text became the other.

    Args:
        old: paragraphs without line breaks.
        new: the same, later.

    Law: the edits put into `flat(old)` give `flat(new)`.
    """
    before, after = _tokens(old), _tokens(new)
    found: list[Bead] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            one, other = before[i1:i2], after[j1:j2]
            start, new_start = sum(map(len, old[:i1])) + i1, sum(map(len, new[:j1])) + j1
            found += beads([*chain(*one)], [*chain(*other)], start, new_start)
    one_flat, other_flat = flat(old), flat(new)
    runs = [_slid(bead, one_flat, other_flat) for bead in found if not bead.alike]
    moves = tuple(_moves(runs))
    edits = [edit for bead in found if bead.alike for edit in _inside(bead.old, bead.new)]
    edits += [edit for run in runs for edit in _whole(run, moves)]
    return Changes(tuple(sorted(edits, key=place)), moves)


def place(edit: Edit) -> tuple[int, int, int]:
    """Order of edits in the text."""
    return edit.start, edit.end, edit.order


def _tokens(lines: Sequence[str]) -> list[list[Token]]:
    found, at = [], 0
    for line in lines:
        tokens = []
        for text in (*sentences(line), BREAK):
            tokens.append(Token(text, at))
            at += len(text)
        found.append(tokens)
    return found


def _slid(run: Bead, old: str, new: str) -> Bead:
    """A run that begins with the end of a paragraph and stands before another, moved on by one.

    What is added or deleted is then a paragraph with its own end, not with the one before it.
    """
    ours, start = (run.old, run.start) if run.old else (run.new, run.new_start)
    if (run.old and run.new) or ours[0].text != BREAK:
        return run
    end, opposite = ours[-1].end, run.new_start if run.old else run.start
    here, there = (old, new) if run.old else (new, old)
    if here[end : end + 1] != BREAK or there[opposite : opposite + 1] != BREAK:
        return run
    moved = (*ours[1:], Token(BREAK, end))
    if run.old:
        return Bead(moved, (), start + 1, opposite + 1, False)
    return Bead((), moved, opposite + 1, start + 1, False)


def _moves(runs: Iterable[Bead]) -> Iterator[Move]:
    """Sentences that are gone in one run and new in another: the same ones first, then those that are alike."""
    gone = [token for run in runs for token in run.old if len(token.text) >= MIN_MOVED]
    come = [token for run in runs for token in run.new if len(token.text) >= MIN_MOVED]
    pairs = [(likeness(one.text, other.text), one, other) for one in gone for other in come]
    taken: set[tuple[str, int]] = set()
    for found, one, other in sorted(pairs, key=lambda pair: -pair[0]):
        if found >= MOVED and ("old", one.start) not in taken and ("new", other.start) not in taken:
            taken |= {("old", one.start), ("new", other.start)}
            inner = tuple(_inside((one,), (other,)))
            yield Move(one.start, one.end, other.start, other.end, inner)


def _whole(run: Bead, moves: tuple[Move, ...]) -> Iterator[Edit]:
    """Edits of one run: each deleted token by itself; one thing replaced by another; what is added."""
    moved = {move.start for move in moves} & {token.start for token in run.old}
    arrived = {move.new_start for move in moves} & {token.start for token in run.new}
    end = run.old[-1].end if run.old else run.start
    new_end = run.new[-1].end if run.new else run.new_start
    if run.old and run.new and not moved and not arrived:
        yield Edit(run.start, end, run.new_start, new_end, True)
        return
    yield from (Edit(token.start, token.end, run.new_start, run.new_start, True) for token in run.old)
    if run.new:
        yield Edit(end, end, run.new_start, new_end, True)


def _inside(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Edit]:
    """Characters changed between two stretches that are alike."""
    start, new_start = old[0].start, new[0].start
    one, other = ("".join(token.text for token in tokens) for tokens in (old, new))
    for a, b, c, d in _without_noise(one, _opcodes(one, other)):
        order = 0 if a == len(one) else 2 if b == 0 else 1
        yield Edit(start + a, start + b, new_start + c, new_start + d, False, order)


def _opcodes(one: str, other: str) -> Iterator[_Stretch]:
    """Stretches of characters that differ, whole units only."""
    units = list(_units(one)), list(_units(other))
    left, right = ([*accumulate(map(len, unit), initial=0)] for unit in units)
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, *units, autojunk=False).get_opcodes():
        if kind != "equal":
            yield left[i1], left[i2], right[j1], right[j2]


def _units(text: str) -> Iterator[str]:
    """A text in what is not changed by halves: half a new figure beside half an old one would be an invented one."""
    for part in _MARK.split(text):
        if _MARK.fullmatch(part):
            yield part
            continue
        at = 0
        for figure in figure_spans(part):
            yield from _UNIT.findall(part[at : figure.start])
            yield figure.text
            at = figure.end
        yield from _UNIT.findall(part[at:])


def _without_noise(text: str, stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """Stretches with those made one between which too little of `text`, the old one, is the same to mean anything."""
    found: list[_Stretch] = []
    for a, b, c, d in stretches:
        if found:
            first = found[-1]
            smaller = min(max(first[1] - first[0], first[3] - first[2]), max(b - a, d - c))
            if a - first[1] <= min(ISLAND, smaller - 1) and not _CLAUSE_END.search(text, first[1], a):
                found[-1] = (first[0], b, first[2], d)
                continue
        found.append((a, b, c, d))
    return found
