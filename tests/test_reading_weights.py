"""What is learned about labels: the file, the features, the learning."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import files
from drafter.pieces import pieces
from drafter.reading import features, read
from drafter.reading.cues import laid_over, load_cues, parse_cues
from drafter.reading.steps import STATES
from drafter.reading.weights import NAME, SCALE, Weights, load_weights, parse_weights, weights_text
from drafter.speech import MOVES
from tests.crf import NEVER, Item, learned
from tests.labelled import lessons, outsiders
from tests.learning import LESSON, chain, folds, measured
from tests.scoring import aligned, score

TEXT = """在全县养蜂大会上的讲话
同志们：
下面，我讲两点意见。
一、抓蜂箱
蜂箱要摆正，年底前全部完成。
二、抓蜂王
谁误了事就追究谁的责任。
"""
HELD_OUT = (0.90, 0.80)  # slot, slot.move of `second`; measured: 0.916, 0.817
STEPS = [[[0.0, 0.0], [0.0, 0.0]]] * 2


TEXTS = st.text("要抓好今年的工作，。！？：；“”123X %", max_size=60)


def test_the_shipped_file_is_small_and_says_how_it_was_made():
    text = files.read_text(files.shipped("phrasebanks") / NAME).text
    weights = parse_weights(text)
    assert len(text.encode()) < 300_000
    assert weights_text(weights) == text
    assert set(weights.moves) == set(STATES) <= set(MOVES)
    assert {"made by", "learned from", "numbers"} < set(weights.about)
    assert all(len(row) == len(STATES) for row in (*weights.rows.values(), *weights.steps[0], *weights.steps[1]))


@given(st.dictionaries(st.text(min_size=1), st.lists(st.integers(-900, 900), min_size=2, max_size=2), max_size=5))
def test_weights_survive_the_file(rows):
    weights = Weights((MOVES[1], MOVES[2]), rows, (STEPS[0], STEPS[1]), {"made by": "hand"})
    again = parse_weights(weights_text(weights))
    assert (again.rows, again.moves, again.about) == (rows, weights.moves, weights.about)
    for name, row in rows.items():
        assert again.fractions(again.of((name, name))) == [2 * number / SCALE for number in row]


@given(TEXTS)
def test_words_and_other_features_are_told_apart(text):
    said, others = features.of_form(text)
    assert all(len(name) > 1 for name in others)
    assert features.of_text(text) == {*pieces(said), *others}


@given(TEXTS)
def test_a_wording_adds_the_rows_of_its_features_move_by_move(text):
    weights = load_weights()
    rows = [weights.rows[name] for name in features.of_text(text) if name in weights.rows]
    sums = [sum(column) for column in zip([0.0] * len(STATES), *rows, strict=True)]
    assert weights.fractions(weights.of_text(text)) == pytest.approx([one / SCALE for one in sums])


def test_unknown_features_add_nothing():
    assert load_weights().of(("没有这个特征",)) == 0
    assert set(load_weights().fractions(0)) == {0.0}


def test_what_is_seen_is_learned_and_what_cannot_be_is_not():
    items = [Item((word,), [0.0, 0.0], gold=gold) for word, gold in (("好", 0), ("坏", 1)) for _ in range(20)]
    field = learned([items], items, STEPS)
    assert field.rows["好"][0] > 0.5 > -0.5 > field.rows["好"][1]
    assert field.rows["坏"][1] > 0.5 > -0.5 > field.rows["坏"][0]
    barred = [Item(("好",), [0.0, NEVER], gold=0) for _ in range(20)]
    assert not any(learned([barred], [], STEPS).rows["好"])


def test_steps_are_learned():
    chains = [[Item((), [0.0, 0.0], same=True, gold=at % 2) for at in range(10)] for _ in range(10)]
    new, same = learned(chains, [], STEPS).steps
    assert same[0][1] > 0.3 > -0.3 > same[0][0] and not any(map(any, new))


def test_the_same_speeches_teach_the_same():
    items = chain(lessons()[0])
    steps = [[[0.0] * len(STATES) for _ in STATES] for _ in range(2)]
    assert learned([items], [], steps).rows == learned([items], [], steps).rows


def test_a_speech_is_left_out_exactly_once():
    left_out = [one.name for part in folds(7) for one in part]
    assert sorted(left_out) == sorted(one.name for one in measured())
    assert not {one.group for one in measured()} & {LESSON, "外人乙"}


@pytest.mark.parametrize("one", (*lessons(), *outsiders("first"), *outsiders("third")), ids=lambda one: one.name)
def test_what_is_learned_from_is_cut_into_the_sentences_that_were_labelled(one):
    assert aligned(one)


def test_labels_of_speeches_never_seen():
    slots, moves = score(outsiders("second"))
    assert slots >= HELD_OUT[0] and moves >= HELD_OUT[1]


def test_labels_of_speeches_opened_once():
    slots, moves = score(outsiders("fourth"))
    assert slots >= 0.95 and moves >= 0.88


@pytest.mark.parametrize("move", ["举措要求", "道理认识", "保障督导"])
def test_an_own_cue_outweighs_what_is_learned(move):
    own = parse_cues(f"语步: {{三点意见: {{{move}: [{{词: [误了事, 摆正]}}]}}}}", "cues.yaml")
    labels = {
        sentence.text: sentence.move for sentence in read(TEXT, cues=laid_over(load_cues(), own)).speech.sentences()
    }
    english = {"举措要求": "measure", "道理认识": "rationale", "保障督导": "safeguard"}[move]
    assert labels["谁误了事就追究谁的责任。"] == labels["蜂箱要摆正，年底前全部完成。"] == english


def test_one_line_with_a_wide_space_for_each_line_break_reads_as_lines_do():
    lines = TEXT.splitlines()
    lines[4] += "要选好蜂种，备足饲料，把每一道工序都做到位，让每一箱蜂都有人管、有人看、有人负责到底。" * 4
    apart, joined = read("\n".join(lines)).speech, read("\u3000".join(lines)).speech
    assert joined.title == apart.title and str(joined.salutation and joined.salutation.text) == "同志们："
    assert [(one.level, one.text) for one in joined.blocks] == [(one.level, one.text) for one in apart.blocks]


def test_weights_are_not_loaded_for_a_draft():
    code = "import sys, drafter.jobs.draft; sys.exit('drafter.reading.weights' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
