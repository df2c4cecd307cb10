"""What words count: 首先，… 其次，… and 一靠… 二靠… head what follows them only where others count on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from drafter import numbering
from drafter.numbering import Number
from drafter.reading.paragraph import OPEN_END, Paragraph, Shape, is_heading_like, shape
from drafter.segment import ends_sentence

MAX_WORDY = 24  # characters of a sentence that a word counts
_Place = tuple[int, int]  # index of the paragraph, index of the sentence in it


def numbered(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs, numbered where words count: 首先，…其次，…, 一靠…二靠…, 先说…再说…, and "一 " above text.

    Law: no text is lost; one word alone counts nothing, nor does one whose sentence runs on (see `_heads`).
    """
    found = _found(paragraphs)
    for index, paragraph in enumerate(paragraphs):
        counts = None if paragraph.number else found.get((index, 0))
        later = [at for at in range(1, len(paragraph.pieces)) if (index, at) in found]
        items = tuple(at for at in later if not numbering.parse(paragraph.pieces[at].text))
        if counts and counts.level == 1 and len(paragraph.pieces) > 1:
            yield Paragraph(paragraph.pieces[:1], counts)
            yield Paragraph(paragraph.pieces[1:], None, items=tuple(at - 1 for at in items))
        elif counts or items:
            yield replace(paragraph, number=paragraph.number or counts, items=items)
        else:
            yield paragraph


def _found(paragraphs: Sequence[Paragraph]) -> dict[_Place, Number]:
    """What counts and is counted on; a heading by its form (一、 （一）) ends every row, 首先 begins a new one."""
    rows: dict[Shape, list[tuple[_Place, Number]]] = {}
    found: dict[_Place, Number] = {}
    for place, number, by_form in _candidates(paragraphs):
        if by_form and number.level in (1, 2):
            rows = {}
        if by_form and number.form != "第":
            continue
        row = rows.setdefault(shape(number), [])
        if number.value == 1:
            row.clear()
        elif not row or not _counts_on(row[0][1], row[-1][1], number):
            continue
        row.append((place, number))
        if len(row) > 1:
            found |= dict(row)
    return found


def _candidates(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[_Place, Number, bool]]:
    """Sentences with a number by its form (True), and those with a word that may count."""
    for index, paragraph in enumerate(paragraphs):
        for at, piece in enumerate(paragraph.pieces):
            if number := numbering.parse(piece.text) if at else paragraph.number:
                yield (index, at), number, True
            elif (number := numbering.word(piece.text)) and _heads(paragraph, at, number):
                yield (index, at), number, False


def _counts_on(first: Number, last: Number, number: Number) -> bool:
    """Whether a number goes on with those before it; 最后 ends what 首先 begins, not what 第一 begins."""
    if not number.value:
        return bool(last.value) and not first.text.startswith("第")
    return 0 < last.value < number.value


def _heads(paragraph: Paragraph, at: int, number: Number) -> bool:
    """Whether a sentence with a counting word is short and has text below it, or stands alone as headings do."""
    text = paragraph.pieces[at].text
    if len(text) > MAX_WORDY or not is_heading_like(text):
        return False
    if len(paragraph.pieces) == 1:
        return not ends_sentence(text) and text[-1] not in OPEN_END
    if at + 1 == len(paragraph.pieces) or not ends_sentence(text):
        return False
    after = numbering.counted(paragraph.pieces[at + 1].text)
    return not after or (after.value != number.value + 1 and not after.level)
