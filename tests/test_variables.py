"""The table of variables is what the composer does, and all that phrases ask for."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from drafter import files
from drafter.bank import load
from drafter.brief_file import parse_brief, read_brief
from drafter.variables import ANYWHERE, MEANINGS, PLACES, bound, places_of
from drafter.writing import choose
from drafter.writing import compose as composing
from drafter.writing.headings import ranked
from drafter.writing.outline import DEFAULT, available
from tests.briefs import STARTERS, as_yaml

SHIPPED = [files.shipped("phrasebanks")]
DATA = Path(__file__).parent / "data"
RICH = DATA / "variables.yaml"
HALF_YEAR = DATA / "variables_half_year.yaml"
SUMS = DATA / "variables_sums.yaml"
HEADING = ("three_opinions", "heading")


@pytest.fixture(scope="module")
def observed():
    """(slot, move, 作用) → variables bound there: every starter with its outline, a rich brief with every outline."""
    found: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    solve = choose.solve

    def looked_at(wants, chooser, target, most):
        for want in wants:
            for role in want.roles:
                found[want.slot, want.move, role] |= {*want.needs, *want.may, *chooser.neutral}
        return solve(wants, chooser, target, most)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(composing, "solve", looked_at)
        outlines = available([files.shipped("templates")])
        for brief in map(read_brief, STARTERS):
            composing.compose(brief, load(SHIPPED), outlines[brief.outline.text if brief.outline else DEFAULT], 1)
        for outline in outlines.values():
            composing.compose(read_brief(RICH), load(SHIPPED), outline, 1)
            composing.compose(read_brief(HALF_YEAR), load(SHIPPED), outline, 1)
        for data in yaml.safe_load(SUMS.read_text(encoding="utf-8"))["简报"]:
            outline = outlines[data.pop("提纲", DEFAULT)]
            composing.compose(parse_brief(as_yaml(data), SUMS.name), load(SHIPPED), outline, 1)
    return found


def test_whatever_composing_binds_is_in_the_table(observed):
    told = {place: names - bound(*place) for place, names in observed.items()}
    assert {place: names for place, names in told.items() if names} == {}


def test_the_table_promises_nothing_that_composing_does_not_bind(observed):
    promised = {
        (slot, move, role): set(names)
        for (slot, move), roles in PLACES.items()
        for role, names in roles.items()
        if (slot, move) != HEADING and role
    }
    missing = {place: names - observed[place] for place, names in promised.items()}
    # a bank that says 三个方面 but not 三点 binds 点数个; the shipped one has both
    assert {place: names for place, names in missing.items() if names} == {("opening", "lead_in", "引出"): {"点数个"}}


def test_every_variable_of_a_shipped_phrase_is_bound_where_it_stands(observed):
    ready = [phrase for phrase in load(SHIPPED).phrases if phrase.usable and (phrase.slot, phrase.move) != HEADING]
    by_move: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (slot, move, _), names in observed.items():
        by_move[slot, move] |= names
    wrong = []
    for phrase in ready:
        here = observed.get((phrase.slot, phrase.move, phrase.role)) or by_move[phrase.slot, phrase.move]
        if phrase.variables - here - {"点数个"}:
            wrong.append((phrase.file, phrase.line))
    assert wrong == []


def test_every_shipped_heading_pattern_can_be_filled():
    bank = load(SHIPPED)
    brief = read_brief(RICH)
    topics = [bank.topic(point.topic.text) for point in brief.points]
    used = {one.mould.id for one in ranked(brief, bank, topics, 1) if one.mould}
    patterns = [one for one in bank.of(*HEADING) if not one.source and "名" not in one.variables]
    assert [one.text for one in patterns if one.id not in used] == []


def test_every_variable_has_a_meaning_and_a_place():
    assert {name for roles in PLACES.values() for names in roles.values() for name in names} <= MEANINGS.keys()
    assert [
        name for name in MEANINGS if name not in ANYWHERE and not places_of(name) and not name.startswith("补")
    ] == []
