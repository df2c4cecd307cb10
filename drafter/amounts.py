"""Amounts as a brief tells them: how many of what, in a unit that can be reckoned with; writing does its sums here.

`facts` finds every figure; here a figure is read: 7.83亿元 is 783,000,000 元 of what stands before it or behind it.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from drafter import numbering
from drafter.record import record

_TENS = {"": Decimal(1), "百": Decimal(100), "千": Decimal(1000), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
# longest first: an alternation takes the first that fits
_UNITS = (
    "个百分点|个工作日|平方公里|平方米|立方米|千瓦时|人次|公里|公斤|千瓦|小时|分钟|个月"
    "|[%％元亩户家个件人项处座条台所名套场辆次头只株张份例起篇吨斤米天度间宗门栋床棵班期部支]"
)
_AMOUNT = re.compile(
    rf"(?P<before>约|近|超过|不少于|不超过)?(?P<number>\d+(?:\.\d+)?)(?P<over>多|余)?(?P<tens>[百千万亿]?)"
    rf"(?P<more>多|余)?(?P<unit>{_UNITS})(?P<after>多|以上|以内|以下|左右)?"
)
_SCALED = "元亩户家个件人吨斤株头只公里平方米立方米千瓦时千瓦人次公斤"  # units that take 万 and 亿
_LARGE = "元千瓦时"  # and those that take 亿 from where on 万 would count by the ten thousand
_MARKS = "，。；、：！？,;:（）()“”"
_WHEN = re.compile(
    r"^(?:到|在|力争)?(?:20\d\d年|今年|全年|年内|年底前?|今年底|本年|去年|上年|上半年|下半年|一季度|[上下]学期|\d{1,2}月(?:底|\d{1,2}[日号])?前?)+(?:内|前)?"
)
_REACHED = re.compile(
    r"(?:要|也|再|已|又|就|还|都|仅|只|共|累计|总共|一共|合计)*(?:提高|提升|增加|扩大|压减|压降|压缩|减少|缩短|下降|上升|降低|降|升|控制|稳定|保持|突破|达到|达|完成|实现|超过|有|为|是|只有|仅有)?"
    r"(?:到|至|在|了|过)?(?:约|近)?$"
)
_DID = re.compile(r"^(?:确保|力争|全年|年内|争取|努力|要|实现|完成|达到|推动|实施)+")
_NOUN = re.compile(r"[^\W\d_]{2,10}")


@record
class Amount:
    """How many of something, and where that stands in the text it was read from."""

    text: str  # "约7.83亿元", as it stands
    value: Decimal  # in `unit`: 7.83亿元 is 783000000
    unit: str  # 元, 户, %: without 万 and 亿
    start: int  # half-open [start, end)
    end: int
    exact: bool  # no 约, 近, 多, 余, 左右; 以上 and 以内 are limits and exact

    @property
    def bare(self) -> str:
        """As it stands, without 约, 以上 and the like: what a sum is told with."""
        return re.sub("^(?:约|近|超过|不少于|不超过)|(?:以上|以内|以下|左右)$", "", self.text)


@lru_cache(maxsize=1024)
def amounts(text: str) -> tuple[Amount, ...]:
    """Every amount with a unit, in order; dates, ordinals and years are none."""
    found = []
    for match in _AMOUNT.finditer(text):
        behind, ahead = text[: match.start()][-1:], text[match.end() :][:1]
        if behind in ("第", ".", "-", "—", "/") or behind.isdigit() or (match["unit"] == "个" and ahead == "月"):
            continue
        unit = "%" if match["unit"] == "％" else match["unit"]
        vague = match["before"] in ("约", "近") or match["over"] or match["more"] or match["after"] in ("多", "左右")
        value = Decimal(match["number"]) * _TENS[match["tens"]]
        found.append(Amount(match[0], value, unit, *match.span(), not vague))
    return tuple(found)


def name_of(text: str, amount: Amount) -> str:
    """What an amount is the figure of, as it stands before it: "营业收入" of "全年营业收入要达到8.5亿元".

    Empty: nothing stands there but verbs and times.
    """
    start = max([text.rfind(mark, 0, amount.start) + 1 for mark in _MARKS], default=0)
    others = [one.end for one in amounts(text) if one.end <= amount.start]
    before = text[max([start, *others]) : amount.start]
    before = _REACHED.sub("", before)
    for pattern in (_WHEN, _DID, _WHEN):
        before = pattern.sub("", before)
    return before.removesuffix("的").removeprefix("的")


def thing_of(text: str, amount: Amount) -> str:
    """What is counted, as it stands behind an amount: "重点项目" of "46个重点项目"; empty: a mark or a verb does."""
    found = _NOUN.match(text, amount.end)
    return re.split("[的到在由从要已被把将给和与及能可]", found[0])[0] if found else ""


def short(value: Decimal) -> str:
    """Two decimals at most, no zeros at the end."""
    rounded = value.quantize(Decimal("0.01") if value < 10 else Decimal("0.1"), ROUND_HALF_UP)
    return format(rounded.normalize(), "f")


def told(value: Decimal, unit: str) -> str:
    """ "1300万元" of 13000000 元: 万 and 亿 where people say them."""
    if unit in _LARGE and abs(value) >= _TENS["亿"]:
        return f"{short(value / _TENS['亿'])}亿{unit}"
    if unit in _SCALED and abs(value) >= _TENS["万"]:
        return f"{short(value / _TENS['万'])}万{unit}"
    return f"{short(value)}{unit}"


_ROUND = Decimal("0.08")  # of a tenth: 60.3 % is said 六成
_NEARLY = Decimal("0.68")  # of a tenth: 37.2 % is said 近四成
_PARTS = (("四分之一", 1, 4), ("三分之一", 1, 3), ("一半", 1, 2), ("三分之二", 2, 3), ("四分之三", 3, 4))
_CLOSE = Decimal("0.007")  # a share that near to such a part is told by it


def tenths(share: Decimal) -> str:
    """ "六成" of 0.603, "三分之一" of 0.33, "近五成" of 0.48, "三成多" of 0.36; between 0.1 and 1."""
    for words, parts, of in _PARTS:
        if abs(share - Decimal(parts) / of) <= _CLOSE:
            return words
    whole, rest = divmod(share * 10, 1)
    if rest > _NEARLY:
        return "全部" if whole == 9 else f"近{numbering.chinese(int(whole) + 1)}成"
    return numbering.chinese(int(whole)) + ("成" if rest < _ROUND else "成多")
