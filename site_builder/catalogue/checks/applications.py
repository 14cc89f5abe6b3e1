"""Check that a year says where and when to apply, and that no course is full or has vacancies too early."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from site_builder.catalogue.schema import messages
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.enums import CourseState, Task, YearState
from site_builder.catalogue.schema.year import YearEntry
from site_builder.catalogue.status import AFTER_ALLOTMENT
from site_builder.problems import N_, Problem, warning
from site_builder.sources.record import Record


def application_problems(entries: Entries) -> Iterator[Problem]:
    """Yield the problems of how to apply, and of the states of courses.

    They are an open year without a form, rolling admission with a deadline, a course's own application without a
    deadline, and a first day of the normal state, or of a state before the allotment of places.
    """
    for _, record, year in entries.pairs(YearEntry):
        yield from _rolling(record, year)
        applied_for = any(each.who.applies for each in year.deadlines)
        if year.state is YearState.OPEN and applied_for and not year.form:
            yield warning(
                record.place("status"),
                "missing-application",
                N_("The year is open, but does not say where one applies."),
                N_("Add «søknadsskjema» with «adresse», «tekst» and «for»: it becomes the main button of each course."),
            )
    for key, record, course in entries.pairs(CourseEntry):
        yield from _own_application(record, course)
        yield from _state_alone(record, course)
        if in_year := entries.of(YearEntry).get(key.split("/")[0]):
            yield from _state_too_early(record, course, in_year)
            yield from _state_far(record, course, int(key[:4]))


def _rolling(record: Record, year: YearEntry) -> Iterator[Problem]:
    """Yield a problem for a year with rolling admission that has a deadline for those who apply as well."""
    main = [index for index, each in enumerate(year.deadlines) if each.who.applies and not each.additional]
    if year.rolling and main:
        yield messages.error(
            record.place("frister", main[0]), "rolling-with-deadline", day=year.deadlines[main[0]].day.isoformat()
        )


def _own_application(record: Record, course: CourseEntry) -> Iterator[Problem]:
    own = course.application
    if not own or course.rolling:
        return
    if not any(each.who.key == own.who.key and not each.additional for each in course.deadlines):
        yield messages.error(
            record.place("søknad", "hvem"),
            "application-without-deadline",
            who=str(own.who),
        )


def _state_alone(record: Record, course: CourseEntry) -> Iterator[Problem]:
    if course.state_from and course.state is CourseState.OPEN:
        yield messages.error(
            record.place("status fra"),
            "state-day-alone",
            day=course.state_from.isoformat(),
        )


_MAX_YEARS = 7
"""Years from the beginning of an academic year to the day of a state, at most. A course lasts up to six."""


def _state_far(record: Record, course: CourseEntry, year: int) -> Iterator[Problem]:
    """Yield a problem for a state that begins years before or after the academic year that begins in `year`."""
    low, high = year - 1, year + _MAX_YEARS
    if course.state_from and not low <= course.state_from.year <= high:
        day = course.state_from.isoformat()
        yield messages.error(record.place("status fra"), "bad-date.far", value=day, low=low, high=high)


def _state_too_early(record: Record, course: CourseEntry, year: YearEntry) -> Iterator[Problem]:
    """Yield a problem for a course that is full or has places left before the allotment, or without a day."""
    allotted = next((each.day for each in year.deadlines if each.who.task is Task.ALLOTS and not each.additional), None)
    if course.application or not allotted or course.state not in AFTER_ALLOTMENT:
        return
    after = (allotted + timedelta(days=1)).isoformat()
    if not course.state_from:
        yield messages.warning(
            record.place("status"),
            "state-without-day",
            state=str(course.state),
            after=after,
        )
    elif course.state_from <= allotted:
        yield messages.error(
            record.place("status fra"),
            "state-too-early",
            state=str(course.state),
            day=course.state_from.isoformat(),
            allotted=allotted.isoformat(),
            suggestion=after,
        )
