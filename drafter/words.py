"""Words of a Chinese text, by jieba; imported only where a bank is compiled or searched, never while drafting."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any

# words that say nothing about what a sentence is about
COMMON = frozenset(
    "工作 我们 一个 没有 不能 不是 就是 可以 已经 还是 什么 怎么 自己 这个 这件 事情 时候 地方 部门 单位 同志 大家 进行 "
    "做好 抓好 加强 推进 推动 落实 全面 进一步 坚持 确保 切实 认真 积极 重点 问题 情况 要求 方面 各级 以及 通过 必须".split()
)


@lru_cache(maxsize=1)
def _tokenizer() -> Any:
    """A tokenizer of our own: jieba's global one would be changed for everybody in the process."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42.1: invalid escapes, pkg_resources
        import jieba
    jieba.setLogLevel(logging.ERROR)
    return jieba.Tokenizer()


def cut(text: str) -> list[str]:
    """Words in order; "".join(result) == text."""
    return [str(word) for word in _tokenizer().lcut(text)]


def content_words(text: str) -> tuple[str, ...]:
    """Distinct Chinese words of two characters and more that carry meaning, in order of first appearance."""
    words = (word for word in cut(text) if len(word) > 1 and word not in COMMON and "一" <= word[0] <= "龥")
    return tuple(dict.fromkeys(words))
