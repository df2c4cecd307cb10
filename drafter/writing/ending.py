"""结尾: the dates once more, what it all comes to or how little time is left, the call, the last words."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.amounts import amounts
from drafter.level import level_of
from drafter.speech import Origin, Span
from drafter.writing import aims, days, forms, milestones, occasions
from drafter.writing.fit import pairs
from drafter.writing.loom import Loom
from drafter.writing.matching import word_lists
from drafter.writing.plan import Request
from drafter.writing.want import LAST, MORE, NEEDED, Bound, Passage, Want

_TIMES = ("个月", "天", "年")  # a call with one of these says itself how much time there is
_VISION = 40  # characters of 奋斗目标 that can be told once more
_ORDERS = ("", "部署", "动员")  # tones of those who set dates
_TOPICS = 36  # characters of all 主题 that can be told once more
_GOALS = 3  # goals told once more at the end, at most
_TOPIC = 10  # characters of a 主题 one can bring to its end
_BROUGHT = ("到位", "起来", "下去", "清楚", "明白")  # a 主题 that says itself how it is to end


@dataclass
class EndingWeaver:
    """The part of weaving that closes a speech; its methods are the moves of that slot."""

    draft: Loom
    calls: bool = False  # whether the outline has a place for a call

    def summary(self, request: Request) -> None:
        """What it comes to: where the brief gives a call only how little time is left, else goals, dates or topics."""
        draft = self.draft
        self._called_again()
        if draft.assigns and draft.brief.ending.call:
            self._time_left()  # the call says the rest
            return
        if again := self._comes_to():
            draft.add(again)
        for name, tier in (("结尾.总结.续", MORE), ("结尾.总结.再", LAST)):
            draft.add(Want(name, "closing", "call", ("号召",), may=occasions.persons(draft.brief), tier=tier))

    def _comes_to(self) -> Want | None:
        """What all of it comes to; None: the last sentence brings each 主题 to its end."""
        draft = self.draft
        named = occasions.topics_named(draft)
        role, goals = self._goals() if draft.assigns else ("", {})
        if goals:
            return Want("结尾.总结", "closing", "summary", (role,), goals, tier=NEEDED)
        if self.draft.tone in _ORDERS and draft.assigns:
            if dates := milestones.next_due(draft.brief):
                needs = {"节点": forms.joined(dates, "，")}
                return Want("结尾.总结", "closing", "summary", ("近总结",), needs, tier=NEEDED)
            if soon := self._soon():
                return Want("结尾.总结", "closing", "summary", ("倒计日",), soon, tier=NEEDED)
        closed = draft.brief.ending.ending or draft.brief.ending.verbatim
        if self.calls and not closed and draft.fits_any(self._last_call()) and self._all_in_hand():
            return None
        # the topics, if they are few and short
        short = len(draft.brief.points) > 1 and forms.width(named["主题列"]) <= _TOPICS
        again = Want("结尾.总结", "closing", "summary", ("题总结",), {"主题列": named["主题列"]}, tier=NEEDED)
        if draft.assigns and short and draft.fits_any(again):
            return again
        may = {key: named[key] for key in ("主题短语",) if key in named}
        return Want("结尾.总结", "closing", "summary", ("", "总结"), may=may, tier=NEEDED)

    def _time_left(self) -> None:
        """How many months are left for 奋斗目标, where it names one."""
        vision = self.draft.brief.meeting.vision
        left = days.months_to(vision, self.draft.brief.day) if vision else None
        call = str(self.draft.brief.ending.call)
        if vision and left and self.draft.tone in _ORDERS and not any(word in call for word in _TIMES):
            until, months = left
            needs: dict[str, Bound] = {"时点": (Span(until, Origin("brief", vision.path)),), "月数": months}
            self.draft.add(Want("结尾.倒计", "closing", "summary", ("倒计月",), needs, tier=NEEDED))

    def _soon(self) -> dict[str, Bound]:
        """The day of what is due first and how many days are left; empty: none is near, or that was said."""
        draft = self.draft
        deadlines = [m.deadline for point in draft.brief.points for m in point.measures if m.deadline]
        order = days.in_time(deadlines, draft.brief.day)
        if not order or draft.days_told:
            return {}
        first = deadlines[order[0]]
        left = days.left_to(first, draft.brief.day)
        bare = first.text.rstrip(forms.STOPS).removesuffix("前")
        return {"时点": (Span(bare, Origin("brief", first.path)),), "天数": left} if left else {}

    def _goals(self) -> tuple[str, dict[str, Bound]]:
        """奋斗目标, or a clause with a figure of the goals of different points; empty: fewer than two, or too many."""
        greeted = self.draft.brief.salutation.text if self.draft.brief.salutation else ""
        vision = self.draft.brief.meeting.vision
        if any(word in greeted for word in word_lists()["不报数"]):
            return "", {}
        if vision and len(vision.text) <= _VISION:
            return "远总结", {"奋斗目标": forms.said(vision)}
        found: list[Span] = []
        for point in self.draft.brief.points:
            clause = aims.goal_clause(point)
            if clause and not any(_within(clause.text, one.text) for one in found):
                found.append(clause)
        if not 2 <= len(found) <= _GOALS:
            return "", {}
        return "数总结", {"目标列": forms.joined([(clause,) for clause in found], "，")}

    def _called_again(self) -> None:
        """称谓 once more, before the last words."""
        fact = self.draft.brief.salutation
        call = (*forms.said(fact), Span("，")) if fact else (Span("同志们，"),)
        if len(self.draft.passages) > 1 and not any(mark in call[0].text for mark in "：:（("):
            self.draft.add(Want("结尾.称呼", "closing", "summary", words=call, leads_in=True))

    def call(self, request: Request) -> None:
        """原文 of the ending, the call of the brief; without both one of the bank."""
        ending = self.draft.brief.ending
        for fact in ending.verbatim:
            self.draft.add(Want(fact.path, "closing", "call", words=(Span(fact.text, Origin("brief", fact.path)),)))
        if ending.call:
            value = forms.said(ending.call)
            may = occasions.persons(self.draft.brief)
            words = (*value, Span("！"))
            leads = ending.call.text.startswith(tuple(word_lists()["号召开头"]))  # 党员干部带头……: has its own subject
            roles, needs = (("号召引",), {"号召": value}) if leads else ((), {})
            self.draft.add(Want("结尾.号召", "closing", "call", roles, needs, may=may, words=words))
        elif not ending.ending and not ending.verbatim:
            self.draft.add(self._last_call())

    def _last_call(self) -> Want:
        may, done = occasions.persons(self.draft.brief), self._all_in_hand()
        role, needs = ("收尾列", {"收尾列": done}) if done else ("收尾", {})
        return Want("结尾.收尾", "closing", "call", (role,), needs, may=may, tier=NEEDED)

    def _all_in_hand(self) -> Bound:
        """ "把责任压实，把宣传引导抓好": each 主题 brought to its end; empty: too many, or one is no thing."""
        points, lists = self.draft.brief.points, word_lists()
        if not (self.draft.assigns and self.draft.tone in _ORDERS and 2 <= len(points) <= _GOALS):
            return ()
        if level_of(self.draft.brief) in ("村", "学校"):
            return ()
        spans: list[Span] = []
        for number, point in enumerate(points):
            name = point.topic.text
            verb = next((one for one in lists["收住动词"] if name.startswith(one) and len(name) > len(one)), "")
            if len(name) > _TOPIC or name.endswith((*_BROUGHT, "要求")) or (not verb and forms.asks(point.topic)):
                return ()
            thing, done = (name.removeprefix(verb), verb) if verb else (name, lists["收住补语"][number])
            origin = Origin("brief", point.topic.path)
            spans += [Span("把" if number == 0 else "，把"), Span(thing, origin), Span(done, origin if verb else None)]
        return tuple(spans)

    def ending(self, request: Request) -> None:
        """The last words of the brief, in a paragraph of their own."""
        ending = self.draft.brief.ending.ending
        if ending:
            text = ending.text if ending.text[-1:] in "。！？!?." else ending.text + "！"
            spans: Bound = (
                Span(ending.text, Origin("brief", ending.path)),
                *((Span("！"),) if text != ending.text else ()),
            )
            self.draft.passages.append(Passage("结尾", [Want("结尾.结语", "closing", "ending", words=spans)]))


def _within(one: str, other: str) -> bool:
    """Whether two goals may count the same things, one of them a part: 新增泊位8000个, 开放泊位2400个."""
    units = [{amount.unit for amount in amounts(text)} - {"元", "%"} for text in (one, other)]
    ordinary = frozenset(word_lists()["常见词"])
    return bool(units[0] & units[1]) and bool((pairs(one) & pairs(other)) - ordinary)
