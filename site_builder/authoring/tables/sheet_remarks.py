"""Find what tables as text cannot express in a sheet of a workbook: comments, hidden rows, and struck-through text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from site_builder.problems import N_

COMMENT = N_("«{text}» is a comment on a cell; it is not read")
HIDDEN = N_("hidden in the spreadsheet; read as the other rows")
STRUCK = N_("struck through in the spreadsheet; read as the other rows")

STRUCK_WORDS = N_("a part of «{text}» is struck through in the spreadsheet; read as the rest")

MAX_REMARKS = 200
"""Remarks on one sheet, at most."""


class SheetRemark(Struct, frozen=True):
    """A remark on a row (from 1): a msgid of this module, and the text of the comment, "" for the other remarks."""

    row: int
    message: str
    text: str = ""


def has_struck_words(parts: Mapping[str, bytes]) -> bool:
    """Return whether cells of a workbook may have words that are struck through. `parts` are its XML parts by name."""
    return any(b"<strike" in part for name, part in parts.items() if "sharedStrings" in name or "worksheets/" in name)


def remarks_on(sheet: Any, parts: Mapping[str, bytes]) -> tuple[SheetRemark, ...]:
    """Return the remarks on a sheet of openpyxl, sorted by row. `parts` are the XML parts of the workbook, by name.

    The sheet must be loaded with rich text if `has_struck_words(parts)`.
    """
    has_comments = any("comments" in name.lower() for name in parts)
    has_struck = has_struck_words(parts) or any(b"<strike" in parts[name] for name in parts if "styles" in name)
    found = [*_hidden(sheet), *(_of_cells(sheet) if has_comments or has_struck else ())]
    return tuple(sorted(dict.fromkeys(found), key=lambda each: each.row)[:MAX_REMARKS])


def _hidden(sheet: Any) -> Iterator[SheetRemark]:
    for row, dimension in sheet.row_dimensions.items():
        if dimension.hidden and row <= sheet.max_row and any(cell.value not in (None, "") for cell in sheet[row]):
            yield SheetRemark(row, HIDDEN)


def _of_cells(sheet: Any) -> Iterator[SheetRemark]:
    cells: Iterable[Any] = (cell for row in sheet.iter_rows() for cell in row)
    for cell in cells:
        if comment := getattr(cell, "comment", None):
            yield SheetRemark(cell.row, COMMENT, " ".join(str(comment.text).split()))
        if cell.value not in (None, "") and cell.has_style and cell.font.strike:
            yield SheetRemark(cell.row, STRUCK)
        elif isinstance(cell.value, list) and any(_is_struck(part) for part in cell.value):
            yield SheetRemark(cell.row, STRUCK_WORDS, " ".join(str(cell.value).split()))


def _is_struck(part: Any) -> bool:
    """Return whether a part of rich text, a text or a text with a font, is struck through."""
    return bool(getattr(part, "font", None) and part.font.strike)
