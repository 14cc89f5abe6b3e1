"""Plan an import: which course files are new, changed, equal to the existing file, or left as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from site_builder.authoring.new_files import new_vocabulary_entry
from site_builder.authoring.tables.finding import Table
from site_builder.authoring.tables.importing import CourseRow, ReadRows, RowFault, code_of, heading_of
from site_builder.authoring.tables.judging import Candidate
from site_builder.authoring.tables.merging import Unmergeable, merged, read_course
from site_builder.authoring.tables.rows import body_of, row_of, text_of
from site_builder.catalogue.checks.placeholders import FILL_IN
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entry_types import Entry
from site_builder.catalogue.schema.table_columns import columns_of
from site_builder.file_names import suggested_slug
from site_builder.problems import N_
from site_builder.sources.record import Record

TITLE = "tittel"

Mode = Literal["keep", "update", "replace"]
"""Treatment of existing files: kept, changed where the row has a value, or overwritten."""


class Plan(Struct, frozen=True):
    """The `candidates` to write; the paths of existing files with the same values (`same`), and of those to keep.

    `faults` are those of rows. `blank` is the number of empty cells that leave a field of an existing file unchanged.
    """

    candidates: tuple[Candidate, ...]
    same: tuple[str, ...]
    kept: tuple[str, ...]
    faults: tuple[RowFault, ...]
    blank: int


class Existing(Struct, frozen=True):
    """The courses of a catalogue by path: `records` of all years, and `texts` of those of `year` ("2016-2017").

    `course` is the type of course files, with the fields that the profile declares.
    """

    year: str
    records: Mapping[str, Record]
    texts: Mapping[str, str]
    course: type[CourseEntry]


def planned(rows: ReadRows, existing: Existing, mode: Mode, table: Table) -> Plan:
    """Return the plan for the courses of a table, in which existing files are treated by `mode` (see Mode)."""
    codes, titles = _by_code(existing), _by_title(existing)
    candidates, same, kept, faults, blank = [], [], [], [], 0
    for row in rows.courses:
        key = _existing_key(row, existing, codes, titles)
        path = f"catalogue/{existing.year}/{key}.md"
        before = existing.texts.get(path)
        try:
            text = _text(row, existing, path, mode)
        except ValueError as fault:
            heading, hint = heading_of(table, str(fault)), N_("Write it as `export` does.")
            faults.append(RowFault(row.number, heading, N_("The cell cannot be read."), hint))
            continue
        except Unmergeable:
            message, hint = N_("{path} cannot be changed field by field."), N_("Change it by hand, or use --replace.")
            faults.append(RowFault(row.number, "", message, hint, {"path": path}))
            continue
        if before is not None and (text == before or _values(path, text, existing) == _values(path, before, existing)):
            same.append(path)
        elif before is not None and mode == "keep":
            kept.append(path)
        else:
            candidates.append(Candidate(row.number, path, f"{existing.year}/{key}", text))
            if before is not None and mode == "update":
                values = _values(path, before, existing)
                blank += sum(1 for name in row.blank if isinstance(values, dict) and name in values)
    return Plan(tuple(candidates), tuple(same), tuple(kept), tuple(faults), blank)


def _text(row: CourseRow, existing: Existing, path: str, mode: Mode) -> str:
    """Return the text of a row's file: the row alone, or merged into the existing file where the mode is update."""
    columns = columns_of(existing.course)
    record, before = existing.records.get(path), existing.texts.get(path)
    if record is None or before is None or mode == "replace":
        return text_of(row.cells, columns)
    given = {name: cell for name, cell in row.cells.items() if name not in row.constant}
    return merged(before, record, given, columns, [each.key for each in existing.course.fields.values()])


def _by_code(existing: Existing) -> dict[tuple[str, str], str]:
    """Return (institution, code) -> key of the courses of the year that have a code of their own."""
    found: dict[tuple[str, str], str] = {}
    for record in existing.records.values():
        year, institution, _ = record.key.split("/")
        if year == existing.year and (code := code_of(record.fields)):
            found[institution, code.casefold()] = record.key.partition("/")[2]
    return found


def _by_title(existing: Existing) -> dict[tuple[str, str], Record | None]:
    """Return (institution, title) -> course of the year; None where several courses have the title."""
    found: dict[tuple[str, str], Record | None] = {}
    for record in existing.records.values():
        year, institution, _ = record.key.split("/")
        if year == existing.year and isinstance(title := record.fields.get(TITLE), str):
            named = (institution, _plain(title))
            found[named] = None if named in found else record
    return found


def _plain(title: str) -> str:
    return " ".join(title.split()).casefold()


def _existing_key(
    row: CourseRow,
    existing: Existing,
    codes: Mapping[tuple[str, str], str],
    titles: Mapping[tuple[str, str], Record | None],
) -> str:
    """Return the key of the existing course that has the row's key, its code, or its title; else the row's own.

    A title names a course if the row gives no key, and not both have a code.
    """
    if f"catalogue/{existing.year}/{row.key}.md" in existing.records:
        return row.key
    institution, code, title = row.key.partition("/")[0], code_of(row.cells), row.cells.get(TITLE, "")
    if found := codes.get((institution, code.casefold())):
        return found
    same = titles.get((institution, _plain(title)))
    if same is None or row.key != f"{institution}/{suggested_slug(title)}" or (code and code_of(same.fields)):
        return row.key
    return same.key.partition("/")[2]


def _values(path: str, text: str, existing: Existing) -> object:
    """Return the values of a course file, heading -> cell; the text itself if it cannot be read.

    Files with equal values may differ in the order of keys, quotation marks and line breaks."""
    record = read_course(path, "", text)
    return text if record is None else row_of(record, body_of(text), columns_of(existing.course))


def vocabulary_drafts(faults: Iterable[RowFault], types: Mapping[str, type[Entry]]) -> dict[str, str]:
    """Return path -> text of a draft for each subject, place and institution that faults report as unknown.

    `types` are the types of files by kind ("place"); a draft has the fields that they require. Paths begin at the root
    of the site: catalogue/vocabulary/places/elverum.yaml. Other faults are ignored.
    """
    drafts: dict[str, str] = {}
    for fault in faults:
        kind = fault.code.removeprefix("unknown-")
        name = str(fault.values.get("value") or fault.values.get("key") or "").strip()
        if fault.code.startswith("unknown-") and kind in _REQUIRED and name:
            required = {each.key for each in types[kind].fields.values() if each.required}
            fields = {"navn": name, **{key: text for key, text in _REQUIRED[kind].items() if key in required}}
            new = new_vocabulary_entry(kind, suggested_slug(name), fields)
            drafts[new.path] = new.text
    return drafts


_REQUIRED: Mapping[str, Mapping[str, str]] = {
    "subject": {"område": f"{FILL_IN} gruppen faget hører til i menyer"},
    "place": {"fylke": f"{FILL_IN} fylket"},
    "institution": {},
}
"""Kind of vocabulary -> fields that a person must fill in."""
