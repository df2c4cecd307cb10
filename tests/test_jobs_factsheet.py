from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from typer.testing import CliRunner

from drafter.brief import Brief
from drafter.brief_file import parse_brief, read_brief
from drafter.cli import app
from drafter.facts import figures
from drafter.jobs import draft as drafting
from drafter.jobs import factsheet as job
from drafter.word import embedded
from drafter.word.embedded import Paragraph
from tests.briefs import STARTERS, as_yaml, briefs

BRIEF = """\
标题: 在全县项目建设推进会上的讲话
日期: 2026-02-24
地区: 云岭县
形势:
  成绩: [去年实施重点项目78个，完成投资62亿元]
意见:
  - 主题: 项目建设
    目标: 全年实施重点项目86个，完成投资70亿元
    举措:
      - {内容: 一季度开工项目32个, 责任: 县发展和改革局, 时限: 3月底}
      - 新建标准厂房5万平方米
  - 主题: 营商环境
    举措: [{内容: 新增帮办窗口12个, 责任: 县行政审批局}]
篇幅: 1500字
"""


def drafted(brief: Brief) -> list[Paragraph]:
    return embedded.paragraphs(drafting.drafts(brief, drafting.Folders.of())[0].speech)


def assert_complete(paragraphs: list[Paragraph], sheet: job.Factsheet) -> None:
    for number, paragraph in enumerate(paragraphs, 1):
        there = "".join(figure.text for figure in sheet.figures if figure.place.paragraph == number)
        assert there == "".join(figures(paragraph.block.text))


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.stem)
def test_every_figure_of_a_draft_is_in_the_sheet_as_often(path):
    brief = read_brief(path)
    paragraphs = drafted(brief)
    sheet = job.factsheet(paragraphs, brief)
    assert sheet.figures
    assert_complete(paragraphs, sheet)
    assert len(sheet.holes) == sum(paragraph.block.text.count("【待补：") for paragraph in paragraphs)
    assert all(figure.source for figure in sheet.figures)


@settings(deadline=None, max_examples=12)
@given(briefs)
def test_every_figure_of_any_draft_is_in_the_sheet(data):
    brief = parse_brief(as_yaml(data), "简报.yaml")
    paragraphs = drafted(brief)
    assert_complete(paragraphs, job.factsheet(paragraphs, brief))


def test_each_figure_knows_its_unit_and_its_source():
    brief = parse_brief(BRIEF, "简报.yaml")
    sheet = job.factsheet(drafted(brief), brief)
    assert sheet.units == ["县发展和改革局", "县行政审批局", job.UNLISTED, job.OFFICE]
    found = {figure.text: (figure.unit, figure.source) for figure in sheet.figures}
    assert found | EXPECTED == found
    assert {figure.unit for figure in sheet.figures if figure.source.startswith("按简报数出")} == {job.OFFICE}


EXPECTED = {
    "62亿元": (job.UNLISTED, "简报第5行，形势·成绩第1条"),
    "70亿元": (job.UNLISTED, "简报第8行，意见第1条·目标"),
    "32个": ("县发展和改革局", "简报第10行，意见第1条·举措第1条·内容"),
    "3月": ("县发展和改革局", "简报第10行，意见第1条·举措第1条·时限"),
    "8亿元": (job.UNLISTED, "推算：70亿元－62亿元=8亿元"),
    "8个": (job.UNLISTED, "推算：86个－78个=8个"),
    "12个": ("县行政审批局", "简报第13行，意见第2条·举措第1条·内容"),
    "2026年2月24日": (job.OFFICE, "简报，日期"),
}


# --- the file


@pytest.fixture
def room(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("简报.yaml").write_text(BRIEF, encoding="utf-8")
    return tmp_path


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, words, prog_name="drafter")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def table_lines(path: str) -> list[tuple[str, list[list[str]]]]:
    """Each table: its heading, its rows without the head."""
    document: Any = docx.Document(path)
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    rows = [[[cell.text for cell in row.cells] for row in table.rows[1:]] for table in document.tables]
    return list(zip(headings, rows, strict=True))


def test_the_sheet_stands_beside_the_draft(room):
    code, stdout, _ = run("new", "简报.yaml", "-o", "讲话.docx", "--factsheet")
    brief = read_brief(Path("简报.yaml"))
    sheet = job.factsheet(drafted(brief), brief)
    assert (code, stdout.splitlines()[1]) == (0, job.told(sheet, Path("讲话.核稿单.docx")))
    *tables, (last, holes) = table_lines("讲话.核稿单.docx")
    shown = Counter(line for _, rows in tables for row in rows for line in row[1].split("\n"))
    assert shown == Counter(figure.text for figure in sheet.figures)
    assert [re.sub(r"\d+个", "", heading) for heading, _ in tables] == [
        "一、县发展和改革局（数字）",
        "二、县行政审批局（数字）",
        "三、未列责任单位，请起草单位定由谁核对（数字）",
        "四、起草单位自核（数字）",
    ]
    assert last == "五、待补、待定（2处）"
    assert [row[1] for row in holes] == ["牵头单位", "时限"]
    assert holes[0][4:] == ["简报，意见第1条·举措第2条·责任", "起草单位（先定由谁牵头）："]


def test_what_is_to_be_checked_is_marked_and_the_last_column_is_blank(room):
    run("new", "简报.yaml", "--factsheet")
    document: Any = docx.Document("简报.核稿单.docx")
    row = document.tables[0].rows[1]
    marked = [run.text for run in row.cells[3].paragraphs[0].runs if run.style.name == "核稿单数字"]
    assert marked == row.cells[1].text.split("\n")
    assert row.cells[5].text == ""
    assert [cell.text for cell in document.tables[0].rows[0].cells][-1] == "核对意见、签字"


def test_a_sheet_nobody_filled_in_is_replaced_and_another_is_kept(room):
    for _ in range(2):
        assert run("new", "简报.yaml", "--factsheet")[0] == 0
        Path("简报.yaml").write_text(BRIEF.replace("70亿元", "71亿元"), encoding="utf-8")
    document: Any = docx.Document("简报.核稿单.docx")
    document.tables[0].rows[1].cells[5].text = "无误，李四"
    document.save("简报.核稿单.docx")
    before = Path("简报.docx").read_bytes()
    Path("简报.yaml").write_text(BRIEF.replace("70亿元", "72亿元"), encoding="utf-8")
    assert run("new", "简报.yaml", "--factsheet") == (
        2,
        "",
        "简报.核稿单.docx: 已有这个文件，而且有人改过（或不是 drafter 写的），没有覆盖。"
        "确要覆盖加 --force，或用 -o 换个名字\n",
    )
    assert Path("简报.docx").read_bytes() == before


def test_a_sheet_of_a_merged_draft_names_what_a_hand_wrote(room):
    run("new", "简报.yaml", "-o", "讲话.docx")
    document: Any = docx.Document("讲话.docx")
    for paragraph in document.paragraphs:
        paragraph.text = paragraph.text.replace("完成投资70亿元", "完成投资72亿元").replace("3月底", "3月25日")
    document.save("讲话.docx")
    Path("简报.yaml").write_text(BRIEF.replace("70亿元", "75亿元"), encoding="utf-8")
    assert run("new", "简报.yaml", "--update", "讲话.docx", "--factsheet")[0] == 0
    tables = dict(table_lines("讲话-更新.核稿单.docx"))
    [(_, holes)] = [item for item in tables.items() if "待补、待定" in item[0]]
    assert "两种写法定下一种：两稿不同：改稿“72亿元”；新简报“75亿元”" in [row[1] for row in holes]
    dated = [row for rows in tables.values() for row in rows if "25日" in row[1]]  # the measure, and the days to it
    assert dated and all("25日：改稿时手写的" in row[4].split("\n") for row in dated)


@pytest.mark.parametrize("words", [["--text"], ["--json"]])
def test_a_sheet_goes_with_a_word_file(room, words):
    message = "--factsheet 跟着 Word 稿一起写：不能和 --text 同用，和 --json 同用时要用 -o 给出文件名\n"
    assert run("new", "简报.yaml", "--factsheet", *words) == (2, "", message)


def test_each_variant_has_its_sheet(room):
    run("new", "简报.yaml", "--variants", "2", "--factsheet")
    assert sorted(path.name for path in Path().glob("*.docx")) == [
        "简报-1.docx",
        "简报-1.核稿单.docx",
        "简报-2.docx",
        "简报-2.核稿单.docx",
    ]


@pytest.mark.skipif(not shutil.which("soffice") or not shutil.which("pdftotext"), reason="LibreOffice is not installed")
def test_every_page_begins_with_the_head_of_its_table(room):
    shutil.copy(next(path for path in STARTERS if path.stem == "经济工作会议"), "简报.yaml")
    run("new", "简报.yaml", "--factsheet")
    command = ["soffice", f"-env:UserInstallation=file://{room}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "简报.核稿单.docx"], check=False, capture_output=True, timeout=120)
    text = subprocess.run(
        ["pdftotext", "-layout", "简报.核稿单.pdf", "-"], capture_output=True, check=True
    ).stdout.decode()
    pages = [page for page in text.split("\f") if page.strip()]
    assert len(pages) > 1
    for page in pages[1:]:
        first = [line for line in page.splitlines() if line.strip()][:2]
        assert any("序号" in line for line in first), first
