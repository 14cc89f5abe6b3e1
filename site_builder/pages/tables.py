"""The courses as tables, one row a course: for programs (RFC 4180, with its columns described), and for spreadsheets.

A spreadsheet in Norway takes a comma for a decimal sign and a semicolon between cells, 5-10 for a day in October, and
UTF-8 for something else unless the file begins with a mark. So there are two files.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping

from site_builder.catalogue.facets import plain_number
from site_builder.catalogue.model import Settings

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
    "teaching_languages": ("undervisningsspråk", "string", "nb, nn, se eller en, med semikolon mellom."),
    "language": ("språk", "string", "Språket teksten er skrevet på."),
    "teacher_deadline": ("søknadsfrist for lærere", "date", "Siste dag lærere kan søke."),
    "state": ("status", "string", "Om det kan søkes, er fullt, avlyst eller går et annet år."),
    "admission": ("opptakskrav", "string", "Hva som kreves for å bli tatt opp."),
    "address": ("adresse", "anyURI", "Siden om tilbudet."),
    "provenance": ("opphav", "string", "dokumentert, eller eksempel som er skrevet for å vise katalogen."),
    "source": ("kilde", "anyURI", "Siden et dokumentert tilbud er hentet fra."),
}
"""Name of a column -> its heading in a spreadsheet, its type (https://www.w3.org/TR/tabular-data-primer/), and what it
holds."""

_RUN = ("=", "+", "-", "@", "\t", "\r")
_GRADES = list(COLUMNS).index("grades")

ALWAYS = frozenset(COLUMNS) - {"level", "places", "counties", "teacher_deadline", "admission", "source"}
"""The columns in which no cell is empty."""


Courses = Iterable[Mapping[str, object]]
"""As they stand in catalogue.json."""


def table(courses: Courses) -> bytes:
    """Return the courses as a table for programs."""
    return _written(COLUMNS, (_safe(_row(course)) for course in courses), ",").encode()


def spreadsheet(courses: Courses) -> bytes:
    """Return the courses as a table for Norwegian spreadsheets."""
    headings = [heading for heading, _, _ in COLUMNS.values()]
    local = (_local(_safe(_row(course))) for course in courses)
    return b"\xef\xbb\xbf" + _written(headings, local, ";").encode()


def table_metadata(settings: Settings) -> bytes:
    """Return what CSV on the Web says of the table for programs: https://www.w3.org/TR/tabular-metadata/."""
    return json.dumps(_metadata(settings), ensure_ascii=False, indent=1).encode()


def _written(headings: Iterable[str], rows: Iterable[list[object]], delimiter: str) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(rows)
    return text.getvalue()


def _row(course: Mapping[str, object]) -> list[object]:
    def part(key: str, inner: str) -> object:
        value = course[key]
        return value[inner] if isinstance(value, dict) else ""

    places = course["places"] if isinstance(course["places"], list) else []
    deadlines = course["deadlines"] if isinstance(course["deadlines"], list) else []
    languages = course["teaching_languages"] if isinstance(course["teaching_languages"], list) else []
    teacher = next((each["date"] for each in deadlines if each["who"] == "lærer"), "")
    return [
        course["id"], course["title"], part("institution", "name"), part("subject", "name"), course["level"] or "",
        course["grades"], course["credits"], course["delivery"], "; ".join(place["name"] for place in places),
        "; ".join(sorted({place["county"] for place in places})), course["start"], course["semesters"],
        "; ".join(languages), course["language"], teacher, course["state"], course["admission"] or "",
        course["address"], part("provenance", "kind"), part("provenance", "source") or "",
    ]  # fmt: skip


def _local(row: list[object]) -> list[object]:
    """A row as a Norwegian spreadsheet reads it for what it is: 7,5 a number, 5–10 no date."""
    local = [plain_number(value) if isinstance(value, float) else value for value in row]
    local[_GRADES] = str(local[_GRADES]).replace("-", "–")
    return local


def _safe(row: list[object]) -> list[object]:
    """A cell that begins as a formula would be run by a spreadsheet; an apostrophe makes it text (OWASP)."""
    return [f"'{value}" if isinstance(value, str) and value.startswith(_RUN) else value for value in row]


def _metadata(settings: Settings) -> dict[str, object]:
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "nb"}],
        "url": "catalogue.csv",
        "dc:title": settings.name.in_language("nb"),
        **({"dc:license": {"@id": settings.licence_address}} if settings.licence_address else {}),
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "delimiter": ",", "doubleQuote": True},
        "tableSchema": {
            "columns": [
                {"name": name, "titles": name, "datatype": kind, "required": name in ALWAYS, "dc:description": said}
                for name, (_, kind, said) in COLUMNS.items()
            ],
            "primaryKey": "id",
        },
    }
