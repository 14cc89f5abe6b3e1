"""The markup of an OpenDocument spreadsheet that python-calamine does not report: merged cells, errors, repetitions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

_TABLE = re.compile(rb"<(?:\w+:)?table(?=[\s>])")
_ROW = re.compile(rb"<(?:\w+:)?table-row(?=[\s>/])")
_CELL = re.compile(rb"<(?:\w+:)?(?:covered-)?table-cell(?P<attributes>[^<>]*)>")
_ROWS_REPEATED = re.compile(rb'number-rows-repeated="([0-9]{1,9})"')
_COLUMNS_REPEATED = re.compile(rb'number-columns-repeated="([0-9]{1,9})"')
_ROWS_SPANNED = re.compile(rb'number-rows-spanned="([0-9]{1,9})"')
_ERROR = re.compile(rb'value-type="error"')


class Markup(Struct, frozen=True):
    """One sheet: cells merged over rows, as (first row, last row, column) from 0; and two numbers of cells.

    `errors` is the number of cells with an error, `values` that of cells with a value.
    """

    merged: tuple[tuple[int, int, int], ...]
    errors: int
    values: int


def read_markup(content: bytes) -> Iterator[Markup]:
    """Yield the markup of each sheet of content.xml (its bytes), in order. Repeated rows and cells are only counted."""
    starts = [found.start() for found in _TABLE.finditer(content)]
    for start, end in pairwise([*starts, len(content)]):
        yield _markup(content[start:end])


def _markup(sheet: bytes) -> Markup:
    merged: list[tuple[int, int, int]] = []
    values = number = 0
    for row in _ROW.split(sheet)[1:]:
        repeated = _number(_ROWS_REPEATED, row.partition(b">")[0])
        column = 0
        for cell in _CELL.finditer(row):
            attributes = cell["attributes"]
            width = _number(_COLUMNS_REPEATED, attributes)
            if b"value-type" in attributes:
                values += repeated * width
            if (spanned := _number(_ROWS_SPANNED, attributes)) > 1:
                merged.append((number, number + spanned - 1, column))
            column += width
        number += repeated
    return Markup(tuple(merged), len(_ERROR.findall(sheet)), values)


def _number(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1
