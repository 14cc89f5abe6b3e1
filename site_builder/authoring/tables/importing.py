"""Convert the rows of a table to course files, each row by itself; judging.py checks them with the whole catalogue."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from site_builder.authoring.tables.cells import CellFault, CellReader
from site_builder.authoring.tables.columns import unit
from site_builder.authoring.tables.finding import Line, Table, letter
from site_builder.authoring.tables.lines import ReadLine, read_lines
from site_builder.authoring.tables.recipe import Recipe
from site_builder.authoring.tables.rows import Row
from site_builder.catalogue.checks.duplicates import CODES
from site_builder.catalogue.checks.titles import read_title
from site_builder.catalogue.schema.table_columns import ID, PROVIDER, TEXT
from site_builder.file_names import SLUG, is_slug, slug_or_nothing, suggested_slug
from site_builder.problems import N_

TITLE, LEVEL = "tittel", "nivå"

_KEY = re.compile(rf"{SLUG}/{SLUG}")


class RowFault(Struct, frozen=True):
    """A reason why row `number` (from 1) is not imported. `heading` is as written in the table; "" for the whole row.

    `message` and `hint` are msgids, filled with `values`; `code` is the code of a problem, and `column` the one that
    the heading means; both may be "".
    """

    number: int
    heading: str
    message: str
    hint: str
    values: Mapping[str, Any] = {}
    code: str = ""
    column: str = ""


class CellCorrection(Struct, frozen=True):
    """A cell below `heading`, in row `number` (from 1), whose text as `written` is read as `meant`: "30 sp" as "30"."""

    number: int
    heading: str
    written: str
    meant: str


class CourseRow(Struct, frozen=True):
    """A row read as a course: `key` is INSTITUTION/NAME, `cells` are by column, `blank` are its empty columns.

    `number` counts from 1. `constant` are the columns whose value is the recipe's: they fill new files, and change no
    existing one.
    """

    number: int
    key: str
    cells: Row
    blank: tuple[str, ...]
    constant: frozenset[str]


class ReadRows(Struct, frozen=True):
    """The courses of a table, the faults of other rows, and the corrections of cells.

    `skipped` are the rows that are not courses: number (from 1) -> text of the first filled cell.
    """

    courses: tuple[CourseRow, ...]
    faults: tuple[RowFault, ...]
    corrections: tuple[CellCorrection, ...]
    skipped: Mapping[int, str]


class _Row(Struct, frozen=True):
    """The cells of a row by column, with everything found on the way."""

    cells: dict[str, str]
    faults: list[RowFault]
    corrections: list[CellCorrection]
    constant: set[str]


def read_rows(table: Table, reader: CellReader, recipe: Recipe) -> ReadRows:
    """Return the courses of the rows without faults, the faults of the others, and the rows that are not courses.

    The key of a course is in the column «studietilbud», or is made from the institution and the title; courses with
    equal titles get their codes added.
    """
    faults: list[RowFault] = []
    corrections: list[CellCorrection] = []
    skipped: dict[int, str] = {}
    rows: list[tuple[int, _Row]] = []
    for each in read_lines(table):
        line = each.line
        if not each.is_course or recipe.leaves_out(_by_heading(table, line)):
            skipped[line.number] = next(cell for cell in line.cells if cell.strip()).strip()
            continue
        row = _read_line(table, line, reader, recipe)
        faults += row.faults
        corrections += [*_dittos(table, each), *row.corrections]
        rows.append((line.number, row))
    keys = list(_keys([row.cells for _, row in rows], reader))
    courses = []
    for (number, row), key in zip(rows, keys, strict=True):
        cells = row.cells
        if fault := _key_fault(number, key, keys.count(key), cells, reader):
            faults.append(fault)
        elif not row.faults:
            given = {name: cell for name, cell in cells.items() if cell.strip() and name not in (ID, PROVIDER)}
            blank = tuple(name for name in cells if not cells[name].strip() or name in row.constant)
            courses.append(CourseRow(number, key, given, blank, frozenset(row.constant)))
    return ReadRows(tuple(courses), tuple(faults), tuple(corrections), skipped)


def heading_of(table: Table, column: str) -> str:
    """Return the heading of a column as written, with its letter: "Sp (D)"; without one, the column's own name."""
    position = next((each for each, name in table.columns.items() if name == column), None)
    if position is None:
        position = next((each for each, name in table.columns.items() if name.partition(".")[0] == column), None)
    return column if position is None else f"{table.headings[position]} ({letter(position)})"


def _dittos(table: Table, read: ReadLine) -> Iterator[CellCorrection]:
    """Yield a correction for each mark that was read as the value of the cell above it."""
    for position, mark in read.marks.items():
        if position in table.columns:
            heading = heading_of(table, table.columns[position])
            yield CellCorrection(read.line.number, heading, mark, read.line.cells[position].strip())


def _by_heading(table: Table, line: Line) -> dict[str, str]:
    return dict(zip(table.headings, line.cells, strict=False))


def _read_line(table: Table, line: Line, reader: CellReader, recipe: Recipe) -> _Row:
    row = _Row({}, list(_too_wide(table, line)), [], set())
    for position, column in table.columns.items():
        cell = line.cells[position] if position < len(line.cells) else ""
        _read_cell(row, line.number, heading_of(table, column), column, cell, reader, unit(table.headings[position]))
    by_heading = _by_heading(table, line)
    for column, value in recipe.values_of(by_heading).items():
        if not row.cells.get(column, "").strip():
            _read_cell(row, line.number, column, column, value, reader, "")
            row.constant.add(column)
    _read_level(row, table, line.number, reader)
    return row


def _read_level(row: _Row, table: Table, number: int, reader: CellReader) -> None:
    """Read the level that a title states, `Naturfag 1`, where the row has none; it changes no existing file."""
    level = None if row.cells.get(LEVEL, "").strip() else read_title(row.cells.get(TITLE, "")).level
    if level and any(field.key == LEVEL for field in reader.course.fields.values()):
        row.cells[LEVEL] = str(level)
        row.constant.add(LEVEL)
        row.corrections.append(CellCorrection(number, heading_of(table, TITLE), f"… {level}", f"{LEVEL} {level}"))


def _read_cell(row: _Row, number: int, heading: str, column: str, cell: str, reader: CellReader, counts: str) -> None:
    """Add a cell to the row: its value as files write it, and a correction if that differs, or else its fault.

    `counts` is the unit that the heading of a duration names, or "".
    """
    try:
        read = reader.read(column, cell, counts)
    except CellFault as fault:
        row.faults.append(RowFault(number, heading, fault.message, fault.hint, fault.values))
        return
    row.cells[column] = read
    if read and column != TEXT and read.rstrip("; ").casefold() != cell.strip().rstrip("; ").casefold():
        row.corrections.append(CellCorrection(number, heading, cell.strip(), read.rstrip("; ")))


def _too_wide(table: Table, line: Line) -> Iterator[RowFault]:
    """Yield a fault for the first cell of a row that is in a column without a heading."""
    for position, cell in enumerate(line.cells):
        if cell.strip() and (position >= len(table.headings) or not table.headings[position]):
            yield RowFault(
                line.number,
                "",
                N_("Column {column} has «{value}», but no heading."),
                N_("Write a heading above it, or empty the cell. A CSV text with a separator needs quotation marks."),
                {"column": letter(position), "value": cell.strip()},
            )
            return


def _keys(rows: Iterable[Mapping[str, str]], reader: CellReader) -> Iterator[str]:
    """Yield the key of each row. Of courses of an institution with equal titles, the code is added to the key."""
    made = [cells.get(ID, "").strip() or _key_from_title(cells, reader) for cells in rows]
    counts = Counter(made)
    for key, cells in zip(made, rows, strict=True):
        code = slug_or_nothing(code_of(cells))
        yield f"{key}-{code}" if counts[key] > 1 and code and not cells.get(ID, "").strip() else key


def code_of(cells: Mapping[str, Any]) -> str:
    """Return the institution's own code of a course ("MATH-1042"), from its cells by column; "" if it has none."""
    return next((str(cells[column]) for column in CODES if cells.get(column)), "")


def _provider(cells: Mapping[str, str], reader: CellReader) -> str:
    """Return the institution of a row; in a table without that column the catalogue's only one, or else ""."""
    return cells[PROVIDER].strip() if PROVIDER in cells else reader.names.only("institution") or ""


def _key_from_title(cells: Mapping[str, str], reader: CellReader) -> str:
    given = _provider(cells, reader)
    institution = reader.names.key("institution", given) or slug_or_nothing(given)
    title = cells.get("tittel", "").strip()
    return f"{institution}/{suggested_slug(title) if title else ''}"


def _key_fault(number: int, key: str, times: int, cells: Mapping[str, str], reader: CellReader) -> RowFault | None:
    """Return the fault of a row's key, which `times` rows have; None for a key that can be a new file's."""
    institution, _, name = key.partition("/")
    if not cells.get(ID, "").strip():
        given = _provider(cells, reader)
        if not given:
            message = N_("The row has no institution.")
            hint = N_("Write it on each row, or in the recipe: «verdier: {{institusjon: ...}}».")
            return RowFault(number, PROVIDER, message, hint)
        if reader.names.key("institution", given) is None:
            message = N_("«{value}» is not the name of an institution in the catalogue.")
            hint = N_("Write its name or key, or add it: --draft-vocabulary writes a first draft.")
            return RowFault(number, PROVIDER, message, hint, {"value": given}, "unknown-institution", PROVIDER)
        if not name:
            return RowFault(number, "tittel", N_("The row has no title."), N_("Write the title of the course."))
    if not _KEY.fullmatch(key) or reader.names.key("institution", institution) != institution:
        message = N_("«{key}» is not institution/name of an institution in the catalogue.")
        return RowFault(number, ID, message, N_("Write it as hihm/naturfag-1, with letters from a to z."), {"key": key})
    if not is_slug(name):
        message = N_("«{key}» cannot name a file on every system: it is too long, or the name of a device.")
        return RowFault(number, ID, message, N_("Write a shorter name, of at most 100 characters."), {"key": key})
    if times > 1:
        message = N_("{key} appears twice.")
        hint = N_("Write a key of its own for each in a column «studietilbud».")
        return RowFault(number, ID, message, hint, {"key": key})
    return None
