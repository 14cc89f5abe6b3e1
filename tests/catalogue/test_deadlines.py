"""Phases of deadlines: exact to the second in Oslo, on every day of the year."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.catalogue.deadlines import (
    PhaseState,
    deadlines_of,
    end_of,
    midnight,
    phase_at,
    phases,
    phases_for,
)
from site_builder.catalogue.model import Course, Deadline
from site_builder.catalogue.schema.enums import YearState
from site_builder.catalogue.schema.roles import ROLES
from site_builder.catalogue.schema.usual_choices import Who
from tests.course_factory import make_course, make_deadline, make_offering, make_year

OSLO = ZoneInfo("Europe/Oslo")
OPENS = date(2016, 2, 1)


TEACHER = make_deadline(date(2016, 3, 1))
OWNER = make_deadline(date(2016, 3, 15), Who.OWNER)
UDIR = make_deadline(date(2016, 4, 30), Who.DIRECTORATE)


def oslo(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=OSLO)


def state_at(moment: datetime, last: date = TEACHER.day) -> tuple[PhaseState, int]:
    phase = phase_at(phases(make_deadline(last), OSLO, opens=OPENS, following=(OWNER, UDIR)), moment)
    return phase.state, phase.left


# To the second


@pytest.mark.parametrize(
    ("clock", "state", "left"),
    [
        ("2016-01-31T23:59:59", PhaseState.NOT_YET_OPEN, 0),
        ("2016-02-01T00:00:00", PhaseState.OPEN, 0),
        ("2016-02-22T23:59:59", PhaseState.OPEN, 0),
        ("2016-02-23T00:00:00", PhaseState.LAST_WEEK, 7),
        ("2016-02-29T00:00:00", PhaseState.LAST_WEEK, 1),
        ("2016-02-29T23:59:59", PhaseState.LAST_WEEK, 1),
        ("2016-03-01T00:00:00", PhaseState.LAST_DAY, 24),
        ("2016-03-01T00:59:59", PhaseState.LAST_DAY, 24),
        ("2016-03-01T01:00:00", PhaseState.LAST_DAY, 23),
        ("2016-03-01T23:59:59.999999", PhaseState.LAST_DAY, 1),
        ("2016-03-02T00:00:00", PhaseState.CLOSED, 0),
    ],
)
def test_the_deadline_of_1_march_changes_on_the_second(clock: str, state: PhaseState, left: int) -> None:
    assert state_at(oslo(clock)) == (state, left)


def test_the_phase_does_not_depend_on_the_readers_time_zone() -> None:
    """At 23:30 on 1 March in London it is past midnight in Oslo."""
    london = datetime(2016, 3, 1, 23, 30, tzinfo=ZoneInfo("Europe/London"))
    assert state_at(london) == (PhaseState.CLOSED, 0)


def test_the_end_is_an_instant_in_utc() -> None:
    assert end_of(date(2016, 3, 1), OSLO) == datetime(2016, 3, 1, 23, tzinfo=UTC)
    assert end_of(date(2016, 7, 1), OSLO) == datetime(2016, 7, 1, 22, tzinfo=UTC)


@pytest.mark.parametrize(("day", "hours"), [("2016-03-27", 23), ("2016-10-30", 25), ("2016-03-01", 24)])
def test_the_last_day_has_23_to_25_hours(day: str, hours: int) -> None:
    """Clocks are put forward on 27 March 2016 and back on 30 October."""
    last = date.fromisoformat(day)
    found = [phase for phase in phases(make_deadline(last), OSLO, opens=OPENS) if phase.state is PhaseState.LAST_DAY]
    assert [phase.left for phase in found] == list(range(hours, 0, -1))
    assert all(phase.until - phase.since == timedelta(hours=1) for phase in found if phase.since and phase.until)
    assert found[0].since == midnight(last, OSLO)
    assert found[-1].until == end_of(last, OSLO)


def test_the_repeated_hour_counts_twice() -> None:
    last = date(2016, 10, 30)
    first, second = (datetime(2016, 10, 30, 2, 30, tzinfo=OSLO, fold=fold) for fold in (0, 1))
    assert (state_at(first, last)[1], state_at(second, last)[1]) == (23, 22)


def test_closed_phases_name_the_next_deadline_and_end_with_it() -> None:
    found = [phase for phase in phases(TEACHER, OSLO, opens=OPENS, following=(UDIR, OWNER, TEACHER)) if phase.next]
    assert [(phase.next, phase.since, phase.until) for phase in found] == [
        (OWNER, end_of(TEACHER.day, OSLO), end_of(OWNER.day, OSLO)),
        (UDIR, end_of(OWNER.day, OSLO), end_of(UDIR.day, OSLO)),
    ]


def test_of_two_next_deadlines_on_one_day_the_first_is_named() -> None:
    also = make_deadline(OWNER.day, Who.INSTITUTION)
    found = phases(TEACHER, OSLO, opens=OPENS, following=(OWNER, also))
    assert [phase.next for phase in found if phase.state is PhaseState.CLOSED] == [OWNER, None]


def test_an_archived_deadline_is_archived_at_all_times() -> None:
    [phase] = phases(TEACHER, OSLO, opens=OPENS, archived=True)
    assert (phase.state, phase.since, phase.until) == (PhaseState.ARCHIVED, None, None)


# On every day

DAYS = st.dates(date(2015, 1, 1), date(2026, 12, 31))
MOMENTS = st.integers(0, 12 * 366 * 86_400).map(
    lambda seconds: datetime(2015, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
)


@given(DAYS, st.integers(-30, 400), st.lists(st.integers(-20, 120), max_size=4), MOMENTS)
def test_phases_cover_all_time_without_gap_or_overlap(
    day: date, before: int, after: list[int], moment: datetime
) -> None:
    """Also over leap days, changes of clocks, deadlines on one day, and an opening after the deadline."""
    following = [make_deadline(day + timedelta(days=days), Who.OWNER) for days in after]
    found = phases(make_deadline(day), OSLO, opens=day - timedelta(days=before), following=following)
    assert found[0].since is None
    assert found[-1].until is None
    for earlier, later in pairwise(found):
        assert earlier.until == later.since
    assert all(phase.since < phase.until for phase in found if phase.since and phase.until)
    assert sum(phase.contains(moment) for phase in found) == 1


@given(DAYS, st.integers(0, 400), st.integers(-500, 500), st.integers(0, 86_399))
def test_the_phase_agrees_with_the_calendar_in_oslo(day: date, before: int, offset: int, seconds: int) -> None:
    """Computed independently, from the local date instead of instants."""
    opens = day - timedelta(days=before)
    moment = (midnight(day + timedelta(days=offset), OSLO) + timedelta(seconds=seconds)).astimezone(OSLO)
    today = moment.date()
    phase = phase_at(phases(make_deadline(day), OSLO, opens=opens), moment)
    if today > day:
        expected = PhaseState.CLOSED
    elif today < opens:
        expected = PhaseState.NOT_YET_OPEN
    elif today == day:
        expected = PhaseState.LAST_DAY
    else:
        expected = PhaseState.LAST_WEEK if (day - today).days <= 7 else PhaseState.OPEN
    assert phase.state is expected
    if expected is PhaseState.LAST_WEEK:
        assert phase.left == (day - today).days
    if expected is PhaseState.LAST_DAY:
        left = end_of(day, OSLO) - moment.astimezone(UTC)
        assert timedelta(hours=phase.left - 1) < left <= timedelta(hours=phase.left)


# Deadlines of a group


def course(*deadlines: Deadline) -> Course:
    return make_course(offering=make_offering(deadlines=deadlines))


def test_a_course_has_the_years_deadlines() -> None:
    assert deadlines_of(course(), make_year(TEACHER, OWNER)) == (TEACHER, OWNER)


def test_a_courses_own_deadline_replaces_the_years_for_the_same_group_only() -> None:
    own = make_deadline(date(2016, 5, 1))
    assert deadlines_of(course(own), make_year(TEACHER, OWNER)) == (OWNER, own)


def test_an_additional_deadline_does_not_replace_the_years() -> None:
    own = make_deadline(date(2016, 8, 1), additional=True)
    assert deadlines_of(course(own), make_year(TEACHER, OWNER)) == (TEACHER, OWNER, own)


def test_the_phases_of_a_group_are_those_of_its_main_deadline() -> None:
    extra = make_deadline(date(2016, 8, 1), additional=True)
    found = phases_for(ROLES[Who.TEACHER], (extra, TEACHER, OWNER), make_year(TEACHER))
    assert {phase.deadline for phase in found} == {TEACHER}


def test_a_group_without_a_main_deadline_has_no_phases() -> None:
    assert phases_for(ROLES[Who.OWNER], (TEACHER,), make_year(TEACHER)) == ()
    assert phases_for(ROLES[Who.TEACHER], (make_deadline(date(2016, 8, 1), additional=True),), make_year()) == ()


def test_in_an_archived_year_everything_is_archived() -> None:
    found = phases_for(ROLES[Who.TEACHER], (TEACHER,), make_year(TEACHER, state=YearState.ARCHIVED))
    assert [phase.state for phase in found] == [PhaseState.ARCHIVED]
