"""How a draft is to look: the layout asked for, the office's own file, figures as they are said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from drafter import compiled, files

if TYPE_CHECKING:  # --text and --json write no Word file
    from drafter.jobs.export import Exported
    from drafter.speech import Speech
    from drafter.word.embedded import Paragraph
    from drafter.word.layout import Layout
    from drafter.word.look import Look
    from drafter.writing.compose import Draft

DEFAULT = "公文"


def look(
    folders: Sequence[Path], *, layout: str = "", reference: Path | None = None, spoken: bool = False
) -> Look | None:
    """The look asked for; None: the usual one, for which nothing need be read.

    Args:
        folders: of templates, shipped ones first.
        layout: name or file; empty: 公文, of the user where he has one.
        reference: a .docx of the office, whose page and styles are taken instead of the layout's.
        spoken: whether figures are to be written as they are said, whatever the layout says.

    Raises:
        DrafterError: no such layout or file, or it cannot be used.
    """
    if reference:
        found = _of_reference(reference, layout or DEFAULT, folders)
        return replace(found, spoken=found.spoken or spoken)
    usual = layout in ("", DEFAULT) and not any(_own(folder) for folder in folders[1:])
    if usual and not spoken:
        return None
    from drafter.word.look import default

    found = default() if usual else _of_layout(layout or DEFAULT, folders)
    return replace(found, spoken=found.spoken or spoken)


def _own(folder: Path) -> bool:
    return files.what_is(folder / "layouts" / f"{DEFAULT}.yaml") == "file"


def _read(name: str, folders: Sequence[Path]) -> Layout:
    from drafter.word.layout_file import find, read_layout

    return read_layout(find(name, folders), folders)


def _of_layout(name: str, folders: Sequence[Path]) -> Look:
    from drafter.word.look import of_layout

    layout = _read(name, folders)
    return of_layout(layout, readings() if layout.pinyin else {})


def _of_reference(path: Path, name: str, folders: Sequence[Path]) -> Look:
    from drafter.word.look import of_layout
    from drafter.word.reference import take

    layout = _read(name, folders)
    known = compiled.lists(files.shipped("templates") / "lists" / "styles.yaml")
    usual = of_layout(layout, readings() if layout.pinyin else {})
    taken = take(files.read_bytes(path), str(path), layout, known, usual)
    added = [role for role in taken.added if role not in (*dict(taken.used), "待补", "批注")]
    used = [f"{role}用“{theirs}”" for role, theirs in taken.used if role not in ("待补", "批注")]
    said = [f"参照 {path}："]
    said += ["，".join(used) or "没有认出可用的样式"]
    said += [f"；它没有的照{name}补上：{'、'.join(added)}" if added else ""]
    return replace(taken.look, remarks=("".join(said),))


def said(draft: Draft) -> Draft:
    """A draft with the figures of its text as they are said; title, byline and origins stay.

    It is done before anything is laid out or embedded: `explain` finds the sentences as they stand in the file.
    """
    from drafter.spoken import spoken_block

    speech = draft.speech
    return replace(draft, speech=replace(speech, blocks=tuple(map(spoken_block, speech.blocks))))


def said_export(made: Exported) -> Exported:
    """The same for a text that is laid out as typed."""
    from drafter.spoken import spoken_block

    paragraphs = (replace(one, block=spoken_block(one.block)) if one.role == "body" else one for one in made.paragraphs)
    return replace(made, paragraphs=tuple(paragraphs))


def remarks(speeches: Sequence[Speech], look: Look | None) -> list[str]:
    """What the clerk should know of how drafts look, one line each, for stderr."""
    from drafter.word.embedded import paragraphs

    return list(dict.fromkeys(line for one in speeches for line in remarks_on(paragraphs(one), look)))


def remarks_on(shown: Sequence[Paragraph], look: Look | None) -> list[str]:
    """The same of paragraphs as they are laid out."""
    return [*(look.remarks if look else ()), *last_lines(shown, look), *too_long(shown, look)]


def last_lines(shown: Sequence[Paragraph], look: Look | None) -> list[str]:
    """Paragraphs whose last line will hold one character, one line each, for stderr.

    Args:
        shown: as they are laid out; one with a hole will change anyway.
        look: how; nothing is said where it cannot be foretold.
    """
    if look and not look.numbered_lines:
        return []
    from drafter.word.lastline import body_grid, lonely
    from drafter.word.look import default

    grid = body_grid(look or default())
    found = []
    for number, paragraph in enumerate(shown, 1):
        sentences = paragraph.block.sentences
        holes = any(span.hole for sentence in sentences for span in sentence.spans)
        if paragraph.role == "body" and not holes and lonely(paragraph.block.text, grid):
            found.append(f"末行只有一个字：第{number}段“…{sentences[-1].text.strip()[-12:]}”，这一段少写一个词就少一行")
    return found


def too_long(shown: Sequence[Paragraph], look: Look | None) -> list[str]:
    """Sentences that no page can hold, where each should stand on one."""
    if not look or not look.whole_sentences:
        return []
    from drafter.word.lastline import body_grid, break_lines
    from drafter.word.layout import BODY

    grid, most = body_grid(look), look.measures.text_height // look.measures.line(look.style(BODY))
    return [
        f"一页放不下一句：第{number}段“{sentence.text[:11]}…”，请分成两句"
        for number, paragraph in enumerate(shown, 1)
        for sentence in paragraph.block.sentences
        if len(break_lines(sentence.text, grid)) > most
    ]


def readings() -> dict[str, str]:
    """Character → pinyin, of characters that not every reader knows; word → "字 pinyin" where it differs."""
    found = compiled.lists(files.shipped("templates") / "lists" / "rare.yaml")
    words: dict[str, str] = found["词语"]
    return {one: reading for reading, characters in found["读音"].items() for one in characters} | words


def listing(folders: Sequence[Path]) -> str:
    """One line a layout: name, what it is for, where it lies. One that cannot be used says why in its place."""
    from drafter.errors import DrafterError
    from drafter.word.layout_file import available, read_layout

    lines = []
    for name, path in available(folders).items():
        try:
            about = read_layout(path, folders).about
        except DrafterError as error:
            about = f"用不了：{str(error).splitlines()[0]}"
        lines.append(f"{name}\t{about}\t{path}")
    return "\n".join(lines)
