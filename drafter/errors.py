"""What can go wrong that the user can put right."""

from __future__ import annotations

from collections.abc import Iterable

from drafter.record import record


@record
class Problem:
    """One thing to correct in a file the user edits by hand."""

    path: str
    line: int  # first line is 1; 0: the file as a whole
    where: str  # "意见[0].举措[1]"; empty: the file as a whole
    message: str

    def __lt__(self, other: Problem) -> bool:
        return (self.path, self.line, self.where, self.message) < (other.path, other.line, other.where, other.message)

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.where}: {self.message}" if self.where else f"{place}: {self.message}"


class DrafterError(Exception):
    """Base class. Its text is shown as it is, exit code 2; any other exception is a bug."""


class InvalidFile(DrafterError):
    """A file that cannot be used; holds every problem, in line order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


def suggestion(word: str, known: Iterable[str]) -> str:
    """The tail of a message that names the nearest known word, or nothing: ", 是不是 责任？"."""
    from difflib import get_close_matches  # 1.5 ms, for messages only

    near = get_close_matches(word, list(known), n=1, cutoff=0.4)
    return f"，是不是 {near[0]}？" if near else ""
