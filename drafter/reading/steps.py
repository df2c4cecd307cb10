"""The best sequence of moves: what may follow what, by hand and by what is learned."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from operator import add

from drafter.reading.weights import Move, Weights
from drafter.speech import MOVES

HEADING = ("three_opinions", "heading")
STATES = [move for move in MOVES if move != ("opening", "salutation")]
WIDE = 5.0  # a move so far behind the best one for a sentence is not thought of: in 2000 labels it changes one
NEVER = -1e9
_Steps = list[list[float]]
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


def best(scores: Sequence[Sequence[float]], same: Sequence[bool], weights: Weights) -> list[Move]:
    """Viterbi: the sequence with the highest sum of scores and steps.

    Args:
        scores: of each sentence, for each of STATES; far below zero (NEVER): it cannot be.
        same: whether each sentence after the first is in the paragraph of the one before it.
        weights: what is learned about steps.
    """
    if not scores:
        return []
    totals = [score + (FIRST if move[0] == "opening" else 0.0) for move, score in zip(STATES, scores[0], strict=True)]
    ways: list[tuple[list[float], _Steps]] = []
    for inside, own in zip(same, scores[1:], strict=True):
        steps = _steps(inside, weights)
        ways.append((totals, steps))
        least = max(own) - WIDE
        totals = [
            max(map(add, totals, into)) + score if score > least else NEVER
            for into, score in zip(steps, own, strict=True)
        ]
    path = [totals.index(max(totals))]
    for reached, steps in reversed(ways):
        sums = list(map(add, reached, steps[path[-1]]))
        path.append(sums.index(max(sums)))
    return [STATES[at] for at in reversed(path)]


@cache
def _steps(same: bool, weights: Weights) -> _Steps:
    """For each move what it gets after each other one."""
    return [[step(last, move, same) + weights.step(last, move, same) for last in STATES] for move in STATES]


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
