"""Accuracy of the labels beside two baselines: python -m tests.bench_labels.

All groups have been looked at since. On first opening, slot and slot.move were right for 98 % and 82 % of 101 sentences
(company, district, farewell, province, street), 94 % and 71 % of 80 (health, school, supervision, town), 96 % and 75 %
of 55 (culture, discipline, dispatch, the group 留用): those are the figures for a speech never seen.
"""

from __future__ import annotations

from collections import Counter

from drafter.speech import SLOTS
from tests.labelled import everything
from tests.scoring import baselines, heading_f1, score, sentences


def main() -> None:
    for group in ("种子", "调试", "留用"):
        chosen = [one for one in everything() if one.group == group]
        count = sum(len(one.sentences) for one in chosen)
        print(f"{group}（{len(chosen)} 篇，{count} 句）      槽位    槽位.语步")
        for name, (slots, moves) in {"本程序": score(chosen), **baselines(chosen)}.items():
            print(f"  {name:　<8}{slots:8.1%}{moves:8.1%}")
        hits, total = Counter[str](), Counter[str]()
        for one in chosen:
            for sentence, (_, label) in zip(sentences(one), one.sentences, strict=True):
                slot = label.partition(".")[0]
                total[slot] += 1
                hits[slot] += sentence.slot == slot
        print(f"  标题（级、序号、文字）F1 {heading_f1(chosen):.3f}")
        print("  各槽位查全", "  ".join(f"{SLOTS[slot][0]} {hits[slot]}/{total[slot]}" for slot in SLOTS))


if __name__ == "__main__":
    main()
