"""How one draft is to look: an empty .docx to fill, and what is done to the text for the sake of reading aloud."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cache

from drafter.docx_text import Parts
from drafter.record import record
from drafter.word import package
from drafter.word.layout import Layout
from drafter.word.measure import Measures


@record
class Look:
    """An empty speech and how to fill it."""

    parts: Parts
    measures: Measures  # of `parts`
    styles: Mapping[str, str] = field(default_factory=dict)  # id of ours → id in `parts`, where it is another one
    readings: Mapping[str, str] = field(default_factory=dict)  # rare character → its pinyin, put over it
    whole_sentences: bool = False  # each sentence in a paragraph of its own, kept on one page
    spoken: bool = False  # figures as they are said
    remarks: tuple[str, ...] = ()  # what the clerk should know of it, for stderr
    numbered_lines: bool = False  # lines are as long as the layout says: where they end can be foretold

    def style(self, ours: str) -> str:
        """Id of a style of ours in this file."""
        return self.styles.get(ours, ours)


@cache
def default() -> Look:
    """The layout 公文, as compiled into base.docx."""
    parts = package.base()
    return Look(parts, Measures(parts), numbered_lines=True)


def of_layout(layout: Layout, readings: Mapping[str, str]) -> Look:
    """An empty speech in a layout.

    Args:
        layout: as read.
        readings: of rare characters; used where the layout asks for pinyin.
    """
    from drafter.word import sheet

    parts = sheet.empty(package.base(), layout)
    return Look(
        parts,
        Measures(parts),
        {},
        readings if layout.pinyin else {},
        layout.whole_sentences,
        layout.spoken,
        numbered_lines=not layout.whole_sentences,
    )
