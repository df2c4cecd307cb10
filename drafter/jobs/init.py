"""drafter init: a commented starter brief, or one made by asking question by question."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from drafter import brief_schema, brief_settings, files
from drafter.brief_file import RATE
from drafter.brief_keys import BRIEF, TONES, Key
from drafter.brief_nodes import fold
from drafter.errors import DrafterError, suggestion
from drafter.yamltree import refused, unprintable

DEFAULT = "三点意见"
_SHIPPED_LINK = f"$schema=../{brief_schema.NAME}"
_LINK = f"$schema={brief_schema.NAME}"
_HEAD = (
    f"# yaml-language-server: {_LINK}\n"
    "# 上面一行让编辑器提示键名、检查写法，不联网；不用也可以删去。\n"
    "# 没有回答的键没有写；还可以写哪些键，见 drafter init --outline 经济工作会议 写出的样子。"
)
_MORE = "（没有了直接回车）"
_PLAIN = re.compile(r"[\w“‘（《〔【][^:：#\n]*")
_TRIES = 5

Prompt = Callable[[str], str]


def starters(folder: Path | None = None) -> dict[str, Path]:
    """Name → file of every starter; one in the user's folder wins over a shipped one of the same name."""
    folders = [files.shipped("templates"), folder or Path("templates")]
    found = [path for one in folders for path in sorted((one / "briefs").glob("*.yaml"))]
    return {path.stem: path for path in found}


def starter(outline: str = DEFAULT, folder: Path | None = None) -> str:
    """Text of a starter brief.

    Args:
        outline: name of a starter: an outline it fits (三点意见) or an occasion (镇, 企业, 最简).
        folder: the user's templates folder, by default ./templates.

    Raises:
        DrafterError: there is no such starter.
    """
    known = starters(folder)
    if outline not in known:
        raise DrafterError(f"没有“{outline}”的简报样子{suggestion(outline, known) or '。'}现有：{'、'.join(known)}")
    text = files.read_text(known[outline]).text
    return text.replace(_SHIPPED_LINK, _LINK, 1)


def write(file: Path, outline: str = DEFAULT, prompt: Prompt | None = None, folder: Path | None = None) -> Path:
    """Write a starter, or the answers when there is a `prompt`, and the schema beside it for editors.

    Raises:
        DrafterError: the file exists (it is never overwritten), no such starter, or it cannot be written.
    """
    if file.is_dir():
        raise DrafterError(f"{file}: 这是文件夹，请给出文件名，例如 drafter init {file / 'brief.yaml'}")
    if file.exists():
        raise DrafterError(f"{file}: 已经有这个文件，没有动它；请换一个文件名，例如 drafter init {_free(file)}")
    text = ask(prompt, outline) if prompt else starter(outline, folder)
    files.write_text(file, text)
    schema = file.parent / brief_schema.NAME
    if _LINK in text and not schema.exists():
        files.write_text(schema, brief_schema.text())
    return file


def ask(prompt: Prompt, outline: str = "") -> str:
    """A brief made of answers; an empty answer leaves a key out.

    Args:
        prompt: shows a question and returns what was typed.
        outline: written as 提纲, unless empty.

    Raises:
        DrafterError: a required answer was left empty, or an answer stayed unusable, five times.
    """
    asked = _Asked(prompt)
    lines = [_HEAD]
    lines += asked.line("标题", "讲话稿的标题（必填）", required=True)
    lines += asked.line("讲话人", "讲话人的职务，如 县委书记")
    lines += asked.setting("日期", "讲话日期，如 2026-01-16", brief_settings.day)
    lines += asked.line("地区", "地区或单位名称，如 云岭县")
    lines += [f"提纲: {quoted(outline)}"] if outline else []
    meeting = [*asked.line("名称", "会议全称"), *asked.line("任务", "会议要干什么")]
    lines += _below("会议", meeting)
    review = (("成绩", "取得的成绩"), ("问题", "存在的问题"), ("机遇", "面临的机遇"))
    lines += _below("形势", [line for key, question in review for line in asked.items(key, question)])
    lines += ["意见:", *asked.points()]
    lines += _below("结尾", asked.line("号召", "最后的号召"))
    lines += asked.setting("篇幅", "篇幅，如 3000字 或 15分钟", lambda text, _: brief_settings.length(text, RATE))
    lines += asked.setting("语气", f"语气（{'、'.join(TONES)}）", brief_settings.choice)
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A text as a YAML value on one line; read back it is the same text."""
    plain = _PLAIN.fullmatch(text) and text == text.strip() and text not in ("null", "~")
    return text if plain else "'" + text.replace("'", "''") + "'"


class _Asked:
    """Questions and the YAML lines their answers make."""

    def __init__(self, prompt: Prompt) -> None:
        self.prompt = prompt

    def answer(self, question: str, required: bool = False, check: Callable[[str], object] | None = None) -> str:
        reason = ""
        for _ in range(_TRIES):
            typed = unprintable(fold(self.prompt(reason + question)))
            reason = _reason(typed, required, check)
            if not reason:
                return typed
        raise DrafterError(f"{question}：{reason.rstrip('。')}；没有写成简报")

    def line(self, key: str, question: str, required: bool = False) -> list[str]:
        typed = self.answer(question, required)
        return [f"{key}: {quoted(typed)}"] if typed else []

    def setting(self, key: str, question: str, read: Callable[[str, Key], object]) -> list[str]:
        row = next(child for child in BRIEF.keys if child.name == key)
        typed = self.answer(question, check=lambda text: read(text, row))
        return [f"{key}: {quoted(typed)}"] if typed else []

    def items(self, key: str, question: str) -> list[str]:
        items: list[str] = []
        while typed := self.answer(f"{question}，第{len(items) + 1}条{_MORE}"):
            items.append(f"  - {quoted(typed)}")
        return [f"{key}:", *items] if items else []

    def points(self) -> list[str]:
        lines: list[str] = []
        number = 1
        while typed := self.answer(f"第{number}点讲什么{_MORE if lines else '（必填）'}", required=not lines):
            lines.append(f"  - 主题: {quoted(typed)}")
            point = [*self.line("目标", f"“{typed}”要达到什么目标"), *self.items("举措", f"“{typed}”的具体举措")]
            lines += [f"    {line}" for line in point]
            number += 1
        return lines


def _reason(typed: str, required: bool, check: Callable[[str], object] | None) -> str:
    """What is wrong with an answer, as a sentence, or empty."""
    if not typed:
        return "不能为空。" if required else ""
    if found := refused(typed):
        return f"有不能使用的字符 {found}。"
    try:
        if check:
            check(typed)
    except ValueError as error:
        return f"{error}。"
    return ""


def _below(key: str, lines: list[str]) -> list[str]:
    return [f"{key}:", *(f"  {line}" for line in lines)] if lines else []


def _free(file: Path) -> Path:
    """A name beside `file` that is not taken: brief2.yaml."""
    number = 2
    while (free := file.with_name(f"{file.stem}{number}{file.suffix}")).exists():
        number += 1
    return free
