"""Nodes of a bank file as texts, lists and pairs, with everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from drafter.brief_nodes import fold
from drafter.errors import Problem, suggestion
from drafter.yamlfaults import key_fault
from drafter.yamltree import Listing, Mapping, Node, Scalar


class Nodes:
    """The nodes of one file; what is wrong with them is added to `problems`.

    Args:
        path: the file, for messages.
        keys: every key the file may hold, to explain a wrong colon after one.
        problems: grows.
    """

    def __init__(self, path: str, keys: frozenset[str], problems: list[Problem]) -> None:
        self.path = path
        self.keys = keys
        self.problems = problems

    def problem(self, line: int, where: str, message: str) -> None:
        """Note one thing to correct."""
        self.problems.append(Problem(self.path, line, where, message))

    def pairs(self, node: Node, where: str) -> Iterator[tuple[str, Node, int]]:
        """Key, value and line of the key of a mapping; a key written twice is a problem."""
        if not isinstance(node, Mapping):
            if not nothing(node):
                self.problem(node.line, where, self.fault(node) or "这里应当是“键: 值”")
            return
        seen: dict[str, int] = {}
        for key, value in node.entries:
            name = fold(key.value) if isinstance(key, Scalar) else ""
            here = f"{where}.{name}".strip(".")
            if not name:
                self.problem(key.line, where, "键只能是一个词；以 { 或 [ 开头的文字请用引号括起来")
            elif name in seen:
                self.problem(key.line, here, f"第 {seen[name]} 行已经写过这个键，请合并")
            else:
                seen[name] = key.line
                yield name, value, key.line

    def items(self, node: Node, where: str) -> tuple[Node, ...]:
        """What a list holds; empty where nothing or something else stands."""
        if isinstance(node, Listing):
            return node.items
        if not nothing(node):
            self.problem(node.line, where, self.fault(node) or "这里应当是列表，每行一个“- ”")
        return ()

    def text(self, node: Node, where: str) -> str:
        """One text, its lines folded into one; blank where something else stands."""
        if isinstance(node, Scalar):
            return fold(node.value)
        self.problem(node.line, where, "应当是一行文字；以 { 或 [ 开头、或带英文冒号的文字请用引号括起来")
        return ""

    def texts(self, node: Node, where: str) -> tuple[str, ...]:
        """A list of texts; one text counts as a list of one."""
        if isinstance(node, Scalar):
            return (fold(node.value),) if fold(node.value) else ()
        found = (self.text(item, f"{where}[{n}]") for n, item in enumerate(self.items(node, where)))
        return tuple(text for text in found if text)

    def fault(self, node: Node) -> str:
        """What is wrong with the colon of an unquoted text that opens with a key, or empty."""
        if not isinstance(node, Scalar) or not node.plain:
            return ""
        return next(filter(None, (key_fault(line, self.keys) for line in node.value.split("\n"))), "")

    def unknown(self, line: int, where: str, name: str, known: Iterable[str]) -> None:
        """Note a key nobody knows, with the nearest known one."""
        self.problem(line, where, f"没有这个键{suggestion(name, known)}")


def nothing(node: Node) -> bool:
    """Whether nothing stands after a key."""
    return isinstance(node, Scalar) and (not node.value.strip() or (node.plain and node.value in ("~", "null")))
