import io
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.speech import Block, Origin, Sentence, Span, Speech
from drafter.word import layout, ooxml, package
from drafter.word.comments import Wanted
from drafter.word.export import to_docx
from drafter.word.importing import read_embedded, visible_text
from drafter.word.ooxml import q
from tests.word_speeches import HEADINGS, HOLE, RICH, RUN_INS, TYPED, UGLY, UGLY_LINES

BOTH = pytest.mark.parametrize("speech", [pytest.param(RICH, id="rich"), pytest.param(UGLY, id="ugly")])
MODES = pytest.mark.parametrize("mode", ["none", "holes", "all"])


def document(speech: Speech, **how: Any) -> Any:
    return docx.Document(io.BytesIO(to_docx(speech, **how)))


def comments(speech: Speech, mode: Wanted) -> list[str]:
    return [comment.text for comment in document(speech, comments=mode).comments]


@MODES
def test_every_sentence_stands_in_the_document_in_order(mode):
    assert visible_text(to_docx(RICH, comments=mode)) == RICH.to_text().splitlines()


def test_characters_appear_as_typed_and_those_xml_cannot_hold_are_left_out():
    assert visible_text(to_docx(UGLY)) == UGLY_LINES
    assert TYPED in document(UGLY).paragraphs[4].text


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(st.text(max_size=30), max_size=3), max_size=4), st.text(max_size=40), st.booleans())
def test_any_text_can_be_laid_out_and_read_back(paragraphs, title, hole):
    blocks = tuple(Block(tuple(Sentence((Span(text, None, hole),)) for text in texts)) for texts in paragraphs)
    speech = Speech(title, (), None, blocks)
    lines = [ooxml.legal(title), *(ooxml.legal("\0".join(s.text for s in block.sentences)) for block in blocks)]
    data = to_docx(speech, comments="all")
    if all(re.fullmatch(r"[^\s]*", text) for texts in paragraphs for text in texts):  # breaks fold sentence by sentence
        assert visible_text(data) == [line for line in lines if line.strip()]
    found = read_embedded(data)
    assert found is not None
    assert found.pristine


def test_each_role_has_its_named_style():
    styles = [(p.style.name, p.text[:4]) for p in document(replace(RICH, title="实干——在大会上的讲话")).paragraphs]
    assert styles[:6] == [
        ("Title", "实干"),
        ("Subtitle", "——在大"),
        ("讲话人与日期", "县委书记"),
        ("讲话人与日期", "（202"),
        ("Salutation", "同志们："),
        ("讲话稿正文", "这次会议"),
    ]
    assert [text for name, text in styles if name == "Heading 1"] == [heading[:4] for heading in HEADINGS]
    assert styles[-2:] == [("讲话稿正文", "让我们振"), ("Closing", "谢谢大家")]


def test_only_an_ending_at_the_end_is_a_closing():
    ending = Block((Sentence((Span("谢谢大家！"),), "closing", "ending"),))
    other = Block((Sentence((Span("散会。"),)),))
    names = [p.style.name for p in document(Speech("", (), None, (ending, other))).paragraphs]
    assert names == ["讲话稿正文", "讲话稿正文"]


def test_run_in_headings_are_runs_in_a_character_style():
    runs = [run for p in document(RICH).paragraphs for run in p.runs if run.style.name == "段首标题2"]
    assert [run.text for run in runs] == [*RUN_INS] * 3


def test_nothing_is_formatted_directly():
    body = ooxml.parse(package.unpack(to_docx(RICH, comments="all"))[package.DOCUMENT])[0]
    assert {child.tag for p in body.iter(q("pPr")) for child in p} == {q("pStyle")}
    assert {child.tag for r in body.iter(q("rPr")) for child in r} == {q("rStyle"), q("rFonts")}
    assert {name for fonts in body.iter(q("rFonts")) for name in fonts.attrib} == {q("hint")}


def test_a_long_title_is_one_paragraph_with_its_lines_broken():
    assert document(RICH).paragraphs[0].text == "在全县上半年经济运行分析\n暨重点项目建设推进会议上的讲话"


@BOTH
def test_every_hole_is_shaded_and_commented(speech):
    body = ooxml.parse(package.unpack(to_docx(speech))[package.DOCUMENT])[0]
    shaded, commented, inside = [], [], False
    for element in body.iter():
        inside = element.tag == q("commentRangeStart") or (inside and element.tag != q("commentRangeEnd"))
        if element.tag == q("rStyle") and element.get(q("val")).startswith(layout.HOLE):
            shaded.append(element.getparent().getparent().find(q("t")).text)
            commented.append(inside)
    holes = [span.text for sentence in speech.sentences() for span in sentence.spans if span.hole]
    assert shaded == [line.strip("（）") for line in speech.byline if "【" in line] + holes
    assert all(commented)


def test_a_comment_on_holes_says_what_to_fill_in_and_where():
    assert comments(UGLY, "holes") == [
        "待补：讲话人。请填写简报的“讲话人”，或直接在此处改写。",
        "待补：日期。请填写简报的“日期”，或直接在此处改写。",
        "待补：针对“工业投资后劲不足”的举措、牵头单位和时限。"
        "请填写简报的“形势.问题第1条.对策”，或直接在此处改写。\n注一",
        "待补。请直接在此处改写。",
    ]


def test_comments_on_everything_add_origins_and_three_alternatives():
    found = comments(RICH, "all")
    assert found[1] == "依据：提纲：三点意见.j2:12"
    assert "依据：句库：7c1e9a40b2d85f13\n备选1：备用第1句。\n备选2：备用第2句。\n备选3：备用第3句。" in found
    assert "请确认：增速为初步统计数。\n依据：简报：形势.成绩第1条；推算：86÷12=7.17" in found
    assert len(found) == sum(any(span.origin for span in sentence.spans) for sentence in RICH.sentences())


def test_origins_of_one_kind_stand_together_and_once():
    first, second = Origin("brief", "会议.议程[0]"), Origin("brief", "会议.议程[1]")
    origins = (Origin("phrase", "9cf2"), first, Origin("phrase", "9cf2"), second)
    speech = Speech("", (), None, (Block((Sentence(tuple(Span("字", origin) for origin in origins)),)),))
    assert comments(speech, "all") == ["依据：句库：9cf2；简报：会议.议程第1条，会议.议程第2条"]


def test_comments_can_be_left_out():
    assert comments(RICH, "none") == []
    assert "word/comments.xml" not in package.unpack(to_docx(RICH, comments="none"))


@BOTH
@MODES
def test_comments_and_bookmarks_are_anchored_once_each(speech, mode):
    parts = package.unpack(to_docx(speech, comments=mode))
    body = ooxml.parse(parts[package.DOCUMENT])
    made = [c.get(q("id")) for c in ooxml.parse(parts["word/comments.xml"])] if mode != "none" else []
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert [element.get(q("id")) for element in body.iter(q(tag))] == made
    names = [element.get(q("name")) for element in body.iter(q("bookmarkStart"))]
    assert names == [f"_drf_p{index:04d}" for index in range(len(list(body.iter(q("p")))))]
    assert len(list(body.iter(q("bookmarkEnd")))) == len(names)


@MODES
def test_every_part_has_a_type_and_every_relationship_a_target(mode):
    parts = package.unpack(to_docx(RICH, comments=mode))
    types = ooxml.parse(parts[package.TYPES])
    named = {element.get("PartName", "").lstrip("/") for element in types} - {""}
    assert named <= parts.keys()
    assert len(named) == sum(bool(element.get("PartName")) for element in types)
    for name in (package.RELS, "_rels/.rels", "customXml/_rels/item1.xml.rels"):
        relationships = list(ooxml.parse(parts[name]))
        folder = name.rpartition("_rels/")[0]
        for relationship in relationships:
            target = f"{folder}{relationship.get('Target')}".replace("word/../", "")
            assert target in parts
        assert len({relationship.get("Id") for relationship in relationships}) == len(relationships)


def test_the_same_speech_gives_the_same_bytes():
    moment = datetime(2026, 7, 15, 8, 30, tzinfo=timezone(timedelta(hours=8)))
    made = to_docx(RICH, comments="all", embed={"brief": "标题: 甲"}, created=moment)
    assert made == to_docx(RICH, comments="all", embed={"brief": "标题: 甲"}, created=moment)
    assert made != to_docx(RICH, comments="all", embed={"brief": "标题: 乙"}, created=moment)
    opened: Any = docx.Document(io.BytesIO(made))
    assert (
        opened.core_properties.created
        == opened.core_properties.modified
        == datetime(2026, 7, 15, 0, 30, tzinfo=timezone.utc)
    )
    assert {(c.author, c.timestamp.isoformat()) for c in opened.comments} == {("drafter", "2026-07-15T00:30:00+00:00")}


def test_without_a_time_the_clock_is_not_asked():
    assert document(RICH).core_properties.created == datetime(2026, 1, 1, tzinfo=timezone.utc)


@BOTH
def test_clean_leaves_no_trace(speech):
    data = to_docx(speech, comments="all", embed={"秘密": "内部"}, clean=True)
    parts = package.unpack(data)
    assert parts.keys() == package.base().keys()
    everything = b"".join(parts.values()).decode()
    for trace in ("_drf_", "comment", "bookmark", "7c1e9a40b2d85f13", "备用第1句", "形势.成绩", "秘密", "urn:drafter"):
        assert trace not in everything.replace(parts["word/styles.xml"].decode(), "")
    assert visible_text(data) == visible_text(to_docx(speech))


def test_a_hole_between_words_is_commented_where_it_stands():
    speech = Speech("", (), None, (Block((Sentence((Span("要靠", Origin("phrase", "a")), HOLE, Span("。"))),)),))
    tags = [child.tag.rpartition("}")[2] for child in document(speech).paragraphs[0]._p]
    expected = "pPr bookmarkStart r commentRangeStart r commentRangeEnd r r bookmarkEnd"
    assert tags == expected.split()


def test_a_hole_in_a_run_in_heading_keeps_the_heading_s_face():
    heading = Sentence((Span("（一）抓好"), HOLE, Span("。")))
    speech = Speech("", (), None, (Block((heading, Sentence((Span("要快。"),))), run_in=2, number="（一）"),))
    runs = [(run.style.name, run.font.name) for run in document(speech).paragraphs[0].runs if run.text]
    assert [name for name, _ in runs[:3]] == ["段首标题2", "待补（段首标题2）", "段首标题2"]
    style: Any = document(speech).styles["待补（段首标题2）"]
    assert style.base_style.name == "段首标题2"
    assert style.font.name is None
    assert layout.hole_in(0) == layout.HOLE


def test_only_the_first_of_two_lines_of_address_stands_apart():
    style: Any = document(RICH).styles["Salutation"]
    assert style.paragraph_format.space_before.pt == 28.95
    assert style.element.pPr.find(q("contextualSpacing")) is not None
