"""Sums within what the brief says in one place, each with its sum in words."""

from __future__ import annotations

from datetime import date

import pytest

from drafter.brief import Fact
from drafter.writing import days, sums
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
        pytest.param("逾期欠款5200万元，其中一年以上的1900万元", ("三成多", "1900÷5200=36.5%"), id="and more"),
        pytest.param("在册职工100人，其中48人临近退休", ("近五成", "48÷100=48%"), id="nearly"),
        pytest.param("追回的426.8万元里有211.5万元属于这一类", ("一半", "211.5÷426.8=49.6%"), id="among"),
        pytest.param("67个小区里有32个没有物业", None, id="how many lack it is the whole of the matter"),
        pytest.param("1436处错接点还有534处没有改造", None, id="what is left says itself that it is left"),
        pytest.param("在册职工100人，其中3人临近退休", None, id="too few to speak of"),
        pytest.param("在册职工100人，其中35岁以下的20人", None, id="another unit comes first"),
        pytest.param("非计划停车5次，其中3次是机泵故障", None, id="whoever hears it has reckoned that"),
        pytest.param("受理投诉63件", None, id="no part"),
        pytest.param("查出问题214个，其中管网类89个、房屋类71个", None, id="several parts: of which, only a name says"),
    ],
)
def test_a_part_of_a_whole_is_told_in_tenths(text, found):
    part = sums.part_of(fact(text))
    assert (part and told(part)) == found


@pytest.mark.parametrize(
    ("text", "up", "difference"),
    [
        pytest.param("考核比重由20%提高到30%", "幅度升", ("一倍半", "30÷20=1.5"), id="up, per cent"),
        pytest.param("社区台账由47项压减到15项以内", "幅度降", ("近七成", "（47－15）÷47=68.1%"), id="down"),
        pytest.param("用药强度由43.2降到40以下", None, None, id="no unit"),
        pytest.param("清扫车由9台增加到14台", None, None, id="up, and no round multiple"),
        pytest.param("清扫车由9台增加到10台", None, None, id="hardly more"),
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
        pytest.param("新市场126个摊位只租出去58个", ("68个", "五成多"), id="only so many"),
        pytest.param("污水站建了68座，正常运行的只有49座", ("19座", "近三成"), id="in the next clause"),
        pytest.param("医养床位只有310张", None, id="one figure"),
        pytest.param("126个摊位只收了58元", None, id="another unit"),
        pytest.param("规上企业只有29家，年内新增仅2家", None, id="two small figures"),
        pytest.param("专项债42亿元只支出25.6亿元", ("16.4亿元", "近四成"), id="亿 is part of the unit"),
        pytest.param("床位3860张中护理型只有1698张，达到55%的目标还缺425张", None, id="beside its own goal"),
        pytest.param("要新增90户，目前只有52户，还差38户", None, id="the brief says it"),
    ],
)
def test_what_is_missing_of_what_there_should_be(text, left):
    found = sums.lacking(fact(text))
    assert (found and tuple("".join(span.text for span in one) for one in found)) == left


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
    assert days.in_time(deadlines, date(2026, 3, 1)) == [2, 5, 0, 4]
    assert days.in_time(deadlines, None) == []


@pytest.mark.parametrize(
    ("deadline", "today", "left"),
    [
        pytest.param("4月底", date(2026, 4, 20), "10天", id="the last day of the month"),
        pytest.param("4月15日", date(2026, 4, 1), "14天", id="a day"),
        pytest.param("2月底", date(2028, 2, 15), "14天", id="a leap year"),
        pytest.param("12月底", date(2026, 12, 16), "15天", id="the end of the year"),
        pytest.param("4月20日起", date(2026, 4, 9), None, id="it begins then"),
        pytest.param("9月底", date(2026, 9, 14), None, id="far away: sixteen days make nobody hurry"),
        pytest.param("2月底", date(2026, 3, 12), None, id="over"),
        pytest.param("2月31日", date(2026, 2, 12), None, id="no such day"),
        pytest.param("年底", date(2026, 12, 16), "15天", id="the end of the year by its name"),
        pytest.param("下旬", date(2026, 12, 1), None, id="no month"),
        pytest.param("4月底", None, None, id="no date of the speech"),
    ],
)
def test_days_to_a_deadline(deadline, today, left):
    found = days.left_to(fact(deadline), today)
    assert (found and "".join(span.text for span in found)) == left


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("亩均税收9.6万元，比全市平均水平低3.2万元", ("不及", "全市平均水平", "四分之三"), id="below"),
        pytest.param("单位能耗130公斤，比集团平均高30公斤", ("高出", "集团平均", "100公斤"), id="above"),
        pytest.param("吨熟料标煤耗108.6公斤，比集团平均高3.1公斤", None, id="hardly above"),
        pytest.param("增加值增长3.1%，比全市低1.8个百分点", None, id="points are no part"),
        pytest.param("亿元以上新开工项目比上年少6个", None, id="not how many there are"),
    ],
)
def test_a_figure_is_told_as_a_part_of_another(text, found):
    beside = sums.below(fact(text))
    assert (beside and (beside[0], *("".join(s.text for s in bound) for bound in beside[1:]))) == found


def test_what_fell_by_much_is_told_with_last_year():
    fell = sums.changed(fact("全年轻伤事故2起，比上年减少3起"))
    assert fell and told(fell[0]) == ("5起", "2起＋3起=5起")
    assert sums.changed(fact("规上企业142户，比上年减少3户")) is None  # hardly any
    assert sums.changed(fact("村集体收入18.6万元，比前年多了3万多元")) is None


def test_a_share_of_money_is_told_by_the_hundred():
    share = sums.of_hundred(fact("工业税收7.2亿元，占全县税收的46%"))
    assert share and ["".join(s.text for s in one) for one in share.values()] == ["全县税收", "工业", "每100元里有46元"]
    assert sums.of_hundred(fact("铜加工占规上工业产值的57%，做终端产品的少")) is None  # whose 产值 is not said


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("每户每月收卫生费5元，五保户不收", "60元"),
        ("磨工技师津贴由每月300元提高到800元", "6000元"),
        ("每月召开一次例会", None),
        ("每亩补助80元", None),
    ],
)
def test_what_is_paid_by_the_month_comes_to_so_much_a_year(text, year):
    found = sums.in_a_year(fact(text))
    assert (found and "".join(s.text for s in found["年数"])) == year


def test_a_rate_of_good_ones_is_told_by_the_others():
    found = sums.rejects(fact("一次交检合格率由98.3%提高到98.8%"))
    assert found and ["".join(s.text for s in found[key]) for key in ("现数", "应数")] == ["17件", "12件"]
    assert sums.rejects(fact("满意率由98.3%提高到98.8%")) is None


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("铜从铜杆做到铜箔，吨加工费由800元提高到2万元以上", "25倍以上"),
        ("保洁员由9人增加到14人", None),
        ("从3月到5月处置800亩", None),
        ("从县城到园区有12公里，沿线8公里没有路灯", None),
    ],
)
def test_how_many_times_one_figure_is_another(text, times):
    found = sums.multiple(fact(text))
    assert (found and "".join(s.text for s in found)) == times


def test_a_small_part_that_makes_a_great_one_is_seen():
    assert sums.small_and_great(fact("开发区以全县1.2%的土地贡献了71%的规上工业产值"))
    assert not sums.small_and_great(fact("开发区以全县40%的土地贡献了71%的规上工业产值"))
    assert not sums.small_and_great(fact("合格率由98.3%提高到98.8%"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4.2万亩玉米秸秆离田率达到90%", "3.78万亩"),
        ("126个摊位入驻率达到90%", None),  # 113.4 of them
        ("离田率达到90%", None),
        ("4.2万亩玉米，离田率达到90%", None),  # of what, two clauses do not say
    ],
)
def test_a_rate_of_something_is_a_number_of_it(text, number):
    found = sums.rate_of_base(Fact(text, "意见[0].目标"))
    assert ("".join(span.text for span in found["应数"]) if found else None) == number


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("24小时巡查从9月25日到11月10日不间断", "47天"),
        ("从2月28日到3月1日封山", "2天"),
        ("从9月25日开始，11月10日前完成", None),
        ("从2月30日到3月1日封山", None),
    ],
)
def test_days_of_a_stretch_count_both_ends(text, count):
    found = days.in_all(Fact(text, "意见[0].举措[0]"), date(2026, 9, 17))
    assert ("".join(span.text for span in found) if found else None) == count
    assert days.in_all(Fact(text, "意见[0].举措[0]"), None) is None


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("2027年6月通过评审", ("2027年6月", "14个月")),
        ("到2027年底建成", ("2027年底", "20个月")),
        ("到2035年底建成", None),
        ("年底建成", None),
    ],
)
def test_months_to_what_all_want(text, left):
    found = days.months_to(Fact(text, "会议.奋斗目标"), date(2026, 4, 21))
    assert (found and (found[0], found[1][0].text)) == left


def test_what_is_left_of_a_sum_is_what_nobody_has_given():
    text = "全年投资2.6亿元，除专项债1.2亿元外，区财政安排7000万元，其余引入社会资本"
    found = sums.rest_of_cost(Fact(text, "意见[0].举措[0]"))
    assert (
        found
        and found[0].text == "7000万元"
        and found[0].origin
        and "2.6亿元－1.2亿元－7000万元" in found[0].origin.ref
    )
    assert sums.rest_of_cost(Fact(text.replace("其余", "其余7000万元"), "意见[0].举措[0]")) is None
