"""What the commands share: options of the same meaning, exit codes, and how a user's mistake is shown."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from drafter.errors import DrafterError
from drafter.usage import CANNOT_RUN

DONE, FINDINGS = 0, 1

BankFolder = Annotated[
    Path | None, typer.Option("--bank", readable=False, help="自己的句库文件夹，叠在自带句库上面（默认 ./phrasebanks）")
]
BankOnly = Annotated[Path | None, typer.Option("--bank-only", readable=False, help="只用这个句库文件夹，不用自带句库")]
Templates = Annotated[
    Path | None, typer.Option("--templates", readable=False, help="自己的提纲文件夹（默认 ./templates）")
]
Update = Annotated[
    Path | None,
    typer.Option("--update", metavar="改稿", readable=False, help="改过的稿子：手改都留着，简报的新内容并进去"),
]
Factsheet = Annotated[bool, typer.Option("--factsheet", help="另写一份核稿单：每个数字的位置和来源，按责任单位分表")]
Best = Annotated[bool, typer.Option("--best", help="多写二十几篇，挑读起来毛病最少的一篇（慢一两秒）")]
Headings = Annotated[bool, typer.Option("--headings", help="不写稿，只列几组可用的大标题，最合适的在前")]
LayoutName = Annotated[
    str, typer.Option("--layout", help="版式：公文（默认）、台上阅读版，或自己的；见 drafter layout list")
]
Reference = Annotated[
    Path | None,
    typer.Option(
        "--reference", readable=False, help="照本单位的 Word 文件排：用它的页面、样式、页眉页脚，不用它的文字"
    ),
]
Spoken = Annotated[bool, typer.Option("--spoken", help="数字写成念法：186.4亿元 写成 一百八十六点四亿元")]


def echo_json(data: object) -> None:
    """Print what a program is to read."""
    import json

    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))


@contextmanager
def user_errors() -> Iterator[None]:
    """Show what the user can put right as it is; anything else keeps its traceback."""
    try:
        yield
    except DrafterError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(CANNOT_RUN) from None
