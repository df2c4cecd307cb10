"""Two things of the brief beside one another: growth beside growth, a fall beside a rise, a debt beside the profit.

Each needs the same thing in the same unit on both sides, or two that belong together (增速对); else nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from drafter.amounts import Amount, amounts, name_of, short, told
from drafter.brief import Brief, Fact, Review
from drafter.speech import Origin, Span
from drafter.writing import forms
from drafter.writing.compare import NO_STOCK, Sum, last_year, reported
from drafter.writing.fit import pairs
from drafter.writing.forms import derived
from drafter.writing.matching import word_lists
from drafter.writing.want import Bound

_MOST = Decimal(3)  # times last year's: more is of another kind
_FASTER = Decimal(1)  # percentage points between two rates of growth that are worth a word
_FELL = re.compile("(?:比上年|比去年|比去年同期|同比)(?:减少|下降|少|回落)")
_STEP_TOLD = re.compile("[由从].*[到至]|比去年|比上年|累计|总数")
_ALIKE = 3  # pairs of characters what is to be done and what was done share
_WORTH = Decimal("0.1")  # of what was done: more that is worth a word


def faster(review: Review) -> Sum | None:
    """Which of two indicators that belong together grew faster: 利润 beside 收入, as 增速对 tells."""
    rates = [
        (one, grown[0])
        for one in review.achievements
        if one.indicator and one.growth and (grown := amounts(one.growth.text))
        if grown[0].unit == "%" and grown[0].start == 0
    ]
    for pair in word_lists()["增速对"]:
        for one, rate in rates:
            for other, slower in rates:
                if one is other or not one.indicator or not other.indicator:
                    continue
                if not (_is(one.indicator.text, pair["快"]) and _is(other.indicator.text, pair["慢"])):
                    continue
                difference = rate.value - slower.value
                if difference >= _FASTER:
                    step = f"{short(difference)}个百分点"
                    return Sum(
                        pair["作用"],
                        {
                            "快": forms.said(one.indicator),
                            "慢": forms.said(other.indicator),
                            "增量": (derived(step, f"{rate.bare}－{slower.bare}={step}"),),
                        },
                    )
    return None


def _is(name: str, words: Sequence[str]) -> bool:
    return name.endswith(tuple(words))


def against_the_trend(problem: Fact, brief: Brief) -> Bound:
    """That something falls while what goes with it grows: 营业收入增长8.2%，利润总额却在往下走; empty: nothing does."""
    fell = _FELL.search(problem.text)
    found = amounts(problem.text)
    if not fell or not found or found[0].start > fell.start():
        return ()
    name = name_of(problem.text, found[0])
    ordinary = frozenset(word_lists()["常见词"])
    for one in brief.review.achievements if name else ():
        grown = amounts(one.growth.text) if one.growth else ()
        if not (one.indicator and one.growth and grown and grown[0].start == 0 and grown[0].value > 0):
            continue
        together = any(_is(name, pair["快"]) and _is(one.indicator.text, pair["慢"]) for pair in word_lists()["增速对"])
        if together or (pairs(name) & pairs(one.indicator.text)) - ordinary:
            fallen: Bound = (Span("，"), Span(name, Origin("brief", problem.path)), Span("却在往下走："))
            return (*forms.said(one.indicator), Span("增长"), *forms.said(one.growth), *fallen)
    return ()


def profit(problem: Fact, brief: Brief) -> Sum | None:
    """A debt beside the profit of the year, where it is more: 5200万元 beside 4160万元 → 1040万元 more."""
    lists = word_lists()
    if not any(word in problem.text for word in lists["欠账词"]):
        return None
    owed = [one for one in amounts(problem.text) if one.unit == "元"][:1]
    for reached in reported(brief):
        if owed and _is(reached.name, lists["利润指标"]) and reached.amount.unit == "元":
            more = owed[0].value - reached.amount.value
            if more > 0:
                step = told(more, "元")
                how = f"{owed[0].bare}－{reached.amount.bare}={step}"
                return Sum("超利润", {"利润": reached.words, "差数": (derived(step, how),)})
    return None


def last_year_of(measure: Fact, name: str, brief: Brief) -> Sum | None:
    """How much more a measure is than last year's of its kind: 活体抵押贷款再投放3亿元, 2.3亿元 → 7000万元.

    Args:
        measure: counts what is to be done.
        name: what the brief calls it; empty: nothing.
        brief: reports what was done last year.
    """
    if not last_year(brief) or _STEP_TOLD.search(measure.text):
        return None
    ordinary = frozenset(word_lists()["常见词"])
    for aim in amounts(measure.text):
        said = f"{name}，{_clause_before(measure.text, aim)}"
        for one in brief.review.achievements:
            for done in amounts(one.text.text) if one.text else ():
                assert one.text
                told_of = _clause_before(one.text.text, done)
                alike = pairs(said) & pairs(told_of) - ordinary
                counted = done.unit == aim.unit and aim.unit not in NO_STOCK and aim.exact and done.exact
                if not counted or not done.value or len(alike) < _ALIKE:
                    continue
                if not Decimal(1) + _WORTH <= aim.value / done.value <= _MOST:
                    continue
                more = told(aim.value - done.value, aim.unit)
                return Sum(
                    "比去年",
                    {
                        "现数": (Span(done.bare, Origin("brief", one.text.path)),),
                        "增量": (derived(more, f"{aim.bare}－{done.bare}={more}"),),
                    },
                )
    return None


def _clause_before(text: str, amount: Amount) -> str:
    """What stands before an amount in its clause, other amounts left out."""
    return re.sub(r"\d[\d.]*[^\W\d_]?", "", forms.clause_before(text, amount.start))
