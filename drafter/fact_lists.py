"""The lists by which facts are recognised: phrasebanks/fact_words.yaml and place_names.yaml, compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
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

_BOUNDARY = "的在由向对把与和及、，。；：！？“”（）《》了到从为是被给让将各我使以请于至立发挥要报"
_OFFICE = "局厅委"
_NO_END = "面势部限长促内堂化"  # 局面, 局部 …: what follows 局, 厅 and 委 where they are no office
Words = dict[str, tuple[tuple[str, str], ...]]  # first two characters → words with their kind, longest first


@record
class Language:
    """What only looks like a fact, and what numbers count."""

    words: Words
    heads: Lookup[str]
    quoted: frozenset[str]  # in quotation marks
    units: frozenset[str]
    weak: frozenset[str]  # "一" before these counts nothing


@record
class Names:
    """Names and the patterns they are recognised by."""

    words: Words
    tails: frozenset[str]  # what the last words of an organisation begin with, pairs of characters
    heads: Lookup[str]  # heads of words, and tails
    organisation: re.Pattern[str]
    office: re.Pattern[str]  # found where an organisation without such a tail ends, and quickly nowhere else
    hints: dict[str, re.Pattern[str]]  # kind → what a text that holds one holds: trying the pattern itself is slow
    person: re.Pattern[str]
    not_person: re.Pattern[str]
    county: re.Pattern[str]
    not_county: re.Pattern[str]


@cache
def _data() -> Any:
    return _read("fact_words")


@cache
def language_lists() -> Language:
    """Read once, when the first text is searched; drafting needs no more than this."""
    data = _data()
    words = _by_head([("language", data["说法"]["词"]), ("era", data["时效"]["词"])])
    return Language(
        words=words,
        heads=_lookup(words),
        quoted=frozenset(data["说法"]["引号"].split()) | frozenset(data["说法"]["词"].split()),
        units=frozenset(data["数字"]["单位"].split()),
        weak=frozenset(data["数字"]["虚单位"].split()),
    )


@cache
def name_lists() -> Names:
    """Read once, when the first text is searched for all kinds of facts."""
    data, places = _data(), _read("place_names")["地名"]
    listed = [("language", data["说法"]["词"]), ("name", places["连说"]), ("place", places["单说"])]
    listed += [(kind, data[section]["词"]) for kind, section in KINDS.items() if "词" in data[section]]
    words = _by_head(listed)
    tails = frozenset(tail[:2] for tail in data["机构"]["尾"].split() if len(tail) > 1)
    return Names(
        words=words,
        tails=tails,
        heads=_lookup(tails | words.keys()),
        organisation=_organisation(data["机构"]),
        office=_office(data["机构"]),
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


def _by_head(listed: list[tuple[str, str]]) -> Words:
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
    return re.compile(f"(?:(?<=[{_BOUNDARY}])|^){name}[县镇乡](?![域级委里村镇土城长亲])")


def _organisation(section: dict[str, Any]) -> re.Pattern[str]:
    """县发展和改革局 by its full name; otherwise a name before a tail, 局 and 厅 only where they are no word's end."""
    full = "|".join(section["全名"].split())
    letter = f"[^\\W{_BOUNDARY}0-9_]"
    return re.compile(f"[省市县区]?(?:{full})[局厅委]|{letter}{{1,10}}?(?:{_tail(section)})")


def _tail_of_organisation(section: dict[str, Any]) -> re.Pattern[str]:
    """What is found where `_organisation` is; it looks at the few tails, not at every name before them."""
    full = "|".join(section["全名"].split())
    return re.compile(f"(?:{full})[局厅委]|(?<=[^\\W{_BOUNDARY}0-9_])(?:{_tail(section)})")


def _office(section: dict[str, Any]) -> re.Pattern[str]:
    """局, 厅 and 委 where they may end a full name or a name that no list knows."""
    short = {*_OFFICE, *(tail for tail in section["尾"].split() if len(tail) == 1)}
    full, part = {name[-1] for name in section["全名"].split()}, "".join(section["尾前不是"].split())
    return re.compile(f"[{''.join(short)}](?:(?<=[{''.join(full)}].)|(?<![{part}].)(?![{_NO_END}]))")


def _tail(section: dict[str, Any]) -> str:
    tails = section["尾"].split()
    long = "|".join(sorted((tail for tail in tails if len(tail) > 1), key=len, reverse=True))
    short = "".join(tail for tail in tails if len(tail) == 1)
    own, part = "".join(section["尾前虚"].split()), "".join(section["尾前不是"].split())
    return f"(?<![{own}])(?:{long})(?!化)|(?<![{part}])[{short}](?![{_NO_END}])"


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
