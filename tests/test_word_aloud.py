"""The copy to be read out: sentences on one page, pinyin over rare characters, everything read back as written."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import files
from drafter.bank import load
from drafter.brief_file import read_brief
from drafter.jobs import looks
from drafter.segment import ends_sentence
from drafter.speech import Block, Sentence, Span, Speech
from drafter.word import embedded, layout, ooxml, package
from drafter.word.compare import compare
from drafter.word.export import to_docx
from drafter.word.importing import read_embedded, visible_text
from drafter.word.layout_file import find, read_layout
from drafter.word.look import of_layout
from drafter.word.ooxml import q
from drafter.writing import outline
from drafter.writing.compose import compose
from tests.word_speeches import RICH, UGLY, UGLY_LINES

SHIPPED = [files.shipped("templates")]
READINGS = looks.readings()
LIGHT = set("呗跶垯鞡饹嘞氇桲遢蓿")  # the light tone, which has no mark: 邋遢, 苜蓿
ALOUD = of_layout(read_layout(find("台上阅读版", SHIPPED), SHIPPED), READINGS)
NAMES = Speech(
    "在鄱阳湖治理会议上的讲话",
    ("市长　王翀",),
    None,
    (Block((Sentence((Span("鄱阳湖畔，擘画蓝图。"),)), Sentence((Span("大埔和黄埔都来了。"),)))),),
)


def test_the_text_is_read_back_as_it_was_and_every_sentence_has_its_origins():
    data = to_docx(RICH, look=ALOUD)
    assert visible_text(data) == RICH.to_text().splitlines()
    found = read_embedded(data)
    assert found is not None
    assert found.pristine
    assert found.speech == RICH
    assert {now.state for now in compare(found.paragraphs, visible_text(data))} == {"same"}
    assert visible_text(to_docx(UGLY, look=ALOUD)) == UGLY_LINES


def test_each_sentence_has_a_paragraph_that_is_kept_whole():
    parts = package.unpack(to_docx(RICH, look=ALOUD))
    styles = [p.get(q("val")) for p in ooxml.parse(parts[package.DOCUMENT]).iter(q("pStyle"))]
    sentences = [len(block.sentences) for block in RICH.blocks]
    heads = sum(bool(block.run_in) for block in RICH.blocks)  # （一）倒排工期抓进度。 stays with what it says
    assert styles.count(layout.NEXT) == sum(sentences) - len(sentences) - heads
    kept = {
        style.get(q("styleId"))
        for style in ooxml.parse(parts["word/styles.xml"]).iter(q("style"))
        if style.find(f"{q('pPr')}/{q('keepLines')}") is not None
    }
    assert {layout.BODY, layout.NEXT, layout.heading(1), layout.SALUTATION, layout.CLOSING} <= kept


def test_a_sentence_longer_than_a_page_is_named():
    long = Block((Sentence((Span("项目建设" * 65 + "。"),)),))
    shown = embedded.paragraphs(Speech("讲话", (), None, (Block((Sentence((Span("短句。"),)),)), long)))
    assert looks.remarks_on(shown, ALOUD) == ["一页放不下一句：第3段“项目建设项目建设项目建…”，请分成两句"]
    assert looks.remarks_on(embedded.paragraphs(RICH), ALOUD) == []


def pinyin(data: bytes) -> list[str]:
    found = ooxml.parse(package.unpack(data)[package.DOCUMENT]).iter(q("ruby"))
    return ["".join(t.text for t in ruby.iter(q("t"))) for ruby in found]


def test_rare_characters_bear_their_pinyin_and_common_ones_do_not():
    data = to_docx(NAMES, look=ALOUD)
    assert pinyin(data) == ["chōng翀", "pó鄱", "bò擘", "bù埔", "pǔ埔"]
    assert visible_text(data) == NAMES.to_text().splitlines()
    assert pinyin(to_docx(NAMES)) == []


def test_every_reading_is_of_one_character_and_has_a_tone():
    characters = {one: said for one, said in READINGS.items() if len(one) == 1}
    assert len(characters) == 4605
    tones = "āáǎàēéěèếīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
    light = {one for one, said in characters.items() if sum(letter in tones for letter in said) != 1}
    assert light == LIGHT
    words = {one: said.split() for one, said in READINGS.items() if len(one) > 1}
    assert all(said[0] in word and READINGS[said[0]] != said[1] for word, said in words.items())


@settings(deadline=None, max_examples=60)
@given(st.text("鄱阳翀大埔莞尔王，。 x", max_size=12))
def test_pinyin_loses_no_character(text):
    data = to_docx(Speech("", (), None, (Block((Sentence((Span(text),)),)),)), look=ALOUD)
    assert visible_text(data) == ([text] if text.strip() else [])


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="NOT PROVEN: pages of the copy to be read out need soffice and pdftotext",
)
def test_no_page_of_three_starters_ends_inside_a_sentence(tmp_path):
    bank = load([files.shipped("phrasebanks")])
    names = ("总结表彰", "经济工作会议", "动员部署")
    for name in names:
        brief = read_brief(SHIPPED[0] / "briefs" / f"{name}.yaml")
        speech = compose(brief, bank, outline.find(brief.outline.text if brief.outline else name, SHIPPED), 7).speech
        (tmp_path / f"{name}.docx").write_bytes(to_docx(speech, look=ALOUD, clean=True))
        (tmp_path / f"平常{name}.docx").write_bytes(to_docx(speech, clean=True))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless", "--convert-to", "pdf"]
    made = [str(path) for path in sorted(tmp_path.glob("*.docx"))]
    subprocess.run([*command, "--outdir", str(tmp_path), *made], timeout=100, check=False, capture_output=True)
    for name in names:
        ends = page_ends(tmp_path / f"{name}.pdf")
        assert len(ends) > 5
        assert [end for end in ends if not ends_sentence(end)] == []
    usual = [end for name in names for end in page_ends(tmp_path / f"平常{name}.pdf")]
    assert not all(map(ends_sentence, usual))  # the layout 公文 does not care, and the test can tell


def page_ends(pdf: Path) -> list[str]:
    """Last line of each page, page number aside."""
    output = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, timeout=60)
    pages = [page.split("\n") for page in output.stdout.decode().split("\f")]
    return [[line for line in page if line.strip()][-2] for page in pages if any(line.strip() for line in page)]
