"""Words of a Chinese text, by jieba; imported only where a bank is compiled or searched, never while drafting."""

from __future__ import annotations

import logging
from functools import lru_cache
from typing import Any

import yaml

from drafter import files


def _read(key: str) -> frozenset[str]:
    data = yaml.safe_load(files.read_text(files.shipped("phrasebanks") / "matching.yaml").text)
    return frozenset(data[key])


@lru_cache(maxsize=1)
def _empty_words() -> frozenset[str]:
    return _read("虚词")


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
    words = (word for word in cut(text) if len(word) > 1 and word not in _empty_words() and "一" <= word[0] <= "龥")
    return tuple(dict.fromkeys(words))
