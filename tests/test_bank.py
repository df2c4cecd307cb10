from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from drafter import files
from drafter.bank import Bank, load
from drafter.errors import DrafterError, InvalidFile
from drafter.phrase import Term, phrase_id

ENTRY = "槽位: 结尾号召\n句子:\n  总结:\n  - "
SLOTS = "应当是其中之一：开头、形势回顾、三点意见、结尾号召"
IN = "句子.总结[0]"
OWN = "云上有路，山里有光，大家把这条路走到底。"


@pytest.fixture
def cache(tmp_path, monkeypatch) -> Path:
    """A cache folder of this test alone."""
    monkeypatch.setenv("DRAFTER_CACHE", str(tmp_path / "cache"))
    return Path(tmp_path / "cache")


def bank_of(folder: Path, *entries: str, slot: str = "结尾号召", move: str = "总结") -> Bank:
    folder.mkdir(exist_ok=True)
    lines = [f"槽位: {slot}", "句子:", f"  {move}:", *(f"    - {entry}" for entry in entries)]
    (folder / "own.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return load([folder])


def test_a_plain_line_is_a_phrase(tmp_path, cache):
    (phrase,) = bank_of(tmp_path / "b", OWN).phrases
    assert (phrase.text, phrase.slot, phrase.move, phrase.source) == (OWN, "closing", "summary", "")
    assert phrase.id == phrase_id("closing", OWN)
    assert (phrase.file, phrase.line) == (str(tmp_path / "b" / "own.yaml"), 4)


def test_english_and_chinese_keys_say_the_same(tmp_path, cache):
    chinese = bank_of(tmp_path / "b", f"{{句: {OWN}, 语气: [动员], 承诺: true}}", "{句: 未定, 状态: 待审}").phrases
    entries = f"{{text: {OWN}, tones: 动员, commits: yes}}", "{text: 未定, status: review}"
    assert bank_of(tmp_path / "b", *entries, slot="closing", move="summary").phrases == chinese
    assert [phrase.usable for phrase in chinese] == [True, False]


def test_a_text_on_two_lines_is_one_sentence(tmp_path, cache):
    (phrase,) = bank_of(tmp_path / "b", "云上有路，\n      山里有光。").phrases
    assert phrase.text == "云上有路，山里有光。"


def test_what_was_compiled_is_what_was_read(tmp_path, cache):
    folders = [files.shipped("phrasebanks")]
    first = load(folders)
    (compiled,) = cache.glob("bank-*.json")
    before = compiled.stat().st_mtime_ns
    assert load(folders) == first
    assert compiled.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: data.replace(OWN.encode(), "别人的话。".encode()),
        lambda data: b"[" * 100_000,
        lambda data: b"\xff\xfe\x00",
        lambda data: b"{}",
    ],
    ids=["empty", "cut", "changed", "deep", "binary", "another form"],
)
def test_a_damaged_compiled_form_is_made_again(tmp_path, cache, damage):
    first = bank_of(tmp_path / "b", OWN)
    (compiled,) = cache.glob("bank-*.json")
    whole = compiled.read_bytes()
    compiled.write_bytes(damage(whole))
    assert load([tmp_path / "b"]) == first
    assert compiled.read_bytes() == whole


def test_a_changed_file_is_read_again(tmp_path, cache):
    bank_of(tmp_path / "b", OWN)
    (phrase,) = bank_of(tmp_path / "b", "干就是了。").phrases
    assert phrase.text == "干就是了。"


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path, monkeypatch):
    (tmp_path / "cache").write_text("a file, not a folder", encoding="utf-8")
    monkeypatch.setenv("DRAFTER_CACHE", str(tmp_path / "cache"))
    assert [phrase.text for phrase in bank_of(tmp_path / "b", OWN).phrases] == [OWN]


def test_few_compiled_banks_are_kept(tmp_path, cache):
    for number in range(9):
        bank_of(tmp_path / "b", f"第{number}句。")
    assert len(list(cache.glob("bank-*.json"))) == 6


def test_drafting_from_a_compiled_bank_loads_neither_jieba_nor_mining(tmp_path, cache):
    brief = files.shipped("templates") / "briefs" / "最简.yaml"
    code = (
        "import sys; from drafter.cli import app\n"
        "try: app(['new', sys.argv[1], '-o', sys.argv[2]])\n"
        "except SystemExit as done: assert not done.code\n"
        "print(sorted({name.split('.')[0] for name in sys.modules} & {'jieba', 'rich', 'pydantic', 'docx'}),"
        " [name for name in sys.modules if name.startswith('drafter.mining')])"
    )
    command = [sys.executable, "-c", code, str(brief), str(tmp_path / "a.docx")]
    load([files.shipped("phrasebanks")])
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=True)
    assert done.stdout.splitlines()[-1] == "[] []"


def test_folders_lie_over_one_another(tmp_path, cache):
    bank_of(tmp_path / "one", OWN, "干就是了。", "走就是了。")
    bank_of(tmp_path / "two", f"{{id: {phrase_id('closing', OWN)}, 句: 山路通天。}}", "{句: 干就是了。, 状态: 停用}")
    bank_of(tmp_path / "three", f"{{id: {phrase_id('closing', '走就是了。')}, 状态: 停用}}", "新的一句。")
    both = load([tmp_path / "one", tmp_path / "two", tmp_path / "three"])
    assert [phrase.text for phrase in both.of("closing", "summary")] == ["山路通天。", "新的一句。"]


def test_a_bank_of_nothing_usable_is_an_error(tmp_path, cache):
    with pytest.raises(DrafterError, match="句库里没有可用的句子"):
        bank_of(tmp_path / "b", f"{{句: {OWN}, 状态: 待审}}")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("槽位：结尾号召\n", "1: “槽位”后面的冒号是全角的“：”，请改成英文冒号加一个空格“: ”", id="wide"),
        pytest.param("槽位: 结尾号召\n句子:\n\t总结: []\n", "3: 行首用了制表符（Tab），请改成空格", id="tab"),
        pytest.param("槽位: 结尾\n句子: {}\n", f"1: 槽位: {SLOTS}", id="slot"),
        pytest.param("句子: {}\n", f"1: 槽位: {SLOTS}", id="no slot"),
        pytest.param("- 一句\n", "1: 这里应当是“键: 值”", id="a list"),
        pytest.param("槽位: 结尾号召\n句子:\n- 一句\n", "3: 句子: 这里应当是“键: 值”", id="no moves"),
        pytest.param(ENTRY[:-5] + " 一句\n", "3: 句子.总结: 这里应当是列表，每行一个“- ”", id="no list"),
        pytest.param("槽位: 结尾号召\n槽位: 开头\n", "2: 槽位: 第 1 行已经写过这个键，请合并", id="twice"),
        pytest.param(ENTRY + "句: ''\n", "4: 句子.总结[0].句: 不能为空", id="blank"),
        pytest.param(ENTRY + "状态: 停用\n", "4: 句子.总结[0].句: 不能为空", id="no id"),
        pytest.param(ENTRY + "{句: a, 季: 秋}\n", f"4: {IN}.季: 只能写 年初、年中、年末，现在是“秋”", id="word"),
        pytest.param(ENTRY + "{句: a, 承诺: 许}\n", f"4: {IN}.承诺: 只能写 true 或 false，现在是“许”", id="flag"),
        pytest.param(ENTRY + "{{ 县 }}干\n", "4: } 之后还有字；以 { 开头的文字请在整段外面加一层引号 '…'", id="braces"),
        pytest.param(ENTRY + "一句\ufdd0\n", "4: 有不能使用的字符 U+FDD0，请删去", id="mark"),
        pytest.param("主题:\n  消费:\n    词语: [买]\n", "3: 主题.消费.词语: 没有这个键，是不是 词？", id="topic"),
        pytest.param("提法:\n  - 词: 十四五\n    始: 2021\n", "3: 提法[0].始: 没有这个键", id="term"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line(tmp_path, cache, text, told):
    path = tmp_path / "b.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        load([tmp_path])
    assert str(caught.value).splitlines()[0] == f"{path}:{told}"


def test_hostile_nesting_is_a_message(tmp_path, cache):
    (tmp_path / "b.yaml").write_text("[" * 200_000, encoding="utf-8")
    with pytest.raises(InvalidFile) as caught:
        load([tmp_path])
    assert str(caught.value) == f"{tmp_path / 'b.yaml'}:1: 括号或缩进套得太深"


@pytest.mark.parametrize(
    ("term", "day", "valid"),
    [
        (Term("十四五", "2020-10", "2025-12"), "2025-12-31", True),
        (Term("十四五", "2020-10", "2025-12"), "2026-01-01", False),
        (Term("十四五", "2020-10", "2025-12"), "2020-09-30", False),
        (Term("开局之年", "2026", "2026"), "2026-12-31", True),
        (Term("常说的"), "1999-01-01", True),
    ],
)
def test_a_term_is_valid_in_its_time(term, day, valid):
    assert term.valid(day) == valid


def test_no_shipped_phrase_is_written_twice():
    bank = load([files.shipped("phrasebanks")])
    texts = Counter((one.slot, one.move, one.text, one.topics, one.tones) for one in bank.phrases if one.usable)
    assert sorted(one for one, times in texts.items() if times > 1) == []


def test_an_id_twice_in_one_bank_is_an_error_and_over_another_bank_it_replaces(tmp_path, cache):
    id = phrase_id("closing", OWN)
    bank_of(tmp_path / "one", OWN)
    bank_of(tmp_path / "over", f"{{id: {id}, 句: 山路通天。}}")
    assert [phrase.text for phrase in load([tmp_path / "one", tmp_path / "over"]).phrases] == ["山路通天。"]
    with pytest.raises(InvalidFile) as error:
        bank_of(tmp_path / "again", OWN, f"{{id: {id}, 句: 山路通天。}}")
    file = tmp_path / "again" / "own.yaml"
    told = f"与 {file}:4 是同一条（id 都是 {id}），一个句库里只能有一条，请删去一条"
    assert str(error.value) == f"{file}:5: 结尾号召.总结: {told}"
