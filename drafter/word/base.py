"""Build base.docx, the empty speech that every draft starts from: `python -m drafter.word.base` writes it anew.

python-docx brings the package and the theme; what its own template says of styles, settings and page is replaced.
Drafting reads the result and never comes here, so it never pays for `import docx`.
"""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP

from drafter import files
from drafter.word import layout, ooxml, package
from drafter.word.layout import Face, Style
from drafter.word.ooxml import Element, q, w

UNWANTED = {"numbering", "stylesWithEffects", "customXml", "webSettings", "thumbnail"}
MADE = datetime(2026, 1, 1)  # stands in the properties of an empty base; a draft brings its own
COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
}


def build() -> bytes:
    """The whole file."""
    document = docx.Document()
    for source in (document.part, document.part.package):
        for key, relation in list(source.rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] in UNWANTED:
                source.rels.pop(key)
    _replace(document.styles.element, _styles())
    _replace(document.settings.element, _settings())
    _page(document.sections[0])
    for relation in document.part.rels.values():
        if relation.reltype == RELATIONSHIP.FONT_TABLE:
            relation.target_part._blob = ooxml.serialize(w("fonts", *map(_font, layout.FACES)))
        if relation.reltype == RELATIONSHIP.THEME:
            relation.target_part._blob = _theme(relation.target_part.blob)
    for relation in document.part.package.rels.values():
        if relation.reltype == RELATIONSHIP.EXTENDED_PROPERTIES:
            relation.target_part._blob = APPLICATION.encode()
    _properties(document.core_properties)
    buffer = io.BytesIO()
    document.save(buffer)
    return package.pack(package.unpack(buffer.getvalue()))


APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>drafter</Application></Properties>"
)


def _replace(root: Element, children: list[Element]) -> None:
    for child in list(root):
        root.remove(child)
    root.extend(children)


def _page(section: Element) -> None:
    """Paper, margins, line grid, and the page number of odd and even pages."""
    for footer, style in ((section.footer, "PageNumberOdd"), (section.even_page_footer, "PageNumberEven")):
        footer.is_linked_to_previous = False
        _replace(footer._element, [_page_number(style)])
    page = section._sectPr
    for name in list(page.attrib):
        del page.attrib[name]
    for tag, values in (
        ("pgSz", {"w": layout.PAGE_WIDTH, "h": layout.PAGE_HEIGHT}),
        (
            "pgMar",
            {
                "top": layout.TOP,
                "right": layout.RIGHT,
                "bottom": layout.BOTTOM,
                "left": layout.LEFT,
                "header": layout.HEADER,
                "footer": layout.FOOTER,
                "gutter": 0,
            },
        ),
        ("docGrid", {"type": "lines", "linePitch": layout.LINE}),  # a grid of characters is not portable
    ):
        page.replace(page.find(q(tag)), w(tag, **values))


def _page_number(style: str) -> Element:
    """“— 1 —” with the number as a field; numberInDash would print hyphens."""
    field = [ooxml.run("— ")]
    for part in ("begin", " PAGE ", "separate", "1", "end"):
        item = ooxml.run(part)
        if part in ("begin", "separate", "end"):
            item.replace(item[-1], w("fldChar", fldCharType=part))
        elif part == " PAGE ":
            item[-1].tag = q("instrText")
        field.append(item)
    return w("p", w("pPr", w("pStyle", val=style)), *field, ooxml.run(" —"))


def _settings() -> list[Element]:
    return [
        w("zoom", percent=100),
        w("defaultTabStop", val=2 * layout.pt(layout.BODY_SIZE)),
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


def _styles() -> list[Element]:
    defaults = _characters(Style("", "", face=layout.FANGSONG))
    defaults.append(w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA"))
    hidden = {"defUIPriority": 99, "defSemiHidden": 1, "defUnhideWhenUsed": 1, "defQFormat": 0, "defLockedState": 0}
    return [
        w("docDefaults", w("rPrDefault", defaults), w("pPrDefault", w("pPr"))),
        w("latentStyles", **hidden, count=0),  # the gallery shows our styles, not Word's three hundred
        _style(layout.NORMAL),
        w(
            "style",
            w("name", val="Default Paragraph Font"),
            w("uiPriority", val=1),
            w("semiHidden"),
            type="character",
            default=1,
            styleId="DefaultParagraphFont",
        ),
        *(_style(style) for style in layout.STYLES if style is not layout.NORMAL),
    ]


def _style(style: Style) -> Element:
    kind = {"type": "character" if style.character else "paragraph"}
    if style is layout.NORMAL:
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
    if style.keep:
        element.append(w("keepNext"))
    if style.keep == "whole":
        element.append(w("keepLines"))
    if style is layout.NORMAL:
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
    if style.indent:
        element.append(w("ind", firstLineChars=200, firstLine=layout.INDENT))
    if style.inset:
        inset = {f"{style.inset}Chars": 100, style.inset: layout.pt(layout.NUMBER_SIZE)}
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
    element.append(w("panose1", val=face.panose))
    element.append(w("charset", val=face.charset))
    element.append(w("family", val=face.family))
    element.append(w("pitch", val=face.pitch))
    return element


def _theme(data: bytes) -> bytes:
    """The theme with faces that everybody has: WPS warns of missing ones even if no run uses them."""
    a = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    root = ooxml.parse(data)
    for group in (*root.iter(f"{a}majorFont"), *root.iter(f"{a}minorFont")):
        group.find(f"{a}latin").set("typeface", layout.LATIN)
        group.find(f"{a}latin").attrib.pop("panose", None)
        group.find(f"{a}ea").set("typeface", layout.SONGTI)
        for font in group.findall(f"{a}font"):
            group.remove(font)
    return ooxml.serialize(root)


def _properties(core: Element) -> None:
    core.author = core.last_modified_by = "drafter"
    core.title = core.subject = core.keywords = core.category = "讲话稿"
    core.comments = ""
    core.language = "zh-CN"
    core.revision = 1
    core.created = core.modified = MADE


if __name__ == "__main__":
    files.write_bytes(Path(__file__).with_name("base.docx"), build())
