"""Makes phrasebanks/common_pairs.txt anew: python -m tests.common_pairs. The same file every time.

The pairs of neighbouring characters in the hand-written phrases of the bank and in its lists of topics, levels and
set phrases; of the cards of tasks.yaml only those that come fifteen times: a card speaks of one task in its own words.
A line is a character and all that may follow it. To be run after much was written into the bank by hand.
"""

from __future__ import annotations

import re

from drafter import files
from drafter.bank import VARIABLE, load
from drafter.mining.held import COMMON, pairs_text
from drafter.speech import MOVES

FOLDER = files.shipped("phrasebanks")
_LISTS = ("topics", "levels", "fact_words", "mining_words", "cues", "terms")
_OFTEN = 15


def main() -> None:
    bank = load([FOLDER])
    said = [phrase.text for slot, move in MOVES for phrase in bank.of(slot, move) if not phrase.source]
    said += [_without_comments(name) for name in _LISTS]
    once = pairs_text([VARIABLE.sub("　", text) for text in said], 1)
    often = pairs_text([_without_comments("tasks")], _OFTEN)
    pairs = {line[0] + after for text in (once, often) for line in text.split() for after in line[1:]}
    files.write_text(FOLDER / COMMON, pairs_text(sorted(pairs), 1))


def _without_comments(name: str) -> str:
    return re.sub("(?m)#.*$", "", files.read_text(FOLDER / f"{name}.yaml").text)


if __name__ == "__main__":
    main()
