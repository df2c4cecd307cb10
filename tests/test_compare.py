"""Sums across what the brief says in several places, each with its sum in words; and where nothing may be said."""

from __future__ import annotations

from typing import Any

import pytest

from drafter.brief import Brief
from drafter.brief_file import parse_brief
from drafter.writing import beside, compare, gaps
from drafter.writing.compare import Sum
from drafter.writing.wholes import adds_up, shared_out
from tests.briefs import as_yaml


def brief(point: dict[str, Any] | None = None, *, period: str = "2025年", vision: str = "", **review: object) -> Brief:
    data: dict[str, Any] = {
        "标题": "在工作会议上的讲话",
        "日期": "2026-01-20",
        "形势": {"时段": period, **review},
        "意见": [{"主题": "工作", **(point or {})}],
    }
    if vision:
        data["会议"] = {"奋斗目标": vision}
    return parse_brief(as_yaml(data), "brief.yaml")


def said(found: Sum | None) -> tuple[str, dict[str, str]] | None:
    return (found.role, {key: "".join(s.text for s in value) for key, value in found.needs.items()}) if found else None


def sums_told(found: Sum | None) -> set[str]:
    assert found
    return {s.origin.ref for value in found.needs.values() for s in value if s.origin and s.origin.kind == "derived"}


OUTPUT = {"指标": "规模以上工业总产值", "数值": "312.6亿元", "增幅": "8.4%"}
INCOME = {"指标": "营业收入", "数值": "7.83亿元", "增幅": "6.7%"}
PROFIT = {"指标": "利润总额", "数值": "4160万元", "增幅": "9.2%"}
WIND = {"指标": "风电主轴轴承销售收入", "数值": "1.94亿元", "增幅": "31%"}


def step(goal: str, **more: Any) -> Sum | None:
    made = brief({"目标": goal}, **more)
    assert made.points[0].goal
    return compare.goal_step(made.points[0].goal, made)


def test_a_goal_is_told_by_how_much_more_than_last_year_it_is():
    found = step("全年规模以上工业总产值突破340亿元", 成绩=[OUTPUT])
    assert said(found) == (
        "目标增年",
        {"现数": "312.6亿元", "增量": "27.4亿元以上", "指标": "规模以上工业总产值", "增幅": "8.7%以上"},
    )
    assert sums_told(found) == {"340亿元－312.6亿元=27.4亿元", "27.4亿元÷312.6亿元=8.7%"}


def test_a_goal_with_several_figures_says_which_one():
    found = step("规模以上工业总产值突破340亿元，铜产业产值达到195亿元", 成绩=[OUTPUT])
    assert found and found.role == "目标增年"
    assert said(found)[1]["指标"] == "规模以上工业总产值"  # type: ignore[index]


def test_a_goal_beside_what_a_problem_reports_is_a_step_from_today():
    found = step("年底亩均税收提高到11万元", 问题=["开发区亩均税收9.6万元，比全市平均水平低3.2万元"])
    assert said(found) == ("目标增", {"现数": "9.6万元", "增量": "1.4万元", "指标": "亩均税收"})


@pytest.mark.parametrize(
    ("goal", "more"),
    [
        pytest.param("全年新增规上企业12户", {"成绩": ["规上企业达到142户，净增11户"]}, id="what is added is no state"),
        pytest.param("工业投资突破340亿元", {"成绩": [OUTPUT]}, id="another thing"),
        pytest.param("完成投资340亿元", {"成绩": [{"指标": "工业投资", "数值": "312亿元"}]}, id="part of a name"),
        pytest.param("规模以上工业总产值突破3400亿元", {"成绩": [OUTPUT]}, id="ten times as much"),
        pytest.param("规模以上工业总产值突破340亿元", {"成绩": [OUTPUT], "period": "今年上半年"}, id="half a year"),
    ],
)
def test_goals_that_count_something_else_are_left_alone(goal, more):
    assert step(goal, **more) is None


def test_a_goal_of_growth_is_compared_with_the_growth_there_was():
    made = brief({"目标": "规模以上工业增加值增长9%"}, 成绩=[{"指标": "规模以上工业增加值", "增幅": "7.9%"}])
    assert made.points[0].goal
    found = compare.goal_growth(made.points[0].goal, made)
    assert said(found) == ("增速升", {"现数": "7.9%", "增量": "1.1个百分点"})


def test_what_all_want_and_what_one_point_carries_of_it():
    made = brief(
        {"目标": "风电主轴轴承销售收入达到2.5亿元"},
        vision="营业收入8.5亿元、利润总额4800万元",
        成绩=[INCOME, PROFIT, WIND],
    )
    assert made.meeting.vision and made.points[0].goal
    assert said(compare.vision_step(made.meeting.vision, made)) == (
        "奋斗增",
        {"增量列": "营业收入要多6700万元，利润总额要多640万元"},
    )
    found = compare.contribution(made.points[0].goal, made)
    assert said(found) == ("担当", {"整体": "营业收入", "总增": "6700万元", "增量": "5600万元", "成数": "八成多"})


def test_a_rate_is_told_in_things():
    made = brief({"目标": "5月底前新农贸市场摊位入驻率达到90%"}, 问题=["新农贸市场126个摊位只租出去58个"])
    assert made.points[0].goal
    found = gaps.rate_in_things(made.points[0].goal, made.review.problems)
    assert said(found) == (
        "率缺",
        {"总数": "126个摊位", "比率": "90%", "应数": "114个", "现数": "58个", "余数": "56个"},
    )
    other = brief({"目标": "回收率达到90%"}, 问题=["新农贸市场126个摊位只租出去58个"])
    assert other.points[0].goal and gaps.rate_in_things(other.points[0].goal, other.review.problems) is None


def part(problem: str, measure: str, *, linked: bool = False) -> Sum | None:
    made = brief({"举措": [measure]}, 问题=[problem])
    detail = made.points[0].measures[0].detail
    assert detail
    return gaps.part_of_problem(made.review.problems, detail, linked)


@pytest.mark.parametrize(
    ("problem", "measure", "left"),
    [
        pytest.param("景区停车位缺口2300个", "新增景区停车位1500个", "800个", id="a gap"),
        pytest.param("41个小区里有8个没有开工", "8个没有开工的小区表决完", None, id="all that is wrong"),
        pytest.param("景区停车位2300个管理混乱", "新增景区停车位1500个", None, id="no gap"),
        pytest.param("学位缺口2300个", "新增景区停车位1500个", None, id="another thing"),
        pytest.param("停车位缺口1500个", "新增停车位1500个", None, id="nothing left"),
        pytest.param("有1.1万亩耕地撂荒", "复耕撂荒地7000亩", "4000亩", id="tens of thousands"),
        pytest.param("空置厂房4.3万平方米", "消化空置厂房3万平方米", "1.3万平方米", id="and as many left"),
        pytest.param("空置厂房4.3万平方米", "消化空置厂房5万平方米", None, id="more than there is"),
        pytest.param("医养床位只有310张", "新增医养床位200张", None, id="nothing has piled up"),
        pytest.param("有1.1万亩耕地撂荒", "整治撂荒地的村12个", None, id="another unit"),
        pytest.param("1436处错接混接点还有534处没有改造", "剩余534处错接混接点改造到位", None, id="all that is left"),
        pytest.param("5家敬老院没有通过消防验收", "4家敬老院各改造床位45张", None, id="the same homes, another matter"),
        pytest.param("5家敬老院没有通过消防验收", "4家敬老院改造后通过验收", "1家", id="the same matter"),
        pytest.param("规模以上工业企业只有29家", "培育规模以上工业企业6家", None, id="a level is no stock"),
        pytest.param(
            "登记的742名毕业生还有96人没有就业", "96名毕业生每人推荐3个岗位", None, id="all that is left of them"
        ),
        pytest.param("初信初访30天内没有答复", "初信初访15天内回电", None, id="days do not pile up"),
    ],
)
def test_what_a_measure_leaves_of_what_the_problem_counts(problem, measure, left):
    found = part(problem, measure)
    assert (found and said(found)[1]["余数"]) == left  # type: ignore[index]


def test_a_measure_known_to_answer_a_gap_needs_no_word_in_common():
    problem, measure = "企业招工难，技工缺口约1800人", "职教中心办订单班，今年招生600人"
    assert part(problem, measure) is None
    found = part(problem, measure, linked=True)
    assert said(found) == ("缺口余", {"缺口": "1800人", "成数": "三分之一", "余数": "约1200人"})


def test_only_indicators_that_belong_together_are_compared():
    found = beside.faster(brief(成绩=[INCOME, PROFIT]).review)
    assert said(found) == ("增速比效益", {"快": "利润总额", "慢": "营业收入", "增量": "2.5个百分点"})
    assert beside.faster(brief(成绩=[INCOME, {"指标": "粮食总产", "增幅": "9.2%"}]).review) is None
    fallen = {"指标": "利润总额", "增幅": "下降9.2%"}
    assert beside.faster(brief(成绩=[INCOME, fallen]).review) is None


def test_a_debt_is_told_beside_a_smaller_profit_only():
    for profit, found in (("4160万元", "1040万元"), ("6000万元", None)):
        made = brief(成绩=[{"指标": "利润总额", "数值": profit}], 问题=["逾期应收账款5200万元"])
        debt = beside.profit(made.review.problems[0].text, made)
        assert (debt and said(debt)[1]["差数"]) == found  # type: ignore[index]


def test_what_is_still_missing_to_the_others_when_a_goal_is_reached():
    made = brief({"目标": "亩均税收提高到11万元"}, 问题=["亩均税收9.6万元，比全市平均水平低3.2万元"])
    assert made.points[0].goal
    found = compare.left_to_others(made.points[0].goal, made)
    assert said(found) == ("差均", {"比较": "全市平均水平", "均数": "12.8万元", "余数": "1.8万元"})
    beyond = brief({"目标": "亩均税收提高到13万元"}, 问题=["亩均税收9.6万元，比全市平均水平低3.2万元"])
    assert beyond.points[0].goal and compare.left_to_others(beyond.points[0].goal, beyond) is None


@pytest.mark.parametrize(
    ("text", "each"),
    [
        pytest.param("推动22户企业实施设备更新，完成技改投资9.5亿元", ("一户", "4300多万元"), id="firms"),
        pytest.param("全年实施重点项目128个，完成投资86亿元", None, id="of use to nobody"),
        pytest.param("对产值1500万元以上的36户企业建立培育库", None, id="a threshold"),
        pytest.param("17个未开工项目全部清零，专项债剩余16.4亿元全部支出", None, id="two things"),
        pytest.param("投资1860万元，换装2条连续炉", None, id="too few, and the money first"),
        pytest.param("盘活土地1200亩，落实专项债8.5亿元", None, id="not things one has one of"),
    ],
)
def test_a_sum_of_money_is_told_for_each(text, each):
    made = brief({"举措": [text]})
    detail = made.points[0].measures[0].detail
    assert detail
    found = compare.average(detail)
    assert (found and tuple(said(found)[1].values())) == each  # type: ignore[index]


@pytest.mark.parametrize(
    ("goal", "indicator", "value", "role"),
    [
        pytest.param("一般事故降到12起", "一般事故", "18起", "目标减", id="what should fall"),
        pytest.param("新改建农村公路450公里", "新改建农村公路", "486公里", None, id="less built is no aim"),
    ],
)
def test_only_what_should_fall_is_to_be_brought_down(goal, indicator, value, role):
    found = step(goal, 成绩=[{"指标": indicator, "数值": value}])
    assert (found and found.role) == role


@pytest.mark.parametrize(
    ("goal", "period"),
    [
        pytest.param("客诉控制在80起以内", "上半年", id="counted over half a year"),
        pytest.param("下半年客诉控制在80起以内", "2025年", id="a goal for half a year"),
    ],
)
def test_figures_of_different_stretches_of_time_are_not_reckoned_together(goal, period):
    assert step(goal, period=period, 问题=["客诉128起，冷链断温占多数"]) is None


def wholes(goal: str, measures: list[str], problems: tuple[str, ...] = ()) -> tuple[str, str, tuple[int, ...]] | None:
    made = brief({"目标": goal, "举措": measures}, 问题=list(problems))
    found = adds_up(made.points[0], made)
    if not found:
        return None
    told = said(found.total)
    assert told
    return told[0], "".join(told[1].values()), found.measures


@pytest.mark.parametrize(
    ("measures", "found"),
    [
        pytest.param(
            ["福利院改造床位180张", "4家敬老院各改造床位45张，共180张", "民办院改造床位65张，每张补助4000元"],
            ("合数", "180张、180张、65张425张", (0, 1, 2)),
            id="one measure tells its own sum",
        ),
        pytest.param(["改造床位180张", "改造床位240张"], None, id="not exactly"),
        pytest.param(["购置轮椅200张", "购置餐桌225张"], None, id="of other things"),
        pytest.param(["改造床位425张"], None, id="one measure is no sum"),
        pytest.param(["福利院改造床位180张、敬老院改造床位245张"], None, id="nor if it tells its parts in one breath"),
        pytest.param(["改造床位约200张", "改造床位225张"], None, id="about so many"),
    ],
)
def test_measures_that_make_the_goal_are_added_up(measures, found):
    assert wholes("年底前新增护理床位425张", measures) == found


def test_measures_that_make_what_a_problem_counts_are_added_up():
    found = wholes("年底前补齐", ["招录执法人员30人、调剂16人", "每周练兵"], ("一线执法人员缺46人",))
    assert found == ("合数", "30人、16人46人", (0,))
    assert wholes("", ["5家拆除，3家改造"], ("小作坊还有3家",)) is None


def test_a_goal_that_is_the_rest_of_the_plan_is_told_by_the_month():
    income = {"指标": "营业收入", "数值": "3.18亿元", "年度计划": "7.2亿元"}
    made = brief({"目标": "下半年完成营业收入4.02亿元"}, period="上半年", 成绩=[income])
    assert made.points[0].goal
    found = compare.rest_of_plan(made.points[0].goal, made)
    assert said(found) == (
        "余数对",
        {
            "指标": "营业收入",
            "计划": "7.2亿元",
            "余期": "下半年",
            "月均": "6700万元",
            "前均": "5300万元",
        },
    )
    assert sums_told(found) >= {"（7.2亿元－3.18亿元）÷6=6700万元", "3.18亿元÷6=5300万元"}
    for goal, period in (("下半年完成营业收入4.5亿元", "上半年"), ("完成营业收入4.02亿元", "2025年")):
        other = brief({"目标": goal}, period=period, 成绩=[income])
        assert other.points[0].goal and compare.rest_of_plan(other.points[0].goal, other) is None


@pytest.mark.parametrize(
    ("measure", "more"),
    [
        pytest.param("活体抵押贷款再投放3亿元", "7000万元", id="more of the same"),
        pytest.param("活体抵押贷款再投放2.3亿元", None, id="as much"),
        pytest.param("大棚火灾事故0起", None, id="nothing beside nothing"),
        pytest.param("活体抵押贷款由2.3亿元增加到3亿元", None, id="it says so itself"),
        pytest.param("冷链设备投入3亿元", None, id="of something else"),
    ],
)
def test_a_measure_beside_what_was_done_last_year(measure, more):
    made = brief({"举措": [measure]}, period="去年", 成绩=["发放活体抵押贷款2.3亿元，1120户受益", "大棚火灾事故0起"])
    fact = made.points[0].measures[0].detail or made.points[0].measures[0].point
    assert fact
    found = said(beside.last_year_of(fact, "", made))
    assert (found[1]["增量"] if found else None) == more
    assert beside.last_year_of(fact, "", brief(period="上半年", 成绩=["发放活体抵押贷款2.3亿元"])) is None


@pytest.mark.parametrize(
    ("problem", "told"),
    [
        pytest.param(
            "利润总额4720万元，同比下降6.5%", "营业收入增长6.7%，利润总额却在往下走：", id="what goes with it"
        ),
        pytest.param("利润总额4720万元，同比增长6.5%", "", id="it does not fall"),
        pytest.param("招聘人数472人，同比下降6.5%", "", id="nothing goes with it"),
    ],
)
def test_what_falls_while_its_like_grows(problem, told):
    made = brief(成绩=[INCOME], 问题=[problem])
    bound = beside.against_the_trend(made.review.problems[0].text, made)
    assert "".join(span.text for span in bound) == told


@pytest.mark.parametrize(
    ("measures", "parts"),
    [
        pytest.param(["新种青贮玉米3万亩，可收储9万吨", "再增加饲草6万吨"], "", id="one has no name"),
        pytest.param(
            [{"要点": "种玉米", "内容": "收储9万吨"}, {"要点": "用秸秆", "内容": "增加6万吨"}],
            "种玉米9万吨，用秸秆6万吨",
            id="names",
        ),
        pytest.param(
            [{"要点": "种玉米", "内容": "收储9万吨"}, {"要点": "用秸秆", "内容": "增加5万吨"}], "", id="not all"
        ),
    ],
)
def test_a_goal_is_told_by_its_parts_with_their_names(measures, parts):
    made = brief({"目标": "收储和增加饲草15万吨", "举措": measures})
    found = said(shared_out(0, made))
    assert (found[1]["分列"] if found else "") == parts


def test_the_goal_of_another_point_may_be_a_part():
    first = {"主题": "建车位", "目标": "新增泊位8000个", "举措": [{"要点": "新建", "内容": "增加泊位5600个"}]}
    data = {"标题": "在会上的讲话", "意见": [first, {"主题": "错时共享", "目标": "增加泊位2400个"}]}
    found = said(shared_out(0, parse_brief(as_yaml(data), "brief.yaml")))
    assert found == ("拆账", {"总数": "8000个", "块数": "两块", "分列": "新建5600个，错时共享2400个"})
