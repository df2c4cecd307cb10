"""`drafter review`: what came back from Word, WPS or LibreOffice, item by item, and the text as it is after it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from drafter import __version__, files
from drafter.errors import DrafterError
from drafter.jobs.choices import Outcome, covered, number_in, outcome, spots, words
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
    return _Reading(name, found, text, threads.threads(parts, text)).reviewed()


class _Reading:
    """One file while its rows are gathered."""

    def __init__(self, path: str, found: Embedded | None, text: Returned, said: Sequence[Thread]) -> None:
        self.path, self.found, self.text, self.threads = path, found, text, said
        self.written = found.paragraphs if found else ()
        self.now = compare(self.written, text.lines) if found else ()
        same = text.lines == text.rejected
        self.then = self.now if same else compare(self.written, text.rejected) if found else ()
        every = (one for paragraph in self.written for one in paragraph.block.sentences)
        self.known = frozenset(line for one in every for line in comment_lines(one, "all"))
        self.choices: dict[tuple[int, ...], Choice] = {}
        self.open: list[Thread] = []
        self.own = 0

    def reviewed(self) -> Reviewed:
        rows: list[tuple[Place, Row]] = [(change.where, self.change(change)) for change in tracked.changes(self.text)]
        for thread in self.threads:
            rows += [(thread.start, row) for row in self.thread(thread)]
        rows += self.untracked()
        rows.sort(key=lambda pair: pair[0])
        return Reviewed(
            self.path,
            self.found.given if self.found else None,
            self.written,
            self.text,
            self.now,
            tuple(row for _, row in rows),
            tuple(self.choices.values()),
            tuple(self.open),
            self.known,
            self.own,
        )

    def thread(self, thread: Thread) -> Iterator[Row]:
        """Rows of a comment and its replies; what drafter itself said is none."""
        said = [(comment, words_of(comment, self.known)) for comment in thread.comments]
        said = [(comment, text) for comment, text in said if text or comment.stamp.author != AUTHOR]
        if not said:
            self.own += 1
            return
        orders = [number_in(text) for _, text in said]
        last = max((index for index, number in enumerate(orders) if number), default=-1)
        told = self.outcome(orders[last] or 0, thread) if last >= 0 else None
        if not thread.settled and (told is None or told.state.startswith(f"备选{told.number}")):
            self.open.append(thread)
        for index, (comment, text) in enumerate(said):
            first = comment is thread.comments[0] or comment.stamp.author == AUTHOR
            state = told.state if told and index == last else SETTLED if thread.settled else OPEN
            if told and thread.settled and index == last:
                state += f"；{SETTLED}"
            elif told and index != last and not thread.settled:
                state = "见回复" if index < last else OPEN
            who = _who(comment)
            what: tuple[Kind, str] = ("comment", "批注") if first else ("reply", "回复")
            where = thread.start[0] if thread.fixed else 0
            when = "" if comment.stamp.author == AUTHOR else _moment(comment.stamp.date)  # ours is not his
            yield Row(*what, where, who, when, text, (), thread.quote, state)

    def outcome(self, number: int, thread: Thread) -> Outcome:
        found = outcome(number, thread, self.now)
        if not found.choice:
            return found
        other = self.choices.get(found.choice.sentences)
        if other and other != found.choice:
            return Outcome(number, None, f"备选{number}没有套用：别处要的是备选{other.option + 1}，请人定")
        self.choices[found.choice.sentences] = found.choice
        return found

    def change(self, change: Change) -> Row:
        """The row of a tracked change."""
        text, stretches = "", tuple[Mark, ...]()
        if change.kind in ("insert", "delete", "replace"):
            ends = (Mark(change.before, change.before), Mark(change.after, change.after))
            changed = (ends[0], *marks(change.old, change.new), ends[1])
            stretches = tidy([mark for mark in changed if mark.old or mark.new])
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
            "change", CHANGES[change.kind], change.where[0], change.stamp.author, when, text, stretches, quote, PENDING
        )

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
        for now, (start, _) in zip(self.then, spots(self.then), strict=True):
            if now.state == "same":
                continue
            paragraph = places.get(now.paragraph, now.paragraph)
            was, text = (now.written.text if now.written else ""), now.text
            what = STATES[now.state]
            stretches = marks(was.strip(), text.strip()) if now.state != "moved" else ()
            row = Row(
                "untracked", what, paragraph, "", "", text.strip() if not stretches else "", stretches, text, UNTRACKED
            )
            yield (paragraph, start[1]), row


def _who(comment: Comment) -> str:
    """Who is named; words that stand in a comment of drafter have no name."""
    return "写在 drafter 批注里" if comment.stamp.author == AUTHOR else comment.stamp.author


def words_of(comment: Comment, ours: Collection[str]) -> str:
    """What a person said in a comment: of drafter's own comments, the lines that drafter did not write."""
    if comment.stamp.author != AUTHOR:
        return comment.text
    return "\n".join(line for line in comment.text.split("\n") if line.strip() not in ours)


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
    return accepted(found.written, found.sentences, found.returned.styles, editors, found.choices, notes)


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
    given: dict[str, object] = {**(found.given or {}), "version": __version__, "reviewed": Path(found.path).name}
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
