"""A measure with who does it and by when, woven as far as one breath allows."""

from __future__ import annotations

import re

from drafter.brief import Fact, Measure, Point
from drafter.speech import Origin, Span
from drafter.writing import forms
from drafter.writing.loom import Loom
from drafter.writing.matching import word_lists
from drafter.writing.want import Bound, Want

_THING = 3  # characters of a thing that is dealt with, at least
_SOME = 1  # measure with a date shows no rule
_LONG = 58  # characters of a measure from which owner and date get a sentence of their own
_TIME = re.compile(r"[\d０-９]+(?:小时|分钟|天|日|月|年|个工作日|周)")  # 24小时值班 is no amount to answer for
_DATED = re.compile(
    r"(?:[\d０-９一二三四五六七八九十]+[年月日]|[上下]半年|[年月季]底|[年月季]末|[一二三四]季度|汛期|入冬|春节)[底末初]?(?:[之以]?前|内)"
)
# a standing rule, a share to keep, or something with its own term
_BOUND = re.compile(
    "立即|马上|超过|[以之]内|个月内|工作日内|[日天时钟周]内|实行|不[少多低高超]|每|控制在|达到|一律|[0-9一二三四五六七八九十][年月日]"
)
# 12个项目开工 is no thing that is 完成 or 办好 by a day: it says itself what is to be so by then
_RESULT = re.compile(
    "(?:开工|复工|完成|清零|验收|销号|投产|投用|通车|贯通|开餐|开业|开放|到位|签约|进场|入规|申报|上岗|全覆盖|运行|开通|达到[^，；]+|[以之][内下上])$"
)
_BY = re.compile("(?<![自理])由(?!于|[0-9一二三四五六七八九十])[一-龥]{2,}")
_COUNTS = re.compile("[0-9０-９]|[两二三四五六七八九十](?:家|个|名|处|条|座|所)")
# 8个村民小组轮流看火
_WHO = re.compile(r"\d+个(?:村民)?(?:小?组|队|班|村|社区|乡镇|街道|部门|单位|学校|站|所)(?![的里内])[一-龥]")
_OF_SO_MANY = re.compile(r"\d+个[^，。；]{1,3}的(?=.)")  # 17个村的干部分片包地块
_SO_MANY = re.compile(r"[两二三四五六七八九十\d]+个")
_BARRED = re.compile("不准|不许|不得|严禁|禁止|不予|取消|停办")
_BEGINS = re.compile(r"^[^，；]*[日月初年天]起[。]?$")  # 4月1日起
_RULES = re.compile("一律|不得|必须|不准")  # 新建系统一律先过审查: who must do it is said
_HEAD = re.compile("[一-龥]{2,7}")  # where who acts would stand
_EACH_OF = re.compile("[一-龥]{2}(?:每[一-龥]|前(?!期)|后(?![备勤续])|时(?![间段限])|中(?!心))")
_SEVERAL = re.compile("[、，,]|(?<=[局委办部院所站队司团心府镇乡县区村处科室厅校厂])[和及与]")  # 发展和改革局 is one


def fact_places(draft: Loom, index: int, key: str, measure: Measure, group: str, answered: bool = False) -> list[Want]:
    """One place, or two where fact and details together are too long for one breath; not yet in any paragraph.

    Args:
        draft: counts the holes.
        index: of the 意见.
        key: of the measure within it, "举措[0]".
        measure: its 内容, else its 要点, is the fact.
        group: key of the enumeration; empty: of none.
        answered: a 对策 beside it says how, so that nobody asks who.
    """
    fact = measure.detail or measure.point
    assert fact
    point, since = draft.brief.points[index], _since(measure, fact)
    value = (*since, *forms.said(fact))
    roles: tuple[str, ...]
    ends_sentence = any(mark in fact.text.rstrip(forms.STOPS) for mark in "。！？")
    details = _details(draft, measure, fact, f"{point.path}.{key}", point, begun=bool(since), answered=answered)
    barred = _BARRED.search(re.split("[，；]", fact.text.rstrip(forms.STOPS))[-1])  # 不许再摆，由城管办负责
    crowded = (
        ends_sentence
        or (bool(barred) and "待补" not in details)
        or forms.width(value) + sum(map(forms.width, details.values())) > _LONG + 12
    )
    if crowded:
        places = [draft.place(index, key, "measure", (), words=(*value, Span("。")), items=group)]
        if details:
            more = {"needs": details, "words": _in_order(details)}
            roles = () if _open(details) else ("编织后",)
            places.append(draft.place(index, f"{key}.交代", "measure", roles, **more))
        return places
    words = (*value, *((Span("，"), *_in_order(details)) if details else (Span("。"),)))
    needs = {"举措": value, **details}
    if _BY.search(fact.text) and details.keys() & {"牵头单位", "责任单位"}:
        roles = ("编织督",)  # it says who does it: who answers for it sees to that
        return [draft.place(index, key, "measure", roles, needs=needs, words=words, items=group)]
    if _open(details):
        return [draft.place(index, key, "measure", (), words=words, items=group)]
    roles = ("编织缺",) if "待补" in details else (_role(fact, details),) if details else ("编织",)
    if roles == ("编织",) and "时限前" in details and _RESULT.search(fact.text.rstrip(forms.STOPS)):
        roles = ("编织到",)
    return [draft.place(index, key, "measure", roles, needs=needs, words=words, items=group)]


def _open(details: dict[str, Bound]) -> bool:
    """Whether owner or date is a gap, which is said plainly: 确保【待补：时限】前完成 promises what nobody knows."""
    return any(span.hole for name, value in details.items() if name != "待补" for span in value)


def _role(fact: Fact, details: dict[str, Bound]) -> str:
    """Whether owner and date stand before a measure: it begins with a verb or what one takes, or with its date."""
    dated = _DATED.match(fact.text)
    if dated and not details.keys() - {"牵头单位", "责任单位"}:
        return "编织时先"
    if details.keys() & {"时限", "时限语"} or ("时限前" in details and _DATED.search(fact.text)):
        return "编织"  # two dates before one verb: 12月底前开工，年底前封顶
    hole = any(span.hole for value in details.values() for span in value)  # what may stay open stands at the end
    if any(_SO_MANY.match(span.text) for name in ("牵头单位", "责任单位") for span in details.get(name, ())):
        return "编织"  # 三个乡镇要在石梁镇、龙桥乡、双河镇各建1个
    passive = fact.text.startswith("对") and "，由" in fact.text  # 对不同意的单元，由法律顾问上门调解
    passive = passive or bool(_RULES.search(re.split("[，；]", fact.text)[0]))
    # 新建项目3月底前完成招标, 新建每亩投入2600元: no verb of whoever answers for it
    names = bool(_DATED.search(fact.text.partition("，")[0], 1)) or bool(_EACH_OF.match(fact.text))
    if forms.begins_with_verb(fact.text) and not hole and not passive and not names:
        return "编织主先"
    if details.keys() & {"牵头单位", "责任单位"} and not hole and _handled(fact.text):
        return "编织把先"
    return "编织"


def _handled(text: str) -> bool:
    """Whether a measure says what is done to a thing, so that one can say 把 before it: 把剩余的接点全部改造到位."""
    words = word_lists()
    first = text.partition("，")[0]
    found = re.search("|".join(map(re.escape, words["处置词"])), first)
    if _DATED.search(text):
        return False  # 把D级37户5月底前全部搬离
    if "把" in first or not found or found.start() < _THING or first.startswith(("把", "将", "对", *words["主体开头"])):
        return False
    behind = first[found.end() :]
    if behind.startswith(tuple(words["把后不接"])) or any(len(one) > 1 and one in behind for one in words["把后不接"]):
        return False
    return not any(word in first[: found.start()] for word in words["施事词"])


def _since(measure: Measure, fact: Fact) -> Bound:
    """ "从4月1日起，" before a measure that has a day to begin on; empty: it has none, or a day of its own."""
    day = measure.deadline
    if not day or day.text in fact.text or not _BEGINS.search(day.text) or _DATED.search(fact.text):
        return ()
    bare = Span(day.text.rstrip(forms.STOPS), Origin("brief", day.path))
    return (*(() if day.text.startswith(("从", "自")) else (forms.glue("从"),)), bare, Span("，"))


def _details(
    draft: Loom, measure: Measure, fact: Fact, path: str, point: Point, *, begun: bool, answered: bool
) -> dict[str, Bound]:
    """Variables for owner and date; what the measure already says is not said twice, nor a day it `begun` with."""
    found: dict[str, Bound] = {}
    undated = draft.assigns and _wants_date(measure, fact, point)
    if measure.owner and measure.owner.text not in fact.text:
        several = bool(_SEVERAL.search(measure.owner.text))
        found["责任单位" if several else "牵头单位"] = forms.said(measure.owner)
        if undated and (gap := draft.task_hole(f"{path}.时限", "时限")):
            found["时限前"] = (*gap, Span("前"))
    elif draft.assigns and not answered and _wants_owner(measure, fact):
        asked = f"{draft.owner}和时限" if undated else draft.owner
        if gap := draft.task_hole(f"{path}.责任", asked):
            found["待补" if undated else "牵头单位"] = gap
    told = measure.deadline and measure.deadline.text.rstrip(forms.STOPS).removesuffix("前") in fact.text
    if measure.deadline and not told and not begun:
        first = fact.text.partition("，")[0]  # 逐条明确责任科室，每周销号: the first has an end
        lasting = any(word in first for word in word_lists()["持续词"])
        early = None if lasting else forms.before(measure.deadline)
        if early:
            found["时限前"] = early
        else:
            whole = draft.assigns and forms.says_itself(measure.deadline)
            found["时限语" if whole else "时限"] = forms.said(measure.deadline)
    return found


def _wants_owner(measure: Measure, fact: Fact) -> bool:
    """Whether a listener would ask who does it: a figure, and nobody named."""
    words = word_lists()
    goes_on = fact.text.startswith((*words["其余词"], *words["数目开头"]))
    if measure.owner or goes_on or not _COUNTS.search(_TIME.sub("", fact.text)):
        return False  # 其余460吨: whoever sees to the others
    clauses = re.split("[，；。]", fact.text)
    acting = any(clause.startswith(tuple(words["主体开头"])) or _acts_itself(clause) for clause in clauses)
    text = re.sub("|".join(map(re.escape, words["单位字反例"])), "", fact.text)
    return not acting and not any(word in text for word in words["单位字"])


def _acts_itself(text: str) -> bool:
    """Whether a measure says by whom it is done: 农技站当天短信通知, 大棚由农机站带电工检查."""
    if _WHO.match(text):
        return True
    words = word_lists()
    if _BY.search(text):
        return True
    several = _OF_SO_MANY.match(text)
    if text.startswith(tuple(words["举措动词"])) or not (found := _HEAD.match(text[several.end() if several else 0 :])):
        return False
    head = found[0]
    return any(one in head for one in (words["主体众"] if several else words["主体尾"]))


def _wants_date(measure: Measure, fact: Fact, point: Point) -> bool:
    """Whether a listener would ask by when: a figure to reach, and no date in the measure or the goal of its point.

    Where most other measures of the point have a date, the goal having one is no answer.
    """
    if measure.deadline or not re.search(r"[\d０-９]", _TIME.sub("", fact.text)):
        return False
    dated = sum(one.deadline is not None for one in point.measures)
    goal = "" if dated > _SOME and dated * 2 > len(point.measures) else str(point.goal or "")
    told = f"{measure.point or ''}，{fact}，{goal}"
    lasting = any(word in told for word in (*word_lists()["持续词"], *word_lists()["时间词"]))
    return not lasting and not _BOUND.search(told)


def _in_order(details: dict[str, Bound]) -> Bound:
    """Owner and date said bare, for a bank without a fitting phrase: "由……负责，3月底前完成。"."""
    spans: list[Span] = []
    for name, value in details.items():
        if spans:
            spans.append(Span("，"))
        if name == "待补":
            spans += value
        elif name in ("牵头单位", "责任单位"):
            spans += [Span("由"), *value, Span("负责")]
        elif name == "时限前":
            spans += [*value, Span("完成")]
        elif name == "时限语":
            spans += value
        else:
            spans += [Span("时间要求是"), *value]
    return (*spans, Span("。"))
