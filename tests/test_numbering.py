import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import numbering
from drafter.numbering import Number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("一、思想认识必须再提高", Number("一、", 1, 1)),
        ("十二、抓落实", Number("十二、", 1, 12)),
        ("（二）要聚精会神抓产业", Number("（二）", 2, 2)),
        ("(一)按下项目建设“快进键”", Number("(一)", 2, 1)),
        ("3.强化保障", Number("3.", 3, 3)),
        ("３．强化保障", Number("３．", 3, 3)),
        ("X.以项目稳增长。", Number("X.", 3, 0)),
        ("**.以项目稳增长。", Number("**.", 3, 0)),
        ("（4）兑现奖惩", Number("（4）", 4, 4)),
        ("②兑现奖惩", Number("②", 4, 2)),
        ("一是挂图作战抢进度。", Number("一是", 0, 1, "是")),
        ("五要保障正常运转，", Number("五要", 0, 5, "要")),
        ("第三，狠抓落实。", Number("第三，", 0, 3, "第")),
        ("——主要指标要分类施策促完成。", Number("——", 0, 0, "—")),
    ],
)
def test_a_number_is_read_off_the_head_of_a_line(text, number):
    assert numbering.parse(text) == number


@pytest.mark.parametrize(
    "text",
    [
        *("", "同志们：", "一季度经济", "第一季度增长", "第一时间上报", "2.3%的增速"),
        *("2024年", "一、二季度"),
        *("二、三产业增加值", "一要求就改", "X个部门", "X 月 X 号"),
        *("（一审）判决", "一方面，要", "十分重要"),
    ],
)
def test_other_heads_are_no_numbers(text):
    assert numbering.parse(text) is None


@pytest.mark.parametrize(
    ("n", "text"),
    [
        *((1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (21, "二十一")),
        *((105, "一百零五"), (110, "一百一十"), (1001, "一千零一")),
    ],
)
def test_chinese_numerals(n, text):
    assert numbering.chinese(n) == text


@given(st.integers(1, 999))
def test_a_chinese_numeral_has_its_value(n):
    assert numbering.number_value(numbering.chinese(n)) == n


@given(st.integers(1, 4), st.integers(1, 99))
def test_a_heading_number_is_read_back(level, n):
    text = numbering.heading_number(level, n)
    assert numbering.parse(text + "抓项目") == Number(text, level, n)


@given(st.sampled_from("是要第"), st.integers(1, 99))
def test_an_item_number_is_read_back(form, n):
    text = numbering.item(n, form)
    assert numbering.parse(text + "抓项目") == Number(text, 0, n, form)


def test_formats():
    assert [numbering.heading_number(level, 2) for level in (1, 2, 3, 4)] == ["二、", "（二）", "2.", "（2）"]
    assert [numbering.item(1, form) for form in ("是", "要", "第", "—")] == ["一是", "一要", "第一，", "——"]
    assert [numbering.item_level(above) for above in range(5)] == [2, 2, 3, 4, 4]


@given(st.text(max_size=20))
def test_any_text_can_be_asked(text):
    number = numbering.parse(text)
    assert number is None or text.startswith(number.text)
