"""What the command line framework says of its own accord, said in Chinese: help, and what is wrong with a command."""

from __future__ import annotations

import re
import sys
from typing import Any, NoReturn, cast

import typer
from typer.core import TyperCommand, TyperGroup

from drafter.errors import suggestion

CANNOT_RUN = 2
_CLICK_ERROR = cast(type[Exception], typer.BadParameter.__mro__[2])  # ClickException of whichever click this typer uses
# Patterns are compiled where help or a refusal is shown, not on every run
_HELP = (
    (r"(?m)^Usage: ", "用法："),
    (r"(?m)^(\s*)Options:$", r"\1选项："),
    (r"(?m)^(\s*)Arguments:$", r"\1参数："),
    (r"(?m)^(\s*)Commands:$", r"\1命令："),
    (r"\[OPTIONS\]", "[选项]"),
    (r"COMMAND \[ARGS\]\.\.\.", "命令 …"),
    (r"Show this message and exit\.", "看这份说明"),
    (r"\[default: ([^\]]*)\]", r"[默认 \1]"),
    (r"\[required\]", "[必填]"),
    (r"<path>", "<路径>"),  # as wide as before: the columns stay in line
    (r"<int range>", "<整数>     "),
    (r"<int> ", "<整数>"),
    (r"<str> ", "<文字>"),
)
_ERRORS = (
    (r"Missing argument '(.+)'\.", r"没有给出 \1"),
    (r"Missing option '(.+)'\.", r"没有给出 \1"),
    (r"Option '?(-[^\s']+)'? requires an argument\.", r"\1 后面要写一个值"),
    (r"Option '?(-[^\s']+)'? does not take a value\.", r"\1 后面不带值"),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)", r"多出了 \1；文件名里有空格请用引号括起来"),
    (
        r"Invalid value for '(.+?)'.*: '?(.+?)'? is not in the range (-?\d+)<=x<=(-?\d+)\.",
        r"\1 要在 \3 到 \4 之间，现在是 \2",
    ),
    (r"Invalid value for '(.+?)'.*: '?(.+?)'? is not a valid int.*\.", r"\1 要写整数，现在是 \2"),
)
_NO_COMMAND = r"No such command '(.+?)'\."
_NO_OPTION = r"No such option:? '?(-[^\s']+?)'?(?:[.\s]|$)"


def in_chinese(text: str) -> str:
    """Help text with the words of the framework translated."""
    for found, chinese in _HELP:
        text = re.sub(found, chinese, text)
    return text


def _message(error: Any, command: Any) -> str:
    """What is wrong with a command, in Chinese; what we do not know stays as the framework says it."""
    said = str(error.format_message())
    if found := re.match(_NO_COMMAND, said):
        known = list(command.commands)
        return f"没有 {found[1]} 这个命令{suggestion(found[1], known) or '；'}现有：{'、'.join(known)}"
    if found := re.match(_NO_OPTION, said):
        known = [name for option in command.params for name in option.opts if name.startswith("--")]
        return f"没有 {found[1]} 这个选项{suggestion(found[1], [*known, '--help'])}"
    for pattern, chinese in _ERRORS:
        if re.match(pattern, said):
            return re.sub(pattern, chinese, said)
    return said


def _refuse(error: Any) -> NoReturn:
    context = getattr(error, "ctx", None)
    if context and type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(context.get_help(), err=True)
        sys.exit(CANNOT_RUN)
    typer.echo(_message(error, context.command if context else None), err=True)
    if context:
        typer.echo(f"{in_chinese(context.get_usage())}（{context.command_path} -h 看说明）", err=True)
    sys.exit(CANNOT_RUN)


class Command(TyperCommand):
    """A command whose help is Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        """Help text."""
        return in_chinese(super().get_help(ctx))


class Group(TyperGroup):
    """A group of commands whose help and refusals are Chinese throughout."""

    def get_help(self, ctx: Any) -> str:
        """Help text."""
        return in_chinese(super().get_help(ctx))

    def main(self, *args: Any, **options: Any) -> NoReturn:
        """Run, and exit with the code: 2 when the command line makes no sense or was broken off."""
        try:
            code = super().main(*args, **options | {"standalone_mode": False})
        except _CLICK_ERROR as error:
            _refuse(error)
        except typer.Abort:
            typer.echo("\n没有做完就停了", err=True)
            sys.exit(CANNOT_RUN)
        sys.exit(code if isinstance(code, int) else 0)
