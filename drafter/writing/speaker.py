"""Who speaks, where and when, and what follows from it for the wording."""

from __future__ import annotations

from typing import Any

from drafter import level
from drafter.bank import Bank
from drafter.brief import Brief
from drafter.speech import Origin, Sentence, Span
from drafter.writing import occasions
from drafter.writing.fit import Setting
from drafter.writing.plan import Plan
from drafter.writing.want import Bound


def setting(brief: Brief, seed: int, tone: str = "") -> Setting:
    """What of the brief decides which phrases fit; `tone` of the outline goes before 语气 of the brief."""
    day = brief.day.isoformat() if brief.day else ""
    seasons = {1: "年初", 2: "年初", 3: "年初", 6: "年中", 7: "年中", 8: "年中", 11: "年末", 12: "年末"}
    season = seasons.get(brief.day.month, "") if brief.day else ""
    return Setting(seed, tone or brief.tone, level.level_of(brief), level.rank_of(brief.post), season, day)


def neutral(brief: Brief) -> dict[str, Bound]:
    """Words any phrase may hold: they follow 地区, 层级 and 日期 and state nothing new."""
    words = level.words(brief)
    place = brief.place
    bound: dict[str, Bound] = {}
    for name, word in words.items():
        if name == "地区" and place:
            bound[name] = (Span(word, Origin("brief", place.path)),)
        else:
            bound[name] = (Span(word, Origin("derived", f"层级与地区：{name}→{word}")),)
    if brief.post:
        behalf = level.on_behalf(brief)
        bound.pop("县委县政府", None)
        if behalf:
            bound["县委县政府"] = (Span(behalf, Origin("derived", f"讲话人：{brief.post}")),)
    if brief.day:
        origin = Origin("derived", f"日期：{brief.day.isoformat()}")
        bound["年份"] = (Span(f"{brief.day.year}年", origin),)
        bound["今年"] = (Span("今年", origin),)
        bound["去年"] = (Span("去年", origin),)
    return bound


def unheard(brief: Brief, matching: dict[str, Any]) -> tuple[str, ...]:
    """Words not said in such a place, whoever speaks (孩子 at a university), or of what the brief does not speak of."""
    where = "，".join(str(fact) for fact in (brief.title, brief.place, brief.speaker, brief.meeting.name) if fact)
    strange = (w for kind in matching["场所不用"] if any(sign in where for sign in kind["认"]) for w in kind["词"])
    told = "，".join(fact.text for fact in brief.facts())
    unspoken = (w for words in matching["特指词"] if not any(word in told for word in words) for w in words)
    return (*strange, *unspoken)


def unsaid(brief: Brief, plan: Plan, matching: dict[str, Any]) -> tuple[str, ...]:
    """Words that do not suit the speaker's level, names of occasions this one is not, praise of what was not told."""
    occasion = "，".join((plan.name, occasions.named(brief), *(fact.text for fact in brief.meeting.agenda)))
    others = (word for word in matching["场合词"] if word not in occasion)
    unearned = () if brief.review.achievements else matching["无成绩不用"]
    return (*matching["层级不用"].get(level.level_of(brief), ()), *others, *unearned)


def byline(brief: Brief) -> tuple[str, ...]:
    """Speaker and （date）; a missing date is a visible gap."""
    lines = [brief.speaker.text] if brief.speaker else []
    if brief.day:
        lines.append(f"（{brief.day.year}年{brief.day.month}月{brief.day.day}日）")
    else:
        lines.append("（【待补：日期】）")
    return tuple(lines)


def salutation(brief: Brief, bank: Bank) -> Sentence:
    """称谓 of the brief, else the one the occasion asks for."""
    if brief.salutation:
        text = brief.salutation.text
        mark = () if text[-1] in "：:！!" else (Span("："),)
        return Sentence((Span(text, Origin("brief", brief.salutation.path)), *mark), "opening", "salutation")
    fitting = [
        phrase
        for phrase in bank.of("opening", "salutation")
        if any(cue in brief.title.text for cue in phrase.cues)
        and not phrase.source
        and (not phrase.levels or level.level_of(brief) in phrase.levels)
    ]
    plain = [phrase for phrase in bank.of("opening", "salutation") if not phrase.cues]
    best = sorted(fitting, key=lambda p: -max(len(c) for c in p.cues if c in brief.title.text)) or plain
    if not best:
        return Sentence((Span("同志们："),), "opening", "salutation")
    return Sentence((Span(best[0].text, Origin("phrase", best[0].id)),), "opening", "salutation")
