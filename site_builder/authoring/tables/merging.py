"""Merge a row of a table into an existing course file: other fields, comments and their order are unchanged."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from site_builder.authoring.tables.rows import Row, fields_of
from site_builder.catalogue.schema.table_columns import TEXT
from site_builder.problems import has_errors
from site_builder.sources.front_matter import read_record, split
from site_builder.sources.record import Record
from site_builder.sources.yaml_writer import Value, block

_COMMENT = re.compile(r"^[ \t]*#.*$|(?<=\s)#[^\"'\]\}]*$", re.MULTILINE)


class Unmergeable(Exception):
    """Raised if the layout of a course file does not allow single fields to be changed."""


def merged(text: str, record: Record, row: Row, columns: Sequence[str], order: Sequence[str]) -> str:
    """Return the text of a course file with the values of a row in place of its own; empty cells change nothing.

    `text` is the file and `record` the same parsed; `row` maps `columns` to cells; `order` are the keys of fields as
    files order them. Comments of a replaced field move above it. Raises ValueError with the column of a cell that
    cannot be parsed, or Unmergeable.
    """
    parts = split(text)
    if parts is None:
        raise ValueError(TEXT)
    header, body, _ = parts
    expected = dict(record.fields)
    for key, value in fields_of(row, columns).items():
        old = record.fields.get(key)
        new: Value = {**old, **value} if isinstance(old, Mapping) and isinstance(value, Mapping) else value
        if _same(old, new):
            continue
        header = _with_field(header, key, new, order)
        expected[key] = new
    if row.get(TEXT, "").strip():
        new_body = row[TEXT].replace("\r\n", "\n").strip("\n")
        body = body if body.strip("\n") == new_body else f"\n{new_body}\n"
    found = read_course(record.path, record.key, changed := f"---\n{header}---\n{body}")
    if found is None or not all(_same(found.fields.get(key), value) for key, value in expected.items()):
        raise Unmergeable
    return changed


def _same(old: Any, new: Value) -> bool:
    """Return whether two values mean the same: a list of one equals its only item."""
    if isinstance(old, list) and isinstance(new, str):
        return old == [new]
    return bool(old == new or (isinstance(new, list) and new == [old]))


def _with_field(header: str, key: str, value: Value, order: Sequence[str]) -> str:
    """Return the front matter with a field written anew, or inserted where the order of fields has it."""
    written = block({key: value})
    blocks = _blocks(header)
    for position, (name, lines) in enumerate(blocks):
        if name == key:
            comments = "".join(f"{found.strip()}\n" for found in _COMMENT.findall(lines))
            blocks[position] = (name, comments + written)
            return "".join(text for _, text in blocks)
    after = set(order[: order.index(key)]) if key in order else set(order)
    last = max((position for position, (name, _) in enumerate(blocks) if name in after), default=len(blocks) - 1)
    blocks.insert(last + 1, (key, written))
    return "".join(text if text.endswith("\n") else f"{text}\n" for _, text in blocks)


def _blocks(header: str) -> list[tuple[str, str]]:
    """Return the front matter as (key, lines of the field with line ends); "" is the key of comments between fields."""
    blocks: list[tuple[str, str]] = []
    for line in header.splitlines(keepends=True):
        found = re.match(r"(?P<quote>[\"']?)(?P<key>[^\s#\"'-][^:\n\"']*)(?P=quote):(?=\s)", line)
        if found:
            blocks.append((found["key"].strip(), line))
        elif blocks and blocks[-1][0] and (line[:1] in " \t" or line.startswith("-")):
            blocks[-1] = (blocks[-1][0], blocks[-1][1] + line)
        else:
            blocks.append(("", line))
    return blocks


def read_course(path: str, key: str, text: str) -> Record | None:
    """Return the record of the text of a course file; None if it cannot be parsed."""
    record, problems = read_record(path, "course", key, text)
    return None if has_errors(problems) else record
