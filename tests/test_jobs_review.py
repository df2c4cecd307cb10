"""drafter review: every edit accounted for, alternatives applied, origins kept."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from drafter import files
from drafter.cli import app
from drafter.docx_xml import W, q
from drafter.errors import DrafterError
from drafter.jobs import review_shown
from drafter.jobs.choices import number_in
from drafter.jobs.draft import save
from drafter.jobs.review import OPEN, PENDING, SETTLED, UNTRACKED, Reviewed, paragraphs, review, to_docx
from drafter.speech import Block, Origin, Sentence, Span, Speech
from drafter.word import package
from drafter.word.export import to_docx as lay_out
from drafter.word.importing import read_embedded, visible_text
from drafter.word.returned import Piece
from drafter.word.tracked import changes
from tests.returned_files import COMMENTS, LI, WANG, File
from tests.word_speeches import HOLE, PHRASE

pytestmark = pytest.mark.filterwarnings("ignore:invalid escape sequence")
OTHER = Origin("phrase", "0123456789abcdef")
FIELD = Origin("brief", "形势.成绩[0]")


def said(text: str, *options: str, replaces: int = 1, origin: Origin = PHRASE) -> Sentence:
    return Sentence(
        (Span(text, origin),),
        "three_opinions",
        "measure",
        options=tuple((Span(option, OTHER),) for option in options),
        replaces=replaces,
    )


MIXED = Sentence(
    (Span("工作有了新的进展，", PHRASE), Span("完成投资62亿元", FIELD), Span("。", PHRASE)),
    "situation_review",
    "achievements",
)
SPEECH = Speech(
    "在全县项目建设推进会上的讲话",
    ("县委书记　林海清", "（2026年7月15日）"),
    Sentence((Span("同志们："),), "opening", "salutation"),
    (
        Block(
            (
                MIXED,
                said(
                    "对大家的努力，县委是充分肯定的。",
                    "在此，向大家表示衷心的感谢！",
                    "成绩来之不易，凝聚着大家的心血。",
                ),
            )
        ),
        Block((said("一、抓项目、扩投资，积蓄发展后劲"),), level=1, number="一、"),
        Block(
            (
                said("手里没有成熟的项目，政策来了接不住。"),
                said("前期工作要做在前头。", "投资要靠实物工作量支撑。报表上的数字站不住脚。", replaces=2),
                said("责任要一级一级压实下去。", "各级干部要把担子挑起来。"),
                Sentence((Span("由", PHRASE), HOLE, Span("负责。", PHRASE)), "three_opinions", "measure"),
            )
        ),
        Block((said("时间从现在就开始计算，每个项目排出节点、明确专人。"), said("谁的工作拖了后腿，谁就要说明原因。"))),
        Block((said("谢谢大家！"),)),
    ),
)
DRAFT = lay_out(SPEECH, comments="all", embed={"brief": "简报.yaml", "seed": 7, "place": "云岭县"})
LINES = visible_text(DRAFT)
SENTENCES = [sentence for sentence in SPEECH.sentences()]


def reviewed(file: File | bytes, folder: Path) -> Reviewed:
    path = folder / "回稿.docx"
    path.write_bytes(file if isinstance(file, bytes) else file.save())
    return review(path)


def rows(found: Reviewed) -> list[tuple[int, str, str, str]]:
    return [(row.paragraph, row.who, review_shown.what(row), row.state) for row in found.rows]


def test_a_draft_nobody_touched_has_nothing_to_tell(tmp_path):
    found = reviewed(DRAFT, tmp_path)
    assert found.rows == ()
    assert {now.state for now in found.sentences} == {"same"}
    assert [one.block.text for one in paragraphs(found)] == LINES


def test_each_kind_of_row(tmp_path):
    file = File(DRAFT)
    file.replace("62亿元", "65亿元")
    file.insert("前期工作要", "越是难事，", LI)
    file.delete("谁的工作拖了后腿，谁就要说明原因。")
    file.move("谢谢大家！", "时间从现在")
    file.bold("积蓄发展后劲")
    first = file.comment("手里没有成熟的项目", "太平，要有分量", done=False)
    file.comment("手里没有成熟的项目", "再想想", LI, answers=first)
    file.comment("明确专人", "已核", done=True)
    file.edit("抓项目、扩投资", "抓项目、强投资")
    assert rows(reviewed(file, tmp_path)) == [
        (5, "王主任", "改写：工作有了新的进展，完成投资〔62→65〕亿元。", PENDING),
        (6, "", "改写：一、抓项目、〔扩→强〕投资，积蓄发展后劲", UNTRACKED),
        (6, "王主任", "格式：加粗：积蓄发展后劲", PENDING),
        (7, "王主任", "批注“手里没有成熟的项目”：太平，要有分量", OPEN),
        (7, "李书记", "回复“手里没有成熟的项目”：再想想", OPEN),
        (7, "李书记", "插入：〔加 越是难事，〕前期工作要做在前头。", PENDING),
        (8, "王主任", "移动：从第8段移来：谢谢大家！", PENDING),
        (8, "王主任", "批注“明确专人”：已核", SETTLED),
        (8, "王主任", "删除：〔删 谁的工作拖了后腿，谁就要说明原因。〕", PENDING),
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(
            (text, 2)
            for text in [
                "用备选2",
                "用备选二",
                "备选2",
                "采用备选2",
                "选2",
                "用第2个",
                "用备选２吧。",
                "用 备选 2",
                "就用第二个备选",
            ]
        ),
        *(
            (text, 2)
            for text in ["这句太平，用备选2", "请用备选2，谢谢", "备选②", "建议采用备选方案二", "备选2：在此，向大家"]
        ),
        ("备选1太空，请改用备选3！", 3),
        ("用备选1。\n不，用备选2", 2),
        *(
            (text, None)
            for text in [
                "备选2不好",
                "不用备选2",
                "备选2如何？",
                "用备选2或3",
                "用2个月完成",
                "改为2",
                "要2个",
                "2",
                "好",
                "方案二要报批",
            ]
        ),
    ],
)
def test_an_order_is_told_from_a_remark(text, number):
    assert number_in(text) == number


def texts(found: Reviewed) -> list[str]:
    return [one.block.text for one in paragraphs(found)]


def test_an_alternative_asked_for_is_put_in_with_its_origin(tmp_path):
    file = File(DRAFT)
    file.comment("充分肯定", "这句太平，用备选二", LI)
    found = reviewed(file, tmp_path)
    assert [row.state for row in found.rows] == ["套用备选2"]
    sentence = paragraphs(found)[4].block.sentences[1]
    assert sentence.spans == (Span("成绩来之不易，凝聚着大家的心血。", OTHER),)
    assert sentence.alternatives == ("在此，向大家表示衷心的感谢！", "对大家的努力，县委是充分肯定的。")


def test_an_alternative_for_two_sentences_replaces_both(tmp_path):
    file = File(DRAFT)
    file.comment("手里没有成熟", "选1")
    found = reviewed(file, tmp_path)
    expected = LINES[6].replace(
        "手里没有成熟的项目，政策来了接不住。前期工作要做在前头。", "投资要靠实物工作量支撑。报表上的数字站不住脚。"
    )
    assert texts(found)[6] == expected
    assert [one.replaces for one in paragraphs(found)[6].block.sentences] == [1, 2, 1, 1]


def test_an_order_in_a_reply_to_drafter_or_within_its_comment_counts(tmp_path):
    file = File(DRAFT)
    file.comment("责任要一级一级", "用备选1", LI, answers=file.name_of("备选1：各级干部要把担子挑起来。"))
    file.add_line("备选2：成绩来之不易", "选1")
    found = reviewed(file, tmp_path)
    assert rows(found) == [
        (5, "写在 drafter 批注里", "批注“对大家的努力，县委是充分肯定的。”：选1", "套用备选1"),
        (7, "李书记", "回复“责任要一级一级压实下去。”：用备选1", "套用备选1"),
    ]


@pytest.mark.parametrize(
    ("words", "text", "edit", "state"),
    [
        ("谢谢大家", "用备选2", "", "备选2套不上：这里没有备选句，请人改"),
        ("责任要一级", "用备选3", "", "备选3套不上：这一句只有1个备选，请人改"),
        ("前期工作要做在前头。责任要一级", "用备选1", "", "备选1套不上：批注连着2处有备选的句子，请人定是哪一句"),
        ("责任要一级", "用备选1", "压实到人", "备选1没有套用：这一句又有人改过，请人定"),
    ],
)
def test_an_order_that_cannot_be_followed_says_why(words, text, edit, state, tmp_path):
    file = File(DRAFT)
    file.comment(words, text)
    if edit:
        file.edit("压实下去", edit)
    found = reviewed(file, tmp_path)
    assert found.rows[0].state == state
    assert found.choices == ()
    assert len(found.open) == 1


def test_an_alternative_put_in_by_hand_has_its_origin_too(tmp_path):
    file = File(DRAFT)
    file.edit("责任要一级一级压实下去。", "各级干部要把担子挑起来。")
    file.comment("各级干部", "用备选1")
    found = reviewed(file, tmp_path)
    assert [row.state for row in found.rows] == ["已是备选1", UNTRACKED]
    assert paragraphs(found)[6].block.sentences[2].spans == (Span("各级干部要把担子挑起来。", OTHER),)


def test_two_who_disagree_are_left_to_a_person(tmp_path):
    file = File(DRAFT)
    file.comment("对大家的努力", "用备选1", done=False)
    file.comment("充分肯定的", "用备选2", LI, done=False)
    found = reviewed(file, tmp_path)
    both = "备选1、备选2都有人要，请人定"
    assert [row.state for row in found.rows] == [f"备选1没有套用：{both}", f"备选2没有套用：{both}"]
    assert found.choices == ()
    assert len(found.open) == 2


def test_edited_characters_are_the_editors_and_the_rest_keeps_its_origin(tmp_path):
    file = File(DRAFT)
    file.replace("62", "65", LI)
    file.edit("工作有了新的进展", "各项工作有了新的进展")
    spans = paragraphs(reviewed(file, tmp_path))[4].block.sentences[0].spans
    assert spans == (
        Span("各项", Origin("edit", "回稿.docx")),
        Span("工作有了新的进展，", PHRASE),
        Span("完成投资", FIELD),
        Span("65", Origin("edit", "李书记")),
        Span("亿元", FIELD),
        Span("。", PHRASE),
    )


@pytest.mark.parametrize(
    ("old", "new", "row", "spans"),
    [
        (
            "前期工作要做在前头。责任要一级一级压实下去。",
            "前期工作要做在前头，责任要一级一级压实下去。",
            "改写：前期工作要做在前头〔。→，〕责任要一级一级压实下去。",
            [("前期工作要做在前头", PHRASE), ("，", None), ("责任要一级一级压实下去。", PHRASE)],
        ),
        (
            "时间从现在就开始计算，每个项目",
            "时间从现在就开始计算。每个项目",
            "改写：时间从现在就开始计算〔，→。〕每个项目排出节点、明确专人。",
            [("时间从现在就开始计算", PHRASE), ("。", None)],
        ),
    ],
    ids=["joined", "divided"],
)
def test_sentences_joined_or_divided_are_one_small_change(old, new, row, spans, tmp_path):
    file = File(DRAFT)
    file.edit(old, new)
    found = reviewed(file, tmp_path)
    assert [review_shown.what(one) for one in found.rows] == [row]
    edited = [one for part in paragraphs(found) for one in part.block.sentences if one.text.startswith(new[:5])]
    assert [
        (span.text, None if span.origin == Origin("edit", "回稿.docx") else span.origin) for span in edited[0].spans
    ] == spans


def test_a_hole_that_was_filled_is_none_and_one_that_stands_stays(tmp_path):
    file = File(DRAFT)
    file.edit(HOLE.text, "县发展和改革局")
    file.edit("明确专人", "明确【待补：人数】")
    made = paragraphs(reviewed(file, tmp_path))
    assert [span.hole for span in made[6].block.sentences[3].spans] == [False, False, False]
    assert [(span.text, span.hole) for span in made[7].block.sentences[0].spans][1] == ("【待补：人数】", True)
    untouched = paragraphs(reviewed(DRAFT, tmp_path))[6].block.sentences[3]
    assert HOLE in untouched.spans


def test_an_open_comment_goes_on_into_the_new_draft(tmp_path):
    file = File(DRAFT)
    file.comment("明确专人", "写明是谁", LI)
    found = reviewed(file, tmp_path)
    made = read_embedded(to_docx(found))
    assert made
    given = {key: value for key, value in made.given.items() if key != "version"}
    known = {"brief": "简报.yaml", "seed": 7, "place": "云岭县"}
    assert given == known | {"reviewed": "回稿.docx", "base": LINES}
    assert [one.notes for one in made.speech.sentences() if one.notes] == [("李书记：写明是谁",)]
    again = tmp_path / "定稿.docx"
    again.write_bytes(to_docx(found))
    assert review(again).rows == ()


def test_a_promoted_paragraph_is_a_heading_and_a_divided_one_two(tmp_path):
    file = File(DRAFT)
    paragraph = file.paragraph("谢谢大家")
    paragraph[0][0].set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val", "Heading2")
    made = paragraphs(reviewed(file, tmp_path))
    assert [one.block.level for one in made] == [0, 0, 0, 0, 0, 1, 0, 0, 2]


def test_a_settled_comment_of_drafter_confirms_its_sentence(tmp_path):
    said_so = Sentence((Span("要通报排名。", PHRASE),), "three_opinions", "measure", notes=("请核实",))
    draft = lay_out(Speech("讲话", (), None, (Block((said_so,)), Block((said("谢谢大家！"),)))))
    file = File(draft)
    assert [one.block.sentences[0].notes for one in paragraphs(reviewed(file, tmp_path))] == [(), ("请核实",), ()]
    file.settle(file.name_of("请核实"))
    found = reviewed(file, tmp_path)
    assert (found.rows, found.own) == ((), 0)
    assert [one.block.sentences[0].notes for one in paragraphs(found)] == [(), (), ()]


def test_what_was_changed_beside_the_text_is_listed_too(tmp_path):
    parts = package.unpack(DRAFT)
    footer = next(name for name in parts if name.startswith("word/footer"))
    tracked_page = b'<w:ins w:author="A" w:date="2026-03-01T09:30:00Z"><w:r><w:t>\xe5\xaf\x86</w:t></w:r></w:ins></w:p>'
    parts[footer] = parts[footer].replace(b"</w:p>", tracked_page, 1)
    note = "<w:footnote><w:p><w:r><w:t>数据来自统计局。</w:t></w:r></w:p></w:footnote>"
    parts["word/footnotes.xml"] = f'<w:footnotes xmlns:w="{W}">{note}</w:footnotes>'.encode()
    assert rows(reviewed(package.pack(parts), tmp_path)) == [
        (0, "A", "页脚插入：— 1 —〔加 密〕", PENDING),
        (0, "", "脚注：数据来自统计局。", UNTRACKED),
    ]


def test_a_reviewed_draft_is_the_work_of_people_and_not_written_over(tmp_path):
    file = File(DRAFT)
    file.edit("62", "65")
    place = tmp_path / "定稿.docx"
    place.write_bytes(to_docx(reviewed(file, tmp_path)))
    with pytest.raises(DrafterError):
        save([(place, DRAFT)])


def test_a_brief_that_changed_goes_into_a_reviewed_draft_and_both_stay(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    point = "  - {主题: 项目建设, 目标: 全年完成投资%s亿元}\n"
    brief = "标题: 在全县大会上的讲话\n地区: 云岭县\n日期: 2026-02-24\n意见:\n" + point
    Path("简报.yaml").write_text(brief % 70, encoding="utf-8")
    assert CliRunner().invoke(app, ["new", "简报.yaml"]).exit_code == 0
    file = File(Path("简报.docx").read_bytes())
    file.edit("同志们：", "各位代表，同志们：")
    Path("回稿.docx").write_bytes(file.save())
    assert run("回稿.docx", "--accept", "定稿.docx").exit_code == 1
    Path("简报.yaml").write_text(brief % 75, encoding="utf-8")
    result = CliRunner().invoke(app, ["new", "简报.yaml", "--update", "定稿.docx", "-o", "新稿.docx"])
    assert result.exit_code == 0, result.output
    text = "\n".join(visible_text(Path("新稿.docx").read_bytes()))
    assert "各位代表，同志们：" in text
    assert "75亿元" in text


# ---- laws

EDITS = ("insert", "delete", "replace", "move", "move", "edit", "remove", "choose", "paste")
WORDS = ("重点", "扎实", "一个一个", "，务必抓紧", "65", "新的举措", "要紧盯不放", "这是新的一句。")
OPTIONS = [sentence for sentence in SENTENCES if sentence.options]


def edit(file: File, draw: random.Random) -> None:
    """One random edit somewhere in the body, tracked or not, or an alternative asked for or put in by hand."""
    kind, texts = draw.choice(EDITS), [shown(one) for one in file.paragraphs]
    words = draw.choice([text for text in texts[3:] if text])
    start = draw.randrange(len(words))
    piece, new, target = words[start : start + draw.randint(1, 12)], draw.choice(WORDS), draw.choice(texts[3:])[:3]
    if kind in ("move", "choose", "paste"):
        sentence = draw.choice(OPTIONS if kind != "move" else SENTENCES[1:])
        piece = sentence.text if kind != "move" or draw.random() < 0.5 else piece
    if "".join(texts).count(piece) != 1:
        return
    if kind == "insert":
        file.insert(piece, new, draw.choice((WANG, LI)))
    elif kind == "delete":
        file.delete(piece)
    elif kind == "replace":
        file.replace(piece, new)
    elif kind == "move":
        if "".join(texts).count(target) == 1 and not set(target) & set(piece):
            file.move(piece, target, named=draw.random() < 0.5)
    elif kind == "choose":
        file.comment(piece, f"用备选{draw.randint(1, 3)}", draw.choice((WANG, LI)), done=False)
    else:
        file.edit(piece, {"edit": new, "remove": "", "paste": draw.choice(draw.choice(OPTIONS).alternatives)}[kind])


def shown(paragraph: Any) -> str:
    return "".join(text.text for text in paragraph.iter(q("t")))


def edited(seed: int, folder: Path) -> tuple[Reviewed, bytes]:
    draw, file = random.Random(seed), File(DRAFT)
    for _ in range(draw.randint(0, 6)):
        edit(file, draw)
    data = file.save()
    return reviewed(data, folder), data


DRAFT_COMMENTS = package.unpack(DRAFT)[COMMENTS].decode().count('w:author="')
SEEDS = st.integers(0, 10**9)


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_every_edit_is_accounted_for(tmp_path_factory, seed):
    found, data = edited(seed, tmp_path_factory.mktemp("回稿"))
    assert list(found.returned.lines) == visible_text(data)
    written = sorted(one.text for paragraph in found.written for one in paragraph.block.sentences)
    assert sorted(now.written.text for now in found.sentences if now.written) == written
    told = [one for one in changes(found.returned) if one.kind not in ("format", "page")]
    pieces = [one for one in found.returned.pieces if isinstance(one, Piece)]
    added = "".join(one.text for one in pieces if one.added and not one.removed)
    removed = "".join(one.text for one in pieces if one.removed)
    assert sorted("".join(one.new for one in told).replace("\n", "")) == sorted(added)
    assert sorted("".join(one.old for one in told).replace("\n", "")) == sorted(removed)
    silent = [row for row in found.rows if row.kind == "untracked"]
    assert bool(silent) == (found.returned.rejected != tuple(LINES))
    old, new = ("".join(sorted("".join(texts))) for texts in (LINES, found.returned.rejected))
    gone = "".join(mark.old for row in silent for mark in row.marks)
    came = "".join(mark.new for row in silent for mark in row.marks)
    assert sorted(old + came) == sorted(new + gone)
    by_people = package.unpack(data)[COMMENTS].decode().count('w:author="') - DRAFT_COMMENTS
    assert len([row for row in found.rows if row.kind in ("comment", "reply")]) == by_people


@settings(max_examples=40, deadline=None)
@given(SEEDS)
def test_the_accepted_draft_is_the_text_one_sees_and_untouched_sentences_keep_all(tmp_path_factory, seed):
    found, _ = edited(seed, tmp_path_factory.mktemp("回稿"))
    lines = list(found.returned.lines)
    for choice in found.choices:
        group = [found.sentences[index] for index in choice.sentences]
        assert group[-1].written
        row = group[0].paragraph - 1
        old, new = "".join(now.text for now in group), group[-1].written.alternatives[choice.option]
        assert lines[row].count(old) == 1
        lines[row] = lines[row].replace(old, new)
    data = to_docx(found)
    assert visible_text(data) == lines
    made = read_embedded(data)
    assert made
    assert [one.block.text for one in made.paragraphs] == lines
    after = [one for paragraph in made.paragraphs for one in paragraph.block.sentences]
    chosen = {index for choice in found.choices for index in choice.sentences}
    for index, now in enumerate(found.sentences):
        if now.state in ("same", "moved") and now.written and now.text == now.written.text and index not in chosen:
            kept = [one for one in after if one.spans == now.written.spans]
            assert [one for one in kept if one.options == now.written.options]
    known = {span.origin for paragraph in found.written for one in paragraph.block.sentences for span in one.spans}
    spans = [span for sentence in after for span in sentence.spans]
    assert all(span.origin in known | {OTHER} or span.origin.kind == "edit" for span in spans if span.origin)


# ---- the command


def run(*arguments: str, input: str = "") -> Any:
    return CliRunner().invoke(app, ["review", *arguments], input=input)


def test_the_command_lists_writes_and_says_what_it_left_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = File(DRAFT)
    file.comment("充分肯定", "用备选1", LI)
    file.bold("积蓄发展后劲")
    Path("回稿.docx").write_bytes(file.save())
    result = run("回稿.docx", "-o", "对账表.docx", "--accept", "定稿.docx")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "回稿.docx：1条批注，1处修订；套用备选1处",
        "序号  位置   谁      何时              什么〔状态〕",
        "1     第5段  李书记  2026-03-02 16:05  批注“充分肯定”：用备选1　〔套用备选1〕",
        "2     第6段  王主任  2026-03-01 09:30  格式：加粗：积蓄发展后劲　〔修订，待接受〕",
    ]
    assert result.stderr.splitlines() == [
        "drafter 自己的批注还有10条没有人答复，没有列出",
        "定稿按 drafter 的版式重排，只带文字：没有带上1处格式修改",
        "写到 对账表.docx",
        "写到 定稿.docx",
    ]
    assert "在此，向大家表示衷心的感谢！" in visible_text(Path("定稿.docx").read_bytes())[4]
    assert visible_text(Path("对账表.docx").read_bytes())[0] == "在全县项目建设推进会上的讲话对账表"
    assert run("定稿.docx").exit_code == 0


def test_json_holds_rows_and_every_sentence(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = File(DRAFT)
    file.edit("62", "65")
    Path("回稿.docx").write_bytes(file.save())
    data = json.loads(run("回稿.docx", "--json").stdout)
    assert {key: data[key] for key in ("file", "brief", "seed", "traced")} == {
        "file": "回稿.docx",
        "brief": "简报.yaml",
        "seed": 7,
        "traced": True,
    }
    assert data["rows"] == [
        {
            "number": 1,
            "kind": "untracked",
            "what": "改写",
            "paragraph": 5,
            "who": "",
            "when": "",
            "text": "",
            "marks": [
                {"old": "工作有了新的进展，完成投资", "new": "工作有了新的进展，完成投资"},
                {"old": "62", "new": "65"},
                {"old": "亿元。", "new": "亿元。"},
            ],
            "quote": "工作有了新的进展，完成投资65亿元。",
            "state": UNTRACKED,
        }
    ]
    assert [one["state"] for one in data["sentences"]].count("changed") == 1
    assert len(data["sentences"]) == len(SENTENCES) + 3


def test_a_file_of_others_is_listed_but_not_accepted(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = File(lay_out(SPEECH, clean=True))
    file.replace("62", "65")
    Path("别人.docx").write_bytes(file.save())
    result = run("别人.docx")
    assert result.exit_code == 1
    assert "改写：工作有了新的进展，完成投资〔62→65〕亿元。" in result.stdout
    bare = "里面没有来历（不是 drafter 写的，或是 --clean 的送审稿）"
    assert result.stderr == f"{bare}：只列批注和修订，查不出没有留痕的改动\n"
    refused = run("别人.docx", "--accept", "定稿.docx")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == f"别人.docx: {bare}，不能用 --accept 出定稿\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["-o", "回稿.docx"], "回稿.docx: 不能写在回稿自己身上，请换个名字"),
        (["-o", "表.doc"], "表.doc: Word 文件的名字要以 .docx 结尾，例如 表.docx"),
        (["-o", "一.docx", "--accept", "一.docx"], "一.docx: 对账表和定稿不能写成一个文件"),
        (["--accept", "."], ".: 这是文件夹，请给出文件名，例如 定稿.docx"),
        (
            ["--accept", "有.docx"],
            "有.docx: 已有这个文件，而且有人改过（或不是 drafter 写的），没有覆盖。"
            "确要覆盖加 --force，或用 -o 换个名字",
        ),
    ],
)
def test_where_to_write_is_checked_first(options, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("回稿.docx").write_bytes(DRAFT)
    Path("有.docx").write_bytes(b"x")
    result = run("回稿.docx", *options)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message + "\n")
    assert sorted(path.name for path in Path().iterdir()) == ["回稿.docx", "有.docx"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "有打开密码，读不了；请先在 Word 或 WPS 里取消密码再保存",
        ),
        (package.pack(package.base() | {"word/vbaProject.bin": b"x"}), "带有宏，不予打开；请另存为不带宏的 .docx"),
        (DRAFT[:3000], "文件已损坏，解不开；请用 Word 或 WPS 打开后另存为 .docx"),
        ("不是".encode(), "不是 Word 文档（.docx）；请用 Word 或 WPS 打开后另存为 .docx"),
    ],
    ids=["password", "macro", "corrupt", "text"],
)
def test_what_cannot_be_read_is_refused(data, reason, tmp_path):
    with pytest.raises(DrafterError) as caught:
        reviewed(data, tmp_path)
    assert str(caught.value) == f"{tmp_path / '回稿.docx'}: {reason}"


# ---- a real program


@pytest.mark.skipif(
    not shutil.which("soffice"), reason="NOT PROVEN: the round trip needs soffice (libreoffice-writer-nogui)"
)
def test_a_returned_file_saved_again_by_libreoffice_tells_the_same(tmp_path):
    file = File(DRAFT)
    file.replace("62亿元", "65亿元")
    file.insert("前期工作要", "越是难事，", LI)
    file.delete("谁的工作拖了后腿，谁就要说明原因。")
    file.move("谢谢大家！", "时间从现在")
    file.bold("积蓄发展后劲")
    first = file.comment("手里没有成熟的项目", "太平", done=False)
    file.comment("手里没有成熟的项目", "用备选1", LI, answers=first)
    file.comment("明确专人", "已核", done=True)
    file.edit("抓项目、扩投资", "抓项目、强投资")
    before = reviewed(file, tmp_path)
    command = [
        "soffice",
        f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
        "--headless",
        "--convert-to",
        "docx",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(tmp_path / "回稿.docx")],
        timeout=100,
        check=False,
        capture_output=True,
    )
    after = review(tmp_path / "out" / "回稿.docx")
    assert after.rows == before.rows
    assert (after.choices, after.sentences, after.own) == (before.choices, before.sentences, before.own)


def test_the_words_of_a_review_are_data():
    assert (files.shipped("phrasebanks") / "review_words.yaml").is_file()
