"""The command line: one command, one job; progress, exit codes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from drafter import __version__
from drafter.cli_bank import banks
from drafter.cli_layout import layouts
from drafter.cli_review import review
from drafter.errors import DrafterError
from drafter.options import (
    FINDINGS,
    BankFolder,
    BankOnly,
    Best,
    Factsheet,
    Headings,
    LayoutName,
    Reference,
    Spoken,
    Templates,
    Update,
    echo_json,
    user_errors,
)
from drafter.usage import Command, Group

app = typer.Typer(
    cls=Group,
    help="drafter：一页简报写成一篇讲话稿。离线，不编造，每句话都有来历。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
outlines = typer.Typer(cls=Group, help="提纲：有哪些、什么样。", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(outlines, name="outline")
app.add_typer(banks, name="bank")
app.add_typer(layouts, name="layout")
app.command(cls=Command)(review)


_SPEECH = "文件（.txt、.docx、.html、.pdf、.doc、.wps）"


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"drafter {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="版本")] = False,
) -> None:
    """drafter：一页简报写成一篇讲话稿。离线，不编造，每句话都有来历。"""


@app.command(cls=Command)
def init(
    file: Annotated[Path, typer.Argument(metavar="简报", readable=False, help="写到哪里")] = Path("brief.yaml"),
    outline: Annotated[str, typer.Option("--outline", help="按哪个提纲的样子写")] = "三点意见",
    ask: Annotated[bool, typer.Option("--ask", help="一问一答，答完写好")] = False,
) -> None:
    """写一份带说明的简报样子，照着改。"""
    from drafter.jobs import init as job

    with user_errors():
        written = job.write(
            file,
            outline,
            (lambda question: str(typer.prompt(question, default="", show_default=False))) if ask else None,
        )
        typer.echo(f"{written}：改好以后运行 drafter new {written}")


@app.command(cls=Command)
def new(
    brief: Annotated[Path, typer.Argument(metavar="简报", readable=False, help="YAML 文件")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", readable=False, help="写到哪里（默认与简报同名 .docx）")
    ] = None,
    seed: Annotated[int | None, typer.Option("--seed", help="种子：换一个数，换一种写法")] = None,
    variants: Annotated[int, typer.Option("--variants", min=1, max=20, help="一次写几篇不同的")] = 1,
    outline: Annotated[str, typer.Option("--outline", help="提纲（优先于简报里的「提纲」）")] = "",
    comments: Annotated[
        str, typer.Option("--comments", help="批注：holes 待补和待核；all 另加来历和备选；none 不要")
    ] = "holes",
    clean: Annotated[
        bool, typer.Option("--clean", help="送出去的版本：不带批注、来历、书签；仍有待补时返回 1")
    ] = False,
    text: Annotated[bool, typer.Option("--text", help="只把文字打到屏幕（或 -o 的文件）")] = False,
    json: Annotated[bool, typer.Option("--json", help="把每句话和来历以 JSON 打到屏幕")] = False,
    update: Update = None,
    factsheet: Factsheet = False,
    best: Best = False,
    headings: Headings = False,
    layout: LayoutName = "",
    reference: Reference = None,
    spoken: Spoken = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件")] = False,
    bank: BankFolder = None,
    bank_only: BankOnly = None,
    templates: Templates = None,
) -> None:
    """按简报写讲话稿（主要的活）。"""
    import gc

    gc.disable()  # a process of a quarter second has nothing to collect
    from drafter.jobs import draft
    from drafter.jobs import new as job

    with user_errors():
        order = job.Order(
            brief=brief, output=output, folders=draft.Folders.of(bank, templates, bank_only),
            seed=seed, variants=variants, outline=outline, comments=comments, clean=clean, text=text, json=json,
            force=force, update=update, factsheet=factsheet, best=best, headings=headings,
            layout=layout, reference=reference, spoken=spoken,
        )  # fmt: skip
        done = job.new(order)
        if done.data is not None:
            echo_json(done.data)
        for line in done.lines:
            typer.echo(line)
        for line in done.remarks:
            typer.echo(line, err=True)
        if done.open:
            raise typer.Exit(FINDINGS)


@app.command(cls=Command)
def export(
    text: Annotated[Path, typer.Argument(metavar="讲话稿", readable=False, help=_SPEECH)],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", readable=False, help="写到哪里（默认与原文同名 .docx）")
    ] = None,
    clean: Annotated[
        bool, typer.Option("--clean", help="送出去的版本：不带批注、来历、书签；仍有待补时返回 1")
    ] = False,
    layout: LayoutName = "",
    reference: Reference = None,
    spoken: Spoken = False,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有文件")] = False,
    templates: Templates = None,
) -> None:
    """把一篇现成的文字排成公文格式的 Word 稿，一字不改。"""
    from drafter.jobs import draft, looks
    from drafter.jobs import export as job
    from drafter.reading.cues import load_cues

    with user_errors():
        place = job.place(text, output)
        folders = draft.Folders.of(templates=templates)
        look = looks.look(folders.outlines, layout=layout, reference=reference, spoken=spoken)
        made = job.export(job.text_of(text), load_cues(folders.banks))
        made = looks.said_export(made) if look and look.spoken else made
        draft.save([(place, made.to_docx(clean=clean, look=look))], force=force)
        typer.echo(f"{place}：{made.characters}字")
        shown = looks.remarks_on(made.paragraphs, look)
        for line in (*job.remarks(made, clean=clean), *shown):
            typer.echo(line, err=True)
        if clean and made.holes:
            raise typer.Exit(FINDINGS)


@app.command(cls=Command)
def explain(
    draft: Annotated[Path, typer.Argument(metavar="讲话稿", readable=False, help="drafter 写的 .docx，改过的也行")],
    paragraph: Annotated[str, typer.Argument(metavar="段", help="第几段（标题是第1段），或段里的几个字")] = "",
    json: Annotated[bool, typer.Option("--json", help="以 JSON 打到屏幕")] = False,
    bank: BankFolder = None,
    bank_only: BankOnly = None,
) -> None:
    """说明稿子里每句话的来历、备选；成稿以后改过的标出来。"""
    from drafter.jobs import explain as job
    from drafter.jobs.draft import Folders

    with user_errors():
        found = job.explain(draft)
        numbers = job.wanted(found, paragraph)
        known, fault = job.phrases(Folders.of(bank, only=bank_only).banks)
        if json:
            echo_json(job.as_json(found, numbers, known))
        else:
            typer.echo(job.as_text(found, numbers, known))
        if fault:
            typer.echo(fault, err=True)


@app.command(cls=Command)
def parse(
    file: Annotated[Path, typer.Argument(metavar="讲话稿", readable=False, help=_SPEECH)],
    json: Annotated[bool, typer.Option("--json", help="以 JSON 打到屏幕")] = False,
    bank: BankFolder = None,
) -> None:
    """看 drafter 怎样读一篇讲话：标题、每句的槽位和语步、网页残留。"""
    from drafter.jobs import parse as job
    from drafter.jobs.draft import Folders
    from drafter.reading import read
    from drafter.reading.cues import load_cues
    from drafter.reading.extract import extract

    with user_errors():
        cues = load_cues(Folders.of(bank).banks)
        reading = read(extract(file).text, str(file), cues)
        if json:
            echo_json(job.as_json(reading))
        else:
            typer.echo(job.as_text(reading))


@app.command(cls=Command)
def mine(
    paths: Annotated[list[Path], typer.Argument(metavar="旧稿…", readable=False, help="文件或文件夹，可以写几个")],
    bank: BankFolder = None,
    refresh: Annotated[bool, typer.Option("--refresh", help="改进以前挖出、没有人动过的条目")] = False,
) -> None:
    """从旧讲话稿里挖句子，补进句库；人改过的不动。"""
    from drafter.jobs import mine as job

    with user_errors():
        progress = _progress if sys.stderr.isatty() else None
        report = job.mine(paths, bank or Path("phrasebanks"), refresh=refresh, progress=progress)
        for file in report.files:
            if file.skipped:
                typer.echo(f"{file.path}: 没有用：{file.skipped}", err=True)
            else:
                ready, held = sum(file.ready.values()), sum(file.held.values())
                typer.echo(f"{file.path}：可用{ready}句，待审{held}句")
        if all(file.skipped for file in report.files):
            raise DrafterError("没有找到一篇能用的讲话稿；请给出旧讲话稿的文件，或放着它们的文件夹")
        typer.echo(f"句库新增：可用{report.ready}句，待审{report.held}句；另有{report.known}句原来就有或彼此重复")
        if refresh:
            typer.echo(f"重新整理：改进{report.improved}句，停用{report.retired}句")
        for name in report.written:
            typer.echo(f"写到 {name}")


def _progress(done: int, total: int, name: str) -> None:
    """A bar on the terminal that is written over by the next one and gone after the last."""
    import shutil

    full = 20 * done // total
    bar = f"{'█' * full}{'░' * (20 - full)} {done}/{total} "
    room = shutil.get_terminal_size().columns - len(bar) - 1
    shown = f"{bar}{Path(name).name[: max(0, room // 2)]}" if name else ""  # a Chinese character takes two columns
    typer.echo(f"\r\x1b[K{shown}", err=True, nl=False)


@outlines.command("list", cls=Command)
def outline_list(templates: Templates = None) -> None:
    """有哪些提纲，各在哪里。"""
    from drafter.jobs.draft import Folders
    from drafter.jobs.outlines import listing

    with user_errors():
        typer.echo(listing(Folders.of(templates=templates).outlines))


@outlines.command("show", cls=Command)
def outline_show(
    name: Annotated[str, typer.Argument(metavar="提纲", help="名字，或 .j2 文件")], templates: Templates = None
) -> None:
    """打出一个提纲，照着改成自己的。"""
    from drafter import files
    from drafter.jobs.draft import Folders
    from drafter.writing.outline import find

    with user_errors():
        typer.echo(files.read_text(find(name, Folders.of(templates=templates).outlines)).text, nl=False)


@outlines.command("from", cls=Command)
def outline_from(
    speech: Annotated[Path, typer.Argument(metavar="讲话稿", readable=False, help=_SPEECH)],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", readable=False, help="写到哪里（默认 ./templates，与旧稿同名 .j2）")
    ] = None,
) -> None:
    """照一篇旧稿的样子写一个提纲。"""
    from drafter.jobs.outline_from import write

    with user_errors():
        written = write(speech, output)
        name = written.stem if output is None else written
        typer.echo(f"{written}：用的时候 drafter new 简报.yaml --outline {name}")


def main() -> None:
    """Entry point: UTF-8 on every console, then the command."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    _leave_only(sys.argv[1:2])
    app(prog_name="drafter")


def _leave_only(asked: list[str]) -> None:
    """Forget the other commands where one is named: typer would look through all of them first, 0.5 ms each."""
    commands = [one for one in app.registered_commands if [one.name or getattr(one.callback, "__name__", "")] == asked]
    if commands:
        app.registered_commands, app.registered_groups = commands, []


if __name__ == "__main__":
    main()
