"""Phrase bank YAML ↔ Bank.

A bank is one folder of YAML files. Files with 槽位 hold phrases; topics.yaml, terms.yaml and tasks.yaml
hold 主题, 提法 and 事项.
Several folders lie over one another: phrases add, an entry with a known id replaces it, a card
of a known 事项 too. What was read is kept as
compiled JSON in the cache folder, keyed by the content of every file, so that drafting neither parses a thousand
entries nor loads jieba.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from drafter import compiled, files
from drafter.detail import Detail, details_of
from drafter.errors import DrafterError, InvalidFile, Problem
from drafter.phrase import VARIABLE, Phrase, Term, Topic, phrase_id
from drafter.task import PARTS, Task, index, near, task_of, ways_of

__all__ = ["VARIABLE", "Bank", "Phrase", "Term", "Topic", "load", "phrase_id", "read"]

FORMAT = 20  # of the compiled form; raised when Phrase, Topic or the reading of a file changes
Group = tuple[str, str, str, str]  # slot, move, 作用, 主题, a line each
_DEFAULTS = {one.name: one.default for one in fields(Phrase)}
_UNUSED: Group = ("", "", "", "")  # 待审 and 停用


class Bank:
    """What drafting chooses from. Phrases keep the order of folders, files and lines.

    They lie in JSON, a line for each group, and are made when somebody asks for the group: a draft asks for a third of
    them, and making all took 9 ms of every run.
    """

    def __init__(self, compiled: bytes) -> None:
        """Take what `_compile` made.

        Raises:
            ValueError, TypeError, KeyError: it is something else.
        """
        self._compiled = compiled
        first, *lines = compiled.split(b"\n")
        head: dict[str, Any] = json.loads(first)
        self.topics = tuple(Topic(*_row(values)) for values in head["topics"])
        self.terms = tuple(Term(*_row(values)) for values in head["terms"])
        cards = lines[len(head["groups"]) :]  # JSON, read when a word of the card is found: cards, then their sentences
        self._cards, self._said = cards[: len(cards) // 2], cards[len(cards) // 2 :]
        self._card_names: dict[str, int] = head["cards"]
        self._card_words: dict[str, list[int]] = head["task_words"]
        self._ways, self._unworded = frozenset[int](head["ways"]), frozenset[int](head["unworded"])
        self._longest = max(map(len, self._card_words), default=0)
        self._tasks: dict[int, Task] = {}
        self._asked: dict[tuple[tuple[str, ...], str, str, str], Task | None] = {}
        self._files: list[str] = head["files"]
        self.years: Mapping[str, str] = head["years"]  # "2026" → "“十五五”规划开局之年"
        self._lines: dict[Group, bytes] = {tuple(key): line for key, line in zip(head["groups"], lines, strict=False)}
        self._made: dict[Group | int, list[tuple[int, Phrase]]] = {}
        self._groups: dict[tuple[str, str, str], dict[str, list[Group]]] = {}  # by topic, those for any under ""
        for group in self._lines:
            if not group[0]:
                continue
            for topic in group[3].split("\n"):
                self._groups.setdefault(group[:3], {}).setdefault(topic, []).append(group)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Bank) and self._compiled == other._compiled

    def __hash__(self) -> int:
        return hash(self._compiled)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """All phrases, those that no draft may use among them."""
        return self._in_order((*self._lines, *range(len(self._cards))))

    @property
    def empty(self) -> bool:
        """Whether there is no phrase a draft may use."""
        return not self._cards and not self._lines.keys() - {_UNUSED}

    def fitting(self, slot: str, move: str, roles: Sequence[str], topic: str) -> Iterator[Phrase]:
        """Usable phrases of a move with one of the roles, for a topic or for any; `topic` empty: those for any."""
        for role in roles:
            topics = self._groups.get((slot, move, role), {})
            yield from self._in_order(topics.get("", ()))
            if topic:
                yield from self._in_order(topics.get(topic, ()))

    def on_task(self, slot: str, move: str, role: str, task: str) -> Iterator[Phrase]:
        """Sentences of one part of the card of a 事项; none: the card has none, or there is no such card."""
        number = self._card_names.get(task)
        for phrase in () if number is None else self._in_order([number]):
            if (phrase.slot, phrase.move, phrase.role) == (slot, move, role):
                yield phrase

    def card_words(self, task: str) -> tuple[str, ...]:
        """Words by which the card of a 事项 is found, of each rule those that tell most; none: there is no card."""
        number = self._card_names.get(task)
        return () if number is None else self._task(number).telling

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All cards of 事项, in the order of the bank."""
        return tuple(map(self._task, range(len(self._cards))))

    def task_of(self, texts: Iterable[str], part: str, level: str = "", about: str = "") -> Task | None:
        """The 事项 texts speak of; see `task.task_of`. Only cards that share a word with a text are looked at."""
        key = (said := tuple(texts), part, level, about)
        if key not in self._asked:
            numbers = self._near(said[0]) | self._near(about)  # others only tell between these
            self._asked[key] = task_of(map(self._task, sorted(numbers)), said, part, level, about)
        return self._asked[key]

    def ways_of(self, text: str) -> list[tuple[Task, tuple[tuple[str, str], ...]]]:
        """Ways a text is put in that have a card, with the variables it binds for each; see `task.ways_of`."""
        numbers = self._ways.intersection(self._near(text)) | self._unworded
        return ways_of(map(self._task, sorted(numbers)), text)

    def details_of(self, text: str, level: str = "") -> tuple[Detail, ...]:
        """Things and ways a text names that have a card; see `detail.details_of`."""
        return details_of(map(self._task, sorted(self._near(text))), text, level)

    def _near(self, text: str) -> set[int]:
        return near(self._card_words, self._longest, text)

    def _task(self, number: int) -> Task:
        if number not in self._tasks:
            self._tasks[number] = Task(*_row(json.loads(self._cards[number])))
        return self._tasks[number]

    def roles(self, slot: str, move: str) -> set[str]:
        """作用 the usable phrases of a move have; an empty one among them where some have none."""
        return {role for one, other, role in self._groups if (one, other) == (slot, move)}

    def of(self, slot: str, move: str) -> tuple[Phrase, ...]:
        """Usable phrases of one move, in file order; empty: none."""
        return self._in_order(group for group in self._lines if group[:2] == (slot, move))

    def _in_order(self, groups: Iterable[Group | int]) -> tuple[Phrase, ...]:
        found = [pair for group in groups for pair in self._numbered(group)]
        return tuple(phrase for _, phrase in sorted(found, key=lambda pair: pair[0]))

    def _numbered(self, group: Group | int) -> list[tuple[int, Phrase]]:
        """Phrases of a group, or of the card of a number, with their place in the whole bank."""
        if group not in self._made:
            if isinstance(group, int):
                self._made[group] = self._sentences(group)
            else:
                rows = json.loads(self._lines.get(group, b"[]"))
                self._made[group] = [(number, self._phrase(said, rest)) for number, *said, rest in rows]
        return self._made[group]

    def _sentences(self, number: int) -> list[tuple[int, Phrase]]:
        """Sentences of a card, from what `_compile` left of them: the rest is the card's own."""
        card = self._task(number)
        own: dict[str, Any] = {"levels": card.levels, "task": card.name, "file": card.file}
        return [
            (place, Phrase(key, text, *PARTS[part], role=part, line=line, commits=bool(commits), **own))
            for place, key, text, part, line, commits in json.loads(self._said[number])
        ]

    def _phrase(self, said: list[str], rest: dict[str, Any]) -> Phrase:
        """A phrase from what `_told` made of it."""
        values: dict[str, Any] = {
            key: tuple(value) if value.__class__ is list else value for key, value in rest.items()
        }
        values["file"] = self._files[values["file"]] if "file" in values else ""
        return Phrase(*said, **values)  # type: ignore[arg-type]

    def topic(self, name: str) -> Topic | None:
        """The topic a brief calls `name`: by name, by alias, then by the longest name or alias it holds."""
        for topic in self.topics:
            if name == topic.name or name in topic.aliases:
                return topic
        held = [(len(known), topic) for topic in self.topics for known in (topic.name, *topic.aliases) if known in name]
        return max(held, key=lambda pair: pair[0])[1] if held else None


def load(folders: Sequence[Path]) -> Bank:
    """Read a bank to draft with.

    Raises:
        InvalidFile: every problem of every file at once.
        DrafterError: no usable phrase at all.
    """
    bank = read(folders)
    if bank.empty:
        names = "、".join(str(folder) for folder in folders)
        raise DrafterError(
            f"{names}: 句库里没有可用的句子；先运行 drafter mine 旧稿文件夹，或不加 --bank-only 使用自带句库"
        )
    return bank


def read(folders: Sequence[Path]) -> Bank:
    """Read a bank from folders, later ones lying over earlier ones; it may be empty.

    Raises:
        InvalidFile: every problem of every file at once.
    """
    paths = [path for folder in folders for path in sorted(folder.glob("*.yaml"))]
    data = [files.read_bytes(path) for path in paths]
    key = hashlib.sha256(f"{FORMAT}\n".encode())
    for path, content in zip(paths, data, strict=True):
        key.update(f"{path}\n{len(content)}\n".encode("utf-8", "surrogatepass"))
        key.update(content)
    name = f"bank-{key.hexdigest()[:32]}.json"
    bank = _compiled(name)
    if bank is None:
        body = _compile(files.decode(content, str(path)) for path, content in zip(paths, data, strict=True))
        bank = Bank(body)
        compiled.keep(name, body)
    return bank


def _compiled(name: str) -> Bank | None:
    """The bank as compiled before; None: not there or damaged, both mended by compiling again."""
    with contextlib.suppress(ValueError, TypeError, KeyError, RecursionError):
        if body := compiled.fetch(name):
            return Bank(body)
    return None


def _row(values: list[Any]) -> list[Any]:
    return [tuple(value) if value.__class__ is list else value for value in values]


def _compile(texts: Iterable[files.Text]) -> bytes:
    """Files of a bank as lines of JSON: topics, terms, years and the names of the groups, then each group.

    Raises:
        InvalidFile: every problem of every file at once.
    """
    from drafter import bank_file

    problems: list[Problem] = []
    phrases: dict[str, Phrase] = {}
    own: dict[Path, dict[str, Phrase]] = {}  # those of each folder: over another folder's an id may be written again
    topics: dict[str, Topic] = {}
    terms: dict[str, Term] = {}
    tasks: dict[str, Task] = {}
    years: dict[str, str] = {}
    for text in texts:
        found = bank_file.read(text, problems)
        replaced = {task.name for task in found.tasks} & tasks.keys()
        phrases = {key: phrase for key, phrase in phrases.items() if phrase.task not in replaced}
        tasks.update((task.name, task) for task in found.tasks)
        of_folder = own.setdefault(Path(text.path).parent, {})
        for phrase in found.phrases:
            if phrase.id in of_folder:
                problems.append(bank_file.twice(phrase, of_folder[phrase.id]))
            of_folder.setdefault(phrase.id, phrase)
            phrases[phrase.id] = phrase
        topics.update((topic.name, topic) for topic in found.topics)
        terms.update((term.word, term) for term in found.terms)
        years.update(found.years)
    if problems:
        raise InvalidFile(problems)
    groups: dict[Group, list[list[Any]]] = {}
    paths: dict[str, int] = {}
    cards = {task.name: task for task in tasks.values() if task.rules or task.patterns}
    said: dict[str, list[list[Any]]] = {name: [] for name in cards}
    for number, phrase in enumerate(map(_with_words, phrases.values())):
        if phrase.task:
            said[phrase.task].append([number, phrase.id, phrase.text, phrase.role, phrase.line, int(phrase.commits)])
            continue
        about = "\n".join(dict.fromkeys(phrase.topics))
        group = (phrase.slot, phrase.move, phrase.role, about) if phrase.usable else _UNUSED
        groups.setdefault(group, []).append([number, *_told(phrase, paths)])
    head = {
        "topics": list(map(_values, topics.values())),
        "terms": list(map(_values, terms.values())),
        "cards": {name: number for number, name in enumerate(cards)},
        "ways": [number for number, task in enumerate(cards.values()) if task.is_way],
        "unworded": [number for number, task in enumerate(cards.values()) if not task.rules],
        "task_words": index(tuple(cards.values())),
        "years": years,
        "files": list(paths),
        "groups": list(groups),
    }
    lines = [
        json.dumps(line, ensure_ascii=False, separators=(",", ":"))
        for line in (head, *groups.values(), *map(_values, cards.values()), *said.values())
    ]
    return "\n".join(lines).encode()


def _told(phrase: Phrase, paths: dict[str, int]) -> list[Any]:
    """id, text, slot, move, and what is not as it is by default; a file is a number. Most fields are blank."""
    known = {one.name: getattr(phrase, one.name) for one in fields(phrase)}
    said = [known.pop(name) for name in ("id", "text", "slot", "move")]
    rest = {name: value for name, value in known.items() if value != _DEFAULTS[name]}
    if phrase.file:
        rest["file"] = paths.setdefault(phrase.file, len(paths))
    return [*said, rest]


def _values(item: Phrase | Topic | Term | Task) -> list[Any]:
    return [getattr(item, one.name) for one in fields(item)]


def _with_words(phrase: Phrase) -> Phrase:
    """Segment a phrase that follows others by cue; the only place where a bank needs jieba."""
    if not phrase.cues:
        return phrase
    from drafter.words import content_words

    return replace(phrase, words=content_words(VARIABLE.sub("，", phrase.text)))
