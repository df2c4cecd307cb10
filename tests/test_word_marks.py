from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.word.marks import Mark, marks, tidy

pytestmark = pytest.mark.filterwarnings("ignore:invalid escape sequence")


def shown(old: str, new: str) -> str:
    """The two wordings in one line, as a reader marks them: taken out in [], put in in {}."""
    pieces = []
    for mark in marks(old, new):
        pieces.append(mark.old if mark.same else f"[{mark.old}]" * bool(mark.old) + f"{{{mark.new}}}" * bool(mark.new))
    return "".join(pieces)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("增长6.1%", "增长6.3%", "增长[6.1%]{6.3%}"),
        ("完成投资62亿元。", "完成投资65亿元。", "完成投资[62]{65}亿元。"),
        ("县发展和改革局牵头", "县发展改革局牵头", "县发展[和]改革局牵头"),
        ("认真抓好落实工作。", "扎实抓好推进工作。", "[认真]{扎实}抓好[落实]{推进}工作。"),
        ("抓好项目建设。", "抓好重点项目建设。", "抓好{重点}项目建设。"),
        ("加快推进项目建设。", "加快推动重点项目建设。", "加快[推进]{推动重点}项目建设。"),
        ("储备项目的质量决定后劲。", "夜班公交要延到零点。", "[储备项目的质量决定后劲。]{夜班公交要延到零点。}"),
        ("2026年3月底前完成", "2026年6月底前完成", "2026年[3]{6}月底前完成"),
        ("", "加一句。", "{加一句。}"),
        ("不变。", "不变。", "不变。"),
    ],
)
def test_a_change_is_marked_as_a_reader_marks_it(old, new, line):
    assert shown(old, new) == line


PIECES = ("项目", "建设", "的", "要", "抓", "好", "，", "。", "62", "亿元", "6.1%", "责任", "落实", "和", "、", "一")
WORDS = st.lists(st.sampled_from(PIECES)).map("".join)


@settings(max_examples=150, deadline=None)
@given(WORDS, WORDS)
def test_marks_hold_both_wordings_and_are_no_comb(old, new):
    found = marks(old, new)
    assert "".join(mark.old for mark in found) == old
    assert "".join(mark.new for mark in found) == new
    assert all(one.same != other.same for one, other in pairwise(found))
    inner = [mark.old for mark in found[1:-1] if mark.same]
    assert all(len(text) > 1 or text in "，；：。、！？" for text in inner)


def test_tidying_joins_neighbours_of_one_kind():
    assert tidy([Mark("甲", "甲"), Mark("乙", "乙"), Mark("丙", ""), Mark("", "丁")]) == (
        Mark("甲乙", "甲乙"),
        Mark("丙", "丁"),
    )
