"""Each occasion has its own order of moves, its own voice, and says only what its speaker may say."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter import files, level
from drafter.bank import load
from drafter.brief import Brief
from drafter.brief_file import parse_brief, read_brief
from drafter.errors import InvalidFile
from drafter.writing import outline
from drafter.writing.compose import compose
from tests.briefs import as_yaml, briefs
from tests.test_compose import assert_lawful

FOLDER = files.shipped("templates")
OUTLINES = outline.available([FOLDER])
OCCASIONS = {
    "动员部署": "动员", "总结表彰": "总结", "座谈会": "座谈", "表态发言": "表态", "致辞": "致辞", "会议主持词": "主持",
}  # fmt: skip
each = pytest.mark.parametrize("name", OCCASIONS)
seeds = pytest.mark.parametrize("seed", range(6))
COMMAND = re.compile("各单位要|各乡镇要|要求各|责任单位要")


@cache
def bank():
    return load([files.shipped("phrasebanks")])


def starter(name: str) -> Brief:
    return read_brief(FOLDER / "briefs" / f"{name}.yaml")


def drafted(brief: Brief, name: str, seed: int = 1):
    return compose(brief, bank(), OUTLINES[name], seed)


def said(brief: Brief, name: str, seed: int = 1) -> str:
    return "\n".join(block.text for block in drafted(brief, name, seed).speech.blocks)


def of(text: str) -> Brief:
    return parse_brief(text, "brief.yaml")


@each
@seeds
def test_a_starter_becomes_a_lawful_draft_of_its_length(name, seed):
    brief = starter(name)
    draft = drafted(brief, name, seed)
    assert_lawful(brief, draft)
    assert draft.unused == ()
    assert brief.length and abs(draft.speech.characters - brief.length) <= 0.2 * brief.length


@each
def test_an_outline_names_its_occasion(name):
    assert outline.render(OUTLINES[name], starter(name)).tone == OCCASIONS[name]


def test_an_unknown_occasion_is_told_with_the_known_ones(tmp_path):
    path = tmp_path / "我的.j2"
    path.write_text('{{ 场合("座淡") }}\n', encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        outline.render(path, starter("座谈会"))
    known = "部署、动员、总结、表态、座谈、致辞、主持"
    assert str(caught.value) == f"{path}:1: 提纲运行出错：没有「座淡」这种语气，是不是 座谈？可用 {known}"


@seeds
@pytest.mark.parametrize("name", ["表态发言", "致辞"])
def test_who_pledges_or_welcomes_commands_nobody(name, seed):
    assert not COMMAND.search(said(starter(name), name, seed))


@seeds
@each
def test_no_occasion_is_called_another(name, seed):
    others = {"座谈": "座谈会", "表彰": "总结表彰", "动员会": "动员部署", "总结会": "", "部署会": ""}
    text = said(of("标题: 在全县工作会议上的讲话\n意见: [项目建设, 营商环境]\n"), name, seed)
    assert [word for word, own in others.items() if own != name and word in text] == []


@pytest.mark.parametrize(
    ("post", "behalf"),
    [("县委书记", "我代表县委、县政府"), ("县长", "我代表县政府"), ("副县长", ""), ("县委常委、组织部部长", "")],
)
@pytest.mark.parametrize("name", ["总结表彰", "致辞", "座谈会"])
def test_only_who_may_thanks_on_behalf(name, post, behalf):
    brief = of(f"标题: 在活动上的讲话\n讲话人: {post}\n地区: 云岭县\n形势: {{成绩: [路修通了]}}\n意见: [项目建设]\n")
    texts = [said(brief, name, seed) for seed in range(12)]
    assert {found for text in texts for found in re.findall("代表(.{1,6}?)[，对向]", text)} == (
        {behalf.removeprefix("我代表")} if behalf else set()
    )


@pytest.mark.parametrize(
    ("place", "meeting", "above"),
    [
        ("松坪镇", "全县安全生产工作会议", "县委、县政府"),
        ("云岭县", "全市经济工作会议", "市委、市政府"),
        ("云岭县", "全县经济工作会议", ""),
        ("云岭县", "全镇工作会议", ""),
        ("云岭县财政局", "全县经济工作会议", "县委、县政府"),
        ("松坪镇", "重点工作会议", ""),
    ],
)
def test_whom_a_speaker_answers_to_is_told_by_the_meeting(place, meeting, above):
    brief = of(f"标题: 在{meeting}上的表态发言\n地区: {place}\n会议: {{名称: {meeting}}}\n意见: [项目建设]\n")
    assert level.superior(brief) == above


@seeds
def test_a_chairman_announces_as_many_items_as_follow_in_order(seed):
    brief = starter("会议主持词")
    text = said(brief, "会议主持词", seed)
    agenda = [fact.text for fact in brief.meeting.agenda]
    assert f"{'一二三四'[len(agenda) - 1]}项" in text
    places = [text.index(f"第{'一二三四'[index]}项") for index in range(len(agenda))]
    assert places == sorted(places)
    assert [text.count(item) for item in agenda] == [1] * len(agenda)
    assert [text.index(item) for item in agenda] == sorted(text.index(item) for item in agenda)
    assert "请请" not in text


def test_an_agenda_already_past_is_not_announced():
    brief = of("标题: 主持词\n会议: {议程: [县水利局通报了情况, 县长作了讲话]}\n意见: [项目建设]\n")
    text = said(brief, "会议主持词")
    assert "县水利局通报了情况，县长作了讲话" in text
    assert "第一项" not in text


@seeds
def test_congratulations_and_wishes_follow_the_event(seed):
    words = {"开工": "开工|项目|工程", "签约": "签约|合作", "开幕": "开幕|活动"}
    for event, own in words.items():
        brief = of(f"标题: 在茶产业园{event}仪式上的致辞\n讲话人: 县长\n地区: 云岭县\n意见: [项目建设]\n")
        sentences = drafted(brief, "致辞", seed).speech.sentences()
        greeting = "".join(s.text for s in sentences if s.move == "greeting")
        assert re.search(own, greeting)
        assert not [one for one in words if one != event and one in greeting]


@pytest.mark.parametrize(
    ("slot", "move", "role"),
    [
        ("opening", "significance", "动员缘由"),
        ("opening", "greeting", "祝贺"),
        ("opening", "greeting", "迎贺"),
        ("opening", "recap", "议程数"),
        ("opening", "recap", "议程项"),
        ("opening", "recap", "议程毕"),
        ("situation_review", "achievements", "学先进"),
        ("closing", "call", "动员令"),
        ("closing", "call", "勉励"),
        ("closing", "call", "回应"),
        ("closing", "call", "期望"),
        ("closing", "call", "祝愿"),
        ("closing", "ending", "散会"),
        ("closing", "ending", "答谢"),
    ],
)
def test_every_act_of_an_occasion_is_said_in_eight_ways(slot, move, role):
    assert len(list(bank().fitting(slot, move, (role,), ""))) >= 8


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(briefs, st.sampled_from(sorted(OCCASIONS)), st.integers(0, 50))
def test_any_brief_becomes_a_lawful_draft_of_any_occasion(data, name, seed):
    brief = of(as_yaml(data))
    draft = drafted(brief, name, seed)
    assert_lawful(brief, draft)
    assert drafted(brief, name, seed).speech == draft.speech
