"""The names of time zones, as a profile may write them."""

from __future__ import annotations

import pytest

from site_builder.catalogue.schema.messages import InvalidValue
from site_builder.catalogue.schema.parsers import parse_zone


@pytest.mark.parametrize("name", ["Europe/Oslo", "UTC", "America/Argentina/Buenos_Aires"])
def test_a_name_of_the_database_is_a_time_zone(name: str) -> None:
    assert parse_zone(name) == name


@pytest.mark.parametrize("name", ["Europe/Oslu", "Oslo", "Europe", "../x", "/etc/passwd", "٣٠", "a\0b", "x" * 300])
def test_any_other_text_is_refused_as_a_value(name: str) -> None:
    with pytest.raises(InvalidValue):
        parse_zone(name)
