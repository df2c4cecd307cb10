"""How many items of the bank each point gets, told from the shape of the brief alone.

The number must not hang on single characters of the brief: an item that comes or goes renumbers its whole point, while
a changed value should change nothing elsewhere. So it is reckoned from counts and rough sizes; the exact length is
then reached with single sentences (choose.solve).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from drafter.brief import Brief
from drafter.level import level_of
from drafter.writing.loops import Loops
from drafter.writing.want import SPARE, USUAL

USUAL_ITEMS = 3  # items of a point without measures of its own
MOST_ITEMS = 8  # items of the bank in such a point: a longer list is no speech

# characters, medians of drafts from the shipped briefs
_OPENING, _AGENDA, _REVIEW, _FACT, _CLOSING = 140, 45, 140, 45, 100
_POINT, _MEASURE, _ITEM = 120, 95, 115  # heading, reason and target; a measure with how it is done; an item likewise
_CARD = 40  # what the card of its 事项 adds to a measure: a run of sentences is longer than one
_SPARE_POINT, _SPARE_ITEM, _SPARE_CARD = 140, 60, 90  # what can be added to a point, to an item, and by its card
# what is said beside the words of the brief where no more is said than they need: medians of such drafts
_BOTH_ENDS, _OWN_POINT, _OWN_MEASURE, _OWN_FACT, _OWN_CARD = 150, 45, 20, 10, 50
_ROUGH = 50  # characters to which its words are counted: one more or less must not change the draft
_HALF = 0.5  # of 篇幅
_USED = 0.4  # share of those that is counted on: not every place finds a phrase


def most(brief: Brief, loops: Loops, carded: int) -> int:
    """The last tier a draft goes on with to its 篇幅 where the brief does not say.

    What says less than half of it, and all without any 举措, is made a speech by the bank (SPARE); the others end where
    they have no more to say (USUAL).

    Args:
        brief: the brief.
        loops: of the brief.
        carded: measures of which the bank has a card.
    """
    own = [own_items(brief, loops, point) for point in range(len(brief.points))]
    review = brief.review
    facts = len(review.achievements) + len(review.problems) + len(review.opportunities)
    words = round(sum(len(fact.text) for fact in brief.facts()) / _ROUGH) * _ROUGH
    said = words + _BOTH_ENDS + _OWN_POINT * len(own) + _OWN_MEASURE * sum(own) + _OWN_FACT * facts + _OWN_CARD * carded
    wanted = brief.length or 0
    if level_of(brief) == "村":
        return USUAL  # neighbours are spoken to in few words
    return SPARE if not any(own) or said < _HALF * wanted else USUAL


def own_items(brief: Brief, loops: Loops, point: int) -> int:
    """Measures of a point, answers to problems and uses of opportunities included."""
    return len(brief.points[point].measures) + sum(loop.answered for loop in loops.at(point, -1))


def most_items(own: int) -> int:
    """Items of the bank a point may have beside as many of its own."""
    return max(0, MOST_ITEMS - own)


def bank_items(brief: Brief, loops: Loops, carded: int, known: Sequence[bool], barred: Sequence[bool]) -> list[int]:
    """Items of the bank for each point, in order.

    Args:
        brief: the brief.
        loops: of the brief.
        carded: measures of which the bank has a card.
        known: for each point, whether the bank knows its topic; the others get items when those have enough.
        barred: for each point, whether it gets none.
    """
    own = [own_items(brief, loops, point) for point in range(len(brief.points))]
    # a topic nobody knows, beside points with measures of their own, is argued: 分清责任、用好资金 would fit anything
    items = [0 if count or (any(own) and not known[n]) else USUAL_ITEMS for n, count in enumerate(own)]
    if not brief.length:
        return items
    review, meeting = brief.review, brief.meeting
    facts = len(review.achievements) + len(review.problems) + len(review.opportunities)
    reckoned = _OPENING + _CLOSING + _AGENDA * (len(meeting.agenda) + len(meeting.directives)) + _POINT * len(own)
    reckoned += (_REVIEW + _FACT * facts if facts else 0) + _MEASURE * sum(own) + _ITEM * sum(items)
    reckoned += _CARD * carded
    spare = _SPARE_POINT * len(own) + _SPARE_ITEM * (sum(own) + sum(items)) + _SPARE_CARD * carded
    more = ceil((brief.length - reckoned - _USED * spare) / (_ITEM + _USED * _SPARE_ITEM))
    for _ in range(max(0, more)):
        free = [n for n, count in enumerate(own) if items[n] < most_items(count) and not barred[n]]
        free = [n for n in free if known[n]] or free
        if not free:
            break
        items[min(free, key=lambda n: own[n] + items[n])] += 1
    return items
