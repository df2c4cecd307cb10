import pytest

from drafter.errors import InvalidFile
from drafter.reading import read
from drafter.reading.cues import load_cues, parse_cues
from tests.labelled import everything
from tests.scoring import aligned, baselines, heading_f1, headings, score

CUES = [(move, cue) for move, cues in load_cues().moves for cue in cues]
FLOORS = {"种子": (0.95, 0.92), "调试": (0.96, 0.92), "留用": (0.95, 0.85)}  # group: slot, slot.move


def name(pair):
    (_, move), cue = pair
    return f"{move}-{(cue.words or (cue.pattern.pattern,))[0][:16]}"


@pytest.mark.parametrize("pair", CUES, ids=name)
def test_a_cue_matches_its_examples_and_not_its_counterexamples(pair):
    _, cue = pair
    assert cue.examples and all(cue.matches(example) for example in cue.examples)
    assert cue.counterexamples and not any(cue.matches(example) for example in cue.counterexamples)


@pytest.mark.parametrize("cue", load_cues().residue)
def test_a_residue_cue_matches_its_examples_and_not_its_counterexamples(cue):
    assert cue.examples and all(cue.matches(example) for example in cue.examples)
    assert cue.counterexamples and not any(cue.matches(example) for example in cue.counterexamples)


@pytest.mark.parametrize("one", everything(), ids=lambda one: one.name)
def test_the_sentences_are_those_labelled_by_hand(one):
    assert aligned(one)


@pytest.mark.parametrize("group", FLOORS)
def test_labels_agree_with_the_gold(group):
    slots, moves = score(one for one in everything() if one.group == group)
    assert slots >= FLOORS[group][0] and moves >= FLOORS[group][1]


@pytest.mark.parametrize("group", FLOORS)
def test_headings_agree_with_the_gold_in_level_number_and_text(group):
    assert heading_f1(one for one in everything() if one.group == group) >= 0.98


@pytest.mark.parametrize("one", everything(), ids=lambda one: one.name)
def test_every_heading_is_read_in_its_place(one):
    assert headings(one) == list(one.headings)


def test_labels_beat_the_baselines():
    _, ours = score(everything())
    assert all(ours > theirs + 0.1 for _, theirs in baselines(everything()).values())


def test_a_review_inside_the_first_point_is_labelled_by_what_it_does():
    text = (
        "在全县经济工作会议上的讲话\n同志们：\n下面，我讲三点意见。\n一、思想认识必须再提高\n"
        "今年以来，全县经济运行稳中向好，主要指标增速位居全市前列。但也要清醒地看到，我们的工作还存在一些短板和不足。"
        "各级各部门要切实提高思想认识。\n二、工作任务必须再落细\n要抓好项目建设。\n三、责任担当必须再靠实\n要强化督查考核，严肃追责问责。\n"
    )
    assert [sentence.label for sentence in read(text).speech.sentences()] == [
        "opening.salutation",
        "opening.lead_in",
        "three_opinions.heading",
        "situation_review.achievements",
        "situation_review.problems",
        "three_opinions.measure",
        "three_opinions.heading",
        "three_opinions.measure",
        "three_opinions.heading",
        "three_opinions.safeguard",
    ]


def test_a_faulty_cue_file_is_explained():
    with pytest.raises(InvalidFile, match=r"没有「开头.寒暄」这个语步"):
        parse_cues("语步: {开头: {寒暄: [{词: [好]}]}}\n标题: {}\n杂质: []\n非讲话: {}\n", "cues.yaml")
    with pytest.raises(InvalidFile, match="式 写错了"):
        parse_cues("语步: {}\n标题: {}\n杂质: [{式: '('}]\n非讲话: {}\n", "cues.yaml")
    with pytest.raises(InvalidFile, match="不是合格的 YAML"):
        parse_cues("语步: [", "cues.yaml")
