"""形势回顾: achievements, problems and what they cost, chances, each with a word on what it means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafter import numbering
from drafter.brief import Fact, Pair
from drafter.level import level_of
from drafter.speech import Span
from drafter.task import Task
from drafter.writing import compare, derive, forms, gaps, means, sums
from drafter.writing.compare import Sum
from drafter.writing.loom import NEAR, Loom
from drafter.writing.loops import NAMED
from drafter.writing.matching import word_lists
from drafter.writing.want import LAST, MORE, MUST, NEEDED, ROOM, USUAL, Bound, Passage, Want

SLOT = "situation_review"
_PLAIN_TONES = ("", "部署", "动员", "总结")  # where work is assigned one short sentence turns to what is wrong
_ONE_BREATH = 66  # characters of a problem and what is done about it in one sentence
_FOLLOWED = 5  # problems a listener can follow by their numbers
_SHORT_ACT = 5  # characters of a 主题 that is an act: 管住火源; 护理床位建设 only begins like one
_FEWEST = 3  # problems that are worth sharing out among the points
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
        period = self._period()
        known = {"时段": review.period if not period else None, "主线": review.theme}
        needs = {key: forms.said(fact) for key, fact in known.items() if fact}
        if needs or review.achievements:
            self._add("总说", "achievements", ("总说",), needs=needs, tier=MUST if needs else LAST)
        if not review.achievements:
            named = f"{draft.brief.title.text}{draft.brief.meeting.name or ''}"
            ahead = level_of(draft.brief) == "村" or any(word in named for word in word_lists()["不回顾词"])
            if not ahead and (gap := draft.hole("形势.成绩", "主要成绩和指标")):
                self._add("成绩", "achievements", (), words=(*gap, Span("。")))
            return
        structured = [one for one in review.achievements if one.indicator]
        whole_year = derive.months_passed(review) is None
        found, told = compare.faster(review) if draft.assigns else None, ""
        for index, value in enumerate(forms.indicators(structured, draft.verbs, whole_year)):
            roles, needs = ("指标引",) if index == 0 else ("指标续",), {"指标句": value}
            words = (*value, Span("。"))
            if index == 0 and period:
                needs, words = needs | {"时段": forms.said(period)}, (*forms.said(period), Span("，"), *words)
            self._add(f"指标{index}", "achievements", roles, needs=needs, words=words)
            told += "".join(span.text for span in value)
            pair = [found.needs[key][0].text for key in ("快", "慢")] if found else []
            if found and all(name in told for name in pair):
                self._sum("增速比", "achievements", found)
                found = None
        if draft.assigns:
            self._told_in_whole(opens=not structured, period=None if structured else period)
        else:
            self._shown(opens=not structured)
        if self.draft.assigns and review.achievements[-1].text and _honours(review.achievements[-1].text):
            self._add("贺", "achievements", ("贺",), tier=NEEDED)
        for one in structured:  # after all that was done: it leads over to what was not
            if share := derive.completion(one, whole_year):
                self._progress(one.path, share)
        self._add("成绩评", "achievements", ("成绩评",), tier=MORE)
        self._add("成绩评二", "achievements", ("成绩评",), tier=LAST)

    def _sum(self, key: str, move: str, found: Sum, rank: int = 0) -> Want:
        """A sum of the brief's figures, right behind them."""
        return self._add(key, move, (found.role,), needs=found.needs, tier=NEEDED, rank=rank)

    def _period(self) -> Fact | None:
        """时段 where the first achievement can begin with it: no theme goes with it, and that names no time itself."""
        review = self.draft.brief.review
        if not review.period or review.theme or not review.achievements or not self.draft.assigns:
            return None
        first = next((one for one in review.achievements if one.indicator), review.achievements[0])
        text = str(first.indicator or first.text)
        return None if text.startswith(tuple(word_lists()["时间开头"])) or text[:1].isdigit() else review.period

    def _progress(self, path: str, found: derive.Progress) -> None:
        """The share of the plan that is reached, and how that stands beside the months that are over."""
        problems = [pair.text.text for pair in self.draft.brief.review.problems]
        behind = word_lists()["进度词"]
        if any(found.indicator in text and any(word in text for word in behind) for text in problems):
            return  # the brief says so itself among its problems, in its own rounding
        name: tuple[Span, ...] = (Span(found.indicator),)
        known = {"指标": name, "完成率": found.words}
        words: tuple[Span, ...] = (*name, Span("完成年度计划的"), *found.words, Span("。"))
        months = derive.months_passed(self.draft.brief.review)
        if months:
            role, difference = found.beside(months)
            known = known if role == "折算平" else known | {"进度差": difference}
            self.draft.add(Want(f"{path}.折算", SLOT, "achievements", (role,), known, words=words, tier=NEEDED))

    def _told_in_whole(self, opens: bool, period: Fact | None) -> None:
        """Achievements that are texts, in as few sentences as one breath allows; a sum right behind its figures."""
        facts = [one.text for one in self.draft.brief.review.achievements if one.text]
        groups: list[tuple[list[Fact], Sum | None]] = [([], None)]
        for fact in facts:
            found = self._worth(fact)
            if found or groups[-1][1]:
                groups.append(([fact], found))
            else:
                groups[-1][0].append(fact)
        values = [
            (value, found if value is breaths[-1] else None)
            for group, found in groups
            if group
            for breaths in [forms.in_breaths([forms.said(fact) for fact in group], "；")]
            for value in breaths
        ]
        remarks, said = 0, 0
        for index, (value, found) in enumerate(values):
            needs, words = {"成绩": value}, (*value, Span("。"))
            if index == 0 and period:
                needs, words = needs | {"时段": forms.said(period)}, (*forms.said(period), Span("，"), *words)
            want = self._add(f"成绩{index}", "achievements", ("事例引",), needs=needs, words=words)
            want.opens = index == 0 and opens
            if found:
                self._sum(f"成绩{index}.算", "achievements", found, index)
            said += sum(span.origin is not None for span in value)
            task = self._task(forms.said(facts[said - 1]), "意味")
            if task and remarks < _REMARKS:
                remarks += 1
                self._add(f"成绩{index}.意味", "achievements", ("意味",), task=task.name, tier=LAST, rank=index)

    def _worth(self, fact: Fact) -> Sum | None:
        """What the figures of an achievement come to."""
        if share := sums.of_hundred(fact):
            return Sum("折百", share)
        if fell := sums.changed(fact):
            return Sum("降下来", {"前数": fell[0], "现数": fell[1]})
        return None

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
        brief = bool(review.achievements) and self.draft.assigns and self.draft.tone in _PLAIN_TONES
        bare = not review.achievements and self.draft.assigns and self.draft.tone in _PLAIN_TONES
        if not bare:  # there is nothing to turn from
            self._add("转折", "problems", ("转折短",) if brief else ("转折",), tier=NEEDED)
        values = [forms.said(pair.text) for pair in review.problems]
        tasks = [self._task(value, "后果") for value in values]
        found = [self._comes_to(pair) for pair in review.problems]
        count = {"问题数": forms.counted(len(values), "个", f"问题{len(values)}条")}
        here = any(self.draft.loops.here(pair) for pair in review.problems)
        if len(values) == 1:
            self._add("问题", "problems", ("单问题",), needs={"问题": values[0]})
            self._cost(review.problems[0], tasks[0], found[0], 0)
            self._answer(review.problems[0])
        elif here or any(found) or sum(map(bool, tasks)) * 2 >= len(values):
            self._add("问题数", "problems", ("问题数引",), needs=count)
            for index, (pair, value, task, one) in enumerate(zip(review.problems, values, tasks, found, strict=True)):
                remedy = () if one else self._remedy(pair, value)
                words = (Span(forms.numbered(index + 1)), *(remedy or value), Span("。"))
                self.draft.add(Want(f"{pair.path}.问题", SLOT, "problems", words=words))
                if not remedy:
                    self._cost(pair, task, one, index)
                    self._answer(pair)
        else:
            self._add("问题", "problems", ("列问题",), needs={"问题列表": forms.listed(values), **count})
        claimed = self._claimed() if self.draft.assigns else {}
        if claimed:
            self._add("问题归", "problems", ("问题归",), needs=claimed | count, tier=NEEDED)
        self._add("问题评", "problems", ("问题评",), tier=LAST if claimed else MORE)
        self._add("问题评二", "problems", ("问题评",), tier=LAST)

    def _claimed(self) -> dict[str, Bound]:
        """归属列 (第一、第二个在护理床位建设上，第三个在机构安全监管上): to which 意见 each problem belongs.

        Empty: there are few, one belongs to none, or all belong to one.
        """
        points, problems = self.draft.brief.points, self.draft.brief.review.problems
        loops = {loop.pair.path: loop for loop in self.draft.loops.all if not loop.opportunity}
        about = [loops[pair.path].about if pair.path in loops else -1 for pair in problems]
        if len(problems) < _FEWEST or min(about) < 0 or len(set(about)) < 2:
            return {}
        names = [forms.matter_of(pair.text) for pair in problems]
        if not all(names) or len(set(names)) < len(names):
            if len(problems) > _FOLLOWED:
                return {}
            names = [f"第{numbering.chinese(number)}个" for number in range(1, len(problems) + 1)]
        spans: list[Span] = []
        for index in sorted(set(about)):
            topic = points[index].topic
            short = len(topic.text) <= _SHORT_ACT and forms.asks(topic)
            acts = short or topic.text.startswith(tuple(word_lists()["动词开头"]))  # 管住火源
            which = "、".join(name for name, one in zip(names, about, strict=True) if one == index)
            which = re.sub("个(?=、)", "", which)  # 第一、第二个
            spans += [Span("，")] if spans else []
            spans.append(forms.derived(which, f"意见[{index}]与形势.问题用的是同样的词"))
            around = ("要靠", "") if acts else ("在", "上")
            spans += [Span(around[0]), *forms.said(topic), Span(around[1])]
        return {"归属列": tuple(spans)}

    def _comes_to(self, pair: Pair) -> Sum | None:
        """What the figures of a problem come to: beside the profit or others, what is missing, which part it is."""
        brief, fact = self.draft.brief, pair.text
        if not self.draft.assigns:
            return None
        if found := compare.beside_profit(fact, brief):
            return found
        if beside := sums.below(fact):
            role, than, share = beside
            return Sum(role, {"比较": than, "成数" if role == "不及" else "倍数": share})
        if any(point.goal and gaps.rate_in_things(point.goal, (pair,)) for point in brief.points):
            return None  # it is reckoned where the goal is told
        if gap := sums.lacking(fact):
            return Sum("差数评", {"差数": gap[0], "成数": gap[1]})
        if not (part := sums.part_of(fact)):
            return None
        left, tenths = part
        return Sum("剩成评" if left else "占比评", {"成数": tenths})

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
            roles, needs = ((), {}) if loop.opportunity else ((role,), {"对策": value})
            self._add(f"{pair.path}.答", move, roles, needs=needs, words=(*value, Span("。")))
        elif gap := self.draft.hole(f"{pair.path}.{key}", f"举措、{self.draft.owner}和时限", reserved=True):
            words = (Span("怎么用好它，" if loop.opportunity else ""), *gap, Span("。"))
            if several and forms.width(loop.name) > NAMED:  # told over again it would be a sentence within a sentence
                at = numbering.chinese(1 + self.draft.brief.review.opportunities.index(pair))
                words, several = (Span(f"第{at}条怎么用好，"), *gap, Span("。")), False
            roles = (f"{which}缺策",) if several or named or not loop.opportunity else ()
            needs = name | {"待补": gap}
            self._add(f"{pair.path}.缺", move, roles, needs=needs if roles else {}, words=words)

    def _cost(self, pair: Pair, task: Task | None, found: Sum | None, index: int) -> None:
        """What a problem comes to: what its figures say, else what follows from it."""
        if found:
            self._sum(f"{pair.path}.算", "problems", found, index)
        elif task:
            self.draft.add(
                Want(f"{pair.path}.后果", SLOT, "problems", ("后果",), task=task.name, tier=LAST, rank=index)
            )

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
                "机遇数", "outlook", (), words=(Span("机会也有"), *forms.counted(len(chances), "个", ""), Span("。"))
            )
            for number, (pair, value) in enumerate(zip(self.draft.brief.review.opportunities, chances, strict=True), 1):
                said = (Span(forms.numbered(number)), *value)
                loop = self.draft.loops.here(pair)
                more = (Span("，"), *forms.said(pair.answer)) if loop and pair.answer else ()
                self._add(f"机遇{number}", "outlook", (), words=(*said, *more, Span("。")))
                if self.draft.assigns and (paid := means.paid_for(pair, self.draft.brief)):
                    self._sum(f"机遇{number}.价", "outlook", paid, number)
                if loop and not pair.answer:
                    self._answer(pair, named=True)
        else:
            self._add("机遇", "outlook", ("机遇列",), needs={"机遇列表": forms.listed(chances)})
        if len(chances) == 1 or not any(given):
            for pair in self.draft.brief.review.opportunities:
                self._answer(pair)
        task = self._task(chances[-1], "机遇")
        if task:
            self._add("机遇评", "outlook", ("机遇",), task=task.name, tier=MORE)
        else:
            self._add("机遇评", "outlook", ("机遇评",), tier=MORE)


def _honours(fact: Fact) -> bool:
    """Whether an achievement names people who won something: 周建芳老师获评全市最美班主任."""
    words = word_lists()
    return all(any(word in fact.text for word in words[key]) for key in ("荣誉词", "获誉人"))
