"""Derived data in the cache folder: checked when read, made anew when damaged or old, never precious."""

from __future__ import annotations

import contextlib
import hashlib
import json
from pathlib import Path
from typing import Any

from drafter import files
from drafter.errors import DrafterError

_KEPT = 6  # files of one kind that stay in the cache folder


def fetch(name: str) -> bytes | None:
    """What was kept under a name; None: nothing, or it is damaged."""
    with contextlib.suppress(DrafterError, OSError):
        checked, _, body = files.read_bytes(files.cache_folder() / name).partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() == checked:
            return body
    return None


def keep(name: str, body: bytes) -> None:
    """Keep data under a name ("bank-….json"), and the newest few of its kind; failing to write is no error."""
    with contextlib.suppress(OSError, DrafterError):
        folder = files.cache_folder()
        files.make_folder(folder)
        files.write_bytes(folder / name, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        kind = name.partition("-")[0]
        old = sorted(folder.glob(f"{kind}-*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in old[_KEPT:]:
            path.unlink()


def lists(path: Path) -> dict[str, Any]:
    """A YAML file of word lists; kept as JSON, which is read in a tenth of the time.

    Raises:
        InvalidFile: missing or not readable.
    """
    data = files.read_bytes(path)
    name = f"{path.stem}-{hashlib.sha256(data).hexdigest()[:32]}.json"
    with contextlib.suppress(ValueError, RecursionError):
        if body := fetch(name):
            found: dict[str, Any] = json.loads(body)
            return found
    import yaml

    text = files.decode(data, str(path)).text
    made: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    keep(name, json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode())
    return made
