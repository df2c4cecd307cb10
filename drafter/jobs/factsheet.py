"""`drafter new --factsheet`: every figure of a draft with place and source, unit by unit, to be checked and signed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from drafter import __version__, numbering
from drafter.brief import Brief, Fact
from drafter.facts import FactSpan, figure_spans
from drafter.record import record
from drafter.speech import Origin, Sentence, Span
from drafter.word.comments import place
from drafter.word.embedded import Paragraph
from drafter.word.factsheet import WIDTH, Cell, Table, to_docx

OFFICE, UNLISTED = "起草单位", "未列责任单位"
_STOPS = "。；，、 "
_CONFLICT = "【两稿不同："
_HEADS = {"title": "标题", "subtitle": "副标题", "salutation": "称谓"}
_FIGURES = (("序号", 12), ("数字", 30), ("位置", 37), ("所在句子", 76), ("来源", 62), ("核对意见、签字", 40))
_HOLES = (("序号", 12), ("要补什么", 45), ("位置", 40), ("所在句子", 70), ("填哪一项", 50), ("请问谁、补什么", 40))
assert sum(width for _, width in _FIGURES) == sum(width for _, width in _HOLES) == WIDTH


@record
class Place:
    """One sentence of the draft."""

    paragraph: int  # as a reader counts, from 1: the title is the first
    name: str  # in words
    sentence: Sentence


@record
class Figure:
    """One figure; several that stand side by side and mean one thing (2026年2月24日) are one."""

    place: Place
    start: int  # in the sentence
    end: int
    unit: str  # who is asked: 责任 of the measure, UNLISTED or OFFICE
    source: str  # in words

    @property
    def text(self) -> str:
        """The figure as it stands."""
        return self.place.sentence.text[self.start : self.end]


@record
class Hole:
    """One thing that is missing or undecided."""

    place: Place
    what: str
    field: str  # where to fill it in, in words
    ask: str  # whom


@record
class Factsheet:
    """Everything that is to be checked."""

    figures: tuple[Figure, ...]  # in the order of the text
    holes: tuple[Hole, ...]

    @property
    def units(self) -> list[str]:
        """Who is asked, in the order of the text; nobody named and the drafting office last."""
        named = dict.fromkeys(figure.unit for figure in self.figures)
        return [unit for unit in named if unit not in (UNLISTED, OFFICE)] + [
            unit for unit in (UNLISTED, OFFICE) if unit in named
        ]


class _Reader:
    """What the brief says of the origins of a draft."""

    def __init__(self, brief: Brief) -> None:
        self.owners = {
            measure.path: measure.owner.text.strip(_STOPS)
            for point in brief.points
            for measure in point.measures
            if measure.owner
        }
        self.lines = {fact.path: fact.line for fact in _facts(brief)}

    def owner(self, spans: Iterable[Span]) -> str:
        """责任 of the measure some characters are of; empty: none."""
        for span in spans:
            path = span.origin.ref if span.origin and span.origin.kind == "brief" else ""
            found = next((name for key, name in self.owners.items() if path == key or path.startswith(f"{key}.")), "")
            if found:
                return found
        return ""

    def field(self, path: str) -> str:
        """A key of the brief as a clerk counts, and its line: 简报第12行，意见第1条·举措第1条·时限."""
        line = self.lines.get(path)
        return f"简报{f'第{line}行' if line else ''}，{place(path).replace('.', '·')}"

    def source(self, span: Span, *, edited: bool) -> str:
        """Where characters come from."""
        origin = span.origin
        if span.hole:
            return "两稿不同，先定下一种" if span.text.startswith(_CONFLICT) else "待补里提到的"
        if origin is None:
            return "改稿时手写的" if edited else "程序的连接语"
        return {
            "brief": self.field(origin.ref),
            "derived": f"推算：{origin.ref}" if "=" in origin.ref else f"按简报数出：{origin.ref}",
            "phrase": "句库里的话，不是简报给的",
            "outline": "提纲里的话，不是简报给的",
            "source": f"原文：{origin.ref}",
        }[origin.kind]


def _facts(brief: Brief) -> Iterator[Fact]:
    yield from brief.facts()
    yield from (point.topic for point in brief.points)
    if brief.place:
        yield brief.place


def factsheet(paragraphs: Sequence[Paragraph], brief: Brief, *, edited: bool = False) -> Factsheet:
    """What is to be checked in a draft.

    Args:
        paragraphs: the draft as it is laid out.
        brief: what it was made from.
        edited: whether somebody corrected it, so that words without an origin are his.

    Law: the texts of the figures hold each figure of each paragraph (`facts.figures`) as often as the draft does.
    """
    reader = _Reader(brief)
    figures: list[Figure] = []
    holes: list[Hole] = []
    under = ""
    for number, paragraph in enumerate(paragraphs, 1):
        under = paragraph.block.text if paragraph.block.level else under
        sentences = [_headed(paragraph, one) for one in paragraph.block.sentences]
        places = [
            Place(number, _name(paragraph, number, index, len(sentences), under), one)
            for index, one in enumerate(sentences, 1)
        ]
        figures += _figures(places, reader, edited)
        holes += [hole for at in places for hole in _holes(at, reader)]
    return Factsheet(tuple(figures), tuple(holes))


def _headed(paragraph: Paragraph, sentence: Sentence) -> Sentence:
    """Lines of the head carry no origin of their own; here they get the field they are of."""
    if paragraph.role not in ("title", "subtitle", "byline"):
        return sentence
    field = "标题" if paragraph.role != "byline" else "日期" if sentence.text.startswith("（") else "讲话人"
    spans = (span if span.origin else Span(span.text, Origin("brief", field), span.hole) for span in sentence.spans)
    return Sentence(tuple(spans))


def _name(paragraph: Paragraph, number: int, sentence: int, count: int, under: str) -> str:
    """Where a sentence stands, in words."""
    if paragraph.role != "body":
        return _HEADS.get(paragraph.role, "题下")
    at = f"第{number}段" + (f"第{sentence}句" if count > 1 else "")
    return f"{at}，“{under}”下" if under and not paragraph.block.level else at


def _figures(places: Sequence[Place], reader: _Reader, edited: bool) -> Iterator[Figure]:
    """Figures of one paragraph; a sum belongs to the measure it follows."""
    owner, offset = "", 0
    text = "".join(one.sentence.text for one in places)
    found = _joined(text, figure_spans(text), [span for one in places for span in one.sentence.spans])
    for at in places:
        end = offset + len(at.sentence.text)
        owner = reader.owner(at.sentence.spans) or owner
        for figure in found:
            if offset <= figure.start < end:
                start, stop = figure.start - offset, min(figure.end, end) - offset
                spans = _between(at.sentence.spans, start, stop)
                sources = dict.fromkeys(reader.source(span, edited=edited) for span in spans)
                yield Figure(at, start, stop, _unit(spans, reader, owner, edited), "；".join(sources))
        offset = end


def _joined(text: str, found: Sequence[FactSpan], spans: Sequence[Span]) -> list[FactSpan]:
    """Figures side by side of one origin as one: 2026年2月24日."""
    joined: list[FactSpan] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and last.end == one.start and len(set(_between(spans, last.start, one.end))) == 1:
            joined[-1] = FactSpan(last.kind, last.start, one.end, text[last.start : one.end])
        else:
            joined.append(one)
    return joined


def _between(spans: Sequence[Span], start: int, end: int) -> list[Span]:
    """The spans that characters [start, end) are of."""
    found, at = [], 0
    for span in spans:
        if at < end and start < at + len(span.text):
            found.append(span)
        at += len(span.text)
    return found


def _unit(spans: Sequence[Span], reader: _Reader, owner: str, edited: bool) -> str:
    """Who is asked about a figure.

    Args:
        spans: it is of.
        reader: of the brief.
        owner: 责任 of the measure that its sentence, or the one before it, is of; empty: none.
        edited: whether somebody corrected the draft.
    """
    kinds = {span.origin.kind for span in spans if span.origin}
    if "brief" in kinds:
        fields = [span.origin.ref for span in spans if span.origin and span.origin.kind == "brief"]
        own = reader.owner(spans)
        return own or (OFFICE if all(field in ("标题", "日期", "讲话人") for field in fields) else UNLISTED)
    summed = any(span.origin and "=" in span.origin.ref for span in spans)
    typed = edited and not kinds
    return (owner or UNLISTED) if summed or typed else OFFICE


def _holes(at: Place, reader: _Reader) -> Iterator[Hole]:
    for span in at.sentence.spans:
        if not span.hole:
            continue
        if span.text.startswith(_CONFLICT):
            yield Hole(
                at, f"两种写法定下一种：{span.text.strip('【】')}", "", reader.owner(at.sentence.spans) or OFFICE
            )
            continue
        what = span.text.strip("【】").removeprefix("待补").lstrip("：")
        field = span.origin.ref if span.origin else ""
        owner = reader.owner(at.sentence.spans)
        ask = owner or (f"{OFFICE}（先定由谁牵头）" if field.endswith(".责任") else OFFICE)
        yield Hole(at, what or "待补", reader.field(field) if field else "直接在稿子里改", ask)


def place_of(draft: Path) -> Path:
    """Where the sheet of a draft goes: 讲话.docx → 讲话.核稿单.docx."""
    return draft.with_name(f"{draft.stem}.核稿单.docx")


def lay_out(sheet: Factsheet, title: str, draft: Path, brief: Brief) -> bytes:
    """The sheet as a Word file."""
    tables = [_figure_table(number, unit, sheet) for number, unit in enumerate(sheet.units, 1)]
    tables += [_hole_table(len(tables) + 1, sheet.holes)] if sheet.holes else []
    count = f"共{len(sheet.figures)}个数字，待补、待定{len(sheet.holes)}处。"
    notes = [
        f"讲话稿：{title}（{draft.name}，简报 {Path(brief.file).name}）。{count}",
        "请逐个核对画线的数字，在最后一栏写“无误”或改正的数并签字。位置按段数，标题是第1段，空行不算。",
    ]
    return to_docx("核稿单", notes, tables, {"version": __version__, "factsheet": draft.name})


def _figure_table(number: int, unit: str, sheet: Factsheet) -> Table:
    """Figures of one unit, a row for each sentence: no page may end between a sentence and its figures."""
    figures = [figure for figure in sheet.figures if figure.unit == unit]
    rows: list[tuple[Cell, ...]] = []
    for at, group in groupby(figures, key=lambda figure: figure.place):
        same = list(group)
        marks = tuple((one.start, one.end) for one in same)
        said = Cell((at.sentence.text,), marks)
        numbers = Cell(tuple(one.text for one in same))
        rows.append((Cell((str(len(rows) + 1),)), numbers, Cell((at.name,)), said, Cell(_sources(same)), Cell()))
    what = {UNLISTED: f"{UNLISTED}，请起草单位定由谁核对", OFFICE: f"{OFFICE}自核"}.get(unit, unit)
    return Table(f"{numbering.heading_number(1, number)}{what}（{len(figures)}个数字）", _FIGURES, tuple(rows))


def _sources(figures: Sequence[Figure]) -> tuple[str, ...]:
    """A line for each source, with the figures that are from it where there are several."""
    found: dict[str, list[str]] = {}
    for one in figures:
        found.setdefault(one.source, []).append(one.text)
    if len(found) == 1:
        return tuple(found)
    return tuple(f"{'、'.join(texts)}：{source}" for source, texts in found.items())


def _hole_table(number: int, holes: Sequence[Hole]) -> Table:
    rows = []
    for index, hole in enumerate(holes, 1):
        texts = (str(index), hole.what, hole.place.name, hole.place.sentence.text, hole.field, f"{hole.ask}：")
        rows.append(tuple(Cell((text,)) for text in texts))
    return Table(f"{numbering.heading_number(1, number)}待补、待定（{len(holes)}处）", _HOLES, tuple(rows))


def told(sheet: Factsheet, path: Path) -> str:
    """One line on what the sheet holds."""
    named = [unit for unit in sheet.units if unit not in (UNLISTED, OFFICE)]
    parts = [f"{len(sheet.figures)}个数字", f"{len(named)}个责任单位", f"{len(sheet.holes)}处待补、待定"]
    return f"{path}：{'，'.join(parts)}"
