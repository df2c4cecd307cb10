"""Outlines: Jinja templates that say which moves follow one another. Rendering one with a brief gives a plan.

Jinja sees only marks. A value of the brief, a request for a phrase, a heading: each is printed as two noncharacters
with a number between them, so that nothing inside a value can ever be taken for structure or for template code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from jinja2.exceptions import TemplateRuntimeError

from drafter import files, numbering
from drafter.brief import Brief, Fact
from drafter.brief_keys import TONES
from drafter.errors import DrafterError, InvalidFile, Problem, suggestion
from drafter.record import record
from drafter.speech import SLOTS, Origin, Span, move_name, slot_name
from drafter.writing import template
from drafter.writing.matching import word_lists
from drafter.writing.plan import VARIED, Element, Measures, Paragraph, Plan, PointHeading, Request

OPEN, CLOSE = "\ufdd0", "\ufdd1"
SUFFIX = ".j2"
DEFAULT = "三点意见"
_TOKENS = re.compile(f"{OPEN}(\\d+){CLOSE}|{template.LINE}(\\d+){template.END}|(\\n)|([^{OPEN}{template.LINE}\\n]+)")
_INDENT = " \t　"


@record
class Missing:
    """A key the brief does not have: false in a test, an empty list in a loop, a hole when printed."""

    path: str

    def __bool__(self) -> bool:
        return False

    def __iter__(self) -> Iterator[Any]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __getitem__(self, key: object) -> Missing:
        if not isinstance(key, str):
            raise KeyError(key)
        return Missing(f"{self.path}.{key}")


@dataclass
class _Marks:
    """What the marks of one rendering stand for."""

    name: str
    made: list[Element] = field(default_factory=list)
    tone: str = ""

    def add(self, element: Element) -> str:
        self.made.append(element)
        return f"{OPEN}{len(self.made) - 1}{CLOSE}"

    def finalize(self, value: Any) -> Any:
        """What Jinja prints for an expression."""
        if isinstance(value, Fact):
            return self.add(Span(value.text, Origin("brief", value.path)))
        if isinstance(value, Missing):
            return self.add(hole(value.path, value.path.rpartition(".")[2]))
        if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise TemplateRuntimeError("这个值不能直接打印；列表要用 {% for %} 一条一条写，函数要加括号和参数")


def hole(path: str, what: str) -> Span:
    """A visible gap the clerk is to fill: 【待补：…】."""
    return Span(f"【待补：{what}】", Origin("brief", path), hole=True)


def for_title(title: str) -> str:
    """Name of the outline for the occasion a title names: 致辞, 表态发言 …; else the default one."""
    known: dict[str, str] = word_lists()["场合提纲"]
    return next((name for word, name in known.items() if word in title), DEFAULT)


def find(name: str, folders: Sequence[Path]) -> Path:
    """File of an outline: a path as given, or a name in the last folder that has it.

    Raises:
        DrafterError: there is none; names those that are there.
    """
    if name.endswith(SUFFIX) and Path(name).is_file():
        return Path(name)
    known = available(folders)
    wanted = name.removesuffix(SUFFIX)
    if wanted not in known:
        near = suggestion(wanted, known)
        raise DrafterError(f"没有「{name}」这个提纲{near or '。'}现有：{'、'.join(known)}")
    return known[wanted]


def available(folders: Sequence[Path]) -> dict[str, Path]:
    """Outlines by name, sorted; a file in a later folder wins over one of the same name."""
    found = {path.stem: path for folder in folders for path in folder.glob(f"*{SUFFIX}")}
    return dict(sorted(found.items()))


def render(path: Path, brief: Brief) -> Plan:
    """Fill one outline from a brief.

    Raises:
        InvalidFile: the outline has a Jinja error, uses a name that does not exist, or loops without end.
    """
    source = files.read_text(path).text.replace("\r\n", "\n")
    for number, line in enumerate(source.split("\n"), 1):
        if any("\ufdd0" <= character <= "\ufdef" for character in line):
            raise InvalidFile([Problem(str(path), number, "", "提纲里有保留字符（U+FDD0–U+FDEF），请删掉")])
    marks = _Marks(path.name)
    rendered = template.run(source, str(path), _context(brief, marks), marks.finalize, (*_FUNCTIONS, *_KEYS))
    return Plan(path.stem, tuple(_paragraphs(rendered, marks)), marks.tone)


_KEYS = ("标题", "讲话人", "称谓", "地区", "会议", "形势", "意见", "结尾", "原文")
_FUNCTIONS = ("句", "request", "段标题", "heading", "段首", "举措", "measures", "数", "待补", "场合")


def _context(brief: Brief, marks: _Marks) -> dict[str, Any]:
    """Names an outline may use: the brief by its Chinese keys, and the functions that ask for text."""
    request = partial(_request, marks)
    heading = partial(_heading, marks)
    measures = partial(_measures, marks)
    functions: dict[str, Callable[..., Any]] = {
        "句": request,
        "request": request,
        "段标题": heading,
        "heading": heading,
        "段首": partial(_run_in, marks),
        "举措": measures,
        "measures": measures,
        "数": numbering.chinese,
        "场合": partial(_occasion, marks),
        "待补": lambda what, path="": marks.add(hole(path or what, what)),
    }
    meeting, review, ending = brief.meeting, brief.review, brief.ending

    def view(path: str, **values: Any) -> dict[str, Any]:
        return {key: value if value else Missing(f"{path}.{key}") for key, value in values.items()}

    points = [
        view(
            point.path,
            主题=point.topic,
            标题=point.heading,
            意义=point.why,
            目标=point.goal,
            保障=point.safeguard,
            举措=[m.detail or m.point for m in point.measures],
            原文=point.verbatim,
        )
        | {"序": index, "_index": index}
        for index, point in enumerate(brief.points)
    ]
    return functions | {
        "标题": brief.title,
        "讲话人": brief.speaker or Missing("讲话人"),
        "称谓": brief.salutation or Missing("称谓"),
        "地区": brief.place or Missing("地区"),
        "会议": view(
            "会议",
            名称=meeting.name,
            任务=meeting.purpose,
            上级精神=meeting.directives,
            议程=meeting.agenda,
            奋斗目标=meeting.vision,
            原文=meeting.verbatim,
        ),
        "形势": view(
            "形势",
            时段=review.period,
            主线=review.theme,
            成绩=review.achievements,
            问题=[p.text for p in review.problems],
            机遇=[p.text for p in review.opportunities],
        ),
        "意见": points,
        "结尾": view("结尾", 号召=ending.call, 结语=ending.ending, 原文=ending.verbatim),
        "原文": brief.verbatim,
        "语气": brief.tone,
        "点数": len(brief.points),
    }


def _request(marks: _Marks, name: str, point: Any = None, 作用: str = "", 数: int = 0) -> str:
    """句("成绩") or request("situation_review.achievements"): ask for one move."""
    slot, move = _move(name)
    return marks.add(Request(slot, move, 作用, _index(point), 数, marks.name))


def _move(name: str) -> tuple[str, str]:
    head, _, tail = name.partition(".")
    for slot in SLOTS:
        if tail and slot_name(head) == slot and (move := move_name(slot, tail)):
            return slot, move
        if not tail and (move := move_name(slot, head)):
            return slot, move
    known = [chinese for _, moves in SLOTS.values() for chinese in moves.values()]
    raise TemplateRuntimeError(f"没有「{name}」这个语步{suggestion(name, known)}")


def _index(point: Any) -> int:
    if point is None:
        return -1
    if isinstance(point, dict) and isinstance(point.get("_index"), int):
        return int(point["_index"])
    raise TemplateRuntimeError("这里要给一条意见，例如 {% for 点 in 意见 %}{{ 段标题(点) }}{% endfor %}")


def _heading(marks: _Marks, point: Any, 级: int = 1) -> str:
    if 级 not in (1, 2, 3, 4):
        raise TemplateRuntimeError("标题的级只能是 1 到 4")
    return marks.add(PointHeading(_index(point), 级))


def _run_in(marks: _Marks, point: Any, 样: str = "一要") -> str:
    return marks.add(PointHeading(_index(point), 2, 样))


def _measures(marks: _Marks, point: Any, 样: str = VARIED, 分段: bool = True) -> str:
    return marks.add(Measures(_index(point), 样, 分段))


def _occasion(marks: _Marks, tone: str) -> str:
    """场合("表态"): the occasion this outline is for decides the tone; prints nothing."""
    if tone not in TONES:
        raise TemplateRuntimeError(f"没有「{tone}」这种语气{suggestion(tone, TONES) or '；'}可用 {'、'.join(TONES)}")
    marks.tone = tone
    return ""


def _paragraphs(rendered: str, marks: _Marks) -> Iterator[Paragraph]:
    """Cut rendered text into paragraphs; a line without anything printed is none."""
    line = 1
    elements: list[Element] = []
    for mark, lineno, newline, text in _TOKENS.findall(rendered + "\n"):
        if mark:
            elements.append(marks.made[int(mark)])
        elif lineno:
            line = int(lineno)
        elif newline:
            line += 1
            if paragraph := _paragraph(elements):
                yield paragraph
            elements = []
        elif elements or text.strip(_INDENT):
            literal = text if elements else text.lstrip(_INDENT)
            elements.append(Span(literal, Origin("outline", f"{marks.name}:{line}")))


def _paragraph(elements: list[Element]) -> Paragraph | None:
    if elements and isinstance(last := elements[-1], Span) and last.origin and last.origin.kind == "outline":
        trimmed = last.text.rstrip(_INDENT + "\r")
        elements = [*elements[:-1], *([Span(trimmed, last.origin)] if trimmed else [])]
    if not elements:
        return None
    first = elements[0]
    if isinstance(first, Span) and first.origin and first.origin.kind == "outline":
        number = numbering.parse(first.text)
        standing = all(isinstance(element, Span) for element in elements)
        last_text = elements[-1].text if isinstance(elements[-1], Span) else ""
        if number and number.level and standing and not last_text.endswith(("。", "！", "？", "；")):
            return Paragraph(tuple(elements), number.level, number.text)
    return Paragraph(tuple(elements))
