"""A layout as the parts of an empty .docx: styles, settings, page, page numbers, fonts, theme."""

from __future__ import annotations

from drafter.word import ooxml, package
from drafter.word.layout import FACES, NORMAL, PLAIN, Face, Layout, Style, pt
from drafter.word.ooxml import Element, q, w

STYLES, SETTINGS, FONTS, THEME = package.STYLES, "word/settings.xml", "word/fontTable.xml", "word/theme/theme1.xml"
ODD, EVEN = "word/footer1.xml", "word/footer2.xml"
COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
}


def empty(base: package.Parts, layout: Layout) -> package.Parts:
    """An empty speech in a layout.

    Args:
        base: of an empty speech in any layout; what it says of looks is replaced.
        layout: the measures.
    """
    made = {
        STYLES: _replaced(base[STYLES], _styles(layout)),
        SETTINGS: _replaced(base[SETTINGS], _settings(layout)),
        FONTS: ooxml.serialize(w("fonts", *map(_font, _faces(layout)))),
        THEME: _theme(base[THEME], layout),
        ODD: _replaced(base[ODD], [_page_number("PageNumberOdd", layout.number)]),
        EVEN: _replaced(base[EVEN], [_page_number("PageNumberEven", layout.number)]),
        package.DOCUMENT: _page(base[package.DOCUMENT], layout),
    }
    return base | made


def _replaced(part: bytes, children: list[Element]) -> bytes:
    root = ooxml.parse(part)
    for child in list(root):
        root.remove(child)
    root.extend(children)
    return ooxml.serialize(root)


def _page(part: bytes, layout: Layout) -> bytes:
    """Paper, margins and line grid; what the section says of footers stays."""
    page = layout.page
    margins = {side: getattr(page, side) for side in ("top", "right", "bottom", "left", "header", "footer")}
    grid = {"type": "lines", "linePitch": page.line} if page.grid else {"linePitch": page.line}
    root = ooxml.parse(part)
    section = root[0][-1]
    for tag, values in (
        ("pgSz", {"w": page.width, "h": page.height}),
        ("pgMar", {**margins, "gutter": 0}),
        ("docGrid", grid),  # of lines: a grid of characters is not portable
    ):
        section.replace(section.find(q(tag)), w(tag, **values))
    return ooxml.serialize(root)


def _page_number(style: str, form: str) -> Element:
    """“— 1 —” with the number as a field; numberInDash would print hyphens."""
    properties = w("pPr", w("pStyle", val=style))
    if not form:
        return w("p", properties)
    before, after = form.split("1")
    field = [ooxml.run(before)] if before else []
    for part in ("begin", " PAGE ", "separate", "1", "end"):
        item = ooxml.run(part)
        if part in ("begin", "separate", "end"):
            item.replace(item[-1], w("fldChar", fldCharType=part))
        elif part == " PAGE ":
            item[-1].tag = q("instrText")
        field.append(item)
    return w("p", properties, *field, *([ooxml.run(after)] if after else []))


def _faces(layout: Layout) -> list[Face]:
    """What is known of the usual faces, then the others that the layout names."""
    known = {face.name for face in FACES}
    named = dict.fromkeys(name for style in layout.styles for name in (style.face, style.latin) if name)
    return [*FACES, *(Face(name) for name in named if name not in known)]


def _settings(layout: Layout) -> list[Element]:
    size = next(style.size for style in layout.styles if style.id == NORMAL) or 0
    return [
        w("zoom", percent=100),
        w("defaultTabStop", val=2 * pt(size)),
        w("evenAndOddHeaders"),  # or the even footer is never shown
        w("characterSpacingControl", val="doNotCompress"),
        w(
            "compat",
            w("useFELayout"),
            *(
                w("compatSetting", name=name, uri="http://schemas.microsoft.com/office/word", val=value)
                for name, value in COMPATIBILITY.items()
            ),
        ),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    ]


def _styles(layout: Layout) -> list[Element]:
    normal = layout.styles[0]
    defaults = _characters(Style("", "", face=normal.face, latin=normal.latin))
    defaults.append(w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"))
    hidden = {"defUIPriority": 99, "defSemiHidden": 1, "defUnhideWhenUsed": 1, "defQFormat": 0, "defLockedState": 0}
    return [
        w("docDefaults", w("rPrDefault", defaults), w("pPrDefault", w("pPr"))),
        w("latentStyles", **hidden, count=0),  # the gallery shows our styles, not Word's three hundred
        style_element(normal),
        w(
            "style",
            w("name", val="Default Paragraph Font"),
            w("uiPriority", val=1),
            w("semiHidden"),
            type="character",
            default=1,
            styleId=PLAIN,
        ),
        *(style_element(style) for style in layout.styles[1:]),
    ]


def style_element(style: Style) -> Element:
    """One w:style."""
    kind = {"type": "character" if style.character else "paragraph"}
    if style.id == NORMAL:
        kind["default"] = "1"
    if style.custom:
        kind["customStyle"] = "1"
    element = w("style", w("name", val=style.name), **kind, styleId=style.id)
    if style.based_on:
        element.append(w("basedOn", val=style.based_on))
    if style.next:
        element.append(w("next", val=style.next))
    element.append(w("uiPriority", val=style.priority))
    if style.gallery:
        element.append(w("qFormat"))
    element.extend(part for part in (_paragraph(style), _characters(style)) if len(part))
    return element


def _paragraph(style: Style) -> Element:
    """The w:pPr, in the order the schema wants."""
    element = w("pPr")
    if style.keep in ("next", "whole"):
        element.append(w("keepNext"))
    if style.keep in ("lines", "whole"):
        element.append(w("keepLines"))
    if style.id == NORMAL:
        element.append(w("widowControl", val=0))  # or pages end a line early
        element.append(w("overflowPunct"))  # Word's default; unsaid, LibreOffice adds a line where a mark hangs
        element.extend(w(tag, val=0) for tag in ("autoSpaceDE", "autoSpaceDN", "adjustRightInd"))
    if style.snap is not None:
        element.append(w("snapToGrid", val=int(style.snap)))
    spacing: dict[str, object] = {}
    if style.before is not None:
        spacing |= {"before": style.before, "after": 0}
    if style.line is not None:
        spacing |= {"line": abs(style.line), "lineRule": "exact" if style.line > 0 else "auto"}
    if spacing:
        element.append(w("spacing", **spacing))
    if style.indent is not None:
        element.append(w("ind", firstLineChars=100 * style.indent, firstLine=style.indent_width))
    if style.inset:
        inset = {f"{style.inset}Chars": 100, style.inset: style.indent_width}
        element.append(w("ind", **inset))
    if not style.apart:
        element.append(w("contextualSpacing"))
    if style.align:
        element.append(w("jc", val=style.align))
    if style.outline is not None:
        element.append(w("outlineLvl", val=style.outline - 1))
    return element


def _characters(style: Style) -> Element:
    """The w:rPr, in the order the schema wants."""
    element = w("rPr")
    if style.face:  # hAnsi is the Chinese face too: Word takes “ ” — … from it
        element.append(w("rFonts", ascii=style.latin, hAnsi=style.face, eastAsia=style.face, cs=style.latin))
    if style.bold is not None:
        element.extend(w(tag, val=int(style.bold)) for tag in ("b", "bCs"))
    if style.spacing is not None:
        element.append(w("spacing", val=style.spacing))
    if style.size is not None:
        element.extend(w(tag, val=round(2 * style.size)) for tag in ("sz", "szCs"))
    if style.shade:
        element.append(w("shd", val="clear", color="auto", fill=style.shade))
    return element


def _font(face: Face) -> Element:
    element = w("font", name=face.name)
    if face.other_name:
        element.append(w("altName", val=face.other_name))
    if face.panose:
        element.append(w("panose1", val=face.panose))
    element.append(w("charset", val=face.charset))
    element.append(w("family", val=face.family))
    element.append(w("pitch", val=face.pitch))
    return element


def _theme(data: bytes, layout: Layout) -> bytes:
    """The theme with faces that everybody has: WPS warns of missing ones even if no run uses them."""
    a = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    root = ooxml.parse(data)
    for group in (*root.iter(f"{a}majorFont"), *root.iter(f"{a}minorFont")):
        group.find(f"{a}latin").set("typeface", layout.styles[0].latin)
        group.find(f"{a}latin").attrib.pop("panose", None)
        group.find(f"{a}ea").set("typeface", "宋体")
        for font in group.findall(f"{a}font"):
            group.remove(font)
    return ooxml.serialize(root)
