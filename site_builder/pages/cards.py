"""The card of a course: the texts that a list prints of it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from site_builder.catalogue.checks.titles import read_title
from site_builder.catalogue.labels import STATES, credit_message, delivery_label, start_label
from site_builder.catalogue.model import Course
from site_builder.catalogue.schema.enums import CourseState, Grades
from site_builder.catalogue.status import statuses
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.i18n import Locale
from site_builder.pages.own_values import listed_words
from site_builder.pages.status import StatusTag, status_tag
from site_builder.pages.titles import unbroken
from site_builder.pages.urls import Addresses
from site_builder.problems import N_


class Card(Struct, frozen=True):
    """A course in a list, as texts in the page's language, such as `grades` (school years), `credits` and `start`.

    `language` is that of the title. `state` is "" for an open course; `state_key` is its value's key in the facet of
    statuses. `sample` marks an invented course, `documented` one with a stated source. `where` is the institution with
    the places, or that it is online. `row` are the facts that distinguish courses in a list and are not in the title.
    """

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
    documented: bool
    status: StatusTag
    where: str
    row: tuple[str, ...]


def card(course: Course, year: AcademicYear, locale: Locale, addresses: Addresses) -> Card:
    """Return the card of a course of `year`, in the language of `locale` and `addresses`."""
    tag = status_tag(course, year, statuses(course, year), locale)
    return Card(
        title=unbroken(course.title),
        language=course.language,
        address=addresses.course(course.offering.year, course.key),
        institution=course.institution.name,
        places=places(course),
        grades=grades(course.grades, locale),
        credits=credits(course.credits, locale),
        delivery=locale.label(delivery_label(course.offering.form_of_delivery)),
        start=locale.label(start_label(course.offering.start)),
        state="" if course.offering.state is CourseState.OPEN else tag.text,
        state_key=STATES[course.offering.state][0],
        sample=course.provenance.sample,
        documented=course.provenance.is_stated and not course.provenance.sample,
        status=tag,
        where=where(course, locale),
        row=(*_row(course, locale), *listed_words(course, locale)),
    )


def where(course: Course, locale: Locale) -> str:
    """Return the institution and the study places, `HiHM · Hamar`, or the institution and that the course is online."""
    found = places(course)
    if not found and course.offering.delivery.is_online:
        found = locale.label(delivery_label(course.offering.form_of_delivery))
    return f"{course.institution.name} · {found}" if found else course.institution.name


def _row(course: Course, locale: Locale) -> Iterator[str]:
    """Yield the facts of a row: grades and credits that the title lacks, days away, prior credits."""
    title, offering = read_title(course.title), course.offering
    if title.grades is None and (for_whom := grades(course.grades, locale)):
        yield for_whom
    if title.credits is None and course.credits:
        yield locale.gettext(N_("{number} cr"), number=locale.number(course.credits))
    if away := offering.in_person:
        days, first = offering.days_away, locale.short_date(away[0].first)
        yield locale.ngettext(N_("one day away, {first}"), N_("{count} days away, from {first}"), days, first=first)
    else:
        if not offering.delivery.is_online or offering.places:
            yield locale.label(delivery_label(offering.form_of_delivery))
        yield locale.label(start_label(offering.start))
    if course.prior_credits:
        number = locale.number(course.prior_credits)
        yield locale.gettext(N_("requires {number} cr"), number=number)


def grades(value: Grades, locale: Locale) -> str:
    """Return school years as text, separated by commas: `1.–7. trinn`, `vg1–vg3`, `voksne`; "" for none."""
    parts = [
        locale.gettext(N_("Grades 11–13"))
        if (low, high) == (11, 13)
        else locale.gettext(N_("Grades {low}–{high}"), low=low, high=high)
        if low != high
        else locale.gettext(N_("Grade {low}"), low=low)
        for low, high in value.ranges
    ]
    return ", ".join(parts + [locale.gettext(N_("Adults"))] * value.adults)


def credits(value: float, locale: Locale) -> str:
    """Return credits as text: `30 studiepoeng`; "" for 0."""
    return locale.gettext(credit_message(value), number=locale.number(value)) if value else ""


def places(course: Course) -> str:
    """Return the names of the study places, separated by commas, with Sami names after a slash; "" for none."""
    return ", ".join(
        f"{place.name}/{place.sami_name}" if place.sami_name else place.name for place in course.offering.places
    )
