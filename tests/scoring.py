"""How well labels agree with the gold, beside two baselines."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

from drafter.jobs.parse import as_json
from drafter.reading import Reading, read
from drafter.speech import SLOTS, Sentence
from tests.labelled import FULL, Labelled

Labels = Sequence[str]


@lru_cache(maxsize=128)
def reading(one: Labelled) -> Reading:
    return read(one.text)


def sentences(one: Labelled) -> list[Sentence]:
    return list(reading(one).speech.sentences())


def aligned(one: Labelled) -> bool:
    """Whether the splitter found the very sentences that were labelled."""
    found = [sentence.text.translate(FULL) for sentence in sentences(one)]
    starts = [start.translate(FULL) for start, _ in one.sentences]
    return len(found) == len(starts) and all(map(str.startswith, found, starts))


def headings(one: Labelled) -> list[tuple[int, str, str]]:
    """Headings as `drafter parse --json` shows them."""
    found = as_json(reading(one))["headings"]
    return [(head["level"], head["number"], head["text"].translate(FULL)) for head in found]


def heading_f1(speeches: Iterable[Labelled]) -> float:
    """F1 of headings, right where level, number and text are."""
    hits = found = expected = 0
    for one in speeches:
        ours, gold = Counter(headings(one)), Counter(one.headings)
        hits, found, expected = hits + (ours & gold).total(), found + ours.total(), expected + gold.total()
    return 2 * hits / (found + expected)


def matched(one: Labelled, labels: Labels) -> Labels:
    """For each sentence labelled by hand the label of the one found that holds its first characters.

    Args:
        one: also one whose sentences the splitter cuts otherwise than the labeller did.
        labels: one for each sentence found.
    """
    found = ["".join(sentence.text.translate(FULL).split()) for sentence in sentences(one)]
    ends = list(accumulate(map(len, found)))
    whole, at, chosen = "".join(found), 0, []
    for start, _ in one.sentences:
        place = whole.find("".join(start.translate(FULL).split())[:12], at)
        chosen.append(labels[bisect_right(ends, place)] if place >= 0 else "")
        at = max(at, place + 1)
    return chosen


def agreement(gold: Labels, labels: Labels) -> tuple[float, float]:
    """Share of sentences with the right slot, and with the right slot.move."""
    slots = sum(a.partition(".")[0] == b.partition(".")[0] for a, b in zip(gold, labels, strict=True))
    moves = sum(a == b for a, b in zip(gold, labels, strict=True))
    return slots / len(gold), moves / len(gold)


def score(speeches: Iterable[Labelled], labels: Callable[[Labelled], Labels] | None = None) -> tuple[float, float]:
    """Agreement over all sentences of some speeches; `labels`: another labeller than ours."""
    labels = labels or ours
    chosen = list(speeches)
    gold = [label for one in chosen for _, label in one.sentences]
    return agreement(gold, [label for one in chosen for label in matched(one, labels(one))])


def ours(one: Labelled) -> Labels:
    """The labels of our reading, with the shipped weights."""
    return [sentence.label for sentence in sentences(one)]


def slots_found(
    speeches: Iterable[Labelled], labels: Callable[[Labelled], Labels] = ours
) -> dict[str, tuple[int, int]]:
    """For each slot how many of its sentences have it, and how many there are."""
    hits, total = Counter[str](), Counter[str]()
    for one in speeches:
        for (_, gold), label in zip(one.sentences, matched(one, labels(one)), strict=True):
            slot = gold.partition(".")[0]
            total[slot] += 1
            hits[slot] += label.startswith(f"{slot}.")
    return {slot: (hits[slot], total[slot]) for slot in SLOTS}


def baselines(speeches: Iterable[Labelled]) -> dict[str, tuple[float, float]]:
    """Agreement of the commonest label for every sentence, and of headings and position alone."""
    chosen = list(speeches)
    ((common, _),) = Counter(label for one in chosen for _, label in one.sentences).most_common(1)
    return {
        "最多的一类": score(chosen, lambda one: [common] * len(sentences(one))),
        "只看标题和位置": score(chosen, by_position),
    }


def by_position(one: Labelled) -> Labels:
    """Salutation and headings by their form, the rest by how far into the speech they stand."""
    speech = reading(one).speech
    labels = ["opening.salutation"] if speech.salutation else []
    total = sum(len(block.sentences) for block in speech.blocks)
    for block in speech.blocks:
        for index, _ in enumerate(block.sentences):
            share = len(labels) / total
            if index == 0 and (block.level or block.run_in):
                labels.append("three_opinions.heading")
            elif share < 0.1:
                labels.append("opening.purpose")
            elif share < 0.2:
                labels.append("situation_review.achievements")
            else:
                labels.append("three_opinions.measure" if share < 0.95 else "closing.call")
    return labels
