"""Admission that differs from the year's: the course comes first, then its institution, then the year."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from course_factory import make_course, make_deadline, make_offering, make_year

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.model import Course
from site_builder.catalogue.resolve_admission import with_admission
from site_builder.catalogue.schema.usual_choices import Who
from site_builder.catalogue.schema.year import AdmissionEntry
from site_builder.catalogue.status import follows_year, has_rolling_admission, statuses

YEARS = make_deadline(date(2016, 3, 1))
OWNERS = make_deadline(date(2016, 3, 15), Who.OWNER)
YEAR = make_year(YEARS, OWNERS)
NOON = datetime(2016, 2, 20, 12, tzinfo=ZoneInfo("Europe/Oslo"))


def given(**fields: Any) -> AdmissionEntry:
    written = {"institusjon": "hihm"} | fields
    return AdmissionEntry.read(written, (), [])


def course(**fields: Any) -> Course:
    return make_course(offering=make_offering(**fields))


def last_days(found: Course) -> dict[str, str]:
    return {each.who.key: each.day.isoformat() for each in deadlines_of(found, YEAR)}


APRIL = {"frister": [{"hvem": "lærer", "hva": "Frist", "dato": "2016-04-15"}]}
ROLLING = {"løpende opptak": "ja"}
MAY = make_deadline(date(2016, 5, 2))


@pytest.mark.parametrize(
    ("own", "of_institution", "expected", "rolling"),
    [
        ({}, None, "2016-03-01", False),
        ({}, APRIL, "2016-04-15", False),
        ({"deadlines": (MAY,)}, APRIL, "2016-05-02", False),
        ({}, ROLLING, None, True),
        ({"rolling": True}, APRIL, None, True),
        ({"rolling": True}, None, None, True),
        ({"deadlines": (MAY,)}, ROLLING, "2016-05-02", False),
        ({"rolling": False}, ROLLING, "2016-03-01", False),
    ],
)
def test_the_nearest_statement_holds(
    own: dict[str, Any], of_institution: Any, expected: str | None, rolling: bool
) -> None:
    found = with_admission(course(**own), given(**of_institution) if of_institution else None)
    assert last_days(found) == ({"lærer": expected} if expected else {}) | {"skoleeier": "2016-03-15"}
    assert has_rolling_admission(found, YEAR) is rolling
    assert statuses(found, YEAR).at(NOON).kind == ("rolling" if rolling else "open")


def test_a_course_of_such_an_institution_does_not_follow_the_statuses_of_the_year() -> None:
    assert follows_year(course(), YEAR)
    assert not follows_year(with_admission(course(), given(**APRIL)), YEAR)
    assert not follows_year(with_admission(course(), given(**ROLLING)), YEAR)


def test_its_form_stands_in_place_of_the_years_and_its_page_is_made_anew() -> None:
    form = {"søknadsskjema": {"adresse": "https://sok.example/", "tekst": "Søk her", "for": "for alle"}}
    found = with_admission(course(), given(**form))
    assert found.offering.form is not None and found.offering.form.address == "https://sok.example/"
    assert found.header_digest != course().header_digest
