"""What a fact is: figures, dates, names, quotations, masks. Mining, checking and writing all ask here.

What only looks like a fact (一把手, 三农, 高质量发展) and every list of words is data: phrasebanks/fact_words.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from functools import lru_cache

from drafter.fact_lists import KINDS, Language, Words, language_lists, name_lists
from drafter.record import record

_ORDER = {kind: rank for rank, kind in enumerate(KINDS)}

_DIGIT = "0-9０-９"
_ARABIC = rf"[{_DIGIT}]+(?:,[{_DIGIT}]{{3}}(?![{_DIGIT}]))*(?:[.．][{_DIGIT}]+)?"
_CHINESE = "[零一二两三四五六七八九十百千万亿]+(?:点[零一二三四五六七八九]+)?"
_MASKED = "[XxＸｘ×*＊]"
_DAY = rf"(?:[{_DIGIT}]{{1,2}}|[一二三四五六七八九十]{{1,3}}|{_MASKED}{{1,2}})"
_QUOTES = re.compile('“[^“”\n]*”|「[^「」\n]*」|『[^『』\n]*』|"[^"\n]*"')
_DOCUMENTS = re.compile(rf"《[^《》\n]*》|〔[^〔〕\n]{{2,8}}〕\s*[{_DIGIT}]+号")
_MASKS = re.compile(
    r"(?:(?<![A-Za-z])[XxＸｘ×]+(?![A-Za-z])|[*＊]+|[○□■◇◆△▲]+|_{2,})(?:[%％]|个百分点|省|市|县|区|镇|乡|村|公司|集团)?"
    r"|某+(?:省|市|县|区|镇|乡|村|局|公司|企业|同志|书记)"
    r"|(?<=[一-龥])[A-Za-z](?=[一-龥])"
)
_DATES = re.compile(
    rf"(?:[{_DIGIT}]{{4}}|[〇零一二三四五六七八九]{{4}}|{_MASKED}{{1,4}})\s*年(?:度|上半年|下半年|底|初|末)?(?:\s*{_DAY}\s*月)?(?:\s*{_DAY}\s*日|份|[底初末]|[上中下]旬)?"
    rf"|[{_DIGIT}]{{4}}(?:-[01]?[{_DIGIT}]-[0-3]?[{_DIGIT}]|/[01]?[{_DIGIT}]/[0-3]?[{_DIGIT}])"
    rf"|{_DAY}\s*[-－–—~至到]\s*{_DAY}\s*月(?:份|底)?"
    rf"|{_DAY}\s*月(?:\s*{_DAY}\s*[日号]|份|[底初末]|[上中下]旬)?"
)
_SESSIONS = re.compile("[一二三四五六七八九十]+届[一二三四五六七八九十]*次?(?:中全会|全体(?:（扩大）)?会议|全会|会议)")


@record
class FactSpan:
    """One fact in a text."""

    kind: str  # key of KINDS
    start: int  # half-open [start, end) in the text searched
    end: int
    text: str

    @property
    def name(self) -> str:
        """The kind in Chinese."""
        return KINDS[self.kind]


_NUMBER = re.compile(
    rf"第(?P<ordinal>{_ARABIC}|[二三四五六七八九十百]+|一(?=名|季度))"
    rf"|百分之(?:{_ARABIC}|{_CHINESE})"
    rf"|(?<![A-Za-z{_DIGIT}.．])(?P<arabic>[+-]?{_ARABIC}(?:[-－–—~至到]{_ARABIC})?[十百千万亿]*[余多]?[%％‰]?)(?![{_DIGIT}.]*[A-Za-z])"
    rf"|(?P<chinese>{_CHINESE}[余多几]?)"
)
_MAYBE_NUMBER = re.compile(f"[第百+{_DIGIT}零一二两三四五六七八九十千万亿-]")  # what _NUMBER may begin with
_ROUND = re.compile("[十百千万][亿万]级?|十万")  # 百亿, 千亿级: amounts without a unit
_TAIL = re.compile("以上|以下|级")
_PLACE_SUFFIX = re.compile(
    "(?:[一-龥]{1,3}族)?自治[区州县旗]|特别行政区|[省市州盟旗](?![场民容])|[县区](?![域级委里])|[镇乡村](?![村土镇亲])|街道"
)


@lru_cache(maxsize=4096)  # mining meets the same sentence in many speeches
def find_facts(text: str) -> tuple[FactSpan, ...]:
    """Every fact in a text, in order, none overlapping.

    Law: text[span.start:span.end] == span.text. Where two readings overlap the longer one stands, so a quotation
    hides the figures inside it (`figures` still finds those). Masked facts ("X县", "**%") are facts.
    """
    names, language = name_lists(), language_lists()
    heads = set(names.heads.found(text))
    listed = list(_listed(text, names.words, heads & names.words.keys()))
    shields = [(start, end) for start, end, kind in listed if kind == "language"]
    found = [item for item in listed if item[2] != "language"]
    for match in _QUOTES.finditer(text):
        if match[0][1:-1].strip("，、。；") in language.quoted:
            shields.append(match.span())
        else:
            found.append((*match.span(), "quotation"))
    found += _figures(text, language)
    for kind, pattern in (("document", _DOCUMENTS), ("mask", _MASKS), ("date", _DATES), ("era", _SESSIONS)):
        if names.hints[kind].search(text):
            found += [(*match.span(), kind) for match in pattern.finditer(text)]
    if (heads & names.tails or names.office.search(text)) and names.hints["organisation"].search(text):
        found += [(*match.span(), "organisation") for match in names.organisation.finditer(text)]
    if names.hints["person"].search(text):
        found += [(*match.span(), "person") for match in _not_of(names.person, text, names.not_person)]
    if names.hints["place"].search(text):
        found += [(*match.span(), "place") for match in _not_of(names.county, text, names.not_county)]
    return tuple(FactSpan(kind, start, end, text[start:end]) for start, end, kind in _longest(found, shields))


def figures(text: str) -> tuple[str, ...]:
    """Numbers with their unit, Arabic or Chinese, as they stand and in order; inside quotations too.

    What counts nothing (一把手, 一个, 三农, 5G, 党的二十大) is left out; nothing is normalised.
    """
    return tuple(found.text for found in figure_spans(text))


def figure_spans(text: str) -> tuple[FactSpan, ...]:
    """The same numbers with their places."""
    language = language_lists()
    shields = [(start, end) for start, end, _ in _listed(text, language.words, set(language.heads.found(text)))]
    shields += [match.span() for match in _SESSIONS.finditer(text)]
    found = _longest(_figures(text, language), shields)
    return tuple(FactSpan(kind, start, end, text[start:end]) for start, end, kind in found)


def _figures(text: str, language: Language) -> list[tuple[int, int, str]]:
    """Ordinals, percentages, Arabic numbers (unit optional), Chinese numerals that count something."""
    found = []
    for match in _numbers(text):
        start, end = match.span()
        unit = next((size for size in (4, 3, 2, 1) if text[end : end + size] in language.units), 0)
        if match["arabic"] and not unit and text[end : end + 1] == " ":  # "30 个": a space left by a foreign file
            unit = next((size for size in (5, 4, 3, 2) if text[end + 1 : end + size] in language.units), 0)
        if match["chinese"]:
            weak = match[0] == "一" and text[end : end + unit] in language.weak
            if weak or not unit:
                found += [(*amount.span(), "figure") for amount in _ROUND.finditer(text, start, end + 1)]
                continue
        tail = _TAIL.match(text, end + unit)
        found.append((start, tail.end() if tail else end + unit, "figure"))
    return found


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """What _NUMBER finds; it is tried only where a number may begin, which is three times faster."""
    position = 0
    while begins := _MAYBE_NUMBER.search(text, position):
        match = _NUMBER.match(text, begins.start())
        position = match.end() if match else begins.end()
        if match:
            yield match


def _not_of(pattern: re.Pattern[str], text: str, words: re.Pattern[str]) -> Iterator[re.Match[str]]:
    return (match for match in pattern.finditer(text) if not words.search(match[0]))


def _listed(text: str, words: Words, heads: Set[str]) -> Iterator[tuple[int, int, str]]:
    """Find listed words, at each place the longest; a "name" counts only with a place suffix behind it.

    Args:
        text: where to look.
        words: the list.
        heads: of words, those that the text may hold.
    """
    free = 0
    for position in sorted([at for head in heads for at in _every(head, text)]):
        for word, kind in words[text[position : position + 2]] if position >= free else ():
            if text.startswith(word, position):
                end = position + len(word)
                suffix = _PLACE_SUFFIX.match(text, end) if kind in ("place", "name") else None
                if kind == "name" and not suffix:
                    continue
                yield position, suffix.end() if suffix else end, "place" if kind == "name" else kind
                free = end
                break


def _every(piece: str, text: str) -> Iterator[int]:
    """Every offset at which a text holds a piece."""
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def _longest(found: list[tuple[int, int, str]], shields: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Facts not inside a shield, the longer before the shorter where two overlap, in order of place."""
    if not found:
        return found
    taken: list[tuple[int, int, str]] = []
    for start, end, kind in sorted(found, key=lambda item: (item[0] - item[1], item[0], _ORDER[item[2]])):
        shielded = any(left <= start and end <= right for left, right in shields)
        if not shielded and all(end <= left or right <= start for left, right, _ in taken):
            taken.append((start, end, kind))
    return sorted(taken)
