"""Convert rows of a table to course files. Each row is checked by itself, and rejected with its row and heading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from site_builder.authoring.tables.columns import recognised_columns
from site_builder.authoring.tables.rows import ID, Row, text_of
from site_builder.catalogue.load import parse_entries
from site_builder.file_names import SLUG, slug
from site_builder.messages import message_and_hint, translate
from site_builder.problems import N_
from site_builder.sources.front_matter import read_record

KEYED = {"fag": "subject", "forkunnskaper.fag": "subject", "studiesteder": "place"}
"""Column -> vocabulary, for columns that hold keys of a vocabulary."""

_KEY = re.compile(rf"{SLUG}/{SLUG}")


class RejectedRow(Struct, frozen=True):
    """A row that was not imported, with the heading concerned. `number` counts from 1, the row of headings."""

    number: int
    heading: str
    why: str


class ParsedTable(Struct, frozen=True):
    """A parsed table: heading -> column, headings that were not recognised, path -> course file, rejected rows."""

    headings: Mapping[str, str]
    unknown: tuple[str, ...]
    files: Mapping[str, str]
    rejected: tuple[RejectedRow, ...]


class _Vocabularies(Struct, frozen=True):
    """The keys of institutions; name in lower case -> key, of institutions and by column of other vocabularies."""

    institutions: frozenset[str]
    institution_names: Mapping[str, str]
    columns: Mapping[str, Mapping[str, str]]


def parse_table(rows: Iterable[Row], year: str, known: Mapping[str, Mapping[str, str]], language: str) -> ParsedTable:
    """Return the course files of `year` that the rows describe. `known` are the vocabularies: kind -> key -> name.

    Cells may name subjects and places; the files hold their keys. The key of a course is in the column studietilbud
    (`institusjon/navn`), or is made from the columns institusjon and tittel. Reasons for rejection are in `language`.
    """
    rows = list(rows)
    headings = list(dict.fromkeys(name for row in rows for name in row if name.strip()))
    columns = recognised_columns(headings)
    vocabularies = _Vocabularies(
        frozenset(known.get("institution", {})),
        _by_name(known.get("institution", {})),
        {column: _by_name(known.get(kind, {})) for column, kind in KEYED.items()},
    )
    files: dict[str, str] = {}
    rejected: list[RejectedRow] = []
    for number, row in enumerate(rows, start=2):
        cells = {columns[name]: cell for name, cell in row.items() if name in columns}
        for column, names in vocabularies.columns.items():
            if cells.get(column):
                cells[column] = _as_keys(cells[column], names)
        key = cells.get(ID, "").strip() or _key_from_title(row, cells, vocabularies.institution_names)
        path = f"catalogue/{year}/{key}.md"
        if reason := _unusable_key(key, path in files, vocabularies.institutions):
            rejected.append(RejectedRow(number, ID, translate(reason, language, {"key": key})))
            continue
        try:
            text = text_of(cells)
        except ValueError as error:
            rejected.append(RejectedRow(number, str(error), translate(N_("The cell cannot be read."), language)))
            continue
        faults = list(_faults(path, f"{year}/{key}", text, number, language))
        rejected += faults
        if not faults:
            files[path] = text
    return ParsedTable(columns, tuple(name for name in headings if name not in columns), files, tuple(rejected))


def _unusable_key(key: str, taken: bool, institutions: frozenset[str]) -> str:
    """Return the message about a key that no file can have, or an empty text."""
    if not _KEY.fullmatch(key) or key.split("/")[0] not in institutions:
        return N_("«{key}» is not institution/name of an institution in the catalogue.")
    return N_("{key} appears twice.") if taken else ""


def _by_name(known: Mapping[str, str]) -> Mapping[str, str]:
    return {name.casefold(): key for key, name in known.items()} | {key: key for key in known}


def _as_keys(cell: str, names: Mapping[str, str]) -> str:
    """Return the cell with keys in place of names where every name is known; else the cell unchanged."""
    if single := names.get(cell.strip().casefold()):
        return single
    parts = [names.get(part.strip().casefold(), "") for part in re.split("[;,]", cell) if part.strip()]
    return "; ".join(parts) + (";" if len(parts) == 1 else "") if parts and all(parts) else cell


def _key_from_title(row: Row, cells: Row, by_name: Mapping[str, str]) -> str:
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
