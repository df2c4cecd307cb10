"""drafter layout …: which layouts there are. They change nothing."""

from __future__ import annotations

from typing import Annotated

import typer

from drafter.options import Templates, user_errors
from drafter.usage import Command, Group

layouts = typer.Typer(cls=Group, help="版式：有哪些、什么样。", no_args_is_help=True, rich_markup_mode=None)


@layouts.command("list", cls=Command)
def layout_list(templates: Templates = None) -> None:
    """有哪些版式，各在哪里。"""
    from drafter.jobs.draft import Folders
    from drafter.jobs.looks import listing

    with user_errors():
        typer.echo(listing(Folders.of(templates=templates).outlines))


@layouts.command("show", cls=Command)
def layout_show(
    name: Annotated[str, typer.Argument(metavar="版式", help="名字，或 .yaml 文件")], templates: Templates = None
) -> None:
    """打出一个版式，照着改成自己的。"""
    from drafter import files
    from drafter.jobs.draft import Folders
    from drafter.word.layout_file import find

    with user_errors():
        typer.echo(files.read_text(find(name, Folders.of(templates=templates).outlines)).text, nl=False)
