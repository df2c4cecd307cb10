import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.segment import ends_sentence, split_clauses, split_sentences

CHINESE = st.text(alphabet="。！？!?.…”“（）()\"'《》，、；： \n一要抓项目X2%*", max_size=60)


@pytest.mark.parametrize(
    ("paragraph", "sentences"),
    [
        pytest.param("", (), id="empty"),
        pytest.param("同志们！我们开会。", ("同志们！", "我们开会。"), id="two marks"),
        pytest.param("没有句号", ("没有句号",), id="no mark"),
        pytest.param("打好“收官战”。“快”字当头。", ("打好“收官战”。", "“快”字当头。"), id="quotations"),
        pytest.param("他说：“要抓项目。”我同意。", ("他说：“要抓项目。”", "我同意。"), id="closing quote stays"),
        pytest.param("解决“怎么办？”的问题。", ("解决“怎么办？”的问题。",), id="quoted question goes on"),
        pytest.param("他说“要快。要好。”我同意。", ("他说“要快。要好。”", "我同意。"), id="a quotation stays whole"),
        pytest.param("好不好？！当然好！", ("好不好？！", "当然好！"), id="run of marks"),
        pytest.param("今天开会,讲意见.一要快!二要好.", ("今天开会,讲意见.", "一要快!", "二要好."), id="half width"),
        pytest.param("一.抓项目.要快.", ("一.抓项目.", "要快."), id="a number's dot is no end"),
        pytest.param("增长2.3%,排名X.以项目", ("增长2.3%,排名X.以项目",), id="decimals are no ends"),
        pytest.param("抓项目。 抓产业。", ("抓项目。 ", "抓产业。"), id="white space stays"),
        pytest.param("（会前要讨论。）现在开会。", ("（会前要讨论。）", "现在开会。"), id="brackets"),
        pytest.param("有没有讲党性？有没有讲政治？", ("有没有讲党性？", "有没有讲政治？"), id="questions"),
        pytest.param("还有更多……要再加油！", ("还有更多……要再加油！",), id="an ellipsis is no end"),
    ],
)
def test_split_sentences(paragraph, sentences):
    assert split_sentences(paragraph) == sentences


@given(st.one_of(st.text(), CHINESE))
def test_splitting_loses_nothing(paragraph):
    assert "".join(split_sentences(paragraph)) == paragraph
    assert "".join(split_clauses(paragraph)) == paragraph


@given(CHINESE)
def test_no_sentence_is_empty(paragraph):
    assert all(split_sentences(paragraph))


def test_clauses_leave_quotations_whole():
    assert split_clauses("紧盯“稳增长，促发展”，抓项目；抓产业。") == ("紧盯“稳增长，促发展”，", "抓项目；", "抓产业。")


def test_ends_sentence():
    assert ends_sentence("好。”") and ends_sentence("好！ ") and not ends_sentence("好，") and not ends_sentence("")


@pytest.mark.parametrize("unit", ["抓项目。", "“", "“抓。", "（", "。", '"好。', "项", "”"])
def test_a_long_paragraph_takes_linear_time(unit):
    paragraph = unit * (500_000 // len(unit))
    begin = time.process_time()
    split_sentences(paragraph)
    assert time.process_time() - begin < 3
