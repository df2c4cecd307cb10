from __future__ import annotations

from collections.abc import Iterable

import pytest

from drafter import files
from drafter.bank import Phrase, read
from drafter.errors import DrafterError
from drafter.jobs import bank as job
from drafter.jobs.mine import mine
from drafter.variables import MEANINGS

BANK = """槽位: 三点意见
句子:
  举措要求:
    - 句: 挂图作战、倒排工期，一天一天往前赶。
      作用: 列项
      要点: 抢抓工期
      主题: [项目建设]
    - 句: 上门对接客商，把{{ 名 }}的条件讲清楚。
      作用: 列项
      主题: [招商引资]
    - {句: 项目要快。, 状态: 待审}
    - {id: 0000000000000001, 状态: 停用}
  保障督导:
    - 每月看一次现场。
"""
TOPICS = "主题:\n  项目建设: {别名: [重大项目]}\n  招商引资: {}\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "自家.yaml").write_text(BANK, encoding="utf-8")
    (tmp_path / "topics.yaml").write_text(TOPICS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def known(folder):
    return job.opened([folder])


def texts(phrases: Iterable[Phrase]) -> list[str]:
    return [phrase.text for phrase in phrases]


def test_a_line_says_which_entry_it_is_and_where_it_stands(folder, known):
    lines = [job.line(phrase) for phrase in known.phrases]
    at = folder / "自家.yaml"
    assert [line.partition("\t")[2] for line in lines] == [
        f"{at}:4\t抢抓工期。挂图作战、倒排工期，一天一天往前赶。　〔三点意见·举措要求·列项；项目建设〕",
        f"{at}:8\t上门对接客商，把{{{{ 名 }}}}的条件讲清楚。　〔三点意见·举措要求·列项；招商引资〕",
        f"{at}:11\t项目要快。　〔三点意见·举措要求；待审〕",
        f"{at}:12\t　〔三点意见·举措要求；停用〕",
        f"{at}:14\t每月看一次现场。　〔三点意见·保障督导〕",
    ]
    assert [len(line.partition("\t")[0]) for line in lines] == [16] * 5


@pytest.mark.parametrize(
    ("slot", "move", "topic", "status", "count"),
    [
        ("", "", "", "", 5),
        ("三点意见", "", "", "", 5),
        ("three_opinions", "保障督导", "", "", 1),
        ("开头", "", "", "", 0),
        ("", "measure", "", "", 4),
        ("", "", "重大项目", "", 1),
        ("", "", "", "可用", 3),
        ("", "举措要求", "", "待审", 1),
    ],
)
def test_what_is_asked_for_is_listed(known, slot, move, topic, status, count):
    assert len(job.listed(known, job.Wanted.of(known, slot, move, topic, status))) == count


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("结尾", "", "", ""), "没有「结尾」这个槽位，是不是 结尾号召？现有：开头、形势回顾、三点意见、结尾号召"),
        (("结尾号召", "举措", "", ""), "没有「举措」这个语步；现有：总结、号召、结语"),
        (("", "", "招商", ""), "没有「招商」这个主题，是不是 招商引资？现有：项目建设、招商引资"),
        (("", "", "", "停"), "没有「停」这个状态，是不是 停用？现有：可用、待审、停用"),
    ],
)
def test_what_the_bank_does_not_know_is_named(known, asked, told):
    with pytest.raises(DrafterError) as caught:
        job.Wanted.of(known, *asked)
    assert str(caught.value) == told


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["项目"], ["挂图作战、倒排工期，一天一天往前赶。", "项目要快。"]),  # by its topic; by its words
        (["怎样请客商"], ["上门对接客商，把{{ 名 }}的条件讲清楚。"]),
        (["工期", "现场"], ["挂图作战、倒排工期，一天一天往前赶。", "每月看一次现场。"]),
        (["快"], ["项目要快。"]),
        (["海洋"], []),
    ],
)
def test_search_finds_by_words_best_first(known, words, found):
    assert texts(job.search(known, words)) == found


def test_stats_count_every_entry_once(known):
    lines = list(job.stats(known, {}))
    assert lines[:2] == ["一共\t可用\t待审\t停用\t手写\t挖出", "5句\t3\t1\t1\t5\t0"]
    assert "三点意见·举措要求\t2\t1\t1\t4\t0" in lines and "　列项\t2\t0\t0\t2\t0" in lines
    assert lines[lines.index("\n主题\t可用\t待审\t停用\t手写\t挖出") :] == [
        "\n主题\t可用\t待审\t停用\t手写\t挖出",
        "招商引资\t1\t0\t0\t1\t0",
        "项目建设\t1\t0\t0\t1\t0",
        "\n见于\t挖出",
    ]


def test_stats_say_in_how_many_speeches_mined_phrases_were_seen(tmp_path):
    mine([files.shipped("seeds")], tmp_path)
    seen = job.seen([tmp_path])
    lines = list(job.stats(job.opened([tmp_path]), seen))
    assert sum(int(line.split("\t")[1]) for line in lines[lines.index("\n见于\t挖出") + 1 :]) == len(seen) > 100


def test_variables_are_listed_with_meaning_and_use(known):
    lines = list(job.variables(known))
    assert [line.partition("\t")[0] for line in lines] == [f"{{{{ {name} }}}}" for name in MEANINGS]
    (named,) = [line for line in lines if line.startswith("{{ 名 }}")]
    assert named.split("\t")[1:3] == ["这一条意见的主题，如 项目建设", "1句"]


def test_a_bank_that_only_waits_for_a_person_can_be_looked_into(tmp_path):
    (tmp_path / "a.yaml").write_text("槽位: 开头\n句子:\n  会议任务:\n    - {句: 开会。, 状态: 待审}\n", "utf-8")
    assert texts(job.opened([tmp_path]).phrases) == ["开会。"]
    assert read([]).phrases == ()
    with pytest.raises(DrafterError) as caught:
        job.opened([tmp_path / "空"])
    assert str(caught.value) == f"{tmp_path / '空'}: 句库里还没有句子；先运行 drafter mine 旧稿文件夹"
