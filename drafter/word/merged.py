"""Merged text → paragraphs of a draft: each is still what it was, its characters with their origin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from drafter import numbering
from drafter.record import record
from drafter.segment import ends_sentence
from drafter.speech import Block, Origin, Sentence, Span
from drafter.word.beads import BREAK
from drafter.word.edits import CONFLICT, sentences
from drafter.word.embedded import Paragraph
from drafter.word.merge import Piece

LONGEST_HEADING = 40  # characters of a numbered line without a full stop that still counts as a heading
NONE = -1
_HEAD = ("title", "subtitle", "byline", "salutation")
_MARKS = re.compile(f"{CONFLICT.pattern}|【待补：[^】]*】")


@record
class _Character:
    """One character of the new draft, or one that is not of it (paragraph and sentence NONE)."""

    text: str
    paragraph: int = NONE
    sentence: int = NONE
    place: int = NONE  # in its paragraph
    origin: Origin | None = None
    hole: bool = False


@record
class Shown:
    """A paragraph of the merged text."""

    paragraph: Paragraph
    written: int  # number of the paragraph of the new draft that it is, from 0; NONE: of none, or a part cut off


def shown(pieces: Sequence[Piece], draft: Sequence[Paragraph]) -> list[Shown]:
    """The merged text as paragraphs.

    Args:
        pieces: of the merged text.
        draft: paragraphs of the new draft that was merged.

    Law: the paragraphs hold the lines of the merged text; one that is wholly the new draft's is that paragraph.
    """
    lines = list(_lines(pieces, draft))
    owners = [_owner(line) for line in lines]
    used: set[int] = set()
    found = []
    for at, (line, owner) in enumerate(zip(lines, owners, strict=True)):
        whole = [one for one in line if one.text != BREAK]
        if not "".join(one.text for one in whole).strip():
            continue
        ahead = any(other != NONE and draft[other].role in _HEAD for other in owners[at + 1 :])
        first = owner != NONE and owner not in used and any(one.paragraph == owner and not one.place for one in whole)
        found.append(Shown(_paragraph(whole, draft, owner, first, ahead), owner if first else NONE))
        used |= {owner} if first else set()
    return found


def _paragraph(
    line: Sequence[_Character], draft: Sequence[Paragraph], owner: int, first: bool, ahead: bool
) -> Paragraph:
    """One line as a paragraph.

    Args:
        line: its characters.
        draft: the new draft.
        owner: the paragraph of the draft that it is of, or NONE.
        first: whether it begins as that one does; only then it is a heading as that one is.
        ahead: whether lines of the head follow.
    """
    text = "".join(one.text for one in line)
    if owner == NONE:
        return _typed(line, text, ahead)
    was = draft[owner]
    if first and text == was.block.text and all(one.paragraph == owner for one in line):
        return was
    block = was.block if first else Block(())
    number = numbering.counted(text) if block.number else None
    said = tuple(_sentences(line, text, draft))
    return Paragraph(was.role, Block(said, block.level, number.text if number else "", block.run_in))


def _lines(pieces: Sequence[Piece], draft: Sequence[Paragraph]) -> Iterator[list[_Character]]:
    """Characters of each paragraph, its end among them."""
    known = [one for number, paragraph in enumerate(draft) for one in _characters(number, paragraph)]
    line: list[_Character] = []
    for piece in pieces:
        own = known[piece.at : piece.at + len(piece.text)] if piece.kind == "draft" else map(_Character, piece.text)
        for one in own:
            line.append(one)
            if one.text == BREAK:
                yield line
                line = []
    if line:
        yield line


def _characters(number: int, paragraph: Paragraph) -> Iterator[_Character]:
    place = 0
    for index, sentence in enumerate(paragraph.block.sentences):
        for span in sentence.spans:
            for char in span.text:
                yield _Character(char, number, index, place, span.origin, span.hole)
                place += 1
    yield _Character(BREAK, number)


def _owner(line: Sequence[_Character]) -> int:
    """The paragraph of the draft that most of a line is of, else the one whose end it has."""
    count = Counter(one.paragraph for one in line if one.text != BREAK and one.paragraph != NONE)
    return count.most_common(1)[0][0] if count else line[-1].paragraph


def _typed(line: Sequence[_Character], text: str, ahead: bool) -> Paragraph:
    """A paragraph added by hand; `ahead`: lines of the head follow."""
    number = numbering.parse(text)
    heading = number and number.level and len(text) <= LONGEST_HEADING and not ends_sentence(text) and not ahead
    level, head = (number.level, number.text) if heading and number else (0, "")
    return Paragraph("byline" if ahead else "body", Block(tuple(_sentences(line, text, ())), level, head))


def _sentences(line: Sequence[_Character], text: str, draft: Sequence[Paragraph]) -> Iterator[Sentence]:
    """Sentences of a line that was changed; each is labelled as the one of the draft that most of it is of."""
    marked = {at for found in _MARKS.finditer(text) for at in range(*found.span())}
    start, used = 0, set()
    for piece in sentences(text):
        own = list(enumerate(line[start : start + len(piece)], start))
        start += len(piece)
        spans = tuple(
            Span("".join(one.text for _, one in group), origin, hole)
            for (origin, hole), group in groupby(
                own, key=lambda pair: (pair[1].origin, pair[1].hole or pair[0] in marked)
            )
        )
        count = Counter((one.paragraph, one.sentence) for _, one in own if one.paragraph != NONE)
        most = count.most_common(1)[0][0] if count else (NONE, NONE)
        if most == (NONE, NONE) or most in used:
            yield Sentence(spans)
            continue
        used.add(most)
        was = draft[most[0]].block.sentences[most[1]]
        options, size = (was.options, was.replaces) if was.text == piece else ((), 1)
        yield Sentence(spans, was.slot, was.move, None, was.notes, options, size)
