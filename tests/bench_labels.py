"""Accuracy of the labels beside two baselines: python -m tests.bench_labels [PARTS].

The weights are learned from the seeds, our own speeches, `first` and `third`, so each of those is measured with weights
learned without it: speeches are left out one by one, or in so many PARTS (11 take a minute or two). The cues were tuned
on the seeds, our own speeches and `first`, which flatters those; on `third` no cue was. `second` is held out: no
cue, number or lesson was chosen by it, and nobody who chose them has read it. Figures: README.md.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from drafter.speech import SLOTS
from tests.cross import cross_labels
from tests.labelled import Labelled, outsiders
from tests.learning import measured
from tests.scoring import Labels, baselines, heading_f1, ours, score, slots_found

GROUPS = {"种子": ("种子",), "自写": ("调试", "留用"), "first": ("外人甲",), "third": ("外人丙",)}


def main() -> None:
    speeches = measured()
    found = cross_labels(int(sys.argv[1]) if len(sys.argv) > 1 else len(speeches))
    for title, groups in GROUPS.items():
        chosen = [one for one in speeches if one.group in groups]
        report(title, chosen, lambda one: found[one.name])
        print(f"  学过以后　　　　{'':2}{score(chosen)[0]:8.1%}{score(chosen)[1]:8.1%}")
        print(f"  标题（级、序号、文字）F1 {heading_f1(chosen):.3f}")
    report("second（从未看过）", list(outsiders("second")), ours)
    report("fourth（只打开过一次）", list(outsiders("fourth")), ours)
    report("fifth（只打开过一次）", list(outsiders("fifth")), ours)
    report("sixth（只打开过一次）", list(outsiders("sixth")), ours)


def report(title: str, chosen: list[Labelled], labels: Callable[[Labelled], Labels]) -> None:
    """Print the figures of some speeches."""
    count = sum(len(one.sentences) for one in chosen)
    print(f"{title}（{len(chosen)} 篇，{count} 句）      槽位    槽位.语步")
    for name, (slots, moves) in {"本程序": score(chosen, labels), **baselines(chosen)}.items():
        print(f"  {name:　<8}{slots:8.1%}{moves:8.1%}")
    shares = (f"{SLOTS[slot][0]} {hits}/{total}" for slot, (hits, total) in slots_found(chosen, labels).items())
    print("  各槽位查全", "  ".join(shares))


if __name__ == "__main__":
    main()
