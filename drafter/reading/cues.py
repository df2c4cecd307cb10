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
from drafter.reading.cue import DEFAULT_SCORE, Cue
from drafter.reading.tally import Tally
from drafter.speech import move_name, slot_name


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
    def tally(self) -> Tally:
        """The cues of the moves, made ready for many sentences."""
        return Tally(self.moves)

    def votes(self, text: str) -> dict[tuple[str, str], float]:
        """Each move with the sum of its cues for a sentence whose number and address are taken off."""
        return self.tally.votes(text)

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
