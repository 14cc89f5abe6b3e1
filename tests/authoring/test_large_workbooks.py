"""Workbooks with more than a table needs are refused before anything is made of their cells."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any, NoReturn

import openpyxl
import pytest
from hostile_cases.tables import ods, xlsx

from site_builder.authoring.tables.sheets import decode_sheets
from site_builder.authoring.tables.unreadable import UnreadableTable

CELL = "<c><v>1</v></c>"


def unused(*_: Any, **__: Any) -> NoReturn:
    raise AssertionError("openpyxl makes an object of every cell")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (f"<row>{CELL}</row>" * 20_001, "rows"),
        (f"<x:row>{CELL}</x:row>" * 20_001, "rows"),
        (f"<row>{CELL * 30}</row>" * 17_000, "cells"),
        (f"<row>{CELL * 510_000}</row>", "cells"),
    ],
)
def test_a_sheet_of_more_rows_or_cells_is_not_opened(monkeypatch: pytest.MonkeyPatch, data: str, reason: str) -> None:
    monkeypatch.setattr(openpyxl, "load_workbook", unused)
    with pytest.raises(UnreadableTable, match=reason):
        decode_sheets(".xlsx", xlsx(f"<sheetData>{data}</sheetData>"))


def test_rows_that_were_only_formatted_are_no_rows() -> None:
    empty = '<row ht="15"/>' * 30_000
    [sheet] = decode_sheets(".xlsx", xlsx(f"<sheetData><row>{CELL}</row>{empty}</sheetData>"))
    assert len(sheet.rows) == 1


def test_a_part_that_is_longer_than_the_archive_says_is_unpacked_to_that_length_alone() -> None:
    """The archive says 100 bytes, and has the sum of the first 100; the part itself goes on for 8 MB."""
    content = ods("<table:table-row/>")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        start = packed.read("content.xml")[:100]
    long = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = long.compress(start + b" " * 8_000_000) + long.flush()
    assert len(body) < 100_000
    about = struct.pack("<HHHHHIII", 20, 0, 8, 0, 0, zlib.crc32(start), len(body), len(start))
    name = b"content.xml"
    local = b"PK\3\4" + about + struct.pack("<HH", len(name), 0) + name + body
    central = b"PK\1\2" + struct.pack("<H", 20) + about + struct.pack("<HHHHHII", len(name), 0, 0, 0, 0, 0, 0) + name
    end = b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(central), len(local), 0)
    with zipfile.ZipFile(io.BytesIO(local + central + end)) as packed:
        assert packed.read("content.xml") == start
    with pytest.raises(UnreadableTable):
        decode_sheets(".ods", local + central + end)


def test_a_far_cell_of_a_workbook_that_openpyxl_cannot_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """calamine makes a cell of everything up to the last one: 17 thousand million of them."""
    monkeypatch.setattr(openpyxl, "load_workbook", unused)
    with pytest.raises(UnreadableTable, match="cells"):
        decode_sheets(".xlsx", xlsx('<sheetData><row><c r="A1"/></row><row><c r="XFD1048576"/></row></sheetData>'))
