"""The table of keys as a JSON Schema, for editors that complete and check while one types.

templates/brief.schema.json is the output of `text`; a test keeps them equal.
"""

from __future__ import annotations

import json
from typing import Any

from drafter.brief_keys import BRIEF, Key, Shape, walk

NAME = "brief.schema.json"
_DATE = r"^\s*\d{4}(-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2}|\.\d{1,2}\.\d{1,2}|年\d{1,2}月\d{1,2}[日号])\s*$"
_TEXT = {"$ref": "#/definitions/文字"}


def schema() -> dict[str, Any]:
    """Make the schema; Chinese and English keys are both known, one of them at a time."""
    # 3.60 and 2026 are texts to us, numbers to an editor
    definitions: dict[str, Any] = {"文字": {"type": ["string", "number", "boolean", "null"]}}
    definitions |= {_name(path): _group(key, path) for path, key in walk() if key.keys}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "drafter 讲话稿简报",
        "description": BRIEF.note,
        **_group(BRIEF, ""),
        "definitions": definitions,
    }


def text() -> str:
    """Write the shipped file."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


def _name(path: str) -> str:
    return path.replace("[]", "")


def _group(key: Key, path: str) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    rules: list[dict[str, Any]] = []
    for child in key.keys:
        value = _value(child, f"{path}.{child.name}" if path else child.name)
        properties[child.name] = {"description": child.note, **value}
        properties[child.alias] = {"description": f"{child.name}：{child.note}", **value}
        rules.append(_one_of(child))
    needed = [word for child in key.keys if child.name in key.needs for word in (child.name, child.alias)]
    if needed:
        rules.append({"anyOf": [{"required": [word]} for word in needed]})
    return {"type": "object", "properties": properties, "additionalProperties": False, "allOf": rules}


def _one_of(child: Key) -> dict[str, Any]:
    """Either name of a required key; never both names of any key."""
    if child.required:
        return {"oneOf": [{"required": [child.name]}, {"required": [child.alias]}]}
    return {"not": {"required": [child.name, child.alias]}}


def _value(key: Key, path: str) -> dict[str, Any]:
    group = {"$ref": f"#/definitions/{_name(path)}"}
    low, high = key.bounds
    values: dict[Shape, dict[str, Any]] = {
        Shape.TEXT: {"anyOf": [_TEXT]},
        Shape.TEXTS: {"anyOf": [{"type": "array", "items": _TEXT}, _TEXT]},
        Shape.GROUP: {"anyOf": [group, {"type": "null"}]},
        Shape.ENTRIES: {"anyOf": [{"type": "array", "items": {"anyOf": [group, _TEXT]}}, group, _TEXT]},
        Shape.PERSON: {"anyOf": [group, _TEXT]},
        Shape.DATE: {"type": ["string", "null"], "pattern": _DATE},
        Shape.CHOICE: {"enum": [*key.choices, None]},
        Shape.WHOLE: {"type": ["integer", "null"], "minimum": low, "maximum": high},
        Shape.LENGTH: {"type": ["string", "integer", "null"]},
    }
    return values[key.shape]
