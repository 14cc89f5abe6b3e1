"""Divide time into the statuses of a course, computed from its deadlines and its state.

The state that an editor gives (`full`, `avlyst` ...) takes effect on a day. Until then the course follows the deadlines
of its application. When the academic year is over, nothing can be applied for. The statuses of a course cover all time
without gap or overlap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct

from site_builder.catalogue.deadlines import Phase, PhaseState, deadlines_of, end_of, midnight, phases_for, year_over
from site_builder.catalogue.model import Course, Deadline
from site_builder.catalogue.schema.enums import CourseState, Task, YearState
from site_builder.catalogue.schema.roles import Role
from site_builder.catalogue.years import AcademicYear


class StatusKind(StrEnum):
    """The kind of a status, which selects its wording, its colour and the reader's next action.

    A course is `PLANNED` if its application has no known deadline. With rolling admission it is `ROLLING` until it has
    `BEGUN`. `OWNER`, `ALLOTMENT` and `ADMISSION` name the role whose deadline comes next.
    """

    SOON = "soon"
    OPEN = "open"
    LAST_DAYS = "last"
    OWNER = "owner"
    ALLOTMENT = "allotment"
    ADMISSION = "admission"
    OVER = "over"
    ARCHIVED = "archived"
    PLANNED = "planned"
    ROLLING = "rolling"
    BEGUN = "begun"
    VACANT = "vacant"
    FULL = "full"
    CANCELLED = "cancelled"
    NOT_THIS_YEAR = "not-this-year"


STATES = {
    CourseState.VACANT: StatusKind.VACANT,
    CourseState.FULL: StatusKind.FULL,
    CourseState.CANCELLED: StatusKind.CANCELLED,
    CourseState.NOT_THIS_YEAR: StatusKind.NOT_THIS_YEAR,
}
"""State given by an editor -> the kind of status from the day on which it takes effect."""

AFTER_ALLOTMENT = (CourseState.VACANT, CourseState.FULL)
"""States that a course can only have when the places have been allotted."""

CAN_APPLY = (StatusKind.OPEN, StatusKind.LAST_DAYS, StatusKind.ROLLING)
IN_PROCESS = (StatusKind.SOON, *CAN_APPLY, StatusKind.OWNER, StatusKind.ALLOTMENT, StatusKind.ADMISSION)
"""Kinds in which the steps of the application lie ahead, or are being taken."""

_OPEN_PHASES = {
    PhaseState.NOT_YET_OPEN: StatusKind.SOON,
    PhaseState.OPEN: StatusKind.OPEN,
    PhaseState.LAST_WEEK: StatusKind.LAST_DAYS,
    PhaseState.LAST_DAY: StatusKind.LAST_DAYS,
    PhaseState.ARCHIVED: StatusKind.ARCHIVED,
}
_NEXT = {
    Task.ANSWERS: StatusKind.OWNER,
    Task.ALLOTS: StatusKind.ALLOTMENT,
    Task.ADMITS: StatusKind.ADMISSION,
}
"""Task of the role with the next deadline -> the status until then."""


class Status(Struct, frozen=True):
    """The status of a course from the instant `since` (UTC; None: always) until the next status begins."""

    kind: StatusKind
    since: datetime | None


class Statuses(Struct, frozen=True):
    """The statuses of a course in order of time, and the deadline of its application; None if it has none.

    `given` is the one of `statuses` that an editor has set (full, cancelled); None if there is none.
    """

    statuses: tuple[Status, ...]
    deadline: Deadline | None
    given: Status | None = None

    @property
    def timeline(self) -> str:
        """Kinds in order of time and, between them, the Unix time at which the next begins: `soon 1454281200 open`."""
        parts = [
            part
            for each in self.statuses
            for part in (int(each.since.timestamp()) if each.since else None, str(each.kind))
            if part is not None
        ]
        return " ".join(map(str, parts))

    def at(self, now: datetime) -> Status:
        """Return the status at the aware `now`."""
        return [each for each in self.statuses if each.since is None or each.since <= now][-1]


def applicants(course: Course, year: AcademicYear) -> Role:
    """Return the role that applies for a course: the reader's, unless the course has an application of its own."""
    own = course.offering.application
    return own.who if own else year.reader


def statuses(course: Course, year: AcademicYear) -> Statuses:
    """Return the statuses of `course` in `year`, its academic year.

    A state that an editor has set without a day covers all time until the year is over. A cancelled course stays
    cancelled.
    """
    phases = phases_for(applicants(course, year), deadlines_of(course, year), year)
    deadline = phases[0].deadline if phases else None
    followed = list(_followed(phases) if phases else _without_deadline(course, year))
    state = STATES.get(course.offering.state)
    if state is None:
        return Statuses(tuple(followed), deadline)
    since = None if year.state is YearState.ARCHIVED else state_since(course, year)
    given = Status(state, since)
    before = [each for each in followed if each.since is None or each.since < since] if since else []
    after = [] if state is StatusKind.CANCELLED else _over(year, since)
    return Statuses((*before, given, *after), deadline, given)


def phases_of_year(year: AcademicYear) -> tuple[Phase, ...]:
    """Return the phases of the deadline by which readers apply in a year; () if the year is archived or has none."""
    if year.state is YearState.ARCHIVED:
        return ()
    return phases_for(year.reader, year.deadlines_by_day, year)


def statuses_of_year(year: AcademicYear) -> Statuses | None:
    """Return the statuses of every course for which `follows_year` is true; None if there can be no such course."""
    phases = phases_of_year(year)
    return Statuses(tuple(_followed(phases)), phases[0].deadline) if phases else None


def follows_year(course: Course, year: AcademicYear) -> bool:
    """Return whether a course has the same statuses as others of `year`: no deadline, application or state of its own.

    Also False if the year is archived, or has no deadline by which readers apply.
    """
    own = course.offering
    if own.deadlines or own.application or own.rolling or own.state in STATES:
        return False
    return bool(phases_of_year(year))


def state_since(course: Course, year: AcademicYear) -> datetime | None:
    """Return the instant in UTC at which the state that an editor has set takes effect; None if it always holds.

    Without a day of its own, a state that follows from the allotment of places takes effect when they are allotted,
    unless the course has an application of its own.
    """
    offering = course.offering
    if offering.state_from:
        return midnight(offering.state_from, year.time_zone)
    allotted = None if offering.application else allotment(year.deadlines)
    return end_of(allotted.day, year.time_zone) if allotted and offering.state in AFTER_ALLOTMENT else None


def allotment(deadlines: Iterable[Deadline]) -> Deadline | None:
    """Return the main deadline of the role that allots places; None if there is none."""
    return next((each for each in deadlines if each.who.task is Task.ALLOTS and not each.additional), None)


def has_rolling_admission(course: Course, year: AcademicYear) -> bool:
    """Return whether a course without a deadline to apply by can be applied for until it begins."""
    own = course.offering.rolling
    return year.rolling if own is None else own


def begins(course: Course, year: AcademicYear) -> date:
    """Return the day on which a course begins: its own, else its first gathering's, else its semester's first."""
    offering = course.offering
    if offering.start.day:
        return offering.start.day
    if offering.gatherings:
        return offering.gatherings[0].first
    spans = (span.first for span in year.semesters if span.semester == offering.start)
    return next(spans, offering.start.first_day)


def _over(year: AcademicYear, since: datetime | None) -> list[Status]:
    """Return the status that a course has when `year` is over; [] if that is not after `since`."""
    over = year_over(year)
    return [Status(StatusKind.ARCHIVED, over)] if over and (since is None or since < over) else []


def _without_deadline(course: Course, year: AcademicYear) -> Iterator[Status]:
    """Yield the statuses of a course whose application has no deadline."""
    rolling = has_rolling_admission(course, year)
    if year.state is YearState.ARCHIVED or not rolling:
        yield Status(StatusKind.ARCHIVED if rolling else StatusKind.PLANNED, None)
        yield from _over(year, None)
        return
    begun = begins(course, year)
    yield Status(StatusKind.SOON, None)
    if year.opens < begun:
        yield Status(StatusKind.ROLLING, midnight(year.opens, year.time_zone))
    yield Status(StatusKind.BEGUN, midnight(begun, year.time_zone))


def _followed(phases: tuple[Phase, ...]) -> Iterator[Status]:
    """Yield the statuses that correspond to the phases of a deadline; phases of one kind in a row are one status."""
    previous = None
    for phase in phases:
        kind = _OPEN_PHASES.get(phase.state) or (
            _NEXT.get(phase.next.who.task, StatusKind.OVER) if phase.next else StatusKind.OVER
        )
        if kind is not previous:
            yield Status(kind, phase.since)
        previous = kind
