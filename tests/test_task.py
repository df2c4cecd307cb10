"""Cards of 事项: recognising what a brief asks for, and what is said of it."""

from __future__ import annotations

import pytest

from drafter import bank, files
from drafter.bank import load
from drafter.bank_file import Contents, read
from drafter.errors import Problem
from drafter.files import Text
from drafter.jobs.lint_tasks import misread
from drafter.task import PARTS, Task, task_of, ways_of

SHIPPED = load([files.shipped("phrasebanks")])
CARD = """事项:
- 名: 数字化改造
  词: [数字化|智能化 改造|升级, 技改]
  不含: [政务]
  要点: [改造传统企业]
  缘由: [改与不改，企业最犹豫的是投入大、见效慢。]
  做法: [先帮企业把投入产出账算清楚，再从最急的环节改起。]
"""


def tasks_of(text: str) -> tuple[Contents, list[str]]:
    problems: list[Problem] = []
    return read(Text("tasks.yaml", text, "utf-8"), problems), [str(problem) for problem in problems]


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        pytest.param("推动15家企业智能化改造", 5, id="a word of every group"),
        pytest.param("完成技改20项", 2, id="another rule"),
        pytest.param("推进数字化", 0, id="one group is missing"),
        pytest.param("统筹招商、技改和用工", 0, id="one of many things"),
        pytest.param("政务数字化改造", 0, id="a word that excludes"),
    ],
)
def test_a_text_is_recognised_by_its_words(text, weight):
    (task,) = tasks_of(CARD)[0].tasks
    assert task.weight(text) == weight


def test_a_word_of_the_topic_counts_half_and_never_alone():
    task = Task("生产线改造", ((("数字化", "智能化"), ("生产线", "改造")),))
    assert task.weight("把老生产线换下来", about="智能化") == 3 + 1.5
    assert task.weight("召开现场会", about="智能化改造") == 0


def test_two_characters_and_the_topic_tell_no_task():
    meals = Task("校园安全", ((("校园",), ("安全",)),))
    assert meals.weight("校园餐统一招标采购", about="食品安全") == 0
    assert meals.weight("守住校园安全", about="食品安全") == 4


def test_the_card_with_most_words_wins_and_levels_are_kept_apart():
    general, special = Task("安全", ((("安全",),),)), Task("安全培训", ((("安全",), ("培训",)),), levels=("企业",))
    assert task_of((general, special), ["开展安全培训"], "") is special
    assert task_of((general, special), ["开展安全培训"], "", "县") is general
    assert task_of((general, special), ["开展招商"], "") is None


def test_a_measure_is_told_with_a_view_to_the_problem_it_answers():
    walls = Task("自建房", ((("自建房",),),), unless=("用电",))
    wiring = Task("用电", ((("用电",), ("隐患",)), (("自建房",), ("逐栋",))))
    old = Task("养老", ((("老人",),),))
    assert task_of((walls, wiring), ["对自建房逐户过一遍"], "") is walls
    assert task_of((walls, wiring), ["对自建房逐栋过一遍", "自建房用电隐患较多"], "") is wiring
    assert task_of((walls, old), ["核对人口信息", "独居老人底数不清"], "") is None


def test_sentences_of_a_card_carry_its_name_and_their_part():
    contents, problems = tasks_of(CARD)
    assert problems == []
    assert [(p.slot, p.move, p.role, p.task) for p in contents.phrases] == [
        ("three_opinions", "measure", "缘由", "数字化改造"),
        ("three_opinions", "measure", "做法", "数字化改造"),
    ]


def test_every_problem_of_a_card_is_told_with_its_line():
    text = """事项:
- 名: 甲
  词: [技改]
  做法: ['{{ 县 }', '']
  道里: [一句]
- 词: [乙]
- 名: 丙
  层级: [州]
"""
    assert tasks_of(text)[1] == [
        "tasks.yaml:5: 事项[0].道里: 没有这个键",
        "tasks.yaml:4: 事项[0].做法[0]: 句子里只能有 {{ 变量名 }}，不能有别的模板语言",
        "tasks.yaml:4: 事项[0].做法[1]: 不能为空",
        "tasks.yaml:6: 事项[1].名: 不能为空",
        "tasks.yaml:7: 事项[2].词: 不能为空：写上在简报里怎样认出这件事",
        "tasks.yaml:8: 事项[2].层级: 只能写 省、市、区、县、镇、乡、街道、村、开发区、企业、学校、单位，现在是“州”",
    ]


def test_a_card_of_a_known_name_replaces_it_and_a_retired_one_is_gone(tmp_path):
    for folder, text in (("first", CARD), ("second", "事项:\n- 名: 数字化改造\n  状态: 停用\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "tasks.yaml").write_text(text, encoding="utf-8")
    known = bank.read([tmp_path / "first"])
    assert [phrase.task for phrase in known.phrases] == ["数字化改造", "数字化改造"]
    over = bank.read([tmp_path / "first", tmp_path / "second"])
    assert (over.tasks, over.phrases) == ((), ())


def test_every_shipped_card_knows_its_examples_and_nothing_else():
    assert list(map(str, misread(SHIPPED.tasks))) == []


def test_lint_tells_which_card_took_an_example():
    contents, _ = tasks_of(CARD + "  例: [上门服务企业, 政务数字化改造]\n  反例: [完成技改20项]\n")
    assert list(map(str, misread(contents.tasks))) == [
        "tasks.yaml:2: 事项.数字化改造: 例“上门服务企业”认不出来：在 词 里加上它的说法，或在那张卡的 不含 里排除它",
        "tasks.yaml:2: 事项.数字化改造: 例“政务数字化改造”认不出来：在 词 里加上它的说法，或在那张卡的 不含 里排除它",
        "tasks.yaml:2: 事项.数字化改造: 反例“完成技改20项”也认成了这件事：把 词 写得具体些，或用 不含 排除它",
    ]


def test_lint_tells_of_a_card_of_a_single_thing_that_is_not_found():
    text = "事项:\n- 名: 细·公寓\n  词: [人才公寓]\n  例: [新建公寓]\n  反例: [清理人才公寓]\n  讲究: [住得安心。]\n"
    assert list(map(str, misread(tasks_of(text)[0].tasks))) == [
        "tasks.yaml:2: 事项.细·公寓: 例“新建公寓”认不出来：在 词 里加上它的说法",
        "tasks.yaml:2: 事项.细·公寓: 反例“清理人才公寓”也认成了这件事：把 词 写得具体些，或用 不含 排除它",
    ]


WAY = """事项:
- 名: 写法·频次
  认: ['(?P<频次>每[月周]一次)', '(定期)走访']
  不含: [改为]
  例: [环境监测每月一次]
  接句: ['既然定了{{ 频次 }}，每一次都要做细。']
"""


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        pytest.param("环境监测每月一次", (("频次", "每月一次"),), id="with its words"),
        pytest.param("定期走访企业", (), id="without"),
        pytest.param("由每月一次改为每周一次", None, id="a word that excludes"),
        pytest.param("环境监测", None, id="put otherwise"),
    ],
)
def test_a_way_of_putting_a_measure_binds_its_words(text, bound):
    (way,) = tasks_of(WAY)[0].tasks
    assert way.put(text) == bound


def test_what_is_wrong_with_a_way_is_told():
    contents, problems = tasks_of(WAY.replace("(定期)走访", "(定期"))
    assert len(problems) == 1 and problems[0].startswith("tasks.yaml:3: 事项[0].认: “(定期”不是能用的正则表达式：")
    contents, _ = tasks_of(WAY + "  反例: [党课每周一次]\n")
    assert list(map(str, misread(contents.tasks))) == [
        "tasks.yaml:2: 事项.写法·频次: 反例“党课每周一次”也认成了这种写法：把 词 或 认 写得具体些，或用 不含 排除它"
    ]
    contents, _ = tasks_of(WAY.replace("环境监测每月一次", "每年一次"))
    assert list(map(str, misread(contents.tasks))) == [
        "tasks.yaml:2: 事项.写法·频次: 例“每年一次”认不出来：在 词 或 认 里加上这种写法"
    ]


def test_every_shipped_card_can_carry_what_it_is_asked_for():
    assert [task.name for task in SHIPPED.tasks if not (task.fits and _carries(task))] == []


def _carries(task: Task) -> bool:
    """A kind of work, a problem, a figure, a chance or a single thing: with enough to say of it."""
    said = {part: len(list(SHIPPED.on_task(slot, move, part, task.name))) for part, (slot, move) in PARTS.items()}
    if task.is_way:
        return said["接句"] >= 3
    chance = said["机遇"] and (said["方向"] or said["讲究"] or said["好处"])
    whole = said["缘由"] and said["做法"] >= 3 and said["界限"] and task.heads
    single = said["后果"] >= 2 or said["讲究"] + said["好处"] >= 2
    return bool(chance or whole or single or said["连说"] or said["意味"])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("企业对照清单自查", ["写法·自查"], id="by its words alone"),
        pytest.param("每月一次自查", ["写法·自查", "写法·频次"], id="the act before the manner"),
        pytest.param("自查报告每月一次交督查组", ["写法·频次"], id="a word that excludes"),
        pytest.param("自评等次", [], id="words found, pattern not"),
    ],
)
def test_a_way_may_be_known_by_words(text, names):
    more = "- 名: 写法·自查\n  词: [自查]\n  不含: [督查组]\n  例: [自查]\n  接句: [查出来的先改。]\n"
    both = "- 名: 写法·自评\n  词: [自评]\n  认: ['自评报送']\n  例: [自评报送]\n  接句: [评了就报。]\n"
    tasks = tasks_of(WAY + more + both)[0].tasks
    assert [way.name for way, _ in ways_of(tasks, text)] == names
