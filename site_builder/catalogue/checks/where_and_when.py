"""Check that a course starts in the academic year of its folder, and that its gatherings are at its places."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.enums import Form
from site_builder.catalogue.schema.times import Semester, Term
from site_builder.problems import N_, Problem, error, warning
from site_builder.sources.record import Record


def where_and_when_problems(entries: Entries) -> Iterator[Problem]:
    """Yield an error for each course that starts in another year, and a warning for each gathering at another place."""
    for key, record, course in entries.pairs(CourseEntry):
        yield from _start(record, course, int(key[:4]))
        yield from _gatherings(record, course, entries)


def _start(record: Record, course: CourseEntry, year: int) -> Iterator[Problem]:
    """Yield a problem if a course does not start in the autumn of `year` or before the autumn after it."""
    first = _first_of(year, course.start.terms)
    last = first.plus(course.start.per_year - 1)
    if first <= course.start.term <= last:
        return
    if course.start.day:
        yield error(
            record.place("oppstart"),
            "start-outside-year",
            N_("The course starts in {start}, outside the academic year of its folder, {year}."),
            N_("Write a day from {first} to {last}, or move the file to the folder of its year."),
            start=str(course.start),
            year=f"{year}-{year + 1}",
            first=first.first_day.isoformat(),
            last=(last.plus(1).first_day - timedelta(days=1)).isoformat(),
        )
    else:
        between = N_("Write {first}, {second} or a term between them, or move the file to the folder of its year.")
        yield error(
            record.place("oppstart"),
            "start-outside-year",
            N_("The course starts in {start}, outside the academic year of its folder, {year}."),
            between
            if first.plus(1) < last
            else N_("Write {first} or {second}, or move the file to the folder of its year."),
            start=str(course.start),
            year=f"{year}-{year + 1}",
            first=str(first),
            second=str(last),
        )


def _first_of(year: int, terms: tuple[Term, ...]) -> Semester:
    """Return the first term of an academic year: of those of the calendar `year`, the first from July on."""
    autumn = (number for number, term in enumerate(terms) if term.month > 6)
    return Semester(year, next(autumn, len(terms) - 1), terms) if terms else Semester(year, 1)


def _gatherings(record: Record, course: CourseEntry, entries: Entries) -> Iterator[Problem]:
    """Yield a warning for each gathering in person at a known place that is not among the course's places."""
    known = entries.records["place"]
    if any(place not in known for place in course.places):  # reported already; one of them may be the gathering's
        return
    for index, gathering in enumerate(course.gatherings):
        town = gathering.place
        if gathering.form is Form.PHYSICAL and town in known and course.places and town not in course.places:
            yield warning(
                record.place("samlinger", index, "sted"),
                "gathering-elsewhere",
                N_("The gathering is at «{town}», but the course is taught at {places}."),
                N_("Correct the place, or add it to «studiesteder»."),
                town=town,
                places=", ".join(course.places),
            )
