"""A list of changes as a Word table on a page laid sideways: 对账表 for the file, in named styles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from drafter.record import record
from drafter.word import layout, ooxml, package
from drafter.word.ooxml import Element, q, w
from drafter.word.sheet import style_element

TABLE, HEAD, TEXT, OLD, NEW = "ReviewTable", "ReviewHead", "ReviewText", "ReviewOld", "ReviewNew"
_SIZE = 10.5  # pt, 五号
_LATIN = "Times New Roman"
_LINE = layout.pt(15)
_LONG, _SHORT = layout.mm(297), layout.mm(210)  # A4, sideways
_SIDE, _EDGE, _FOOT = layout.mm(25), layout.mm(25), layout.mm(15)
_WIDTH = _LONG - 2 * _SIDE  # of the text
_SMALL = replace(
    layout.NORMAL_STYLE, based_on="Normal", custom=True, size=_SIZE, spacing=0, line=_LINE, snap=False, latin=_LATIN
)
STYLES = (
    replace(_SMALL, id=HEAD, name="对账表表头", face="黑体", align="center"),
    replace(_SMALL, id=TEXT, name="对账表文字", face="宋体", align="left"),
)


@record
class Text:
    """Characters of a cell: plain, taken out, or put in."""

    text: str
    kind: Literal["", "old", "new"] = ""


Cell = tuple[Text, ...]


def to_docx(
    title: str, note: str, heads: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[Cell]]
) -> bytes:
    """A document of a title, a line under it and one table.

    Args:
        title: of the document.
        note: what stands under the title.
        heads: of the columns.
        widths: of the columns, in shares of the page.
        rows: a cell for each head; a line break begins a paragraph within the cell.

    Returns:
        The file; same arguments, same bytes.
    """
    parts = package.base()
    styles = ooxml.parse(parts[package.STYLES])
    styles.extend([*map(style_element, STYLES), *_characters(), _table_style()])
    parts[package.STYLES] = ooxml.serialize(styles)
    document = ooxml.parse(parts[package.DOCUMENT])
    columns = [_WIDTH * width // sum(widths) for width in widths]
    lines = [[(Text(head),) for head in heads], *rows]
    table = w("tbl", _properties(), w("tblGrid", *(w("gridCol", w=width) for width in columns)))
    table.extend(_row(line, columns, head=not number) for number, line in enumerate(lines))
    above = (_paragraph((Text(title),), layout.TITLE), _paragraph((Text(note),), TEXT))
    document[0][:0] = [*above, table, _paragraph((), TEXT)]  # Word wants a paragraph after a table
    _sideways(document[0])
    parts[package.DOCUMENT] = ooxml.serialize(document)
    core = ooxml.parse(parts[package.CORE])
    for item in core:
        if item.tag.endswith("}title"):
            item.text = ooxml.legal(title)
    parts[package.CORE] = ooxml.serialize(core)
    return package.pack(parts)


def _characters() -> list[Element]:
    """Styles of what was taken out and put in, told apart in print too."""
    looks = (
        (OLD, "对账表删去", (w("strike"), w("color", val="C00000"))),
        (NEW, "对账表加上", (w("color", val="1F4E79"), w("u", val="single"))),
    )
    kind = {"type": "character", "customStyle": 1}
    return [
        w("style", w("name", val=name), w("basedOn", val="DefaultParagraphFont"), w("rPr", *look), **kind, styleId=key)
        for key, name, look in looks
    ]


def _table_style() -> Element:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = w("tblBorders", *(w(side, val="single", sz=4, space=0, color="auto") for side in sides))
    margins = w("tblCellMar", *(w(side, w=85, type="dxa") for side in ("left", "right")))
    return w("style", w("name", val="对账表"), w("tblPr", lines, margins), type="table", customStyle=1, styleId=TABLE)


def _properties() -> Element:
    return w("tblPr", w("tblStyle", val=TABLE), w("tblW", w=_WIDTH, type="dxa"), w("tblLayout", type="fixed"))


def _row(cells: Sequence[Cell], widths: Sequence[int], *, head: bool) -> Element:
    """One row; the head comes again on every page, no row is cut by the end of one."""
    element = w("tr", w("trPr", w("cantSplit"), *((w("tblHeader"),) if head else ())))
    for cell, width in zip(cells, widths, strict=True):
        paragraphs = [_paragraph(line, HEAD if head else TEXT) for line in _lines(cell)]
        element.append(w("tc", w("tcPr", w("tcW", w=width, type="dxa")), *paragraphs))
    return element


def _lines(cell: Cell) -> list[Cell]:
    lines: list[list[Text]] = [[]]
    for piece in cell:
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            lines[-1].append(Text(text, piece.kind))
    return [tuple(line) for line in lines]


def _paragraph(line: Cell, style: str) -> Element:
    looks = {"": "", "old": OLD, "new": NEW}
    runs = [ooxml.run(ooxml.legal(piece.text), looks[piece.kind]) for piece in line if piece.text]
    return w("p", w("pPr", w("pStyle", val=style)), *runs)


def _sideways(body: Element) -> None:
    """Turn the page."""
    section = body.find(q("sectPr"))
    size, margins = section.find(q("pgSz")), section.find(q("pgMar"))
    for name, value in (("w", _LONG), ("h", _SHORT), ("orient", "landscape")):
        size.set(q(name), str(value))
    sides = {"left": _SIDE, "right": _SIDE, "top": _EDGE, "bottom": _EDGE, "footer": _FOOT}
    for name, value in sides.items():
        margins.set(q(name), str(value))
