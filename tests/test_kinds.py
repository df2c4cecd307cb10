"""What problems and chances come to, taken together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from drafter.brief import Fact, Pair
from drafter.writing import kinds
from drafter.writing.want import Bound

GAP, LEAK, DEBT = "护理员缺140人", "个别机构预收费没有纳入资金监管", "217户还没有签订征拆协议"


def pairs(texts: Sequence[str]) -> tuple[Pair, ...]:
    paths = [f"形势.问题[{index}]" for index in range(len(texts))]
    return tuple(Pair(path, Fact(text, path)) for path, text in zip(paths, texts, strict=True))


def told(found: Mapping[str, Bound]) -> dict[str, str]:
    return {name: "".join(span.text for span in bound) for name, bound in found.items()}


@pytest.mark.parametrize(
    ("problems", "said"),
    [
        pytest.param((GAP, LEAK, GAP), "两个是缺口，一个是漏洞|缺口要补上，漏洞要堵住", id="in their order"),
        pytest.param(
            (LEAK, DEBT, GAP), "一个是漏洞，一个是旧账，一个是缺口|漏洞要堵住，旧账要还清，缺口要补上", id="three"
        ),
        pytest.param((GAP, LEAK), "", id="too few to sort"),
        pytest.param((GAP, GAP, GAP), "", id="all of one kind"),
        pytest.param((GAP, LEAK, "群众有意见"), "", id="one of no known kind"),
    ],
)
def test_problems_are_sorted_into_kinds(problems, said):
    assert "|".join(told(kinds.problems(pairs(problems))).values()) == said


@pytest.mark.parametrize(
    ("chances", "said"),
    [
        pytest.param(("列入全省试点，补助资金1800万元", "腾出校舍23处"), "有政策、有资金、有场地", id="each once"),
        pytest.param(("列入全省试点",), "", id="one alone"),
        pytest.param(("列入全省试点", "天气转好"), "", id="one that gives nothing known"),
    ],
)
def test_chances_are_told_by_what_they_give(chances, said):
    assert told(kinds.chances(pairs(chances))).get("条件列", "") == said


def test_how_they_were_sorted_is_kept():
    [span] = kinds.problems(pairs((GAP, LEAK, GAP)))["问题分类"]
    assert span.origin and span.origin.kind == "derived" and span.origin.ref == "形势.问题：1缺口；2漏洞；3缺口"
