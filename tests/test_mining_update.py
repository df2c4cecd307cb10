"""A bank that people edit: mining again changes nothing they touched."""

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import files
from drafter.errors import InvalidFile
from drafter.mining import ledger as ledgers
from drafter.mining import store
from drafter.mining.gathered import Gathered
from drafter.mining.ledger import Ledger
from drafter.mining.mined import Mined
from drafter.mining.update import Update, edited, update

SENTENCES = (
    "要坚持问题导向，把各项任务一件一件抓好落实。",
    "{{ 全县 }}上下要拧成一股绳，奋力冲刺全年目标。",
    "干部要沉到一线去，察实情、出实招、办实事。",
    "项目建设是发展的根基，一刻也不能放松。",
    "谁的工作拖了后腿，谁就要在会上说明原因。",
    "要把心思用在为群众解难题上，不搞花架子。",
    "产业兴则百业兴，产业强则百业强。",
    "要算好时间账，倒排工期往前赶。",
)
FOUND = [
    Mined(
        f"{number:x}" * 16,
        "three_opinions",
        "rationale" if number % 4 == 3 else "measure",
        text,
        f"a.txt#{number}-9",
        "a",
    )
    for number, text in enumerate(SENTENCES)
]


def mined(
    found: Iterable[Mined] = FOUND, text: str = "", ledger: Ledger | None = None, refresh: bool = False
) -> tuple[str, Update]:
    texts = {"three_opinions": text} if text else {}
    with files.scratch() as scratch:
        result = update(Gathered(scratch, found), texts, ledger or Ledger(), refresh=refresh)
    return result.texts.get("three_opinions", text), result


def test_mining_twice_changes_nothing():
    text, first = mined()
    again, second = mined(text=text, ledger=first.ledger)
    assert (again, second.texts, second.added, second.ledger) == (text, {}, (), first.ledger)


def test_a_deleted_phrase_stays_deleted_and_an_edited_one_edited():
    text, first = mined()
    entry = store.standing(text, "")[0]
    text = store.without(text, entry).replace("察实情、出实招、办实事", "少说多干")
    again, second = mined(text=text, ledger=first.ledger)
    assert again == text
    assert edited([text], second.ledger) == {entry.id, FOUND[2].id}


def test_without_its_ledger_a_bank_is_not_filled_twice():
    text, _ = mined()
    assert mined(text=text)[0] == text


def test_speeches_are_counted_over_calls():
    text, first = mined()
    other = [Mined("e" * 16, one.slot, one.move, one.text + "", "b.txt#1-2", "b") for one in FOUND[:1]]
    again, second = mined(other, text, first.ledger)
    assert again == text
    assert second.ledger.seen[FOUND[0].id] == 2
    assert second.ledger.seen[FOUND[1].id] == 1


def test_refresh_rewrites_and_takes_out_only_what_nobody_touched():
    text, first = mined()
    text = text.replace("少", "少").replace("一刻也不能放松", "半步都不能退")
    better = [Mined(one.id, one.slot, one.move, one.text, one.source, "a", topics=("项目建设",)) for one in FOUND[1:]]
    again, second = mined(better, text, first.ledger, refresh=True)
    assert second.retired == (FOUND[0].id,)
    assert FOUND[3].id not in second.improved
    assert "半步都不能退" in again
    assert SENTENCES[0] not in again
    assert again.count("主题: [项目建设]") == len(FOUND) - 2
    assert mined(better, again, second.ledger, refresh=True)[0] == again


def test_refresh_moves_an_entry_whose_label_changed():
    text, first = mined()
    moved = [replace(one, move="safeguard") if one.id == FOUND[0].id else one for one in FOUND]
    again, second = mined(moved, text, first.ledger, refresh=True)
    assert again.index("保障督导:") < again.index(SENTENCES[0])
    assert again.count(SENTENCES[0]) == 1
    assert second.ledger.records[FOUND[0].id].move == "safeguard"


def test_a_ledger_comes_back_as_it_was_written():
    ledger = mined()[1].ledger
    assert ledgers.parse(ledgers.dump(ledger), "ledger.json") == ledger
    assert ledgers.parse("", "ledger.json") == Ledger()


@pytest.mark.parametrize("text", ["{", "[]", '{"版本": 1}', '{"版本": 1, "句子": {"a": {}}}'])
def test_a_damaged_ledger_is_an_error(text):
    with pytest.raises(InvalidFile) as error:
        ledgers.parse(text, "ledger.json")
    assert str(error.value) == "ledger.json: 账本已损坏；请从备份恢复，或删去它（已有的句子不会重复写入）"


EDITS = st.lists(
    st.tuples(
        st.sampled_from(("delete", "change", "status", "move", "comment", "blank", "add", "retitle")),
        st.integers(0, 40),
    ),
    max_size=6,
)


def edit(text: str, kind: str, number: int) -> str:
    """One change a person could make."""
    entries = store.standing(text, "")
    entry = entries[number % len(entries)] if entries else None
    lines = text.splitlines(keepends=True)
    if kind in ("comment", "blank"):
        at = 2 + number % (len(lines) - 1)
        if kind == "blank":
            return "".join([*lines[:at], "\n", *lines[at:]])
        return "".join([*lines[:at], f"{' ' * (number % 7)}# 记一笔{number}\n", *lines[at:]])
    if not entry:
        return text
    block = text[entry.start : entry.end]
    if kind == "delete":
        return store.without(text, entry)
    if kind == "change":
        return text[: entry.start] + block.replace("要", "应当", 1).replace("，", "、", 1) + text[entry.end :]
    if kind == "status":
        key = f"\n{' ' * (entry.indent + 2)}作用: 做法{number}"
        return text[: entry.end] + key + text[entry.end :] if "句:" in block and "作用" not in block else text
    if kind == "move":
        first, second = sorted((entry, entries[number * 7 % len(entries)]), key=lambda one: one.start)
        swapped = text[second.start : second.end] + text[first.end : second.start] + text[first.start : first.end]
        return text[: first.start] + swapped + text[second.end :] if first.end < second.start else text
    if kind == "add":
        return text[: entry.start] + f"- 手写的一句{number}。\n{' ' * entry.indent}" + text[entry.start :]
    return text[: entry.start] + re.sub(r"id: \w+", "作用: 总说", block) + text[entry.end :]


@settings(max_examples=150, deadline=None)
@given(EDITS, st.booleans(), st.permutations(FOUND))
def test_what_a_person_touched_is_never_changed(edits, refresh, found):
    text, first = mined(FOUND[:6])
    for kind, number in edits:
        text = edit(text, kind, number)
    yaml.safe_load(text)  # the edits themselves are sound
    theirs = edited([text], first.ledger)
    again, second = mined(found, text, first.ledger, refresh)
    assert is_subsequence(text.splitlines(), again.splitlines())
    before = {one.id for one in store.standing(text, "")}
    after = {one.id for one in store.standing(again, "")}
    assert after - before == {one.id for one in FOUND[6:]}  # nothing deleted came back
    assert theirs == edited([again], second.ledger)
    assert mined(found, again, second.ledger, refresh)[0] == again


def is_subsequence(some: list[str], all_: list[str]) -> bool:
    rest = iter(all_)
    return all(line in rest for line in some)
