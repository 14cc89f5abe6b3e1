"""The interval of time within which builds from the same sources are equal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from site_builder.catalogue.deadlines import deadlines_of, phases_for, year_over
from site_builder.catalogue.model import Course, Deadline
from site_builder.catalogue.schema.enums import CourseState
from site_builder.catalogue.schema.roles import Role
from site_builder.catalogue.status import applicants, state_since, statuses
from site_builder.catalogue.years import AcademicYear, Catalogue


def unchanging_interval(catalogue: Catalogue, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Return the interval around the aware `now` in which no course changes status, and no deadline its phase.

    It is (start, exclusive end), in UTC; None means unlimited. Builds from the same sources at any two instants in it
    are equal.
    """
    changes = {instant for year in catalogue.years for instant in _changes(year)}
    past, ahead = [each for each in changes if each <= now], [each for each in changes if each > now]
    return max(past, default=None), min(ahead, default=None)


def _changes(year: AcademicYear) -> Iterator[datetime]:
    """Yield the instants at which the phase of a deadline begins, a state takes effect, or the year is over."""
    if over := year_over(year):
        yield over
    shared = (year.reader, year.deadlines)
    for who, deadlines in _distinct(
        (shared, *((applicants(each, year), deadlines_of(each, year)) for each in year.courses))
    ):
        yield from (phase.since for phase in phases_for(who, deadlines, year) if phase.since)
    if year.has_rolling_admission:
        yield from (each.since for course in year.courses for each in statuses(course, year).statuses if each.since)
    yield from (since for course in year.courses if _has_state(course) and (since := state_since(course, year)))


def _has_state(course: Course) -> bool:
    return course.offering.state is not CourseState.OPEN


def _distinct(found: Iterable[tuple[Role, tuple[Deadline, ...]]]) -> Iterable[tuple[Role, tuple[Deadline, ...]]]:
    """Return each pair once. Most courses share the deadlines tuple of their year, so identity finds most repeats."""
    return {(who.key, id(deadlines)): (who, deadlines) for who, deadlines in found}.values()
