"""The draft while it is woven: what is known of it, and its passages as they grow."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from drafter.bank import Bank, Topic
from drafter.brief import Brief, Fact, Measure
from drafter.detail import Detail
from drafter.level import level_of
from drafter.speech import Origin, Span
from drafter.task import PARTS, SINGLE, Task
from drafter.writing import days, forms
from drafter.writing.choose import tie
from drafter.writing.fit import pairs
from drafter.writing.length import bank_items
from drafter.writing.loops import HERE, Loops
from drafter.writing.matching import word_lists
from drafter.writing.outline import hole
from drafter.writing.want import Bound, Passage, Want

_ABSTRACT = 2  # characters of a 主题 nobody knows that is too short to be spoken of: 精神涉及单位多、工作环节多

_NEAR = 0.2  # share of the pairs of characters of a text a card must know to speak of it at all
NEAR = 0.3  # and to be sure that it speaks of nothing else
_ASKED_FOR = {"村": "负责人", "企业": "牵头部门", "学校": "牵头部门", "单位": "牵头部门"}  # by 层级
_ASKED = 2  # gaps for an owner or a date in one 意见
_OWN = 0.6  # part of a 主题 the name of a topic must be to have a say on it


@dataclass
class Loom:
    """What all who weave share; `passages` grows, holes are counted as they are made."""

    brief: Brief
    bank: Bank
    loops: Loops
    headings: tuple[Bound, ...]  # one per 意见, without number
    topics: tuple[Topic | None, ...]  # one per 意见
    subjectless: tuple[str, ...]  # verbs an item of the agenda may begin with
    verbs: tuple[str, ...]  # verbs an indicator may begin with
    neutral: dict[str, Bound]  # words that follow 地区, 层级 and 日期: any phrase may hold them
    seed: int  # breaks ties
    ordinary: frozenset[str] = frozenset()  # words any text of this kind may hold
    tone: str = ""  # 语气 the draft is written in
    assigns: bool = True  # work is assigned and explained; a guest's address or a pledge does neither
    passages: list[Passage] = field(default_factory=list)
    holes: int = 0
    details_said: set[str] = field(default_factory=set)  # names of their cards
    ways_said: Counter[str] = field(default_factory=Counter)  # by the names of their cards
    closed: int = 0  # times a measure was said to be for a problem
    totals_told: set[str] = field(default_factory=set)  # what so much for each comes to: told once
    steps_told: set[str] = field(default_factory=set)  # how much more 奋斗目标 is than last year: 800万人次
    behind: list[Want] = field(default_factory=list)  # indicators behind their plan, not yet in any paragraph
    days_told: bool = False  # that few days are left for what is due first
    verbatim_said: set[str] = field(default_factory=set)  # paths of 原文 that open a point
    heads_said: set[str] = field(default_factory=set)  # names items have got so far

    def __post_init__(self) -> None:
        self.subject = self._subject()
        unanswered = [loop for loop in self.loops.all if not loop.answered]
        self._reserved = len({loop.pair.path if loop.point == HERE else loop.point for loop in unanswered})
        self._level = level_of(self.brief)
        self._about: dict[int, str] = {}
        self._asked_for: Counter[str] = Counter()  # gaps for an owner or a date, by 意见
        self._put: set[tuple[str, str]] = set()  # ways spoken of, and of which fact
        self._tasks: dict[tuple[str, int, str, str], Task | None] = {}
        known = [self.bank.topic(point.topic.text) is not None for point in self.brief.points]
        carded = sum(self.carded(index) for index in range(len(self.brief.points)))
        barred = [self.borrowed(index) and bool(p.measures) for index, p in enumerate(self.brief.points)]
        self.items = bank_items(self.brief, self.loops, carded, known, barred)  # of the bank, for each point

    @property
    def owner(self) -> str:
        """Who is asked for where nobody is named: a village has no 单位, and within one there are 部门."""
        return _ASKED_FOR.get(self._level, "牵头单位")

    @cached_property
    def looks_back(self) -> bool:
        """Whether the meeting sums up what was done, so that thanks are in place, or assigns nothing (致谢词)."""
        meeting = self.brief.meeting
        named = f"{self.brief.title.text}，{meeting.name or ''}，{meeting.purpose or ''}，{self.brief.tone}"
        return not self.assigns or any(word in named for word in word_lists()["致谢词"])

    @cached_property
    def due_first(self) -> Measure | None:
        """The measure with the fewest days left that are worth counting, the first of them; None: none has."""
        soon: list[tuple[int, int, Measure]] = []
        for number, measure in enumerate(one for point in self.brief.points for one in point.measures):
            deadline = measure.deadline or measure.detail or measure.point
            left = days.until(deadline, self.brief.day) if deadline else None
            if left is not None:
                soon.append((left, number, measure))
        return min(soon)[2] if soon else None

    def borrowed(self, index: int) -> bool:
        """Whether the topic of a 意见 is only what the meeting is about: beside 资金保障 it has nothing to say."""
        topic, name = self.topics[index], self.brief.points[index].topic.text
        if topic is None:
            return False
        own = max((len(known) for known in (topic.name, *topic.aliases) if known in name), default=0)
        return own < _OWN * len(name)  # 质量安全 is no 安全

    def carded(self, index: int) -> int:
        """Measures of one 意见, and answers to what it takes up, of which the bank has a card."""
        measures = self.brief.points[index].measures
        answers = [str(loop.pair.answer) for loop in self.loops.at(index, -1) if loop.pair.answer]
        found = [self.measure_task(measure, index) for measure in measures]
        found += [self.task(text, index) for text in answers]
        return sum(task is not None for task in found)

    def measure_task(self, measure: Measure, point: int, answers: str = "") -> Task | None:
        """The 事项 a measure speaks of, its 要点 most of all."""
        return self.task(f"{measure.point or ''}，{measure.detail or ''}", point, answers=answers, name=measure.point)

    def task(
        self, text: str, point: int = -1, *, part: str = "做法", answers: str = "", name: Fact | None = None
    ) -> Task | None:
        """The 事项 a fact of the brief speaks of; None: the bank has no card that says this of it.

        Args:
            text: the fact.
            point: index of the 意见 it stands in; -1: in none.
            part: what the card is to say of it, of task.PARTS.
            answers: the problem it answers; it is told with a view to that: wiring, not walls.
            name: what the brief calls it, part of the text; it counts twice.
        """
        if not self.assigns or any(word in text for word in word_lists()["罗列词"]):
            return None
        key = (text, point, part, answers)
        if key not in self._tasks:
            about = self.brief.points[point].topic.text if point >= 0 else ""
            found = self.bank.task_of((text, answers, str(name or "")), part, self._level, about)
            self._tasks[key] = found if found and self.nearness(found, text, part) >= _NEAR else None
        return self._tasks[key]

    def sure_task(self, text: str, part: str) -> Task | None:
        """As `task`, where the card speaks of little else."""
        found = self.task(text, part=part)
        return found if found and self.nearness(found, text, part) >= NEAR else None

    def nearness(self, card: Task, text: str, part: str = "做法") -> float:
        """Share of a text a card knows, by its sentences and its 例: one word may mean anything.

        86处育秧大棚逐棚检查加温设备 is no building of 大棚; of what was recognised by a word or two alone, readers
        found less than a third to fit. 1 for a card without 例: the clerk's own, found by his own words.
        """
        if not card.fits:
            return 1
        own = pairs(text) - self.ordinary
        move = PARTS[part]
        said = [phrase.text for role in {part, "连说"} for phrase in self.bank.on_task(*move, role, card.name)]
        known = frozenset[str]().union(*map(pairs, (*said, *card.fits)))
        return len(own & known) / max(1, len(own))

    def way(self, fact: Fact, often: int = 1) -> tuple[Task, dict[str, Bound]] | None:
        """How a fact is put (每月一次, 逐户, 公示) where a card has a word on that, the way least spoken of so far.

        Args:
            fact: a measure.
            often: times a way may be spoken of in the draft.
        """
        found = [
            (way, bound)
            for way, bound in self.bank.ways_of(fact.text)
            if self.ways_said[way.name] < often and (way.name, fact.path) not in self._put
        ]
        if not found:
            return None
        way, bound = min(found, key=lambda one: self.ways_said[one[0].name])
        self.ways_said[way.name] += 1
        self._put.add((way.name, fact.path))
        return way, {name: (Span(words, Origin("brief", fact.path)),) for name, words in bound}

    def details(self, text: str) -> tuple[Detail, ...]:
        """Things and ways a fact names that the bank has a word on and the draft has not yet spoken of.

        A guest's address and a pledge only say what they bring: how to do it is nobody's business there.
        """
        parts = SINGLE if self.assigns else SINGLE - {"讲究"}
        found = tuple(
            one
            for one in self.bank.details_of(text, self._level)
            if one.task.name not in self.details_said
            and not parts.isdisjoint(one.task.parts)
            and (not self.assigns or self.nearness(one.task, text) >= _NEAR)
        )
        self.details_said |= {one.task.name for one in found}
        return found

    def remark(self, detail: Detail) -> Bound:
        """The 短评 of a thing: a clause to stand beside others."""
        phrases = self.bank.on_task("three_opinions", "measure", "短评", detail.task.name)
        phrase = min(phrases, key=lambda one: tie(self.seed, one.id))
        return (Span(phrase.text.rstrip(forms.STOPS), Origin("phrase", phrase.id)),)

    def about(self, index: int) -> str:
        """What the brief says in one 意见 and of the problems and opportunities it takes up."""
        if index not in self._about:
            point = self.brief.points[index]
            facts = [point.why, point.goal, *(fact for m in point.measures for fact in (m.point, m.detail))]
            facts += [loop.pair.text for loop in self.loops.all if loop.point == index]
            self._about[index] = "，".join(str(fact) for fact in facts if fact)
        return self._about[index]

    def _elsewhere(self, index: int) -> tuple[str, ...]:
        """Pairs of characters of the other 主题 that the brief does not use in this one."""
        own = self.brief.points[index].topic.text + self.about(index)
        names = [point.topic.text for at, point in enumerate(self.brief.points) if at != index]
        pairs = {name[at : at + 2] for name in names for at in range(len(name) - 1)}
        return tuple(sorted(pair for pair in pairs if pair not in own and pair not in self.ordinary))

    def place(self, index: int, name: str, move: str, roles: tuple[str, ...], **more: Any) -> Want:
        """A place of one 意见, not yet in any paragraph."""
        point = self.brief.points[index]
        want = Want(f"{point.path}.{name}", "three_opinions", move, roles, topic=self.topics[index], **more)
        want.body, want.elsewhere = self.about(index), self._elsewhere(index)
        want.close = bool(want.body) and bool({"检查", "督导"}.intersection(roles))
        if len(point.topic.text) > _ABSTRACT or self.bank.topic(point.topic.text):
            want.may = {"名": forms.said(point.topic), **want.may}
        return want

    def hole(self, path: str, what: str, reserved: bool = False) -> Bound:
        """A gap in the text, or nothing once the draft has as many as 待补上限 allows.

        Gaps for what nothing answers are `reserved`: they come before missing owners.
        """
        left = self.brief.max_holes - self.holes
        if left <= (0 if reserved else self._reserved):
            return ()
        self.holes += 1
        self._reserved -= reserved
        return (hole(path, what),)

    def task_hole(self, path: str, what: str) -> Bound:
        """A gap for who does it or by when, two of a 意见 at most: asked again in every item it is noise.

        Args:
            path: of what is missing: 意见[0].举措[1].时限.
            what: is asked for.
        """
        point = path.partition(".")[0]
        if self._asked_for[point] >= _ASKED:
            return ()
        gap = self.hole(path, what)
        self._asked_for[point] += bool(gap)
        return gap

    def add(self, want: Want) -> Want:
        """Put a place at the end of the current paragraph."""
        if want.topic is None and want.slot != "three_opinions":
            want.topic = self.subject
        self.passages[-1].wants.append(want)
        return want

    def fits_any(self, want: Want) -> bool:
        """Whether the bank has a phrase of its 作用 that takes up all it needs."""
        return any(
            phrase.role in want.roles and set(want.needs) <= phrase.variables
            for phrase in self.bank.of(want.slot, want.move)
        )

    def _subject(self) -> Topic | None:
        """What the whole meeting is about, by its title, its name or its purpose; None: many things, or none known.

        安排教学、安全和后勤工作 is about no one of them.
        """
        meeting = self.brief.meeting
        purpose = str(meeting.purpose or "")
        texts = [self.brief.title.text, str(meeting.name or ""), *([purpose] if "、" not in purpose else [])]
        return next((topic for text in texts if (topic := self.bank.topic(text))), None)
