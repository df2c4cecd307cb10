"""What is due when: the dates of the measures in their order, and which point answers which problem."""

from __future__ import annotations

from collections.abc import Sequence

from drafter import numbering
from drafter.brief import Brief, Measure
from drafter.speech import Span
from drafter.writing import forms, sums
from drafter.writing.loops import Loop
from drafter.writing.matching import word_lists
from drafter.writing.want import Bound

_LEAST, _MOST = 3, 8  # dates that are worth telling over again
_WIDE = 30  # characters of a measure that is told again whole


def due(brief: Brief) -> list[Bound]:
    """ "4月15日前，编制招商目录", the nearest first.

    Empty: too few measures with a date, the dates are all one, or a measure cannot be named in few words: a list that
    leaves one out, or says a part of it, would be wrong.
    """
    dated = [m for point in brief.points for m in point.measures if m.deadline and not _lasts(m)]
    order = sums.in_time([m.deadline for m in dated if m.deadline], brief.day)
    told = [_named(dated[n]) for n in order]
    if not _LEAST <= len(told) <= _MOST or not all(told) or len({str(dated[n].deadline) for n in order}) < 2:
        return []
    return told


def _lasts(measure: Measure) -> bool:
    text = str(measure.detail or measure.point)
    return any(word in text for word in word_lists()["持续词"])


def _named(measure: Measure) -> Bound:
    """A measure by its date and the whole of it; empty: that is too long, and its 要点 may say less: 加装电梯."""
    early, fact = forms.before(measure.deadline) if measure.deadline else None, measure.detail or measure.point
    assert measure.deadline and fact
    if not early or len(fact.text) > _WIDE:
        return ()
    bare = measure.deadline.text.rstrip(forms.STOPS).removesuffix("前")
    return forms.said(fact) if bare in fact.text else (*early, Span("，"), *forms.said(fact))


def answered_in(problems: Sequence[Loop]) -> Bound:
    """ "第一、第二个问题放在第一点里讲，第三个放在第二点里讲"; empty: fewer than two, or some answered nowhere.

    Args:
        problems: in the order in which they were told.
    """
    surely = (loop.answered and loop.point >= 0 and (loop.named or loop.pair.answer) for loop in problems)
    if len(problems) < 2 or not all(surely):
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
