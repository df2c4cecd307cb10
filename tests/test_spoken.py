from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.speech import Block, Origin, Sentence, Span
from drafter.spoken import integer, number, spoken, spoken_block

DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}


@given(st.integers(0, 10**16 - 1) | st.integers(0, 30_000))
def test_a_spoken_number_is_heard_as_it_was_written(n):
    assert listen(integer(n)) == n


def listen(words: str) -> int:
    """What a listener writes down for a number: from the largest unit down, each part by itself."""
    for name, size in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        head, found, tail = words.rpartition(name) if name == "亿" else words.partition(name)
        if found:
            return (listen(head) if head.strip("零") else 1) * size + (listen(tail) if tail else 0)
    return DIGITS[words.strip("零") or "零"]


@given(st.integers(10, 10**16 - 1))
def test_zeros_are_said_once_and_never_at_the_end(n):
    said = integer(n)
    assert "零零" not in said
    assert not said.endswith("零")


@given(st.integers(0, 10**8), st.integers(0, 999))
def test_thousands_commas_change_nothing(n, rest):
    assert number(f"{n:,}.{rest:03}") == number(f"{n}.{rest:03}")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("完成186.4亿元，增长6.1%。", "完成一百八十六点四亿元，增长百分之六点一。"),
        ("提高8个百分点，居全市第2位，前进2位", "提高八个百分点，居全市第二位，前进两位"),
        ("2026年3月5日", "二〇二六年三月五日"),
        ("2025、2026年，2024—2026年", "二〇二五、二〇二六年，二〇二四至二〇二六年"),
        ("2025年至2030年，2026 年", "二〇二五年至二〇三〇年，二〇二六 年"),
        ("3—5年，1-6月，5%—6%，3～5%", "三至五年，一至六月，百分之五至百分之六，百分之三至百分之五"),
        ("2个项目，2年2月，2季度，2000人，200户，2万亩", "两个项目，两年二月，二季度，两千人，二百户，两万亩"),
        ("22万人，12000户，2.5亿元，20余家，2-3个", "二十二万人，一万二千户，二点五亿元，二十余家，两至三个"),
        ("0%-1，3%—5", "百分之零至一，百分之三至五"),
        ("按1:3配套，比例为2:1", "按一比三配套，比例为二比一"),
        ("上午8:30召开，9：00前到会，8:00—12:05", "上午八点三十分召开，九点前到会，八点至十二点零五分"),
        ("任务1：3个", "任务1：3个"),
        ("超过1/3，２．３％，12,345.60元", "超过三分之一，百分之二点三，一万二千三百四十五点六零元"),
        ("105、1005、10500、100015、10010000项", "一百零五、一千零五、一万零五百、十万零一十五、一千零一万项"),
        ("0.5个、10.05、115人、15天", "零点五个、十点零五、一百一十五人、十五天"),
        ("5G基站、G318线、PM2.5、4A级、50km", "5G基站、G318线、PM2.5、4A级、50km"),
        ("县政发〔2026〕5号，拨打12345热线、119", "县政发〔2026〕5号，拨打12345热线、119"),
        ("电话0931-8888888", "电话0931-8888888"),
        ("手机13800138000，邮编743000", "手机13800138000，邮编743000"),
        ("“1+3+N”，7×24小时，11·29事件", "“1+3+N”，7×24小时，11·29事件"),
        ("119个项目，90后干部，10后来了", "一百一十九个项目，九零后干部，十后来了"),
        ("-2.3%，气温 -5度", "负百分之二点三，气温 负五度"),
        ("【待补：2026年任务】", "【待补：2026年任务】"),
        ("十四五、三个、一百", "十四五、三个、一百"),
        ("2000年来，2000年", "两千年来，二〇〇〇年"),
    ],
)  # fmt: skip
def test_figures_as_they_are_said(written, said):
    assert spoken(written) == said


@given(st.text("0123456789年月日个%.,:-—/第两至后人 G+〔〕", max_size=20))
def test_any_text_can_be_said_and_only_figures_change(text):
    assert [c for c in spoken(text) if c in "月日人〔〕G+"] == [c for c in text if c in "月日人〔〕G+"]


def sentence(*parts: tuple[str, str]) -> Sentence:
    return Sentence(tuple(Span(text, Origin("brief", ref)) for text, ref in parts))


def test_origins_stay_and_a_figure_over_two_spans_goes_to_the_first():
    block = Block((sentence(("1.", "a"), ("完成1", "b"), ("86亿元", "c"), ("，增6%。", "d")),), 3, "1.")
    made = spoken_block(block)
    assert [(span.text, span.origin and span.origin.ref) for span in made.sentences[0].spans] == [
        ("1.", "a"),
        ("完成一百八十六", "b"),
        ("亿元", "c"),
        ("，增百分之六。", "d"),
    ]


@given(st.lists(st.tuples(st.text("019年第%.个：:-", max_size=6), st.booleans()), max_size=5))
def test_spans_join_to_what_is_said(parts):
    spans = tuple(Span(text, None) for text, _ in parts)
    block = Block((Sentence(spans),))
    assert spoken_block(block).text == spoken(block.text)
