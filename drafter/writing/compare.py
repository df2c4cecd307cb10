"""Sums across what the brief says in several places: a goal beside what is reached, a part of the whole.

A listener does them in his head, and readers miss them most: a figure that is only read out is a figure thrown away.
Each needs the same thing in the same unit on both sides; where that is not plain nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from drafter.amounts import Amount, amounts, name_of, short, tenths, told
from drafter.brief import Brief, Fact
from drafter.record import record
from drafter.speech import Origin, Span
from drafter.writing import forms, sums
from drafter.writing.derive import months_passed
from drafter.writing.forms import derived
from drafter.writing.matching import word_lists
from drafter.writing.want import Bound

_LIKE = (Decimal("0.3"), Decimal(3))  # times what is reached: a goal beyond that counts something else
_LEAST_STEP = Decimal("0.02")  # of what is reached: a step that is worth a word
_SHORT = 2  # characters of such a name where the goal counts several things of one kind
_NAME = 4  # characters of a name that may be the end of a longer one: 亩均税收 of 开发区亩均税收
_GROWN = re.compile(r"(?:同比)?增长(?=\d)|(?:增幅|增速)(?:要)?(?:达到|保持在|不低于)?(?=\d)")

_REST_OF_YEAR = {3: "后三个季度", 6: "下半年", 9: "四季度"}  # by the months that are over
_POINTS = Decimal("0.5")  # percentage points between two rates of growth that are worth a word
_LIMIT = re.compile("突破|超过|不低于|高于|低于$")
_MAIN = Decimal("0.25")  # of the whole step, that one part takes: worth a word
_EACH = tuple("个户家所座处套间")
_BOTH, _FEW = 2, 5  # one amount of money and one of things; things that are worth an average
NO_STOCK = ("%", "天", "小时", "分钟", "个月", "个工作日")  # units of what does not pile up
REST = ("剩余", "剩下", "其余", "余下", "全部", "逐一", "逐个", "所有")
_OUT = ("新增", "净增", "增加", "减少", "再增")  # what is added or taken off is no state to be reached


@record
class Sum:
    """What a sum says: 作用 of the phrases that tell it, and what they must hold."""

    role: str
    needs: dict[str, Bound]


@record
class _Reached:
    """A figure the brief reports, with its name."""

    name: str
    amount: Amount
    path: str
    yearly: bool  # of the whole of last year

    @property
    def words(self) -> Bound:
        return (Span(self.amount.text, Origin("brief", self.path)),)


def reported(brief: Brief) -> Iterator[_Reached]:
    """Figures that were reached, indicators first."""
    annual = last_year(brief)
    for one in brief.review.achievements:
        if one.indicator and one.value:
            for amount in amounts(one.value.text)[:1]:
                yield _Reached(one.indicator.text, amount, one.value.path, annual)
        elif one.text:
            yield from _named(one.text, annual or one.text.text.startswith(_years(brief)))


def _named(fact: Fact, yearly: bool = False) -> Iterator[_Reached]:
    for amount in amounts(fact.text):
        if name := name_of(fact.text, amount):
            yield _Reached(name, amount, fact.path, yearly)


def _years(brief: Brief) -> tuple[str, ...]:
    """How last year is called."""
    year = f"{brief.day.year - 1}年" if brief.day else "去年"
    return ("去年", "上年", "过去一年", "过去的一年", year)


def _same(one: str, other: str, least: int = _NAME) -> bool:
    """Whether two names name one thing: equal, or the shorter the end of the longer and long enough to tell."""
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) >= least and longer.endswith(shorter))


def last_year(brief: Brief) -> bool:
    """Whether 时段 is the whole of the year before the day of the speech."""
    period = brief.review.period.text if brief.review.period else ""
    return period.startswith(_years(brief)) and not months_passed(brief.review)


def _steps(fact: Fact, brief: Brief) -> Iterator[tuple[_Reached, Amount, str, bool]]:
    """What of a goal was reported already: (what is reached, the goal, its name, whether last year's)."""
    # what a problem counts is of the part of the year that is over
    over = months_passed(brief.review) or any(word in fact.text for word in word_lists()["阶段词"])
    problems = [found for pair in brief.review.problems for found in _named(pair.text)] if not over else []
    for goal in amounts(fact.text):
        name = name_of(fact.text, goal)
        # 存栏达到14万头，出栏6万头: of the same animals
        least = _SHORT if len(amounts(fact.text)) > 1 and goal.unit not in ("元", "%") else _NAME
        act = len(name) == _SHORT and forms.begins_with_verb(name)  # 改造提升6万亩: of what, only the brief knows
        if (
            not name
            or act
            or name.startswith("其中")
            or name.startswith(_OUT)
            or _GROWN.search(fact.text[: goal.start][-8:] + "1")
        ):
            continue
        for reached in [*reported(brief), *problems]:
            if (
                reached.amount.unit == goal.unit
                and reached.amount.exact
                and reached.amount.value
                and _same(reached.name, name, least)
                and not reached.name.startswith(_OUT)
                and _LIKE[0] <= goal.value / reached.amount.value <= _LIKE[1]
                and (goal.unit == "%" or reached.yearly or reached in problems)  # else it is of another stretch of time
            ):
                yield reached, goal, name, reached.yearly
                break


def goal_step(goal: Fact, brief: Brief) -> Sum | None:
    """How far a goal is from what is reached: 340亿元 beside 312.6亿元 → 27.4亿元, 8.8%.

    Returns:
        作用 "目标增年" (last year's figure; "目标增列" if several are more, "目标增率" for a rate), "目标增" (today's),
        "目标减" where it is to fall; None: nothing was reported, or the step is not worth a word.
    """
    if len(parts := _more(goal, brief)) > 1:
        return Sum("目标增列", {"增量列": forms.joined(parts, "，")})
    for reached, aim, name, yearly in _steps(goal, brief):
        difference = aim.value - reached.amount.value
        if abs(difference) < _LEAST_STEP * reached.amount.value and aim.unit != "%":
            continue
        if not difference:
            continue
        unit = "个百分点" if aim.unit == "%" else aim.unit
        step = told(abs(difference), unit)
        if step in goal.text:
            continue
        high, low = (aim, reached.amount) if difference > 0 else (reached.amount, aim)
        needs: dict[str, Bound] = {
            "现数": reached.words,
            "增量": (derived(step, f"{high.bare}－{low.bare}={step}"),),
        }
        above = aim.text != aim.bare or _LIMIT.search(goal.text[: aim.start][-3:])
        if above:
            needs["增量"] = (derived(step + "以上", f"{high.bare}－{low.bare}={step}"),)
        needs["指标"] = (Span(name, Origin("brief", goal.path)),)
        if difference < 0 and not any(word in name for word in word_lists()["应降词"]):
            continue  # fewer kilometres built are no aim
        if difference < 0:
            return Sum("目标减", needs)
        if name.endswith("合格率") and (rejected := sums.rejects_of(reached.amount.value, aim.value)):
            return Sum("合格", rejected)
        if yearly and aim.unit != "%":
            exact = difference / reached.amount.value * 100
            # 8.77 % is no 8.8 % 以上
            rate = f"{exact.quantize(Decimal('0.1'), ROUND_DOWN if above else ROUND_HALF_UP).normalize():f}%"
            if rate in goal.text:
                return Sum("目标增简", {"现数": needs["现数"], "增量": needs["增量"]})
            needs["增幅"] = (derived(rate + "以上" * bool(above), f"{step}÷{reached.amount.bare}={rate}"),)
        if aim.unit == "%" and yearly and (before := _rose(reached, brief)):
            rose, words = before
            if difference > rose:
                return Sum("目标增率快", {"已增": words, "增量": needs["增量"]})
        if yearly:
            return Sum("目标增率" if aim.unit == "%" else "目标增年", needs)
        return Sum("目标增", needs)
    return None


def _rose(reached: _Reached, brief: Brief) -> tuple[Decimal, Bound] | None:
    """How many percentage points a rate rose last year, as its indicator says: 提高4.5个百分点."""
    for one in brief.review.achievements:
        if one.value and one.growth and one.value.path == reached.path:
            found = re.match(r"(?:提高|上升|提升|增加)(\d+(?:\.\d+)?个百分点)", one.growth.text)
            if found:
                [amount] = amounts(found[1])
                return amount.value, (Span(found[1], Origin("brief", one.growth.path)),)
    return None


def rest_of_plan(goal: Fact, brief: Brief) -> Sum | None:
    """That a goal is what the year's plan still lacks, and how much a month that is: 31.7亿元 of 118亿元 in 3 months.

    None: the goal is not exactly that of an indicator with 年度计划, or the months to come need not be faster.
    """
    months = months_passed(brief.review)
    for one in brief.review.achievements if months else ():
        if not (months and one.indicator and one.value and one.plan and one.indicator.text in goal.text):
            continue
        done, plan = amounts(one.value.text), amounts(one.plan.text)
        if len(done) != 1 or len(plan) != 1 or done[0].unit != plan[0].unit:
            continue
        unit, left = plan[0].unit, plan[0].value - done[0].value
        aim = next((aim for aim in amounts(goal.text) if aim.unit == unit and aim.value == left), None)
        before, then = done[0].value / months, left / (12 - months)
        if not aim or then <= before:
            continue
        slow, fast = told(before, unit), told(then, unit)
        return Sum(
            "余数对",
            {
                "指标": forms.said(one.indicator),
                "计划": forms.said(one.plan),
                "余期": (Span(_REST_OF_YEAR.get(months, f"后{12 - months}个月")),),
                "月均": (derived(fast, f"（{plan[0].bare}－{done[0].bare}）÷{12 - months}={fast}"),),
                "前均": (derived(slow, f"{done[0].bare}÷{months}={slow}"),),
            },
        )
    return None


def goal_growth(goal: Fact, brief: Brief) -> Sum | None:
    """How much faster a goal wants something to grow than it grew: 9% beside 7.9% → 1.1个百分点."""
    if not last_year(brief):
        return None
    for aim in amounts(goal.text):
        before = goal.text[: aim.start]
        if aim.unit != "%" or not _GROWN.search(goal.text[max(0, aim.start - 12) : aim.end]):
            continue
        name = name_of(goal.text, aim)
        name = re.sub(r"(?:同比)?增长$|(?:增幅|增速)$", "", name) or before
        for one in brief.review.achievements:
            grown = amounts(one.growth.text) if one.growth else ()
            if not (one.indicator and one.growth and grown and grown[0].unit == "%" and grown[0].start == 0):
                continue
            difference = aim.value - grown[0].value
            if _same(one.indicator.text, name) and difference >= _POINTS:
                step = f"{short(difference)}个百分点"
                how = f"{aim.bare}－{grown[0].bare}={step}"
                return Sum("增速升", {"现数": forms.said(one.growth), "增量": (derived(step, how),)})
    return None


def vision_step(vision: Fact, brief: Brief) -> Sum | None:
    """How far each figure of 奋斗目标 is from last year's: "营业收入要多6700万元，利润总额要多640万元"."""
    parts = _more(vision, brief)
    return Sum("奋斗增", {"增量列": forms.joined(parts, "，")}) if parts else None


def _more(goal: Fact, brief: Brief) -> list[Bound]:
    """ "营业收入要多6700万元" for every figure that is to be more than last year's."""
    parts: list[Bound] = []
    for reached, aim, name, yearly in _steps(goal, brief):
        difference = aim.value - reached.amount.value
        if yearly and difference > 0 and aim.unit != "%":
            step = told(difference, aim.unit)
            if step in goal.text:
                continue  # 新建4.5万亩，累计72.8万亩: it says itself what is new
            how = f"{aim.bare}－{reached.amount.bare}={step}"
            parts.append((Span(name, Origin("brief", goal.path)), Span("要多"), derived(step, how)))
    return parts


def contribution(goal: Fact, brief: Brief) -> Sum | None:
    """How much of the whole step one goal carries: 风电 5600万元 of the 6700万元 all 收入 is to grow → 八成多.

    Only where the names end alike and the brief reports both: 整体指标 tells which indicators are wholes.
    """
    wholes: dict[str, list[str]] = word_lists()["整体指标"]
    vision = brief.meeting.vision
    if not vision:
        return None
    for reached, aim, name, yearly in _steps(goal, brief):
        for all_reached, whole, whole_name, _ in _steps(vision, brief):
            part, all_ = aim.value - reached.amount.value, whole.value - all_reached.amount.value
            tails = wholes.get(whole_name, ())
            if not (yearly and name != whole_name and name.endswith(tuple(tails)) and aim.unit == whole.unit and all_):
                continue
            if _MAIN <= part / all_ <= 1:
                mine, total = told(part, aim.unit), told(all_, whole.unit)
                share = tenths(part / all_)
                return Sum(
                    "担当",
                    {
                        "整体": (Span(whole_name, Origin("brief", vision.path)),),
                        "总增": (derived(total, f"{whole.bare}－{all_reached.amount.bare}={total}"),),
                        "增量": (derived(mine, f"{aim.bare}－{reached.amount.bare}={mine}"),),
                        "成数": (derived(share, f"{mine}÷{total}={short(part / all_ * 100)}%"),),
                    },
                )
    return None


def left_to_others(goal: Fact, brief: Brief) -> Sum | None:
    """What is still missing to the others when a goal is reached: 11万元 beside the 12.8万元 of 全市平均水平."""
    for pair in brief.review.problems:
        found = sums.beside_others(pair.text)
        for reached, aim, _, _ in _steps(goal, brief) if found else ():
            assert found
            own, other, than = found
            left = other - aim.value
            if reached.path == pair.text.path and own == reached.amount.value and left > 0:
                unit = aim.unit
                average, rest = told(other, unit), told(left, unit)
                return Sum(
                    "差均",
                    {
                        "比较": than,
                        "均数": (derived(average, f"{reached.amount.bare}＋{told(other - own, unit)}={average}"),),
                        "余数": (derived(rest, f"{average}－{aim.bare}={rest}"),),
                    },
                )
    return None


def average(fact: Fact) -> Sum | None:
    """What a sum of money comes to for each of so many: 22户 and 9.5亿元 → 4300多万元 a 户; one of each only."""
    found = amounts(fact.text)
    money, things = [one for one in found if one.unit == "元"], [one for one in found if one.unit in _EACH]
    if len(money) != 1 or len(things) != 1 or len(found) != _BOTH or things[0].start > money[0].start:
        return None
    between = fact.text[things[0].end : money[0].start]
    if not any(word in between for word in word_lists()["合计词"]) or any(word in fact.text for word in REST):
        return None  # 17个未开工项目全部清零，专项债剩余16.4亿元: two things
    if things[0].value < _FEW or not things[0].exact or re.search("每|奖|补助|平均|以上", fact.text):
        return None
    share = money[0].value / things[0].value
    tens = Decimal(10) ** (share.adjusted() - 1)
    rounded = (share // tens) * tens
    words = told(rounded, "元")
    more = share - rounded > tens * Decimal("0.05")
    words = re.sub("(万|亿)?元$", lambda m: ("多" if more else "") + m[0], words)
    each = "一" + things[0].unit
    if each == "一个":  # what a project costs on average is of no use to those who build one
        return None
    how = f"{money[0].bare}÷{things[0].bare}≈{told(share, '元')}"
    return Sum("平均", {"每个": (Span(each),), "均数": (derived(words, how),)})
