"""Build the model's values for tests, every field with a default. No other module of tests builds a Course."""

from __future__ import annotations

from datetime import date
from typing import Any

from site_builder.catalogue.model import Course, Deadline, Offering, Provenance
from site_builder.catalogue.schema.enums import (
    CourseState,
    Delivery,
    Grades,
    ProvenanceKind,
    YearState,
)
from site_builder.catalogue.schema.roles import ROLES, Role
from site_builder.catalogue.schema.times import Duration, Semester
from site_builder.catalogue.schema.usual_choices import Area, Who
from site_builder.catalogue.texts import Prose, Text
from site_builder.catalogue.vocabulary import Institution, StudyPlace, Subject
from site_builder.catalogue.years import AcademicYear


def make_text(words: str) -> Text:
    """Return a text in bokmål."""
    return Text({"nb": words})


def make_subject(key: str = "engelsk", **fields: Any) -> Subject:
    """Return a subject that has a kompetansekrav."""
    defaults = {"name": make_text(key.title()), "everyday": (), "area": Area.LANGUAGES, "required": True}
    return Subject(key=key, **(defaults | fields))


def make_place(key: str, county: str) -> StudyPlace:
    """Return a place without a Sami name."""
    return StudyPlace(key=key, name=key.title(), county=county, sami_name=None)


def make_institution(key: str = "hihm", **fields: Any) -> Institution:
    """Return an institution that exists at all times."""
    defaults: dict[str, Any] = {
        "name": key.upper(),
        "short_names": (),
        "valid_from": None,
        "valid_until": None,
        "successor": None,
        "predecessors": (),
        "places": (),
        "home_page": None,
        "note": None,
    }
    return Institution(key=key, **(defaults | fields))


def make_offering(**fields: Any) -> Offering:
    """Return an online offering that is open for applications and lasts one semester."""
    defaults: dict[str, Any] = {
        "year": "2016-2017",
        "delivery": Delivery.ONLINE,
        "places": (),
        "start": Semester(2016, 1),
        "duration": Duration(1),
        "gatherings": (),
        "teaching_languages": ("nb",),
        "schemes": (),
        "seats": None,
        "fee": None,
        "facts": (),
        "deadlines": (),
        "state": CourseState.OPEN,
        "state_note": None,
    }
    return Offering(**(defaults | fields))


def make_course(**fields: Any) -> Course:
    """Return a course of 30 credits for grades 8 to 10 at HIHM, without prerequisites or text."""
    defaults: dict[str, Any] = {
        "key": "hihm/engelsk-1",
        "institution": make_institution(),
        "title": "Engelsk 1",
        "subject": make_subject(),
        "level": None,
        "grades": Grades(((8, 10),)),
        "credits": 30.0,
        "modules": (),
        "language": "nb",
        "admission": None,
        "prior_subject": None,
        "prior_credits": 0.0,
        "prior_course": None,
        "fulfilments": (),
        "link": None,
        "contact": None,
        "provenance": Provenance(kind=ProvenanceKind.SAMPLE, source=None, year=None, inferred=()),
        "prose": Prose("", ""),
        "offering": make_offering(),
        "old_addresses": (),
        "source": "catalogue/2016-2017/hihm/engelsk-1.md",
    }
    return Course(**(defaults | fields))


def make_deadline(day: date, who: Who | Role = Who.TEACHER, **fields: Any) -> Deadline:
    """Return a deadline on `day`."""
    return Deadline(
        **(
            {"who": who if isinstance(who, Role) else ROLES[who], "what": make_text(f"Frist for {who}"), "day": day}
            | fields
        )
    )


def make_year(*deadlines: Deadline, **fields: Any) -> AcademicYear:
    """Return the year 2016-2017 without courses; applications open on 1 February 2016."""
    defaults: dict[str, Any] = {
        "key": "2016-2017",
        "name": "2016/2017",
        "state": YearState.OPEN,
        "opens": date(2016, 2, 1),
        "deadlines": deadlines,
        "semesters": (),
        "steps": (),
        "sources": (),
        "courses": (),
        "source": "catalogue/2016-2017/year.yaml",
        "zone": "Europe/Oslo",
    }
    return AcademicYear(**(defaults | fields))
