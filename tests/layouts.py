"""Speeches as people type them and what a reader sees in them: python -m tests.layouts [FOLDER] lists what is amiss.

Folders: layouts (the headings were written down before the parser was looked at, then it was tuned on them).
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from drafter.jobs.parse import as_json
from drafter.reading import Reading, read
from drafter.speech import SLOTS
from tests.labelled import DATA

Heading = tuple[int, str, str]  # level, number, text, both without white space


@dataclass(frozen=True)
class Layout:
    name: str
    text: str
    headings: tuple[Heading, ...]
    seen: dict[str, Any]  # 标题 落款 称谓 宣布 性质
    moves: tuple[tuple[str, str], ...]  # (first characters of a sentence, slot.move)


def layouts(folder: str = "layouts") -> Iterator[Layout]:
    moves = {chinese: f"{slot}.{move}" for slot, (_, names) in SLOTS.items() for move, chinese in names.items()}
    for path in sorted((DATA / folder).glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        heads = tuple(_heading(*one.split("|")) for one in data["级"])
        seen = {"标题": data["标题"], "落款": list(map(str, data.get("落款", ()))), "称谓": data.get("称谓", "")}
        seen |= {"宣布": data.get("宣布", 0), "性质": data.get("性质", "speech")}
        yield Layout(path.stem, data["全文"], heads, seen, tuple((str(a), moves[b]) for a, b in data.get("语步", ())))


def _heading(level: str, number: str, text: str) -> Heading:
    return int(level), "".join(number.split()), "".join(text.split())


def headings(reading: Reading) -> list[Heading]:
    return [_heading(str(head["level"]), head["number"], head["text"]) for head in as_json(reading)["headings"]]


def seen(reading: Reading, one: Layout) -> dict[str, Any]:
    """What was read, for the keys of `Layout.seen`; a notice and the like need only be refused."""
    speech = reading.speech
    salutation = speech.salutation.text if speech.salutation else ""
    found = {"标题": speech.title, "落款": list(speech.byline), "称谓": salutation, "宣布": reading.announced}
    return ({} if one.seen["性质"] != "speech" else found) | {"性质": reading.kind}


def amiss(one: Layout) -> list[str]:
    """What is read otherwise than a reader sees it."""
    reading = read(one.text)
    ours, gold = Counter(headings(reading)), Counter(one.headings)
    faults = [f"少 {head}" for head in gold - ours] + [f"多 {head}" for head in ours - gold]
    found = seen(reading, one)
    faults += [f"{key} {found[key]!r}，应为 {one.seen[key]!r}" for key in found if found[key] != one.seen[key]]
    for start, label in one.moves:
        labels = [sentence.label for sentence in reading.speech.sentences() if sentence.text.startswith(start)]
        faults += [] if labels == [label] else [f"语步 {start} {labels}，应为 {label}"]
    return faults


def f1(chosen: Sequence[Layout]) -> float:
    """F1 of headings, right where level, number and text are."""
    hits = total = 0
    for one in chosen:
        ours, gold = Counter(headings(read(one.text))), Counter(one.headings)
        hits, total = hits + (ours & gold).total(), total + ours.total() + gold.total()
    return 2 * hits / total


def main() -> None:
    chosen = list(layouts(*sys.argv[1:]))
    for one in chosen:
        for fault in amiss(one):
            print(one.name, fault)
    print(f"{len(chosen)} 篇，标题 F1 {f1(chosen):.3f}，无误 {sum(not amiss(one) for one in chosen)} 篇")


if __name__ == "__main__":
    main()
