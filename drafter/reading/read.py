"""Reading one text: clean → head → structure → label."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from drafter.reading.clean import Cleaned, Line, clean, line_numbers, normalise
from drafter.reading.cues import Cues, load_cues
from drafter.reading.head import find_head
from drafter.reading.kind import announced, kind_of
from drafter.reading.label import label
from drafter.reading.paragraph import Paragraph, Piece
from drafter.reading.structure import structure
from drafter.reading.weights import Weights
from drafter.speech import Block, Origin, Sentence, Source, Span, Speech


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text holds.

    Law: every character that is not white space is in exactly one of title, byline, the sentences of the speech, noise.
    """

    speech: Speech
    title: tuple[Source, ...] = ()
    byline: tuple[Source, ...] = ()
    noise: tuple[Source, ...] = ()
    announced: int = 0  # points the speaker announces ("讲三点意见"); 0: none, or no number said
    kind: str = "speech"  # or, in Chinese, why this is not one speech


def read(text: str, file: str = "", cues: Cues | None = None, weights: Weights | None = None) -> Reading:
    """Read any text as a speech; no text is refused, see `Reading.kind`.

    Args:
        text: the decoded file.
        file: its name, for `Source.file` and the origins.
        cues: None: the shipped ones.
        weights: None: the shipped ones.
    """
    cues = cues or load_cues()
    cleaned = clean(text, cues.is_residue)
    head = find_head(cleaned.lines)
    paragraphs = structure(text, head.body, cleaned)
    maker = _Maker(text, file, cleaned)
    moves = label(paragraphs, cues, weights)
    speech = Speech(
        maker.plain(head.title),
        tuple(maker.plain([line]) for line in head.byline),
        maker.salutation(head.salutation),
        tuple(maker.block(*pair) for pair in zip(paragraphs, moves, strict=True)),
    )
    return Reading(
        speech,
        tuple(map(maker.source, head.title)),
        tuple(map(maker.source, head.byline)),
        _noise(maker, (*head.repeats, *cleaned.noise), speech),
        announced([(sentence.text, sentence.move) for sentence in speech.sentences()]),
        kind_of(text, speech, cues),
    )


def _noise(maker: _Maker, lines: Iterable[Line], speech: Speech) -> tuple[Source, ...]:
    """Noise in reading order; a page number inside a sentence belongs to the slice of that sentence."""
    sources = [sentence.source for sentence in speech.sentences() if sentence.source]
    starts = [source.start for source in sources]

    def is_apart(line: Line) -> bool:
        index = bisect_right(starts, line.start) - 1
        return index < 0 or sources[index].end <= line.start

    return tuple(maker.source(line) for line in sorted(lines, key=lambda line: line.start) if is_apart(line))


class _Maker:
    """Makes the parts of a Speech from places in one text."""

    def __init__(self, text: str, file: str, cleaned: Cleaned) -> None:
        self.text, self.file, self.cleaned = text, file, cleaned
        self.line = line_numbers(text)

    def source(self, piece: Line | Piece) -> Source:
        start, end = piece.start, piece.end
        return Source(self.file, self.line(start), start, end, self.text[start:end])

    def plain(self, lines: Sequence[Line]) -> str:
        return normalise(self.text, lines, self.cleaned)[0] if lines else ""

    def sentence(self, piece: Piece, move: tuple[str, str]) -> Sentence:
        span = Span(piece.text, Origin("source", f"{self.file}#{piece.start}-{piece.end}"))
        return Sentence((span,), *move, source=self.source(piece))

    def salutation(self, lines: Sequence[Line]) -> Sentence | None:
        if not lines:
            return None
        return self.sentence(Piece(self.plain(lines), lines[0].start, lines[-1].end), ("opening", "salutation"))

    def block(self, paragraph: Paragraph, moves: Sequence[tuple[str, str]]) -> Block:
        sentences = tuple(self.sentence(*pair) for pair in zip(paragraph.pieces, moves, strict=True))
        number = paragraph.number.text if paragraph.number else ""
        return Block(sentences, paragraph.level, number, paragraph.run_in)
