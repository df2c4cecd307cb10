"""Speeches on disk become a bank on disk."""

import json
import os
import sys
import tracemalloc
from pathlib import Path

import pytest
import yaml

from drafter import files
from drafter.errors import DrafterError
from drafter.jobs.mine import mine
from drafter.mining import ledger as ledgers
from drafter.mining import store
from drafter.mining.update import edited
from drafter.speech import SLOTS, slot_name
from tests.labelled import everything

SEEDS = files.shipped("seeds")
SHIPPED = files.shipped("phrasebanks")


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def mined_entries(folder: Path) -> dict[str, dict[str, object]]:
    """Entries that carry a source, by id."""
    found = {}
    for slot in SLOTS:
        path = folder / f"{slot}.yaml"
        data = yaml.safe_load(files.read_text(path).text) if path.exists() else {"句子": {}}
        for move, items in data["句子"].items():
            for item in items or ():
                if isinstance(item, dict) and "出处" in item:
                    found[item["id"]] = {"语步": move, **item}
    return found


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    folder = tmp_path_factory.mktemp("bank") / "句库"
    report = mine([SEEDS], folder)
    return folder, report


def test_every_seed_gives_phrases(bank):
    _, report = bank
    assert [Path(one.path).name for one in report.files] == [path.name for path in sorted(SEEDS.glob("*.txt"))]
    assert all(one.ready and not one.skipped for one in report.files)
    assert report.ready + report.held == len(mined_entries(bank[0]))


def test_the_files_say_their_slot_and_hold_known_moves(bank):
    folder, _ = bank
    for path in folder.glob("*.yaml"):
        data = yaml.safe_load(path.read_text("utf-8"))
        assert slot_name(data["槽位"]) == path.stem
        assert set(data["句子"]) <= set(SLOTS[path.stem][1].values())


def test_mining_the_same_folder_twice_changes_nothing(bank):
    folder, _ = bank
    before = snapshot(folder)
    report = mine([SEEDS], folder)
    assert snapshot(folder) == before
    assert (report.ready, report.held, report.written) == (0, 0, ())
    assert mine([SEEDS], folder, refresh=True).written == ()


def test_the_shipped_bank_holds_exactly_what_the_seeds_give(bank):
    ledger = ledgers.parse(files.read_text(SHIPPED / ledgers.NAME).text, "")
    texts = [files.read_text(SHIPPED / f"{slot}.yaml").text for slot in SLOTS]
    touched = edited(texts, ledger)
    shipped = mined_entries(SHIPPED)
    fresh = mined_entries(bank[0])
    assert shipped.keys() <= ledger.records.keys()
    assert {id: one for id, one in shipped.items() if id not in touched} == {
        id: one for id, one in fresh.items() if id not in touched
    }


def test_the_order_of_files_does_not_matter(bank, tmp_path):
    paths = sorted(SEEDS.glob("*.txt"), reverse=True)
    mine(paths, tmp_path / "a")
    assert mined_entries(tmp_path / "a") == mined_entries(bank[0])


def test_what_cannot_be_mined_is_skipped_with_its_reason(tmp_path):
    folder = tmp_path / "稿"
    (folder / "内").mkdir(parents=True)
    (folder / "空.txt").write_bytes(b" \n")
    (folder / "坏.txt").write_bytes("同志们：要抓落实，抓到底。".encode() * 40 + b"\xff\xfe\xff")
    (folder / "讲话.docx").write_bytes(b"PK")
    (folder / "内" / "讲话.txt").write_bytes((SEEDS / "001_de9e8a36610dc677.txt").read_bytes())
    (folder / "~$讲话.txt").write_bytes(b"x")
    report = mine([folder], tmp_path / "bank")
    assert {Path(one.path).name: one.skipped for one in report.files if one.skipped} == {
        "空.txt": "空文件",
        "坏.txt": "1: 文字已损坏，按 UTF-8、UTF-16、GB18030 都读不通；请用原来的软件另存为 UTF-8",
        "讲话.docx": "文件已损坏，解不开；请用 Word 或 WPS 打开后另存为 .docx",
    }
    sources = {str(one["出处"]).rpartition("#")[0] for one in mined_entries(tmp_path / "bank").values()}
    assert sources == {"内/讲话.txt"}


def test_what_is_no_speech_is_refused_with_its_kind(tmp_path):
    others = yaml.safe_load((Path(__file__).parent / "data" / "no_speeches.yaml").read_text("utf-8"))
    folder = tmp_path / "文"
    folder.mkdir()
    for name, other in others.items():
        (folder / f"{name}.txt").write_text(other["文"], "utf-8")
    report = mine([folder], tmp_path / "bank")
    assert {Path(one.path).stem: one.skipped for one in report.files} == {n: one["因"] for n, one in others.items()}
    assert len(others) >= 20 and mined_entries(tmp_path / "bank") == {}


@pytest.mark.parametrize("one", everything(), ids=lambda one: one.name)
def test_no_speech_is_refused(one, tmp_path):
    (tmp_path / "稿.txt").write_text(one.text, "utf-8")
    assert [file.skipped for file in mine([tmp_path / "稿.txt"], tmp_path / "bank").files] == [""]


def test_memory_does_not_grow_with_the_number_of_speeches(tmp_path):
    mine([SEEDS], tmp_path / "lists are read")
    peaks = []
    for copies in (4, 16):
        folder = tmp_path / str(copies)
        folder.mkdir()
        for number in range(copies):
            for path in SEEDS.glob("*.txt"):
                shared = path.read_text("utf-8").replace("同志们", f"同志们{'！' * (number > 0)}")
                (folder / f"{number}-{path.name}").write_text(f"第{number}次\n{shared}", "utf-8")
        tracemalloc.start()
        mine([folder], tmp_path / f"bank {copies}")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # Each phrase is said in each: what the ledger notes of it, 100 bytes a phrase and speech, is all that is held.
    assert (peaks[1] - peaks[0]) / (12 * 5) < 100 * len(mined_entries(tmp_path / "bank 4"))


def test_the_same_speech_under_two_names_counts_once(tmp_path):
    folder = tmp_path / "稿"
    folder.mkdir()
    for name in ("甲.txt", "乙.txt"):
        (folder / name).write_bytes((SEEDS / "001_de9e8a36610dc677.txt").read_bytes())
    mine([folder], tmp_path / "bank")
    records = json.loads((tmp_path / "bank" / "ledger.json").read_text("utf-8"))["句子"].values()
    assert {len(one["见于"]) for one in records} == {1}


@pytest.mark.skipif(sys.platform != "linux", reason="names are characters there")
def test_a_name_that_is_no_utf8_is_written_with_escapes(tmp_path):
    folder = tmp_path / "稿"
    folder.mkdir()
    (folder / os.fsdecode("讲话".encode("gbk") + b".txt")).write_bytes(
        (SEEDS / "001_de9e8a36610dc677.txt").read_bytes()
    )
    mine([folder], tmp_path / "bank")
    sources = {str(one["出处"]).partition("#")[0] for one in mined_entries(tmp_path / "bank").values()}
    assert sources == {r"\udcbd\udcb2\udcbb\udcb0.txt"}


def test_a_bank_that_does_not_parse_stays_as_it_is(tmp_path):
    (tmp_path / "opening.yaml").write_text("槽位: 开头\n句子: [\n", "utf-8")
    before = snapshot(tmp_path)
    with pytest.raises(DrafterError) as error:
        mine([SEEDS], tmp_path)
    assert str(error.value).startswith(f"{tmp_path / 'opening.yaml'}:3: YAML 读不通，没有写入")
    assert snapshot(tmp_path) == before


def test_progress_is_told_before_each_file_and_at_the_end(tmp_path):
    calls = []
    mine([SEEDS], tmp_path, progress=lambda done, total, path: calls.append((done, total, Path(path).name)))
    assert [call[:2] for call in calls] == [(number, 5) for number in range(6)]
    assert calls[-1][2] == ""


def test_an_untouched_entry_has_the_hash_of_the_ledger(bank):
    folder, _ = bank
    ledger = ledgers.parse((folder / "ledger.json").read_text("utf-8"), "")
    texts = [(folder / f"{slot}.yaml").read_text("utf-8") for slot in SLOTS if (folder / f"{slot}.yaml").exists()]
    assert edited(texts, ledger) == frozenset()
    assert sum(len(store.standing(text, "")) for text in texts) == len(ledger.records)
