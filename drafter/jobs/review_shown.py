"""The 对账表 of a review: as text for the terminal, as JSON, and as the rows of a Word table."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from drafter.jobs.review import Reviewed, Row
from drafter.segment import split_clauses
from drafter.word.marks import Mark, marks
from drafter.word.table import Cell, Text

HEADS = ("序号", "位置", "谁", "何时", "什么", "状态")
NOBODY, NEVER, NOWHERE = "不详", "不详", "不在正文"
_WIDTHS = (5, 8, 11, 14, 48, 14)  # of the columns of the Word table, in shares
_CLAUSE = 14  # a clause up to so long is shown whole beside a change,
_NEAR = 8  # of a longer one so many characters
_QUOTED = 18


def as_text(found: Reviewed) -> str:
    """A listing: a head line, then one line a row, columns under one another where the font is even."""
    lines = [summary(found)]
    if found.rows:
        table = [HEADS[:4], *((str(number), *_left(row)) for number, row in enumerate(found.rows, 1))]
        widths = [max(map(_width, column)) for column in zip(*table, strict=True)]
        last = [f"{HEADS[4]}〔{HEADS[5]}〕", *(f"{what(row)}　〔{row.state}〕" for row in found.rows)]
        for cells, rest in zip(table, last, strict=True):
            padded = [cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths, strict=True)]
            lines.append("  ".join([*padded, rest.replace("\n", " / ")]))
    return "\n".join(lines)


def summary(found: Reviewed) -> str:
    """What there is, in one line."""
    kinds = Counter(str(row.kind) for row in found.rows)
    names = {"comment": "条批注", "reply": "条回复", "change": "处修订", "untracked": "处没有留痕的改动"}
    told = [f"{kinds[kind]}{name}" for kind, name in names.items() if kinds[kind]]
    choices = f"；套用备选{len(found.choices)}处" if found.choices else ""
    return f"{found.path}：{'，'.join(told) or '没有批注，也没有改动'}{choices}"


def _left(row: Row) -> tuple[str, str, str]:
    place = f"第{row.paragraph}段" if row.paragraph else NOWHERE
    return place, row.who or NOBODY, row.when or NEVER


def _width(text: str) -> int:
    """Columns on a terminal: Chinese characters take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


def what(row: Row) -> str:
    """What was said or done, in words."""
    quote = f"“{_short(row.quote)}”" if row.quote and row.kind in ("comment", "reply") else ""
    if row.marks:
        return f"{row.what}：{marked(row.marks)}"
    return f"{row.what}{quote}：{row.text}"


def _short(text: str) -> str:
    text = text.replace("\n", " ").strip()
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"


def marked(stretches: Sequence[Mark]) -> str:
    """A change in one line: 完成投资〔62→65〕亿元."""
    return "".join(text for text, _ in _pieces(stretches, "〔删 {}〕", "〔加 {}〕", "〔{}→{}〕"))


def _pieces(stretches: Sequence[Mark], gone: str, new: str, both: str) -> list[tuple[str, bool]]:
    shown: list[tuple[str, bool]] = []
    for index, mark in enumerate(stretches):
        old, now = _breaks(mark.old), _breaks(mark.new)
        if mark.same:
            shown.append((_around(old, index > 0, index < len(stretches) - 1), True))
        elif old and now:
            shown.append((both.format(old, now), False))
        else:
            shown.append(((gone if old else new).format(old or now), False))
    return shown


def _breaks(text: str) -> str:
    """Ends of paragraphs as a sign one can see."""
    return text.replace("\n", "↵")


def _around(text: str, before: bool, after: bool) -> str:
    """An equal stretch, without its middle; `before` and `after`: whether a change stands on that side."""
    clauses = split_clauses(text)
    head = (clauses[0] if len(clauses[0]) <= _CLAUSE else text[:_NEAR]) if before and clauses else ""
    tail = (clauses[-1] if len(clauses[-1]) <= _CLAUSE else text[-_NEAR:]) if after and clauses else ""
    return text if len(text) <= max(_CLAUSE, len(head) + len(tail) + 2) else f"{head}…{tail}"


def as_json(found: Reviewed) -> dict[str, Any]:
    """The object of `drafter review --json`."""
    given = found.given or {}
    return {
        "file": found.path,
        "brief": given.get("brief", ""),
        "seed": given.get("seed"),
        "traced": found.given is not None,
        "rows": [_row(number, row) for number, row in enumerate(found.rows, 1)],
        "sentences": [
            {
                "paragraph": now.paragraph,
                "state": now.state,
                "text": now.text,
                "was": now.written.text if now.written else "",
                "marks": _marks(marks(now.written.text, now.text)) if now.written and now.state == "changed" else [],
            }
            for now in found.sentences
        ],
    }


def _row(number: int, row: Row) -> dict[str, Any]:
    return {
        "number": number,
        "kind": row.kind,
        "what": row.what,
        "paragraph": row.paragraph,
        "who": row.who,
        "when": row.when,
        "text": row.text,
        "marks": _marks(row.marks),
        "quote": row.quote,
        "state": row.state,
    }


def _marks(stretches: Sequence[Mark]) -> list[dict[str, str]]:
    return [{"old": mark.old, "new": mark.new} for mark in stretches]


def to_docx(found: Reviewed) -> bytes:
    """The 对账表 as a Word file."""
    from drafter.word.table import to_docx as laid_out

    title = next((one.block.text for one in found.written if one.role == "title"), "") or Path(found.path).stem
    return laid_out(f"{title}对账表", summary(found), HEADS, _WIDTHS, table(found))


def table(found: Reviewed) -> list[list[Cell]]:
    """Rows of the Word table, its head left out."""
    return [
        [*((Text(text),) for text in (str(number), *_left(row))), _cell(row), (Text(row.state),)]
        for number, row in enumerate(found.rows, 1)
    ]


def _cell(row: Row) -> Cell:
    if not row.marks:
        return (Text(what(row)),)
    pieces = [Text(f"{row.what}：")]
    last = len(row.marks) - 1
    for index, mark in enumerate(row.marks):
        if mark.same:
            pieces.append(Text(_around(_breaks(mark.old), index > 0, index < last)))
        else:
            pieces += [Text(_breaks(mark.old), "old"), Text(_breaks(mark.new), "new")]
    return tuple(piece for piece in pieces if piece.text)
