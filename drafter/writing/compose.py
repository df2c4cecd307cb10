"""Brief + Bank + outline → Speech: the whole draft as one solution."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from drafter import level
from drafter.bank import Bank, Topic
from drafter.brief import Brief, Fact
from drafter.errors import InvalidFile, Problem, suggestion
from drafter.speech import Origin, Speech
from drafter.writing import assemble, forms, length, once, outline, speaker
from drafter.writing.choose import Chooser, solve, tie
from drafter.writing.fit import Fitness
from drafter.writing.headings import HeadingSet, choose_headings, ranked
from drafter.writing.loops import Loops, match
from drafter.writing.matching import word_lists
from drafter.writing.plan import Plan, PointHeading, Request
from drafter.writing.vary import vary
from drafter.writing.want import SPARE, USUAL
from drafter.writing.weave import Weaver

LONGEST = 80  # characters of a sentence that can still be read in one breath
_PAIR = 2  # characters of a verb that opens a 主题
_VERB_NOUN = 3  # characters of a 主题 that is one verb and what it takes: 抓销售
TOLERANCE = 0.03  # of 篇幅, either side


@dataclass(frozen=True)
class Draft:
    """A composed speech and what the clerk should know of it."""

    speech: Speech
    outline: str
    seed: int
    target: int | None
    short_of: int  # characters missing to the target; negative: too many; 0: reached, or no target
    loops: Loops
    unused: tuple[str, ...] = ()  # facts of the brief for which the outline has no place
    once: dict[str, str] = field(
        default_factory=dict
    )  # answers a measure says, in part or whole: paths of both (see `once`)
    filled: bool = False  # whether something in it would fit many a speech, said for the length
    long: tuple[str, ...] = ()  # sentences over LONGEST because a value of the brief makes them so
    used: frozenset[str] = frozenset()  # ids of the phrases that stand in it, the heading mould included
    holes: tuple[tuple[str, str], ...] = field(default_factory=tuple)  # (brief key, text) in order of appearance


def default_seed(brief: Brief) -> int:
    """种子 of the brief, else a number from 标题 alone."""
    return brief.seed if brief.seed is not None else tie("标题", brief.title.text) % 1_000_000


def compose(brief: Brief, bank: Bank, outline_file: Path, seed: int, avoid: frozenset[str] = frozenset()) -> Draft:
    """Write the draft.

    Args:
        brief: valid.
        bank: with at least one usable phrase.
        outline_file: the outline.
        seed: breaks ties, nothing else.
        avoid: ids of phrases an earlier variant used.

    Raises:
        InvalidFile: the outline cannot be used.
    """
    plan = outline.render(outline_file, brief)
    _check_roles(plan, bank, outline_file)
    matching = word_lists()
    ordinary = frozenset(matching["常见词"])
    topics = _topics(brief, bank)
    given, unique = brief, once.told_once(brief, ordinary)
    brief = unique.brief
    loops = match(brief, bank, ordinary, _tells(plan), unique.links)
    headings = choose_headings(brief, bank, _entitled(brief, topics, matching), seed, avoid, _spoken(plan))
    neutral = speaker.neutral(brief)
    setting = speaker.setting(brief, seed, plan.tone)
    own = frozenset(matching["自己的话"].get(setting.tone, ()))
    weaver = Weaver(
        brief,
        bank,
        loops,
        headings.headings,
        topics,
        tuple(matching["无主语动词"]),
        tuple(matching["动词指标"]),
        neutral,
        seed,
        ordinary,
        setting.tone,
        "做法" not in own,
    )
    passages = weaver.weave(plan)
    if not passages:
        raise InvalidFile([Problem(str(outline_file), 0, "", "提纲什么也没有写出来")])
    wants = [want for passage in passages for want in passage.wants]
    fitness = Fitness(
        setting,
        bank.terms,
        ordinary,
        links=tuple(matching["承上词"]),
        unsaid=speaker.unsaid(brief, plan, matching),
        unheard=speaker.unheard(brief, matching),
        own=own,
    )
    chooser = Chooser(bank, fitness, neutral, avoid=avoid)
    solve(wants, chooser, brief.length, _most(brief, loops, weaver))
    assemble.in_bank_order(wants, chooser.filled)
    vary(wants, chooser)
    blocks = tuple(assemble.blocks(passages, chooser.filled, chooser))
    speech = Speech(brief.title.text, speaker.byline(brief), speaker.salutation(brief, bank), blocks)
    return _checked(
        given,
        Draft(
            speech,
            plan.name,
            seed,
            brief.length,
            _missed(brief.length, speech.characters),
            loops,
            filled=any(want.tier > USUAL and id(want) in chooser.filled for want in wants),
            once=unique.said,
            used=frozenset(chooser.used | ({headings.mould.id} if headings.mould else set())),
        ),
    )


def _most(brief: Brief, loops: Loops, weaver: Weaver) -> int:
    """The last tier the draft goes on with to its 篇幅: 补足篇幅 says so, or what the brief itself has to say."""
    carded = sum(weaver.carded(index) for index in range(len(brief.points)))
    most = length.most(brief, loops, carded)
    if brief.fill or (brief.fill is None and (not weaver.assigns or weaver.tone == "主持")):
        return SPARE
    return USUAL if brief.fill is False else most


def headings(brief: Brief, bank: Bank, outline_file: Path, seed: int) -> list[HeadingSet]:
    """Sets of headings for a brief, best first; the draft of that seed has the first. Empty: the outline gives its own.

    Raises:
        InvalidFile: the outline cannot be used.
    """
    plan = outline.render(outline_file, brief)
    if not any(isinstance(one, PointHeading) for paragraph in plan.paragraphs for one in paragraph.elements):
        return []
    return ranked(brief, bank, _entitled(brief, _topics(brief, bank), word_lists()), seed, _spoken(plan))


def _tells(plan: Plan) -> bool:
    """Whether an outline tells of problems and opportunities."""
    asked = {(e.slot, e.move) for paragraph in plan.paragraphs for e in paragraph.elements if isinstance(e, Request)}
    return {("situation_review", "problems"), ("situation_review", "outlook")} <= asked


def _missed(target: int | None, characters: int) -> int:
    """Characters that a draft is short of its target (negative: over it); 0: within TOLERANCE, or no target."""
    if target is None or abs(target - characters) <= TOLERANCE * target:
        return 0
    return target - characters


def _check_roles(plan: Plan, bank: Bank, file: Path) -> None:
    """Refuse a 作用 no phrase of the bank has: the place would stay empty without a word."""
    problems = []
    for paragraph in plan.paragraphs:
        for element in paragraph.elements:
            if isinstance(element, Request) and element.role:
                known = bank.roles(element.slot, element.move) - {""}
                if element.role not in known:
                    near = suggestion(element.role, known)
                    problems.append(Problem(str(file), 0, "", f"句库里没有作用「{element.role}」的句子{near}"))
    if problems:
        raise InvalidFile(problems)


def _topics(brief: Brief, bank: Bank) -> tuple[Topic | None, ...]:
    """The topic of each 意见; one the bank does not know by its name speaks of what the meeting is about."""
    own_level = level.level_of(brief)
    found = [_topic(point.topic.text, bank, own_level) for point in brief.points]
    if all(found):
        return tuple(found)
    about = _topic(f"{brief.title.text}{brief.meeting.name or ''}", bank, own_level)
    return tuple(topic or about for topic in found)


def _topic(name: str, bank: Bank, level_name: str) -> Topic | None:
    """The topic of that name, if the bank has anything to say on it at this level."""
    topic = bank.topic(name)
    if not topic:
        return None
    said = bank.fitting("three_opinions", "measure", ("列项",), topic.name)
    return topic if any(topic.name in p.topics and (not p.levels or level_name in p.levels) for p in said) else None


def _entitled(brief: Brief, topics: tuple[Topic | None, ...], matching: dict[str, Any]) -> list[Topic]:
    """What each heading is made of; a topic the bank does not know by name gets verb and aim by its last word."""
    table: dict[str, dict[str, list[str]]] = matching["标题搭配"]
    pledges = "表态" in f"{brief.title}{brief.tone}"  # what is promised is not talked over
    other = "其他·村" if level.level_of(brief) == "村" and not pledges else "其他"  # nobody 抓实 a wedding
    found = []
    for point, topic in zip(brief.points, topics, strict=True):
        name = point.topic.text
        if topic and name == topic.name:
            found.append(topic)
            continue
        several = any(mark in name for mark in "和与、及")  # 队伍和安全: no verb of the last one goes with the first
        tail = other if several else max((word for word in table if name.endswith(word)), key=len, default=other)
        verb = name[:_PAIR] in matching["动词开头"] or forms.begins_with_verb(name) or forms.is_an_act(name)
        verb = verb or (len(name) == _VERB_NOUN and forms.begins_with_short_verb(name))  # 抓销售
        noun = name.startswith(tuple(matching["名物动词"])) and name.endswith(
            tuple(matching["名物尾"])
        )  # 改造进度和质量
        says_itself = len(name) > _PAIR and verb and not noun
        smooth = [act for act in table[tail]["动"] if name[:1] not in (act[:1], act[-1:])]  # no 做优优质服务
        acts = (name,) if says_itself else tuple(act + name for act in smooth)
        aims = () if tail.startswith("其他") else tuple(table[tail]["目标"] + table["其他"]["目标"])
        shorts = topic.shorts if topic and name in topic.aliases else ()
        found.append(Topic(name, shorts=shorts, acts=acts, aims=aims))
    return found


def _spoken(plan: Plan) -> bool:
    """Whether the headings follow "一要", so that they must begin with a verb."""
    return any(
        isinstance(element, PointHeading) and element.run_in.endswith(("要", "是"))
        for paragraph in plan.paragraphs
        for element in paragraph.elements
    )


def _in_parts(fact: Fact, speech: Speech) -> bool:
    """Whether all clauses of a fact are told as its own: one by the heading, the others below it."""
    own = Origin("brief", fact.path)
    told = [span.text for sentence in speech.sentences() for span in sentence.spans if span.origin == own]
    return all(any(clause in text for text in told) for clause in fact.text.rstrip(forms.STOPS).split("，"))


def _checked(brief: Brief, draft: Draft) -> Draft:
    """Add what can be told only from the finished text."""
    speech = draft.speech
    whole = speech.title + "\n" + "\n".join(speech.byline) + "\n" + "".join(s.text + "\n" for s in speech.sentences())
    flat = whole.replace("\n", "")
    unused = tuple(
        f"{fact.path}：{fact.text}"
        for fact in brief.facts()
        if fact.path not in draft.once and fact.text.rstrip(forms.STOPS) not in flat and not _in_parts(fact, speech)
    )
    long = tuple(s.text for s in speech.sentences() if len(s.text) > LONGEST)
    holes = tuple(
        (span.origin.ref if span.origin else "", span.text)
        for sentence in speech.sentences()
        for span in sentence.spans
        if span.hole
    )
    return replace(draft, unused=unused, long=long, holes=holes)
