"""Sums of a year that is not over: what of the plan is reached, what of the goal is left. Each says how it was done."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from drafter.amounts import short
from drafter.brief import Achievement, Fact, Review
from drafter.record import record
from drafter.speech import Origin, Span
from drafter.writing import forms
from drafter.writing.forms import derived, is_rate
from drafter.writing.matching import word_lists
from drafter.writing.want import Bound

_AMOUNT = re.compile(
    r"(\d+(?:\.\d+)?)\s*(万亿元|亿元|万元|万吨|万亩|万人次|人次|万人|万户|万套|万平方米|平方米|立方米|万千瓦|亿千瓦时|亩|公里|吨|元"
    "|家|个|件|户|人|项|处|座|条|台|所|名|套|场|辆|次|头|只|株)"
)
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")


def _number(text: str) -> Decimal:
    return Decimal(text)


@record
class Progress:
    """How much of a year's plan is reached."""

    indicator: str
    share: Decimal  # per cent
    how: str  # the sum in words; empty: the brief says the share itself
    path: str  # of the share or the plan in the brief

    @property
    def words(self) -> Bound:
        """ "53.5%": derived, or as the brief has it."""
        text = f"{short(self.share)}%"
        return (derived(text, self.how) if self.how else Span(text, Origin("brief", self.path)),)

    def beside(self, months: int) -> tuple[str, Bound]:
        """How it stands beside the part of the year that is over, twelve equal months.

        Returns:
            作用 of the phrases that say so ("折算快", "折算慢", "折算平"), and the difference: "3.5个百分点".
        """
        passed = Decimal(months) / 12 * 100
        ahead = self.share - passed
        role = "折算平" if abs(ahead) < 1 else "折算快" if ahead > 0 else "折算慢"
        text = f"{short(abs(ahead).quantize(Decimal('0.1'), ROUND_HALF_UP))}个百分点"  # as such figures are told
        told = f"{short(self.share)}%－{short(passed)}%（{months}个月÷12）={short(ahead)}个百分点"
        return role, (derived(text, f"{self.how}；{told}" if self.how else told),)


def completion(one: Achievement, whole_year: bool = False) -> Progress | None:
    """Share of the year's plan that is reached: 年度计划 is a share or an amount in the unit of 数值; None: neither.

    Nor where the year is over (`whole_year`): then the indicator says by how much more or less it was reached.
    """
    if not (one.indicator and one.plan):
        return None
    if one.value and is_rate(one.value.text):
        return None  # the plan of a rate is a rate, no share of it
    if share := _SHARE.fullmatch(one.plan.text.strip()):
        return Progress(one.indicator.text, _number(share[1]), "", one.plan.path)
    value = _AMOUNT.fullmatch(one.value.text.strip()) if one.value else None
    plan = _AMOUNT.fullmatch(one.plan.text.strip())
    if not value or not plan or value[2] != plan[2] or _number(plan[1]) == 0:
        return None
    if whole_year:
        return None
    reached = _number(value[1]) / _number(plan[1]) * 100
    return Progress(one.indicator.text, reached, f"{value[1]}÷{plan[1]}={short(reached)}%", one.plan.path)


def months_passed(review: Review) -> int | None:
    """Months of the year 时段 speaks of, 1 to 11; None: it does not say, or it is a whole year."""
    text = review.period.text if review.period else ""
    if found := re.search(r"(?:1|一)\s*[—–~～至到-]+\s*(\d{1,2})\s*月|前(\d{1,2})个?月", text):
        months = int(found[1] or found[2])
        return months if 1 <= months < 12 else None
    if found := re.search(r"(?:前|今年)([一二两三四五六七八九十])个月", text):
        return "一二三四五六七八九十".index(found[1].replace("两", "二")) + 1
    known: dict[str, int] = word_lists()["时段月数"]
    return next((months for word, months in known.items() if word in text), None)


def left_of_goal(goal: Fact, review: Review) -> tuple[Bound, Bound] | None:
    """What is left of a year's goal: "全年接待游客1700万人次" less the indicator 接待游客, 860万人次, at half-year.

    Returns:
        "860万人次" of the brief and "840万人次", derived; None: 时段 is no part of a year, or no indicator counts it.
    """
    if not months_passed(review):
        return None
    if any(word in goal.text for word in word_lists()["阶段词"]):
        return None  # 下半年完成4.02亿元: that is what is left
    for one in review.achievements:
        value = _AMOUNT.fullmatch(one.value.text.strip()) if one.value else None
        if not (one.indicator and value and one.value and one.indicator.text in goal.text):
            continue
        for number, unit in _AMOUNT.findall(goal.text.partition(one.indicator.text)[2]):
            if unit == value[2] and _number(number) > _number(value[1]):
                left = f"{short(_number(number) - _number(value[1]))}{unit}"
                return forms.said(one.value), (derived(left, f"{number}－{value[1]}={left}"),)
    return None
