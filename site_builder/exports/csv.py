"""The courses as tables with a row a course: one for programs (RFC 4180), one for Norwegian spreadsheets.

A Norwegian spreadsheet expects a decimal comma and semicolons between cells, reads 5-10 as a date, and reads UTF-8
only in a file that begins with a byte order mark.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.labels import plain_number
from site_builder.catalogue.model import Course
from site_builder.catalogue.profile import OwnValue
from site_builder.catalogue.schema.enums import OwnKind, Who
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.pages.urls import Addresses

COLUMNS: Mapping[str, tuple[str, str, str]] = {
    "id": ("id", "string", "Studieår, institusjon og navn; det samme for alltid."),
    "title": ("tittel", "string", "Studietilbudets navn."),
    "institution": ("institusjon", "string", "Navnet på institusjonen."),
    "subject": ("fag", "string", "Faget."),
    "level": ("nivå", "integer", "1, 2 eller 3 der faget er delt i nivåer."),
    "grades": ("trinn", "string", "Skoleårene det er for, for eksempel 1-7."),
    "credits": ("studiepoeng", "decimal", "Studiepoeng (ECTS)."),
    "delivery": ("studieform", "string", "Om man møtes, og hvordan."),
    "places": ("studiesteder", "string", "Steder, med semikolon mellom."),
    "counties": ("fylker", "string", "Fylkene stedene ligger i, med semikolon mellom."),
    "start": ("oppstart", "string", "Semesteret det begynner i."),
    "semesters": ("semestre", "integer", "Hvor mange semestre det varer."),
    "teaching_languages": (
        "undervisningsspråk",
        "string",
        "nb, nn, se, en eller nsl (norsk tegnspråk), med semikolon mellom.",
    ),
    "language": ("språk", "string", "Språket teksten er skrevet på."),
    "teacher_deadline": ("søknadsfrist for lærere", "date", "Siste dag lærere kan søke."),
    "state": ("status", "string", "Om det kan søkes, er fullt, avlyst eller går et annet år."),
    "state_from": ("status fra", "date", "Den første dagen statusen gjelder; til da gjelder årets frister."),
    "admission": ("opptakskrav", "string", "Hva som kreves for å bli tatt opp."),
    "address": ("adresse", "anyURI", "Siden om tilbudet."),
    "provenance": ("opphav", "string", "dokumentert, eller eksempel som er skrevet for å vise katalogen."),
    "source": ("kilde", "anyURI", "Siden et dokumentert tilbud er hentet fra."),
}
"""Column name -> its heading in the spreadsheet, its type and its description.

Types are those of https://www.w3.org/TR/tabular-data-primer/.
"""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "|", "%")
"""First characters of a cell that spreadsheets may run as a formula or command, fullwidth ones too (OWASP)."""
_GRADES = list(COLUMNS).index("grades")

_OWN_TYPES = {OwnKind.NUMBER: "decimal", OwnKind.PRICE: "decimal", OwnKind.DATE: "date", OwnKind.LINK: "anyURI"}
"""Kind of own field -> type of its column, where it is not text."""

ALWAYS = frozenset(COLUMNS) - {"level", "places", "counties", "teacher_deadline", "state_from", "admission", "source"}
"""Columns that are never empty."""


def csv_table(catalogue: Catalogue, addresses: Addresses) -> bytes:
    """Return the courses as a table for programs, in UTF-8."""
    return _written([*COLUMNS, *_own_headings(catalogue)], _rows(catalogue, addresses), ",").encode()


def excel_table(catalogue: Catalogue, addresses: Addresses) -> bytes:
    """Return the courses as a table for Norwegian spreadsheets, in UTF-8 with a byte order mark."""
    headings = [*(heading for heading, _, _ in COLUMNS.values()), *_own_headings(catalogue)]
    return b"\xef\xbb\xbf" + _written(headings, map(_local, _rows(catalogue, addresses)), ";").encode()


def csv_metadata(catalogue: Catalogue) -> bytes:
    """Return the description of the table for programs, as CSV on the Web: https://www.w3.org/TR/tabular-metadata/."""
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


def _rows(catalogue: Catalogue, addresses: Addresses) -> Iterator[list[object]]:
    own_keys = _own_headings(catalogue)
    for year in catalogue.published_years:
        for course in year.courses:
            row = _row(course, year, catalogue.settings.base + addresses.course(year.key, course.key))
            own = {each.field.key: each for each in course.own}
            yield _safe([*row, *(_own_cell(own.get(key)) for key in own_keys)])


def _row(course: Course, year: AcademicYear, address: str) -> list[object]:
    offering, provenance = course.offering, course.provenance
    until = next((each.day.isoformat() for each in deadlines_of(course, year) if each.who is Who.TEACHER), "")
    return [
        f"{year.key}/{course.key}", course.title, course.institution.name, course.subject.name.in_language("nb"),
        course.level or "", str(course.grades), course.credits, str(offering.delivery),
        "; ".join(place.name for place in offering.places),
        "; ".join(sorted({place.county for place in offering.places})), str(offering.start), offering.duration,
        "; ".join(offering.teaching_languages), course.language, until, str(offering.state),
        offering.state_from.isoformat() if offering.state_from else "", course.admission or "",
        address, str(provenance.kind), provenance.address or "",
    ]  # fmt: skip


def _own_cell(own: OwnValue | None) -> object:
    """Return the value of an own field as a cell: lists with semicolons, days in ISO 8601, `ja` or `nei`."""
    value = own.plain if own else ""
    if isinstance(value, bool):
        return "ja" if value else "nei"
    return "; ".join(value) if isinstance(value, list) else value


def _local(row: list[object]) -> list[object]:
    """Return a row for a Norwegian spreadsheet: a decimal comma, and a dash in grades so that 5–10 is no date."""
    local = [plain_number(value) if isinstance(value, float) else value for value in row]
    local[_GRADES] = str(local[_GRADES]).replace("-", "–")
    return local


def _safe(row: list[object]) -> list[object]:
    """Return a row without formulas: spreadsheets run text that begins with = or +. An apostrophe prevents it."""
    return [f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA_STARTS) else value for value in row]


def _metadata(catalogue: Catalogue) -> dict[str, object]:
    settings = catalogue.settings
    own = [
        {
            "name": each.address_key,
            "titles": each.key,
            "datatype": _OWN_TYPES.get(each.kind, "string"),
            "required": each.required,
            "dc:description": " ".join(
                filter(None, (each.name.in_language("nb"), each.currency and f"({each.currency})"))
            ),
        }
        for each in catalogue.profile.own_fields
    ]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nb"}],
        "url": "catalogue.csv",
        "dc:title": settings.name.in_language("nb"),
        **({"dc:license": {"@id": settings.licence_address}} if settings.licence_address else {}),
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "delimiter": ",", "doubleQuote": True},
        "tableSchema": {
            "columns": [
                {"name": name, "titles": name, "datatype": kind, "required": name in ALWAYS, "dc:description": text}
                for name, (_, kind, text) in COLUMNS.items()
            ]
            + own,
            "primaryKey": "id",
        },
    }
