"""What a sentence looks like and where it stands, as names for which weights are learned (see weights.py)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache

from drafter.pieces import pieces

_FIGURE = re.compile(r"[0-9０-９]+(?:[.．][0-9]+)?|[XxＸ*]{1,4}")
_NUMERAL = re.compile("[一二三四五六七八九十百千万亿零两]{2,}|百分之")
_MARKS = "？；：“"
_STOPS = "。！？；：”"
_CLOSERS = "。！？!?；;”’）"
_LENGTHS = (6, 10, 16, 24, 36, 50, 70, 100)
_CLAUSES = (1, 2, 3, 5, 8)
_HEADS = (3, 5, 8, 12, 20)
_VOTES = (0.01, 1.4, 2.6, 4.0)
_CLASSES = {name: [f"{name}={at}" for at in range(9)] for name in ("length", "clauses", "first", "figures", "numerals")}


def of_text(text: str) -> set[str]:
    """Names for a sentence whose number and address are taken off.

    Its characters and pairs of neighbours stand for themselves; every other name is longer than two characters.
    """
    said, others = of_form(text)
    return {*pieces(said), *others}


def of_form(text: str) -> tuple[str, list[str]]:
    """The sentence with one figure for all figures and masks, and all names but its characters and their pairs."""
    said, figures = _FIGURE.subn("0", text.strip())
    core = said.rstrip(_CLOSERS)
    head = said.partition("，")[0]
    end = said[-1:]
    return said, [
        "^=" + said[:1],
        "^=" + said[:2],
        "^=" + said[:3],
        "$=" + core[-1:],
        "$=" + core[-2:],
        "$=" + core[-3:],
        "head=" + head[-2:],
        *("has=" + mark for mark in _MARKS if mark in said),
        "stop=" + end if end in _STOPS else "stop=",
        _CLASSES["length"][bisect_right(_LENGTHS, len(said))],
        _CLASSES["clauses"][bisect_right(_CLAUSES, said.count("，") + said.count("、"))],
        _CLASSES["first"][bisect_right(_HEADS, len(head))],
        _CLASSES["figures"][min(3, figures)],
        _CLASSES["numerals"][min(3, len(_NUMERAL.findall(said)))],
    ]


def of_votes(votes: Mapping[tuple[str, str], float]) -> tuple[str, ...]:
    """Names for what the cues say, whichever cues they are: a cue written by hand counts like a shipped one."""
    return tuple(_voted(move, total) for (_, move), total in votes.items() if total >= _VOTES[0] or total <= -1)


@lru_cache(maxsize=4096)
def _voted(move: str, total: float) -> str:
    return f"cue{bisect_right(_VOTES, total)}={move}" if total > 0 else f"cue-={move}"


def of_place(
    zone: str, index: tuple[int, int], block: tuple[int, int], at: tuple[int, int], form: str
) -> tuple[str, ...]:
    """Names for a place.

    Args:
        zone: part of the speech (see label.py).
        index: of the sentence in the speech, and their number.
        block: index of its paragraph, and their number.
        at: index in its paragraph, and their number.
        form: of the number at its head, or its level; empty: there is none.
    """
    opens, alone = at[0] == 0, at[1] == 1
    end = "only" if alone else "opens" if opens else "ends" if at[0] == at[1] - 1 else "inside"
    left = (index[1] - 1 - index[0], min(block[1] - 1 - block[0], 3))
    tenth = index[0] * 10 // index[1]
    return _of_place(zone, end, (_rounded(index[0]), _rounded(left[0]), tenth), (min(block[0], 3), left[1]), form)


@lru_cache(maxsize=8192)
def _of_place(zone: str, end: str, index: tuple[int, int, int], block: tuple[int, int], form: str) -> tuple[str, ...]:
    opens, alone = end in ("only", "opens"), end == "only"
    return (
        "any=",
        f"zone={zone}",
        f"zone={zone},{opens}",
        f"from={index[0]}",
        f"to={index[1]}",
        f"tenth={index[2]}",
        f"in={end}",
        f"block={block[0]}",
        f"blocks left={block[1]}",
        f"block={block[0]},{opens},{zone}",
        *(("number=", f"number={form}", f"number={form},{opens},{alone}") if form else ()),
    )


def _rounded(count: int) -> int:
    return count if count < 4 else 3 if count < 5 else 5 if count < 8 else 8
