"""One 意见 as an argument: reason, target, how many things, each with owner and date, how it is held to account."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from drafter.brief import Fact, Measure, Point
from drafter.speech import Origin, Span
from drafter.writing import derive, forms, length
from drafter.writing.loom import Loom
from drafter.writing.loops import Loop
from drafter.writing.plan import Measures, Request
from drafter.writing.want import LAST, MORE, NEEDED, ROOM, SPARE, USUAL, Bound, Passage, Want

SLOT = "three_opinions"
_SHORT = 18  # characters of what a gap repeats from its own sentence
_LONG = 58  # characters of a measure from which owner and date get a sentence of their own
_COUNT = (Span("三件"),)  # takes the room of the count until the items are chosen
_SEVERAL = re.compile(r"[、，,和及与]")
_UNIT = re.compile(r"(局|委|办|部|院|厅|镇|乡|街道|公司|中心|单位|政府|牵头|负责)")


@dataclass
class PointWeaver:
    """The part of weaving that speaks of one 意见."""

    draft: Loom
    _bodies: dict[int, str] = field(default_factory=dict)

    def _point(self, index: int) -> Point:
        return self.draft.brief.points[index]

    def _want(self, index: int, name: str, move: str, roles: tuple[str, ...], **more: object) -> Want:
        point = self._point(index)
        topic = self.draft.topics[index]
        want = Want(f"{point.path}.{name}", SLOT, move, roles, topic=topic, **more)  # type: ignore[arg-type]
        want.body = self._body(index)
        want.close = bool(want.body) and bool({"检查", "督导"}.intersection(roles))
        want.may = {"名": forms.said(point.topic), **want.may}
        return want

    def _body(self, index: int) -> str:
        """What the brief says in this point and of the problems and opportunities it takes up."""
        if index not in self._bodies:
            point = self._point(index)
            facts = [point.why, point.goal, *(fact for m in point.measures for fact in (m.point, m.detail))]
            facts += [loop.pair.text for loop in self.draft.loops.all if loop.point == index]
            self._bodies[index] = "，".join(str(fact) for fact in facts if fact)
        return self._bodies[index]

    def request(self, request: Request) -> None:
        """One move of a point."""
        part = {"rationale": self._rationale, "measure": self._goal, "safeguard": self._safeguard}.get(request.move)
        if part:
            part(request.point, request.role)

    def _rationale(self, index: int, role: str) -> None:
        """One reason: the brief's own as it stands, and a fitting one of the bank."""
        point = self._point(index)
        if point.why:
            self.draft.add(self._want(index, "意义", "rationale", (), words=(*forms.said(point.why), Span("。"))))
        self.draft.add(self._want(index, "道理", "rationale", ("", "道理"), tier=NEEDED))
        tier = LAST if point.why or point.measures else MORE
        self.draft.add(self._want(index, "道理二", "rationale", ("", "道理"), tier=tier, rank=index))

    def _goal(self, index: int, role: str) -> None:
        """The target and the sum a listener would do; a visible gap where the brief has none."""
        point, draft = self._point(index), self.draft
        if role not in ("", "目标"):
            return
        if not point.goal:
            if not point.measures and (gap := draft.hole(f"{point.path}.目标", f"{point.topic}的目标")):
                draft.add(
                    self._want(index, "目标", "measure", ("目标缺",), needs={"目标": gap}, words=(*gap, Span("。")))
                )
            return
        value = forms.said(point.goal)
        draft.add(self._want(index, "目标", "measure", ("目标",), needs={"目标": value}, words=(*value, Span("。"))))

    def measures(self, element: Measures) -> None:
        """The count, the items in order, and what the front half promised to take up here."""
        index, draft = element.point, self.draft
        point = self._point(index)
        for fact in point.verbatim:
            draft.add(Want(fact.path, SLOT, "measure", words=(Span(fact.text, Origin("brief", fact.path)),)))
        group = f"{point.path}.举措" if element.style else ""
        if group:
            draft.add(
                self._want(index, "过渡", "measure", ("过渡",), needs={"件数": _COUNT}, counts=group, tier=NEEDED)
            )
        for position, measure in enumerate(point.measures):
            self._break(element, index)
            self._measure(index, position, measure, group, element.style)
        open_ends = draft.loops.at(index, -1)
        for loop in open_ends:
            if loop.answered:
                self._break(element, index)
                self._answer(index, loop, group, element.style)
        if left := [loop for loop in open_ends if not loop.answered]:
            self._break(element, index)
            self._unanswered(index, left, group, element.style)
        self._bank_items(element, index, group)

    def _break(self, element: Measures, index: int) -> None:
        if element.apart:
            self.draft.passages.append(Passage(f"意见[{index}]", [], apart=True))

    def _measure(self, index: int, position: int, measure: Measure, group: str, style: str) -> None:
        """One measure: take-up of what it answers, the fact with owner and date, then how it is done."""
        point, draft = self._point(index), self.draft
        key = f"举措[{position}]"
        text = "，".join(str(fact) for fact in (measure.point, measure.detail) if fact)
        lead: Bound = (*forms.said(measure.point), Span("。")) if measure.point and measure.detail else ()
        places = self._fact(index, key, measure, group)
        if loops := draft.loops.at(index, position):
            opener = self._take_up(index, loops[0], group)
            places.insert(0, opener)
        places[0].heads, places[0].lead, places[0].style = True, lead, style
        for want in places:
            draft.add(want)
        counted = derive.share_of_goal(measure.detail, point) if measure.detail else None
        if counted:
            share, whole = counted
            needs = {"占比": share, "总数": (Span(whole, Origin("brief", point.goal.path if point.goal else "")),)}
            draft.add(self._want(index, f"{key}.占比", "measure", ("占比",), needs=needs, tier=ROOM))
        rank = position * 10 + index
        draft.add(self._want(index, f"{key}.做法", "measure", ("做法",), context=text, tier=NEEDED, rank=rank))
        draft.add(self._want(index, f"{key}.界限", "measure", ("界限",), context=text, tier=ROOM, rank=rank))
        draft.add(self._want(index, f"{key}.做法二", "measure", ("做法",), context=text, tier=ROOM, rank=rank + 500))

    def _take_up(self, index: int, loop: Loop, group: str) -> Want:
        """ "针对……的问题，": a problem or opportunity named again, leading into its answer."""
        role, name = ("呼应机遇", "机遇简") if loop.opportunity else ("呼应问题", "问题简")
        short = forms.first_clause(loop.pair.text)
        words = (
            Span("抓住" if loop.opportunity else "针对"),
            *short,
            Span("的机遇，" if loop.opportunity else "的问题，"),
        )
        want = self._want(
            index, f"呼应.{loop.pair.path}", "measure", (role,), needs={name: short}, words=words, items=group
        )
        want.leads_in = True
        return want

    def _answer(self, index: int, loop: Loop, group: str, style: str) -> None:
        """A problem or opportunity with the 对策 or 抓手 the brief gives: an item like any other measure."""
        assert loop.pair.answer
        role, name, answered = ("呼应机遇", "机遇简", "抓手") if loop.opportunity else ("呼应问题", "问题简", "对策")
        short, value = forms.first_clause(loop.pair.text), forms.said(loop.pair.answer)
        key, text = f"呼应.{loop.pair.path}", loop.pair.answer.text
        words = (Span("针对"), *short, Span("，"), *value, Span("。"))
        want = self._want(
            index, key, "measure", (role + answered,), needs={name: short, answered: value}, words=words, items=group
        )
        want.heads, want.style = True, style
        self.draft.add(want)
        self.draft.add(self._want(index, f"{key}.做法", "measure", ("做法",), context=text, tier=USUAL, rank=index))

    def _unanswered(self, index: int, loops: list[Loop], group: str, style: str) -> None:
        """What the front half opened and no measure answers: one item that takes it up, and one visible gap."""
        draft = self.draft
        problems = [loop for loop in loops if not loop.opportunity]
        chances = [loop for loop in loops if loop.opportunity]
        what, needs = [], {}
        for name, opened, verb in (("问题列", problems, "针对"), ("机遇列", chances, "用好")):
            shorts = [forms.first_clause(loop.pair.text) for loop in opened]
            if shorts:
                needs[name] = forms.joined(shorts, "、")
                what.append(verb + "".join(f"“{_plain(short)}”" for short in shorts))
        path = loops[0].pair.path + (".抓手" if loops[0].opportunity else ".对策")
        named = "、".join(what)  # the sentence names them too: a long name is not said twice
        gap = draft.hole(path, f"{named if len(named) <= _SHORT else '具体'}的举措、牵头单位和时限", reserved=True)
        if gap:
            words = (Span("针对"), *forms.joined(list(needs.values()), "、"), Span("，"), *gap, Span("。"))
            want = self._want(
                index, "未答", "measure", ("未答",), needs=needs | {"待补": gap}, words=words, items=group
            )
            want.heads, want.style = True, style
            draft.add(want)

    def _fact(self, index: int, key: str, measure: Measure, group: str) -> list[Want]:
        """The measure itself, woven with owner and date as far as one breath allows."""
        fact = measure.detail or measure.point
        assert fact
        value = forms.said(fact)
        ends_sentence = any(mark in fact.text.rstrip(forms.STOPS) for mark in "。！？")
        details = self._details(measure, fact, f"{self._point(index).path}.{key}")
        crowded = ends_sentence or forms.width(value) + sum(map(forms.width, details.values())) > _LONG + 12
        if crowded and details:
            bare = self._want(index, key, "measure", (), words=(*value, Span("。")), items=group)
            after = self._want(index, f"{key}.交代", "measure", ("编织后",), needs=details, words=_in_order(details))
            return [bare, after]
        if crowded:
            return [self._want(index, key, "measure", (), words=(*value, Span("。")), items=group)]
        words = (*value, *((Span("，"), *_in_order(details)) if details else (Span("。"),)))
        return [
            self._want(index, key, "measure", ("编织",), needs={"举措": value, **details}, words=words, items=group)
        ]

    def _details(self, measure: Measure, fact: Fact, path: str) -> dict[str, Bound]:
        """Variables for owner and date; what the measure already says is not said twice."""
        found: dict[str, Bound] = {}
        if measure.owner and measure.owner.text not in fact.text:
            several = bool(_SEVERAL.search(measure.owner.text))
            found["责任单位" if several else "牵头单位"] = forms.said(measure.owner)
        elif self._wants_owner(measure, fact) and (gap := self.draft.hole(f"{path}.责任", "牵头单位")):
            found["责任单位"] = gap
        if measure.deadline and measure.deadline.text.rstrip(forms.STOPS).removesuffix("前") not in fact.text:
            early = forms.before(measure.deadline)
            if early:
                found["时限前"] = early
            else:
                found["时限"] = forms.said(measure.deadline)
        return found

    @staticmethod
    def _wants_owner(measure: Measure, fact: Fact) -> bool:
        """Whether a listener would ask who does it: a figure, and nobody named."""
        return not measure.owner and bool(re.search(r"[\d０-９]", fact.text)) and not _UNIT.search(fact.text)

    def _bank_items(self, element: Measures, index: int, group: str) -> None:
        """Ways of working from the bank, as items of their own: all there is for a bare 主题, filler for a short draft.

        A longer speech first says more about each item, then adds items: a list of ten is no speech.
        """
        draft = self.draft
        own = length.own_items(draft.brief, draft.loops, index)
        allotted = draft.items[index]
        for number in range(max(0, length.MOST_ITEMS - own)):
            rank = (own + number) * 10 + index
            tier = NEEDED if number < allotted else SPARE
            self._break(element, index)
            item = self._want(
                index, f"列项{number}", "measure", ("列项",), tier=tier, rank=rank, items=group, heads=True
            )
            item.bank_item, item.style, item.close = True, element.style, own > 0 and number < length.FEW_ITEMS
            draft.add(item)
            for name, role, later in (("做法", "做法", ROOM), ("界限", "界限", LAST), ("做法二", "做法", LAST)):
                want = self._want(index, f"列项{number}.{name}", "measure", (role,), rank=rank + 5, after=item)
                want.tier = max(later, tier)
                draft.add(want)

    def _safeguard(self, index: int, role: str) -> None:
        """How the point is held to account: the brief's own words first."""
        point, draft = self._point(index), self.draft
        if draft.passages[-1].apart:
            draft.passages.append(Passage(f"意见[{index}]", [], apart=True))
        if point.safeguard:
            value = forms.said(point.safeguard)
            draft.add(
                self._want(index, "保障", "safeguard", ("保障引",), needs={"保障": value}, words=(*value, Span("。")))
            )
            draft.add(self._want(index, "督导", "safeguard", ("", "督导"), tier=ROOM, rank=index))
        elif role:
            draft.add(self._want(index, "督导", "safeguard", (role,)))
        else:
            held = self._want(index, "督导", "safeguard", ("", "督导"), tier=USUAL, rank=index)
            draft.add(self._want(index, "检查", "measure", ("检查",), tier=ROOM, rank=index, after=held))
            draft.add(held)
            later = SPARE if point.measures else LAST  # beside measures they say little; a bare 主题 has room for them
            draft.add(self._want(index, "检查二", "measure", ("检查",), tier=later, rank=index, after=held))
            draft.add(self._want(index, "督导二", "safeguard", ("", "督导"), tier=later, rank=index, after=held))


def _plain(bound: Bound) -> str:
    return "".join(span.text for span in bound)


def _in_order(details: dict[str, Bound]) -> Bound:
    """Owner and date said bare, for a bank without a fitting phrase: "由……负责，3月底前完成。"."""
    spans: list[Span] = []
    for name, value in details.items():
        if spans:
            spans.append(Span("，"))
        if name in ("牵头单位", "责任单位"):
            spans += [Span("由"), *value, Span("负责")]
        elif name == "时限前":
            spans += [*value, Span("完成")]
        else:
            spans += [Span("时间要求是"), *value]
    return (*spans, Span("。"))
