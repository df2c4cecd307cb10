from __future__ import annotations

import io
import json
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from drafter.brief import Brief
from drafter.brief_file import parse_brief
from drafter.cli import app
from drafter.jobs import draft as drafting
from drafter.jobs import update as job
from drafter.word import embedded
from drafter.word.importing import Besides, read_embedded, visible_text
from drafter.word.merge import merge
from drafter.writing.compose import Draft

FACTS = {
    "去年": "去年实施重点项目78个，完成投资62亿元",
    "问题": "去年有7个项目未能按期开工",
    "目标": "全年实施重点项目86个，完成投资70亿元",
    "举措": "一季度开工项目32个",
    "责任": "县发展和改革局",
    "时限": "3月底",
    "开办": "企业开办时间压缩到半个工作日以内",
}
NEWER = {
    "去年": "去年实施重点项目79个，完成投资63亿元",
    "问题": "去年有9个项目未能按期开工",
    "目标": "全年实施重点项目91个，完成投资77亿元",
    "举措": "一季度开工项目35个",
    "责任": "县住房和城乡建设局",
    "时限": "5月底",
    "开办": "企业开办时间压缩到4小时以内",
}


def brief_of(facts: dict[str, str]) -> dict[str, Any]:
    measure = {"内容": facts["举措"], "责任": facts["责任"], "时限": facts["时限"]}
    return {
        "标题": "在全县项目建设推进会上的讲话",
        "讲话人": "县委书记 陈远山",
        "日期": "2026-02-24",
        "地区": "云岭县",
        "形势": {"成绩": [facts["去年"]], "问题": [facts["问题"]]},
        "意见": [
            {"主题": "项目建设", "目标": facts["目标"], "举措": [measure]},
            {"主题": "营商环境", "举措": [facts["开办"]]},
        ],
        "篇幅": "1200字",
    }


@cache
def made(newer: frozenset[str]) -> tuple[Brief, Draft]:
    """The draft of a brief in which these facts have changed."""
    facts = FACTS | {key: NEWER[key] for key in newer}
    brief = parse_brief(json.dumps(brief_of(facts), ensure_ascii=False), "简报.yaml")
    return brief, drafting.drafts(brief, drafting.Folders.of())[0]


def lines_of(draft: Draft) -> list[str]:
    return [paragraph.block.text for paragraph in embedded.paragraphs(draft.speech)]


def edited(lines: list[str]) -> job.Edited:
    draft = made(frozenset())[1]
    given = {"outline": draft.outline, "seed": draft.seed}
    return job.Edited(Path("改稿.docx"), given, tuple(lines_of(draft)), tuple(lines), Besides(False, 0, 0, 0))


WRITTEN = lines_of(made(frozenset())[1])
some_facts = st.frozensets(st.sampled_from(sorted(FACTS)))
TYPED = "饕餮魑魅魍魉龘靐"  # characters that no draft holds: wherever they are, a hand typed them


@st.composite
def hands(draw: st.DrawFn) -> tuple[list[str], str]:
    """A draft corrected at random, and every character typed."""
    lines, typed = list(WRITTEN), ""
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        start = draw(st.integers(0, len(line)))
        end = draw(st.integers(start, min(len(line), start + 6)))
        new = draw(st.text(TYPED, min_size=1, max_size=4))
        if set(line[start:end]) & set(TYPED):
            continue
        how = draw(st.sampled_from(["insert", "replace", "delete", "sentence", "paragraph", "move", "cut", "drop"]))
        if how in ("insert", "replace"):
            lines[at], typed = line[:start] + new + line[end if how == "replace" else start :], typed + new
        elif how == "delete" and line[:start] + line[end:]:
            lines[at] = line[:start] + line[end:]
        elif how == "sentence":
            lines[at], typed = f"{line}{new}，{new}。", typed + new * 2
        elif how == "paragraph":
            lines.insert(at, f"{new}，{new}。")
            typed += new * 2
        elif how == "move":
            lines.insert(draw(st.integers(0, len(lines) - 1)), lines.pop(at))
        elif how == "cut" and 0 < start < len(line):
            lines[at : at + 1] = [line[:start], line[start:]]
        elif how == "drop" and len(lines) > 3 and not set(line) & set(TYPED):
            del lines[at]
    return lines, typed


@settings(deadline=None, max_examples=25)
@given(hands(), some_facts)
def test_every_character_typed_and_every_changed_fact_is_there_or_told(hand, newer):
    lines, typed = hand
    brief, draft = made(newer)
    updated = job.update(edited(lines), draft)
    text = "\n".join(updated.lines)
    assert not Counter(typed) - Counter(text)
    told = text + "".join(now for _, now in updated.merged.dropped)
    for key in newer:
        for figure in set(re.findall(r"\d+(?:个|亿元|月底|小时)", NEWER[key])) - set(re.findall(r"\d+\S", FACTS[key])):
            assert figure in told or figure in without(typed, updated), (figure, job.remarks(updated, brief))


def without(typed: str, updated: job.Updated) -> str:
    """The text without what was typed into it: a character may have been typed into a figure that stands."""
    return re.sub(f"[{TYPED}]", "", "".join(updated.lines))


@settings(deadline=None, max_examples=20)
@given(hands(), some_facts)
def test_the_paragraphs_hold_the_merged_text_and_updating_again_changes_nothing(hand, newer):
    brief, draft = made(newer)
    updated = job.update(edited(hand[0]), draft)
    assert updated.lines == updated.merged.lines
    data = job.to_docx(updated, brief)
    assert visible_text(data) == updated.lines
    found = read_embedded(data)
    assert found is not None
    assert [paragraph.block.text for paragraph in found.paragraphs] == lines_of(draft)
    again = merge(lines_of(draft), visible_text(data), lines_of(draft))
    assert (again.lines, again.conflicts, again.renewed) == (updated.lines, (), 0)


@settings(deadline=None, max_examples=20)
@given(hands())
def test_a_brief_that_did_not_change_leaves_the_edited_text(hand):
    updated = job.update(edited(hand[0]), made(frozenset())[1])
    assert updated.lines == hand[0]
    assert (updated.merged.renewed, updated.merged.conflicts, updated.merged.dropped) == (0, (), ())


@settings(deadline=None, max_examples=8)
@given(some_facts)
def test_a_draft_nobody_edited_becomes_the_new_draft_to_the_byte(newer):
    brief, draft = made(newer)
    assert job.to_docx(job.update(edited(WRITTEN), draft), brief) == drafting.to_docx(draft, brief)


@settings(deadline=None, max_examples=20)
@given(st.data(), some_facts)
def test_edits_in_sentences_the_brief_does_not_touch_conflict_with_nothing(data, newer):
    draft = made(newer)[1]
    same = [at for at, line in enumerate(WRITTEN) if line in lines_of(draft)]
    lines = list(WRITTEN)
    for at in data.draw(st.sets(st.sampled_from(same), max_size=4)):
        place = data.draw(st.integers(1, len(lines[at]) - 1))
        lines[at] = lines[at][:place] + data.draw(st.text(TYPED, min_size=1, max_size=3)) + lines[at][place:]
    updated = job.update(edited(lines), draft)
    assert updated.merged.conflicts == ()
    assert updated.merged.dropped == ()


# --- as a user meets it


@pytest.fixture
def room(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(FACTS)
    run("new", "简报.yaml", "-o", "讲话.docx")
    return tmp_path


def write(facts: dict[str, str], **more: object) -> None:
    Path("简报.yaml").write_text(json.dumps(brief_of(facts) | more, ensure_ascii=False), encoding="utf-8")


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, words, prog_name="drafter")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def correct(path: str, *pairs: tuple[str, str]) -> None:
    """Retype paragraphs as Word would; what stands in them loses its styles."""
    document: Any = docx.Document(path)
    for old, new in pairs:
        [paragraph] = [one for one in document.paragraphs if old in one.text]
        paragraph.text = paragraph.text.replace(old, new)
    document.save(path)


def styles(path: str) -> list[tuple[str, str]]:
    document: Any = docx.Document(path)
    return [(paragraph.style.name, paragraph.text[:6]) for paragraph in document.paragraphs]


def test_hand_edits_stay_facts_come_in_and_conflicts_are_marked(room):
    correct("讲话.docx", ("完成投资70亿元", "力争完成投资72亿元"), ("开工项目32个", "新开工项目32个"))
    write(FACTS | {"目标": NEWER["目标"], "举措": NEWER["举措"]})
    code, stdout, stderr = run("new", "简报.yaml", "--update", "讲话.docx")
    assert (code, stdout.split("：")[0]) == (0, "讲话-更新.docx")
    assert stderr == ("合并：手改3处都留着，新简报带来改动4处，两稿不同1处，文中标为【两稿不同：…】，请各定下一种\n")
    text = "\n".join(visible_text(Path("讲话-更新.docx").read_bytes()))
    assert "全年实施重点项目91个" in text and "力争完成投资【两稿不同：改稿“72亿元”；新简报“77亿元”】" in text
    assert re.search("一季度新开工项目35个，(?:[^。，]*，)?[^。，]*县发展和改革局", text)
    document: Any = docx.Document("讲话-更新.docx")
    [mark] = [one for one in document.paragraphs if "两稿不同" in one.text]
    assert [(one.text, one.style.name) for one in mark.runs if "两稿" in one.text] == [
        ("【两稿不同：改稿“72亿元”；新简报“77亿元”】", "待补")
    ]
    assert [one.text for one in document.comments if "两稿" in one.text] == [
        "两稿不同：手改和新简报改到了同一处。请定下一种，删去另一种和括号。"
    ]


def test_paragraphs_keep_their_styles_and_new_headings_are_headings(room):
    before = styles("讲话.docx")
    document: Any = docx.Document("讲话.docx")
    last = document.paragraphs[-1]
    last.insert_paragraph_before("三、抓作风、转作风，着力担当作为")
    last.insert_paragraph_before("作风就是形象。")
    document.save("讲话.docx")
    run("new", "简报.yaml", "--update", "讲话.docx", "-o", "新.docx")
    assert styles("新.docx") == [
        *before[:-1],
        ("Heading 1", "三、抓作风、"),
        ("讲话稿正文", "作风就是形象"),
        before[-1],
    ]


def test_lines_of_the_head_typed_by_hand_look_like_the_head(room):
    document: Any = docx.Document("讲话.docx")
    document.paragraphs[0].text = "关于抓好今年重点工程的几点要求"
    salutation = next(one for one in document.paragraphs if one.text == "同志们：")
    salutation.insert_paragraph_before("（根据录音整理）")
    document.save("讲话.docx")
    run("new", "简报.yaml", "--update", "讲话.docx", "-o", "新.docx")
    assert styles("新.docx")[:5] == [
        ("Title", "关于抓好今年"),
        ("讲话人与日期", "县委书记 陈"),
        ("讲话人与日期", "（2026年"),
        ("讲话人与日期", "（根据录音整"),
        ("Salutation", "同志们："),
    ]


def test_the_edited_file_is_never_overwritten_unasked(room):
    correct("讲话.docx", ("同志们：", "各位同志："))
    before = Path("讲话.docx").read_bytes()

    def name() -> str:
        return run("new", "简报.yaml", "--update", "讲话.docx")[1].split("：")[0]

    assert [name(), name()] == ["讲话-更新.docx"] * 2  # the same again
    write(FACTS | {"时限": "4月底"})
    assert [name(), name()] == ["讲话-更新2.docx"] * 2
    assert job.place(Path("讲话-更新2.docx"), b"", ".docx") == Path("讲话-更新3.docx")
    assert run("new", "简报.yaml", "--update", "讲话.docx", "-o", "讲话.docx")[0] == 2
    assert Path("讲话.docx").read_bytes() == before
    assert run("new", "简报.yaml", "--update", "讲话.docx", "-o", "讲话.docx", "--force")[0] == 0
    assert Path("讲话.docx").read_bytes() != before


def test_what_was_deleted_by_hand_is_told_with_its_new_reading(room):
    text = visible_text(Path("讲话.docx").read_bytes())
    [sentence] = [found for line in text for found in re.findall("[^。]*完成投资62亿元。", line)]
    correct("讲话.docx", (sentence, ""))
    write(FACTS | {"去年": NEWER["去年"]})
    stderr = run("new", "简报.yaml", "--update", "讲话.docx")[2]
    assert "没写进去：手改时删去的“" in stderr
    assert "63亿元" not in "".join(visible_text(Path("讲话-更新.docx").read_bytes()))


def test_seed_and_outline_are_those_of_the_edited_draft(room):
    run("new", "简报.yaml", "-o", "讲话.docx", "--seed", "5", "--outline", "五项任务", "--force")
    correct("讲话.docx", ("同志们：", "同志们、朋友们："))
    write(FACTS, 种子=7, 提纲="三点意见")
    _, _, stderr = run("new", "简报.yaml", "--update", "讲话.docx")
    assert stderr.splitlines()[:2] == [
        "注意：改稿用的提纲是“五项任务”，照旧；要换成“三点意见”请加 --outline 三点意见",
        "注意：改稿用的种子是5，照旧；要换成7请加 --seed 7",
    ]
    assert "合并：手改1处都留着，新简报带来改动0处，没有冲突" in stderr


def test_the_version_to_be_handed_on_says_what_is_open(room):
    correct("讲话.docx", ("完成投资70亿元", "完成投资72亿元"))
    write(FACTS | {"目标": NEWER["目标"]})
    assert run("new", "简报.yaml", "--update", "讲话.docx", "--clean")[0] == 1
    assert read_embedded(Path("讲话-更新.docx").read_bytes()) is None
    assert run("new", "简报.yaml", "--update", "讲话.docx", "--text")[1].count("【两稿不同：") == 1


def test_what_cannot_be_taken_over_is_told(room):
    document: Any = docx.Document("讲话.docx")
    document.add_table(1, 1).cell(0, 0).text = "附表一格。"
    document.add_comment(document.paragraphs[5].runs[0], text="再斟酌", author="张三")
    document.save("讲话.docx")
    stderr = run("new", "简报.yaml", "--update", "讲话.docx")[2]
    assert "没带过来：讲话.docx 里的1条批注、1个表格（表格的文字带过来了）\n" in stderr
    assert visible_text(Path("讲话-更新.docx").read_bytes())[-1] == "附表一格。"


def test_a_line_broken_by_hand_is_a_paragraph(room):
    correct("讲话.docx", ("同志们：", "同志们：\n朋友们："))
    run("new", "简报.yaml", "--update", "讲话.docx")
    assert "朋友们：" in visible_text(Path("讲话-更新.docx").read_bytes())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--update", "送审.docx"], "送审.docx: 里面没有成稿时的原文（是 --clean 的送审稿，或者不是 drafter 写的），"
         "没法对照着合并；请给出 drafter new 写的稿子的改稿"),
        (["--update", "排版.docx"], "排版.docx: 里面没有成稿时的原文（是 drafter export 排的），"
         "没法对照着合并；请给出 drafter new 写的稿子的改稿"),
        (["--update", "讲话.docx", "--variants", "2"], "--update 一次更新一篇，不能和 --variants 同用"),
        (["--update", "讲话.docx", "--json"],
         "--update 和 --json 只能用一个；要看改稿每句话的来历，用 drafter explain"),
        (["--update", "讲活.docx"], "讲活.docx: 没有这个文件，是不是 讲话.docx？"),
        (["--update", "讲话.docx", "-o", "新.txt"],
         "新.txt: Word 稿的文件名要以 .docx 结尾，例如 新.docx；要纯文字请加 --text"),
    ],
)  # fmt: skip
def test_what_cannot_be_updated_is_refused(room, words, message):
    run("new", "简报.yaml", "--clean", "-o", "送审.docx")
    Path("文.txt").write_text("在会上的讲话\n同志们：\n好。\n", encoding="utf-8")
    run("export", "文.txt", "-o", "排版.docx")
    assert run("new", "简报.yaml", *words) == (2, "", message + "\n")


def test_a_file_of_another_program_keeps_its_text():
    document: Any = docx.Document()
    document.add_paragraph("普通文件。")
    buffer = io.BytesIO()
    document.save(buffer)
    assert read_embedded(buffer.getvalue()) is None
