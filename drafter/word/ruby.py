"""Pinyin over rare characters, as Word's own 拼音指南 writes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from drafter.word import ooxml
from drafter.word.ooxml import Element, q, w


def runs(text: str, style: str, readings: Mapping[str, str], size: int) -> Iterator[Element]:
    """Runs of a text, each rare character in a run with its reading above it.

    Args:
        text: legal; may be empty.
        style: character style of the runs, or empty.
        readings: character → pinyin with tone marks; word → "字 pinyin" where it has another one there.
        size: of the type, in twips.

    Law: the characters outside w:rt join to `text`.
    """
    plain = ""
    for at, character in enumerate(text):
        if said := readings.get(character):
            if plain:
                yield ooxml.run(plain, style)
            yield _over(character, _in_word(text, at, readings) or said, style, size // 10)
            plain = ""
        else:
            plain += character
    if plain or not text:
        yield ooxml.run(plain, style)


def _in_word(text: str, at: int, readings: Mapping[str, str]) -> str:
    """Reading of the character at `at` in a word of two; empty: no such word."""
    for word in (text[at - 1 : at + 1], text[at : at + 2]):
        character, _, reading = readings.get(word, "").partition(" ") if len(word) == 2 else ("", "", "")
        if character == text[at]:
            return reading
    return ""


def _over(character: str, reading: str, style: str, size: int) -> Element:
    """One character and its reading at half its size; `size` in half points."""
    said, base = ooxml.run(reading), ooxml.run(character, style)
    for tag in ("sz", "szCs"):
        said.find(q("rPr")).append(w(tag, val=size // 2))
    properties = w(
        "rubyPr",
        w("rubyAlign", val="center"),
        w("hps", val=size // 2),
        w("hpsRaise", val=size - 2),
        w("hpsBaseText", val=size),
        w("lid", val="zh-CN"),
    )
    return w("r", w("ruby", properties, w("rt", said), w("rubyBase", base)))
