"""Cards of 事项 that do not recognise their own examples, or recognise what they should not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.detail import details_of
from drafter.errors import Problem
from drafter.task import SINGLE, Task, index, near, task_of


def misread(tasks: Sequence[Task]) -> Iterator[Problem]:
    """A problem for each 例 another card takes or none does, and for each 反例 its own card takes.

    Args:
        tasks: cards in force, in the order of the bank.
    """
    words = index(tasks)
    longest = max(map(len, words), default=0)

    def rivals(task: Task, text: str) -> Iterator[Task]:
        found = (tasks[number] for number in sorted(near(words, longest, text)))
        return (other for other in found if other.levels == task.levels or not other.levels)

    for task in tasks:
        if task.is_way:
            yield from _misread_way(task)
            continue
        if not SINGLE.isdisjoint(task.parts):
            yield from _misread_detail(task)
            continue
        told = not {"做法", "连说"}.isdisjoint(task.parts)
        part = "做法" if told else next(iter(task.parts), "")
        for text in task.fits:
            found = task_of(rivals(task, text), [text], part)
            if found is not task:
                taken = f"认成了「{found.name}」" if found else "认不出来"
                yield _problem(task, f"例“{text}”{taken}：在 词 里加上它的说法，或在那张卡的 不含 里排除它")
        for text in task.unfit:
            if task_of(rivals(task, text), [text], part) is task:
                yield _problem(task, f"反例“{text}”也认成了这件事：把 词 写得具体些，或用 不含 排除它")


def _misread_detail(task: Task) -> Iterator[Problem]:
    """The same for a card of a single thing, which has no rivals: a text may name many things."""
    for text in task.fits:
        if not details_of([task], text):
            yield _problem(task, f"例“{text}”认不出来：在 词 里加上它的说法")
    for text in task.unfit:
        if details_of([task], text):
            yield _problem(task, f"反例“{text}”也认成了这件事：把 词 写得具体些，或用 不含 排除它")


def _misread_way(task: Task) -> Iterator[Problem]:
    """The same for a card of a way of putting things."""
    for text in task.fits:
        if task.put(text) is None:
            yield _problem(task, f"例“{text}”认不出来：在 词 或 认 里加上这种写法")
    for text in task.unfit:
        if task.put(text) is not None:
            yield _problem(task, f"反例“{text}”也认成了这种写法：把 词 或 认 写得具体些，或用 不含 排除它")


def _problem(task: Task, message: str) -> Problem:
    return Problem(task.file, task.line, f"事项.{task.name}", message)
