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
        ("一 、抓项目", Number("一 、", 1, 1)),
        ("二丶抓项目", Number("二丶", 1, 2)),
        ("—、抓项目", Number("—、", 1, 1)),
        ("一、2023年工作回顾", Number("一、", 1, 1)),
        ("1.2024年目标", Number("1.", 3, 1)),
        ("第二部分　工作安排", Number("第二部分", 1, 2)),
        ("（ 三 ）抓项目", Number("（ 三 ）", 2, 3)),
        ("二）抓项目", Number("二）", 2, 2)),
        ("㈡抓项目", Number("㈡", 2, 2)),
        ("⒊抓项目", Number("⒊", 3, 3)),
        ("⑷抓项目", Number("⑷", 4, 4)),
        ("第二件事，活要干实。", Number("第二件事，", 0, 2, "第")),
        ("头一桩，修路。", Number("头一桩，", 0, 1, "第")),
        ("其二，把书读进去。", Number("其二，", 0, 2, "第")),
        ("●抓项目", Number("●", 0, 0, "—")),
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
        *(
            "（一审）判决",
            "一方面，要",
            "十分重要",
            "一是一、二是二",
            "第一、第二产业",
            "第一季度，全县",
            "第一部分内容",
        ),
        *("1.5亿元", "其实，", "其中，", "头一天，", "首先，思想要紧。", "一靠宣传。", "先说课堂。"),
    ],
)
def test_other_heads_are_no_numbers(text):
    assert numbering.parse(text) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("首先，思想要紧。", Number("首先，", 0, 1, "第")),
        ("其次是行动要快。", Number("其次是", 0, 2, "第")),
        ("最后，纪律要严。", Number("最后，", 0, 0, "第")),
        ("一靠宣传。", Number("一靠", 0, 1, "动")),
        ("先说课堂。", Number("", 0, 1, "说")),
        ("最后说说我们自己。", Number("", 0, 0, "说")),
        ("二 抓招商", Number("二", 1, 2)),
        ("2 抓招商", Number("2", 3, 2)),
    ],
)
def test_a_word_that_may_count(text, number):
    assert numbering.word(text) == numbering.counted(text) == number
    assert numbering.parse(text) is None


@pytest.mark.parametrize(
    "text", ["", "最后，祝大家健康！", "最后，让我们", "先说得好", "一查。", "一直", "2 0亿元", "再好也不行"]
)
def test_other_words_do_not_count(text):
    assert numbering.word(text) is None


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
