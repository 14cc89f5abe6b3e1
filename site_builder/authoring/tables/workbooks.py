"""Read the sheets of workbooks: XLSX with openpyxl, ODS with python-calamine (both optional: the extra `tables`)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from site_builder.authoring.tables.opendocument import read_markup
from site_builder.authoring.tables.sheet_remarks import SheetRemark, has_struck_words, remarks_on
from site_builder.authoring.tables.unreadable import UnreadableTable
from site_builder.problems import N_

try:
    import openpyxl
    import python_calamine
except ImportError:  # the package without the extra `tables`
    openpyxl = python_calamine = None  # type: ignore[assignment]

MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes of a workbook's parts when unpacked, at most: a sheet of 20,000 rows has some 40 MiB."""

MAX_CELLS = 500_000
"""Cells of a workbook, at most: 25 in each of 20,000 rows. openpyxl takes 500 bytes for each, and ten seconds for a
million. Repeated and merged cells take no room in a file, and are counted as what they become."""

_CELL = re.compile(rb"<(?:\w{1,20}:)?c[\s/>]")
_ROW_END = re.compile(rb"</(?:\w{1,20}:)?row>")
"""Ends of rows that have cells. An empty row is one tag; spreadsheets write one for each that was ever formatted."""

_REFERENCE = re.compile(rb'\sr="([A-Z]{1,3})([0-9]{1,7})"')
_MERGED = re.compile(rb'mergeCell[^<>]{0,200}?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')

MISSING = N_("Workbooks need openpyxl and python-calamine: pip install 'studiekatalog[tables]'")

NO_WORKBOOK = N_(
    "it is no workbook, whatever its name says; open it in a spreadsheet program, and save it as .xlsx or .ods"
)
OLD = N_("it is in the old format of Excel, or protected by a password; save it as .xlsx without a password")
DAMAGED = N_("the workbook is damaged, or protected by a password; open it, and save it as .xlsx without a password")
"""Reasons for a file that cannot be read. The libraries' own words are in English, and say what they were doing."""

_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
"""The first bytes of a compound file, which .xls is, and what an encrypted .xlsx is packed in."""

Rows = Iterator[Sequence[str]]


def read_xlsx(
    content: bytes, max_rows: int, max_columns: int
) -> Iterator[tuple[str, list[list[str]], tuple[SheetRemark, ...]]]:
    """Yield the name, the rows and the remarks of each sheet with cells, visible ones first; charts are left out.

    A cell merged over several rows has its value in each of them. A formula without a calculated value is given as
    written. Raises UnreadableTable, also for a sheet with more than `max_rows` or `max_columns`.
    """
    if openpyxl is None:
        raise UnreadableTable(MISSING)
    parts = _parts(content, "[Content_Types].xml")
    worksheets = [part for name, part in parts.items() if "/worksheets/" in name]
    _refuse_large(worksheets, max_rows)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
        has_formulas = any(b"<f" in part for part in worksheets)
        formulas = openpyxl.load_workbook(io.BytesIO(content)) if has_formulas else None
        rich = openpyxl.load_workbook(io.BytesIO(content), rich_text=True) if has_struck_words(parts) else None
    except Exception as fault:  # openpyxl documents no exceptions; a damaged file raises a dozen kinds
        if any(b't="e"' in part for part in worksheets):  # calamine reads a cell with an error as an empty one
            raise UnreadableTable(DAMAGED) from fault
        if any(_reach(part) > MAX_CELLS for part in worksheets):  # calamine makes all cells up to the last one
            raise UnreadableTable(N_("it has more than {most} cells"), most=MAX_CELLS) from fault
        yield from ((name, rows, ()) for name, rows in _read_with_calamine(_repacked(parts), max_rows))
        return
    for sheet in sorted(book.worksheets, key=lambda each: each.sheet_state != "visible"):
        if sheet.max_row > max_rows or sheet.max_column > max_columns:
            last = f"{sheet.max_row} × {sheet.max_column}"
            message = N_("the sheet «{sheet}» is larger than {rows} rows and {columns} columns ({last})")
            raise UnreadableTable(message, sheet=sheet.title, rows=max_rows, columns=max_columns, last=last)
        rows = [[cell_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
        if formulas is not None:
            _add_formulas(rows, formulas[sheet.title])
        for merged in sheet.merged_cells.ranges:
            _fill_down(rows, merged.min_row - 1, merged.max_row - 1, merged.min_col - 1)
        yield sheet.title, rows, remarks_on(rich[sheet.title] if rich is not None else sheet, parts)


def _refuse_large(worksheets: Iterable[bytes], max_rows: int) -> None:
    """Raise UnreadableTable if `worksheets` (XML) have too many cells or rows (`max_rows`): openpyxl reads all."""
    cells = 0
    for part in worksheets:
        cells += sum(1 for _ in _CELL.finditer(part)) + _merged_cells(part)
        if cells > MAX_CELLS:
            raise UnreadableTable(N_("it has more than {most} cells"), most=MAX_CELLS)
        if sum(1 for _ in _ROW_END.finditer(part)) > max_rows:
            raise UnreadableTable(N_("a sheet has more than {most} rows"), most=max_rows)


def _reach(part: bytes) -> int:
    """Return the number of cells in the smallest rectangle from A1 that has every cell of a sheet (its XML, `part`)."""
    found = _REFERENCE.findall(part)
    columns, rows = (_column(letters) for letters, _ in found), (int(number) for _, number in found)
    return max(columns, default=0) * max(rows, default=0)


def _merged_cells(part: bytes) -> int:
    """Return the number of cells in the merged ranges of a sheet (its XML); openpyxl makes an object of each."""
    total = 0
    for first, top, last, bottom in _MERGED.findall(part):
        total += (_column(last) - _column(first) + 1) * (int(bottom) - int(top) + 1)
    return total


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _add_formulas(rows: list[list[str]], sheet: Any) -> None:
    """Fill cells of `rows` that are empty because the formula in `sheet` has no calculated value with the formula."""
    for number, row in enumerate(sheet.iter_rows(values_only=True)):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and cell.startswith("=") and not rows[number][column]:
                rows[number][column] = cell


def _fill_down(rows: list[list[str]], first: int, last: int, column: int) -> None:
    for row in rows[first + 1 : last + 1]:
        if first < len(rows) and column < len(rows[first]) and column < len(row):
            row[column] = rows[first][column]


def read_ods(content: bytes, max_rows: int) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the name and the rows of each sheet of an OpenDocument spreadsheet, visible ones first.

    At most `max_rows` + 1 rows of each are read. Raises UnreadableTable.
    """
    if python_calamine is None:
        raise UnreadableTable(MISSING)
    parts = _parts(content, "content.xml")
    sheets = tuple(read_markup(parts["content.xml"]))
    if sum(each.values for each in sheets) > MAX_CELLS:
        raise UnreadableTable(N_("it has more than {most} cells"), most=MAX_CELLS)
    if errors := sum(each.errors for each in sheets):
        raise UnreadableTable(
            N_("its cells with errors of formulas (#N/A, #REF!) must be mended: {count}"), count=errors
        )
    yield from _read_with_calamine(_repacked(parts), max_rows, [each.merged for each in sheets])


def _read_with_calamine(
    content: bytes, max_rows: int, merged: Sequence[Sequence[tuple[int, int, int]]] = ()
) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the name and the rows of each sheet, visible ones first.

    `merged` are the merged cells of each sheet, for formats in which calamine does not report them.
    Raises UnreadableTable for a damaged or encrypted file.
    """
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        reported = dict(zip(book.sheet_names, merged, strict=False))
        visible = python_calamine.SheetVisibleEnum.Visible
        for about in sorted(book.sheets_metadata, key=lambda each: each.visible != visible):
            sheet = book.get_sheet_by_name(about.name)
            cells = sheet.to_python(skip_empty_area=False, nrows=max_rows + 1)
            rows = [[cell_text(cell) for cell in row] for row in cells]
            ranges = [(top, bottom, left) for (top, left), (bottom, _) in sheet.merged_cell_ranges or ()]
            for first, last, column in (*ranges, *reported.get(about.name, ())):
                _fill_down(rows, first, last, column)
            yield about.name, rows
    except python_calamine.CalamineError as fault:
        raise UnreadableTable(DAMAGED) from fault


def _parts(content: bytes, needed: str) -> dict[str, bytes]:
    """Return name -> bytes of the files in a workbook, a zip archive. It must have the file `needed`.

    Raises UnreadableTable if it is damaged, too large, or no workbook.
    """
    if content.startswith(_OLD_FORMAT):
        raise UnreadableTable(OLD)
    if not content.startswith(b"PK"):
        raise UnreadableTable(NO_WORKBOOK)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            size = sum(part.file_size for part in packed.infolist())
            if size > MAX_UNPACKED:
                raise UnreadableTable(N_("it is too large when unpacked: {size} MiB"), size=size // 1024**2)
            if needed not in packed.namelist():
                raise UnreadableTable(NO_WORKBOOK)
            return {name: packed.read(name) for name in packed.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as fault:
        if isinstance(fault, UnreadableTable):
            raise
        raise UnreadableTable(DAMAGED) from fault


def _repacked(parts: Mapping[str, bytes]) -> bytes:
    """Return an uncompressed workbook (zip) of these parts, name -> bytes.

    calamine unpacks a part to its end, whatever length the archive says; zipfile stops at that length.
    """
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return content.getvalue()


def cell_text(cell: Any) -> str:
    """Return a cell of a workbook as text: whole numbers without decimals, ISO dates without time, ja and nei."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nei"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.10g}"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return str(cell)


def text_workbook(name: str, rows: Sequence[Sequence[str]]) -> bytes:
    """Return the bytes of an XLSX workbook of one sheet.

    Its cells have the format of text, so 5-10 stays 5-10 when edited. Raises UnreadableTable if a cell has a character
    that XML does not allow, or openpyxl is not installed.
    """
    if openpyxl is None:
        raise UnreadableTable(MISSING)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(name)
    for row in rows:
        try:
            cells = [openpyxl.cell.WriteOnlyCell(sheet, text or None) for text in row]
        except ValueError as fault:
            raise UnreadableTable(f"{row[0]}: {fault}") from fault
        for cell in cells:
            cell.number_format = "@"
        sheet.append(cells)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
