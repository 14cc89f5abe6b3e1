"""The facts of a course as rows of name and value, and the requirements of competence that it counts towards."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from msgspec import Struct

from site_builder.catalogue.labels import delivery_label, scheme_about, scheme_label, start_label
from site_builder.catalogue.model import Course
from site_builder.catalogue.profile import OwnValue
from site_builder.catalogue.schema.enums import Form, OwnKind
from site_builder.catalogue.vocabulary import Fulfilment
from site_builder.catalogue.years import AcademicYear
from site_builder.pages import cards
from site_builder.pages.durations import duration_words
from site_builder.pages.i18n import Locale
from site_builder.pages.layout import Layout
from site_builder.pages.own_values import own_words
from site_builder.problems import N_

LEVEL_HELP = N_("Level 1 begins from the start; level 2 builds on level 1 in the subject.")
"""Explanation of levels, for a teacher who meets them for the first time."""


class FactRow(Struct, frozen=True):
    """A row about a course: its name and its value; `address` is "" if the value is no link.

    `assumed`: the course's source does not state it. `help` explains the term, "" if it needs no explanation.
    """

    name: str
    value: str
    address: str = ""
    assumed: bool = False
    help: str = ""


class GatheringRow(Struct, frozen=True):
    """A gathering (meeting of the students) as a row of a table. `digital`: nobody travels to it.

    `dates` and `weekdays` are texts; `iso_date` and `iso_last` are its first and last day in ISO 8601. `where` is its
    place or form.
    """

    dates: str
    weekdays: str
    iso_date: str
    iso_last: str
    where: str
    digital: bool


class FulfilmentRow(Struct, frozen=True):
    """A sentence on a requirement of competence that the course meets (`complete`) or counts towards.

    `confirmed`: the rule was read in a source.
    """

    text: str
    complete: bool
    confirmed: bool


def facts(course: Course, locale: Locale) -> Iterator[FactRow]:
    """Yield the main rows of a course: grades, credits, delivery, place, start, and the own fields that lists show."""
    offering, assumed = course.offering, frozenset(course.provenance.inferred)
    if grades := cards.grades(course.grades, locale):
        yield FactRow(locale.gettext(N_("For whom")), grades, assumed="trinn" in assumed)
    if credits := cards.credits(course.credits, locale):
        yield FactRow(locale.gettext(N_("Credits")), credits, assumed="studiepoeng" in assumed)
    delivery = locale.label(delivery_label(offering.form_of_delivery))
    yield FactRow(locale.gettext(N_("Delivery")), delivery, assumed="studieform" in assumed)
    where = cards.places(course) or locale.gettext(N_("wherever you are"))
    yield FactRow(locale.gettext(N_("Place")), where, assumed="studiesteder" in assumed)
    start = f"{locale.label(start_label(offering.start))}, {duration_words(offering.duration, locale)}"
    yield FactRow(locale.gettext(N_("Start")), start, assumed="oppstart" in assumed)
    yield from (_own_fact(own, locale, assumed) for own in course.own if own.field.in_lists)


def more_facts(course: Course, year: AcademicYear, layout: Layout) -> Iterator[FactRow]:
    """Yield rows that only some courses have: level, prior credits, schemes, and fields declared with `fact`."""
    locale, offering = layout.locale, course.offering
    if course.level:
        yield FactRow(locale.gettext(N_("Level")), str(course.level), help=locale.gettext(LEVEL_HELP))
    if course.prior_subject:
        several = N_("{number} credits in {subject}")
        yield FactRow(
            locale.gettext(N_("Required beforehand")),
            locale.gettext(
                N_("{number} credit in {subject}") if course.prior_credits == 1 else several,
                number=locale.number(course.prior_credits),
                subject=course.prior_subject.name.in_language(locale.language).lower(),
            ),
        )
    if course.prior_course and (prior := year.by_key.get(course.prior_course)):
        yield FactRow(locale.gettext(N_("Builds on")), prior.title, layout.addresses.course(year.key, prior.key))
    names = ", ".join(locale.language_name(each) for each in offering.teaching_languages)
    yield FactRow(locale.gettext(N_("Taught in")), names)
    if offering.schemes:
        yield FactRow(
            locale.gettext(N_("How it can be funded")),
            ", ".join(locale.label(scheme_label(each)) for each in offering.schemes),
            help=" ".join(locale.label(said) for each in offering.schemes if (said := scheme_about(each))),
        )
    for name, value in offering.facts:
        yield FactRow(locale.gettext(name), value)
    assumed = frozenset(course.provenance.inferred)
    yield from (_own_fact(own, locale, assumed) for own in course.own if not own.field.in_lists)


def _own_fact(own: OwnValue, locale: Locale, assumed: Collection[str]) -> FactRow:
    """Return an own field as a row. It is assumed where its key is in `assumed`."""
    address = own.value if own.field.kind is OwnKind.LINK else ""
    name = own.field.name.in_language(locale.language)
    return FactRow(name, own_words(own, locale), address, assumed=own.field.key in assumed)


def gathering_rows(course: Course, locale: Locale) -> Iterator[GatheringRow]:
    """Yield the gatherings of a course as rows, in order."""
    for each in course.offering.gatherings:
        where = locale.gettext(N_("online") if each.form is Form.DIGITAL else N_("in person"))
        where = each.place.name if each.place else where
        yield GatheringRow(
            locale.span(each.first, each.last),
            locale.weekdays(each.first, each.last),
            each.first.isoformat(),
            each.last.isoformat(),
            where,
            each.form is Form.DIGITAL,
        )


def module_facts(course: Course, locale: Locale) -> Iterator[FactRow]:
    """Yield the modules of a course as rows, in the order of its file: title; credits with the semester."""
    for module in course.modules:
        when = f", {locale.label(start_label(module.semester))}" if module.semester else ""
        yield FactRow(module.title, cards.credits(module.credits, locale) + when)


def fulfilment_row(each: Fulfilment, locale: Locale) -> FulfilmentRow:
    """Return the sentence on the requirement of competence in `each`, which a course meets or counts towards."""
    requirement = each.requirement
    name = requirement.name.in_language(locale.language)
    if each.complete:
        text = locale.gettext(
            N_("{name}: meets the requirement ({credits}, with what is required beforehand)"),
            name=name,
            credits=cards.credits(requirement.credits, locale),
        )
    else:
        text = locale.gettext(
            N_("{name}: {number} of {all} credits"),
            name=name,
            number=locale.number(each.credits),
            all=locale.number(requirement.credits),
        )
    return FulfilmentRow(text, each.complete, requirement.confirmed)


def contact_facts(course: Course, locale: Locale) -> Iterator[FactRow]:
    """Yield rows with the contact person's name, e-mail and telephone number, as far as they are given."""
    if contact := course.contact:
        if contact.name:
            yield FactRow(locale.gettext(N_("Name")), contact.name)
        if contact.email:
            yield FactRow(locale.gettext(N_("E-mail")), contact.email, f"mailto:{contact.email}")
        if contact.phone:
            yield FactRow(locale.gettext(N_("Telephone")), contact.phone, f"tel:{contact.phone.replace(' ', '')}")
