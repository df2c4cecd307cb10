"""The little of WordprocessingML that this room shares: namespaces, elements, legal characters."""

from __future__ import annotations

import re

from lxml import etree

from drafter.docx_text import parse
from drafter.docx_xml import MARKUP_COMPATIBILITY, Element, W, q

__all__ = [
    "CONTENT_TYPES",
    "MARKUP_COMPATIBILITY",
    "RELATIONSHIPS",
    "SPACE",
    "Element",
    "R",
    "W",
    "legal",
    "parse",
    "q",
    "run",
    "serialize",
    "w",
]
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_BREAKS = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")
# All but XML 1.0, 2.2, and C1 controls; said as what it holds, since a wide class takes 3 ms to compile
_ILLEGAL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def w(tag: str, *children: Element, **attributes: object) -> Element:
    """A w: element; attribute names are given without their prefix."""
    element = etree.Element(q(tag), {q(name): str(value) for name, value in attributes.items()}, nsmap={"w": W})
    element.extend(children)
    return element


def legal(text: str) -> str:
    """The text as one line of XML can hold it: runs of line breaks and tabs become a space, control characters go."""
    return _ILLEGAL.sub("", _BREAKS.sub(" ", text))


def run(text: str, style: str = "") -> Element:
    """One w:r with legal `text` and nothing but a character style.

    The hint keeps “ ” — … in the Chinese face.
    """
    properties = w("rPr", w("rFonts", hint="eastAsia"))
    if style:
        properties.insert(0, w("rStyle", val=style))
    content = w("t")
    content.text = text
    content.set(SPACE, "preserve")
    return w("r", properties, content)


def serialize(root: Element) -> bytes:
    """The bytes of one XML part."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
