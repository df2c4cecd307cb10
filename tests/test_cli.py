from __future__ import annotations

import codecs
import io
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from drafter import __version__, files
from drafter.cli import app
from drafter.reading.extract import READABLE

BRIEF = """\
标题: 在全县重点工作推进会上的讲话
日期: 2026-03-02
地区: 云岭县
意见:
  - 主题: 项目建设
    目标: 全年完成投资70亿元
    举措: [{内容: 一季度开工项目32个, 责任: 县发展和改革局}]
  - 主题: 营商环境
    目标: 全年企业开办时间压缩到半天以内
    举措: [{内容: 新增帮办窗口12个, 责任: 县行政审批局}]
"""
HOLES = "待补：全文有1处【待补】，Word 里有批注，写明填哪一项\n"
FIELDS = "待补：全文有1处【待补】，要填的是 形势.成绩\n"
LOOPS = "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}\n"
OUTLINES = "三个方面、三点意见、五项任务、会议主持词、冲刺动员、动员部署、座谈会、总结表彰、致辞、表态发言、运行分析"
COMMANDS = "、".join(typer.main.get_group(app).commands)
KEPT = "已有这个文件，而且有人改过（或不是 drafter 写的），没有覆盖。确要覆盖加 --force，或用 -o 换个名字"


def bound_by_modes() -> bool:
    """Whether the system keeps this user out of a folder that is write-protected; root and Windows go in."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o500)
        return not os.access(folder, os.W_OK)


protected = pytest.mark.skipif(not bound_by_modes(), reason="this user may write anywhere")


@pytest.fixture(autouse=True)
def room(tmp_path, monkeypatch):
    """An empty folder with one brief, which is also where commands run."""
    monkeypatch.chdir(tmp_path)
    write("简报.yaml", BRIEF)
    return tmp_path


def write(name: str, data: str | bytes) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_bytes(data.encode() if isinstance(data, str) else data)


def run(*words: str, typed: str = "") -> tuple[int, str, str]:
    """Exit code, stdout and stderr of one command."""
    result = CliRunner().invoke(app, words, input=typed, prog_name="drafter")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def on_disk() -> dict[str, bytes]:
    """Every file below the folder, hidden ones too."""
    return {path.as_posix(): path.read_bytes() for path in sorted(Path().rglob("*")) if path.is_file()}


def assert_refused(message: str, *words: str) -> None:
    """Exit 2, the reason on stderr, nothing on stdout, no file made or changed."""
    before = on_disk()
    assert run(*words) == (2, "", message + "\n")
    assert on_disk() == before


def drafted(*words: str) -> str:
    code, stdout, _ = run("new", "简报.yaml", "--text", *words)
    assert code == 0
    return stdout


# --- new: what it writes


def test_a_draft_stands_beside_its_brief(room):
    assert run("new", "简报.yaml") == (0, f"简报.docx：{counted(drafted())}字\n", HOLES)
    assert sorted(on_disk()) == ["简报.docx", "简报.yaml"]


def counted(text: str) -> int:
    """Characters after the salutation, white space out."""
    return len("".join("".join(text.partition("同志们：")[2:]).split()))


def test_a_draft_nobody_touched_is_replaced_by_the_same_bytes(room):
    run("new", "简报.yaml")
    first = on_disk()
    assert run("new", "简报.yaml")[0] == 0
    assert on_disk() == first
    write("简报.yaml", BRIEF.replace("70亿元", "71亿元"))
    assert run("new", "简报.yaml")[0] == 0
    assert on_disk()["简报.docx"] != first["简报.docx"]


def test_text_goes_to_the_screen_or_to_a_file(room):
    code, stdout, stderr = run("new", "简报.yaml", "--text")
    assert (code, stderr) == (0, FIELDS)
    assert stdout.startswith("在全县重点工作推进会上的讲话\n（2026年3月2日）\n同志们：\n")
    assert sorted(on_disk()) == ["简报.yaml"]
    assert run("new", "简报.yaml", "--text", "-o", "稿.txt") == (0, f"稿.txt：{counted(stdout)}字\n", FIELDS)
    assert on_disk()["稿.txt"].decode() == stdout


def test_json_holds_the_keys_it_promises(room):
    code, stdout, stderr = run("new", "简报.yaml", "--json")
    made = json.loads(stdout)
    assert (code, stderr) == (0, FIELDS)
    assert {"output", "outline", "seed", "characters", "target", "holes", "sentences"} <= made.keys()
    assert (made["output"], made["outline"], made["target"]) == ("", "三点意见", None)
    assert made["holes"][0] == {"field": "形势.成绩", "text": "【待补：主要成绩和指标】"}
    assert all(sentence.keys() == {"text", "slot", "move", "origins"} for sentence in made["sentences"])
    kinds = {origin["kind"] for sentence in made["sentences"] for origin in sentence["origins"]}
    assert kinds <= {"brief", "phrase", "outline", "derived"}
    assert sorted(on_disk()) == ["简报.yaml"]


def test_json_with_an_output_writes_the_draft_too(room):
    code, stdout, _ = run("new", "简报.yaml", "--json", "-o", "稿.docx")
    assert (code, json.loads(stdout)["output"]) == (0, "稿.docx")
    assert sorted(on_disk()) == ["稿.docx", "简报.yaml"]


def test_a_missing_date_is_among_the_holes(room):
    write("简报.yaml", BRIEF.replace("日期: 2026-03-02\n", ""))
    made = json.loads(run("new", "简报.yaml", "--json")[1])
    assert made["holes"][0] == {"field": "日期", "text": "【待补：日期】"}


def test_variants_are_numbered_and_differ(room):
    code, stdout, _ = run("new", "简报.yaml", "--variants", "2", "-o", "稿.docx")
    assert code == 0
    assert re.fullmatch(r"稿-1\.docx：\d+字\n稿-2\.docx：\d+字\n", stdout)
    assert sorted(on_disk()) == ["稿-1.docx", "稿-2.docx", "简报.yaml"]
    one, two = json.loads(run("new", "简报.yaml", "--variants", "2", "--json")[1])
    assert [s["text"] for s in one["sentences"]] != [s["text"] for s in two["sentences"]]


def test_no_variant_is_written_when_one_cannot_be(room):
    write("稿-2.docx", "mine")
    assert_refused(f"稿-2.docx: {KEPT}", "new", "简报.yaml", "--variants", "2", "-o", "稿.docx")


def test_a_seed_gives_another_draft_and_the_same_one_again(room):
    assert drafted("--seed", "5") == drafted("--seed", "5") != drafted()


def test_a_clean_draft_says_which_holes_remain(room):
    code, stdout, stderr = run("new", "简报.yaml", "--clean")
    assert (code, stderr) == (1, FIELDS)
    assert stdout.startswith("简报.docx：")
    names = zipfile.ZipFile(io.BytesIO(on_disk()["简报.docx"])).namelist()
    assert [name for name in names if "comments" in name or "customXml" in name] == []


def test_a_clean_draft_without_holes_is_done(room):
    write("简报.yaml", BRIEF + "形势: {成绩: [新改建农村公路137公里]}\n")
    code, _, stderr = run("new", "简报.yaml", "--clean")
    assert (code, stderr) == (0, "")


@pytest.mark.parametrize(("wanted", "commented"), [("holes", True), ("all", True), ("none", False)])
def test_comments_as_wanted(room, wanted, commented):
    assert run("new", "简报.yaml", "--comments", wanted)[2] == (HOLES if commented else FIELDS)
    names = zipfile.ZipFile(io.BytesIO(on_disk()["简报.docx"])).namelist()
    assert ("word/comments.xml" in names) == commented


# --- new: briefs in other encodings, and briefs that cannot be read


@pytest.mark.parametrize(
    ("encoding", "mark", "note"),
    [
        pytest.param("utf-8", codecs.BOM_UTF8, "", id="UTF-8 with a mark"),
        pytest.param("gb18030", b"", "GB18030", id="GBK, as Notepad saves"),
        pytest.param("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16", id="UTF-16 little"),
        pytest.param("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16", id="UTF-16 big"),
        pytest.param("utf-16-le", b"", "UTF-16", id="UTF-16 without a mark"),
    ],
)
def test_a_brief_in_another_encoding_gives_the_same_draft(room, encoding, mark, note):
    text = drafted()
    write("简报.yaml", mark + BRIEF.replace("\n", "\r\n").encode(encoding))
    said = f"注意：简报.yaml: 文件不是 UTF-8 编码，已按 {note} 读出；建议另存为 UTF-8\n" if note else ""
    assert run("new", "简报.yaml", "--text") == (0, text, said + FIELDS)


def test_a_missing_brief_names_the_nearest_file(room):
    assert_refused("简抱.yaml: 没有这个文件，是不是 简报.yaml？", "new", "简抱.yaml")
    assert_refused("notes.txt: 没有这个文件", "new", "notes.txt")


def test_a_folder_is_no_brief(room):
    Path("夹").mkdir()
    assert_refused("夹: 这是文件夹，不是文件", "new", "夹")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(
            BRIEF.encode()[:200] + b"\xff" + BRIEF.encode()[200:],
            "简报.yaml:7: 文字已损坏，按 UTF-8、UTF-16、GB18030 都读不通；请用原来的软件另存为 UTF-8",
            id="damaged",
        ),
        pytest.param(
            b"PK\x03\x04\x14\x00",
            "简报.yaml: 这是 Word、WPS 或 PDF 文件，不是文字文件；请另存为纯文本（.txt）再用",
            id="a Word file",
        ),
        pytest.param(b"", "简报.yaml: 文件里没有内容；用 drafter init 可以生成一份带说明的简报", id="empty"),
        pytest.param(
            "标题：讲话\n意见：\n  - 主题: 项目建设\n",
            "简报.yaml:1: “标题”后面的冒号是全角的“：”，请改成英文冒号加一个空格“: ”\n"
            "简报.yaml:2: “意见”后面的冒号是全角的“：”，请改成英文冒号加一个空格“: ”",
            id="full-width colons",
        ),
        pytest.param(
            "标题: 讲话\n意见:\n\t- 主题: 项目建设\n", "简报.yaml:3: 行首用了制表符（Tab），请改成空格", id="tab"
        ),
        pytest.param(
            "标题: 讲话\n讲话入: 县长\n意见:\n  - 主题: 项目建设\n    举错: [开工]\n",
            "简报.yaml:2: 讲话入: 没有这个键，是不是 讲话人？\n简报.yaml:5: 意见[0].举错: 没有这个键，是不是 举措？",
            id="unknown keys, all at once",
        ),
        pytest.param(
            "标题: [讲话]\n日期: 今天\n篇幅: 很长\n意见:\n  - 主题: 项目建设\n",
            "简报.yaml:1: 标题: 以 [ 开头的文字请用引号括起来\n"
            "简报.yaml:2: 日期: 要写成 2026-01-16 或 2026年1月16日，现在是“今天”\n"
            "简报.yaml:3: 篇幅: 要写成 3000字 或 15分钟，现在是“很长”",
            id="wrong types",
        ),
        pytest.param(
            "标题: 讲话\n意见:\n  - 主题: 项目建设\n标题: 讲话二\n",
            "简报.yaml:4: 标题: 第 1 行已经写过这个键，请合并",
            id="a key written twice",
        ),
        pytest.param(
            "标题: 讲话\ntitle: 讲话\n意见:\n  - 主题: 项目建设\n",
            "简报.yaml:2: title: 与第 1 行的 标题 是同一个键，请只留一个",
            id="a key and its alias",
        ),
        pytest.param("标题: 讲话\n", "简报.yaml: 缺少 意见", id="nothing to talk about"),
    ],
)
def test_a_brief_that_cannot_be_used_says_why(room, data, message):
    write("简报.yaml", data)
    assert_refused(message, "new", "简报.yaml")
    assert_refused(message, "new", "简报.yaml", "--json")


def test_brief_text_is_never_evaluated(room):
    write("简报.yaml", BRIEF.replace("全年完成投资70亿元", "'{{ 标题 }}{% for a in b %}'"))
    assert "{{ 标题 }}{% for a in b %}" in drafted()


# --- new: outlines


def test_an_outline_that_does_not_exist_is_named_with_its_line(room):
    missing = f"没有「三点意件」这个提纲，是不是 三点意见？现有：{OUTLINES}"
    assert_refused(missing, "new", "简报.yaml", "--outline", "三点意件")
    write("简报.yaml", BRIEF + "提纲: 三点意件\n")
    assert_refused(f"简报.yaml:11: 提纲: {missing}", "new", "简报.yaml")


@pytest.mark.parametrize(
    ("outline", "told"),
    [
        pytest.param("{# 一 #}\n{% for 点 in 意见 %}\n", "2: 提纲语法有错：", id="a loop left open"),
        pytest.param("\n\n{{ 句(成绩) }}\n", "3: 提纲运行出错：没有「成绩」这个名字", id="a name that is none"),
        pytest.param("{{ 句('成绩单') }}\n", "1: 提纲运行出错：没有「成绩单」这个语步", id="no such move"),
        pytest.param("{{ ''.__class__.__mro__ }}\n", "1: 提纲运行出错：", id="attributes of Python"),
        pytest.param("{% set x = 意见.append(1) %}\n", "1: 提纲运行出错：", id="changing the brief"),
        pytest.param("{% include '/etc/passwd' %}\n", "1: 提纲运行出错：", id="another file"),
        pytest.param("{% for a in range(99999) %}又{% endfor %}\n", "1: 提纲运行出错：循环太多", id="a long loop"),
        pytest.param(LOOPS, "1: 提纲运行出错：循环太多", id="loops in loops, without a word"),
        pytest.param("{{ 1 / 0 }}\n", "1: 提纲运行出错：", id="a division by nothing"),
        pytest.param("{{ '又' * 10 ** 12 }}\n", "1: 提纲运行出错：", id="more than there is room for"),
        pytest.param("{{ 句 }}\n", "1: 提纲运行出错：", id="a function printed"),
        pytest.param("{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}\n", " 提纲嵌套太深", id="a macro in itself"),
        pytest.param("{# 空 #}\n", " 提纲什么也没有写出来", id="nothing in it"),
    ],
)  # fmt: skip
def test_an_outline_with_a_mistake_is_named_with_its_line(room, outline, told):
    write("templates/自拟.j2", outline)
    before = on_disk()
    code, stdout, stderr = run("new", "简报.yaml", "--outline", "自拟")
    assert (code, stdout, on_disk()) == (2, "", before)
    assert stderr.startswith(f"{Path('templates/自拟.j2')}:{told}")


def test_an_outline_of_the_user_wins_over_a_shipped_one(room):
    write("templates/三点意见.j2", "今天只说一句。\n")
    assert drafted().endswith("同志们：\n今天只说一句。\n")
    assert "今天只说一句。" not in drafted("--outline", "五项任务")
    write("别处/三点意见.j2", "今天只说两句。\n")
    assert drafted("--templates", "别处").endswith("同志们：\n今天只说两句。\n")


# --- new: banks


def test_an_empty_bank_says_what_to_do(room):
    Path("空").mkdir()
    remedy = "句库里没有可用的句子；先运行 drafter mine 旧稿文件夹，或不加 --bank-only 使用自带句库"
    assert_refused(f"空: {remedy}", "new", "简报.yaml", "--bank-only", "空")


@pytest.mark.parametrize("option", ["--bank", "--bank-only", "--templates"])
def test_a_folder_that_is_none(room, option):
    assert_refused("没有: 没有这个文件夹", "new", "简报.yaml", option, "没有")
    assert_refused("简报.yaml: 这是文件，要给出文件夹", "new", "简报.yaml", option, "简报.yaml")


def test_a_bank_with_mistakes_names_every_line(room):
    write(
        "phrasebanks/自家.yaml",
        "槽位: 结尾号召\n"
        "句子:\n"
        "  号召:\n"
        "    - 句：大家干起来。\n"
        "    - 句: 大家干起来。\n"
        "      状态: 停\n"
        "      承若: true\n"
        "    - 大家{% if 干 %}干起来。\n"
        "  号招: []\n",
    )
    path = Path("phrasebanks/自家.yaml")
    assert_refused(
        f"{path}:4: 句子.号召[0]: “句”后面的冒号是全角的“：”，请改成英文冒号加一个空格“: ”\n"
        f"{path}:6: 句子.号召[1].状态: 只能写 待审、停用，现在是“停”\n"
        f"{path}:7: 句子.号召[1].承若: 没有这个键，是不是 承诺？\n"
        f"{path}:8: 句子.号召[2].句: 句子里只能有 {{{{ 变量名 }}}}，不能有别的模板语言\n"
        f"{path}:9: 句子.号招: 「结尾号召」里没有这个语步，是不是 号召？",
        "new",
        "简报.yaml",
    )


def phrase_ids(*words: str) -> list[str]:
    made = json.loads(run("new", "简报.yaml", "--json", *words)[1])
    origins = [origin for sentence in made["sentences"] for origin in sentence["origins"]]
    return [origin["ref"] for origin in origins if origin["kind"] == "phrase"]


def test_a_phrase_of_the_user_is_used(room):
    own = "云上有路，山里有光，大家把这条路走到底。"
    write("templates/一句.j2", "{{ 句('总结') }}\n")
    write("自家/收尾.yaml", f"槽位: 结尾号召\n句子:\n  总结:\n    - {own}\n")
    assert drafted("--outline", "一句", "--bank-only", "自家").endswith(f"同志们：\n{own}\n")


def test_a_shipped_phrase_is_retired_by_its_id_alone(room):
    first = next(ref for ref in phrase_ids() if re.fullmatch("[0-9a-f]{16}", ref))
    write("phrasebanks/停用.yaml", f"槽位: 结尾号召\n句子:\n  号召:\n    - id: {first}\n      状态: 停用\n")
    after = phrase_ids()
    assert first not in after
    assert after


# --- new: outputs that cannot be written


def test_a_draft_somebody_changed_is_kept(room):
    run("new", "简报.yaml")
    with zipfile.ZipFile("简报.docx") as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace("同志们".encode(), "各位同志".encode())
    with zipfile.ZipFile("简报.docx", "w") as file:
        for name, data in parts.items():
            file.writestr(name, data)
    message = (
        "简报.docx: 这是改过的稿子，没有覆盖。要留住改动、并入简报的新内容，用 drafter new 简报.yaml --update 简报.docx"
        "；确要覆盖加 --force，或用 -o 换个名字"
    )
    assert_refused(message, "new", "简报.yaml")
    assert run("new", "简报.yaml", "--force")[0] == 0


@pytest.mark.parametrize("words", [("-o", "稿.docx"), ("--text", "-o", "稿.txt")])
def test_a_file_of_somebody_else_is_kept(room, words):
    write(words[-1], "手写的")
    assert_refused(f"{words[-1]}: {KEPT}", "new", "简报.yaml", *words)
    assert run("new", "简报.yaml", *words, "--force")[0] == 0
    assert run("new", "简报.yaml", *words)[0] == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("-o", "夹"), f"夹: 这是文件夹，请用 -o 给出文件名，例如 {Path('夹/讲话稿.docx')}"),
        (("-o", "没有/稿.docx"), f"{Path('没有/稿.docx')}: 文件夹 没有 不存在，请先建好，或用 -o 换一个位置"),
        (("-o", "简报.yaml"), "简报.yaml: 不能写在简报自己身上，请用 -o 换个名字"),
        (("--text", "-o", "./简报.yaml"), "简报.yaml: 不能写在简报自己身上，请用 -o 换个名字"),
        (("-o", "稿.txt"), "稿.txt: Word 稿的文件名要以 .docx 结尾，例如 稿.docx；要纯文字请加 --text"),
        (("-o", "稿"), "稿: Word 稿的文件名要以 .docx 结尾，例如 稿.docx；要纯文字请加 --text"),
        (("--text", "-o", "稿.docx"), "稿.docx: --text 写的是纯文字，文件名请以 .txt 结尾；要 Word 稿就去掉 --text"),
        (("--text", "--json"), "--text 和 --json 只能用一个"),
        (("--comments", "some"), "--comments some: 只能是 holes、all 或 none"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_an_output_that_will_not_do(room, words, message):
    Path("夹").mkdir()
    assert_refused(message, "new", "简报.yaml", *words)


@pytest.mark.skipif(os.name == "nt", reason="another limit there")
def test_a_name_too_long_for_the_system(room):
    name = "稿" * 200 + ".docx"
    assert_refused(f"{name}: 用不了：文件名太长", "new", "简报.yaml", "-o", name)
    assert_refused(f"{name}: 读不了：文件名太长", "new", name)


@protected
def test_a_folder_or_file_that_is_write_protected(room):
    Path("锁").mkdir()
    Path("锁").chmod(0o500)
    locked = "写不进去。文件若正在 Word 或 WPS 里打开，请先关闭；或用 -o 换一个位置"
    assert_refused(f"{Path('锁/稿.docx')}: {locked}", "new", "简报.yaml", "-o", "锁/稿.docx")
    run("new", "简报.yaml")
    Path("简报.docx").chmod(0o400)
    assert_refused(f"简报.docx: {locked}", "new", "简报.yaml", "--seed", "9")


@protected
def test_a_brief_that_may_not_be_read(room):
    Path("简报.yaml").chmod(0)
    assert run("new", "简报.yaml") == (2, "", "简报.yaml: 没有读取权限，或被别的程序占用\n")


# --- the other commands


def test_init_writes_a_starter_that_new_can_draft(room):
    assert run("init", "新.yaml") == (0, "新.yaml：改好以后运行 drafter new 新.yaml\n", "")
    assert run("new", "新.yaml")[0] == 0
    kept = f"新.yaml: 已经有这个文件，没有动它；请换一个文件名，例如 drafter init {Path('新2.yaml')}"
    assert_refused(kept, "init", "新.yaml")


def test_init_names_the_nearest_starter(room):
    code, stdout, stderr = run("init", "新.yaml", "--outline", "三点意件")
    assert (code, stdout) == (2, "")
    assert stderr.startswith("没有“三点意件”的简报样子，是不是 三点意见？")


def test_init_asks_until_nothing_more_is_typed(room):
    code, stdout, _ = run("init", "新.yaml", "--ask", typed="讲话\n" + "\n" * 9 + "项目建设\n" + "\n" * 9)
    assert code == 0
    assert stdout.endswith("新.yaml：改好以后运行 drafter new 新.yaml\n")
    assert run("new", "新.yaml")[0] == 0


def test_init_broken_off_writes_nothing(room):
    before = on_disk()
    code, _, stderr = run("init", "新.yaml", "--ask", typed="讲话\n")
    assert (code, stderr, on_disk()) == (2, "\n没有做完就停了\n", before)


def test_outline_list_shows_which_file_wins(room):
    write("templates/三点意见.j2", "{# 我们自己的 #}\n今天只说一句。\n")
    code, stdout, stderr = run("outline", "list")
    rows = [line.split("\t") for line in stdout.splitlines()]
    assert (code, stderr) == (0, "")
    assert [name for name, _, _ in rows] == OUTLINES.split("、")
    assert rows[1] == ["三点意见", "我们自己的", str(Path("templates/三点意见.j2"))]


def test_outline_show_prints_the_file(room):
    shipped = (files.shipped("templates") / "三点意见.j2").read_text(encoding="utf-8")
    assert run("outline", "show", "三点意见") == (0, shipped, "")
    assert_refused(f"没有「四点」这个提纲。现有：{OUTLINES}", "outline", "show", "四点")


@pytest.mark.parametrize(
    ("words", "message", "usage"),
    [
        (("nwe",), "没有 nwe 这个命令，是不是 new？现有：" + COMMANDS, "drafter"),
        (("outline", "shw"), "没有 shw 这个命令，是不是 show？现有：list、show、from", "drafter outline"),
        (("new",), "没有给出 简报", "drafter new"),
        (("new", "a", "b"), "多出了 b；文件名里有空格请用引号括起来", "drafter new"),
        (("new", "a", "--sed", "1"), "没有 --sed 这个选项，是不是 --seed？", "drafter new"),
        (("new", "a", "-o"), "-o 后面要写一个值", ""),
        (("new", "a", "--seed", "x"), "--seed 要写整数，现在是 x", "drafter new"),
        (("new", "a", "--variants", "99"), "--variants 要在 1 到 20 之间，现在是 99", "drafter new"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_command_line_that_makes_no_sense_is_refused_in_chinese(room, words, message, usage):
    before = on_disk()
    code, stdout, stderr = run(*words)
    told, _, rest = stderr.partition("\n")
    assert (code, stdout, told, on_disk()) == (2, "", message, before)
    assert re.fullmatch(rf"用法：{usage} \[选项\].*（{usage} -h 看说明）\n", rest) if usage else rest == ""


@pytest.mark.parametrize("words", [(), ("new",), ("init",), ("parse",), ("mine",), ("outline",), ("outline", "list")])
def test_help_is_chinese_throughout(room, words):
    code, stdout, _ = run(*words, "--help")
    assert code == 0
    words_of_the_framework = "Usage|Options|Arguments|Commands|ARGS|Show this|required|default|<[a-z]"
    assert re.findall(words_of_the_framework, stdout) == []
    assert stdout.startswith(f"用法：{' '.join(('drafter', *words))}")


def test_the_whole_process_speaks_utf8_whatever_the_console(room):
    """No locale, and pipes of another encoding: what a batch file on Windows gets."""
    settings = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG", "PYTHON"))}
    settings |= {"LC_ALL": "C", "PYTHONIOENCODING": "gbk"}
    settings |= {"PYTHONPATH": str(Path(__file__).parents[1]), "PYTHONWARNINGS": "error::EncodingWarning"}
    command = [sys.executable, "-X", "warn_default_encoding", "-m", "drafter", "new", "brief.yaml", "--text"]
    write("brief.yaml", BRIEF)
    done = subprocess.run(command, capture_output=True, env=settings, check=False)
    assert (done.returncode, done.stderr.decode().replace("\r", "")) == (0, FIELDS)
    assert done.stdout.decode().replace("\r", "") == run("new", "brief.yaml", "--text")[1]


def test_version(room):
    assert run("--version") == (0, f"drafter {__version__}\n", "")


def test_parse_shows_a_speech_and_its_json(room):
    speech = "在全县大会上的讲话\n同志们：\n一、抓项目\n要开工。\n"
    write("稿.txt", speech.encode("gbk"))
    code, stdout, stderr = run("parse", "稿.txt")
    assert (code, stderr) == (0, "")
    assert stdout.startswith("标题　在全县大会上的讲话\n")
    read = json.loads(run("parse", "稿.txt", "--json")[1])
    assert {"title", "byline", "sentences", "noise", "headings", "salutation"} <= read.keys()
    assert [sentence["text"] for sentence in read["sentences"]] == ["同志们：", "一、抓项目", "要开工。"]


@pytest.mark.parametrize("command", ["parse", "mine"])
def test_a_speech_that_is_not_there(room, command):
    assert_refused("简抱.yaml: 没有这个文件，是不是 简报.yaml？", command, "简抱.yaml")


def test_mine_fills_a_bank_that_new_can_use(room):
    code, stdout, stderr = run("mine", str(files.shipped("seeds")), "--bank", "句库")
    assert (code, stderr) == (0, "")
    lines = stdout.splitlines()
    assert [re.sub(r"\d+", "0", line.rpartition("：")[2]) for line in lines[:5]] == ["可用0句，待审0句"] * 5
    assert re.fullmatch(r"句库新增：可用\d+句，待审\d+句；另有\d+句原来就有或彼此重复", lines[5])
    written = sorted(path.name for path in Path("句库").iterdir())
    assert sorted(lines[6:]) == [f"写到 {Path('句库') / name}" for name in written]
    assert run("new", "简报.yaml", "--bank", "句库")[0] == 0
    before = on_disk()
    assert (
        run("mine", str(files.shipped("seeds")), "--bank", "句库")[1]
        .splitlines()[5]
        .startswith("句库新增：可用0句，待审0句；")
    )
    assert on_disk() == before


def test_mine_skips_what_is_no_speech_and_says_so(room):
    write("照片.jpg", b"\xff\xd8")
    before = on_disk()
    told = f"照片.jpg: 没有用：还不能读 .jpg 文件，请另存为 .docx 或 .txt；能读的有 {READABLE}\n"
    told += "没有找到一篇能用的讲话稿；请给出旧讲话稿的文件，或放着它们的文件夹\n"
    assert run("mine", "照片.jpg")[::2] == (2, told)
    assert before.items() <= on_disk().items()


def test_mine_into_something_that_is_no_folder(room):
    write("句库", "a file")
    code, _, stderr = run("mine", str(files.shipped("seeds")), "--bank", "句库")
    assert (code, stderr) == (2, "句库: 建不了文件夹：有同名的文件\n")


def test_own_cues_are_used_by_parse_and_mine(room):
    write(
        "稿.txt",
        "在全县养蜂大会上的讲话\n同志们：\n下面，我讲一点意见。\n一、抓蜂箱\n蜜源里头有门道，谁都弄明白。\n",
    )
    shipped = run("parse", "稿.txt")[1]
    assert "〔三点意见·保障督导〕" not in shipped
    cue = "语步: {三点意见: {保障督导: [{词: [里头有门道], 分: 5}]}}\n"
    for folder in ("phrasebanks", "别处"):
        Path(folder).mkdir()
        write(f"{folder}/cues.yaml", cue)
    assert "〔三点意见·保障督导〕" in run("parse", "稿.txt")[1]
    Path("phrasebanks/cues.yaml").unlink()
    assert run("parse", "稿.txt")[1] == shipped
    assert "〔三点意见·保障督导〕" in run("parse", "稿.txt", "--bank", "别处")[1]
    assert run("mine", "稿.txt", "--bank", "别处")[0] == 0
    assert "保障督导:" in Path("别处/three_opinions.yaml").read_text("utf-8")
    write("别处/cues.yaml", "语步: [\n")
    code, _, stderr = run("mine", "稿.txt", "--bank", "别处")
    assert (code, stderr) == (2, f"{Path('别处') / 'cues.yaml'}:2: 不是合格的 YAML\n")


def test_export_and_outline_from_read_what_parse_reads(room):
    text = "在全县大会上的讲话\n同志们：\n下面，我讲两点意见。\n一、抓项目\n要开工。\n二、抓作风\n要落实。\n"
    write("稿.txt", text)
    assert run("export", "稿.txt", "-o", "稿.docx")[0] == 0
    write("稿.html", "<html><body>" + "".join(f"<p>{line}</p>" for line in text.splitlines()) + "</body></html>")
    for name in ("稿.docx", "稿.html"):
        assert run("export", name, "-o", "再排.docx", "--force") == (0, "再排.docx：28字\n", "")
        assert json.loads(run("parse", "再排.docx", "--json")[1])["headings"] == [
            {"level": 1, "number": "一、", "text": "抓项目"},
            {"level": 1, "number": "二、", "text": "抓作风"},
        ]
        assert run("outline", "from", name, "-o", f"{name}.j2")[0] == 0
    told = "稿.docx: 不能写在原文自己身上，请用 -o 换个名字\n"
    assert run("export", "稿.docx") == (2, "", told)


@pytest.mark.skipif(os.name != "posix", reason="no pseudo-terminal here: nothing shows whether the bar is drawn")
def test_mine_draws_a_bar_on_a_terminal_only(room):
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "drafter", "mine", str(files.shipped("seeds")), "--bank", "句库"]
    place = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1]), "COLUMNS": "80"}
    process = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, env=place, check=True)
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    steps = shown.split("\r\x1b[K")
    assert [step[:24] for step in steps[1:6]] == [f"{'█' * 4 * n}{'░' * (20 - 4 * n)} {n}/5" for n in range(5)]
    assert steps[6:] == [""]  # gone after the last file
    assert "\r" not in process.stdout.decode()
    assert run("mine", str(files.shipped("seeds")), "--bank", "别处")[2] == ""
