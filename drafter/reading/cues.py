"""Cues: what words say about a sentence, about residue and about kinds of text (phrasebanks/cues.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from drafter import files
from drafter.errors import InvalidFile, Problem
from drafter.reading.needs import Needs, needs, needs_of_words, pieces
from drafter.speech import move_name, slot_name

DEFAULT_SCORE = 2.0


@dataclass(frozen=True, slots=True)
class Cue:
    """One hint; `examples` must match it and `counterexamples` must not."""

    words: tuple[str, ...]
    pattern: re.Pattern[str] | None
    place: str = ""  # 句首, 句尾; empty: anywhere
    absent: bool = False  # the hint is that none of it is there
    score: float = DEFAULT_SCORE
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    def matches(self, text: str) -> bool:
        """Whether the hint is in a sentence whose number and address are taken off."""
        return self._is_in(text) is not self.absent

    def votes(self, text: str) -> float:
        """Score for a sentence: each further word adds half of the score, up to twice the score."""
        if self.place or self.absent or not self.words:
            return self.score if self._is_in(text) is not self.absent else 0.0
        count = sum(map(text.__contains__, self.words))
        return self.score * min(2.0, 0.5 + 0.5 * count) if count else 0.0

    @property
    def needs(self) -> Needs:
        """Pieces of which a text for which the cue votes holds one (see needs.py); None: any text may do."""
        if self.absent:
            return None
        words = needs_of_words(self.words)
        of_pattern = needs(self.pattern) if self.pattern else frozenset()
        return None if of_pattern is None else words | of_pattern

    def _is_in(self, text: str) -> bool:
        if self.place == "句首":
            return text.startswith(self.words) or bool(self.pattern and self.pattern.match(text))
        if self.place == "句尾":
            return text.endswith(self.words)
        if self.pattern and self.pattern.search(text):
            return True
        return bool(self.words) and any(map(text.__contains__, self.words))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of text that is no speech."""

    name: str
    title: re.Pattern[str] | None
    body: re.Pattern[str] | None


@dataclass(frozen=True)
class Cues:
    """All of phrasebanks/cues.yaml."""

    moves: tuple[tuple[tuple[str, str], tuple[Cue, ...]], ...]  # ((slot, move), its cues)
    headings: tuple[tuple[tuple[str, str], tuple[str, ...]], ...]  # words of a heading that tell what stands under it
    residue: tuple[Cue, ...]
    kinds: tuple[Kind, ...]

    @cached_property
    def _all(self) -> tuple[tuple[tuple[str, str], Cue], ...]:
        return tuple((move, cue) for move, cues in self.moves for cue in cues)

    @cached_property
    def _to_try(self) -> tuple[int, dict[str, int]]:
        """One bit a cue, in the order of `_all`: those to be tried on any text, and on one that holds a piece."""
        always, by_piece = 0, dict[str, int]()
        for number, (_, cue) in enumerate(self._all):
            if cue.needs is None:
                always |= 1 << number
            for piece in cue.needs or ():
                by_piece[piece] = by_piece.get(piece, 0) | 1 << number
        return always, by_piece

    def votes(self, text: str) -> dict[tuple[str, str], float]:
        """Each move with the sum of its cues for a sentence whose number and address are taken off."""
        bits, by_piece = self._to_try
        for piece in by_piece.keys() & pieces(text):
            bits |= by_piece[piece]
        totals = {move: 0.0 for move, _ in self.moves}
        while bits:
            lowest = bits & -bits
            move, cue = self._all[lowest.bit_length() - 1]
            totals[move] += cue.votes(text)
            bits ^= lowest
        return totals

    def is_residue(self, line: str) -> bool:
        """Whether a short line is left over from a web page."""
        return any(cue.matches(line) for cue in self.residue)


@lru_cache(maxsize=4)
def load_cues(path: Path | None = None) -> Cues:
    """Read the cues; None: the shipped ones.

    Raises:
        InvalidFile: not readable, no YAML, an unknown slot or move, a pattern that does not compile.
    """
    path = path or files.shipped("phrasebanks") / "cues.yaml"
    return parse_cues(files.read_text(path).text, str(path))


def parse_cues(text: str, path: str) -> Cues:
    """Cues from YAML (see `load_cues`)."""
    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
        return Cues(
            tuple(_moves(data["语步"])),
            tuple((_move(*key.split(".")), tuple(value["词"])) for key, value in data["标题"].items()),
            tuple(_cue(entry) for entry in data["杂质"]),
            tuple(_kind(name, entry) for name, entry in data["非讲话"].items()),
        )
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise InvalidFile([Problem(path, mark.line + 1 if mark else 0, "", "不是合格的 YAML")]) from None
    except re.error as error:
        raise InvalidFile([Problem(path, 0, "", f"式 写错了：{error.pattern!s:.60}")]) from None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InvalidFile([Problem(path, 0, "", f"线索文件的结构不对：{error}")]) from None


def _moves(data: dict[str, Any]) -> Iterator[tuple[tuple[str, str], tuple[Cue, ...]]]:
    for slot, moves in data.items():
        for move, entries in moves.items():
            yield _move(slot, move), tuple(_cue(entry) for entry in entries)


def _move(slot: str, move: str) -> tuple[str, str]:
    name = slot_name(slot)
    if not name or not move_name(name, move):
        raise ValueError(f"没有「{slot}.{move}」这个语步")
    return name, move_name(name, move)


def _cue(entry: dict[str, Any]) -> Cue:
    pattern = entry.get("式") or entry.get("无")
    return Cue(
        tuple(entry.get("词", ())),
        re.compile(pattern) if pattern else None,
        entry.get("处", ""),
        "无" in entry,
        float(entry.get("分", DEFAULT_SCORE)),
        tuple(entry.get("例", ())),
        tuple(entry.get("反例", ())),
    )


def _kind(name: str, entry: dict[str, str]) -> Kind:
    title, body = entry.get("题"), entry.get("文")
    return Kind(name, re.compile(title) if title else None, re.compile(body, re.MULTILINE) if body else None)
