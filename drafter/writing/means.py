"""What is at hand beside what is asked for: a price times a number, 23 buildings for 36 places.

A figure that is only read out is thrown away; a chance is money or room for something. Each needs the same thing in the
same unit on both sides; where that is not plain nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.amounts import Amount, amounts, told
from drafter.brief import Brief, Fact, Pair, Point
from drafter.speech import Origin, Span
from drafter.writing import forms
from drafter.writing.compare import Sum
from drafter.writing.fit import pairs
from drafter.writing.want import Bound

_THINGS = tuple("个户名人台套座处辆家所张亩间栋条")
_EACH = re.compile(
    rf"(?<![的由从])每(?P<unit>[{''.join(_THINGS)}])[^\d，。；由从原]{{0,10}}?"  # 由每亩400元提高到1000元: no longer
    r"(?P<money>\d+(?:\.\d+)?[万亿]?元)(?![以/每提涨降增调到])"
)
_INTO = re.compile(r"(?:改成|改建成|改造成|改建为|用作|建成|办成)(?P<thing>[一-龥]{2,6})")
_PEOPLE = ("人", "名", "个")
_N = r"\d+(?:\.\d+)?[万]?[个户名人台套座处辆张]"
_HAVE = re.compile(rf"(?P<thing>[一-龥]{{2,8}}?)(?:目前|现在|一共|总共|全镇|全县)*(?:只|仅|现|才)有(?P<amount>{_N})")
_SHOULD = re.compile(
    rf"应(?:配|有|设)[一-龥]{{0,8}}?(?P<should>{_N})[^。；]{{0,6}}?(?:实有|现有|只有|实配)[一-龥]{{0,4}}?(?P<have>{_N})"
)
_MUCH = r"\d+(?:\.\d+)?万?(?:吨|个|名|人|张|台|辆|座|处|亩|公里|立方米)"
_NEEDED = re.compile(rf"(?P<thing>[一-龥]{{2,12}}?)(?:需求|需要|要用|缺口)(?:量)?(?:约|为|是|有)?(?P<need>{_MUCH})")
_REACHED = re.compile(rf"(?:达到|增加到|提高到|扩大到|总数为)(?P<reached>{_MUCH})")
_ADDED = re.compile("再|新增|增加|增配|增设|添置|添|购置|租用|招聘|补充|引进")
_TOLD = re.compile("达到|总数|共|增加到|合计|由|从")  # it tells the whole itself
_BEFORE = 10  # characters before an amount that say of what it is


def paid_in_all(fact: Fact) -> Sum | None:
    """What so much for each comes to: 转型65张，每张补助4000元 → 26万元."""
    each = _EACH.search(fact.text)
    counted = [one for one in amounts(fact.text) if each and one.unit == each["unit"] and one.end <= each.start()]
    if not each or len(counted) != 1 or not counted[0].exact:
        return None
    if re.search("每个?[^，。；0-9]{0,4}$", forms.clause_before(fact.text, counted[0].start)):
        return None  # 每个村评10户，每户奖300元: the sum of one village is none
    return Sum("总价", _times(counted[0], fact, each))


def paid_for(chance: Pair, brief: Brief) -> Sum | None:
    """What a chance pays in all: 危桥改造每座补助65万元, and 26座危桥 are to be rebuilt → 1690万元."""
    each = _EACH.search(chance.text.text)
    if not each:
        return None
    clause = forms.clause_before(chance.text.text, each.end())
    for fact in _asked(brief.points):
        for one in amounts(fact.text):
            about = fact.text[max(0, one.start - _BEFORE) : one.end + _BEFORE]
            if one.unit == each["unit"] and one.exact and len(pairs(clause) & pairs(about)) >= 1:
                return Sum("机遇价", _times(one, fact, each))
    return None


def not_enough(measure: Fact, point: Point, chances: Sequence[Pair]) -> Sum | None:
    """How many are still missing when all there is is used: 23处校舍 made 助餐点, of which 36个 are wanted → 13个."""
    for chance in chances:
        into = _INTO.search(chance.answer.text) if chance.answer else None
        have = next((one for one in amounts(chance.text.text) if one.unit in _THINGS), None)
        if not into or not have or not any(_alike(have, one) for one in amounts(measure.text)):
            continue
        for wanted in amounts(point.goal.text) if point.goal else ():
            assert point.goal
            about = point.goal.text[max(0, wanted.start - _BEFORE) : wanted.end + _BEFORE]
            if into["thing"] in about and wanted.unit in _THINGS and wanted.value > have.value and have.exact:
                missing = told(wanted.value - have.value, wanted.unit)
                return Sum(
                    "不够",
                    {
                        "现有": (Span(have.bare, Origin("brief", chance.text.path)),),
                        "总数": (Span(wanted.bare, Origin("brief", point.goal.path)),),
                        "差数": (forms.derived(missing, f"{wanted.bare}－{have.bare}={missing}"),),
                    },
                )
    return None


def short_of_need(measure: Fact, problems: Sequence[Pair]) -> Sum | None:
    """What is still missing to what is needed: 烘干能力达到4550吨 beside 高峰日烘干需求5000吨 → 450吨; None: enough."""
    reached = _REACHED.search(measure.text)
    for pair in problems if reached else ():
        needed = _NEEDED.search(pair.text.text)
        if not needed or not reached:
            continue
        [want], [have] = amounts(needed["need"]), amounts(reached["reached"])
        about = pairs(needed["thing"]) & pairs(measure.text)
        if want.unit == have.unit and want.exact and have.exact and about and have.value < want.value:
            missing = told(want.value - have.value, want.unit)
            return Sum(
                "仍差",
                {
                    "总数": (Span(want.bare, Origin("brief", pair.text.path)),),
                    "差数": (forms.derived(missing, f"{want.bare}－{have.bare}={missing}"),),
                },
            )
    return None


def with_what_there_is(measure: Fact, problems: Sequence[Pair]) -> Sum | None:
    """What there is then: 再租用打捆机6台 where 打捆机只有9台 → 15台; None: the measure says so, or of other things."""
    if not _ADDED.search(measure.text) or _TOLD.search(measure.text):
        return None
    for pair in problems:
        for found in _HAVE.finditer(pair.text.text):
            have = amounts(found["amount"])
            more = [one for one in amounts(measure.text) if have and one.unit == have[0].unit and one.exact]
            if len(more) != 1 or not have[0].exact or found["thing"][-2:] not in measure.text:
                continue
            total = told(have[0].value + more[0].value, have[0].unit)
            return Sum(
                "合现",
                {
                    "现有": (Span(have[0].bare, Origin("brief", pair.text.path)),),
                    "总数": (forms.derived(total, f"{have[0].bare}＋{more[0].bare}={total}"),),
                },
            )
    return None


def fills_up(measure: Fact, problems: Sequence[Pair]) -> Sum | None:
    """That a measure brings just as many as are missing: 应配214人，实有176人, 招聘38名 → all 38名 of them."""
    for pair in problems:
        found = _SHOULD.search(pair.text.text)
        if not found or "缺" in pair.text.text:
            continue
        should, have = amounts(found["should"])[0], amounts(found["have"])[0]
        lack = should.value - have.value
        for one in amounts(measure.text):
            if one.value == lack and one.exact and {one.unit, have.unit} <= {have.unit, *_PEOPLE}:
                return Sum(
                    "补齐",
                    {
                        "应数": (Span(should.bare, Origin("brief", pair.text.path)),),
                        "现数": (Span(have.bare, Origin("brief", pair.text.path)),),
                        "差数": (forms.derived(one.bare, f"{should.bare}－{have.bare}={one.bare}"),),
                    },
                )
    return None


def _times(count: Amount, fact: Fact, each: re.Match[str]) -> dict[str, Bound]:
    [price] = amounts(each["money"])
    total = told(count.value * price.value, "元")
    return {
        "本数": (Span(count.bare, Origin("brief", fact.path)),),
        "总价": (forms.derived(total, f"{count.bare}×{each['money']}={total}"),),
    }


def _asked(points: Sequence[Point]) -> Iterator[Fact]:
    """Goals first, then measures."""
    yield from (point.goal for point in points if point.goal)
    for point in points:
        yield from (fact for measure in point.measures if (fact := measure.detail or measure.point))


def _alike(one: Amount, other: Amount) -> bool:
    return (one.value, one.unit) == (other.value, other.unit)
