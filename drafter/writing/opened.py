"""What the front half opens: problems and what they cost, chances, each with what the brief does about it."""

from __future__ import annotations

import re

from drafter import numbering
from drafter.brief import Fact, Pair
from drafter.record import record
from drafter.speech import Span
from drafter.task import Task
from drafter.writing import beside, forms, gaps, means, sums
from drafter.writing.compare import Sum
from drafter.writing.loops import Loop
from drafter.writing.matching import word_lists
from drafter.writing.review import SLOT, ReviewWeaver
from drafter.writing.want import LAST, MORE, NEEDED, USUAL, Bound, Passage, Want

_PLAIN_TONES = ("", "部署", "动员", "总结")  # where work is assigned one short sentence turns to what is wrong
_ONE_BREATH = 66  # characters of a problem and what is done about it in one sentence
_NAMED_AGAIN = 10  # characters of a chance that can be named again right behind it
_FEWEST = 3  # problems of which the order is worth a thought


@record
class _Problem:
    """A problem and what there is to say of it."""

    pair: Pair
    value: Bound
    sum: Sum | None  # what its figures come to
    cost: Task | None  # the card that says what follows from it
    here: bool  # its answer, or the gap, is said where it is told


class OpenedWeaver(ReviewWeaver):
    """The part of weaving that tells what is wrong and what is to be made use of."""

    def problems(self) -> None:
        """The turn, the problems in the order of the points they belong to, and what each comes to or costs."""
        review = self.draft.brief.review
        if not review.problems:
            if review.achievements:
                self._add("问题缺", "problems", ("问题缺",), tier=USUAL)
            return
        brief = bool(review.achievements) and self.draft.assigns and self.draft.tone in _PLAIN_TONES
        bare = not review.achievements and self.draft.assigns and self.draft.tone in _PLAIN_TONES
        if not bare:  # there is nothing to turn from
            self._add("转折", "problems", ("转折短",) if brief else ("转折",), tier=NEEDED)
        while self.draft.behind:
            self.draft.add(self.draft.behind.pop(0))
        said = [self._told(review.problems[index]) for index in self._in_order()]
        whole = [one for one in said if _of_all(one.pair) and self._about(one.pair) < 0]
        if len(whole) == 1 and len(said) > _FEWEST - 1 and self.draft.assigns:  # what all the others add up to
            said.remove(whole[0])
            self._tell(whole[0], ())
        if len(said) == 1:
            self._add("问题", "problems", ("单问题",), needs={"问题": said[0].value})
            self._follow(said[0])
        elif any(one.here or one.sum for one in said) or sum(one.cost is not None for one in said) * 2 >= len(said):
            self._add("问题数", "problems", ("问题数引",), needs=self._counted(len(said)))
            for number, one in enumerate(said):
                self._tell(one, (Span(forms.numbered(number + 1)),))
        else:
            needs = {"问题列表": forms.listed([one.value for one in said]), **self._counted(len(said))}
            self._add("问题", "problems", ("列问题",), needs=needs)
        self._add("问题评", "problems", ("问题评",), tier=MORE)
        self._add("问题评二", "problems", ("问题评",), tier=LAST)

    def _told(self, pair: Pair) -> _Problem:
        cost = self.draft.sure_task(pair.text.text, "后果")
        return _Problem(
            pair, forms.said(pair.text), self._comes_to(pair), cost, self.draft.loops.here(pair) is not None
        )

    def _tell(self, one: _Problem, lead: Bound) -> None:
        """A problem in a sentence of its own, what is done about it where no point is near, and what it comes to."""
        remedy = () if one.sum else self._remedy(one.pair, one.value)
        trend = () if remedy else beside.against_the_trend(one.pair.text, self.draft.brief)
        words = (*lead, *trend, *(remedy or one.value), Span("。"))
        self.draft.add(Want(f"{one.pair.path}.问题", SLOT, "problems", words=words))
        if not remedy:
            self._follow(one)

    def _follow(self, one: _Problem) -> None:
        """What a problem comes to: what its figures say, else what follows from it; then what is done about it."""
        index = self.draft.brief.review.problems.index(one.pair)
        if one.sum:
            self._sum(f"{one.pair.path}.算", "problems", one.sum, index)
        elif one.cost:
            more = {"task": one.cost.name, "tier": LAST, "rank": index}
            self.draft.add(Want(f"{one.pair.path}.后果", SLOT, "problems", ("后果",), **more))  # type: ignore[arg-type]
        self._answer(one.pair)

    def _counted(self, number: int) -> dict[str, Bound]:
        return {"问题数": forms.counted(number, "个", f"问题{number}条")}

    def _in_order(self) -> list[int]:
        """Indices of the problems in the order of the 意见 they belong to; those that belong to none at the end."""
        problems = self.draft.brief.review.problems
        about = [self._about(pair) for pair in problems]
        if not self.draft.assigns or len(problems) < _FEWEST or about.count(-1) > 1:
            return list(range(len(problems)))
        return sorted(range(len(problems)), key=lambda index: (about[index] < 0, about[index]))

    def _about(self, pair: Pair) -> int:
        """Index of the 意见 a problem belongs to; -1: to none."""
        return next((_belongs(loop) for loop in self.draft.loops.all if loop.pair.path == pair.path), -1)

    def _comes_to(self, pair: Pair) -> Sum | None:
        """What the figures of a problem come to: beside the profit or others, what is missing, which part it is."""
        brief, fact = self.draft.brief, pair.text
        if not self.draft.assigns:
            return None
        if found := beside.profit(fact, brief):
            return found
        below = sums.below(fact)
        if below and not any(point.goal and gaps.cut_by(point.goal, (pair,)) for point in brief.points):
            role, than, share = below
            return Sum(role, {"比较": than, "成数" if role == "不及" else "比较数": share})
        if any(point.goal and gaps.rate_in_things(point.goal, (pair,)) for point in brief.points):
            return None  # it is reckoned where the goal is told
        if gap := sums.lacking(fact):
            wanted = any(word in fact.text for word in word_lists()["需求词"])
            return Sum("缺口评" if wanted else "差数评", {"差数": gap[0], "成数": gap[1]})
        behind = re.split(r"\d", fact.text)[-1]
        settled = any(word in behind for word in word_lists()["办过词"])  # 11家里3家解除了协议: that is done
        return Sum("占比评", {"成数": part}) if not settled and (part := sums.part_of(fact)) else None

    def _remedy(self, pair: Pair, problem: Bound) -> Bound:
        """A problem and what the brief does about it, in one breath; empty: nothing, or it takes more than one."""
        loop = self.draft.loops.here(pair)
        if not (loop and pair.answer) or forms.width(problem) + len(pair.answer.text) > _ONE_BREATH:
            return ()
        return forms.answered(problem, pair.answer)

    def _answer(self, pair: Pair, named: bool = False) -> None:
        """What answers a problem or an opportunity, or the gap, where no point is near it.

        `named`: it stands right behind what it is for.
        """
        loop = self.draft.loops.here(pair)
        if not loop:
            return
        move, key = ("outlook", "抓手") if loop.opportunity else ("problems", "对策")
        several = loop.opportunity and not named and len(self.draft.brief.review.opportunities) > 1
        name, which = ({"机遇简": loop.name} if several else {}, "机遇" if loop.opportunity else "问题")
        if pair.answer:
            value = forms.said(pair.answer)
            role = "问题对策动" if forms.asks(pair.answer) else "问题对策"
            if loop.opportunity:
                lead = "抓住这个机会，要" if _wants_link(pair.answer) else "抓住这个机会，"
                self._add(f"{pair.path}.答", move, (), words=(Span(lead), *value, Span("。")))
            else:
                self._add(f"{pair.path}.答", move, (role,), needs={"对策": value}, words=(*value, Span("。")))
        elif gap := self.draft.hole(f"{pair.path}.{key}", f"举措、{self.draft.owner}和时限", reserved=True):
            words = (Span("怎么用好它，" if loop.opportunity else ""), *gap, Span("。"))
            # told over again it would be a sentence within a sentence
            if several and forms.width(loop.name) > _NAMED_AGAIN:
                at = numbering.chinese(1 + self.draft.brief.review.opportunities.index(pair))
                words, several = (Span(f"第{at}条怎么用好，"), *gap, Span("。")), False
            roles = (f"{which}缺策",) if several or named or not loop.opportunity else ()
            needs = name | {"待补": gap}
            self._add(f"{pair.path}.缺", move, roles, needs=needs if roles else {}, words=words)

    def outlook(self) -> None:
        """The chances, and what follows from them."""
        chances = [forms.said(pair.text) for pair in self.draft.brief.review.opportunities]
        if not chances:
            return
        if self.draft.passages[-1].wants:
            self.draft.passages.append(Passage("形势", []))
        risks = word_lists()["风险词"]
        if any(word in pair.text.text for pair in self.draft.brief.review.opportunities for word in risks):
            self._add("机遇", "outlook", (), words=(*forms.joined(chances, "；"), Span("。")))
            return  # a wet season is a fact to face, no chance to seize
        given = [pair.answer for pair in self.draft.brief.review.opportunities if self.draft.loops.here(pair)]
        if len(chances) == 1:
            self._add("机遇", "outlook", ("机遇引",), needs={"机遇": chances[0]})
        elif any(given):  # each with what is made of it: named once
            self._add(
                "机遇数",
                "outlook",
                (),
                words=(Span("机会也要看到，主要有"), *forms.counted(len(chances), "个", ""), Span("。")),
            )
            for number, (pair, value) in enumerate(zip(self.draft.brief.review.opportunities, chances, strict=True), 1):
                said = (Span(forms.numbered(number)), *value)
                loop = self.draft.loops.here(pair)
                more = (
                    (Span("，要" if _wants_link(pair.answer) else "，"), *forms.said(pair.answer))
                    if loop and pair.answer
                    else ()
                )
                self._add(f"机遇{number}", "outlook", (), words=(*said, *more, Span("。")))
                if self.draft.assigns and (paid := means.paid_for(pair, self.draft.brief)):
                    self.draft.totals_told.add(paid.needs["总价"][0].text)
                    self._sum(f"机遇{number}.价", "outlook", paid, number)
                if loop and not pair.answer:
                    self._answer(pair, named=True)
        else:
            self._add("机遇", "outlook", ("机遇列",), needs={"机遇列表": forms.listed(chances)})
        if len(chances) == 1 or not any(given):
            for pair in self.draft.brief.review.opportunities:
                self._answer(pair)
        task = self.draft.sure_task(self.draft.brief.review.opportunities[-1].text.text, "机遇")
        if task:
            self._add("机遇评", "outlook", ("机遇",), task=task.name, tier=MORE)
        else:
            self._add("机遇评", "outlook", ("机遇评",), tier=MORE)


def _wants_link(answer: Fact) -> bool:
    """Whether 要 stands before what is made of a chance: not where that goes on with it, 优先用于老城区."""
    return forms.asks(answer) and not answer.text.startswith(tuple(word_lists()["接前词"]))


def _of_all(pair: Pair) -> bool:
    """Whether a problem is a total that all points are for (总量词): it comes before what makes it up."""
    return any(word in pair.text.text for word in (*word_lists()["总量词"], *word_lists()["结果词"]))


def _belongs(loop: Loop) -> int:
    """Index of the 意见 a problem is told with; -1: of none."""
    if loop.about < 0 and loop.answered and loop.point >= 0:
        return loop.point
    return loop.about
