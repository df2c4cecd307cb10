"""An office's own file as the empty speech: looks are taken, text is not."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE

from drafter import compiled, files
from drafter.errors import DrafterError
from drafter.word import layout as names
from drafter.word import ooxml, package
from drafter.word.export import to_docx
from drafter.word.importing import read_embedded, visible_text
from drafter.word.layout_file import find, read_layout
from drafter.word.look import of_layout
from drafter.word.ooxml import q, w
from drafter.word.reference import Taken, take
from tests.word_speeches import RICH

SHIPPED = [files.shipped("templates")]
KNOWN = compiled.lists(SHIPPED[0] / "lists" / "styles.yaml")
USUAL = read_layout(find("公文", SHIPPED), SHIPPED)
LIBREOFFICE = (Path(__file__).parent / "data" / "libreoffice.docx").read_bytes()  # a draft of ours, saved again
LEFT = "旧稿的文字"


def office(change: Any = lambda document: None) -> bytes:
    """A file of the default template of python-docx, with text, a header, a comment and a picture of its own."""
    document = docx.Document()
    document.add_heading(LEFT, 0)
    run = document.add_paragraph(LEFT).add_run()
    document.add_comment(document.paragraphs[1].runs, text=LEFT)
    run.add_picture(str(Path(__file__).parent / "data" / "draft.png"))
    document.sections[0].header.paragraphs[0].text = "云岭县人民政府"
    change(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def taken(data: bytes, layout: names.Layout = USUAL) -> Taken:
    return take(data, "模板.docx", layout, KNOWN, of_layout(layout, {}))


def style_of(data: bytes, text: str) -> Any:
    opened: Any = docx.Document(io.BytesIO(data))
    return next(p.style for p in opened.paragraphs if p.text.startswith(text))


@pytest.mark.parametrize(
    "data", [pytest.param(office(), id="python-docx"), pytest.param(LIBREOFFICE, id="libreoffice")]
)
def test_the_page_and_styles_are_theirs_and_the_text_is_ours(data):
    made = to_docx(RICH, comments="all", look=taken(data).look)
    assert visible_text(made) == RICH.to_text().splitlines()
    found = read_embedded(made)
    assert found is not None
    assert found.pristine
    assert found.speech == RICH
    parts = package.unpack(made)
    assert not [name for name, part in parts.items() if LEFT in part.decode("utf-8", "replace")]
    assert not [name for name in parts if "media" in name]
    before: Any = docx.Document(io.BytesIO(data)).sections[-1]
    after: Any = docx.Document(io.BytesIO(made)).sections[0]
    for side in ("page_width", "page_height", "top_margin", "left_margin", "footer_distance"):
        assert getattr(after, side) == getattr(before, side)
    assert after.header.paragraphs[0].text == before.header.paragraphs[0].text
    heading = next(style for style in docx.Document(io.BytesIO(data)).styles if style.name.lower() == "heading 1")
    assert style_of(made, "一、").font.size == heading.font.size


@pytest.mark.parametrize(
    "data", [pytest.param(office(), id="python-docx"), pytest.param(LIBREOFFICE, id="libreoffice")]
)
def test_the_package_is_whole(data):
    parts = package.unpack(to_docx(RICH, comments="all", look=taken(data).look))
    types = ooxml.parse(parts[package.TYPES])
    stated = {one.get("PartName", "").lstrip("/") for one in types} - {""}
    endings = {one.get("Extension") for one in types} - {None}
    assert stated <= parts.keys()
    assert all(name in stated or name.rpartition(".")[2] in endings for name in parts)
    for name in parts:
        if name.endswith(".rels"):
            folder = name.rpartition("_rels/")[0]
            for relation in ooxml.parse(parts[name]):
                target = relation.get("Target")
                path = target.lstrip("/") if target.startswith("/") else f"{folder}{target}".replace("word/../", "")
                assert path in parts
    ids = [style.get(q("styleId")) for style in ooxml.parse(parts["word/styles.xml"]).iter(q("style"))]
    assert len(ids) == len(set(ids))
    for part in ("word/document.xml", "word/comments.xml", "word/styles.xml"):
        links = ooxml.parse(parts[part]).iter(*map(q, ("pStyle", "rStyle", "basedOn", "next")))
        assert {link.get(q("val")) for link in links} <= set(ids)


def test_headers_of_an_earlier_section_go_on_with_their_pictures():
    def two_sections(document: Any) -> None:
        run = document.sections[0].header.paragraphs[0].add_run()
        run.add_picture(str(Path(__file__).parent / "data" / "draft.png"))
        document.sections[0].footer.paragraphs[0].text = "内部资料"
        document.add_section()

    parts = package.unpack(to_docx(RICH, look=taken(office(two_sections)).look))
    assert [name for name in parts if "media" in name] == ["word/media/image1.png"]
    made: Any = docx.Document(io.BytesIO(package.pack(parts)))
    assert made.sections[0].header.paragraphs[0].text == "云岭县人民政府"
    assert made.sections[0].footer.paragraphs[0].text == "内部资料"


def test_what_was_used_and_added_is_said():
    found = taken(office())
    assert dict(found.used)["一级标题"] == "heading 1"
    assert "称谓" in found.added
    assert dict(taken(LIBREOFFICE).used)["正文"] == "讲话稿正文"


def named(document: Any, name: str) -> Any:
    return document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)


def test_a_layout_says_what_the_office_calls_its_styles(tmp_path):
    (tmp_path / "甲.yaml").write_text("样式: {标题: 红头标题, 正文: {参照: 我们的正文}}\n", encoding="utf-8")
    layout = read_layout(tmp_path / "甲.yaml", SHIPPED)
    data = office(lambda document: (named(document, "红头标题"), named(document, "我们的正文")))
    made = to_docx(RICH, look=taken(data, layout).look)
    assert visible_text(made) == RICH.to_text().splitlines()  # its title breaks its lines by hand
    assert style_of(made, RICH.title[:5]).base_style.name == "红头标题"
    assert style_of(made, "这次会议").name == "我们的正文"
    with pytest.raises(DrafterError) as caught:
        taken(office(lambda document: (named(document, "红头的标题"), named(document, "我们的正文"))), layout)
    assert str(caught.value) == "模板.docx: 没有“红头标题”这个样式（版式“甲”里写的），是不是 红头的标题？"


def test_headings_that_word_would_number_are_numbered_once():
    def numbered(document: Any) -> None:
        number = w("numPr", w("numId", val=1))
        document.styles["Heading 1"].element.get_or_add_pPr().insert(0, number)

    made = to_docx(RICH, look=taken(office(numbered)).look)
    style = style_of(made, "一、")
    assert style.base_style.name == "Heading 1"
    assert style.element.pPr.find(f"{q('numPr')}/{q('numId')}").get(q("val")) == "0"


def test_sentences_stay_on_one_page_in_their_styles_too():
    aloud = read_layout(find("台上阅读版", SHIPPED), SHIPPED)
    made = to_docx(RICH, look=taken(LIBREOFFICE, aloud).look)
    assert visible_text(made) == RICH.to_text().splitlines()
    style = style_of(made, "这次会议")
    assert style.paragraph_format.keep_together
    assert style.base_style.name == "讲话稿正文"


def changed(data: bytes, **parts: bytes) -> bytes:
    there = package.unpack(data)
    return package.pack(there | {name.replace("__", "/") + ".xml": part for name, part in parts.items()})


def test_what_belongs_to_the_file_alone_is_left_behind():
    parts = package.unpack(office())
    settings = ooxml.parse(parts["word/settings.xml"])
    settings.insert(1, w("attachedTemplate", **{}))
    settings[1].set(f"{{{ooxml.R}}}id", "rId9")
    settings.insert(2, w("trackRevisions"))
    settings.insert(3, w("documentProtection", edit="readOnly", enforcement=1))
    look = taken(changed(office(), word__settings=ooxml.serialize(settings))).look
    kept = {one.tag.rpartition("}")[2] for one in ooxml.parse(look.parts["word/settings.xml"])}
    assert not {"attachedTemplate", "trackRevisions", "documentProtection"} & kept
    assert "zoom" in kept


def test_a_template_becomes_a_document():
    types = package.unpack(office())[package.TYPES].replace(b"document.main+xml", b"template.main+xml")
    data = package.pack(package.unpack(office()) | {package.TYPES: types})
    assert b"document.main+xml" in taken(data).look.parts[package.TYPES]


def strict() -> bytes:
    document = package.unpack(office())[package.DOCUMENT]
    purl = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    return changed(office(), word__document=document.replace(ooxml.W.encode(), purl))


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
MACROS = package.pack(package.unpack(office()) | {"word/vbaProject.bin": b""})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"text", "不是 Word 文档（.docx）；请用 Word 或 WPS 打开后另存为 .docx", id="text"),
        pytest.param(LOCKED, "有打开密码，读不了；请先在 Word 或 WPS 里取消密码再保存", id="password"),
        pytest.param(MACROS, "带有宏，不予打开；请另存为不带宏的 .docx", id="macros"),
        pytest.param(strict(), "是 Strict Open XML 格式；请在 Word 里另存为普通的“Word 文档（*.docx）”", id="strict"),
        pytest.param(
            changed(office(), word__document=b"<w:"), "已损坏，读不通；请用 Word 或 WPS 打开后另存", id="damaged"
        ),
    ],
)
def test_files_that_cannot_be_a_reference_are_refused_with_the_reason(data, said):
    with pytest.raises(DrafterError) as caught:
        taken(data)
    assert str(caught.value) == f"模板.docx: {said}"
