"""Phrase bank YAML ↔ Bank.

A bank is one folder of YAML files. Files with 槽位 hold phrases; topics.yaml and terms.yaml hold 主题 and 提法.
Several folders lie over one another: phrases add, an entry with a known id replaces it. What was read is kept as
compiled JSON in the cache folder, keyed by the content of every file, so that drafting neither parses a thousand
entries nor loads jieba.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from drafter import files
from drafter.errors import DrafterError, InvalidFile, Problem
from drafter.phrase import VARIABLE, Phrase, Term, Topic, phrase_id

__all__ = ["VARIABLE", "Bank", "Phrase", "Term", "Topic", "load", "phrase_id"]

FORMAT = 7  # of the compiled form; raised when Phrase, Topic or the reading of a file changes
_KEEP_COMPILED = 6  # compiled banks kept in the cache folder


@dataclass(frozen=True)
class Bank:
    """What drafting chooses from. Phrases keep the order of folders, files and lines."""

    phrases: tuple[Phrase, ...]
    topics: tuple[Topic, ...] = ()
    terms: tuple[Term, ...] = ()
    years: Mapping[str, str] = field(default_factory=dict)  # "2026" → "“十五五”规划开局之年"

    @cached_property
    def _by_move(self) -> dict[tuple[str, str], tuple[Phrase, ...]]:
        groups: dict[tuple[str, str], list[Phrase]] = {}
        for phrase in self.phrases:
            if phrase.usable:
                groups.setdefault((phrase.slot, phrase.move), []).append(phrase)
        return {key: tuple(group) for key, group in groups.items()}

    @cached_property
    def _by_role(self) -> dict[tuple[str, str, str], dict[str, list[Phrase]]]:
        groups: dict[tuple[str, str, str], dict[str, list[Phrase]]] = {}
        for (slot, move), phrases in self._by_move.items():
            for phrase in phrases:
                topics = groups.setdefault((slot, move, phrase.role), {})
                for topic in phrase.topics or ("",):
                    topics.setdefault(topic, []).append(phrase)
        return groups

    def fitting(self, slot: str, move: str, roles: Sequence[str], topic: str) -> Iterator[Phrase]:
        """Usable phrases of a move with one of the roles, for a topic or for any; `topic` empty: those for any."""
        for role in roles:
            topics = self._by_role.get((slot, move, role), {})
            yield from topics.get("", ())
            if topic:
                yield from topics.get(topic, ())

    def of(self, slot: str, move: str) -> tuple[Phrase, ...]:
        """Usable phrases of one move, in file order; empty: none."""
        return self._by_move.get((slot, move), ())

    def topic(self, name: str) -> Topic | None:
        """The topic a brief calls `name`: by name, by alias, then by the longest name or alias it holds."""
        for topic in self.topics:
            if name == topic.name or name in topic.aliases:
                return topic
        held = [(len(known), topic) for topic in self.topics for known in (topic.name, *topic.aliases) if known in name]
        return max(held, key=lambda pair: pair[0])[1] if held else None


def load(folders: Sequence[Path]) -> Bank:
    """Read a bank from folders, later ones lying over earlier ones.

    Raises:
        InvalidFile: every problem of every file at once.
        DrafterError: no usable phrase at all.
    """
    texts = [files.read_text(path) for folder in folders for path in sorted(folder.glob("*.yaml"))]
    key = hashlib.sha256(f"{FORMAT}\n".encode())
    for text in texts:
        key.update(f"{text.path}\n{len(text.text)}\n{text.text}".encode("utf-8", "surrogatepass"))
    name = f"bank-{key.hexdigest()[:32]}.json"
    bank = _compiled(name)
    if bank is None:
        bank = _with_words(_parse(texts))
        _keep(name, bank)
    if not any(phrase.usable for phrase in bank.phrases):
        names = "、".join(str(folder) for folder in folders)
        raise DrafterError(
            f"{names}: 句库里没有可用的句子；先运行 drafter mine 旧稿文件夹，或不加 --bank-only 使用自带句库"
        )
    return bank


def _compiled(name: str) -> Bank | None:
    """The bank as compiled before; None: not there or damaged, both mended by compiling again."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
        checked, _, body = (files.cache_folder() / name).read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest() == checked.decode():
            return _from_rows(json.loads(body))
    return None


def _from_rows(rows: dict[str, Any]) -> Bank:
    def row(values: list[Any]) -> list[Any]:
        return [tuple(value) if value.__class__ is list else value for value in values]

    return Bank(
        tuple(Phrase(*row(values)) for values in rows["phrases"]),
        tuple(Topic(*row(values)) for values in rows["topics"]),
        tuple(Term(*row(values)) for values in rows["terms"]),
        rows["years"],
    )


def _keep(name: str, bank: Bank) -> None:
    """Write the compiled form; a cache that cannot be written is no error."""
    rows = {
        name: [[getattr(item, f.name) for f in fields(item)] for item in getattr(bank, name)]
        for name in ("phrases", "topics", "terms")
    } | {"years": dict(bank.years)}
    body = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    summed = hashlib.sha256(body.encode()).hexdigest()
    with contextlib.suppress(OSError, DrafterError):
        folder = files.cache_folder()
        files.make_folder(folder)
        files.write_text(folder / name, f"{summed}\n{body}")
        old = sorted(folder.glob("bank-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in old[_KEEP_COMPILED:]:
            path.unlink()


def _with_words(bank: Bank) -> Bank:
    """Segment the phrases that follow others by cue; the only place where a bank needs jieba."""
    from drafter.words import content_words

    def segmented(phrase: Phrase) -> Phrase:
        return replace(phrase, words=content_words(VARIABLE.sub("，", phrase.text))) if phrase.cues else phrase

    return replace(bank, phrases=tuple(map(segmented, bank.phrases)))


def _parse(texts: Iterable[files.Text]) -> Bank:
    """Bank without words."""
    from drafter import bank_file

    problems: list[Problem] = []
    phrases: dict[str, Phrase] = {}
    topics: dict[str, Topic] = {}
    terms: dict[str, Term] = {}
    years: dict[str, str] = {}
    for text in texts:
        found = bank_file.read(text, problems)
        phrases.update((phrase.id, phrase) for phrase in found.phrases)
        topics.update((topic.name, topic) for topic in found.topics)
        terms.update((term.word, term) for term in found.terms)
        years.update(found.years)
    if problems:
        raise InvalidFile(problems)
    return Bank(tuple(phrases.values()), tuple(topics.values()), tuple(terms.values()), years)
