"""The status of a course at each moment, from its deadlines and the state that its editor gave."""

from __future__ import annotations

import itertools
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from course_factory import make_course, make_deadline, make_offering, make_year
from hypothesis import given
from hypothesis import strategies as st

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.model import Application
from site_builder.catalogue.schema.enums import CourseState, YearState
from site_builder.catalogue.schema.roles import ROLES
from site_builder.catalogue.schema.times import Semester
from site_builder.catalogue.schema.usual_choices import Who
from site_builder.catalogue.status import StatusKind, statuses
from site_builder.catalogue.terms_of_year import SemesterSpan
from site_builder.catalogue.years import AcademicYear

OSLO = ZoneInfo("Europe/Oslo")
YEAR = make_year(
    make_deadline(date(2016, 3, 1)),
    make_deadline(date(2016, 3, 15), Who.OWNER),
    make_deadline(date(2016, 4, 30), Who.DIRECTORATE),
    make_deadline(date(2016, 5, 31), Who.INSTITUTION),
)


def kind(moment: str, year: AcademicYear = YEAR, **offering: object) -> str:
    """The status of a course at a moment in Oslo."""
    now = datetime.fromisoformat(moment).replace(tzinfo=OSLO)
    return str(statuses(make_course(offering=make_offering(**offering)), year).at(now).kind)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2016-01-31T23:59", "soon"),
        ("2016-02-01T00:00", "open"),
        ("2016-02-22T23:59", "open"),
        ("2016-02-23T00:00", "last"),
        ("2016-03-01T20:00", "last"),
        ("2016-03-02T00:00", "owner"),
        ("2016-03-16T00:00", "allotment"),
        ("2016-05-01T00:00", "admission"),
        ("2016-06-01T00:00", "over"),
        ("2026-11-28T12:00", "over"),
    ],
)
def test_an_open_course_follows_the_deadlines_of_its_year(moment: str, expected: str) -> None:
    assert kind(moment) == expected


TERMS = (
    SemesterSpan(semester=Semester(2016, 1), first=date(2016, 8, 1), last=date(2016, 12, 31)),
    SemesterSpan(semester=Semester(2017, 0), first=date(2017, 1, 1), last=date(2017, 6, 30)),
    SemesterSpan(semester=Semester(2017, 1), first=date(2017, 8, 1), last=date(2017, 12, 31)),
)
OWN = Application(who=ROLES[Who.TEACHER], text="Meld deg på her.", address=None)
WITH_TERMS = make_year(*YEAR.deadlines, semesters=TERMS)


@pytest.mark.parametrize(
    ("offering", "before", "after"),
    [
        ({}, "over", "archived"),
        ({"state": CourseState.VACANT}, "vacant", "archived"),
        ({"state": CourseState.FULL, "state_from": date(2016, 5, 2)}, "full", "archived"),
        ({"state": CourseState.NOT_THIS_YEAR}, "not-this-year", "archived"),
        ({"state": CourseState.CANCELLED}, "cancelled", "cancelled"),
        (
            {"application": OWN},
            "planned",
            "archived",
        ),
        ({"deadlines": (make_deadline(date(2017, 1, 10)),)}, "over", "archived"),
    ],
)
def test_nothing_can_be_applied_for_when_the_last_term_of_the_year_is_over(
    offering: dict[str, object], before: str, after: str
) -> None:
    assert kind("2017-06-30T23:59", WITH_TERMS, **offering) == before
    assert kind("2017-07-01T00:00", WITH_TERMS, **offering) == after
    assert kind("2026-11-28T12:00", WITH_TERMS, **offering) == after


def test_a_deadline_after_the_year_is_still_a_deadline() -> None:
    own = (make_deadline(date(2017, 9, 1)),)
    assert kind("2017-08-31T12:00", WITH_TERMS, deadlines=own) == "last"
    assert kind("2026-11-28T12:00", WITH_TERMS, deadlines=own) == "over"


@pytest.mark.parametrize(
    ("state", "day", "moment", "expected"),
    [
        ("full", date(2016, 5, 2), "2016-02-10T12:00", "open"),
        ("full", date(2016, 5, 2), "2016-05-01T23:59", "admission"),
        ("full", date(2016, 5, 2), "2016-05-02T00:00", "full"),
        ("ledige plasser", date(2016, 6, 6), "2016-08-20T12:00", "vacant"),
        ("avlyst", date(2016, 2, 20), "2016-02-19T12:00", "open"),
        ("avlyst", date(2016, 2, 20), "2016-02-20T12:00", "cancelled"),
        ("avlyst", None, "2015-12-01T12:00", "cancelled"),
        ("ikke i år", None, "2016-02-10T12:00", "not-this-year"),
        ("full", None, "2016-04-30T23:59", "allotment"),
        ("full", None, "2016-05-01T00:00", "full"),
        ("ledige plasser", None, "2016-02-10T12:00", "open"),
    ],
)
def test_a_state_holds_from_its_day_else_from_the_allotment_or_at_all_times(
    state: str, day: date | None, moment: str, expected: str
) -> None:
    assert kind(moment, state=CourseState(state), state_from=day) == expected


def test_without_an_allotment_a_full_course_is_full_at_all_times() -> None:
    year = make_year(make_deadline(date(2016, 3, 1)))
    assert kind("2016-02-10T12:00", year, state=CourseState.FULL) == "full"


def test_an_archived_year_takes_no_applicants_and_keeps_its_states() -> None:
    year = make_year(*YEAR.deadlines, state=YearState.ARCHIVED)
    assert kind("2016-02-10T12:00", year) == "archived"
    assert kind("2016-02-10T12:00", year, state=CourseState.CANCELLED, state_from=date(2016, 5, 2)) == "cancelled"


def test_a_course_with_an_application_of_its_own_follows_its_own_deadline_alone() -> None:
    own = make_deadline(date(2016, 3, 15), Who.OWNER)
    application = Application(who=ROLES[Who.OWNER], text="Skoleeier søker.", address=None)
    course = make_course(offering=make_offering(application=application, deadlines=(own,)))
    assert deadlines_of(course, YEAR) == (own,)
    found = statuses(course, YEAR)
    assert found.deadline == own
    assert found.at(datetime(2016, 3, 2, 12, tzinfo=OSLO)).kind is StatusKind.OPEN
    assert found.at(datetime(2016, 3, 16, 12, tzinfo=OSLO)).kind is StatusKind.OVER


STATES = st.sampled_from(list(CourseState))
DAYS = st.none() | st.dates(date(2015, 1, 1), date(2017, 12, 31))


@given(STATES, DAYS, st.lists(st.tuples(st.sampled_from(list(Who)), st.dates(date(2016, 2, 1), date(2016, 12, 31)))))
def test_statuses_cover_all_time_in_order_and_change_at_each_step(
    state: CourseState, day: date | None, deadlines: list[tuple[Who, date]]
) -> None:
    year = make_year(*(make_deadline(last, who) for who, last in deadlines))
    found = statuses(make_course(offering=make_offering(state=state, state_from=day)), year).statuses
    assert found[0].since is None
    starts = [each.since for each in found[1:] if each.since]
    assert starts == sorted(set(starts)) and len(starts) == len(found) - 1
    assert all(one.kind is not two.kind for one, two in itertools.pairwise(found))
