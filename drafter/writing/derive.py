"""Sums a listener would do in his head, done from the brief's own figures. Each says how it was computed."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from drafter.brief import Achievement, Fact, Point
from drafter.speech import Span
from drafter.writing.forms import derived
from drafter.writing.want import Bound

_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*(万亿元|亿元|万元|万吨|万亩|万人次|万人|万户|亩|公里|吨|元|家|个|件|户|人)")
_THING = re.compile(r"(\d+)([个家件户所座条])([一-龥]{2,8})|([一-龥]{2,8}?)(\d+)([个家件户所座条])(?![一-龥])")


def _number(text: str) -> Decimal:
    return Decimal(text)


def _short(value: Decimal) -> str:
    """Two decimals at most, no zeros at the end."""
    rounded = value.quantize(Decimal("0.01") if value < 10 else Decimal("0.1"), ROUND_HALF_UP)
    return format(rounded.normalize(), "f")


def completion(one: Achievement) -> tuple[Bound, dict[str, Bound]] | None:
    """Share of the year's plan that is reached, where 数值 and 年度计划 are amounts in one unit.

    Returns:
        The sentence said bare and the variable {{ 完成率 }} with {{ 指标 }}; None: the numbers do not allow it.
    """
    if not (one.indicator and one.value and one.plan):
        return None
    value, plan = _AMOUNT.fullmatch(one.value.text.strip()), _AMOUNT.fullmatch(one.plan.text.strip())
    if not value or not plan or value[2] != plan[2] or _number(plan[1]) == 0:
        return None
    share = _number(value[1]) / _number(plan[1]) * 100
    text = f"{_short(share)}%"
    how = f"{value[1]}÷{plan[1]}={text}"
    rate = (derived(text, how),)
    name = (Span(one.indicator.text),)
    return ((*name, Span("完成年度计划的"), *rate, Span("。")), {"指标": name, "完成率": rate})


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
                share = _short(Decimal(part) / Decimal(number) * 100) + "%"
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
