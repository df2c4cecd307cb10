"""Whatever file a speech lies in, its text comes out; a file that cannot be used says why and what to do."""

import io
import shutil
import sys
import zipfile

import pytest

from drafter import files
from drafter.errors import DrafterError
from drafter.reading import office
from drafter.reading.extract import MAX_BYTES, READABLE, extract
from tests.test_reading_docx import word_file
from tests.test_reading_pdf import pdf_file

SPEECH = "在全县大会上的讲话\n同志们：\n一、抓项目\n要开工，要快。\n"
PARAGRAPHS = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in SPEECH.splitlines())
PAGE = "".join(f"<p>{line}</p>" for line in SPEECH.splitlines())
DOCX = word_file(PARAGRAPHS)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REOPEN = "；请用 Word 或 WPS 打开后另存为 .docx"


def other_zip() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("xl/workbook.xml", "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "encoding"),
    [
        pytest.param("稿.txt", SPEECH.encode(), "utf-8", id="utf-8"),
        pytest.param("稿.txt", b"\xef\xbb\xbf" + SPEECH.encode(), "utf-8", id="utf-8 with a mark"),
        pytest.param("稿.md", SPEECH.encode("gb18030"), "gb18030", id="gb18030"),
        pytest.param("稿.txt", SPEECH.encode("utf-16"), "utf-16", id="utf-16"),
        pytest.param("稿.txt", SPEECH.encode("utf-16-le"), "utf-16", id="utf-16 without a mark"),
        pytest.param("稿.DOCX", DOCX, "docx", id="docx"),
        pytest.param("稿.html", f"<html><body>{PAGE}</body></html>".encode(), "html", id="html"),
        pytest.param("稿.htm", f"<!-- x --><html>{PAGE}".encode("gb18030"), "html", id="html in gb18030"),
        pytest.param("稿.shtml", PAGE.encode(), "html", id="a piece of a page"),
    ],
)
def test_the_text_is_the_same_whatever_the_file(tmp_path, name, data, encoding):
    (tmp_path / name).write_bytes(data)
    found = extract(tmp_path / name)
    assert (found.text, found.encoding) == (SPEECH, encoding)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        pytest.param(
            "照片.jpg", b"\xff\xd8", f"还不能读 .jpg 文件，请另存为 .docx 或 .txt；能读的有 {READABLE}", id="jpg"
        ),
        pytest.param(
            "稿", b"x", f"还不能读 没有后缀的 文件，请另存为 .docx 或 .txt；能读的有 {READABLE}", id="no suffix"
        ),
        pytest.param("空.docx", b"", "空文件", id="empty"),
        pytest.param("稿.txt", DOCX, "后缀是 .txt，内容却是Word 文档；请把后缀改成 .docx 再用", id="txt is docx"),
        pytest.param(
            "稿.docx", b"%PDF-1.4", "后缀是 .docx，内容却是PDF 文件；请把后缀改成 .pdf 再用", id="docx is pdf"
        ),
        pytest.param("稿.doc", DOCX, "后缀是 .doc，内容却是Word 文档；请把后缀改成 .docx 再用", id="doc is docx"),
        pytest.param(
            "稿.doc", b"\n<!DOCTYPE html><html>", "后缀是 .doc，内容却是网页；请把后缀改成 .html 再用", id="doc is html"
        ),
        pytest.param(
            "稿.pdf", OLE, "后缀是 .pdf，内容却是旧版 Word 或 WPS 文件；请把后缀改成 .doc 再用", id="pdf is doc"
        ),
        pytest.param(
            "稿.txt", other_zip(), "后缀是 .txt，内容却是压缩包或别的 Office 文件；请换成讲话稿本身", id="txt is xlsx"
        ),
        pytest.param("稿.docx", other_zip(), "这是 Excel 表格，不是 Word 文档；请另存为 .docx", id="docx is xlsx"),
        pytest.param("稿.docx", SPEECH.encode(), "不是 Word 文档（.docx）" + REOPEN, id="docx is text"),
        pytest.param("稿.docx", DOCX[:1500], "文件已损坏，解不开" + REOPEN, id="docx cut off"),
        pytest.param(
            "稿.doc",
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "有打开密码，读不了；请先在 Word 或 WPS 里取消密码再保存",
            id="password",
        ),
        pytest.param(
            "图.docx",
            word_file("<w:p><w:r><w:drawing/></w:r></w:p>"),
            "里面没有文字，也许全是图片；是扫描件的话，请先做文字识别（OCR），再存为 .docx 或 .txt",
            id="pictures",
        ),
    ],
)
def test_what_cannot_be_used_is_refused_with_the_remedy(tmp_path, name, data, message):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DrafterError) as caught:
        extract(tmp_path / name)
    assert str(caught.value) == f"{tmp_path / name}: {message}"


def test_a_huge_file_is_not_even_read(tmp_path):
    with (tmp_path / "大.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(DrafterError) as caught:
        extract(tmp_path / "大.txt")
    told = "文件超过 20 MB，不像一篇讲话；图片多的，请只留文字另存一份"
    assert str(caught.value) == f"{tmp_path / '大.txt'}: {told}"


def test_a_file_that_is_not_there_is_said_before_its_kind(tmp_path):
    (tmp_path / "简报.yaml").write_bytes(b"")
    with pytest.raises(DrafterError) as caught:
        extract(tmp_path / "简抱.yaml")
    assert str(caught.value) == f"{tmp_path / '简抱.yaml'}: 没有这个文件，是不是 简报.yaml？"


def test_a_pdf_without_the_component_names_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    (tmp_path / "稿.pdf").write_bytes(pdf_file([[(100, 700, "x")]]))
    with pytest.raises(DrafterError) as caught:
        extract(tmp_path / "稿.pdf")
    told = "没有装读 PDF 的组件 pypdfium2；请运行 pip install pypdfium2 装上，或把文件另存为 .docx"
    assert str(caught.value) == f"{tmp_path / '稿.pdf'}: {told}"


def test_an_old_file_without_libreoffice_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    (tmp_path / "稿.wps").write_bytes(OLE)
    with pytest.raises(DrafterError) as caught:
        extract(tmp_path / "稿.wps")
    told = "没有 LibreOffice，读不了 .wps 文件；请用 Word 或 WPS 打开后另存为 .docx，或装上 LibreOffice"
    assert str(caught.value) == f"{tmp_path / '稿.wps'}: {told}"


@pytest.fixture
def slow_office(tmp_path, monkeypatch):
    """A LibreOffice that never ends."""
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nsleep 60\n")
    program.chmod(0o755)
    monkeypatch.setattr(office, "program", lambda: str(program))
    monkeypatch.setattr(office, "TIMEOUT", 0.2)


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script")
@pytest.mark.usefixtures("slow_office")
def test_libreoffice_is_not_waited_for_for_ever(tmp_path):
    (tmp_path / "稿.doc").write_bytes(OLE)
    with pytest.raises(DrafterError) as caught:
        extract(tmp_path / "稿.doc")
    assert "LibreOffice 转换超过 0.2 秒，没有再等；请用 Word 或 WPS 打开后另存为 .docx" in str(caught.value)


@pytest.mark.skipif(not office.program(), reason="NOT PROVEN: .doc, .wps and .rtf need LibreOffice")
def test_an_old_file_is_read_by_libreoffice(tmp_path):
    escaped = "".join(f"\\u{ord(char)}?" if char != "\n" else "\\par " for char in SPEECH)
    (tmp_path / "稿.wps").write_text("{\\rtf1\\ansi " + escaped + "}", "ascii")
    assert extract(tmp_path / "稿.wps").text == SPEECH
    assert files.read_bytes(tmp_path / "稿.wps").startswith(b"{\\rtf")
