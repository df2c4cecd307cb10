"""Speeches on disk → the bank on disk."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from drafter import files
from drafter.errors import DrafterError
from drafter.mining import ledger as ledgers
from drafter.mining.gathered import Gathered
from drafter.mining.mined import Mined
from drafter.mining.phrases import phrases
from drafter.mining.update import update
from drafter.mining.wording import Wording, wording
from drafter.reading import read
from drafter.reading.cues import Cues, load_cues
from drafter.reading.extract import extract
from drafter.reading.kind import MAX_SPEECH
from drafter.speech import SLOTS

_SELDOM = 20_000  # new objects after which the garbage collector looks at them
Progress = Callable[[int, int, str], None]  # files done, files in all, the next one (empty: that was the last)


@dataclass(frozen=True, slots=True)
class FileReport:
    """What one file gave."""

    path: str
    ready: dict[str, int] = field(default_factory=dict)  # slot → phrases that can be used
    held: dict[str, int] = field(default_factory=dict)  # slot → phrases a person must look at first (待审)
    skipped: str = ""  # why nothing was taken; empty: it was read


@dataclass(frozen=True, slots=True)
class MineReport:
    """What one call did. Counts of a file are before near-duplicates are merged."""

    files: tuple[FileReport, ...]
    ready: int = 0  # new in the bank
    held: int = 0
    known: int = 0  # found again: already in the bank, or taken out of it by a person
    improved: int = 0
    retired: int = 0
    written: tuple[str, ...] = ()  # files that changed


@dataclass(frozen=True, slots=True)
class _Language:
    """The word lists of one call: the shipped ones with those of the bank over them."""

    cues: Cues
    words: Wording


def mine(
    paths: Sequence[Path], bank_folder: Path, *, refresh: bool = False, progress: Progress | None = None
) -> MineReport:
    """Mine speeches into a bank.

    Args:
        paths: files and folders; folders with all below them. A file that cannot be used is skipped with its reason.
        bank_folder: made if missing; what a person wrote there stays as it is. Its cues.yaml, mining_words.yaml,
            held_words.yaml and topics.yaml lie over the shipped ones.
        refresh: also bring up to date the entries that nobody changed.
        progress: told before each file and after the last.

    Raises:
        InvalidFile: the bank or its ledger cannot be read, or a path does not exist.
        DrafterError: the bank cannot be written.
    """
    with _lists_settled():
        return _all_mined(_sources(paths), bank_folder, refresh, progress)


@contextmanager
def _lists_settled() -> Iterator[None]:
    """While it lasts the garbage collector passes over what was there before, word lists above all, and comes seldom.

    Hardly anything that mining makes is garbage of the kind for which there has to be a collector.
    """
    thresholds = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(_SELDOM, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
        gc.unfreeze()


def _all_mined(
    sources: Sequence[tuple[Path, str]], bank_folder: Path, refresh: bool, progress: Progress | None
) -> MineReport:
    language = _Language(load_cues([bank_folder]), wording(bank_folder))
    reports: list[FileReport] = []
    with files.scratch() as scratch:
        found = Gathered(scratch)
        for number, (path, name) in enumerate(sources):
            if progress:
                progress(number, len(sources), str(path))
            report, entries = _mined(path, name, language)
            reports.append(report)
            found.add(entries)
        if progress and sources:
            progress(len(sources), len(sources), "")
        return _write(reports, found, bank_folder, refresh)


def _sources(paths: Sequence[Path]) -> list[tuple[Path, str]]:
    """Every file once, with the name a phrase will carry: its path below the folder that was given."""
    named: dict[Path, str] = {}
    for path in paths:
        if not path.exists():
            files.read_bytes(path)  # raises with the nearest name
        for item in files.walk(path):
            named.setdefault(item, _writable(item.relative_to(path).as_posix() if path.is_dir() else item.name))
    return sorted(named.items())


def _writable(name: str) -> str:
    """A name as YAML can hold it: what in it is no character (a name in GBK on Linux) stands as its number."""
    return name.encode("utf-8", "backslashreplace").decode()


def _mined(path: Path, name: str, language: _Language) -> tuple[FileReport, list[Mined]]:
    try:
        text = extract(path).text
    except DrafterError as error:
        return FileReport(str(path), skipped=str(error).removeprefix(f"{path}: ").removeprefix(f"{path}:")), []
    if not text.strip():
        return FileReport(str(path), skipped="空文件"), []
    if len(text) > MAX_SPEECH:
        reason = f"有{len(text)}字，超过{MAX_SPEECH}字，不像一篇讲话；几篇在一个文件里的，请分开"
        return FileReport(str(path), skipped=reason), []
    reading = read(text, name, language.cues)
    if reading.kind != "speech":
        return FileReport(str(path), skipped=reading.kind), []
    entries = list(phrases(reading.speech, language.words))
    if not entries:
        return FileReport(str(path), skipped="没有可以再用的句子"), []
    ready = Counter(one.slot for one in entries if one.ready)
    held = Counter(one.slot for one in entries if not one.ready)
    return FileReport(str(path), dict(ready), dict(held)), entries


def _write(reports: list[FileReport], found: Gathered, folder: Path, refresh: bool) -> MineReport:
    ledger_path = folder / ledgers.NAME
    ledger = ledgers.parse(files.read_text(ledger_path).text if ledger_path.exists() else "", str(ledger_path))
    texts = {}
    for slot in SLOTS:
        if (path := folder / f"{slot}.yaml").exists():
            texts[slot] = files.read_text(path).text
    others = [files.read_text(path).text for path in sorted(folder.glob("*.yaml")) if path.stem not in SLOTS]
    ids = found.ids()
    result = update(found, texts, ledger, others=others, refresh=refresh, path=str(folder))
    files.make_folder(folder)
    written = []
    for slot, text in result.texts.items():
        files.write_text(folder / f"{slot}.yaml", text)
        written.append(str(folder / f"{slot}.yaml"))
    if result.ledger != ledger:
        files.write_text(ledger_path, ledgers.dump(result.ledger))
        written.append(str(ledger_path))
    ready = sum(one.ready for one in result.added)
    return MineReport(
        files=tuple(reports),
        ready=ready,
        held=len(result.added) - ready,
        known=ids - len(result.added),
        improved=len(result.improved),
        retired=len(result.retired),
        written=tuple(written),
    )
