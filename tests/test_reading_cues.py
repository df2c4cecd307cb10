"""Cues and word lists of the user's own lie over the shipped ones."""

from pathlib import Path

import pytest

from drafter.errors import InvalidFile
from drafter.jobs.lint import lint
from drafter.mining.wording import wording
from drafter.reading import read
from drafter.reading.cues import Cues, laid_over, load_cues, parse_cues

SPEECH = """在全县养蜂大会上的讲话
同志们：
下面，我讲两点意见。
一、抓蜂箱
蜂箱要摆正。
蜜源里头有门道。
二、抓蜂王
蜂王要选好。
"""
OWN = """语步:
  三点意见:
    保障督导:
      - {词: [里头有门道], 分: 5}
杂质:
  - 词: [养蜂网]
"""


def cues_in(folder: Path, text: str) -> Cues:
    (folder / "cues.yaml").write_text(text, "utf-8")
    return load_cues([folder])


def labels(cues: Cues) -> dict[str, str]:
    return {sentence.text: sentence.move for sentence in read(SPEECH, cues=cues).speech.sentences()}


def test_an_own_cue_is_one_more(tmp_path):
    own = cues_in(tmp_path, OWN)
    assert labels(load_cues())["蜜源里头有门道。"] != "safeguard"
    assert labels(own)["蜜源里头有门道。"] == "safeguard"
    assert own.is_residue("养蜂网") and not load_cues().is_residue("养蜂网")


def test_the_same_cue_again_replaces_the_one_below():
    shipped = load_cues()
    assert laid_over(shipped, shipped).moves == shipped.moves
    first = parse_cues("语步: {开头: {会议任务: [{词: [甲, 乙], 分: 3}]}}", "a.yaml")
    again = parse_cues("语步: {开头: {会议任务: [{词: [乙, 甲], 分: 0}, {词: 丙}]}}", "b.yaml")
    ((_, cues),) = laid_over(first, again).moves
    assert [(set(cue.words), cue.score) for cue in cues] == [({"甲", "乙"}, 0.0), ({"丙"}, 2.0)]


def test_a_folder_without_cues_changes_nothing(tmp_path):
    assert load_cues([tmp_path, tmp_path / "没有"]) is load_cues()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("语部: {}", "线索文件的结构不对：没有「语部」这个键，是不是 语步？"),
        ("杂质: [{词: [甲], 分数: 3}]", "线索文件的结构不对：没有「分数」这个键，是不是 分？"),
        ("杂质: [{分: 3}]", "线索文件的结构不对：每条线索要有 词、式 或 无 当中的一个"),
        ("杂质: [{词: [甲], 分: 高}]", "线索文件的结构不对：could not convert string to float: '高'"),
        ("- 甲", "线索文件的结构不对：最外层应当是“键: 值”"),
    ],
)
def test_what_is_wrong_in_own_cues_is_said(tmp_path, text, message):
    with pytest.raises(InvalidFile) as error:
        cues_in(tmp_path, text)
    assert str(error.value) == f"{tmp_path / 'cues.yaml'}: {message}"


def test_lint_finds_an_own_cue_that_nothing_matches(tmp_path):
    (tmp_path / "cues.yaml").write_text(OWN + "      # 见过的\n".replace("      ", ""), "utf-8")
    found = [str(problem) for problem in lint([tmp_path]) if problem.path.endswith("cues.yaml")]
    message = "自带的讲话稿里没有一句认得出来：改一改或删去；在别的讲话里见过，就加一行 见: 哪一类讲话"
    path = tmp_path / "cues.yaml"
    assert found == [f"{path}:4: 语步.三点意见.保障督导[0]: {message}", f"{path}:6: 杂质[0]: {message}"]


def test_own_word_lists_of_mining_add_to_the_shipped_ones(tmp_path):
    assert wording(tmp_path) is wording()
    (tmp_path / "mining_words.yaml").write_text("残句: 蜜源里头\n层级词: {我县: 咱县}\n", "utf-8")
    (tmp_path / "topics.yaml").write_text("主题: {养蜂: {词: [蜂箱, 蜂王浆]}}\n", "utf-8")
    own = wording(tmp_path)
    assert own.broken.search("蜜源里头有门道。") and not wording().broken.search("蜜源里头有门道。")
    assert own.topics_of("把蜂箱、蜂王浆的事办好。") == ("养蜂",)
    assert ("咱县", "我县") in own.templates
    assert set(wording().topics) < set(own.topics)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("残剧: 甲", "没有「残剧」这个键，是不是 残句？"),
        ("残句: [甲]", "「残句」的写法不对：照自带的 mining_words.yaml，词语以空格分开"),
        ("- 甲", "1: 最外层应当是“键: 值”，每个键一行"),
        ("残句: [", "2: 不是合格的 YAML"),
    ],
)
def test_what_is_wrong_in_own_word_lists_is_said(tmp_path, text, message):
    (tmp_path / "mining_words.yaml").write_text(text + "\n", "utf-8")
    with pytest.raises(InvalidFile) as error:
        wording(tmp_path)
    assert str(error.value).removeprefix(str(tmp_path / "mining_words.yaml")).lstrip(": ") == message
