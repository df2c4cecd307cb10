"""Word lists by which drafting tells what belongs together: phrasebanks/matching.yaml."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from drafter import compiled, files


@lru_cache(maxsize=1)
def word_lists() -> dict[str, Any]:
    """The file as it is: each key is explained there."""
    return compiled.lists(files.shipped("phrasebanks") / "matching.yaml")
