"""Comments of a Word file with their replies and whether they are settled, as Word, WPS and LibreOffice write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from posixpath import join, normpath

from drafter.docx_text import SIGNS, Parts, part
from drafter.docx_xml import Element, q
from drafter.record import record
from drafter.word import ooxml
from drafter.word.comments import AUTHOR
from drafter.word.package import RELS
from drafter.word.returned import Anchor, Piece, Returned, Stamp, stamp_of

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
Place = tuple[int, int]


@record
class Comment:
    """What one person said."""

    stamp: Stamp
    text: str  # its paragraphs, a line each


@record
class Thread:
    """A comment, the replies to it, and the words it is fixed to."""

    comments: tuple[Comment, ...]  # the first one, then replies in order
    settled: bool  # marked as done
    start: Place  # in the accepted text: paragraph from 1, characters before it
    end: Place
    quote: str  # the words it is fixed to; if they were taken out, as they were
    fixed: bool = True  # False: it stands nowhere in the text


@record
class _Found:
    """A comment as it lies in its part."""

    id: str
    paragraphs: tuple[str, ...]  # w14:paraId of its paragraphs; the last one names it
    comment: Comment


def threads(parts: Parts, returned: Returned) -> tuple[Thread, ...]:
    """Every comment once, threads in the order of the text.

    Replies are told by commentsExtended.xml; where it names none, comments of reviewers fixed to the very same words
    are one thread: so programs write replies that do not know that part.
    """
    found = list(_comments(parts))
    parents, settled = _extended(parts)
    names = {name: one.id for one in found for name in one.paragraphs}
    above = {
        one.id: names.get(parents.get(name, ""), "") for one in found for name in one.paragraphs if parents.get(name)
    }
    done = {one.id for one in found if any(settled.get(name) for name in one.paragraphs)}
    heads: dict[str, list[_Found]] = {}
    places = _places(returned)
    seen: dict[tuple[Place, Place], str] = {}
    for one in found:
        head = _top(one.id, above)
        spot = places.get(one.id)
        if not parents and spot and spot[0] != spot[1] and one.comment.stamp.author != AUTHOR:
            head = seen.setdefault(spot, one.id)
        heads.setdefault(head, []).append(one)
    for group in heads.values() if not parents else ():
        group.sort(key=lambda one: one.comment.stamp.date)  # LibreOffice writes the last reply first
    made = [
        _thread(group, any(one.id in done for one in group), places.get(head), returned)
        for head, group in heads.items()
    ]
    return tuple(sorted(made, key=lambda thread: (not thread.fixed, thread.start)))


def _top(id: str, above: Mapping[str, str]) -> str:
    seen = {id}
    while (parent := above.get(id, "")) and parent not in seen:
        id = parent
        seen.add(id)
    return id


def _thread(group: list[_Found], settled: bool, place: tuple[Place, Place] | None, returned: Returned) -> Thread:
    comments = tuple(one.comment for one in group)
    if place is None:
        return Thread(comments, settled, (1, 0), (1, 0), "", False)
    return Thread(comments, settled, *place, _quote(group[0].id, returned))


def _places(returned: Returned) -> dict[str, tuple[Place, Place]]:
    """Where each comment begins and ends; one without a range stands at its mark."""
    found: dict[str, dict[str, Place]] = {}
    for piece in returned.pieces:
        if isinstance(piece, Anchor):
            found.setdefault(piece.comment, {}).setdefault(piece.kind, piece.where)
    places = {}
    for id, kinds in found.items():
        start = kinds.get("start") or kinds.get("mark") or kinds["end"]
        end = kinds.get("end") or kinds.get("mark") or start
        places[id] = (start, max(start, end))
    return places


def _quote(id: str, returned: Returned) -> str:
    inside, now, gone = False, "", ""
    for piece in returned.pieces:
        if isinstance(piece, Anchor):
            if piece.comment == id and piece.kind in ("start", "end"):
                inside = piece.kind == "start"
        elif inside and isinstance(piece, Piece):
            now += "" if piece.removed else piece.text
            gone += piece.text
    return now or gone


def _comments(parts: Parts) -> Iterator[_Found]:
    root = _part(parts, "/comments")
    for item in root.iter(q("comment")) if root is not None else ():
        paragraphs = list(item.iter(q("p")))
        lines = ["".join(_characters(paragraph)) for paragraph in paragraphs]
        names = tuple(str(one.get(f"{_W14}paraId")) for one in paragraphs if one.get(f"{_W14}paraId"))
        text = "\n".join(line for line in lines if line.strip())
        yield _Found(str(item.get(q("id"))), names, Comment(stamp_of(item), text))


def _characters(element: Element) -> Iterator[str]:
    for child in element.iter():
        if child.tag == q("t"):
            yield child.text or ""
        elif child.tag in SIGNS and child.getparent().tag == q("r"):
            yield SIGNS[child.tag]


def _extended(parts: Parts) -> tuple[dict[str, str], dict[str, bool]]:
    """From commentsExtended.xml: paragraph of a reply → paragraph of what it answers; paragraph → settled."""
    root = _part(parts, "/commentsExtended")
    parents, settled = {}, {}
    for item in root.iter(f"{_W15}commentEx") if root is not None else ():
        name = str(item.get(f"{_W15}paraId"))
        if parent := item.get(f"{_W15}paraIdParent"):
            parents[name] = str(parent)
        settled[name] = item.get(f"{_W15}done") in ("1", "true", "on")
    return parents, settled


def _part(parts: Parts, kind: str) -> Element | None:
    """The part that the document calls its comments, whatever its name; None: it has none, or it is damaged."""
    relations = part(parts, RELS)
    for relation in relations.iter(f"{{{ooxml.RELATIONSHIPS}}}Relationship") if relations is not None else ():
        if str(relation.get("Type")).endswith(kind):
            target = str(relation.get("Target"))
            return part(parts, normpath(join("word", target)) if target[:1] != "/" else target[1:])
    return None
