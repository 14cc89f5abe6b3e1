"""The courses as tables with one row for each course: one for programs (RFC 4180), one for spreadsheets.

A spreadsheet in a language with a decimal comma expects semicolons between cells. All read 5-10 as a date, and UTF-8
only in a file that begins with a byte order mark.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.model import Course
from site_builder.catalogue.profile import OwnValue
from site_builder.catalogue.schema.enums import OptionalField, OwnKind
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.exports.csv_columns import ALWAYS, COLUMNS, columns_of
from site_builder.exports.own_words import semesters_of
from site_builder.exports.words import Words, words_of
from site_builder.pages.i18n import Locale
from site_builder.pages.urls import Addresses

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
"""First characters of a cell that spreadsheets may run as a formula or command, fullwidth ones too (OWASP)."""
_GRADES, _SEMESTERS = list(COLUMNS).index("grades"), list(COLUMNS).index("semesters")
"""Positions of these cells in a row."""

_OWN_TYPES = {OwnKind.NUMBER: "decimal", OwnKind.PRICE: "decimal", OwnKind.DATE: "date", OwnKind.LINK: "anyURI"}
"""Kind of own field -> type of its column, where it is not text."""


def csv_table(catalogue: Catalogue, addresses: Addresses) -> bytes:
    """Return the courses of all published years as CSV for programs, in UTF-8 with commas and a line of headings.

    The columns are those of `columns_of`, then the catalogue's own fields by key.
    """
    rows = _rows(catalogue, addresses, words_of(catalogue))
    return _written([*columns_of(catalogue.profile), *_own_headings(catalogue)], rows, ",").encode()


def excel_table(catalogue: Catalogue, addresses: Addresses, locale: Locale) -> bytes:
    """Return the courses as CSV for spreadsheets in the language of `locale`, in UTF-8 with a byte order mark.

    Cells are separated by semicolons if the language has a decimal comma, otherwise by commas.
    """
    words, columns = words_of(catalogue, locale), columns_of(catalogue.profile)
    if words.as_in_files:
        headings = [*(column.heading for column in columns.values()), *_own_headings(catalogue)]
    else:
        headings = [locale.gettext(column.message) or name for name, column in columns.items()]
        headings += [own.name.in_language(words.first) for own in catalogue.profile.own_fields]
    rows = (_local(row, locale) for row in _rows(catalogue, addresses, words))
    delimiter = ";" if locale.number(0.5) == "0,5" else ","
    return b"\xef\xbb\xbf" + _written(headings, rows, delimiter).encode()


def csv_metadata(catalogue: Catalogue) -> bytes:
    """Return the description of the CSV table for programs as JSON, in the format of CSV on the Web (W3C)."""
    return json.dumps(_metadata(catalogue), ensure_ascii=False, indent=1).encode()


def _written(headings: Iterable[str], rows: Iterable[list[object]], delimiter: str) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue()


def _own_headings(catalogue: Catalogue) -> list[str]:
    """Return the keys of the catalogue's own fields, whose columns follow the others."""
    return [own.key for own in catalogue.profile.own_fields]


def _rows(catalogue: Catalogue, addresses: Addresses, words: Words) -> Iterator[list[object]]:
    own_keys = _own_headings(catalogue)
    with_duration = "duration" in columns_of(catalogue.profile)
    for year in catalogue.published_years:
        for course in year.courses:
            row = _row(course, year, catalogue.settings.base + addresses.course(year.key, course.key), words)
            if with_duration:
                row.insert(_SEMESTERS + 1, words.duration(course.offering.duration))
            own = {each.field.key: each for each in course.own}
            yield _safe([*row, *(_own_cell(own.get(key), words) for key in own_keys)])


def _row(course: Course, year: AcademicYear, address: str, words: Words) -> list[object]:
    offering, provenance = course.offering, course.provenance
    until = next((each.day.isoformat() for each in deadlines_of(course, year) if each.who.applies), "")
    return [
        f"{year.key}/{course.key}", course.title, course.institution.name, course.subject.name.in_language(words.first),
        course.level or "", words.grades(course.grades), course.credits or "",
        words.delivery(offering.form_of_delivery),
        "; ".join(place.name for place in offering.places),
        "; ".join(sorted({place.county for place in offering.places})), words.semester(offering.start),
        semesters_of(offering) or "", "; ".join(offering.teaching_languages), course.language, until,
        words.value(offering.state),
        offering.state_from.isoformat() if offering.state_from else "", course.admission or "",
        address, words.value(provenance.kind), provenance.address or "",
    ]  # fmt: skip


def _own_cell(own: OwnValue | None, words: Words) -> object:
    """Return the value of an own field as a cell: lists with semicolons, days in ISO 8601, yes or no in words."""
    value = own.plain if own else ""
    if isinstance(value, bool):
        return words.yes_or_no(value)
    return "; ".join(value) if isinstance(value, list) else value


def _local(row: list[object], locale: Locale) -> list[object]:
    """Return a row for a spreadsheet: the language's decimal mark, and a dash in grades so that 5–10 is no date."""
    local = [locale.number(value) if isinstance(value, float) else value for value in row]
    local[_GRADES] = str(local[_GRADES]).replace("-", "–")
    return local


def _safe(row: list[object]) -> list[object]:
    """Return a row without formulas: spreadsheets run text that begins with = or +. An apostrophe prevents it."""
    return [f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value for value in row]


def _metadata(catalogue: Catalogue) -> dict[str, object]:
    settings, words = catalogue.settings, words_of(catalogue)
    can_lack = {"grades": OptionalField.GRADES, "credits": OptionalField.CREDITS}
    lacking = {name for name, field in can_lack.items() if field in catalogue.profile.optional}
    own = [
        {
            "name": each.address_key,
            "titles": each.key,
            "datatype": _OWN_TYPES.get(each.kind, "string"),
            "required": each.required,
            "dc:description": " ".join(
                filter(None, (each.name.in_language(words.first), each.currency and f"({each.currency})"))
            ),
        }
        for each in catalogue.profile.own_fields
    ]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": words.language}],
        "url": "catalogue.csv",
        "dc:title": settings.name.in_language(words.first),
        **({"dc:license": {"@id": settings.licence_address}} if settings.licence_address else {}),
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "delimiter": ",", "doubleQuote": True},
        "tableSchema": {
            "columns": [
                {
                    "name": name,
                    "titles": name,
                    "datatype": column.kind,
                    "required": name in ALWAYS - lacking,
                    "dc:description": words.choose(column.norwegian, column.english),
                }
                for name, column in columns_of(catalogue.profile).items()
            ]
            + own,
            "primaryKey": "id",
        },
    }
