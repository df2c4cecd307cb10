"""A 对策 or 抓手 that a measure says with other words, so that a draft says it once: where owner and date are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

from drafter.brief import Brief, Fact, Pair
from drafter.writing.loops import AMOUNT, BY_GOAL, amounts_of, common_runs, measure_text, shared
from drafter.writing.matching import word_lists

_LEFT = 2  # characters a measure may put another way: 延长到晚上12点 beside 开到晚上12点
_NAMES = 4  # and where the goal and the names of the measures say all: 从采购、能耗、物流三块降本1800万元
_LEAST = 4  # characters both must say
_TELLING = 4  # characters of one run that names the matter: 城西加压泵站
_CLAUSES = re.compile("[，；]")


@dataclass(frozen=True)
class Once:
    """What is said once.

    Attributes:
        brief: to be woven: without the clauses of answers that measures say.
        said: path of each answer that lost some or all of its clauses → path of the measure that says them.
        links: path of its problem or chance → index of point and measure, from 0.
    """

    brief: Brief
    said: dict[str, str] = field(default_factory=dict)
    links: dict[str, tuple[int, int]] = field(default_factory=dict)


def told_once(brief: Brief, ordinary: frozenset[str]) -> Once:
    """Leave out of each 对策 and 抓手 what a measure says, and remember that this measure is for its problem.

    Args:
        brief: as the clerk wrote it.
        ordinary: words that tie nothing to anything.
    """
    said: dict[str, str] = {}
    links: dict[str, tuple[int, int]] = {}

    def once(pair: Pair) -> Pair:
        if not pair.answer:
            return pair
        found = max(_cuts(pair, pair.answer, brief, ordinary), default=(0, 0, 0, ""))
        if not found[0]:
            return pair
        point, number, left = -found[1], -found[2], found[3]
        where = "目标" if number == BY_GOAL else f"举措[{number}]"
        said[pair.answer.path] = f"{brief.points[point].path}.{where}"
        links[pair.text.path] = point, number
        return replace(pair, answer=replace(pair.answer, text=left) if left else None)

    review = brief.review
    problems, chances = (tuple(map(once, pairs)) for pairs in (review.problems, review.opportunities))
    return Once(replace(brief, review=replace(review, problems=problems, opportunities=chances)), said, links)


def _cuts(pair: Pair, answer: Fact, brief: Brief, ordinary: frozenset[str]) -> Iterator[tuple[int, int, int, str]]:
    """Characters a measure says of an answer, its point and number with their signs turned, what is left to say."""
    for p, point in enumerate(brief.points):
        for i, measure in enumerate(point.measures):
            said = measure_text(measure)
            whole = "，".join([said, *(str(x) for x in (measure.owner, measure.deadline) if x)])
            left = left_of(answer.text, whole)
            cut = len(answer.text) - len(left)
            if not cut:
                continue
            near = shared(pair.text.text, whole, ordinary) >= 1 or bool(amounts_of(pair.text.text) & amounts_of(said))
            if near or any(len(run) >= _TELLING for run in common_runs(answer.text, whole, frozenset())):
                yield cut, -p, -i, left
        whole = "，".join([str(point.goal), *(str(measure.point) for measure in point.measures if measure.point)])
        if point.goal and amounts_of(answer.text) & amounts_of(str(point.goal)) and says(whole, answer.text, _NAMES):
            yield len(answer.text), -p, -BY_GOAL, ""


def left_of(answer: str, measure: str) -> str:
    """What a measure does not say of an answer: its first clauses or its last; empty: nothing, all: as it was.

    What would hang in the air without the clauses before it (其余由……, 优先用于……) is not torn from them.
    """
    parts = _CLAUSES.split(answer)
    ends = [found.start() for found in _CLAUSES.finditer(answer)]
    told = [says(measure, part) for part in parts]
    if all(told):
        return ""
    kept = len(told)
    while told[kept - 1]:
        kept -= 1
    first = 0
    while told[first]:
        first += 1
    words = word_lists()
    hanging = tuple((*words["其余词"], *words["接前词"], *words["悬空开头"]))
    if first and (parts[first].startswith(hanging) or any(word in parts[first][:_LEAST] for word in "也还再")):
        first, kept = 0, len(told)
    begin = ends[first - 1] + 1 if first else 0
    return answer[begin : ends[kept - 1] if kept < len(told) else None]


def says(measure: str, clause: str, most: int = _LEFT) -> bool:
    """Whether a text has every amount of a clause and, but for words that say nothing (轻词), all it says.

    Args:
        measure: the text.
        clause: of an answer.
        most: characters that may be put another way, where there are amounts.
    """
    words = word_lists()
    figures = amounts_of(clause)
    if not figures <= amounts_of(measure):
        return False
    bare = AMOUNT.sub("，", clause)
    runs = common_runs(bare, measure, frozenset())
    if sum(map(len, runs)) + 2 * len(figures) < _LEAST:
        return False
    for run in runs:
        bare = bare.replace(run, "，", 1)
    bare = _light().sub("", bare)
    left = re.sub(r"[\W\d_]", "", bare)
    return len(left) <= (most if figures else 0) and not any(word in left for word in words["相反字"])


@lru_cache(maxsize=1)
def _light() -> re.Pattern[str]:
    """The 轻词, longest first: an alternation takes the first that fits."""
    return re.compile("|".join(map(re.escape, sorted(word_lists()["轻词"], key=len, reverse=True))))
