"""The text of a speech on a web page: the part where the prose is, without what is mostly links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from lxml import etree

from drafter.reading.clean import compact
from drafter.reading.head import MAX_TITLE, is_title

Element: TypeAlias = Any  # lxml ships no types

_SILENT = re.compile(
    "script|style|noscript|template|iframe|object|svg|canvas|button|select|textarea|nav|footer|head|audio|video"
)
_INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|img|input|ins|kbd|label|mark|nobr|o:p|q|s|samp|small|span"
    "|strike|strong|sub|sup|time|tt|u|var|wbr"
)
_LINKS = 0.5  # share of characters in links from which a line is a menu
_PROSE = 20  # characters of a line of prose, at least
_MOST = 0.8  # share of the prose that the part with the speech holds
_SPACE = re.compile("[ \t\r\n\f\xa0]+")
_WRAP = re.compile("(?<=[^\x00-\xff])[ \t]*[\r\n][ \t\r\n]*(?=[^\x00-\xff])")  # a line break in the source
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_SITE = re.compile(r"\s*[_|｜—–]\s*|\s+-+\s+")  # between title and name of the site in <title>


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a browser breaks it."""

    text: str
    links: int  # characters that are links
    owner: Element  # innermost block it stands in

    @property
    def is_menu(self) -> bool:
        """Whether it is made of links."""
        return self.links > _LINKS * len(compact(self.text))

    @property
    def is_prose(self) -> bool:
        """Whether it reads like a sentence."""
        return len(self.text) >= _PROSE and any(mark in self.text for mark in "，。；") and not self.is_menu


def text_of(page: str) -> str:
    """The speech on a page, a line a paragraph; of a page without prose all that is no link.

    Args:
        page: HTML, decoded; may be broken or a fragment.
    """
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    data = page.replace("\0", "").encode("utf-8", "replace")
    root = etree.fromstring(data, parser) if data.strip() else None
    if root is None:
        return ""
    found = list(_Lines(root))
    main = _main(root, found)
    inside = [line for line in found if not line.is_menu and _is_within(line.owner, main)]
    texts = [line.text for line in inside]
    return "\n".join([*_headline(root, texts), *texts]) + "\n"


class _Lines:
    """The lines of a page in order."""

    def __init__(self, root: Element) -> None:
        self.root = root
        self.open: list[str] = []
        self.links = 0

    def __iter__(self) -> Iterator[Line]:
        return self._walk(self.root, self.root, False)

    def _walk(self, element: Element, owner: Element, linked: bool) -> Iterator[Line]:
        if _SILENT.fullmatch(element.tag) or _HIDDEN.search(element.get("style") or ""):
            return
        linked = linked or element.tag == "a"
        is_block = not _INLINE.fullmatch(element.tag)
        if is_block:
            yield from self._end(owner)
            owner = element if element.tag != "br" else owner
        self._add(element.text, linked)
        for child in element:
            yield from self._walk(child, owner, linked)
            self._add(child.tail, linked)
        if is_block:
            yield from self._end(owner)

    def _add(self, text: str | None, linked: bool) -> None:
        if text:
            self.open.append(text)
            self.links += linked * len(compact(text))

    def _end(self, owner: Element) -> Iterator[Line]:
        text = _SPACE.sub(" ", _WRAP.sub("", "".join(self.open))).strip(" ")
        if text.strip():
            yield Line(text, self.links, owner)
        self.open, self.links = [], 0


def _main(root: Element, lines: Sequence[Line]) -> Element:
    """The smallest part that holds (almost) all prose; the whole page where there is none."""
    held: Counter[Element] = Counter()
    prose = [line for line in lines if line.is_prose]
    for line in prose:
        for element in (line.owner, *line.owner.iterancestors()):
            held[element] += len(line.text)
    main, child = root, root
    while child is not None:
        main = child
        child = next((one for one in main if held[one] >= _MOST * held[root] > 0), None)
    alone = sum(line.owner is main for line in lines) == 1  # a paragraph; the speech is what stands around it too
    parent = main.getparent()
    return parent if alone and parent is not None else main


def _is_within(element: Element, main: Element) -> bool:
    return element is main or any(parent is main for parent in element.iterancestors())


def _headline(root: Element, texts: Sequence[str]) -> list[str]:
    """The title where it stands outside the part with the speech: <h1>, what the page says of itself, <title>."""
    named = [" ".join("".join(one.itertext()).split()) for one in root.iter("h1")]
    named += [one.get("content") or "" for one in root.iter("meta") if str(one.get("name")).lower() == "articletitle"]
    named = [head for head in named if 0 < len(head) <= MAX_TITLE]
    parts = [part.strip() for one in root.iter("title") for part in _SITE.split("".join(one.itertext()))]
    title = next((head for head in (*named, *parts) if is_title(head)), named[0] if named else "")
    stands = any(compact(title) in compact(text) for text in texts[:6])
    return [] if stands or not title else [title]
