from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from drafter.cli import app
from drafter.word import package
from drafter.word.export import to_docx
from drafter.writing.taste import of_speech
from tests.word_speeches import RICH

BANK = """\
槽位: 三点意见
句子:
  举措要求:
    - 句: 各级各部门要把责任扛在肩上。
      id: 7c1e9a40b2d85f13
      出处: 旧稿.txt#120-180
"""
GIVEN: dict[str, object] = {"outline": "三点意见", "seed": 7, "brief": "简报.yaml"}
NO_ORIGINS = "里面没有来历：不是 drafter 写的，或者是 --clean 的送审稿；请用 drafter new 写的原稿或它的改稿"
LAST = len(RICH.to_text().splitlines())


@pytest.fixture(autouse=True)
def room(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("稿.docx").write_bytes(to_docx(RICH, embed=GIVEN))
    Path("句库").mkdir()
    Path("句库", "自家.yaml").write_text(BANK, encoding="utf-8")


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["explain", *words, "--bank-only", "句库"], prog_name="drafter")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def edit(old: str, new: str) -> None:
    parts = package.unpack(Path("稿.docx").read_bytes())
    assert old.encode() in parts[package.DOCUMENT]
    changed = parts | {package.DOCUMENT: parts[package.DOCUMENT].replace(old.encode(), new.encode(), 1)}
    Path("稿.docx").write_bytes(package.pack(changed))


def paragraph(number: int) -> list[str]:
    code, out, err = run("稿.docx", str(number))
    assert (code, err) == (0, "")
    return out.splitlines()


def test_the_head_of_the_speech_comes_from_the_brief():
    assert run("稿.docx", "会议上的讲话") == (
        0,
        f"稿.docx：{count()}；简报 简报.yaml，提纲 三点意见，种子 7；成稿以后一句没动\n\n第1段\n"
        "  在全县上半年经济运行分析暨重点项目建设推进会议上的讲话\n"
        "    简报　标题：“在全县上半年经济运行分析暨重点项目建设推进会议上的讲话”\n",
        "",
    )
    assert paragraph(2)[-1] == "    简报　讲话人：“县委书记　林海清”"
    assert paragraph(3)[-1] == "    简报　日期：“（2026年7月15日）”"


def count() -> str:
    sentences = 3 + sum(1 for _ in RICH.sentences())
    return f"{LAST}段，{sentences}句"


def test_a_phrase_is_shown_with_its_place_and_source_a_sum_with_its_inputs():
    shown = paragraph(9)
    assert shown[3] == "  （二）要素保障解难题。　〔三点意见·标题句〕"
    assert shown[4] == (
        "    句库　7c1e9a40b2d85f13：各级各部门要把责任扛在肩上。（句库/自家.yaml 第4行；旧稿.txt 第121—180字）"
    )
    assert shown[-4:] == [
        "  地区生产总值完成186.4亿元，增长6.1%——这是“十大工程”的底数……　〔形势回顾·成绩〕",
        "    简报　形势.成绩第1条：“地区生产总值完成186.4亿元，增长6.1%”",
        "    推算　“——这是“十大工程”的底数……”：86÷12=7.17",
        "    批注：请确认：增速为初步统计数。",
    ]
    assert paragraph(5)[-1] == "    提纲　三点意见.j2 第12行：“下面，我讲三点意见。”"
    assert "    备选4：备用第4句。" in shown
    assert "    待补　简报里没有“形势.问题第1条.对策”" in paragraph(10)


def test_a_phrase_that_the_bank_has_not_is_shown_by_its_id():
    Path("句库", "自家.yaml").write_text(BANK.replace("7c1e", "0000"), encoding="utf-8")
    assert paragraph(LAST)[-1].startswith("    句库　7c1e9a40b2d85f13：“")
    assert paragraph(LAST)[-1].endswith("”（现在的句库里没有这一句）")


def test_a_bank_that_cannot_be_read_is_said_and_does_no_harm():
    Path("句库", "自家.yaml").write_text("槽位: 甲\n", encoding="utf-8")
    code, out, err = run("稿.docx", "4")
    assert code == 0 and out.endswith("  同志们：　〔开头·称谓〕\n    连接　只有序号和连接的话\n")
    assert err.startswith(f"句库读不了，只给出句子的编号：{Path('句库', '自家.yaml')}:1: ")
    assert err.count("\n") == 1


def test_sentences_changed_since_are_marked():
    edit("下面，我讲三点意见。", "下面，我讲三点具体意见。要听清楚。")
    assert paragraph(5)[0].endswith("；成稿以后动过2句")
    assert paragraph(5)[-5:] == [
        "  〔改过〕下面，我讲三点具体意见。　〔开头·引出意见〕",
        "    成稿时：下面，我讲三点意见。",
        "    提纲　三点意见.j2 第12行：“下面，我讲三点意见。”",
        "  〔新加〕要听清楚。",
        "    成稿以后加的，没有来历",
    ]
    edit("下面，我讲三点具体意见。要听清楚。", "")
    assert "  〔删去〕下面，我讲三点意见。　〔开头·引出意见〕" in paragraph(5)


def test_json_says_the_same():
    edit("下面，我讲三点意见。", "下面，我讲三点具体意见。")
    data = json.loads(run("稿.docx", "5", "--json")[1])
    assert {key: data[key] for key in data if key != "paragraphs"} == {
        "file": "稿.docx",
        "outline": "三点意见",
        "seed": 7,
        "brief": "简报.yaml",
        "source": "",
        "changed": 1,
        "taste": data["taste"],
    }
    assert data["taste"]["sentences"] == sum(not s.label.endswith(("heading", "salutation")) for s in RICH.sentences())
    (five,) = data["paragraphs"]
    assert five["number"] == 5
    assert five["text"] == "".join(sentence["text"] for sentence in five["sentences"])
    phrase = five["sentences"][0]["origins"][0]
    assert phrase["kind"] == "phrase" and phrase["phrase"] == {
        "text": "各级各部门要把责任扛在肩上。",
        "source": "旧稿.txt#120-180",
        "file": str(Path("句库", "自家.yaml")),
        "line": 4,
    }
    assert five["sentences"][1] == {
        "text": "下面，我讲三点具体意见。",
        "state": "changed",
        "was": "下面，我讲三点意见。",
        "slot": "opening",
        "move": "lead_in",
        "origins": [{"kind": "outline", "ref": "三点意见.j2:12", "text": "下面，我讲三点意见。"}],
        "score": "",
        "alternatives": [],
        "notes": [],
    }


def test_a_text_that_was_exported_is_explained_by_its_places():
    Path("讲话.txt").write_text(
        "在全县大会上的讲话\n同志们：\n今天的会议部署防汛工作。下面，我讲两点意见。\n", encoding="utf-8"
    )
    CliRunner().invoke(app, ["export", "讲话.txt", "-o", "稿.docx", "--force"])
    assert run("稿.docx")[1].splitlines() == [
        "稿.docx：3段，4句；排自 讲话.txt；成稿以后一句没动",
        "",
        "第1段",
        "  在全县大会上的讲话",
        "    原文　讲话.txt 第1—9字",
        "",
        "第2段",
        "  同志们：　〔开头·称谓〕",
        "    原文　讲话.txt 第11—14字",
        "",
        "第3段",
        "  今天的会议部署防汛工作。　〔开头·会议任务〕",
        "    原文　讲话.txt 第16—27字",
        "  下面，我讲两点意见。　〔开头·引出意见〕",
        "    原文　讲话.txt 第28—37字",
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["稿.docx", "99"], f"稿.docx: 没有第99段，全文{LAST}段（标题是第1段，空行不算）"),
        (["稿.docx", "0"], f"稿.docx: 没有第0段，全文{LAST}段（标题是第1段，空行不算）"),
        (["稿.docx", "月球"], "稿.docx: 哪一段里都没有“月球”；可以写段号（标题是第1段），或段里的几个字"),
        (["送审.docx"], f"送审.docx: {NO_ORIGINS}"),
        (["原稿.docx"], "原稿.docx: 没有这个文件，是不是 稿.docx？"),
        (["稿.txt"], "稿.txt: 不是 Word 文档（.docx）；请用 Word 或 WPS 打开后另存为 .docx"),
    ],
)  # fmt: skip
def test_what_cannot_be_explained_is_said(words, message):
    Path("稿.txt").write_text("同志们：", encoding="utf-8")
    Path("送审.docx").write_bytes(to_docx(RICH, clean=True))
    assert run(*words) == (2, "", message + "\n")


def test_the_whole_ends_with_how_it_reads_and_scores_stand_under_sentences():
    chosen = replace(RICH.blocks[-1].sentences[-1], why="合主题6＋接上文4＝10")
    last = replace(RICH.blocks[-1], sentences=(*RICH.blocks[-1].sentences[:-1], chosen))
    speech = replace(RICH, blocks=(*RICH.blocks[:-1], last))
    Path("稿.docx").write_bytes(to_docx(speech, embed=GIVEN))
    out = run("稿.docx")[1].splitlines()
    assert out[-1] == f"读起来：{of_speech(RICH).words}"
    assert "    得分　合主题6＋接上文4＝10" in out
