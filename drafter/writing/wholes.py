"""Measures of one point that add up to what its goal or a problem counts: 180张, 180张 and 65张 are the 425张."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from drafter.amounts import Amount, amounts
from drafter.brief import Brief, Fact, Measure, Point
from drafter.record import record
from drafter.speech import Origin, Span
from drafter.writing import forms
from drafter.writing.compare import NO_STOCK, Sum
from drafter.writing.fit import pairs
from drafter.writing.forms import derived
from drafter.writing.matching import word_lists
from drafter.writing.want import Bound

_VERB = re.compile(
    "^(?:今年|全年|年内|再)*(?:新[种建增培引开设购扩]|改[建造种]|扩[建种]|建设|推广|发展|种植|实施|完成|开展)?(?:了|成)?"
    "(?:公开|集中|统一|全部|分批|重新)?"
)
_NO_NAME = re.compile("[，。；、在对把将给为的]")
_BEGINS = re.compile("[每各其再还从由按与和第]")
_SHORTEST = 4  # characters of a name that no verb sets apart
_NAMED = 9  # characters of a name
_LEAST, _MOST = 8, 4  # a smaller whole may be the sum of anything; parts that are read out


@record
class Whole:
    """Measures of one point that add up to what the goal or a problem counts."""

    measures: tuple[int, ...]  # their indices in the point, from 0, rising; a single one makes up for a problem
    total: Sum
    of_problem: bool  # that it comes out even is no news then; but no measure of them is told as a part of the problem


def adds_up(point: Point, brief: Brief) -> Whole | None:
    """180张, 180张 and 65张 of three measures are the 425张 of the goal; None: no parts make exactly a whole.

    Exactly, in one unit and of one thing: else chance would tell. A measure that names the whole itself says enough.
    """
    wholes = [(point.goal, False)] if point.goal else []
    wholes += [(pair.text, True) for pair in brief.review.problems]
    parts = [_one_each(measure.detail or measure.point) for measure in point.measures]
    for fact, of_problem in wholes:
        for whole in amounts(fact.text):
            if not whole.exact or whole.value < _LEAST or whole.unit in NO_STOCK or whole.unit == "个百分点":
                continue
            clause = _clause(fact.text, whole)
            for run in _runs(parts, whole):
                told = [one for index in run for one in parts[index].get(whole.unit, ())]
                said = f"{point.goal or ''}，{fact.text}"
                if all(re.search(rf"(?<![\d.]){re.escape(one.bare)}", said) for _, one in told):
                    continue  # 恢复12条，其余7条: the goal says so itself
                if not any(pairs(clause) & pairs(_clause(text, one)) for text, one in told):
                    continue
                if len(run) == 1 and not of_problem:
                    continue  # 先清偿5000万元，其余3700万元: whoever hears it adds it up
                listed = "、".join(one.bare for _, one in told)
                how = "＋".join(one.bare for _, one in told) + f"={whole.bare}"
                needs: dict[str, Bound] = {
                    "分列": (derived(listed, how),),
                    "总数": (Span(whole.bare, Origin("brief", fact.path)),),
                }
                return Whole(run, Sum("合数", needs), of_problem)
    return None


def shared_out(index: int, brief: Brief) -> Sum | None:
    """The goal of a point by its parts, each named: its measures, and goals of other points that are for the same.

    3100个 and 2500个 of two measures and 2400个, the goal of the next point, are 8000个.
    """
    point = brief.points[index]
    for whole in amounts(point.goal.text) if point.goal else ():
        assert point.goal
        if not whole.exact or whole.value < _LEAST or whole.unit in NO_STOCK or whole.unit == "个百分点":
            continue
        clause = pairs(_clause(point.goal.text, whole))
        parts: list[tuple[Bound, Amount]] = []
        for at, other in enumerate(brief.points):
            told = [(name_in_short(m), m.detail or m.point) for m in point.measures] if at == index else []
            told += [(forms.said(other.topic), other.goal)] if at != index else []
            for name, fact in told:
                if name and name[0].text in point.goal.text:
                    continue  # 饲草 is no part of 饲草
                found = [
                    one
                    for one in (amounts(fact.text) if name and fact else ())
                    if fact and one.unit == whole.unit and one.exact and clause & pairs(fact.text)
                ]
                parts += [(name, found[-1])] if found else []
        for count in range(min(len(parts), _MOST), 1, -1):
            for chosen in combinations(parts, count):
                if sum(one.value for _, one in chosen) == whole.value:
                    return _shared(whole, point.goal, chosen)
    return None


def _shared(whole: Amount, goal: Fact, chosen: Sequence[tuple[Bound, Amount]]) -> Sum:
    how = "＋".join(one.bare for _, one in chosen) + f"={whole.bare}"
    values = [(*name, derived(one.bare, how)) for name, one in chosen]
    needs: dict[str, Bound] = {
        "总数": (Span(whole.bare, Origin("brief", goal.path)),),
        "块数": forms.counted(len(chosen), "块", how),
        "分列": forms.joined(values, "，"),
    }
    return Sum("拆账", needs)


def name_in_short(measure: Measure) -> Bound:
    """What a measure is about, in a few characters: its 要点, else what it begins to count: 青贮玉米; empty: none."""
    if measure.point and measure.detail:
        return forms.said(measure.point)
    fact = measure.detail or measure.point
    found = amounts(fact.text) if fact else ()
    if not fact or not found:
        return ()
    before = re.split(r"\d", fact.text, maxsplit=1)[0]
    words = _did(before)
    whole = 2 <= len(words) <= _NAMED and not _NO_NAME.search(words)
    if words == before:  # no verb before it: it must be a name by itself, 逾期货款
        whole = whole and len(words) >= _SHORTEST and not _BEGINS.match(words)
    return (Span(words, Origin("brief", fact.path)),) if whole else ()


def _did(text: str) -> str:
    """A text without the verbs it begins with: 公开招聘村级防疫员 is 村级防疫员."""
    verbs = word_lists()["举措动词"]
    text = _VERB.sub("", text)
    while found := next((verb for verb in verbs if text.startswith(verb)), ""):
        text = text[len(found) :]
    return text


def _runs(parts: Sequence[dict[str, list[tuple[str, Amount]]]], whole: Amount) -> Iterator[tuple[int, ...]]:
    """Measures next to one another, the most first, whose parts make the whole."""
    for length in range(len(parts), 0, -1):
        for start in range(len(parts) - length + 1):
            run = [n for n in range(start, start + length) if parts[n].get(whole.unit)]
            told = [one for n in run for _, one in parts[n][whole.unit]]
            bounded = run and run[0] == start and run[-1] == start + length - 1
            if bounded and 2 <= len(told) <= _MOST and sum(one.value for one in told) == whole.value:
                yield tuple(run)


def _one_each(fact: Fact | None) -> dict[str, list[tuple[str, Amount]]]:
    """What a measure counts, by unit: the sum it tells itself (共180张) stands for its parts."""
    found: dict[str, list[tuple[str, Amount]]] = {}
    for one in amounts(fact.text) if fact else ():
        assert fact
        if not one.exact or re.search("每|各$|第$", fact.text[max(0, one.start - 4) : one.start][-2:]):
            continue
        mine = found.setdefault(one.unit, [])
        if fact.text[: one.start].endswith(("共", "合计", "总共", "一共")):
            mine.clear()
        mine.append((fact.text, one))
    return found


def _clause(text: str, amount: Amount) -> str:
    """The clause an amount stands in."""
    start = max(text.rfind(mark, 0, amount.start) + 1 for mark in "，；。")
    end = min((at for mark in "，；。" if (at := text.find(mark, amount.end)) >= 0), default=len(text))
    return text[start:end]
