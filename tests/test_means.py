"""What is at hand beside what is asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from drafter.brief import Brief, Fact
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
