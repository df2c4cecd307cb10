"""The brief: what one speech is about, as the clerk wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date

from drafter.record import record


@record
class Fact:
    """One value of the brief, its characters unchanged (line breaks folded to a space)."""

    text: str  # never blank
    path: str  # where it stands: "形势.成绩[0].增幅", index from 0
    line: int = 0  # in the brief file, first line is 1

    def __str__(self) -> str:
        return self.text


@record
class Achievement:
    """成绩: a text of its own, or an indicator with its figures (then `text` is None and `indicator` is not)."""

    path: str
    text: Fact | None = None
    indicator: Fact | None = None
    value: Fact | None = None
    growth: Fact | None = None
    rank: Fact | None = None
    plan: Fact | None = None  # 年度计划: what the year is to reach, or a share of it


@record
class Pair:
    """问题 with its 对策, or 机遇 with its 抓手."""

    path: str
    text: Fact
    answer: Fact | None = None


@record
class Measure:
    """举措: a text of its own (only `detail`), or 要点 内容 责任 时限; at least one of point and detail is there."""

    path: str
    point: Fact | None = None
    detail: Fact | None = None
    owner: Fact | None = None
    deadline: Fact | None = None


@record
class Point:
    """意见: one of the points the speech makes."""

    path: str
    topic: Fact
    heading: Fact | None = None
    why: Fact | None = None
    goal: Fact | None = None
    measures: tuple[Measure, ...] = ()
    safeguard: Fact | None = None
    verbatim: tuple[Fact, ...] = ()


@record
class Meeting:
    """会议."""

    name: Fact | None = None
    purpose: Fact | None = None
    directives: tuple[Fact, ...] = ()
    agenda: tuple[Fact, ...] = ()
    vision: Fact | None = None
    verbatim: tuple[Fact, ...] = ()


@record
class Review:
    """形势."""

    period: Fact | None = None
    theme: Fact | None = None
    achievements: tuple[Achievement, ...] = ()
    problems: tuple[Pair, ...] = ()
    opportunities: tuple[Pair, ...] = ()


@record
class Ending:
    """结尾."""

    call: Fact | None = None
    ending: Fact | None = None
    verbatim: tuple[Fact, ...] = ()


@record
class Brief:
    """A valid brief. None or an empty tuple: the clerk said nothing about it."""

    file: str
    title: Fact
    points: tuple[Point, ...]  # never empty
    speaker: Fact | None = None  # one string, "职务 姓名" joined by an ideographic space when both are given
    post: str = ""  # 职务 alone, as far as it can be told; decides on whose behalf thanks are given
    day: date | None = None
    salutation: Fact | None = None
    place: Fact | None = None
    level: str = ""  # 层级 as given; empty: to be derived from 地区, 讲话人 or 标题
    outline: Fact | None = None
    meeting: Meeting = field(default_factory=Meeting)
    review: Review = field(default_factory=Review)
    ending: Ending = field(default_factory=Ending)
    length: int | None = None  # characters as 篇幅 counts them; minutes are already multiplied by `rate`
    tone: str = ""  # 部署 动员 总结 表态 座谈 致辞 主持, or empty
    seed: int | None = None
    verbatim: tuple[Fact, ...] = ()
    rate: int = 200  # 字/分
    max_holes: int = 6
    fill: bool | None = (
        None  # go on to 篇幅 with what fits many a speech; None: where the facts make less than half of it
    )
    warnings: tuple[str, ...] = ()  # what was folded or guessed while reading, one line each

    def facts(self) -> Iterator[Fact]:
        """Every value that must appear in the draft with its words unchanged, in the order of the brief.

        Settings (日期, 层级, 篇幅, 语气, 种子, 提纲), 主题 and 地区 are not among them: they show in other forms.
        """
        yield self.title
        for one in (self.speaker, self.salutation):
            if one:
                yield one
        meeting, review, ending = self.meeting, self.review, self.ending
        for group in (
            (meeting.name, meeting.purpose, *meeting.directives, *meeting.agenda, meeting.vision, *meeting.verbatim),
            (review.period, review.theme),
            *((a.text, a.indicator, a.value, a.growth, a.rank, a.plan) for a in review.achievements),
            *((p.text, p.answer) for p in (*review.problems, *review.opportunities)),
            *((p.heading, p.why, p.goal, *_measures(p), p.safeguard, *p.verbatim) for p in self.points),
            (ending.call, ending.ending, *ending.verbatim),
            self.verbatim,
        ):
            yield from (fact for fact in group if fact)


def _measures(point: Point) -> Iterator[Fact | None]:
    for measure in point.measures:
        yield from (measure.point, measure.detail, measure.owner, measure.deadline)
