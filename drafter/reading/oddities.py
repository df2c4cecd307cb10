"""What is unusual about how a text was typed: said to its author, never changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from drafter.errors import Problem
from drafter.reading.clean import clean, line_numbers
from drafter.reading.cues import Cues, load_cues
from drafter.reading.kind import SPEECH
from drafter.reading.read import Reading
from drafter.reading.sequence import breaks
from drafter.speech import Block, Source

MAX_LINES = 8  # line numbers that one message names
SHOWN = 16  # characters of a line that a message quotes
_BESIDE = r"(?:(?<=[^\x00-\x7f])[,;:!?()]|[,;:!?()](?=[^\x00-\x7f])|(?<=[^\x00-\x7f])\.(?![0-9A-Za-z])|\")"
_HALF_WIDTH = re.compile(_BESIDE)
_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")  # what no .docx can hold, line breaks aside
_TAB = re.compile(r"(?<=\S) *\t\s*?(?=\S)")  # not the indent of a paragraph
_SPACED = re.compile(r"(?:[\u4e00-\u9fff，、。；：]+ +){3,}(?=[\u4e00-\u9fff])")  # now and then one sets off a name
Found = Iterator[tuple[int, str]]


def oddities(text: str, reading: Reading, path: str, cues: Cues | None = None) -> list[Problem]:
    """Everything unusual, one entry for each thing however often it happens, in order of the first line.

    Args:
        text: the decoded file.
        reading: how it was read.
        path: how messages name it.
        cues: by which it was read; None: the shipped ones.
    """
    line = line_numbers(text)
    found = [
        *_whole(reading),
        *_noise(text, reading, cues or load_cues()),
        *_breaks(text, reading),
        *((line(at), message) for at, message in _characters(text)),
        *breaks((source.line, source.verbatim) for source in map(_source, reading.speech.blocks)),
    ]
    places: dict[str, list[int]] = {}
    for number, message in found:
        places.setdefault(message, []).append(number)
    entries = [Problem(path, min(lines), "", message + _also(lines)) for message, lines in places.items()]
    return sorted(entries, key=lambda entry: entry.line)


def _also(lines: Iterable[int]) -> str:
    _, *others = sorted(set(lines))
    if not others:
        return ""
    more = "等" * (len(others) > MAX_LINES)
    return f"（另见第{'、'.join(map(str, others[:MAX_LINES]))}{more}行）"


def _source(block: Block) -> Source:
    """Where a whole block stands."""
    sources = [sentence.source for sentence in block.sentences if sentence.source]
    first, last = sources[0], sources[-1]
    return Source(first.file, first.line, first.start, last.end, "".join(source.verbatim for source in sources))


def _whole(reading: Reading) -> Found:
    if reading.kind != SPEECH:
        yield 0, f"{reading.kind}，照样排了，请核对"
    if not reading.speech.title:
        yield 0, "没有认出标题：标题要独占第一行，末尾不加标点"
    if not reading.speech.salutation:
        yield 0, "没有认出称谓：称谓要独占一行，如“同志们：”"


def _noise(text: str, reading: Reading, cues: Cues) -> Found:
    """Lines that are no text, also those that the reader left inside a paragraph; the title said again."""
    line = line_numbers(text)
    lines = {one.start: one.text for one in clean(text, cues.is_residue).noise}
    for at, said in sorted(lines.items() | {(one.start, one.verbatim) for one in reading.noise}):
        if not _INVISIBLE.sub("", said).strip():
            continue
        short = said if len(said) <= SHOWN else f"{said[:SHOWN]}…"
        yield line(at), f"像网页残留、页码或重复的标题：“{' '.join(short.split())}”，照样排了，不要的请删去"


def _breaks(text: str, reading: Reading) -> Found:
    """Paragraphs that do not end where their lines do."""
    line = line_numbers(text)
    head = [*reading.title, *reading.byline]
    if reading.speech.salutation and reading.speech.salutation.source:
        head.append(reading.speech.salutation.source)
    body = [_source(block) for block in reading.speech.blocks]
    reached = 0
    for source in [*head, *body]:
        first, last = line(source.start), line(source.end - 1)
        if first == reached:
            yield first, "一行里写了几段，分开排了"
        reached = last
    for source in body:
        if line(source.start) < line(source.end - 1):
            yield source.line, "一段断成了几行，接起来排了"


def _characters(text: str) -> Found:
    """Offset and message of each character that is not as print has it."""
    marks = " ".join(dict.fromkeys(_HALF_WIDTH.findall(text)))
    for found in _HALF_WIDTH.finditer(text):
        yield found.start(), f"半角标点 {marks} 照原样排了"
    for found in _INVISIBLE.finditer(text):
        yield found.start(), "有看不见的字符（零宽空格一类），照原样排了"
    for found in _CONTROL.finditer(text):
        yield found.start(), "有控制字符，Word 里放不下，去掉了"
    for found in _TAB.finditer(text):
        yield found.start(), "有制表符，排成一个空格"
    for found in _SPACED.finditer(text):
        yield found.start(), "汉字之间有空格，照原样排了"
