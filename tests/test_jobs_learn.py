"""drafter review --learn: what a review teaches the bank, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from drafter import bank
from drafter.cli import app
from drafter.jobs.learn import Learned, apply, learn
from drafter.jobs.review import review
from drafter.mining import ledger as ledgers
from drafter.mining.reworded import reworded
from drafter.speech import Block, Origin, Sentence, Span, Speech
from drafter.word.export import to_docx
from tests.returned_files import File

pytestmark = pytest.mark.filterwarnings("ignore:invalid escape sequence")
RESOLVE, SAVE, PROGRESS = "aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb", "cccccccccccccccc"
SHIPPED = f"""\
槽位: 三点意见
句子:
  举措要求:
    - 句: 各级各部门要把责任扛在肩上，一级带着一级干。
      id: {RESOLVE}
      主题: [作风建设]
      接: [责任]
    - 句: 能省的开支一分也不要多花。
      id: {SAVE}
    - 句: 围绕{{{{ 目标 }}}}，我们要加快工作进度。
      id: {PROGRESS}
"""
NEW = "各级干部都要沉到一线去，把问题解决在项目现场，把服务送到企业门口。"


def said(text: str, ref: str) -> Sentence:
    return Sentence((Span(text, Origin("phrase", ref)),), "three_opinions", "measure")


def draft(title: str) -> bytes:
    phrase = Origin("phrase", PROGRESS)
    goal = Span("实施重点项目86个", Origin("brief", "意见[0].目标"))
    progress = Sentence(
        (Span("围绕", phrase), goal, Span("，我们要加快工作进度。", phrase)), "three_opinions", "measure"
    )
    blocks = (
        Block((said("一、抓项目、扩投资，积蓄发展后劲", "dddddddddddddddd"),), level=1, number="一、"),
        Block((said("各级各部门要把责任扛在肩上，一级带着一级干。", RESOLVE), progress)),
        Block((said("能省的开支一分也不要多花。", SAVE),)),
    )
    return to_docx(Speech(title, (), None, blocks), embed={"place": "云岭县"})


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    shipped, own = tmp_path / "自带", tmp_path / "句库"
    shipped.mkdir()
    (shipped / "三点意见.yaml").write_text(SHIPPED, encoding="utf-8")
    return shipped, own


def lesson(file: File, folders: tuple[Path, Path], name: str = "回稿.docx") -> Learned:
    shipped, own = folders
    path = shipped.parent / name
    path.write_bytes(file.save())
    return learn(review(path), path, [one for one in (shipped, own) if one.is_dir()], own)


def written(learned: Learned, name: str = "three_opinions.yaml") -> str:
    return learned.after.get(name, "")


TITLE = "在全县项目建设推进会上的讲话"


def test_a_review_without_changes_teaches_nothing(folders):
    assert lesson(File(draft(TITLE)), folders).summary == ""


def test_a_reworded_phrase_takes_the_place_of_the_shipped_one_with_its_variables_and_keys(folders):
    file = File(draft(TITLE))
    file.edit("我们要加快工作进度", "要挂图作战、倒排工期")
    file.replace("一级带着一级干", "一级带着一级干、做给群众看")
    learned = lesson(file, folders)
    assert (
        written(learned)
        == f"""\
槽位: 三点意见
句子:
  举措要求:
    - 句: '{{{{ 各级各部门 }}}}要把责任扛在肩上，一级带着一级干、做给群众看。'
      id: {RESOLVE}
      主题: [作风建设]
      接: [责任]
      备注: 照 回稿.docx 的改法；原句：各级各部门要把责任扛在肩上，一级带着一级干。
    - 句: 围绕{{{{ 目标 }}}}，要挂图作战、倒排工期。
      id: {PROGRESS}
      备注: 照 回稿.docx 的改法；原句：围绕{{{{ 目标 }}}}，我们要加快工作进度。
"""
    )
    assert learned.summary == "改写2条"
    apply(learned)
    texts = {one.id: one.text for one in bank.read(folders).phrases}
    assert texts[PROGRESS] == "围绕{{ 目标 }}，要挂图作战、倒排工期。"
    assert lesson(file, folders).summary == ""


def test_a_changed_fact_is_no_better_wording(folders):
    file = File(draft(TITLE))
    file.edit("86个", "90个")
    assert written(lesson(file, folders)) == ""


def test_what_is_new_and_holds_a_fact_waits_for_a_person(folders):
    file = File(draft(TITLE))
    file.edit("一级带着一级干", "由陈远山同志牵头，一级带着一级干")
    text = written(lesson(file, folders))
    assert "状态: 待审" in text
    assert RESOLVE not in text


def test_a_new_sentence_is_generalised_and_one_with_figures_waits(folders):
    file = File(draft(TITLE))
    file.insert(
        "能省的开支", NEW + "云岭县上下要拧成一股绳、铆足一股劲，奋力冲刺。要盯住实施重点项目86个，一个一个抓落实。"
    )
    text = written(lesson(file, folders))
    assert f"句: {NEW}\n" in text
    assert "{{ 地区 }}上下要拧成一股绳" in text
    held = text[text.index("要盯住") :]
    assert "状态: 待审" in held
    assert "数字「86个」" in held


def test_what_the_bank_says_already_is_not_proposed(folders):
    file = File(draft(TITLE))
    file.edit("各级各部门要把责任扛在肩上，一级带着一级干。", "")
    file.insert("能省的开支", "各级各部门要把责任扛在肩上，一级带着一级干！")
    assert written(lesson(file, folders)) == ""


def test_a_phrase_struck_in_two_speeches_and_never_kept_is_retired(folders):
    for number, summary in ((1, "账本记下删去1句"), (1, ""), (2, "停用1条，账本记下删去1句")):
        file = File(draft(f"在第{number}次会议上的讲话"))
        file.delete("能省的开支一分也不要多花。")
        learned = lesson(file, folders)
        assert learned.summary == summary
        apply(learned)
    assert (
        written(learned)
        == f"""\
槽位: 三点意见
句子:
  举措要求:
    - id: {SAVE}
      状态: 停用
      备注: 在2篇里都被删去，一次没留；原句：能省的开支一分也不要多花。
"""
    )
    assert not next(one for one in bank.read(folders).phrases if one.id == SAVE).usable


def test_a_phrase_once_kept_is_not_retired(folders):
    for number, words in enumerate(
        ("各级各部门要把责任扛在肩上，一级带着一级干。", *("能省的开支一分也不要多花。",) * 2)
    ):
        file = File(draft(f"在第{number}次会议上的讲话"))
        file.delete(words)
        learned = lesson(file, folders)
        apply(learned)
    assert "停用" not in written(learned)


def test_a_persons_own_entry_is_never_touched(folders):
    shipped, own = folders
    own.mkdir()
    (shipped / "三点意见.yaml").unlink()
    mine = SHIPPED.replace("    - 句: 能", "    # 这句留着\n    - 句: 能")
    (own / "three_opinions.yaml").write_text(mine, encoding="utf-8")
    file = File(draft(TITLE))
    file.edit("一级带着一级干", "一级带着一级干、做给群众看")
    learned = lesson(file, folders)
    before = learned.before["three_opinions.yaml"].splitlines()
    after = written(learned).splitlines()
    assert after[: len(before)] == before
    assert after[len(before)] == "    - 句: '{{ 各级各部门 }}要把责任扛在肩上，一级带着一级干、做给群众看。'"


def test_the_ledger_keeps_what_mining_wrote_beside_what_reviewers_did(folders):
    file = File(draft(TITLE))
    file.insert("能省的开支", NEW)
    file.delete("能省的开支一分也不要多花。")
    learned = lesson(file, folders)
    read = ledgers.parse(learned.after[ledgers.NAME], "")
    assert [record.text for record in read.records.values()] == [NEW]
    assert len(read.judged[SAVE].struck) == 1
    assert ledgers.dump(read) == learned.after[ledgers.NAME]


@pytest.mark.parametrize(
    ("text", "pieces", "made"),
    [
        ("要{{ 甲 }}。", [("一是要早。", "一是要早。")], "要{{ 甲 }}。"),
        ("要{{ 甲 }}。", [("一是", "二是"), ("要早", "要早"), ("。", "！")], "要{{ 甲 }}！"),
        ("要{{ 甲 }}。", [("要", "要"), ("早", "晚"), ("。", "。")], ""),
        ("要{{ 甲 }}。", [("要早", "要早"), ("", "又"), ("动。", "动。")], ""),
        (
            "要{{ 甲 }}、{{ 乙 }}。",
            [("要早、", "要早、"), ("", "更要"), ("快。", "快。")],
            "要{{ 甲 }}、更要{{ 乙 }}。",
        ),
        ("要{{ 甲 }}。", [("别的话。", "别的。")], ""),
    ],
)
def test_variables_come_back_in_place(text, pieces, made):
    assert reworded(text, pieces) == made


# ---- the command


def run(*arguments: str, input: str | None = None) -> Any:
    return CliRunner().invoke(app, ["review", "回稿.docx", "--learn", *arguments], input=input)


@pytest.mark.parametrize(
    ("arguments", "input", "last", "there"),
    [
        (["--yes"], None, f"写到 {Path('句库') / 'ledger.json'}", True),
        ([], "y\n", f"写到 {Path('句库') / 'ledger.json'}", True),
        ([], "n\n", "没有写进句库；要写加 --yes", False),
        ([], "", "没有写进句库；要写加 --yes", False),
    ],
    ids=["--yes", "yes", "no", "nobody there"],
)
def test_nothing_is_written_unless_the_user_says_so(arguments, input, last, there, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = File(draft(TITLE))
    file.insert("能省的开支", NEW)
    Path("回稿.docx").write_bytes(file.save())
    Path("句库").mkdir()
    result = run("--bank", "句库", *arguments, input=input)
    assert result.exit_code == 1
    assert f"+    - 句: {NEW}" in result.stderr
    assert result.stderr.splitlines()[-1].endswith(last)
    assert (Path("句库") / "three_opinions.yaml").is_file() == there
