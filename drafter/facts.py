"""What a fact is: figures, dates, names, quotations, masks. Mining, checking and writing all ask here.

What only looks like a fact (一把手, 三农, 高质量发展) and every list of words is data: phrasebanks/fact_words.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import cache, lru_cache
from typing import Any

from drafter import files
from drafter.pieces import Lookup
from drafter.record import record

# Kind of fact → section of fact_words.yaml, which is also its name for the reader.
KINDS = {
    "mask": "掩码",
    "quotation": "引语",
    "document": "文件",
    "date": "时间",
    "figure": "数字",
    "place": "地名",
    "organisation": "机构",
    "person": "人名",
    "project": "项目",
    "industry": "产业",
    "era": "时效",
}

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
_BOUNDARY = "的在由向对把与和及、，。；：！？“”（）《》了到从为是被给让将各我使以请于至立发挥要报"


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
_OFFICE = re.compile("[局厅委]")
_ROUND = re.compile("[十百千万][亿万]级?|十万")  # 百亿, 千亿级: amounts without a unit
_TAIL = re.compile("以上|以下|级")
_PLACE_SUFFIX = re.compile(
    "(?:[一-龥]{1,3}族)?自治[区州县旗]|特别行政区|[省市州盟旗](?![场民容])|[县区](?![域级委里])|[镇乡村](?![村土镇])|街道"
)
_Words = dict[str, tuple[tuple[str, str], ...]]  # first two characters → words with their kind, longest first


@record
class _Language:
    """What only looks like a fact, and what numbers count."""

    words: _Words
    heads: Lookup[str]
    quoted: frozenset[str]  # in quotation marks
    units: frozenset[str]
    weak: frozenset[str]  # "一" before these counts nothing


@record
class _Names:
    """Names and the patterns they are recognised by."""

    words: _Words
    tails: frozenset[str]  # what the last words of an organisation begin with, pairs of characters
    heads: Lookup[str]  # heads of words, and tails
    organisation: re.Pattern[str]
    hints: dict[str, re.Pattern[str]]  # kind → what a text that holds one holds: trying the pattern itself is slow
    person: re.Pattern[str]
    not_person: re.Pattern[str]
    county: re.Pattern[str]
    not_county: re.Pattern[str]


@lru_cache(maxsize=4096)  # mining meets the same sentence in many speeches
def find_facts(text: str) -> tuple[FactSpan, ...]:
    """Every fact in a text, in order, none overlapping.

    Law: text[span.start:span.end] == span.text. Where two readings overlap the longer one stands, so a quotation
    hides the figures inside it (`figures` still finds those). Masked facts ("X县", "**%") are facts.
    """
    names, language = _names(), _language()
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
    if (heads & names.tails or _OFFICE.search(text)) and names.hints["organisation"].search(text):
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
    language = _language()
    shields = [(start, end) for start, end, _ in _listed(text, language.words, set(language.heads.found(text)))]
    shields += [match.span() for match in _SESSIONS.finditer(text)]
    found = _longest(_figures(text, language), shields)
    return tuple(FactSpan(kind, start, end, text[start:end]) for start, end, kind in found)


def _figures(text: str, language: _Language) -> list[tuple[int, int, str]]:
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


def _listed(text: str, words: _Words, heads: Set[str]) -> Iterator[tuple[int, int, str]]:
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


@cache
def _data() -> Any:
    return _read("fact_words")


@cache
def _language() -> _Language:
    """Read once, when the first text is searched; drafting needs no more than this."""
    data = _data()
    words = _by_head([("language", data["说法"]["词"]), ("era", data["时效"]["词"])])
    return _Language(
        words=words,
        heads=_lookup(words),
        quoted=frozenset(data["说法"]["引号"].split()) | frozenset(data["说法"]["词"].split()),
        units=frozenset(data["数字"]["单位"].split()),
        weak=frozenset(data["数字"]["虚单位"].split()),
    )


@cache
def _names() -> _Names:
    data, places = _data(), _read("place_names")["地名"]
    listed = [("language", data["说法"]["词"]), ("name", places["连说"]), ("place", places["单说"])]
    listed += [(kind, data[section]["词"]) for kind, section in KINDS.items() if "词" in data[section]]
    words = _by_head(listed)
    tails = frozenset(tail[:2] for tail in data["机构"]["尾"].split() if len(tail) > 1)
    return _Names(
        words=words,
        tails=tails,
        heads=_lookup(tails | words.keys()),
        organisation=_organisation(data["机构"]),
        hints={
            "document": re.compile("[》〕]"),
            "mask": re.compile("[A-ZＸa-zｘ×*＊○□■◇◆△▲某]|__"),
            "date": re.compile("[年月/-]"),
            "era": re.compile("届"),
            "organisation": _tail_of_organisation(data["机构"]),
            "person": re.compile(f"[志记长任理{''.join(post[-1] for post in data['人名']['职务'].split())}]"),
            "place": re.compile("[县镇乡]"),
        },
        person=_person(data["人名"]),
        not_person=_any_of(data["人名"]["名不是"]),
        county=_county(data["地名"]["前字不是"]),
        not_county=_any_of(data["地名"]["前词不是"]),
    )


def _lookup(heads: Iterable[str]) -> Lookup[str]:
    return Lookup({head: head for head in heads})


def _any_of(words: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words.split())) or "(?!)")


def _by_head(listed: list[tuple[str, str]]) -> _Words:
    """Index words by their head; one listed twice keeps its first kind."""
    kinds: dict[str, str] = {}
    for kind, text in listed:
        for word in text.split():
            kinds.setdefault(word, kind)
    heads: dict[str, list[tuple[str, str]]] = {}
    for word in sorted(kinds, key=len, reverse=True):
        heads.setdefault(word[:2], []).append((word, kinds[word]))
    return {head: tuple(words) for head, words in heads.items()}


def _county(not_before: str) -> re.Pattern[str]:
    """Pattern of a county, town or township that no list knows."""
    name = f"[^\\W{not_before}{_BOUNDARY}A-Za-z0-9_]{{2,3}}"
    return re.compile(f"(?:(?<=[{_BOUNDARY}])|^){name}[县镇乡](?![域级委里村镇土城长])")


def _organisation(section: dict[str, Any]) -> re.Pattern[str]:
    """县发展和改革局 by its full name; otherwise a name before a tail, 局 and 厅 only where they are no word's end."""
    full = "|".join(section["全名"].split())
    letter = f"[^\\W{_BOUNDARY}0-9_]"
    return re.compile(f"[省市县区]?(?:{full})[局厅委]|{letter}{{1,10}}?(?:{_tail(section)})")


def _tail_of_organisation(section: dict[str, Any]) -> re.Pattern[str]:
    """What is found where `_organisation` is; it looks at the few tails, not at every name before them."""
    full = "|".join(section["全名"].split())
    return re.compile(f"(?:{full})[局厅委]|(?<=[^\\W{_BOUNDARY}0-9_])(?:{_tail(section)})")


def _tail(section: dict[str, Any]) -> str:
    tails = section["尾"].split()
    long = "|".join(sorted((tail for tail in tails if len(tail) > 1), key=len, reverse=True))
    short = "".join(tail for tail in tails if len(tail) == 1)
    own, part = "".join(section["尾前虚"].split()), "".join(section["尾前不是"].split())
    return f"(?<![{own}])(?:{long})(?!化)|(?<![{part}])[{short}](?![面势部限长促内堂化])"


def _person(section: dict[str, Any]) -> re.Pattern[str]:
    """李建国同志, 刘局长; 德林同志, 家荣书记 (no surname); 县长李明主持 (post before the name)."""
    posts = "|".join(sorted(section["职务"].split(), key=len, reverse=True))
    letter = f"[^\\W{_BOUNDARY}0-9_]"
    starts = f"(?:(?<=[{_BOUNDARY}平习])|^|(?<=学习))"
    after = f"(?=[主传通宣作讲出说同等，、。{_BOUNDARY}])"
    return re.compile(
        f"{starts}[{section['姓']}]{letter}{{0,2}}(?:{posts})"
        f"|{starts}{letter}{{2}}(?:同志(?!们)|书记)"
        f"|(?:书记|[省市区县镇乡局部院校]长|主任|总经理|董事长)[{section['姓']}]{letter}{{1,2}}?{after}"
    )


def _read(name: str) -> Any:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(files.read_text(files.shipped("phrasebanks") / f"{name}.yaml").text, Loader=loader)
