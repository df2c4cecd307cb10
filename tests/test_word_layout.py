import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from drafter.word import base, layout, ooxml, package
from drafter.word.measure import Measures
from drafter.word.ooxml import q
from drafter.word.title import MAX_WIDTH, split_subtitle, title_lines

PARTS = package.base()
STYLES = {style.get(q("styleId")): style for style in ooxml.parse(PARTS["word/styles.xml"]).iter(q("style"))}
# CT_PPrBase and CT_RPr of ISO/IEC 29500-1, the part we use
ORDER = {
    "pPr": "pStyle keepNext keepLines widowControl overflowPunct autoSpaceDE autoSpaceDN adjustRightInd snapToGrid "
    "spacing ind contextualSpacing jc outlineLvl",
    "rPr": "rStyle rFonts b bCs spacing sz szCs shd lang",
    "style": "name basedOn next uiPriority semiHidden qFormat pPr rPr",
}


def canonical(part: bytes) -> bytes:
    written: bytes = etree.tostring(ooxml.parse(part), method="c14n")
    return written


def test_the_shipped_base_is_what_the_code_builds():
    built = package.unpack(base.build())
    assert list(built) == list(PARTS)
    for name, part in PARTS.items():
        assert canonical(part) == canonical(built[name]), f"{name}: run python -m drafter.word.base"


def test_the_base_holds_nothing_that_a_speech_does_not_need():
    assert sorted(name.rpartition("/")[2] for name in PARTS) == [
        ".rels",
        "[Content_Types].xml",
        "app.xml",
        "core.xml",
        "document.xml",
        "document.xml.rels",
        "fontTable.xml",
        "footer1.xml",
        "footer2.xml",
        "settings.xml",
        "styles.xml",
        "theme1.xml",
    ]


def test_drafting_does_not_import_python_docx():
    code = "import drafter.word.export, sys; assert not {'docx', 'jieba'} & sys.modules.keys()"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_page_is_that_of_the_standard():
    page = ooxml.parse(PARTS["word/document.xml"])[0][-1]
    values = {key.rpartition("}")[2]: int(value) for key, value in page.find(q("pgMar")).attrib.items()}
    assert values == {
        "top": 2098,
        "right": 1474,
        "bottom": 1984,
        "left": 1588,
        "header": 850,
        "footer": 1440,
        "gutter": 0,
    }
    assert dict(page.find(q("docGrid")).attrib) == {q("type"): "lines", q("linePitch"): "579"}
    measures = Measures(PARTS)
    assert (measures.line(layout.BODY), measures.indent(layout.BODY)) == (579, 630)
    assert (measures.text_width, measures.text_height) == (8844, 12756)
    assert 579 * 22 <= measures.text_height < 580 * 22
    assert measures.characters(layout.BODY) == 28
    assert measures.characters(layout.TITLE) - 1 == MAX_WIDTH


@pytest.mark.parametrize("part", ["word/styles.xml", "word/document.xml", "word/footer1.xml", "word/footer2.xml"])
def test_elements_stand_in_the_order_of_the_schema(part):
    for tag, names in ORDER.items():
        for element in ooxml.parse(PARTS[part]).iter(q(tag)):
            places = [names.split().index(child.tag.rpartition("}")[2]) for child in element]
            assert places == sorted(places)


def test_every_face_is_named_for_chinese_and_for_quotes_and_none_comes_from_the_theme():
    faces = {face.name for face in layout.FACES}
    for fonts in ooxml.parse(PARTS["word/styles.xml"]).iter(q("rFonts")):
        values = {key.rpartition("}")[2]: value for key, value in fonts.attrib.items()}
        assert values.keys() == {"ascii", "hAnsi", "eastAsia", "cs"}
        assert values["hAnsi"] == values["eastAsia"]
        assert set(values.values()) <= faces


def test_every_style_that_is_used_is_there():
    used = {layout.TITLE, layout.SUBTITLE, layout.BYLINE, layout.SALUTATION, layout.BODY, layout.CLOSING, layout.HOLE}
    used |= {layout.COMMENT_TEXT, layout.COMMENT_REFERENCE}
    used |= {layout.heading(level) for level in range(1, 5)} | {layout.run_in(level) for level in range(2, 5)}
    assert used <= STYLES.keys()
    for style in STYLES.values():
        for tag in ("basedOn", "next"):
            assert (found := style.find(q(tag))) is None or found.get(q("val")) in STYLES


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("在全县经济工作会议上的讲话", id="one line"),
        pytest.param("在全县上半年经济运行分析推进会上的讲话", id="one full line"),
        pytest.param("在全市安全生产暨防灾减灾救灾|工作会议上的讲话", id="kind of meeting"),
        pytest.param("在全县招商引资和项目建设|工作推进会议上的讲话", id="和"),
        pytest.param("在宏达集团2025年度工作总结|暨表彰大会上的讲话", id="暨"),
        pytest.param("县委常委、常务副县长|在全县发展改革大会上的讲话", id="speaker"),
        pytest.param("在清河县第十八届人民代表大会|第五次会议闭幕会上的讲话", id="congress"),
        pytest.param("县委副书记、县长李四在全县|森林草原防灭火暨春季造林绿化|工作电视电话会议上的讲话", id="lozenge"),
        pytest.param("在全县“大抓项目、大抓招商”|百日攻坚行动誓师动员大会上的讲话", id="quotation"),
        pytest.param("在云岭镇党委理论学习中心组（扩大）会议|暨安全生产工作会议上的讲话", id="brackets"),
    ],
)
def test_a_title_breaks_in_balance_and_never_inside_a_word(lines):
    assert title_lines(lines.replace("|", "")) == tuple(lines.split("|"))


@settings(deadline=None, max_examples=60)
@given(st.text("在全县会议上的讲话、暨和“”（）第一届ab 9，", max_size=70))
def test_lines_of_a_title_lose_nothing(title):
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(len(line) > 1 for line in lines[1:])


def test_a_title_without_any_natural_place_is_still_cut_to_fit():
    lines = title_lines("甲乙丙丁戊己庚辛壬癸" * 5)
    assert [len(line) for line in lines] == [17, 17, 16] or max(map(len, lines)) <= MAX_WIDTH


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("实干争先——在全县经济工作会议上的讲话", ("实干争先", "——在全县经济工作会议上的讲话")),
        ("在全县经济工作会议上的讲话", ("在全县经济工作会议上的讲话", "")),
        ("——在会议上的讲话", ("——在会议上的讲话", "")),
        ("甲——乙", ("甲——乙", "")),
    ],
)
def test_the_occasion_after_a_dash_is_a_subtitle(title, parts):
    assert split_subtitle(title) == parts
