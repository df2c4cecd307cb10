"""Speeches labelled by hand: the gold of seeds/ and test speeches of other shapes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import yaml

from drafter.speech import SLOTS

ROOT = Path(__file__).parents[1]
DATA = Path(__file__).parent / "data"
FULL = str.maketrans(",:;!?()", "，：；！？（）")
WRAP = 28  # characters of a hard-wrapped line
_LABELS = {chinese: f"{slot}.{move}" for slot, (_, moves) in SLOTS.items() for move, chinese in moves.items()}


@dataclass(frozen=True)
class Labelled:
    name: str
    group: str  # 种子, 调试 and 留用 (cues were tuned on them), 外人… (labelled by others), 教材 (only learned from)
    text: str
    sentences: tuple[tuple[str, str], ...]  # (first characters, label)
    headings: tuple[tuple[int, str, str], ...]  # level, number, text


def seeds() -> Iterator[Path]:
    return iter(sorted((ROOT / "seeds").glob("*.txt")))


def _heading(rank: str, text: str) -> tuple[int, str, str]:
    """A heading of "2 （一）" and its text, with or without that number at its head; marks full-width."""
    level, _, number = rank.partition(" ")
    return int(level), number, text.translate(FULL).removeprefix(number)


def seed_gold() -> Iterator[Labelled]:
    headings = yaml.safe_load((DATA / "gold" / "headings.yaml").read_text(encoding="utf-8"))
    for path in seeds():
        gold = yaml.safe_load((DATA / "gold" / f"{path.name[:3]}.yaml").read_text(encoding="utf-8"))
        pairs = tuple((str(start), label) for entry in gold for label, start in entry.items())
        heads = tuple(_heading(*one) for one in headings[path.name[:3]])
        yield Labelled(path.name[:3], "种子", path.read_bytes().decode(), pairs, heads)


def outsiders(which: str, shape: str = "", gap: str = "\u3000") -> tuple[Labelled, ...]:
    """One of the sets labelled by others: first, second (held out: never look at its texts), third, fourth.

    `shape`: laid out in another way than its own.
    """
    headings = yaml.safe_load((DATA / "outsiders" / "headings.yaml").read_text(encoding="utf-8")).get(which, {})
    return tuple(
        replace(one, headings=tuple(_heading(*head) for head in headings.get(one.name, ())))
        for one in speeches(f"outsiders/{which}", gap, shape)
    )


def lessons() -> tuple[Labelled, ...]:
    """Speeches written and labelled only to be learned from."""
    return tuple(speeches("lessons", "\u3000"))


def speeches(folder: str = "speeches", gap: str = "", shape: str = "") -> Iterator[Labelled]:
    """The speeches of a folder; `gap`: what is left of a line break where all stands on one line."""
    for path in sorted((DATA / folder).glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        pairs = [(str(text), _LABELS[move]) for block in data["段"] for entry in block for move, text in entry.items()]
        blocks = ["".join(str(text) for entry in block for text in entry.values()) for block in data["段"]]
        lines = [data["标题"], *data["落款"], *blocks]
        said = [text for text, label in pairs if label == "three_opinions.heading"]
        heads = tuple(_heading(*one) for one in zip(data.get("级", ()), said, strict="级" in data))
        text = _laid_out(lines, shape or data["形"], len(data["落款"]) + 2, gap)
        yield Labelled(path.stem, data["集"], text, tuple(pairs), heads)


def _laid_out(lines: list[str], shape: str, head: int, gap: str) -> str:
    if shape == "一行":
        return gap.join(lines)
    if shape == "硬折":
        wrapped = [line for line in lines[:head]]
        for line in lines[head:]:
            wrapped.append(line[: WRAP - 2])
            wrapped += [line[at : at + WRAP] for at in range(WRAP - 2, len(line), WRAP)]
        return "\n".join(wrapped)
    return "\n".join(lines) + "\n"


@lru_cache(maxsize=1)
def everything() -> tuple[Labelled, ...]:
    return (*seed_gold(), *speeches())
