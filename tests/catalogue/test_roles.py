"""Roles of a profile: which deadline is the reader's, and what a course waits for when it has passed."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from course_factory import make_course, make_deadline, make_year
from field_reading import read

from site_builder.catalogue.model import Deadline
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.declarations import Declarations, course_type
from site_builder.catalogue.schema.enums import Task
from site_builder.catalogue.schema.json_schema import schema
from site_builder.catalogue.schema.roles import READER, Role, declared_role, reader_among, role_type
from site_builder.catalogue.status import StatusKind, statuses

GUESTS = declared_role(0, "guest", Task.ANSWERS, {"en": "guests"})
STUDENTS = declared_role(1, "student", Task.APPLIES, {"en": "students"})
FACULTY = declared_role(2, "faculty", Task.ANSWERS, {"en": "the faculty"})
OFFICE = declared_role(3, "admissions office", Task.ADMITS, {"en": "the admissions office"})
ROLES = (GUESTS, STUDENTS, FACULTY, OFFICE)


def of(role: Role, day: date) -> Deadline:
    return make_deadline(day, who=role)


def test_a_role_is_one_of_the_profiles() -> None:
    type_ = role_type(ROLES)
    assert read(type_, "student")[0] == STUDENTS
    assert read(type_, "lærer")[1] == "bad-choice"
    assert type_.correction("Admissions Office") == "admissions office"


def test_the_reader_is_the_role_that_applies() -> None:
    assert reader_among(ROLES) is STUDENTS
    assert reader_among(()) is READER
    assert reader_among((FACULTY,)) is FACULTY


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2016, 2, 20), StatusKind.OPEN),
        (date(2016, 3, 2), StatusKind.OWNER),
        (date(2016, 4, 2), StatusKind.ADMISSION),
        (date(2016, 5, 2), StatusKind.OVER),
    ],
)
def test_a_course_waits_for_the_role_with_the_next_deadline(day: date, kind: StatusKind) -> None:
    deadlines = (
        of(GUESTS, date(2016, 2, 10)),
        of(STUDENTS, date(2016, 3, 1)),
        of(FACULTY, date(2016, 4, 1)),
        of(OFFICE, date(2016, 5, 1)),
    )
    year = make_year(*deadlines, reader=STUDENTS)
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo("Europe/Oslo"))
    assert statuses(make_course(), year).at(noon).kind is kind


def test_the_schema_has_the_keys_and_the_names_of_the_roles() -> None:
    type_ = course_type(Declarations(roles=ROLES))
    who = schema(type_, {})["$defs"]["DeadlineEntry"]["properties"]["hvem"]
    assert who["enum"] == [each.key for each in ROLES]
    assert who["enumDescriptions"][1] == "students"
    assert schema(CourseEntry, {})["$defs"]["DeadlineEntry"]["properties"]["hvem"]["$ref"] == "#/$defs/Who"
