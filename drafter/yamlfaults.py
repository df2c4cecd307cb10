"""Why a text is not YAML, said to a person who has never heard of YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from drafter.errors import Problem

WIDE_COLON = "“{key}”后面的冒号是全角的“：”，请改成英文冒号加一个空格“: ”"
NO_SPACE = "“{key}”的冒号后面要空一格（英文空格）"
_KEY_LINE = r"""[ \t　]*(?:-[ \t　]+)?["']?([^\s：:"']{1,20})["']?[ 　]*(：|:(?=[^ \t\r\n]))"""
_QUOTE_IT = "以 {mark} 开头的文字请用引号括起来，例如 '{example}'"


def key_fault(line: str, keys: frozenset[str]) -> str:
    """What is wrong with the colon after a known key that opens a line, or empty."""
    if ":" not in line and "：" not in line:  # then the pattern need not even be compiled
        return ""
    found = re.match(_KEY_LINE, line)
    if not found or found[1] not in keys:
        return ""
    return (WIDE_COLON if found[2] == "：" else NO_SPACE).format(key=found[1])


def explain(error: yaml.MarkedYAMLError, text: str, file: str, keys: frozenset[str]) -> Iterator[Problem]:
    """Problems that make the text unreadable, at least one; every line with a wrong colon is its own problem."""
    lines = text.splitlines() or [""]
    wrong = [Problem(file, n, "", fault) for n, line in enumerate(lines, 1) if (fault := key_fault(line, keys))]
    if wrong:
        yield from wrong
        return
    at = error.problem_mark or error.context_mark
    number = min(at.line, len(lines) - 1) if at else 0
    said = " ".join(filter(None, (error.context, error.problem)))
    if "simple key" in said and error.context_mark:
        number = min(error.context_mark.line, len(lines) - 1)
    if ("quoted scalar" in said or "flow" in said) and error.context_mark:
        started = min(error.context_mark.line, len(lines) - 1)
        number = number if "escape" in said else started
    yield Problem(file, number + 1, "", _reason(said, lines, number, at.column if at else 0))


def _reason(said: str, lines: list[str], number: int, column: int) -> str:
    line = lines[number]
    value = _value(line)
    if "nested too deeply" in said:
        return "括号或缩进套得太深"
    if "tab character" in said or "\\t" in said or line[: len(line) - len(line.lstrip())].count("\t"):
        return "行首用了制表符（Tab），请改成空格"
    if "escape" in said:
        return "双引号里的反斜杠 \\ 有特殊含义，请改用单引号"
    if "quoted scalar" in said:
        return "引号没有配对：从这一行开始的引号找不到另一半"
    if "flow" in said:
        return _bracket(line)
    if value[:1] in {"%", "@", "`", "*", "&", "!", "]", "}", ",", "|", ">", "?"}:
        return _QUOTE_IT.format(mark=value[0], example=_short(value))
    if value[:1] in {'"', "'", "[", "{"} and "expected" in said:
        outer = '"' if value[0] == "'" else "'"
        return f"{_PARTNER[value[0]]} 之后还有字；以 {value[0]} 开头的文字请在整段外面加一层引号 {outer}…{outer}"
    return _layout(said, lines, number, value)


_PARTNER = {'"': '"', "'": "'", "[": "]", "{": "}"}


def _layout(said: str, lines: list[str], number: int, value: str) -> str:
    if "directive" in said:
        return "以 % 开头的文字请用引号括起来"
    if lines[number].startswith(("...", "---")):
        return "这一行请删去，简报里不用写 ... 和 ---"
    if "sequence entries" in said and value.startswith("- "):
        return "列表的“- ”要另起一行，写在键的下一行"
    if "could not find expected ':'" in said:
        return f"“{_short(lines[number].strip())}”后面缺少英文冒号，或者这一行没有缩进到上一行的文字里"
    if "mapping values" in said and ": " in value:
        return "文字里有英文冒号加空格“: ”，请改成全角“：”，或者把整段文字用引号括起来"
    if "'-' indicator" in said or "block collection" in said or "sequence entries" in said:
        return "缩进没有对齐：这一行应与上面同级的“- ”或键对齐"
    return "缩进没有对齐，或者上一行没有写完：同级的键要从同一列开始，下一级多空两格"


def _bracket(line: str) -> str:
    if "{" in line and "，" in line:
        return "大括号 { } 里各项之间要用英文逗号加空格“, ”分开，这一行用了全角“，”；或者括号没有配对"
    if " #" in line:
        return "括号没有配对：“ #”后面的字被当作注释略去了，请把含 # 的文字用引号括起来"
    return "括号没有配对：[ ] 或 { } 少了一半，或者各项之间没有用英文逗号分开"


def _value(line: str) -> str:
    """What stands after the key, or after the dash where there is no key."""
    found = re.match(r"\s*(?:-\s+)*(?:[^\s:]+:(?:\s+|$))?(.*)", line)
    return found[1] if found else line


def _short(text: str) -> str:
    return text if len(text) <= 12 else text[:12] + "…"
