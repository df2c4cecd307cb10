"""事项: kinds of work a brief may ask for, how they are recognised, and what is said about each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from drafter.record import record

# part of a card → slot and move of its sentences; the part is their 作用
PARTS: dict[str, tuple[str, str]] = {
    "连说": ("three_opinions", "measure"),
    "缘由": ("three_opinions", "measure"),
    "做法": ("three_opinions", "measure"),
    "界限": ("three_opinions", "measure"),
    "检验": ("three_opinions", "measure"),
    "方向": ("three_opinions", "measure"),
    "接句": ("three_opinions", "measure"),
    "讲究": ("three_opinions", "measure"),
    "好处": ("three_opinions", "measure"),
    "短评": ("three_opinions", "measure"),
    "后果": ("situation_review", "problems"),
    "意味": ("situation_review", "achievements"),
    "机遇": ("situation_review", "outlook"),
}


_CLAUSE, _ITEM = re.compile("[，；。：,;]"), re.compile("[、和与及]")
_LIST, _MOST = 3, 0.6  # items that make a list; part of a clause an item must be to be what it speaks of
_OWN = 3  # characters of its own a text must be recognised by where the 主题 helps
_AS_GOOD, _MANY = 0.8, 4  # as many cards as well recognised as that: the text lists many things and speaks of none
_ACT, _FIRST = 6, 0.5  # characters of a clause that says what is done; what is recognised there counts half again
SINGLE = frozenset(
    ("讲究", "好处", "短评")
)  # of PARTS, those that speak of a single thing: how to do it right, what it brings
_OWN_LEVEL = 0.5  # characters by which a card for the level of the speaker is preferred


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@record
class Task:
    """One kind of work; its sentences are phrases that carry its name."""

    name: str
    # 词: of one rule every group must be found in a text, of one group any word: ((("数字化", "智能化"), ("改造",)), …)
    rules: tuple[tuple[tuple[str, ...], ...], ...]
    unless: tuple[str, ...] = ()  # 不含: a text with one of these speaks of something else
    heads: tuple[str, ...] = ()  # 要点: verb and object, four to nine characters
    levels: tuple[str, ...] = ()  # 层级; empty: any
    parts: tuple[str, ...] = ()  # of PARTS, those that have sentences
    fits: tuple[str, ...] = ()  # 例: texts it must be found in
    unfit: tuple[str, ...] = ()  # 反例: texts it must not be found in
    # 认: regular expressions; such a card is of a way of putting a measure (每月一次, 逐户), whatever it is about.
    # A named group binds the variable of that name: (?P<频次>每月一次)
    patterns: tuple[str, ...] = ()
    file: str = ""
    line: int = 0

    @property
    def telling(self) -> tuple[str, ...]:
        """Words of each rule that tell most, two characters and more: 处方 and 病历, not 检查."""
        groups = (_telling(rule) for rule in self.rules)
        return tuple(dict.fromkeys(word for group in groups for word in group if len(word) > 1))

    @property
    def is_way(self) -> bool:
        """Whether the card is of a way of putting a measure, whatever it is about."""
        return bool(self.patterns) or "接句" in self.parts

    def put(self, text: str) -> tuple[tuple[str, str], ...] | None:
        """Variables a text binds that is put in this way, with their words; None: it is put otherwise.

        Of a card with 词 and 认 both must be found: the words are looked up, so the pattern is tried on few texts.
        """
        if (self.rules and not self.weight(text)) or any(word in text for word in self.unless):
            return None
        for pattern in self.patterns:
            if found := _compiled(pattern).search(text):
                return tuple((name, words) for name, words in found.groupdict().items() if words)
        return None if self.patterns else ()

    def weight(self, text: str, about: str = "") -> float:
        """Characters by which a text is recognised, of the best rule; 0: it speaks of something else.

        Args:
            text: a measure, a problem, an achievement.
            about: the 主题 it stands under; a word found only there counts half, and not without one of the text.
        """
        most = max((_weight(rule, text, about) for rule in self.rules), default=0.0)
        return 0 if most and any(word in text for word in self.unless) else most


def _weight(rule: tuple[tuple[str, ...], ...], text: str, about: str) -> float:
    total, own, borrowed = 0.0, [], False
    for group in rule:  # thousands of times a draft: no generator, nothing built that is not needed
        longest = 0.0
        for word in group:
            if word in text:
                own.append(word)
                longest = max(longest, len(word))
        if not longest:
            for word in group:
                if word in about:
                    longest = max(longest, len(word) / 2)
            if not longest:
                return 0
            borrowed = True
        total += longest
    if not own or (borrowed and sum(map(len, own)) < _OWN):  # 公司 under 提质增效 tells nothing
        return 0
    return 0 if _in_a_list(own, text) else total


def _in_a_list(words: list[str], text: str) -> bool:
    """Whether the words are all in one item of a list of three and more, which speaks of more than that."""
    for clause in _CLAUSE.split(text):
        items = _ITEM.split(clause)
        if len(items) >= _LIST and any(
            len(item) < _MOST * len(clause) and all(word in item for word in words) for item in items
        ):
            return sum(text.count(word) for word in words) <= len(words)
    return False


def index(tasks: Sequence[Task]) -> dict[str, list[int]]:
    """Words one of which a text holds if a card is found in it → numbers of the cards, from 0.

    All groups of a rule must be in the text, so the words of one are enough: the longest, 停车场 and not 建设|新建,
    or half of all cards would have to be looked at.
    """
    found: dict[str, dict[int, None]] = {}
    for number, task in enumerate(tasks):
        for rule in task.rules:
            for word in _telling(rule):
                found.setdefault(word, {})[number] = None
    return {word: list(numbers) for word, numbers in found.items()}


def _telling(rule: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    """The group of a rule with the longest words, of equals the one with fewest."""
    return max(rule, key=lambda group: (min(map(len, group)), -len(group)))


def near(words: Mapping[str, Sequence[int]], longest: int, text: str) -> set[int]:
    """Numbers of the cards that may be found in a text, by an `index` and the length of its longest word."""
    return {
        number
        for start in range(len(text))
        for end in range(start + 1, min(len(text), start + longest) + 1)
        for number in words.get(text[start:end], ())
    }


def act(text: str) -> str:
    """The clause of a measure that says what is done: the first that is no mere name or date; the whole if none is."""
    return next((clause for clause in _CLAUSE.split(text) if len(clause) >= _ACT), text)


def ways_of(tasks: Iterable[Task], text: str) -> list[tuple[Task, tuple[tuple[str, str], ...]]]:
    """Ways a text is put in, with the variables it binds for each; what is known by most characters of 词 first.

    逐户对账 is more of 对账 than of 逐户: an act says more than the manner of it, which only a pattern knows.
    """
    found = ((task, task.put(text)) for task in tasks if task.is_way)
    put = [(task, bound) for task, bound in found if bound is not None]
    return sorted(put, key=lambda one: -one[0].weight(text))


def _tells(task: Task, part: str) -> bool:
    """Whether a card has sentences of a part; a run of sentences tells how it is done, too."""
    if not part or part in task.parts:
        return True
    return part == "做法" and "连说" in task.parts and SINGLE.isdisjoint(task.parts)


def task_of(tasks: Iterable[Task], texts: Iterable[str], part: str, level: str = "", about: str = "") -> Task | None:
    """The kind of work texts speak of: the one recognised by most characters, the first of equals; None: none, or many.

    What is done stands in the first clause: 完成污水治理设施排查整改，明确管护单位 is about 污水, not 管护.

    Args:
        tasks: in the order of the bank.
        texts: a measure, which the card must recognise, then the problem it answers and the name it has, which tell
            between cards; or one achievement.
        part: of PARTS; only cards that have sentences of it are looked at. Empty: any card.
        level: 层级 of the speaker; empty: any. A card for that very level comes before one for any.
        about: see `Task.weight`.
    """
    said = tuple(texts)
    first = act(said[0]) if said else ""
    weights: list[tuple[float, Task]] = []
    for task in tasks:
        if (task.levels and level and level not in task.levels) or not _tells(task, part):
            continue
        excluded = any(word in text for text in said for word in task.unless)
        if not excluded and said and task.weight(said[0], about):
            weight = sum(task.weight(text, about) for text in said)
            if first != said[0]:
                weight += _FIRST * task.weight(first, about)
            weights.append((weight + _OWN_LEVEL * bool(task.levels), task))
    if not weights:
        return None
    most = max(weight for weight, _ in weights)
    if sum(weight >= _AS_GOOD * most for weight, _ in weights) >= _MANY:
        return None
    return next(task for weight, task in weights if weight == most)
