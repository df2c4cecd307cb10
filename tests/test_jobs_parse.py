import json

import pytest

from drafter.jobs.parse import as_json, as_text
from drafter.reading import read
from tests.labelled import everything

TEXT = """在全县大会上的讲话
（2026年1月16日）
同志们：
今天召开会议，主要任务是部署工作。下面，我讲一点意见。
一、抓项目
一是倒排工期。要抓紧。
查看更多
"""


def test_json_holds_what_the_contract_says():
    data = as_json(read(TEXT))
    assert data["title"] == "在全县大会上的讲话" and data["byline"] == ["（2026年1月16日）"]
    assert data["noise"] == ["查看更多"] and data["salutation"] == "同志们：" and data["kind"] == "speech"
    assert data["headings"] == [
        {"level": 1, "number": "一、", "text": "抓项目"},
        {"level": 2, "number": "一是", "text": "倒排工期。"},
    ]
    assert data["announced"] == 1
    assert data["sentences"][0] == {
        "text": "同志们：",
        "norm": "同志们：",
        "slot": "opening",
        "move": "salutation",
        "level": 0,
        "line": 3,
        "start": 23,
        "end": 27,
    }


@pytest.mark.parametrize("one", everything(), ids=lambda one: one.name)
def test_json_partitions_the_text(one):
    data = as_json(read(one.text))
    pieces = [data["title"], *data["byline"], *data["noise"], *(sentence["text"] for sentence in data["sentences"])]
    assert sorted("".join("".join(pieces).split())) == sorted("".join(one.text.split()))
    assert all(one.text[s["start"] : s["end"]] == s["text"] for s in data["sentences"])
    assert all(s["level"] for s in data["sentences"] if s["move"] == "heading")
    json.dumps(data, ensure_ascii=False)


def test_the_listing_is_read_by_people():
    assert as_text(read(TEXT)) == (
        "标题　在全县大会上的讲话\n"
        "落款　（2026年1月16日）\n"
        "宣布　1 点\n"
        "   3  同志们：　〔开头·称谓〕\n"
        "   4  今天召开会议，主要任务是部署工作。　〔开头·会议任务〕\n"
        "   4  下面，我讲一点意见。　〔开头·引出意见〕\n"
        "   5  一、抓项目　〔三点意见·标题句，1 级〕\n"
        "   6  　一是倒排工期。　〔三点意见·标题句，2 级〕\n"
        "   6  　　要抓紧。　〔三点意见·举措要求〕\n"
        "\n杂质\n"
        "   7  查看更多\n"
    )


def test_a_text_that_is_no_speech_says_so_first():
    assert as_text(read("")) == "〔没有正文〕\n标题　（无）\n"


def test_a_word_that_counts_is_the_number_of_a_heading():
    text = TEXT.replace("一是倒排工期。要抓紧。", "首先，倒排工期。要抓紧。\n其次，挂图作战。要抓实。")
    assert as_json(read(text))["headings"][1:] == [
        {"level": 2, "number": "首先，", "text": "倒排工期。"},
        {"level": 2, "number": "其次，", "text": "挂图作战。"},
    ]
