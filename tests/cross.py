"""Labels of speeches that were left out of what the weights were learned from."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor

from drafter.reading import read
from tests.labelled import Labelled
from tests.learning import folds, train


def cross_labels(count: int) -> dict[str, tuple[str, ...]]:
    """For each speech by its name the labels found with weights that were learned without it.

    Args:
        count: parts into which the speeches fall; as many as there are speeches: one is left out at a time.
    """
    with ProcessPoolExecutor() as pool:
        found: dict[str, tuple[str, ...]] = {}
        for number, part in enumerate(pool.map(_labels, folds(count)), 1):
            found |= part
            print(f"\r{number}/{count}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return found


def _labels(left_out: Sequence[Labelled]) -> dict[str, tuple[str, ...]]:
    weights = train(one.name for one in left_out)
    return {
        one.name: tuple(sentence.label for sentence in read(one.text, weights=weights).speech.sentences())
        for one in left_out
    }
