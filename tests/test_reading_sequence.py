from __future__ import annotations

import pytest

from drafter.numbering import heading_number
from drafter.reading import read
from drafter.reading.sequence import breaks
from tests.labelled import everything


def found(*paragraphs: str) -> list[str]:
    return [f"{line} {message}" for line, message in breaks(enumerate(paragraphs, 1))]


@pytest.mark.parametrize("level", [1, 2, 3, 4])
def test_numbers_that_run_on_are_fine(level):
    assert found(*(heading_number(level, n) + "抓落实" for n in range(1, 30))) == []


@pytest.mark.parametrize(
    ("paragraphs", "messages"),
    [
        (("一、甲", "三、乙"), ["2 序号跳过：“一、”后面是“三、”"]),
        (("一、甲", "一、乙"), ["2 序号重复：又是“一、”"]),
        (("一、甲", "二、乙", "一、丙"), ["3 序号倒回：“二、”后面是“一、”"]),
        (("二、甲",), ["1 序号从“二、”起，前面没有更小的"]),
        (("一、甲", "2、乙", "三、丙"), ["2 序号写法混用：“一、”后面是“2、”"]),
        (("一、甲", "二.乙"), ["2 同级序号写法不一：前面是“一、”，这里是“二.”"]),
        (("（一）甲", "(二)乙", "(三)丙"), ["2 同级序号写法不一：前面是“（一）”，这里是“(二)”"]),
        (("一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊"), []),
        (("一、甲", "（一）乙", "二、丁", "（二）戊"), ["4 序号从“（二）”起，前面没有更小的"]),
        (("1.甲", "2.乙", "1.丙"), []),
        (("要做两件事：一是查堤，三是备料。",), ["1 序号跳过：“一是”后面是“三是”"]),
        (("一是查堤；二要备料。",), ["1 序号写法混用：“一是”后面是“二要”"]),
        (("一是查堤。", "二是备料。第一，沙袋。第二，块石。三是值守。", "一是查堤。"), []),
        (("二、三产业要并进。", "一、二季度连着干。", "X、某事", "3.5亿元"), []),
        ((), []),
    ],
)
def test_what_does_not_run_on_is_named(paragraphs, messages):
    assert found(*paragraphs) == messages


@pytest.mark.parametrize("one", everything(), ids=lambda one: one.name)
def test_well_numbered_speeches_raise_no_alarm(one):
    assert list(breaks((1, block.text) for block in read(one.text).speech.blocks)) == []
