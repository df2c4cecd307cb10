"""Sums within what the brief says in one place, each with its sum in words."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.brief import Fact
from drafter.writing import sums
from drafter.writing.want import Bound


def fact(text: str) -> Fact:
    return Fact(text, "某处")


def told(bound: Bound | None) -> tuple[str, str] | None:
    if not bound:
        return None
    assert bound[0].origin
    return "".join(span.text for span in bound), bound[0].origin.ref


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("全年受理投诉63件，其中38件是沟通不到位引起的", ("六成", "38÷63=60.3%"), id="tenths"),
        pytest.param("逾期欠款5200万元，其中一年以上的1700万元", ("三成多", "1700÷5200=32.7%"), id="and more"),
        pytest.param("在册职工100人，其中49人临近退休", ("近五成", "49÷100=49%"), id="nearly"),
        pytest.param("在册职工100人，其中3人临近退休", None, id="too few to speak of"),
        pytest.param("在册职工100人，其中35岁以下的20人", None, id="another unit comes first"),
        pytest.param("受理投诉63件", None, id="no part"),
    ],
)
def test_a_part_of_a_whole_is_told_in_tenths(text, found):
    assert told(sums.part_of(fact(text))) == found


@pytest.mark.parametrize(
    ("text", "up", "difference"),
    [
        pytest.param("考核比重由20%提高到30%", True, ("10个百分点", "30－20=10个百分点"), id="up, per cent"),
        pytest.param("社区台账由47项压减到15项以内", False, ("32项", "47－15=32项"), id="down"),
        pytest.param("用药强度由43.2降到40以下", None, None, id="no unit"),
        pytest.param("清扫车由9台增加到14台", None, None, id="few things"),
        pytest.param("由3个工作日压到1天", None, None, id="two units"),
        pytest.param("从城区到园区开通公交", None, None, id="no figures"),
    ],
)
def test_a_step_between_two_figures(text, up, difference):
    found = sums.step(fact(text))
    assert (found and found[0], found and told(found[1])) == (up, difference)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("新市场126个摊位只租出去58个", "68个", id="only so many"),
        pytest.param("污水站建了68座，正常运行的只有49座", "19座", id="in the next clause"),
        pytest.param("医养床位只有310张", None, id="one figure"),
        pytest.param("126个摊位只收了58元", None, id="another unit"),
    ],
)
def test_what_is_missing_of_what_there_should_be(text, left):
    found = sums.lacking(fact(text))
    assert (found and "".join(span.text for span in found)) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param("清淤要花9.8万元，镇里补6万元，剩下的从村集体收入里出", "3.8万元", id="the rest"),
        pytest.param("清淤要花9.8万元，镇里补6万元", None, id="nobody speaks of a rest"),
        pytest.param("清淤要花6万元，镇里补9.8万元，剩下的存起来", None, id="no rest"),
    ],
)
def test_what_is_left_to_pay(text, left):
    found = sums.rest_of_cost(fact(text))
    assert (found and "".join(span.text for span in found)) == left


def test_dates_still_to_come_in_their_order():
    deadlines = [fact(text) for text in ("9月底", "随时", "4月15日", "2月底", "年底", "4月15日")]
    assert sums.in_time(deadlines, date(2026, 3, 1)) == [2, 5, 0, 4]
    assert sums.in_time(deadlines, None) == []


@pytest.mark.parametrize(
    ("deadline", "today", "left"),
    [
        pytest.param("4月底", date(2026, 3, 20), "41天", id="the last day of the month"),
        pytest.param("4月15日", date(2026, 4, 1), "14天", id="a day"),
        pytest.param("2月底", date(2028, 2, 10), "19天", id="a leap year"),
        pytest.param("12月底", date(2026, 12, 1), "30天", id="the end of the year"),
        pytest.param("4月20日起", date(2026, 4, 9), None, id="it begins then"),
        pytest.param("9月底", date(2026, 3, 12), None, id="far away"),
        pytest.param("2月底", date(2026, 3, 12), None, id="over"),
        pytest.param("2月31日", date(2026, 2, 12), None, id="no such day"),
        pytest.param("年底", date(2026, 12, 1), "30天", id="the end of the year by its name"),
        pytest.param("下旬", date(2026, 12, 1), None, id="no month"),
        pytest.param("4月底", None, None, id="no date of the speech"),
    ],
)
def test_days_to_a_deadline(deadline, today, left):
    found = sums.days_left(fact(deadline), today)
    assert (found and "".join(span.text for span in found)) == left
