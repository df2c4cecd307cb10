"""The values of a layout: lengths, sizes of type, lines, faces. Each reader raises ValueError in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from drafter.errors import suggestion
from drafter.word.layout import mm, pt

Reader: TypeAlias = Callable[[str], Any]

# 字号 in points, as Word and WPS have them
SIZES = {
    "初号": 42, "小初": 36, "一号": 26, "小一": 24, "二号": 22, "小二": 18, "三号": 16, "小三": 15,
    "四号": 14, "小四": 12, "五号": 10.5, "小五": 9, "六号": 7.5, "小六": 6.5, "七号": 5.5, "八号": 5,
}  # fmt: skip
_UNITS = {"mm": mm, "毫米": mm, "cm": lambda n: mm(10 * n), "厘米": lambda n: mm(10 * n), "磅": pt, "pt": pt}
_AMOUNT = re.compile(r"(-?\d+(?:\.\d+)?)\s*(\S*)")
ALIGNS = {"左": "left", "居中": "center", "右": "right", "两端": "both"}
PLACES = {"外侧": "outside", "居中": "center", "右": "right"}
YES, NO = ("是", "有"), ("否", "无")


def _amount(text: str, example: str) -> tuple[float, str]:
    found = _AMOUNT.fullmatch(text)
    if not found:
        raise ValueError(f"“{text}”不是长度，要写数字和单位，如 {example}")
    return float(found[1]), found[2]


def _twips(text: str, example: str, units: str) -> int:
    number, unit = _amount(text, example)
    if unit not in _UNITS:
        raise ValueError(f"“{text}”的单位要用 {units}，如 {example}")
    return int(_UNITS[unit](number))


def length(low: int, high: int) -> Reader:
    """A length between two bounds in millimetres, in twips."""

    def read(text: str) -> int:
        found = _twips(text, "37mm", "mm、cm 或 磅")
        if not mm(low) <= found <= mm(high):
            raise ValueError(f"“{text}”要在 {low}mm 到 {high}mm 之间")
        return found

    return read


def spacing(text: str) -> int:
    """Space between characters in twips, up to five points either way."""
    found = _twips(text, "-0.25磅", "磅")
    if abs(found) > pt(5):
        raise ValueError(f"“{text}”要在 -5磅 到 5磅 之间")
    return found


def size(text: str) -> float:
    """Size of type in points: 三号, 16磅, 16."""
    if text in SIZES:
        return SIZES[text]
    found = _AMOUNT.fullmatch(text)
    if not found or found[2] not in ("磅", "pt", ""):
        raise ValueError(f"“{text}”不是字号，要写 三号、小二 等，或 16磅{suggestion(text, SIZES)}")
    if not 5 <= float(found[1]) <= 72 or float(found[1]) * 2 % 1:
        raise ValueError(f"“{text}”要在 5磅 到 72磅 之间，最多带半磅")
    return float(found[1])


def leading(text: str) -> tuple[str, float]:
    """Height of a line: (行, lines of the page), (磅, points) or (倍, times what the font asks)."""
    if text == "单倍":
        return "倍", 1
    number, unit = _amount(text, "28.95磅")
    if unit not in ("行", "磅", "倍"):
        raise ValueError(f"“{text}”的单位要用 行（版心高除以行数）、磅 或 倍，如 28.95磅")
    low, high = (5, 150) if unit == "磅" else (0.5, 5)
    if not low <= number <= high:
        raise ValueError(f"“{text}”要在 {low:g}{unit} 到 {high:g}{unit} 之间")
    return unit, number


def gap(text: str) -> tuple[str, float]:
    """Space above a paragraph: (行, lines of the page) or (磅, points)."""
    number, unit = _amount(text, "1行")
    if unit not in ("行", "磅"):
        raise ValueError(f"“{text}”的单位要用 行 或 磅，如 1行")
    if not 0 <= number <= (5 if unit == "行" else 150):
        raise ValueError(f"“{text}”要在 0 到 5行（150磅）之间")
    return unit, number


def indent(text: str) -> int:
    """First-line indent in characters."""
    found = re.fullmatch(r"([0-8])字?", text)
    if not found:
        raise ValueError(f"“{text}”要写几个字，0字 到 8字，如 2字")
    return int(found[1])


def whole(low: int, high: int, otherwise: str = "") -> Reader:
    """A whole number, or None for the word `otherwise`."""

    def read(text: str) -> int | None:
        if otherwise and text == otherwise:
            return None
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise ValueError(f"“{text}”要写 {low} 到 {high} 的整数" + (f"，或 {otherwise}" if otherwise else ""))
        return int(text)

    return read


def choice(known: dict[str, str]) -> Reader:
    """One of some words, as what it stands for."""

    def read(text: str) -> str:
        if text not in known:
            raise ValueError(f"“{text}”不行，只能写 {'、'.join(known)}{suggestion(text, known)}")
        return known[text]

    return read


def yes(text: str) -> bool:
    """是 or 否 (有 or 无)."""
    if text not in YES + NO:
        raise ValueError(f"“{text}”不行，只能写 是 或 否")
    return text in YES


def face(text: str) -> str:
    """Name of a face."""
    if not 0 < len(text) <= 31:  # ISO/IEC 29500-1, 17.3.2.26 keeps the 31 of LOGFONT
        raise ValueError("字体名要写 1 到 31 个字")
    return text


def colour(text: str) -> str:
    """Six hexadecimal digits, or empty for 无."""
    if text == "无":
        return ""
    if not re.fullmatch("[0-9A-Fa-f]{6}", text):
        raise ValueError(f"“{text}”不是颜色，要写六位十六进制数，如 FFE699，或 无")
    return text.upper()


def number_form(text: str) -> str:
    """How a page number is written, its figure as 1; empty for 无."""
    if text == "无":
        return ""
    if text.count("1") != 1 or len(text) > 20:
        raise ValueError(f"“{text}”里要有一个 1（页数的位置），如 — 1 —；不要页码写 无")
    return text
