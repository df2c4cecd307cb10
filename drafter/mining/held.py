"""What keeps a sentence from being said elsewhere: kinds of words (held_words.yaml), and words only its speech uses."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import add
from typing import Any

from drafter.pieces import Lookup
from drafter.reading.needs import needs

COMMON = "common_pairs.txt"
_LATELY = 4096  # sentences whose reasons are remembered
_OFTEN, _LONG = 3, 40  # a speech's own word is in three of its sentences; in a long speech in one of forty
_FEW, _SHORT = 2, 8  # pairs
_JOINTS = frozenset(
    "的是了在不有则就再都也没要会别还这那和与及对于为被把让个一以上下中之其而或并又更最从向到得着过很能可使给由将已"
)
_LIGHT = _JOINTS.union("我们大家同志")  # weigh nothing among the words of a sentence
_VARIABLE = 2  # what a variable weighs among them
_CHINESE = re.compile("[一-龥]{2,}")
_ENDS = re.compile("[。！\n]+")
_Test = tuple[int, Callable[[str], object]]  # index of a kind, and whether something of it is there


@dataclass(frozen=True)
class Kind:
    """Words of one kind, and what a clerk is told of them."""

    name: str
    reason: str
    words: tuple[str, ...]
    forms: tuple[str, ...]  # regular expressions
    unless: tuple[str, ...]
    only: frozenset[str]  # moves; empty: all
    never: frozenset[str]
    named: tuple[str, ...] = ()  # words that, said earlier in the sentence, tell what is meant

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Group 1 is what holds a sentence back; a match without it is a word that only looks so."""
        shields = "|".join(map(re.escape, sorted(self.unless, key=lambda word: (-len(word), word))))
        words = "|".join(map(re.escape, sorted(self.words, key=lambda word: (-len(word), word))))
        found = "|".join(part for part in (words, *self.forms) if part)
        return re.compile(f"(?:{shields or '(?!)'})|({found})")

    def found(self, text: str) -> str:
        """The words of a text that are of this kind; empty: none."""
        return next((match[1] for match in self.pattern.finditer(text) if match[1] and not self._told(match)), "")

    def _told(self, match: re.Match[str]) -> bool:
        before = match.string[: match.start()] if self.named else ""
        return any([word in before for word in self.named])

    def concerns(self, move: str) -> bool:
        """Whether sentences of a move are asked."""
        return move not in self.never and (not self.only or move in self.only)


@dataclass(frozen=True, eq=False)
class Held:
    """Every kind, the pairs of characters that speeches of any place use, and the words of every office."""

    kinds: tuple[Kind, ...]
    common: frozenset[str]
    things: frozenset[str]  # what offices deal with: 项目, 责任, 隐患 …
    office: frozenset[str]  # those, and how they deal with it: 推进, 压实, 扎实 …
    empty: frozenset[str] = frozenset()  # what says nothing of the matter: 总是, 不是, 每个 …

    @cached_property
    def reasons(self) -> Callable[[str, str], tuple[str, ...]]:
        """Why a text of some move cannot stand elsewhere; speeches of one office share sentences."""
        return lru_cache(maxsize=_LATELY)(self._reasons)

    def _reasons(self, text: str, move: str) -> tuple[str, ...]:
        by_piece, anywhere = self._asked
        asked = {kind for some in (anywhere, *by_piece.found(text)) for kind, holds in some if holds(text)}
        kinds = [kind for index, kind in enumerate(self.kinds) if index in asked and kind.concerns(move)]
        return tuple([f"{kind.reason}「{found}」" for kind in kinds if (found := kind.found(text))])

    @cached_property
    def _asked(self) -> tuple[Lookup[list[_Test]], list[_Test]]:
        """Whether a word or form of a kind is there: by what a text that has it holds, and where nothing tells."""
        by_piece: defaultdict[str, list[_Test]] = defaultdict(list)
        anywhere: list[_Test] = []
        for index, kind in enumerate(self.kinds):
            for word in kind.words:
                by_piece[word[:2]].append((index, _holds(word)))
            for form in map(re.compile, kind.forms):
                pieces = needs(form)
                for piece in pieces or ():
                    by_piece[piece].append((index, form.search))
                if pieces is None:
                    anywhere.append((index, form.search))
        return Lookup(by_piece), anywhere

    @cached_property
    def strange(self) -> Callable[[str], float]:
        """Share of a text that speeches of other places would hardly say, 0 to 1; a pair or two tell nothing.

        Where two known words meet, the pair of their neighbouring characters need not be known.
        """
        return lru_cache(maxsize=_LATELY)(self._strange)

    def _strange(self, text: str) -> float:
        if len(self.unheard(text)) < _FEW:
            return 0.0
        strange = count = 0
        words = list(self._words(text))
        inside = {at for start, end, said in words if said for at in range(start, end - 1)}
        empty = {at for start, end, said in words if not said for at in range(start - 1, end)}
        for run in _CHINESE.finditer(text):
            pairs = list(enumerate(map(add, run[0], run[0][1:]), run.start()))
            known = [False, *[pair in self.common or at in inside for at, pair in pairs], False]
            for number, (at, pair) in enumerate(pairs, 1):
                if pair[0] not in _JOINTS and pair[1] not in _JOINTS and at not in empty:
                    count += 1
                    strange += not (known[number] or (known[number - 1] and known[number + 1]))
        return strange / max(count, _SHORT) if strange >= _FEW else 0.0

    @cached_property
    def worded(self) -> Callable[[str], float]:
        """Share of a text that consists of words of every office and of variables, 0 to 1.

        What only joins words weighs nothing; a text of nothing else is in the words of every office.
        """
        return lru_cache(maxsize=_LATELY)(self._worded)

    def _worded(self, text: str) -> float:
        said, _, own = self.weighed(text)
        return said / (said + own) if said + own else 1.0

    def weighed(self, text: str) -> tuple[int, int, int]:
        """How much of a text is words of every office and variables, how much says nothing, and how much is neither."""
        weights = [(_weight(text[start:end]), counts) for start, end, counts in self._words(text)]
        said = sum([weight for weight, counts in weights if counts])
        empty = sum([weight for weight, counts in weights if not counts])
        return said + text.count("　") * _VARIABLE, empty, _weight(text) - said - empty

    def names_a_thing(self, text: str) -> bool:
        """Whether a text says what is to be dealt with."""
        return any([word in text for words in self._things.found(text) for word in words])

    @cached_property
    def _things(self) -> Lookup[list[str]]:
        words: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.things:
            words[word[:2]].append(word)
        return Lookup(words)

    def _words(self, text: str) -> Iterator[tuple[int, int, bool]]:
        """Where words of every office and words that say nothing are, the longest at each place; whether they count."""
        at = 0
        while at < len(text):
            size = next((size for size in self._sizes if text[at : at + size] in self._weighs), 0)
            if size:
                yield at, at + size, self._weighs[text[at : at + size]]
            at += size or 1

    @cached_property
    def _weighs(self) -> dict[str, bool]:
        return dict.fromkeys(self.empty, False) | dict.fromkeys(self.office, True)

    @cached_property
    def _sizes(self) -> list[int]:
        return sorted({len(word) for word in self._weighs}, reverse=True)

    @cached_property
    def unheard(self) -> Callable[[str], frozenset[str]]:
        """Pairs of a text that speeches of other places do not say."""
        return lru_cache(maxsize=_LATELY)(self._unheard)

    def _unheard(self, text: str) -> frozenset[str]:
        pairs = set(map(add, text, text[1:])) - self.common
        return frozenset([pair for pair in pairs if _JOINTS.isdisjoint(pair) and _CHINESE.fullmatch(pair)])


@dataclass(frozen=True, eq=False)
class Own:
    """What only one speech keeps saying: pairs that others do not say, in its title or in three of its sentences."""

    title: str
    body: str
    held: Held

    def words(self, text: str) -> str:
        """The first stretch of a text that consists of the speech's own pairs; empty: none."""
        own = {pair for pair in self.held.unheard(text) if self.keeps(pair)}
        at = next((at for at, pair in enumerate(map(add, text, text[1:])) if pair in own), -1) if own else -1
        if at < 0:
            return ""
        end = at + 1
        while text[end : end + 2] in own:
            end += 1
        return text[at : end + 1]

    def keeps(self, pair: str) -> bool:
        """Whether the speech keeps saying a pair that others do not say."""
        if pair in self.title:
            return True
        return self.body.count(pair) >= _OFTEN and sum([pair in one for one in self._sentences]) >= self._often

    @cached_property
    def _sentences(self) -> list[str]:
        return _ENDS.split(self.body)

    @cached_property
    def _often(self) -> int:
        return max(_OFTEN, len(self._sentences) // _LONG)


def _pairs(text: str) -> list[str]:
    """Neighbouring characters of a text, those with a joint (的, 是 …) left out: they tell nothing of its matter."""
    return [
        pair
        for run in _CHINESE.findall(text)
        for pair in map(add, run, run[1:])
        if pair[0] not in _JOINTS and pair[1] not in _JOINTS
    ]


def _weight(text: str) -> int:
    return sum(["一" <= char <= "龥" and char not in _LIGHT for char in text])


def _holds(word: str) -> Callable[[str], object]:
    return lambda text: word in text


def held(data: Mapping[str, Any], pairs: str, moves: Mapping[str, str], topics: Iterable[str] = ()) -> Held:
    """Kinds of held_words.yaml and the pairs of common_pairs.txt (a line: a character, and all that may follow it).

    Args:
        data: as read.
        pairs: the text of common_pairs.txt.
        moves: Chinese name → move.
        topics: names and words of all topics.
    """
    kinds = [
        Kind(
            name=name,
            reason=kind["因"],
            words=tuple(str(kind.get("词", "")).split()),
            forms=tuple(kind.get("式", ())),
            unless=tuple(str(kind.get("不算", "")).split()),
            only=frozenset(moves[move] for move in str(kind.get("只管", "")).split()),
            never=frozenset(moves[move] for move in str(kind.get("不管", "")).split()),
            named=tuple(str(kind.get("先行", "")).split()),
        )
        for name, kind in data["种类"].items()
    ]
    said = frozenset(line[0] + after for line in pairs.split() for after in line[1:])
    things = frozenset([word for word in (*data["事物"].split(), *topics) if len(word) > 1])
    office = things.union(data["怎么办"].split(), data["常用话"].split(), data["一般话"].split())
    return Held(tuple(kinds), said.union(_pairs(data["常用话"])), things, office, frozenset(data["不计"].split()))


def pairs_text(texts: Iterable[str], fewest: int) -> str:
    """What common_pairs.txt holds: the pairs that come at least so often in the texts."""
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update(_pairs(text))
    after: defaultdict[str, set[str]] = defaultdict(set)
    for pair, times in seen.items():
        if times >= fewest:
            after[pair[0]].add(pair[1])
    return "".join(f"{head}{''.join(sorted(after[head]))}\n" for head in sorted(after))
