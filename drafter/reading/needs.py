"""What a text must hold for a pattern to be found in it: most of a hundred cues need not be tried on a sentence."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

_PARSER: Any = getattr(re, "_parser", None) or importlib.import_module("sre_parse")  # its place until Python 3.10
MOST = 400  # pieces; a pattern with more is cheaper to try than to think about
_FIRST = re.compile(r"\^?\]?")  # in [...]: a bracket that comes first is itself meant
Needs: TypeAlias = "frozenset[str] | None"


def needs_of_words(words: Iterable[str]) -> frozenset[str]:
    """Pieces (see pieces.py) of which a text that holds any of the words holds one."""
    return frozenset(word[:2] for word in words)


def needs(pattern: re.Pattern[str]) -> Needs:
    """Pieces of which a text in which the pattern is found holds one; None: nothing can be said.

    Law: pattern.search(text) implies needs(pattern) & pieces(text), or needs(pattern) is None.
    """
    if pattern.flags & (re.IGNORECASE | re.VERBOSE):
        return None
    found = _of_sequence(_PARSER.parse(pattern.pattern))
    return found if found and len(found) <= MOST else None


def alternatives(pattern: str) -> Iterator[str]:
    """The parts of "a|b|c", each a pattern of its own; law: one of them is found where the whole is found."""
    start, depth, at, listed = 0, 0, 0, False
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif listed:
            listed = char != "]"
        elif char == "[":
            listed = True
            at += len(_FIRST.match(pattern, at + 1)[0])  # type: ignore[index]
        elif char in "()":
            depth += 1 if char == "(" else -1
        elif char == "|" and not depth:
            yield pattern[start:at]
            start = at + 1
        at += 1
    yield pattern[start:]


def _of_sequence(items: Sequence[Any]) -> Needs:
    """The best of what the items of a sequence need: pairs before characters, few before many."""
    return min((one for one in _choices(items) if one), key=_cost, default=None)


def _choices(items: Sequence[Any]) -> Iterator[Needs]:
    before = ""
    for op, value in items:
        name = str(op)
        if name == "LITERAL":
            yield frozenset([before + chr(value)])
            before = chr(value)
            continue
        before = ""
        if name == "BRANCH":
            yield _of_branches(value[1])
        elif name == "SUBPATTERN" and not value[1]:  # no flags of its own
            yield _of_sequence(value[-1])
        elif name in ("MAX_REPEAT", "MIN_REPEAT") and value[0]:
            yield _of_sequence(value[2])
        elif name == "IN":
            yield _of_class(value)


def _of_branches(branches: Sequence[Any]) -> Needs:
    found: set[str] = set()
    for branch in branches:
        one = _of_sequence(branch)
        if not one:
            return None
        found |= one
    return frozenset(found)


def _of_class(items: Sequence[Any]) -> Needs:
    """The characters of [...] where they are listed one by one."""
    return frozenset(chr(value) for _, value in items) if all(str(op) == "LITERAL" for op, _ in items) else None


def _cost(one: frozenset[str]) -> tuple[int, int]:
    return sum(1 if len(piece) > 1 else 12 for piece in one), len(one)
