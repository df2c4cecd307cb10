"""Measures of one point that add up to what its goal or a problem counts: 180张, 180张 and 65张 are the 425张."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.amounts import Amount, amounts
from drafter.brief import Brief, Fact, Point
from drafter.record import record
from drafter.speech import Origin, Span
from drafter.writing.compare import NO_STOCK, Sum
from drafter.writing.fit import pairs
from drafter.writing.forms import derived
from drafter.writing.want import Bound

_LEAST, _MOST = 8, 4  # a smaller whole may be the sum of anything; parts that are read out


@record
class Whole:
    """Measures of one point that add up to what the goal or a problem counts."""

    measures: tuple[int, ...]  # their indices in the point, from 0, rising; one that tells two parts alone makes one
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
                listed = "、".join(one.bare for _, one in told)
                how = "＋".join(one.bare for _, one in told) + f"={whole.bare}"
                needs: dict[str, Bound] = {
                    "分列": (derived(listed, how),),
                    "总数": (Span(whole.bare, Origin("brief", fact.path)),),
                }
                return Whole(run, Sum("合数", needs), of_problem)
    return None


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
