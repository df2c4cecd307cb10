"""Which level a speech belongs to (县, 镇, 企业 …), and the words that follow from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Literal

from drafter import compiled, files
from drafter.brief import Brief

Rank = Literal["主官", "副职", ""]
_SUPERIOR = {"村": 0, "街道": 1, "镇": 1, "乡": 1, "开发区": 2, "县": 3, "区": 3, "市": 4, "省": 5}
_BODY, _BODIES = "单位", ("学校", "企业")  # what a brief may call a 单位 though it has words of its own
_INNER = re.compile("[省市县区州旗]")
_VARIABLE = re.compile(r"\{\{ *(\w+) *\}\}")


def level_of(brief: Brief) -> str:
    """层级 as given, else told by 地区, 讲话人, 会议名称 or 标题, in this order; empty: nothing tells."""
    if brief.level:
        return brief.level
    by_place = _by_place(brief.place.text) if brief.place else ""
    return by_place or next(filter(None, map(_by_word, _said(brief))), "")


def words(brief: Brief) -> dict[str, str]:
    """Variable → word at the level of this brief ("全县" → "全镇"), 地区 and 简称 among them; only what is bound."""
    place = brief.place.text if brief.place else ""
    bound = _words(level_of(brief), place, _said(brief))
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
    ranks, post = _table()["身份"], _listed(post)
    if _holds(post, ranks["先认主官"]):
        return "主官"
    if _holds(post, ranks["副职"]):
        return "副职"
    return "主官" if _holds(post, ranks["主官"]) else ""


def on_behalf(brief: Brief) -> str:
    """On whose behalf the speaker gives thanks: "县委、县政府"; empty: cannot be told, or a deputy."""
    post = _listed(brief.post)
    template = next((str(rule["代表"]) for rule in _table()["代表"] if _holds(post, rule["职务"])), "")
    level = _by_word(brief.post)
    own = level in ("", level_of(brief))  # otherwise a guest from another level
    bound = words(brief) if own else _words(level, "", (brief.post,))
    names = _VARIABLE.findall(template)
    return _VARIABLE.sub(lambda m: bound[m[1]], template) if all(name in bound for name in names) else ""


def superior(brief: Brief) -> str:
    """Whom a speaker at a meeting of a higher level answers to: "县委、县政府" for a town at 全县…会议; else empty."""
    own, above = level_of(brief), next(filter(None, map(_by_word, _said(brief)[1:])), "")
    if own == above or above not in _SUPERIOR or (own in _SUPERIOR and _SUPERIOR[own] >= _SUPERIOR[above]):
        return ""
    return _words(above, "", _said(brief)[1:]).get("县委县政府", "")


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = compiled.lists(files.shipped("phrasebanks") / "levels.yaml")
    return table


def _words(level: str, place: str, said: tuple[str, ...]) -> dict[str, str]:
    """Words of a level, those of a special kind of place (州, 旗, 社区 …) laid over them; empty ones left out."""
    if level == _BODY and (own := _by_place(place)) in _BODIES:
        level = own  # a university that the brief calls a 单位 still says 全校
    bound: dict[str, str] = dict(_table()["层级"].get(level, {}))
    if not place or _by_place(place) == level:
        for rule in _table()["改词"]:
            if _longest(place, rule["尾"]) if place else any(_holds(one, rule.get("标题", "")) for one in said):
                bound |= rule["词"]
                break
    return {name: word for name, word in bound.items() if word}


def _said(brief: Brief) -> tuple[str, ...]:
    """What may tell the level where the place does not, most telling first."""
    name = brief.meeting.name
    return (brief.post, name.text if name else "", brief.title.text)


def _by_place(place: str) -> str:
    return next((rule["层级"] for rule in _table()["识别"] if _longest(place, rule.get("尾", ""))), "")


def _by_word(text: str) -> str:
    return next((rule["层级"] for rule in _table()["识别"] if _holds(text, rule.get("标题", ""))), "")


def _longest(text: str, ends: str | Iterable[str]) -> str:
    """The longest of `ends` the text ends with, or empty."""
    return max(filter(text.endswith, ends.split() if isinstance(ends, str) else ends), key=len, default="")


def _holds(text: str, marks: str) -> bool:
    return any(mark in text for mark in marks.split())


def _listed(post: str) -> str:
    """Several posts with 、 between them."""
    return re.sub(r"[，,；;/兼\s]+", "、", post)
