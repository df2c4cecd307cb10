"""drafter outline from: a speech → an outline of its shape, with a place for everything a brief can say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from drafter import files, numbering
from drafter.errors import DrafterError
from drafter.facts import find_facts
from drafter.jobs.draft import Folders
from drafter.mining.wording import wording
from drafter.reading import read
from drafter.reading.cues import Cues, load_cues
from drafter.reading.extract import extract
from drafter.reading.kind import SPEECH
from drafter.reading.shape import Part, Shape, shape_of
from drafter.segment import ENDS
from drafter.writing.outline import SUFFIX

FOLDER = Path("templates")
_TASK, _SPIRIT, _VISION = (f'{{{{ 句("会议任务", 作用="{role}") }}}}' for role in ("任务", "精神", "目标"))
_RECAP, _THANKS, _LEAD = '{{ 句("会议承接") }}', '{{ 句("致谢问候") }}', '{{ 句("引出意见"%s) }}'
_DONE, _WRONG, _AHEAD = '{{ 句("成绩") }}', '{{ 句("问题") }}', '{{ 句("形势机遇") }}'
_SAID = {
    "significance": '{{ 句("背景意义") }}',
    "purpose": _TASK,
    "recap": _RECAP,
    "greeting": _THANKS,
    "achievements": _DONE,
    "problems": _WRONG,
    "outlook": _AHEAD,
    "summary": '{{ 句("总结") }}',
    "call": '{{ 句("号召") }}',
    "ending": '{{ 句("结语") }}',
}
# What a brief may say though the speech does not: it stands only where the brief says it.
_IF_TASK = "{% if 会议.任务 or 会议.原文 or 会议.名称 %}" + _TASK + "{% endif %}"
_IF_DONE = "{% if 形势.成绩 or 形势.主线 or 形势.时段 %}" + _DONE + "{% endif %}"
_IF_WRONG = "{% if 形势.问题 %}" + _WRONG + "{% endif %}"
_REVIEW = {"achievements": _IF_DONE, "problems": _IF_WRONG, "outlook": _AHEAD}
_HEAD = """\
{{# {name}：照一篇旧稿的样子写的提纲（{title}）。
   怎样改：一行就是一段；{{{{ 句("成绩") }}}} 是“这里要一段讲成绩的话”，用哪句由程序统筹；普通文字照写照印。
   带 {{% if … %}} 的是旧稿没有、简报可能会写的内容，简报写了才出现。 #}}
"""


def write(speech: Path, output: Path | None = None) -> Path:
    """Write the outline of a speech; by default into ./templates under the speech's name.

    Raises:
        DrafterError: not a speech, or the file exists (it is never overwritten) or cannot be written.
    """
    place = output or FOLDER / f"{speech.stem}{SUFFIX}"
    if place.suffix != SUFFIX:
        raise DrafterError(f"{place}: 提纲的文件名要以 {SUFFIX} 结尾，例如 {place.stem}{SUFFIX}")
    if files.what_is(place):
        raise DrafterError(f"{place}: 已经有这个文件，没有动它；请用 -o 换个名字")
    text = outline(extract(speech).text, str(speech), place.stem, load_cues(Folders.of().banks))
    if not output:
        files.make_folder(FOLDER)
    files.write_text(place, text)
    return place


def outline(text: str, path: str, name: str, cues: Cues | None = None) -> str:
    """The outline of a speech, as Jinja.

    Args:
        text: the speech.
        path: named in messages.
        name: of the outline, for its comment.
        cues: None: the shipped ones.

    Raises:
        DrafterError: it is no speech.
    """
    reading = read(text, path, cues)
    if reading.kind != SPEECH:
        raise DrafterError(f"{path}: {reading.kind}，没有写提纲；请给出一篇讲话稿")
    shape = shape_of(reading.speech)
    title = re.sub("[{}#%]", "", reading.speech.title) or "没有标题"
    return _HEAD.format(name=name, title=title) + "\n".join(_lines(shape)) + "\n"


def _lines(shape: Shape) -> Iterator[str]:
    """Every line of the outline, empty ones between its parts."""
    yield from _opening(shape, reviewed=any(part.does == "review" for part in shape.parts))
    yield ""
    if shape.parts:
        yield from _parts(shape)
    else:
        yield from _points(shape)
        yield ""
    yield from _closing(shape)


def _opening(shape: Shape, reviewed: bool) -> Iterator[str]:
    """The moves of the opening in their order; what the speech lacks and a brief may say where it usually stands.

    Args:
        shape: of the speech.
        reviewed: the review has a part of its own.
    """
    slots = ("opening",) if reviewed else ("opening", "situation_review")
    paragraphs = _in_time([[move for slot, move in one if slot in slots] for one in shape.opening])
    said = {move for one in paragraphs for move in one} | (set(_REVIEW) if reviewed else set())
    lead = _LEAD % (f', 作用="引出", 数={len(shape.parts)}' if len(shape.parts) > 1 and shape.parts[-1].heading else "")
    if "purpose" not in said:
        yield _IF_TASK + _RECAP * ("recap" not in said) + _SPIRIT + _VISION
    for moves in paragraphs:
        lines = [_SAID[move] for move in moves if move in _SAID]
        if "purpose" in moves:
            lines.insert(lines.index(_TASK) + 1, _RECAP * ("recap" not in said) + _SPIRIT + _VISION)
        if lines:
            yield "".join(lines)
        if "lead_in" in moves:
            yield from _review(said)
            yield lead
    if "lead_in" not in said:
        yield from _review(said)


def _in_time(paragraphs: list[list[str]]) -> list[list[str]]:
    """What went well before what did not: 问题 takes up 成绩, so 成绩 said later counts as not said there."""
    order = [move for one in paragraphs for move in one if move in ("achievements", "problems")]
    if order != ["problems", "achievements"]:
        return paragraphs
    without = [[move for move in one if move != "achievements"] for one in paragraphs]
    return [
        [move for other in one for move in (("achievements", other) if other == "problems" else (other,))]
        for one in without
    ]


def _review(said: set[str]) -> Iterator[str]:
    """What a brief may say of the situation and the speech does not."""
    if lines := [line for move, line in _REVIEW.items() if move not in said]:
        yield "".join(lines)


def _parts(shape: Shape) -> Iterator[str]:
    """Parts under headings of the first level; the points stand in one of them."""
    number = 0
    done: set[str] = set()
    last = next((part for part in reversed(shape.parts) if part.does == "safeguard"), None)
    for part in shape.parts:
        if part.does in done or (part.does == "safeguard" and part is not last):
            continue  # nothing would stand under a second one
        done.add(part.does)
        if part.heading:
            number += 1
            yield numbering.heading_number(1, number) + _general(part.heading)
        if part.does == "points":
            yield from _points(shape, reasons="reasons" not in {p.does for p in shape.parts}, safeguard=last is None)
        else:
            yield from _around(part)
        yield ""


def _around(part: Part) -> Iterator[str]:
    if part.does == "review":
        paragraphs = _in_time([[move for _, move in one if move in _REVIEW] for one in part.paragraphs])
        yield from ("".join(_SAID[move] for move in one) for one in paragraphs if one)
        yield from _review({move for one in paragraphs for move in one})
        return
    move = "道理认识" if part.does == "reasons" else "保障督导"
    role = "" if part.does == "reasons" else ', 作用="督导"'
    if role:
        yield f'{{{{ 句("{move}"{role}) }}}}'
    yield f'{{% for 点 in 意见 %}}{{{{ 句("{move}", 点{role}) }}}}{{% endfor %}}'


def _points(shape: Shape, reasons: bool = True, safeguard: bool = True) -> Iterator[str]:
    """The loop over 意见.

    Args:
        shape: of the speech.
        reasons: whether they stand here, not in a part of their own.
        safeguard: likewise.
    """
    head = f"{{{{ 段标题(点, 级={shape.level}) }}}}" if shape.level else f'{{{{ 段首(点, 样="{shape.mark}") }}}}'
    why = _guarded('{{ 句("道理认识", 点) }}', "点.意义", shape.reasons) if reasons else ""
    held = _guarded('{{ 句("保障督导", 点) }}', "点.保障", shape.safeguard) if safeguard else ""
    apart = "true" if shape.apart and shape.item else "false"
    measures = f'{{{{ 句("举措要求", 点, 作用="目标") }}}}{{{{ 举措(点, 样="{shape.item}", 分段={apart}) }}}}'
    yield "{% for 点 in 意见 %}"
    if shape.level:
        yield head
        head = ""
    yield head + why + measures + held
    yield "{% endfor %}"


def _guarded(line: str, key: str, always: bool) -> str:
    return line if always else f"{{% if {key} %}}{line}{{% endif %}}"


def _closing(shape: Shape) -> Iterator[str]:
    paragraphs = [[move for slot, move in one if slot == "closing"] for one in shape.closing]
    said = {move for one in paragraphs for move in one}
    for moves in paragraphs:
        lines = "".join(_SAID[move] for move in moves if move != "ending")
        if lines:
            yield lines + _SAID["call"] * ("call" not in said and "summary" in moves)
    if not said & {"summary", "call"}:
        yield _SAID["call"]
    yield _SAID["ending"]


def _general(heading: str) -> str:
    """A heading without the clauses that hold a fact or a word of one level; a hole where nothing is left."""
    own = {word for words in wording().forms.values() for word in words.values() if word}
    clauses = heading.rstrip(ENDS).split("，")
    kept = [clause for clause in clauses if not find_facts(clause) and not any(word in clause for word in own)]
    return "，".join(kept) if kept else '{{ 待补("这一部分的标题") }}'
