"""Sibling headings → the mould they were cast in: 思想认识必须再提高 / 工作任务必须再落细 → {{ 名 }}必须再{{ 补 }}."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafter import numbering
from drafter.facts import find_facts
from drafter.segment import ENDS
from drafter.speech import Sentence, Speech

GAPS = ("名", "补", "补二")  # variables of a mould, in order
LONGEST_FILL = 12
_ITEM = 5  # level of items inside a paragraph: three at least make a row
_MARKS = "，、"
_LINKS = "要以促抓是为在上中能必先再不"  # characters that may hold a mould together on their own
_QUOTE = re.compile("[“”]")
_HANGS = re.compile("(?:因|把|将|被|对|向|第一|作为|不为)$")  # 决不因{{ 补 }}: all share half a sentence


@dataclass(frozen=True, slots=True)
class Mould:
    """What sibling headings share, and what each put in between."""

    text: str
    fills: tuple[tuple[str, ...], ...]  # one row a heading, one column a variable
    first: Sentence  # the first of the headings: the source of the mould
    reasons: tuple[str, ...] = ()


def moulds(speech: Speech) -> Iterator[Mould]:
    """Moulds of all rows of two and more sibling headings, in reading order."""
    for row in sibling_rows(speech):
        texts = _bare([sentence.text for sentence in row])
        parts = _shared(texts)
        if parts and (mould := _mould(parts, row, texts)):
            yield mould


def sibling_rows(speech: Speech) -> Iterator[tuple[Sentence, ...]]:
    """Headings that stand side by side: one level, one parent, nothing of a higher level between."""
    open_rows: dict[int, list[Sentence]] = {}
    for sentence, level in _headings(speech):
        for deeper in [other for other in open_rows if other > level]:
            yield from _row(open_rows.pop(deeper), 2 + (deeper == _ITEM))
        open_rows.setdefault(level, []).append(sentence)
    for level in sorted(open_rows):
        yield from _row(open_rows[level], 2 + (level == _ITEM))


def _row(sentences: list[Sentence], fewest: int) -> Iterator[tuple[Sentence, ...]]:
    if len(sentences) >= fewest:
        yield tuple(sentences)


def _headings(speech: Speech) -> Iterator[tuple[Sentence, int]]:
    """Headings with their level; items inside a paragraph (一是…) count as one below the deepest."""
    for block in speech.blocks:
        for index, sentence in enumerate(block.sentences):
            if index == 0 and (block.level or block.run_in):
                yield sentence, block.level or block.run_in
            elif sentence.move == "heading" or (index == 0 and block.number):
                yield sentence, _ITEM


def _bare(texts: Sequence[str]) -> list[str]:
    """Texts of a row of headings without their numbers; words count (首先， 其次，) where they do in all of them."""
    worded = all(map(numbering.word, texts))
    numbers = [numbering.word(text) if worded else numbering.parse(text) for text in texts]
    bare = [text[len(number.text) if number else 0 :] for text, number in zip(texts, numbers, strict=True)]
    bare = [text.strip().rstrip(ENDS + "：:；") for text in bare]
    return list(map(_leading, bare)) if max(map(len, bare)) > 45 else bare


def _leading(text: str) -> str:
    """First two clauses of a long item: its heading, where the text runs on."""
    return "，".join(text.split("，")[:2])


def _shared(texts: Sequence[str]) -> list[str] | None:
    """Constant, gap, constant, gap, … constant; gaps are line feeds. None: nothing worth sharing."""
    clauses = [text.split("，") for text in texts]
    if len({len(one) for one in clauses}) == 1 and len(clauses[0]) > 1:
        columns = [_align([one[index] for one in clauses]) for index in range(len(clauses[0]))]
        parts = columns[0]
        for column in columns[1:]:
            parts = [*parts, "，", *column]
    else:
        parts = _align(list(texts))
    return _merged(parts)


def _align(texts: list[str]) -> list[str]:
    """What all texts hold in the same order, gaps between; the longest common stretch first."""
    if not all(texts):
        return ["\n"] if any(texts) else []
    common = _longest_common(texts)
    if not common:
        return ["\n"]
    at = [_place(text, common) for text in texts]
    left = [text[:start] for text, start in zip(texts, at, strict=True)]
    right = [text[start + len(common) :] for text, start in zip(texts, at, strict=True)]
    if (any(left) and not all(left)) or (any(right) and not all(right)):
        return ["\n"]
    return [*_align(left), common, *_align(right)]


def _place(text: str, common: str) -> int:
    """Where a text is cut; a single character not inside its first word (主要指标要…) if it comes again."""
    later = text.find(common, 2) if len(common) == 1 else -1
    return later if later >= 0 else text.index(common)


def _longest_common(texts: list[str]) -> str:
    base = min(texts, key=len)
    for size in range(len(base), 0, -1):
        for start in range(len(base) - size + 1):
            piece = base[start : start + size]
            if (size > 1 or piece in _LINKS + _MARKS) and all(piece in text for text in texts):
                return piece
    return ""


def _merged(parts: list[str]) -> list[str] | None:
    """Neighbouring constants joined; None: no gap, or too little that is constant."""
    merged: list[str] = []
    for part in parts:
        if merged and (part == "\n") == (merged[-1] == "\n"):
            merged[-1] = "\n" if part == "\n" else merged[-1] + part
        else:
            merged.append(part)
    constant = "".join(part for part in merged if part != "\n").translate({ord(mark): None for mark in _MARKS})
    return merged if "\n" in merged and constant else None


def _fills(parts: list[str], texts: Sequence[str], shortest: int) -> tuple[tuple[str, ...], ...]:
    """What each text puts into the gaps; empty: some text does not fit."""
    gap = f"(.{{{shortest},}}?)"
    pattern = re.compile("".join(gap if part == "\n" else re.escape(part) for part in parts))
    found = [pattern.fullmatch(text) for text in texts]
    return tuple(match.groups() for match in found if match) if all(found) else ()


def _mould(parts: list[str], row: Sequence[Sentence], texts: Sequence[str]) -> Mould | None:
    rows = _fills(parts, texts, 2) or _fills(parts, texts, 1)
    if not rows or any(len(fill) > LONGEST_FILL for fills in rows for fill in fills):
        return None
    gaps = len(rows[0])
    names = list(GAPS[:gaps]) if parts[0] == "\n" or gaps > 1 else ["补"]
    names += [f"补{numbering.chinese(number)}" for number in range(3, gaps)]
    texts_of_gaps = iter(names)
    text = "".join(f"{{{{ {next(texts_of_gaps)} }}}}" if part == "\n" else part for part in parts)
    constants = [part for part in parts if part != "\n"]
    reasons = [f"{fact.name}「{fact.text}」" for part in constants for fact in find_facts(part)]
    reasons += ["引号「“”」"] if not reasons and any(map(_QUOTE.search, constants)) else []
    reasons += ["只有半句话"] if parts[-1] == "\n" and constants and _HANGS.search(constants[-1]) else []
    reasons += ["空太多"] if gaps > len(GAPS) else []
    thin = len(row) == 2 and len("".join(constants)) < 4
    return None if thin else Mould(text, rows, row[0], tuple(reasons))
