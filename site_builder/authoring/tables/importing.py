"""Rows -> course files: each row judged by itself, and what cannot be taken is said with its row and heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from site_builder.authoring.tables.columns import recognised_columns
from site_builder.authoring.tables.rows import ID, Row, text_of
from site_builder.catalogue.load import parse_entries
from site_builder.messages import message_and_hint, translate
from site_builder.problems import N_
from site_builder.sources.files import slug
from site_builder.sources.front_matter import read_record

KEYED = {"fag": "subject", "forkunnskaper.fag": "subject", "studiesteder": "place"}
"""Columns that hold keys of a vocabulary."""

_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[a-z0-9]+(?:-[a-z0-9]+)*")


class RejectedRow(Struct, frozen=True):
    """A row that was not taken; `number` is that of the spreadsheet, its headings being row 1."""

    number: int
    heading: str
    why: str


class ParsedTable(Struct, frozen=True):
    """What a table says: heading -> field, headings that say nothing here, files by path, rows that were not taken."""

    headings: Mapping[str, str]
    unknown: tuple[str, ...]
    files: Mapping[str, str]
    rejected: tuple[RejectedRow, ...]


def parse_table(rows: Iterable[Row], year: str, known: Mapping[str, Mapping[str, str]], language: str) -> ParsedTable:
    """Return the course files of `year` that the rows describe. `known` are the vocabularies: kind -> key -> name.

    Subjects and places may be named; files say their keys. A course is named by the column studietilbud
    (`institusjon/navn`), or by the columns institusjon and tittel.
    """
    rows = list(rows)
    written = list(dict.fromkeys(name for row in rows for name in row if name.strip()))
    columns = recognised_columns(written)
    institutions = known.get("institution", {})
    by_name = _by_name(institutions)
    keyed = {column: _by_name(known.get(kind, {})) for column, kind in KEYED.items()}
    files: dict[str, str] = {}
    rejected: list[RejectedRow] = []
    for number, row in enumerate(rows, start=2):
        cells = {columns[name]: cell for name, cell in row.items() if name in columns}
        cells |= {column: _as_keys(cells[column], names) for column, names in keyed.items() if cells.get(column)}
        key = cells.get(ID, "").strip() or _named(row, cells, by_name)
        if not _KEY.fullmatch(key) or key.split("/")[0] not in institutions:
            message = N_("«{key}» is not institution/name of an institution in the catalogue.")
            rejected.append(RejectedRow(number, ID, translate(message, language, {"key": key})))
            continue
        path = f"catalogue/{year}/{key}.md"
        if path in files:
            rejected.append(RejectedRow(number, ID, translate(N_("{key} appears twice."), language, {"key": key})))
            continue
        try:
            text = text_of(cells)
        except ValueError as fault:
            rejected.append(RejectedRow(number, str(fault), translate(N_("The cell cannot be read."), language)))
            continue
        faults = list(_faults(path, f"{year}/{key}", text, number, language))
        rejected += faults
        if not faults:
            files[path] = text
    return ParsedTable(columns, tuple(name for name in written if name not in columns), files, tuple(rejected))


def _by_name(known: Mapping[str, str]) -> Mapping[str, str]:
    return {name.casefold(): key for key, name in known.items()} | {key: key for key in known}


def _as_keys(cell: str, names: Mapping[str, str]) -> str:
    """A cell with keys for names, where all that it names is known; else the cell as it was."""
    if single := names.get(cell.strip().casefold()):
        return single
    parts = [names.get(part.strip().casefold(), "") for part in re.split("[;,]", cell) if part.strip()]
    return "; ".join(parts) + (";" if len(parts) == 1 else "") if parts and all(parts) else cell


def _named(row: Row, cells: Row, by_name: Mapping[str, str]) -> str:
    given = next((cell for name, cell in row.items() if name.strip().casefold() in _PROVIDERS), "")
    institution = by_name.get(given.strip().casefold(), slug(given))
    return f"{institution}/{slug(cells.get('tittel', ''))}"


_PROVIDERS = ("institusjon", "høgskole", "høyskole", "universitet", "lærested", "tilbyder")


def _faults(path: str, key: str, text: str, number: int, language: str) -> Iterable[RejectedRow]:
    record, problems = read_record(path, "course", key, text)
    found = [*problems, *(parse_entries([record])[1] if record else [])]
    for problem in found:
        message, hint = message_and_hint(problem, language)
        yield RejectedRow(number, problem.place.key, f"{message} {hint}")
