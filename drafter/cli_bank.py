"""drafter bank …: the commands that look into a bank. They change nothing."""

from __future__ import annotations

from typing import Annotated

import typer

from drafter.options import FINDINGS, BankFolder, BankOnly, Templates, user_errors
from drafter.usage import Command, Group

banks = typer.Typer(cls=Group, help="句库：有什么、用在哪里、哪里要改。", no_args_is_help=True, rich_markup_mode=None)


@banks.command("list", cls=Command)
def bank_list(
    slot: Annotated[str, typer.Option("--slot", help="只看这个槽位，如 开头")] = "",
    move: Annotated[str, typer.Option("--move", help="只看这个语步，如 会议任务")] = "",
    topic: Annotated[str, typer.Option("--topic", help="只看这个主题，如 项目建设")] = "",
    status: Annotated[str, typer.Option("--status", help="只看 可用、待审 或 停用 的")] = "",
    bank: BankFolder = None,
    bank_only: BankOnly = None,
) -> None:
    """一条一行：id、文件和行、句子。"""
    from drafter.jobs import bank as job
    from drafter.jobs.draft import Folders

    with user_errors():
        known = job.opened(Folders.of(bank, only=bank_only).banks)
        found = job.listed(known, job.Wanted.of(known, slot, move, topic, status))
        for phrase in found:
            typer.echo(job.line(phrase))
        typer.echo(f"共{len(found)}句", err=True)


@banks.command(cls=Command)
def search(
    words: Annotated[list[str], typer.Argument(metavar="词…", help="几个词或一句话")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=10000, help="最多列几句")] = 20,
    bank: BankFolder = None,
    bank_only: BankOnly = None,
) -> None:
    """按词找句子，最贴近的在前；也看要点、主题和“接”。"""
    from drafter.jobs import bank as job
    from drafter.jobs.draft import Folders

    with user_errors():
        found = job.search(job.opened(Folders.of(bank, only=bank_only).banks), words)
        for phrase in found[:limit]:
            typer.echo(job.line(phrase))
        rest = f"，列出前{limit}句，要看更多加 --limit" if len(found) > limit else ""
        typer.echo(f"找到{len(found)}句{rest}", err=True)


@banks.command(cls=Command)
def stats(bank: BankFolder = None, bank_only: BankOnly = None) -> None:
    """各语步、作用、主题有多少句，挖出的见于几篇讲话。"""
    from drafter.jobs import bank as job
    from drafter.jobs.draft import Folders

    with user_errors():
        folders = Folders.of(bank, only=bank_only).banks
        for line in job.stats(job.opened(folders), job.seen(folders)):
            typer.echo(line)


@banks.command("vars", cls=Command)
def bank_vars(bank: BankFolder = None, bank_only: BankOnly = None) -> None:
    """句子里能写哪些变量：意思、用了几句、用在哪里。"""
    from drafter.jobs import bank as job
    from drafter.jobs.draft import Folders

    with user_errors():
        for line in job.variables(job.opened(Folders.of(bank, only=bank_only).banks)):
            typer.echo(line)


@banks.command(cls=Command)
def lint(
    date: Annotated[str, typer.Option("--date", help="按这一天查过时的提法，如 2026-01-16（不写就不查）")] = "",
    bank: BankFolder = None,
    bank_only: BankOnly = None,
    templates: Templates = None,
) -> None:
    """查句库里要改的地方，一处一行；有就返回 1。"""
    from drafter.jobs import lint as job
    from drafter.jobs.draft import Folders

    with user_errors():
        folders = Folders.of(bank, templates, bank_only)
        problems = job.lint(folders.banks, folders.outlines, job.day(date))
        for problem in problems:
            typer.echo(str(problem))
        typer.echo(f"共{len(problems)}处要看一看" if problems else "没有发现要改的地方", err=True)
        if problems:
            raise typer.Exit(FINDINGS)
