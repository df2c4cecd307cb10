"""Days and months to what the brief dates, counted from the day of the speech; what is due first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from drafter.brief import Fact
from drafter.writing.forms import derived
from drafter.writing.want import Bound

_STRETCH = re.compile(r"从(\d{1,2})月(\d{1,2})日起?(?:，)?[到至](\d{1,2})月(\d{1,2})日(?!前)")
_DAY = re.compile(r"(?:今年)?(\d{1,2})月(?:(\d{1,2})[日号]|(底|末))(?!起|开始|以后|之后|后|到|至|—|-)")
_YEAR_END = ("年底", "今年底", "年末")
_MONTH = re.compile(r"(20\d\d)年(?:(\d{1,2})月底?|底)")
_MONTHS_LEFT = range(4, 31)
_SOON = range(5, 16)  # days to a date that make one hurry; more are no news to anybody


def in_all(fact: Fact, today: date | None) -> Bound | None:
    """Days of a stretch, both ends in: "从9月25日到11月10日不间断" → "47天"; None: none, or of unknown year."""
    found = _STRETCH.search(fact.text)
    if not found or not today:
        return None
    try:
        first, last = (date(today.year, int(found[n]), int(found[n + 1])) for n in (1, 3))
    except ValueError:
        return None
    count = (last - first).days + 1
    how = f"{first.isoformat()}到{last.isoformat()}，两头都算：{count}天"
    return (derived(f"{count}天", how),) if count > 1 else None


def left_to(deadline: Fact, today: date | None) -> Bound | None:
    """Days from the day of the speech to a date of the same year: "49天", derived; None: no date, past, or far away.

    Args:
        deadline: holds "4月底" or "4月30日".
        today: 日期 of the brief.
    """
    end, left = _end(deadline, today), until(deadline, today)
    if not end or not today or left is None:
        return None
    return (derived(f"{left}天", f"{today.isoformat()}到{end.isoformat()}：{left}天"),)


def months_to(fact: Fact, today: date | None) -> tuple[str, Bound] | None:
    """The month a fact names, and how many are left to it: "2027年6月", "14个月"; None: none, or too near or far."""
    found = _MONTH.search(fact.text)
    if not found or not today:
        return None
    months = (int(found[1]) - today.year) * 12 + int(found[2] or 12) - today.month
    how = f"{today.year}年{today.month}月到{found[0]}：{months}个月"
    return (found[0], (derived(f"{months}个月", how),)) if months in _MONTHS_LEFT else None


def until(deadline: Fact, today: date | None) -> int | None:
    """As `left_to`, the number alone."""
    end = _end(deadline, today)
    return left if end and today and (left := (end - today).days) in _SOON else None


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
