"""Where sentences end. The only splitter: reading and writing both cut with it."""

from __future__ import annotations

import re

from drafter import numbering

ENDS = "。！？!?｡"  # GB/T 15834-2011, 4.1 to 4.3 句末点号, half-width forms included
CLOSERS = "”’」』）》】〕)]〉}"
PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "（": "）", "(": ")", "《": "》", "【": "】", "〔": "〕", "[": "]"}
MAX_QUOTE = 200  # a longer quotation is a text of its own: its sentences are cut
_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
# A run of end marks with what closes after it; a half-width full stop only between Chinese characters.
_MARKS, _AFTER = rf"[{ENDS}]+(?:…+|\.{{3,}})?", rf"[{re.escape(CLOSERS)}\"']*\s*"
_STOP = rf"(?<=[{_HAN}”）》])[.．](?=[\s”’）》{_HAN}]|$)"
_END = re.compile(f"(?:{_MARKS}){_AFTER}")
_END_OR_STOP = f"(?:{_MARKS}|{_STOP}){_AFTER}"  # 2 ms to compile, so only for a text that may hold a _STOP
_PAIRED = re.compile(rf"[{re.escape(''.join(PAIRS) + ''.join(PAIRS.values()))}\"]")
_MAYBE_STOP = re.compile(r"[^\x00-\x7f][.．]")
# What follows a quotation that ends in a mark when the sentence goes on: 回答好“怎么办？”的问题
_GOES_ON = (
    *"，,、；;：:。的地得等之个大为是和与及",
    "就是",
    *(f"这{char}" for char in "一个些种句"),
    *(f"{number}{char}" for number in "一两三四五六七八九十" for char in "个大"),
)


def split_sentences(paragraph: str) -> tuple[str, ...]:
    """Cut one paragraph into sentences.

    Quotations, brackets and book titles are not cut open (up to MAX_QUOTE characters); closing marks and white space
    stay with the sentence they close. The dot of a number at the head ("一.") is no end.

    Args:
        paragraph: text of one paragraph; may be empty.

    Returns:
        The sentences in order, marks included: "".join(result) == paragraph.

    Source:
        Sentence-ending marks: GB/T 15834-2011, 4.1 to 4.3; a mark inside a quotation that is part of a sentence
        does not end it: 4.8.
    """
    guarded = _guarded(paragraph)
    sentences = []
    start = 0
    number = numbering.parse(paragraph)
    for end in _ends(paragraph).finditer(paragraph, len(number.text) if number else 0):
        cut = end.end()
        if cut <= start or _is_inside(end, guarded, paragraph):
            continue
        sentences.append(paragraph[start:cut])
        start = cut
    if start < len(paragraph):
        sentences.append(paragraph[start:])
    return tuple(sentences)


def _ends(paragraph: str) -> re.Pattern[str]:
    dotted = "." in paragraph or "．" in paragraph
    return re.compile(_END_OR_STOP) if dotted and _MAYBE_STOP.search(paragraph) else _END


def _is_inside(end: re.Match[str], guarded: dict[int, int], paragraph: str) -> bool:
    """Whether a mark stands inside a pair that is not cut, or in one after which the sentence goes on."""
    close = guarded.get(end.start())
    if close is None:
        return False
    if close >= end.end():
        return True
    return paragraph.startswith(_GOES_ON, end.end())


def _guarded(paragraph: str) -> dict[int, int]:
    """End marks that stand inside a short pair: offset of the mark → offset of the outermost closing mark."""
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    straight = -1
    for found in _PAIRED.finditer(paragraph):
        char, at = found[0], found.start()
        if char == '"':
            if straight >= 0:
                pairs.append((straight, at))
            straight = -1 if straight >= 0 else at
        elif char in PAIRS:
            stack.append((PAIRS[char], at))
            del stack[:-8]  # nothing nests deeper; unclosed marks are forgotten
        else:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == char:
                    pairs.append((stack[depth][1], at))
                    del stack[depth:]
                    break
    closes: dict[int, int] = {}
    if not pairs:
        return closes
    pattern = _ends(paragraph)
    reach, pairs = 0, sorted(pair for pair in pairs if pair[1] - pair[0] <= MAX_QUOTE)
    for opened, closed in pairs:
        if closed < reach:
            continue
        for mark in pattern.finditer(paragraph, max(opened, reach), closed + 1):
            closes[mark.start()] = closed
        reach = closed
    return closes


def ends_sentence(text: str) -> bool:
    """Whether `text` ends in a sentence mark, closing marks aside."""
    return text.rstrip().rstrip(CLOSERS + "\"'").endswith(tuple(ENDS))


def split_clauses(sentence: str) -> tuple[str, ...]:
    """Cut one sentence at its commas, semicolons and colons; the marks stay: "".join(result) == sentence.

    Marks inside quotations, brackets and book titles do not cut.
    """
    clauses, start, depth = [], 0, 0
    for at, char in enumerate(sentence):
        if char in PAIRS:
            depth += 1
        elif char in CLOSERS:
            depth = max(0, depth - 1)
        elif char in "，；：,;:" and not depth:
            clauses.append(sentence[start : at + 1])
            start = at + 1
    if start < len(sentence):
        clauses.append(sentence[start:])
    return tuple(clauses)
