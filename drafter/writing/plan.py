"""What an outline says a speech is made of, before anything is chosen."""

from __future__ import annotations

from drafter.record import record
from drafter.speech import Span

VARIED = "换"  # of Measures.style: points take turns between 一是 and 首先


@record
class Request:
    """A place for one move; how it is said is chosen later, for the whole draft at once."""

    slot: str
    move: str
    role: str = ""  # 作用 the outline asks for by name; empty: the whole move
    point: int = -1  # index of the 意见 it speaks of; -1: of none
    count: int = 0  # number of points announced, where it is not the number of 意见; 0: it is
    where: str = ""  # outline and line, "三点意见.j2:12"


@record
class PointHeading:
    """The heading of one 意见, chosen with all other headings."""

    point: int
    level: int = 1  # 1-4; its number is counted when the plan is read
    run_in: str = ""  # "一要", "——" …: it opens the paragraph instead of standing alone; empty: stands alone


@record
class Measures:
    """The 举措 of one 意见, each with what is said about it."""

    point: int
    style: str = "一是"  # "一是" "1." "（一）" "第一" "首先", VARIED, or empty: how the items are numbered
    apart: bool = True  # each item a paragraph of its own


Element = Span | Request | PointHeading | Measures


@record
class Paragraph:
    """One line of the rendered outline."""

    elements: tuple[Element, ...]
    level: int = 0  # 1-4: a heading whose words the outline gives
    number: str = ""  # its number as the outline wrote it


@record
class Plan:
    """One rendered outline."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    tone: str = ""  # 语气 of the occasion the outline is for; empty: any, the brief says which
