"""Check the admission of institutions in a year, and that nothing has both rolling admission and a last day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from site_builder.catalogue.checks.known_entries import known_entry_problems
from site_builder.catalogue.schema import messages
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.course_groups import DeadlineEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.year import AdmissionEntry, YearEntry
from site_builder.problems import N_, Problem, error
from site_builder.sources.record import Record

KEY = "opptak ved institusjoner"


def admission_problems(entries: Entries) -> Iterator[Problem]:
    """Yield the errors of admission that differs from the year's: at institutions, and for single courses."""
    for _, record, year in entries.pairs(YearEntry):
        seen: set[str] = set()
        for index, each in enumerate(year.admissions):
            yield from known_entry_problems(entries, "institution", each.institution, record, KEY, index, "institusjon")
            yield from _of_institution(record, index, each, seen)
            yield from _too_early(record, index, each, year)
            seen.add(each.institution)
    for _, record, course in entries.pairs(CourseEntry):
        if course.rolling and (found := _last_day(course.deadlines)) is not None:
            place = record.place("frister", found, "dato")
            yield messages.error(place, "rolling-with-deadline.own", day=course.deadlines[found].day.isoformat())


def _of_institution(record: Record, index: int, given: AdmissionEntry, seen: set[str]) -> Iterator[Problem]:
    """Yield a problem of item `index`, `given`: its institution is in `seen`, or it is empty or contradictory."""
    place = record.place(KEY, index, "institusjon")
    if given.institution in seen:
        yield error(
            place,
            "bad-admission",
            N_("The institution «{key}» is listed twice."),
            N_("Write all that it has of admission in one place."),
            key=given.institution,
        )
    elif not given.deadlines and given.rolling is None and not given.form:
        yield error(
            place,
            "bad-admission",
            N_("Nothing is said of the admission at «{key}»."),
            N_("Add «frister», «løpende opptak» or «søknadsskjema», or delete the institution from the list."),
            key=given.institution,
        )
    if given.rolling and (found := _last_day(given.deadlines)) is not None:
        place = record.place(KEY, index, "frister", found, "dato")
        yield messages.error(place, "rolling-with-deadline.own", day=given.deadlines[found].day.isoformat())


def _too_early(record: Record, index: int, given: AdmissionEntry, year: YearEntry) -> Iterator[Problem]:
    """Yield a problem for each deadline of item `index`, `given`, before the first day of applications of the year."""
    for number, deadline in enumerate(given.deadlines):
        if deadline.day < year.opens:
            place = record.place(KEY, index, "frister", number, "dato")
            day, opens = deadline.day.isoformat(), year.opens.isoformat()
            yield messages.error(place, "deadline-before-opening", day=day, opens=opens)


def _last_day(deadlines: Iterable[DeadlineEntry]) -> int | None:
    """Return the index of the first main deadline of the role that applies; None without one."""
    return next((index for index, each in enumerate(deadlines) if each.who.applies and not each.additional), None)
