"""Check that courses and years are of the academic year of their folder, and gatherings where a course is taught."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.enums import Form
from site_builder.catalogue.schema.times import Semester, Term
from site_builder.catalogue.schema.year import YearEntry
from site_builder.problems import N_, Place, Problem, error, warning
from site_builder.sources.record import Record

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[ ]?[/–-][ ]?((?:19|20)?\d\d))?(?!\d)")
"""A year in the name of an academic year, and the second one of `2016/2017` or `2016–17`."""


def where_and_when_problems(entries: Entries) -> Iterator[Problem]:
    """Yield an error for each course that starts in another year, and a warning for each gathering at another place.

    The name, terms, opening and deadlines of a year must be of the year of its folder too.
    """
    for key, record, year in entries.pairs(YearEntry):
        if int(key[5:]) != int(key[:4]) + 1:
            yield _no_year(record, key)
            continue
        yield from _year(record, year, int(key[:4]))
    for key, record, course in entries.pairs(CourseEntry):
        yield from _start(record, course, int(key[:4]))
        yield from _gatherings(record, course, entries)


def _year(record: Record, entry: YearEntry, year: int) -> Iterator[Problem]:
    """Yield a problem for each value in the file of an academic year that is of another year than `year`."""
    named = [(int(found[1]), found[2]) for found in _YEAR.finditer(entry.name)]
    if named and not any(_is_in(year, first, second) for first, second in named):
        yield _of_another_year(record.place("navn"), entry.name, year)
    in_order = [span.semester for span in entry.semesters]
    first = _first_of(year, in_order[0].terms if in_order else ())
    last = first.plus(first.per_year - 1)
    is_other = not any(first <= each <= last for each in in_order)
    for index, span in enumerate(entry.semesters):
        if is_other or span.semester < first:
            yield _of_another_year(record.place("semestre", index, "navn"), str(span.semester), year)
        elif span.semester.year not in (span.first.year, span.last.year):
            yield error(
                record.place("semestre", index, "fra"),
                "year-contradicts",
                N_("{semester} is here from {first} to {last}, in another year."),
                N_("Correct the dates, or the name of the term."),
                semester=str(span.semester),
                first=span.first.isoformat(),
                last=span.last.isoformat(),
            )
    if not year - 1 <= entry.opens.year <= year + 1:
        yield _of_another_year(record.place("åpner"), entry.opens.isoformat(), year)
    for index, deadline in enumerate(entry.deadlines):
        if deadline.day > _latest(entry, year):
            yield _of_another_year(record.place("frister", index, "dato"), deadline.day.isoformat(), year)


def _is_in(year: int, first: int, second: str | None) -> bool:
    """Return whether `first` is in the academic year that begins in `year`, or with `second` is that year."""
    if second:
        return first == year and int(second) % 100 == (year + 1) % 100
    return first in (year, year + 1)


def _no_year(record: Record, key: str) -> Problem:
    return error(
        Place(record.path),
        "year-contradicts",
        N_("The folder «{folder}» is not an academic year, which has two calendar years in a row."),
        N_("Rename the folder, for example to {suggestion}."),
        folder=key,
        suggestion=f"{key[:4]}-{int(key[:4]) + 1}",
    )


def _latest(entry: YearEntry, year: int) -> date:
    """Return the last day of the last term of an academic year, and at least that of its second calendar year."""
    return max([date(year + 1, 12, 31), *(span.last for span in entry.semesters)])


def _of_another_year(place: Place, value: str, year: int) -> Problem:
    return error(
        place,
        "year-contradicts",
        N_("«{value}» is not of the academic year of the folder, {year}."),
        N_("Correct it, or move the files to the folder of their year."),
        value=value,
        year=f"{year}-{year + 1}",
    )


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
