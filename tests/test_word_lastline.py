"""Where lines break, foretold for the layout 公文; the counts in comments were read off LibreOffice's pages."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter.jobs.looks import last_lines
from drafter.speech import Block, Sentence, Span, Speech
from drafter.word import embedded, look
from drafter.word.export import to_docx
from drafter.word.lastline import NO_END, NO_START, Grid, body_grid, break_lines, is_lonely, lonely

GRID = body_grid(look.default())
GAPS = Grid(GRID.width, GRID.indent, GRID.size, GRID.spacing, GRID.size // 5)  # as LibreOffice sets figures
TEXTS = [
    "标准地出让后15个工作日内办完施工许可，由行政审批局牵头负责。优化审批流程，站在企业角度把办事环节走一遍，找准重复提交、"
    "来回修改的堵点，能合并的合并，能取消的取消。",
    "去年，全县上下坚持大抓项目、抓大项目，顶住压力、克难前行，推动各项工作取得新的进展。反映在主要指标上，重点项目投资完成"
    "62.3亿元，增长14.5%。扎实的工作带来了实际的变化，茶源镇用47天完成了竹木家居产业园620亩土地征收；县行政审批局把项目前期"
    "审批时间压减到28个工作日。",
    "平时同大家面对面交流的机会不多，今天借这个机会，先向各位道一声辛苦。会议一开始，8位企业家作了发言，提出26条意见建议。",
    "一是着眼解决还有六个年度计划开工项目没有动工的问题，6个未动工项目全部进场施工，10月底前全面完成。",
    "国" * 26 + "家" * 28 + "好。",
    "国" * 26 + "家" * 27 + "安好。",
]


def test_the_grid_of_公文_holds_28_characters_and_26_on_the_first_line():
    assert Grid(8844, 630, 320, -5) == GRID
    assert [len(line) for line in break_lines("国" * 60, GRID)] == [26, 28, 6]


@settings(max_examples=200)
@given(st.text("国家，。、“”（）2026.% ab", max_size=120), st.booleans(), st.sampled_from([0, 64]))
def test_lines_join_to_the_text_and_keep_the_rules(text, hanging, gap):
    grid = Grid(GRID.width, GRID.indent, GRID.size, GRID.spacing, gap)
    lines = break_lines(text, grid, hanging=hanging)
    assert "".join(lines) == text
    for line in lines:
        assert line
        assert sum(map(grid.of, line)) <= grid.width + hanging * grid.size
    breakable = all(len(part) < 12 for part in re.split("[国家]", text))
    for before, after in pairwise(lines):
        assert not breakable or (after[0] not in NO_START and before[-1] not in NO_END)


@pytest.mark.parametrize(
    ("line", "alone"), [("好。", True), ("好", True), ("好！”", True), ("好的", False), ("", False), ("5%。", False)]
)
def test_a_lonely_line_is_one_character_with_its_marks(line, alone):
    assert is_lonely(line) == alone


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("国" * 26 + "好。", True, id="one character and its stop"),
        pytest.param("国" * 26 + "好", True, id="one character"),
        pytest.param("国" * 26 + "很好。", False, id="two characters"),
        pytest.param("国" * 25 + "好。", False, id="the stop hangs in Word, the character moves down in LibreOffice"),
        pytest.param("国" * 20 + "2026国" + "国" * 3 + "好。", False, id="figures set apart or not"),
        pytest.param("好。", False, id="a paragraph of one line"),
    ],
)
def test_only_what_every_program_shows_is_said(text, said):
    assert lonely(text, GRID) == said


def test_the_clerk_is_told_which_paragraph_and_how_it_ends():
    hole = Block((Sentence((Span("国" * 26 + "好"), Span("【待补：甲】", None, True))),))
    blocks = (Block((Sentence((Span("安排" * 13 + "好。"),)),)), hole)
    paragraphs = embedded.paragraphs(Speech("讲话", (), Sentence((Span("同志们："),)), blocks))
    assert last_lines(paragraphs, None) == [
        "末行只有一个字：第3段“…安排安排安排安排安排好。”，这一段少写一个词就少一行"
    ]


@pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftotext")),
    reason="NOT PROVEN: that lines break where foretold needs soffice and pdftotext",
)
def test_libreoffice_breaks_lines_where_it_was_foretold(tmp_path):
    blocks = tuple(Block((Sentence((Span(text),)),)) for text in TEXTS)
    (tmp_path / "稿.docx").write_bytes(to_docx(Speech("讲话", (), None, blocks), clean=True))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}", "--headless", "--convert-to", "pdf"]
    made = [*command, "--outdir", str(tmp_path), str(tmp_path / "稿.docx")]
    subprocess.run(made, timeout=100, check=False, capture_output=True)
    shown = subprocess.run(["pdftotext", "-layout", str(tmp_path / "稿.pdf"), "-"], capture_output=True, check=True)
    lines = [re.sub(r"\s", "", line) for line in re.split("[\n\f]", shown.stdout.decode())]
    lines = [line for line in lines if line and not re.fullmatch(r"—\d+—", line)]
    assert lines == ["讲话", *(line for text in TEXTS for line in break_lines(text, GAPS))]
