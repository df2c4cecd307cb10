"""The shape of a speech: what follows what, how its points are headed and numbered — everything but its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Literal

from drafter import numbering
from drafter.record import record
from drafter.speech import Block, Speech

Moves = tuple[tuple[str, str], ...]  # (slot, move) of one paragraph, each once, in order
Does = Literal["review", "reasons", "points", "safeguard"]
# Forms of numbers, the one that heads most before the one that heads least: （一） 1. （1） —— 第一 一要 一是
_FORMS = ("2", "3", "4", "—", "第", "要", "是")
_ITEMS = {"2": "（一）", "3": "1.", "4": "（1）", "第": "第一", "要": "一要", "是": "一是"}
_MARKS = _ITEMS | {"—": "——", "第": "第一，"}


@record
class Part:
    """What stands under one heading of the first level."""

    heading: str  # without its number
    does: Does
    paragraphs: tuple[Moves, ...] = ()


@record
class Shape:
    """What an outline made after a speech has to say."""

    opening: tuple[Moves, ...]
    parts: tuple[Part, ...]  # parts whose headings are not those of the points; empty: there are none
    level: int  # of a point's heading on a line of its own; 0: it opens its paragraph
    mark: str  # number of the first point when it opens its paragraph: "一要" "（一）" "第一，" "——"
    item: str  # number of the first measure of a point: "一是" "1." "（一）" "第一"; empty: they are not numbered
    apart: bool  # each measure stands in a paragraph of its own
    reasons: bool  # points say why
    safeguard: bool  # points say how they are held to account
    closing: tuple[Moves, ...]


def shape_of(speech: Speech) -> Shape:
    """The shape of a speech that was read and labelled."""
    blocks = list(speech.blocks)
    end = next((i for i in range(len(blocks), 0, -1) if not _closes(blocks[i - 1])), 0)
    body, closing = blocks[:end], blocks[end:]
    tops = [index for index, block in enumerate(body) if block.level == 1]
    if len(tops) > 1:
        sections = [body[start:stop] for start, stop in zip(tops, [*tops[1:], len(body)], strict=True)]
        opening, parts, points, level, mark = body[: tops[0]], *_in_parts(sections)
    else:
        form = _points_form(body)
        first = next((i for i, block in enumerate(body) if _form(block) == form), len(body))
        opening, points, parts = body[:first], body[first:], ()
        level, mark = (2, "") if any(b.level == 2 and _form(b) == "2" for b in points) else (0, _MARKS[form or "要"])
    item, apart = _items(points, level, mark)
    said = Counter(sentence.move for block in points for sentence in block.sentences)
    return Shape(
        _paragraphs(opening), parts, level, mark, item, apart, bool(said["rationale"]), bool(said["safeguard"]),
        _paragraphs(closing),
    )  # fmt: skip


def _closes(block: Block) -> bool:
    return not block.level and not block.number and all(sentence.slot == "closing" for sentence in block.sentences)


def _form(block: Block) -> str:
    """How a block is numbered: "1" to "4" by level, or "是" "要" "第" "—"; empty: it is not."""
    number = numbering.counted(block.text) if block.number else None
    return "" if not number else number.form or str(number.level)


def _points_form(body: Sequence[Block]) -> str:
    """Form of the numbers of the points where nothing is headed 一、; empty: nothing is numbered."""
    counts = Counter(map(_form, body))
    return next((form for form in _FORMS if counts[form] > 1), "")


def _in_parts(sections: Sequence[Sequence[Block]]) -> tuple[tuple[Part, ...], list[Block], int, str]:
    """Parts, blocks of the points, level and mark of their headings, in a speech headed 一、 二、 三、."""
    forms = {form: [one for one in sections if any(_form(b) == form for b in one)] for form in _FORMS}
    form = next((form for form in _FORMS if forms[form]), "")
    holding = forms.get(form, [])
    if form in ("2", "—") and len(holding) == 1:
        main = next(index for index, one in enumerate(sections) if one is holding[0])
        parts = tuple(_part(one, index - main) for index, one in enumerate(sections))
        standing = any(block.level == 2 and _form(block) == form for block in sections[main])
        return parts, list(sections[main]), 2 if standing else 0, "" if standing else _MARKS[form]
    first = 1 if len(sections) > 2 and _reviews(sections[0]) else 0
    parts = (_part(sections[0], -1), Part("", "points")) if first else ()
    return parts, [block for one in sections[first:] for block in one], 1, ""


def _part(section: Sequence[Block], place: int) -> Part:
    """A part; `place` is below zero before the points, zero for them, above zero after them."""
    head = section[0].text[len(section[0].number) :].strip()
    does: Does = "points" if place == 0 else "safeguard" if place > 0 else "review" if _reviews(section) else "reasons"
    return Part(head, does, _paragraphs(section[1:]))


def _reviews(section: Sequence[Block]) -> bool:
    """Whether a part mostly looks back: more of its sentences do than demand something."""
    slots = Counter(sentence.slot for block in section for sentence in block.sentences if sentence.move != "heading")
    moves = Counter(sentence.move for block in section for sentence in block.sentences)
    return slots["situation_review"] > moves["measure"]


def _items(points: Sequence[Block], level: int, mark: str) -> tuple[str, bool]:
    """How measures are numbered below the headings of the points, and whether each has its own paragraph."""
    own = next((form for form, text in _MARKS.items() if text == mark), str(level) if level else "")
    apart = Counter(form for form in map(_form, points) if form in _ITEMS and form != own and _below(form, own))
    inside = Counter(
        form
        for block in points
        for sentence in block.sentences[1:]
        if (number := numbering.parse(sentence.text)) and (form := number.form or str(number.level)) in _ITEMS
    )
    best = max(_ITEMS, key=lambda form: (apart[form] + inside[form], -_FORMS.index(form)))
    if not apart[best] and not inside[best]:
        return "", False
    return _ITEMS[best], apart[best] >= inside[best]


def _below(form: str, own: str) -> bool:
    """Whether numbers of one form may stand below those of another."""
    return own == "1" or own not in _FORMS or _FORMS.index(form) > _FORMS.index(own)


def _paragraphs(blocks: Iterable[Block]) -> tuple[Moves, ...]:
    """Moves of each paragraph, repeats left out: what was said first stands where it was said first."""
    seen: set[tuple[str, str]] = set()
    paragraphs = []
    for block in blocks:
        moves = [move for move, _ in groupby((one.slot, one.move) for one in block.sentences) if move not in seen]
        seen.update(moves)
        if moves:
            paragraphs.append(tuple(dict.fromkeys(moves)))
    return tuple(paragraphs)
