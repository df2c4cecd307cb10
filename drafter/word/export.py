"""Speech → .docx: the shipped base, our paragraphs, comments, and the origins embedded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from drafter.speech import Sentence, Speech
from drafter.word import embedded, layout, ooxml, package
from drafter.word.comments import Comments, Wanted, comment_lines, stamp
from drafter.word.embedded import Paragraph
from drafter.word.ooxml import Element, w
from drafter.word.title import title_lines

CREATED = datetime(2026, 1, 1)  # when the caller gives no time: a constant, so that one speech gives one file
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def to_docx(
    speech: Speech,
    *,
    comments: Wanted = "holes",
    embed: dict[str, object] | None = None,
    clean: bool = False,
    created: datetime | None = None,
) -> bytes:
    """Lay out a speech.

    Args:
        speech: any characters; those that XML cannot hold are left out, line breaks and tabs become a space.
        comments: "holes" also shows the notes; "all" adds origins and alternatives of each sentence.
        embed: what else the file should carry, JSON values; comes back from `importing.read_embedded`.
        clean: for the version that leaves the house: no comments, no embedded data, no bookmarks; `embed` is ignored.
        created: date of the file and of its comments.

    Returns:
        The file; same arguments, same bytes.
    """
    return lay_out(
        embedded.paragraphs(speech), speech.title, comments=comments, embed=embed, clean=clean, created=created
    )


def lay_out(
    paragraphs: list[Paragraph],
    title: str,
    *,
    comments: Wanted = "holes",
    embed: dict[str, object] | None = None,
    clean: bool = False,
    created: datetime | None = None,
    written: list[Paragraph] | None = None,
    numbers: Sequence[int] = (),
) -> bytes:
    """Lay out paragraphs (as `embedded.visible` gives them) in this order; the rest as in `to_docx`.

    `written` is what the file counts as written, where that is not what it shows: a draft with edits by hand carries
    the draft without them, so that they are still seen as edits. `numbers` says for each paragraph which of `written`
    it is (negative: none).
    """
    parts = package.base()
    notes = Comments("none" if clean else comments, created or CREATED)
    document = ooxml.parse(parts[package.DOCUMENT])
    elements = [_paragraph(paragraph, notes, last=paragraph is paragraphs[-1]) for paragraph in paragraphs]
    if not clean:
        for index, element in zip(numbers or range(len(elements)), elements, strict=True):
            if index >= 0:
                _bookmark(element, index)
    document[0][:0] = elements
    parts[package.DOCUMENT] = ooxml.serialize(document)
    if len(notes.root):
        package.relate(parts, "word/comments.xml", "comments", COMMENTS_TYPE, ooxml.serialize(notes.root))
    parts[package.CORE] = core(parts[package.CORE], title, created or CREATED)
    if not clean:
        carry(parts, paragraphs if written is None else written, embed or {})
    return package.pack(parts)


def _paragraph(paragraph: Paragraph, notes: Comments, *, last: bool) -> Element:
    element = w("p", w("pPr", w("pStyle", val=_style(paragraph, last))))
    block = paragraph.block
    if paragraph.role == "title":
        _title(element, block.text)
        return element
    for index, sentence in enumerate(block.sentences):
        run_in = block.run_in if not block.level and not index else 0
        _sentence(element, sentence, run_in, notes)
    return element


def _style(paragraph: Paragraph, last: bool) -> str:
    if paragraph.role == "body":
        if paragraph.block.level:
            return layout.heading(paragraph.block.level)
        return layout.CLOSING if last and paragraph.is_ending else layout.BODY
    return {
        "title": layout.TITLE,
        "subtitle": layout.SUBTITLE,
        "byline": layout.BYLINE,
        "salutation": layout.SALUTATION,
    }[paragraph.role]


def _title(element: Element, text: str) -> None:
    """One paragraph, its lines broken by hand."""
    for index, line in enumerate(title_lines(text)):
        run = ooxml.run(line)
        if index:
            run.insert(1, w("br"))
        element.append(run)


def _sentence(element: Element, sentence: Sentence, run_in: int, notes: Comments) -> None:
    """Runs of one sentence, and its comment: on the holes if it speaks of nothing else, else on the whole sentence."""
    style = layout.run_in(run_in) if run_in else ""
    spans = [span for span in sentence.spans if span.text]
    runs = [("".join(span.text for span in same), hole) for hole, same in groupby(spans, lambda span: span.hole)]
    lines = comment_lines(sentence, notes.wanted) if runs else []
    holes = [index for index, (_, hole) in enumerate(runs) if hole]
    first, end = 0, len(runs) - 1
    if holes and not sentence.notes and notes.wanted != "all":
        first, end = holes[0], holes[-1]
    start, *after = notes.add(lines) if lines else (None,)
    for index, (text, hole) in enumerate(runs):
        if lines and index == first:
            element.append(start)
        element.append(ooxml.run(text, layout.hole_in(run_in) if hole else style))
        if lines and index == end:
            element.extend(after)


def _bookmark(element: Element, index: int) -> None:
    """Hidden (its name begins with an underscore) and round the whole paragraph."""
    element.insert(1, w("bookmarkStart", id=index, name=embedded.bookmark(index)))
    element.append(w("bookmarkEnd", id=index))


def core(data: bytes, title: str, created: datetime) -> bytes:
    """The part that states title and date, with these."""
    root = ooxml.parse(data)
    for item in root:
        name = item.tag.rpartition("}")[2]
        if name == "title":
            item.text = ooxml.legal(title)
        elif name in ("created", "modified"):
            item.text = stamp(created)
    return ooxml.serialize(root)


def carry(
    parts: package.Parts, paragraphs: list[Paragraph], given: dict[str, object], lines: Sequence[str] | None = None
) -> None:
    """Add the custom XML part. It is written last: it holds the hash of all the others.

    Args:
        parts: complete but for it.
        paragraphs: with their origins.
        given: what else the file should carry.
        lines: text of the file, where it is not that of the paragraphs.
    """
    shown = [paragraph.block.text for paragraph in paragraphs] if lines is None else lines
    parts[embedded.PROPERTIES] = embedded.properties_xml()
    parts[embedded.ITEM_RELS] = package.rels("customXmlProps", "itemProps1.xml")
    package.declare(parts, embedded.PROPERTIES, embedded.PROPERTIES_TYPE)
    package.relate(parts, embedded.ITEM, "customXml", "application/xml", b"")
    data = {
        "format": embedded.FORMAT,
        "text": embedded.text_hash(shown),
        "parts": embedded.parts_hash(parts),
        "given": given,
        "paragraphs": embedded.to_json(paragraphs),
    }
    parts[embedded.ITEM] = embedded.item_xml(data)
