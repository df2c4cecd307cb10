"""What a sentence looks like and where it stands, as names for which weights are learned (see weights.py)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from operator import add

from drafter.numbering import Number

_FIGURE = re.compile(r"[0-9０-９]+(?:[.．][0-9]+)?|[XxＸ*]{1,4}")
_NUMERAL = re.compile("[一二三四五六七八九十百千万亿零两]{2,}|百分之")
_MARKS = "？；：“"
_STOPS = "。！？；：”"
_CLOSERS = "。！？!?；;”’）"
_LENGTHS = (6, 10, 16, 24, 36, 50, 70, 100)
_CLAUSES = (1, 2, 3, 5, 8)
_HEADS = (3, 5, 8, 12, 20)
_VOTES = (0.01, 1.4, 2.6, 4.0)


def of_text(text: str) -> set[str]:
    """Names for a sentence whose number and address are taken off.

    Its characters and pairs of neighbours stand for themselves; every other name is longer than two characters.
    """
    plain = _FIGURE.sub("0", text.strip())
    core = plain.rstrip(_CLOSERS)
    head = plain.partition("，")[0]
    clauses = plain.count("，") + plain.count("、")
    return {
        *plain,
        *map(add, plain, plain[1:]),
        *(f"^={plain[:size]}" for size in (1, 2, 3)),
        *(f"$={core[-size:]}" for size in (1, 2, 3)),
        *(f"has={mark}" for mark in _MARKS if mark in plain),
        f"head={head[-2:]}",
        f"stop={plain[-1:] if plain[-1:] in _STOPS else ''}",
        f"length={bisect_right(_LENGTHS, len(plain))}",
        f"clauses={bisect_right(_CLAUSES, clauses)}",
        f"first={bisect_right(_HEADS, len(head))}",
        f"figures={min(3, len(_FIGURE.findall(text)))}",
        f"numerals={min(3, len(_NUMERAL.findall(text)))}",
    }


def of_votes(votes: Mapping[tuple[str, str], float]) -> Iterator[str]:
    """Names for what the cues say, whichever cues they are: a cue written by hand counts like a shipped one."""
    for (_, move), total in votes.items():
        if total >= _VOTES[0]:
            yield f"cue{bisect_right(_VOTES, total)}={move}"
        elif total <= -1:
            yield f"cue-={move}"


def of_place(
    zone: str, index: tuple[int, int], block: tuple[int, int], at: tuple[int, int], number: Number | None
) -> tuple[str, ...]:
    """Names for a place.

    Args:
        zone: part of the speech (see label.py).
        index: of the sentence in the speech, and their number.
        block: index of its paragraph, and their number.
        at: index in its paragraph, and their number.
        number: at its head.
    """
    opens = at[0] == 0
    end = "only" if at[1] == 1 else "opens" if opens else "ends" if at[0] == at[1] - 1 else "inside"
    form = number and (number.form or str(number.level))
    return (
        "any=",
        f"zone={zone}",
        f"zone={zone},{opens}",
        f"from={_rounded(index[0])}",
        f"to={_rounded(index[1] - 1 - index[0])}",
        f"tenth={index[0] * 10 // index[1]}",
        f"in={end}",
        f"block={min(block[0], 3)}",
        f"blocks left={min(block[1] - 1 - block[0], 3)}",
        f"block={min(block[0], 3)},{opens},{zone}",
        *(("number=", f"number={form}", f"number={form},{opens},{at[1] == 1}") if form else ()),
    )


def _rounded(count: int) -> int:
    return max(one for one in (0, 1, 2, 3, 5, 8) if one <= count)
