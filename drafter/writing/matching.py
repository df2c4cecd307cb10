"""Word lists by which drafting tells what belongs together: phrasebanks/matching.yaml."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import yaml

from drafter import files


@lru_cache(maxsize=1)
def word_lists() -> dict[str, Any]:
    """The file as it is: each key is explained there."""
    text = files.read_text(files.shipped("phrasebanks") / "matching.yaml").text
    data: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return data
