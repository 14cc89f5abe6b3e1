"""The courses as a table (RFC 4180), which a spreadsheet opens as it is: UTF-8 with a mark, one row a course."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from site_builder.output import Output

COLUMNS = (
    "id", "title", "institution", "subject", "level", "grades", "credits", "delivery", "places", "counties", "start",
    "semesters", "teaching_languages", "language", "teacher_deadline", "state", "admission", "address", "provenance",
    "source",
)  # fmt: skip


def table(courses: list[dict[str, object]]) -> Output:
    """Return catalogue.csv from the courses as they stand in catalogue.json."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for course in courses:
        writer.writerow(_safe(value) for value in _row(course))
    return Output("catalogue.csv", b"\xef\xbb\xbf" + text.getvalue().encode())


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


def _safe(value: object) -> object:
    """A cell that begins as a formula would be run by a spreadsheet; an apostrophe makes it text (OWASP)."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
