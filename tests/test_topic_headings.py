"""Whole headings of the shipped topics: said as they stand, in the form they are filed under."""

from __future__ import annotations

import re

import pytest

from drafter import files
from drafter.bank import load
from drafter.brief_file import parse_brief
from drafter.writing import whole_headings
from drafter.writing.whole_headings import FORMS, form_of, known, whole

TABLE = whole_headings._table()


def test_every_topic_of_the_bank_has_headings_in_every_form():
    names = {name for topic in load([files.shipped("phrasebanks")]).topics for name in (topic.name, *topic.aliases)}
    assert names <= TABLE.keys()
    assert all(set(row) == set(FORMS) and all(row.values()) for row in TABLE.values())


def test_headings_are_filed_under_their_form_once_and_hold_no_fact():
    said = [(name, form, text) for name, row in TABLE.items() for form, texts in row.items() for text in texts]
    assert [one for one in said if form_of(one[2]) != one[1]] == []
    assert [one for one in said if not 5 <= len(one[2]) <= 20] == []
    assert len({text for _, _, text in said}) == len(said)
    assert [text for _, _, text in said if re.search(r"[\d“”（）。！？：]", text)] == []


@pytest.mark.parametrize(
    ("name", "stands_for"),
    [("农村污水治理", "污水治理"), ("县城夜经济", "夜经济"), ("治理", ""), ("古桥修缮", "")],
)
def test_a_name_stands_for_a_longer_one_it_makes_the_half_of(name, stands_for):
    assert known(name) == (TABLE[stands_for] if stands_for else {})


def test_headings_of_a_draft_begin_with_different_words():
    topics = ("项目建设", "重点项目", "项目攻坚", "招商引资")
    points = "".join(f"- {{主题: {topic}, 举措: [新开工项目5个]}}\n" for topic in topics)
    brief = parse_brief(f"标题: 在工作会议上的讲话\n意见:\n{points}", "brief.yaml")
    for form in ("动宾", "两截"):
        found = whole(form, brief.points, seed=1)
        assert found is not None
        assert len({"".join(span.text for span in heading)[:2] for heading in found}) == len(topics)
