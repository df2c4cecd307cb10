"""Numbers of headings and items: reading them off a line and writing them."""

from __future__ import annotations

import re
from functools import lru_cache

from drafter.record import record

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_HAN = "零〇一二三四五六七八九十百"
_FIGURES = "0123456789０１２３４５６７８９"
_CIRCLED = "".join(map(chr, range(ord("①"), ord("⑳") + 1)))
_CHINESE = f"[{_HAN}]{{1,5}}"
_ARABIC = "[0-9０-９]{1,3}"
_MASK = r"[XxＸｘ]|\*{1,2}"
# GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）; the other forms are what people write instead.
# Level, form, what it begins with, pattern: one whose beginning no line has is not even compiled (2 ms for all).
_FORMS = (
    (1, "", _HAN, rf"({_CHINESE})[、．.](?!\d)"),
    (2, "", "（(", rf"[（(]({_CHINESE})[）)][、．.]?(?!\d)"),
    (3, "", _FIGURES, rf"({_ARABIC})[.．、](?![0-9０-９])"),
    (3, "", "XxＸｘ*", rf"({_MASK})[.．、](?=[“‘《【]?[\u4e00-\u9fff])"),
    (4, "", "（(", rf"[（(]({_ARABIC})[）)][、．.]?"),
    (4, "", _FIGURES, rf"({_ARABIC})[）)]"),
    (4, "", _CIRCLED, "([①-⑳])"),
    (0, "是", _HAN, f"({_CHINESE})是"),
    (0, "要", _HAN, f"({_CHINESE})要(?!求)"),
    (0, "第", "第", f"第({_CHINESE})(?:是(?!否)|(?:件事|句话|个方面)?[，,、：:])"),
    (0, "—", "—─－-●■◆▲◎○", r"()(?:—{1,2}|[─－]{2}|--|[●■◆▲◎○])"),
)
_BY_HEAD = {
    char: tuple((level, form, pattern) for level, form, heads, pattern in _FORMS if char in heads)
    for char in "".join(heads for _, _, heads, _ in _FORMS)
}
# "一、二季度", "二、三产业": an enumeration of the neighbours n and n+1, not the number of a heading
_ENUMERATION = re.compile(f"({_CHINESE})[、，,和至到级类线产季期轮批]")


@record
class Number:
    """A number at the head of a line."""

    text: str  # as printed: "一、" "（二）" "X." "一是" "第一，" "——"
    level: int  # 1-4 by its form; 0: an item (一是, 一要, 第一，, ——), see `item_level`
    value: int  # 0: masked (X.) or a dash
    form: str = ""  # of an item: "是" "要" "第" "—"


@lru_cache(maxsize=4096)  # reading asks of one sentence four times
def parse(text: str) -> Number | None:
    """The number that `text` begins with, if it begins with one; white space before it is not skipped."""
    for level, form, pattern in _BY_HEAD.get(text[:1], ()):
        if found := re.match(pattern, text):
            value = number_value(found[1])
            if level == 1 and _is_enumeration(text[found.end() :], value):
                return None
            return Number(found[0], level, value, form)
    return None


def _is_enumeration(rest: str, value: int) -> bool:
    following = _ENUMERATION.match(rest)
    return bool(following) and following is not None and number_value(following[1]) == value + 1


def number_value(numeral: str) -> int:
    """Value of "十二", "12", "１２" or "⑫"; 0 for anything else (a masked number)."""
    if numeral.isdecimal():
        return int(numeral)
    if len(numeral) == 1 and "①" <= numeral <= "⑳":
        return ord(numeral) - ord("①") + 1
    total = digit = 0
    for char in numeral.replace("〇", "零"):
        unit = next((size for size, name in _UNITS if name == char), 0)
        if unit:
            total += (digit or 1) * unit
            digit = 0
        elif char in _DIGITS:
            digit = _DIGITS.index(char)
        else:
            return 0
    return total + digit


def chinese(n: int) -> str:
    """三, 十二, 二十, 一百零五. `n` is 0 to 9999."""
    if not 0 <= n <= 9999:
        raise ValueError(n)
    if n < 10:
        return _DIGITS[n]
    text, rest, gap = "", n, False
    for size, name in _UNITS:
        digit, rest = divmod(rest, size)
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + name
        gap = not digit
    text += ("零" if gap and rest else "") + (_DIGITS[rest] if rest else "")
    return text[1:] if text.startswith("一十") else text


def heading_number(level: int, n: int) -> str:
    """Number of the n-th heading of a level: 一、 （一） 1. （1）.

    Args:
        level: 1-4.
        n: from 1.

    Source:
        GB/T 9704-2012, 7.3.3.
    """
    return {1: f"{chinese(n)}、", 2: f"（{chinese(n)}）", 3: f"{n}.", 4: f"（{n}）"}[level]


def item(n: int, form: str) -> str:
    """Number of the n-th item by its form: 是 一是, 要 一要, 第 第一，, — ——."""
    return {"第": f"第{chinese(n)}，", "—": "——"}.get(form, f"{chinese(n)}{form}")


FIRSTLY = ("首先", "其次", "再次", "最后")


def firstly(n: int, of: int, named: bool) -> str:
    """Word for the n-th of a few items: 首先，其次，最后，; with a name after it 首先是.

    Args:
        n: from 1.
        of: how many items there are; more than FIRSTLY has words for are counted: 一是.
        named: whether the name of the item follows.
    """
    if of > len(FIRSTLY):
        return item(n, "是")
    word = FIRSTLY[-1] if n == of > 2 else FIRSTLY[n - 1]
    return word + ("是" if named else "，")


def item_level(above: int) -> int:
    """Level of an item (一是…) under a heading of level `above` (0: under none): one below it, 2 to 4."""
    return min(max(above, 1) + 1, 4)
