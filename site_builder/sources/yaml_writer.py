"""Write values as YAML: without quotation marks where YAML reads the text unchanged, else quoted."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

Value = str | Sequence["Value"] | Mapping[str, "Value"]

_SPECIAL = (": ", ":?", " #", ",", "[", "]", "{", "}", "\n", "\t")
_ESCAPED = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
"""Characters that YAML ends a line at, or does not take as they are."""

_WORDS = ("yes", "no", "on", "off", "true", "false", "null", "~")


def scalar(value: str) -> str:
    """Return a text as a YAML scalar, in double quotation marks if needed; yaml_reader.py reads it back unchanged.

    Replace line breaks other than `\\n` and control characters first: YAML changes or refuses them.
    """
    plain = value[:1].isalnum() and not any(mark in value for mark in _SPECIAL) and value == value.strip()
    if plain and not value.endswith(":") and value.casefold() not in _WORDS and not _ESCAPED.search(value):
        return value
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))


def block(fields: Mapping[str, Value], indent: str = "") -> str:
    """Return a mapping in block style, one field a line, each with a line end.

    `indent` is the spaces before each line; inner mappings get two more.
    """
    return "".join(_field(scalar(key), value, indent) for key, value in fields.items())


def _field(key: str, value: Value, indent: str) -> str:
    if isinstance(value, str):
        return f"{indent}{key}: {scalar(value)}\n"
    if isinstance(value, Mapping):
        return f"{indent}{key}:\n{block(value, indent + '  ')}"
    if any(isinstance(each, Mapping) for each in value):
        return f"{indent}{key}:\n" + "".join(f"{indent}  - {_item(each, indent)}" for each in value)
    return f"{indent}{key}: {flow(value)}\n"


def _item(value: Value, indent: str) -> str:
    return (
        block(value, f"{indent}    ").removeprefix(f"{indent}    ")
        if isinstance(value, Mapping)
        else f"{flow(value)}\n"
    )


def flow(value: Value) -> str:
    """Return a value as YAML in flow style, on one line: `[a, b]`, `{fra: 2016-08-29}`."""
    if isinstance(value, str):
        return scalar(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{scalar(key)}: {flow(each)}" for key, each in value.items()) + "}"
    return f"[{', '.join(map(flow, value))}]"
