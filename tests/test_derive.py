"""Sums a listener would do, each with its sum in words."""

from __future__ import annotations

import pytest

from drafter.brief import Achievement, Fact, Point, Review
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
            "0.33个百分点",
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
    ],
)
def test_goals_that_count_otherwise_have_nothing_left(goal, period):
    assert derive.left_of_goal(fact(goal), review(period, indicator("接待游客", "860万人次"))) is None


@pytest.mark.parametrize(
    ("problem", "measure", "left"),
    [
        pytest.param("景区停车位缺口2300个", "新增景区停车位1500个", ["2300个", "800个"], id="a gap"),
        pytest.param("景区停车位2300个管理混乱", "新增景区停车位1500个", None, id="no gap"),
        pytest.param("学位缺口2300个", "新增景区停车位1500个", None, id="another thing"),
        pytest.param("停车位缺口1500个", "新增停车位1500个", None, id="nothing left"),
    ],
)
def test_what_a_measure_leaves_of_a_gap(problem, measure, left):
    found = derive.left_of_gap(fact(problem), fact(measure))
    assert (found and [said(bound) for bound in found]) == left


def test_a_measure_is_a_share_of_the_goal_only_where_both_count_the_same():
    point = Point("意见[0]", fact("项目建设"), goal=fact("全年实施重点项目128个"))
    found = derive.share_of_goal(fact("3月底前集中开工46个项目"), point)
    assert found and (said(found[0]), found[1]) == ("35.9%", "128个")
    assert derive.share_of_goal(fact("走访企业46家"), point) is None


@pytest.mark.parametrize(
    ("problem", "measure", "left"),
    [
        pytest.param("有1.1万亩耕地撂荒", "复耕撂荒地7000亩", "4000亩", id="tens of thousands"),
        pytest.param("空置厂房4.3万平方米", "消化空置厂房3万平方米", "1.3万平方米", id="and as many left"),
        pytest.param("空置厂房4.3万平方米", "消化空置厂房5万平方米", None, id="nothing left"),
        pytest.param("医养床位只有310张", "新增医养床位200张", None, id="nothing has piled up"),
        pytest.param("有1.1万亩耕地撂荒", "整治撂荒地的村12个", None, id="another unit"),
    ],
)
def test_what_is_left_of_what_has_piled_up(problem, measure, left):
    found = derive.left_of_stock(fact(problem), fact(measure))
    assert (found and "".join(span.text for span in found[1])) == left
