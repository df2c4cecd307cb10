"""Amounts read from a text: how many of what, and how a sum of them is said."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter.amounts import amounts, name_of, tenths, thing_of, told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            "营业收入8.5亿元、利润总额4800万元", [("850000000", "元"), ("48000000", "元")], id="ten thousands"
        ),
        pytest.param("入驻率达到90％", [("90", "%")], id="a wide per cent sign"),
        pytest.param("第3位，4月15日前，2026年", [], id="ordinals and dates"),
        pytest.param("3个月内办结12件", [("3", "个月"), ("12", "件")], id="months are no pieces"),
        pytest.param("村医62岁以上的占三成", [], id="an age counts nothing"),
    ],
)
def test_what_counts_and_in_which_unit(text, found):
    assert [(str(one.value.normalize().quantize(Decimal(1))), one.unit) for one in amounts(text)] == found


@pytest.mark.parametrize(
    ("text", "exact"), [("约1800人", False), ("3万多元", False), ("60余户", False), ("5户以上", True)]
)
def test_what_is_only_about_so_many(text, exact):
    [one] = amounts(text)
    assert one.exact is exact


@pytest.mark.parametrize(
    ("text", "name", "thing"),
    [
        ("2026年规模以上工业总产值突破340亿元", "规模以上工业总产值", ""),
        ("年底亩均税收提高到11万元", "亩均税收", ""),
        ("全年实施重点项目128个", "重点项目", ""),
        ("126个摊位只租出去", "", "摊位只租出去"),
        ("新增规模以上工业企业12户", "新增规模以上工业企业", ""),
    ],
)
def test_what_an_amount_is_the_figure_of(text, name, thing):
    [one] = amounts(text)
    assert (name_of(text, one), thing_of(text, one)) == (name, thing)


@given(st.integers(1, 10**9), st.sampled_from(["元", "户", "件", "亩"]))
def test_a_sum_said_is_read_as_what_it_was(number, unit):
    rounded = Decimal(f"{number:.3g}") if number > 100 else Decimal(number)  # two decimals are said
    [one] = amounts(told(rounded, unit))
    assert abs(one.value - rounded) <= rounded / 100 and one.unit == unit


@pytest.mark.parametrize(
    ("share", "words"),
    [
        ("0.603", "六成"),
        ("0.372", "近四成"),
        ("0.34", "三分之一"),
        ("0.75", "四分之三"),
        ("0.36", "三成多"),
        ("0.98", "全部"),
    ],
)
def test_shares_are_said_as_people_say_them(share, words):
    assert tenths(Decimal(share)) == words
