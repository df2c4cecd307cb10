"""The values of a brief that are no text: date, length, whole numbers, choices. Each raises ValueError in Chinese."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from drafter.brief_keys import LENGTHS, Key
from drafter.errors import suggestion

_DATE = re.compile(r"(\d{4}) ?(?:年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]|([-/.])(\d{1,2})\4(\d{1,2}))")
_LENGTH = re.compile(r"(?:约|大约|大概)?(\d{1,9}(?:\.\d{1,3})?)([千万]?)(个?字|分钟?)?(?:左右|上下|以内)?")
_TIMES = {"": 1, "千": 1000, "万": 10000}


def day(text: str, _key: Key) -> date:
    """日期, as 2026-01-16, 2026/1/16, 2026.1.16 or 2026年1月16日."""
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        raise ValueError(f"要写成 2026-01-16 或 2026年1月16日，现在是“{shown(text)}”")
    year, month, number = (int(part) for part in (found[1], found[2] or found[5], found[3] or found[6]))
    try:
        return date(year, month, number)
    except ValueError:
        raise ValueError(f"没有“{shown(text)}”这一天") from None


def length(text: str, rate: int) -> int:
    """篇幅 in characters; minutes count `rate` characters each."""
    found = _LENGTH.fullmatch(re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", text)))
    if not found:
        raise ValueError(f"要写成 3000字 或 15分钟，现在是“{shown(text)}”")
    unit = found[3] or ""
    count = round(float(found[1]) * _TIMES[found[2]] * (rate if unit.startswith("分") else 1))
    low, high = LENGTHS
    if low <= count <= high:
        return count
    hint = f"，是不是 {found[1]}分钟？" if not unit and low <= float(found[1]) * rate <= high else ""
    raise ValueError(f"要在 {low} 到 {high} 字之间，现在是“{shown(text)}”{hint}")


def whole(text: str, key: Key) -> int:
    """A whole number within the bounds of its key."""
    text = unicodedata.normalize("NFKC", text)
    if not re.fullmatch(r"[+-]?\d{1,18}", text):
        raise ValueError(f"要写整数，现在是“{shown(text)}”")
    low, high = key.bounds
    if not low <= int(text) <= high:
        raise ValueError(f"要在 {low} 到 {high} 之间，现在是“{shown(text)}”")
    return int(text)


def choice(text: str, key: Key) -> str:
    """One of the words of its key."""
    if text not in key.choices:
        raise ValueError(f"只能写 {'、'.join(key.choices)}，现在是“{shown(text)}”{suggestion(text, key.choices)}")
    return text


def shown(text: str) -> str:
    """A value as a message quotes it."""
    return text if len(text) <= 20 else text[:20] + "…"
