"""A 对策 or 抓手 that a measure says with other words, so that a draft says it once: where owner and date are."""

from __future__ import annotations

import re
from dataclasses import replace

from drafter.bank import Bank
from drafter.brief import Brief, Fact, Pair
from drafter.writing.loops import amounts_of, answering_measure, common_runs, measure_text
from drafter.writing.matching import word_lists

_AMOUNT = re.compile(r"\d[\d.]*[万亿]?[^\W\d_]")
_LEFT = 2  # characters a measure may put another way: 延长到晚上12点 beside 开到晚上12点
_LEAST = 4  # characters both must say


def told_once(brief: Brief, bank: Bank, ordinary: frozenset[str]) -> tuple[Brief, dict[str, str]]:
    """The brief without the answers its measures say.

    Returns:
        The brief to be woven, and for each answer left out its path and that of the measure: 形势.问题[0].对策 →
        意见[1].举措[0]. All its amounts and words are said there, and that measure answers what it was given for.
    """
    said: dict[str, str] = {}

    def once(pair: Pair) -> Pair:
        if not pair.answer:
            return pair
        point, number = answering_measure(pair, brief, bank, ordinary)
        if number < 0:
            return pair
        measure = brief.points[point].measures[number]
        whole = "，".join([measure_text(measure), *(str(fact) for fact in (measure.owner, measure.deadline) if fact)])
        if not says(whole, pair.answer):
            return pair
        said[pair.answer.path] = f"{brief.points[point].path}.举措[{number}]"
        return replace(pair, answer=None)

    review = brief.review
    problems, chances = (tuple(map(once, pairs)) for pairs in (review.problems, review.opportunities))
    return replace(brief, review=replace(review, problems=problems, opportunities=chances)), said


def says(measure: str, answer: Fact) -> bool:
    """Whether a text has every amount of an answer and, but for words that say nothing (轻词), all it says."""
    words = word_lists()
    figures = amounts_of(answer.text)
    if figures - amounts_of(measure):
        return False
    bare = _AMOUNT.sub("，", answer.text)
    bare = re.sub("|".join(map(re.escape, sorted(words["轻词"], key=len, reverse=True))), "，", bare)
    shared = common_runs(bare, measure, frozenset())
    if sum(map(len, shared)) + 2 * len(figures) < _LEAST:
        return False
    for run in shared:
        bare = bare.replace(run, "，", 1)
    left = re.sub(r"[\W\d_]", "", bare)
    return len(left) <= (_LEFT if figures else 0) and not any(word in left for word in words["相反字"])
