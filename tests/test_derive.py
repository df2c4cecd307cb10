"""Sums a listener would do, each with its sum in words."""

from __future__ import annotations

import pytest

from drafter.brief import Achievement, Fact, Review
from drafter.writing import derive
from drafter.writing.want import Bound


def fact(text: str) -> Fact:
    return Fact(text, "某处")


def said(bound: Bound) -> str:
    return "".join(span.text for span in bound)


def indicator(name: str, value: str = "", plan: str = "") -> Achievement:
    texts = {"indicator": name, "value": value, "plan": plan}
    return Achievement("形势.成绩[0]", **{key: fact(text) for key, text in texts.items() if text})


def review(period: str, *achievements: Achievement) -> Review:
    return Review(period=fact(period) if period else None, achievements=achievements)


@pytest.mark.parametrize(
    ("plan", "value", "period", "role", "difference", "sum_"),
    [
        pytest.param(
            "120亿元",
            "64.2亿元",
            "今年上半年",
            "折算快",
            "3.5个百分点",
            "64.2÷120=53.5%；53.5%－50%（6个月÷12）=3.5个百分点",
            id="ahead",
        ),
        pytest.param(
            "17%",
            "",
            "一季度",
            "折算慢",
            "8个百分点",
            "17%－25%（3个月÷12）=-8个百分点",
            id="a share, behind",
        ),
        pytest.param(
            "100万元",
            "33万元",
            "1—4月",
            "折算平",
            "0.3个百分点",
            "33÷100=33%；33%－33.3%（4个月÷12）=-0.33个百分点",
            id="level",
        ),
    ],
)
def test_progress_stands_beside_the_months_that_are_over(plan, value, period, role, difference, sum_):
    found = derive.completion(indicator("收入", value, plan))
    months = derive.months_passed(review(period))
    assert found and months
    told, words = found.beside(months)
    assert (told, said(words), words[0].origin and words[0].origin.ref) == (role, difference, sum_)


@pytest.mark.parametrize(
    ("period", "months"),
    [("去年", None), ("", None), ("今年1-11月", 11), ("1—12月", None), ("前三季度", 9), ("2025年", None)],
)
def test_only_a_part_of_a_year_has_months(period, months):
    assert derive.months_passed(review(period)) == months


def test_units_that_differ_and_plans_of_nothing_have_no_share():
    for value, plan in (("64.2亿元", "120万元"), ("64.2亿元", "0亿元"), ("许多", "120亿元")):
        assert derive.completion(indicator("收入", value, plan)) is None


def test_things_that_are_counted_have_a_share_too():
    found = derive.completion(indicator("攻坚事项", "176项", "168项"))
    assert found and (said(found.words), found.how) == ("104.8%", "176÷168=104.8%")


def test_what_is_left_of_a_goal_is_reckoned_from_its_indicator():
    done = review("今年上半年", indicator("接待游客", "860万人次"))
    found = derive.left_of_goal(fact("全年接待游客1700万人次，收入120亿元"), done)
    assert found and [said(bound) for bound in found] == ["860万人次", "840万人次"]
    assert found[1][0].origin and found[1][0].origin.ref == "1700－860=840万人次"


@pytest.mark.parametrize(
    ("goal", "period"),
    [
        pytest.param("全年接待游客1700万人次", "去年", id="another year"),
        pytest.param("全年旅游收入1700万元", "今年上半年", id="another indicator"),
        pytest.param("全年接待游客1700人", "今年上半年", id="another unit"),
        pytest.param("全年接待游客800万人次", "今年上半年", id="reached"),
        pytest.param("下半年接待游客940万人次", "今年上半年", id="that is what is left"),
    ],
)
def test_goals_that_count_otherwise_have_nothing_left(goal, period):
    assert derive.left_of_goal(fact(goal), review(period, indicator("接待游客", "860万人次"))) is None
