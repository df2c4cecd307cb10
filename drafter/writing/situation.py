"""形势回顾: what was achieved, its figures beside one another, each with a word on what it means."""

from __future__ import annotations

from drafter.brief import Fact
from drafter.level import level_of
from drafter.speech import Span
from drafter.writing import beside, derive, forms, sums
from drafter.writing.compare import Sum
from drafter.writing.matching import word_lists
from drafter.writing.review import SLOT, ReviewWeaver
from drafter.writing.want import LAST, MORE, MUST, NEEDED, ROOM, USUAL, Bound, Want

_PLACES = ("省", "市", "区", "县", "镇", "乡", "街道")  # 层级 of which 全县, 全镇 is said
_MANY = 3  # achievements from which those who did it get a word
_REMARKS = 2  # sentences on what an achievement means: more would praise


class SituationWeaver(ReviewWeaver):
    """The part of weaving that looks back."""

    def achievements(self) -> None:
        """The general line, indicators two to a sentence, then what is told in whole texts."""
        review, draft = self.draft.brief.review, self.draft
        period = self._period()
        known = {"时段": review.period if not period else None, "主线": review.theme}
        needs = {key: forms.said(fact) for key, fact in known.items() if fact}
        if needs or review.achievements:
            # where work is assigned the theme is told in plain words: those of a trade may be of another one
            role = (
                "总说平"
                if draft.assigns and level_of(draft.brief) != "村" and {"时段", "主线"} <= needs.keys()
                else "总说"
            )
            self._add("总说", "achievements", (role,), needs=needs, tier=MUST if needs else LAST)
        if not review.achievements:
            named = f"{draft.brief.title.text}{draft.brief.meeting.name or ''}"
            ahead = level_of(draft.brief) == "村" or any(word in named for word in word_lists()["不回顾词"])
            if not ahead and (gap := draft.hole("形势.成绩", "主要成绩和指标")):
                self._add("成绩", "achievements", (), words=(*gap, Span("。")))
            return
        structured = [one for one in review.achievements if one.indicator]
        whole_year = derive.months_passed(review) is None
        found, told = beside.faster(review) if draft.assigns else None, ""
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
        shares = [(one, share) for one in structured if (share := derive.completion(one, whole_year))]
        if self.draft.assigns and not self.draft.looks_back and not shares and len(review.achievements) >= _MANY:
            self._add("成绩收", "achievements", ("成绩收",), tier=NEEDED)
        for one, share in shares:  # after all that was done: it leads over to what was not
            self._progress(one.path, share)
        self._add("成绩评", "achievements", ("成绩评",), tier=MORE)
        self._add("成绩评二", "achievements", ("成绩评",), tier=LAST)

    def _period(self) -> Fact | None:
        """时段 where the first achievement can begin with it: no theme goes with it, and that names no time itself."""
        review = self.draft.brief.review
        if not review.period or review.theme or not review.achievements or not self.draft.assigns:
            return None
        first = next((one for one in review.achievements if one.indicator), review.achievements[0])
        text = str(first.indicator or first.text)
        return None if text.startswith(tuple(word_lists()["时间开头"])) else review.period

    def _who(self, fact: Fact) -> Bound:
        """ "全镇" before an achievement that begins with what was done (复耕撂荒地140亩); empty: it says who."""
        everybody = self.draft.neutral.get("全县", ())
        told = level_of(self.draft.brief) in _PLACES and forms.begins_with_verb(fact.text)
        named = "".join(span.text for span in everybody) in fact.text  # 对全县312家机构实现检查全覆盖
        return everybody if told and not named and self.draft.assigns else ()

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
            want = Want(f"{path}.折算", SLOT, "achievements", (role,), known, words=words, tier=NEEDED)
            if role == "折算慢" and problems and self.draft.assigns:
                self.draft.behind.append(want)  # what lags is no achievement: it is told where the problems begin
            else:
                self.draft.add(want)

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
            said += sum(span.origin is not None for span in value)
            if index == 0 and (who := self._who(facts[0])):
                value = (*who, *value)
            needs, words = {"成绩": value}, (*value, Span("。"))
            if index == 0 and period:
                needs, words = needs | {"时段": forms.said(period)}, (*forms.said(period), Span("，"), *words)
            want = self._add(f"成绩{index}", "achievements", ("事例引",), needs=needs, words=words)
            want.opens = index == 0 and opens
            if found:
                self._sum(f"成绩{index}.算", "achievements", found, index)
            task = self.draft.sure_task(facts[said - 1].text, "意味")
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


def _honours(fact: Fact) -> bool:
    """Whether an achievement names people who won something: 周建芳老师获评全市最美班主任."""
    words = word_lists()
    return all(any(word in fact.text for word in words[key]) for key in ("荣誉词", "获誉人"))
