"""What only the machine needs to know of a mined bank: a file beside it, never read by people."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from drafter.errors import InvalidFile, Problem
from drafter.mining.mined import Mined

NAME = "ledger.json"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Record:
    """One phrase that was written once, whether it still stands or not."""

    slot: str
    move: str
    text: str  # generalised, as last written
    source: str
    hash: str  # of the entry as last written; an entry that differs is a person's
    speeches: frozenset[str]  # fingerprints of the speeches it was seen in
    ids: frozenset[str] = frozenset()  # near-duplicates that it stands for


@dataclass(frozen=True, slots=True)
class Judged:
    """What reviewers did with a phrase: fingerprints of the speeches in which it was struck, and kept."""

    struck: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Ledger:
    """Records by id."""

    records: dict[str, Record] = field(default_factory=dict)
    judged: dict[str, Judged] = field(default_factory=dict)  # phrases of any bank, not of this one alone

    @property
    def seen(self) -> dict[str, int]:
        """In how many different speeches each phrase was seen."""
        return {id: len(record.speeches) for id, record in self.records.items()}

    def with_judged(self, struck: Iterable[str], kept: Iterable[str], speech: str) -> Ledger:
        """A ledger that remembers the review of one speech; the last review of it counts."""
        judged = dict(self.judged)
        for ids, gone in ((struck, True), (kept, False)):
            for id in ids:
                old, one = judged.get(id, Judged()), {speech}
                out, stayed = old.struck - one, old.kept - one
                judged[id] = Judged(out | one, stayed) if gone else Judged(out, stayed | one)
        return replace(self, judged=judged)

    def known(self) -> list[Mined]:
        """Records as entries, to be grouped with what is found."""
        return [Mined(id, one.slot, one.move, one.text, one.source, "") for id, one in self.records.items()]


def hash_of(raw: str) -> str:
    """Sixteen hex digits of an entry's text (see `store.written`)."""
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def parse(text: str, path: str) -> Ledger:
    """Read a ledger; empty text: a new one.

    Raises:
        InvalidFile: damaged, or written by a newer version.
    """
    if not text.strip():
        return Ledger()
    try:
        data = json.loads(text)
        if data["版本"] > VERSION:
            raise InvalidFile([Problem(path, 0, "版本", "账本是更新版本的 drafter 写的，请先升级")])
        return Ledger(
            {
                id: Record(
                    slot=one["槽位"],
                    move=one["语步"],
                    text=one["句"],
                    source=one["出处"],
                    hash=one["校验"],
                    speeches=frozenset(one["见于"]),
                    ids=frozenset(one.get("并入", ())),
                )
                for id, one in data["句子"].items()
            },
            {id: Judged(frozenset(one["删"]), frozenset(one["留"])) for id, one in data.get("审改", {}).items()},
        )
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InvalidFile(
            [Problem(path, 0, "", "账本已损坏；请从备份恢复，或删去它（已有的句子不会重复写入）")]
        ) from None


def dump(ledger: Ledger) -> str:
    """Text of a ledger, one record a line, sorted by id."""
    rows = [
        f"{json.dumps(id)}: "
        + json.dumps(
            {
                "槽位": one.slot,
                "语步": one.move,
                "句": one.text,
                "出处": one.source,
                "校验": one.hash,
                "见于": sorted(one.speeches),
            }
            | ({"并入": sorted(one.ids)} if one.ids else {}),
            ensure_ascii=False,
        )
        for id, one in sorted(ledger.records.items())
    ]
    text = f'{{"版本": {VERSION}, "句子": {{\n' + ",\n".join(rows)
    if not ledger.judged:
        return text + "\n}}\n"
    judged = [
        f"{json.dumps(id)}: " + json.dumps({"删": sorted(one.struck), "留": sorted(one.kept)}, ensure_ascii=False)
        for id, one in sorted(ledger.judged.items())
    ]
    return text + '\n},\n"审改": {\n' + ",\n".join(judged) + "\n}}\n"
