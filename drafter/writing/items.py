"""The items of one 意见: each named, reasoned, said with owner and date, and how it is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from drafter import numbering
from drafter.brief import Fact, Measure, Point
from drafter.detail import side_by_side
from drafter.speech import Origin, Span
from drafter.task import Task, act
from drafter.writing import derive, forms, length, sums
from drafter.writing.heads import item_heads
from drafter.writing.loom import NEAR, Loom
from drafter.writing.loops import Loop
from drafter.writing.matching import word_lists
from drafter.writing.owners import fact_places
from drafter.writing.plan import VARIED, Measures
from drafter.writing.want import LAST, NEEDED, ROOM, SPARE, USUAL, Bound, Passage, Want

_NAMED = 18  # characters of what is named again, at most
_PACES = 2  # times a draft tells how much a month that is
_LATE = 500  # behind what is nearer to the measure
_AGAIN = 2  # times a way of putting a measure is spoken of where the length asks for more
_LIST = 3  # items from which a clause is a list of many things
_COUNT = (Span("三件"),)  # takes the room of the count until the items are chosen


@dataclass
class ItemWeaver:
    """The part of weaving that speaks of the items of one 意见."""

    draft: Loom
    element: Measures
    style: str = field(init=False)
    group: str = field(init=False)  # key of the enumeration; empty: the items have no numbers

    def __post_init__(self) -> None:
        self.style = self.element.style
        if self.style == VARIED:
            own = length.own_items(self.draft.brief, self.draft.loops, self._index)
            self.style = "首先" if self._index % 2 and 2 <= own <= len(numbering.FIRSTLY) else "一是"
        self.group = f"{self._point.path}.举措" if self.style else ""

    @property
    def _index(self) -> int:
        return self.element.point

    @property
    def _point(self) -> Point:
        return self.draft.brief.points[self._index]

    def weave(self) -> None:
        """The count, the items in order, and what the front half promised to take up here."""
        draft, point = self.draft, self._point
        for fact in point.verbatim:
            if not forms.is_last_word(fact):  # that stands at the very end
                draft.add(Want(fact.path, "three_opinions", "measure", words=forms.as_it_is(fact)))
        open_ends = draft.loops.at(self._index, -1)
        answered, left = [o for o in open_ends if o.answered], [o for o in open_ends if not o.answered]
        heads = item_heads(draft, self._index, answered) if self.group else ()
        if self.group and self.style != "首先":  # 首先 needs no count before it
            self._transition(heads, complete=not left)
        for position, measure in enumerate(point.measures):
            self._break()
            self._measure(position, measure, heads[position] if heads else _own_head(measure))
        for number, loop in enumerate(answered, len(point.measures)):
            self._break()
            self._answer(loop, heads[number] if heads else ())
        if left:
            self._break()
            self._unanswered(left)
        self._bank_items()

    def _add(self, name: str, roles: tuple[str, ...], **more: object) -> Want:
        return self.draft.add(self.draft.place(self._index, name, "measure", roles, **more))

    def _break(self) -> None:
        if self.element.apart:
            self.draft.passages.append(Passage(f"意见[{self._index}]", [], apart=True))

    def _transition(self, heads: Sequence[Bound], complete: bool) -> None:
        """How many items there are, and their names where every item has one."""
        want = self._add("过渡", ("过渡",), needs={"件数": _COUNT}, counts=self.group, tier=NEEDED)
        if complete and len(heads) > 1 and all(heads):
            want.may |= {"要点列": forms.joined([head[:-1] for head in heads], "、")}

    def _measure(self, position: int, measure: Measure, head: Bound) -> None:
        """One measure: why, or what it answers; the fact with owner and date; how it is done and how far."""
        draft, key = self.draft, f"举措[{position}]"
        text = "，".join(str(fact) for fact in (measure.point, measure.detail) if fact)
        loops, rank = draft.loops.at(self._index, position), position * 10 + self._index
        task = draft.measure_task(measure, self._index, loops[0].pair.text.text if loops else "")
        places = fact_places(draft, self._index, key, measure, self.group)
        self._begin(places[0], head)
        alone = length.own_items(draft.brief, draft.loops, self._index) == 1
        first = bool(task) and (alone or (bool(head) and not loops))  # why, then what; without a name: what, then why
        why = SPARE if task and "连说" in task.parts else USUAL  # a run of sentences says why by itself
        if task and first:
            self._add(f"{key}.缘由", ("缘由",), task=task.name, context=text, before=places[0], tier=why, rank=rank)
        # a long name is no breath's beginning
        if loops and not loops[0].named and forms.width(_short(loops[0])) <= _NAMED:
            draft.add(self._take_up(loops[0], places[0]))
        for want in places:
            draft.add(want)
        if task and not first and not loops and why != SPARE:
            self._add(f"{key}.缘由", ("缘由",), task=task.name, context=text, tier=USUAL, rank=rank)
        for loop in loops:
            if loop.pair.answer:
                draft.add(self._given_answer(key, loop.pair.answer))
        self._share(key, measure)
        self._sums(key, measure, loops)
        facts = [fact for fact in (measure.point, measure.detail) if fact]
        self._followed(key, facts, task, rank, last=position == len(self._point.measures) - 1)

    def _given_answer(self, key: str, answer: Fact) -> Want:
        """A 对策 or 抓手 said after the measure that speaks of the same thing."""
        words = (*forms.said(answer), Span("。"))
        return self.draft.place(self._index, f"{key}.{answer.path}", "measure", (), words=words, items=self.group)

    def _begin(self, anchor: Want, head: Bound) -> None:
        anchor.heads, anchor.lead, anchor.style = True, head, self.style

    def _share(self, key: str, measure: Measure) -> None:
        """How much of the goal a measure covers, where the numbers allow."""
        point = self._point
        counted = derive.share_of_goal(measure.detail, point) if measure.detail and self.draft.assigns else None
        if counted:
            share, whole = counted
            needs = {"占比": share, "总数": (Span(whole, Origin("brief", point.goal.path if point.goal else "")),)}
            self._add(f"{key}.占比", ("占比",), needs=needs, tier=ROOM)

    def _sums(self, key: str, measure: Measure, loops: Sequence[Loop]) -> None:
        """What the figures of a measure come to: what is left to do, how far a figure is to move, how soon."""
        fact, draft = measure.detail or measure.point, self.draft
        assert fact
        if not draft.assigns:
            return
        if loops and (found := derive.left_of_gap(loops[0].pair.text, fact)):
            words = (Span("这样还有"), *found[1], Span("的缺口。"))
            needs = {"缺口": found[0], "余数": found[1]}
            self._add(f"{key}.缺口余", ("缺口余",), needs=needs, words=words, tier=NEEDED)
        elif loops and (found := sums.left_of_stock(loops[0].pair.text, fact)):
            self._add(f"{key}.存量余", ("存量余",), needs={"存量": found[0], "余数": found[1]}, tier=NEEDED)
        elif rest := sums.rest_of_cost(fact):
            self._add(f"{key}.剩下", ("剩下",), needs={"余数": rest}, tier=NEEDED)
        elif moved := sums.step(fact):
            up, difference = moved
            self._add(f"{key}.幅度", ("幅度升" if up else "幅度降",), needs={"幅度": difference}, tier=USUAL)
        deadline = measure.deadline or fact
        if draft.paces_told < _PACES and (monthly := sums.pace(fact, deadline, draft.brief.day)):
            draft.paces_told += 1
            self._add(f"{key}.月均", ("月均",), needs={"月均": monthly}, tier=USUAL)
        if not draft.days_told and (days := sums.days_left(deadline, draft.brief.day)):
            draft.days_told = True
            needs = {"期限": sums.day_named(deadline), "天数": days}
            self._add(f"{key}.期限余", ("期限余",), needs=needs, tier=USUAL)

    def _followed(self, key: str, facts: Sequence[Fact], task: Task | None, rank: int, last: bool) -> None:
        """What is said after a measure: a run of sentences from the card of its 事项, or of the thing it is about.

        Sentences of a run were written one after another; single ones of a card, of which each is true, make a row of
        sayings. They are for cards without a run, and where a long speech has room.
        """
        text = "，".join(map(str, facts))
        if any(word in text for word in word_lists()["罗列词"]):
            return  # many fields in one breath: what is said of one of them would be beside the others
        details = self._details(key, text, rank)
        cards = [task, *details]
        if task and details and not task.weight(act(text)) and details[0].weight(act(text)):
            cards.append(cards.pop(0))  # 排查污水设施，明确管护经费: of the 设施 first
        card = next((one for one in cards if one and "连说" in one.parts), None)
        if not self.draft.assigns:
            card = None  # a run asks for things: a guest's address and a pledge do not
        if card:
            more: dict[str, Any] = {"context": text, "task": card.name}
            sure = self.draft.nearness(card, text) >= NEAR
            first, then = (NEEDED, USUAL) if sure else (SPARE, SPARE)
            said = self._add(f"{key}.连说", ("连说",), tier=first, rank=rank, begins=True, **more)
            self._add(f"{key}.连说余", ("连说",), tier=then, rank=rank + 1, rest_of=said)
            if not sure:
                self._way(key, facts[-1], LAST, rank)
            elif card is task:
                self._add(f"{key}.连说二", ("连说",), tier=LAST, rank=rank, after=said, **more)
                self._way(key, facts[-1], SPARE, rank)
                for part in ("做法", "界限"):  # only where the length asks for more than there are runs
                    self._add(f"{key}.{part}", (part,), tier=SPARE, rank=rank + _LATE, **more)
            return
        self._way(key, facts[-1], LAST, rank)
        self._way(key, facts[-1], SPARE, rank)
        if details and not task:
            self._told_of(key, details[0], text, rank)
            return
        more = {"context": text, "task": task.name if task else ""}
        self._add(f"{key}.做法", ("做法",), tier=LAST, rank=rank, **more)
        self._add(f"{key}.做法二", ("做法",), tier=LAST, rank=rank + 500, **more)
        self._add(f"{key}.界限", ("界限",), tier=LAST, rank=rank, **more)
        if task:  # how one sees that it is done is said of the last item: a row of "看……" tires
            self._add(f"{key}.检验", ("检验",), tier=ROOM if last else LAST, rank=rank + 200, **more)

    def _way(self, key: str, fact: Fact, tier: int, rank: int) -> None:
        """A word on how a measure is put: 逐户, 每月一次, 24小时内."""
        found = self.draft.way(fact, _AGAIN if tier == SPARE else 1) if self.draft.assigns else None
        if found:
            way, bound = found
            name = f"{key}.接句{'又' if tier == SPARE else ''}"
            self._add(name, ("接句",), task=way.name, tier=tier, rank=rank, context=fact.text, may=bound)

    def _details(self, key: str, text: str, rank: int) -> list[Task]:
        """Cards of the things a measure is about, the one named by most characters first; none of a long list.

        Those of one list are told side by side: a sentence on one of many things would be beside the others.
        """
        draft = self.draft
        details = draft.details(text)
        if row := side_by_side(details):
            said = [draft.remark(one) for one in row]
            self._add(f"{key}.并列", (), words=(*forms.joined(said, "，"), Span("。")), tier=ROOM, rank=rank)
        alone = [one for one in details if one.items < _LIST and one not in row]
        return [one.task for one in sorted(alone, key=lambda one: one.start - one.end)]

    def _told_of(self, key: str, card: Task, text: str, rank: int) -> None:
        """A sentence or two on a single thing."""
        roles = _singles(self.draft)
        more: dict[str, Any] = {"context": text, "task": card.name}
        sure = not self.draft.assigns or self.draft.nearness(card, text) >= NEAR
        said = self._add(f"{key}.细处", roles, tier=NEEDED if sure else SPARE, rank=rank, **more)
        self._add(f"{key}.细处又", roles, tier=LAST, rank=rank + 1, after=said, **more)

    def _take_up(self, loop: Loop, anchor: Want) -> Want:
        """ "针对……的问题，": a problem or opportunity named again, leading into its answer."""
        role, name = ("呼应机遇", "机遇简") if loop.opportunity else ("呼应问题", "问题简")
        short = _short(loop)
        around = ("抓住", "的机遇，") if loop.opportunity else ("针对", "的问题，")
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
        short, value = _short(loop), forms.said(loop.pair.answer)
        key, text = f"呼应.{loop.pair.path}", loop.pair.answer.text
        words = (Span("针对"), *short, Span("，"), *value, Span("。"))
        needs = {name: short, answered: value}
        roles: tuple[str, ...] = (role + answered,)
        if forms.width(short) > _NAMED:  # the whole problem over again: the answer says by itself what it answers
            roles, needs, words = (), {}, (*value, Span("。"))
        self._begin(self._add(key, roles, needs=needs, words=words, items=self.group), head)
        task = self.draft.task(text, self._index, answers=loop.pair.text.text)
        self._followed(key, [loop.pair.answer], task, self._index, last=False)

    def _unanswered(self, loops: list[Loop]) -> None:
        """What the front half opened and no measure answers: one item that takes it up, and one visible gap."""
        draft = self.draft
        problems = [loop for loop in loops if not loop.opportunity]
        chances = [loop for loop in loops if loop.opportunity]
        what, needs = [], {}
        for name, opened, verb in (("问题列", problems, "针对"), ("机遇列", chances, "用好")):
            shorts = [_short(loop) for loop in opened]
            if shorts:
                needs[name] = forms.joined(shorts, "、")
                what.append(verb + "".join(f"“{_plain(short)}”" for short in shorts))
        path = loops[0].pair.path + (".抓手" if loops[0].opportunity else ".对策")
        named = "、".join(what)  # the sentence names them too: a long name is not said twice
        gap = draft.hole(path, f"{named if len(named) <= _NAMED else '具体'}的举措、{draft.owner}和时限", reserved=True)
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
            for name, role, later in (("做法", "做法", ROOM), ("界限", "界限", LAST), ("做法二", "做法", LAST)):
                self._add(f"列项{number}.{name}", (role,), rank=rank + 5, after=item, tier=max(later, tier))


def _singles(draft: Loom) -> tuple[str, ...]:
    """What single sentences may say of a thing: to guests only what it brings."""
    return ("讲究", "好处") if draft.assigns else ("好处",)


def _own_head(measure: Measure) -> Bound:
    return (*forms.said(measure.point), Span("。")) if measure.point and measure.detail else ()


def _short(loop: Loop) -> Bound:
    """The name by which a problem or chance is taken up again: its first clause, or the one that says what is wrong."""
    if loop.opportunity:
        return forms.first_clause(loop.pair.text)
    signs = tuple(word_lists()["问题字"])
    name = forms.first_clause(loop.pair.text, signs)
    if forms.width(name) <= _NAMED:
        return name
    return forms.telling_clause(loop.pair.text, signs, _NAMED) or forms.first_clause(loop.pair.text)


def _plain(bound: Bound) -> str:
    return "".join(span.text for span in bound)
