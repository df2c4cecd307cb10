"""The items of one 意见: each named, reasoned, said with owner and date, and how it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from drafter import numbering
from drafter.brief import Measure, Point
from drafter.speech import Span
from drafter.writing import forms, length
from drafter.writing.after import AfterMeasure
from drafter.writing.heads import item_heads
from drafter.writing.loom import Loom
from drafter.writing.loops import FOR, NAMED, QUOTED, Loop
from drafter.writing.matching import word_lists
from drafter.writing.owners import fact_places
from drafter.writing.plan import VARIED, Measures
from drafter.writing.want import LAST, MORE, NEEDED, SPARE, USUAL, Bound, Passage, Want
from drafter.writing.wholes import Whole, adds_up, shared_out

_COUNT = (Span("三件"),)  # takes the room of the count until the items are chosen


@dataclass
class ItemWeaver:
    """The part of weaving that speaks of the items of one 意见."""

    draft: Loom
    element: Measures
    style: str = field(init=False)
    group: str = field(init=False)  # key of the enumeration; empty: the items have no numbers
    after: AfterMeasure = field(init=False)
    whole: Whole | None = field(init=False)

    def __post_init__(self) -> None:
        self.style = self.element.style
        if self.style == VARIED:
            own = length.own_items(self.draft.brief, self.draft.loops, self._index)
            self.style = "首先" if self._index % 2 and 2 <= own <= len(numbering.FIRSTLY) else "一是"
        self.group = f"{self._point.path}.举措" if self.style else ""
        self.after = AfterMeasure(self.draft, self._index)
        self.whole = adds_up(self._point, self.draft.brief)
        if self.whole and not self.whole.of_problem and shared_out(self._index, self.draft.brief):
            self.whole = None  # that was told with the goal

    @property
    def _index(self) -> int:
        return self.element.point

    @property
    def _point(self) -> Point:
        return self.draft.brief.points[self._index]

    def weave(self) -> None:
        """The count, the items in order, and what the front half promised to take up here."""
        draft, point = self.draft, self._point
        open_ends = draft.loops.at(self._index, -1)
        answered, left = [o for o in open_ends if o.answered], [o for o in open_ends if not o.answered]
        heads = item_heads(draft, self._index, answered) if self.group else ()
        if self.group and self.style != "首先":  # 首先 needs no bare count before it
            self._add("过渡", ("过渡",), needs={"件数": _COUNT}, counts=self.group, tier=NEEDED)
        named = any(measure.point and measure.detail for measure in point.measures) and not any(heads[: len(answered)])
        if not named:  # what the front half opened comes first: it sets the direction
            self._answers(answered, heads)
        for position, measure in enumerate(point.measures):
            if not _continues(measure, position):
                self._break()
            self._measure(position, measure, heads[position + len(answered)] if heads else _own_head(measure))
        if named:  # behind those that have names
            self._answers(answered, heads)
        if left:
            self._break()
            self._unanswered(left)
        self._bank_items()
        for fact in point.verbatim:  # after all that is done: then it carries
            if fact.path not in draft.verbatim_said and not forms.is_last_word(fact):  # that stands at the very end
                self._break()
                draft.add(Want(fact.path, "three_opinions", "measure", words=forms.as_it_is(fact)))

    def _answers(self, loops: list[Loop], heads: Sequence[Bound]) -> None:
        for number, loop in enumerate(loops):
            self._break()
            self._answer(loop, heads[number] if heads else ())

    def _add(self, name: str, roles: tuple[str, ...], **more: object) -> Want:
        return self.draft.add(self.draft.place(self._index, name, "measure", roles, **more))

    def _break(self) -> None:
        if self.element.apart:
            self.draft.passages.append(Passage(f"意见[{self._index}]", [], apart=True))

    def _measure(self, position: int, measure: Measure, head: Bound) -> None:
        """One measure: why, or what it answers; the fact with owner and date; how it is done and how far."""
        draft, key = self.draft, f"举措[{position}]"
        text = "，".join(str(fact) for fact in (measure.point, measure.detail) if fact)
        loops, rank = draft.loops.at(self._index, position), position * 10 + self._index
        told = any(loop.pair.answer for loop in loops)
        task = draft.measure_task(measure, self._index, loops[0].pair.text.text if loops else "")
        places = fact_places(draft, self._index, key, measure, self.group, told)
        if not _continues(measure, position):
            self._begin(places[0], head)
        alone = length.own_items(draft.brief, draft.loops, self._index) == 1
        first = bool(task) and (alone or (bool(head) and not loops))  # why, then what; without a name: what, then why
        why = SPARE if task and "连说" in task.parts else USUAL  # a run of sentences says why by itself
        if task and first:
            self._add(f"{key}.缘由", ("缘由",), task=task.name, context=text, before=places[0], tier=why, rank=rank)
        # a long name is no breath's beginning
        if loops and not loops[0].named and forms.width(loops[0].name) <= NAMED:
            draft.add(self._take_up(loops[0], places[0]))
        given = [loop for loop in loops if loop.pair.answer]
        first_said = [loop for loop in given if not _follows(loop)]
        for loop in first_said:
            self._remedy(loop, before=places[0])
        for want in places:
            draft.add(want)
        for loop in given:
            if loop not in first_said:
                self._remedy(loop)
        if task and not first and not loops and why != SPARE:
            self._add(f"{key}.缘由", ("缘由",), task=task.name, context=text, tier=USUAL, rank=rank)
        reckoned = self.after.figures(key, position, loops, self.whole)
        facts = [fact for fact in (measure.point, measure.detail) if fact]
        last = position == len(self._point.measures) - 1
        self.after.said(key, facts, task, rank, last=last, reckoned=reckoned or told)

    def _remedy(self, loop: Loop, **more: object) -> None:
        """A 对策 or 抓手 beside the measure that speaks of the same: the problem has been told and is not again."""
        assert loop.pair.answer
        value = forms.said(loop.pair.answer)
        link: Bound = (Span("要"),) if loop.opportunity and forms.asks(loop.pair.answer) else ()
        if loop.opportunity and forms.width(loop.name) <= NAMED:  # 提前报名培训60人: for what, only the chance says
            link = (Span("抓住"), *loop.name, Span("的机会，"), *link)
        self._add(f"呼应.{loop.pair.path}", (), words=(*link, *value, Span("。")), items=self.group, **more)

    def _begin(self, anchor: Want, head: Bound) -> None:
        anchor.heads, anchor.lead, anchor.style = True, head, self.style

    def _take_up(self, loop: Loop, anchor: Want) -> Want:
        """ "针对……的问题，": a problem or opportunity named again, leading into its answer."""
        role, name = ("呼应机遇", "机遇简") if loop.opportunity else ("呼应问题", "问题简")
        short = loop.name
        around = ("抓住", "的机遇，") if loop.opportunity else ("前面讲到", "，为此，")
        words = (Span(around[0]), *short, Span(around[1]))
        return self.draft.place(
            self._index,
            f"呼应.{loop.pair.path}",
            "measure",
            (role,),
            needs={name: short},
            words=words,
            items=self.group,
            before=anchor,
            leads_in=True,
        )

    def _answer(self, loop: Loop, head: Bound) -> None:
        """A problem or opportunity with the 对策 or 抓手 the brief gives: an item like any other measure."""
        assert loop.pair.answer
        role, name, answered = ("呼应机遇", "机遇简", "抓手") if loop.opportunity else ("呼应问题", "问题简", "对策")
        short, value = loop.name, forms.said(loop.pair.answer)
        key, text = f"呼应.{loop.pair.path}", loop.pair.answer.text
        words = (Span("针对"), *short, Span("，"), *value, Span("。"))
        needs = {name: short, answered: value}
        roles: tuple[str, ...] = (role + answered,)
        if (
            loop.alone or forms.width(short) > FOR
        ):  # the whole problem over again: the answer says by itself what it answers
            roles, needs, words = (), {}, (*value, Span("。"))
        self._begin(self._add(key, roles, needs=needs, words=words, items=self.group), head)
        task = self.draft.task(text, self._index, answers=loop.pair.text.text)
        self.after.said(key, [loop.pair.answer], task, self._index, last=False)

    def _unanswered(self, loops: list[Loop]) -> None:
        """What the front half opened and no measure answers: one item that takes it up, and one visible gap."""
        draft = self.draft
        problems = [loop for loop in loops if not loop.opportunity]
        chances = [loop for loop in loops if loop.opportunity]
        what, needs = [], {}
        for name, opened, verb in (("问题列", problems, "针对"), ("机遇列", chances, "用好")):
            shorts = [loop.name for loop in opened]
            if shorts:
                needs[name] = forms.joined(shorts, "、")
                what.append(verb + "".join(f"“{_plain(short)}”" for short in shorts))
        path = loops[0].pair.path + (".抓手" if loops[0].opportunity else ".对策")
        named = "、".join(what)  # the sentence names them too: a long name is not said twice
        gap = draft.hole(path, f"{named if len(named) <= NAMED else '具体'}的举措、{draft.owner}和时限", reserved=True)
        if not gap:
            return
        words = (Span("针对"), *forms.joined(list(needs.values()), "、"), Span("，"), *gap, Span("。"))
        whole = {"needs": needs | {"待补": gap}, "words": words, "items": self.group}
        want = draft.place(self._index, "未答", "measure", ("未答",), **whole)
        self._begin(want, ())
        task = draft.task(chances[0].pair.text.text, part="方向") if len(loops) == 1 and chances else None
        if task:  # where to turn first, then what is left to fill in
            self._add("未答.方向", ("方向",), task=task.name, before=want, tier=USUAL, rank=self._index)
        draft.add(want)

    def _bank_items(self) -> None:
        """Ways of working from the bank, as items of their own: all there is for a bare 主题, filler for a short draft.

        A longer speech first says more about each item, then adds items: a list of ten is no speech.
        """
        draft, index = self.draft, self._index
        if self._point.measures and draft.borrowed(index):
            return
        own = length.own_items(draft.brief, draft.loops, index)
        allotted = draft.items[index]
        for number in range(length.most_items(own)):
            rank = (own + number) * 10 + index
            tier = NEEDED if number < allotted else SPARE
            self._break()
            item = self._add(f"列项{number}", ("列项",), tier=tier, rank=rank, items=self.group, heads=True)
            item.bank_item, item.style = True, self.style
            item.close = own > 0
            for name, role, later in (("做法", "做法", MORE), ("界限", "界限", LAST), ("做法二", "做法", LAST)):
                self._add(f"列项{number}.{name}", (role,), rank=rank + 5, after=item, tier=max(later, tier))


def _continues(measure: Measure, position: int) -> bool:
    """Whether a measure goes on with the one before it: 其余460吨年底前清零 is no item of its own."""
    text = str(measure.detail or "")
    return position > 0 and not (measure.point and measure.detail) and text.startswith(tuple(word_lists()["其余词"]))


def _follows(loop: Loop) -> bool:
    """Whether a 对策 goes on with what the measure says (另外7台调整分接), as what is made of a chance does."""
    assert loop.pair.answer
    words = word_lists()
    leaning = (*words["其余词"], *words["接前词"], *words["悬空开头"])
    named = loop.opportunity and QUOTED.search(loop.pair.answer.text)
    return (loop.opportunity and not named) or loop.pair.answer.text.startswith(leaning)


def _own_head(measure: Measure) -> Bound:
    return (*forms.said(measure.point), Span("。")) if measure.point and measure.detail else ()


def _plain(bound: Bound) -> str:
    return "".join(span.text for span in bound)
