"""Choosing phrases: which ones may stand in a place, which fits best, and all places of a draft together.

Ties are broken by a hash of seed, place and phrase id, never by drawing order: a phrase added for one move, or a fact
added to one point, leaves the choices elsewhere as they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from hashlib import blake2b
from itertools import islice
from math import floor

from drafter.bank import VARIABLE, Bank, Phrase
from drafter.record import record
from drafter.segment import split_sentences
from drafter.speech import Origin, Span
from drafter.writing.want import MUST, SPARE, USUAL, Bound, Filled, Want

OPENING = 6  # no two sentences of a draft share their first six characters
_SINCE = ("刚才", "会上", "会前", "此前", "今天", "前面")  # a fact that says itself when it was
_TELLING = 3  # characters of a cue that says enough by itself
_AGAIN = 5  # characters in a row that are heard as said again
BREATH = 75  # characters a phrase may take to its full stop: with its marks it is then read in one breath
GENERAL = 4  # sentences that would fit any meeting, beside measures of the brief's own, in one draft
COMMITMENTS = 3  # sentences that set something new, each to be confirmed, in one draft
_FOUR = re.compile(r"(?:(?<=^)|(?<=[，、。；：！？“]))[一-龥]{4}(?=[，、。；！？”])")
_ECHOED = 2  # words a way of working for any topic must share with what it follows: 公示 alone may mean anything
_LEAST = 0.05  # of the target that may be missing in the end
_GAP = 0.025  # of the target that must be missing for those: they renumber their point
_SLACK = 0.02  # of the target length, either side, that counts as reached
_YEAR_WORDS = ("今年", "全年", "年内", "年底")


# the 作用 a phrase without one is taken to have in its move
_MAIN = frozenset(("任务缺", "评点", "会中谢", "成绩评", "问题评", "机遇评", "道理", "列项", "督导", "总结", "号召"))


@record
class Setting:
    """What of the brief decides which phrases fit at all."""

    seed: int
    tone: str
    level: str
    rank: str
    season: str
    day: str  # "2026-01-16"; empty: no date, then only timeless wording


@lru_cache(maxsize=4096)
def _parts(text: str) -> tuple[str, ...]:
    """Literal, variable, literal, variable, … literal."""
    return tuple(VARIABLE.split(text))


@lru_cache(maxsize=4096)
def _fours(text: str) -> frozenset[str]:
    return frozenset(_FOUR.findall(VARIABLE.sub("甲", text)))


@lru_cache(maxsize=4096)
def _longest(text: str) -> int:
    """Characters of the longest sentence, facts aside."""
    return max(len(sentence) for sentence in split_sentences(VARIABLE.sub("", text) or "。"))


def tie(*parts: object) -> int:
    """A number that hangs on nothing but its arguments."""
    data = "|".join(map(str, parts)).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(data, digest_size=6).digest(), "big")


def rendered(phrase: Phrase, values: dict[str, Bound]) -> Bound:
    """Spans of a phrase with its variables filled; every literal piece carries the phrase's id."""
    origin = Origin("phrase", phrase.id)
    spans: list[Span] = []
    for index, part in enumerate(_parts(phrase.text)):
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
    setting: Setting
    neutral: dict[str, Bound]
    ordinary: frozenset[str] = frozenset()  # words too common to tie one sentence to another
    links: tuple[str, ...] = ()  # words that take up what was said before: "与此同时"
    unsaid: tuple[str, ...] = ()  # words a speaker of this level does not use, unless the phrase is meant for the level
    relaxed: int = 0  # the more is missing to the length, the less near a phrase must be: 0 near, 1, 2 of the topic
    avoid: frozenset[str] = (
        frozenset()
    )  # ids of phrases an earlier variant used: taken only if nothing else fits as well
    own: frozenset[str] = frozenset()  # 作用 for which only phrases of this very 语气 will do: who speaks, and to whom
    filled: dict[int, Filled] = field(default_factory=dict)  # by id(want)
    _ids: set[str] = field(default_factory=set)
    _openings: set[str] = field(default_factory=set)
    _fours: set[str] = field(default_factory=set)
    _commitments: int = 0
    _general: int = 0

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
        if want.after and want.after.move == "measure":
            want.context = self.filled[id(want.after)].text
        best = list(islice(self._free(want, room), 4))
        if best:
            phrase, spans = best[0]
            result = Filled(want, phrase, spans, tuple(other for other, _ in best[1:]))
        elif want.words or (want.needs and want.tier == MUST):
            result = Filled(want, None, want.words or _bare(want))
        else:
            return None
        self._take(result)
        return result

    def others(self, want: Want, room: int, most: int) -> Iterator[Filled]:
        """What could stand in a place instead, best first.

        Args:
            want: a filled place.
            room: characters at most.
            most: how many.
        """
        free = list(islice(self._free(want, room), most))
        for phrase, spans in free:
            yield Filled(want, phrase, spans, tuple(other for other, _ in free if other is not phrase)[:3])

    def replace(self, old: Filled, new: Filled) -> None:
        """Say something else in a place."""
        self._openings.difference_update(openings((*old.lead, *old.spans)))
        if old.phrase:
            self._ids.discard(old.phrase.id)
            self._fours -= _fours(old.phrase.text)
            self._commitments -= old.phrase.commits
            self._general -= _is_general(old.want, old.phrase)
        self._take(new)

    def _free(self, want: Want, room: int | None) -> Iterator[tuple[Phrase, Bound]]:
        """Phrases with their words, best first; whether one is taken is looked into last, for it costs most."""
        ranked: list[tuple[int, int, Phrase]] = []
        for phrase, score in self._fitting(want):
            score -= 3 * len(_fours(phrase.text) & self._fours) + 2 * (phrase.id in self.avoid)
            ranked.append((-floor(score + 0.5), tie(self.setting.seed, want.key, phrase.id), phrase))
        for _, _, phrase in sorted(ranked, key=lambda item: item[:2]):
            spans = self.spans(want, phrase)
            if room is not None and sum(len(span.text) for span in spans) > room:
                continue
            if not self._taken(phrase, (*Filled(want, phrase, spans).lead, *spans)):
                yield phrase, spans

    def _take(self, result: Filled) -> None:
        self.filled[id(result.want)] = result
        self._openings.update(openings((*result.lead, *result.spans)))
        if result.phrase:
            self._ids.add(result.phrase.id)
            self._fours |= _fours(result.phrase.text)
            self._commitments += result.phrase.commits
            self._general += _is_general(result.want, result.phrase)

    def spans(self, want: Want, phrase: Phrase) -> Bound:
        """What a place would say with a phrase."""
        return rendered(phrase, self.neutral | want.may | want.needs)

    def _taken(self, phrase: Phrase, spans: Bound) -> bool:
        if phrase.id in self._ids or (phrase.commits and self._commitments >= COMMITMENTS):
            return True
        heads = openings(spans)
        return len(set(heads)) < len(heads) or not self._openings.isdisjoint(heads)

    def _fitting(self, want: Want) -> Iterable[tuple[Phrase, float]]:
        topic = want.topic.name if want.topic else ""
        known = frozenset((*want.needs, *want.may, *self.neutral))
        roles = want.roles
        if roles and "" not in roles and (want.needs or roles[0] in _MAIN):
            roles = (*roles, "")  # a plain line counts: its move or its variables tell what it does
        about = self.bank.on_task(want.slot, want.move, roles[0], want.task) if want.task and roles else ()
        for phrase in (*about, *(() if want.task else self.bank.fitting(want.slot, want.move, roles, topic))):
            if phrase.variables <= known and (score := self._score(want, phrase)) is not None:
                yield phrase, score

    def _score(self, want: Want, phrase: Phrase) -> float | None:
        """How well a phrase fits; None: not at all."""
        if not want.needs.keys() <= phrase.variables or not self._may_say(want, phrase):
            return None
        nearness = self._nearness(want, phrase)
        if nearness is None or not self._reads_well(want, phrase):
            return None
        score = 0.0 if phrase.role else -1.0  # without 作用 it may be about anything in its move
        score += nearness
        score += 2 * (bool(phrase.tones) and self.setting.tone not in ("", "部署")) + bool(phrase.ranks)
        score += 0.5 * bool(phrase.variables & set(want.may) - {"名"})
        literal = VARIABLE.sub("", phrase.text)
        facts = "".join(span.text for value in want.needs.values() for span in value)
        score -= 3 * sum(word in literal and word in facts for word in _YEAR_WORDS)
        score -= 3 * any(one in facts for one in _runs(literal))  # 面对面地交流，面对面听取意见
        return score - 2 * phrase.commits - (1 if phrase.source else 0)

    def _may_say(self, want: Want, phrase: Phrase) -> bool:
        """Whether the phrase is for this occasion, level, rank and time of year."""
        setting = self.setting
        for allowed, actual in ((phrase.tones, setting.tone), (phrase.levels, setting.level)):
            if allowed and (actual or "部署") not in allowed:
                return False
        if setting.tone not in phrase.tones and not self.own.isdisjoint(want.roles):
            return False
        ranked = not phrase.ranks or setting.rank in phrase.ranks
        return ranked and (not phrase.seasons or setting.season in phrase.seasons)

    def _nearness(self, want: Want, phrase: Phrase) -> float | None:
        """How near the phrase is to the topic of the place and to what was just said; None: too far."""
        score = 0.0
        if phrase.task:
            return score  # its card was found by what the brief says
        if phrase.topics:
            score += 6 if len(phrase.topics) == 1 else 5
            assert want.topic
            own = "，".join((want.topic.name, *want.topic.aliases))  # 乡村振兴，关键在人 tells nothing of roads
            common = sum(word in want.body and word in phrase.text and word not in own for word in want.topic.words)
            score -= 4 * any(word in phrase.text for word in want.elsewhere)
            if want.close and not common and self.relaxed < (1 if want.move == "safeguard" else 2):
                return None  # 冷链 in a speech on tourism: of the topic, but not of this meeting
            score += min(3, common)
        elif want.close and (self.relaxed < (2 if want.topic else 1) or self._general >= GENERAL):
            return None  # 分清责任、用好资金: beside measures of its own a point does without
        elif want.topic and want.move == "rationale" and not want.needs:
            score -= 4
        if phrase.cues and want.move == "measure" and not phrase.topics and self.relaxed < 2:
            return None  # 兑现、发放 may be of anything: what follows a measure is of its topic
        if phrase.cues:
            found = [len(cue) for cue in phrase.cues if cue in want.context and cue not in self.ordinary]
            weak = any(cue in want.context for cue in phrase.cues)
            if not found and (want.after or not weak):
                return None
            score += 2 + max(found) if found else 0
            echoed = sum(word in want.context for word in phrase.words)
            if (
                want.move == "measure"
                and self.relaxed < (1 if want.after else 2)
                and echoed < _least_echo(want, phrase, found)
            ):
                return None
            score += 0.5 * min(4, echoed)
        elif want.context and want.move == "measure":
            return None  # what follows a measure must take up a word of it
        return score

    def _reads_well(self, want: Want, phrase: Phrase) -> bool:
        """Whether the words go with the speaker, the day, and what stands before and inside them."""
        if not phrase.levels and any(word in phrase.text for word in self.unsaid):
            return False  # speaks from a chair this speaker does not sit in
        if _longest(phrase.text) > BREATH or (want.opens and phrase.text.startswith(self.links)):
            return False
        if want.context and want.move != "measure" and _says_again(phrase.text, want.context):
            return False
        return self._timely(phrase) and _joins(phrase, want.needs | want.may)

    def _timely(self, phrase: Phrase) -> bool:
        """Wording bound to a time is used only at that time; without a date, never."""
        return not any(word in phrase.text for word in self._untimely)

    @cached_property
    def _untimely(self) -> tuple[str, ...]:
        day = self.setting.day
        return tuple(term.word for term in self.bank.terms if not day or not term.valid(day))


def _least_echo(want: Want, phrase: Phrase, cues: list[int]) -> int:
    """Words of what was said that a way of working must take up besides its cue: 公示 alone may mean anything."""
    if not phrase.topics:
        return _ECHOED
    return 1 if want.after or max(cues, default=0) < _TELLING else 0


def _says_again(text: str, context: str) -> bool:
    """Whether a stretch of a phrase was just said: 讲得都很实在。发言的同志讲得都很实在."""
    return any(text[at : at + _AGAIN] in context for at in range(len(text) - _AGAIN + 1))


@lru_cache(maxsize=4096)
def _runs(literal: str) -> frozenset[str]:
    """Every three characters in a row, marks left out."""
    return frozenset(run for at in range(len(literal) - 2) if (run := literal[at : at + 3]).isalpha())


def _is_general(want: Want, phrase: Phrase) -> bool:
    return want.close and not (phrase.topics or phrase.task)


def _bare(want: Want) -> Bound:
    """Facts of a place for which the bank has no phrase."""
    spans: list[Span] = []
    for value in want.needs.values():
        spans += [*([Span("，")] if spans else []), *value]
    return (*spans, Span("。"))


def _joins(phrase: Phrase, values: dict[str, Bound]) -> bool:
    """Whether the words next to each variable go with its value: nothing said twice at the seam."""
    parts = _parts(phrase.text)
    for index in range(1, len(parts), 2):
        value = "".join(span.text for span in values.get(parts[index], ()))
        if not value:
            continue
        left, right = parts[index - 1], parts[index + 1]
        if left[-2:] and value.startswith(left[-2:]):
            return False
        if left and left[-1] in "要将把在以请由的了再" and value[0] == left[-1]:
            return False
        if left.endswith("要") and re.match(r"(要|必须|应当|应|须|将)", value):
            return False
        if right[:2] and len(right) > 1 and value.endswith(right[:2]):
            return False
        if index == 1 and left.endswith("，") and value.startswith(_SINCE):
            return False
        if left.endswith(("能够", "一定", "共同", "努力")) and re.match("[一-龥]{2,4}有", value):
            return False  # 我们一定能够企业有信心
        if value.startswith("让我们") and "让我们" in left:
            return False
    return True


def solve(wants: Sequence[Want], chooser: Chooser, target: int | None) -> int:
    """Fill the places every draft holds, then as many others as the length asks for, most needed first.

    Args:
        wants: all places in reading order.
        chooser: fresh; holds the solution afterwards.
        target: characters as 篇幅 counts them; None: what the facts carry.

    Returns:
        Characters of the draft, numbers of items included.
    """
    for want in wants:
        if want.tier == MUST:
            chooser.fill(want)
    optional = sorted(
        (want for want in wants if want.tier != MUST),
        key=lambda want: (want.tier, want.rank, tie(chooser.setting.seed, want.key)),
    )
    if target is None:
        optional = [want for want in optional if want.tier <= USUAL]
    total = _characters(wants, chooser)
    for stage, least in enumerate((1.0, 1 - _GAP, 1 - _LEAST)):
        if stage and (target is None or total >= target * least):
            break
        chooser.relaxed = stage
        for want in optional:
            if target is not None and total >= target * (1 - _SLACK / 4):
                break
            if want.tier == SPARE and target is not None and target - total < _GAP * target:
                break
            if id(want) in chooser.filled or (want.after and id(want.after) not in chooser.filled):
                continue
            room = None if target is None else round(target * (1 + _SLACK)) - total
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
