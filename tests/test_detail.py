"""Things a fact names in passing: found by their words, one for each stretch, lists side by side."""

from __future__ import annotations

import pytest

from drafter import files
from drafter.bank import load
from drafter.detail import details_of, side_by_side
from drafter.task import SINGLE, Task

SHIPPED = load([files.shipped("phrasebanks")])
FLAT = Task("公寓", ((("公寓",),),), parts=("讲究", "短评"))
TALENT = Task("人才公寓", ((("人才公寓",),),), parts=("讲究", "短评"))
LAB = Task("研发楼", ((("研发楼",),),), parts=("短评",))
PILOT = Task("中试基地", ((("中试基地",),),), unless=("关停",), parts=("好处", "短评"))
CARD = Task("园区建设", ((("建设",),),), parts=("做法",))


def names(text: str, *tasks: Task, level: str = "") -> list[str]:
    return [one.task.name for one in details_of(tasks, text, level)]


def test_what_is_named_is_found_in_the_order_of_the_text():
    assert names("建设中试基地和人才公寓", TALENT, PILOT) == ["中试基地", "人才公寓"]


def test_of_two_at_one_place_the_longer_word_counts():
    assert names("新建人才公寓300套", FLAT, TALENT) == ["人才公寓"]
    assert names("清理群租公寓", FLAT, TALENT) == ["公寓"]


def test_what_only_tells_which_is_not_spoken_of():
    fruit, works = Task("黄桃", ((("黄桃",),),), parts=("讲究",)), Task("深加工", ((("深加工",),),), parts=("讲究",))
    assert names("引进黄桃深加工企业", fruit, works) == ["深加工"]
    assert names("黄桃销售和深加工", fruit, works) == ["黄桃", "深加工"]


def test_words_of_one_rule_stand_in_one_clause():
    fee = Task("卫生费", ((("卫生",), ("缴费",)),), parts=("讲究",))
    assert names("卫生缴费上墙公开", fee) == ["卫生费"]
    assert names("搞好卫生，按时缴费", fee) == []


@pytest.mark.parametrize(
    ("text", "level"),
    [
        pytest.param("关停中试基地", "", id="a word that excludes"),
        pytest.param("建设园区", "", id="a card that speaks of no single thing"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_what_is_not_named_is_not_found(text, level):
    assert names(text, PILOT, CARD, level=level) == []


def test_a_card_for_another_level_is_passed_over():
    village = Task("晒场", ((("晒场",),),), levels=("村",), parts=("讲究",))
    assert names("修好晒场", village, level="县") == []
    assert names("修好晒场", village, level="村") == ["晒场"]


def test_a_list_is_told_side_by_side_only_as_a_whole():
    def row(text: str) -> list[str]:
        return [one.task.name for one in side_by_side(details_of((TALENT, LAB, PILOT), text))]

    assert row("建设研发楼、中试基地和人才公寓，首批17家企业入驻") == ["研发楼", "中试基地", "人才公寓"]
    assert row("建设研发楼、中试基地、食堂和人才公寓") == []
    assert row("建设研发楼") == []


def test_every_shipped_detail_is_found_in_its_own_examples_and_speaks_of_what_it_names():
    details = [task for task in SHIPPED.tasks if not set(SINGLE).isdisjoint(task.parts)]
    assert len(details) >= 100
    missed = [
        (task.name, text)
        for task in details
        for text in task.fits
        if task not in [one.task for one in details_of([task], text, task.levels[0] if task.levels else "")]
    ]
    wrong = [(task.name, text) for task in details for text in task.unfit if details_of([task], text)]
    assert missed == []
    assert wrong == []


def test_what_is_said_of_a_thing_sets_no_figure_and_opens_with_no_must():
    for task in SHIPPED.tasks:
        for part in SINGLE:
            for phrase in SHIPPED.on_task("three_opinions", "measure", part, task.name):
                assert not any(char.isdigit() for char in phrase.text), phrase.text
                assert not phrase.text.startswith(("要", "必须")), phrase.text
                assert phrase.text.endswith("。") != (part == "短评"), phrase.text
