"""`drafter new`: brief + bank + outline → .docx, text or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from typing import Any, Literal

from drafter import __version__, files
from drafter.bank import Bank, load
from drafter.brief import Brief
from drafter.errors import DrafterError
from drafter.speech import Sentence, Span
from drafter.writing import outline
from drafter.writing.compose import Draft, compose, default_seed

Wanted = Literal["none", "holes", "all"]
_NEXT_VARIANT = 7919  # step between the seeds of variants: any number that is no small offset people try by hand


@dataclass(frozen=True, slots=True)
class Folders:
    """Where banks and outlines lie, shipped ones first, the user's over them."""

    banks: tuple[Path, ...]
    outlines: tuple[Path, ...]

    @staticmethod
    def of(bank: Path | None = None, templates: Path | None = None, only: Path | None = None) -> Folders:
        """Shipped folders, then ./phrasebanks and ./templates where they are, then those given.

        Raises:
            DrafterError: a folder given by name does not exist.
        """
        for given in (bank, templates, only):
            if given and not given.is_dir():
                raise DrafterError(f"{given}: 没有这个文件夹")
        banks = [only] if only else [files.shipped("phrasebanks"), bank or Path("phrasebanks")]
        outlines = [files.shipped("templates"), templates or Path("templates")]
        return Folders(tuple(_distinct(banks)), tuple(_distinct(outlines)))


def _distinct(folders: Sequence[Path]) -> list[Path]:
    found: dict[Path, Path] = {}
    for folder in folders:
        if folder.is_dir():
            found.setdefault(folder.resolve(), folder)
    return list(found.values())


def drafts(
    brief: Brief, folders: Folders, *, name: str = "", seed: int | None = None, variants: int = 1
) -> list[Draft]:
    """Compose one draft, or several that differ.

    Args:
        brief: valid.
        folders: of banks and outlines.
        name: outline; empty: 提纲 of the brief, else the default one.
        seed: of the first; None: 种子 of the brief, else from 标题 alone.
        variants: how many.

    Raises:
        InvalidFile: bank or outline cannot be used.
        DrafterError: no such outline, or an empty bank.
    """
    bank: Bank = load(folders.banks)
    file = outline.find(name or (brief.outline.text if brief.outline else outline.DEFAULT), folders.outlines)
    first = default_seed(brief) if seed is None else seed
    made: list[Draft] = []
    for number in range(variants):
        used = frozenset().union(*(draft.used for draft in made))
        made.append(compose(brief, bank, file, first + number * _NEXT_VARIANT, used))
    return made


def to_docx(draft: Draft, brief: Brief, *, comments: Wanted = "holes", clean: bool = False) -> bytes:
    """Lay out a draft; the date in the file is 日期 of the brief, so that the same input gives the same bytes."""
    from drafter.word.export import to_docx as lay_out

    created = datetime.combine(brief.day, time()) if brief.day else None
    embed: dict[str, object] = {
        "version": __version__,
        "outline": draft.outline,
        "seed": draft.seed,
        "brief": brief.file,
        "holes": [{"field": field, "text": text} for field, text in draft.holes],
    }
    return lay_out(draft.speech, comments=comments, embed=embed, clean=clean, created=created)


def save(path: Path, data: bytes, *, force: bool = False) -> None:
    """Write a draft; a file somebody else wrote or changed is kept.

    Raises:
        DrafterError: the file exists and is not an untouched draft of ours, or it cannot be written.
    """
    if path.is_dir():
        raise DrafterError(f"{path}: 这是文件夹，请用 -o 给出文件名")
    if path.exists() and not force and not _untouched(path):
        raise DrafterError(
            f"{path}: 已有这个文件，而且有人改过（或不是 drafter 写的），没有覆盖。确要覆盖加 --force，或用 -o 换个名字"
        )
    files.write_bytes(path, data)


def _untouched(path: Path) -> bool:
    from drafter.word.importing import read_embedded

    try:
        found = read_embedded(files.read_bytes(path), str(path))
    except DrafterError:
        return False
    return found is not None and found.pristine


def as_json(draft: Draft, output: str) -> dict[str, Any]:
    """The object of `drafter new --json`."""
    return {
        "output": output,
        "outline": draft.outline,
        "seed": draft.seed,
        "characters": draft.speech.characters,
        "target": draft.target,
        "holes": [{"field": field, "text": text} for field, text in draft.holes],
        "loops": {"opened": draft.loops.opened, "closed": draft.loops.closed},
        "sentences": [
            {"text": s.text, "slot": s.slot, "move": s.move, "origins": _origins(s)} for s in draft.speech.sentences()
        ],
    }


def _origins(sentence: Sentence) -> list[dict[str, str]]:
    def of(span: Span) -> tuple[str, str] | None:
        return (span.origin.kind, span.origin.ref) if span.origin else None

    found = dict.fromkeys(filter(None, map(of, sentence.spans)))
    return [{"kind": kind, "ref": ref} for kind, ref in found]


def remarks(draft: Draft, brief: Brief) -> list[str]:
    """What the clerk should know, one line each, for stderr."""
    lines = [f"注意：{warning}" for warning in brief.warnings]
    characters = draft.speech.characters
    if draft.short_of > 0:
        lines.append(
            f"篇幅：要求{draft.target}字，写到{characters}字为止——简报的事实和句库的话都用上了，再写就是空话；补充举措可以写长"
        )
    elif draft.short_of < 0:
        lines.append(f"篇幅：要求{draft.target}字，简报的事实连同必要的连接已有{characters}字，没有删减事实")
    if draft.holes:
        lines.append(f"待补：正文有{len(draft.holes)}处【待补】，Word 里有批注，写明填哪一项")
    if draft.loops.opened:
        lines.append(f"呼应：前文提出{draft.loops.opened}件，后文有着落{draft.loops.closed}件")
    lines += [f"没用上：{fact}（提纲里没有它的位置）" for fact in draft.unused]
    lines += [f"句子偏长（{len(text)}字，因简报原文长）：{text[:20]}…" for text in draft.long]
    return lines
