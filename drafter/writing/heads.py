"""Names of the items of one 意见: the 要点 the brief gives, else one from the card of the 事项. All items or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.speech import Origin, Span
from drafter.task import Task
from drafter.writing import forms
from drafter.writing.choose import tie
from drafter.writing.loom import Loom
from drafter.writing.loops import Loop
from drafter.writing.want import Bound

_VERB = 2  # characters of what is done, which a measure must say itself: of 污水先办许可 改造农贸市场 says too much
_NAMED = 2  # pairs of characters a head must share with what it names: 消除黑臭水体 names no 生活污水治理设施


def item_heads(draft: Loom, index: int, answered: Sequence[Loop]) -> tuple[Bound, ...]:
    """One for each answered loop and each measure, full stop included: "改造传统企业。".

    Returns:
        Empty: some item would have none, or there is but one; then only the 要点 of the brief are said.
    """
    heads: list[Bound] = []
    taken = set(draft.heads_said)
    for own, path, text, task in _items(draft, index, answered):
        head = own or _of_card(draft, task, path, text, taken)
        if not head:
            return ()
        heads.append((*head, Span("。")))
        taken.add("".join(span.text for span in head))
    if len(heads) < 2:
        return ()
    draft.heads_said |= taken
    return tuple(heads)


def _items(draft: Loom, index: int, answered: Sequence[Loop]) -> Iterator[tuple[Bound, str, str, Task | None]]:
    """Of each item: 要点 as the brief gives it, path, text, and its 事项."""
    point = draft.brief.points[index]
    for loop in answered:
        text = str(loop.pair.answer)
        yield (), loop.pair.path, text, draft.task(text, index, answers=loop.pair.text.text)
    for position, measure in enumerate(point.measures):
        own = forms.said(measure.point) if measure.point and measure.detail else ()
        loops = draft.loops.at(index, position)
        task = draft.measure_task(measure, index, loops[0].pair.text.text if loops else "")
        yield own, f"{point.path}.举措[{position}]", str(measure.detail or measure.point), task


def _of_card(draft: Loom, task: Task | None, path: str, text: str, taken: set[str]) -> Bound:
    """The head of the card that repeats least of the text; empty: no card, or all its heads are said already."""
    free = [head for head in task.heads if head not in taken and head not in text] if task else []
    free = [head for head in free if head[:_VERB] in text and _repeated(head, text) >= _NAMED]
    if not task or not free:
        return ()
    said = text + "".join(span.text for heading in draft.headings for span in heading)
    best = min(free, key=lambda head: (_repeated(head, said), tie(draft.seed, path, head)))
    return (Span(best, Origin("derived", f"{path}：事项“{task.name}”→{best}")),)


def _repeated(head: str, text: str) -> int:
    return sum(head[at : at + 2] in text for at in range(len(head) - 1))
