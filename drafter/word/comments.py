"""Word comments, at most one a sentence: what to fill in, what to confirm, where it came from, what else fits."""

from __future__ import annotations

import re
from datetime import datetime, timezone
from typing import Literal

from drafter.speech import Origin, Sentence
from drafter.word import layout, ooxml
from drafter.word.look import Look
from drafter.word.ooxml import Element, w

Wanted = Literal["none", "holes", "all"]
AUTHOR, INITIALS = "drafter", "D"
MAX_ALTERNATIVES = 3
KINDS = {"brief": "简报", "phrase": "句库", "outline": "提纲", "derived": "推算", "source": "原文", "edit": "改稿"}


def comment_lines(sentence: Sentence, wanted: Wanted) -> list[str]:
    """Lines of the comment on one sentence, the most urgent first; none: no comment."""
    if wanted == "none":
        return []
    lines = [_fill(span.text, span.origin) for span in sentence.spans if span.hole]
    lines += sentence.notes
    if wanted == "all":
        if origins := _origins(sentence):
            lines.append(f"依据：{origins}")
        alternatives = enumerate(sentence.alternatives[:MAX_ALTERNATIVES], 1)
        lines += [f"备选{number}：{text}" for number, text in alternatives]
    return [line for line in map(ooxml.legal, dict.fromkeys(lines)) if line.strip()]


def _fill(hole: str, origin: Origin | None) -> str:
    """What to fill in, and under which key of the brief; of two readings, what to do with them."""
    if hole.startswith("【两稿不同："):
        return "两稿不同：手改和新简报改到了同一处。请定下一种，删去另一种和括号。"
    asked = hole.strip("【】").removeprefix("待补").lstrip("：:").strip()
    what = f"待补：{asked}。" if asked else "待补。"
    return f"{what}请填写简报的“{place(origin.ref)}”，或直接在此处改写。" if origin else f"{what}请直接在此处改写。"


def _origins(sentence: Sentence) -> str:
    """Where the words came from, kind by kind: “句库：7c1e…；简报：形势.成绩第1条，形势.主线”; empty: unknown."""
    places: dict[str, dict[str, None]] = {}
    for span in sentence.spans:
        if span.origin and not span.hole:
            places.setdefault(KINDS[span.origin.kind], {})[place(span.origin.ref)] = None
    return "；".join(f"{kind}：{'，'.join(refs)}" for kind, refs in places.items())


def place(ref: str) -> str:
    """A reference as a clerk counts, from one: “形势.成绩[0].增幅” as “形势.成绩第1条.增幅”."""
    return re.sub(r"\[(\d+)\]", lambda match: f"第{int(match[1]) + 1}条", ref)


class Comments:
    """The comments part of one document while it is being written."""

    def __init__(self, wanted: Wanted, created: datetime, look: Look) -> None:
        self.wanted = wanted
        self._text, self._reference = look.style(layout.COMMENT_TEXT), look.style(layout.COMMENT_REFERENCE)
        self.root = w("comments")
        self._date = stamp(created)

    def add(self, lines: list[str]) -> tuple[Element, Element, Element]:
        """A comment; gives what stands before the commented runs, and the two elements that stand after them."""
        number = len(self.root)
        comment = w("comment", id=number, author=AUTHOR, date=self._date, initials=INITIALS)
        for line in lines:
            comment.append(w("p", w("pPr", w("pStyle", val=self._text)), ooxml.run(line)))
        comment[0].insert(1, self._marked(w("annotationRef")))
        self.root.append(comment)
        mark = self._marked(w("commentReference", id=number))
        return w("commentRangeStart", id=number), w("commentRangeEnd", id=number), mark

    def _marked(self, mark: Element) -> Element:
        return w("r", w("rPr", w("rStyle", val=self._reference)), mark)


def stamp(moment: datetime) -> str:
    """A moment as the format writes it; without a zone it counts as UTC."""
    utc = moment.astimezone(timezone.utc) if moment.tzinfo else moment
    return utc.strftime("%Y-%m-%dT%H:%M:%SZ")
