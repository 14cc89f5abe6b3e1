"""Norway's public holidays."""

from __future__ import annotations

from datetime import date

import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from site_builder.catalogue.holidays import easter_sunday, public_holidays


@pytest.mark.parametrize(
    "sunday",
    ["1818-03-22", "1943-04-25", "2000-04-23", "2008-03-23", "2011-04-24", "2015-04-05", "2016-03-27", "2017-04-16"],
)
def test_easter_agrees_with_the_almanac(sunday: str) -> None:
    day = date.fromisoformat(sunday)
    assert easter_sunday(day.year) == day


@given(st.integers(1583, 4099))
def test_easter_is_a_sunday_from_22_march_to_25_april(year: int) -> None:
    day = easter_sunday(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@given(st.integers(1583, 4099))
def test_easter_agrees_with_dateutil(year: int) -> None:
    assert easter_sunday(year) == easter(year)


def test_the_year_2016_has_its_twelve_holidays() -> None:
    assert {day.isoformat(): name for day, name in public_holidays(2016).items()} == {
        "2016-01-01": "New Year's Day",
        "2016-03-24": "Maundy Thursday",
        "2016-03-25": "Good Friday",
        "2016-03-27": "Easter Sunday",
        "2016-03-28": "Easter Monday",
        "2016-05-01": "Labour Day",
        "2016-05-05": "Ascension Day",
        "2016-05-15": "Whit Sunday",
        "2016-05-16": "Whit Monday",
        "2016-05-17": "Constitution Day",
        "2016-12-25": "Christmas Day",
        "2016-12-26": "Boxing Day",
    }


@given(st.integers(1800, 2199))
def test_holidays_are_in_their_own_year(year: int) -> None:
    assert {day.year for day in public_holidays(year)} == {year}
