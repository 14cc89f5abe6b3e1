"""A deadline becomes phases: what is true of it from when until when, as instants of Oslo's calendar.

A deadline on 1 March lasts until 2 March 00:00 in Oslo. All phases of a deadline together cover all time without
gap or overlap, so that a reader's clock always falls in exactly one. Days are days in Oslo (23 to 25 hours around
the change of clocks); hours left are elapsed hours.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from msgspec import Struct

from site_builder.catalogue.model import Course, Deadline, by_day
from site_builder.catalogue.schema.enums import Who, YearState
from site_builder.catalogue.years import AcademicYear, Catalogue

OSLO = ZoneInfo("Europe/Oslo")

LAST_WEEK_DAYS = 7


class PhaseState(StrEnum):
    """What a reader is told."""

    NOT_YET_OPEN = "not-yet-open"
    OPEN = "open"
    LAST_WEEK = "last-week"
    LAST_DAY = "last-day"
    CLOSED = "closed"
    ARCHIVED = "archived"


class Phase(Struct, frozen=True, kw_only=True):
    """What is true of a deadline from `since` until just before `until` (instants in UTC; None: for ever).

    `left` counts days in the last week (7 to 1) and begun hours on the last day (25 to 1), else 0. `next` is the
    deadline of whoever acts after this one, in closed phases.
    """

    state: PhaseState
    since: datetime | None
    until: datetime | None
    deadline: Deadline
    left: int = 0
    next: Deadline | None = None

    def holds(self, now: datetime) -> bool:
        """Tell whether `now` (aware) lies in the phase."""
        return (self.since is None or self.since <= now) and (self.until is None or now < self.until)


def midnight(day: date) -> datetime:
    """Return the instant, in UTC, at which `day` begins in Oslo.

    In UTC because Python compares two times of one zone by the clock on the wall, which an autumn night shows twice.
    """
    return datetime.combine(day, time(), OSLO).astimezone(UTC)


def end_of(day: date) -> datetime:
    """Return the instant, in UTC, at which `day` ends in Oslo: the next day's midnight."""
    return midnight(day + timedelta(days=1))


def phases(
    deadline: Deadline, *, opens: date, following: Iterable[Deadline] = (), archived: bool = False
) -> tuple[Phase, ...]:
    """Return the phases of `deadline` in order of time.

    `opens` is the first day one can apply (at the latest the deadline's own), `following` the deadlines of those who
    act afterwards. A deadline of an archived year has one phase.
    """
    if archived:
        return (Phase(state=PhaseState.ARCHIVED, since=None, until=None, deadline=deadline),)
    day = deadline.day
    last_day, end = midnight(day), end_of(day)
    marks: list[tuple[datetime, PhaseState, int, Deadline | None]] = []
    opens = min(opens, day)
    opening = midnight(opens)
    for left in range(LAST_WEEK_DAYS, 0, -1):
        marks.append((midnight(day - timedelta(days=left)), PhaseState.LAST_WEEK, left, None))
    for left in range((end - last_day) // timedelta(hours=1), 0, -1):
        marks.append((end - timedelta(hours=left), PhaseState.LAST_DAY, left, None))
    marks = [mark for mark in marks if mark[0] > opening]
    closing = end
    for successor in sorted(following, key=lambda each: each.day):
        if midnight(successor.day) >= closing:  # of several on one day the first is told of
            marks.append((closing, PhaseState.CLOSED, 0, successor))
            closing = end_of(successor.day)
    marks.append((closing, PhaseState.CLOSED, 0, None))
    first_open = _state_at_opening(opens, day)
    starts = [(None, PhaseState.NOT_YET_OPEN, 0, None), (opening, *first_open), *marks]
    ends = [start[0] for start in starts[1:]] + [None]
    return tuple(
        Phase(state=state, since=since, until=until, deadline=deadline, left=left, next=following_deadline)
        for (since, state, left, following_deadline), until in zip(starts, ends, strict=True)
    )


def _state_at_opening(opens: date, day: date) -> tuple[PhaseState, int, None]:
    left = (day - opens).days
    if left > LAST_WEEK_DAYS:
        return PhaseState.OPEN, 0, None
    if left > 0:
        return PhaseState.LAST_WEEK, left, None
    return PhaseState.LAST_DAY, (end_of(day) - midnight(day)) // timedelta(hours=1), None


def phase_at(candidates: Iterable[Phase], now: datetime) -> Phase:
    """Return the phase that holds `now` (aware)."""
    return next(phase for phase in candidates if phase.holds(now))


def deadlines_of(course: Course, year: AcademicYear) -> tuple[Deadline, ...]:
    """Return the deadlines that apply to a course, by day: the year's, with the course's own in their stead.

    A course's deadline replaces the year's for the same `who`, unless it says that it comes in addition.
    """
    own = course.offering.deadlines
    if not own:
        return year.deadlines_by_day
    replaced = {deadline.who for deadline in own if not deadline.additional}
    kept = [deadline for deadline in year.deadlines if deadline.who not in replaced] if replaced else year.deadlines
    return by_day((*kept, *own))


def phases_for(who: Who, deadlines: tuple[Deadline, ...], year: AcademicYear) -> tuple[Phase, ...]:
    """Return the phases of the main deadline of `who` among `deadlines`, or () where there is none."""
    own = [deadline for deadline in deadlines if deadline.who is who]
    main = next((deadline for deadline in own if not deadline.additional), None)
    if main is None:
        return ()
    archived = year.state is YearState.ARCHIVED
    return phases(main, opens=year.opens, following=deadlines, archived=archived)


def unchanging_interval(catalogue: Catalogue, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Return the span (first moment, moment after the last; None is no end) around `now` in which no phase changes.

    A site built at any moment of it, from the same sources, is the same.
    """
    phases = {
        phase_at(found, now)
        for year in catalogue.years
        for deadlines in _distinct((*(deadlines_of(course, year) for course in year.courses), year.deadlines))
        if (found := phases_for(Who.TEACHER, deadlines, year))
    }
    starts = [phase.since for phase in phases if phase.since]
    ends = [phase.until for phase in phases if phase.until]
    return max(starts, default=None), min(ends, default=None)


def _distinct(found: Iterable[tuple[Deadline, ...]]) -> Iterable[tuple[Deadline, ...]]:
    """Return each once, told by being itself: most courses have the very deadlines of their year."""
    return {id(each): each for each in found}.values()
