"""形势回顾: achievements, problems and what they cost, chances, each with a word on what it means."""

from __future__ import annotations

from dataclasses import dataclass

from drafter.brief import Pair
from drafter.level import level_of
from drafter.speech import Span
from drafter.task import Task
from drafter.writing import derive, forms, milestones, sums
from drafter.writing.loom import NEAR, Loom
from drafter.writing.matching import word_lists
from drafter.writing.want import LAST, MORE, MUST, NEEDED, ROOM, USUAL, Bound, Want

SLOT = "situation_review"
_REMARKS = 2  # sentences on what an achievement means: more would praise


@dataclass
class SituationWeaver:
    """The part of weaving that looks back and around."""

    draft: Loom

    def _add(self, key: str, move: str, roles: tuple[str, ...], **more: object) -> Want:
        return self.draft.add(Want(f"形势.{key}", SLOT, move, roles, **more))  # type: ignore[arg-type]

    def achievements(self) -> None:
        """The general line, indicators two to a sentence, then what is told in whole texts."""
        review, draft = self.draft.brief.review, self.draft
        known = {"时段": review.period, "主线": review.theme}
        needs = {key: forms.said(fact) for key, fact in known.items() if fact}
        if needs or review.achievements:
            self._add("总说", "achievements", ("总说",), needs=needs, tier=MUST if needs else LAST)
        if not review.achievements:
            named = f"{draft.brief.title.text}{draft.brief.meeting.name or ''}"
            ahead = any(word in named for word in word_lists()["不回顾词"])
            if not ahead and (gap := draft.hole("形势.成绩", "主要成绩和指标")):
                self._add("成绩", "achievements", (), words=(*gap, Span("。")))
            return
        structured = [one for one in review.achievements if one.indicator]
        for index, value in enumerate(forms.indicators(structured, draft.verbs)):
            roles = ("指标引",) if index == 0 else ("指标续",)
            self._add(f"指标{index}", "achievements", roles, needs={"指标句": value}, words=(*value, Span("。")))
        for one in structured:
            if found := derive.completion(one):
                self._progress(one.path, found)
        if draft.assigns:
            self._told_in_whole(opens=not structured)
        else:
            self._shown(opens=not structured)
        self._add("成绩评", "achievements", ("成绩评",), tier=ROOM)
        self._add("成绩评二", "achievements", ("成绩评",), tier=MORE)

    def _progress(self, path: str, found: derive.Progress) -> None:
        """The share of the plan that is reached, and how that stands beside the months that are over."""
        name: tuple[Span, ...] = (Span(found.indicator),)
        known = {"指标": name, "完成率": found.words}
        words: tuple[Span, ...] = (*name, Span("完成年度计划的"), *found.words, Span("。"))
        months = derive.months_passed(self.draft.brief.review)
        if months:
            role, difference = found.beside(months)
            known = known if role == "折算平" else known | {"进度差": difference}
            self.draft.add(Want(f"{path}.折算", SLOT, "achievements", (role,), known, words=words, tier=NEEDED))
        elif found.how:
            self.draft.add(Want(f"{path}.折算", SLOT, "achievements", ("折算",), known, words=words, tier=NEEDED))

    def _told_in_whole(self, opens: bool) -> None:
        """Achievements that are texts, in as few sentences as one breath allows; a remark on the last of each."""
        plain = [forms.said(one.text) for one in self.draft.brief.review.achievements if one.text]
        remarks, said = 0, 0
        for index, value in enumerate(forms.in_breaths(plain, "；")):
            want = self._add(
                f"成绩{index}", "achievements", ("事例引",), needs={"成绩": value}, words=(*value, Span("。"))
            )
            want.opens = index == 0 and opens
            said += sum(span.origin is not None for span in value)
            task = self._task(plain[said - 1], "意味")
            if task and remarks < _REMARKS:
                remarks += 1
                self._add(f"成绩{index}.意味", "achievements", ("意味",), task=task.name, tier=LAST, rank=index)

    def _shown(self, opens: bool) -> None:
        """Achievements as a host shows them to his guests: each with a word on what it is good for."""
        for index, fact in enumerate(one.text for one in self.draft.brief.review.achievements if one.text):
            value = forms.said(fact)
            roles = ("事例引",) if index == 0 else ()
            want = self._add(f"成绩{index}", "achievements", roles, needs={"成绩": value}, words=(*value, Span("。")))
            want.opens = index == 0 and opens
            for number, detail in enumerate(self.draft.details(fact.text)[:_REMARKS]):
                more = {"task": detail.task.name, "tier": USUAL if number == 0 else ROOM, "rank": index}
                self._add(f"成绩{index}.好处{number}", "achievements", ("好处",), context=fact.text, **more)

    def _task(self, value: tuple[Span, ...], part: str) -> Task | None:
        text = "".join(span.text for span in value)
        found = self.draft.task(text, part=part)
        return found if found and self.draft.nearness(found, text, part) >= NEAR else None

    def problems(self) -> None:
        """The turn, the problems, and what each costs where the bank has a card for it."""
        review = self.draft.brief.review
        if not review.problems:
            if review.achievements:
                self._add("问题缺", "problems", ("问题缺",), tier=USUAL)
            return
        self._add("转折", "problems", ("转折",), tier=NEEDED)
        values = [forms.said(pair.text) for pair in review.problems]
        tasks = [self._task(value, "后果") for value in values]
        shares = [sums.part_of(pair.text) for pair in review.problems]
        gaps = [sums.lacking(pair.text) for pair in review.problems]
        count = {"问题数": forms.counted(len(values), "个", f"问题{len(values)}条")}
        here = any(self.draft.loops.here(pair) for pair in review.problems)
        if len(values) == 1:
            self._add("问题", "problems", ("单问题",), needs={"问题": values[0]})
            self._cost(review.problems[0], tasks[0], shares[0], gaps[0], 0)
            self._answer(review.problems[0])
        elif here or any(shares) or any(gaps) or sum(map(bool, tasks)) * 2 >= len(values):
            self._add("问题数", "problems", ("问题数引",), needs=count)
            for index, (pair, value, task, share, gap) in enumerate(
                zip(review.problems, values, tasks, shares, gaps, strict=True)
            ):
                words = (Span(forms.numbered(index + 1)), *value, Span("。"))
                self.draft.add(Want(f"{pair.path}.问题", SLOT, "problems", words=words))
                self._cost(pair, task, share, gap, index)
                self._answer(pair)
        else:
            self._add("问题", "problems", ("列问题",), needs={"问题列表": forms.listed(values), **count})
        self._add("问题评", "problems", ("问题评",), tier=ROOM if any(tasks) else USUAL)
        self._add("问题评二", "problems", ("问题评",), tier=MORE)
        told = [loop for loop in self.draft.loops.all if not loop.opportunity]
        formal = self.draft.assigns and level_of(self.draft.brief) != "村"  # villagers are not read a list of contents
        if len(told) == len(values) and formal and (where := milestones.answered_in(told)):
            self._add("问题去向", "problems", ("问题去向",), needs={"去向": where}, tier=USUAL)

    def _answer(self, pair: Pair) -> None:
        """What answers a problem or an opportunity, or the gap, where no point is near it."""
        loop = self.draft.loops.here(pair)
        if not loop:
            return
        move, key = ("outlook", "抓手") if loop.opportunity else ("problems", "对策")
        several = loop.opportunity and len(self.draft.brief.review.opportunities) > 1  # then it must say which
        name, which = ({"机遇简": loop.name}, "机遇") if several else ({}, "问题")
        if pair.answer:
            value = forms.said(pair.answer)
            needs, words = name | {"抓手" if several else "对策": value}, (*value, Span("。"))
            roles = ("机遇抓手",) if several else () if loop.opportunity else ("问题对策",)
            self._add(f"{pair.path}.答", move, roles, needs=needs if roles else {}, words=words)
        elif gap := self.draft.hole(f"{pair.path}.{key}", f"举措、{self.draft.owner}和时限", reserved=True):
            words = (Span("怎么抓要早定下来，" if loop.opportunity else ""), *gap, Span("。"))
            roles = () if loop.opportunity and not several else (f"{which}缺策",)
            needs = name | {"待补": gap}
            self._add(f"{pair.path}.缺", move, roles, needs=needs if roles else {}, words=words)

    def _cost(self, pair: Pair, task: Task | None, share: Bound | None, gap: Bound | None, index: int) -> None:
        """What a problem comes to: what its figures say, else what follows from it."""
        if gap:
            needs = {"差数": gap}
            self.draft.add(Want(f"{pair.path}.差数评", SLOT, "problems", ("差数评",), needs, tier=NEEDED, rank=index))
        elif share:
            needs = {"成数": share}
            self.draft.add(Want(f"{pair.path}.占比评", SLOT, "problems", ("占比评",), needs, tier=NEEDED, rank=index))
        elif task:
            self.draft.add(
                Want(f"{pair.path}.后果", SLOT, "problems", ("后果",), task=task.name, tier=LAST, rank=index)
            )

    def outlook(self) -> None:
        """The chances, and what follows from them."""
        chances = [forms.said(pair.text) for pair in self.draft.brief.review.opportunities]
        if not chances:
            return
        risks = word_lists()["风险词"]
        if any(word in pair.text.text for pair in self.draft.brief.review.opportunities for word in risks):
            self._add("机遇", "outlook", (), words=(*forms.joined(chances, "；"), Span("。")))
            return  # a wet season is a fact to face, no chance to seize
        if len(chances) == 1:
            self._add("机遇", "outlook", ("机遇引",), needs={"机遇": chances[0]})
        else:
            self._add("机遇", "outlook", ("机遇列",), needs={"机遇列表": forms.listed(chances)})
        for pair in self.draft.brief.review.opportunities:
            self._answer(pair)
        task = self._task(chances[-1], "机遇")
        if task:
            self._add("机遇评", "outlook", ("机遇",), task=task.name, tier=USUAL)
        else:
            self._add("机遇评", "outlook", ("机遇评",), tier=USUAL)
