"""Choosing phrases: which ones may stand in a place, which fits best, and all places of a draft together.

Ties are broken by a hash of seed, place and phrase id, never by drawing order: a phrase added for one move, or a fact
added to one point, leaves the choices elsewhere as they were.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2b
from itertools import islice
from math import floor

from drafter.bank import VARIABLE, Bank, Phrase
from drafter.segment import split_sentences
from drafter.speech import Origin, Span
from drafter.task import PARTS
from drafter.writing.fit import Fitness, Parts, Used, pieces
from drafter.writing.matching import word_lists
from drafter.writing.want import MUST, SPARE, USUAL, Bound, Filled, Want

OPENING = 6  # no two sentences of a draft share their first six characters
COMMITMENTS = 3  # sentences that set something new, each to be confirmed, in one draft
_FOUR = re.compile(r"(?:(?<=^)|(?<=[，、。；：！？“]))[^\W\d_]{4}(?=[，、。；！？”])")
_LEAST = 0.03  # of the target that may be missing in the end
_ITEM_GAP = 0.045  # of the target that must be missing for another item: it renumbers its point
_GAP = 0.025  # of the target that must be missing for what is only of the topic
_MUCH = 0.05  # of the target that must be missing for a check that shares no word with its point
_OVER = 0.03  # of the target by which an item may go over it
_SLACK = 0.02  # of the target length, either side, that counts as reached


_FRAMES = "编织"  # 作用 of what holds a measure, its owner and its date together: worn words, not heard as said again

# the 作用 a phrase without one is taken to have in its move
_MAIN = frozenset(("任务缺", "评点", "会中谢", "成绩评", "问题评", "机遇评", "道理", "列项", "督导", "总结", "号召"))


@lru_cache(maxsize=4096)
def _fours(text: str) -> frozenset[str]:
    return frozenset(_FOUR.findall(VARIABLE.sub("甲", text)))


@lru_cache(maxsize=4096)
def _frames(text: str) -> tuple[int, ...]:
    """Which striking frames (显眼句式) a phrase is cast in."""
    return tuple(n for n, words in enumerate(word_lists()["显眼句式"]) if any(word in text for word in words))


def _section(want: Want) -> str:
    return want.key.partition(".")[0]


def tie(*parts: object) -> int:
    """A number that hangs on nothing but its arguments."""
    data = "|".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=6).digest(), "big")


def rendered(phrase: Phrase, values: dict[str, Bound]) -> Bound:
    """Spans of a phrase with its variables filled; every literal piece carries the phrase's id."""
    origin = Origin("phrase", phrase.id)
    spans: list[Span] = []
    for index, part in enumerate(pieces(phrase.text)):
        if index % 2:
            spans += values[part]
        elif part:
            spans.append(Span(part, origin))
    return tuple(spans)


def openings(spans: Bound) -> list[str]:
    """First six characters of each sentence, those aside that hold words of the brief."""
    text = "".join(span.text for span in spans)
    own: list[bool] = []
    for span in spans:
        brief = span.origin is not None and span.origin.kind == "brief"
        own += [not brief] * len(span.text)
    found, start = [], 0
    for sentence in split_sentences(text):
        head = sentence[:OPENING]
        if len(head) == OPENING and all(own[start : start + OPENING]):
            found.append(head)
        start += len(sentence)
    return found


@dataclass
class Chooser:
    """Fills places one after another and remembers what is taken."""

    bank: Bank
    fitness: Fitness
    neutral: dict[str, Bound]
    relaxed: int = 0  # see fit.Used
    avoid: frozenset[str] = (
        frozenset()
    )  # ids of phrases an earlier variant used: taken only if nothing else fits as well
    filled: dict[int, Filled] = field(default_factory=dict)  # by id(want)
    _ids: set[str] = field(default_factory=set)
    _frame_ids: set[tuple[str, str]] = field(default_factory=set)  # (section, id) of frames round a measure
    _openings: set[str] = field(default_factory=set)
    _fours: set[str] = field(default_factory=set)
    _frames: Counter[int] = field(default_factory=Counter)  # striking ones, by their place in 显眼句式
    _commitments: int = 0

    @property
    def used(self) -> set[str]:
        """Ids of the phrases taken so far."""
        return set(self._ids)

    def fill(self, want: Want, room: int | None = None) -> Filled | None:
        """Choose for one place; None: it stays empty.

        Args:
            want: the place.
            room: characters that are left; None: any number.
        """
        if want.rest_of:
            return self._go_on(want, want.rest_of, room)
        if want.after and want.after.move == "measure":
            want.context = self.filled[id(want.after)].text
        best = list(islice(self._free(want, room), 4))
        if best:
            phrase, spans = best[0]
            result = Filled(want, phrase, spans, tuple(other for other, _ in best[1:]), self.why(want, phrase))
        elif want.words or (want.needs and want.tier == MUST):
            result = Filled(want, None, want.words or _bare(want))
        else:
            return None
        self._take(result)
        return result

    def _go_on(self, want: Want, begun: Want, room: int | None) -> Filled | None:
        """Say the rest of a run of sentences that was begun, in the place where it was begun; None: no room for it.

        Returns:
            What the rest comes to; the place it was asked for stays empty.
        """
        first = self.filled.get(id(begun))
        if not first or not first.phrase or not begun.begins:
            return None
        whole = rendered(first.phrase, self.neutral | begun.may | begun.needs)
        rest = (Span("".join(span.text for span in whole)[len(first.text) :]),)
        if not rest[0].text or (room is not None and len(rest[0].text) > room) or not self._new(openings(rest)):
            return None
        begun.begins = False
        self._openings.update(openings(rest))
        self.filled[id(begun)] = replace(first, spans=whole)
        return Filled(want, None, rest)

    def others(self, want: Want, room: int, most: int) -> Iterator[Filled]:
        """What could stand in a place instead, best first.

        Args:
            want: a filled place.
            room: characters at most.
            most: how many.
        """
        free = list(islice(self._free(want, room), most))
        for phrase, spans in free:
            rest = tuple(other for other, _ in free if other is not phrase)[:3]
            yield Filled(want, phrase, spans, rest, self.why(want, phrase))

    def replace(self, old: Filled, new: Filled) -> None:
        """Say something else in a place."""
        self._openings.difference_update(openings((*old.lead, *old.spans)))
        if old.phrase:
            self._ids.discard(old.phrase.id)
            self._frame_ids.discard((_section(old.want), old.phrase.id))
            self._fours -= _fours(old.phrase.text)
            self._frames.subtract(_frames(old.phrase.text))
            self._commitments -= old.phrase.commits
        self._take(new)

    def _free(self, want: Want, room: int | None) -> Iterator[tuple[Phrase, Bound]]:
        """Phrases with their words, best first; whether one is taken is looked into last, for it costs most."""
        ranked: list[tuple[int, int, Phrase]] = []
        for phrase, score in self._fitting(want):
            score -= 3 * len(_fours(phrase.text) & self._fours) + 2 * (phrase.id in self.avoid)
            score -= sum(2 * self._frames[frame] for frame in _frames(phrase.text))
            ranked.append((-floor(score + 0.5), tie(self.fitness.setting.seed, want.key, phrase.id), phrase))
        for _, _, phrase in sorted(ranked, key=lambda item: item[:2]):
            spans = self.spans(want, phrase)
            if room is not None and sum(len(span.text) for span in spans) > room:
                continue
            if not self._taken(want, phrase, (*Filled(want, phrase, spans).lead, *spans)):
                yield phrase, spans

    def _take(self, result: Filled) -> None:
        self.filled[id(result.want)] = result
        self._openings.update(openings((*result.lead, *result.spans)))
        if result.phrase:
            self._ids.add(result.phrase.id)
            self._frame_ids.add((_section(result.want), result.phrase.id))
            self._fours |= _fours(result.phrase.text)
            self._frames.update(_frames(result.phrase.text))
            self._commitments += result.phrase.commits

    def spans(self, want: Want, phrase: Phrase) -> Bound:
        """What a place would say with a phrase."""
        if want.begins:
            phrase = replace(phrase, text=split_sentences(phrase.text)[0])
        return rendered(phrase, self.neutral | want.may | want.needs)

    def _taken(self, want: Want, phrase: Phrase, spans: Bound) -> bool:
        """Whether it was said already; a bare frame (由……负责) only where that was in the same section."""
        frame = phrase.role.startswith(_FRAMES)
        said = (_section(want), phrase.id) in self._frame_ids if frame else phrase.id in self._ids
        if said or (phrase.commits and self._commitments >= COMMITMENTS):
            return True
        return not self._new(openings(spans))

    def _new(self, heads: list[str]) -> bool:
        """Whether no sentence of the draft begins like one of these, nor they like one another."""
        return len(set(heads)) == len(heads) and self._openings.isdisjoint(heads)

    def _of_others(self, want: Want) -> list[str]:
        """Words of a card the brief has nothing of: 处方 where the measure speaks of 病历; 防疫 is near to 免疫."""
        words = (word for word in self.bank.card_words(want.task) if word not in want.body)
        return [word for word in words if not any(character in want.context for character in word)]

    def why(self, want: Want, phrase: Phrase) -> str:
        """What spoke for a phrase and against it, for a person: "合主题6＋接上文4－挖来的1＝9"; empty: nothing did."""
        parts = {name: value for name, value in (self._parts(want, phrase) or {}).items() if value}
        if not parts:
            return ""
        told = "".join(f"{'＋' if value > 0 else '－'}{name}{abs(value):g}" for name, value in parts.items())
        return f"{told.removeprefix('＋')}＝{sum(parts.values()):g}"

    def _parts(self, want: Want, phrase: Phrase) -> Parts | None:
        return self.fitness.parts(want, phrase, Used(self.relaxed))

    def _fitting(self, want: Want) -> Iterable[tuple[Phrase, float]]:
        topic = want.topic.name if want.topic else ""
        known = frozenset((*want.needs, *want.may, *self.neutral))
        roles = want.roles
        if roles and "" not in roles and (want.needs or roles[0] in _MAIN):
            roles = (*roles, "")  # a plain line counts: its move or its variables tell what it does
        found = self.bank.fitting(want.slot, want.move, roles, topic)
        if want.task:
            # 查病历、评处方 where the measure speaks of 病历 only: of another variant of that kind of work
            others = self._of_others(want) if want.context else ()
            found = (
                one
                for role in roles
                for one in self.bank.on_task(*PARTS[role], role, want.task)
                if not any(word in one.text for word in others)
            )
        for phrase in found:
            if phrase.variables <= known and (parts := self._parts(want, phrase)) is not None:
                yield phrase, sum(parts.values())


def _bare(want: Want) -> Bound:
    """Facts of a place for which the bank has no phrase."""
    spans: list[Span] = []
    for value in want.needs.values():
        spans += [*([Span("，")] if spans else []), *value]
    return (*spans, Span("。"))


def solve(wants: Sequence[Want], chooser: Chooser, target: int | None, most: int = SPARE) -> int:
    """Fill the places every draft holds, then as many others as the length asks for, most needed first.

    Args:
        wants: all places in reading order.
        chooser: fresh; holds the solution afterwards.
        target: characters as 篇幅 counts them; None: what the facts carry.
        most: the last tier a draft goes on with to its target.

    Returns:
        Characters of the draft, numbers of items included.
    """
    for want in wants:
        if want.tier == MUST:
            chooser.fill(want)
    optional = sorted(
        (want for want in wants if want.tier != MUST),
        # what is said of items that are there comes before further items, which renumber their point
        key=lambda want: (
            want.tier,
            want.tier == SPARE and want.heads,
            want.rank,
            tie(chooser.fitness.setting.seed, want.key),
        ),
    )
    optional = [want for want in optional if want.tier <= (USUAL if target is None else most)]
    total = _characters(wants, chooser)
    for stage, least in enumerate((1.0, 1 - _GAP, 1 - _LEAST, 1 - _MUCH)):
        if stage and (target is None or most < SPARE or total >= target * least):
            break
        chooser.relaxed = stage
        for want in optional:
            if target is not None and total >= target * (1 - _SLACK / 4):
                break
            least_gap = _ITEM_GAP if want.heads else _LEAST
            if want.tier == SPARE and target is not None and target - total < least_gap * target:
                continue
            if id(want) in chooser.filled or (want.after and id(want.after) not in chooser.filled):
                continue
            room = None if target is None else round(target * (1 + (_OVER if want.heads else _SLACK))) - total
            total += _width(chooser.fill(want, room))
        total = _characters(wants, chooser)
    return total


def _characters(wants: Sequence[Want], chooser: Chooser) -> int:
    """Characters so far; a count of fewer than two items is taken out again, a single item has no number."""
    heads: dict[str, int] = {}
    for want in wants:
        if want.heads and id(want) in chooser.filled:
            heads[want.items] = heads.get(want.items, 0) + 1
    for want in wants:
        if want.counts and heads.get(want.counts, 0) < 2:
            chooser.filled.pop(id(want), None)
    single = sum(count == 1 for count in heads.values())
    return sum(_width(filled) for filled in chooser.filled.values()) - 2 * single


def _width(filled: Filled | None) -> int:
    """Characters as 篇幅 counts them; an item gets two more for its number."""
    if not filled:
        return 0
    text = "".join(span.text for span in filled.lead) + filled.text
    return len("".join(text.split())) + (2 if filled.want.heads and filled.want.items else 0)
