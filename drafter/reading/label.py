"""What each sentence does: the best sequence of moves for a whole speech, not a vote for each sentence alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, repeat
from operator import add, itemgetter, mul

from drafter import numbering
from drafter.reading import features
from drafter.reading.cues import Cues
from drafter.reading.headings import run_in_items
from drafter.reading.paragraph import Paragraph
from drafter.reading.steps import HEADING, NEVER, STATES, best
from drafter.reading.weights import Move, Weights, load_weights
from drafter.record import record

MAX_SENTENCES = 3000  # a longer text is no speech; its sentences stay without a label
Votes = Sequence[Sequence[dict[Move, float]]]  # of each sentence of each paragraph
_ADDRESS = re.compile("(?:同志们|朋友们|各位同志|各位代表|各位领导)[，,！!：:]")
_URGES = re.compile("让我们|希望|务必|必须|(?<![重主需])要(?!素|求|点)")
# Where in the speech: front (before the points are led in), body, tail (what follows the last point).
_ZONES: dict[str, dict[str, float]] = {
    "front": {"opening": 1.2, "situation_review": 0.8, "three_opinions": -0.8, "closing": -2.5},
    "body": {"opening": -2.5, "situation_review": -0.2, "three_opinions": 1.0, "closing": -2.0},
    "tail": {"opening": -2.5, "situation_review": -1.5, "three_opinions": -1.5, "closing": 2.2},
    # no points, so nothing tells where the front ends: first fifth, middle, last fifth
    "early": {"opening": 1.0, "situation_review": 0.5, "three_opinions": 0.0, "closing": -2.0},
    "middle": {"opening": -0.8, "situation_review": 0.5, "three_opinions": 0.5, "closing": -0.8},
    "late": {"opening": -2.0, "situation_review": -0.5, "three_opinions": 0.3, "closing": 1.0},
}
_AT = {move: at for at, move in enumerate(STATES)}
_RATIONALE, _MEASURE, _HEADING = (_AT["three_opinions", move] for move in ("rationale", "measure", "heading"))
_SUMMARY, _CALL, _ENDING = (_AT["closing", move] for move in ("summary", "call", "ending"))
_OF_ZONE = {zone: [of_slot[slot] for slot, _ in STATES] for zone, of_slot in _ZONES.items()}
LEADS = 4.0  # hints for a lead-in that tell where the points begin
SURE = 2.6  # hints for one move of the closing that tell a paragraph of the tail
MAX_CUES = 5.0  # more hints for one move add nothing
TRUST = 0.6  # in what is set by hand, beside what is learned: measured on speeches left out of the learning
OWN = 4.0  # what a hint of the user's own cues counts on top: it outweighs what is learned


@record
class Place:
    """One sentence and where it stands."""

    text: str
    bare: str  # without its number and address
    votes: dict[Move, float]  # of the cues, for the bare sentence
    zone: str
    block: int
    first: bool  # in its paragraph
    heads: bool  # 一是…。 with text that elaborates it
    fixed: bool  # a heading by its number
    under: tuple[Move, ...]  # moves that the heading above speaks for
    headings: int  # above it
    features: tuple[str, ...]  # of the place, for what is learned
    voted: tuple[str, ...]  # features of the votes
    last: bool = False  # of the speech


def label(paragraphs: Sequence[Paragraph], cues: Cues, weights: Weights | None = None) -> tuple[tuple[Move, ...], ...]:
    """The move of each sentence, paragraph by paragraph; ("", "") where a text is too long to be a speech.

    Args:
        paragraphs: the body of one speech.
        cues: by which votes are cast.
        weights: None: the shipped ones.
    """
    if sum(len(paragraph.pieces) for paragraph in paragraphs) > MAX_SENTENCES:
        return tuple(tuple(("", "") for _ in paragraph.pieces) for paragraph in paragraphs)
    weights = weights or load_weights()
    places = placed(paragraphs, cues)
    scores = [_all_scores(places, at, cues, weights) for at in range(len(places))]
    same = [after.block == before.block for before, after in pairwise(places)]
    moves = iter(best(scores, same, weights))
    return tuple(tuple(next(moves) for _ in paragraph.pieces) for paragraph in paragraphs)


def placed(paragraphs: Sequence[Paragraph], cues: Cues) -> list[Place]:
    """Every sentence and where it stands."""
    bare = [[_bare(piece.text) for piece in paragraph.pieces] for paragraph in paragraphs]
    votes = [list(map(cues.votes, texts)) for texts in bare]
    voted = [list(map(cues.voted, texts)) for texts in bare]
    zones = _zones(paragraphs, votes)
    places: list[Place] = []
    under: tuple[Move, ...] = ()
    headings = 0
    for index, paragraph in enumerate(paragraphs):
        heads = {0} if paragraph.level or paragraph.run_in else set()
        heads |= set(run_in_items(paragraph))
        size = len(paragraph.pieces)
        for at, piece in enumerate(paragraph.pieces):
            form = numbering.parse(piece.text) or (paragraph.number if at == 0 else None)
            fixed = at == 0 and 0 in heads and not (form and not form.level)
            if fixed and paragraph.level <= 2:
                under = tuple(move for move, words in cues.headings if any(map(piece.text.__contains__, words)))
            named_form = (form.form or str(form.level)) if form else ""
            zone, here = zones[len(places)], (len(places), len(zones))
            found = () if fixed else features.of_place(zone, here, (index, len(paragraphs)), (at, size), named_form)
            texts = (piece.text, bare[index][at], votes[index][at])
            places.append(
                Place(*texts, zone, index, at == 0, at in heads, fixed, under, headings, found, voted[index][at])
            )
            headings += fixed
    return [*places[:-1], replace(places[-1], last=True)] if places else []


def named(places: Sequence[Place], at: int) -> Iterator[tuple[str, ...]]:
    """Features of one of some places, those of its own wording aside, in groups that come again."""
    place = places[at]
    yield place.features
    yield place.voted
    yield _stands(place.zone, min(4, place.headings), place.heads, place.under, _ADDRESS.match(place.text) is not None)
    if at:
        yield _last(places[at - 1].text.rstrip()[-1:], places[at - 1].voted)
    if at + 1 < len(places):
        after = places[at + 1]
        yield _next(after.zone, after.bare[:2], after.voted)


@lru_cache(maxsize=4096)
def _stands(zone: str, headings: int, heads: bool, under: tuple[Move, ...], address: bool) -> tuple[str, ...]:
    return (
        *((f"headings={headings}",) if headings else ()),
        *(("heads=",) if heads else ()),
        *(f"under={move}" for _, move in under),
        *(("address=", f"address={zone}") if address else ()),
    )


@lru_cache(maxsize=4096)
def _last(end: str, voted: tuple[str, ...]) -> tuple[str, ...]:
    return (f"last={end}", *(f"last {name}" for name in voted))


@lru_cache(maxsize=4096)
def _next(zone: str, start: str, voted: tuple[str, ...]) -> tuple[str, ...]:
    return (f"next={zone}", f"next^={start[:1]}", f"next^={start}", *(f"next {name}" for name in voted))


def _zones(paragraphs: Sequence[Paragraph], votes: Votes) -> list[str]:
    """Zone of each sentence."""
    headed = [index for index, one in enumerate(paragraphs) if _is_point(one)]
    lead = _lead_in(votes[: headed[0]] if headed else votes)
    front = lead or ((headed[0], 0) if headed else None)
    tail = _tail(paragraphs, headed[-1] + 1 if headed else (front or (0, 0))[0] + 1, votes)
    keys = [(index, at) for index, one in enumerate(paragraphs) for at in range(len(one.pieces))]
    if front:
        return ["front" if key < front else "tail" if key[0] >= tail else "body" for key in keys]
    zones = ["early", "middle", "middle", "middle", "late"]
    return ["tail" if key[0] >= tail else zones[at * 5 // len(keys)] for at, key in enumerate(keys)]


def _tail(paragraphs: Sequence[Paragraph], first: int, votes: Votes) -> int:
    """Index of the paragraph from which on the speech closes, `first` or later; their number: it does not."""
    tail = len(paragraphs)
    for index in range(len(paragraphs) - 1, first - 1, -1):
        one = paragraphs[index]
        if _is_tail(one, index == len(paragraphs) - 1, votes[index]):
            tail = index
        elif len(one.text) > 30:
            break
    return tail


def _is_point(paragraph: Paragraph) -> bool:
    number = paragraph.number
    return paragraph.level == 1 or bool(number and number.form not in ("是", "—") and number.level != 4)


def _is_tail(paragraph: Paragraph, last: bool, votes: Sequence[dict[Move, float]]) -> bool:
    text = paragraph.text
    if paragraph.level or paragraph.number:
        return False
    if text.startswith(("最后，", "总之，", "让我们")) or "让我们" in text[-120:]:
        return True
    if any(_ADDRESS.match(piece.text) for piece in paragraph.pieces):
        return True
    if any(total >= SURE for voted in votes for move, total in voted.items() if move[0] == "closing"):
        return True
    return len(text) <= 40 and (last or text.endswith(("！", "!")))


def _lead_in(votes: Votes) -> tuple[int, int] | None:
    """The place after the sentence that leads in the points, if there is one."""
    for index in range(len(votes) - 1, -1, -1):
        for at in range(len(votes[index]) - 1, -1, -1):
            if votes[index][at].get(("opening", "lead_in"), 0.0) >= LEADS:
                return (index, at + 1)
    return None


def _bare(text: str) -> str:
    """The sentence without the number and the address it opens with."""
    number = numbering.parse(text)
    text = text[len(number.text) :] if number else text
    address = _ADDRESS.match(text)
    return text[address.end() :] if address else text


def _all_scores(places: Sequence[Place], at: int, cues: Cues, weights: Weights) -> list[float]:
    """Score of each of STATES for one sentence on its own; a heading by its number has one choice."""
    place = places[at]
    by_hand = map(mul, _scores(place), repeat(TRUST))
    if place.fixed:
        return list(by_hand)
    learned = weights.of_text(place.bare) + sum(map(weights.of, named(places, at)))
    sums = _in_order(weights)(weights.fractions(learned))
    if own := cues.own_votes(place.bare):
        sums = tuple([total + OWN * own.get(move, 0.0) for move, total in zip(STATES, sums, strict=True)])
    return list(map(add, by_hand, sums))


@lru_cache(maxsize=8)
def _in_order(weights: Weights) -> Callable[[Sequence[float]], tuple[float, ...]]:
    """Takes a row of some weights to the order of STATES."""
    return itemgetter(*map(weights.moves.index, STATES))


def base_scores(place: Place) -> dict[Move, float]:
    """Score of each move that may be by what is set by hand: the cues, the place, the heading above."""
    scores = zip(STATES, _scores(place), strict=True)
    return {move: TRUST * score for move, score in scores if score > NEVER / 2}


def _scores(place: Place) -> list[float]:
    if place.fixed:
        return [0.0 if move == HEADING else NEVER for move in STATES]
    votes = map(place.votes.get, STATES, repeat(NEVER))
    zone = _OF_ZONE[place.zone]
    scores = [add_on + (total if total < MAX_CUES else MAX_CUES) for add_on, total in zip(zone, votes, strict=True)]
    for move in place.under:
        scores[_AT[move]] += 0.8
    if place.zone == "body" and place.first and not place.heads:
        scores[_RATIONALE] += 0.3
    if _ADDRESS.match(place.text) and place.zone != "front":
        scores[_SUMMARY] += 1.2 if place.last or _URGES.search(place.text) else 2.4
        scores[_CALL] += 0.6
    if place.last:
        scores[_CALL] += 0.8
        scores[_ENDING] += 0.8
    if place.heads:
        scores[_HEADING] = 3.6 + zone[_HEADING]
        scores[_MEASURE] -= 1.0
    return scores
