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
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from drafter import files
from drafter.errors import DrafterError, InvalidFile, Problem, suggestion
from drafter.speech import SLOTS, move_name, slot_name

FORMAT = 6  # of the compiled form; raised when Phrase or Topic changes
VARIABLE = re.compile(r"\{\{ *([^{}]*?) *\}\}")
NOT_USED = ("待审", "停用")
_FORBIDDEN = re.compile(r"\{%|\{#|%\}|#\}")
_KEEP_COMPILED = 6  # compiled banks kept in the cache folder


@lru_cache(maxsize=8192)
def _variables(text: str) -> frozenset[str]:
    return frozenset(VARIABLE.findall(text)) if "{{" in text else frozenset()


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of saying something, and where it was said."""

    id: str  # 16 hex digits of slot + the source sentence before generalising
    text: str  # never blank; holds {{ 变量 }} and nothing else of Jinja
    slot: str  # key of speech.SLOTS
    move: str
    source: str = ""  # "file.txt#120-180", characters in the decoded file; empty: written by hand
    role: str = ""  # 作用: what it does within its move ("列问题", "做法"); mined phrases have none
    topics: tuple[str, ...] = ()  # 主题; empty: fits any
    cues: tuple[str, ...] = ()  # 接: it may only follow text that holds one of these
    point: str = ""  # 要点: the short head when it stands as an item of its own
    tones: tuple[str, ...] = ()  # 语气
    levels: tuple[str, ...] = ()  # 层级
    ranks: tuple[str, ...] = ()  # 身份: 主官, 副职; empty: any
    seasons: tuple[str, ...] = ()  # 季: 年初 年中 年末
    tails: tuple[str, ...] = ()  # 尾: what a heading mould fills into {{ 尾 }}, one per point
    status: str = ""  # 待审 and 停用 are never used
    commits: bool = False  # 承诺: stands in a draft only with a comment that asks for confirmation
    seen: int = 1  # in how many different speeches
    words: tuple[str, ...] = ()  # content words of a phrase with cues, segmented when the bank is compiled
    file: str = ""  # where the entry stands, for messages
    line: int = 0

    @property
    def usable(self) -> bool:
        """Safe for every brief that binds its variables."""
        return self.status not in NOT_USED

    @property
    def variables(self) -> frozenset[str]:
        """Names of the variables the text holds."""
        return _variables(self.text)


@dataclass(frozen=True, slots=True)
class Topic:
    """主题: how a topic is called, recognised and turned into headings."""

    name: str
    aliases: tuple[str, ...] = ()  # 别名: other names a brief may use
    words: tuple[str, ...] = ()  # 词: content words that relate a text to the topic
    shorts: tuple[str, ...] = ()  # 短语: three characters, verb and object; the first stands for the topic
    aims: tuple[str, ...] = ()  # 目标语: four characters, fits 在……上实现新突破
    acts: tuple[str, ...] = ()  # 动宾: six to eight characters, fits 坚定不移……
    demands: tuple[str, ...] = ()  # 要求: four characters, fits 项目建设要……


@dataclass(frozen=True, slots=True)
class Term:
    """提法: a wording that is valid only for a time."""

    word: str
    start: str = ""  # "2022-10" or "2022"; empty: always was
    end: str = ""  # inclusive; empty: still is
    instead: str = ""  # 改用
    source: str = ""

    def valid(self, day: str) -> bool:
        """Whether a speech of `day` ("2026-01-16") may use the word."""
        return (not self.start or self.start <= day[: len(self.start)]) and (
            not self.end or day[: len(self.end)] <= self.end
        )


# key in YAML → (English alias, field of Phrase, kind of value)
PHRASE_KEYS: dict[str, tuple[str, str, str]] = {
    "句": ("text", "text", "text"),
    "id": ("id", "id", "text"),
    "出处": ("source", "source", "text"),
    "作用": ("role", "role", "text"),
    "主题": ("topics", "topics", "list"),
    "接": ("cues", "cues", "list"),
    "要点": ("point", "point", "text"),
    "语气": ("tones", "tones", "list"),
    "层级": ("levels", "levels", "list"),
    "身份": ("ranks", "ranks", "list"),
    "季": ("seasons", "seasons", "list"),
    "尾": ("tails", "tails", "list"),
    "状态": ("status", "status", "text"),
    "承诺": ("commits", "commits", "flag"),
    "备注": ("note", "", "any"),  # for people: why an entry is held back, what to mind
    "填": ("fills", "", "any"),  # what a mined heading pattern held where it was found
}
TOPIC_KEYS = {
    "别名": "aliases",
    "词": "words",
    "短语": "shorts",
    "目标语": "aims",
    "动宾": "acts",
    "要求": "demands",
}
_ENGLISH = {english: key for key, (english, _, _) in PHRASE_KEYS.items()}


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
    cache = files.cache_folder() / f"bank-{key.hexdigest()[:32]}.json"
    bank = _compiled(cache)
    if bank is None:
        bank = _with_words(_parse(texts))
        _keep(cache, bank)
    if not any(phrase.usable for phrase in bank.phrases):
        names = "、".join(str(folder) for folder in folders)
        raise DrafterError(
            f"{names}: 句库里没有可用的句子；先运行 drafter mine 旧稿文件夹，或不加 --bank-only 使用自带句库"
        )
    return bank


def _compiled(cache: Path) -> Bank | None:
    """The bank as compiled before; None: not there or damaged, both mended by compiling again."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        checked, _, body = cache.read_bytes().partition(b"\n")
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


def _keep(cache: Path, bank: Bank) -> None:
    """Write the compiled form; a cache that cannot be written is no error."""
    rows = {
        name: [[getattr(item, f.name) for f in fields(item)] for item in getattr(bank, name)]
        for name in ("phrases", "topics", "terms")
    } | {"years": dict(bank.years)}
    body = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    summed = hashlib.sha256(body.encode()).hexdigest()
    with contextlib.suppress(OSError, DrafterError):
        files.make_folder(cache.parent)
        files.write_text(cache, f"{summed}\n{body}")
        old = sorted(cache.parent.glob("bank-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in old[_KEEP_COMPILED:]:
            path.unlink()


def _with_words(bank: Bank) -> Bank:
    """Segment the phrases that follow others by cue; the only place where a bank needs jieba."""
    from drafter.words import content_words

    def segmented(phrase: Phrase) -> Phrase:
        return replace(phrase, words=content_words(VARIABLE.sub("，", phrase.text))) if phrase.cues else phrase

    return replace(bank, phrases=tuple(map(segmented, bank.phrases)))


def phrase_id(slot: str, sentence: str) -> str:
    """16 hex digits of slot and sentence, white space left out."""
    return hashlib.sha256((slot + "".join(sentence.split())).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _parse(texts: Iterable[files.Text]) -> Bank:
    """Bank without words."""
    problems: list[Problem] = []
    phrases: dict[str, Phrase] = {}
    topics: dict[str, Topic] = {}
    terms: dict[str, Term] = {}
    years: dict[str, str] = {}
    for text in texts:
        reader = _Reader(text, problems)
        for phrase in reader.phrases():
            phrases[phrase.id] = phrase
        topics.update((topic.name, topic) for topic in reader.topics())
        terms.update((term.word, term) for term in reader.terms())
        years.update(reader.years())
    if problems:
        raise InvalidFile(problems)
    return Bank(tuple(phrases.values()), tuple(topics.values()), tuple(terms.values()), years)


class _Reader:
    """One YAML file as a node tree: nodes know their lines."""

    def __init__(self, text: files.Text, problems: list[Problem]) -> None:
        import yaml

        self.path = text.path
        self.problems = problems
        self.root: dict[str, Any] = {}
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            node = yaml.compose(text.text, Loader=loader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark else 0
            self.problem(line, "", f"YAML 读不通：{getattr(error, 'problem', None) or error}；检查缩进、引号和全角冒号")
            return
        if node is None:
            return
        if not isinstance(node, yaml.MappingNode):
            self.problem(node.start_mark.line + 1, "", "最外层应当是“键: 值”")
            return
        self.root = dict(self.pairs(node, ""))

    def problem(self, line: int, where: str, message: str) -> None:
        self.problems.append(Problem(self.path, line, where, message))

    def pairs(self, node: Any, where: str) -> Iterator[tuple[str, Any]]:
        """Key and value node of a mapping; duplicate keys are problems."""
        if not hasattr(node, "value") or node.id != "mapping":
            self.problem(node.start_mark.line + 1, where, "这里应当是“键: 值”")
            return
        seen: set[str] = set()
        for key, value in node.value:
            name = str(key.value)
            if name in seen:
                self.problem(key.start_mark.line + 1, f"{where}.{name}".strip("."), "这个键写了两遍")
            seen.add(name)
            yield name, value

    def items(self, node: Any, where: str) -> list[Any]:
        if node.id == "sequence":
            return list(node.value)
        if node.id == "scalar" and node.value == "":
            return []
        self.problem(node.start_mark.line + 1, where, "这里应当是列表，每行一个“- ”")
        return []

    def texts(self, node: Any, where: str) -> tuple[str, ...]:
        """A list of texts; one text counts as a list of one."""
        if node.id == "scalar":
            return (node.value,) if node.value else ()
        return tuple(item.value for item in self.items(node, where) if item.id == "scalar")

    def phrases(self) -> Iterator[Phrase]:
        if not {"槽位", "slot", "句子", "phrases"} & self.root.keys():
            return
        for key in self.root.keys() - {"槽位", "slot", "句子", "phrases"}:
            self.problem(self.root[key].start_mark.line + 1, key, f"没有这个键{suggestion(key, ('槽位', '句子'))}")
        label = self.root.get("槽位") or self.root.get("slot")
        slot = slot_name(label.value) if label is not None and label.id == "scalar" else ""
        if not slot:
            names = "、".join(chinese for chinese, _ in SLOTS.values())
            self.problem(label.start_mark.line + 1 if label is not None else 1, "槽位", f"应当是其中之一：{names}")
            return
        body = self.root.get("句子") or self.root.get("phrases")
        if body is None or (body.id == "scalar" and not body.value):
            return
        for name, node in self.pairs(body, "句子"):
            move = move_name(slot, name)
            if not move:
                known = SLOTS[slot][1].values()
                line = node.start_mark.line + 1
                self.problem(line, f"句子.{name}", f"「{SLOTS[slot][0]}」里没有这个语步{suggestion(name, known)}")
                continue
            for index, item in enumerate(self.items(node, f"句子.{name}")):
                if phrase := self.phrase(item, slot, move, f"句子.{name}[{index}]"):
                    yield phrase

    def phrase(self, node: Any, slot: str, move: str, where: str) -> Phrase | None:
        line = node.start_mark.line + 1
        values: dict[str, Any] = {}
        if node.id == "scalar":
            values["text"] = node.value
        elif node.id == "mapping":
            for name, value in self.pairs(node, where):
                self.value(name, value, f"{where}.{name}", values)
        else:
            self.problem(line, where, "一条句子应当是一行文字，或“句: …”开头的几个键")
            return None
        text = str(values.get("text", "")).strip()
        if not text:
            self.problem(line, f"{where}.句", "不能为空")
            return None
        if _FORBIDDEN.search(text) or "{{" in VARIABLE.sub("", text) or "}}" in VARIABLE.sub("", text):
            self.problem(line, f"{where}.句", "句子里只能有 {{ 变量名 }}，不能有别的模板语言")
            return None
        values["text"] = text
        values.setdefault("id", phrase_id(slot, text))
        return Phrase(slot=slot, move=move, file=self.path, line=line, **values)

    def value(self, name: str, node: Any, where: str, values: dict[str, Any]) -> None:
        """Put one key of an entry into `values` under its field name."""
        line = node.start_mark.line + 1
        key = _ENGLISH.get(name, name)
        if key not in PHRASE_KEYS:
            self.problem(line, where, f"没有这个键{suggestion(name, PHRASE_KEYS)}")
            return
        _, target, kind = PHRASE_KEYS[key]
        if kind == "text" and node.id != "scalar":
            self.problem(line, where, "应当是一行文字")
        elif kind == "text":
            values[target] = node.value
        elif kind == "list":
            values[target] = self.texts(node, where)
        elif kind == "flag":
            values[target] = node.id == "scalar" and node.value.lower() in ("true", "yes", "是")

    def topics(self) -> Iterator[Topic]:
        if "主题" not in self.root:
            return
        for name, node in self.pairs(self.root["主题"], "主题"):
            values: dict[str, tuple[str, ...]] = {}
            for key, value in self.pairs(node, f"主题.{name}"):
                if key in TOPIC_KEYS:
                    values[TOPIC_KEYS[key]] = self.texts(value, f"主题.{name}.{key}")
                else:
                    line = value.start_mark.line + 1
                    self.problem(line, f"主题.{name}.{key}", f"没有这个键{suggestion(key, TOPIC_KEYS)}")
            yield Topic(name, **values)

    def terms(self) -> Iterator[Term]:
        known = {"词": "word", "起": "start", "止": "end", "改用": "instead", "出处": "source"}
        for index, item in enumerate(self.items(self.root["提法"], "提法") if "提法" in self.root else ()):
            values = {}
            for key, value in self.pairs(item, f"提法[{index}]"):
                if key in known and value.id == "scalar":
                    values[known[key]] = value.value
                else:
                    line = value.start_mark.line + 1
                    self.problem(line, f"提法[{index}].{key}", f"没有这个键{suggestion(key, known)}")
            if values.get("word"):
                yield Term(**values)

    def years(self) -> Iterator[tuple[str, str]]:
        for year, node in self.pairs(self.root["年份"], "年份") if "年份" in self.root else ():
            if node.id == "scalar":
                yield year, node.value
            else:
                for key, value in self.pairs(node, f"年份.{year}"):
                    if key in ("定位", "说法") and value.id == "scalar":
                        yield year, value.value
