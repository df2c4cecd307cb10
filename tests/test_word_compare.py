from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.word import embedded
from drafter.word.compare import Now, compare, likeness
from tests.word_speeches import RICH, SAYINGS

WRITTEN = embedded.paragraphs(RICH)
LINES = [paragraph.block.text for paragraph in WRITTEN]
SENTENCES = [sentence for paragraph in WRITTEN for sentence in paragraph.block.sentences]
CALL = "让我们振奋精神、真抓实干，以优异成绩完成全年各项目标任务！"


def told(now: Now) -> tuple[str, str, str]:
    return now.state, now.text, now.written.text if now.written else ""


def changes(lines: list[str]) -> list[tuple[str, str, str]]:
    return [told(now) for now in compare(WRITTEN, lines) if now.state != "same"]


def edited(old: str, new: str) -> list[str]:
    assert sum(old in line for line in LINES) == 1
    return [line.replace(old, new) for line in LINES]


def test_nothing_changed_is_nothing_to_tell():
    found = compare(WRITTEN, LINES)
    assert [now.written for now in found] == SENTENCES
    assert {now.state for now in found} == {"same"}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            edited("下面，我讲三点意见。", "下面，我讲三点具体意见。"),
            [("changed", "下面，我讲三点具体意见。", "下面，我讲三点意见。")],
            id="changed",
        ),
        pytest.param(edited("下面，我讲三点意见。", ""), [("deleted", "", "下面，我讲三点意见。")], id="deleted"),
        pytest.param(
            edited("下面，我讲三点意见。", "下面，我讲三点意见。请大家记好笔记。"),
            [("new", "请大家记好笔记。", "")],
            id="new",
        ),
        pytest.param(
            edited("下面，我讲三点意见。", "夜班公交要延到零点。"),
            [("deleted", "", "下面，我讲三点意见。"), ("new", "夜班公交要延到零点。", "")],
            id="replaced by something else",
        ),
        pytest.param([CALL, *[line for line in LINES if line != CALL]], [("moved", CALL, CALL)], id="moved"),
        pytest.param([line for line in LINES if line != CALL], [("deleted", "", CALL)], id="paragraph deleted"),
        pytest.param(
            [*LINES[:6], "".join(LINES[6:8]), *LINES[8:]], [], id="two paragraphs joined"
        ),
    ],
)  # fmt: skip
def test_each_sentence_is_found_again(lines, expected):
    assert changes(lines) == expected


def test_a_deleted_sentence_stands_by_the_one_before_it():
    found = compare(WRITTEN, edited("下面，我讲三点意见。", ""))
    gone = next(index for index, now in enumerate(found) if now.state == "deleted")
    assert found[gone].paragraph == found[gone - 1].paragraph == 5


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(LINES),
            st.lists(st.sampled_from([*SAYINGS, "新的一句。", "改了几个字的责任要扛在肩上。", CALL])).map("".join),
            st.text("抓项目。！“”，", min_size=1),
        ),
        max_size=12,
    )
)
def test_nothing_written_and_nothing_there_is_lost(lines):
    found = compare(WRITTEN, lines)
    assert sorted(now.written.text for now in found if now.written) == sorted(one.text for one in SENTENCES)
    joined = ["".join(now.text for now in found if now.paragraph == number + 1) for number in range(len(lines))]
    assert joined == lines
    assert all((now.text == "") == (now.state == "deleted") for now in found)
    assert all((now.written is None) == (now.state == "new") for now in found)


@pytest.mark.parametrize(("one", "other", "like"), [("甲乙丙", "甲乙丙", 1), ("甲乙", "丙丁", 0), ("", "", 1)])
def test_likeness_of_texts_is_from_0_to_1(one, other, like):
    assert likeness(one, other) == like
