"""What an empty .docx says of its page and styles: widths and sizes, whoever made it."""

from __future__ import annotations

from drafter.docx_text import DOCUMENT, STYLES, Parts
from drafter.word import ooxml
from drafter.word.ooxml import Element, q

WORD_SIZE = 20  # half points; what Word takes where nobody says (ISO/IEC 29500-1, 17.3.2.38)


class Measures:
    """The styles of one file, asked by id; a style that says nothing is asked through those it is based on."""

    def __init__(self, parts: Parts) -> None:
        """Read the styles, and the last section: the only one of an empty speech."""
        section = ooxml.parse(parts[DOCUMENT]).find(q("body"))[-1]
        root = ooxml.parse(parts[STYLES])
        self._styles = {style.get(q("styleId")): style for style in root.findall(q("style"))}
        self._defaults = root.find(q("docDefaults"))
        size, margins = section.find(q("pgSz")), section.find(q("pgMar"))
        self.text_width = _number(size, "w", 11906) - _number(margins, "left", 1800) - _number(margins, "right", 1800)
        height = _number(size, "h", 16838) - abs(_number(margins, "top", 1440)) - abs(_number(margins, "bottom", 1440))
        self.text_height = height  # twips

    def size(self, style: str) -> int:
        """Size of type in twips."""
        return 10 * (self._value(style, "rPr", "sz", "val") or WORD_SIZE)

    def spacing(self, style: str) -> int:
        """Space between characters in twips."""
        return self._value(style, "rPr", "spacing", "val") or 0

    def line(self, style: str) -> int:
        """Height of a line in twips, as near as can be told where the font decides."""
        found = self._value(style, "pPr", "spacing", "line") or 240
        return found if self._rule(style) in ("exact", "atLeast") else round(self.size(style) * 1.3 * found / 240)

    def indent(self, style: str) -> int:
        """First-line indent in twips: whole characters where they are stated."""
        characters = self._value(style, "pPr", "ind", "firstLineChars")
        if characters:
            return round(characters / 100 * (self.size(style) + self.spacing(style)))
        return self._value(style, "pPr", "ind", "firstLine") or 0

    def characters(self, style: str) -> int:
        """How many Chinese characters a line of this style holds."""
        return max(1, self.text_width // max(1, self.size(style) + self.spacing(style)))

    def _rule(self, style: str) -> str:
        return next((rule for one in self._chain(style, "pPr", "spacing") if (rule := one.get(q("lineRule")))), "auto")

    def _value(self, style: str, properties: str, tag: str, attribute: str) -> int | None:
        for element in self._chain(style, properties, tag):
            value = element.get(q(attribute), "")
            if value.lstrip("-").isdecimal():
                return int(value)
        return None

    def _chain(self, style: str, properties: str, tag: str) -> list[Element]:
        """What a style and those it is based on say of one property, the nearest first, the defaults last."""
        found, seen = [], set()
        while style in self._styles and style not in seen:
            seen.add(style)
            element = self._styles[style]
            found.append(element.find(f"{q(properties)}/{q(tag)}"))
            base = element.find(q("basedOn"))
            style = "" if base is None else base.get(q("val"))
        if self._defaults is not None:
            found.append(self._defaults.find(f"{q(properties + 'Default')}/{q(properties)}/{q(tag)}"))
        return [element for element in found if element is not None]


def _number(element: Element | None, name: str, otherwise: int) -> int:
    value = "" if element is None else element.get(q(name), "")
    return int(value) if value.lstrip("-").isdecimal() else otherwise
