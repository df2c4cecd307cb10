"""Numbers that Word makes are part of what a reader sees."""

import pytest

from drafter import docx_text
from drafter.word import ooxml, package

W = f'xmlns:w="{ooxml.W}"'


def word_file(body: str, **more: str) -> bytes:
    """A Word file with that body; further parts by the name of their root: numbering, styles."""
    parts = package.base() | {package.DOCUMENT: f"<w:document {W}><w:body>{body}</w:body></w:document>".encode()}
    parts |= {f"word/{name}.xml": f"<w:{name} {W}>{text}</w:{name}>".encode() for name, text in more.items()}
    return package.pack(parts)


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


LISTS = (
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>')
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%4 ")
    + "</w:abstractNum>"
    + f'<w:abstractNum w:abstractNumId="8">{level(0, "bullet", "·")}</w:abstractNum>'
    + f'<w:abstractNum w:abstractNumId="9">{level(0, "decimalEnclosedCircle", "%1")}</w:abstractNum>'
    + '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
    + '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    + '<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num>'
    + '<w:num w:numId="4"><w:abstractNumId w:val="9"/></w:num>'
)
STYLES = (
    '<w:style w:styleId="H1"><w:name w:val="x"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="H1b"><w:name w:val="y"/><w:basedOn w:val="H1"/></w:style>'
)


def numbered(text: str, one: int, at: int = 0) -> str:
    properties = f'<w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{one}"/></w:numPr></w:pPr>'
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"


def styled(text: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def seen(body: str) -> list[str]:
    return docx_text.lines(docx_text.unpack(word_file(body, numbering=LISTS, styles=STYLES)), numbers=True)


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        pytest.param(
            numbered("甲", 1) + numbered("乙", 1, 1) + numbered("丙", 1, 1) + numbered("丁", 1) + numbered("戊", 1, 1),
            ["一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊"],
            id="a deeper level starts anew",
        ),
        pytest.param(numbered("甲", 1) + numbered("乙", 1, 3), ["一、甲", "一.1 乙"], id="a level above in the number"),
        pytest.param(numbered("甲", 1) + numbered("乙", 2), ["一、甲", "五、乙"], id="a list that starts at five"),
        pytest.param(numbered("甲", 3) + numbered("乙", 4), ["甲", "①乙"], id="bullet and circle"),
        pytest.param(styled("甲", "H1") + styled("乙", "H1b"), ["一、甲", "二、乙"], id="by style"),
        pytest.param(numbered("甲", 0), ["甲"], id="numbering taken off"),
        pytest.param(numbered("甲", 99), ["甲"], id="a list that is not there"),
        pytest.param(numbered(" ", 1) + numbered("乙", 1), ["二、乙"], id="an empty paragraph counts"),
    ],
)
def test_numbers_that_word_makes(body, lines):
    assert seen(body) == lines


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('w:numId="1"', "", id="a list without a name"),
        pytest.param('w:abstractNumId="7"', "", id="a kind without a name"),
        pytest.param('w:ilvl="0"', 'w:ilvl="a"', id="a level that is no number"),
        pytest.param('<w:start w:val="1"/>', '<w:start w:val="x"/>', id="a start that is no number"),
        pytest.param('w:val="chineseCounting"', 'w:val="?"', id="a form nobody knows"),
    ],
)
def test_a_broken_list_costs_at_most_its_numbers(old, new):
    broken = LISTS.replace(old, new)
    data = word_file(numbered("甲", 1) + styled("乙", "H1"), numbering=broken, styles=STYLES)
    assert [line[-1] for line in docx_text.lines(docx_text.unpack(data), numbers=True)] == ["甲", "乙"]


def test_a_file_saved_as_strict_is_read():
    data = word_file("<w:p><w:r><w:t>甲</w:t></w:r></w:p>")
    parts = docx_text.unpack(data)
    strict = parts[package.DOCUMENT].replace(ooxml.W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert docx_text.lines({**parts, package.DOCUMENT: strict}) == ["甲"]
