"""Parsers accept every notation in use, and suggest the right one for others."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.catalogue.schema import address_parsers, parsers
from site_builder.catalogue.schema.enums import Grades
from site_builder.catalogue.schema.messages import InvalidValue
from site_builder.catalogue.schema.times import Duration, Semester

PARSERS: dict[str, Callable[[Any], object]] = {
    "grades": parsers.parse_grades,
    "credits": parsers.parse_credits,
    "date": parsers.parse_date,
    "semester": parsers.parse_semester,
    "duration": parsers.parse_duration,
    "address": address_parsers.parse_address,
    "edit address": address_parsers.parse_edit_address,
    "email": address_parsers.parse_email,
    "phone": address_parsers.parse_phone,
    "yes": parsers.parse_yes,
    "whole": parsers.whole_number(1, 3),
    "choice": parsers.one_of(("nettbasert", "MOOC")),
    "text": parsers.parse_text,
}


def refusal(parser: Callable[[Any], object], value: object) -> tuple[str, dict[str, Any]]:
    """Return the code and the values of the error."""
    with pytest.raises(InvalidValue) as caught:
        parser(value)
    return caught.value.code, caught.value.values


def suggestion(parser: Callable[[Any], object], value: object) -> object:
    return refusal(parser, value)[1]["suggestion"]


# Grades


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("1-7", "1-7"),
        ("1–7", "1-7"),
        ("5—10", "5-10"),
        ("1.-7. trinn", "1-7"),
        ("1.–10. trinn", "1-10"),
        ("5.-10. trinn", "5-10"),
        ("5-10. trinn", "5-10"),
        ("trinn 1-7", "1-7"),
        ("Trinn 5-10", "5-10"),
        ("8.-13. trinn", "8-13"),
        ("11-13", "11-13"),
        ("1.-7. årstrinn", "1-7"),
        ("1.-7. årssteg", "1-7"),
        ("8.–10. steg", "8-10"),
        ("5 til 10", "5-10"),
        ("1. - 4. klasse", "1-4"),
        ("5. klasse", "5"),
        ("8", "8"),
        ("8. trinn", "8"),
        ("vg1-vg3", "11-13"),
        ("VG1–VG3", "11-13"),
        ("vg1-3", "11-13"),
        ("vg 2", "12"),
        ("8-vg3", "8-13"),
        ("1-vg1", "1-11"),
        ("voksne", "voksne"),
        ("vaksne", "voksne"),
        ("8-10, voksne", "8-10, voksne"),
        ("8-10 og voksne", "8-10, voksne"),
        ("1-7,", "1-7"),
        (["8-10", "voksne"], "8-10, voksne"),
        (["8-10", "1-4", "1-4"], "1-4, 8-10"),
    ],
)
def test_every_notation_of_grades_in_use_is_read(written: object, read: str) -> None:
    assert str(parsers.parse_grades(written)) == read


@pytest.mark.parametrize(
    ("written", "suggested"),
    [
        ("7-1", "1-7"),
        ("0-7", "1-7"),
        ("5-14", "5-13"),
        ("20-30", "1-7"),
        ("vg4", "1-7"),
    ],
)
def test_a_range_of_grades_out_of_bounds_gets_the_nearest_suggested(written: str, suggested: str) -> None:
    assert suggestion(parsers.parse_grades, written) == suggested


@pytest.mark.parametrize("written", ["", "~", [], [""], ",", " , "])
def test_no_grades_at_all_is_an_empty_value(written: object) -> None:
    assert refusal(parsers.parse_grades, written)[0] == "empty-value"


RANGES = st.tuples(st.integers(1, 13), st.integers(1, 13)).map(lambda pair: (min(pair), max(pair)))


@given(st.lists(RANGES, max_size=4, unique=True).map(sorted).map(tuple), st.booleans())
def test_the_text_of_grades_parses_to_equal_grades(ranges: tuple[tuple[int, int], ...], adults: bool) -> None:
    grades = Grades(ranges, adults or not ranges)
    assert parsers.parse_grades(str(grades)) == grades


def test_grades_overlap_when_one_school_year_is_in_both() -> None:
    grades = parsers.parse_grades("5-10")
    assert [grades.overlaps(*each) for each in ((1, 4), (1, 5), (10, 13), (11, 13))] == [False, True, True, False]


# Numbers


@pytest.mark.parametrize(("written", "number"), [("30", 30), ("7,5", 7.5), ("7.5", 7.5), ("0.5", 0.5), ("120", 120)])
def test_credits_are_whole_or_half(written: str, number: float) -> None:
    assert parsers.parse_credits(written) == number


@pytest.mark.parametrize("written", ["0", "0,0", "121", "-5", "7,3", "30 sp", "tretti", "1e2", "٣٠", "inf", "nan"])
def test_anything_else_is_no_number_of_credits(written: str) -> None:
    assert refusal(parsers.parse_credits, written)[0] == "bad-credits"


def test_a_whole_number_is_within_its_range() -> None:
    read = parsers.whole_number(1, 3)
    assert read("3") == 3
    for written in ("0", "4", "2.0", "to", "9" * 500):
        assert refusal(read, written)[0] == "bad-number"


# Time


def test_a_date_is_an_iso_date() -> None:
    assert parsers.parse_date("2016-02-29") == date(2016, 2, 29)


@pytest.mark.parametrize(
    "written", ["2015-02-29", "2016-13-01", "2016-00-10", "0001-01-01", "9999-12-31", "٢٠١٦-٠٣-٠١"]
)
def test_a_day_that_does_not_exist_or_is_centuries_away_is_refused(written: str) -> None:
    assert refusal(parsers.parse_date, written)[0] == "bad-date"


@given(st.dates(date(1800, 1, 1), date(2199, 12, 31)))
def test_every_date_of_four_centuries_has_a_day_before_and_after(day: date) -> None:
    read = parsers.parse_date(day.isoformat())
    assert read == day
    assert read - timedelta(days=1) < read < read + timedelta(days=1)


@pytest.mark.parametrize(
    ("written", "semester"),
    [("høst 2016", Semester(2016, 1)), ("Vår 2017", Semester(2017, 0)), ("haust 2016", Semester(2016, 1))],
)
def test_a_semester_is_a_season_and_a_year(written: str, semester: Semester) -> None:
    assert parsers.parse_semester(written) == semester


@given(st.integers(2000, 2098), st.integers(0, 1), st.integers(0, 11))
def test_semesters_follow_each_other_two_a_year(year: int, half: int, count: int) -> None:
    start = Semester(year, half)
    later = start.plus(count)
    assert parsers.parse_semester(str(start)) == start
    assert (later.year - year) * 2 + later.half - half == count
    assert (later > start) == (count > 0)
    assert later.first_day.month in (1, 7)


@pytest.mark.parametrize(("written", "count"), [("1 semester", 1), ("2 semestre", 2), ("12 semestrar", 12)])
def test_a_duration_is_counted_in_semesters(written: str, count: int) -> None:
    assert parsers.parse_duration(written) == Duration(count)


# Addresses


@pytest.mark.parametrize("written", ["https://www.hihm.no", "http://hihm.no/a?b=c#d", "https://xn--hgskolen-c5a.no/å"])
def test_a_web_address_has_scheme_and_host(written: str) -> None:
    assert address_parsers.parse_address(written) == written


@pytest.mark.parametrize(
    "written",
    [
        "www.hihm.no",
        "javascript:alert(1)",
        "JavaScript://hihm.no/%0aalert(1)",
        "data:text/html,x",
        "//hihm.no",
        "https://",
        "https://localhost",
        "https://[",
        "https://hihm.no/a b",
        'https://hihm.no/"onclick=',
        "https://hihm.no/<script>",
        "https://hihm.no\\@evil.no",
        "ftp://hihm.no",
    ],
)
def test_anything_else_is_no_web_address(written: str) -> None:
    assert refusal(address_parsers.parse_address, written)[0] == "bad-address"


@pytest.mark.parametrize(
    "written", ["https://a.no/", "https://a.no/{path}/{path}", "https://a.no/{path}{0}", "x/{path}"]
)
def test_the_pattern_for_editing_has_its_path_once_and_no_other_braces(written: str) -> None:
    assert address_parsers.parse_edit_address("https://a.no/edit/{path}?x") == "https://a.no/edit/{path}?x"
    assert refusal(address_parsers.parse_edit_address, written)[0] == "bad-address"


@pytest.mark.parametrize("written", ["a@b", "a b@c.no", "@c.no", "a@c.no, d@e.no", "mailto:a@c.no"])
def test_an_invalid_email_address_is_refused(written: str) -> None:
    assert address_parsers.parse_email("fornavn.etternavn+kfk@hihm.no") == "fornavn.etternavn+kfk@hihm.no"
    assert refusal(address_parsers.parse_email, written)[0] == "bad-email"


@pytest.mark.parametrize("written", ["ring oss", "123", "62 43 00 00 (sentralbord)", "+", "1" * 40])
def test_an_invalid_telephone_number_is_refused(written: str) -> None:
    assert [address_parsers.parse_phone(each) for each in ("62430000", "+47 62 43 00 00")] == [
        "62430000",
        "+47 62 43 00 00",
    ]
    assert refusal(address_parsers.parse_phone, written)[0] == "bad-phone"


# Choices and texts


def test_a_choice_must_match_exactly_and_the_nearest_is_suggested() -> None:
    read = parsers.one_of(("nettbasert", "samlingsbasert"), {"på nett": "nettbasert"})
    assert read("nettbasert") == "nettbasert"
    assert suggestion(read, "Nettbasert") == "nettbasert"
    assert suggestion(read, "samlingbasert") == "samlingsbasert"
    assert suggestion(read, "På nett") == "nettbasert"
    assert suggestion(read, "brevkurs") == ""


def test_yes_and_no_are_norwegian() -> None:
    assert (parsers.parse_yes("ja"), parsers.parse_yes("nei")) == (True, False)
    assert [suggestion(parsers.parse_yes, each) for each in ("true", "no", "Ja")] == ["ja", "nei", "ja"]


def test_a_text_is_one_line_without_double_spaces() -> None:
    assert parsers.parse_text("  En  tekst\nover to linjer ") == "En tekst over to linjer"


def test_a_text_of_600_characters_is_read_and_one_more_is_too_long() -> None:
    assert len(parsers.parse_text("x" * 600)) == 600
    assert refusal(parsers.parse_text, "x" * 601) == ("too-long", {"length": 601, "limit": 600})


@pytest.mark.parametrize("parser", PARSERS.values(), ids=PARSERS)
@pytest.mark.parametrize("nothing", ["", "   ", "~", "null"])
def test_every_parser_refuses_an_empty_value(parser: Callable[[Any], object], nothing: str) -> None:
    assert refusal(parser, nothing)[0] == "empty-value"


@pytest.mark.parametrize("parser", PARSERS.values(), ids=PARSERS)
def test_every_parser_refuses_a_group_of_fields(parser: Callable[[Any], object]) -> None:
    assert refusal(parser, {"a": "b"})[0] == "wrong-shape"


@pytest.mark.parametrize("parser", PARSERS.values(), ids=PARSERS)
@given(text=st.one_of(st.text(), st.text("0123456789-–.,/ voksneårtilvghtpsæøå:@+", max_size=30)))
def test_every_parser_returns_a_value_or_raises_a_complete_message(parser: Callable[[Any], object], text: str) -> None:
    """No other exception is raised, and every placeholder of the message has a value."""
    try:
        parser(text)
    except InvalidValue as error:
        assert error.message.format(**error.values)
        assert error.hint.format(**error.values)
