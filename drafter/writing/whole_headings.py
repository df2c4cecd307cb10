"""Whole headings of a 主题, written as they are said: phrasebanks/topic_headings.yaml. One form for a whole draft."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from drafter import compiled, files
from drafter.brief import Point
from drafter.phrase import Phrase
from drafter.writing import forms
from drafter.writing.choose import tie
from drafter.writing.want import Bound

_HELD = 0.5  # part of a 主题 a known name must be to stand for it: 农村污水治理 is more than 治理

# Forms as moulds, so that a set of them is chosen, shown and avoided like any other.
FORMS = {
    "动宾": Phrase("2" * 16, "动宾短句", "three_opinions", "heading"),
    "把字": Phrase("3" * 16, "把字句", "three_opinions", "heading"),
    "两截": Phrase("4" * 16, "两截句", "three_opinions", "heading"),
}


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, list[str]]]:
    table: dict[str, dict[str, list[str]]] = compiled.lists(files.shipped("phrasebanks") / "topic_headings.yaml")[
        "标题"
    ]
    return table


def form_of(heading: str) -> str:
    """Which form a heading is in: 抓项目进度，保如期交付 is 两截, 把城乡环境管得更干净 把字, all others 动宾."""
    return "两截" if "，" in heading else "把字" if heading.startswith("把") else "动宾"


def known(name: str) -> dict[str, list[str]]:
    """Headings of a 主题 by form: of that very name, else of the longest one it holds; empty: there are none."""
    table = _table()
    if name in table:
        return table[name]
    held = [one for one in table if one in name and len(one) >= max(2, _HELD * len(name))]
    return table[max(held, key=len)] if held else {}


def whole(form: str, points: Sequence[Point], seed: int, strange: tuple[str, ...] = ()) -> tuple[Bound, ...] | None:
    """A heading in one form for each point that has none of its own; None: a 主题 has no such heading.

    Of all that could be said those are taken that share least with one another and promise what the point says.

    Args:
        form: of FORMS.
        points: of the brief.
        seed: decides between equals.
        strange: words not said at the speaker's level: a school speaks of no 群众, unless its brief does.
    """
    taken: list[str] = [point.heading.text for point in points if point.heading]
    found: list[Bound] = []
    for point in points:
        if point.heading:
            found.append(forms.said(point.heading))
            continue
        said = body(point)
        barred = [word for word in strange if word not in f"{point.topic}，{said}"]
        written = known(point.topic.text).get(form, ())
        free = [text for text in written if text not in taken and not any(word in text for word in barred)]
        if not free:
            return None
        best = min(
            free,
            key=lambda text: (
                _alike(text, taken) + 3 * _stammers(text),
                -shared(text, said),
                tie(seed, point.topic, form, text),
            ),
        )
        taken.append(best)
        found.append((forms.derived(best, f"{point.path}.主题：{point.topic}→{best}"),))
    return tuple(found)


def _alike(text: str, others: Sequence[str]) -> int:
    """How much a heading repeats of the others: their first word, and words anywhere."""
    return sum(3 * (text[:2] == other[:2]) + shared(text, other) for other in others)


def _stammers(text: str) -> int:
    """Pairs of characters said twice: 做强优势产业推动产业发展."""
    pairs = [text[at : at + 2] for at in range(len(text) - 1)]
    return len(pairs) - len(set(pairs))


def shared(one: str, other: str) -> int:
    """Pairs of characters of one text the other holds too: a heading promises what follows."""
    return sum(one[at : at + 2] in other for at in range(len(one) - 1))


def body(point: Point) -> str:
    """What the point is going to say, as far as the brief says it."""
    facts = (point.goal, point.why, *(fact for m in point.measures for fact in (m.point, m.detail)))
    return "，".join(str(fact) for fact in facts if fact)
