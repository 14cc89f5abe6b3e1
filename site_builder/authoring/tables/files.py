"""Write tables: CSV in the Norwegian dialect, XLSX (with the optional openpyxl), JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence

from site_builder.authoring.tables.rows import COLUMNS, Row
from site_builder.authoring.tables.unreadable import UnreadableTable
from site_builder.authoring.tables.workbooks import text_workbook
from site_builder.catalogue.schema.table_columns import ID
from site_builder.problems import Phrase

MAX_CELL = 32_767
"""Characters in a cell of XLSX, at most (Excel's limit). openpyxl truncates longer cells silently."""

ENDINGS = (".csv", ".xlsx", ".json")
"""Endings of the table files that `export` writes."""


class UnwritableTable(ValueError):
    """Raised for a cell that the file format cannot hold, or if openpyxl is missing. Its text says where and why."""


def encode_table(suffix: str, rows: Sequence[Row], columns: Sequence[str] = COLUMNS) -> bytes:
    """Return the bytes of a table file with the headings `columns`. `suffix` is one of ENDINGS (".csv").

    CSV is UTF-8 with a byte order mark and semicolons, as Norwegian spreadsheets expect it. Raises UnwritableTable if a
    cell would be cut or changed, or openpyxl is not installed.
    """
    if suffix == ".json":
        table = [{name: row[name] for name in columns if name in row} for row in rows]
        return (json.dumps(table, ensure_ascii=False, indent=1) + "\n").encode()
    if suffix == ".xlsx":
        return _to_xlsx(rows, columns)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([row.get(name, "") for name in columns] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _to_xlsx(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> bytes:
    for row in rows:
        for name, cell in row.items():
            if len(cell) > MAX_CELL:
                raise UnwritableTable(f"{row.get(ID, '')}, {name}: {len(cell)} > {MAX_CELL}")
    try:
        return text_workbook("Studietilbud", [columns, *([row.get(name, "") for name in columns] for row in rows)])
    except UnreadableTable as fault:
        raise UnwritableTable(Phrase(str(fault))) from fault
