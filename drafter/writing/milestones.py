"""What is due when: the dates of the measures in their order."""

from __future__ import annotations

import re

from drafter.brief import Brief, Fact, Measure
from drafter.speech import Origin, Span
from drafter.writing import days, forms
from drafter.writing.matching import word_lists
from drafter.writing.want import Bound

_LEAST, _DATES = 4, 3  # measures with a day that are worth counting, and days among them
_NEXT = 2  # dates one can keep in mind
_TIMED = re.compile("第[一二三四五六]个?[年月周天]|[月年季]底|[上下]半年|[0-9]+月|[0-9]+日前")
_NAMED_DAY = re.compile(
    r"(?<![从自到至])(\d{1,2}月(?:底|末|\d{1,2}[日号]))(?:之?前)?(?!前后|左右|后|起|开始|以后|之后|后|至|到[0-9]|—|-)"
)
_WIDE = 30  # characters of a measure that is told again whole


def next_due(brief: Brief) -> list[Bound]:
    """What is due first and then, for the end of a draft without goals; empty: it cannot be told in few words."""
    told = [_named(measure) for measure in _in_time(brief)[:_NEXT]]
    return told if len(told) == _NEXT and all(told) else []


def dated(brief: Brief) -> dict[str, Bound]:
    """How many measures have a day, the first of these days and the last; empty: too few to speak of them as many."""
    found = _by_day(brief)
    if len(found) < _LEAST or len({bare for _, bare, _ in found}) < _DATES:
        return {}
    named = [
        (Fact(day[1], fact.path, fact.line), day[1])
        for _, _, measure in found
        for fact in (measure.deadline, measure.detail, measure.point)
        if fact
        for day in _NAMED_DAY.finditer(fact.text)
    ]  # 3月底前完成招标，12月底主体完工: that goes on to 12月
    in_order = [named[n] for n in days.in_time([fact for fact, _ in named], brief.day)]
    (first, first_day), (last, last_day) = in_order[0], in_order[-1]
    return {
        "期限数": forms.counted(len(found), "件", f"写明期限的举措：{len(found)}条"),
        "首日": (Span(first_day, Origin("brief", first.path)),),
        "末日": (Span(last_day, Origin("brief", last.path)),),
    }


def _in_time(brief: Brief) -> list[Measure]:
    """The measures that have to be done by a day, the nearest first."""
    dated = [m for point in brief.points for m in point.measures if m.deadline and not _lasts(m)]
    return [dated[n] for n in days.in_time([m.deadline for m in dated if m.deadline], brief.day)]


def _by_day(brief: Brief) -> list[tuple[Fact, str, Measure]]:
    """Measures by the day they have or name themselves, the nearest first: where it stands, the day, the measure."""
    found: list[tuple[Fact, str, Measure]] = []
    for measure in (one for point in brief.points for one in point.measures if one.deadline or not _lasts(one)):
        fact = measure.deadline or measure.detail or measure.point
        day = _NAMED_DAY.search(fact.text) if fact else None
        if fact and day and (not measure.deadline or forms.before(measure.deadline)):
            found.append((fact, day[1], measure))
    return [found[n] for n in days.in_time([fact for fact, _, _ in found], brief.day)]


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
