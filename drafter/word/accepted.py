"""A draft as it stands after review: paragraphs of the accepted text, every character with the origin it still has."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from drafter import numbering
from drafter.record import record
from drafter.segment import split_sentences
from drafter.speech import Block, Origin, Sentence, Span
from drafter.word import layout
from drafter.word.compare import Now
from drafter.word.embedded import Paragraph, Role
from drafter.word.marks import marks
from drafter.word.together import together

Spans = tuple[Span, ...]
_HOLE = re.compile("【待补[^】]*】")
_LINES: tuple[Role, ...] = ("title", "subtitle", "byline")  # lines that are one sentence, whatever marks they hold
_IDS: dict[str, Role] = {
    layout.TITLE: "title",
    layout.SUBTITLE: "subtitle",
    layout.BYLINE: "byline",
    layout.SALUTATION: "salutation",
}
_STYLES = tuple(style for _, style in layout.ROLES)
_ROLES = {style.name.lower(): _IDS[style.id] for style in _STYLES if style.id in _IDS}
_LEVELS = {style.name.lower(): style.outline for style in _STYLES if style.outline}
_BODY = {style.name.lower() for style in _STYLES if style.id in (layout.BODY, layout.NEXT, layout.CLOSING)}


@record
class Choice:
    """One alternative taken: which sentences go, and which of the last one's options comes in."""

    sentences: tuple[int, ...]  # positions among the compared sentences, neighbours in one paragraph
    option: int  # from 0


@record
class Editors:
    """Who is named as the origin of characters that were not written here."""

    of: tuple[tuple[str, ...], ...]  # as `tracked.authors` gives them
    unknown: str  # where nobody tracked


def accepted(
    written: Sequence[Paragraph],
    sentences: Sequence[Now],
    styles: Sequence[str],
    editors: Editors,
    choices: Sequence[Choice] = (),
    notes: Mapping[int, tuple[str, ...]] | None = None,
    confirmed: Collection[int] = (),
) -> list[Paragraph]:
    """Paragraphs of the text now, alternatives put in.

    Args:
        written: as embedded.
        sentences: of `compare.compare` with the accepted lines.
        styles: of each accepted line, names of paragraph styles in small letters.
        editors: for the origins of new characters.
        choices: alternatives that were asked for.
        notes: what is to be said of a sentence besides, by its position among `sentences`.
        confirmed: positions of sentences whose own notes somebody settled.

    Law: without choices the texts are the accepted lines; a sentence nobody touched keeps spans, notes and options.
    """
    homes = {id(one): paragraph for paragraph in written for one in paragraph.block.sentences}
    known = _known(sentences)
    taken = {choice.sentences[-1]: choice for choice in choices}
    gone = {index for choice in choices for index in choice.sentences}
    names = _names(sentences, editors)
    shared = _shared(sentences, names)
    made: list[Paragraph] = []
    there = [(index, now) for index, now in enumerate(sentences) if now.text]
    for number, group in groupby(there, lambda pair: pair[1].paragraph):
        said: list[Sentence] = []
        line = list(group)
        for index, now in line:
            if index in taken:
                said += _chosen(now, taken[index])
            elif index not in gone:
                one = _kept(now, known.get(now.text.strip()), shared.get(index), names[index])
                if index in confirmed or (notes and index in notes):
                    own = () if index in confirmed else one.notes
                    one = replace(one, notes=(*own, *(notes or {}).get(index, ())))
                said.append(one)
        made.append(_paragraph(said, _frame(line[0][1], homes), styles[number - 1]))
    return made


def _known(sentences: Sequence[Now]) -> dict[str, Spans]:
    """Sentences of options that a person may have put in himself: text → spans."""
    found: dict[str, Spans] = {}
    for now in sentences:
        if now.written and now.state != "same":
            for option in now.written.options:
                found |= {"".join(span.text for span in spans).strip(): spans for spans in cut(option)}
    return found


def cut(spans: Spans) -> list[Spans]:
    """Spans of a text as those of its sentences."""
    pieces: list[Spans] = []
    start = 0
    for text in split_sentences("".join(span.text for span in spans)):
        pieces.append(tuple(_between(spans, start, start + len(text))))
        start += len(text)
    return pieces


def _between(spans: Spans, start: int, end: int) -> Iterator[Span]:
    at = 0
    for span in spans:
        text = span.text[max(0, start - at) : max(0, end - at)]
        at += len(span.text)
        if text:
            yield replace(span, text=text)


def _chosen(now: Now, choice: Choice) -> list[Sentence]:
    """The option as sentences; the last one keeps the other options, and the words it replaced if they were one."""
    old = now.written
    assert old
    spans = old.options[choice.option]
    others = list(old.options)
    others[choice.option : choice.option + 1] = [old.spans] if len(choice.sentences) == 1 else []
    *pieces, last = cut(spans)
    said = [Sentence(piece, old.slot, old.move) for piece in pieces]
    return [*said, Sentence(last, old.slot, old.move, options=tuple(others), replaces=len(pieces) + 1)]


def _names(sentences: Sequence[Now], editors: Editors) -> list[list[str]]:
    """For each sentence, who is named for each of its characters should it be new."""
    found, paragraph, at = [], 0, 0
    for now in sentences:
        if now.paragraph != paragraph:
            paragraph, at = now.paragraph, 0
        names = editors.of[paragraph - 1][at : at + len(now.text)] if now.text else ()
        found.append([name or editors.unknown for name in names])
        at += len(now.text)
    return found


def _shared(sentences: Sequence[Now], names: Sequence[Sequence[str]]) -> dict[int, Spans]:
    """Spans of sentences that somebody joined or divided, made from all that was there."""
    found: dict[int, Spans] = {}
    for group in together(sentences):
        if len(group) == 1:
            continue
        olds = [one for at in group if (one := sentences[at].written)]
        text = "".join(sentences[at].text for at in group)
        spans = respanned(
            tuple(span for one in olds for span in one.spans), text, [name for at in group for name in names[at]]
        )
        start = 0
        for at in group:
            end = start + len(sentences[at].text)
            found[at] = tuple(_between(spans, start, end))
            start = end
    return found


def _kept(now: Now, option: Spans | None, shared: Spans | None, editors: Sequence[str]) -> Sentence:
    """A sentence as it stands now.

    Args:
        now: the sentence.
        option: an alternative that reads so.
        shared: its spans if it was joined or divided.
        editors: who is named for each of its characters should it be new.
    """
    old = now.written
    if old and old.text == now.text:
        return old
    if option and now.state in ("changed", "new"):
        spans = option
    elif shared:
        spans = shared
    else:
        spans = respanned(old.spans if old else (), now.text, editors)
    return replace(old, spans=spans) if old else Sentence(spans)


def respanned(spans: Spans, text: str, editors: Sequence[str]) -> Spans:
    """Origins of a text that was made from `spans`: equal stretches keep theirs, the rest is the editors'.

    Args:
        spans: as it was.
        text: as it is.
        editors: who is named for each character of `text` should it be new.
    """
    was = [(span, at) for at, span in enumerate(spans) for _ in span.text]
    now: list[tuple[Span, int]] = []
    before = 0
    for mark in marks("".join(span.text for span in spans), text):
        if mark.same:
            now += was[before : before + len(mark.new)]
        else:
            now += [(Span("", Origin("edit", editors[len(now) + i])), -1) for i in range(len(mark.new))]
        before += len(mark.old)
    holes = dict(_holes(text, now))

    def history(at: int) -> tuple[Origin | None, bool, int]:
        if at in holes:
            return holes[at].origin, True, id(holes[at])
        span = now[at][0]
        return (Origin("edit", editors[at]) if span.hole else span.origin), False, 0

    grouped = ((key, "".join(text[at] for at in group)) for key, group in groupby(range(len(text)), history))
    return tuple(Span(words, origin, hole) for (origin, hole, _), words in grouped)


def _holes(text: str, now: Sequence[tuple[Span, int]]) -> Iterator[tuple[int, Span]]:
    """Characters that stand in a hole: one that was there and is whole, or one that somebody typed."""
    for found in _HOLE.finditer(text):
        span, at = now[found.start()]
        whole = span.hole and span.text == found[0] and {other for _, other in now[slice(*found.span())]} == {at}
        hole = span if whole else Span(found[0], None, True)
        yield from ((index, hole) for index in range(*found.span()))


def _frame(first: Now, homes: Mapping[int, Paragraph]) -> Paragraph | None:
    """The paragraph a line was written as; None: it is new, or the second half of a divided one."""
    home = homes.get(id(first.written)) if first.written else None
    return home if home and home.block.sentences[0] is first.written else None


def _paragraph(said: list[Sentence], home: Paragraph | None, style: str) -> Paragraph:
    role = home.role if home else _ROLES.get(style, "body")
    if role == "salutation" and len(said) > 1:
        role = "body"
    if role in _LINES:
        said = [replace(said[0], spans=tuple(span for one in said for span in one.spans))]
    if role != "body":
        return Paragraph(role, Block(tuple(said)))
    level, run_in = (home.block.level, home.block.run_in) if home else (0, 0)
    if style in _LEVELS or style in _BODY:
        level = _LEVELS.get(style) or 0
    if level and len(said) > 1:
        level, run_in = 0, level if level > 1 else 0
    read = numbering.counted if home and home.block.number else numbering.parse if level or run_in else None
    number = read(said[0].text) if read else None
    return Paragraph("body", Block(tuple(said), level, number.text if number else "", 0 if level else run_in))
