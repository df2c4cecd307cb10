"""The best sequence of moves: what may follow what, by hand and by what is learned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from operator import add

from drafter.reading.weights import Move, Weights
from drafter.speech import MOVES

HEADING = ("three_opinions", "heading")
STATES = [move for move in MOVES if move != ("opening", "salutation")]
WIDE = 5.0  # a move so far behind the best one for a sentence is not thought of: in 2000 labels it changes one
NEVER = -1e9
FIRST = 0.5  # what the first sentence gives to the opening
# What may follow what, between slots (log odds, 0: usual). A speech goes from opening to closing; a review inside
# a point is usual, an opening after the points is not.
_SLOTS = ("opening", "situation_review", "three_opinions", "closing")
_BETWEEN = (
    (0.0, -0.8, -1.0, -3.5),
    (-2.5, 0.0, -0.6, -2.5),
    (-4.5, -1.3, 0.0, -1.5),
    (-4.5, -4.5, -2.5, 0.0),
)
# Between moves, where it differs from what the slots say.
_STEPS: dict[tuple[str, str], float] = {
    ("achievements", "greeting"): -0.5,
    ("achievements", "lead_in"): -0.5,
    ("problems", "lead_in"): -0.5,
    ("outlook", "lead_in"): -0.5,
    ("measure", "lead_in"): -0.8,
    ("achievements", "problems"): -0.1,
    ("problems", "achievements"): -1.5,
    ("problems", "measure"): -0.5,
    ("rationale", "rationale"): 0.2,
    ("measure", "rationale"): -0.7,
    ("rationale", "safeguard"): -0.8,
    ("measure", "safeguard"): -0.4,
    ("safeguard", "measure"): -0.6,
    ("lead_in", "purpose"): -2.0,
    ("lead_in", "significance"): -2.5,
    ("lead_in", "recap"): -2.5,
    ("lead_in", "greeting"): -2.0,
    ("recap", "purpose"): -1.0,
    ("call", "summary"): -0.8,
    ("ending", "call"): -4.0,
    ("ending", "summary"): -4.0,
}


def best(scores: Sequence[Mapping[Move, float]], same: Sequence[bool], weights: Weights) -> list[Move]:
    """Viterbi: the sequence with the highest sum of scores and steps.

    Args:
        scores: of each sentence, for the moves it may be.
        same: whether each sentence after the first is in the paragraph of the one before it.
        weights: what is learned about steps.
    """
    if not scores:
        return []
    totals = {move: score + (FIRST if move[0] == "opening" else 0.0) for move, score in scores[0].items()}
    ways: list[tuple[dict[Move, float], dict[Move, tuple[float, ...]]]] = []
    for inside, own in zip(same, scores[1:], strict=True):
        sums, steps = tuple(totals.values()), _steps(tuple(totals), inside, weights)
        ways.append((totals, steps))
        least = max(own.values()) - WIDE
        totals = {
            move: max(map(add, sums, steps[move])) + score if score > least else NEVER for move, score in own.items()
        }
    path = [max(totals, key=lambda move: totals[move])]
    for reached, steps in reversed(ways):
        sums = tuple(map(add, reached.values(), steps[path[-1]]))
        path.append(tuple(reached)[sums.index(max(sums))])
    return path[::-1]


@cache
def _steps(lasts: tuple[Move, ...], same: bool, weights: Weights) -> dict[Move, tuple[float, ...]]:
    """For each move what it gets after each of `lasts`; there are two or three different `lasts` in all."""
    return {move: tuple(step(last, move, same) + weights.step(last, move, same) for last in lasts) for move in STATES}


def step(last: Move, move: Move, same: bool) -> float:
    """What a move gets after another one, by hand; `same`: in one paragraph."""
    if HEADING in (last, move):
        return _around_heading(last, move) * (2.2 if same else 1.0)
    found = _STEPS.get((last[1], move[1]))
    if found is None:
        found = _BETWEEN[_SLOTS.index(last[0])][_SLOTS.index(move[0])]
        if last == move:
            found += 0.6
        elif last[0] == move[0]:
            found -= 0.3
    return found if same else found * 0.8


def _around_heading(last: Move, move: Move) -> float:
    """Before and after a heading almost anything may stand, but no closing follows one."""
    other = move if last == HEADING else last
    if other == HEADING:
        return 0.0
    return {"opening": -2.0, "closing": -2.0, "situation_review": -0.8, "three_opinions": 0.0}[other[0]]
