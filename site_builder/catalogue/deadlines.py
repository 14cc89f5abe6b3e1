"""Divide time into the phases of a deadline: not yet open, open, last week, last day, closed, archived.

A deadline on 1 May ends on 2 May at 00:00 in the catalogue's time zone. The phases of a deadline cover all time without
gap or overlap, so any instant is in exactly one. Days are days there, of 23 to 25 hours around clock changes. Remaining
hours are elapsed hours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from site_builder.catalogue.model import Course, Deadline, by_day
from site_builder.catalogue.schema.enums import YearState
from site_builder.catalogue.schema.roles import Role
from site_builder.catalogue.years import AcademicYear

LAST_WEEK_DAYS = 7
"""Days before a deadline on which the banner counts down: the span in which readers plan by days."""


class PhaseState(StrEnum):
    """The state of a deadline in a phase, which selects the banner's wording and colour."""

    NOT_YET_OPEN = "not-yet-open"
    OPEN = "open"
    LAST_WEEK = "last-week"
    LAST_DAY = "last-day"
    CLOSED = "closed"
    ARCHIVED = "archived"


class Phase(Struct, frozen=True, kw_only=True):
    """The state of a deadline from `since` until just before `until`: instants in UTC, None for unlimited.

    `left` is the number of days in the last week (7 to 1) and of begun hours on the last day (25 to 1), else 0. In a
    closed phase `next` is the next deadline of another role; None after the last.
    """

    state: PhaseState
    since: datetime | None
    until: datetime | None
    deadline: Deadline
    left: int = 0
    next: Deadline | None = None

    def contains(self, now: datetime) -> bool:
        """Return whether the aware `now` is in the phase."""
        return (self.since is None or self.since <= now) and (self.until is None or now < self.until)


_Start = tuple[datetime | None, PhaseState, int, Deadline | None]
"""Start of a phase: since, state, left, next."""


def midnight(day: date, zone: tzinfo) -> datetime:
    """Return the instant in UTC at which `day` begins in the time zone `zone`.

    In UTC, because Python compares two times of one zone by wall-clock time, which repeats when clocks are put back.
    """
    return datetime.combine(day, time(), zone).astimezone(UTC)


def day_of(instant: datetime, zone: tzinfo) -> date:
    """Return the day in the time zone `zone` that contains an aware `instant`."""
    return instant.astimezone(zone).date()


def end_of(day: date, zone: tzinfo) -> datetime:
    """Return the instant in UTC at which `day` ends in the time zone `zone`: the next day's midnight."""
    return midnight(day + timedelta(days=1), zone)


def phases(
    deadline: Deadline,
    zone: tzinfo,
    *,
    opens: date,
    following: Iterable[Deadline] = (),
    archived: bool = False,
    over: datetime | None = None,
) -> tuple[Phase, ...]:
    """Return the phases of `deadline`, whose day is one in the time zone `zone`, in chronological order.

    `opens` is the first day of applications; a day later than the deadline counts as the deadline's. `following` are
    deadlines of other roles, in any order; those that are not on a later day are ignored. If `archived`, the result is
    one phase that covers all time; else an archived phase begins at the instant `over`, if that is after the last
    deadline.
    """
    if archived:
        return (Phase(state=PhaseState.ARCHIVED, since=None, until=None, deadline=deadline),)
    opens = min(opens, deadline.day)
    opening = midnight(opens, zone)
    starts: list[_Start] = [
        (None, PhaseState.NOT_YET_OPEN, 0, None),
        (opening, *_state_at_opening(opens, deadline.day, zone)),
        *(start for start in _countdown(deadline.day, zone) if start[0] > opening),
        *_closed(deadline.day, following, zone),
    ]
    if over and (last := starts[-1][0]) and last < over:
        starts.append((over, PhaseState.ARCHIVED, 0, None))
    ends = [since for since, *_ in starts[1:]] + [None]
    return tuple(
        Phase(state=state, since=since, until=until, deadline=deadline, left=left, next=next_deadline)
        for (since, state, left, next_deadline), until in zip(starts, ends, strict=True)
    )


def _countdown(day: date, zone: tzinfo) -> Iterator[tuple[datetime, PhaseState, int, None]]:
    """Yield (since, state, left, None), as in Phase, for each day of the week before `day` and each hour of `day`."""
    for left in range(LAST_WEEK_DAYS, 0, -1):
        yield midnight(day - timedelta(days=left), zone), PhaseState.LAST_WEEK, left, None
    for left in range(_hours(day, zone), 0, -1):
        yield end_of(day, zone) - timedelta(hours=left), PhaseState.LAST_DAY, left, None


def _closed(day: date, following: Iterable[Deadline], zone: tzinfo) -> Iterator[_Start]:
    """Yield (since, state, 0, next) of each closed phase after `day`: one for each later deadline, then the last."""
    since = end_of(day, zone)
    for successor in sorted(following, key=lambda each: each.day):
        if midnight(successor.day, zone) >= since:  # of several deadlines on one day, only the first gets a phase
            yield since, PhaseState.CLOSED, 0, successor
            since = end_of(successor.day, zone)
    yield since, PhaseState.CLOSED, 0, None


def _state_at_opening(opens: date, day: date, zone: tzinfo) -> tuple[PhaseState, int, None]:
    """Return state, left and next of the phase that begins on `opens`, for a deadline on `day`.

    `left` is in days in the last week and in hours on the last day; else 0.
    """
    left = (day - opens).days
    if left > LAST_WEEK_DAYS:
        return PhaseState.OPEN, 0, None
    if left > 0:
        return PhaseState.LAST_WEEK, left, None
    return PhaseState.LAST_DAY, _hours(day, zone), None


def _hours(day: date, zone: tzinfo) -> int:
    """Return the length of `day` in a time zone: 23, 24 or 25 hours."""
    return (end_of(day, zone) - midnight(day, zone)) // timedelta(hours=1)


def phase_at(candidates: Iterable[Phase], now: datetime) -> Phase:
    """Return the phase that contains the aware `now`. `candidates` cover all time, as those of `phases` do."""
    return next(phase for phase in candidates if phase.contains(now))


def deadlines_of(course: Course, year: AcademicYear) -> tuple[Deadline, ...]:
    """Return the deadlines of a course, sorted by day: its own and those of its `year` that they do not replace.

    A course's deadline replaces the year's for the same role, unless it is additional. A course with an application of
    its own has only its own deadlines; one with rolling admission of its own has none of the year's for the reader's
    role.
    """
    own = course.offering.deadlines
    if course.offering.application:
        return by_day(own)
    if not own and not course.offering.rolling:
        return year.deadlines_by_day
    replaced = {deadline.who.key for deadline in own if not deadline.additional}
    if course.offering.rolling:
        replaced.add(year.reader.key)
    kept = [deadline for deadline in year.deadlines if deadline.who.key not in replaced] if replaced else year.deadlines
    return by_day((*kept, *own))


def year_over(year: AcademicYear) -> datetime | None:
    """Return the instant in UTC from which a year is over; None if it has no terms, or is archived."""
    if year.last_day is None or year.state is YearState.ARCHIVED:
        return None
    return end_of(year.last_day, year.time_zone)


def phases_for(who: Role, deadlines: tuple[Deadline, ...], year: AcademicYear) -> tuple[Phase, ...]:
    """Return the phases of the main deadline of the role `who`: its first in `deadlines` that is not additional.

    () if there is none.
    """
    own = [deadline for deadline in deadlines if deadline.who.key == who.key]
    main = next((deadline for deadline in own if not deadline.additional), None)
    if main is None:
        return ()
    archived = year.state is YearState.ARCHIVED
    return _cached_phases(main, year.time_zone, year.opens, deadlines, archived, year_over(year))


@lru_cache(maxsize=1024)
def _cached_phases(
    deadline: Deadline,
    zone: tzinfo,
    opens: date,
    following: tuple[Deadline, ...],
    archived: bool,
    over: datetime | None,
) -> tuple[Phase, ...]:
    """Return the result of `phases`, cached: nearly all courses have the deadlines of their year, on several pages."""
    return phases(deadline, zone, opens=opens, following=following, archived=archived, over=over)
