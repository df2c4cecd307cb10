"""Phrase bank YAML ↔ Bank."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of saying something, and where it was said."""

    id: str  # 16 hex digits of slot + the source sentence before generalising
    text: str  # never blank; holds {{ 变量 }} and nothing else of Jinja
    slot: str  # key of speech.SLOTS
    move: str
    source: str = ""  # "file.txt#120-180", characters in the decoded file; empty: written by hand
    role: str = ""  # 作用: what it does within its move ("列问题", "做法"); mined phrases have none
    topics: tuple[str, ...] = ()  # 主题; empty: fits any
    cues: tuple[str, ...] = ()  # 接: it may only follow text that holds one of these
    point: str = ""  # 要点: the short head when it stands as an item of its own
    tones: tuple[str, ...] = ()  # 语气
    levels: tuple[str, ...] = ()  # 层级
    rank: str = ""  # 身份: 主官, 副职; empty: any
    seasons: tuple[str, ...] = ()  # 季: 年初 年中 年末
    tails: tuple[str, ...] = ()  # 尾: what a heading mould fills into {{ 尾 }}, one per point
    status: str = ""  # 待审 and 停用 are never used
    commits: bool = False  # 承诺: stands in a draft only with a comment that asks for confirmation
    seen: int = 1  # in how many different speeches
    words: tuple[str, ...] = ()  # content words, segmented when the bank is compiled
    file: str = ""  # where the entry stands, for messages
    line: int = 0

    @property
    def usable(self) -> bool:
        """Safe for every brief that binds its variables."""
        return self.status not in ("待审", "停用")
