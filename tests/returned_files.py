"""Files as they come back: comments, replies and tracked changes put into the XML of a draft as office programs do."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from lxml import etree

from drafter.word import ooxml, package
from drafter.word.ooxml import q, w

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
COMMENTS, EXTENDED = "word/comments.xml", "word/commentsExtended.xml"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
EXTENDED_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
EXTENDED_KIND = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
WANG, LI = {"author": "王主任", "date": "2026-03-01T09:30:00Z"}, {"author": "李书记", "date": "2026-03-02T16:05:00Z"}


class File:
    """A .docx under the hands of a reviewer."""

    def __init__(self, data: bytes) -> None:
        self.parts = package.unpack(data)
        self.root: Any = ooxml.parse(self.parts[package.DOCUMENT])
        self.comments: Any = ooxml.parse(self.parts[COMMENTS]) if COMMENTS in self.parts else w("comments")
        self.extended: Any = etree.Element(f"{{{W15}}}commentsEx", nsmap={"w15": W15})
        self._ids = 9000

    def save(self) -> bytes:
        self.parts[package.DOCUMENT] = ooxml.serialize(self.root)
        if len(self.comments):
            if COMMENTS not in self.parts:
                package.relate(self.parts, COMMENTS, "comments", COMMENTS_TYPE, b"")
            self.parts[COMMENTS] = ooxml.serialize(self.comments)
        if len(self.extended):
            data = ooxml.serialize(self.extended)
            package.relate(self.parts, EXTENDED, "commentsExtended", EXTENDED_TYPE, data)
            self.parts[package.RELS] = self.parts[package.RELS].replace(
                f"{ooxml.R}/commentsExtended".encode(), EXTENDED_KIND.encode()
            )
        return package.pack(self.parts)

    def next(self) -> int:
        self._ids += 1
        return self._ids

    @property
    def paragraphs(self) -> list[Any]:
        return list(self.root[0].iter(q("p")))

    def paragraph(self, words: str) -> Any:
        (found,) = (one for one in self.paragraphs if words in "".join(t.text or "" for t in one.iter(q("t"))))
        return found

    def runs(self, words: str) -> list[Any]:
        """The runs of some words that stand in one paragraph; runs are cut where the words begin and end."""
        paragraph = self.paragraph(words)
        start = "".join(t.text or "" for t in paragraph.iter(q("t"))).index(words)
        self._cut(paragraph, start)
        self._cut(paragraph, start + len(words))
        found, at = [], 0
        for run in [one for one in paragraph.iter(q("r")) if one.find(q("t")) is not None]:
            if start <= at < start + len(words):
                found.append(run)
            at += len(run.find(q("t")).text)
        return found

    def _cut(self, paragraph: Any, place: int) -> None:
        at = 0
        for run in list(paragraph.iter(q("r"))):
            text = run.find(q("t"))
            length = len(text.text) if text is not None else 0
            if at < place < at + length:
                second = deepcopy(run)
                run.addnext(second)
                second.find(q("t")).text, text.text = text.text[place - at :], text.text[: place - at]
                return
            at += length

    def edit(self, old: str, new: str) -> None:
        """Change words without tracking."""
        runs = self.runs(old)
        runs[0].find(q("t")).text = new
        for run in runs[1:]:
            run.getparent().remove(run)

    def insert(self, before: str, text: str, who: dict[str, str] = WANG) -> None:
        self.runs(before)[0].addprevious(w("ins", ooxml.run(text), id=self.next(), **who))

    def delete(self, words: str, who: dict[str, str] = WANG, tag: str = "del") -> Any:
        """Strike words; gives the element."""
        element = w(tag, id=self.next(), **who)
        runs = self.runs(words)
        runs[0].addprevious(element)
        for run in runs:
            element.append(run)
            if tag == "del":
                for text in run.iter(q("t")):
                    text.tag = q("delText")
        return element

    def replace(self, old: str, new: str, who: dict[str, str] = WANG) -> None:
        self.delete(old, who).addnext(w("ins", ooxml.run(new), id=self.next(), **who))

    def move(self, words: str, before: str, who: dict[str, str] = WANG, *, named: bool = True) -> None:
        """Move words as Word does, or without range marks as WPS does."""
        target = self.runs(before)[0]
        gone = self.delete(words, who, "moveFrom")
        there = w("moveTo", ooxml.run(words), id=self.next(), **who)
        target.addprevious(there)
        for element, kind in ((gone, "moveFrom"), (there, "moveTo")) if named else ():
            number = self.next()
            element.addprevious(w(f"{kind}RangeStart", id=number, name="move1", **who))
            element.addnext(w(f"{kind}RangeEnd", id=number))

    def bold(self, words: str, who: dict[str, str] = WANG) -> None:
        for run in self.runs(words):
            properties = run.find(q("rPr"))
            before = [deepcopy(one) for one in properties]
            properties.append(w("b"))
            properties.append(w("rPrChange", w("rPr", *before), id=self.next(), **who))

    def comment(
        self, words: str, text: str, who: dict[str, str] = WANG, *, done: bool | None = None, answers: str = ""
    ) -> str:
        """A comment on words, or (`answers`: the paraId of one) a reply; gives its own paraId."""
        name, number = f"{self.next():08X}", self.next()
        lines = [w("p", ooxml.run(line)) for line in text.split("\n")]
        lines[-1].set(f"{{{W14}}}paraId", name)
        self.comments.append(w("comment", *lines, id=number, initials="W", **who))
        runs = self.runs(words)
        runs[0].addprevious(w("commentRangeStart", id=number))
        runs[-1].addnext(w("r", w("commentReference", id=number)))
        runs[-1].addnext(w("commentRangeEnd", id=number))
        if done is not None or answers:
            values = {f"{{{W15}}}paraId": name, f"{{{W15}}}done": str(int(bool(done)))}
            values |= {f"{{{W15}}}paraIdParent": answers} if answers else {}
            etree.SubElement(self.extended, f"{{{W15}}}commentEx", values)
        return name

    def name_of(self, line: str) -> str:
        """The paraId of drafter's own comment that holds a line, given to it as Word does when it saves."""
        for comment in self.comments:
            paragraphs = list(comment.iter(q("p")))
            if any(line == "".join(t.text or "" for t in one.iter(q("t"))) for one in paragraphs):
                name = f"{self.next():08X}"
                paragraphs[-1].set(f"{{{W14}}}paraId", name)
                return name
        raise AssertionError(line)

    def settle(self, name: str) -> None:
        """Mark the comment of a paraId as done."""
        etree.SubElement(self.extended, f"{{{W15}}}commentEx", {f"{{{W15}}}paraId": name, f"{{{W15}}}done": "1"})

    def add_line(self, line: str, text: str) -> None:
        """Write into drafter's own comment, below one of its lines."""
        for comment in self.comments:
            if line in "".join(t.text or "" for t in comment.iter(q("t"))):
                comment.append(w("p", ooxml.run(text)))
                return
        raise AssertionError(line)


def plain(rows: Iterable[Any]) -> list[tuple[str, str, str]]:
    """Rows by what was done, who did it, and state."""
    return [(row.what, row.who, row.state) for row in rows]


def sentences_of(text: str) -> Sequence[str]:
    return re.findall("[^。！]+[。！]", text)
