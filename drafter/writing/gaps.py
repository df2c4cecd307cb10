"""What a problem counts, beside the goal or the measure that is for it: a rate in things, a part, a fall.

Each needs the same thing in the same unit on both sides; where that is not plain nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal

from drafter import numbering
from drafter.amounts import Amount, amounts, name_of, short, tenths, thing_of, told
from drafter.brief import Brief, Fact, Pair
from drafter.speech import Origin, Span
from drafter.writing import forms
from drafter.writing.compare import NO_STOCK, REST, Sum
from drafter.writing.derive import months_passed
from drafter.writing.fit import pairs
from drafter.writing.matching import word_lists
from drafter.writing.want import Bound

_SHARED = 2  # pairs of characters the names of two amounts share where they count the same thing
_PART = (Decimal("0.1"), Decimal("0.97"))  # of what is wrong, that a measure does away with
_RATE = re.compile(r"([^\W\d_]*率)(?:要|年底|再)?(?:达到|提高到|达|升到|不低于)(\d+(?:\.\d+)?)[%％]")
_ONLY = re.compile(r"(\d+)([个户家套间座台])([^\W\d_]{2,8}?)(?:[，中里]|目前|现在|才)*[只仅][^。；\d]{0,6}?(\d+)\2")
_DOWN = re.compile(r"(?:控制在|降到|降至|下降到|压到|压减到|压缩到|减到|缩短到|不超过)$")
_CUT = re.compile(
    "(?P<name>[一-龥]{2,12}?)(?:要|再|量)*比(?:去年|上年)(?:同期)?(?:要|再)?(?:下降|减少|压减|降低)(?P<tenths>[一二三四五六七八九])成"
)
_LEAST = Decimal("0.1")  # of what there is, that is worth a word
_BEFORE = 10  # characters before an amount that say of what it is


def rate_in_things(goal: Fact, problems: Sequence[Pair]) -> Sum | None:
    """What a rate comes to: 入驻率90% of 126个摊位, of which 58个 are let → 114个, 56个 more."""
    rate = _RATE.search(goal.text)
    for pair in problems if rate else ():
        found = _ONLY.search(pair.text.text)
        if not (rate and found) or found[3][-2:] not in rate[1]:
            continue
        whole, now = Decimal(found[1]), Decimal(found[4])
        needed = (whole * Decimal(rate[2]) / 100).to_integral_value(ROUND_CEILING)
        if now < needed <= whole:
            unit, origin = found[2], Origin("brief", pair.text.path)
            lack = f"{short(needed - now)}{unit}"
            return Sum(
                "率缺",
                {
                    "总数": (Span(f"{found[1]}{unit}{found[3]}", origin),),
                    "比率": (Span(f"{rate[2]}%", Origin("brief", goal.path)),),
                    "应数": (forms.derived(f"{short(needed)}{unit}", f"{whole}×{rate[2]}%，进一为{short(needed)}"),),
                    "现数": (Span(f"{found[4]}{unit}", origin),),
                    "余数": (forms.derived(lack, f"{short(needed)}－{now}={lack}"),),
                },
            )
    return None


def _of_one_kind(one: Amount, other: Amount) -> bool:
    """Whether two amounts count the same: 742名毕业生 and the 96人 of them."""
    return one.unit == other.unit or {one.unit, other.unit} <= {"人", "名", "位"}


def part_of_problem(problems: Sequence[Pair], measure: Fact, linked: bool = False) -> Sum | None:
    """How much of what a problem counts a measure does away with, or fills: 1000万元 of 1700万元 → 近六成.

    Args:
        problems: where to look, in order.
        measure: counts a part of it in the same unit.
        linked: the measure is known to answer the problem, so less must be shared.
    """
    lists = word_lists()
    gap_words, wrong, ordinary = lists["缺口词"], lists["存量词"], frozenset(lists["常见词"])
    if any(word in measure.text for word in REST):
        return None  # 剩余534处全部改造: all that is left, no part of it
    for pair in problems:
        if not any(word in pair.text.text for word in (*gap_words, *wrong)):
            continue
        for whole in amounts(pair.text.text):
            for part in amounts(measure.text):
                if part.unit != whole.unit or part.unit in NO_STOCK or not whole.value:
                    continue
                share = part.value / whole.value
                named = [
                    thing_of(text, one) or name_of(text, one)
                    for text, one in ((pair.text.text, whole), (measure.text, part))
                ]
                gap = any(word in pair.text.text for word in gap_words)
                alike = len((pairs(named[0]) & pairs(named[1])) - ordinary)
                if not linked and not gap and not _same_matter(pair.text.text, measure.text, wrong, ordinary):
                    continue
                alike += any(len(word) > 1 and word in pair.text.text and word in measure.text for word in wrong)
                alone = all(
                    sum(one.unit == part.unit for one in amounts(text)) == 1 for text in (pair.text.text, measure.text)
                )
                if any(one.value == whole.value and one.unit == whole.unit for one in amounts(measure.text)):
                    continue  # 13个小区打成4个包: all of them
                if any(_of_one_kind(one, whole) and one.start > whole.start for one in amounts(pair.text.text)):
                    continue  # 36万平方米厂房空置9.2万平方米: what is wrong is the last of them
                if any(one.value == part.value and _of_one_kind(one, part) for one in amounts(pair.text.text)):
                    continue  # 41个小区里有8个没有开工, and of those 8个: all that is wrong, no part of it
                enough = 0 if linked and gap and alone else _SHARED - linked  # 缺口1800人, 今年招生600人
                if alike < enough or not _PART[0] <= share <= _PART[1]:
                    continue
                rest = told(whole.value - part.value, whole.unit)
                words = tenths(share)
                about = "" if whole.exact and part.exact else "约"
                needs: dict[str, Bound] = {
                    "缺口" if gap else "存量": (Span(whole.bare, Origin("brief", pair.text.path)),),
                    "成数": (forms.derived(words, f"{part.bare}÷{whole.bare}={short(share * 100)}%"),),
                    "余数": (forms.derived(about + rest, f"{whole.bare}－{part.bare}={rest}"),),
                }
                if not gap:
                    needs["本数"] = (Span(part.bare, Origin("brief", measure.path)),)
                return Sum("缺口余" if gap else "存量余", needs)
    return None


def brought_down(fact: Fact, brief: Brief) -> Sum | None:
    """How far what a problem tells is to fall: 停机38小时, 压到15小时以内 → 六成.

    Only of what does not pile up, or of one half of a year beside the other.

    Returns:
        作用 "压平" where that is just what it lies above others, else "压到"; None: no problem tells it.
    """
    for aim in amounts(fact.text):
        if not _DOWN.search(fact.text[: aim.start]):
            continue
        name = fact.text[max(0, aim.start - _BEFORE) : aim.start]
        for pair in brief.review.problems:
            found = amounts(pair.text.text)
            for now in found:
                before = pair.text.text[max(0, now.start - _BEFORE) : now.start]
                if now.unit != aim.unit or now.value <= aim.value or not now.exact:
                    continue
                alike = len(pairs(name) & pairs(before)) >= min(_SHARED, len(pairs(before)) or _SHARED)
                owed = any(len(word) > 1 and word in name and before.endswith(word) for word in word_lists()["存量词"])
                if not owed and not (alike and _comparable(now, before, fact, brief)):
                    continue
                of = forms.bare_name(name_of(pair.text.text, now)).removeprefix("其中")
                if not of:
                    continue
                step, unit = now.value - aim.value, "个百分点" if now.unit == "%" else now.unit
                if step < _LEAST * now.value:
                    continue
                words = told(step, unit)
                needs: dict[str, Bound] = {
                    "指标": (Span(of, Origin("brief", pair.text.path)),),
                    "现数": (Span(now.bare, Origin("brief", pair.text.path)),),
                    "差数": (forms.derived(words, f"{now.bare}－{aim.bare}={words}"),),
                }
                if any(one.unit == unit and one.value == step and one is not now for one in found):
                    return Sum("压平", needs)
                share = step / now.value
                return Sum("压到", needs | {"成数": (forms.derived(tenths(share), f"{words}÷{now.bare}"),)})
    return None


def still_to_do(measure: Fact, goal: Fact | None, problems: Sequence[Pair]) -> Sum | None:
    """What has to follow a part: of 6800万元 owed 4000万元 are got in and 2000万元 may stay → at least 800万元 more."""
    limits = [one for one in amounts(goal.text) if _DOWN.search(goal.text[: one.start])] if goal else []
    for pair in problems if goal else ():
        assert goal
        for owed in amounts(pair.text.text):
            before = pair.text.text[max(0, owed.start - _BEFORE) : owed.start]
            word = next((one for one in word_lists()["存量词"] if before.endswith(one) and one in measure.text), "")
            for part in amounts(measure.text) if word and word in goal.text else ():
                for limit in limits:
                    left = owed.value - part.value
                    same = owed.unit == part.unit == limit.unit and owed.exact and part.exact
                    if not same or left <= limit.value:
                        continue
                    rest, more = told(left, owed.unit), told(left - limit.value, owed.unit)
                    needs: dict[str, Bound] = {
                        "存量": (Span(owed.bare, Origin("brief", pair.text.path)),),
                        "本数": (Span(part.bare, Origin("brief", measure.path)),),
                        "余数": (forms.derived(rest, f"{owed.bare}－{part.bare}={rest}"),),
                        "差数": (forms.derived(more, f"{rest}－{limit.bare}={more}"),),
                    }
                    return Sum("还要做", needs)
    return None


def cut_by(goal: Fact, problems: Sequence[Pair]) -> Sum | None:
    """What a share that is to go leaves: 停车类诉求比去年下降三成以上, of 4860件 → 3402件."""
    found = _CUT.search(goal.text)
    for pair in problems if found else ():
        assert found
        for one in amounts(pair.text.text):
            clause = forms.clause_before(pair.text.text, one.start)
            alike = len(pairs(found["name"]) & pairs(clause))
            left = one.value * (10 - numbering.number_value(found["tenths"])) / 10
            if alike < _SHARED or not one.exact or one.unit == "%" or left % 1:
                continue
            words = told(left, one.unit)
            needs: dict[str, Bound] = {
                "现数": (Span(one.bare, Origin("brief", pair.text.path)),),
                "应数": (forms.derived(words + "以内", f"{one.bare}×（1－{found['tenths']}成）={words}"),),
            }
            return Sum("降成数", needs)
    return None


def _same_matter(problem: str, measure: str, wrong: Sequence[str], ordinary: frozenset[str]) -> bool:
    """Whether a measure speaks of what is wrong, not only of whom: 4家敬老院 rebuilt are not 5 unsafe ones."""
    if any(len(word) > 1 and word in problem and word in measure for word in wrong):
        return True
    # the clause that is counted names them; what is wrong of them is said with 没有, 未, or in the next
    told = re.split(r"没有|未|还没|[，；]", problem, maxsplit=1)
    if len(told) == 1 or not re.search("没有|未|还没", problem):
        return True
    return bool((pairs(told[1]) & pairs(measure)) - ordinary)


def _comparable(now: Amount, before: str, fact: Fact, brief: Brief) -> bool:
    """Whether a figure of the time that is over can be set beside one to come: a rate, or one half beside the other."""
    if now.unit == "%" or any(word in before for word in word_lists()["均数词"]):
        return True
    return months_passed(brief.review) == 6 and "下半年" in fact.text
