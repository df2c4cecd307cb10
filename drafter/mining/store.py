"""Entries → text put into a bank file, without touching what stands there.

A bank file is the work of a person: comments, order and blank lines are kept because the file is never written from
data, only cut open at one line. Every result is read again before it is written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from drafter.errors import DrafterError
from drafter.speech import SLOTS, move_name

Entry = Mapping[str, object]  # Chinese key → value, in the order they are written
_PLAIN = re.compile(r"[\w“（《…【][^\n]*")
# What most phrases look like: plain in any place, as no mark of YAML and no gap is in them.
_SURELY_PLAIN = re.compile("[\u4e00-\u9fa5“（《][\u4e00-\u9fa5A-Za-z0-9，。、；：！？“”（）《》「」—…]*")
_TEXT, _LIST, _KEYED = (
    (kind, f"tag:yaml.org,2002:{tag}") for kind, tag in (("scalar", "str"), ("sequence", "seq"), ("mapping", "map"))
)
_BODY = ("句子", "phrases")


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry as it stands in a file."""

    id: str  # empty: it has none
    raw: str  # its text, indentation and line ends aside: what a hash is taken of
    start: int  # characters in the file, of the "-"
    end: int  # of its last character that is not white space
    indent: int


def with_entries(text: str, slot: str, entries: Mapping[str, Sequence[Entry]], path: str) -> str:
    """A bank file with entries added at the end of their moves.

    Args:
        text: the file; empty or comments only: a new one.
        slot: key of speech.SLOTS.
        entries: move → entries to add.
        path: for messages.

    Raises:
        DrafterError: the file is no bank file of this slot that text can be added to; nothing is lost or written.
    """
    entries = {move: added for move, added in entries.items() if added}
    if not entries:
        return text
    before = _load(text, path)
    empty = _compose(text, path) is None
    result = _begun(text, slot, entries) if empty else text
    for move, added in () if empty else entries.items():
        result = _with_move(result, slot, move, added, path)
    _verify(before, _load(result, path), slot, entries, path)
    return result


def standing(text: str, path: str) -> tuple[Standing, ...]:
    """Entries of a bank file that are written as blocks, in order.

    Raises:
        DrafterError: the file is no YAML.
    """
    found = []
    for _, moves in _pairs(_value(_compose(text, path), _BODY)):
        for item in moves.value if moves.id == "sequence" and not moves.flow_style else ():
            start, end = text.rindex("-", 0, item.start_mark.index), _content_end(text, item)
            keys = {key.value: value.value for key, value in _pairs(item) if value.id == "scalar"}
            column = start - (text.rfind("\n", 0, start) + 1)
            found.append(Standing(keys.get("id", ""), _raw(text[start:end]), start, end, column))
    return tuple(found)


def replaced(text: str, entry: Standing, new: Entry) -> str:
    """A bank file with one entry written anew."""
    line_end = _line_end(text)
    block = line_end.join(_block(new, entry.indent)).lstrip()
    return text[: entry.start] + block + text[entry.end :]


def without(text: str, entry: Standing) -> str:
    """A bank file with the lines of one entry taken out."""
    start = text.rfind("\n", 0, entry.start) + 1
    end = _LINE.search(text, entry.end)
    return text[:start] + text[end.end() if end else len(text) :]


def written(entry: Entry) -> str:
    """The entry as `standing` will find it."""
    return _raw("\n".join(_block(entry, 0)))


def _raw(block: str) -> str:
    return "\n".join(line.strip() for line in block.splitlines())


def _block(entry: Entry, indent: int) -> list[str]:
    """Lines of one entry; "-" at column `indent`."""
    heads = ["- ", *["  "] * len(entry)]
    return [
        f"{' ' * indent}{head}{key}: {scalar(value)}" for head, (key, value) in zip(heads, entry.items(), strict=False)
    ]


def scalar(value: object) -> str:
    """A value on one line of YAML: plain where a person would write it plain."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(item) for item in value) + "]"
    return _plain_or_quoted(str(value), "")


def _flow(value: object) -> str:
    return scalar(value) if isinstance(value, list) else _plain_or_quoted(str(value), ",[]{}")


def _plain_or_quoted(text: str, special: str) -> str:
    if _SURELY_PLAIN.fullmatch(text):
        return text
    inside = ": " in text or text.endswith(":") or " #" in text or (special and not set(special).isdisjoint(text))
    if _PLAIN.fullmatch(text) and not inside and text == text.strip() and _printable(text) and _stays_text(text):
        return text
    return "'" + text.replace("'", "''") + "'" if _printable(text) else _escaped(text)


def _escaped(text: str) -> str:
    """In double quotes, as JSON, but a character beyond U+FFFF in one piece: YAML knows no pairs of halves."""
    return '"' + "".join(f"\\U{ord(char):08x}" if char > "\uffff" else json.dumps(char)[1:-1] for char in text) + '"'


def _printable(text: str) -> bool:
    return text.isprintable() or text.replace("　", "").isprintable()


def _stays_text(text: str) -> bool:
    """Whether YAML reads the plain text as text, not as a number, a date or true."""
    import yaml

    resolvers: Any = yaml.SafeLoader.yaml_implicit_resolvers
    like = resolvers.get(text[:1])  # what begins with this character and is no text
    return not like or not any(pattern.match(text) for _, pattern in like)


def _begun(text: str, slot: str, entries: Mapping[str, Sequence[Entry]]) -> str:
    """A file that holds nothing, comments aside, with its first entries."""
    chinese, moves = SLOTS[slot]
    head = text if not text or text.endswith("\n") else text + _line_end(text)
    below = (line for move, added in entries.items() for line in [f"  {moves[move]}:", *_items(added, 4)])
    return head + _lines(text, [f"槽位: {chinese}", "句子:", *below])


def _with_move(text: str, slot: str, move: str, added: Sequence[Entry], path: str) -> str:
    root = _compose(text, path)
    moves = SLOTS[slot][1]
    body = _value(root, _BODY)
    if body is None:
        return _inserted(text, _content_end(text, root), ["句子:", f"  {moves[move]}:", *_items(added, 4)])
    if body.id == "scalar":
        if body.end_mark.index > body.start_mark.index:
            raise _refused(path, body, "「句子」下面应当是语步")
        colon = _colon(text, next(key for key, value in root.value if value is body))
        return _inserted(text, colon, [f"  {moves[move]}:", *_items(added, 4)])
    if body.id != "mapping" or body.flow_style:
        raise _refused(path, body, "「句子」写成了一行；请改成每个语步一行")
    for name, value in body.value:
        key: Any = name
        if move_name(slot, key.value) == move:
            return _inserted_in(text, key, value, added, path)
    column = body.start_mark.column
    at = _content_end(text, body)
    return _inserted(text, at, [" " * column + f"{moves[move]}:", *_items(added, column + 2)])


def _inserted_in(text: str, key: Any, value: Any, added: Sequence[Entry], path: str) -> str:
    if value.id == "sequence" and not value.flow_style:
        return _inserted(text, _content_end(text, value), _items(added, value.start_mark.column))
    if value.id == "sequence":
        close = value.end_mark.index - 1
        inner = text[value.start_mark.index + 1 : close].rstrip()
        comma = ", " if inner and not inner.endswith(",") else ""
        items = ", ".join(
            "{" + ", ".join(f"{name}: {_flow(item)}" for name, item in entry.items()) + "}" for entry in added
        )
        return text[:close] + comma + items + text[close:]
    if value.id == "scalar" and value.end_mark.index == value.start_mark.index:  # nothing stands there
        return _inserted(text, _colon(text, key), _items(added, key.start_mark.column + 2))
    raise _refused(path, value, f"「{key.value}」应当是列表，每行一个“- ”")


def _items(entries: Sequence[Entry], indent: int) -> list[str]:
    return [line for entry in entries for line in _block(entry, indent)]


def _inserted(text: str, at: int, lines: list[str]) -> str:
    """Lines put below the line that holds the character before `at`."""
    end = _LINE.search(text, at)
    if not end:
        return text + _line_end(text) + _lines(text, lines)
    return text[: end.end()] + _lines(text, lines) + text[end.end() :]


_LINE = re.compile(r"\r\n|[\n\r]")


def _lines(text: str, lines: list[str]) -> str:
    line_end = _line_end(text)
    return "".join(line + line_end for line in lines)


def _line_end(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _colon(text: str, key: Any) -> int:
    return text.index(":", key.end_mark.index) + 1


def _content_end(text: str, outer: Any) -> int:
    """Where the last character of a node ends: marks of block collections run on over blank lines and comments."""
    node: Any = outer
    while node.id != "scalar" and not node.flow_style and node.value:
        last = node.value[-1]
        if not isinstance(last, tuple):
            node = last
        elif last[1].start_mark.index == last[1].end_mark.index:  # a key without value
            return _colon(text, last[0])
        else:
            node = last[1]
    end: int = node.end_mark.index
    return len(text[:end].rstrip()) if end > node.start_mark.index else end


def _value(root: Any, names: tuple[str, ...]) -> Any:
    return next((value for key, value in _pairs(root) if key.value in names), None)


def _pairs(node: Any) -> list[tuple[Any, Any]]:
    return list(node.value) if node is not None and node.id == "mapping" else []


def _compose(text: str, path: str) -> Any:
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node: Any = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        raise _no_yaml(path, error) from None
    if node is not None and node.id == "scalar" and not node.value:
        return None
    if node is not None and (node.id != "mapping" or node.flow_style):
        raise _refused(path, node, "最外层应当是“键: 值”，每个键一行")
    return node


def _load(text: str, path: str) -> Any:
    import yaml

    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(text)
        try:
            node = loader.get_single_node()
            return (node and _data(node, loader)) or {}
        finally:
            loader.dispose()
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise _no_yaml(path, error) from None


def _data(node: Any, loader: Any) -> Any:
    """What a node stands for, as `yaml.load` has it, but texts and lists of them in half the time."""
    kind = node.id, node.tag
    if kind == _TEXT:
        return node.value
    if kind == _LIST:
        return [_data(item, loader) for item in node.value]
    if kind == _KEYED and all([(key.id, key.tag) == _TEXT for key, _ in node.value]):
        return {key.value: _data(value, loader) for key, value in node.value}
    return loader.construct_object(node, deep=True)


def _no_yaml(path: str, error: Exception) -> DrafterError:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    return DrafterError(f"{path}:{line}: YAML 读不通，没有写入：{getattr(error, 'problem', None) or error}")


def _refused(path: str, node: Any, message: str) -> DrafterError:
    return DrafterError(f"{path}:{node.start_mark.line + 1}: {message}，没有写入")


def _verify(before: Any, after: Any, slot: str, entries: Mapping[str, Sequence[Entry]], path: str) -> None:
    """The new file must hold what the old one held and the entries, nothing else."""
    old = next((before[name] for name in _BODY if name in before), None) or {}
    new = next((after[name] for name in _BODY if name in after), None) or {}
    expected = {move_name(slot, name) or name: list(items or ()) for name, items in old.items()}
    for move, added in entries.items():
        expected[move] = expected.get(move, []) + [dict(entry) for entry in added]
    if {move_name(slot, name) or name: list(items or ()) for name, items in new.items()} != expected:
        raise DrafterError(f"{path}:1: 接不上新句子（文件写法特殊），没有写入；请把“句子”写成每条一行的列表")
