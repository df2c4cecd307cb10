"""Which measure answers which problem: single cases, and how many of those somebody else answered are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
import yaml

from drafter import files
from drafter.bank import load
from drafter.brief_file import parse_brief
from drafter.writing.loops import BY_GOAL, HERE, Loop, match
from drafter.writing.matching import word_lists
from tests.briefs import as_yaml

SHIPPED = load([files.shipped("phrasebanks")])
ANSWERED = yaml.safe_load((Path(__file__).parent / "data" / "loops.yaml").read_text(encoding="utf-8"))["简报"]


def loops_of(problems: Sequence[object], points: Sequence[Mapping[str, object]], **more: object) -> list[Loop]:
    data = {"标题": "在工作会议上的讲话", "形势": {"问题": list(problems)}, "意见": points, **more}
    return match(parse_brief(as_yaml(data), "brief.yaml"), SHIPPED, frozenset(word_lists()["常见词"])).all


def answer(loop: Loop) -> str:
    return f"{loop.point}.{loop.measure}" if loop.answered else "无"


@pytest.mark.parametrize(
    ("problem", "topic", "measures", "found"),
    [
        pytest.param("电动车进楼充电屡禁不止", "消防", ["封堵管井", "清理楼道充电"], "0.1", id="one telling word"),
        pytest.param("农机轴承占着两条装配线", "技改", ["换装两条连续炉"], "无", id="two of anything"),
        pytest.param("乱占耕地37宗", "用地", ["约谈负责人", "37宗年底前逐宗销号"], "0.1", id="the same amount"),
        pytest.param("从城区到开发区没有公交", "审批", ["从拿地到开工压减到45天"], "无", id="到开 is no word"),
        pytest.param("招工难", "用工", ["发展企业", "建设项目"], "无", id="nothing shared"),
    ],
)
def test_a_measure_answers_by_what_only_the_two_of_them_say(problem, topic, measures, found):
    [loop] = loops_of([problem], [{"主题": topic, "举措": measures}])
    assert answer(loop) == found


def test_the_goal_of_a_point_answers_by_itself():
    point = {"主题": "隐患排查", "目标": "5月底前11项挂牌隐患全部销号", "举措": ["每周通报进度"]}
    [loop] = loops_of(["去年挂牌的隐患还有11项没有销号"], [point])
    assert (loop.point, loop.measure, loop.named) == (0, BY_GOAL, True)


def test_a_problem_with_its_own_answer_is_not_left_to_the_goal():
    point = {"主题": "隐患排查", "目标": "5月底前11项挂牌隐患全部销号", "举措": ["每周通报进度"]}
    [loop] = loops_of([{"问题": "挂牌隐患还有11项没有销号", "对策": "一项一名领导盯到底"}], [point])
    assert loop.answered and loop.measure != BY_GOAL


def test_a_word_the_whole_brief_speaks_of_ties_nothing():
    measures = [f"为开发区{what}" for what in ("修路", "架线", "植树", "供水")]
    [loop] = loops_of(["开发区亩均税收偏低"], [{"主题": "配套", "举措": measures}])
    assert not loop.answered


def test_most_problems_of_briefs_by_others_find_their_measure():
    right = gaps = asked = 0
    for brief in ANSWERED:
        problems = [one["问题"] for one in brief["问题"]]
        found = loops_of(problems, brief["意见"], 标题=brief["标题"], 层级=brief["层级"])
        for loop in found:
            known = brief["问题"][int(loop.pair.path[len("形势.问题[") : -1])]["答"]
            asked += 1
            right += answer(loop) in known
            gaps += answer(loop) == "无" and known != ["无"]
    assert asked >= 160
    assert right >= 0.85 * asked  # 78 % when these briefs were first seen
    assert gaps <= 0.04 * asked  # a gap for what the brief answers is what readers resent most; it was 10 %


def test_an_answer_is_said_with_the_measure_of_its_matter_or_in_its_point_or_where_its_problem_is_told():
    problems = ["镇里没有消防车", {"问题": "农民工讨薪要跑三个窗口", "对策": "合成一个窗口，当天转办"}]
    points = [{"主题": "春耕备耕", "举措": ["种子化肥下周到村"]}, {"主题": "护林防火", "举措": ["清理防火通道"]}]
    assert [loop.point for loop in loops_of(problems, points)] == [HERE, HERE]
    near = [{"主题": "窗口服务", "举措": ["办事窗口中午不休息", "农民工培训上岗"]}, *points]
    assert [(loop.point, loop.measure) for loop in loops_of(problems, near)] == [(HERE, -1), (0, -1)]
    near[0]["举措"] = ["办事窗口中午不休息", "讨薪窗口派人轮值"]  # of the same matter: they are told together
    assert [(loop.point, loop.measure) for loop in loops_of(problems, near)] == [(HERE, -1), (0, 1)]


def test_a_want_of_people_is_no_state_of_mind():
    [loop] = loops_of(["心理老师只有1人，要管1080名学生"], [{"主题": "课堂教学", "举措": ["集体备课"]}])
    assert not loop.answered
    assert loops_of(["部分干部有侥幸心理"], [{"主题": "课堂教学", "举措": ["集体备课"]}]) == []


def test_an_answer_is_an_item_only_of_a_point_that_has_none_of_its_own():
    problem = {"问题": "学生中途离校，流失率2.5%", "对策": "班主任、任课教师包生到人，请假两天必上门"}
    measures = ["选派12名教师到企业实践", "青年教师一人拜一个师傅"]
    point = {"主题": "教师队伍", "目标": "骨干教师达到75人"}
    [told] = loops_of([problem], [{**point, "举措": measures}])
    assert (told.point, told.answered) == (HERE, True)  # 教师队伍 is not what they leave for
    flood = {"问题": "河道垃圾随手倾倒", "对策": "沿河各村设河道保洁员，河道垃圾日产日清"}
    [item] = loops_of([flood], [{"主题": "河道垃圾清理", "目标": "河道垃圾日产日清"}])
    assert (item.point, item.measure) == (0, -1)


@pytest.mark.parametrize(
    ("problem", "measure", "sure"),
    [
        pytest.param("民办机构预收费没有监管", "民办院转型，引导民办机构转型65张", False, id="only whom it befalls"),
        pytest.param("实训课缺24个工位", "新增实训工位24个", True, id="the thing and its number"),
        pytest.param("县级养护资金到位率低", "养护资金到位情况按季通报", True, id="one long name"),
    ],
)
def test_a_measure_is_said_to_be_for_a_problem_only_if_they_share_the_matter(problem, measure, sure):
    [loop] = loops_of([problem], [{"主题": "工作", "举措": [measure]}])
    assert loop.sure == sure


@pytest.mark.parametrize(
    ("chance", "measure", "led_in"),
    [
        pytest.param("四季度是销售旺季，商超提前备货", "商超旺季的配送线路提前排定", True, id="of that very thing"),
        pytest.param("承办博览会，县乡道路提质有了需求", "推行路长制，县乡道路列养率100%", False, id="one name only"),
        pytest.param("腾出闲置村小校舍23处", "用好23处闲置校舍，改成助餐点", False, id="it names it itself"),
    ],
)
def test_a_chance_leads_into_a_measure_only_where_that_makes_use_of_it(chance, measure, led_in):
    found = loops_of([], [{"主题": "工作", "举措": [measure]}], 形势={"机遇": [chance]})
    assert [loop.measure >= 0 and not loop.named for loop in found] == [led_in]


def test_a_problem_belongs_where_its_number_is_put_right():
    points = [
        {"主题": "校园食品安全", "目标": "3月底前63个问题全部整改销号", "举措": ["后厨装摄像头"]},
        {"主题": "校外培训", "举措": ["联合市场监管部门查培训机构"]},
    ]
    [loop] = loops_of(["县市场监管局抽查40个食堂，发现问题63个"], points)
    assert loop.about == 0


@pytest.mark.parametrize(
    ("problem", "measure"),
    [
        pytest.param(
            "3个项目因为用地手续没办下来", "因用地卡住的由自然资源局开协调会", id="a word with a character of a seam"
        ),
        pytest.param("列为“高效办成一件事”改革试点", "再上线11个“一件事”", id="a name in quotes within another"),
    ],
)
def test_a_word_both_say_closes_the_loop(problem, measure):
    [loop] = loops_of([problem], [{"主题": "审批服务", "举措": [measure, "大厅延时到七点"]}])
    assert (loop.point, loop.measure, loop.answered) == (0, 0, True)


def test_how_a_point_is_held_to_account_may_answer_a_problem():
    point = {"主题": "长效保洁", "举措": ["重新划片"], "保障": "半月一检查，一月一排名"}
    [loop] = loops_of(["有的村靠突击，检查组一走就反弹"], [point])
    assert loop.answered
    [weather] = [loops_of(["9月以来全县平均降雨38.6毫米，比常年同期少46%"], [point])]
    assert weather == []


def test_an_answer_that_says_the_name_of_a_measure_stands_with_it():
    problem = {"问题": "67个小区里有12个没有物业", "对策": "按位置就近打成4个片，整片选聘一家物业"}
    measure = {"要点": "整片选聘", "内容": "4个片区分别开居民议事会，谈清楚再签合同"}
    [loop] = loops_of([problem], [{"主题": "物业管理", "举措": ["收费标准公示", measure]}])
    assert (loop.point, loop.measure) == (0, 1)


def test_an_answer_with_more_to_say_than_its_measure_stands_with_it():
    problem = {"问题": "白岩、安平两县有43个村靠送水车拉水吃", "对策": "今年10月底前43个村全部接上稳定水源"}
    point = {"主题": "农村供水", "举措": ["新建水厂", "43个缺水村每村落实一处备用水源"]}
    assert [(loop.point, loop.measure) for loop in loops_of([problem], [point])] == [(0, 1)]
