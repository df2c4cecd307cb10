"""Learns phrasebanks/label_weights.json anew: python -m tests.train_labels. Some minutes; the same file every time.

To be run after a change of the features, of what is set by hand in label.py, of cues.yaml or of the labelled speeches.
"""

from __future__ import annotations

from dataclasses import replace

from drafter import files
from drafter.reading.weights import NAME, weights_text
from tests.bench_labels import GROUPS
from tests.cross import cross_labels
from tests.learning import learned_from, measured, train
from tests.scoring import score


def main() -> None:
    speeches = measured()
    found = cross_labels(len(speeches))
    figures = {
        title: [
            round(share, 3)
            for share in score([one for one in speeches if one.group in groups], lambda one: found[one.name])
        ]
        for title, groups in GROUPS.items()
    }
    about = {
        "made by": "python -m tests.train_labels; not to be edited: cues.yaml is, and its cues count for more",
        "learned from": learned_from(),
        "right slot, right slot.move of speeches left out one by one": figures,
        "numbers": "log odds x 100 a move, in the order of moves; steps: from, to, into a new paragraph and within one",
    }
    text = weights_text(replace(train(), about=about))
    files.write_text(files.shipped("phrasebanks") / NAME, text)


if __name__ == "__main__":
    main()
