"""`drafter review`: what came back from Word, WPS or LibreOffice, item by item, and the text as it is after it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from drafter import __version__, files
from drafter.errors import DrafterError
from drafter.jobs.choices import Order, covered, orders, spots, words, words_of
from drafter.record import record
from drafter.word import package, returned, threads, tracked
from drafter.word.accepted import Choice, Editors, accepted
from drafter.word.comments import AUTHOR, comment_lines
from drafter.word.compare import Now, compare
from drafter.word.embedded import Paragraph
from drafter.word.importing import Embedded, read_embedded
from drafter.word.marks import Mark, marks, tidy
from drafter.word.returned import Piece, Returned
from drafter.word.threads import Comment, Place, Thread
from drafter.word.together import stretches, together
from drafter.word.tracked import Change

Kind = Literal["comment", "reply", "change", "untracked"]
PENDING, UNTRACKED = "修订，待接受", "没有留痕，已在文中"
OPEN, SETTLED = "待处理", "已解决"
CHANGES: dict[str, str] = {
    "insert": "插入",
    "delete": "删除",
    "replace": "改写",
    "move": "移动",
    "split": "分段",
    "join": "并段",
    "format": "格式",
    "page": "版面",
}
STATES: dict[str, str] = {"changed": "改写", "moved": "移动", "new": "新加", "deleted": "删去"}
Others = Sequence[tuple[str, Returned]]  # parts beside the text, by kind
_BARE = "里面没有来历（不是 drafter 写的，或是 --clean 的送审稿）"


@record
class Row:
    """One line of the 对账表."""

    kind: Kind
    what: str  # 批注, 插入, 改写 …
    paragraph: int  # as a reader of the accepted text counts, from 1; 0: nowhere
    who: str  # empty: nobody knows
    when: str  # "2026-03-01 09:30"; empty: nobody knows
    text: str  # a comment's words, a format's name; of a change of words: empty
    marks: tuple[Mark, ...]  # a change of words, with what stayed between
    quote: str  # the words a comment is fixed to, the sentence a change stands in
    state: str


@record
class Reviewed:
    """A file that came back."""

    path: str
    given: dict[str, Any] | None  # what was embedded; None: drafter did not write it, or it was sent out clean
    written: tuple[Paragraph, ...]
    returned: Returned
    sentences: tuple[Now, ...]  # the accepted text beside the written one; empty: nothing was embedded
    rows: tuple[Row, ...]
    choices: tuple[Choice, ...]  # alternatives asked for that can be put in
    confirmed: frozenset[int]  # positions of sentences whose comment by drafter somebody settled
    open: tuple[Thread, ...]  # comments nobody has settled and no alternative settles
    ours: frozenset[str]  # lines that drafter's own comments may hold
    own: int  # comments of drafter that nobody answered


def review(path: Path) -> Reviewed:
    """Read a file that came back.

    Raises:
        DrafterError: no Word file, with a password, with macros, damaged, or far larger than any speech.
    """
    data, name = files.read_bytes(path), str(path)
    parts = package.unpack(data, name)
    found, text = read_embedded(data, name), returned.read(parts, name)
    others = tuple(returned.others(parts))
    return _Reading(name, found, text, threads.threads(parts, text), others).reviewed()


class _Reading:
    """One file while its rows are gathered."""

    def __init__(
        self, path: str, found: Embedded | None, text: Returned, said: Sequence[Thread], others: Others
    ) -> None:
        self.path, self.found, self.text, self.threads = path, found, text, said
        self.others = others
        self.written = found.paragraphs if found else ()
        self.now = compare(self.written, text.lines) if found else ()
        same = text.lines == text.rejected
        self.then = self.now if same else compare(self.written, text.rejected) if found else ()
        every = (one for paragraph in self.written for one in paragraph.block.sentences)
        self.known = frozenset(line for one in every for line in comment_lines(one, "all"))
        self.orders = orders(said, self.now, self.known)
        self.open: list[Thread] = []
        self.confirmed: set[int] = set()
        self.own = 0

    def reviewed(self) -> Reviewed:
        rows: list[tuple[Place, Row]] = [(change.where, self.change(change)) for change in tracked.changes(self.text)]
        for index, thread in enumerate(self.threads):
            rows += [(thread.start, row) for row in self.thread(index)]
        rows += self.untracked()
        rows.sort(key=lambda pair: pair[0])
        rows += [((0, 0), row) for row in self.beside()]
        choices = {choice: None for one in self.orders.values() if (choice := one.outcome.choice)}
        return Reviewed(
            self.path,
            self.found.given if self.found else None,
            self.written,
            self.text,
            self.now,
            tuple(row for _, row in rows),
            tuple(choices),
            frozenset(self.confirmed),
            tuple(self.open),
            self.known,
            self.own,
        )

    def thread(self, index: int) -> Iterator[Row]:
        """Rows of a comment and its replies; what drafter itself said is none."""
        thread, order = self.threads[index], self.orders.get(index)
        ours = thread.comments[0].stamp.author == AUTHOR
        said = [(at, one, words_of(one, self.known)) for at, one in enumerate(thread.comments)]
        said = [(at, one, text) for at, one, text in said if text or one.stamp.author != AUTHOR]
        if ours and thread.settled:
            self.confirmed.update(covered(thread, self.now))
        if not said:
            self.own += not thread.settled
            return
        if not thread.settled and not (order and order.outcome.done):
            self.open.append(thread)
        for at, comment, text in said:
            what: tuple[Kind, str] = ("reply", "回复") if at else ("comment", "批注")
            where, by = (thread.start[0] if thread.fixed else 0), _who(comment)
            when = "" if comment.stamp.author == AUTHOR else _moment(comment.stamp.date)  # ours is not his
            yield Row(*what, where, by, when, text, (), thread.quote, _state(at, order, thread.settled))

    def change(self, change: Change) -> Row:
        """The row of a tracked change."""
        text, shown = "", tuple[Mark, ...]()
        if change.kind in ("insert", "delete", "replace"):
            ends = (Mark(change.before, change.before), Mark(change.after, change.after))
            changed = (ends[0], *marks(change.old, change.new), ends[1])
            shown = tidy([mark for mark in changed if mark.old or mark.new])
        elif change.kind == "move":
            text = f"从第{change.origin}段移来：{change.new}"
        elif change.kind in ("format", "page"):
            table = words()["格式" if change.kind == "format" else "页面"]
            text = "、".join(dict.fromkeys(table.get(name, "格式") for name in change.properties))
            text += f"：{change.new}" if change.new else ""
        else:
            text = "在这里分成两段" if change.kind == "split" else "与下一段并成一段"
        when, quote = _moment(change.stamp.date), self.sentence_at(change.where)
        return Row(
            "change", CHANGES[change.kind], change.where[0], change.stamp.author, when, text, shown, quote, PENDING
        )

    def beside(self) -> Iterator[Row]:
        """Rows of what was changed beside the text; drafts have no notes, so every note is one."""
        for kind, text in self.others:
            name, told = words()["部分"][kind], tracked.changes(text)
            for change in told:
                row = self.change(change)
                yield replace(row, paragraph=0, what=f"{name}{row.what}", quote="")
            for line in text.lines if kind.endswith("notes") and self.found and not told else ():
                yield Row("untracked", name, 0, "", "", line.strip(), (), "", UNTRACKED)

    def sentence_at(self, where: Place) -> str:
        """The sentence that stands at a place of the accepted text; the whole line of a file of others."""
        for now, (start, end) in zip(self.now, spots(self.now), strict=True):
            if start <= where < end or (start[0] == where[0] and end == where):
                return now.text.strip()
        lines = self.text.lines
        return lines[where[0] - 1] if 0 < where[0] <= len(lines) else ""

    def untracked(self) -> Iterator[tuple[Place, Row]]:
        """Differences from what was written that no tracked change tells of."""
        places: dict[int, int] = {}
        for piece in self.text.pieces:
            if isinstance(piece, Piece) and piece.text.strip():
                places.setdefault(piece.before[0], max(piece.where[0], 1))
        starts = [start for start, _ in spots(self.then)]
        for group in together(self.then):
            now = self.then[group[0]]
            if now.state == "same":
                continue
            paragraph = places.get(now.paragraph, now.paragraph)
            text = "".join(self.then[at].text for at in group).strip()
            what = STATES["changed" if len(group) > 1 else now.state]
            shown = stretches([self.then[at] for at in group]) if now.state != "moved" else ()
            row = Row("untracked", what, paragraph, "", "", "" if shown else text, shown, text, UNTRACKED)
            yield (paragraph, starts[group[0]][1]), row


def _who(comment: Comment) -> str:
    """Who is named; words that stand in a comment of drafter have no name."""
    return "写在 drafter 批注里" if comment.stamp.author == AUTHOR else comment.stamp.author


def _state(at: int, order: Order | None, settled: bool) -> str:
    """State of one comment of a thread; `order`: an alternative asked for in it."""
    if order and at == order.comment:
        return f"{order.outcome.state}；{SETTLED}" if settled else order.outcome.state
    if settled:
        return SETTLED
    return "见回复" if order and at < order.comment else OPEN


def _moment(date: str) -> str:
    """“2026-03-01T09:30:00Z” → “2026-03-01 09:30”; what is no date stays as it is."""
    return date[:16].replace("T", " ")


def paragraphs(found: Reviewed) -> list[Paragraph]:
    """The text as it is after review: changes accepted, alternatives put in, open comments as notes.

    Raises:
        DrafterError: the file does not carry its origins.
    """
    if found.given is None:
        raise DrafterError(f"{found.path}: {_BARE}，不能用 --accept 出定稿")
    editors = Editors(tracked.authors(found.returned), Path(found.path).name)
    notes: dict[int, tuple[str, ...]] = {}
    for thread in found.open:
        at = covered(thread, found.sentences)
        said = [f"{_who(one)}：{text}" for one in thread.comments if (text := words_of(one, found.ours))]
        if at:
            notes[at[0]] = (*notes.get(at[0], ()), *said)
    return accepted(
        found.written, found.sentences, found.returned.styles, editors, found.choices, notes, found.confirmed
    )


def places(returned: Path, *wanted: Path | None) -> list[Path]:
    """Where to write, those that were asked for.

    Raises:
        DrafterError: the file itself, a folder, one place twice, or a name that is no Word file's.
    """
    found = [path for path in wanted if path]
    for index, path in enumerate(found):
        if files.same(path, returned):
            raise DrafterError(f"{path}: 不能写在回稿自己身上，请换个名字")
        if files.what_is(path) == "folder":
            raise DrafterError(f"{path}: 这是文件夹，请给出文件名，例如 {path / '定稿.docx'}")
        if path.suffix.lower() != ".docx":
            raise DrafterError(f"{path}: Word 文件的名字要以 .docx 结尾，例如 {path.stem}.docx")
        if any(files.same(path, other) for other in found[:index]):
            raise DrafterError(f"{path}: 对账表和定稿不能写成一个文件")
    return found


def to_docx(found: Reviewed) -> bytes:
    """The new draft, with what the old one carried of its brief.

    Raises:
        DrafterError: as `paragraphs`.
    """
    from drafter.word.embedded import visible
    from drafter.word.export import lay_out

    made = visible(paragraphs(found))
    title = next((one.block.text for one in made if one.role == "title"), "")
    old = found.given or {}
    base = old.get("base") or [one.block.text for one in found.written]  # what `drafter new --update` compares with
    given: dict[str, object] = {**old, "version": __version__, "reviewed": Path(found.path).name, "base": base}
    return lay_out(made, title, embed=given)


def remarks(found: Reviewed, *, accepting: bool = False) -> list[str]:
    """What the clerk should know besides the table, one line each, for stderr."""
    lines = []
    if found.given is None:
        lines.append(f"{_BARE}：只列批注和修订，查不出没有留痕的改动")
    if found.own:
        lines.append(f"drafter 自己的批注还有{found.own}条没有人答复，没有列出")
    if accepting:
        lost = [
            f"{count}{name}"
            for count, name in ((found.returned.tables, "个表格"), (found.returned.pictures, "张图"))
            if count
        ]
        looks = sum(row.what in ("格式", "版面") for row in found.rows)
        lost += [f"{looks}处格式修改"] if looks else []
        if lost:
            lines.append(f"定稿按 drafter 的版式重排，只带文字：没有带上{'、'.join(lost)}")
        if found.open:
            lines.append(f"还有{len(found.open)}条批注没有处理，已写进定稿的批注")
    return lines
