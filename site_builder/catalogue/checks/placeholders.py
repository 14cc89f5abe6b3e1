"""Check for placeholders of a new file that have not been filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from site_builder.problems import N_, Place, Problem, warning
from site_builder.sources.record import Record

FILL_IN = "Fyll inn:"
"""Prefix of every placeholder. Norwegian, because editors search for it."""


def placeholder_problems(record: Record) -> Iterator[Problem]:
    """Yield a warning for every placeholder in a file's fields and text."""
    if FILL_IN not in record.header and FILL_IN not in record.body:
        return
    for place in (*_in_fields(record), *_in_text(record)):
        yield warning(
            place,
            "unfinished",
            N_("«{mark}» is still here and would be published."),
            N_("Fill it in, or delete it."),
            mark=FILL_IN,
        )


def _in_fields(record: Record) -> Iterator[Place]:
    return (record.place(*loc) for loc in _marked(record.fields, ()))


def _marked(value: Any, loc: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, str):
        if FILL_IN in value:
            yield loc
    elif isinstance(value, Mapping):
        for key, part in value.items():
            yield from _marked(part, (*loc, key))
    else:
        for number, part in enumerate(value or ()):
            yield from _marked(part, (*loc, number))


def _in_text(record: Record) -> Iterator[Place]:
    for number, line in enumerate(record.body.split("\n")):
        if FILL_IN in line:
            yield Place(record.path, record.body_line + number, line.index(FILL_IN) + 1, len(FILL_IN))
