"""What became of each sentence of a draft: as it was written beside as it stands now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Literal

from drafter.record import record
from drafter.segment import split_sentences
from drafter.speech import Sentence
from drafter.word.embedded import Paragraph

State = Literal["same", "changed", "moved", "new", "deleted"]
LIKENESS = 0.35  # of two sentences that count as one, changed: twice the common pairs of characters by all pairs
Pair = tuple[Sentence | None, tuple[int, str] | None]  # as written; paragraph and text now


@record
class Now:
    """One sentence now, and the one it was."""

    state: State
    paragraph: int  # as a reader counts, from 1, blank ones left out; of a deleted sentence: the one before it
    text: str  # empty: deleted
    written: Sentence | None  # None: new


def compare(written: Sequence[Paragraph], lines: Sequence[str]) -> tuple[Now, ...]:
    """Every sentence written and every sentence there is now, in the order of the text now.

    Args:
        written: paragraphs as embedded.
        lines: paragraphs as `visible_text` gives them.

    Law: each sentence of `written` comes back once; the texts of one paragraph join to its line.
    """
    texts = [paragraph.block.text for paragraph in written]
    pairs: list[Pair] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, texts, lines, autojunk=False).get_opcodes():
        if kind == "equal":
            whole = zip(written[i1:i2], range(j1, j2), strict=True)
            pairs += [(one, (at + 1, one.text)) for paragraph, at in whole for one in paragraph.block.sentences]
            continue
        old = [sentence for paragraph in written[i1:i2] for sentence in paragraph.block.sentences]
        new = [(at + 1, text) for at in range(j1, j2) for text in split_sentences(lines[at])]
        pairs += _aligned(old, new)
    return tuple(_told(_with_moves(pairs)))


def _aligned(old: Sequence[Sentence], new: Sequence[tuple[int, str]]) -> Iterator[Pair]:
    """Sentences beside one another, the same ones first, then those that are most alike."""
    before, after = [one.text.strip() for one in old], [text.strip() for _, text in new]
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from zip(old[i1:i2], new[j1:j2], strict=True)
        else:
            yield from _alike(old[i1:i2], new[j1:j2])


def _alike(old: Sequence[Sentence], new: Sequence[tuple[int, str]]) -> Iterator[Pair]:
    """The pairing, in order, with the greatest likeness in all."""
    signs = [_signs(sentence) for sentence in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]  # of old[i:] with new[j:]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            paired = _fit(*signs[i], new[j][1])
            together = paired + best[i + 1][j + 1] if paired >= LIKENESS else -1.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            yield old[i], None
            i += 1
        elif best[i][j] == best[i][j + 1]:
            yield None, new[j]
            j += 1
        else:
            yield old[i], new[j]
            i, j = i + 1, j + 1
    yield from ((one, None) for one in old[i:])
    yield from ((None, one) for one in new[j:])


def _signs(sentence: Sentence) -> tuple[set[str], set[str]]:
    """What a sentence is known by: its text, also without its holes, which are there to be filled; and its options."""
    bare = "".join(span.text for span in sentence.spans if not span.hole)
    return {sentence.text, bare}, {text.strip() for one in sentence.alternatives for text in split_sentences(one)}


def _fit(texts: set[str], options: set[str], now: str) -> float:
    """Likeness of a sentence to one now; one of its own options put in is as like as the sentence itself."""
    return 1.0 if now.strip() in options else max(likeness(text, now) for text in texts)


def likeness(one: str, other: str) -> float:
    """From 0 to 1: how many pairs of neighbouring characters two texts share."""
    left, right = _neighbours(one), _neighbours(other)
    return 2 * len(left & right) / (len(left) + len(right))


@lru_cache(maxsize=4096)
def _neighbours(text: str) -> frozenset[str]:
    framed = f"\n{text.strip()}\n"
    return frozenset(framed[at : at + 2] for at in range(len(framed) - 1))


def _with_moves(pairs: list[Pair]) -> list[tuple[Pair, bool]]:
    """The pairs, and whether the sentence stands elsewhere now: what is gone here and new there is one sentence."""
    gone = {one.text.strip(): one for one, now in pairs if one and not now}
    moved: set[int] = set()
    found: list[tuple[Pair, bool]] = []
    for one, now in pairs:
        same = gone.pop(now[1].strip(), None) if now and not one else None
        if same:
            moved.add(id(same))
        found.append(((same or one, now), same is not None))
    return [(pair, move) for pair, move in found if pair[1] or id(pair[0]) not in moved]


def _told(pairs: list[tuple[Pair, bool]]) -> Iterator[Now]:
    paragraph = 1
    for (written, now), moved in pairs:
        if now is None:
            yield Now("deleted", paragraph, "", written)
            continue
        paragraph, text = now
        if written is None:
            yield Now("new", paragraph, text, None)
        elif moved:
            yield Now("moved", paragraph, text, written)
        else:
            same = written.text.strip() == text.strip()
            yield Now("same" if same else "changed", paragraph, text, written)
