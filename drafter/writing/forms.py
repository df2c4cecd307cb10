"""Facts in the forms a sentence takes them: lists, indicators, deadlines, counts. The brief's words stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from drafter import numbering
from drafter.amounts import amounts, told
from drafter.brief import Achievement, Brief, Fact
from drafter.speech import Origin, Span
from drafter.writing.matching import word_lists
from drafter.writing.want import Bound

STOPS = "。！？；，、.!?;,… "
_DATE_END = re.compile(r"(月|日|号|底|末|初|旬|季度|年|周|节|前夕)$")
_ALREADY_BEFORE = re.compile(r"(之前|以前|前|之内|以内|内|为止)$")
_MONTH = re.compile(r"(?:今年)?(?:\d{1,2}月份?|[一二三四]季度)$")  # in July is not before it
_UNBOUNDED = re.compile(r"^(全年|长期|常年|每|持续|即日|立即|随时|年内)")
_HAS = re.compile(r"^(?:还|仍|尚)?有(?=[\d０-９一二两三四五六七八九十])")
_VERBS_LEFT = re.compile("(?:平均|还|要|需|等|等待|应|应配|应有|实有|缺)+$")
_WHEN = 8  # characters in which a text says when it is said
_FELL = re.compile("[-－−]|下降|减少|降低|缩短|压减|同比下降|同比减少|回落|少")
_EACH_ITS_OWN = re.compile("一[一-龥]一")  # 一院一案
_ONE_BREATH = 66  # characters of a list that still reads as one sentence with its frame; 80 is the limit


def said(fact: Fact) -> Bound:
    """A fact as part of a sentence: its closing mark left off."""
    return (Span(fact.text.rstrip(STOPS) or fact.text, Origin("brief", fact.path)),)


def as_it_is(fact: Fact) -> Bound:
    """A fact word for word, its marks with it: 原文."""
    return (Span(fact.text, Origin("brief", fact.path)),)


def bare_name(name: str) -> str:
    """The name of a figure without the verbs before it: CT检查预约 of CT检查预约平均要等."""
    return _VERBS_LEFT.sub("", name)


def is_last_word(fact: Fact) -> bool:
    """Whether a text says of itself that it closes the speech: 我最后再说一句."""
    return "最后" in fact.text[:_WHEN]


def glue(text: str) -> Span:
    """Marks and small words between facts."""
    return Span(text)


def derived(text: str, how: str) -> Span:
    """Characters computed from the brief."""
    return Span(text, Origin("derived", how))


def width(bound: Iterable[Span]) -> int:
    """Characters of a value, white space included."""
    return sum(len(span.text) for span in bound)


def clause_before(text: str, end: int) -> str:
    """What of the clause a place (characters from 0) is in stands before it: 全县铺开，已建52座, 6 → 已建."""
    return re.split("[，；。]", text[:end])[-1]


def begins_with_verb(text: str) -> bool:
    """Whether a text begins with a verb of 举措动词 and not with a name that looks so: 开发区二号变电站."""
    words = word_lists()
    return text.startswith(tuple(words["举措动词"])) and not text.startswith(tuple(words["非举措动词"]))


def begins_with_short_verb(text: str) -> bool:
    """Whether a text begins with a verb of one character, 抓 or 保, and not with a name that looks so: 保险业."""
    words = word_lists()
    return text.startswith(tuple(words["一字动词"])) and not text.startswith(tuple(words["一字动词反例"]))


def is_an_act(topic: str) -> bool:
    """Whether a topic is a thing to be done with no verb of ours before it: 选好实习单位, 修一台成一台, 听民意."""
    words = word_lists()
    done = topic[:1] in words["结果动词头"] and topic[1:2] in words["结果动词尾"]
    return done or any(re.search(pattern, topic) for pattern in words["自成一事"])


def asks(fact: Fact) -> bool:
    """Whether a text says what to do, so that 要 can stand before it: 成立专班, 按险情排序, 一院一案."""
    words, text = word_lists(), fact.text
    if text.startswith(tuple(words["非举措动词"])):
        return False
    way = text.startswith(tuple(words["要接词"])) or _EACH_ITS_OWN.match(text)
    return bool(way) or begins_with_verb(text) or begins_with_short_verb(text)


def answered(problem: Bound, answer: Fact) -> Bound:
    """A problem and what the brief does about it as one sentence: 缺140人，要开定向班; no problem: that alone."""
    link = "要" if asks(answer) else "办法是"
    return (*problem, Span(f"，{link}" if problem else link), *said(answer))


def joined(values: Sequence[Bound], between: str = "、", last: str = "") -> Bound:
    """Values with marks between them; `last` before the last one, "和" say, unless some value says that itself."""
    spans: list[Span] = []
    last = "" if last and any(last in span.text for value in values for span in value) else last
    for index, value in enumerate(values):
        if index:
            spans.append(glue(last if last and index == len(values) - 1 else between))
        spans += value
    return tuple(spans)


def listed(values: Sequence[Bound]) -> Bound:
    """ "一是…；二是…", with full stops between when it is too long for one breath."""
    numbered = [(glue(numbering.item(index, "是")), *value) for index, value in enumerate(values, 1)]
    short = sum(map(width, numbered)) <= _ONE_BREATH
    return joined(numbered, "；" if short else "。")


def numbered(number: int) -> str:
    """ "一是": the number of one of several problems said in sentences of their own."""
    return numbering.item(number, "是")


def in_breaths(values: Sequence[Bound], between: str = "，") -> list[Bound]:
    """Values joined into as few sentences as one breath allows."""
    groups: list[list[Bound]] = []
    for value in values:
        if groups and sum(map(width, groups[-1])) + width(value) <= _ONE_BREATH:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [joined(group, between) for group in groups]


def counted(number: int, word: str, how: str) -> Bound:
    """ "三点": a number of things the brief lists; two is 两."""
    return (derived(("两" if number == 2 else numbering.chinese(number)) + word, how),)


def before(deadline: Fact) -> Bound | None:
    """ "3月底前" for a date one can add 前 to, or one that has it; None: say it another way."""
    text = deadline.text.rstrip(STOPS)
    origin = Origin("brief", deadline.path)
    if _UNBOUNDED.search(text) or _MONTH.match(text):
        return None
    if _ALREADY_BEFORE.search(text):
        return (Span(text, origin),)
    return (Span(text, origin), glue("前")) if _DATE_END.search(text) else None


def says_itself(deadline: Fact) -> bool:
    """Whether a deadline says by itself what is to happen or begin then: 3月底前到位, 4月20日起."""
    return not _UNBOUNDED.search(deadline.text) and bool(
        re.search(r"[前内底日月]\S*[到位起成次投产行毕完]", deadline.text)
    )


def indicator(one: Achievement, verbs: tuple[str, ...] = (), whole_year: bool = False) -> Bound:
    """ "地区生产总值完成186.4亿元，增长6.1%，居全市第2位"; no 完成 after an indicator that begins with a verb.

    Args:
        one: with an indicator.
        verbs: an indicator may begin with.
        whole_year: the year is over: its plan is told by how much more was reached.
    """
    assert one.indicator
    spans: list[Span] = list(said(one.indicator))
    following = False
    if one.value:
        bare = not one.indicator.text.startswith(verbs) and bool(re.match(r"[\d０-９]", one.value.text))
        fell = one.growth is not None and bool(_FELL.match(one.growth.text))
        reached = "为" if fell else _reached(one.indicator.text, one.value.text)  # nobody 达到 what went down
        spans += [*([glue(reached)] if bare else []), *said(one.value)]
        following = True
    rate = one.value is not None and is_rate(one.value.text)
    for fact, verb in ((one.growth, _growth_verb), (one.rank, _rank_verb), (one.plan, _plan_verb)):
        if fact and fact is one.plan and whole_year and (beside := _beside_plan(one)):
            spans += [glue("，" if following else ""), *beside]
        elif fact:
            joint = "年度计划为" if fact is one.plan and rate else verb(fact.text)  # 83.7% is no share of a plan of 82%
            spans += [glue(("，" if following else "") + joint), *said(fact)]
            following = True
    return tuple(span for span in spans if span.text)


def _beside_plan(one: Achievement) -> Bound:
    """ "比7.7亿元的年度计划多1300万元", "按年度计划全部完成"; empty: the two do not count the same."""
    assert one.plan and one.value
    value, plan = amounts(one.value.text), amounts(one.plan.text)
    if len(value) != 1 or len(plan) != 1 or value[0].unit != plan[0].unit or plan[0].unit == "%":
        return ()
    difference = value[0].value - plan[0].value
    if not difference:
        return (glue("按年度计划全部完成"),)
    step = told(abs(difference), plan[0].unit)
    high, low = (value[0], plan[0]) if difference > 0 else (plan[0], value[0])
    how = f"{high.bare}－{low.bare}={step}"
    return (glue("比"), *said(one.plan), glue("的年度计划" + ("多" if difference > 0 else "少")), derived(step, how))


def is_rate(text: str) -> bool:
    """Whether a value is a share of something: "83.7%"."""
    return text.rstrip(STOPS).endswith(("%", "％"))


def _reached(indicator: str, value: str) -> str:
    """The verb between an indicator and its value: work is completed, a state is reached, a bad one only is."""
    words = word_lists()
    if indicator.endswith(tuple(words["状态指标"])):
        return "为"
    return "完成" if any(word in indicator for word in words["完成指标"]) and not is_rate(value) else "达到"


def _growth_verb(text: str) -> str:
    if re.match(r"[-－−]", text):
        return "增幅为"
    return "增长" if re.match(r"[\d０-９]", text) else ""


def _rank_verb(text: str) -> str:
    return "" if re.match(r"[居列位排名保]", text) else "居"


def _plan_verb(text: str) -> str:
    if re.match(r"[\d０-９.．]+\s*[%％]", text):
        return "完成年度计划的"
    return "年度计划为" if re.match(r"[\d０-９]", text) else ""


def indicators(ones: Sequence[Achievement], verbs: tuple[str, ...] = (), whole_year: bool = False) -> list[Bound]:
    """Indicators in as few sentences as one breath allows, two at most in each (see `indicator`)."""
    said_ones = [indicator(one, verbs, whole_year) for one in ones]
    groups: list[list[Bound]] = []
    for value in said_ones:
        if groups and len(groups[-1]) < 2 and sum(map(width, groups[-1])) + width(value) <= _ONE_BREATH:
            groups[-1].append(value)
        else:
            groups.append([value])
    return [joined(group, "；") for group in groups]


def meeting_name(brief: Brief) -> Bound:
    """会议.名称, or what stands between 在 and 上的 in the title; empty: neither."""
    if brief.meeting.name:
        return said(brief.meeting.name)
    if found := re.match(
        r"^(?:.*?)在(.{3,40}?(?:会议|大会|座谈会|推进会|动员会|部署会|仪式|[开闭]幕式|会))上的", brief.title.text
    ):
        return (Span(found.group(1), Origin("brief", brief.title.path)),)
    return ()


_MUCH, _LITTLE = ("多", "高", "大", "快", "重"), ("少", "低", "小", "慢", "轻")
_PART = (
    "其中",
    "都",
    "均",
    "也",
    "有的",
    "同时",
    "但",
    "到",
    "目前",
    "现有",
    "还差",
    "尚差",
    "仍差",
    "全年",
    "年底",
    "占",
    "比",
    "同比",
    "较",
    "低于",
    "高于",
    "达到",
)  # a clause that begins so is no name by itself
_PLAIN, _SHORT = 6, 4  # characters a name has at least; fewer where it tells what is wrong: 管线迁改慢


def first_clause(fact: Fact, told: tuple[str, ...] = ()) -> Bound:
    """A fact as a name: whole clauses left off, and 有 at its head; too short a clause takes the next one with it.

    Args:
        fact: a problem or an opportunity.
        told: the name must hold one of these, as far as the fact does: "暗访排名" alone names no problem.
    """
    clauses = re.split(r"(?<=[，；,;])", _HAS.sub("", fact.text))
    text = clauses[0]
    for clause in clauses[1:]:
        named = any(sign in text for sign in told)
        if len(text.strip(STOPS)) >= (_SHORT if named else _PLAIN) and (not told or named):
            break
        text += clause
    return (Span(text.rstrip(STOPS) or fact.text, Origin("brief", fact.path)),)


def telling_clause(fact: Fact, told: tuple[str, ...], most: int) -> Bound:
    """The first clause that holds one of `told` and is a name of at most so many characters; empty: none is."""
    clauses = re.split("[，；,;]", fact.text.rstrip(STOPS))
    for at, clause in enumerate(clauses):
        name = _HAS.sub("", clause).removesuffix("的")
        if at and clauses[at - 1].endswith(_MUCH) and name.endswith(_LITTLE):
            name = f"{clauses[at - 1]}，{name}"  # 卖铜板的多，做终端产品的少: half of it names nothing
        if _SHORT <= len(name) <= most and not name.startswith(_PART) and any(sign in name for sign in told):
            return (Span(name, Origin("brief", fact.path)),)
    return ()
