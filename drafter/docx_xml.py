"""Names of WordprocessingML: what a .docx calls its elements."""

from __future__ import annotations

from typing import Any, TypeAlias

Element: TypeAlias = Any  # lxml ships no types

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MARKUP_COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def q(tag: str) -> str:
    """Qualified name of a w: element or attribute."""
    return f"{{{W}}}{tag}"


def style_of(paragraph: Element) -> str:
    """Id of a paragraph's style; empty: it names none."""
    style = paragraph.find(f"{q('pPr')}/{q('pStyle')}")
    return "" if style is None else str(style.get(q("val")))
