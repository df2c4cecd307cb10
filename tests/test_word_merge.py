from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.word.beads import BREAK
from drafter.word.edits import changes, flat, sentences
from drafter.word.merge import _Merge, _still, merge

SAID = [
    "全年完成投资70亿元。",
    "要抓项目。",
    "县发展和改革局牵头，3月底前完成。",
    "一、抓项目、扩投资",
    "同志们：",
    "下面，我讲三点意见。",
    "今年的任务很重，要早谋划、早安排、早落实。",
]
line = st.lists(
    st.one_of(st.sampled_from(SAID), st.text("抓项目。！“”，一7亿", min_size=1, max_size=6)), min_size=1, max_size=4
)
texts = st.lists(line.map("".join), max_size=7)


def added(old: list[str], new: list[str]) -> Iterator[str]:
    """What is new in a text; of a sentence that was moved only what was changed in it."""
    found, text = changes(old, new), flat(new)
    for edit in found.edits:
        at = edit.new_start
        for move in sorted(found.moves, key=lambda move: move.new_start):
            if edit.new_start <= move.new_start and move.new_end <= edit.new_end:
                yield text[at : move.new_start]
                at = move.new_end
        yield text[at : edit.new_end]
    yield from (text[edit.new_start : edit.new_end] for move in found.moves for edit in move.inner)


def characters(pieces: Iterator[str]) -> Counter[str]:
    return Counter("".join(pieces).replace(BREAK, ""))


@settings(deadline=None, max_examples=80)
@given(texts, texts)
def test_the_edits_put_into_the_old_text_give_the_new_one(old, new):
    found, text, at = changes(old, new), "", 0
    for edit in found.edits:
        assert edit.start >= at
        text += flat(old)[at : edit.start] + flat(new)[edit.new_start : edit.new_end]
        at = edit.end
    assert text + flat(old)[at:] == flat(new)


@settings(deadline=None, max_examples=80)
@given(texts, texts)
def test_where_one_side_changed_nothing_the_other_stands(old, new):
    assert merge(old, new, old).lines == new
    assert merge(old, old, new).lines == new
    assert merge(old, new, new).lines == new
    assert not merge(old, new, new).conflicts


@settings(deadline=None, max_examples=120)
@given(texts, texts, texts)
def test_nothing_added_by_either_side_is_lost_and_merging_again_changes_nothing(written, edited, new):
    merged = merge(written, edited, new)
    there = characters(iter(merged.lines))
    assert not characters(added(written, edited)) - there
    told = there + characters(text for pair in merged.dropped for text in pair)
    assert not characters(added(written, new)) - told
    assert merge(new, merged.lines, new).lines == merged.lines


@settings(deadline=None, max_examples=60)
@given(texts, texts, texts)
def test_without_moves_every_edit_has_its_turn(written, edited, new):
    by_hand, by_draft = _still(changes(written, edited), False), _still(changes(written, new), False)
    assert _Merge(flat(written), flat(edited), flat(new), by_hand, by_draft).run()


WRITTEN = [
    "同志们：",
    "全年实施重点项目86个，完成投资70亿元。任务已经明确，关键在落实。",
    "一、抓项目、扩投资",
    "一季度开工项目32个，由县发展和改革局负责，3月底前完成。开工之后要抓进度。",
    "对7个未按期开工的项目逐个排出开工日期，由【待补：牵头单位】负责。",
]


def changed(*pairs: tuple[str, str], lines: list[str] = WRITTEN) -> list[str]:
    text = flat(lines)
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return [line for line in text.split(BREAK) if line]


FAR = 8  # characters between two edits that do not touch: more than any figure has


@settings(deadline=None, max_examples=80)
@given(st.sampled_from([1, 3]), st.data())
def test_edits_apart_both_go_in_and_conflict_with_nothing(at, data):
    text = WRITTEN[at]
    first = data.draw(st.integers(0, len(text) - FAR))
    second = data.draw(st.integers(first + FAR, len(text)))
    one, other = (data.draw(st.text(letters, min_size=1, max_size=3)) for letters in ("甲乙丙", "丁戊己"))
    versions = [f"{text[:first]}{one}{text[first:]}", f"{text[:second]}{other}{text[second:]}"]
    expected = f"{text[:first]}{one}{text[first:second]}{other}{text[second:]}"
    for edited, new in (versions, versions[::-1]):
        merged = merge(*([*WRITTEN[:at], version, *WRITTEN[at + 1 :]] for version in (text, edited, new)))
        assert merged.lines == [*WRITTEN[:at], expected, *WRITTEN[at + 1 :]]
        assert (merged.kept, merged.renewed, merged.conflicts) == (1, 1, ())


def swapped() -> list[str]:
    return [*WRITTEN[:3], WRITTEN[4], WRITTEN[3]]


@pytest.mark.parametrize(
    ("edited", "new", "expected"),
    [
        pytest.param(
            changed(("完成投资", "力争完成投资")), changed(("70亿元", "75亿元")),
            changed(("完成投资70亿元", "力争完成投资75亿元")), id="beside one another in a sentence",
        ),
        pytest.param(
            changed(("70亿元", "72亿元")), changed(("70亿元", "75亿元")),
            changed(("70亿元", "【两稿不同：改稿“72亿元”；新简报“75亿元”】")), id="the same figure",
        ),
        pytest.param(
            changed(("86个", "88个")), changed(("86个", "96个")),
            changed(("86个", "【两稿不同：改稿“88个”；新简报“96个”】")), id="a figure is never mixed of two",
        ),
        pytest.param(
            changed(("【待补：牵头单位】", "县住建局")), changed(("【待补：牵头单位】", "县住建局")),
            changed(("【待补：牵头单位】", "县住建局")), id="filled alike on both sides",
        ),
        pytest.param(
            changed(("【待补：牵头单位】", "县住建局")), changed(("【待补：牵头单位】", "县交通局")),
            changed(("【待补：牵头单位】", "【两稿不同：改稿“县住建局”；新简报“县交通局”】")), id="filled differently",
        ),
        pytest.param(
            changed(("任务已经明确，关键在落实。", "")), changed(("86个", "96个")),
            changed(("任务已经明确，关键在落实。", ""), ("86个", "96个")), id="a sentence deleted by hand",
        ),
        pytest.param(
            changed(("开工之后要抓进度。", "开工之后要抓进度。请各位放在心上。")),
            changed(("开工之后要抓进度。", "开工之后要抓进度。6月底前全部复工。")),
            changed(("开工之后要抓进度。", "开工之后要抓进度。请各位放在心上。6月底前全部复工。")),
            id="a sentence added on both sides",
        ),
        pytest.param(
            changed((f"{WRITTEN[3]}\n", "")), changed(("开工之后", "各镇都要到场。开工之后")),
            changed((WRITTEN[3], "各镇都要到场。")), id="a sentence added to a paragraph deleted by hand",
        ),
        pytest.param(
            swapped(), changed(("32个", "35个"), ("7个", "9个")),
            changed(("32个", "35个"), ("7个", "9个"), lines=swapped()), id="moved by hand, changed by the brief",
        ),
        pytest.param(
            changed(("32个", "32个以上"), ("7个未按期", "那些未按期")), swapped(),
            changed(("32个", "32个以上"), ("7个未按期", "那些未按期"), lines=swapped()), id="moved by the brief",
        ),
        pytest.param(
            changed(("明确，关键在落实", "明确，谁也不能松劲，关键在落实")),
            changed(("任务已经明确，关键在落实。", "")),
            changed(("任务已经明确，关键在落实。",
                     "【两稿不同：改稿“任务已经明确，谁也不能松劲，关键在落实。”；新简报“（删去）”】")),
            id="corrected by hand, gone from the brief",
        ),
        pytest.param(
            changed(("。任务已经明确", "，任务已经明确")), changed(("关键在落实", "关键在抓落实")),
            changed(("。任务已经明确", "，任务已经明确"), ("关键在落实", "关键在抓落实")), id="two sentences joined",
        ),
        pytest.param(
            changed(("任务已经", "\n任务已经")), changed(("70亿元", "75亿元"), ("关键在", "关键还是在")),
            changed(("任务已经", "\n任务已经"), ("70亿元", "75亿元"), ("关键在", "关键还是在")),
            id="a paragraph cut in two",
        ),
        pytest.param(
            changed(("一、抓项目、扩投资", "一、抓项目\n借这个机会，说一说厂房的事。")), changed(("扩投资", "稳投资")),
            changed(("一、抓项目、扩投资",
                     "一、抓项目【两稿不同：改稿“（删去）”；新简报“、稳投资”】\n借这个机会，说一说厂房的事。")),
            id="a heading cut short by hand",
        ),
    ],
)  # fmt: skip
def test_what_both_sides_changed(edited, new, expected):
    assert merge(WRITTEN, edited, new).lines == expected


def test_what_is_deleted_by_hand_and_renewed_by_the_brief_is_told():
    edited, new = changed(("开工之后要抓进度。", "")), changed(("抓进度", "抓3个方面的进度"))
    merged = merge(WRITTEN, edited, new)
    assert merged.lines == edited
    assert merged.dropped == (("开工之后要抓进度。", "开工之后要抓3个方面的进度。"),)


def test_what_was_done_is_counted():
    edited = changed(("完成投资", "力争完成投资"), ("开工之后要抓进度。", ""), ("86个", "88个"))
    merged = merge(WRITTEN, edited, changed(("86个", "96个"), ("70亿元", "75亿元")))
    assert (merged.kept, merged.renewed, len(merged.conflicts)) == (3, 1, 1)


def test_a_place_marked_before_takes_the_newest_reading_of_the_brief():
    new = changed(("70亿元", "75亿元"))
    first = merge(WRITTEN, changed(("70亿元", "72亿元。干好了再加，干不好要说明原因")), new).lines
    marked = "【两稿不同：改稿“72亿元”；新简报“80亿元”】。干好了再加，干不好要说明原因"
    expected = changed(("70亿元", marked))
    later = merge(new, first, changed(("70亿元", "80亿元"))).lines
    assert later == expected


def test_a_marked_place_is_not_cut_into_sentences():
    mark = "【两稿不同：改稿“" + "很长的一句。" * 60 + "”；新简报“【待补：日期】前完成。”】"
    assert list(sentences(f"一句。到{mark}为止。又一句。")) == ["一句。", f"到{mark}为止。", "又一句。"]
