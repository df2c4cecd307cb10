"""Build base.docx, the empty speech that every draft starts from: `python -m drafter.word.base` writes it anew.

python-docx brings the package and the theme; the layout 公文 says the rest. Drafting reads the result: it never comes
here, so it never pays for `import docx`, and reads no YAML of a layout unless another one is asked for.
"""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path

import docx
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONSHIP

from drafter import files
from drafter.word import package, sheet
from drafter.word.layout_file import DEFAULT, find, read_layout
from drafter.word.ooxml import Element, w

UNWANTED = {"numbering", "stylesWithEffects", "customXml", "webSettings", "thumbnail"}
MADE = datetime(2026, 1, 1)  # stands in the properties of an empty base; a draft brings its own


def build() -> bytes:
    """The whole file."""
    document = docx.Document()
    for source in (document.part, document.part.package):
        for key, relation in list(source.rels.items()):
            if relation.reltype.rsplit("/", 1)[-1] in UNWANTED:
                source.rels.pop(key)
    _page(document.sections[0])
    for relation in document.part.package.rels.values():
        if relation.reltype == RELATIONSHIP.EXTENDED_PROPERTIES:
            relation.target_part._blob = APPLICATION.encode()
    _properties(document.core_properties)
    buffer = io.BytesIO()
    document.save(buffer)
    shipped = [files.shipped("templates")]
    layout = read_layout(find(DEFAULT, shipped), shipped)
    return package.pack(sheet.empty(package.unpack(buffer.getvalue()), layout))


APPLICATION = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>drafter</Application></Properties>"
)


def _page(section: Element) -> None:
    """Footers of odd and even pages, and places for the measures."""
    for footer in (section.footer, section.even_page_footer):
        footer.is_linked_to_previous = False
    page = section._sectPr
    for name in list(page.attrib):
        del page.attrib[name]
    if page.find(w("docGrid").tag) is None:
        page.append(w("docGrid"))


def _properties(core: Element) -> None:
    core.author = core.last_modified_by = "drafter"
    core.title = core.subject = core.keywords = core.category = "讲话稿"
    core.comments = ""
    core.language = "zh-CN"
    core.revision = 1
    core.created = core.modified = MADE


if __name__ == "__main__":
    files.write_bytes(Path(__file__).with_name("base.docx"), build())
