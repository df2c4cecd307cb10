"""Places for sentences: what a sentence is to do and which facts it must carry, before its words are chosen."""

from __future__ import annotations

from dataclasses import dataclass, field

from drafter.bank import Phrase, Topic
from drafter.record import record
from drafter.speech import Origin, Span

Bound = tuple[Span, ...]  # what a variable stands for, with its origins

# tiers, in the order in which a draft has room for them (choose.solve): facts, and the links without which they do not
# read as a speech; what is needed for an argument; what a draft without 篇幅 holds besides; what of this very matter a
# longer one has room for; then what would fit many a speech, the more the later: only where length.most asks for it
MUST, NEEDED, USUAL, ROOM, MORE, LAST, SPARE = range(7)


@dataclass(slots=True, eq=False)
class Want:
    """One place: filled by a phrase of the bank, or by `words` alone."""

    key: str  # names the place for good: "意见[0].举措[1].做法"; ties are broken by it
    slot: str
    move: str
    roles: tuple[str, ...] = ()  # 作用 that fit, best first; empty: no phrase is looked for
    needs: dict[str, Bound] = field(default_factory=dict)  # facts the phrase must take up
    may: dict[str, Bound] = field(default_factory=dict)  # facts it may mention
    words: Bound = ()  # said as they are when no phrase fits; empty: then the place stays empty
    context: str = ""  # what is said just before: 接 must be found in it
    topic: Topic | None = None
    body: str = ""  # what the brief says in the point it belongs to: phrases that share its words fit better
    elsewhere: tuple[str, ...] = ()  # words of the other points' topics: what speaks of them stands there
    tier: int = MUST  # lower is needed sooner; MUST is always there
    rank: int = 0  # order within a tier
    items: str = ""  # key of the enumeration it is an item of; empty: of none
    task: str = ""  # 事项 it speaks of: only sentences of its card will do, where it has a card
    lead: Bound = ()  # names the item: the 要点 of a measure, full stop included
    style: str = "一是"  # how the items of that enumeration are numbered: "一是" "第一" "1." "（1）" "首先"
    heads: bool = False  # an item of `items`: number and lead are said before it; otherwise it continues one
    before: Want | None = None  # stands before that item, so number and lead are said before this one
    bank_item: bool = False  # an item of the bank: told in the order of the bank, whatever was chosen first
    close: bool = False  # only a phrase that shares a word of the topic with what the brief says
    leads_in: bool = False  # no sentence of its own: it opens the sentence of the next place
    counts: str = ""  # needs the number of items of that enumeration: holds only if there are two or more
    after: Want | None = None  # stands only if that one stands; a 做法 takes up a word of what that one says
    begins: bool = False  # of a run of sentences the first only: the others stand in a place that is `rest_of` this one
    rest_of: Want | None = None
    opens: bool = False  # nothing of its kind was said before it: no "与此同时"


@dataclass(slots=True, eq=False)
class Passage:
    """One paragraph or heading to be."""

    section: str
    wants: list[Want]
    level: int = 0
    number: str = ""
    run_in: int = 0
    apart: bool = False  # begins a new paragraph even when the outline prints it in one line


@record
class Filled:
    """A place with its words."""

    want: Want
    phrase: Phrase | None
    spans: Bound
    others: tuple[Phrase, ...] = ()  # runners-up, best first
    why: str = ""  # what spoke for the phrase, for a person

    @property
    def text(self) -> str:
        """What is read."""
        return "".join(span.text for span in self.spans)

    @property
    def lead(self) -> Bound:
        """What names the item: its 要点, or that of the phrase; empty: it has no name."""
        if self.want.lead or not (self.phrase and self.phrase.point and "列项" in self.want.roles):
            return self.want.lead
        return (Span(self.phrase.point + "。", Origin("phrase", self.phrase.id)),)
