"""Headings that say what is to come of it in the brief's own words, one form for all: 抓项目，完成投资86亿元."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from drafter.bank import Topic
from drafter.brief import Fact, Point
from drafter.phrase import Phrase
from drafter.speech import Origin, Span
from drafter.writing import forms
from drafter.writing.choose import tie
from drafter.writing.fit import pairs
from drafter.writing.forms import derived
from drafter.writing.matching import word_lists
from drafter.writing.want import Bound

MOULD = Phrase("5" * 16, "动作，简报里的目标", "three_opinions", "heading")
_LEAST, _MOST = 5, 22  # characters of an aim
_VERB = 2  # characters by which two headings begin alike
_FIGURE = re.compile("[0-9０-９]")
_RESULT = re.compile(
    "(?:收回|完成|达到|提高到|提高|降到|下降|减少|压减到|压缩到|控制在|不超过|不低于|增加到|新增|清零|全覆盖)[^，；。]*[0-9０-９]"
    "|(?:清零|全覆盖)$|[0-9０-９]+小时内"
)
# 力争7.5%, 总数达到2123张: of what, only the clause before says
_NAMELESS = re.compile(
    "(?:年底前?|全年|今年|年内|[上下]半年|[一二三四]季度|力争|确保|争取|实现|完成|达到|突破|保持|增长|增幅|增速|总数|总量|占比|比例|累计|比重)*[0-9０-９.]+[万亿]?(?:[%％元户家个张人件处座亩项起]|公里)?(?:以上|以下|以内|左右)?$"
)
# 不得以罚代移 does not say what of
_LIMIT = re.compile("^(?![不必一无])[^，；。]{2,}(?:不能|不得|不许|不准|不少于|不超过|不低于|一律)[一-龥0-9%]{1,8}$")
_COMES = re.compile("(?:新增|增加|减少|压减|收回|盘活|腾出|建成|改造|提高|降低)(?!到)[^，；。]*[0-9０-９][^，；。]*$")
_UP_TO = re.compile("(?<=，)[一-龥](?:到|进|出|上)[一-龥]{2}(?=$|[，；。])")  # 包到田头
_FOUR = 4
_NAMED = 3  # items whose names make an aim
# 9000亩只采春茶的茶园, 今年8个小区, 24小时内办结: what is to come of it, or what of, is not said
_NO_VERB = re.compile(
    "^[0-9][^，。；]*的[一-龥]{2,4}$|^(?:今年|全年)?[0-9]+[个家座处条所][一-龥]{0,4}$|^[0-9]+(?:个工作日|小时|天|日|分钟)[之以]?内"
)
_WHEN = re.compile("^(?:今年)?(?:年底前|年内|全年|今年|到年底)")
_DAY = re.compile(r"\d+月\d+日")
_CUT = re.compile("[，；。]")
# 达到80%: what does, where no 率 is named
_SHARE = re.compile("(?:达到|达|不低于|提高到|降到|升到)[0-9.]+[%％]")
_PART = re.compile("[一-龥]{1,4}(?<!率)(?:不超过|不低于|不少于|控制在)")  # 初中不超过90分钟
_RATE = re.compile("率|比例|比重|占|[增降减]|提高(?!到)|度")
_LIST = re.compile("、(?=[^、]*[0-9０-９])")
# what begins so leans on what was said before it, or says who is dealt with and not what is to be reached
_LEANS = re.compile(
    "^(?:并|且|但|其中|同时|每|各|对|由|从|按|与|和|向|以|把|将|在|不合格|可|也|再|未|至|年内$|有条件|没有|其余|剩余|剩下|相当于|折合|按)"
)


def aimed(
    points: Sequence[Point], topics: Sequence[Topic | None], seed: int, inside: Callable[[str], bool] = lambda _: False
) -> tuple[Bound, ...] | None:
    """A heading for each point: what is done, then a clause of its 目标, else a name or a result of its 举措.

    Args:
        points: of the brief.
        topics: one for each.
        seed: decides between equals.
        inside: whether words of a topic (便民利企) are none for this speaker.

    Returns:
        None: a 标题 of another form is given, or fewer than half of the points have such a clause; the others end in
        a word of their topic (便民利企).
    """
    given = [point.heading for point in points if point.heading]
    if len(given) == len(points) or any("，" not in heading.text for heading in given):
        return None
    taken: set[str] = set()
    verbs: set[str] = set()
    found: list[Bound] = []
    own = 0
    for point, topic in zip(points, topics, strict=True):
        if point.heading:
            own += 1
            verbs.add(point.heading.text[:_VERB])
            found.append(forms.said(point.heading))
            continue
        act = _act(point, topic, verbs, seed)
        verbs.add(act[:_VERB])
        aim = next((one for one in _aims(point, act) if one.text not in taken), None)
        part = next((one for one in _parts(point, act) if one.text not in taken), None)
        own += bool(aim or part)
        aim = aim or next((one for one in _limits(point, act) if one.text not in taken), None)
        if aim:
            taken.add(aim.text)
            end: Span = aim
        elif words := next((one for one in (topic.aims if topic else ()) if one not in taken and not inside(one)), ""):
            taken.add(words)
            end = derived(words, f"{point.path}.主题：{point.topic}→{words}")
        elif part:
            taken.add(part.text)
            end = part
        elif result := _of_first(point, act):
            end = result
        else:
            return None
        found.append((derived(act, f"{point.path}.主题：{point.topic}→{act}"), Span("，"), end))
    return tuple(found) if own * 2 >= len(points) else None


def _act(point: Point, topic: Topic | None, verbs: set[str], seed: int) -> str:
    """What is done: the short form of the topic (抓项目), or an act that begins unlike those before it."""
    name = point.topic.text
    shorts = [
        one
        for one in (topic.shorts[:1] if topic else ())
        # 降成本 is no name of 市场订单; what is only like a topic goes by its own name: no 建园区 for 园区提质
        if any(one[at : at + 2] in name for at in range(1, len(one) - 1))
        and not (topic and name in "".join(topic.acts))
    ]
    own = pairs(name)
    acts = [one for one in (topic.acts if topic else ()) if own & pairs(one)]  # 挖掘内部潜力 is no name of 降本增效
    pool = [*shorts, *acts, name]
    fresh = [one for one in pool if one[:_VERB] not in verbs] or pool
    if shorts and fresh[0] == shorts[0]:
        return fresh[0]
    return min(fresh, key=lambda one: (one == point.topic.text, tie(seed, point.topic, one)))


def _aims(point: Point, act: str) -> Iterator[Span]:
    """What may stand as the aim, best first: a clause of the goal, the names of the measures."""
    yield from _of_goal(point, act)
    names = _names(point)
    told = 2 <= len(names) <= _NAMED and len(names) * 2 >= len(point.measures)
    lengths = [len(one.text) for one in names] or [0]
    told = told and max(lengths) - min(lengths) <= 1  # 医保一个不漏、因病户 are no list
    if told and sum(len(one.text) for one in names) <= _MOST:
        yield Span(f"突出{'、'.join(one.text for one in names)}", Origin("derived", f"{point.path}.举措的要点"))


def _limits(point: Point, act: str) -> Iterator[Span]:
    """Clauses of its measures that set a limit and say of what: 责任督学每月到校不少于一次, 挂地线一步不能省."""
    for measure in point.measures:
        told = measure.detail or measure.point
        clauses = _clauses(told) if told else ()
        yield from (one for one in clauses if _LIMIT.search(one.text) and not _says(act, one.text))


def _parts(point: Point, act: str) -> Iterator[Span]:
    """What is an aim of a part of a point only: the name of one of its measures, 快立快处, or what one comes to."""
    short = [one for one in _names(point) if len(one.text) == _FOUR and not pairs(act) & pairs(one.text)]
    yield from (_as_act(one, act) for one in short)
    told = (measure.detail or measure.point for measure in point.measures)
    ends = ((fact, _UP_TO.search(fact.text)) for fact in told if fact)
    yield from (Span(found[0], Origin("brief", fact.path)) for fact, found in ends if found)


def _names(point: Point) -> list[Fact]:
    """The 要点 of its measures that have a 内容 besides."""
    return [measure.point for measure in point.measures if measure.point and measure.detail]


def _as_act(name: Fact, act: str) -> Span:
    """A 要点 as what is done: 编制清单, 抓好医疗下沉; a bare name behind an act is no aim of it."""
    if forms.begins_with_verb(name.text) or name.text[:_VERB] in word_lists()["动词开头"]:
        return Span(name.text, Origin("brief", name.path))
    verb = "做实" if act.startswith("抓") else "抓好"
    return Span(f"{verb}{name.text}", Origin("derived", f"{name.path}：{name.text}"))


def _of_first(point: Point, act: str) -> Span | None:
    """What the first measure comes to, where the point has no 目标: a later one is no aim of them all."""
    told = point.measures[0].detail or point.measures[0].point if point.measures and not point.goal else None
    results = [span for span in _clauses(told) if _RESULT.search(span.text)] if told else []
    return next((one for one in results if not _says(act, one.text)), None)


def _of_goal(point: Point, act: str) -> Iterator[Span]:
    """Clauses of a goal, those with figures first: what the 意义 speaks of, then in order; the first rules the others.

    Of one that says the act again only the end, from where it says what comes of it.
    """
    goal = [*_clauses(point.goal)] if point.goal else []
    why = point.why.text if point.why else ""

    def spoken_of(one: Span) -> int:
        return sum(why.count(pair) for pair in pairs(one.text))

    told = sorted(goal, key=lambda one: (not _FIGURE.search(one.text), -spoken_of(one)))
    yield from (one for one in told if not _says(act, one.text))
    yield from (end for one in told if _says(act, one.text) and (end := _result(one)))


def _result(clause: Span) -> Span | None:
    """The end of a clause, from the verb that says what comes of it: 增加泊位2400个 of 通过错时共享增加泊位2400个."""
    found = _COMES.search(clause.text)
    return Span(found[0], clause.origin) if found and len(found[0]) >= _LEAST else None


def goal_clause(point: Point) -> Span | None:
    """The clause of 目标 that a heading would end in, if it holds a figure."""
    clauses = [one for one in (_clauses(point.goal) if point.goal else ()) if _FIGURE.search(one.text)]
    return clauses[0] if clauses else None


def _says(act: str, clause: str) -> bool:
    """Whether a clause only says again what the act does: 抓实大塘清淤，大塘清淤."""
    return sum(act[at : at + 2] in clause for at in range(len(act) - 1)) * 2 > len(act) - 1


def leans(text: str) -> bool:
    """Whether a clause of a goal cannot stand without the one before it: 乡镇卫生院达到80%, 其中9200万元免申即享."""
    share = _SHARE.search(text) and not _RATE.search(text)
    part = _PART.match(text) or text.startswith(tuple(word_lists()["数目开头"]))
    return bool(_LEANS.match(text) or _NAMELESS.match(text) or _NO_VERB.search(text) or share or part)


def _clauses(fact: Fact) -> Iterator[Span]:
    parts = [part for clause in _CUT.split(fact.text.rstrip(forms.STOPS)) for part in _LIST.split(clause)]
    for at, text in enumerate(parts):
        bare = bool(_DAY.match(text)) and any(_DAY.match(later) for later in parts[at + 1 :])  # of two days the last
        bare = bare or leans(text)
        if len(text) > _MOST:  # by when, the point itself says
            text = _WHEN.sub("", text)
        if _LEAST <= len(text) <= _MOST and not bare:
            yield Span(text, Origin("brief", fact.path))
