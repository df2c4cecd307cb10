"""One 意见 as an argument: reason, target, its items (items.py), how it is held to account."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from drafter.amounts import Amount, amounts
from drafter.brief import Fact, Point
from drafter.speech import Origin, Span
from drafter.writing import compare, derive, forms, gaps, sums, wholes
from drafter.writing.aims import leans
from drafter.writing.compare import Sum
from drafter.writing.fit import pairs
from drafter.writing.items import ItemWeaver
from drafter.writing.loom import Loom
from drafter.writing.matching import word_lists
from drafter.writing.plan import Measures, Request
from drafter.writing.want import LAST, MORE, NEEDED, SPARE, USUAL, Bound, Passage, Want

_TOLD = 3  # sentences of the card of its 主题 that a point without measures needs

_OF_IT = "其中"
_LATE = 1000  # behind everything else of its tier


@dataclass
class PointWeaver:
    """The part of weaving that speaks of one 意见."""

    draft: Loom
    _reckoned: set[int] = field(default_factory=set)  # of which 意见 the sums of the goal stand right below the heading

    def _point(self, index: int) -> Point:
        return self.draft.brief.points[index]

    def request(self, request: Request) -> None:
        """One move of a point."""
        part = {"rationale": self._rationale, "measure": self._goal, "safeguard": self._safeguard}.get(request.move)
        if part:
            part(request.point, request.role)

    def measures(self, element: Measures) -> None:
        """The items of a point."""
        ItemWeaver(self.draft, element).weave()

    def _rationale(self, index: int, role: str) -> None:
        """One reason: the brief's own as it stands, and a fitting one of the bank."""
        point, draft = self._point(index), self.draft
        if point.goal and self._reasoned(index) and str(point.goal).rstrip(forms.STOPS) in self._heading(index):
            self._reckoned.add(index)  # behind the reason it would hang in the air
            for number, one in enumerate(self._comes_to(index, point.goal)):
                self._sum(index, f"目标.算{number or ''}", one)
        if first := self._opens(index):
            draft.verbatim_said.add(first.path)
            draft.add(Want(first.path, "three_opinions", "rationale", words=forms.as_it_is(first)))
        if point.why:
            draft.add(draft.place(index, "意义", "rationale", (), words=(*forms.said(point.why), Span("。"))))
            if draft.assigns and (found := _reason(point.why)):
                self._sum(index, "意义.算", found)
        if card := self._card(index):
            tier = MORE if self._belong(index) else NEEDED
            draft.add(draft.place(index, "缘由", "measure", ("缘由",), task=card, tier=tier))
        own = bool(draft.topics[index]) or not point.measures  # 停车秩序的难点在一线 may be said of anything
        # what the brief says is wrong is reason enough
        opened = not point.why and draft.assigns and bool(point.measures) and self._belong(index)
        tiers = (MORE if self._reasoned(index) or opened or not own else NEEDED, LAST)
        for name, tier in zip(("道理", "道理二"), tiers, strict=True):
            if point.measures and draft.borrowed(index):
                break  # a reason of what the meeting is about is none for this point
            want = draft.add(draft.place(index, name, "rationale", ("", "道理"), tier=tier, rank=index))
            want.close = bool(point.measures)  # a reason for something else than what follows is worse than none

    def _belong(self, index: int) -> bool:
        """Whether problems of the brief are told as those of a point: they are reason enough for it."""
        return any(loop.about == index and not loop.opportunity for loop in self.draft.loops.all)

    def _told_of(self, index: int, card: str) -> None:
        """How work of that kind is done and how far, for a 主题 that is a 事项."""
        draft, bare = self.draft, not self._point(index).measures
        if draft.passages[-1].apart:
            draft.passages.append(Passage(f"意见[{index}]", [], apart=True))
        for number, part in enumerate(("做法", "做法", "界限", "做法", "做法", "检验")):
            tier = (NEEDED if number < _TOLD else MORE) if bare else (MORE if number < _TOLD else LAST)
            name = f"主题{part}{number}"
            draft.add(draft.place(index, name, "measure", (part,), task=card, tier=tier, rank=number * 10 + index))

    def _card(self, index: int) -> str:
        """事项 the 主题 itself names, unless the bank knows it as a topic or a measure speaks of it: 夜间经济."""
        point, draft = self._point(index), self.draft
        task = None if draft.topics[index] else draft.task(point.topic.text)
        measures = [draft.measure_task(measure, index) for measure in point.measures]
        whole = task and task.weight(point.topic.text) >= len(point.topic.text) - 1
        return task.name if task and whole and task not in measures else ""

    def _opens(self, index: int) -> Fact | None:
        """原文 that opens a point without 意义: what is so, and not what is to be done."""
        point, demands = self._point(index), word_lists()["要求词"]
        first = next((fact for fact in point.verbatim if not forms.is_last_word(fact)), None)
        return first if first and not point.why and not any(word in first.text for word in demands) else None

    def _reasoned(self, index: int) -> bool:
        """Whether the reason is the brief's own."""
        return self._point(index).why is not None or self._opens(index) is not None

    def _goal(self, index: int, role: str) -> None:
        """The target and the sum a listener would do; a visible gap where the brief has none."""
        point, draft = self._point(index), self.draft
        if role not in ("", "目标"):
            return
        if point.goal:
            heading, value = self._heading(index), forms.said(point.goal)
            told = [] if index in self._reckoned else self._comes_to(index, point.goal)
            rest = self._left_of_goal(point.goal, heading)
            if rest and rest[0] and not (told or self._reasoned(index)):
                rest = None  # 还要做到 behind a heading alone: whoever only listens has lost what came before
            behind: list[Sum] = []
            if value[0].text not in heading and not rest:
                self._told(index, "目标", value)
            if rest:  # behind what the other comes to, of which the heading spoke
                behind = [one for one in told if _speaks_of(one, str(point.goal), rest[1][0].text)]
                told = [one for one in told if one not in behind]
            for number, found in enumerate(told):
                self._sum(index, f"目标.算{number or ''}", found)
            if rest:
                self._told(index, *rest)
                for number, found in enumerate(behind):
                    self._sum(index, f"目标.余算{number or ''}", found)
        elif not (point.measures or point.why or self._unmeasured(index)) and (
            gap := draft.hole(f"{point.path}.目标", f"{point.topic}的目标")
        ):
            draft.add(draft.place(index, "目标", "measure", ("目标缺",), needs={"目标": gap}, words=(*gap, Span("。"))))

    def _told(self, index: int, role: str, value: Bound) -> None:
        draft, more = self.draft, {"needs": {"目标": value}} if role else {}
        draft.add(draft.place(index, "目标", "measure", (role,) if role else (), words=(*value, Span("。")), **more))

    def _heading(self, index: int) -> str:
        """The heading of a point that has been put before it; empty: it has none."""
        headed = any(want.key == f"意见[{index}].标题" for passage in self.draft.passages for want in passage.wants)
        return "".join(span.text for span in self.draft.headings[index]) if headed else ""

    def _comes_to(self, index: int, goal: Fact) -> list[Sum]:
        """What a goal comes to: the parts it is made of, and what a listener would reckon."""
        parts = wholes.shared_out(index, self.draft.brief) if self.draft.assigns else None
        return [*([parts] if parts else []), *self._beyond(goal)]

    def _left_of_goal(self, goal: Fact, heading: str) -> tuple[str, Bound] | None:
        """What the heading has not said of a goal, where that stands alone; None: nothing, or all of it is wanted.

        降本1800万元，产销率98%以上 below "降本增效，降本1800万元" → 还要做到产销率98%以上; of 投资24.8亿元，其中……
        the parts: 这24.8亿元里，…….
        """
        first, _, rest = goal.text.rstrip(forms.STOPS).partition("，")
        whole = amounts(first)[-1:]
        shared_out = rest.startswith(_OF_IT) or bool(whole and _makes(rest, whole[0]))
        if self.draft.assigns and shared_out and first in heading and whole and "；" not in rest:
            parts = Span(rest.removeprefix(_OF_IT).lstrip("，"), Origin("brief", goal.path))
            return "", (Span("这"), Span(whole[0].bare, Origin("brief", goal.path)), Span("里，"), parts)
        if (
            not (self.draft.assigns and rest and first in heading)
            or any(mark in rest for mark in "；。")
            or leans(rest)
        ):
            return None
        return "目标又", (Span(rest, Origin("brief", goal.path)),)

    def _sum(self, index: int, name: str, found: Sum, context: str = "") -> None:
        draft = self.draft
        more = {"needs": found.needs, "tier": NEEDED, "context": context}
        draft.add(draft.place(index, name, "measure", (found.role,), **more))

    def _beyond(self, goal: Fact) -> list[Sum]:
        """What a goal comes to: how far it is from what is reached, and what part of the whole it carries."""
        brief = self.draft.brief
        if not self.draft.assigns:
            return []
        if rest := compare.rest_of_plan(goal, brief):
            return [rest]
        if found := derive.left_of_goal(goal, brief.review):
            done, left = found
            return [Sum("目标余", {"已完成": done, "余数": left})]
        steps = (
            compare.contribution(goal, brief),
            gaps.rate_in_things(goal, brief.review.problems),
            gaps.cut_by(goal, brief.review.problems),
            compare.goal_growth(goal, brief),
            gaps.brought_down(goal, brief),
            compare.goal_step(goal, brief),
        )
        told = [one for one in steps if one and not self._said_before(one)][:1]
        if not told and (rate := sums.rate_of_base(goal)):
            told = [Sum("率数", rate)]
        good, others = sums.rejects(goal), compare.left_to_others(goal, brief)
        more = [Sum("合格", good)] if good else [others] if others else []
        apart = [] if told or more else [one for one in (compare.average(goal),) if one]
        return [*told, *more, *apart]

    def _said_before(self, found: Sum) -> bool:
        """Whether the front has told the same step: of 客运量, 800万人次 more."""
        return any(span.text in self.draft.steps_told for span in found.needs.get("增量", ()))

    def _unmeasured(self, index: int) -> bool:
        """Whether a goal would be asked in vain: a topic nobody knows, beside points that have measures (政治责任)."""
        points = self.draft.brief.points
        return self.draft.bank.topic(points[index].topic.text) is None and any(point.measures for point in points)

    def _safeguard(self, index: int, role: str) -> None:
        """How the point is held to account: the brief's own words first."""
        point, draft = self._point(index), self.draft
        if (card := self._card(index)) and not point.safeguard:
            self._told_of(index, card)
        if draft.passages[-1].apart:
            draft.passages.append(Passage(f"意见[{index}]", [], apart=True))
        if point.safeguard:
            value = forms.said(point.safeguard)
            held = draft.place(
                index, "保障", "safeguard", ("保障引",), needs={"保障": value}, words=(*value, Span("。"))
            )
            text = point.safeguard.text  # 实行周调度，连续两次末位的说明情况: 丑话 is not how that begins
            whom = text.startswith(tuple(word_lists()["受罚开头"]))
            held.context = text if whom else re.split("[，；：:]", text)[0]
            draft.add(held)
            if draft.assigns and (moved := sums.step(point.safeguard)) and moved[0] == "幅度升":
                self._sum(index, "保障.算", Sum("幅度升", {"倍数": moved[1]}), point.safeguard.text)
            draft.add(draft.place(index, "督导", "safeguard", ("", "督导"), tier=MORE, rank=index))
        elif role:
            draft.add(draft.place(index, "督导", "safeguard", (role,)))
        else:
            # how the work is done and how far, its cards say, and of a matter near it little holds: all for the length
            told = draft.carded(index) or (bool(point.measures) and draft.borrowed(index))
            tiers = (SPARE, SPARE, SPARE) if told else (LAST, LAST, SPARE) if point.measures else (USUAL, MORE, LAST)
            rank = index + _LATE * bool(told)
            held = draft.place(index, "督导", "safeguard", ("", "督导"), tier=tiers[0], rank=rank)
            draft.add(draft.place(index, "检查", "measure", ("检查",), tier=tiers[1], rank=rank, after=held))
            draft.add(held)
            draft.add(draft.place(index, "检查二", "measure", ("检查",), tier=tiers[2], rank=rank, after=held))
            draft.add(draft.place(index, "督导二", "safeguard", ("", "督导"), tier=tiers[2], rank=rank, after=held))


def _makes(rest: str, whole: Amount) -> bool:
    """Whether the amounts of a text, two or more, make a whole: 一季度1300人、二季度1350人."""
    parts = [one for one in amounts(rest) if one.unit == whole.unit]
    return len(parts) > 1 and len(parts) == rest.count("、") + 1 and sum(one.value for one in parts) == whole.value


def _speaks_of(found: Sum, goal: str, rest: str) -> bool:
    """Whether a sum is of what the heading has left of a goal, and not of what it has said."""
    said = pairs("，".join(span.text for value in found.needs.values() for span in value))
    return len(said & pairs(rest)) > len(said & pairs(goal.replace(rest, "")))


def _reason(why: Fact) -> Sum | None:
    """What the figures of a reason come to: how many times one is the other, or how much of every hundred."""
    if times := sums.multiple(why):
        return Sum("倍数", {"倍数": times})
    if share := sums.of_hundred(why):
        return Sum("折百", share)
    return Sum("小大", {}) if sums.small_and_great(why) else None
