"""What the weights of the labels are learned from, and how.

Learned from: the seed speeches, our own test speeches, the sets `first` and `third` of others, the lessons (also broken
off before the close), and sentences of the phrase bank written by hand. The set `second` is held out.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import md5
from itertools import chain as joined

from drafter import files
from drafter.bank import read as read_bank
from drafter.reading import features
from drafter.reading.clean import clean
from drafter.reading.cues import load_cues
from drafter.reading.head import find_head
from drafter.reading.label import MAX_CUES, TRUST, Place, base_scores, named, placed
from drafter.reading.steps import FIRST, HEADING, STATES, step
from drafter.reading.structure import structure
from drafter.reading.weights import SCALE, Weights
from drafter.segment import split_sentences
from tests.crf import NEVER, Item, learned
from tests.labelled import Labelled, everything, lessons, outsiders

LESSON = "教材"
MOST = 150  # sentences of the bank for one move
ROWS = 3500  # kept; the file stays under 300 kB
TAUGHT = {
    "缘由": ("three_opinions", "rationale"),
    "后果": ("three_opinions", "rationale"),
    "意味": ("three_opinions", "rationale"),
    "做法": ("three_opinions", "measure"),
    "界限": ("three_opinions", "measure"),
}  # part of a card of a task → the move of its sentences
_VARIABLE = re.compile(r"\{\{\s*(.*?)\s*\}\}")
_INDEX = {move: index for index, move in enumerate(STATES)}


def measured() -> tuple[Labelled, ...]:
    """The speeches that are learned from and, left out in turn, measured on."""
    return (*everything(), *outsiders("first"), *outsiders("third"))


def folds(count: int) -> Iterator[tuple[Labelled, ...]]:
    """The speeches to leave out, in so many parts; whole speeches always."""
    order = sorted(measured(), key=lambda one: md5(one.name.encode()).hexdigest())
    for number in range(count):
        yield tuple(order[number::count])


def learned_from() -> dict[str, int]:
    """Sentences of each kind."""
    counts = Counter[str]()
    for one in (*measured(), *lessons()):
        counts[one.group] += len(one.sentences)
    return {**counts, "句库": len(singles())}


def train(left_out: Iterable[str] = ()) -> Weights:
    """Weights learned from everything but the speeches of some names."""
    names = set(left_out)
    speeches = [one for one in (*measured(), *lessons()) if one.name not in names]
    base = [[[step(last, move, same) for move in STATES] for last in STATES] for same in (False, True)]
    chains = [chain(one) for one in speeches] + [chain(one, False) for one in speeches if one.group == LESSON]
    field = learned(chains, singles(), base)
    weighty = sorted(field.rows, key=lambda name: (-max(map(abs, field.rows[name])), name))[:ROWS]
    return Weights(
        tuple(STATES),
        {name: [round(SCALE * one) for one in field.rows[name]] for name in weighty},
        (field.steps[0], field.steps[1]),
    )


@lru_cache(maxsize=256)
def chain(one: Labelled, closes: bool = True) -> tuple[Item, ...]:
    """The sentences of a speech with their gold labels; not `closes`: as if it broke off before the close."""
    cues = load_cues()
    cleaned = clean(one.text, cues.is_residue)
    head = find_head(cleaned.lines)
    paragraphs = structure(one.text, head.body, cleaned)
    labels = [label for _, label in one.sentences][len(one.sentences) - sum(len(each.pieces) for each in paragraphs) :]
    while not closes and labels[-len(paragraphs[-1].pieces)].startswith("closing"):
        labels = labels[: -len(paragraphs[-1].pieces)]
        paragraphs = paragraphs[:-1]
    return tuple(_items(placed(paragraphs, cues), labels))


def _items(places: Sequence[Place], labels: Sequence[str]) -> Iterator[Item]:
    for at, (place, label) in enumerate(zip(places, labels, strict=True)):
        scores = base_scores(place)
        base = [scores.get(move, NEVER) + FIRST * (at == 0 and move[0] == "opening") for move in STATES]
        found = () if place.fixed else (*sorted(features.of_text(place.bare)), *joined.from_iterable(named(places, at)))
        gold = _INDEX[HEADING] if place.fixed else _gold(label)
        possible = gold is not None and base[gold] > NEVER / 2
        yield Item(found, base, not place.first, gold if possible else None)


def _gold(label: str) -> int | None:
    slot, _, move = label.partition(".")
    return _INDEX.get((slot, move))


@lru_cache(maxsize=1)
def singles() -> tuple[Item, ...]:
    """Sentences of the bank that people have written, as many of each move."""
    by_move: dict[tuple[str, str], list[str]] = defaultdict(list)
    for move, text in _written():
        by_move[move] += split_sentences(_VARIABLE.sub(r"\1", text).strip())
    chosen = random.Random(1)
    found = []
    for move, texts in sorted(by_move.items()):
        listed = sorted(set(texts))
        found += [_single(move, text) for text in chosen.sample(listed, min(MOST, len(listed)))]
    chosen.shuffle(found)
    return tuple(found)


def _written() -> Iterator[tuple[tuple[str, str], str]]:
    """Move and text of what the bank holds, cards of tasks by what a part of a card does when it is said."""
    for phrase in read_bank([files.shipped("phrasebanks")]).phrases:
        move = TAUGHT.get(phrase.role) if phrase.task else (phrase.slot, phrase.move)
        if move in _INDEX and move != HEADING and not phrase.source:
            yield move, phrase.text


def _single(move: tuple[str, str], text: str) -> Item:
    votes = load_cues().votes(text)
    base = [TRUST * min(MAX_CUES, votes[one]) if one != HEADING else NEVER for one in STATES]
    return Item((*sorted(features.of_text(text)), *features.of_votes(votes)), base, gold=_INDEX[move])
