"""drafter review: the command that reads a draft back. It talks; the work is in jobs/."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter.errors import DrafterError
from drafter.options import FINDINGS, BankFolder, BankOnly, echo_json, user_errors

if TYPE_CHECKING:
    from drafter.jobs.learn import Learned
    from drafter.jobs.review import Reviewed


def review(
    returned: Annotated[Path, typer.Argument(metavar="回稿", readable=False, help="改过、批过的 .docx")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", readable=False, help="把对账表写成 Word 文件（.docx）")
    ] = None,
    accept: Annotated[
        Path | None,
        typer.Option("--accept", readable=False, help="接受改动、套用选定的备选，另写一篇定稿（.docx）"),
    ] = None,
    learn: Annotated[bool, typer.Option("--learn", help="把改动变成对句库的建议，看过差异再定写不写")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="--learn 的建议不问就写进句库")] = False,
    json: Annotated[bool, typer.Option("--json", help="以 JSON 打到屏幕")] = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件")] = False,
    bank: BankFolder = None,
    bank_only: BankOnly = None,
) -> None:
    """读改回来的稿子：批注、回复、修订和没有留痕的改动，列成对账表；有就返回 1。"""
    from drafter.jobs import draft, review_shown
    from drafter.jobs import review as job

    with user_errors():
        if yes and not learn:
            raise DrafterError("--yes 只和 --learn 一起用")
        found = job.review(returned)
        places = job.places(returned, output, accept)
        made = [review_shown.to_docx(found)] if output else []
        made += [job.to_docx(found)] if accept else []
        learned = _learned(found, returned, bank, bank_only) if learn else None
        draft.save(list(zip(places, made, strict=True)), force=force)
        if json:
            told = {"learned": {"summary": learned.summary, "diff": learned.diff}} if learned else {}
            echo_json(review_shown.as_json(found) | told)
        else:
            typer.echo(review_shown.as_text(found))
        for line in (*job.remarks(found, accepting=accept is not None), *(f"写到 {place}" for place in places)):
            typer.echo(line, err=True)
        if learned:
            _offer(learned, yes=yes, ask=not json)
        if found.rows:
            raise typer.Exit(FINDINGS)


def _learned(found: Reviewed, path: Path, bank: Path | None, only: Path | None) -> Learned:
    from drafter.jobs import learn as job
    from drafter.jobs.draft import Folders

    return job.learn(found, path, Folders.of(bank, only=only).banks, only or bank or Path("phrasebanks"))


def _offer(learned: Learned, *, yes: bool, ask: bool) -> None:
    """Show what the bank could learn, and write it if the user says so."""
    from drafter.jobs.learn import apply

    for line in learned.left:
        typer.echo(line, err=True)
    if not learned.summary:
        typer.echo("句库没有可学的", err=True)
        return
    typer.echo(f"对句库的建议：{learned.summary}", err=True)
    if learned.diff and ask:
        typer.echo(learned.diff, err=True)
    if yes or (ask and _agreed()):
        for name in apply(learned):
            typer.echo(f"写到 {name}", err=True)
    else:
        typer.echo("没有写进句库；要写加 --yes", err=True)


def _agreed() -> bool:
    try:
        answer = typer.prompt("写进句库吗？写 y 或 是，别的都不写", default="", show_default=False, err=True)
    except typer.Abort:  # nobody there to answer
        return False
    return str(answer).strip().lower() in ("y", "yes", "是", "好", "写")
