"""Entries are put into bank files without touching what stands there."""

import pytest
import yaml

from drafter.errors import DrafterError
from drafter.mining import store

ENTRY = {"句": "要抓落实、抓到底。", "出处": "a.txt#1-9", "id": "0123456789abcdef"}
LINES = "    - 句: 要抓落实、抓到底。\n      出处: a.txt#1-9\n      id: 0123456789abcdef\n"
HEAD = "槽位: 三点意见\n句子:\n"


def added(text: str, *entries: dict[str, object], move: str = "measure") -> str:
    return store.with_entries(text, "three_opinions", {move: entries or (ENTRY,)}, "three_opinions.yaml")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", HEAD + "  举措要求:\n" + LINES, id="new file"),
        pytest.param("# 只有注释", "# 只有注释\n" + HEAD + "  举措要求:\n" + LINES, id="comments only"),
        pytest.param("槽位: 三点意见\n", HEAD + "  举措要求:\n" + LINES, id="no phrases"),
        pytest.param(HEAD, HEAD + "  举措要求:\n" + LINES, id="empty phrases"),
        pytest.param(HEAD + "  举措要求:\n", HEAD + "  举措要求:\n" + LINES, id="empty move"),
        pytest.param(
            HEAD + "  举措要求:   # 这一节要多写\n  保障督导:\n    - 严。\n",
            HEAD + "  举措要求:   # 这一节要多写\n" + LINES + "  保障督导:\n    - 严。\n",
            id="empty move with a comment",
        ),
        pytest.param(
            HEAD + "  道理认识:\n    - 理。\n",
            HEAD + "  道理认识:\n    - 理。\n  举措要求:\n" + LINES,
            id="new move",
        ),
        pytest.param(
            HEAD + "  举措要求:\n    - 干。   # 好\n\n    # 留着\n\n  保障督导:\n    - 严。\n",
            HEAD + "  举措要求:\n    - 干。   # 好\n" + LINES + "\n    # 留着\n\n  保障督导:\n    - 严。\n",
            id="comments and blank lines stay",
        ),
        pytest.param(
            HEAD + "  举措要求:\n  - 句: 干。\n    主题: [项目建设]",
            HEAD
            + "  举措要求:\n  - 句: 干。\n    主题: [项目建设]\n"
            + LINES.replace("    -", "  -").replace("      ", "    "),
            id="own indent, no last line end",
        ),
        pytest.param(
            HEAD + "  举措要求: [干。, 再干。]\n",
            HEAD + "  举措要求: [干。, 再干。, {句: 要抓落实、抓到底。, 出处: a.txt#1-9, id: 0123456789abcdef}]\n",
            id="list on one line",
        ),
        pytest.param(
            "slot: three_opinions\nphrases:\n  measure:\n    - 干。\n",
            "slot: three_opinions\nphrases:\n  measure:\n    - 干。\n" + LINES,
            id="English keys",
        ),
        pytest.param(
            HEAD + "  举措要求:\n    - >-\n      干。\n      再干。\n\n",
            HEAD + "  举措要求:\n    - >-\n      干。\n      再干。\n" + LINES + "\n",
            id="folded text",
        ),
    ],
)
def test_entries_are_put_at_the_end_of_their_move(before, after):
    assert added(before) == after


def test_line_ends_of_the_file_are_kept():
    before = (HEAD + "  举措要求:\n    - 干。\n").replace("\n", "\r\n")
    assert added(before) == before + LINES.replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("槽位: 三点意见\n句子: [\n", "three_opinions.yaml:3: YAML 读不通，没有写入：", id="no YAML"),
        pytest.param("- 干。\n", "three_opinions.yaml:1: 最外层应当是“键: 值”，每个键一行，没有写入", id="a list"),
        pytest.param(HEAD + "  {举措要求: []}\n", "three_opinions.yaml:3: 「句子」写成了一行", id="flow mapping"),
        pytest.param(HEAD + "  举措要求: 干。\n", "three_opinions.yaml:3: 「举措要求」应当是列表", id="no list"),
    ],
)
def test_a_file_that_cannot_be_added_to_is_refused_with_its_line(text, message):
    with pytest.raises(DrafterError) as error:
        added(text)
    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    "text",
    [
        "{{ 全县 }}要干。",
        "a: b",
        "句 # 不是注释",
        "2024-01-01",
        "1234567890123456",
        "true",
        "'“', \"”\"",
        " 两头空 ",
        "- 干",
        "名：值",
        "看不见的\u200b字旁边有𠀀",
    ],
)
def test_any_text_comes_back_as_it_was(text):
    data = yaml.safe_load(added("", {"句": text, "主题": [text, "甲, 乙"], "填": [[text], ["[]"]], "承诺": True}))
    assert data["句子"]["举措要求"] == [{"句": text, "主题": [text, "甲, 乙"], "填": [[text], ["[]"]], "承诺": True}]


def test_an_entry_stands_as_it_was_written():
    text = added(HEAD + "  举措要求:\n    - 干。\n    - {句: 再干。, id: aaaaaaaaaaaaaaaa}\n")
    assert [(one.id, one.raw) for one in store.standing(text, "")] == [
        ("", "- 干。"),
        ("aaaaaaaaaaaaaaaa", "- {句: 再干。, id: aaaaaaaaaaaaaaaa}"),
        ("0123456789abcdef", store.written(ENTRY)),
    ]


def test_one_entry_is_rewritten_or_taken_out_alone():
    before = added(HEAD + "  举措要求:\n    # 头\n    - 干。\n") + "    # 尾\n"
    entry = store.standing(before, "")[1]
    assert store.without(before, entry) == HEAD + "  举措要求:\n    # 头\n    - 干。\n    # 尾\n"
    assert store.replaced(before, entry, {"句": "新。", "id": entry.id}) == (
        HEAD + "  举措要求:\n    # 头\n    - 干。\n    - 句: 新。\n      id: 0123456789abcdef\n    # 尾\n"
    )
