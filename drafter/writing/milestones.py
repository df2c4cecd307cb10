"""What is due when: the dates of the measures in their order, and which point answers which problem."""

from __future__ import annotations

from collections.abc import Sequence

from drafter import numbering
from drafter.brief import Brief, Fact, Measure
from drafter.speech import Origin, Span
from drafter.task import act
from drafter.writing import forms, sums
from drafter.writing.loops import Loop
from drafter.writing.matching import word_lists
from drafter.writing.want import Bound

_LEAST, _MOST = 3, 5  # dates that are worth telling over again
_WIDE = 26  # characters of a measure that is named by its first clause


def due(brief: Brief) -> list[Bound]:
    """ "4月15日前，编制招商目录", the nearest first; empty: too few measures with a date, or the dates are all one."""
    told = [
        (deadline, words)
        for point in brief.points
        for measure in point.measures
        if measure.deadline and (deadline := measure.deadline) and (words := _named(measure, deadline))
    ]
    order = sums.in_time([deadline for deadline, _ in told], brief.day)[:_MOST]
    if len(order) < _LEAST or len({told[n][0].text for n in order}) < 2:
        return []
    return [told[n][1] for n in order]


def _named(measure: Measure, deadline: Fact) -> Bound:
    """A measure by its date and its 要点 or first clause; empty: that is too long, or it is a state to be kept."""
    early, fact = forms.before(deadline), measure.detail or measure.point
    assert fact
    if any(word in fact.text for word in word_lists()["持续词"]):
        return ()
    if measure.point and measure.detail:
        fact = measure.point
    clause = act(fact.text).rstrip(forms.STOPS)
    if not early or len(clause) > _WIDE:
        return ()
    what = (Span(clause, Origin("brief", fact.path)),)
    bare = deadline.text.rstrip(forms.STOPS).removesuffix("前")
    return what if bare in clause else (*early, Span("，"), *what)


def answered_in(problems: Sequence[Loop]) -> Bound:
    """ "第一、第二个问题放在第一点里讲，第三个放在第二点里讲"; empty: fewer than two, or some answered nowhere.

    Args:
        problems: in the order in which they were told.
    """
    if len(problems) < 2 or not all(loop.answered and (loop.named or loop.pair.answer) for loop in problems):
        return ()
    where: dict[int, list[int]] = {}
    for number, loop in enumerate(problems, 1):
        where.setdefault(loop.point, []).append(number)
    if len(where) == 1:
        [point] = where
        text = f"都放在第{numbering.chinese(point + 1)}点里讲"
    else:
        parts = [
            f"{'、'.join('第' + numbering.chinese(n) for n in numbers)}个{'问题' if at == 0 else ''}"
            f"放在第{numbering.chinese(point + 1)}点里讲"
            for at, (point, numbers) in enumerate(where.items())
        ]
        text = "，".join(parts)
    how = "；".join(f"{loop.pair.path}→意见[{loop.point}]" for loop in problems)
    return (forms.derived(text, how),)
