"""Terms and durations that a profile declares: their notation, what is refused, and the same in the form."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from field_reading import faults_in_the_form, read
from hypothesis import given
from hypothesis import strategies as st

from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.course_groups import ModuleEntry
from site_builder.catalogue.schema.declarations import Declarations, course_type, of_catalogue
from site_builder.catalogue.schema.json_schema import schema
from site_builder.catalogue.schema.term_types import day_type, duration_type, term_type
from site_builder.catalogue.schema.times import MONTHS, Duration, DurationUnit, Semester, Term
from site_builder.pages.views.form_fields import form_fields

PROJECT = Path(__file__).parent.parent.parent
WINTER, SPRING, AUTUMN = (
    Term((("en", "Winter"), ("sv", "Vinter")), 1),
    Term((("en", "Spring term"), ("sv", "Vårtermin")), 4),
    Term((("en", "Autumn"), ("sv", "Höst")), 9),
)
TERMS = (WINTER, SPRING, AUTUMN)
UNITS = (DurationUnit.WEEK, DurationUnit.MONTH)
STARTS = {
    "Winter 2028": Semester(2028, 0, TERMS),
    "spring term 2028": Semester(2028, 1, TERMS),
    "Höst 2027": Semester(2027, 2, TERMS),
}
REFUSED_STARTS = {
    "høst 2027": "bad-semester.terms",
    "Autumn": "bad-semester.terms",
    "Autumn 27": "bad-semester.terms",
    "Autumn 1999": "bad-semester.terms",
    "2027 Autumn": "bad-semester.reading",
    "2028-02-29": "bad-semester.reading",
    "15.08.2027": "bad-semester.reading",
}
LENGTHS = {"10 weeks": Duration(10, DurationUnit.WEEK), "1 måned": Duration(1, DurationUnit.MONTH)}
REFUSED_LENGTHS = {
    "2 semestre": "bad-duration.units",
    "0 weeks": "bad-duration.units",
    "501 weeks": "bad-duration.units",
    "ten weeks": "bad-duration.units",
    "99999999999999999999 weeks": "bad-duration.units",
    "10": "bad-duration.question",
}


def test_a_term_is_one_of_the_profiles_words_and_a_year() -> None:
    type_ = term_type(TERMS)
    assert {text: read(type_, text)[0] for text in STARTS} == STARTS
    assert {text: read(type_, text)[1] for text in REFUSED_STARTS} == REFUSED_STARTS
    assert type_.correction("2027 autumn") == "Autumn 2027"
    assert type_.correction("15.08.2027") == "Spring term 2027"
    assert {str(term): type_.read(str(term), (), []) for term in STARTS.values()} == {
        str(t): t for t in STARTS.values()
    }


def test_a_duration_is_a_number_and_one_of_the_units() -> None:
    type_ = duration_type(UNITS)
    assert {text: read(type_, text)[0] for text in LENGTHS} == LENGTHS
    assert {text: read(type_, text)[1] for text in REFUSED_LENGTHS} == REFUSED_LENGTHS
    assert type_.readings("10") == ("10 uker", "10 måneder")


@given(st.integers(2000, 2099), st.integers(0, 2), st.integers(-20, 20))
def test_terms_go_round_the_year_in_order(year: int, number: int, steps: int) -> None:
    start = Semester(year, number, TERMS)
    assert start.plus(steps).plus(-steps) == start
    assert (start.plus(steps) > start) == (start.plus(steps).first_day > start.first_day) == (steps > 0)


@pytest.mark.parametrize(
    ("duration", "terms", "iso"),
    [
        (Duration(1), 2, "P6M"),
        (Duration(2, DurationUnit.TERM), 2, "P8M"),
        (Duration(10, DurationUnit.WEEK), 1, "P70D"),
        (Duration(8, DurationUnit.MONTH), 2, "P8M"),
        (Duration(2, DurationUnit.YEAR), 6, "P2Y"),
        (Duration(40, DurationUnit.HOUR), 1, "PT40H"),
        (Duration(3, DurationUnit.DAY), 1, "P3D"),
    ],
)
def test_a_duration_covers_terms_and_is_written_in_iso_8601(duration: Duration, terms: int, iso: str) -> None:
    assert (duration.in_terms(len(TERMS)), duration.iso(len(TERMS))) == (terms, iso)


def test_a_term_begins_on_the_first_of_its_month() -> None:
    assert [Semester(2028, number, TERMS).first_day for number in range(3)] == [
        date(2028, 1, 1),
        date(2028, 4, 1),
        date(2028, 9, 1),
    ]


def in_the_form(key: str, texts: list[str]) -> list[str]:
    """Return the name of the first fault of each text in a field of the form, "" where it has none."""
    type_ = course_type(Declarations(terms=TERMS, units=UNITS))
    rule = next(each.rules for each in form_fields(schema(type_, {})) if each.key == key)
    return faults_in_the_form(rule, texts)


@pytest.mark.parametrize(
    ("key", "valid", "refused"), [("oppstart", STARTS, REFUSED_STARTS), ("varighet", LENGTHS, REFUSED_LENGTHS)]
)
def test_the_form_says_what_the_check_says(key: str, valid: dict[str, Any], refused: dict[str, str]) -> None:
    expected = dict.fromkeys(valid, "") | refused
    assert dict(zip(expected, in_the_form(key, [*expected]), strict=True)) == expected


def test_modules_and_semesters_of_a_year_take_the_terms_too_and_the_first_catalogue_is_unchanged() -> None:
    type_ = course_type(Declarations(terms=TERMS))
    module = type_.fields["modules"].type.item.entry.fields["semester"].type
    assert read(module, "Winter 2028") == (Semester(2028, 0, TERMS), "")
    assert course_type(Declarations()) is CourseEntry


def test_a_course_can_begin_on_a_day_which_is_in_a_term_or_a_month() -> None:
    start = read(day_type(TERMS), "2027-09-13")[0]
    assert start == Semester(2027, 2, TERMS, date(2027, 9, 13).toordinal())
    assert str(start) == "2027-09-13" and start.term == Semester(2027, 2, TERMS)
    in_month = read(day_type(MONTHS), "2027-09-13")[0]
    assert str(in_month.term) == "2027-09" and in_month.first_day == date(2027, 9, 13)
    assert in_month.last(Duration(10, DurationUnit.WEEK)) == Semester(2027, 11, MONTHS)
    refused = {"2027-02-30": "bad-date.day", "høst 2027": "bad-date.term", "13.9.2027": "bad-date.reading"}
    assert {text: read(day_type(MONTHS), text)[1] for text in refused} == refused


def test_modules_and_years_have_terms_where_courses_begin_on_days() -> None:
    declared = Declarations(terms=TERMS, by_day=True)
    type_ = course_type(declared)
    assert type_.fields["start"].type.accepts("2027-09-13") and not type_.fields["start"].type.accepts("Winter 2028")
    assert of_catalogue(ModuleEntry, declared).fields["semester"].type.accepts("Winter 2028")


def test_the_form_refuses_the_same_days() -> None:
    (rule,) = (
        each.rules for each in form_fields(schema(course_type(Declarations(by_day=True)), {})) if each.key == "oppstart"
    )
    given = ["2027-09-13", "2027-02-30", "høst 2027", "13.9.2027"]
    assert faults_in_the_form(rule, given) == ["", "bad-date.day", "bad-date.term", "bad-date.reading"]
