from __future__ import annotations

import pytest

from drafter.word import package, threads, tracked
from drafter.word.comments import AUTHOR
from drafter.word.export import to_docx
from drafter.word.importing import visible_text
from drafter.word.returned import Returned, read
from drafter.word.threads import Thread
from tests.returned_files import LI, WANG, File
from tests.test_word_read import word_file
from tests.word_speeches import RICH

DRAFT = to_docx(RICH, comments="all")
LINES = tuple(visible_text(DRAFT))
TASK, LEAD = "这次会议的主要任务是，总结上半年经济工作，部署下半年重点任务。", "下面，我讲三点意见。"
BY = 'w:author="王主任" w:date="2026-03-01T09:30:00Z"'


def paragraph(text: str, mark: str = "", looks: str = "") -> str:
    """A w:p with something tracked at its end, and the looks of its run."""
    end = f"<w:pPr>{mark}</w:pPr>" if mark else ""
    return f"<w:p>{end}<w:r>{looks}<w:t>{text}</w:t></w:r></w:p>"


def returned(data: bytes) -> Returned:
    return read(package.unpack(data))


def told(data: bytes) -> list[tuple[str, str, str, int, str]]:
    return [(one.kind, one.old, one.new, one.where[0], one.stamp.author) for one in tracked.changes(returned(data))]


def test_a_draft_nobody_touched_is_one_text():
    found = returned(DRAFT)
    assert found.lines == found.rejected == LINES
    assert tracked.changes(found) == ()
    assert found.styles[:5] == ("title", "讲话人与日期", "讲话人与日期", "salutation", "讲话稿正文")


def test_tracked_changes_are_told_as_a_person_made_them():
    file = File(DRAFT)
    file.replace("总结上半年", "分析上半年")
    file.insert("部署下半年", "研究", LI)
    file.delete("谢谢大家！", LI)
    file.move(LEAD, "这次会议的主要")
    file.bold("以优异成绩")
    data = file.save()
    assert told(data) == [
        ("move", LEAD, LEAD, 5, "王主任"),
        ("replace", "总结上半年", "分析上半年", 5, "王主任"),
        ("insert", "", "研究", 5, "李书记"),
        ("format", "以优异成绩", "以优异成绩", 21, "王主任"),
        ("delete", "谢谢大家！", "", 21, "李书记"),
    ]
    found = returned(data)
    assert found.rejected == LINES
    assert list(found.lines) == visible_text(data)
    assert found.lines[4] == LEAD + TASK.replace("总结上半年", "分析上半年").replace("部署", "研究部署")


@pytest.mark.parametrize("named", [True, False], ids=["Word", "WPS"])
def test_a_move_is_one_change(named):
    file = File(DRAFT)
    file.move(LEAD, "让我们振奋精神", named=named)
    (change,) = tracked.changes(returned(file.save()))
    assert (change.kind, change.origin, change.where, change.new) == ("move", 5, (21, 0), LEAD)


@pytest.mark.parametrize(
    ("body", "changes", "before", "after"),
    [
        pytest.param(
            paragraph("前", f"<w:rPr><w:ins {BY}/></w:rPr>") + paragraph("后"),
            [("split", "", "\n")],
            ("前后",),
            ("前", "后"),
            id="divided",
        ),
        pytest.param(
            paragraph("前", f"<w:rPr><w:del {BY}/></w:rPr>") + paragraph("后"),
            [("join", "\n", "")],
            ("前", "后"),
            ("前后",),
            id="joined",
        ),
        pytest.param(
            f"<w:p><w:ins {BY}><w:del w:author='李'><w:r><w:delText>甲</w:delText></w:r></w:del></w:ins>"
            "<w:r><w:t>乙</w:t></w:r></w:p>",
            [("delete", "甲", "")],
            ("乙",),
            ("乙",),
            id="put in by one, taken out by another",
        ),
        pytest.param(
            f"<w:p><w:pPr><w:rPr><w:ins {BY}/></w:rPr></w:pPr><w:ins {BY}><w:r><w:t>新段。</w:t></w:r></w:ins></w:p>"
            "<w:p><w:r><w:t>旧</w:t></w:r></w:p>",
            [("insert", "", "新段。\n")],
            ("旧",),
            ("新段。", "旧"),
            id="a paragraph put in",
        ),
        pytest.param(
            paragraph("甲", f"<w:jc w:val='center'/><w:pPrChange {BY}><w:pPr/></w:pPrChange>"),
            [("format", "", "")],
            ("甲",),
            ("甲",),
            id="a paragraph's looks",
        ),
        pytest.param(
            paragraph("甲", looks=f"<w:rPr><w:b/><w:rPrChange {BY}><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr>"),
            [],
            ("甲",),
            ("甲",),
            id="a change of looks that changes nothing",
        ),
        pytest.param(
            f"<w:tbl><w:tr><w:trPr><w:ins {BY}/></w:trPr><w:tc>{paragraph('甲')}</w:tc></w:tr></w:tbl>",
            [("page", "", "")],
            ("甲",),
            ("甲",),
            id="a row of a table",
        ),
    ],
)
def test_changes_of_paragraphs_and_nested_ones(body, changes, before, after):
    found = returned(word_file(body))
    assert [(one.kind, one.old, one.new) for one in tracked.changes(found)] == changes
    assert (found.rejected, found.lines) == (before, after)


def test_tab_stops_are_no_text():
    body = "<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='720'/></w:tabs></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>"
    assert returned(word_file(body)).lines == ("甲",)
    assert visible_text(word_file(body)) == ["甲"]


def said(data: bytes) -> list[Thread]:
    parts = package.unpack(data)
    every = threads.threads(parts, read(parts))
    return [one for one in every if any(comment.stamp.author != AUTHOR for comment in one.comments)]


def test_replies_and_what_is_settled_as_word_writes_them():
    file = File(DRAFT)
    first = file.comment("总结上半年经济工作", "太平\n要有分量", done=True)
    file.comment("总结上半年经济工作", "用备选2", LI, answers=first)
    file.comment("以优异成绩", "好", LI)
    one, other = said(file.save())
    assert [(comment.stamp.author, comment.text) for comment in one.comments] == [
        ("王主任", "太平\n要有分量"),
        ("李书记", "用备选2"),
    ]
    assert (one.settled, one.quote, one.start, one.end) == (True, "总结上半年经济工作", (5, 11), (5, 20))
    assert (other.settled, other.quote) == (False, "以优异成绩")


def test_replies_without_the_part_for_them_are_known_by_their_place_and_time():
    file = File(DRAFT)
    file.comment("总结上半年经济工作", "用备选2", LI)  # LibreOffice writes the reply first
    file.comment("总结上半年经济工作", "太平", WANG)
    (thread,) = said(file.save())
    assert [comment.text for comment in thread.comments] == ["太平", "用备选2"]


def test_a_reply_to_drafter_is_in_its_thread():
    file = File(DRAFT)
    name = file.name_of("依据：句库：7c1e9a40b2d85f13")
    file.comment("让我们振奋精神", "改短", answers=name)
    (thread,) = [one for one in said(file.save()) if len(one.comments) == 2]
    assert [comment.stamp.author for comment in thread.comments] == [AUTHOR, "王主任"]


def test_a_comment_on_words_that_are_gone_keeps_them():
    file = File(DRAFT)
    file.comment("谢谢大家！", "不要")
    file.delete("谢谢大家！")
    (thread,) = said(file.save())
    assert thread.quote == "谢谢大家！"
    assert thread.start == thread.end


def test_a_comment_that_stands_nowhere_is_not_lost():
    file = File(DRAFT)
    file.comment("谢谢大家！", "没有位置")
    number = file.comments[-1].get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}id")
    for element in list(file.root.iter()):
        if str(element.tag).rpartition("}")[2].startswith("comment") and number in element.attrib.values():
            element.getparent().remove(element)
    (thread,) = said(file.save())
    assert not thread.fixed
