"""The card of a course: the facts that a list prints of it."""

from __future__ import annotations

from msgspec import Struct

from site_builder.catalogue.labels import DELIVERIES, STATES, semester_label
from site_builder.catalogue.model import Course
from site_builder.catalogue.schema.enums import CourseState, Grades
from site_builder.catalogue.status import statuses
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.i18n import Locale
from site_builder.pages.status import StatusTag, status_tag
from site_builder.pages.urls import Addresses
from site_builder.problems import N_


class Card(Struct, frozen=True):
    """A course in a list. `language` is that of its title; `state` is empty for a course without a state of its own."""

    title: str
    language: str
    address: str
    institution: str
    places: str
    grades: str
    credits: str
    delivery: str
    start: str
    state: str
    state_key: str
    sample: bool
    status: StatusTag


def card(course: Course, year: AcademicYear, locale: Locale, addresses: Addresses) -> Card:
    """Return the card of a course of `year`."""
    tag = status_tag(course, statuses(course, year), locale)
    return Card(
        title=course.title,
        language=course.language,
        address=addresses.course(course.offering.year, course.key),
        institution=course.institution.name,
        places=places(course),
        grades=grades(course.grades, locale),
        credits=credits(course.credits, locale),
        delivery=locale.gettext(DELIVERIES[course.offering.delivery][1]),
        start=locale.label(semester_label(course.offering.start)),
        state="" if course.offering.state is CourseState.OPEN else tag.text,
        state_key=STATES[course.offering.state][0],
        sample=course.provenance.sample,
        status=tag,
    )


def grades(value: Grades, locale: Locale) -> str:
    """Return grades as text: `1.–7. trinn`, `vg1–vg3`, `voksne`."""
    parts = [
        locale.gettext(N_("vg1–vg3"))
        if (low, high) == (11, 13)
        else locale.gettext(N_("Grades {low}–{high}"), low=low, high=high)
        if low != high
        else locale.gettext(N_("Grade {low}"), low=low)
        for low, high in value.ranges
    ]
    return ", ".join(parts + [locale.gettext(N_("Adults"))] * value.adults)


def credits(value: float, locale: Locale) -> str:
    """Return credits as text: `30 studiepoeng`."""
    return locale.gettext(N_("{number} credits"), number=locale.number(value))


def places(course: Course) -> str:
    """Return the names of the places of study, each with its Sami name if it has one."""
    return ", ".join(
        f"{place.name}/{place.sami_name}" if place.sami_name else place.name for place in course.offering.places
    )
