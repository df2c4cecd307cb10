"""A YAML tree read by the table of keys: typed values out, problems and warnings noted on the way."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from drafter.brief import Fact
from drafter.brief_keys import KNOWN, Key, places
from drafter.brief_settings import shown
from drafter.errors import Problem, suggestion
from drafter.record import record
from drafter.yamlfaults import key_fault
from drafter.yamltree import Listing, Mapping, Node, Scalar, refused, unprintable

# Compiled (2 ms) only for a text on several lines
_BREAK = r"(?<![ \t\u3000])[ \t\u3000]*[\n\r\x85\u2028\u2029]\s*"
_CHINESE = r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef“”‘’…—·\U00020000-\U0003ffff]"
_NOTHING = {"~", "null"}  # how YAML writes an absent value
_QUOTE_COLON = "这里要写文字；文字里的英文冒号请改成全角“：”，或者把整段文字用引号括起来"

T = TypeVar("T")
D = TypeVar("D")


@dataclass(slots=True)
class Report:
    """What was found so far in one file."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def problem(self, line: int, where: str, message: str) -> None:
        """Note something the clerk must correct."""
        self.problems.append(Problem(self.file, line, where, message))

    def warn(self, line: int, where: str, message: str) -> None:
        """Note something the clerk should know."""
        self.warnings.append(Problem(self.file, line, where, message))


def fold(text: str) -> str:
    """Text on one line, ends stripped: a line break becomes a space, between Chinese characters nothing."""
    first, *rest = _parts(text)
    line = first
    for part in rest:
        tight = re.match(_CHINESE, line[-1:]) and re.match(_CHINESE, part)
        line += part if tight else f" {part}"
    return line


def _parts(text: str) -> list[str]:
    """Lines of a text without the spaces between them, its ends stripped; at least one."""
    text = text.strip()
    return re.split(_BREAK, text) if len(text.splitlines()) > 1 else [text]


@record
class Group:
    """The values of one mapping, asked for by the Chinese name of their key."""

    of: Key
    path: str  # "意见[0]"; empty: the whole brief
    report: Report
    nodes: dict[str, Node] = field(default_factory=dict)
    alone: Fact | None = None  # the whole entry, written as a text without keys

    def where(self, name: str) -> str:
        """Path of a value."""
        return f"{self.path}.{name}" if self.path else name

    def key(self, name: str) -> Key:
        """The row of the table."""
        return next(child for child in self.of.keys if child.name == name)

    def text(self, name: str) -> Fact | None:
        """A text; None where nothing usable stands."""
        return _text(self.nodes.get(name), self.where(name), self.report)

    def texts(self, name: str) -> tuple[Fact, ...]:
        """A list of texts, blank ones left out; a single text is a list of one."""
        node, where = self.nodes.get(name), self.where(name)
        if isinstance(node, Listing):
            found = [_text(item, f"{where}[{n}]", self.report) for n, item in enumerate(node.items)]
        else:
            found = [_text(node, f"{where}[0]", self.report)]
        return tuple(fact for fact in found if fact)

    def group(self, name: str) -> Group:
        """The group below a key, empty where nothing usable stands."""
        key, where = self.key(name), self.where(name)
        return group(self.nodes.get(name), key, where, self.report) or Group(key, where, self.report)

    def entries(self, name: str) -> tuple[Group, ...]:
        """A list of groups; an entry that is a text stands in `alone` of an empty group."""
        key, node, where = self.key(name), self.nodes.get(name), self.where(name)
        if node is None or _absent(node):
            return ()
        items = node.items if isinstance(node, Listing) else (node,)
        found = (_entry(item, key, f"{where}[{n}]", self.report) for n, item in enumerate(items))
        return tuple(one for one in found if one)

    def person(self, name: str) -> tuple[Fact | None, str]:
        """职务 and 姓名 as one text, and 职务 alone as far as it can be told."""
        node, where = self.nodes.get(name), self.where(name)
        if not isinstance(node, Mapping):
            fact = self.text(name)
            return fact, fact.text.split()[0] if fact else ""
        parts = self.group(name)
        post, own = parts.text("职务"), parts.text("姓名")
        joined = "　".join(fact.text for fact in (post, own) if fact)
        return Fact(joined, where, node.line) if joined else None, post.text if post else ""

    def setting(self, name: str, read: Callable[[str, Key], T], default: D) -> T | D:
        """A value that is no text; `read` raises ValueError with the message."""
        fact = self.text(name)
        if not fact:
            return default
        try:
            return read(fact.text, self.key(name))
        except ValueError as error:
            self.report.problem(fact.line, fact.path, str(error))
            return default


def group(node: Node | None, key: Key, path: str, report: Report) -> Group | None:
    """The values of a mapping, each key known and written once; None where nothing usable stands."""
    if isinstance(node, Mapping):
        nodes = _values(node, key, path, report)
        if all(isinstance(knot, Scalar) for knot, _ in node.entries):
            _miss(node, key, path, nodes, report)
        return Group(key, path, report, nodes)
    if node is None or _absent(node) or _wrong_colon(node, _words(key), path, report):
        return None
    kind = "列表，请去掉“- ”" if isinstance(node, Listing) else "一段文字"
    names = "、".join(child.name for child in key.keys) if path else "标题: …、意见: … 等"
    report.problem(node.line, path, f"要写成一组键（{names}），现在是{kind}")
    return None


def _entry(node: Node, key: Key, path: str, report: Report) -> Group | None:
    """One entry of a list, a text or a group; None where nothing usable stands."""
    if isinstance(node, Mapping):
        return group(node, key, path, report)
    if isinstance(node, Listing):
        report.problem(node.line, path, "要写一段文字或一组键，现在是列表；可能多了一个“- ”或方括号")
        return None
    if _absent(node) and key.required:
        report.problem(node.line, path, f"缺少 {key.plain}")
    text = _text(node, path, report, _words(key))
    return Group(key, path, report, alone=text) if text else None


def _values(node: Mapping, key: Key, path: str, report: Report) -> dict[str, Node]:
    """Chinese key → value."""
    known = {word: child.name for child in key.keys for word in (child.name, child.alias)}
    nodes: dict[str, Node] = {}
    written: dict[str, Scalar] = {}
    for knot, value in node.entries:
        if not isinstance(knot, Scalar):
            report.problem(knot.line, path, "键只能是一个词；以 { 或 [ 开头的文字请用引号括起来")
            continue
        word = fold(knot.value)
        where = f"{path}.{shown(word)}" if path else shown(word)
        name = known.get(word)
        if name is None:
            report.problem(knot.line, where, _unknown(knot, known))
        elif name in written:
            report.problem(knot.line, where, _twice(word, written[name]))
        else:
            written[name] = knot
            nodes[name] = value
    return nodes


def _unknown(knot: Scalar, known: dict[str, str]) -> str:
    word = fold(knot.value)
    if fault := key_fault(word, KNOWN):
        return fault
    if word == "<<":
        return "不支持合并键 <<，请把内容写全"
    if not word:
        return "冒号前面没有写键"
    if elsewhere := places(word):
        return f"这里没有这个键，它的位置是 {'、'.join(elsewhere)}；请检查缩进"
    names = dict.fromkeys(known.values())
    return "没有这个键" + (suggestion(word, known) or f"；这里可以写 {'、'.join(names)}")


def _twice(word: str, first: Scalar) -> str:
    earlier = fold(first.value)
    if word == earlier:
        return f"第 {first.line} 行已经写过这个键，请合并"
    return f"与第 {first.line} 行的 {earlier} 是同一个键，请只留一个"


def _miss(node: Mapping, key: Key, path: str, nodes: dict[str, Node], report: Report) -> None:
    """Note the keys that must be there and are not."""
    for child in key.keys:
        value = nodes.get(child.name)
        if child.required and value is None:
            report.problem(node.line if path else 0, path, f"缺少 {child.name}")
        elif child.required and value is not None and _absent(value):
            report.problem(value.line, f"{path}.{child.name}" if path else child.name, "不能为空")
    if key.needs and all(name not in nodes or _absent(nodes[name]) for name in key.needs):
        report.problem(node.line, path, f"{'、'.join(key.needs)} 至少写一个")


def _text(node: Node | None, where: str, report: Report, keys: frozenset[str] = frozenset()) -> Fact | None:
    """A text; `keys` are the ones it may not open with when the colon behind is a wrong one."""
    if node is None:
        return None
    if isinstance(node, Listing):
        if node.items:
            report.problem(node.line, where, _not_text(node.flow, "[", "这里只写一段文字，不能写成列表；请去掉“- ”"))
        return None
    if isinstance(node, Mapping):
        report.problem(node.line, where, _not_text(node.flow, "{", _QUOTE_COLON))
        return None
    _warn_comment(node, where, report)
    if _absent(node) or _wrong_colon(node, keys, where, report):
        return None
    text = fold(node.value)
    if len(_parts(node.value)) > 1:
        report.warn(node.line, where, "文字分成了几行，已并成一行")
    if found := refused(text):
        report.problem(node.line, where, f"有不能使用的字符 {found}，请删去")
        return None
    clean = unprintable(text)
    if clean != text:
        report.warn(node.line, where, "有看不见的控制字符，已略去")
    return Fact(clean, where, node.line)


def _not_text(flow: bool, mark: str, otherwise: str) -> str:
    return f"以 {mark} 开头的文字请用引号括起来" if flow else otherwise


def _absent(node: Node) -> bool:
    """Whether nothing stands after the key: blank, ~, or an empty list."""
    if isinstance(node, Scalar):
        return not unprintable(node.value).strip() or (node.plain and node.value in _NOTHING)
    return isinstance(node, Listing) and not node.items


def _words(key: Key) -> frozenset[str]:
    return frozenset(word for child in key.keys for word in (child.name, child.alias))


def _wrong_colon(node: Node, first: frozenset[str], where: str, report: Report) -> bool:
    """Whether an unquoted text holds a key with a wrong colon: on its first line one of `first`, below any key."""
    if not isinstance(node, Scalar) or not node.plain:
        return False
    found = False
    for n, line in enumerate(node.value.split("\n")):
        if fault := key_fault(line, KNOWN if n else first):
            report.problem(node.line + n, where, fault)
            found = True
    return found


def _warn_comment(node: Scalar, where: str, report: Report) -> None:
    """Warn where " #" cut a text: a comment has a space after its mark, "#1工程" has none."""
    if node.plain and re.match(r"#[^\s#]", node.rest):
        report.warn(node.line, where, f"“{shown(node.rest)}”被当作注释略去；要保留请把整段文字用引号括起来")
