"""Sibling headings and the mould they share."""

import pytest

from drafter.mining.frames import moulds
from drafter.speech import Block, Sentence, Source, Span, Speech


def heading(text: str, level: int = 1) -> Block:
    return Block((Sentence((Span(text),), "three_opinions", "heading", Source("a.txt", 1, 0, len(text), text)),), level)


def found(*headings: Block) -> list[tuple[str, tuple[tuple[str, ...], ...]]]:
    return [(mould.text, mould.fills) for mould in moulds(Speech(blocks=headings))]


@pytest.mark.parametrize(
    ("headings", "mould", "fills"),
    [
        pytest.param(
            ("一、思想认识必须再提高", "二、工作任务必须再落细", "三、责任担当必须再靠实"),
            "{{ 名 }}必须再{{ 补 }}",
            (("思想认识", "提高"), ("工作任务", "落细"), ("责任担当", "靠实")),
            id="middle",
        ),
        pytest.param(
            ("一、项目就是发展硬核。", "二、营商环境就是竞争力。", "三、作风就是生命线。"),
            "{{ 名 }}就是{{ 补 }}",
            (("项目", "发展硬核"), ("营商环境", "竞争力"), ("作风", "生命线")),
            id="full stop",
        ),
        pytest.param(
            ("——主要指标要分类施策", "——项目建设要靶向发力"),
            None,
            (),
            id="two headings share too little",
        ),
        pytest.param(
            ("——主要指标要分类施策", "——项目建设要靶向发力", "——招商引资要重点突破"),
            "{{ 名 }}要{{ 补 }}",
            (("主要指标", "分类施策"), ("项目建设", "靶向发力"), ("招商引资", "重点突破")),
            id="a word is not cut open",
        ),
        pytest.param(
            ("一、转作风，就是要业绩亮得出", "二、转作风，就是要短板补得上"),
            "转作风，就是要{{ 补 }}",
            (("业绩亮得出",), ("短板补得上",)),
            id="end",
        ),
        pytest.param(
            ("首先，思想认识必须再提高。", "其次，工作任务必须再落细。", "再次，责任担当必须再靠实。"),
            "{{ 名 }}必须再{{ 补 }}",
            (("思想认识", "提高"), ("工作任务", "落细"), ("责任担当", "靠实")),
            id="words count",
        ),
        pytest.param(("一、强化政策导向", "二、打造办事平台", "三、改善生态环境"), None, (), id="nothing in common"),
    ],
)
def test_moulds(headings, mould, fills):
    assert found(*map(heading, headings)) == ([(mould, fills)] if mould else [])


def test_headings_of_different_parents_are_no_siblings():
    one, other = heading("（一）项目必须再提速", 2), heading("（一）作风必须再提速", 2)
    assert found(heading("一、抓经济", 1), one, heading("二、转观念", 1), other) == []


def test_a_mould_that_holds_a_slogan_is_held_back():
    (mould,) = moulds(Speech(blocks=(heading("一、清醒认识“双城联动”的意义"), heading("二、清醒把握“双城联动”的态势"))))
    assert mould.reasons == ("引语「“双城联动”」",)


def test_half_a_sentence_waits():
    half = Speech(blocks=tuple(map(heading, ("决不因困难退", "决不因得失动", "决不因人少停"))))
    assert [mould.reasons for mould in moulds(half)] == [("只有半句话",)]
    whole = Speech(blocks=tuple(map(heading, ("决不因事小而不为", "决不因路远而不去"))))
    assert [mould.reasons for mould in moulds(whole)] == [()]
