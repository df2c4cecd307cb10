"""`drafter new`: brief + bank + outline → .docx, text or JSON."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from drafter import __version__, files, numbering
from drafter.bank import Bank, load
from drafter.brief import Brief
from drafter.errors import DrafterError, InvalidFile, Problem
from drafter.record import record
from drafter.speech import Sentence, Span
from drafter.writing import outline
from drafter.writing.compose import Draft, compose, default_seed, headings
from drafter.writing.taste import of_speech

if TYPE_CHECKING:  # --text and --json write no Word file
    from drafter.word.look import Look

Wanted = Literal["none", "holes", "all"]
_HOLE = re.compile(r"【待补：([^】]*)】")
_TRIED = 24  # drafts --best chooses from
_SETS = 6  # sets of headings that are shown
_NEXT_VARIANT = 7919  # step between the seeds of variants: any number that is no small offset people try by hand


@record
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
            if given and (found := files.what_is(given)) != "folder":
                raise DrafterError(f"{given}: {'这是文件，要给出文件夹' if found else '没有这个文件夹'}")
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
    file = _outline(brief, name, folders)
    first = default_seed(brief) if seed is None else seed
    made: list[Draft] = []
    for number in range(variants):
        used = frozenset().union(*(draft.used for draft in made))
        made.append(compose(brief, bank, file, first + number * _NEXT_VARIANT, used))
    return made


def best(brief: Brief, folders: Folders, *, name: str = "", seed: int | None = None) -> tuple[Draft, int]:
    """Of many drafts the one that reads best by what can be measured (writing.taste); the first of equals.

    Args:
        brief: valid.
        folders: of banks and outlines.
        name: see `drafts`.
        seed: where the row of seeds begins; see `drafts`.

    Returns:
        The draft, which knows its seed, and how many there were to choose from.
    """
    bank, file = load(folders.banks), _outline(brief, name, folders)
    first = default_seed(brief) if seed is None else seed
    made = [compose(brief, bank, file, first + number * _NEXT_VARIANT) for number in range(_TRIED)]
    return min(made, key=lambda draft: of_speech(draft.speech).fault), len(made)


def heading_sets(
    brief: Brief, folders: Folders, *, name: str = "", seed: int | None = None
) -> list[tuple[str, list[str]]]:
    """Sets of headings the draft could have, best first: the mould, and the headings with their numbers.

    Raises:
        DrafterError: the outline gives the headings itself.
    """
    bank, file = load(folders.banks), _outline(brief, name, folders)
    sets = headings(brief, bank, file, default_seed(brief) if seed is None else seed)[:_SETS]
    if not sets:
        raise DrafterError(f"提纲「{file.stem}」的大标题是写定的，没有可换的；要换，改提纲或用 --outline 另选一个")
    return [(found.mould.text if found.mould else "", _numbered(found.headings)) for found in sets]


def _numbered(headings: Sequence[tuple[Span, ...]]) -> list[str]:
    texts = ("".join(span.text for span in one) for one in headings)
    return [numbering.heading_number(1, at) + text for at, text in enumerate(texts, 1)]


def _outline(brief: Brief, name: str, folders: Folders) -> Path:
    """The outline asked for, else one for the occasion the title names.

    Raises:
        InvalidFile: one that the brief names is not there; the problem is of that line.
    """
    if name or not brief.outline:
        return outline.find(name or outline.for_title(brief.title.text), folders.outlines)
    try:
        return outline.find(brief.outline.text, folders.outlines)
    except DrafterError as error:
        fact = brief.outline
        raise InvalidFile([Problem(brief.file, fact.line, fact.path, str(error))]) from None


def to_docx(
    draft: Draft, brief: Brief, *, comments: Wanted = "holes", clean: bool = False, look: Look | None = None
) -> bytes:
    """Lay out a draft; the date in the file is 日期 of the brief, so that the same input gives the same bytes."""
    from drafter.word.export import to_docx as lay_out

    embed, day = given(draft, brief), created(brief)
    return lay_out(draft.speech, comments=comments, embed=embed, clean=clean, created=day, look=look)


def created(brief: Brief) -> datetime | None:
    """The date in the file."""
    return datetime.combine(brief.day, time()) if brief.day else None


def given(draft: Draft, brief: Brief) -> dict[str, object]:
    """What a draft carries besides its sentences."""
    return {
        "version": __version__,
        "outline": draft.outline,
        "seed": draft.seed,
        "brief": brief.file,
        "place": brief.place.text if brief.place else "",
        "holes": [{"field": field, "text": text} for field, text in remaining(draft)],
    }


def places(brief: Path, output: Path | None, variants: int, *, text: bool) -> list[Path]:
    """Where the drafts go, one path a variant: beside the brief unless told otherwise.

    Raises:
        DrafterError: the brief itself, a folder, or a file name that belongs to another kind of file.
    """
    target = output or brief.with_suffix(".txt" if text else ".docx")
    if files.same(target, brief):
        raise DrafterError(f"{target}: 不能写在简报自己身上，请用 -o 换个名字")
    if files.what_is(target) == "folder":
        raise DrafterError(f"{target}: 这是文件夹，请用 -o 给出文件名，例如 {target / '讲话稿.docx'}")
    word = target.suffix.lower() == ".docx"
    if text and word:
        raise DrafterError(f"{target}: --text 写的是纯文字，文件名请以 .txt 结尾；要 Word 稿就去掉 --text")
    if not text and not word:
        raise DrafterError(f"{target}: Word 稿的文件名要以 .docx 结尾，例如 {target.stem}.docx；要纯文字请加 --text")
    if variants == 1:
        return [target]
    return [target.with_name(f"{target.stem}-{number}{target.suffix}") for number in range(1, variants + 1)]


def save(pieces: Sequence[tuple[Path, bytes]], *, force: bool = False) -> None:
    """Write drafts, all or none; a file somebody else wrote or changed is kept.

    Raises:
        DrafterError: a file exists and is not an untouched draft of ours, or it cannot be written.
    """
    for path, data in pieces:
        if not force and files.what_is(path):
            _check_replaceable(path, data)
    for path, data in pieces:
        files.write_bytes(path, data)


def _check_replaceable(path: Path, data: bytes) -> None:
    """Refuse unless nothing is lost by writing there: the same bytes, or a draft of ours as we wrote it."""
    from drafter.word.importing import read_embedded

    try:
        there = files.read_bytes(path)
        embedded = None if there == data else read_embedded(there, str(path))
    except DrafterError:
        there, embedded = b"", None
    reviewed = embedded and "reviewed" in embedded.given  # as written, but the work of people
    if there == data or (embedded and embedded.pristine and not reviewed):
        return
    if embedded and "outline" in embedded.given:
        raise DrafterError(
            f"{path}: 这是改过的稿子，没有覆盖。要留住改动、并入简报的新内容，"
            f"用 drafter new {embedded.given.get('brief')} --update {path}；确要覆盖加 --force，或用 -o 换个名字"
        )
    raise DrafterError(
        f"{path}: 已有这个文件，而且有人改过（或不是 drafter 写的），没有覆盖。确要覆盖加 --force，或用 -o 换个名字"
    )


def remaining(draft: Draft) -> list[tuple[str, str]]:
    """Every hole a reader would see, as (brief key, text): under the title, then in the text."""
    above = [(found[1], found[0]) for line in draft.speech.byline for found in _HOLE.finditer(line)]
    return [*above, *draft.holes]


def as_json(draft: Draft, output: str) -> dict[str, Any]:
    """The object of `drafter new --json`."""
    return {
        "output": output,
        "outline": draft.outline,
        "seed": draft.seed,
        "characters": draft.speech.characters,
        "target": draft.target,
        "holes": [{"field": field, "text": text} for field, text in remaining(draft)],
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


def left_out(draft: Draft) -> list[str]:
    """What of the brief is not in the draft in its own words: no place for it, or a measure says it."""
    unused = [f"没用上：{fact}（提纲里没有它的位置）" for fact in draft.unused]
    return unused + [f"只说一遍：{answer}，{measure} 里说的就是它" for answer, measure in draft.once.items()]


def remarks(draft: Draft, brief: Brief, *, commented: bool = True) -> list[str]:
    """What the clerk should know, one line each, for stderr.

    Args:
        draft: as composed.
        brief: what it was composed from.
        commented: whether the file says in comments what to fill in; else the lines say it.
    """
    lines = [f"注意：{warning}" for warning in brief.warnings]
    characters = draft.speech.characters
    if draft.short_of > 0:
        lines.append(
            f"篇幅：要求{draft.target}字，写到{characters}字为止——"
            + (
                "简报的事实和句库的话都用上了，再写就是空话；补充举措可以写长"
                if draft.filled or brief.fill
                else "简报的事实说完了，再写就是空话；补充举措可以写长，一定要凑够，在「设置」里写 补足篇幅: 是"
            )
        )
    elif draft.short_of < 0:
        lines.append(f"篇幅：要求{draft.target}字，简报的事实连同必要的连接已有{characters}字，没有删减事实")
    if holes := remaining(draft):
        fields = "、".join(dict.fromkeys(field for field, _ in holes))
        where = "Word 里有批注，写明填哪一项" if commented else f"要填的是 {fields}"
        lines.append(f"待补：全文有{len(holes)}处【待补】，{where}")
    if draft.loops.opened:
        lines.append(f"呼应：前文提出{draft.loops.opened}件，后文有着落{draft.loops.closed}件")
    lines += left_out(draft)
    lines += [f"句子偏长（{len(text)}字，因简报原文长）：{text[:20]}…" for text in draft.long]
    return lines
