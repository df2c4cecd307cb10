"""Sums a listener would do in his head, done from the brief's own figures. Each says how it was computed."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from drafter.brief import Achievement, Fact, Point, Review
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
_MEASURED = re.compile(r"(\d+(?:\.\d+)?)(万|亿)?(亩|平方米|公里|元|个|件|户|人|项|处|座|套|家|吨|辆|台|条|所)")
_TENS = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}
_PART = Decimal("0.05")  # of what has piled up, that a measure must do away with to be told of
_SHARE = re.compile(r"(\d+(?:\.\d+)?)\s*[%％]")
_THING = re.compile(  # letters of any kind: a range of Chinese takes long to compile
    r"(\d+)([个家件户所座条])([^\W\d_]{2,8})|([^\W\d_]{2,8}?)(\d+)([个家件户所座条])(?![^\W\d_])"
)


def _number(text: str) -> Decimal:
    return Decimal(text)


def short(value: Decimal) -> str:
    """Two decimals at most, no zeros at the end."""
    rounded = value.quantize(Decimal("0.01") if value < 10 else Decimal("0.1"), ROUND_HALF_UP)
    return format(rounded.normalize(), "f")


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
        text = f"{short(abs(ahead))}个百分点"
        told = f"{short(self.share)}%－{short(passed)}%（{months}个月÷12）={short(ahead)}个百分点"
        return role, (derived(text, f"{self.how}；{told}" if self.how else told),)


def completion(one: Achievement) -> Progress | None:
    """Share of the year's plan that is reached: 年度计划 is a share or an amount in the unit of 数值; None: neither."""
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
    reached = _number(value[1]) / _number(plan[1]) * 100
    return Progress(one.indicator.text, reached, f"{value[1]}÷{plan[1]}={short(reached)}%", one.plan.path)


def months_passed(review: Review) -> int | None:
    """Months of the year 时段 speaks of, 1 to 11; None: it does not say, or it is a whole year."""
    text = review.period.text if review.period else ""
    if found := re.search(r"(?:1|一)\s*[—–~～至到-]+\s*(\d{1,2})\s*月", text):
        return int(found[1]) if 1 <= int(found[1]) < 12 else None
    known: dict[str, int] = word_lists()["时段月数"]
    return next((months for word, months in known.items() if word in text), None)


def left_of_gap(problem: Fact, measure: Fact) -> tuple[Bound, Bound] | None:
    """What a measure leaves of a gap the problem counts: "景区停车位缺口2300个" less "新增景区停车位1500个".

    Returns:
        "2300个" of the brief and "800个", derived; None: it is no gap, another thing is counted, or nothing is left.
    """
    if not any(word in problem.text for word in word_lists()["缺口词"]):
        return None
    gaps, filled = _AMOUNT.findall(problem.text), _AMOUNT.findall(measure.text)
    for number, unit in gaps:
        for part, part_unit in filled:
            thing = _counted(measure.text, part + part_unit)
            if unit == part_unit and thing and thing in problem.text and _number(part) < _number(number):
                left = f"{short(_number(number) - _number(part))}{unit}"
                sum_ = f"{number}－{part}={left}"
                return (Span(number + unit, Origin("brief", problem.path)),), (derived(left, sum_),)
    return None


def left_of_stock(problem: Fact, measure: Fact) -> tuple[Bound, Bound] | None:
    """What a measure leaves of what has piled up: "1.1万亩耕地撂荒" less "完成7000亩撂荒地复耕".

    Args:
        problem: tells of it with one of 存量词: 撂荒, 空置, 未开工.
        measure: counts the same thing in the same unit.

    Returns:
        "1.1万亩" of the brief and "4000亩", derived; None: nothing has piled up, or something else is counted.
    """
    stock = [word for word in word_lists()["存量词"] if word in problem.text and word in measure.text]
    wholes, parts = _amounts(problem.text), _amounts(measure.text)
    if not stock or len(wholes) != 1 or len(parts) != 1:
        return None
    (told, whole, unit), (less, part, other) = wholes[0], parts[0]
    if unit != other or not _PART * whole < part < whole:
        return None
    ten = "万" if whole - part >= _TENS["万"] else ""
    left = f"{short((whole - part) / (_TENS['万'] if ten else 1))}{ten}{unit}"
    return (Span(told, Origin("brief", problem.path)),), (derived(left, f"{told}－{less}={left}"),)


def _amounts(text: str) -> list[tuple[str, Decimal, str]]:
    """(as it is written, how many, unit) of all amounts."""
    return [(m[0], Decimal(m[1]) * _TENS.get(m[2] or "", Decimal(1)), m[3]) for m in _MEASURED.finditer(text)]


def left_of_goal(goal: Fact, review: Review) -> tuple[Bound, Bound] | None:
    """What is left of a year's goal: "全年接待游客1700万人次" less the indicator 接待游客, 860万人次, at half-year.

    Returns:
        "860万人次" of the brief and "840万人次", derived; None: 时段 is no part of a year, or no indicator counts it.
    """
    if not months_passed(review):
        return None
    for one in review.achievements:
        value = _AMOUNT.fullmatch(one.value.text.strip()) if one.value else None
        if not (one.indicator and value and one.value and one.indicator.text in goal.text):
            continue
        for number, unit in _AMOUNT.findall(goal.text.partition(one.indicator.text)[2]):
            if unit == value[2] and _number(number) > _number(value[1]):
                left = f"{short(_number(number) - _number(value[1]))}{unit}"
                return forms.said(one.value), (derived(left, f"{number}－{value[1]}={left}"),)
    return None


def _counted(text: str, amount: str) -> str:
    """Three characters of the thing an amount counts, before it or after it: "停车位"."""
    before, _, after = text.partition(amount)
    found = re.search(r"[^\W\d_]{3}$", before) or re.match(r"[^\W\d_]{3}", after)
    return found[0] if found else ""


def share_of_goal(detail: Fact, point: Point) -> tuple[Bound, str] | None:
    """How much of the goal a measure covers, where both count the same things ("46个项目" of "重点项目128个").

    Returns:
        "35.9%", derived, and the thing counted with its measure word; None: they do not count the same.
    """
    if not point.goal:
        return None
    parts = {(unit, thing): number for number, unit, thing in _things(detail.text)}
    for number, unit, thing in _things(point.goal.text):
        for (part_unit, part_thing), part in parts.items():
            same = unit == part_unit and (thing.endswith(part_thing) or part_thing.endswith(thing))
            if same and 0 < int(part) < int(number):
                share = short(Decimal(part) / Decimal(number) * 100) + "%"
                return (derived(share, f"{part}÷{number}={share}"),), f"{number}{unit}"
    return None


def _things(text: str) -> list[tuple[str, str, str]]:
    """(number, measure word, last two characters of the thing) for every count in a text."""
    found = []
    for match in _THING.finditer(text):
        if match[1]:
            found.append((match[1], match[2], _noun(match[3])))
        else:
            found.append((match[5], match[6], match[4][-2:]))
    return found


def _noun(text: str) -> str:
    return text[:2] if len(text) == 2 else text[-2:] if len(text) <= 4 else text[:2]
