"""Numbers of headings and items: reading them off a line and writing them."""

from __future__ import annotations

import re
from functools import lru_cache

from drafter.record import record

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"))
_HAN = "零〇一二三四五六七八九十百"
_FIGURES = "0123456789０１２３４５６７８９"
_SETS = (
    (4, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    (2, "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"),
    (3, "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    (4, "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
)  # numbers in one character, in order, and their level
_CHINESE = f"[{_HAN}]{{1,5}}"
_ARABIC = "[0-9０-９]{1,3}"
_MASK = r"[XxＸｘ]|\*{1,2}"
_DASHES = "—─－"  # an 一 that a scanner misread
_COUNTED = "(?:[点条件桩步项层个句关])?(?:事情?|方面|问题|意思|要求|意见|建议|希望|体会|感受|任务|话|字)?"
_FIGURE = r"\d(?!\d{3}年)"  # what follows is a number of its own, not a year (一、2023年工作回顾)
_CLOSE = "[）)〉》]"
# GB/T 9704-2012, 7.3.3: 一、 （一） 1. （1）; the other forms are what people write instead, or what is left of theirs:
# a space inside, 丶 for 、 and — for 一 (scanned), ㈠ ⒈ ⑴ in one character (old files).
# Level, form, what it begins with, pattern: one whose beginning no line has is not even compiled (2 ms for all).
_FORMS = (
    (1, "", _HAN, rf"({_CHINESE})\s?[、．.丶](?!{_FIGURE})"),
    (1, "", _DASHES, f"([{_DASHES}])[、丶]"),
    (1, "", "第", rf"第({_CHINESE}|{_ARABIC})(?:部分|板块|[章篇])(?:[，,、：:]|(?=\s))"),
    (2, "", "（(", rf"[（(]\s?({_CHINESE}|[{_DASHES}])\s?{_CLOSE}[、．.]?(?!{_FIGURE})"),
    (2, "", _HAN, rf"({_CHINESE})[）)]"),
    (3, "", _FIGURES, rf"({_ARABIC})\s?[.．、](?!{_FIGURE})"),
    (3, "", "XxＸｘ*", rf"({_MASK})[.．、](?=[“‘《【]?[\u4e00-\u9fff])"),
    (4, "", "（(", rf"[（(]\s?({_ARABIC})\s?[）)][、．.]?"),
    (4, "", _FIGURES, rf"({_ARABIC})[）)]"),
    *((level, "", chars, f"([{chars[0]}-{chars[-1]}])") for level, chars in _SETS),
    (0, "是", _HAN, rf"({_CHINESE})是(?!\1[、，,。是])"),  # not 一是一、二是二
    (0, "要", _HAN, f"({_CHINESE})要(?!求)"),
    (0, "第", "第", rf"第({_CHINESE}|{_ARABIC})(?:是(?!否)|{_COUNTED}[，,、：:](?!\d))"),
    (0, "第", "头", f"头(一)[点条件桩步个句]{_COUNTED}[，,、：:]"),
    (0, "第", "其", f"其({_CHINESE})[是，,、：:]"),
    (0, "—", "—─－-●■◆▲◎○★☆◇□", r"()(?:—{1,2}|[─－]{2}|--|[●■◆▲◎○★☆◇□])"),
)
# What counts only where others count on (see `word`): level, form, what it begins with, pattern, value (None: read it).
_VERBS = "靠抓看查问讲谈比盯防守改治建促保强补拼练学管控扶帮突优聚严立破转提扩育用凭借想求以从让把重明敢"
_TELL = "(?:(?:说|谈|讲|看|聊){1,2}|(?:说|谈|讲|看|聊)一[说谈讲看聊])(?![得法好起])"
_WORDS: tuple[tuple[int, str, str, str, int | None], ...] = (
    (0, "第", "首", "(首先)(?:是|要|[，,、：:])", 1),
    (0, "第", "其", "(其次)(?:是|要|[，,、：:])", 2),
    (0, "第", "再", "(再次|再者)(?:是|要|[，,、：:])", 3),
    (0, "第", "最", f"(最后)(?:是|要|[，,、：:])(?!.{{0,4}}(?:祝|谢|让我们|代表|{_TELL}))", 0),
    (0, "第", "第", rf"第({_CHINESE})(?=\s|要)", None),
    (0, "说", "先首", f"()(?=(?:首先|先){_TELL})", 1),
    (0, "说", "再其还接", f"()(?=(?:其次|再次|再|还要|接着|接下来){_TELL})", 2),
    (0, "说", "最", f"()(?=最后{_TELL})", 0),
    (0, "动", _HAN, rf"({_CHINESE})[{_VERBS}](?=[\u4e00-\u9fff“])", None),
    (1, "", _HAN, rf"({_CHINESE})(?:[，,：:]|(?=\s))", None),
    (3, "", _FIGURES, rf"({_ARABIC})(?=\s+[\u4e00-\u9fff“])", None),
)
_BY_HEAD = {
    char: tuple((level, form, pattern) for level, form, heads, pattern in _FORMS if char in heads)
    for char in "".join(heads for _, _, heads, _ in _FORMS)
}
# "一、二季度", "二、三产业", "第一、第二产业": an enumeration of the neighbours n and n+1, not the number of a heading
_ENUMERATION = re.compile(f"第?({_CHINESE})[、，,和至到级类线产季期轮批]")


@record
class Number:
    """A number at the head of a line."""

    text: str  # as printed: "一、" "（二）" "X." "一是" "第一，" "——"
    level: int  # 1-4 by its form; 0: an item (一是, 一要, 第一，, ——), see `item_level`
    value: int  # 0: masked (X.) or a dash
    form: str = ""  # of an item: "是" "要" "第" "—", and of words that count: "说" (先说), "动" (一靠)


@lru_cache(maxsize=4096)  # reading asks of one sentence four times
def parse(text: str) -> Number | None:
    """The number that `text` begins with, if it begins with one; white space before it is not skipped."""
    for level, form, pattern in _BY_HEAD.get(text[:1], ()):
        if found := re.match(pattern, text):
            value = number_value(found[1])
            if found[0][-1] in "、，" and _is_enumeration(text[found.end() :], value):
                return None
            return Number(found[0], level, value, form)
    return None


@lru_cache(maxsize=4096)
def word(text: str) -> Number | None:
    """What `text` begins with that counts only where others count on: 首先， 一靠 先说 "一 ".

    首先，我代表… counts nothing and 一看 is not always followed by 二看: who asks looks for the next one. The words of
    先说… are part of what is said, so the text of that number is empty. Value 0: the last one, whichever that is.
    """
    for level, form, heads, pattern, value in _WORDS:
        if text and text[0] in heads and (found := re.match(pattern, text)):
            return Number(found[0], level, number_value(found[1]) if value is None else value, form)
    return None


def counted(text: str) -> Number | None:
    """The number of a heading or item that is known to have one."""
    return parse(text) or word(text)


def _is_enumeration(rest: str, value: int) -> bool:
    following = _ENUMERATION.match(rest)
    return bool(following) and following is not None and number_value(following[1]) == value + 1


def number_value(numeral: str) -> int:
    """Value of "十二", "12", "１２", "⑫" or "㈡"; 0 for anything else (a masked number)."""
    if numeral.isdecimal():
        return int(numeral)
    if len(numeral) == 1 and (numeral in _DASHES or any(numeral in chars for _, chars in _SETS)):
        return next((chars.index(numeral) + 1 for _, chars in _SETS if numeral in chars), 1)
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
