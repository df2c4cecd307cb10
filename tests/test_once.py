"""What a measure says in other words is not said twice: which answers are, and which only seem to be."""

from __future__ import annotations

import pytest

from drafter.brief_file import parse_brief
from drafter.writing.once import left_of
from tests.briefs import as_yaml
from tests.test_compose import drafted, whole


@pytest.mark.parametrize(
    ("answer", "measure", "same"),
    [
        ("抓紧做好8万亩碳汇林的计量和登记", "完成8万亩碳汇林计量和登记，力争签下第一单碳汇交易", True),
        ("全部延长到晚上12点", "再建驿站5个，总数达到12个，全部开到晚上12点", True),
        ("大洪高速今年6月开工", "高速联通，大洪高速6月开工、2028年建成", True),
        ("雨季前37户全部先搬出来", "D级37户5月底前全部搬离", False),  # 雨季前 is said only here
        ("分三年重新落界，今年先做6000宗", "今年完成6000宗林地重新落界", False),  # 分三年
        ("免收3000元押金", "收取押金3000元", False),  # the other way round
        ("招聘护士30名", "招聘护士20名", False),
        ("逐户上门", "逐户上门讲清政策", True),
        ("逐户上门签字", "逐户上门讲清政策", False),
    ],
)
def test_a_measure_says_an_answer_that_has_nothing_of_its_own(answer, measure, same):
    assert (left_of(answer, measure) == "") == same


@pytest.mark.parametrize(
    ("answer", "measure", "left"),
    [
        ("镇里统一找维修队，4月底前修完", "187户坏厕所4月底前修好，修一户销一户", "镇里统一找维修队"),
        ("联合审查、并联办理，压缩到60天以内", "7个窗口并成1个，审批压缩到60天以内", "联合审查、并联办理"),
        ("定向委培600人，其余由医院下派", "定向委培乡村医生600人", "定向委培600人，其余由医院下派"),
        ("全部延长到晚上12点，周末也开", "全部开到晚上12点", "全部延长到晚上12点，周末也开"),
        ("全部延长到晚上12点，请志愿者值班", "全部开到晚上12点", "请志愿者值班"),
    ],
)
def test_clauses_a_measure_says_are_left_out_but_none_that_others_hang_on(answer, measure, left):
    assert left_of(answer, measure) == left


def brief_with(answer: str):
    data = {
        "标题": "在骑手服务工作会上的讲话",
        "日期": "2026-03-05",
        "形势": {"问题": [{"问题": "7个驿站有2个晚上8点就关门", "对策": answer}]},
        "意见": [{"主题": "驿站服务", "举措": ["再建驿站5个，全部开到晚上12点", "驿站配齐热水和充电口"]}],
    }
    return parse_brief(as_yaml(data), "brief.yaml")


def test_such_an_answer_is_left_to_its_measure_and_the_clerk_is_told():
    draft = drafted(brief_with("全部延长到晚上12点"))
    assert draft.once == {"形势.问题[0].对策": "意见[0].举措[0]"}
    assert whole(draft).count("晚上12点") == 1
    assert draft.unused == ()
    assert draft.loops.opened == draft.loops.closed == 1


def test_an_answer_with_more_to_say_stands_in_the_draft():
    draft = drafted(brief_with("周末和晚上请志愿者值班"))
    assert draft.once == {}
    assert "周末和晚上请志愿者值班" in whole(draft)


def test_an_answer_the_goal_and_the_names_of_the_measures_say_is_told_with_the_goal():
    names = [{"要点": name, "内容": f"{name}重新比价"} for name in ("采购", "能耗", "物流")]
    data = {
        "标题": "在经营分析会上的讲话",
        "日期": "2026-07-05",
        "形势": {"问题": [{"问题": "利润总额比计划少520万元", "对策": "下半年从采购、能耗、物流三块降本1800万元"}]},
        "意见": [{"主题": "降本增效", "目标": "下半年降本1800万元", "举措": names}],
    }
    draft = drafted(parse_brief(as_yaml(data), "brief.yaml"))
    assert draft.once == {"形势.问题[0].对策": "意见[0].目标"}
    assert draft.loops.opened == draft.loops.closed == 1
