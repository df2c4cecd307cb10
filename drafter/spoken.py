"""Figures as they are said: 186.4亿元 → 一百八十六点四亿元, 6.1% → 百分之六点一, 2026年 → 二〇二六年.

What is no figure but a name stays as it is: 5G, G318, 〔2026〕5号, telephone numbers, 12345热线, “1+3+N”.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from drafter import compiled, files, numbering
from drafter.speech import Block, Sentence, Span

_WIDE = str.maketrans("０１２３４５６７８９％", "0123456789%")
_DIGITS = "〇一二三四五六七八九"
_SEP = r"[—–~～-]{1,2}"
_N = r"\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_LARGEST = 10**16
_HAN = re.compile(r"[\u3400-\u9fff]")
Found = tuple[int, int, str]  # characters [start, end) of the text, and what is said for them


def integer(n: int) -> str:
    """A whole number as it is said: 两千零五, 一万二千, 十万零一十五.

    Args:
        n: 0 to 9999 9999 9999 9999.
    """
    said = _groups(n)
    return said.replace("二", "两", 1) if re.match("二[千万亿]", said) else said


def _groups(n: int) -> str:
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if n >= size:
            high, low = divmod(n, size)
            gap = "零" if low and low < size // 10 else ""
            rest = _groups(low) if low else ""
            return _groups(high) + name + gap + (f"一{rest}" if rest.startswith("十") else rest)
    return numbering.chinese(n)


def number(text: str) -> str:
    """Digits, thousands commas and a decimal point as they are said: 1,234.05 → 一千二百三十四点零五."""
    whole, _, decimals = text.replace(",", "").partition(".")
    said = integer(int(whole))
    return f"{said}点{''.join(numbering.chinese(int(digit)) for digit in decimals)}" if decimals else said


def spoken(text: str) -> str:
    """A text with its figures as they are said; everything else stays, character for character."""
    for start, end, said in reversed(list(_figures(text))):
        text = text[:start] + said + text[end:]
    return text


def spoken_block(block: Block) -> Block:
    """A block with its figures as they are said; its number and its holes stay, spans keep their origins."""
    made = []
    for index, sentence in enumerate(block.sentences):
        kept = len(block.number) if not index else 0
        made.append(_sentence(sentence, kept))
    return replace(block, sentences=tuple(made))


def _sentence(sentence: Sentence, kept: int) -> Sentence:
    """One sentence; what is said for characters of several spans goes to the first of them."""
    found = [one for one in _figures(sentence.text) if one[0] >= kept]
    spans: list[Span] = []
    start = 0
    for span in sentence.spans:
        end = start + len(span.text)
        spans.append(span if span.hole else replace(span, text=_part(sentence.text, start, end, found)))
        start = end
    return replace(sentence, spans=tuple(spans)) if found else sentence


def _part(text: str, start: int, end: int, found: list[Found]) -> str:
    """What is said for the characters [start, end) of a text."""
    said, at = "", start
    for left, right, words in found:
        if right <= start or left >= end:
            continue
        if left >= start:
            said += text[at:left] + words
        at = min(right, end)
    return said + text[at:end]


def _figures(text: str) -> Iterator[Found]:
    """Every figure of a text and how it is said, in order."""
    plain = text.translate(_WIDE)
    plain = re.sub(r"(?<=\d)．(?=\d)", ".", plain)
    for match in _pattern().finditer(plain):
        said = _SAY[str(match.lastgroup)](match, plain)
        if said:
            yield match.start(), match.end(), said


@cache
def _words() -> dict[str, Any]:
    return compiled.lists(files.shipped("templates") / "lists" / "figures.yaml")


@cache
def _pattern() -> re.Pattern[str]:
    """Every kind of figure, the first that fits wins; the names of the groups are the keys of _SAY."""
    time, year, many = r"\d{1,2}[:：][0-5]\d", r"(?:1[89]|2[01])\d\d", f"(?:{_N})"
    listed = "|".join(_words()["照写"])
    before = "|".join(_words()["号码前"])
    after = "|".join(_words()["号码后"])
    kinds = (
        ("stays", r"【[^】]*】"),
        ("stays", r"[〔\[［（(](?:19|20)\d\d[〕\]］）)]\s*\d+"),  # 〔2026〕5号
        ("stays", r"\d{3,4}-\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)"),  # telephones
        ("stays", rf"(?:{before})[是为：:]?\d{{5,}}|\d{{5,}}(?={after})"),
        ("stays", rf"(?<!\d)(?:{listed})(?![\d,.%余多万亿个家人户名件项次]|年|天|亩|吨|公里|平方|元)"),
        ("stays", r"[A-Za-z][A-Za-z.-]*\d[\w.]*|\d[\d.,]*[A-Za-z][A-Za-z0-9]*"),  # G318, PM2.5, 5G
        ("stays", r"\d+(?:\.\d+){2,}|\d+(?:/\d+){2,}|\d+-\d+-\d+|\d+·\d+"),  # 2026.3.5, 11·29
        ("stays", r"[\dA-Za-z]+(?:[+＋×*][\dA-Za-z]+)+"),  # 1+3+N, 7×24
        ("stays", r"(?<![\d.])0\d+(?!\.)"),  # 0931
        ("times", rf"(?<!\d){time}(?:{_SEP}|[至到]){time}(?!\d)"),
        ("time", rf"(?<!\d){time}(?![\d:：])"),
        ("ratio", rf"{many}[:：]{many}(?![:：])"),
        ("years", rf"(?<!\d){year}(?:{_SEP}){year}(?=年)"),
        ("year", rf"(?<![\d.,]){year}(?= ?年(?!来|以来|历史))"),
        ("year", rf"(?<![\d.,]){year}(?=(?:年?[、至到和]{year})+年)"),
        ("range", rf"(?<![\d-]){many}[%‰]?(?:{_SEP}){many}[%‰]?(?!{_SEP}\d)"),
        ("share", rf"(?:(?<![\d%A-Za-z])[-−])?{many}[%‰]"),
        ("fraction", r"(?<!\d)\d{1,3}/\d{1,4}(?!\d)"),
        ("decade", r"(?<!\d)[05-9]0(?=后(?![来续方期备勤]))"),
        ("ordinal", rf"第{many}"),
        ("minus", rf"(?<![\d%A-Za-z\u3400-\u9fff])[-−]{many}"),
        ("plain", many),
    )
    names = dict.fromkeys(name for name, _ in kinds)
    grouped = {name: "|".join(pattern for kind, pattern in kinds if kind == name) for name in names}
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in grouped.items()))


def _split(text: str, marks: str) -> list[str]:
    return re.split(marks, text, maxsplit=1)


def _digitwise(digits: str) -> str:
    return "".join(_DIGITS[int(digit)] for digit in digits)


def _clock(text: str) -> str:
    hours, minutes = _split(text, "[:：]")
    tail = "" if minutes == "00" else f"{'零' if minutes[0] == '0' else ''}{integer(int(minutes))}分"
    return f"{integer(int(hours))}点{tail}"


def _times(match: re.Match[str], _: str) -> str:
    return "至".join(map(_clock, _split(match[0], f"{_SEP}|[至到]")))


def _time(match: re.Match[str], text: str) -> str:
    words = _words()
    before = text[: match.start()].rstrip("（( ").endswith(tuple(words["时刻前"]))
    if before or text.startswith(tuple(words["时刻后"]), match.end()):
        return _clock(match[0])
    return _ratio(match, text)


def _ratio(match: re.Match[str], text: str) -> str:
    if "：" in match[0] and _HAN.match(text, match.end()):
        return ""  # 任务1：3个
    return "比".join(_amount(part, "") for part in _split(match[0], "[:：]"))


def _years(match: re.Match[str], _: str) -> str:
    return "至".join(map(_digitwise, _split(match[0], _SEP)))


def _range(match: re.Match[str], text: str) -> str:
    low, high = _split(match[0], _SEP)
    values = [float(part.rstrip("%‰").replace(",", "")) for part in (low, high)]
    if values[0] >= values[1] or max(values) >= _LARGEST:
        return ""
    after = text[match.end() :]
    if high[-1] in "%‰":
        return "至".join(_share_of(part if part[-1] in "%‰" else part + high[-1]) for part in (low, high))
    if low[-1] in "%‰":  # 3%-5: only the first is a share
        return f"{_share_of(low)}至{_amount(high, after)}"
    return f"{_amount(low, after)}至{_amount(high, after)}"


def _share_of(text: str) -> str:
    return ("百分之" if text[-1] == "%" else "千分之") + number(text[:-1])


def _share(match: re.Match[str], _: str) -> str:
    below = match[0][0] in "-−"
    return "负" * below + _share_of(match[0].lstrip("-−"))


def _fraction(match: re.Match[str], _: str) -> str:
    upper, lower = map(int, match[0].split("/"))
    return f"{integer(lower)}分之{integer(upper)}" if 0 < upper < lower else ""


def _ordinal(match: re.Match[str], _: str) -> str:
    return "第" + _amount(match[0][1:], "")


def _plain(match: re.Match[str], text: str) -> str:
    digits = match[0].partition(".")[0].replace(",", "")
    after = text[match.end() :]
    if int(digits) >= _LARGEST or (len(digits) > 6 and "," not in match[0] and not _HAN.match(after)):
        return ""
    return _amount(match[0], after)


def _amount(digits: str, after: str) -> str:
    """A number before a word: 2个 is 两个, 2月 is 二月, a 2 before nothing is 二."""
    if digits != "2":
        return number(digits)
    return "两" if _HAN.match(after) and not after.startswith(tuple(_words()["二"])) else "二"


_SAY: dict[str, Callable[[re.Match[str], str], str]] = {
    "stays": lambda match, text: "",
    "times": _times,
    "time": _time,
    "ratio": _ratio,
    "years": _years,
    "year": lambda match, text: _digitwise(match[0]),
    "range": _range,
    "share": _share,
    "fraction": _fraction,
    "decade": lambda match, text: _digitwise(match[0]).replace("〇", "零"),
    "ordinal": _ordinal,
    "minus": lambda match, text: "负" + number(match[0][1:]),
    "plain": _plain,
}
