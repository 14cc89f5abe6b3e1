"""Define the facets that divide courses, for the lists of pages and for search alike."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cache, partial

from msgspec import Struct

from site_builder.catalogue.labels import (
    DELIVERIES,
    LANGUAGE_NAMES,
    STATES,
    Label,
    credit_message,
    delivery_label,
    language_label,
    message_label,
    plain_number,
    semester_label,
)
from site_builder.catalogue.model import Course
from site_builder.catalogue.profile import OwnField, OwnValue, Profile
from site_builder.catalogue.schema.enums import CourseState, Delivery, Grades, OwnKind
from site_builder.catalogue.schema.own_delivery import OwnDelivery
from site_builder.catalogue.schema.school_years import STAGES
from site_builder.catalogue.schema.times import Semester
from site_builder.catalogue.texts import Text
from site_builder.file_names import slug, slug_or_nothing
from site_builder.problems import N_


class FacetValue(Struct, frozen=True):
    """A value of a facet.

    `key` is its part of an address (`hedmark`); values are displayed by `order`, then by label.
    """

    key: str
    label: Label
    order: tuple[int | str, ...] = ()


class Facet(Struct, frozen=True):
    """A property that divides courses, such as county.

    `key` is its slug (`fylke`); `values` returns a course's values.
    """

    key: str
    label: Label
    values: Callable[[Course], tuple[FacetValue, ...]]


@cache
def _name(key: str, name: str) -> FacetValue:
    """Return a value with the same name in every language."""
    return FacetValue(key, Label(Text({"nb": name})))


def _subject(course: Course) -> tuple[FacetValue, ...]:
    return (FacetValue(course.subject.key, Label(course.subject.name)),)


def _level(course: Course) -> tuple[FacetValue, ...]:
    return () if course.level is None else _of_level(course.level)


@cache
def _of_level(level: int) -> tuple[FacetValue, ...]:
    return (FacetValue(str(level), message_label(N_("Level {level}"), level=level), (level,)),)


def _grades(course: Course) -> tuple[FacetValue, ...]:
    return _of_grades(course.grades)


@cache
def _of_grades(grades: Grades) -> tuple[FacetValue, ...]:
    """Return the stages, adults and ranges of `grades`. Cached: thousands of courses share few sets of grades."""
    stages = [
        FacetValue(key, message_label(name), (0, low)) for key, name, low, high in STAGES if grades.overlaps(low, high)
    ]
    ranges = [
        FacetValue(f"{low}-{high}", message_label(N_("Grades {low}–{high}"), low=low, high=high), (2, low, high))
        for low, high in grades.ranges
    ]
    adults = [FacetValue("voksne", message_label(N_("Adults")), (1,))] if grades.adults else []
    return (*stages, *adults, *ranges)


def _credits(course: Course) -> tuple[FacetValue, ...]:
    return _of_credits(course.credits) if course.credits else ()


@cache
def _of_credits(credits: float) -> tuple[FacetValue, ...]:
    number = plain_number(credits)
    label = message_label(credit_message(credits), number=number)
    return (FacetValue(number.replace(",", "-"), label, (int(credits * 10),)),)


def _institution(course: Course) -> tuple[FacetValue, ...]:
    return (_name(course.institution.key, course.institution.name),)


def _county(course: Course) -> tuple[FacetValue, ...]:
    return tuple(_of_county(county) for county in course.counties)


@cache
def _of_county(county: str) -> FacetValue:
    return _name(slug(county), county)


def _place(course: Course) -> tuple[FacetValue, ...]:
    return tuple(_name(place.key, place.name) for place in course.offering.places)


def _delivery(course: Course) -> tuple[FacetValue, ...]:
    return _of_delivery(course.offering.form_of_delivery)


@cache
def _of_delivery(delivery: Delivery | OwnDelivery) -> tuple[FacetValue, ...]:
    if isinstance(delivery, OwnDelivery):
        return (FacetValue(delivery.id, delivery_label(delivery), (delivery.rank,)),)
    return (FacetValue(DELIVERIES[delivery][0], delivery_label(delivery), (list(DELIVERIES).index(delivery),)),)


def _start(course: Course) -> tuple[FacetValue, ...]:
    return _of_start(course.offering.start.term)


@cache
def _of_start(start: Semester) -> tuple[FacetValue, ...]:
    key = slug(str(start)) if start.terms else f"{'host' if start.half else 'var'}-{start.year}"
    return (FacetValue(key, semester_label(start), (start.year, start.half)),)


def _language(course: Course) -> tuple[FacetValue, ...]:
    return tuple(map(_of_language, course.offering.teaching_languages))


@cache
def _of_language(language: str) -> FacetValue:
    order = list(LANGUAGE_NAMES).index(language) if language in LANGUAGE_NAMES else len(LANGUAGE_NAMES)
    return FacetValue(language, language_label(language), (order,))


def _state(course: Course) -> tuple[FacetValue, ...]:
    return _of_state(course.offering.state)


@cache
def _of_state(state: CourseState) -> tuple[FacetValue, ...]:
    key, name = STATES[state]
    return (FacetValue(key, message_label(name), (list(STATES).index(state),)),)


def _requirement(course: Course) -> tuple[FacetValue, ...]:
    return tuple(
        FacetValue(fulfilment.requirement.key, Label(fulfilment.requirement.name))
        for fulfilment in course.fulfilments
        if fulfilment.complete
    )


FACETS: tuple[Facet, ...] = (
    Facet("fag", message_label(N_("Subject")), _subject),
    Facet("niva", message_label(N_("Level")), _level),
    Facet("trinn", message_label(N_("Grades")), _grades),
    Facet("studiepoeng", message_label(N_("Credits")), _credits),
    Facet("institusjon", message_label(N_("Institution")), _institution),
    Facet("fylke", message_label(N_("County")), _county),
    Facet("sted", message_label(N_("Place")), _place),
    Facet("studieform", message_label(N_("Delivery")), _delivery),
    Facet("oppstart", message_label(N_("Start")), _start),
    Facet("sprak", message_label(N_("Teaching language")), _language),
    Facet("status", message_label(N_("Status")), _state),
    Facet("kompetansekrav", message_label(N_("Meets the requirement")), _requirement),
)
"""The facets of every catalogue, in display order."""

BY_KEY = {facet.key: facet for facet in FACETS}


def facets_of(profile: Profile) -> tuple[Facet, ...]:
    """Return every facet of a catalogue, in display order: those of all catalogues, then those of own fields."""
    return (*FACETS, *(_own_facet(own) for own in profile.own_fields if own.facet))


def _own_facet(own: OwnField) -> Facet:
    return Facet(own.address_key, Label(own.name), partial(_own_values, own.key))


def _own_values(key: str, course: Course) -> tuple[FacetValue, ...]:
    """Return the course's values of the own field with this key, but those without letters for an address."""
    own = next((each for each in course.own if each.field.key == key), None)
    if own is None:
        return ()
    if isinstance(own.value, bool):
        return (_YES if own.value else _NO,)
    if own.field.kind is OwnKind.SCALE:
        return _steps(own)
    if own.field.kind is OwnKind.PRICE:
        return (_of_price(own.value, own.field.limits, own.field.currency),)
    return tuple(FacetValue(address, Label(text)) for text in own.texts if (address := slug_or_nothing(text.first)))


def _steps(own: OwnValue) -> tuple[FacetValue, ...]:
    """Return a value for each step of a scale that the course covers, in the order of the scale."""
    return tuple(
        FacetValue(key, Label(name), (number,)) for number, (key, name) in enumerate(own.steps, start=own.value.low)
    )


@cache
def _of_price(amount: float, limits: tuple[float, ...], currency: str) -> FacetValue:
    """Return the group of an amount: free, or between two of `limits`; "with a fee" where there are no limits."""
    if amount == 0:
        return FacetValue("gratis", message_label(N_("free")), (0,))
    if not limits:
        return FacetValue("betalt", message_label(N_("with a fee")), (1,))
    place = bisect_left(limits, amount)
    low, high = limits[place - 1] if place else 0, limits[place] if place < len(limits) else 0
    key = f"til-{high:g}" if not low else f"{low:g}-{high:g}" if high else f"over-{low:g}"
    message = N_("up to {high}") if not low else N_("{low} to {high}") if high else N_("more than {low}")
    amounts = {name: value for name, value in (("low", low), ("high", high)) if value}
    return FacetValue(key.replace(".", "-"), Label(message=message, values=amounts, currency=currency), (1, place))


_YES = FacetValue("ja", message_label(N_("yes")), (0,))
_NO = FacetValue("nei", message_label(N_("no")), (1,))


def group_courses(facet: Facet, courses: Iterable[Course]) -> dict[FacetValue, tuple[Course, ...]]:
    """Return value of `facet` -> its courses, values by order and key. A course can have several values or none."""
    found: dict[str, list[Course]] = {}
    values: list[FacetValue] = []
    for course in courses:
        for value in facet.values(course):
            if value.key not in found:
                found[value.key] = []
                values.append(value)
            found[value.key].append(course)
    values.sort(key=lambda value: (value.order, value.key))
    return {value: tuple(found[value.key]) for value in values}
