"""Which level a speech belongs to (县, 镇, 企业 …), and the words that follow from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal

import yaml

from drafter import files
from drafter.brief import Brief

Rank = Literal["主官", "副职", ""]
_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INNER = re.compile("[省市县区州旗]")


def level_of(brief: Brief) -> str:
    """层级 as given, else told by 地区, 讲话人, 会议名称 or 标题, in this order; empty: nothing tells."""
    if brief.level:
        return brief.level
    if brief.place and (level := _by_place(brief.place.text)):
        return level
    name = brief.meeting.name
    return (
        _by_word(brief.post, "讲话人")
        or (_by_word(name.text, "标题") if name else "")
        or _by_word(brief.title.text, "标题")
    )


def words(brief: Brief) -> dict[str, str]:
    """Variable → word at the level of this brief ("全县" → "全镇"), 地区 and 简称 among them; only what is bound."""
    level, place = level_of(brief), brief.place.text if brief.place else ""
    bound = dict(_table()["层级"].get(level, {}))
    if _by_place(place) == level:
        bound |= _table()["变体"].get(_longest(place, _table()["变体"]), {})
    if place:
        bound["地区"] = place
    if short := short_name(place):
        bound["简称"] = short
    return bound


def short_name(place: str) -> str:
    """清河县 → 清河; 费县 stays whole; empty: no safe short name."""
    rules = _table()["简称"]
    if _longest(place, rules["照用"]):
        return place
    if end := _longest(place, rules["换成"]):
        return place.removesuffix(end) + str(rules["换成"][end])
    end = _longest(place, rules["去掉"])
    rest = place.removesuffix(end)
    if not end or _longest(place, rules["不用"]) or _INNER.search(rest[1:]):
        return ""
    return rest if len(rest) > 1 else place


def rank_of(post: str) -> Rank:
    """主官, 副职, or empty: cannot be told. Of several posts the highest counts."""
    ranks = {_rank(one) for one in _posts(post)}
    return "主官" if "主官" in ranks else "副职" if "副职" in ranks else ""


def on_behalf(brief: Brief) -> str:
    """On whose behalf the speaker gives thanks: "县委、县政府"; empty: cannot be told, or a deputy."""
    table = _table()
    names = {end: name for name, ends in table["代表"].items() for end in ends}
    level = _by_word(brief.post, "讲话人")
    bound = words(brief) if level in ("", level_of(brief)) else dict(table["层级"][level])
    for start, variant in table["变体"].items():
        if brief.post.startswith(start):
            bound |= variant
    for post in _posts(brief.post):
        if _rank(post) == "主官" and (end := _longest(post, names)):
            name = names[end]
            return str(bound.get(name, "" if name in table["层级"]["县"] else name))
    return ""


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    text = files.read_text(files.shipped("phrasebanks") / "levels.yaml").text
    table: Mapping[str, Any] = yaml.load(text, Loader=_LOADER)
    return table


def _longest(text: str, ends: Iterable[str]) -> str:
    """The longest of `ends` the text ends with, or empty."""
    return max((end for end in ends if text.endswith(end)), key=len, default="")


def _by_place(place: str) -> str:
    levels = {end: level for level, ends in _table()["识别"]["地区"].items() for end in ends}
    return str(levels.get(_longest(place, levels), ""))


def _by_word(text: str, kind: str) -> str:
    for rule in _table()["识别"][kind]:
        for level, marks in rule.items():
            if any(mark in text for mark in marks):
                return str(level)
    return ""


def _posts(post: str) -> list[str]:
    return [one for one in re.split(r"[、，,；;/兼\s]+", post) if one]


def _rank(post: str) -> str:
    ranks = _table()["身份"]
    if any(mark in post for mark in ranks["副职词"]):
        return "副职"
    ends = {end: name for name in ("主官", "副职", "其他") for end in ranks[name]}
    return ends.get(_longest(post, ends), "")
