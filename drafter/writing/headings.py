"""The headings of one draft: one mould for all, each naming its act and its aim."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from drafter.bank import VARIABLE, Bank, Phrase, Topic
from drafter.brief import Brief, Point
from drafter.level import level_of
from drafter.speech import Origin, Span
from drafter.writing import aims, forms, whole_headings
from drafter.writing.choose import tie
from drafter.writing.matching import word_lists
from drafter.writing.want import Bound
from drafter.writing.whole_headings import shared

_FIXED_START = 4  # characters all headings may share at their head; more would read like one heading said again
_AIMED = 10.0  # and those that tell the brief's own aims before all others
_WHOLE = 9.0  # headings written as they are said come before all that are put together
_HEAD_VERB = 2  # characters by which two acts begin alike
_VERB = 6  # characters of a verb with its adverb before the topic, which the others may repeat
_STENCIL = 4  # characters round the topic of a given heading that the others may repeat
_SHAPES = {
    "短语一": "[一-龥]{3}",
    "短语二": "[一-龥]{3}",
    "目标语": "[一-龥]{4}",
    "动宾": "[一-龥]{5,9}",
    "要求": "[一-龥]{4}",
}


_ACT = Phrase("1" * 16, "{{ 动宾 }}", "three_opinions", "heading")  # one act, no aim: 压实安全责任


@dataclass(frozen=True, slots=True)
class HeadingSet:
    """Headings of all points in order, without numbers."""

    headings: tuple[Bound, ...]
    mould: Phrase | None  # None: all were given, or none fitted


def choose_headings(
    brief: Brief,
    bank: Bank,
    topics: Sequence[Topic | None],
    seed: int,
    avoid: frozenset[str] = frozenset(),
    spoken: bool = False,
) -> HeadingSet:
    """The best set (see `ranked`), if need be one whose mould is in `avoid`."""
    sets = ranked(brief, bank, topics, seed, spoken)
    return next((one for one in sets if not one.mould or one.mould.id not in avoid), sets[0])


def ranked(
    brief: Brief, bank: Bank, topics: Sequence[Topic | None], seed: int, spoken: bool = False
) -> list[HeadingSet]:
    """Sets of headings, best first; never empty.

    Whole headings of the 主题 come first, where all of them have some. A 标题 of the brief stands as it is; the
    others follow the mould of the first one given, as far as it can be told. `spoken`: they are read after "一要", so
    only moulds that begin with a verb are used.
    """
    points = brief.points
    given = [point.heading for point in points]
    moulds = [phrase for phrase in bank.of("three_opinions", "heading") if not phrase.source]
    if spoken:
        moulds = [m for m in moulds if "要" not in m.text and not m.text.startswith("{{ 名")] or moulds
    first = next(((fact, index) for index, fact in enumerate(given) if fact), None)
    if first and not all(given):
        following = _following(first[0].text, points[first[1]], topics[first[1]], moulds)
        moulds = following if any(_fill(mould, points, topics, seed) for mould in following) else moulds
    sets = []
    if not spoken and level_of(brief) != "村" and (filled := aims.aimed(points, topics, seed, _for_others(brief))):
        sets.append((-_AIMED, 0, aims.MOULD, filled))
    strange = tuple(word_lists()["层级不用"].get(level_of(brief), ()))
    for form, shape in whole_headings.FORMS.items():
        fits = not first or (moulds[:1] == [_ACT] and form == whole_headings.form_of(first[0].text))
        if fits and (filled := whole_headings.whole(form, points, seed, strange)):
            sets.append((-_WHOLE, tie(seed, "标题句", shape.id), shape, filled))
    for mould in dict.fromkeys((*moulds, *(() if first else (_ACT,)))):
        filled = _fill(mould, points, topics, seed)
        if filled:
            plain_talk = mould is _ACT and level_of(brief) == "村"  # neighbours are not told 以此疏堵结合
            merit = _WHOLE if plain_talk else _merit(mould, filled)
            sets.append((-merit, tie(seed, "标题句", mould.id), mould, filled))
    sets.sort(key=lambda item: item[:2])
    plain = HeadingSet(tuple(forms.said(point.heading or point.topic) for point in points), None)
    if all(given):
        return [plain]
    return [
        HeadingSet(tuple(forms.said(fact) if fact else own for fact, own in zip(given, filled, strict=True)), mould)
        for _, _, mould, filled in sets
    ] or [plain]


def _for_others(brief: Brief) -> Callable[[str], bool]:
    """Which aims speak of whom the speaker does not serve: 便民利企 in a hospital or a firm."""
    inside = level_of(brief) in ("企业", "学校", "单位")
    return lambda words: inside and any(one in words for one in ("民", "企", "群众"))


def _merit(mould: Phrase, filled: tuple[Bound, ...]) -> float:
    """Moulds that use what is known of the topics come before those that fit anything."""
    known = VARIABLE.findall(mould.text)
    longest = max(map(forms.width, filled))
    if mould is _ACT:
        return 0.5  # an act without an aim: before what would fit any topic
    if "尾" in known or "上" in VARIABLE.split(mould.text)[-1]:
        return 0.4  # 在……上迈出新步伐: worn moulds come last
    named = 3 if "短语一" in known else 0  # the short forms the lead-in has just named
    return named + (0 if mould.role == "通用" else 2) - (1 if longest > 26 else 0)


def _fill(
    mould: Phrase, points: Sequence[Point], topics: Sequence[Topic | None], seed: int
) -> tuple[Bound, ...] | None:
    """The mould filled for every point; None: a topic lacks what it asks for, or two headings would be alike."""
    literal = VARIABLE.split(mould.text)
    if len(literal[0]) > _FIXED_START and len(points) > 1 and mould.file:
        return None
    used: set[str] = set()
    filled = []
    for index, (point, topic) in enumerate(zip(points, topics, strict=True)):
        values = _values(mould, index, point, topic, used, seed)
        if values is None:
            return None
        origin = Origin("phrase", mould.id)
        spans: list[Span] = []
        for place, part in enumerate(literal):
            if place % 2:
                spans += values[part]
            elif part:
                spans.append(Span(part, origin))
        if any(one.text[-1:] == other.text[:1] for one, other in pairwise(spans)):
            return None  # 实打实实干: a syllable said twice at the seam
        filled.append(tuple(spans))
    texts = ["".join(span.text for span in spans) for spans in filled]
    return tuple(filled) if len(set(texts)) == len(texts) else None


def _values(
    mould: Phrase, index: int, point: Point, topic: Topic | None, used: set[str], seed: int
) -> dict[str, Bound] | None:
    values: dict[str, Bound] = {"名": forms.said(point.topic)}
    if mould.tails:
        tail = mould.tails[(index + tie(seed, mould.id)) % len(mould.tails)]
        values["尾"] = (Span(tail, Origin("phrase", mould.id)),)
    if topic:
        how = f"{point.path}.主题：{point.topic}"
        pools = (
            ("短语一", topic.shorts[:1]),
            ("短语二", topic.shorts[1:2]),
            ("动宾", topic.acts),
            ("目标语", topic.aims),
            ("要求", topic.demands),
        )
        said, body = "", whole_headings.body(point)
        verbs = {one[:_HEAD_VERB] for one in used}
        for name, pool in pools:
            free = [word for word in pool if word not in used]
            if name in VARIABLE.findall(mould.text) and free:
                if name == "目标语" and topic.name == point.topic.text and len(pool) > 5:
                    free = free[:3]  # the fitting ones come first, those for anything after them
                # 起底安全隐患，努力清除隐患: a word said twice; then what the body speaks of
                best = min(
                    free,
                    key=lambda one: (
                        one[:_HEAD_VERB] in verbs,  # 抓实项目, 抓实作风
                        shared(one, said),
                        -shared(one, body),
                        tie(seed, point.topic, name, one),
                    ),
                )
                used.add(best)
                said += best
                values[name] = (forms.derived(best, f"{how}→{best}"),)
    return values if set(VARIABLE.findall(mould.text)) <= values.keys() else None


def _following(text: str, point: Point, topic: Topic | None, moulds: Sequence[Phrase]) -> list[Phrase]:
    """Moulds the given heading was made in: a known one, or its own words with the topic taken out."""
    known = [mould for mould in moulds if mould.role != "通用" and re.fullmatch(_pattern(mould), text)]
    if known:
        return known
    if point.topic.text in text:
        parts = text.replace("{", "").replace("}", "").replace(point.topic.text, "{{ 名 }}", 1)
        own = Phrase("0" * 16, parts, "three_opinions", "heading", role="通用")
        before, _, after = text.partition(point.topic.text)
        verb = not after and len(before) <= _VERB and not before.endswith("的")  # 下大力气抓好项目建设
        # 扛牢粮食安全政治责任: said of every topic it would be a stencil; one act each keeps the shape
        return [own] if verb or len(before + after) <= _STENCIL or "，" in text else [_ACT]
    if topic:
        for short in topic.shorts:
            if text.startswith(short):
                clauses = len(re.findall("[，、]", text))
                return [
                    m for m in moulds if m.text.startswith("{{ 短语一") and len(re.findall("[，、]", m.text)) == clauses
                ]
    clauses = text.count("，")
    same = [mould for mould in moulds if mould.text.count("，") == clauses]
    return same if clauses else [_ACT, *same]


def _pattern(mould: Phrase) -> str:
    parts = VARIABLE.split(mould.text)
    tails = "|".join(map(re.escape, mould.tails)) or "[一-龥]{4,6}"
    return "".join(
        (f"(?:{tails})" if part == "尾" else _SHAPES.get(part, "[^，、。]{2,14}")) if place % 2 else re.escape(part)
        for place, part in enumerate(parts)
    )
