import re

import pytest

from drafter import files
from drafter.pieces import pieces
from drafter.reading.cues import load_cues
from drafter.reading.needs import alternatives, needs
from drafter.segment import split_sentences

CUES = [cue for _, cues in load_cues().moves for cue in cues]
SPEECHES = sorted(files.shipped("seeds").glob("*.txt"))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param("会后", {"会后"}, id="word"),
        pytest.param("^(今天|这次).{0,9}会", {"今天", "这次"}, id="pairs before characters"),
        pytest.param("要.{0,9}会", {"要"}, id="the first of two"),
        pytest.param("(一|二)季度", {"季度"}, id="what follows a choice"),
        pytest.param("(增)?长率", {"长率"}, id="what may be missing says nothing"),
        pytest.param("(?<!不)要(?!求)", {"要"}, id="what stands beside says nothing"),
        pytest.param("(?:大干)+", {"大干"}, id="once or more"),
        pytest.param("大干|.{3}", None, id="a branch that holds anything"),
        pytest.param("[一-三]+", None, id="a range"),
        pytest.param("[^要]", None, id="anything else"),
        pytest.param("(?i)GDP", None, id="letters of any case"),
    ],
)
def test_what_a_text_must_hold(pattern, expected):
    assert needs(re.compile(pattern)) == (expected and frozenset(expected))


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        pytest.param("会后", ["会后"], id="one"),
        pytest.param("^(今天|这次)会|要(?!求)|会", ["^(今天|这次)会", "要(?!求)", "会"], id="groups are not cut"),
        pytest.param(r"[^]|(]后|\||[|]", [r"[^]|(]后", r"\|", "[|]"], id="lists and escapes are not cut"),
        pytest.param("甲|", ["甲", ""], id="an empty one"),
    ],
)
def test_the_alternatives_of_a_pattern(pattern, parts):
    assert list(alternatives(pattern)) == parts


@pytest.mark.parametrize("path", SPEECHES, ids=lambda path: path.stem)
def test_leaving_cues_untried_changes_no_vote(path):
    cues = load_cues()
    for sentence in split_sentences(files.read_text(path).text):
        plain = {move: sum([cue.votes(sentence) for cue in found], 0.0) for move, found in cues.moves}
        assert cues.votes(sentence) == plain


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: (cue.words or (cue.pattern.pattern,))[0][:20])
def test_an_example_of_a_cue_holds_what_the_cue_needs(cue):
    assert cue.needs is None or all(cue.needs & pieces(example) for example in cue.examples)


def test_hardly_a_cue_has_to_be_tried_on_every_sentence():
    assert sum(cue.needs is None for cue in CUES) < len(CUES) / 10
