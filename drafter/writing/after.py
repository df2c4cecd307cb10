"""What is said after a measure: what its figures come to, and how it is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from drafter.amounts import amounts
from drafter.brief import Fact, Measure
from drafter.detail import side_by_side
from drafter.speech import Span
from drafter.task import Task, act
from drafter.writing import beside, compare, days, forms, gaps, means, sums
from drafter.writing.compare import Sum
from drafter.writing.loom import NEAR, Loom
from drafter.writing.loops import NAMED, Loop
from drafter.writing.matching import word_lists
from drafter.writing.want import LAST, MORE, NEEDED, SPARE, USUAL, Want
from drafter.writing.wholes import Whole

_SPAN = re.compile(r"从[^，。；]*\d[日号][^，。；]*到|\d[日号]起?[到至—-]")  # 9月25日到11月10日不间断: it begins then
_WHERE = "在有其"  # 在县内屠宰加工的只有1.9万头: that begins like no name
_LATE = 500  # behind what is nearer to the measure
_OPEN_ENDED = "中里上的"  # 没落实的学生中 is no name
_FIGURE = re.compile(r"\d")  # 正常运行的只有49座 is no name
_AGAIN = 2  # times a way of putting a measure is spoken of where the length asks for more
_CLOSED = 2  # times a draft says that a measure is for a problem: more sounds like a form filled in
_LIST = 3  # items from which a clause is a list of many things


@dataclass
class AfterMeasure:
    """The part of weaving that follows a measure of one 意见, surest first: sums, its card, the way it is put."""

    draft: Loom
    point: int
    _remarked: bool = False  # whether the measure before this one got a word on how it is put, or a card

    def _add(self, name: str, roles: tuple[str, ...], **more: object) -> Want:
        return self.draft.add(self.draft.place(self.point, name, "measure", roles, **more))

    def figures(self, key: str, position: int, loops: Sequence[Loop], whole: Whole | None) -> bool:
        """What the figures of a measure come to, one of: what is left to do, how far, how much a year, how soon.

        Args:
            key: of the measure within the point.
            position: its index.
            loops: it closes.
            whole: what it makes together with others of the point.

        Returns:
            Whether anything is said of them, or of the problem it answers.
        """
        measure = self.draft.brief.points[self.point].measures[position]
        fact = measure.detail or measure.point
        assert fact
        if not self.draft.assigns:
            return False
        if whole and position == whole.measures[-1] and not whole.of_problem:
            self._add(f"{key}.算", (whole.total.role,), needs=whole.total.needs, tier=NEEDED)
            return True
        if whole and whole.of_problem and position in whole.measures:
            return False  # the others of it are still to come
        if found := self._comes_to(fact, loops, str(measure.point or "")):
            self._add(f"{key}.算", (found.role,), needs=found.needs, tier=NEEDED)
            return True
        dated = self._dates(key, measure, fact)
        return self._closes(key, loops, fact) or dated

    def _closes(self, key: str, loops: Sequence[Loop], said: Fact) -> bool:
        """That this is what was meant for a problem, where nothing else has said so; whether that is said."""
        for loop in loops:
            if loop.opportunity or not (loop.named and loop.sure):
                continue
            name = "".join(span.text for span in loop.name)
            if {one.text for one in amounts(loop.pair.text.text)} & {one.text for one in amounts(said.text)}:
                continue  # 缺24个工位, 新增工位24个: the figures say it
            wrong = any(sign in name for sign in word_lists()["问题字"])
            whole = not _FIGURE.search(name) and name[-1] not in _OPEN_ENDED
            short = len(name) <= NAMED and whole and name[0] not in _WHERE and wrong
            if short and self.draft.closed < _CLOSED:
                self.draft.closed += 1
                self._add(f"{key}.落点", ("落点",), needs={"问题简": loop.name}, tier=NEEDED)
                return True
        return False

    def _comes_to(self, fact: Fact, loops: Sequence[Loop], name: str) -> Sum | None:
        """The sum that says most: what is left of the problem, of its cost, a year's money, how far a figure moves."""
        review = self.draft.brief.review
        linked = tuple(loop.pair for loop in loops if not loop.opportunity)
        goal = self.draft.brief.points[self.point].goal
        if more := gaps.still_to_do(fact, goal, review.problems):
            return more
        left = gaps.part_of_problem(linked, fact, linked=True) or gaps.part_of_problem(review.problems, fact)
        if left:
            return left
        if full := means.fills_up(fact, review.problems) or means.with_what_there_is(fact, review.problems):
            return full
        if short := means.short_of_need(fact, review.problems):
            return short
        if missing := means.not_enough(fact, self.draft.brief.points[self.point], review.opportunities):
            return missing
        if down := gaps.brought_down(fact, self.draft.brief):
            return down
        paid = means.paid_in_all(fact)
        if paid and paid.needs["总价"][0].text not in self.draft.totals_told:
            return paid
        if rest := sums.rest_of_cost(fact):
            return Sum("剩下", {"余数": rest})
        if year := sums.in_a_year(fact):
            return Sum("年折月" if "月数" in year else "年折户", year)
        if good := sums.rejects(fact):
            return Sum("合格", good)
        if moved := sums.step(fact):
            role, difference = moved
            return Sum(role, {"倍数" if role == "幅度升" else "成数": difference})
        if stretch := days.in_all(fact, self.draft.brief.day):
            return Sum("历时", {"天数": stretch})
        return compare.average(fact) or beside.last_year_of(fact, name, self.draft.brief)

    def _dates(self, key: str, measure: Measure, fact: Fact) -> bool:
        """How few days are left for the measure that is due first; whether it is said."""
        if measure is not self.draft.due_first or _SPAN.search(fact.text):
            return False
        left = days.left_to(measure.deadline or fact, self.draft.brief.day)
        assert left
        self.draft.days_told = True
        self._add(f"{key}.期限余", ("期限余",), needs={"天数": left}, tier=NEEDED)
        return True

    def said(
        self, key: str, facts: Sequence[Fact], task: Task | None, rank: int, *, last: bool, reckoned: bool = False
    ) -> None:
        """What is said after a measure: a run of sentences from the card of its 事项, or of the thing it is about.

        A measure of which nothing else is surely said gets a short word on the way it is put (`reckoned`: its figures
        have spoken).

        Sentences of a run were written one after another; single ones of a card, of which each is true, make a row of
        sayings. They are for cards without a run, and where a long speech has room.
        """
        text = "，".join(map(str, facts))
        if any(word in text for word in word_lists()["罗列词"]):
            return  # many fields in one breath: what is said of one of them would be beside the others
        spoken, self._remarked = self._remarked, False  # a remark behind every measure tires: after one, none
        details = self._details(key, text, rank)
        cards = [task, *details]
        if task and details and not task.weight(act(text)) and details[0].weight(act(text)):
            cards.append(cards.pop(0))  # 排查污水设施，明确管护经费: of the 设施 first
        card = next((one for one in cards if one and "连说" in one.parts), None)
        if not self.draft.assigns:
            card = None  # a run asks for things: a guest's address and a pledge do not
        if card:
            more: dict[str, Any] = {"context": text, "task": card.name}
            sure = self.draft.nearness(card, text) >= NEAR
            # its first sentence says why, the others ask; where the figures have spoken it is for the length
            first, then = (MORE if reckoned else NEEDED, USUAL) if sure else (SPARE, SPARE)
            said = self._add(f"{key}.连说", ("连说",), tier=first, rank=rank, begins=True, **more)
            self._add(f"{key}.连说余", ("连说",), tier=then, rank=rank + 1, rest_of=said)
            self._remarked = sure and not reckoned
            if not (sure or spoken):
                self._way(key, facts[-1], MORE if reckoned else NEEDED, rank)
            elif card is task:
                self._add(f"{key}.连说二", ("连说",), tier=LAST, rank=rank, after=said, **more)
                self._way(key, facts[-1], SPARE, rank)
                for part in ("做法", "界限"):  # only where the length asks for more than there are runs
                    self._add(f"{key}.{part}", (part,), tier=SPARE, rank=rank + _LATE, **more)
            return
        if not (spoken or (details and not task and self._sure(details[0], text))):
            self._way(key, facts[-1], MORE if reckoned else NEEDED, rank)
        self._way(key, facts[-1], SPARE, rank)
        if details and not task:
            self._told_of(key, details[0], text, rank, MORE if reckoned else NEEDED)
            return
        more = {"context": text, "task": task.name if task else ""}
        self._add(f"{key}.做法", ("做法",), tier=LAST, rank=rank, **more)
        self._add(f"{key}.做法二", ("做法",), tier=LAST, rank=rank + _LATE, **more)
        self._add(f"{key}.界限", ("界限",), tier=LAST, rank=rank, **more)
        if task:  # how one sees that it is done is said of the last item: a row of "看……" tires
            self._add(f"{key}.检验", ("检验",), tier=MORE if last else LAST, rank=rank + 200, **more)

    def _way(self, key: str, fact: Fact, tier: int, rank: int) -> None:
        """A word on how a measure is put: 逐户, 每月一次, 24小时内."""
        found = self.draft.way(fact, _AGAIN if tier == SPARE else 1) if self.draft.assigns else None
        if found:
            way, bound = found
            name = f"{key}.接句{'又' if tier == SPARE else ''}"
            self._add(name, ("接句",), task=way.name, tier=tier, rank=rank, context=fact.text, may=bound)
            self._remarked = self._remarked or tier == NEEDED

    def _details(self, key: str, text: str, rank: int) -> list[Task]:
        """Cards of the things a measure is about, the one named by most characters first; none of a long list.

        Those of one list are told side by side: a sentence on one of many things would be beside the others.
        """
        draft = self.draft
        details = draft.details(text)
        if row := side_by_side(details):
            said = [draft.remark(one) for one in row]
            self._add(f"{key}.并列", (), words=(*forms.joined(said, "，"), Span("。")), tier=MORE, rank=rank)
        alone = [one for one in details if one.items < _LIST and one not in row]
        return [one.task for one in sorted(alone, key=lambda one: one.start - one.end)]

    def _told_of(self, key: str, card: Task, text: str, rank: int, tier: int) -> None:
        """A sentence or two on a single thing."""
        roles = _singles(self.draft)
        more: dict[str, Any] = {"context": text, "task": card.name}
        sure = self._sure(card, text)
        said = self._add(f"{key}.细处", roles, tier=tier if sure else SPARE, rank=rank, **more)
        self._add(f"{key}.细处又", roles, tier=LAST, rank=rank + 1, after=said, **more)

    def _sure(self, card: Task, text: str) -> bool:
        """Whether a card speaks of what the measure speaks of."""
        return not self.draft.assigns or self.draft.nearness(card, text) >= NEAR


def _singles(draft: Loom) -> tuple[str, ...]:
    """What single sentences may say of a thing: to guests only what it brings."""
    return ("讲究", "好处") if draft.assigns else ("好处",)
