"""`drafter new`: what was ordered → files written, text to show, remarks; the work itself is in draft and update."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drafter.brief import Brief
from drafter.brief_file import read_brief
from drafter.errors import DrafterError
from drafter.jobs import draft as drafting
from drafter.jobs import looks
from drafter.record import record
from drafter.writing.compose import Draft
from drafter.writing.taste import of_speech

if TYPE_CHECKING:
    from drafter.word.embedded import Paragraph  # not needed where a draft only goes to the screen
    from drafter.word.look import Look


@record
class Order:
    """The options of one call, checked only by their types."""

    brief: Path
    output: Path | None
    folders: drafting.Folders
    seed: int | None
    variants: int
    outline: str
    comments: str
    clean: bool
    text: bool
    json: bool
    force: bool
    update: Path | None  # a draft that somebody corrected
    factsheet: bool  # a second file: every figure, to be checked
    best: bool = False  # of many drafts the one that reads best
    headings: bool = False  # no draft, only sets of headings
    layout: str = ""
    reference: Path | None = None  # a .docx of the office, to look like
    spoken: bool = False  # figures as they are said

    @property
    def written(self) -> bool:
        """Whether a file is written, not only the screen."""
        return self.output is not None or not (self.text or self.json)

    @property
    def commented(self) -> bool:
        """Whether the file says in comments what to fill in."""
        return self.written and not self.text and not self.clean and self.comments != "none"

    def look(self) -> Look | None:
        """How Word files are to look; None: the usual way."""
        folders = self.folders.outlines
        return looks.look(folders, layout=self.layout, reference=self.reference, spoken=self.spoken)

    @property
    def wanted(self) -> drafting.Wanted:
        """Which comments."""
        return self.comments  # type: ignore[return-value]


@record
class Done:
    """What came of it."""

    lines: tuple[str, ...] = ()  # for stdout
    data: Any = None  # for stdout as JSON; None: the lines are
    remarks: tuple[str, ...] = ()  # for stderr
    open: bool = False  # a version to be handed on in which something is still open


def new(order: Order) -> Done:
    """Compose what was ordered and write it.

    Raises:
        DrafterError: options that contradict each other, or anything that keeps the draft from being made or written.
    """
    _check(order)
    brief = read_brief(order.brief)
    if order.headings:
        return _headings(order, brief)
    return _update(order, brief, order.update) if order.update else _draft(order, brief)


def _check(order: Order) -> None:
    if order.comments not in ("holes", "all", "none"):
        raise DrafterError(f"--comments {order.comments}: 只能是 holes、all 或 none")
    if order.text and order.json:
        raise DrafterError("--text 和 --json 只能用一个")
    if order.best and (order.variants > 1 or order.update):
        raise DrafterError("--best 只挑一篇，不能和 --variants、--update 同用")
    if order.headings and order.update:
        raise DrafterError("--headings 不写稿，不能和 --update 同用")
    if order.update and order.variants > 1:
        raise DrafterError("--update 一次更新一篇，不能和 --variants 同用")
    if order.update and order.json:
        raise DrafterError("--update 和 --json 只能用一个；要看改稿每句话的来历，用 drafter explain")
    if order.factsheet and (order.text or not order.written):
        raise DrafterError("--factsheet 跟着 Word 稿一起写：不能和 --text 同用，和 --json 同用时要用 -o 给出文件名")


def _headings(order: Order, brief: Brief) -> Done:
    """Sets of headings to choose from; one that pleases is put into the brief as 标题."""
    sets = drafting.heading_sets(brief, order.folders, name=order.outline, seed=order.seed)
    if order.json:
        return Done(data=[{"mould": mould, "headings": lines} for mould, lines in sets])
    told = [[f"第{number}组", *(f"  {line}" for line in lines)] for number, (_, lines) in enumerate(sets, 1)]
    return Done(tuple(line for lines in told for line in lines), remarks=("看中哪一组，写进简报各条意见的「标题」",))


def _made(order: Order, brief: Brief) -> tuple[list[Draft], list[str]]:
    """The drafts, and what is to be said of how they were chosen."""
    if not order.best:
        return drafting.drafts(brief, order.folders, name=order.outline, seed=order.seed, variants=order.variants), []
    draft, count = drafting.best(brief, order.folders, name=order.outline, seed=order.seed)
    return [draft], [f"挑选：{count}篇里取了种子{draft.seed}这一篇：{of_speech(draft.speech).words}"]


def _draft(order: Order, brief: Brief) -> Done:
    places = drafting.places(order.brief, order.output, order.variants, text=order.text)
    look = order.look()
    made, chosen = _made(order, brief)
    made = [looks.said(draft) for draft in made] if look and look.spoken else made
    sheets: list[str] = []
    if order.written:
        pieces = [(at, _laid_out(draft, brief, order, look)) for at, draft in zip(places, made, strict=True)]
        if order.factsheet:
            from drafter.word.embedded import paragraphs

            both = list(zip(places, made, strict=True))
            found = [_factsheet(paragraphs(draft.speech), draft.speech.title, at, brief) for at, draft in both]
            pieces += [(at, data) for at, data, _ in found]
            sheets = [line for _, _, line in found]
        drafting.save(pieces, force=order.force)
    said = chosen + [line for draft in made for line in drafting.remarks(draft, brief, commented=order.commented)]
    if order.written and not order.text:
        said += looks.remarks([draft.speech for draft in made], look)
    remarks = tuple(dict.fromkeys(said))
    still_open = order.clean and any(map(drafting.remaining, made))
    if order.json:
        named = [str(at) if order.written else "" for at in places]
        data = [drafting.as_json(draft, at) for at, draft in zip(named, made, strict=True)]
        return Done((), data if order.variants > 1 else data[0], (*sheets, *remarks), still_open)
    if order.written:
        lines = [f"{at}：{draft.speech.characters}字" for at, draft in zip(places, made, strict=True)] + sheets
    else:
        lines = ["\n".join(draft.speech.to_text() for draft in made).removesuffix("\n")]
    return Done(tuple(lines), remarks=remarks, open=still_open)


def _laid_out(draft: Draft, brief: Brief, order: Order, look: Look | None) -> bytes:
    if order.text:
        return draft.speech.to_text().encode()
    return drafting.to_docx(draft, brief, comments=order.wanted, clean=order.clean, look=look)


def _factsheet(
    paragraphs: Sequence[Paragraph], title: str, at: Path, brief: Brief, *, edited: bool = False
) -> tuple[Path, bytes, str]:
    """Place and content of the sheet of one draft, and a line on it."""
    from drafter.jobs import factsheet as job

    sheet, place = job.factsheet(paragraphs, brief, edited=edited), job.place_of(at)
    return place, job.lay_out(sheet, title, at, brief), job.told(sheet, place)


def _update(order: Order, brief: Brief, path: Path) -> Done:
    from drafter.jobs import update as job

    edited = job.read_edited(path)
    if order.output:
        drafting.places(order.brief, order.output, 1, text=order.text)
    name, seed = order.outline or edited.given["outline"], order.seed
    seed = edited.given["seed"] if seed is None else seed
    look = order.look()
    draft = drafting.drafts(brief, order.folders, name=name, seed=seed)[0]
    made = job.update(edited, looks.said(draft) if look and look.spoken else draft)
    text = "".join(f"{line}\n" for line in made.lines)
    remarks = tuple(job.remarks(made, brief, commented=order.commented))
    if order.written and not order.text:
        remarks += look.remarks if look else ()  # of its last lines nothing is said: it is still being corrected
    still_open = order.clean and made.open
    if not order.written:
        return Done((text.removesuffix("\n"),), remarks=remarks, open=still_open)
    data = (
        text.encode() if order.text else job.to_docx(made, brief, comments=order.wanted, clean=order.clean, look=look)
    )
    target = order.output or job.place(path, data, ".docx")
    pieces, lines = [(target, data)], [f"{target}：{made.characters}字"]
    if order.factsheet:
        paragraphs = [one.paragraph for one in made.shown]
        at, sheet, line = _factsheet(paragraphs, made.title, target, brief, edited=True)
        pieces, lines = [*pieces, (at, sheet)], [*lines, line]
    drafting.save(pieces, force=order.force)
    return Done(tuple(lines), remarks=remarks, open=still_open)
