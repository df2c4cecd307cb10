"""Plan + Brief → passages: every fact gets its place, every place says what may stand there."""

from __future__ import annotations

from collections.abc import Callable

from drafter.brief import Fact
from drafter.speech import MOVES, Span
from drafter.writing import forms, occasions
from drafter.writing.ending import EndingWeaver
from drafter.writing.loom import Loom
from drafter.writing.opened import OpenedWeaver
from drafter.writing.opening import OpeningWeaver
from drafter.writing.plan import Measures, Paragraph, Plan, PointHeading, Request
from drafter.writing.points import PointWeaver
from drafter.writing.situation import SituationWeaver
from drafter.writing.want import MUST, USUAL, Passage, Want

# 作用 by which an outline asks for facts woven in; any other one is a single phrase
_WOVEN = frozenset(
    [
        *(
            "任务",
            "精神",
            "目标",
            "议程",
            "开场谢",
            "会中谢",
            "归结",
            "引出",
            "总说",
            "指标引",
            "事例引",
            "成绩评",
            "转折",
        ),
        *("列问题", "单问题", "问题评", "机遇引", "机遇列", "机遇评", "总结", "号召", "号召引", occasions.ITEM),
    ]
)


class Weaver(Loom):
    """Weaves one plan, paragraph by paragraph; what is said in each is left to the weaver of that part."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.points = PointWeaver(self)
        self.opening = OpeningWeaver(self)
        self.ending = EndingWeaver(self)
        situation, opened = SituationWeaver(self), OpenedWeaver(self)
        self._moves: dict[tuple[str, str], Callable[[Request], None]] = {
            ("opening", "purpose"): self.opening.purpose,
            ("opening", "recap"): self.opening.recap,
            ("opening", "significance"): self.opening.significance,
            ("opening", "greeting"): self.opening.greeting,
            ("opening", "lead_in"): self.opening.lead_in,
            ("situation_review", "achievements"): lambda _: situation.achievements(),
            ("situation_review", "problems"): lambda _: opened.problems(),
            ("situation_review", "outlook"): lambda _: opened.outlook(),
            ("closing", "summary"): self.ending.summary,
            ("closing", "call"): self.ending.call,
            ("closing", "ending"): self.ending.ending,
        }

    def weave(self, plan: Plan) -> list[Passage]:
        """All passages in reading order."""
        asked = [one for paragraph in plan.paragraphs for one in paragraph.elements if isinstance(one, Request)]
        self.ending.calls = any(one.slot == "closing" and one.move == "call" for one in asked)
        self.opening.leads_in = any(one.move == "lead_in" and one.role in ("", "归结") for one in asked)
        numbers: dict[int, int] = {}
        for index, paragraph in enumerate(plan.paragraphs):
            self._paragraph(paragraph, f"段{index}", numbers)
        for index, fact in enumerate(self.brief.verbatim):
            self._insert_before_closing(fact, index)
        for fact in (fact for point in self.brief.points for fact in point.verbatim if forms.is_last_word(fact)):
            self.passages.append(
                Passage("原文", [Want(fact.path, "three_opinions", "measure", words=forms.as_it_is(fact))])
            )
        return [passage for passage in self.passages if passage.wants]

    def _insert_before_closing(self, fact: Fact, index: int) -> None:
        """原文 of the whole brief stands as a paragraph of its own before the closing."""
        place = next((i for i, p in enumerate(self.passages) if p.section == "结尾"), len(self.passages))
        if forms.is_last_word(fact):
            place = len(self.passages)
        want = Want(f"原文[{index}]", "three_opinions", "measure", words=forms.as_it_is(fact))
        self.passages.insert(place, Passage("原文", [want]))

    def _paragraph(self, paragraph: Paragraph, name: str, numbers: dict[int, int]) -> None:
        from drafter import numbering

        passage = Passage(self._section(paragraph, name), [])
        self.passages.append(passage)
        if paragraph.level:
            passage.level, passage.number = paragraph.level, paragraph.number
            spans = tuple(element for element in paragraph.elements if isinstance(element, Span))
            passage.wants.append(Want(f"{name}.标题", "three_opinions", "heading", words=spans))
            numbers[paragraph.level] = numbers.get(paragraph.level, 0) + 1
            for deeper in range(paragraph.level + 1, 5):
                numbers[deeper] = 0
            return
        literal: list[Span] = []

        def flush() -> None:
            if literal:
                key = f"{name}.文字{len(self.passages[-1].wants)}"
                slot, move = _label(self.passages[-1].section)
                self.passages[-1].wants.append(Want(key, slot, move, words=tuple(literal)))
                literal.clear()

        for element in paragraph.elements:
            if isinstance(element, Span):
                literal.append(element)
                continue
            flush()
            if isinstance(element, PointHeading):
                n = numbers[element.level] = numbers.get(element.level, 0) + 1
                for deeper in range(element.level + 1, 5):
                    numbers[deeper] = 0
                number = (
                    numbering.heading_number(element.level, n) if not element.run_in else _run_in(element.run_in, n)
                )
                current = self.passages[-1]
                current.number = number
                if element.run_in:
                    current.run_in = element.level
                else:
                    current.level = element.level
                words = (Span(number), *self.headings[element.point], *((Span("。"),) if element.run_in else ()))
                current.wants.append(Want(f"意见[{element.point}].标题", "three_opinions", "heading", words=words))
            elif isinstance(element, Measures):
                self.points.measures(element)
            else:
                self._request(element)
        flush()

    def _section(self, paragraph: Paragraph, name: str) -> str:
        for element in paragraph.elements:
            if isinstance(element, PointHeading | Measures | Request) and element.point >= 0:
                return f"意见[{element.point}]"
            if isinstance(element, Request):
                return {"opening": "开头", "situation_review": "形势", "closing": "结尾"}.get(element.slot, name)
        return name

    def _request(self, request: Request) -> None:
        if request.point >= 0:
            self.points.request(request)
            return
        part = self._moves.get((request.slot, request.move))
        if part and (not request.role or request.role in _WOVEN):
            part(request)
        else:
            self._plain(request)

    def _plain(self, request: Request, tier: int = USUAL) -> None:
        """One phrase of the move, of the role the outline names."""
        key = f"{request.slot}.{request.move}.{request.role}#{len(self.passages)}"
        roles = (request.role,) if request.role else ("", "通用")
        want = Want(key, request.slot, request.move, roles, tier=MUST if request.role else tier)
        want.may, want.context = occasions.occasion(self), occasions.named(self.brief)
        self.add(want)


def _run_in(style: str, n: int) -> str:
    """Number of a run-in heading: "一要" "（一）" "第一，" count, "——" stays."""
    from drafter import numbering

    if style.startswith("（一"):
        return numbering.heading_number(2, n)
    if style.startswith("第一"):
        return numbering.item(n, "第")
    if style and style[0] == "一" and style != "一":
        return numbering.chinese(n) + style[1:]
    return style


def _label(section: str) -> tuple[str, str]:
    """What literal text of an outline does, as far as the section tells."""
    slots = {"开头": ("opening", "purpose"), "形势": ("situation_review", "achievements"), "结尾": ("closing", "call")}
    label = slots.get(section, ("three_opinions", "measure"))
    assert label in MOVES
    return label
