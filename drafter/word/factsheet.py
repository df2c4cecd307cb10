"""Tables on a page laid sideways: what somebody is to check and sign, heading by heading, in named styles."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from drafter.docx_text import lines
from drafter.record import record
from drafter.word import layout, ooxml, package
from drafter.word.export import CREATED, carry, core
from drafter.word.ooxml import Element, q, w

TABLE, TEXT, HEAD, MARK, NOTE = "FactTable", "FactText", "FactHead", "FactMark", "FactNote"
_SONGTI, _HEITI, _KAITI, _LATIN = "宋体", "黑体", "楷体_GB2312", "Times New Roman"
_LONG, _SHORT = layout.mm(297), layout.mm(210)  # A4, sideways
_MARGIN = layout.mm(20)
WIDTH = 257  # mm between the margins
_SIZE = 21  # half points, 五号: what a table of this width can be read in
_NOTE_SIZE = 24  # 小四
_INSET = layout.mm(1.5)  # between rule and text


@record
class Cell:
    """One cell."""

    lines: tuple[str, ...] = ("",)
    marks: tuple[tuple[int, int], ...] = ()  # stretches [start, end) of the first line that are to be checked


@record
class Table:
    """One table under its heading."""

    heading: str
    columns: tuple[tuple[str, int], ...]  # heading and width in mm; the widths make WIDTH
    rows: tuple[tuple[Cell, ...], ...]  # never empty


def to_docx(
    title: str, notes: Sequence[str], tables: Sequence[Table], given: dict[str, object], created: datetime | None = None
) -> bytes:
    """Lay out the sheet.

    Args:
        title: of the document.
        notes: lines under it.
        tables: in order; none: the notes alone.
        given: what the file carries, so that one nobody touched can be told from one that was filled in.
        created: date of the file.

    Returns:
        The file; same arguments, same bytes.
    """
    parts = package.base()
    styles = ooxml.parse(parts[package.STYLES])
    styles.extend(_styles())
    parts[package.STYLES] = ooxml.serialize(styles)
    document = ooxml.parse(parts[package.DOCUMENT])
    body = document.find(q("body"))
    found = [_line(title, layout.TITLE), *(_line(note, NOTE) for note in notes)]
    for table in tables:
        found += [_line(table.heading, layout.heading(1)), _table(table)]
    body[:0] = [*found, _line("", TEXT)]  # a document may not end with a table
    _sideways(body.find(q("sectPr")))
    parts[package.DOCUMENT] = ooxml.serialize(document)
    parts[package.CORE] = core(parts[package.CORE], title, created or CREATED)
    carry(parts, [], given, lines(parts))
    return package.pack(parts)


def _line(text: str, style: str, marks: Sequence[tuple[int, int]] = ()) -> Element:
    paragraph = w("p", w("pPr", w("pStyle", val=style)))
    at = 0
    for start, end in [*marks, (len(text), len(text))]:
        for piece, look in ((text[at:start], ""), (text[start:end], MARK)):
            if piece:
                paragraph.append(ooxml.run(ooxml.legal(piece), look))
        at = end
    return paragraph


def _table(table: Table) -> Element:
    widths = [layout.mm(width) for _, width in table.columns]
    properties = w(
        "tblPr", w("tblStyle", val=TABLE), w("tblW", w=sum(widths), type="dxa"), w("tblLayout", type="fixed")
    )
    element = w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)))
    element.append(_row([Cell((name,)) for name, _ in table.columns], widths, head=True))
    element.extend(_row(row, widths) for row in table.rows)
    return element


def _row(cells: Sequence[Cell], widths: Sequence[int], *, head: bool = False) -> Element:
    """One row; the head comes again on every page, no row is cut by the end of one."""
    element = w("tr", w("trPr", w("cantSplit"), *((w("tblHeader"),) if head else ())))
    for cell, width in zip(cells, widths, strict=True):
        properties = w("tcPr", w("tcW", w=width, type="dxa"), w("vAlign", val="center"))
        lines = [_line(text, HEAD if head else TEXT, () if at else cell.marks) for at, text in enumerate(cell.lines)]
        element.append(w("tc", properties, *lines))
    return element


def _sideways(section: Element) -> None:
    for name, value in (("w", _LONG), ("h", _SHORT), ("orient", "landscape")):
        section.find(q("pgSz")).set(q(name), str(value))
    for side in ("left", "right", "top", "bottom"):
        section.find(q("pgMar")).set(q(side), str(_MARGIN))
    section.find(q("pgMar")).set(q("footer"), str(layout.mm(10)))
    section.remove(section.find(q("docGrid")))


def _styles() -> list[Element]:
    return [
        _style(TEXT, "核稿单文字", _SONGTI, _SIZE, "left"),
        _style(HEAD, "核稿单表头", _HEITI, _SIZE, "center"),
        _style(NOTE, "核稿单说明", _KAITI, _NOTE_SIZE, "left"),
        w(
            "style",
            w("name", val="核稿单数字"),
            w("basedOn", val="DefaultParagraphFont"),
            w("rPr", w("b"), w("bCs"), w("u", val="single")),
            type="character",
            customStyle=1,
            styleId=MARK,
        ),
        _ruled(),
    ]


def _style(key: str, name: str, face: str, size: int, align: str) -> Element:
    kept = (w("keepNext"),) if key == HEAD else ()  # a head alone at the foot of a page: LibreOffice loses the rows
    paragraph = w("pPr", *kept, w("snapToGrid", val=0), w("spacing", line=300, lineRule="auto"), w("jc", val=align))
    fonts = w("rFonts", ascii=_LATIN, hAnsi=face, eastAsia=face, cs=_LATIN)
    characters = w("rPr", fonts, w("spacing", val=0), w("sz", val=size), w("szCs", val=size))
    head = (w("name", val=name), w("basedOn", val="Normal"))
    return w("style", *head, paragraph, characters, type="paragraph", customStyle=1, styleId=key)


def _ruled() -> Element:
    """The table's own style: rules round every cell, a little air beside the text."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    rules = w("tblBorders", *(w(side, val="single", sz=4, space=0, color="auto") for side in sides))
    insets = (("top", _INSET // 2), ("left", _INSET), ("bottom", _INSET // 2), ("right", _INSET))
    look = w("tblPr", rules, w("tblCellMar", *(w(side, w=size, type="dxa") for side, size in insets)))
    return w("style", w("name", val="核稿单表格"), look, type="table", customStyle=1, styleId=TABLE)
