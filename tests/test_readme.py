"""The README is true: its examples run, its tables are complete, its map has every room."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from drafter import files
from drafter.brief_keys import walk
from drafter.cli import app
from tests.returned_files import LI, File

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
COUNT = re.compile(r"\d+(?=[字句])")  # how long a draft is and how much was mined may change with the bank
pytestmark = pytest.mark.filterwarnings("ignore:invalid escape sequence")


def runs(console: str) -> list[tuple[str, list[str]]]:
    """Command and expected output of a console block."""
    pieces = re.split(r"^\$ ", console, flags=re.MULTILINE)[1:]
    return [(command, output.splitlines()) for command, _, output in (piece.partition("\n") for piece in pieces)]


def matches(expected: list[str], printed: list[str]) -> bool:
    """Whether the output is as shown; a line "…" stands for any lines, "…" within a line for any characters."""
    if not expected:
        return not printed
    if expected[0] == "…":
        return any(matches(expected[1:], printed[start:]) for start in range(len(printed) + 1))
    pattern = ".*".join(re.escape(COUNT.sub("0", part)) for part in expected[0].split("…"))
    return (
        bool(printed) and bool(re.fullmatch(pattern, COUNT.sub("0", printed[0]))) and matches(expected[1:], printed[1:])
    )


def test_every_example_prints_what_the_readme_shows(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(files.shipped("seeds"), "旧稿")
    wrong = []
    for kind, name, body in BLOCKS:
        if kind in ("yaml", "jinja", "text") and name:
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(body, encoding="utf-8")
        for command, expected in runs(body) if kind == "console" else ():
            if "回稿.docx" in command and not Path("回稿.docx").exists():
                Path("回稿.docx").write_bytes(reviewed(Path("送领导.docx").read_bytes()))
            result = CliRunner().invoke(app, shlex.split(command)[1:], prog_name="drafter")
            printed = result.output.splitlines()
            assert result.exception is None or isinstance(result.exception, SystemExit), command
            if not matches(expected, printed):
                wrong.append("\n".join([f"$ {command}", *printed]))
    assert "\n".join(wrong) == ""


def reviewed(draft: bytes) -> bytes:
    """What the README says two readers did to the draft of its brief."""
    file = File(draft)
    file.replace("62亿元", "65亿元")
    file.comment("一季度开工项目32个", "太平，用备选一", LI)
    file.edit("半个工作日", "两小时")
    return file.save()


def test_set_up_is_one_command_each():
    commands = {name: body for kind, name, body in BLOCKS if kind == "sh"}
    assert list(commands) == ["setup", "test"]
    assert [body.count("\n") for body in commands.values()] == [1, 1]


def brief_table() -> str:
    rows = [f"| {path} | {key.alias} | {key.note}{'（必填）' * key.required} |" for path, key in walk()]
    return "\n".join(["| key | alias | meaning |", "|---|---|---|", *rows])


def test_the_table_of_keys_is_the_table_of_the_program():
    found = re.search(r"\| key \| alias \| meaning \|\n(?:\|.*\n)+", README)
    assert found
    assert found[0].rstrip("\n") == brief_table()


def test_every_option_of_new_is_in_its_table():
    help_text = CliRunner().invoke(app, ["new", "--help"]).output
    options = set(re.findall(r"--[a-z-]+", help_text)) - {"--help", "--output"}
    section = README[README.index("| option | |") : README.index("`--json` is stable")]
    assert options - set(re.findall(r"--[a-z-]+", section)) == set()


def test_every_command_is_in_the_readme():
    names = [command.name or "" for command in app.registered_commands]
    assert names
    callbacks = [str(getattr(command.callback, "__name__", "")) for command in app.registered_commands]
    assert [name for name in callbacks if f"**`drafter {name}" not in README] == []


def test_every_module_is_in_the_map_and_every_entry_exists():
    mapped = re.findall(r"^    (drafter/\S+\.py)  +\S", README, re.MULTILINE)
    there = [path.relative_to(ROOT).as_posix() for path in (ROOT / "drafter").rglob("*.py")]
    assert sorted(mapped) == sorted(path for path in there if not path.endswith("__init__.py"))


def test_what_the_readme_points_at_exists():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize(
    ("expected", "printed", "same"),
    [
        (["一", "…"], ["一", "二", "三"], True),
        (["…", "三"], ["一", "二", "三"], True),
        (["稿.docx：12字"], ["稿.docx：345字"], True),
        (["标题…讲话"], ["标题　在全县的讲话"], True),
        (["一"], ["一", "二"], False),
        (["有12处"], ["有13处"], False),
    ],
)
def test_an_ellipsis_stands_for_anything(expected, printed, same):
    assert matches(expected, printed) == same


def test_a_console_block_is_commands_with_their_output():
    assert runs("$ a\nx\n$ b\n") == [("a", ["x"]), ("b", [])]
