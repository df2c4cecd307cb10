"""What a draft carries inside itself: every paragraph with the origin of its characters, unseen by the reader.

The data lies in a custom XML part as JSON:

    {"format": 1, "text": sha256, "parts": sha256, "given": {…},
     "paragraphs": [{"bookmark": "_drf_p0000", "role": "body", "level": 0, "number": "", "run_in": 0,
                     "sentences": [{"text", "slot", "move", "notes": […],
                                    "origins": [{"kind", "ref"}],
                                    "spans": [[characters, index of origin or null, hole], …],
                                    "alternatives": [{"text", "spans"}, …], "replaces": 1, "why": ""}]}]}
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Literal

from lxml import etree

from drafter.record import record
from drafter.speech import Block, Origin, Sentence, Span, Speech
from drafter.word import ooxml, title

NAMESPACE = "urn:drafter:draft:1"
FORMAT = 1
ITEM, ITEM_RELS, PROPERTIES = "customXml/item1.xml", "customXml/_rels/item1.xml.rels", "customXml/itemProps1.xml"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
STORE_ID = "{6C0E6F0A-5B0B-5D86-9C55-0F6A5B1B7F3D}"  # of our data in any file; chosen once
STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"

Role = Literal["title", "subtitle", "byline", "salutation", "body"]
_HOLE = re.compile("(【待补：[^】]*】)")
Spans = tuple[Span, ...]
_SURROGATE = re.compile("[\ud800-\udfff\ufffe\uffff]")


@record
class Paragraph:
    """One paragraph of the document. Title and byline stand in a block without origins."""

    role: Role
    block: Block

    @property
    def is_ending(self) -> bool:
        """Whether it is an ending and nothing else."""
        return all(sentence.label == "closing.ending" for sentence in self.block.sentences)


def paragraphs(speech: Speech) -> list[Paragraph]:
    """The paragraphs a speech makes, in order, in characters that XML can hold; blank ones are left out."""
    main, sub = title.split_subtitle(speech.title)
    lines: list[tuple[Role, str]] = [("title", main), ("subtitle", sub), *(("byline", line) for line in speech.byline)]
    found = [Paragraph(role, Block((_line(text),))) for role, text in lines]
    if speech.salutation:
        found.append(Paragraph("salutation", Block((speech.salutation,))))
    found += [Paragraph("body", block) for block in speech.blocks]
    return visible(found)


def visible(found: Iterable[Paragraph]) -> list[Paragraph]:
    """The paragraphs in characters that XML can hold; blank ones are left out."""
    legal = (Paragraph(paragraph.role, _legal(paragraph.block)) for paragraph in found)
    return [paragraph for paragraph in legal if paragraph.block.text.strip()]


def _line(text: str) -> Sentence:
    """A line that is plain text in the model; its holes name the key to fill themselves: 【待补：日期】."""
    pieces = (piece for piece in _HOLE.split(text) if piece)
    holes = (Span(piece, Origin("brief", piece[4:-1]), True) if _HOLE.match(piece) else Span(piece) for piece in pieces)
    return Sentence(tuple(holes))


def speech_of(found: Iterable[Paragraph]) -> Speech:
    """The speech that `paragraphs` was given, but for blank paragraphs, illegal characters and `Sentence.source`."""
    blocks: dict[str, list[Block]] = {}
    for paragraph in found:
        blocks.setdefault(paragraph.role, []).append(paragraph.block)
    texts = {role: [block.text for block in items] for role, items in blocks.items()}
    salutation = blocks["salutation"][0].sentences[0] if "salutation" in blocks else None
    name = "".join(texts.get("title", []) + texts.get("subtitle", []))
    return Speech(name, tuple(texts.get("byline", ())), salutation, tuple(blocks.get("body", ())))


def _legal(block: Block) -> Block:
    if all(ooxml.legal(span.text) == span.text for one in block.sentences for spans in _all(one) for span in spans):
        return block
    sentences = (
        replace(one, spans=_legal_spans(one.spans), options=tuple(map(_legal_spans, one.options)))
        for one in block.sentences
    )
    return replace(block, sentences=tuple(sentences), number=ooxml.legal(block.number))


def _all(sentence: Sentence) -> tuple[Spans, ...]:
    return (sentence.spans, *sentence.options)


def _legal_spans(spans: Spans) -> Spans:
    return tuple(replace(span, text=ooxml.legal(span.text)) for span in spans)


def bookmark(index: int) -> str:
    """Name of the hidden bookmark round paragraph `index`, from 0."""
    return f"_drf_p{index:04d}"


def text_hash(lines: Iterable[str]) -> str:
    """Hash of what a reader sees, paragraph by paragraph."""
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()


def parts_hash(parts: dict[str, bytes]) -> str:
    """Hash of everything in the file but the data itself."""
    digest = hashlib.sha256()
    for name in sorted(parts.keys() - {ITEM}):
        digest.update(name.encode() + b"\0" + hashlib.sha256(parts[name]).digest())
    return digest.hexdigest()


def to_json(found: Iterable[Paragraph]) -> list[dict[str, Any]]:
    """The "paragraphs" of the data."""
    return [
        {
            "bookmark": bookmark(index),
            "role": paragraph.role,
            "level": paragraph.block.level,
            "number": paragraph.block.number,
            "run_in": paragraph.block.run_in,
            "sentences": [_sentence_to_json(sentence) for sentence in paragraph.block.sentences],
        }
        for index, paragraph in enumerate(found)
    ]


def _sentence_to_json(sentence: Sentence) -> dict[str, Any]:
    origins = list(dict.fromkeys(span.origin for spans in _all(sentence) for span in spans if span.origin))
    return {
        "text": sentence.text,
        "slot": sentence.slot,
        "move": sentence.move,
        "notes": sentence.notes,
        "origins": [{"kind": origin.kind, "ref": origin.ref} for origin in origins],
        "spans": _spans_to_json(sentence.spans, origins),
        "alternatives": [
            {"text": text, "spans": _spans_to_json(spans, origins)}
            for text, spans in zip(sentence.alternatives, sentence.options, strict=True)
        ],
        "replaces": sentence.replaces,
        "why": sentence.why,
    }


def _spans_to_json(spans: Spans, origins: list[Origin]) -> list[tuple[int, int | None, bool]]:
    return [(len(span.text), origins.index(span.origin) if span.origin else None, span.hole) for span in spans]


def from_json(data: Iterable[dict[str, Any]]) -> Iterator[Paragraph]:
    """The reverse of `to_json`.

    Raises:
        KeyError, TypeError, IndexError: not such data.
    """
    for item in data:
        sentences = tuple(_sentence_from_json(sentence) for sentence in item["sentences"])
        yield Paragraph(item["role"], Block(sentences, item["level"], item["number"], item["run_in"]))


def _sentence_from_json(data: dict[str, Any]) -> Sentence:
    origins = [Origin(origin["kind"], origin["ref"]) for origin in data["origins"]]
    return Sentence(
        _spans_from_json(data, origins),
        data["slot"],
        data["move"],
        None,
        tuple(data["notes"]),
        tuple(_option_from_json(one, origins) for one in data["alternatives"]),
        data.get("replaces", 1),
        data.get("why", ""),
    )


def _option_from_json(data: dict[str, Any] | str, origins: list[Origin]) -> Spans:
    """The first drafts held an alternative as mere text."""
    return (Span(data),) if isinstance(data, str) else _spans_from_json(data, origins)


def _spans_from_json(data: dict[str, Any], origins: list[Origin]) -> Spans:
    spans, start = [], 0
    for length, index, hole in data["spans"]:
        origin = None if index is None else origins[index]
        spans.append(Span(data["text"][start : start + length], origin, hole))
        start += length
    return tuple(spans)


def item_xml(data: dict[str, Any]) -> bytes:
    """The custom XML part."""
    root = etree.Element(f"{{{NAMESPACE}}}draft", nsmap={None: NAMESPACE})
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    root.text = _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return ooxml.serialize(root)


def properties_xml() -> bytes:
    """The part beside it that names its namespace."""
    root = etree.Element(f"{{{STORE}}}datastoreItem", {f"{{{STORE}}}itemID": STORE_ID}, nsmap={"ds": STORE})
    references = etree.SubElement(root, f"{{{STORE}}}schemaRefs")
    etree.SubElement(references, f"{{{STORE}}}schemaRef", {f"{{{STORE}}}uri": NAMESPACE})
    return ooxml.serialize(root)
