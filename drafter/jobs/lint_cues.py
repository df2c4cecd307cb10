"""Cues that no seed speech holds: nobody can tell whether they still do what they were written for."""

from __future__ import annotations

from collections.abc import Iterator

from drafter import files, numbering
from drafter.errors import InvalidFile, Problem
from drafter.reading import read
from drafter.reading.cue import Cue
from drafter.reading.cues import parse_cues
from drafter.record import record
from drafter.yamltree import Listing, Mapping, Node, Scalar, parse

NAME = "cues.yaml"
SEEN = "见"  # key of a cue: in what kind of speech, other than the seeds, it was met
_ADDRESSES = ("同志们，", "朋友们，")


@record
class _Said:
    """What the seed speeches hold."""

    sentences: frozenset[str]  # without number and address, as cues see them
    lines: frozenset[str]


def unmatched(text: files.Text) -> Iterator[Problem]:
    """A problem for each cue that matches nothing in seeds/ and does not say where else it was seen."""
    try:
        cues, root = parse_cues(text.text, text.path), parse(text.text, text.path, frozenset()).root
    except InvalidFile as error:
        yield from error.problems
        return
    said = _said()
    for (where, entries), (_, of_move) in zip(_moves(root), cues.moves, strict=True):
        yield from _never(text.path, where, entries, of_move, said.sentences)
    yield from _never(text.path, "杂质", _items(_value(root, "杂质")), cues.residue, said.lines)


def _said() -> _Said:
    sentences: set[str] = set()
    lines: set[str] = set()
    for path in sorted(files.shipped("seeds").glob("*.txt")):
        text = files.read_text(path).text
        lines.update(line.strip() for line in text.splitlines())
        for sentence in read(text, path.name).speech.sentences():
            number = numbering.parse(sentence.text)
            bare = sentence.text[len(number.text) if number else 0 :]
            sentences.add(next((bare.removeprefix(one) for one in _ADDRESSES if bare.startswith(one)), bare))
    return _Said(frozenset(sentences), frozenset(lines))


def _never(
    path: str, where: str, entries: tuple[Node, ...], cues: tuple[Cue, ...], said: frozenset[str]
) -> Iterator[Problem]:
    for index, (entry, cue) in enumerate(zip(entries, cues, strict=True)):
        if not _value(entry, SEEN) and not any(map(cue.matches, said)):
            message = f"自带的讲话稿里没有一句认得出来：改一改或删去；在别的讲话里见过，就加一行 {SEEN}: 哪一类讲话"
            yield Problem(path, entry.line, f"{where}[{index}]", message)


def _moves(root: Node | None) -> Iterator[tuple[str, tuple[Node, ...]]]:
    """Where each move stands, with its entries as they are in the file."""
    for slot, moves in _pairs(_value(root, "语步")):
        for move, entries in _pairs(moves):
            yield f"语步.{slot}.{move}", _items(entries)


def _pairs(node: Node | None) -> Iterator[tuple[str, Node]]:
    for key, value in node.entries if isinstance(node, Mapping) else ():
        if isinstance(key, Scalar):
            yield key.value, value


def _value(node: Node | None, name: str) -> Node | None:
    return next((value for key, value in _pairs(node) if key == name), None)


def _items(node: Node | None) -> tuple[Node, ...]:
    return node.items if isinstance(node, Listing) else ()
