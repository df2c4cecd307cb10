"""An outline made after a speech drafts any brief, and nothing the brief says is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafter import files
from drafter.bank import load
from drafter.brief_file import read_brief
from drafter.errors import DrafterError
from drafter.jobs.outline_from import outline, write
from drafter.writing.compose import compose
from drafter.writing.outline import render
from drafter.writing.plan import Measures, PointHeading, Request
from tests.briefs import STARTERS
from tests.labelled import everything

SEEDS = sorted(files.shipped("seeds").glob("*.txt"))
BANK = [files.shipped("phrasebanks")]
FULL = files.shipped("templates") / "briefs" / "经济工作会议.yaml"
SPEECH = (
    "在全县大会上的讲话\n同志们：\n{}\n一、抓项目\n要倒排工期，一天一天往前赶。\n二、抓招商\n要走出去，把客商请进来。\n"
)
HEAD = "今天召开会议，主要任务是部署工作。"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """File of the outline of every seed speech, by name of the speech."""
    folder = tmp_path_factory.mktemp("outlines")
    return {seed.name: write(seed, folder / f"{seed.stem}.j2") for seed in SEEDS}


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
@pytest.mark.parametrize("brief", STARTERS, ids=lambda path: path.stem)
def test_every_starter_is_drafted_with_all_its_facts(made, seed, brief):
    assert compose(read_brief(brief), load(BANK), made[seed.name], 1).unused == ()


@pytest.mark.parametrize("one", everything(), ids=lambda one: one.name)
def test_the_outline_of_any_speech_takes_every_fact(tmp_path, one):
    file = tmp_path / "提纲.j2"
    files.write_text(file, outline(one.text, one.name, "提纲"))
    assert compose(read_brief(FULL), load(BANK), file, 1).unused == ()


def shape(file: Path) -> list[str]:
    """The plan of an outline as short words: 成绩, 1 for a heading of its own, 一是 for measures."""
    words = []
    for paragraph in render(file, read_brief(FULL)).paragraphs:
        for element in paragraph.elements:
            if isinstance(element, Request):
                words.append(element.move)
            elif isinstance(element, PointHeading):
                words.append(element.run_in or f"{element.level}级")
            elif isinstance(element, Measures):
                words.append(("分段" if element.apart else "连写") + element.style)
            elif paragraph.level:
                words.append(element.text)
    return list(dict.fromkeys(words))


SHAPES = {
    "000": "purpose recap achievements problems outlook lead_in 一要 rationale measure 连写 safeguard call ending",
    "001": "significance purpose recap achievements problems outlook lead_in"
    " （一） rationale measure 连写一是 safeguard summary call ending",
    "002": "purpose significance recap lead_in 一、思想认识必须再提高 achievements problems outlook"
    " 二、工作任务必须再落细 —— rationale measure 连写 三、责任担当必须再靠实 safeguard call ending",
    "003": "purpose recap significance lead_in"
    " 一、认清形势、锚定目标，以“时不我待”的紧迫感扛起责任担当 problems achievements outlook"
    " 二、聚焦关键、精准发力，以“分秒必争”的执行力打好攻坚硬仗 2级 rationale measure 分段一是 safeguard call ending",
    "004": "purpose recap outlook achievements greeting problems lead_in"
    " 1级 rationale measure 分段1. safeguard call ending",
}


@pytest.mark.parametrize("seed", SEEDS, ids=lambda path: path.stem[:3])
def test_the_outline_has_the_shape_of_its_speech(made, seed):
    assert " ".join(shape(made[seed.name])) == SHAPES[seed.stem[:3]]


def test_a_run_in_mark_counts_in_the_draft(made):
    speech = compose(read_brief(FULL), load(BANK), made[SEEDS[1].name], 1).speech
    assert [block.number for block in speech.blocks if block.run_in] == ["（一）", "（二）", "（三）"]


def test_a_heading_keeps_nothing_of_its_place():
    text = SPEECH.replace("一、抓项目", "一、总结工作，肯定全县成绩").replace(
        "二、抓招商", "二、完成86个项目\n（一）抓招商"
    )
    made = outline(text.format(HEAD), "稿.txt", "样")
    assert [line for line in made.splitlines() if line[:2] in ("一、", "二、")] == [
        "一、总结工作",
        '二、{{ 待补("这一部分的标题") }}',
    ]


def test_what_is_no_speech_is_refused():
    with pytest.raises(DrafterError) as caught:
        outline("关于放假的通知\n现将有关事项通知如下：\n全体放假三天。\n", "通知.txt", "样")
    assert str(caught.value) == "通知.txt: 像是通知，不是讲话，没有写提纲；请给出一篇讲话稿"


def test_a_file_is_never_overwritten_and_an_outline_ends_in_j2(tmp_path):
    file = tmp_path / "样.j2"
    write(SEEDS[0], file)
    with pytest.raises(DrafterError) as caught:
        write(SEEDS[0], file)
    assert str(caught.value) == f"{file}: 已经有这个文件，没有动它；请用 -o 换个名字"
    with pytest.raises(DrafterError) as caught:
        write(SEEDS[0], tmp_path / "样.txt")
    assert str(caught.value) == f"{tmp_path / '样.txt'}: 提纲的文件名要以 .j2 结尾，例如 样.j2"


def test_without_a_name_it_goes_where_new_looks_for_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert str(write(SEEDS[0])) in ("templates/000_404340cd6b46aa04.j2", "templates\\000_404340cd6b46aa04.j2")
