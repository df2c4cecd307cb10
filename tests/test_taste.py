"""Measured taste: what the numbers say, that --best minds them, and that a second look makes nothing worse."""

from __future__ import annotations

from itertools import combinations
from statistics import mean

import pytest
from typer.testing import CliRunner

from drafter import files
from drafter.bank import load
from drafter.brief_file import parse_brief, read_brief
from drafter.cli import app
from drafter.errors import DrafterError
from drafter.jobs.draft import Folders, best, drafts, heading_sets
from drafter.writing import compose as composing
from drafter.writing.taste import Taste, of_speech, taste
from tests import bench_variety
from tests.bench_variety import briefs
from tests.briefs import STARTERS

FOLDERS = Folders((files.shipped("phrasebanks"),), (files.shipped("templates"),))
SHIPPED = load(FOLDERS.banks)
starters = pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.stem)


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        pytest.param(
            ["一是要抓紧。", "要抓实。", "要抓好。", "大家都清楚。"],
            Taste(4, 0.75, 1, 4, 6, 2, 0),
            id="要 three times in a row, 要抓 begins all three",
        ),
        pytest.param(
            ["真抓实干，见到成效。", "说了要算。", "真抓实干，不留尾巴。"],
            Taste(3, 0, 0, 10, 10, 1, 1),
            id="said twice",
        ),
        pytest.param([], Taste(0, 0, 0, 0, 0, 0, 0), id="nothing"),
    ],
)
def test_what_is_measured(texts, told):
    assert taste(texts) == told


def test_faults_add_up():
    clean = Taste(10, 0.1, 0, 30, 70, 0, 0)
    assert clean.fault == 0
    assert Taste(10, 0.25, 1, 26, 90, 2, 3).fault == pytest.approx(10 + 5 + 2 + 1 + 2 + 3)


@starters
def test_shipped_drafts_keep_the_measures(path):
    (draft,) = drafts(read_brief(path), FOLDERS)
    measured = of_speech(draft.speech)
    assert measured.must < 0.15
    assert measured.must_runs == 0
    assert measured.longest <= 80 or draft.long


def test_the_best_of_many_is_no_worse_than_the_first():
    brief = read_brief(STARTERS[0])
    (first,) = drafts(brief, FOLDERS)
    draft, count = best(brief, FOLDERS)
    assert count == 24
    assert of_speech(draft.speech).fault <= of_speech(first.speech).fault
    assert best(brief, FOLDERS)[0].speech == draft.speech


@starters
def test_a_second_look_repeats_no_more_and_keeps_the_length(path, monkeypatch):
    brief = read_brief(path)
    (varied,) = drafts(brief, FOLDERS)
    monkeypatch.setattr(composing, "vary", lambda wants, chooser: None)
    (plain,) = drafts(brief, FOLDERS)
    assert of_speech(varied.speech).frames <= of_speech(plain.speech).frames
    sections = 1 + sum(block.level == 1 for block in plain.speech.blocks) + 3
    assert abs(varied.speech.characters - plain.speech.characters) <= 4 * sections


@starters
def test_the_first_set_of_headings_is_the_one_the_draft_has(path):
    brief = read_brief(path)
    (draft,) = drafts(brief, FOLDERS)
    try:
        _, lines = heading_sets(brief, FOLDERS)[0]
    except DrafterError as error:
        name = brief.outline.text if brief.outline else "三点意见"
        told = f"提纲「{name}」的大标题是写定的，没有可换的；要换，改提纲或用 --outline 另选一个"
        assert str(error) == told
    else:
        text = draft.speech.to_text()
        assert [line for line in lines if line[2:] not in text] == []


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--best", "--variants", "2"], "--best 只挑一篇，不能和 --variants、--update 同用\n"),
        (["--headings", "--update", "稿.docx"], "--headings 不写稿，不能和 --update 同用\n"),
    ],
)
def test_options_that_contradict_each_other(options, told):
    done = CliRunner().invoke(app, ["new", str(STARTERS[0]), *options])
    assert (done.exit_code, done.stderr) == (2, told)


def test_drafts_of_different_briefs_have_little_in_common():
    made = [bench_variety.strings(drafts(parse_brief(text, "a.yaml"), FOLDERS)[0].speech) for text in briefs()[:30]]
    shares = [len(one & other) / min(len(one), len(other)) for one, other in combinations(made, 2)]
    assert mean(shares) < 0.15
