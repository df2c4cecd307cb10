"""What is at hand beside what is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from drafter.brief import Brief, Fact, Pair
from drafter.brief_file import parse_brief
from drafter.writing import gaps, means
from drafter.writing.compare import Sum
from tests.briefs import as_yaml


def brief_of(points: Sequence[Mapping[str, object]], **review: object) -> Brief:
    data = {"标题": "在工作会议上的讲话", "形势": review, "意见": points}
    return parse_brief(as_yaml(data), "brief.yaml")


def told(found: Sum | None) -> dict[str, str]:
    return {name: "".join(span.text for span in bound) for name, bound in found.needs.items()} if found else {}


@pytest.mark.parametrize(
    ("measure", "total"),
    [
        pytest.param("民办机构转型65张，每张一次性补助4000元", "26万元", id="each of so many"),
        pytest.param("民办机构转型65张", "", id="no price"),
        pytest.param("改造12户、新建65张，每户补助4000元", "4.8万元", id="its own unit"),
        pytest.param("每张补助4000元，转型65张", "", id="the price before the number"),
        pytest.param("转型65张，由每张补助4000元提高到5000元", "", id="a price that holds no longer"),
        pytest.param("转型65张，每张补助由4000元提高到5000元", "", id="the same, told otherwise"),
        pytest.param("转型65张，由每张4000元提高到每张5000元", "32.5万元", id="the new price"),
        pytest.param("转型65张，改造时每张补助4000元", "26万元", id="a time before the price"),
    ],
)
def test_what_so_much_for_each_comes_to(measure, total):
    assert told(means.paid_in_all(Fact(measure, "意见[0].举措[0]"))).get("总价", "") == total


@pytest.mark.parametrize(
    ("goal", "total"),
    [
        pytest.param("全年改造危桥26座", "1690万元", id="of the same thing"),
        pytest.param("新建冷库26座", "", id="of another"),
    ],
)
def test_what_a_chance_pays_in_all(goal, total):
    brief = brief_of([{"主题": "公路", "目标": goal}], 机遇=["启动提质行动，危桥改造每座平均补助65万元"])
    assert told(means.paid_for(brief.review.opportunities[0], brief)).get("总价", "") == total


@pytest.mark.parametrize(
    ("answer", "goal", "missing"),
    [
        pytest.param("优先改成助餐点", "新建助餐点36个", "13个", id="fewer than wanted"),
        pytest.param("优先改成助餐点", "新建助餐点20个", "", id="enough"),
        pytest.param("优先改成书屋", "新建助餐点36个", "", id="for something else"),
    ],
)
def test_how_many_are_missing_when_all_there_is_is_used(answer, goal, missing):
    chance = {"机遇": "腾出闲置校舍23处", "抓手": answer}
    brief = brief_of([{"主题": "助餐", "目标": goal, "举措": ["用好23处校舍"]}], 机遇=[chance])
    [point] = brief.points
    fact = point.measures[0].detail
    assert fact
    assert told(means.not_enough(fact, point, brief.review.opportunities)).get("差数", "") == missing


@pytest.mark.parametrize(
    ("problem", "aim", "said"),
    [
        pytest.param("检测线月均故障停机38小时", "检测线月均停机压到15小时以内", ("压到", "23小时"), id="a mean"),
        pytest.param("客诉128起", "下半年客诉控制在80起以内", ("压到", "48起"), id="one half beside the other"),
        pytest.param("客诉128起", "全年客诉控制在80起以内", None, id="a half is no year"),
        pytest.param(
            "货车超限率1.9%，比全省高0.7个百分点", "货车超限率降到1.2%", ("压平", "0.7个百分点"), id="just that"
        ),
        pytest.param("货车超限率1.9%", "农药残留超标率降到1.2%", None, id="another rate"),
    ],
)
def test_how_far_what_is_wrong_is_to_fall(problem, aim, said):
    brief = brief_of([{"主题": "治理", "目标": aim}], 时段="上半年", 问题=[problem])
    [goal] = [point.goal for point in brief.points]
    assert goal
    found = gaps.brought_down(goal, brief)
    assert (found and (found.role, told(found)["差数"])) == said


@pytest.mark.parametrize(
    ("measure", "total"),
    [
        pytest.param("再租用打捆机6台", "15台", id="added to what there is"),
        pytest.param("打捆机检修6台", "", id="nothing is added"),
        pytest.param("再租用打捆机6台，总数达到15台", "", id="it says so itself"),
        pytest.param("再租用收割机6台", "", id="of another thing"),
        pytest.param("再租用打捆机6辆", "", id="of another unit"),
    ],
)
def test_what_there_is_then(measure, total):
    brief = brief_of([{"主题": "离田"}], 问题=["打捆机只有9台，秋收集中时转不开"])
    found = means.with_what_there_is(Fact(measure, "意见[0].举措[0]"), brief.review.problems)
    assert told(found).get("总数", "") == total


@pytest.mark.parametrize(
    ("problem", "measure", "lack"),
    [
        pytest.param("村级防疫员应配214人，实有176人", "招聘村级防疫员38名", "38名", id="just as many as are missing"),
        pytest.param("村级防疫员应配214人，实有176人", "招聘村级防疫员30名", "", id="fewer"),
        pytest.param("应配督导员628名，实有431名，缺197名", "招聘督导员197名", "", id="the problem says so itself"),
    ],
)
def test_just_as_many_as_are_missing(problem, measure, lack):
    brief = brief_of([{"主题": "防疫"}], 问题=[problem])
    found = means.fills_up(Fact(measure, "意见[0].举措[0]"), brief.review.problems)
    assert told(found).get("差数", "") == lack


@pytest.mark.parametrize(
    ("goal", "left"),
    [
        pytest.param("停车类诉求比去年下降三成以上", "3402件以内", id="of what the problem counts"),
        pytest.param("噪声类投诉比去年下降三成以上", "", id="of something else"),
        pytest.param("停车类诉求比去年下降三成以上，满意率提高", "3402件以内", id="its first clause"),
    ],
)
def test_what_a_share_that_is_to_go_leaves(goal, left):
    brief = brief_of([{"主题": "停车", "目标": goal}], 问题=["热线去年受理停车类诉求4860件，占27%"])
    fact = brief.points[0].goal
    assert fact and told(gaps.cut_by(fact, brief.review.problems)).get("应数", "") == left


@pytest.mark.parametrize(
    ("measure", "goal", "rest"),
    [
        pytest.param(
            "逾期货款收回4000万元", "逾期额控制在2000万元以内", ("2800万元", "800万元"), id="some must follow"
        ),
        pytest.param("逾期货款收回5000万元", "逾期额控制在2000万元以内", ("", ""), id="enough"),
        pytest.param("逾期货款收回4000万元", "收入达到2000万元", ("", ""), id="no limit"),
        pytest.param("预收货款4000万元", "逾期额控制在2000万元以内", ("", ""), id="of something else"),
    ],
)
def test_what_has_to_follow_a_part(measure, goal, rest):
    brief = brief_of([{"主题": "资金", "目标": goal, "举措": [measure]}], 问题=["应收账款3.92亿元，其中逾期6800万元"])
    found = told(gaps.still_to_do(Fact(measure, "x"), brief.points[0].goal, brief.review.problems))
    assert (found.get("余数", ""), found.get("差数", "")) == rest


@pytest.mark.parametrize(
    ("problem", "measure", "missing"),
    [
        ("秋收高峰日烘干需求5000吨，现有能力只有3200吨", "日烘干能力增加1350吨，达到4550吨", "450吨"),
        ("秋收高峰日烘干需求5000吨，现有能力只有3200吨", "日烘干能力达到5200吨", None),
        ("秋收高峰日烘干需求5000吨", "冷库库容达到3000吨", None),
    ],
)
def test_what_is_still_missing_to_what_is_needed(problem, measure, missing):
    found = means.short_of_need(Fact(measure, "意见[0].举措[0]"), [Pair("形势.问题[0]", Fact(problem, "形势.问题[0]"))])
    assert (found and found.needs["差数"][0].text) == missing
