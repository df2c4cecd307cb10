"""Sums within what the brief says in one place: a part of a whole, a step between two figures, the days to a date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from drafter import numbering
from drafter.brief import Fact
from drafter.speech import Origin, Span
from drafter.writing.derive import short
from drafter.writing.forms import derived
from drafter.writing.want import Bound

_N = r"(\d+(?:\.\d+)?)"
_UNIT = r"([^\W\d_]{1,3}?)"
_PART = re.compile(rf"{_N}{_UNIT}[^。；]*?(?:其中|还有|仍有)[^。；\d]*{_N}\2")
_ONLY = re.compile(rf"{_N}{_UNIT}[^。；\d]*?[只仅][^。；\d]{{0,6}}{_N}\2")
_PAID = re.compile(
    rf"{_N}(元|万元|亿元)[^。；\d]*?[补出拿担贴付][^。；\d]{{0,4}}{_N}\2[^。；\d]*?(?:剩下|其余|余下|不足)"
)
_OF = "(%|万元|亿元|万吨|万亩|个工作日|个百分点|小时|分钟|公里|平方米|[元吨亩家个件户人项处座条台套辆次天步张份分])?"
_STEP = re.compile(rf"[由从]{_N}{_OF}[^\W\d_]{{0,6}}?[到至]{_N}{_OF}")
_DAY = re.compile(r"(?:今年)?(\d{1,2})月(?:(\d{1,2})[日号]|(底|末))(?!起|开始|以后|之后|后)")
_YEAR_END = ("年底", "今年底", "年末")
_SMALL, _LARGE = Decimal("0.25"), Decimal("0.95")  # a part that is worth a word
_WORTH = Decimal("0.15")  # of the larger figure: a step that is worth a word
_MANY = 10  # things, likewise
_ABOUT = Decimal("0.08")  # of a tenth: 60.3 % is said 六成
_SOON = range(5, 46)  # days to a date that are worth counting


def part_of(fact: Fact) -> Bound | None:
    """Tenths of a whole: "投诉63件，其中38件是……" → "六成", derived; None: no part is told, or one not worth a word."""
    found = _PART.search(fact.text)
    if not found or not Decimal(found[1]):
        return None
    share = Decimal(found[3]) / Decimal(found[1])
    if not _SMALL <= share <= _LARGE:
        return None
    whole, rest = divmod(share * 10, 1)
    if rest > 1 - _ABOUT * 3:
        words = f"近{numbering.chinese(int(whole) + 1)}成"
    else:
        words = numbering.chinese(int(whole)) + ("成" if rest < _ABOUT else "成多")
    return (derived(words, f"{found[3]}÷{found[1]}={short(share * 100)}%"),)


def lacking(fact: Fact) -> Bound | None:
    """What is missing: "126个摊位只租出去58个" → "68个", derived; None: no such two figures."""
    return _less(_ONLY.search(fact.text))


def rest_of_cost(fact: Fact) -> Bound | None:
    """What is left to pay: "要花9.8万元，镇里补6万元，剩下的……" → "3.8万元", derived; None: no such two figures."""
    return _less(_PAID.search(fact.text))


def _less(found: re.Match[str] | None) -> Bound | None:
    if not found or Decimal(found[3]) >= Decimal(found[1]):
        return None
    left = f"{short(Decimal(found[1]) - Decimal(found[3]))}{found[2]}"
    return (derived(left, f"{found[1]}－{found[3]}={left}"),)


def step(fact: Fact) -> tuple[bool, Bound] | None:
    """How far a figure is to move: "由20%提高到30%" → up, "10个百分点"; "由47项压减到15项以内" → down, "32项".

    Returns:
        Whether it goes up, and the difference, derived; None: no such step, or the units differ.
    """
    found = _STEP.search(fact.text)
    if not found:
        return None
    before, after, unit = Decimal(found[1]), Decimal(found[3]), found[4] or ""
    difference = abs(after - before)
    if (
        (found[2] or unit) != unit
        or not unit
        or difference < _WORTH * max(before, after)
        or (unit != "%" and difference < _MANY)
    ):
        return None
    unit = "个百分点" if unit == "%" else unit
    how = f"{short(max(before, after))}－{short(min(before, after))}={short(difference)}{unit}"
    return after > before, (derived(f"{short(difference)}{unit}", how),)


def days_left(deadline: Fact, today: date | None) -> Bound | None:
    """Days from the day of the speech to a date of the same year: "49天", derived; None: no date, past, or far away.

    Args:
        deadline: holds "4月底" or "4月30日".
        today: 日期 of the brief.
    """
    end = _end(deadline, today)
    if not end or not today or (end - today).days not in _SOON:
        return None
    left = (end - today).days
    return (derived(f"{left}天", f"{today.isoformat()}到{end.isoformat()}：{left}天"),)


def _end(deadline: Fact, today: date | None) -> date | None:
    """The day a deadline of the year of the speech falls on; None: it names no day, or it is no date."""
    if today and deadline.text.strip().startswith(_YEAR_END):
        return date(today.year, 12, 31)
    found = _DAY.search(deadline.text)
    if not found or not today:
        return None
    month = int(found[1])
    try:
        if found[2]:
            return date(today.year, month, int(found[2]))
        return date(today.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except ValueError:
        return None


def in_time(deadlines: Sequence[Fact], today: date | None) -> list[int]:
    """Numbers of the deadlines that name a day still to come, from 0, the nearest first; of equals the first."""
    ends = [(end, n) for n, fact in enumerate(deadlines) if (end := _end(fact, today)) and today and end > today]
    return [n for _, n in sorted(ends)]


def day_named(deadline: Fact) -> Bound:
    """ "4月底": the date `days_left` counts to."""
    found = _DAY.search(deadline.text)
    assert found
    return (Span(found[0], Origin("brief", deadline.path)),)
