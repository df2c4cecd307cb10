"""What is due first and then: two measures by their dates, for the end of a draft without goals."""

from __future__ import annotations

import re

from drafter.brief import Brief, Measure
from drafter.speech import Span
from drafter.writing import days, forms
from drafter.writing.matching import word_lists
from drafter.writing.want import Bound

_NEXT = 2  # dates one can keep in mind
_TIMED = re.compile("第[一二三四五六]个?[年月周天]|[月年季]底|[上下]半年|[0-9]+月|[0-9]+日前")
_WIDE = 30  # characters of a measure that is told again whole


def next_due(brief: Brief) -> list[Bound]:
    """What is due first and then, for the end of a draft without goals; empty: it cannot be told in few words."""
    told = [_named(measure) for measure in _in_time(brief)[:_NEXT]]
    return told if len(told) == _NEXT and all(told) else []


def _in_time(brief: Brief) -> list[Measure]:
    """The measures that have to be done by a day, the nearest first."""
    dated = [m for point in brief.points for m in point.measures if m.deadline and not _lasts(m)]
    return [dated[n] for n in days.in_time([m.deadline for m in dated if m.deadline], brief.day)]


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
    if bare not in fact.text and _TIMED.search(fact.text):
        return ()  # 9月30日前，新生第一个月做到……: two times before one verb
    return forms.said(fact) if bare in fact.text else (*early, Span("，"), *forms.said(fact))
