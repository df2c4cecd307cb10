"""PDF text comes in reading order and in paragraphs; what every page repeats is left out."""

import shutil
import subprocess

import pytest

from drafter.errors import DrafterError
from drafter.reading.pdf import text_of
from drafter.word.export import to_docx
from tests.word_speeches import RICH

Placed = tuple[float, float, str]  # left, baseline, text
SIZE = 16


def pdf_file(pages: list[list[Placed]], size: int = SIZE, *, readable: bool = True) -> bytes:
    """A PDF made by hand: each character as wide as it is high; `readable`: glyphs say which characters they are."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    ranges = [f"<{high:02x}00><{high:02x}ff><{high:02x}00>" for high in range(256)]
    blocks = "".join(
        f"{len(part)} beginbfrange {' '.join(part)} endbfrange\n" for part in (ranges[:99], ranges[99:198])
    )
    blocks += f"{len(ranges[198:])} beginbfrange {' '.join(ranges[198:])} endbfrange\n"
    cmap = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n"
    cmap += f"1 begincodespacerange <0000><ffff> endcodespacerange\n{blocks}endcmap end end"
    link = b"/ToUnicode 6 0 R" if readable else b""
    objects.append(b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[4 0 R]" + link + b">>")
    objects.append(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/DW 1000/FontDescriptor 5 0 R"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>"
    )
    objects.append(
        b"<</Type/FontDescriptor/FontName/X/Flags 4/Ascent 880/Descent -120/CapHeight 880/ItalicAngle 0/StemV 80"
        b"/FontBBox[0 -120 1000 880]>>"
    )
    objects.append(stream(cmap))
    kids = []
    for page in pages:
        drawn = [f"BT /F {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET" for x, y, text in page]
        objects.append(stream("\n".join(drawn)))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</F 3 0 R>>>>>>".encode()
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>".encode()
    return assembled(objects)


def stream(text: str) -> bytes:
    return f"<</Length {len(text)}>>stream\n{text}\nendstream".encode("latin-1")


def assembled(objects: list[bytes]) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj" % number + body + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    return data + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def page(*lines: str, left: float = 90, top: float = 760, pitch: float = 28) -> list[Placed]:
    """Lines below each other; two spaces at the head of a line are its indent."""
    placed = []
    for number, line in enumerate(lines):
        text = line.lstrip("　")
        placed.append((left + SIZE * (len(line) - len(text)), top - pitch * number, text))
    return placed


FULL = "把各项任务一件一件抓实抓好抓出成效让群众看得见摸得着"  # a full line
LAST = "决不松劲。"


def test_lines_of_a_paragraph_are_joined_and_paragraphs_kept_apart():
    text = text_of(pdf_file([page("　　" + FULL[2:], FULL, LAST, "　　" + FULL[2:], LAST)]), "稿.pdf")
    assert text == f"{FULL[2:]}{FULL}{LAST}\n{FULL[2:]}{LAST}\n"


def test_a_paragraph_goes_on_over_the_end_of_a_page():
    assert text_of(pdf_file([page("　　" + FULL[2:], FULL), page(FULL, LAST)]), "") == f"{FULL[2:]}{FULL * 2}{LAST}\n"


def test_marks_drawn_last_stand_where_they_are_seen():
    drawn: list[Placed] = [
        (90, 700, "实现"),
        (138, 700, "开门红"),
        (202, 700, "目标。"),
        (122, 700, "“"),
        (186, 700, "”"),
    ]
    assert text_of(pdf_file([drawn]), "") == "实现“开门红”目标。\n"


def test_what_pages_repeat_is_left_out_with_their_numbers():
    pages = []
    for number in range(1, 6):
        body = [f"　　第{'一二三四五'[number - 1]}件事" + FULL[6:], FULL, LAST]
        pages.append([(240, 800, "云岭县委办公室"), *page(*body), (500 if number % 2 else 90, 60, f"— {number} —")])
    text = text_of(pdf_file(pages), "")
    assert "云岭" not in text and "—" not in text
    assert text.splitlines() == [f"第{one}件事{FULL[6:]}{FULL}{LAST}" for one in "一二三四五"]


def test_a_wide_gap_stays_a_gap_and_words_stay_apart():
    drawn: list[Placed] = [
        (90, 700, "县委书记"),
        (186, 700, "陈远山"),
        (90, 650, "GDP"),
        (160, 650, "CPI"),
        (226, 650, "指数有涨有跌"),
    ]
    assert text_of(pdf_file([drawn]), "") == "县委书记　陈远山\nGDP CPI　指数有涨有跌\n"


def test_a_scan_has_no_text():
    assert text_of(pdf_file([[]]), "") == ""


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            b"%PDF-1.7\nx", "PDF 已损坏，打不开；请用 Word、WPS 或浏览器打开，另存为 .docx 或 .txt", id="damaged"
        ),
        pytest.param(pdf_file([[]] * 501), "超过 500 页，不像一篇讲话", id="long"),
        pytest.param(
            pdf_file([page("\ue001\ue002\ue003\ue004")]),
            "字符没有对应的文字（字体编码特殊），读出来是乱码；请用 Word、WPS 或浏览器打开，另存为 .docx 或 .txt",
            id="garbled",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_remedy(data, message):
    with pytest.raises(DrafterError) as caught:
        text_of(data, "稿.pdf")
    assert str(caught.value) == f"稿.pdf: {message}"


@pytest.mark.skipif(not shutil.which("soffice"), reason="NOT PROVEN: text of a real PDF needs soffice to make one")
def test_a_draft_printed_by_libreoffice_comes_back_line_by_line(tmp_path):
    (tmp_path / "稿.docx").write_bytes(to_docx(RICH, comments="none"))
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "pdf",
    ]
    subprocess.run([*command, "--outdir", str(tmp_path), str(tmp_path / "稿.docx")], timeout=100, capture_output=True)
    lines = ["".join(line.split()) for line in text_of((tmp_path / "稿.pdf").read_bytes(), "").splitlines()]
    assert lines[2:] == ["".join(line.split()) for line in RICH.to_text().splitlines()[1:]]
    assert "".join(lines[:2]) == RICH.title
