"""What a fact is; the examples stand in fact_words.yaml beside the words they test."""

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from drafter import fact_lists, facts, files
from drafter.fact_lists import KINDS
from drafter.facts import figures, find_facts

WORDS = yaml.safe_load(files.read_text(files.shipped("phrasebanks") / "fact_words.yaml").text)
EXAMPLES = [
    pytest.param(text, facts, id=f"{section}-{number}")
    for section, content in WORDS.items()
    for number, (text, facts) in enumerate(content["例"].items())
]


@pytest.mark.parametrize(("text", "facts"), EXAMPLES)
def test_examples_of_the_word_lists(text, facts):
    assert [fact.text for fact in find_facts(text)] == facts


def test_every_kind_has_a_section_with_examples():
    assert {*KINDS.values(), "说法"} == set(WORDS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("完成投资86亿元，增长6.1%。", ("86亿元", "6.1%"), id="arabic"),
        pytest.param("增长２．３％，达1,200元。", ("２．３％", "1,200元"), id="full width and thousands"),
        pytest.param("抓好三件事，讲四点意见。", ("三件", "四点"), id="counted"),
        pytest.param("一把手抓三农，一件一件办，一个都不能少。", (), id="language"),
        pytest.param("实施“三个一”和“十大行动”。", ("三个", "十大"), id="inside quotation marks"),
        pytest.param("布局5G网络和3D打印。", (), id="part of a word"),
        pytest.param("第一要务、第一季度、全市第一名、第三位。", ("第一季度", "第一名", "第三位"), id="ordinals"),
        pytest.param("1-2月增长8%以上。", ("1-2月", "8%以上"), id="range"),
        pytest.param("党的二十大和十五届四次全会提出三项任务。", ("三项",), id="congresses"),
        pytest.param("", (), id="nothing"),
    ],
)
def test_figures(text, found):
    assert figures(text) == found


@given(st.text(alphabet="全县8.6%一二三十万亿元个第“”《》X*某李同志镇年月日，。 \n", max_size=60))
def test_spans_are_slices_in_order_without_overlap(text):
    end = 0
    for fact in find_facts(text):
        assert end <= fact.start < fact.end
        assert text[fact.start : fact.end] == fact.text
        end = fact.end


def test_ten_thousand_characters_take_a_blink():
    text = "全县完成投资86亿元，推动清河县“项目为王”，坚持高质量发展，一件一件抓落实。" * 250
    find_facts(text)
    begin = time.process_time()
    find_facts(text)
    assert time.process_time() - begin < 1.0


HINTED = "一二三县局厅委公司X×*年月日届某2024-/《》〔〕号_□中全会 的会议医院第次李长同志德林任书记镇清河"


@given(st.text(HINTED, max_size=14))
def test_a_pattern_that_is_left_untried_would_not_have_matched(text):
    names = fact_lists.name_lists()
    patterns = {
        "document": facts._DOCUMENTS,
        "mask": facts._MASKS,
        "date": facts._DATES,
        "era": facts._SESSIONS,
        "organisation": names.organisation,
        "person": names.person,
        "place": names.county,
    }
    assert patterns.keys() == names.hints.keys()
    assert [
        kind for kind, pattern in patterns.items() if pattern.search(text) and not names.hints[kind].search(text)
    ] == []


@given(st.text("一二百分之第十几0１.,-+%％余多万亿以上级个 A年", max_size=14))
def test_trying_only_where_a_number_may_begin_finds_the_same_numbers(text):
    assert [found.span() for found in facts._numbers(text)] == [found.span() for found in facts._NUMBER.finditer(text)]
