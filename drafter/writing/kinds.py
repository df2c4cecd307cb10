"""What the problems and the chances of a brief come to, taken together: two gaps and a leak; money, room, a helper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from drafter import numbering
from drafter.brief import Pair
from drafter.writing.forms import derived
from drafter.writing.matching import word_lists
from drafter.writing.want import Bound

_FEWEST, _KINDS = 3, (2, 3)  # problems worth sorting, and into how many kinds
_CHANCES, _MOST = 2, 4  # kinds of chances worth naming together, and how many one can follow


def problems(pairs: Sequence[Pair]) -> dict[str, Bound]:
    """问题分类 (三个是缺口，一个是漏洞) and 分类要求 (缺口要补上，漏洞要堵住).

    Empty: there are few problems, or one of no known kind. Kinds are those of 问题类 in matching.yaml, the first that
    has a word of the problem; they stand in the order in which the brief comes to them.
    """
    table: Mapping[str, Mapping[str, Sequence[str]]] = word_lists()["问题类"]
    kinds = [_kind(pair.text.text, {name: one["词"] for name, one in table.items()}) for pair in pairs]
    counted = Counter(kinds)
    if len(pairs) < _FEWEST or "" in counted or len(counted) not in _KINDS:
        return {}
    how = "形势.问题：" + "；".join(f"{index}{kind}" for index, kind in enumerate(kinds, 1))
    parts = "，".join(f"{_number(count)}是{kind}" for kind, count in counted.items())
    asked = "，".join(f"{kind}要{table[kind]['要'][0]}" for kind in counted)
    return {"问题分类": (derived(parts, how),), "分类要求": (derived(asked, how),)}


def chances(pairs: Sequence[Pair]) -> dict[str, Bound]:
    """条件列 (有政策、有资金、有场地): what the chances give; empty: fewer than two kinds, or one of none."""
    table: Mapping[str, Sequence[str]] = word_lists()["机遇类"]
    found = [[name for name, words in table.items() if any(word in pair.text.text for word in words)] for pair in pairs]
    kinds = list(dict.fromkeys(name for names in found for name in names))
    if not all(found) or not _CHANCES <= len(kinds) <= _MOST:
        return {}
    how = "形势.机遇：" + "；".join(f"{index}{'、'.join(names)}" for index, names in enumerate(found, 1))
    return {"条件列": (derived("、".join(f"有{name}" for name in kinds), how),)}


def _kind(text: str, table: Mapping[str, Sequence[str]]) -> str:
    return next((name for name, words in table.items() if any(word in text for word in words)), "")


def _number(count: int) -> str:
    return ("两" if count == 2 else numbering.chinese(count)) + "个"
