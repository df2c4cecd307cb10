"""Cards of 事项 that do not recognise their own examples, or recognise what they should not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.detail import PARTS, details_of
from drafter.errors import Problem
from drafter.task import Task, task_of


def misread(tasks: Sequence[Task]) -> Iterator[Problem]:
    """A problem for each 例 another card takes or none does, and for each 反例 its own card takes.

    Args:
        tasks: cards in force, in the order of the bank.
    """
    near = _Near(tasks)
    for task in tasks:
        if not set(PARTS).isdisjoint(task.parts):
            yield from _misread_detail(task)
            continue
        told = not {"做法", "连说"}.isdisjoint(task.parts)
        part = "做法" if told else next(iter(task.parts), "")
        for text in task.fits:
            found = task_of(near.rivals(task, text), [text], part)
            if found is not task:
                taken = f"认成了「{found.name}」" if found else "认不出来"
                yield _problem(task, f"例“{text}”{taken}：在 词 里加上它的说法，或在那张卡的 不含 里排除它")
        for text in task.unfit:
            if task_of(near.rivals(task, text), [text], part) is task:
                yield _problem(task, f"反例“{text}”也认成了这件事：把 词 写得具体些，或用 不含 排除它")


class _Near:
    """Cards that share a word with a text: trying all of a thousand on every example takes seconds."""

    def __init__(self, tasks: Sequence[Task]) -> None:
        self.tasks = tasks
        self.by_word: dict[str, list[int]] = {}
        for number, task in enumerate(tasks):
            for word in {word for rule in task.rules for group in rule for word in group}:
                self.by_word.setdefault(word, []).append(number)
        self.longest = max(map(len, self.by_word), default=0)

    def rivals(self, task: Task, text: str) -> list[Task]:
        """In the order of the bank, those of the level of the card or of any."""
        numbers = {
            number
            for start in range(len(text))
            for end in range(start + 1, min(len(text), start + self.longest) + 1)
            for number in self.by_word.get(text[start:end], ())
        }
        found = (self.tasks[number] for number in sorted(numbers))
        return [other for other in found if other.levels == task.levels or not other.levels]


def _misread_detail(task: Task) -> Iterator[Problem]:
    """The same for a card of a single thing, which has no rivals: a text may name many things."""
    for text in task.fits:
        if not details_of([task], text):
            yield _problem(task, f"例“{text}”认不出来：在 词 里加上它的说法")
    for text in task.unfit:
        if details_of([task], text):
            yield _problem(task, f"反例“{text}”也认成了这件事：把 词 写得具体些，或用 不含 排除它")


def _problem(task: Task, message: str) -> Problem:
    return Problem(task.file, task.line, f"事项.{task.name}", message)
