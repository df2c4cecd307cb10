import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree

from drafter.errors import DrafterError
from drafter.word import embedded, ooxml, package
from drafter.word.compare import compare
from drafter.word.export import to_docx
from drafter.word.importing import read_embedded, visible_text
from tests.word_speeches import RICH, UGLY, UGLY_LINES

DRAFT = to_docx(RICH, comments="all", embed={"brief": "标题: 甲", "seed": 7})
W = f'xmlns:w="{ooxml.W}"'


def changed(part: str, old: str, new: str) -> bytes:
    parts = package.unpack(DRAFT)
    assert old.encode() in parts[part]
    return package.pack({**parts, part: parts[part].replace(old.encode(), new.encode())})


def word_file(body: str, **more: bytes) -> bytes:
    parts = package.base() | {package.DOCUMENT: f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()}
    return package.pack(parts | more)


def test_a_draft_alone_gives_the_speech_and_what_was_embedded():
    found = read_embedded(DRAFT)
    assert found is not None
    assert found.speech == RICH
    assert found.given == {"brief": "标题: 甲", "seed": 7}
    assert found.same_text
    assert found.pristine


def test_an_ugly_speech_comes_back_in_legal_characters():
    found = read_embedded(to_docx(UGLY))
    assert found is not None
    assert found.speech.to_text().splitlines() == UGLY_LINES
    assert [span.hole for sentence in found.speech.sentences() for span in sentence.spans if span.hole] == [True, True]


def test_a_changed_word_is_noticed():
    found = read_embedded(changed(package.DOCUMENT, "谢谢大家！", "谢谢各位！"))
    assert found is not None
    assert not found.same_text
    assert not found.pristine
    assert found.speech == RICH


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        pytest.param("word/comments.xml", "备用第1句。", "就用这句", id="comment"),
        pytest.param("word/styles.xml", "FFE699", "FF0000", id="style"),
        pytest.param(package.DOCUMENT, '<w:rFonts w:hint="eastAsia"/>', "<w:b/>", id="formatting"),
    ],
)
def test_a_change_that_leaves_the_words_is_noticed_too(part, old, new):
    found = read_embedded(changed(part, old, new))
    assert found is not None
    assert found.same_text
    assert not found.pristine


def test_a_file_of_others_and_a_clean_one_carry_no_data():
    buffer = io.BytesIO()
    docx.Document().save(buffer)
    assert read_embedded(buffer.getvalue()) is None
    assert read_embedded(to_docx(RICH, clean=True)) is None


def test_the_data_is_found_by_its_namespace():
    parts = package.unpack(DRAFT)
    parts["customXml/item7.xml"] = parts.pop(embedded.ITEM)
    found = read_embedded(package.pack(parts))
    assert found is not None
    assert found.speech == RICH


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p><w:p/>", ["甲\t乙"], id="plain"),
        pytest.param(
            "<w:p><w:ins><w:r><w:t>加</w:t></w:r></w:ins><w:del><w:r><w:delText>减</w:delText></w:r></w:del></w:p>",
            ["加"],
            id="insertion and deletion",
        ),
        pytest.param(
            "<w:p><w:moveFrom><w:r><w:t>搬</w:t></w:r></w:moveFrom></w:p>"
            "<w:p><w:moveTo><w:r><w:t>搬</w:t></w:r></w:moveTo></w:p>",
            ["搬"],
            id="move",
        ),
        pytest.param(
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p><w:p><w:r><w:t>后</w:t></w:r></w:p>",
            ["前后"],
            id="struck paragraph end",
        ),
        pytest.param(
            "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>格</w:t></w:r></w:p></w:tc></w:tr></w:tbl>", ["格"], id="table"
        ),
        pytest.param(
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>kān</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t>堪</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>",
            ["堪"],
            id="pinyin",
        ),
        pytest.param(
            "<w:p><w:r><w:t>外</w:t><w:pict><w:txbxContent><w:p><w:r><w:t>内</w:t></w:r></w:p></w:txbxContent></w:pict></w:r></w:p>",
            ["外", "内"],
            id="text box",
        ),
        pytest.param(
            '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>题</w:t><w:br/><w:t>目</w:t></w:r></w:p>'
            "<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r></w:p>",
            ["题目", "上\n下"],
            id="line break",
        ),
        pytest.param("", [], id="empty"),
    ],
)
def test_visible_text_is_the_text_with_all_changes_accepted(body, lines):
    assert visible_text(word_file(body)) == lines


def macro() -> bytes:
    return package.pack(package.base() | {"word/vbaProject.bin": b"x"})


def other_zip(name: str) -> bytes:
    return package.pack({name: b"<x/>"})


def locked_zip() -> bytes:
    data = bytearray(DRAFT)
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 8] |= 1
    return bytes(data)


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("word/document.xml", b" " * (package.MAX_BYTES + 1))
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
REOPEN = "；请用 Word 或 WPS 打开后另存为 .docx"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"", "不是 Word 文档（.docx）" + REOPEN, id="empty"),
        pytest.param("同志们：".encode(), "不是 Word 文档（.docx）" + REOPEN, id="text"),
        pytest.param(DRAFT[:2000], "文件已损坏，解不开" + REOPEN, id="cut off"),
        pytest.param(
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "有打开密码，读不了；请先在 Word 或 WPS 里取消密码再保存",
            id="password",
        ),
        pytest.param(locked_zip(), "有打开密码，读不了；请先在 Word 或 WPS 里取消密码再保存", id="locked zip"),
        pytest.param(OLE + b"WordDocument", "这是旧版 .doc 文件，请用 Word 或 WPS 另存为 .docx", id="doc"),
        pytest.param(macro(), "带有宏，不予打开；请另存为不带宏的 .docx", id="macro"),
        pytest.param(other_zip("xl/workbook.xml"), "这是 Excel 表格，不是 Word 文档；请另存为 .docx", id="xlsx"),
        pytest.param(other_zip("a.txt"), "里面没有 word/document.xml，不是 Word 文档；请另存为 .docx", id="other zip"),
        pytest.param(bomb(), "解压后超过 100 MB 或 2000 个部件，不像讲话稿，不予打开", id="bomb"),
        pytest.param(
            package.pack(package.base() | {package.DOCUMENT: b"<w:p>"}),
            "word/document.xml 已损坏，读不通；请用 Word 或 WPS 打开后另存",
            id="broken xml",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_remedy(data, message):
    with pytest.raises(DrafterError) as caught:
        visible_text(data, "回稿.docx")
    assert str(caught.value) == f"回稿.docx: {message}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "内嵌的来源数据已损坏，无法据此说明来历；可用 drafter new 重新生成"),
        ("[]", "内嵌的来源数据已损坏，无法据此说明来历；可用 drafter new 重新生成"),
        (json.dumps({"format": 99}), "由更新版本的 drafter 写成，请先升级 drafter"),
    ],
)
def test_damaged_or_newer_data_is_refused(text, message):
    root = etree.Element(f"{{{embedded.NAMESPACE}}}draft")
    root.text = text
    with pytest.raises(DrafterError) as caught:
        read_embedded(package.pack(package.unpack(DRAFT) | {embedded.ITEM: etree.tostring(root)}))
    assert str(caught.value) == message


def test_entities_in_a_hostile_file_are_not_resolved():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    body = f"{bomb}<w:document {W}><w:body><w:p><w:r><w:t>甲&b;&f;</w:t></w:r></w:p></w:body></w:document>"
    assert visible_text(word_file("", **{package.DOCUMENT: body.encode()})) == ["甲"]


# ---- real programs

rendering = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="NOT PROVEN: layout and round trip need soffice and pdftotext (libreoffice-writer-nogui, poppler-utils)",
)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    folder = tmp_path_factory.mktemp("office")

    def convert(data, kind):
        (folder / "draft.docx").write_bytes(data)
        command = [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            kind,
        ]
        out = folder / kind
        subprocess.run(
            [*command, "--outdir", str(out), str(folder / "draft.docx")], timeout=100, check=False, capture_output=True
        )
        return out / f"draft.{kind}"

    return convert


@rendering
@pytest.mark.parametrize("mode", ["all"])
def test_a_draft_saved_again_by_libreoffice_keeps_comments_and_data(office, mode):
    saved = office(to_docx(RICH, comments=mode, embed={"seed": 7}), "docx").read_bytes()
    found = read_embedded(saved)
    assert found is not None
    assert found.speech == RICH
    assert found.given == {"seed": 7}
    assert found.same_text
    assert not found.pristine
    assert visible_text(saved) == visible_text(DRAFT)
    assert {now.state for now in compare(found.paragraphs, visible_text(saved))} == {"same"}
    opened: Any = docx.Document(io.BytesIO(saved))
    before: Any = docx.Document(io.BytesIO(DRAFT))
    assert [comment.text for comment in opened.comments] == [comment.text for comment in before.comments]
    names = re.findall(r'w:name="(_drf_p\d+)"', package.unpack(saved)[package.DOCUMENT].decode())
    assert names == [embedded.bookmark(index) for index in range(len(visible_text(DRAFT)))]
    assert {p.style.name for p in opened.paragraphs} >= {"Title", "讲话人与日期", "讲话稿正文", "Heading 1", "Closing"}


def page_lines(pdf: Path) -> Iterator[tuple[int, str, float]]:
    """For each page: body lines, then the page number's text and left edge in points."""
    output = subprocess.run(["pdftotext", "-bbox-layout", str(pdf), "-"], capture_output=True, check=True, timeout=60)
    for page in re.findall(r"<page .*?</page>", output.stdout.decode(), re.S):
        words = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>', page)
        body: list[float] = []
        number: list[tuple[float, str]] = []
        for left, top, bottom, text in sorted(words, key=lambda word: (float(word[2]), float(word[0]))):
            middle = (float(top) + float(bottom)) / 2
            if middle > (297 - 35) / 25.4 * 72:
                number.append((float(left), text))
            elif not body or middle - body[-1] > 8:
                body.append(middle)
        number.sort()
        yield len(body), " ".join(text for _, text in number), number[0][0] / 72 * 25.4


@rendering
def test_pages_hold_22_lines_and_bear_their_number_outside(office):
    pages = list(page_lines(office(DRAFT, "pdf")))
    assert len(pages) >= 4
    assert pages[0][0] <= 22
    for lines, _, _ in pages[1:-1]:
        assert lines in (22, 21, 20)  # a heading goes with what follows
    assert 22 in {lines for lines, _, _ in pages}
    assert [number for _, number, _ in pages] == [f"— {n} —" for n in range(1, len(pages) + 1)]
    assert all(left > 150 if n % 2 else 28 < left < 40 for n, (_, _, left) in enumerate(pages, 1))


@rendering
def test_an_ugly_speech_renders_too(office):
    assert len(list(page_lines(office(to_docx(UGLY), "pdf")))) == 1
