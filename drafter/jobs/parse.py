"""drafter parse: how a text was read, as a listing for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from drafter import numbering
from drafter.numbering import Number, item_level
from drafter.reading import Reading
from drafter.reading.kind import SPEECH
from drafter.speech import SLOTS, Block, Sentence

UNLABELLED = "未标注"


def as_json(reading: Reading) -> dict[str, Any]:
    """The object of `drafter parse --json`.

    title, byline, sentences and noise hold every character that is not white space exactly once, verbatim;
    headings, salutation, announced and kind are views of the same. `norm` is the sentence as a reader sees it.
    """
    speech = reading.speech
    return {
        "title": "\n".join(piece.verbatim for piece in reading.title),
        "byline": [piece.verbatim for piece in reading.byline],
        "sentences": [_sentence(sentence, level) for sentence, level, _ in _levelled(reading)],
        "noise": [piece.verbatim for piece in reading.noise],
        "headings": [
            {"level": level, "number": number, "text": sentence.text[len(number) :].strip()}
            for sentence, level, number in _levelled(reading)
            if level
        ],
        "salutation": speech.salutation.text if speech.salutation else "",
        "announced": reading.announced,
        "kind": reading.kind,
    }


def _sentence(sentence: Sentence, level: int) -> dict[str, Any]:
    source = sentence.source
    if source is None:
        raise ValueError("not a speech that was read")
    return {
        "text": source.verbatim,
        "norm": sentence.text,
        "slot": sentence.slot,
        "move": sentence.move,
        "level": level,
        "line": source.line,
        "start": source.start,
        "end": source.end,
    }


def _levelled(reading: Reading) -> Iterator[tuple[Sentence, int, str]]:
    """Every sentence with its level as a heading, 0 for none, and its number if it is one.

    一是…。 inside a paragraph heads what follows it.
    """
    if reading.speech.salutation:
        yield reading.speech.salutation, 0, ""
    above = 0
    for block in reading.speech.blocks:
        above = _above(block) or above
        for index, sentence in enumerate(block.sentences):
            number = numbering.counted(sentence.text) if index else _number(block)
            level = (block.level or block.run_in) if index == 0 else 0
            if not level and sentence.move == "heading":
                level = number.level if number and number.level else item_level(above)
            yield sentence, level, number.text if number and level else ""


def _number(block: Block) -> Number | None:
    return numbering.counted(block.text) if block.number else None


def _above(block: Block) -> int:
    """Level of a heading by the form of its number; 0: by its form it has none."""
    number = _number(block) if block.level or block.run_in else None
    return number.level if number else 0


def as_text(reading: Reading) -> str:
    """A listing in Chinese: kind, title, the tree of headings with 槽位·语步 of each sentence, noise at the end."""
    lines = [] if reading.kind == SPEECH else [f"〔{reading.kind}〕"]
    lines += [f"标题　{reading.speech.title or '（无）'}"]
    lines += [f"落款　{line}" for line in reading.speech.byline]
    if reading.announced:
        lines.append(f"宣布　{reading.announced} 点")
    indent = 0
    for sentence, level, _ in _levelled(reading):
        indent = level or indent
        depth = "　" * (indent - 1 if level else indent)
        number = f"{sentence.source.line:>4}  " if sentence.source else ""
        rank = f"，{level} 级" if level else ""
        lines.append(f"{number}{depth}{sentence.text}　〔{_label(sentence)}{rank}〕")
    if reading.noise:
        lines += ["", "杂质"]
        lines += [f"{piece.line:>4}  {' '.join(piece.verbatim.split())}" for piece in reading.noise]
    return "\n".join(lines) + "\n"


def _label(sentence: Sentence) -> str:
    if not sentence.slot:
        return UNLABELLED
    slot, moves = SLOTS[sentence.slot]
    return f"{slot}·{moves[sentence.move]}"
