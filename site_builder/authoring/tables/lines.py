"""Read the rows of a table: which of them are courses, and the values that ditto marks in them stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from site_builder.authoring.tables.dittos import filled_down
from site_builder.authoring.tables.finding import Line, Table
from site_builder.catalogue.schema.table_columns import ID

_TOTAL = re.compile(
    r"(?:sum|totalt?|i alt|til sammen|tilsammen|antall|sist oppdatert|oppdatert|sist endra?e?t)\b", re.IGNORECASE
)
MAX_TOTAL = 3
"""Filled cells of a row with a total, at most: a word, a number and a remark. A course has more."""


class ReadLine(Struct, frozen=True):
    """A row with ditto marks replaced by the values above; `marks` maps positions (from 0) to the marks.

    `is_course` is False for a total, a remark or the headings once more.
    """

    line: Line
    marks: Mapping[int, str]
    is_course: bool


def read_lines(table: Table) -> Iterator[ReadLine]:
    """Yield the rows of a table, ditto marks replaced by the values of the course above, except in the key column."""
    kept = [position for position, name in table.columns.items() if name == ID]
    above: tuple[str, ...] = ()
    for line in table.lines:
        if _is_no_course(table, line):
            yield ReadLine(line, {}, is_course=False)
        else:
            above, marks = filled_down(line.cells, above, kept)
            yield ReadLine(Line(line.number, above), marks, is_course=True)


def _is_no_course(table: Table, line: Line) -> bool:
    """Return whether a row is a total, a remark in a single cell, or the headings once more."""
    filled = [cell.strip() for cell in line.cells if cell.strip()]
    if len(filled) == 1 and len(table.columns) > 2:
        return True
    if len(filled) <= MAX_TOTAL and _TOTAL.match(filled[0]):
        return True
    return filled == [heading for heading in table.headings if heading]
