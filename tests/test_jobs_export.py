from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from drafter import files
from drafter.cli import app
from drafter.errors import InvalidFile
from drafter.jobs.export import Exported, export
from drafter.word import ooxml
from drafter.word.importing import read_embedded, visible_text
from tests.labelled import everything
from tests.word_speeches import RICH

PASTED = """\
在全镇防汛工作会议上的讲话

同志们:
  当前已进入主汛期,要做到早准备。
一、思想要再绷紧
　　汛情就是命令。重点抓好两件事：一是查堤，三是备料。
2、责任要再压实
　　由【待补：牵头单位】负责。
四、值守要再加强
　　24小时值班，不得脱岗。
上一篇：某镇长讲话
"""
HEAD = "在全县大会上的讲话\n同志们：\n"


def exported(text: str, encoding: str = "utf-8") -> Exported:
    return export(files.Text("讲话.txt", text, encoding))


def squeezed(text: str) -> str:
    """Characters that are not white space and that XML can hold."""
    return "".join(ooxml.legal(text).split())


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


_PIECES = st.sampled_from(
    [
        *("\n", "\n\n", "\n　　", " ", "　", "\t", "\r\n", "\x0b", "\u200b", "\x07"),
        *("在全县大会上的讲话", "（2026年1月16日）", "县委书记　陈远山", "同志们：", "各位领导，", "谢谢大家！"),
        *(
            "一、",
            "（二）",
            "3.",
            "四是",
            "X.",
            "——",
            "抓项目",
            "要倒排工期。",
            "甲,乙;丙",
            "【待补：时限】",
            "《办法》",
        ),
        *(
            "- 3 -",
            "第 4 页 共 9 页",
            "查看更多",
            "上一篇：某讲话",
            "今年以来，各类项目…",
            "“引”",
            '"half"',
            "😀𠮷",
            "ab c",
        ),
        "今年以来，各级各部门认真落实部署，各项工作取得了新的进展和成效，但也要看到差距还不小",
    ]
)
TEXTS = st.one_of(
    st.lists(_PIECES, max_size=40).map("".join), st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
)


@settings(deadline=None, max_examples=150)
@given(TEXTS)
def test_every_character_stands_in_the_document_in_order(text):
    if not squeezed(text):
        return
    assert squeezed("".join(visible_text(exported(text).to_docx()))) == squeezed(text)


@pytest.mark.parametrize("one", everything(), ids=lambda one: one.name)
def test_every_character_of_a_speech_stands_in_the_document(one):
    assert squeezed("".join(visible_text(exported(one.text).to_docx()))) == squeezed(one.text)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text("抓项目 要,;“”2%。", min_size=1, max_size=30), min_size=1, max_size=7))
def test_where_each_line_is_a_paragraph_it_stands_there_as_typed(lines):
    text = HEAD + "\n".join(f"　　{line}" for line in lines)
    shown = visible_text(exported(text).to_docx())
    if len(shown) == len(lines_of(text)):
        assert shown == lines_of(text)


def test_what_new_writes_as_text_is_laid_out_as_new_lays_it_out():
    laid_out: Any = docx.Document(io.BytesIO(exported(RICH.to_text()).to_docx()))
    shown = [(p.style.name, p.text.replace("\n", "")) for p in laid_out.paragraphs]
    assert [text for _, text in shown] == RICH.to_text().splitlines()
    styles = [name for name, _ in shown]
    assert styles[:5] == ["Title", "讲话人与日期", "讲话人与日期", "Salutation", "讲话稿正文"]
    assert styles.count("Heading 1") == 3
    assert styles[-1] == "Closing"
    runs = [run.text for p in laid_out.paragraphs for run in p.runs if run.style.name == "段首标题2"]
    assert runs[:3] == ["（一）倒排工期抓进度。", "（二）要素保障解难题。", "（三）专班推进促开工。"]
    comments = [comment.text for comment in laid_out.comments]
    assert comments == ["待补：针对“工业投资后劲不足”的举措、牵头单位和时限。请直接在此处改写。"] * 3


def test_residue_stands_where_it_was_typed_even_above_the_title():
    text = "来源：某某网\n" + HEAD + "要抓紧。\n查看更多\n要抓实。\n"
    assert visible_text(exported(text).to_docx()) == lines_of(text)


def test_a_salutation_of_two_lines_stays_on_two():
    text = "在全县大会上的讲话\n（2026年1月16日）\n各位领导，\n同志们：\n要抓紧。\n"
    laid_out: Any = docx.Document(io.BytesIO(exported(text).to_docx()))
    names = [p.style.name for p in laid_out.paragraphs]
    assert names == ["Title", "讲话人与日期", "Salutation", "Salutation", "讲话稿正文"]


def test_the_file_knows_where_each_sentence_stood():
    text = "来源：某某网\n" + HEAD + "要抓紧。要抓实。\n查看更多\n"
    found = read_embedded(exported(text).to_docx())
    assert found is not None and found.pristine
    for paragraph in found.paragraphs:
        for sentence in paragraph.block.sentences:
            origin = sentence.spans[0].origin
            assert origin is not None and origin.kind == "source"
            name, start, end = re.split("[#-]", origin.ref)
            assert (name, text[int(start) : int(end)]) == ("讲话.txt", sentence.text)
    assert read_embedded(exported(text).to_docx(clean=True)) is None


def test_a_text_typed_well_is_laid_out_without_a_word():
    assert exported(RICH.to_text()).oddities == ()


def remarks(text: str) -> list[str]:
    return [str(problem) for problem in exported(text).oddities]


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        (
            PASTED,
            [
                "讲话.txt:3: 半角标点 : , 照原样排了（另见第4行）",
                "讲话.txt:6: 序号跳过：“一是”后面是“三是”",
                "讲话.txt:7: 序号写法混用：“一、”后面是“2、”",
                "讲话.txt:9: 序号跳过：“2、”后面是“四、”",
                "讲话.txt:11: 像网页残留、页码或重复的标题：“上一篇：某镇长讲话”，照样排了，不要的请删去",
            ],
        ),
        (
            "同志们：\n要抓紧落实，确保全年目标任务圆满完成。\n",
            ["讲话.txt: 没有认出标题：标题要独占第一行，末尾不加标点"],
        ),
        ("在全县大会上的讲话\n要抓紧。\n", ["讲话.txt: 没有认出称谓：称谓要独占一行，如“同志们：”"]),
        (HEAD + "一、提高认识。各级各部门要迅速行动起来，抓好落实。\n", ["讲话.txt:3: 一行里写了几段，分开排了"]),
        (HEAD + "要抓\t紧\x07落\u200b实。\n", [
            "讲话.txt:3: 有控制字符，Word 里放不下，去掉了",
            "讲话.txt:3: 有看不见的字符（零宽空格一类），照原样排了",
            "讲话.txt:3: 有制表符，排成一个空格",
        ]),
        (HEAD + "要 抓 紧 抓 实 抓 细。\n", ["讲话.txt:3: 汉字之间有空格，照原样排了"]),
        (HEAD + "增长2.5%，完成1,200吨，比为1:2，10:30开会，见GB/T 9704。\n", []),
        (
            "关于召开会议的通知\n各单位：\n" + "现将有关事项通知如下，请认真贯彻执行，抓好落实，按时报送情况。\n" * 2,
            [
                "讲话.txt: 像是通知，不是讲话，照样排了，请核对",
                "讲话.txt: 没有认出称谓：称谓要独占一行，如“同志们：”",
            ],
        ),
    ],
)  # fmt: skip
def test_what_is_odd_is_said_with_its_line(text, messages):
    assert sorted(remarks(text)) == sorted(messages)


def test_paragraphs_cut_by_the_page_are_joined_and_this_is_said():
    wrapped = next(one.text for one in everything() if one.name == "supervision")
    assert remarks(wrapped) == ["讲话.txt:3: 一段断成了几行，接起来排了（另见第8、16、19、22、25、28行）"]
    shown = visible_text(exported(wrapped).to_docx())
    assert len(shown) == 15 < len(lines_of(wrapped))
    assert not any(" " in line for line in shown)


def test_another_encoding_is_said():
    assert str(exported(RICH.to_text(), "gb18030").oddities[0]) == (
        "讲话.txt: 文件不是 UTF-8 编码，已按 GB18030 读出；若有乱码请另存为 UTF-8"
    )


@pytest.mark.parametrize("text", ["", " \n　\n", "\x07\n"])
def test_an_empty_text_is_refused(text):
    with pytest.raises(InvalidFile) as caught:
        exported(text)
    assert str(caught.value) == "讲话.txt: 文件是空的，没有文字可排"


# ---- the command


@pytest.fixture
def room(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("讲话.txt").write_text(PASTED, encoding="utf-8")


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, words, prog_name="drafter")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


@pytest.mark.usefixtures("room")
def test_the_command_writes_beside_the_text_and_says_what_is_odd():
    code, out, err = run("export", "讲话.txt")
    assert (code, out) == (0, "讲话.docx：99字\n")
    assert err.splitlines() == [*remarks(PASTED), "待补：全文有1处【待补】，Word 里有批注"]
    assert visible_text(Path("讲话.docx").read_bytes()) == lines_of(PASTED)


@pytest.mark.usefixtures("room")
def test_the_clean_version_says_by_its_code_that_holes_remain():
    code, _, err = run("export", "讲话.txt", "--clean", "-o", "送审.docx")
    assert (code, err.splitlines()[-1]) == (1, "待补：全文有1处【待补】")
    assert read_embedded(Path("送审.docx").read_bytes()) is None


@pytest.mark.usefixtures("room")
def test_a_file_somebody_changed_is_kept_unless_forced():
    assert run("export", "讲话.txt")[0] == 0
    Path("讲话.txt").write_text(PASTED + "谢谢大家！\n", encoding="utf-8")
    assert run("export", "讲话.txt")[0] == 0  # nobody touched what drafter wrote
    Path("讲话.docx").write_bytes(b"mine")
    kept = (
        "讲话.docx: 已有这个文件，而且有人改过（或不是 drafter 写的），没有覆盖。确要覆盖加 --force，或用 -o 换个名字\n"
    )
    assert run("export", "讲话.txt") == (2, "", kept)
    assert Path("讲话.docx").read_bytes() == b"mine"
    assert run("export", "讲话.txt", "--force")[0] == 0


@pytest.mark.usefixtures("room")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["讲活.txt"], "讲活.txt: 没有这个文件，是不是 讲话.txt？"),
        (["讲话.txt", "-o", "讲话.txt"], "讲话.txt: 不能写在原文自己身上，请用 -o 换个名字"),
        (["讲话.txt", "-o", "稿.wps"], "稿.wps: Word 稿的文件名要以 .docx 结尾，例如 稿.docx"),
        (["讲话.txt", "-o", "."], f".: 这是文件夹，请用 -o 给出文件名，例如 {Path('讲话稿.docx')}"),
        (["空.txt"], "空.txt: 文件是空的，没有文字可排"),
        (["改名.txt"], "改名.txt: 这是 Word、WPS 或 PDF 文件，不是文字文件；请另存为纯文本（.txt）再用"),
        (["空.docx", "-o", "新.docx"], "空.docx: 空文件"),
    ],
)
def test_what_cannot_be_done_is_said_with_the_remedy(words, message):
    Path("空.txt").write_text("\n", encoding="utf-8")
    Path("空.docx").write_bytes(b"")
    Path("改名.txt").write_bytes(exported(PASTED).to_docx())
    before = {path.name: path.read_bytes() for path in Path().iterdir()}
    assert run("export", *words) == (2, "", message + "\n")
    assert {path.name: path.read_bytes() for path in Path().iterdir()} == before
