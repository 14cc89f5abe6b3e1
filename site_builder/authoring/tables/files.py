"""Read and write tables: CSV in the Norwegian dialect, XLSX (with the optional openpyxl), JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from site_builder.authoring.tables.rows import COLUMNS, ID, Row
from site_builder.problems import N_, Phrase

MAX_CELL = 32_767
"""Characters in a cell of XLSX, at most (Excel's limit). openpyxl truncates longer cells silently."""

ENDINGS = (".csv", ".xlsx", ".json")


class UnreadableTable(ValueError):
    """The file is no table of the format in its name."""


class UnwritableTable(ValueError):
    """A cell cannot be stored in the format in the file's name."""


def decode_table(suffix: str, content: bytes) -> list[Row]:
    """Return the rows of a table file; its first row has the headings. `suffix` is one of ENDINGS.

    CSV may be separated by semicolons, commas or tabs, in UTF-8 or Windows-1252. Raises UnreadableTable.
    """
    try:
        if suffix == ".json":
            return _from_json(json.loads(content.decode("utf-8")))
        if suffix == ".xlsx":
            return _from_xlsx(content)
        return _from_csv(content)
    except (UnicodeDecodeError, csv.Error, json.JSONDecodeError) as fault:
        raise UnreadableTable(str(fault)) from fault


def encode_table(suffix: str, rows: Sequence[Row]) -> bytes:
    """Return the bytes of a table file with the headings COLUMNS. `suffix` is one of ENDINGS.

    CSV is UTF-8 with a byte order mark and semicolons, as Norwegian spreadsheets expect it. Raises UnwritableTable
    where a cell would be cut or changed, UnreadableTable where openpyxl is not installed.
    """
    if suffix == ".json":
        table = [{name: row[name] for name in COLUMNS if name in row} for row in rows]
        return (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode()
    if suffix == ".xlsx":
        return _to_xlsx(rows)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([row.get(name, "") for name in COLUMNS] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _from_json(data: Any) -> list[Row]:
    if not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
        raise UnreadableTable(Phrase(N_("JSON must be a list of rows, each a mapping from heading to cell")))
    return [{str(name): _plain(cell) for name, cell in row.items()} for row in data]


def _from_csv(content: bytes) -> list[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    return list(_rows(list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))))


def _from_xlsx(content: bytes) -> list[Row]:
    openpyxl = _openpyxl()
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except Exception as fault:  # openpyxl documents no exceptions; a damaged file raises a dozen kinds
        raise UnreadableTable(str(fault)) from fault
    cells = [[_plain(cell) for cell in row] for row in book.active.iter_rows(values_only=True)]
    book.close()
    return list(_rows(cells))


def _rows(lines: Sequence[Sequence[str]]) -> Sequence[Row]:
    if not lines:
        raise UnreadableTable(Phrase(N_("the table is empty")))
    headings = lines[0]
    return [dict(zip(headings, line, strict=False)) for line in lines[1:] if any(cell.strip() for cell in line)]


def _plain(cell: Any) -> str:
    """Return a cell as text: whole numbers without a decimal point, days as ISO dates."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if hasattr(cell, "date"):
        return str(cell.date().isoformat())
    return str(cell)


def _to_xlsx(rows: Sequence[Mapping[str, str]]) -> bytes:
    openpyxl = _openpyxl()
    for row in rows:
        for name, cell in row.items():
            if len(cell) > MAX_CELL:
                raise UnwritableTable(f"{row.get(ID, '')}, {name}: {len(cell)} > {MAX_CELL}")
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Studietilbud")
    sheet.append(list(COLUMNS))
    for row in rows:
        try:
            sheet.append([row.get(name, "") for name in COLUMNS])
        except ValueError as fault:  # control characters, which XML does not allow
            raise UnwritableTable(f"{row.get(ID, '')}: {fault}") from fault
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _openpyxl() -> Any:
    try:
        import openpyxl
    except ImportError:
        message = N_("XLSX files need openpyxl: pip install 'studiekatalog[tables]'")
        raise UnreadableTable(Phrase(message)) from None
    return openpyxl
