from __future__ import annotations

import re
from functools import cache

import pytest

from drafter import files
from drafter.bank import load
from drafter.speech import MOVES
from drafter.writing.fit import BREATH, longest

COMMON = [
    "项目建设",
    "招商引资",
    "工业经济",
    "产业升级",
    "科技创新",
    "营商环境",
    "乡村振兴",
    "农业农村",
    "城市建设",
    "生态环保",
    "安全生产",
    "民生保障",
    "教育",
    "卫生健康",
    "文化旅游",
    "消费",
    "财政金融",
    "改革开放",
    "基层治理",
    "党的建设",
    "作风建设",
    "督导考核",
]


@cache
def bank():
    return load([files.shipped("phrasebanks")])


@pytest.mark.parametrize(("slot", "move"), MOVES)
def test_every_move_has_eight_ways_of_saying_it(slot, move):
    assert len(bank().of(slot, move)) >= 8


@pytest.mark.parametrize("name", COMMON)
def test_a_common_topic_has_reasons_measures_and_heading_fills(name):
    topic = bank().topic(name)
    assert topic is not None and topic.name == name

    def own(move: str) -> int:
        return sum(name in phrase.topics for phrase in bank().of("three_opinions", move))

    assert own("rationale") >= 2
    assert own("measure") >= 6
    assert min(map(len, (topic.shorts, topic.aims, topic.acts, topic.demands))) >= 2


def test_heading_fills_have_the_length_their_moulds_need():
    for topic in bank().topics:
        assert {len(word) for word in topic.shorts} == {3}, topic.name
        assert {len(word) for word in (*topic.aims, *topic.demands)} == {4}, topic.name
        assert all(5 <= len(word) <= 9 for word in topic.acts), topic.name


def test_no_two_topics_share_an_aim_or_a_name():
    aims = [aim for topic in bank().topics for aim in topic.aims]
    names = [name for topic in bank().topics for name in (topic.name, *topic.aliases)]
    assert sorted(aim for aim in set(aims) if aims.count(aim) > 1) == []
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_hand_written_and_mined_are_told_apart_by_their_source():
    phrases = [phrase for slot, move in MOVES for phrase in bank().of(slot, move)]
    mined = [phrase for phrase in phrases if phrase.source]
    assert len(mined) >= 35
    assert all(phrase.source.split("#")[0].endswith(".txt") for phrase in mined)
    assert len(phrases) - len(mined) > 2000


def test_a_hand_written_phrase_is_read_in_one_breath():
    long = [p.text for slot, move in MOVES for p in bank().of(slot, move) if not p.source and longest(p.text) > BREATH]
    assert long == []


def test_no_remark_threatens_what_the_brief_does_not():
    """A remark behind a measure says a limit or a reason; whom to call to account is for the brief to say."""
    threats = re.compile("追究|查处|追责|(?<!不)处罚|问责|从重|从严处|严肃处理|违规处理|违纪")
    ways = [phrase for phrase in bank().phrases if phrase.role == "接句"]
    assert len(ways) > 500
    assert [phrase.text for phrase in ways if threats.search(phrase.text)] == []
