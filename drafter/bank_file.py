"""One YAML file of a bank → its phrases, topics and terms, with every problem at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from drafter import task_file
from drafter.bank_nodes import Nodes
from drafter.brief_keys import LEVELS, TONES
from drafter.brief_nodes import fold
from drafter.errors import InvalidFile, Problem, suggestion
from drafter.files import Text
from drafter.phrase import NOT_USED, RANKS, SEASONS, VARIABLE, Phrase, Term, Topic, phrase_id
from drafter.speech import SLOTS, move_name, slot_name
from drafter.task import Task
from drafter.yamltree import Listing, Mapping, Node, Scalar, parse

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
TERM_KEYS = {"词": "word", "起": "start", "止": "end", "改用": "instead", "出处": "source"}
_CHOICES = {"语气": TONES, "层级": LEVELS, "身份": RANKS, "季": SEASONS, "状态": NOT_USED}
_STATUS = {"review": "待审", "retired": "停用"}
_FLAGS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False, "": False}
_ENGLISH = {english: key for key, (english, _, _) in PHRASE_KEYS.items()}
_TOP = ("槽位", "slot", "句子", "phrases")
_KEYS = frozenset((*_TOP, *PHRASE_KEYS, *_ENGLISH, *TOPIC_KEYS, *TERM_KEYS, *task_file.KEYS, "提法", "年份", "事项"))
_FORBIDDEN = re.compile(r"\{%|\{#|%\}|#\}")


@dataclass(slots=True)
class Contents:
    """What one file holds, in the order of its lines."""

    phrases: list[Phrase] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    terms: list[Term] = field(default_factory=list)
    years: dict[str, str] = field(default_factory=dict)
    tasks: list[Task] = field(default_factory=list)


def read(text: Text, problems: list[Problem]) -> Contents:
    """Read one file; a file without 槽位, 主题, 提法, 年份 or 事项 is for another room and holds nothing.

    Args:
        text: the whole file.
        problems: what is wrong is added here.
    """
    try:
        tree = parse(text.text, text.path, _KEYS)
    except InvalidFile as error:
        problems.extend(error.problems)
        return Contents()
    problems.extend(tree.problems)
    reader = _Reader(text.path, _KEYS, problems)
    if tree.root is None or (isinstance(tree.root, Scalar) and not tree.root.value.strip()):
        return Contents()
    root = {name: node for name, node, _ in reader.pairs(tree.root, "")}
    cards = list(task_file.cards(reader, root["事项"])) if "事项" in root else []
    return Contents(
        [*reader.phrases(root), *(phrase for _, phrases in cards for phrase in phrases)],
        list(reader.topics(root)),
        list(reader.terms(root)),
        dict(reader.years(root)),
        [task for task, _ in cards],
    )


def twice(phrase: Phrase, first: Phrase) -> Problem:
    """What is wrong where one bank holds an entry a second time."""
    slot, moves = SLOTS[phrase.slot]
    where = f"{slot}.{moves[phrase.move]}"
    message = f"与 {first.file}:{first.line} 是同一条（id 都是 {phrase.id}），一个句库里只能有一条，请删去一条"
    return Problem(phrase.file, phrase.line, where, message)


class _Reader(Nodes):
    """Phrases, topics and terms, read by the tables above."""

    def phrases(self, root: dict[str, Node]) -> Iterator[Phrase]:
        if not root.keys() & set(_TOP):
            return
        for key in root.keys() - set(_TOP):
            self.unknown(root[key].line, key, key, ("槽位", "句子"))
        label = root.get("槽位") or root.get("slot")
        slot = slot_name(fold(label.value)) if isinstance(label, Scalar) else ""
        if not slot:
            names = "、".join(chinese for chinese, _ in SLOTS.values())
            self.problem(label.line if label else 1, "槽位", f"应当是其中之一：{names}")
            return
        body = root.get("句子") or root.get("phrases")
        for name, node, line in self.pairs(body, "句子") if body else ():
            where = f"句子.{name}"
            move = move_name(slot, name)
            if not move:
                near = suggestion(name, SLOTS[slot][1].values())
                self.problem(line, where, f"「{SLOTS[slot][0]}」里没有这个语步{near}")
                continue
            for index, item in enumerate(self.items(node, where)):
                if phrase := self.phrase(item, slot, move, f"{where}[{index}]"):
                    yield phrase

    def phrase(self, node: Node, slot: str, move: str, where: str) -> Phrase | None:
        values: dict[str, Any] = {"text": ""}
        if isinstance(node, Mapping):
            for name, value, line in self.pairs(node, where):
                if name in PHRASE_KEYS or name in _ENGLISH:
                    self.value(_ENGLISH.get(name, name), value, f"{where}.{name}", values)
                else:
                    self.unknown(line, f"{where}.{name}", name, PHRASE_KEYS)
        elif isinstance(node, Listing):
            self.problem(node.line, where, "一条句子应当是一行文字，或“句: …”开头的几个键")
            return None
        elif fault := self.fault(node):
            self.problem(node.line, where, fault)
            return None
        else:
            values["text"] = fold(node.value)
        text = values["text"]
        if not text and not (values.get("id") and values.get("status") == "停用"):
            self.problem(node.line, f"{where}.句", "不能为空")
            return None
        if _FORBIDDEN.search(text) or "{{" in VARIABLE.sub("", text) or "}}" in VARIABLE.sub("", text):
            self.problem(node.line, f"{where}.句", "句子里只能有 {{ 变量名 }}，不能有别的模板语言")
            return None
        values.setdefault("id", phrase_id(slot, text))
        return Phrase(slot=slot, move=move, file=self.path, line=node.line, **values)

    def value(self, key: str, node: Node, where: str, values: dict[str, Any]) -> None:
        """Put the value of a known key into `values` under its field name."""
        _, target, kind = PHRASE_KEYS[key]
        if kind == "text":
            text = self.text(node, where)
            text = _STATUS.get(text, text) if key == "状态" else text
            if text and self.known(key, (text,), node, where):
                values[target] = text
        elif kind == "list":
            texts = self.texts(node, where)
            if self.known(key, texts, node, where):
                values[target] = texts
        elif kind == "flag":
            said = self.text(node, where).lower()
            if said not in _FLAGS:
                self.problem(node.line, where, f"只能写 true 或 false，现在是“{said}”")
            values[target] = _FLAGS.get(said, True)

    def known(self, key: str, texts: tuple[str, ...], node: Node, where: str) -> bool:
        """Whether each text is one of the words a key may hold; a typo here would silence an entry or revive it."""
        choices = _CHOICES.get(key)
        wrong = [text for text in texts if choices and text not in choices]
        for text in wrong:
            self.problem(node.line, where, f"只能写 {'、'.join(choices or ())}，现在是“{text}”")
        return not wrong

    def topics(self, root: dict[str, Node]) -> Iterator[Topic]:
        for name, node, _ in self.pairs(root["主题"], "主题") if "主题" in root else ():
            values: dict[str, tuple[str, ...]] = {}
            for key, value, line in self.pairs(node, f"主题.{name}"):
                where = f"主题.{name}.{key}"
                if key in TOPIC_KEYS:
                    values[TOPIC_KEYS[key]] = self.texts(value, where)
                else:
                    self.unknown(line, where, key, TOPIC_KEYS)
            yield Topic(name, **values)

    def terms(self, root: dict[str, Node]) -> Iterator[Term]:
        for index, item in enumerate(self.items(root["提法"], "提法") if "提法" in root else ()):
            values: dict[str, str] = {}
            for key, value, line in self.pairs(item, f"提法[{index}]"):
                where = f"提法[{index}].{key}"
                if key in TERM_KEYS:
                    values[TERM_KEYS[key]] = self.text(value, where)
                else:
                    self.unknown(line, where, key, TERM_KEYS)
            if values.get("word"):
                yield Term(**values)

    def years(self, root: dict[str, Node]) -> Iterator[tuple[str, str]]:
        for year, node, _ in self.pairs(root["年份"], "年份") if "年份" in root else ():
            if isinstance(node, Scalar):
                yield year, fold(node.value)
                continue
            for key, value, _ in self.pairs(node, f"年份.{year}"):
                if key in ("定位", "说法"):
                    yield year, self.text(value, f"年份.{year}.{key}")
