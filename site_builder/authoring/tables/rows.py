"""Convert between a course file and a row of a table: one column per field, and one for the text.

Lists of words are separated by semicolons. Lists of groups are one line of YAML, `[{fra: 2016-08-29}]`. Fields that are
one group (forkunnskaper, kontakt, opphav) have a column per key. A cell that a spreadsheet would take for a formula
gets an apostrophe in front, which is removed on reading.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.table_columns import ID, TEXT, columns_of
from site_builder.sources.front_matter import read_record, split
from site_builder.sources.record import Record
from site_builder.sources.yaml_writer import Value, block, flow

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
COLUMNS = columns_of(CourseEntry)
"""Headings of courses without fields of a catalogue's own, in the order of the table."""

Row = Mapping[str, str]
"""Heading -> cell. An empty cell is an absent field."""


def row_of(record: Record, body: str, columns: Sequence[str] = COLUMNS) -> dict[str, str]:
    """Return the row (heading -> cell) of a course, without empty cells.

    `body` is its text, without empty lines around it.
    """
    groups = {name.partition(".")[0] for name in columns if "." in name}
    key = record.key.partition("/")[2]
    cells = {ID: key, TEXT: body}
    for name, value in record.fields.items():
        if name in groups and isinstance(value, Mapping):
            cells |= {f"{name}.{part}": _cell(each) for part, each in value.items()}
        else:
            cells[name] = _cell(value)
    return {name: _safe(cells[name]) for name in columns if cells.get(name)}


def fields_of(row: Row, columns: Sequence[str] = COLUMNS) -> dict[str, Value]:
    """Return the fields of a row (heading -> cell), by key.

    Raises ValueError with the heading of a cell it cannot parse.
    """
    fields: dict[str, Value] = {}
    for name in columns:
        written = _unsafe(row.get(name, ""))
        if not written.strip() or name in (ID, TEXT):
            continue
        group, _, part = name.partition(".")
        value = _value(name, written)
        if part:
            holder = fields.setdefault(group, {})
            assert isinstance(holder, dict)  # noqa: S101 - made two lines above
            holder[part] = value
        else:
            fields[name] = value
    return fields


def text_of(row: Row, columns: Sequence[str] = COLUMNS) -> str:
    """Return the text of the course file of a row (heading -> cell).

    Raises ValueError with the heading of a cell that cannot be parsed.
    """
    body = _unsafe(row.get(TEXT, "")).replace("\r\n", "\n").strip("\n")
    return f"---\n{block(fields_of(row, columns))}---\n\n{body}\n"


def body_of(text: str) -> str:
    """Return the text below the front matter of a file, without surrounding empty lines; "" without front matter."""
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
    """Return whether a plain text would be parsed as a list, a mapping or a quoted text."""
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
