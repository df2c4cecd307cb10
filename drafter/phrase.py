"""What a bank is made of: phrases, topics, and terms with their validity."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from drafter.record import record

VARIABLE = re.compile(r"\{\{ *([^{}]*?) *\}\}")
NOT_USED = ("待审", "停用")  # 状态 of entries that no draft may use
RANKS = ("主官", "副职")
SEASONS = ("年初", "年中", "年末")


@lru_cache(maxsize=8192)
def _variables(text: str) -> frozenset[str]:
    return frozenset(VARIABLE.findall(text)) if "{{" in text else frozenset()


@record
class Phrase:
    """One way of saying something, and where it was said."""

    id: str  # 16 hex digits of slot + the source sentence before generalising
    text: str  # holds {{ 变量 }} and nothing else of Jinja; blank only where an entry retires another by its id
    slot: str  # key of speech.SLOTS
    move: str
    source: str = ""  # "file.txt#120-180", characters in the decoded file; empty: written by hand
    role: str = ""  # 作用: what it does within its move ("列问题", "做法"); mined phrases have none
    topics: tuple[str, ...] = ()  # 主题; empty: fits any
    cues: tuple[str, ...] = ()  # 接: it may only follow text that holds one of these
    point: str = ""  # 要点: the short head when it stands as an item of its own
    tones: tuple[str, ...] = ()  # 语气
    levels: tuple[str, ...] = ()  # 层级
    ranks: tuple[str, ...] = ()  # 身份: 主官, 副职; empty: any
    seasons: tuple[str, ...] = ()  # 季: 年初 年中 年末
    tails: tuple[str, ...] = ()  # 尾: what a heading mould fills into {{ 尾 }}, one per point
    status: str = ""  # 待审 and 停用 are never used
    commits: bool = False  # 承诺: stands in a draft only with a comment that asks for confirmation
    seen: int = 1  # in how many different speeches
    task: str = ""  # 事项 whose card it stands in; empty: in none
    words: tuple[str, ...] = ()  # content words of a phrase with cues, segmented when the bank is compiled
    file: str = ""  # where the entry stands, for messages
    line: int = 0

    @property
    def usable(self) -> bool:
        """Safe for every brief that binds its variables."""
        return self.status not in NOT_USED

    @property
    def variables(self) -> frozenset[str]:
        """Names of the variables the text holds."""
        return _variables(self.text)


@record
class Topic:
    """主题: how a topic is called, recognised and turned into headings."""

    name: str
    aliases: tuple[str, ...] = ()  # 别名: other names a brief may use
    words: tuple[str, ...] = ()  # 词: content words that relate a text to the topic
    shorts: tuple[str, ...] = ()  # 短语: three characters, verb and object; the first stands for the topic
    aims: tuple[str, ...] = ()  # 目标语: four characters, fits 在……上实现新突破
    acts: tuple[str, ...] = ()  # 动宾: six to eight characters, fits 坚定不移……
    demands: tuple[str, ...] = ()  # 要求: four characters, fits 项目建设要……


@record
class Term:
    """提法: a wording that is valid only for a time."""

    word: str
    start: str = ""  # "2022-10" or "2022"; empty: always was
    end: str = ""  # inclusive; empty: still is
    instead: str = ""  # 改用
    source: str = ""

    def valid(self, day: str) -> bool:
        """Whether a speech of `day` ("2026-01-16") may use the word."""
        return (not self.start or self.start <= day[: len(self.start)]) and (
            not self.end or day[: len(self.end)] <= self.end
        )


def phrase_id(slot: str, sentence: str) -> str:
    """16 hex digits of slot and sentence, white space left out."""
    return hashlib.sha256((slot + "".join(sentence.split())).encode("utf-8", "surrogatepass")).hexdigest()[:16]
