"""Whether the numbers of a text run on: 一、 二、 四、 skips one, 一、 2、 mixes two ways of writing them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter import numbering
from drafter.numbering import Number

_STARTS = re.compile(r"^|[。！？；：，,;:]\s*")  # where an item (一是, 二要, 第三，) may begin
_NUMERAL = re.compile(r"[零〇一二三四五六七八九十百0-9０-９①-⑳]+")
_FORMS = "是要第"


def breaks(paragraphs: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Numbers that do not follow from the ones before them.

    Args:
        paragraphs: line and text of each, in order.

    Returns:
        Line and what is wrong, in Chinese. Masked numbers (X.) and dashes are passed over.
    """
    headings: dict[int, Number] = {}  # the last one of each level
    first: dict[int, Number] = {}  # the first one of each level, which sets how it is written
    items: dict[str, Number] = {}  # the last one of each form
    for line, text in paragraphs:
        number = numbering.parse(text)
        if number and number.level and number.value:
            found = _heading(number, headings, first)
            yield from ((line, message) for message in found)
            items = {}
        for item in _items(text):
            yield from ((line, message) for message in _item(item, items))


def _items(text: str) -> Iterator[Number]:
    for start in _STARTS.finditer(text):
        number = numbering.parse(text[start.end() : start.end() + 8])
        if number and number.form and number.form in _FORMS:
            yield number


def _heading(number: Number, last: dict[int, Number], first: dict[int, Number]) -> Iterator[str]:
    level = number.level
    other = next((up for up in range(level - 1, 0, -1) if up in last and last[up].value + 1 == number.value), 0)
    if level not in last and number.value > 1 and other:  # 一、 then 2、: counted on in another way
        yield f"序号写法混用：“{last[other].text}”后面是“{number.text}”"
        last[other] = number
        return
    same = first.setdefault(level, number)
    if _shape(same) != _shape(number):
        yield f"同级序号写法不一：前面是“{same.text}”，这里是“{number.text}”"
        first[level] = number
    if message := _follows(last.get(level), number, restarts=level > 1):
        yield message
    last[level] = number
    for deeper in [one for one in last if one > level]:
        del last[deeper]


def _item(item: Number, last: dict[str, Number]) -> Iterator[str]:
    before = last.get(item.form)
    newest = next(reversed(last.values()), None)
    if newest and newest.form != item.form and item.value == newest.value + 1 and _breaks_off(before, item):
        yield f"序号写法混用：“{newest.text}”后面是“{item.text}”"
    elif message := _follows(before, item, restarts=True):
        yield message
    last.pop(item.form, None)
    last[item.form] = item


def _breaks_off(before: Number | None, number: Number) -> bool:
    return before is None or before.value + 1 != number.value


def _follows(before: Number | None, number: Number, *, restarts: bool) -> str:
    """What is wrong with a number after the one before it; empty: nothing."""
    if before is None:
        return "" if number.value == 1 else f"序号从“{number.text}”起，前面没有更小的"
    if number.value == before.value + 1 or (number.value == 1 and restarts):
        return ""
    if number.value == before.value:
        return f"序号重复：又是“{number.text}”"
    if number.value > before.value:
        return f"序号跳过：“{before.text}”后面是“{number.text}”"
    return f"序号倒回：“{before.text}”后面是“{number.text}”"


def _shape(number: Number) -> str:
    """How a number is written, whatever it counts: 一、 and 十二、 have one shape."""
    return _NUMERAL.sub("#", number.text)
