"""An office's own .docx as the empty speech: its page, styles, headers and footers, and nothing of its text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from posixpath import dirname, join, normpath

from lxml import etree

from drafter.docx_text import OWN_TITLE
from drafter.errors import DrafterError, suggestion
from drafter.record import record
from drafter.word import layout as names
from drafter.word import ooxml, package, sheet
from drafter.word.layout import FOOTER, NEXT, NORMAL, PLAIN, ROLES, Layout, Style
from drafter.word.look import Look
from drafter.word.measure import Measures
from drafter.word.ooxml import Element, q, w
from drafter.word.package import Parts

KEPT = ("styles", "settings", "theme", "fontTable", "numbering")  # kinds of parts taken over
SETTINGS_LEFT_OUT = (  # of the file itself, not of its looks; or pointing at parts that are not taken over
    "attachedTemplate", "linkStyles", "mailMerge", "trackRevisions", "documentProtection", "writeProtection",
    "footnotePr", "endnotePr", "rsids", "docVars", "revisionView",
)  # fmt: skip
_R = f"{{{ooxml.R}}}"
_PR = f"{{{ooxml.RELATIONSHIPS}}}"
_CT = f"{{{ooxml.CONTENT_TYPES}}}"
_OURS = {NORMAL, FOOTER, "PageNumberOdd", "PageNumberEven"}  # of no use where the page is theirs


@record
class Taken:
    """What was taken from a file."""

    look: Look
    used: tuple[tuple[str, str], ...]  # (part of a speech, name of their style)
    added: tuple[str, ...]  # parts of a speech for which ours were added


def take(data: bytes, path: str, layout: Layout, known: Mapping[str, Sequence[str]], look: Look) -> Taken:
    """Make an empty speech of a file.

    Args:
        data: the file.
        path: how messages name it.
        layout: whose styles are added where the file has none, and what it says of their names.
        known: part of a speech → names that its style may have, the likeliest first.
        look: how `layout` is filled; its parts are not used.

    Raises:
        DrafterError: as `package.unpack`; or it holds no styles, or not the style that the layout names.
    """
    there = package.unpack(data, path)
    try:
        return _Taker(there, path, layout).take(known, look)
    except (etree.XMLSyntaxError, KeyError):
        raise package.refusal(path, "已损坏，读不通；请用 Word 或 WPS 打开后另存") from None


class _Taker:
    def __init__(self, there: Parts, path: str, layout: Layout) -> None:
        self.there, self.path, self.layout = there, path, layout
        if b"purl.oclc.org/ooxml" in there[package.DOCUMENT]:
            raise package.refusal(path, "是 Strict Open XML 格式；请在 Word 里另存为普通的“Word 文档（*.docx）”")
        self.made: Parts = {}
        self.relationships: list[Element] = []

    def take(self, known: Mapping[str, Sequence[str]], look: Look) -> Taken:
        document = ooxml.parse(self.there[package.DOCUMENT])
        section = _empty(document)
        wanted = {element.get(f"{_R}id") for element in section if element.get(f"{_R}id")}
        for relation in self.relations(package.DOCUMENT):
            kind = relation.get("Type", "").rpartition("/")[2]
            if kind in KEPT or (kind in ("header", "footer") and relation.get("Id") in wanted):
                self.relationships.append(relation)
                self.copy(self.target(package.DOCUMENT, relation))
        if package.STYLES not in self.made:
            raise package.refusal(self.path, f"里面没有样式（{package.STYLES}），不能用作参照")
        self.made[package.DOCUMENT] = ooxml.serialize(document)
        styles = _Styles(ooxml.parse(self.made[package.STYLES]), self.layout, self.path)
        self.made[package.STYLES] = styles.serialized(known, Measures(self.made))
        parts = self.package()
        return Taken(
            Look(parts, Measures(parts), styles.ids, look.readings, look.whole_sentences, look.spoken),
            tuple(styles.used.items()),
            tuple(dict.fromkeys(styles.added)),
        )

    def relations(self, part: str) -> list[Element]:
        name = f"{dirname(part)}/_rels/{part.rpartition('/')[2]}.rels"
        return list(ooxml.parse(self.there[name])) if name in self.there else []

    def target(self, part: str, relation: Element) -> str:
        """Name of the part a relation leads to; empty: out of the file."""
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External":
            return ""
        return target.lstrip("/") if target.startswith("/") else normpath(join(dirname(part), target))

    def copy(self, part: str) -> None:
        """A part, and those it refers to."""
        if not part or part in self.made:
            return
        self.made[part] = self.there[part]
        if part == sheet.SETTINGS:
            self.made[part] = _settings(self.there[part])
            return
        relations = self.relations(part)
        if relations:
            name = f"{dirname(part)}/_rels/{part.rpartition('/')[2]}.rels"
            self.made[name] = self.there[name]
        for relation in relations:
            self.copy(self.target(part, relation))

    def package(self) -> Parts:
        """The parts taken over in a package of ours: its properties, its list of types."""
        base = package.base()
        own = {name: base[name] for name in base if name.startswith(("_rels/", "docProps/"))}
        root = etree.Element(f"{_PR}Relationships", nsmap={None: ooxml.RELATIONSHIPS})
        root.extend(self.relationships)
        parts = {package.TYPES: b"", **own, **self.made, package.RELS: ooxml.serialize(root)}
        parts[package.TYPES] = _types(parts, ooxml.parse(self.there[package.TYPES]), ooxml.parse(base[package.TYPES]))
        return parts


def _empty(document: Element) -> Element:
    """Take everything out of a document but its last section, which is returned."""
    body = document.find(q("body"))
    section = body.find(q("sectPr"))
    if section is not None:
        _inherit(section, document)
    for child in list(body):
        if child is not section:
            body.remove(child)
    if section is None:
        section = deepcopy(ooxml.parse(package.base()[package.DOCUMENT])[0][-1])
        for reference in section.findall(q("footerReference")):
            section.remove(reference)
        body.append(section)
    for tag in ("printerSettings", "sectPrChange", "footnotePr", "endnotePr", "type"):
        for element in section.findall(q(tag)):
            section.remove(element)
    if (number := section.find(q("pgNumType"))) is not None:
        number.attrib.pop(q("start"), None)  # a speech begins on its first page
    return section


def _inherit(section: Element, document: Element) -> None:
    """Headers and footers that the last section has from those before it (ISO/IEC 29500-1, 17.10.5), stated in it."""
    kinds = {q("headerReference"), q("footerReference")}
    known: dict[tuple[str, str], Element] = {}
    for one in document.iter(q("sectPr")):
        known |= {(ref.tag, ref.get(q("type"))): ref for ref in one if ref.tag in kinds}
    for reference in [one for one in section if one.tag in kinds]:
        section.remove(reference)
    section[:0] = [deepcopy(one) for one in known.values()]


def _settings(part: bytes) -> bytes:
    root = ooxml.parse(part)
    for tag in SETTINGS_LEFT_OUT:
        for element in root.findall(q(tag)):
            root.remove(element)
    for zoom in root.findall(q("zoom")):
        zoom.set(q("percent"), zoom.get(q("percent"), "100"))  # required, and left out by python-docx's own template
    return ooxml.serialize(root)


def _types(parts: Parts, theirs: Element, ours: Element) -> bytes:
    """Types of the parts there are, as the file itself and our base state them; the main part is no template."""
    stated = {
        one.get("PartName"): one.get("ContentType") for root in (theirs, ours) for one in root.iter(f"{_CT}Override")
    }
    endings = {
        one.get("Extension").lower(): one.get("ContentType")
        for root in (theirs, ours)
        for one in root.iter(f"{_CT}Default")
    }
    main = next(
        one.get("ContentType") for one in ours.iter(f"{_CT}Override") if one.get("PartName") == f"/{package.DOCUMENT}"
    )
    stated[f"/{package.DOCUMENT}"] = main
    root = etree.Element(f"{_CT}Types", nsmap={None: ooxml.CONTENT_TYPES})
    used = {name.rpartition(".")[2].lower() for name in parts} | {"rels", "xml"}
    for ending in sorted(used & endings.keys()):
        etree.SubElement(root, f"{_CT}Default", {"Extension": ending, "ContentType": endings[ending]})
    for name in parts:
        if f"/{name}" in stated:
            etree.SubElement(root, f"{_CT}Override", {"PartName": f"/{name}", "ContentType": stated[f"/{name}"]})
    return ooxml.serialize(root)


class _Styles:
    """The styles of the file with those of ours that it lacks."""

    def __init__(self, root: Element, layout: Layout, path: str) -> None:
        self.root, self.layout, self.path = root, layout, path
        self.ids: dict[str, str] = {}
        self.used: dict[str, str] = {}
        self.added: list[str] = []
        self.by_name: dict[str, Element] = {}
        for style in root.findall(q("style")):
            if (name := style.find(q("name"))) is not None:
                self.by_name.setdefault(name.get(q("val"), "").lower(), style)
        self.taken = {style.get(q("styleId")) for style in root.findall(q("style"))}

    def serialized(self, known: Mapping[str, Sequence[str]], measures: Measures) -> bytes:
        """Find or add a style for every part of a speech."""
        normal, plain = self.default("paragraph"), self.default("character")
        self.ids |= {NORMAL: normal, PLAIN: plain}
        asked = dict(self.layout.asked)
        roles = {style.id: role for role, style in ROLES}
        for style in self.layout.styles:
            if style.id in _OURS:
                continue
            role = roles[style.id]
            theirs = self.find(style, asked.get(style.id, ""), (*known.get(role, ()), style.name))
            if theirs is None:
                self.add(style, indented=bool(measures.indent(normal)))
                if role and style.id != NEXT:
                    self.added.append(role)
            else:
                self.use(style, role, theirs)
        return ooxml.serialize(self.root)

    def default(self, kind: str) -> str:
        """Id of the default style of a kind; empty: none."""
        for style in self.root.findall(q("style")):
            if style.get(q("type")) == kind and style.get(q("default")) in ("1", "true", "on"):
                return str(style.get(q("styleId")))
        return ""

    def find(self, style: Style, asked: str, candidates: Sequence[str]) -> Element | None:
        kind = "character" if style.character else "paragraph"
        if asked:
            found = self.by_name.get(asked.lower())
            if found is None or found.get(q("type")) != kind:
                there = [
                    one.find(q("name")).get(q("val")) for one in self.by_name.values() if one.get(q("type")) == kind
                ]
                raise DrafterError(
                    f"{self.path}: 没有“{asked}”这个样式（版式“{self.layout.name}”里写的）"
                    f"{suggestion(asked, there) or '，有的是 ' + '、'.join(there[:12])}"
                )
            return found
        for name in candidates:
            found = self.by_name.get(name.lower())
            if found is not None and found.get(q("type")) == kind:
                return found
        return None

    def use(self, style: Style, role: str, theirs: Element) -> None:
        """Take a style of theirs, or one based on it where it would number, break or hide what we need."""
        self.ids[style.id] = str(theirs.get(q("styleId")))
        name = theirs.find(q("name")).get(q("val"))
        if role:
            self.used.setdefault(role, name)
        properties = w("pPr")
        if style.keep in ("next", "whole"):
            properties.append(w("keepNext"))
        if style.keep in ("lines", "whole"):
            properties.append(w("keepLines"))
        numbered = self.numbered(theirs)
        if numbered:
            properties.append(w("numPr", w("numId", val=0)))  # our headings bring their numbers as text
        renamed = style.id == names.TITLE and name.lower() != "title"  # reading back, a title is known by its name
        if numbered or renamed or (self.layout.whole_sentences and not style.character and len(properties)):
            made = w("style", w("name", val=f"讲话稿（{name}）" if style.id != names.TITLE else OWN_TITLE))
            made.set(q("type"), "paragraph")
            made.set(q("customStyle"), "1")
            made.append(w("basedOn", val=self.ids[style.id]))
            made.append(properties)
            self.ids[style.id] = self.put(made, f"Speech{style.id}")

    def numbered(self, style: Element) -> bool:
        """Whether Word numbers paragraphs of a style by itself."""
        ids = {one.get(q("styleId")): one for one in self.root.findall(q("style"))}
        seen: set[int] = set()
        current: Element | None = style
        while current is not None and id(current) not in seen:
            seen.add(id(current))
            if (number := current.find(f"{q('pPr')}/{q('numPr')}")) is not None:
                which = number.find(q("numId"))
                return which is None or which.get(q("val")) != "0"
            base = current.find(q("basedOn"))
            current = None if base is None else ids.get(base.get(q("val")))
        return False

    def add(self, style: Style, *, indented: bool) -> None:
        """Add a style of ours, based on what is theirs."""
        element = sheet.style_element(style)
        for tag in ("basedOn", "next"):
            if (link := element.find(q(tag))) is not None:
                there = self.ids.get(link.get(q("val")), "")
                if there:
                    link.set(q("val"), there)
                else:
                    element.remove(link)
        indent = element.find(f"{q('pPr')}/{q('ind')}")
        if style.id == names.BODY and indented and indent is not None:
            indent.getparent().remove(indent)
        self.ids[style.id] = self.put(element, style.id)

    def put(self, element: Element, wanted: str) -> str:
        """Append a style under an id that no other has."""
        made, number = wanted, 1
        while made in self.taken:
            number += 1
            made = f"{wanted}{number}"
        self.taken.add(made)
        element.set(q("styleId"), made)
        self.root.append(element)
        self.by_name.setdefault(element.find(q("name")).get(q("val")).lower(), element)
        return made
