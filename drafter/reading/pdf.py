"""The text of a speech in a PDF: characters in reading order, lines joined to paragraphs, page heads left out."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from drafter.docx_text import refusal
from drafter.segment import ends_sentence

MAX_PAGES = 500  # a longer document is no speech
_EDGE = 2  # lines at the head and at the foot of a page that may repeat
_REPEATED = 0.4  # share of the pages on which such a line stands; left and right pages may differ
_GARBLED = 0.2  # share of characters without a meaning from which the text cannot be used
_DIGITS = re.compile("[0-9０-９]+|[一二三四五六七八九十百]+(?=页)")
_PASSWORD = "有打开密码，读不了；请先取消密码，或另存为 .docx"
_REMEDY = "请用 Word、WPS 或浏览器打开，另存为 .docx 或 .txt"


@dataclass(frozen=True, slots=True)
class Char:
    """One character on a page; measures in points from the lower left."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line on a page."""

    text: str
    left: float
    right: float
    base: float
    size: float


def text_of(data: bytes, path: str) -> str:
    """The text of a PDF, a line a paragraph; empty: it holds none (a scan).

    Args:
        data: the file.
        path: how messages name it.

    Raises:
        DrafterError: pypdfium2 is not installed, or the file is damaged, under a password, or too long.
    """
    pages = [list(lines_of(chars)) for chars in _pages(data, path)]
    text = "\n".join(paragraphs(without_repeats(pages)))
    strange = sum(char == "\ufffd" or "\ue000" <= char <= "\uf8ff" for char in text)
    if strange > _GARBLED * len(text):
        raise refusal(path, f"字符没有对应的文字（字体编码特殊），读出来是乱码；{_REMEDY}")
    return text + "\n" if text else ""


def _pages(data: bytes, path: str) -> Iterator[list[Char]]:
    """Characters of each page as the file gives them."""
    try:
        import pypdfium2
    except ImportError:
        remedy = "请运行 pip install pypdfium2 装上，或把文件另存为 .docx"
        raise refusal(path, f"没有装读 PDF 的组件 pypdfium2；{remedy}") from None
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = _PASSWORD if "password" in str(error).lower() else f"PDF 已损坏，打不开；{_REMEDY}"
        raise refusal(path, reason) from None
    try:
        if len(document) > MAX_PAGES:
            raise refusal(path, f"超过 {MAX_PAGES} 页，不像一篇讲话")
        for page in document:
            yield list(_chars(pypdfium2.raw, page.get_textpage()))
    except pypdfium2.PdfiumError:
        raise refusal(path, f"PDF 有一页已损坏，读不全；{_REMEDY}") from None
    finally:
        document.close()


def _chars(raw: Any, page: Any) -> Iterator[Char]:
    x, base, box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page, index)
        if code > 0x10FFFF or 0xD800 <= code < 0xE000 or not chr(code).strip() or code in (0, 0xFFFE, 0xFFFF):
            continue
        raw.FPDFText_GetCharOrigin(page, index, x, base)
        raw.FPDFText_GetLooseCharBox(page, index, box)
        size = abs(box.top - box.bottom) or 1.0
        yield Char(chr(code), box.left, box.right, base.value, size)


def lines_of(chars: Sequence[Char]) -> Iterator[Line]:
    """Lines from the top down, each from left to right.

    A file may give “ and ” at the end of their line, where another font draws them; only their place tells.
    """
    row: list[Char] = []
    for char in sorted(chars, key=lambda one: (-one.base, one.left)):
        if row and row[0].base - char.base > 0.4 * max(row[0].size, char.size):
            yield _line(row)
            row = []
        row.append(char)
    if row:
        yield _line(row)


def _line(row: list[Char]) -> Line:
    row = sorted(row, key=lambda one: one.left)
    size = median(char.size for char in row)
    text = row[0].text
    for char, after in pairwise(row):
        gap = after.left - char.right
        if gap > 0.15 * size and (char.text + after.text).isascii():
            text += " "
        elif gap > 0.8 * size:
            text += "\u3000"
        text += after.text
    return Line(text, row[0].left, max(char.right for char in row), row[0].base, size)


def without_repeats(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Pages without the lines that stand at their head or foot again and again, page numbers among them."""
    left, right = _margins([line for page in pages for line in page])
    edges = [_edges(page, right - left) for page in pages]
    seen = Counter(key for lines in edges for key in {_key(line) for line in lines})
    often = {key for key, count in seen.items() if count >= max(2, _REPEATED * len(pages))}
    return [
        [line for line in page if line not in outer or _key(line) not in often]
        for page, outer in zip(pages, edges, strict=True)
    ]


def _edges(page: Sequence[Line], width: float) -> list[Line]:
    """The lines at head and foot that may repeat; what is as wide as the text or ends a sentence is text."""
    outer = [*page[:_EDGE], *page[_EDGE:][-_EDGE:]]
    return [line for line in outer if line.right - line.left < width - line.size and not ends_sentence(line.text)]


def _key(line: Line) -> tuple[str, int]:
    """Lines that differ in numbers only and stand at one height repeat one another."""
    return _DIGITS.sub("#", line.text), round(line.base / 4)


def paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """Lines joined where one paragraph goes on, also over the end of a page."""
    everything = [line for page in pages for line in page]
    if not everything:
        return
    left, right = _margins(everything)
    pitch = median([one.base - after.base for page in pages for one, after in pairwise(page)] or [0.0])
    starts = {id(page[0]) for page in pages if page}
    text, last = "", None
    for line in everything:
        if last is not None and _ends(last, line, left, right, 0.0 if id(line) in starts else pitch):
            yield text
            text = ""
        words = text[-1:].isascii() and text[-1:].isalpha() and line.text[0].isascii()  # a space stood between them
        text += " " + line.text if words else line.text
        last = line
    yield text


def _margins(lines: Sequence[Line]) -> tuple[float, float]:
    """Where most lines begin and how far they reach; no lines: nowhere."""
    if not lines:
        return 0.0, 0.0
    lefts = Counter(round(line.left / 3) for line in lines)
    left = 3 * min(place for place, count in lefts.items() if count >= 0.25 * max(lefts.values()))
    rights = sorted(line.right for line in lines)
    return left, rights[-1 - len(rights) // 5]


def _ends(last: Line, line: Line, left: float, right: float, pitch: float) -> bool:
    """Whether a paragraph ends between two lines: the next is indented, this one is short, or a gap follows.

    Args:
        last: a line.
        line: the next one.
        left: margin of the text.
        right: margin of the text.
        pitch: distance of lines; 0: the two stand on different pages.
    """
    if line.left > left + 1.2 * line.size or last.right < right - 2.2 * last.size:
        return True
    if abs(line.size - last.size) > 0.15 * last.size:
        return True
    return bool(pitch) and last.base - line.base > 1.6 * pitch
