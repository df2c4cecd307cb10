"""A phrase as somebody reworded it in a draft → the phrase with its variables back in place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.facts import find_facts
from drafter.mining.generalize import Place
from drafter.phrase import VARIABLE

_FIRST = 0xE000  # private-use characters stand for variables while a text is looked through
Pieces = Sequence[tuple[str, str]]  # stretches of the old and the new wording; equal ones twice


def reworded(text: str, pieces: Pieces) -> str:
    """The new text of a phrase.

    Args:
        text: of the phrase, with {{ 变量 }}.
        pieces: what it said in a draft, before and now; a number or a lead before it is left out.

    Returns:
        Empty: the draft did not say it so, or what stood for a variable was changed: that is about one speech only.
    """
    old = "".join(before for before, _ in pieces)
    literals, names = VARIABLE.split(text)[::2], VARIABLE.findall(text)
    found = re.search("(.+?)".join(map(re.escape, literals)) + r"\s*$", old)
    if not found:
        return ""
    values = [found.span(index) for index in range(1, len(names) + 1)]
    made, at = "", 0
    for before, now in pieces:
        end = at + len(before)
        if before == now:
            made += _with_names(old, max(at, found.start()), end, values, names)
        elif any((start < end and at < stop) or start < at < stop for start, stop in values):
            return ""
        elif at >= found.start():
            made += now
        at = end
    return made.strip()


def _with_names(old: str, start: int, end: int, values: Sequence[tuple[int, int]], names: Sequence[str]) -> str:
    """An equal stretch of the old wording, values in it as variables."""
    made = ""
    for (first, last), name in zip(values, names, strict=True):
        if start <= first and last <= end:
            made += f"{old[start:first]}{{{{ {name} }}}}"
            start = last
    return made + old[start:end]


def settled(text: str, before: str, place: Place, facts: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """A reworded phrase fit for the bank: names of the place as variables, and why a person must look first.

    Args:
        text: as reworded.
        before: the phrase as it was; what it held already is no reason.
        place: whose speech it was.
        facts: what the brief of that speech said.
    """
    masked, names = _masked(text)
    general = _unmasked(place.with_variables(masked), names)
    rest, known = VARIABLE.sub("　", general), {fact.text for fact in find_facts(VARIABLE.sub("　", before))}
    reasons = [f"{fact.name}「{fact.text}」" for fact in find_facts(rest) if fact.text not in known]
    reasons += brief_reasons(rest, before, facts, reasons)
    return general, tuple(dict.fromkeys(reasons))


def brief_reasons(text: str, before: str, facts: Sequence[str], named: Sequence[str] = ()) -> list[str]:
    """Which words of a brief a text holds, those that `before` held or that are `named` as a reason left out."""
    told = before + "".join(named)
    return [f"简报里的「{fact}」" for fact in facts if fact in text and fact not in told]


def _masked(text: str) -> tuple[str, list[str]]:
    names: list[str] = []

    def mask(found: re.Match[str]) -> str:
        names.append(found[0])
        return chr(_FIRST + len(names) - 1)

    return VARIABLE.sub(mask, text), names


def _unmasked(text: str, names: Sequence[str]) -> str:
    for index, name in enumerate(names):
        text = text.replace(chr(_FIRST + index), name)
    return text
