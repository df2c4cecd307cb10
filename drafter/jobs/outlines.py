"""`drafter outline list`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from drafter import files
from drafter.writing.outline import available

_COMMENT = re.compile(r"\{#\s*(.+?)(?:。|\n|#\})", re.DOTALL)


def listing(folders: Sequence[Path]) -> str:
    """One line an outline: name, the first sentence of its comment, where it lies."""
    lines = []
    for name, path in available(folders).items():
        found = _COMMENT.search(files.read_text(path).text)
        about = found.group(1).strip().removeprefix(f"{name}：") if found else ""
        lines.append(f"{name}\t{about}\t{path}")
    return "\n".join(lines)
