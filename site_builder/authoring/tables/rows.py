"""A course file <-> a row of a table: one column a field, the text included.

Lists of words stand with semicolons between; what is nested stands as one line of YAML, `[{fra: 2016-08-29}]`, except
groups that stand once (forkunnskaper, kontakt, opphav), whose fields have columns of their own. A cell that a
spreadsheet would take for a formula has an apostrophe before it, and loses it when it is read.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entry_types import Nested
from site_builder.sources.front_matter import read_record, split
from site_builder.sources.record import Record
from site_builder.sources.yaml_writer import Value, block, flow

ID, TEXT = "studietilbud", "tekst"
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
GROUPS = {
    each.key: tuple(part.key for part in each.type.entry.fields.values())
    for each in CourseEntry.fields.values()
    if isinstance(each.type, Nested)
}
"""Key of a field that is one group -> the keys in the group. Each has a column of its own."""


def _columns(key: str) -> list[str]:
    return [f"{key}.{part}" for part in GROUPS[key]] if key in GROUPS else [key]


COLUMNS = (ID, *(column for each in CourseEntry.fields.values() for column in _columns(each.key)), TEXT)
"""Headings, in the order they are written."""

Row = Mapping[str, str]
"""Heading -> cell; an empty cell is a field that is not there."""


def row_of(record: Record, body: str) -> dict[str, str]:
    """Return the row of a course; `body` is its text without the empty line above it."""
    year_less = record.key.split("/", 1)[1]
    found = {ID: year_less, TEXT: body}
    for name, value in record.fields.items():
        if name in GROUPS and isinstance(value, Mapping):
            found |= {f"{name}.{key}": _cell(part) for key, part in value.items()}
        else:
            found[name] = _cell(value)
    return {name: _safe(found[name]) for name in COLUMNS if found.get(name)}


def fields_of(row: Row) -> dict[str, Value]:
    """Return the fields that a row says. Raises ValueError with the heading where a cell cannot be read."""
    found: dict[str, Value] = {}
    for name in COLUMNS:
        written = _unsafe(row.get(name, ""))
        if not written.strip() or name in (ID, TEXT):
            continue
        group, _, part = name.partition(".")
        value = _value(name, written)
        if part:
            holder = found.setdefault(group, {})
            assert isinstance(holder, dict)  # noqa: S101 - made two lines above
            holder[part] = value
        else:
            found[name] = value
    return found


def text_of(row: Row) -> str:
    """Return the whole file that a row says. Raises ValueError with the heading where a cell cannot be read."""
    body = _unsafe(row.get(TEXT, "")).replace("\r\n", "\n").strip("\n")
    return f"---\n{block(fields_of(row))}---\n\n{body}\n"


def body_of(text: str) -> str:
    """Return the text below the front matter, as a cell holds it."""
    parts = split(text)
    return parts[1].strip("\n") if parts else ""


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False) if _ambiguous(value) else value
    if isinstance(value, (list, tuple)) and value and all(isinstance(each, str) and _word(each) for each in value):
        return "; ".join(value) + (";" if len(value) == 1 else "")
    return flow(value)


def _word(value: str) -> bool:
    return ";" not in value and value == value.strip() and bool(value) and not _ambiguous(value)


def _ambiguous(value: str) -> bool:
    """Whether a plain text would be read as something else."""
    return value[:1] in ("[", "{", '"') or ";" in value or value != value.strip()


def _value(name: str, written: str) -> Value:
    text = written.strip()
    if text[:1] in ("[", "{", '"'):
        record, problems = read_record("cell.yaml", "course", "", f"{name}: {text}\n")
        if record is None or problems:
            raise ValueError(name)
        value: Value = record.fields[name]
        return value
    if ";" in text:
        return [part.strip() for part in text.split(";") if part.strip()]
    return text


def _safe(value: str) -> str:
    return f"'{value}" if _FORMULA.match(value) else value


def _unsafe(value: str) -> str:
    return value[1:] if value[:1] == "'" and _FORMULA.match(value) else value
