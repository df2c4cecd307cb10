"""Chosen words → blocks: order of items, numbers, counts, sentences that keep their spans."""

from __future__ import annotations

from dataclasses import replace

from drafter import numbering
from drafter.segment import split_sentences
from drafter.speech import Block, Sentence, Span
from drafter.writing import forms
from drafter.writing.choose import Chooser, rendered
from drafter.writing.want import Bound, Filled, Passage, Want

_CONFIRM = "这句设了新的要求（处罚、公示、通报、会议或时限），简报里没有：请核实，不需要就删去"


def in_bank_order(wants: list[Want], filled: dict[int, Filled]) -> None:
    """Let the bank's items of one point follow one another as they stand in the bank: from first step to last.

    An item moves together with what was said about it.
    """
    groups: dict[str, list[Want]] = {}
    for want in wants:
        if want.bank_item and id(want) in filled:
            groups.setdefault(want.items or want.key.partition(".")[0], []).append(want)
    for items in groups.values():
        followers = {id(item): [want for want in wants if want.after is item] for item in items}
        told = [(filled[id(item)], [filled.get(id(want)) for want in followers[id(item)]]) for item in items]
        told.sort(key=lambda pair: (pair[0].phrase.file, pair[0].phrase.line) if pair[0].phrase else ("", 0))
        for item, (what, about) in zip(items, told, strict=True):
            filled[id(item)] = what
            for want, said in zip(followers[id(item)], about, strict=True):
                filled.pop(id(want), None)
                if said:
                    filled[id(want)] = said


def blocks(passages: list[Passage], filled: dict[int, Filled], chooser: Chooser) -> list[Block]:
    """Paragraphs and headings from what was chosen; items get their numbers here, counts their words."""
    sizes: dict[str, int] = {}
    for passage in passages:
        for want in passage.wants:
            if want.heads and want.items and id(want) in filled:
                sizes[want.items] = sizes.get(want.items, 0) + 1
    done: list[Block] = []
    numbers: dict[str, int] = {}
    begun: set[int] = set()
    last = ""
    for passage in passages:
        sentences: list[Sentence] = []
        opening: Bound = ()
        for found in (filled[id(want)] for want in passage.wants if id(want) in filled):
            item, head = filled[id(found.want.before)] if found.want.before else found, opening
            counted, begins = sizes.get(item.want.items, 0) > 1, item.want.heads and id(item) not in begun
            if begins:
                begun.add(id(item))
                number = _next_number(item, numbers, sizes[item.want.items]) if counted else ""
                if counted and item.want.style[0].isdigit() and not sentences and item.lead:
                    passage.run_in, passage.number = 3, number
                head = (*opening, Span(number)) if number else opening
            spans, *others = (
                (
                    *head,
                    *(_lead(one if item is found else item, counted) if begins else ()),
                    *_told(one, chooser, sizes),
                )
                for one in _options(found, chooser)
            )
            opening = ()
            if found.want.leads_in:
                opening = spans
            elif spans:
                sentences += _sentences(found, spans, others)
        alone = passage.apart and sizes.get(f"{passage.section}.举措", 0) < 2
        if len(sentences) == 1 and alone and done and not done[-1].level and last == passage.section:
            done[-1] = replace(done[-1], sentences=(*done[-1].sentences, *sentences))
        elif sentences:
            done.append(Block(tuple(sentences), passage.level, passage.number, passage.run_in))
        last = passage.section
    return done


def _options(found: Filled, chooser: Chooser) -> list[Filled]:
    """What was chosen for a place, then the runners-up."""
    want = found.want
    values = chooser.neutral | want.may | want.needs
    others = (other for other in found.others if other.variables <= values.keys())
    return [found, *(Filled(want, other, chooser.spans(want, other)) for other in others)]


def _told(found: Filled, chooser: Chooser, sizes: dict[str, int]) -> Bound:
    """What a place says once it is known how many items there are."""
    want = found.want
    if want.counts and found.phrase:
        size = sizes[want.counts]
        want.needs = {"件数": forms.counted(size, "件", f"举措{size}条")}
        return rendered(found.phrase, chooser.neutral | want.may | want.needs)
    return found.spans


def _lead(item: Filled, counted: bool) -> Bound:
    """The name of an item; without a number the brief's 要点 is no sentence of its own, and a card's is not needed."""
    lead = item.lead
    if counted or not item.want.lead:
        return lead
    of_brief = bool(lead[0].origin and lead[0].origin.kind == "brief")
    return (*lead[:-1], Span("方面，")) if of_brief else ()


def _next_number(item: Filled, numbers: dict[str, int], of: int) -> str:
    """Number of the next of so many items, in the style its outline asked for with the first: "一是" "1."."""
    want = item.want
    n = numbers[want.items] = numbers.get(want.items, 0) + 1
    if want.style == "首先":
        return numbering.firstly(n, of, named=bool(item.lead))
    if want.style[0].isdigit():
        return numbering.heading_number(3, n)
    if want.style.startswith(("（", "(")):
        return numbering.heading_number(2 if want.style[1:2] == "一" else 4, n)
    return numbering.item(n, "第" if want.style.startswith("第") else want.style[1:] or "是")


def _sentences(found: Filled, spans: Bound, others: list[Bound]) -> list[Sentence]:
    """What was chosen for one place, cut into sentences that keep their spans; the last one knows the runners-up."""
    want, phrase = found.want, found.phrase
    notes: tuple[str, ...] = ()
    if phrase and phrase.commits:
        notes = (_CONFIRM,)
    text = "".join(span.text for span in spans)
    parts = split_sentences(text) if want.move != "heading" or text.endswith("。") else (text,)
    if not text:
        return []
    *pieces, last = _cut(spans, [len(part) for part in parts])
    told = [Sentence(piece, want.slot, want.move) for piece in pieces]
    return [*told, Sentence(last, want.slot, want.move, None, notes, tuple(others), len(pieces) + 1, found.why)]


def _cut(spans: Bound, lengths: list[int]) -> list[Bound]:
    """Spans regrouped into pieces of the given lengths."""
    pieces: list[Bound] = []
    rest = list(spans)
    for length in lengths:
        piece: list[Span] = []
        while length and rest:
            span = rest.pop(0)
            if len(span.text) > length and not span.hole:
                rest.insert(0, replace(span, text=span.text[length:]))
                span = replace(span, text=span.text[:length])
            piece.append(span)
            length -= min(length, len(span.text))
        pieces.append(tuple(piece))
    if rest and pieces:
        pieces[-1] = (*pieces[-1], *rest)
    return [piece for piece in pieces if piece]
