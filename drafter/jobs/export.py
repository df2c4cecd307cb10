"""`drafter export`: any plain speech text → .docx, laid out as typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from drafter import __version__, files, numbering
from drafter.errors import DrafterError, InvalidFile, Problem
from drafter.reading import Reading, read
from drafter.reading.cues import Cues
from drafter.reading.extract import FORMS, extract
from drafter.reading.oddities import oddities
from drafter.record import record
from drafter.speech import Block, Origin, Sentence, Span
from drafter.word import embedded
from drafter.word.embedded import Paragraph, Role
from drafter.word.export import lay_out
from drafter.word.look import Look
from drafter.word.title import split_subtitle

_BREAK = re.compile("\\s*[\n\r\v\f\x85\u2028\u2029]\\s*")
_LINE = re.compile("[^\\s](?:[^\n\r\v\f\x85\u2028\u2029]*[^\\s])?")  # without white space at its ends
_HOLE = re.compile("(【待补：[^】]*】)")


@record
class Exported:
    """A text as Word shows it."""

    paragraphs: tuple[Paragraph, ...]
    title: str
    oddities: tuple[Problem, ...]  # what is unusual about the text, for stderr
    file: str  # name of the text

    @property
    def characters(self) -> int:
        """Length as 篇幅 counts it."""
        return sum(len("".join(one.block.text.split())) for one in self.paragraphs if one.role == "body")

    @property
    def holes(self) -> int:
        """How many 【待补：…】 a reader sees."""
        return sum(len(_HOLE.findall(one.block.text)) for one in self.paragraphs)

    def to_docx(self, *, clean: bool = False, look: Look | None = None) -> bytes:
        """The file; `clean`: without comments, embedded data and bookmarks; no `look`: the layout 公文."""
        embed: dict[str, object] = {"version": __version__, "text": self.file}
        return lay_out(list(self.paragraphs), self.title, embed=embed, clean=clean, look=look)


def text_of(path: Path) -> files.Text:
    """The text of a file: of .docx, .html, .pdf and .doc what a reader sees, of any other its characters.

    Raises:
        DrafterError: it cannot be read (see `extract` and `files.read_text`).
    """
    return extract(path) if FORMS.get(path.suffix.lower(), "text") != "text" else files.read_text(path)


def export(text: files.Text, cues: Cues | None = None) -> Exported:
    """Read a text and lay it out.

    Args:
        text: of a text file, or of any other that `extract` reads.
        cues: None: the shipped ones.

    Law: every character of the text stands in the paragraphs, in order, but for line breaks, white space at both ends
    of a line, and what XML cannot hold.

    Raises:
        InvalidFile: there is nothing to lay out.
    """
    name = Path(text.path).name
    reading = read(text.text, name, cues)
    paragraphs = embedded.visible(as_typed(text.text, name, reading))
    if not paragraphs:
        raise InvalidFile([Problem(text.path, 0, "", "文件是空的，没有文字可排")])
    said = oddities(text.text, reading, text.path, cues)
    if text.encoding.startswith(("utf-16", "gb")):
        note = f"文件不是 UTF-8 编码，已按 {text.encoding.upper()} 读出；若有乱码请另存为 UTF-8"
        said.insert(0, Problem(text.path, 0, "", note))
    return Exported(tuple(paragraphs), reading.speech.title, tuple(said), name)


@record
class _Piece:
    """A stretch of the text, and which paragraph it belongs to."""

    start: int
    end: int
    role: Role = "body"
    block: int | None = None  # index in Speech.blocks; None: not of the body
    sentence: Sentence | None = None


def as_typed(text: str, file: str, reading: Reading) -> Iterator[Paragraph]:
    """Paragraphs in the order of the text and in its own characters, what the reader set aside among them.

    Args:
        text: the decoded file.
        file: its name, for the origins.
        reading: how it was read: what is title, heading, paragraph. Its words are not used, they may be normalised.
    """
    maker = _Maker(text, file)
    begun: set[int] = set()
    pieces = _all_of(text, sorted(_pieces(reading), key=lambda piece: piece.start))
    for (role, number), group in groupby(pieces, key=lambda piece: (piece.role, piece.block)):
        same = list(group)
        if number is None:
            yield from maker.lines(same[0].start, same[-1].end, role)
            continue
        block = reading.speech.blocks[number]
        yield Paragraph("body", maker.block(same, block if number not in begun else Block(())))
        begun.add(number)


def _pieces(reading: Reading) -> Iterator[_Piece]:
    yield from (_Piece(source.start, source.end, "title") for source in reading.title)
    yield from (_Piece(source.start, source.end, "byline") for source in reading.byline)
    said = reading.speech.salutation
    if said and said.source:
        yield _Piece(said.source.start, said.source.end, "salutation")
    for number, block in enumerate(reading.speech.blocks):
        for sentence in block.sentences:
            if source := sentence.source:
                yield _Piece(source.start, source.end, "body", number, sentence)


def _all_of(text: str, pieces: list[_Piece]) -> Iterator[_Piece]:
    """The pieces, and between them what belongs to none: residue, page numbers, the title said again."""
    at = 0
    for piece in [*pieces, _Piece(len(text), len(text))]:
        if text[at : piece.start].strip():
            yield _Piece(at, piece.start)
        if piece.end > piece.start:
            yield piece
        at = piece.end


class _Maker:
    """Makes paragraphs from places in one text."""

    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file

    def lines(self, start: int, end: int, role: Role) -> Iterator[Paragraph]:
        """A stretch outside the body, a paragraph for each line; a title is one, whatever its lines."""
        if role == "title":
            main, sub = split_subtitle(_joined(self.text[start:end]))
            yield Paragraph("title", Block((Sentence(self.spans(main, start, end)),)))
            yield Paragraph("subtitle", Block((Sentence(self.spans(sub, start, end)),)))
            return
        label = ("opening", "salutation") if role == "salutation" else ("", "")
        for line in _LINE.finditer(self.text, start, end):
            yield Paragraph(role, Block((Sentence(self.spans(line[0], *line.span()), *label),)))

    def block(self, pieces: list[_Piece], block: Block) -> Block:
        """One paragraph of the body; an empty `block`: the rest of one that something stands in the middle of."""
        ends = [piece.start for piece in pieces[1:]] + [pieces[-1].end]
        sentences = []
        for piece, end in zip(pieces, ends, strict=True):
            if said := piece.sentence:
                spans = self.spans(_joined(self.text[piece.start : end]), piece.start, piece.end)
                sentences.append(Sentence(spans, said.slot, said.move))
        number = numbering.counted(sentences[0].text) if block.number else None
        return Block(tuple(sentences), block.level, number.text if number else "", block.run_in)

    def spans(self, typed: str, start: int, end: int) -> tuple[Span, ...]:
        """Characters typed in [start, end), their holes apart; what a hole asks for is nowhere in the text."""
        origin = Origin("source", f"{self.file}#{start}-{end}")
        pieces = (piece for piece in _HOLE.split(typed) if piece)
        return tuple(Span(piece, None, True) if _HOLE.match(piece) else Span(piece, origin) for piece in pieces)


def _joined(text: str) -> str:
    """Lines that make one paragraph, in one; a space only between two words in Latin letters."""

    def joint(found: re.Match[str]) -> str:
        beside = text[found.start() - 1 : found.start()] + text[found.end() : found.end() + 1]
        return " " if beside.isascii() and beside.isalnum() else ""

    return _BREAK.sub(joint, text)


def place(text: Path, output: Path | None) -> Path:
    """Where the Word file goes: beside the text unless told otherwise.

    Raises:
        DrafterError: the text itself, a folder, or a name that is no Word file's.
    """
    target = output or text.with_suffix(".docx")
    if files.same(target, text):
        raise DrafterError(f"{target}: 不能写在原文自己身上，请用 -o 换个名字")
    if files.what_is(target) == "folder":
        raise DrafterError(f"{target}: 这是文件夹，请用 -o 给出文件名，例如 {target / '讲话稿.docx'}")
    if target.suffix.lower() != ".docx":
        raise DrafterError(f"{target}: Word 稿的文件名要以 .docx 结尾，例如 {target.stem}.docx")
    return target


def remarks(made: Exported, *, clean: bool = False) -> list[str]:
    """What the clerk should know, one line each, for stderr."""
    lines = [str(problem) for problem in made.oddities]
    if made.holes:
        lines.append(f"待补：全文有{made.holes}处【待补】" + ("" if clean else "，Word 里有批注"))
    return lines
