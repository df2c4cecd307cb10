"""Which paragraphs are headings, which open with one, and of which level: by number, length, marks and siblings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from drafter import numbering
from drafter.reading.counting import MAX_WORDY
from drafter.reading.paragraph import (
    MAX_RUN_IN,
    NO_HEAD,
    OPEN_END,
    Paragraph,
    Shape,
    is_bare,
    is_heading_like,
    rank,
    shape,
)
from drafter.segment import ends_sentence

MAX_HEADING = 60  # characters of a heading on a line of its own
MAX_CLOSED = 12  # of one without number that ends as a sentence does
FEWEST = 3  # siblings of one mould that are needed where neither number nor lack of a mark tells a heading
_TELLS = "，、。；：！？我你您他她它们这那很了着过吗呢吧谢祝"


def levelled(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs with the levels of headings and of first sentences that are headings.

    一、 （一） 1. （1） have the level of their form, wherever they stand. Items (一是, 第一，, ——) stand one below the
    last heading with such a number. What has no number stands one below the last heading of either kind; where
    nothing is numbered 一、 and the first line without number stands before any item, such lines are of level 1.
    """
    above = items = 0  # level of the last heading by its form, and of the last item that heads text
    alone, even, uneven = _unnumbered(paragraphs), _even(paragraphs), _uneven(paragraphs)
    top = not any(one.number and one.number.level == 1 for one in paragraphs)
    outer = False  # whether lines without number stand above all items
    for index, paragraph in enumerate(paragraphs):
        number, under = paragraph.number, numbering.item_level(max(above, items))
        if index in alone:
            outer = outer or (top and not items)
            yield replace(paragraph, level=1 if outer else under)
        elif not number:
            yield replace(paragraph, run_in=under) if paragraph.run_in or index in even else paragraph
        else:
            level = number.level or numbering.item_level(above)
            if _is_heading(paragraph, paragraphs[max(0, index - 1) : index], paragraphs[index + 1 : index + 2]):
                yield replace(paragraph, level=level)
            elif level > 1 and index not in uneven and _is_headed(paragraph):
                yield replace(paragraph, run_in=level)
            else:
                yield paragraph
                continue
            above, items = (number.level, 0) if number.level else (above, level)


def run_in_items(paragraph: Paragraph) -> Iterable[int]:
    """Sentences inside a paragraph that head the ones after them ("一是倒排工期，挂图作战。"), by index."""
    yield from paragraph.items
    before = paragraph.number
    for index, (piece, after) in enumerate(pairwise(paragraph.pieces)):
        number = numbering.parse(piece.text) if index else None
        is_next = number and before and shape(before) == shape(number)  # nothing stood below the one before
        before = number if index else before
        heads = number and not is_next and not numbering.parse(after.text)
        if heads and is_heading_like(piece.text) and ends_sentence(piece.text):
            yield index


def _is_heading(paragraph: Paragraph, before: Sequence[Paragraph], after: Sequence[Paragraph]) -> bool:
    """Whether a numbered paragraph is a heading on a line of its own.

    One that ends as a sentence does is a heading only of text that stands below it; what follows the last of several
    items, or the only one before the close, does not. One that a colon ends heads what is numbered below it or is not.

    Args:
        paragraph: with a number.
        before: the one before it, if there is one.
        after: the one after it, if there is one.
    """
    number, text = paragraph.number, paragraph.text
    if not number or len(paragraph.pieces) > 1 or len(text) > MAX_HEADING:
        return False
    if text[-1] in "：:":
        stands = bool(after) and rank(after[0].number) > rank(number)
        return bool(number.level) and stands and len(text) <= MAX_RUN_IN and not text[:-1].endswith(NO_HEAD)
    if text.endswith(tuple(OPEN_END)):
        return False
    if not ends_sentence(text):
        return True
    if number.form == "要" or not after or not is_heading_like(text):
        return False
    if after[0].number:
        return rank(after[0].number) > rank(number)
    is_next_item = bool(before) and before[0].number is not None and shape(before[0].number) == shape(number)
    return not is_next_item and not after[0].text.startswith("同志们")


def _is_headed(paragraph: Paragraph) -> bool:
    return len(paragraph.pieces) > 1 and is_heading_like(paragraph.pieces[0].text)


def _uneven(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Items whose first sentence is a long one and most of whose siblings are no headings, by index."""
    few = [row for row in _rows(paragraphs) if 2 * sum(_is_headed(paragraphs[index]) for index in row) < len(row)]
    return frozenset(index for row in few for index in row if len(paragraphs[index].pieces[0].text) > MAX_WORDY)


def _rows(paragraphs: Sequence[Paragraph]) -> Iterator[list[int]]:
    """Items of one shape that count on (一是 二是 三是), by index."""
    rows: dict[Shape, list[int]] = {}
    for index, paragraph in enumerate(paragraphs):
        number = paragraph.number
        if number and not number.level:
            if number.value == 1 and shape(number) in rows:
                yield rows.pop(shape(number))
            rows.setdefault(shape(number), []).append(index)
    yield from rows.values()


def _even(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Three and more paragraphs in a row that open with a very short sentence of one length (查隐患。), by index."""
    found: set[int] = set()
    row: list[int] = []
    for index, paragraph in enumerate(paragraphs):
        first = paragraph.pieces[0].text
        if paragraph.number or paragraph.run_in or len(paragraph.pieces) == 1 or not _is_closed(first):
            row = []
            continue
        if row and abs(len(first) - len(paragraphs[row[0]].pieces[0].text)) > 1:
            row = []
        row.append(index)
        found |= set(row) if len(row) >= FEWEST else set()
    return frozenset(found)


def _unnumbered(paragraphs: Sequence[Paragraph]) -> frozenset[int]:
    """Lines without number that head text, by index.

    Each stands above a paragraph of sentences, and there are two that are short and end without a mark, or three of
    (almost) one length that are very short sentences (查隐患。) or questions (怎么抓？).
    """
    above_text = [
        index
        for index, (one, after) in enumerate(pairwise(paragraphs))
        if index and not one.number and len(one.text) >= 2 and len(after.text) >= 20 and ends_sentence(after.text)
    ]
    bare = [index for index in above_text if is_bare(paragraphs[index].text)]
    closed = [index for index in above_text if _is_closed(paragraphs[index].text, "。？")]
    lengths = [len(paragraphs[index].text) for index in closed]
    even = len(closed) >= FEWEST and max(lengths) - min(lengths) <= 2
    return frozenset((bare if len(bare) >= 2 else []) + (closed if even else []))


def _is_closed(text: str, ends: str = "。") -> bool:
    """Whether a sentence is as short and bare as 查隐患。; who says 我 or tells what happened (了) heads nothing."""
    return len(text) <= MAX_CLOSED and text[-1] in ends and not any(mark in text[:-1] for mark in _TELLS)
