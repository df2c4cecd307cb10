"""Things and ways a fact of the brief names in passing, and the cards that have a word to say of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from drafter.record import record
from drafter.task import SINGLE, Task

_CLAUSE = re.compile("[^，；。：！？,;]+")
_ITEM = re.compile("[、和与及]")
_ROW = (2, 4)  # items of a list that are told side by side in one sentence


@record
class Detail:
    """A thing that is named, and its card."""

    task: Task
    start: int  # where its word stands in the text, characters
    end: int
    clause: int  # which clause of the text that is, from 0
    item: int  # which item of the clause, from 0; -1: the word reaches over two
    items: int  # items of that clause; 1: it is no list


def details_of(tasks: Iterable[Task], text: str, level: str = "") -> tuple[Detail, ...]:
    """What a text names that has a card, in the order of the text, one for each stretch of it.

    A card is found by the words of one of its rules within one clause; of two that are found by words of the same
    place the one found by more characters counts: 人才公寓, not 公寓. What stands right before another one only tells
    which: 黄桃深加工企业 are firms, no orchard.

    Args:
        tasks: cards; those without a sentence of SINGLE are passed over.
        text: a measure, an answer, an achievement.
        level: 层级 of the speaker; empty: any.
    """
    found: list[tuple[int, Detail]] = []
    usable = [
        task
        for task in tasks
        if not SINGLE.isdisjoint(task.parts)
        and not (task.levels and level and level not in task.levels)
        and not any(word in text for word in task.unless)
    ]
    for number, clause in enumerate(_CLAUSE.finditer(text)):
        for task in usable:
            if place := _place(task, clause.group()):
                weight, start, end = place
                item, items = _item(clause.group(), start, end)
                one = Detail(task, clause.start() + start, clause.start() + end, number, item, items)
                found.append((-weight, one))
    taken: list[Detail] = []
    for _, one in sorted(found, key=lambda pair: (pair[0], pair[1].start)):
        if all(one.end <= other.start or one.start >= other.end for other in taken) and one.task not in (
            other.task for other in taken
        ):
            taken.append(one)
    row = sorted(taken, key=lambda one: one.start)
    return tuple(one for one in row if not any(one.end == other.start for other in row))


def _place(task: Task, clause: str) -> tuple[int, int, int] | None:
    """Characters by which a card is found in a clause, and from where to where its longest word stands."""
    best: tuple[int, int, int] | None = None
    for rule in task.rules:
        words = [max((word for word in group if word in clause), key=len, default="") for group in rule]
        if all(words):
            weight, word = sum(map(len, words)), max(words, key=len)
            if best is None or weight > best[0]:
                best = (weight, clause.index(word), clause.index(word) + len(word))
    return best


def _item(clause: str, start: int, end: int) -> tuple[int, int]:
    """Which item of a clause a stretch lies in, and of how many; -1: it reaches over two."""
    at, items = 0, _ITEM.split(clause)
    for number, item in enumerate(items):
        if at <= start and end <= at + len(item):
            return number, len(items)
        at += len(item) + 1
    return -1, len(items)


def side_by_side(details: Sequence[Detail]) -> tuple[Detail, ...]:
    """Of things named, those that are all the items of one list and have a 短评 each; empty: there is no such list."""
    rows: dict[int, list[Detail]] = {}
    for one in details:
        if "短评" in one.task.parts and one.item >= 0:
            rows.setdefault(one.clause, []).append(one)
    for row in rows.values():
        if _ROW[0] <= row[0].items <= _ROW[1] and [one.item for one in row] == list(range(row[0].items)):
            return tuple(row)
    return ()
