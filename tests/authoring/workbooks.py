"""Table files for tests: courses as cells, written as CSV, XLSX or ODS."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

import openpyxl

COURSE: Mapping[str, Any] = {
    "Institusjon": "Høgskolen i Hedmark",
    "Tittel": "Natur i skolen",
    "Fag": "Naturfag",
    "Trinn": "1-7",
    "Studiepoeng": "30",
    "Språk": "nb",
    "Studieform": "nettbasert",
    "Oppstart": "høst 2016",
    "Varighet": "2 semestre",
    "opphav.type": "eksempel",
    "Omtale": "Vi går ut og ser.",
}
"""A course as a sheet has it: heading -> cell."""


def rows(*courses: Mapping[str, Any]) -> list[list[Any]]:
    """Return a row of headings and a row for each course: COURSE with other cells, and a title of its own."""
    different = [{"Tittel": f"Natur i skolen {'ABCDEFGH'[number % 8]}", **each} for number, each in enumerate(courses)]
    headings = list(dict.fromkeys([*COURSE, *(heading for each in different for heading in each)]))
    return [headings, *([{**COURSE, **each}.get(heading, "") for heading in headings] for each in different)]


def as_csv(table: Sequence[Sequence[Any]], separator: str = ";", encoding: str = "utf-8-sig") -> bytes:
    """Return a table as separated values."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator="\r\n").writerows(table)
    return text.getvalue().encode(encoding)


def as_xlsx(
    *sheets: tuple[str, Sequence[Sequence[Any]]], active: int = 0, edit: Callable[[Any], None] = lambda book: None
) -> bytes:
    """Return a workbook; `edit` changes it before it is saved."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, table in sheets:
        sheet = book.create_sheet(name)
        for row in table:
            sheet.append([cell if cell != "" else None for cell in row])
    edit(book)
    book.active = active
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"' for prefix in ("office", "table", "text")
)


def as_ods(name: str, table: Sequence[Sequence[str]], *, spans: Mapping[tuple[int, int], int] | None = None) -> bytes:
    """Return an OpenDocument spreadsheet of one sheet; `spans` maps (row, column) to the rows that a cell covers."""
    spanned = spans or {}
    lines = []
    for number, row in enumerate(table):
        cells = []
        for column, cell in enumerate(row):
            span = f' table:number-rows-spanned="{spanned[number, column]}"' if (number, column) in spanned else ""
            text = f"<text:p>{escape(cell)}</text:p>"
            empty = f"<table:table-cell{span}/>"
            cells.append(
                f'<table:table-cell{span} office:value-type="string">{text}</table:table-cell>' if cell else empty
            )
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    sheet = f'<table:table table:name="{name}">{"".join(lines)}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    return ods_of(f"<office:document-content {_NAMESPACES}>{body}</office:document-content>")


def ods_of(content: str) -> bytes:
    """Return an OpenDocument spreadsheet with this content.xml."""
    media = "application/vnd.oasis.opendocument.spreadsheet"
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/>'
    namespace = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("mimetype", media)
        parts.writestr("META-INF/manifest.xml", f"<manifest:manifest {namespace}>{entry}</manifest:manifest>")
        parts.writestr("content.xml", content)
    return packed.getvalue()
