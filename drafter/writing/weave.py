"""Plan + Brief → passages: every fact gets its place, every place says what may stand there."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from drafter.amounts import amounts
from drafter.brief import Fact
from drafter.speech import MOVES, Origin, Span
from drafter.writing import aims, compare, forms, milestones, occasions
from drafter.writing.fit import SINCE, pairs
from drafter.writing.loom import Loom
from drafter.writing.matching import word_lists
from drafter.writing.opened import OpenedWeaver
from drafter.writing.plan import Measures, Paragraph, Plan, PointHeading, Request
from drafter.writing.points import PointWeaver
from drafter.writing.situation import SituationWeaver
from drafter.writing.want import LAST, MORE, MUST, NEEDED, USUAL, Bound, Passage, Want

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


_COMMENDED = re.compile(r"(?:表彰|表扬|嘉奖|通报表扬)了([^，。；]{2,30}?)(?=$|[，。；])")
_CARRIED_OUT = ("学习", "贯彻", "传达", "落实")
_TASK = 56  # characters of 上级精神 and 会议任务 in one sentence
_VISION = 40  # characters of 奋斗目标 that can be told once more
_ORDERS = ("", "部署", "动员")  # tones of those who set dates
_TOPICS = 36  # characters of all 主题 that can be told once more
_GOALS = 3  # goals told once more at the end, at most
_END = 900  # behind what is said of single measures


class Weaver(Loom):
    """Weaves one plan, paragraph by paragraph; what is said of one 意见 is left to PointWeaver."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.points = PointWeaver(self)
        self.situation = SituationWeaver(self)
        self.opened = OpenedWeaver(self)
        self._thanked = False  # together with those who were commended
        self._directed = False  # 上级精神 is told together with the task
        self._leads_in = False  # whether the outline has a place right before the points

    def weave(self, plan: Plan) -> list[Passage]:
        """All passages in reading order."""
        asked = [one for paragraph in plan.paragraphs for one in paragraph.elements if isinstance(one, Request)]
        self._leads_in = any(one.move == "lead_in" and one.role in ("", "归结") for one in asked)
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
        woven = not request.role or request.role in _WOVEN
        part: Callable[[Request], None] | None = getattr(self, f"_{request.slot}_{request.move}", None)
        if woven and request.slot == "situation_review":
            part = self.situation.achievements if request.move == "achievements" else getattr(self.opened, request.move)
            part()
        elif woven and part:
            part(request)
        else:
            self._plain(request)

    def _plain(self, request: Request, tier: int = USUAL) -> None:
        """One phrase of the move, of the role the outline names."""
        key = f"{request.slot}.{request.move}.{request.role}#{len(self.passages)}"
        roles = (request.role,) if request.role else ("", "通用")
        want = Want(key, request.slot, request.move, roles, tier=MUST if request.role else tier)
        want.may, want.context = self._occasion(), occasions.named(self.brief)
        self.add(want)

    def _occasion(self) -> dict[str, Bound]:
        """What a phrase about the occasion itself may mention."""
        name = forms.meeting_name(self.brief)
        return self._topics_named() | occasions.persons(self.brief) | ({"会议名称": name} if name else {})

    # ---- 开头

    def _opening_purpose(self, request: Request) -> None:
        meeting, name = self.brief.meeting, forms.meeting_name(self.brief)
        may = {"会议名称": name} if name else {}
        if request.role in ("", "任务"):
            if meeting.purpose:
                needs = {"会议任务": self._task_of_the_day(meeting.purpose)}
                if meeting.name:
                    needs |= may
                self.add(Want("会议.任务", "opening", "purpose", ("任务",), needs, may))
            else:
                may |= self._topics_named()
                needs = {"会议名称": name} if meeting.name else {}
                self.add(Want("会议.任务", "opening", "purpose", ("任务缺",), needs, may))
        if request.role in ("", "精神") and meeting.directives and not self._directed:
            value = forms.joined([forms.said(fact) for fact in meeting.directives], "、", "和")
            self.add(Want("会议.上级精神", "opening", "purpose", ("精神",), {"上级精神": value}))
        if request.role in ("", "目标") and not self._leads_in:
            self._vision()
        if request.role in ("", "任务"):
            for fact in meeting.verbatim:
                self.add(Want(fact.path, "opening", "purpose", words=(Span(fact.text, Origin("brief", fact.path)),)))

    def _task_of_the_day(self, purpose: Fact) -> Bound:
        """会议任务, with what it carries out before it where that makes one breath: 贯彻全省会议精神，部署三件事."""
        directives = self.brief.meeting.directives
        whole = forms.joined([forms.said(fact) for fact in directives], "、", "和")
        done = any(word in purpose.text for word in _CARRIED_OUT)
        spirit = all(fact.text.rstrip(forms.STOPS).endswith("精神") for fact in directives)
        bare = not any(fact.text.startswith(_CARRIED_OUT) for fact in directives)
        short = forms.width(whole) + len(purpose.text) <= _TASK
        self._directed = bool(directives) and spirit and bare and short and not done
        return (Span("贯彻"), *whole, Span("，"), *forms.said(purpose)) if self._directed else forms.said(purpose)

    def _vision(self) -> None:
        """奋斗目标, and how much more that is than last year: before the points, where it says what they are for."""
        vision = self.brief.meeting.vision
        if not vision:
            return
        self.add(Want("会议.奋斗目标", "opening", "purpose", ("目标",), {"奋斗目标": forms.said(vision)}))
        if self.assigns and (found := compare.vision_step(vision, self.brief)):
            self.add(Want("会议.奋斗目标.算", "opening", "purpose", (found.role,), found.needs, tier=NEEDED))

    def _topics_named(self) -> dict[str, Bound]:
        points = self.brief.points
        names = forms.joined([forms.said(point.topic) for point in points], "、", "和")
        named = {"主题列": names}
        shorts = [topic.shorts[0] if topic and topic.shorts else "" for topic in self.topics]
        if all(shorts) and len(set(shorts)) == len(shorts) and 2 <= len(shorts) <= 5:
            spans = [
                (Span(short, Origin("derived", f"{p.path}.主题：{p.topic}→{short}")),)
                for short, p in zip(shorts, points, strict=True)
            ]
            named["主题短语"] = forms.joined(spans, "、")
        return named

    def _opening_recap(self, request: Request) -> None:
        agenda = self.brief.meeting.agenda
        if not agenda:
            return
        if request.role == occasions.ITEM and occasions.still_to_come(self.brief):
            occasions.announce(self)
            return
        breaths = forms.in_breaths([self._with_subject(fact, index) for index, fact in enumerate(agenda)])
        told = breaths[0][0].text.startswith(SINCE)  # 刚才，区住建局汇报了……: it says itself when it was
        roles = () if told else ("议程",)
        self.add(Want("会议.议程", "opening", "recap", roles, {"议程": breaths[0]}, words=(*breaths[0], Span("。"))))
        for index, breath in enumerate(breaths[1:], 1):
            self.add(Want(f"会议.议程.续{index}", "opening", "recap", words=(*breath, Span("。"))))
        if request.role == "议程":
            return
        context = "，".join(fact.text for fact in agenda)
        self._congratulate(agenda)
        self.add(
            Want(
                "会议.议程.评点", "opening", "recap", ("评点",), context=context, tier=MORE if self.assigns else NEEDED
            )
        )

    def _congratulate(self, agenda: Sequence[Fact]) -> None:
        """To those the agenda says were commended: 表彰了20户纳税先进企业."""
        for fact in agenda:
            found = _COMMENDED.search(fact.text)
            if found and self.assigns:
                whom: Bound = (Span(found[1], Origin("brief", fact.path)),)
                last = fact is agenda[-1] and fact.text.rstrip(forms.STOPS).endswith(found[1])
                roles, needs = (("道贺他们",), {}) if last else (("道贺",), {"表彰对象": whom})
                needs["听众"] = self._audience()
                may = {name: who for name, who in occasions.persons(self.brief).items() if name == "代表"}
                self.add(Want("会议.议程.祝贺", "opening", "greeting", roles, needs, may=may, tier=NEEDED))
                self._thanked = True
                return

    def _audience(self) -> Bound:
        """Who is greeted, as one thanks them: "各位企业家朋友们和同志们" of "同志们，各位企业家朋友们"."""
        fact = self.brief.salutation
        if not fact:
            return (Span("同志们"),)
        parts = re.split("[，、,]", fact.text.rstrip("：:！! "))
        if any(mark in fact.text for mark in "（("):
            return (Span("大家"),)
        text = "、".join(parts[:-1]) + ("和" if len(parts) > 1 else "") + parts[-1]
        return (forms.derived(text, f"称谓：{fact.text}"),)

    def _with_subject(self, fact: Fact, index: int) -> Bound:
        """An item of the agenda; one without a subject must not read as done by the unit of the item before it."""
        bare = index and fact.text.startswith(self.subjectless)
        return ((Span("会上还"),) if bare else ()) + forms.said(fact)

    def _opening_significance(self, request: Request) -> None:
        for number, name in enumerate(("背景意义", "背景意义二")):
            self.add(Want(name, "opening", "significance", ("", "背景意义"), tier=(MORE, LAST)[number], rank=1))

    def _opening_greeting(self, request: Request) -> None:
        role = request.role or "会中谢"
        # amid orders to catch up thanks sound hollow
        looks_back = not self.assigns or any(word in self._named() for word in word_lists()["致谢词"])
        thanked = self.brief.review.achievements and looks_back and not self._thanked
        tier = NEEDED if thanked or request.role == "开场谢" else LAST
        want = Want(f"致谢.{role}", "opening", "greeting", (role,), may=self._occasion(), tier=tier)
        want.context = occasions.named(self.brief)
        self.add(want)

    def _named(self) -> str:
        """What the meeting is called and is for."""
        meeting = self.brief.meeting
        return f"{self.brief.title.text}，{meeting.name or ''}，{meeting.purpose or ''}，{self.brief.tone}"

    def _opening_lead_in(self, request: Request) -> None:
        named = self._topics_named()
        if request.role in ("", "归结") and self._leads_in:
            self._vision()
        if "主题短语" in named and not request.count and request.role in ("", "归结"):
            self.add(Want("引出.归结", "opening", "lead_in", ("归结",), {"主题短语": named["主题短语"]}, tier=NEEDED))
        if request.role == "归结":
            return
        count = request.count or len(self.brief.points)
        how = f"提纲：{count}部分" if request.count else f"意见{count}条"
        for variable, word in (("点数", "点"), ("点数个", "个")):
            # parts of an outline look back too: 关于下一步的工作 would leave the first of them out
            roles = ("引出全",) if request.count and self.assigns else ("引出",)
            want = Want("引出.引出", "opening", "lead_in", roles, {variable: forms.counted(count, word, how)})
            if self._fits_any(want):
                self.add(want)
                return

    def _fits_any(self, want: Want) -> bool:
        return any(
            phrase.role in want.roles and set(want.needs) <= phrase.variables
            for phrase in self.bank.of(want.slot, want.move)
        )

    # ---- 结尾

    def _closing_summary(self, request: Request) -> None:
        named = self._topics_named()
        may = {key: named[key] for key in ("主题短语",) if key in named}
        if self.assigns:
            self._milestones()
        self._called_again()
        role, goals = self._goals() if self.assigns else ("", {})
        if not goals and self.assigns and self.brief.ending.call:
            return  # the call says it
        again = Want("结尾.总结", "closing", "summary", (role,), goals, tier=NEEDED)
        if not goals:  # the topics, if they are few and short
            short = len(self.brief.points) > 1 and forms.width(named["主题列"]) <= _TOPICS
            again = Want("结尾.总结", "closing", "summary", ("题总结",), {"主题列": named["主题列"]}, tier=NEEDED)
            if self.tone in _ORDERS and self.assigns and (dates := milestones.next_due(self.brief)):
                needs = {"节点": forms.joined(dates, "，")}
                again = Want("结尾.总结", "closing", "summary", ("近总结",), needs, tier=NEEDED)
            elif not (self.assigns and short and self._fits_any(again)):
                again = Want("结尾.总结", "closing", "summary", ("", "总结"), may=may, tier=NEEDED)
        self.add(again)
        for name, tier in (("结尾.总结.续", MORE), ("结尾.总结.再", LAST)):
            self.add(Want(name, "closing", "call", ("号召",), may=occasions.persons(self.brief), tier=tier))

    def _goals(self) -> tuple[str, dict[str, Bound]]:
        """奋斗目标, or a clause with a figure of the goals of different points; empty: fewer than two, or too many."""
        greeted = self.brief.salutation.text if self.brief.salutation else ""
        vision = self.brief.meeting.vision
        if any(word in greeted for word in word_lists()["不报数"]):
            return "", {}
        if vision and len(vision.text) <= _VISION:
            return "远总结", {"奋斗目标": forms.said(vision)}
        found: list[Span] = []
        for point in self.brief.points:
            clause = aims.goal_clause(point)
            if clause and not any(_within(clause.text, one.text) for one in found):
                found.append(clause)
        if not 2 <= len(found) <= _GOALS:
            return "", {}
        return "数总结", {"目标列": forms.joined([(clause,) for clause in found], "，")}

    def _called_again(self) -> None:
        """称谓 once more, before the last words."""
        fact = self.brief.salutation
        call = (*forms.said(fact), Span("，")) if fact else (Span("同志们，"),)
        if len(self.passages) > 1 and not any(mark in call[0].text for mark in "：:（("):
            self.add(Want("结尾.称呼", "closing", "summary", words=call, leads_in=True))

    def _milestones(self) -> None:
        """What is due first, and then: the dates of the brief once more, in their order."""
        breaths = forms.in_breaths(milestones.due(self.brief), "；")
        if not breaths:
            return
        first = Want("结尾.节点", "closing", "summary", ("节点",), {"节点": breaths[0]}, tier=USUAL, rank=_END)
        self.add(first)
        for number, breath in enumerate(breaths[1:], 1):
            then = Want(f"结尾.节点{number}", "closing", "summary", words=(*breath, Span("。")), after=first)
            then.tier, then.rank = USUAL, _END + number
            self.add(then)

    def _closing_call(self, request: Request) -> None:
        ending = self.brief.ending
        for fact in ending.verbatim:
            self.add(Want(fact.path, "closing", "call", words=(Span(fact.text, Origin("brief", fact.path)),)))
        if ending.call:
            value = forms.said(ending.call)
            may = occasions.persons(self.brief)
            words = (*value, Span("！"))
            leads = ending.call.text.startswith(tuple(word_lists()["号召开头"]))  # 党员干部带头……: has its own subject
            roles, needs = (("号召引",), {"号召": value}) if leads else ((), {})
            self.add(Want("结尾.号召", "closing", "call", roles, needs, may=may, words=words))
        elif not ending.ending and not ending.verbatim:
            may = occasions.persons(self.brief)
            self.add(Want("结尾.收尾", "closing", "call", ("收尾",), may=may, tier=NEEDED))

    def _closing_ending(self, request: Request) -> None:
        ending = self.brief.ending.ending
        if ending:
            text = ending.text if ending.text[-1:] in "。！？!?." else ending.text + "！"
            spans: Bound = (
                Span(ending.text, Origin("brief", ending.path)),
                *((Span("！"),) if text != ending.text else ()),
            )
            self.passages.append(Passage("结尾", [Want("结尾.结语", "closing", "ending", words=spans)]))


def _within(one: str, other: str) -> bool:
    """Whether two goals may count the same things, one of them a part: 新增泊位8000个, 开放泊位2400个."""
    units = [{amount.unit for amount in amounts(text)} - {"元", "%"} for text in (one, other)]
    ordinary = frozenset(word_lists()["常见词"])
    return bool(units[0] & units[1]) and bool((pairs(one) & pairs(other)) - ordinary)


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
