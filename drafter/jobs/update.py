"""`drafter new --update`: a draft corrected by hand and a brief changed since → one text that loses neither."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from drafter import files
from drafter.brief import Brief
from drafter.errors import DrafterError
from drafter.jobs import draft as drafting
from drafter.record import record
from drafter.word import embedded, ooxml
from drafter.word.embedded import Paragraph
from drafter.word.export import lay_out
from drafter.word.importing import Besides, besides, read_embedded, visible_text
from drafter.word.look import Look
from drafter.word.merge import Merged, merge
from drafter.word.merged import Shown, shown
from drafter.writing.compose import Draft

_HOLE = re.compile("【待补：[^】]*】")
_MADE = re.compile(r"-更新\d*$")
_SHORT = 30  # characters of a sentence shown in a message


@record
class Edited:
    """A draft that somebody corrected."""

    path: Path
    given: dict[str, Any]  # outline, seed and brief it was made with
    written: tuple[str, ...]  # paragraphs as drafted
    lines: tuple[str, ...]  # as they stand now, every tracked change accepted
    besides: Besides


@record
class Updated:
    """The merged draft."""

    edited: Edited
    draft: Draft  # of the changed brief, without the edits
    paragraphs: tuple[Paragraph, ...]  # of that draft
    shown: tuple[Shown, ...]
    merged: Merged

    @property
    def lines(self) -> list[str]:
        """The text, paragraph by paragraph."""
        return [one.paragraph.block.text for one in self.shown]

    @property
    def title(self) -> str:
        """The title as it stands now."""
        heads = (one.paragraph for one in self.shown if one.paragraph.role in ("title", "subtitle"))
        return "".join(one.block.text for one in heads)

    @property
    def characters(self) -> int:
        """Length as 篇幅 counts it."""
        body = (one.paragraph.block.text for one in self.shown if one.paragraph.role == "body")
        return sum(len("".join(text.split())) for text in body)

    @property
    def holes(self) -> int:
        """How many 【待补：…】 a reader sees."""
        return sum(len(_HOLE.findall(line)) for line in self.lines)

    @property
    def open(self) -> bool:
        """Whether a person still has something to decide or to fill in."""
        return bool(self.holes or self.merged.conflicts)


def read_edited(path: Path) -> Edited:
    """Read a draft that somebody corrected.

    Raises:
        DrafterError: no Word file, or none that carries what `drafter new` wrote: there is nothing to compare with.
    """
    data, name = files.read_bytes(path), str(path)
    found = read_embedded(data, name)
    if found is None or "outline" not in found.given:
        made = "是 --clean 的送审稿，或者不是 drafter 写的" if found is None else "是 drafter export 排的"
        raise DrafterError(f"{name}: 里面没有成稿时的原文（{made}），没法对照着合并；请给出 drafter new 写的稿子的改稿")
    base = found.given.get("base")  # of a reviewed draft: what it was before people changed it
    written = tuple(base or (paragraph.block.text for paragraph in found.paragraphs))
    return Edited(path, found.given, written, tuple(_lines(visible_text(data, name))), besides(data, name))


def _lines(lines: list[str]) -> Iterator[str]:
    """Paragraphs in characters that XML can hold; a line broken by hand is a paragraph of its own."""
    for line in lines:
        yield from (ooxml.legal(part) for part in re.split("[\n\v]", line) if ooxml.legal(part).strip())


def update(edited: Edited, draft: Draft) -> Updated:
    """Merge the edits by hand into the draft of the changed brief."""
    paragraphs = embedded.paragraphs(draft.speech)
    merged = merge(edited.written, edited.lines, [paragraph.block.text for paragraph in paragraphs])
    return Updated(edited, draft, tuple(paragraphs), tuple(shown(merged.pieces, paragraphs)), merged)


def to_docx(
    made: Updated,
    brief: Brief,
    *,
    comments: drafting.Wanted = "holes",
    clean: bool = False,
    look: Look | None = None,
) -> bytes:
    """Lay out the merged draft; it counts as written as the new draft is, so that edits by hand are still seen as such.

    Without edits by hand it is the file that `drafter new` writes.
    """
    paragraphs = [one.paragraph for one in made.shown]
    return lay_out(
        paragraphs,
        made.title,
        comments=comments,
        embed=drafting.given(made.draft, brief),
        clean=clean,
        created=drafting.created(brief),
        look=look,
        written=list(made.paragraphs),
        numbers=[one.written for one in made.shown],
    )


def place(edited: Path, data: bytes, suffix: str) -> Path:
    """Where the merged draft goes unless told otherwise: beside the edited file, under the first name that is free.

    A file that holds the very same is not written twice.
    """
    stem = _MADE.sub("", edited.stem)
    names = (f"{stem}-更新{number if number > 1 else ''}{suffix}" for number in range(1, 10_000))
    paths = map(edited.with_name, names)
    return next(path for path in paths if not files.what_is(path) or files.read_bytes(path) == data)


def remarks(made: Updated, brief: Brief, *, commented: bool = True) -> list[str]:
    """What the clerk should know, one line each, for stderr."""
    merged, draft = made.merged, made.draft
    lines = [f"注意：{warning}" for warning in brief.warnings]
    lines += _changed_settings(made.edited, brief)
    lines += drafting.left_out(draft)
    count = len(merged.conflicts)
    told = f"两稿不同{count}处，文中标为【两稿不同：…】，请各定下一种" if count else "没有冲突"
    kept = f"手改{merged.kept}处都留着" if merged.kept else "没有手改"
    lines.append(f"合并：{kept}，新简报带来改动{merged.renewed}处，{told}")
    lines += [
        f"没写进去：手改时删去的“{_short(was)}”，按新简报是“{_short(now)}”；要用请补回" for was, now in merged.dropped
    ]
    if made.holes:
        lines.append(f"待补：全文有{made.holes}处【待补】" + ("，Word 里有批注，写明填哪一项" if commented else ""))
    return [*lines, *_left_behind(made.edited)]


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"


def _changed_settings(edited: Edited, brief: Brief) -> Iterator[str]:
    """Settings of the brief that are not used, since the edited draft was made with others."""
    given = edited.given
    if brief.outline and brief.outline.text.removesuffix(".j2") != given["outline"]:
        yield f"注意：改稿用的提纲是“{given['outline']}”，照旧；要换成“{brief.outline}”请加 --outline {brief.outline}"
    if brief.seed is not None and brief.seed != given["seed"]:
        yield f"注意：改稿用的种子是{given['seed']}，照旧；要换成{brief.seed}请加 --seed {brief.seed}"


def _left_behind(edited: Edited) -> Iterator[str]:
    found = edited.besides
    if found.tracked:
        yield f"注意：{edited.path} 里有修订痕迹，按全部接受合并"
    counted = ((found.comments, "条批注"), (found.tables, "个表格"), (found.pictures, "张图片"))
    if left := "、".join(f"{count}{thing}" for count, thing in counted if count):
        yield (
            f"没带过来：{edited.path} 里的{left}（表格的文字带过来了）"
            if found.tables
            else (f"没带过来：{edited.path} 里的{left}")
        )
