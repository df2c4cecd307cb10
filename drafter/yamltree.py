"""YAML text → a tree that keeps the characters typed and their lines: 2026-01-16, no and 1:30 all stay text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

import yaml

from drafter.errors import InvalidFile, Problem
from drafter.record import record
from drafter.yamlfaults import explain

MAX_DEPTH = 40  # a file that people write is four levels deep
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAK = r"(?:\r\n|[\n\r\x85\u2028\u2029])"
# Compiled (0.6 ms) only for a text on several lines
_BREAKS = rf"(?<![ \t])[ \t]*{_BREAK}(?:[ \t]|{_BREAK})*"
_QUOTED_BREAKS = rf"(\\{_BREAK}[ \t]*)|(\\.)|{_BREAKS}"
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_REFUSED = re.compile("[\ufdd0-\ufdef\ud800-\udfff]")
_UNSUPPORTED = {
    "anchor": "以 & 开头的文字请用引号括起来",
    "alias": "以 * 开头的文字请用引号括起来",
    "tag": "以 ! 开头的文字请用引号括起来",
}


@record
class Scalar:
    """A text. `value` holds every line break of the file as one, also where YAML would fold it to a space."""

    value: str
    line: int  # first line is 1
    plain: bool = True  # written without quotes and not as a block
    rest: str = ""  # what follows on the line where it ends, spaces stripped: a comment, as a rule


@record
class Listing:
    """A list."""

    items: tuple[Node, ...]
    line: int
    flow: bool = False  # written as [ … ]


@record
class Mapping:
    """Keys and values in the order of the file; keys may repeat, and may be anything."""

    entries: tuple[tuple[Node, Node], ...]
    line: int
    flow: bool = False  # written as { … }


Node: TypeAlias = Scalar | Listing | Mapping


@record
class Tree:
    """One YAML file. `root` is None where nothing but comments and blank lines is there."""

    root: Node | None
    problems: tuple[Problem, ...]  # what to correct even though the text could be parsed
    warnings: tuple[Problem, ...]  # control characters left out


def unprintable(text: str) -> str:
    """The text without control characters and the like, which neither YAML nor Word can hold."""
    return _UNPRINTABLE.sub("", text)


def refused(text: str) -> str:
    """The first character that no file of ours may hold (U+FDD0 to U+FDEF, surrogates), as "U+FDD0"; or empty."""
    found = _REFUSED.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def parse(text: str, file: str, keys: frozenset[str]) -> Tree:
    """Parse one YAML document.

    Args:
        text: the whole file.
        file: named in every problem.
        keys: key names the file may hold; with them a full-width colon is told from one in a sentence.

    Raises:
        InvalidFile: not YAML; every line with a full-width colon after a key is named.
    """
    text = text.removeprefix("\ufeff")
    problems = list(_found(_REFUSED, text, file, "有不能使用的字符 {}，请删去"))
    warnings = tuple(_found(_UNPRINTABLE, text, file, "有看不见的控制字符 {}，已略去"))
    clean = _REFUSED.sub("\ufffd", unprintable(text))
    try:
        root = _Builder(clean, file, problems).build()
    except yaml.MarkedYAMLError as error:
        raise InvalidFile([*problems, *explain(error, clean, file, keys)]) from None
    except yaml.YAMLError:
        raise InvalidFile([*problems, Problem(file, 0, "", "含有 YAML 不认的字符，请另存为 UTF-8 文本")]) from None
    return Tree(root, tuple(problems), warnings)


class _TooDeep(yaml.MarkedYAMLError):
    pass


def _found(what: re.Pattern[str], text: str, file: str, message: str) -> Iterator[Problem]:
    """One problem for each line that holds such a character."""
    for number, line in enumerate(text.split("\n"), 1):
        if found := what.search(line):
            yield Problem(file, number, "", message.format(f"U+{ord(found[0]):04X}"))


def _marks(event: yaml.Event) -> tuple[Any, Any]:
    """Where an event starts and ends; the parser always says, its type hints doubt it."""
    return event.start_mark, event.end_mark


def _line(event: yaml.Event) -> int:
    return int(_marks(event)[0].line) + 1


class _Builder:
    """Events → nodes, without recursion: hostile nesting ends at MAX_DEPTH."""

    def __init__(self, text: str, file: str, problems: list[Problem]) -> None:
        self.text, self.file, self.problems = text, file, problems
        self.open: list[tuple[yaml.CollectionStartEvent, list[Node]]] = []
        self.roots: list[Node] = []

    def build(self) -> Node | None:
        documents = 0
        for event in self.events():
            self.refuse(event)
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self.problem(event, "一个文件只写一份，这里的 --- 又开了一份；请删去 --- 或分成两个文件")
            elif isinstance(event, yaml.ScalarEvent):
                self.add(self.scalar(event))
            elif isinstance(event, yaml.AliasEvent):
                self.add(Scalar("*", _line(event)))
            elif isinstance(event, yaml.CollectionStartEvent):
                self.open.append((event, []))
                if len(self.open) > MAX_DEPTH:
                    raise _TooDeep(problem="nested too deeply", problem_mark=_marks(event)[0])
            elif isinstance(event, yaml.CollectionEndEvent):
                self.close()
        return self.roots[0] if self.roots else None

    def events(self) -> Iterator[yaml.Event]:
        yield from yaml.parse(self.text, Loader=_LOADER)

    def add(self, node: Node) -> None:
        (self.open[-1][1] if self.open else self.roots).append(node)

    def close(self) -> None:
        start, nodes = self.open.pop()
        line, flow = _line(start), bool(start.flow_style)
        if isinstance(start, yaml.SequenceStartEvent):
            self.add(Listing(tuple(nodes), line, flow))
        else:
            self.add(Mapping(tuple(zip(nodes[::2], nodes[1::2], strict=True)), line, flow))

    def refuse(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.problem(event, _UNSUPPORTED["alias"])
        elif getattr(event, "tag", None):
            self.problem(event, _UNSUPPORTED["tag"])
        elif getattr(event, "anchor", None):
            self.problem(event, _UNSUPPORTED["anchor"])

    def problem(self, event: yaml.Event, message: str) -> None:
        self.problems.append(Problem(self.file, _line(event), "", message))

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        start, end = _marks(event)
        line_end = self.text.find("\n", end.index)
        rest = self.text[end.index : line_end if line_end >= 0 else None].strip()
        plain = not event.style
        value = self.unfolded(event) if end.line > start.line else event.value
        return Scalar(value, start.line + 1, plain, rest if plain else "")

    def unfolded(self, event: yaml.ScalarEvent) -> str:
        """Value of a text on several lines, its line breaks kept."""
        start, end = _marks(event)
        raw = self.text[start.index : end.index]
        if not event.style:
            return re.sub(_BREAKS, "\n", raw)
        if event.style == "'":
            return re.sub(_BREAKS, "\n", raw[1:-1]).replace("''", "'")
        if event.style == '"':
            again = re.sub(_QUOTED_BREAKS, lambda m: "" if m[1] else m[2] or "\\n", raw)
        else:
            again = "|" + raw[1:]
        try:
            value = next(e.value for e in yaml.parse(again, Loader=_LOADER) if isinstance(e, yaml.ScalarEvent))
        except yaml.YAMLError:  # a block with an indentation of its own
            return event.value
        return value if "".join(value.split()) == "".join(event.value.split()) else event.value
