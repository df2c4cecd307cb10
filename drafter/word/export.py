"""Speech → .docx: the shipped base, our paragraphs, comments, and the origins embedded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from drafter.speech import Block, Sentence, Speech
from drafter.word import embedded, layout, ooxml, package, ruby
from drafter.word.comments import Comments, Wanted, comment_lines, stamp
from drafter.word.embedded import Paragraph
from drafter.word.look import Look, default
from drafter.word.ooxml import Element, w
from drafter.word.title import title_lines

CREATED = datetime(2026, 1, 1)  # when the caller gives no time: a constant, so that one speech gives one file
SHORT_HEAD = 20  # characters
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"


def to_docx(
    speech: Speech,
    *,
    comments: Wanted = "holes",
    embed: dict[str, object] | None = None,
    clean: bool = False,
    created: datetime | None = None,
    look: Look | None = None,
) -> bytes:
    """Lay out a speech.

    Args:
        speech: any characters; those that XML cannot hold are left out, line breaks and tabs become a space.
        comments: "holes" also shows the notes; "all" adds origins and alternatives of each sentence.
        embed: what else the file should carry, JSON values; comes back from `importing.read_embedded`.
        clean: for the version that leaves the house: no comments, no embedded data, no bookmarks; `embed` is ignored.
        created: date of the file and of its comments.
        look: none: the layout 公文.

    Returns:
        The file; same arguments, same bytes.
    """
    return lay_out(
        embedded.paragraphs(speech),
        speech.title,
        comments=comments,
        embed=embed,
        clean=clean,
        created=created,
        look=look,
    )


def lay_out(
    paragraphs: list[Paragraph],
    title: str,
    *,
    comments: Wanted = "holes",
    embed: dict[str, object] | None = None,
    clean: bool = False,
    created: datetime | None = None,
    look: Look | None = None,
    written: list[Paragraph] | None = None,
    numbers: Sequence[int] = (),
) -> bytes:
    """Lay out paragraphs (as `embedded.visible` gives them) in this order; the rest as in `to_docx`.

    `written` is what the file counts as written, where that is not what it shows: a draft with edits by hand carries
    the draft without them, so that they are still seen as edits. `numbers` says for each paragraph which of `written`
    it is (negative: none).
    """
    look = look or default()
    parts = dict(look.parts)
    notes = Comments("none" if clean else comments, created or CREATED, look)
    document = ooxml.parse(parts[package.DOCUMENT])
    body = document.find(ooxml.q("body"))
    filler = _Filler(look, notes)
    elements = [filler.paragraph(paragraph, last=paragraph is paragraphs[-1]) for paragraph in paragraphs]
    if not clean:
        for index, lines in zip(numbers or range(len(elements)), elements, strict=True):
            if index >= 0:
                _bookmark(lines, index)
    body[:0] = [line for lines in elements for line in lines]
    parts[package.DOCUMENT] = ooxml.serialize(document)
    if len(notes.root):
        package.relate(parts, "word/comments.xml", "comments", COMMENTS_TYPE, ooxml.serialize(notes.root))
    parts[package.CORE] = core(parts[package.CORE], title, created or CREATED)
    if not clean:
        carry(parts, paragraphs if written is None else written, embed or {})
    return package.pack(parts)


class _Filler:
    """Makes the paragraphs of one document."""

    def __init__(self, look: Look, notes: Comments) -> None:
        self.look, self.notes = look, notes

    def paragraph(self, paragraph: Paragraph, *, last: bool) -> list[Element]:
        """One paragraph; several where each sentence has its own line."""
        style, block = _style(paragraph, last), paragraph.block
        if paragraph.role == "title":
            return [self.title(block.text, style)]
        lines = [self.line(style)]
        apart = self.look.whole_sentences and paragraph.role == "body"
        for index, sentence in enumerate(block.sentences):
            if index and apart and not (index == 1 and _is_short_head(block)):
                lines.append(self.line(layout.NEXT))
            run_in = block.run_in if not block.level and not index else 0
            self.sentence(lines[-1], sentence, run_in, self.look.measures.size(self.look.style(style)))
        return lines

    def line(self, style: str) -> Element:
        """An empty w:p."""
        return w("p", w("pPr", w("pStyle", val=self.look.style(style))))

    def title(self, text: str, style: str) -> Element:
        """One paragraph, its lines broken by hand."""
        element = self.line(style)
        width = self.look.measures.characters(self.look.style(style)) - 1  # one to spare, faces differ
        for index, line in enumerate(title_lines(text, width)):
            run = ooxml.run(line)
            if index:
                run.insert(1, w("br"))
            element.append(run)
        return element

    def sentence(self, element: Element, sentence: Sentence, run_in: int, size: int) -> None:
        """Runs of one sentence, and its comment: on the holes if it speaks of nothing else, else on the whole."""
        spans = [span for span in sentence.spans if span.text]
        texts = [("".join(span.text for span in same), hole) for hole, same in groupby(spans, lambda span: span.hole)]
        lines = comment_lines(sentence, self.notes.wanted) if texts else []
        holes = [index for index, (_, hole) in enumerate(texts) if hole]
        first, end = 0, len(texts) - 1
        if holes and not sentence.notes and self.notes.wanted != "all":
            first, end = holes[0], holes[-1]
        start, *after = self.notes.add(lines) if lines else (None,)
        for index, (text, hole) in enumerate(texts):
            if lines and index == first:
                element.append(start)
            style = layout.hole_in(run_in) if hole else layout.run_in(run_in) if run_in else ""
            element.extend(ruby.runs(text, self.look.style(style), self.look.readings, size))
            if lines and index == end:
                element.extend(after)


def _is_short_head(block: Block) -> bool:
    """Whether the first sentence is a heading that goes on one page with the sentence after it."""
    return bool(block.run_in) and len(block.sentences[0].text) <= SHORT_HEAD


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


def _bookmark(lines: list[Element], index: int) -> None:
    """Hidden (its name begins with an underscore) and round the whole paragraph."""
    lines[0].insert(1, w("bookmarkStart", id=index, name=embedded.bookmark(index)))
    lines[-1].append(w("bookmarkEnd", id=index))


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
