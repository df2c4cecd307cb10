"""How well a phrase fits a place, told part by part: near the topic and the words, right for speaker, day and seam."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from drafter.bank import VARIABLE, Phrase, Term
from drafter.record import record
from drafter.segment import split_sentences
from drafter.writing.matching import word_lists
from drafter.writing.want import Bound, Want

BREATH = 75  # characters a phrase may take to its full stop: with its marks it is then read in one breath
_AGAIN = 5  # characters in a row that are heard as said again
_TELLING = 3  # characters of a cue that says enough by itself
_ECHOED = 2  # words a way of working for any topic must share with what it follows: 公示 alone may mean anything
_DONE = "完成"  # 完成主厂房封顶，12月底前完成
_YEAR_WORDS = ("今年", "全年", "年内", "年底")

Parts = dict[str, float]  # what counts for a phrase (or against it), by the name a clerk is told


@record
class Setting:
    """What of the brief decides which phrases fit at all."""

    seed: int
    tone: str
    level: str
    rank: str
    season: str
    day: str  # "2026-01-16"; empty: no date, then only timeless wording


@record
class Used:
    """What of a draft in the making bears on whether a phrase fits."""

    relaxed: int  # the more is missing to the length, the less near a phrase must be: 0 near, 1, 2 of the topic, 3


_WIDE, _ANY = 2, 3  # of `Used.relaxed`: what is only of the topic will do; even checks of something else
_CHECKS = frozenset(
    ("检查", "督导")
)  # 作用 that must share a word with the point: 查处方 beside 谈话 is worse than none
_FEW = 3  # levels a sentence for them alone is written for: 镇、乡、街道


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[str, ...]:
    """Literal, variable, literal, variable, … literal."""
    return tuple(VARIABLE.split(text))


@lru_cache(maxsize=4096)
def longest(text: str) -> int:
    """Characters of the longest sentence, facts aside."""
    return max(len(sentence) for sentence in split_sentences(VARIABLE.sub("", text) or "。"))


def _repeated(text: str, want: Want) -> int:
    """How often a phrase says what its facts say: 面对面地交流，面对面听取意见."""
    facts = "".join([span.text for value in want.needs.values() for span in value])
    years = sum(word in text and word in facts for word in (*_YEAR_WORDS, _DONE))
    return years + any(one in facts for one in _runs(text))


@lru_cache(maxsize=4096)
def pairs(text: str) -> frozenset[str]:
    """Every two characters in a row, marks and variables left out."""
    literal = VARIABLE.sub("，", text)
    return frozenset(pair for at in range(len(literal) - 1) if (pair := literal[at : at + 2]).isalpha())


@lru_cache(maxsize=4096)
def _runs(text: str) -> frozenset[str]:
    """Every three characters in a row, marks and variables left out."""
    literal = VARIABLE.sub("，", text)
    return frozenset(run for at in range(len(literal) - 2) if (run := literal[at : at + 3]).isalpha())


@dataclass
class Fitness:
    """Judges phrases for one draft."""

    setting: Setting
    terms: tuple[Term, ...]
    ordinary: frozenset[str] = frozenset()  # words too common to tie one sentence to another
    links: tuple[str, ...] = ()  # words that take up what was said before: "与此同时"
    unsaid: tuple[str, ...] = ()  # words a speaker of this level does not use, unless the phrase is meant for the level
    unheard: tuple[str, ...] = ()  # words not said here, whatever the phrase is meant for; a card is found by its words
    own: frozenset[str] = frozenset()  # 作用 for which only phrases of this very 语气 will do: who speaks, and to whom

    def parts(self, want: Want, phrase: Phrase, used: Used) -> Parts | None:
        """What speaks for a phrase and against it; None: it does not fit at all."""
        if not want.needs.keys() <= phrase.variables or not self._may_say(want, phrase):
            return None
        found: Parts = {"合事项": 12.0, "说到这件事的字": self._told(want, phrase)} if phrase.task else {}
        if not phrase.task and not self._near(want, phrase, used, found):
            return None
        if not self._reads_well(want, phrase):
            return None
        tone = 2.0 * (bool(phrase.tones) and self.setting.tone not in ("", "部署")) + bool(phrase.ranks)
        again = _repeated(phrase.text, want) if want.needs else 0
        for name, value in (
            ("没有注明作用", -1.0 * (not phrase.role)),
            ("合层级", 2.0 * (0 < len(phrase.levels) <= _FEW and not (phrase.topics or phrase.task))),
            ("合语气身份", tone),
            ("用上事实", 0.5 * bool(phrase.variables & set(want.may) - {"名"})),
            ("与事实重字", -3.0 * again),
            ("新设要求", -2.0 * phrase.commits),
            ("挖来的", -1.0 * bool(phrase.source)),
        ):
            if value:
                found[name] = value
        return found

    def _told(self, want: Want, phrase: Phrase) -> float:
        """How much a sentence of a card speaks of this very measure: a card may be wider than it, 床位 or 县招乡用."""
        return min(4.0, 2.0 * len(pairs(phrase.text) & pairs(want.context) - self.ordinary))

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

    def _near(self, want: Want, phrase: Phrase, used: Used, found: Parts) -> bool:
        """Whether the phrase is near enough to the topic of the place and to what was just said; says how near."""
        return self._near_topic(want, phrase, used, found) and self._near_words(want, phrase, used, found)

    def _near_topic(self, want: Want, phrase: Phrase, used: Used, found: Parts) -> bool:
        strict = self.own.isdisjoint(want.roles)  # what is worded for a pledge or an address asks nothing of anybody
        if phrase.topics:
            assert want.topic
            own = "，".join((want.topic.name, *want.topic.aliases))  # 乡村振兴，关键在人 tells nothing of roads
            common = sum(word in want.body and word in phrase.text and word not in own for word in want.topic.words)
            checks = strict and not _CHECKS.isdisjoint(want.roles)
            if want.close and not common and used.relaxed < (_ANY if checks else _WIDE):
                return False  # 冷链 in a speech on tourism: of the topic, but not of this meeting
            found["合主题"] = 6.0 if len(phrase.topics) == 1 else 5.0
            found["说到这一点的词"] = min(3.0, common)
            found["说的是别的意见"] = -4.0 * any(word in phrase.text for word in want.elsewhere)
        elif want.close and used.relaxed < (_ANY if strict else _WIDE):
            return False  # 分清责任、用好资金: beside measures of its own a point does without
        elif want.topic and want.move == "rationale" and not want.needs:
            found["哪个主题都能用"] = -4.0
        return True

    def _near_words(self, want: Want, phrase: Phrase, used: Used, found: Parts) -> bool:
        follows = want.move == "measure"
        if not phrase.cues:
            return not (want.context and follows)  # what follows a measure must take up a word of it
        if follows and not phrase.topics and used.relaxed < 2:
            return False  # 兑现、发放 may be of anything: what follows a measure is of its topic
        cues = [len(cue) for cue in phrase.cues if cue in want.context and cue not in self.ordinary]
        if not cues and (want.after or not any(cue in want.context for cue in phrase.cues)):
            return False
        echoed = sum(word in want.context for word in phrase.words)
        if follows and used.relaxed < (1 if want.after else 2) and echoed < _least_echo(want, phrase, cues):
            return False
        found["接上文"] = (2.0 + max(cues) if cues else 0.0) + 0.5 * min(4, echoed)
        return True

    def _reads_well(self, want: Want, phrase: Phrase) -> bool:
        """Whether the words go with the speaker, the day, and what stands before and inside them."""
        if not phrase.levels and any(word in phrase.text for word in self.unsaid):
            return False  # speaks from a chair this speaker does not sit in
        if not phrase.task and any(word in phrase.text for word in self.unheard):
            return False
        if longest(phrase.text) > BREATH or (want.opens and phrase.text.startswith(self.links)):
            return False
        if want.context and want.move != "measure" and _says_again(phrase.text, want.context):
            return False
        return self._timely(phrase) and joins(phrase, want.needs | want.may)

    def _timely(self, phrase: Phrase) -> bool:
        """Wording bound to a time is used only at that time; without a date, never."""
        return not any(word in phrase.text for word in self._untimely)

    @cached_property
    def _untimely(self) -> tuple[str, ...]:
        day = self.setting.day
        return tuple(term.word for term in self.terms if not day or not term.valid(day))


def _least_echo(want: Want, phrase: Phrase, cues: list[int]) -> int:
    """Words of what was said that a way of working must take up besides its cue."""
    if not phrase.topics:
        return _ECHOED
    return 1 if want.after or max(cues, default=0) < _TELLING else 0


def _says_again(text: str, context: str) -> bool:
    """Whether a stretch of a phrase was just said: 讲得都很实在。发言的同志讲得都很实在."""
    return any(text[at : at + _AGAIN] in context for at in range(len(text) - _AGAIN + 1))


def joins(phrase: Phrase, values: Mapping[str, Bound]) -> bool:
    """Whether the words next to each variable go with its value: nothing said twice at the seam."""
    parts = pieces(phrase.text)
    for index in range(1, len(parts), 2):
        value = "".join(span.text for span in values.get(parts[index], ()))
        if value and not _seam(parts[index - 1], value, parts[index + 1], first=index == 1):
            return False
    return True


def _seam(left: str, value: str, right: str, *, first: bool) -> bool:
    if left[-2:] and value.startswith(left[-2:]):
        return False
    if left and left[-1] in "要将把在以请由的了再" and value[0] == left[-1]:
        return False
    if left.endswith("要") and re.match(r"(要|必须|应当|应|须|将)", value):
        return False
    if right[:2] and len(right) > 1 and value.endswith(right[:2]):
        return False
    if first and left.endswith("，") and value.startswith(tuple(word_lists()["说时词"])):
        return False
    if left.endswith(("能够", "一定", "共同", "努力")) and "有" in value[2:5]:
        return False  # 我们一定能够企业有信心
    return not (value.startswith("让我们") and "让我们" in left)
