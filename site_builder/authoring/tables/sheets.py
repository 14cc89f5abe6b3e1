"""Sheets: the cells of a table file as text, with the row numbers that a spreadsheet shows."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from site_builder.authoring.tables.columns import meaning
from site_builder.authoring.tables.encodings import decode_text
from site_builder.authoring.tables.file_kinds import refuse_other_kind, refuse_text
from site_builder.authoring.tables.sheet_remarks import SheetRemark
from site_builder.authoring.tables.unreadable import UnreadableTable
from site_builder.authoring.tables.workbooks import read_ods, read_xlsx
from site_builder.problems import N_, Phrase
from site_builder.sources.text import normal

READABLE = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods", ".json")
"""Endings of table files that `import` reads, in any case of letters."""

MAX_ROWS, MAX_COLUMNS = 20_000, 500
"""Rows and columns of a sheet, at most: a catalogue of ten thousand courses fits twice."""

MAX_CELL = 100_000
"""Characters of a cell, at most: four times the longest text of a course."""

SAMPLE = 40
"""Rows by which a separator is chosen: enough to pass a title and two rows of headings."""

_SEPARATORS = (";", ",", "\t", "|")


class Sheet(Struct, frozen=True):
    """A sheet of a table file. `rows` begin with row 1; a cell is text, "" if it is empty.

    `name` is "" in a file of one sheet without a name. `remarks` are those of a workbook.
    """

    name: str
    rows: tuple[tuple[str, ...], ...]
    remarks: tuple[SheetRemark, ...] = ()


def decode_sheets(suffix: str, content: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of a table file; hidden sheets come last. `suffix` is one of READABLE (".csv"), in any case.

    Raises UnreadableTable, with a `Phrase` or a text of the library that reads the format.
    """
    ending = suffix.lower()
    refuse_other_kind(ending, content)
    refuse_text(ending, content)
    if ending == ".json":
        return (_sheet("", _from_json(_decoded_json(content))),)
    if ending in (".xlsx", ".xlsm"):
        found = read_xlsx(content, MAX_ROWS, MAX_COLUMNS)
        return tuple(replace(_sheet(name, rows), remarks=remarks) for name, rows, remarks in found)
    if ending == ".ods":
        return tuple(_sheet(name, rows) for name, rows in read_ods(content, MAX_ROWS))
    return (_sheet("", _from_csv(decode_text(content))),)


def _sheet(name: str, rows: Iterable[Sequence[str]]) -> Sheet:
    """Return a sheet of normalised text (NFC, LF). Raises UnreadableTable where it is larger than the limits."""
    found = []
    for number, row in enumerate(rows, start=1):
        if number > MAX_ROWS or len(row) > MAX_COLUMNS:
            message = N_("the table is larger than {rows} rows and {columns} columns")
            raise UnreadableTable(message, rows=MAX_ROWS, columns=MAX_COLUMNS)
        if any(len(cell) > MAX_CELL for cell in row):
            raise UnreadableTable(N_("a cell in row {row} has more than {most} characters"), row=number, most=MAX_CELL)
        found.append(tuple(map(normal, row)))
    return Sheet(name, tuple(found))


def _decoded_json(content: bytes) -> Any:
    """Return the value of a JSON file. Raises UnreadableTable for text that is not valid JSON."""
    try:
        return json.loads(decode_text(content))
    except json.JSONDecodeError as fault:
        message = N_("the file is not valid JSON: line {line}, column {column}")
        raise UnreadableTable(message, line=fault.lineno, column=fault.colno) from fault
    except RecursionError as fault:
        raise UnreadableTable(Phrase(N_("its lists lie too deep inside each other"))) from fault
    except ValueError as fault:  # a whole number of more digits than Python converts
        raise UnreadableTable(Phrase(N_("a number in it has too many digits"))) from fault


def _from_json(data: Any) -> Iterator[Sequence[str]]:
    """Yield the headings of a list of mappings, in the order in which they first occur, and then its rows.

    Raises UnreadableTable for other values.
    """
    if not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
        raise UnreadableTable(Phrase(N_("JSON must be a list of rows, each a mapping from heading to cell")))
    headings = tuple(dict.fromkeys(name for row in islice(data, MAX_ROWS) for name in row))
    yield headings
    for row in data:
        yield [_json_cell(row.get(name)) for name in headings]


def _json_cell(cell: Any) -> str:
    """Return a value of JSON as a cell: text unchanged, whole numbers without decimals, other values as JSON.

    Raises UnreadableTable for text with a lone surrogate."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = cell if isinstance(cell, str) else json.dumps(cell, ensure_ascii=False)
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise UnreadableTable(Phrase(N_("the file contains half of a character (a lone surrogate)")))
    return text


def _from_csv(text: str) -> Iterator[Sequence[str]]:
    """Yield the rows of separated values. Excel's first line `sep=;` names the separator, and is no row."""
    first, _, rest = text.partition("\n")
    named = first.strip().strip('"')
    if named[:4].casefold() == "sep=" and len(named) <= 5:
        yield from _separated(rest, named[4:] or "\t")
    else:
        yield from _separated(text, _separator(text))


def _separator(text: str) -> str:
    """Return the separator by which the first rows have the most known headings, then the most cells."""

    def weight(separator: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
        rows: list[list[str]] = []
        with suppress(csv.Error):  # the file is read again with the chosen separator, and the fault reported
            rows.extend(islice(reader, SAMPLE))
        known = (len({name for cell in row if (name := meaning(cell))}) for row in rows)
        return max(known, default=0), max(map(len, rows), default=0)

    return max(_SEPARATORS, key=weight)


def _separated(text: str, separator: str) -> Iterator[Sequence[str]]:
    """Yield the rows of separated values. Raises UnreadableTable at the row in which a quotation mark opened."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    number, lines = 1, 0
    while True:
        try:
            row = next(reader, None)
        except csv.Error as fault:
            message = N_("in row {row} a quotation mark opens and is not closed where the cell ends: {written}")
            line = next(islice(io.StringIO(text, newline=""), lines, None), "").strip()
            raise UnreadableTable(message, row=number, written=_from_open_mark(line, separator)) from fault
        if row is None:
            return
        yield row
        number, lines = number + 1, reader.line_num


MAX_QUOTED = 60
"""Characters of a line that a message quotes, at most."""


def _from_open_mark(line: str, separator: str) -> str:
    """Return a line from its first cell with a quotation mark that is open or stands inside the cell, shortened."""
    cells = line.split(separator)
    first = next((at for at, cell in enumerate(cells) if cell.count('"') % 2), 0)
    return separator.join(cells[first:])[:MAX_QUOTED]
