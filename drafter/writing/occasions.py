"""What hangs on the occasion: its name and topics, an agenda announced item by item, who is spoken for and to."""

from __future__ import annotations

import re

from drafter import level, numbering
from drafter.brief import Brief
from drafter.speech import Span
from drafter.writing import forms
from drafter.writing.loom import Loom
from drafter.writing.want import NEEDED, Bound, Passage, Want

ITEM = "议程项"  # 作用 by which an outline asks for the agenda item by item
_PAST = re.compile("了(?!解)")  # an agenda told in the past is taken up, not announced


def named(brief: Brief) -> str:
    """What tells the occasion: phrases that follow a word of it are for it alone."""
    name = brief.meeting.name
    return f"{brief.title}，{name or ''}"


def persons(brief: Brief) -> dict[str, Bound]:
    """{{ 代表 }}: on whose behalf the speaker may thank; {{ 上级 }}: to whom he answers; each where it can be told."""
    behalf, above = level.on_behalf(brief), level.superior(brief)
    bound: dict[str, Bound] = {}
    if behalf:
        bound["代表"] = (forms.derived(behalf, f"讲话人：{brief.post}"),)
    if above:
        bound["上级"] = (forms.derived(above, "会议名称或标题里的层级"),)
    return bound


def still_to_come(brief: Brief) -> bool:
    """Whether the agenda lies ahead, so that a chairman can announce it."""
    agenda = brief.meeting.agenda
    return bool(agenda) and not any(_PAST.search(fact.text) for fact in agenda)


def announce(draft: Loom) -> None:
    """How many items there are, then each in its own paragraph, a word on it where the next one begins."""
    agenda = draft.brief.meeting.agenda
    if len(agenda) > 1:
        count = forms.counted(len(agenda), "项", f"议程{len(agenda)}项")
        draft.add(Want("议程.数", "opening", "recap", ("议程数",), {"议程数": count}))
    for index, fact in enumerate(agenda):
        draft.passages.append(Passage("议程", []))
        if index:
            _word_on(draft, index - 1)
        which = (forms.derived(f"第{numbering.chinese(index + 1)}项", f"议程第{index + 1}条"),)
        value = forms.said(fact)
        words = (*which, Span("，"), *value, Span("。"))
        needs = {"第几项": which, "议程项": value} if len(agenda) > 1 else {"议程项": value}
        item = Want(fact.path, "opening", "recap", (ITEM,), needs, words=words, context=fact.text)
        item.opens = index == 0
        draft.add(item)
    draft.passages.append(Passage("议程", []))
    _word_on(draft, len(agenda) - 1)
    draft.add(Want("议程.毕", "opening", "recap", ("议程毕",)))


def _word_on(draft: Loom, index: int) -> None:
    fact = draft.brief.meeting.agenda[index]
    draft.add(Want(f"{fact.path}.评点", "opening", "recap", ("评点",), context=fact.text, tier=NEEDED))


def occasion(draft: Loom) -> dict[str, Bound]:
    """What a phrase about the occasion itself may mention."""
    name = forms.meeting_name(draft.brief)
    return topics_named(draft) | persons(draft.brief) | ({"会议名称": name} if name else {})


def topics_named(draft: Loom) -> dict[str, Bound]:
    """{{ 主题列 }}: all 主题; {{ 主题短语 }}: their short forms (抓项目、兴产业), where each has one of its own."""
    points = draft.brief.points
    names = forms.joined([forms.said(point.topic) for point in points], "、", "和")
    named = {"主题列": names}
    shorts = [topic.shorts[0] if topic and topic.shorts else "" for topic in draft.topics]
    if all(shorts) and len(set(shorts)) == len(shorts) and 2 <= len(shorts) <= 5:
        spans = [
            (forms.derived(short, f"{p.path}.主题：{p.topic}→{short}"),)
            for short, p in zip(shorts, points, strict=True)
        ]
        named["主题短语"] = forms.joined(spans, "、")
    return named
