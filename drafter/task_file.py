"""Cards of 事项 in a bank file → tasks and their phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from drafter.bank_nodes import Nodes
from drafter.brief_keys import LEVELS
from drafter.phrase import VARIABLE, Phrase, phrase_id
from drafter.task import PARTS, Task
from drafter.yamltree import Mapping, Node

_TEXTS = {"不含": "unless", "认": "patterns", "例": "fits", "反例": "unfit", "要点": "heads", "层级": "levels"}
KEYS = frozenset(("名", "词", "状态", *_TEXTS, *PARTS))


def cards(nodes: Nodes, node: Node) -> Iterator[tuple[Task, list[Phrase]]]:
    """Every card of the list under 事项, with its sentences; a card of 状态 停用 has neither words nor sentences.

    Args:
        nodes: of the file; what is wrong is added to its problems.
        node: what stands under 事项.
    """
    for index, item in enumerate(nodes.items(node, "事项")):
        where = f"事项[{index}]"
        if isinstance(item, Mapping):
            found = {name: (value, line) for name, value, line in nodes.pairs(item, where)}
            if card := _card(nodes, found, where, item.line):
                yield card
        else:
            nodes.problem(item.line, where, "一张卡应当是“名: …”开头的几个键")


def _card(nodes: Nodes, found: dict[str, tuple[Node, int]], where: str, line: int) -> tuple[Task, list[Phrase]] | None:
    for key, (_, at) in found.items():
        if key not in KEYS:
            nodes.unknown(at, f"{where}.{key}", key, KEYS)
    name = nodes.text(found["名"][0], f"{where}.名") if "名" in found else ""
    if not name:
        nodes.problem(line, f"{where}.名", "不能为空")
        return None
    retired = "状态" in found and nodes.text(found["状态"][0], f"{where}.状态") == "停用"
    rules = () if retired or "词" not in found else _rules(nodes, found["词"][0], f"{where}.词")
    if not rules and not retired and "认" not in found:
        nodes.problem(line, f"{where}.词", "不能为空：写上在简报里怎样认出这件事")
    values: dict[str, Any] = {
        field: nodes.texts(found[key][0], f"{where}.{key}") for key, field in _TEXTS.items() if key in found
    }
    if retired:
        values["patterns"] = ()
    for pattern in values.get("patterns", ()):
        try:
            re.compile(pattern)
        except re.error as error:
            nodes.problem(found["认"][1], f"{where}.认", f"“{pattern}”不是能用的正则表达式：{error}")
    for level in values.get("levels", ()):
        if level not in LEVELS:
            nodes.problem(found["层级"][1], f"{where}.层级", f"只能写 {'、'.join(LEVELS)}，现在是“{level}”")
    parts = tuple(part for part in PARTS if part in found and not retired)
    task = Task(name, rules, **values, parts=parts, file=nodes.path, line=line)
    return task, [phrase for part in parts for phrase in _phrases(nodes, found[part][0], part, task, where)]


def _rules(nodes: Nodes, node: Node, where: str) -> tuple[tuple[tuple[str, ...], ...], ...]:
    """ "数字化|智能化 改造" → groups of alternatives, all groups needed."""
    rules = []
    for text in nodes.texts(node, where):
        groups = tuple(tuple(word for word in group.split("|") if word) for group in text.split())
        if all(groups):
            rules.append(groups)
        else:
            nodes.problem(node.line, where, f"“{text}”里有空的一组")
    return tuple(rules)


def _phrases(nodes: Nodes, node: Node, part: str, task: Task, where: str) -> Iterator[Phrase]:
    slot, move = PARTS[part]
    for index, item in enumerate(nodes.items(node, f"{where}.{part}")):
        here = f"{where}.{part}[{index}]"
        text = nodes.text(item, here)
        if not text:
            nodes.problem(item.line, here, "不能为空")
        elif "{{" in (rest := VARIABLE.sub("", text)) or "}}" in rest or "{%" in rest:
            nodes.problem(item.line, here, "句子里只能有 {{ 变量名 }}，不能有别的模板语言")
        else:
            yield Phrase(
                phrase_id(slot, f"{task.name}：{text}"),
                text,
                slot,
                move,
                role=part,
                levels=task.levels,
                task=task.name,
                file=nodes.path,
                line=item.line,
            )
