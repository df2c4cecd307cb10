"""Numbers that Word puts before paragraphs by itself: no text holds them, and a heading is nothing without one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter import numbering
from drafter.docx_xml import Element, q, style_of

_CHINESE = {
    "chineseCounting",
    "chineseCountingThousand",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "japaneseCounting",
    "ideographDigital",
    "chineseLegalSimplified",
}
_CIRCLED = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
_OTHER = {"bullet", "none", "upperLetter", "lowerLetter", "upperRoman", "lowerRoman"}  # no number of ours
_PLACE = re.compile("%([1-9])")


class Numbers:
    """Counts the numbered paragraphs of one file; to be asked about each of them once, in order.

    Source:
        Numbering definitions, levels and restarts: ECMA-376-1:2016, 17.9.
    """

    def __init__(self, numbers: Element | None, styles: Element | None) -> None:
        self._kinds: dict[str, dict[int, Element]] = {}  # kind of list → level → its definition
        self._lists: dict[str, Element] = {}
        self._styles: dict[str, Element] = {}
        self._counts: dict[str, dict[int, int]] = {}  # kind of list → level → last number
        self._begun: set[tuple[str, int]] = set()
        if numbers is not None:
            for kind in numbers.iter(q("abstractNum")):
                levels = {_value(level, "ilvl"): level for level in kind.iter(q("lvl"))}
                self._kinds[_value(kind, "abstractNumId")] = {
                    int(at): level for at, level in levels.items() if at.isdecimal()
                }
            self._lists = {_value(one, "numId"): one for one in numbers.iter(q("num"))}
        if styles is not None:
            self._styles = {_value(style, "styleId"): style for style in styles.iter(q("style"))}

    def head(self, paragraph: Element) -> str:
        """The number before a paragraph as Word shows it; empty: none."""
        one, level = self._place(paragraph)
        kind = _inner(self._lists.get(one), "abstractNumId")
        levels = self._kinds.get(kind, {})
        if one not in self._lists or level not in levels:
            return ""
        self._count(one, kind, level)
        if _inner(levels[level], "numFmt") in _OTHER:
            return ""
        counts = self._counts[kind]

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            return _shown(counts.get(at, 1), _inner(levels.get(at), "numFmt"))

        return _PLACE.sub(shown, _inner(levels[level], "lvlText"))

    def _place(self, paragraph: Element) -> tuple[str, int]:
        """List and level of a paragraph, by itself or by its style; no list: ""."""
        own = [paragraph.find(f"{q('pPr')}/{q('numPr')}")]
        found = [one for one in (*own, *self._of_styles(style_of(paragraph))) if one is not None]
        one = next((_inner(entry, "numId") for entry in found if _inner(entry, "numId")), "")
        level = next((_inner(entry, "ilvl") for entry in found if _inner(entry, "ilvl")), "")
        return one, int(level) if level.isdecimal() else self._level_of_style(one, style_of(paragraph))

    def _of_styles(self, name: str) -> Iterator[Element | None]:
        """What the style and the ones it builds on say about numbers."""
        for _ in range(10):  # a style may build on itself in a broken file
            style = self._styles.get(name)
            if style is None:
                return
            yield style.find(f"{q('pPr')}/{q('numPr')}")
            name = _inner(style, "basedOn")

    def _level_of_style(self, one: str, name: str) -> int:
        levels = self._kinds.get(_inner(self._lists.get(one), "abstractNumId"), {})
        return next((level for level, entry in levels.items() if name and _inner(entry, "pStyle") == name), 0)

    def _count(self, one: str, kind: str, level: int) -> None:
        counts = self._counts.setdefault(kind, {})
        start = _start(self._lists[one], level)
        if start is not None and (one, level) not in self._begun:
            counts[level] = start
        elif level in counts:
            counts[level] += 1
        else:
            first = _inner(self._kinds[kind][level], "start")
            counts[level] = int(first) if first.isdecimal() else 1
        self._begun.add((one, level))
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]


def _start(one: Element, level: int) -> int | None:
    """Number from which a list starts anew at a level; None: it goes on."""
    for override in one.iter(q("lvlOverride")):
        start = _inner(override, "startOverride")
        if _value(override, "ilvl") == str(level) and start.isdecimal():
            return int(start)
    return None


def _shown(number: int, form: str) -> str:
    if form in _CHINESE and number <= 9999:
        return numbering.chinese(number)
    if form in _CIRCLED and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    return str(number)


def _value(element: Element, name: str) -> str:
    return str(element.get(q(name)) or "")


def _inner(element: Element | None, name: str) -> str:
    """Value of the first child of that name; empty: there is none."""
    child = None if element is None else element.find(q(name))
    return "" if child is None else _value(child, "val")
