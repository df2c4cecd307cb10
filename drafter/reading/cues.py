"""Cues: what words say about a sentence, about residue and about kinds of text (phrasebanks/cues.yaml)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from drafter import files
from drafter.errors import InvalidFile, Problem, suggestion
from drafter.reading.cue import DEFAULT_SCORE, Cue
from drafter.reading.features import of_votes
from drafter.reading.tally import Tally
from drafter.speech import move_name, slot_name

NAME = "cues.yaml"
_TOP = ("语步", "标题", "杂质", "非讲话", "口气")
_KEYS = ("词", "式", "无", "处", "分", "例", "反例", "见")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of text that is no speech."""

    name: str
    title: re.Pattern[str] | None
    body: re.Pattern[str] | None
    sure: bool = False  # whatever salutation stands above it


@dataclass(frozen=True)
class Cues:
    """All of phrasebanks/cues.yaml."""

    moves: tuple[tuple[tuple[str, str], tuple[Cue, ...]], ...]  # ((slot, move), its cues)
    headings: tuple[tuple[tuple[str, str], tuple[str, ...]], ...]  # words of a heading that tell what stands under it
    residue: tuple[Cue, ...]
    kinds: tuple[Kind, ...]
    voice: tuple[str, ...] = ()  # words of somebody who speaks to people in a meeting
    own: tuple[tuple[tuple[str, str], tuple[Cue, ...]], ...] = ()  # those of `moves` that the user laid over

    @cached_property
    def tally(self) -> Tally:
        """The cues of the moves, made ready for many sentences."""
        return Tally(self.moves)

    def votes(self, text: str) -> dict[tuple[str, str], float]:
        """Each move with the sum of its cues for a sentence whose number and address are taken off."""
        return self.tally.votes(text)

    @cached_property
    def voted(self) -> Callable[[str], tuple[str, ...]]:
        """Features of the votes for a bare sentence (see features.py)."""
        return lru_cache(maxsize=4096)(lambda text: of_votes(self.votes(text)))

    @cached_property
    def _own_tally(self) -> Tally:
        return Tally(self.own)

    def own_votes(self, text: str) -> dict[tuple[str, str], float]:
        """As `votes`, of the user's own cues alone; empty: there are none."""
        return self._own_tally.votes(text) if self.own else {}

    def is_residue(self, line: str) -> bool:
        """Whether a short line is left over from a web page."""
        return any(cue.matches(line) for cue in self.residue)


def load_cues(folders: Iterable[Path] = ()) -> Cues:
    """The shipped cues, and over them those of other folders, the last one uppermost (see `laid_over`).

    Args:
        folders: those that hold no cues.yaml are passed over, and so is the shipped one.

    Raises:
        InvalidFile: not readable, no YAML, an unknown slot or move, a pattern that does not compile.
    """
    cues = _shipped()
    for path in (folder / NAME for folder in folders):
        if path.is_file() and not files.same(path, files.shipped("phrasebanks") / NAME):
            cues = laid_over(cues, parse_cues(files.read_text(path).text, str(path)))
    return cues


@lru_cache(maxsize=1)
def _shipped() -> Cues:
    path = files.shipped("phrasebanks") / NAME
    return parse_cues(files.read_text(path).text, str(path))


def laid_over(below: Cues, above: Cues) -> Cues:
    """Both together: one that looks for the very same thing in the same place replaces the one below, others add.

    So a cue is silenced by writing it again with 分: 0. A kind of text and the words of headings go by their name.
    """
    moves = {move: list(cues) for move, cues in below.moves}
    for move, cues in above.moves:
        moves[move] = _replaced(moves.get(move, []), cues)
    return Cues(
        tuple((move, tuple(cues)) for move, cues in moves.items()),
        tuple((dict(below.headings) | dict(above.headings)).items()),
        tuple(_replaced(below.residue, above.residue)),
        tuple(({kind.name: kind for kind in below.kinds} | {kind.name: kind for kind in above.kinds}).values()),
        tuple(dict.fromkeys((*below.voice, *above.voice))),
        (*below.own, *above.moves),
    )


def _replaced(below: Iterable[Cue], above: Iterable[Cue]) -> list[Cue]:
    return list(({cue.looks_for: cue for cue in below} | {cue.looks_for: cue for cue in above}).values())


def parse_cues(text: str, path: str) -> Cues:
    """Cues from YAML (see `load_cues`); a part that is not there holds none."""
    try:
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {}
        if not isinstance(data, dict):
            raise ValueError("最外层应当是“键: 值”")
        _known(data, _TOP)
        return Cues(
            tuple(_moves(data.get("语步") or {})),
            tuple((_move(*key.split(".")), _words(value)) for key, value in (data.get("标题") or {}).items()),
            tuple(_cue(entry) for entry in data.get("杂质") or ()),
            tuple(_kind(name, entry) for name, entry in (data.get("非讲话") or {}).items()),
            _words({"词": data.get("口气")}),
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


def _known(data: dict[str, Any], keys: Iterable[str]) -> None:
    for key in data:
        if key not in keys:
            raise ValueError(f"没有「{key}」这个键{suggestion(str(key), keys)}")


def _words(entry: dict[str, Any]) -> tuple[str, ...]:
    words = entry.get("词") or ()
    return (words,) if isinstance(words, str) else tuple(map(str, words))


def _cue(entry: dict[str, Any]) -> Cue:
    _known(entry, _KEYS)
    pattern = entry.get("式") or entry.get("无")
    if not pattern and not entry.get("词"):
        raise ValueError("每条线索要有 词、式 或 无 当中的一个")
    return Cue(
        _words(entry),
        re.compile(pattern) if pattern else None,
        entry.get("处", ""),
        "无" in entry,
        float(entry.get("分", DEFAULT_SCORE)),
        tuple(entry.get("例", ())),
        tuple(entry.get("反例", ())),
    )


def _kind(name: str, entry: dict[str, Any]) -> Kind:
    _known(entry, ("题", "文", "定"))
    title, body = entry.get("题"), entry.get("文")
    return Kind(
        name,
        re.compile(title) if title else None,
        re.compile(body, re.MULTILINE) if body else None,
        entry.get("定") is True,
    )
