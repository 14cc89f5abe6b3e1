"""schema.org as JSON-LD: Course and CourseInstance joined by hasCourseInstance, and BreadcrumbList.

https://schema.org/Course. The split into specification and instance is that of EN 15982 (MLO). Each course's page has
it, so values equal to the course's own (the names of its instance and gatherings) and defaults (held as planned, with
attendance) are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from site_builder.catalogue.deadlines import end_of
from site_builder.catalogue.descriptions import description
from site_builder.catalogue.model import Course, Gathering
from site_builder.catalogue.profile import OwnValue, Profile, first_of
from site_builder.catalogue.schema.enums import CourseState, Delivery, Form, OwnKind
from site_builder.catalogue.status import CAN_APPLY, Statuses, StatusKind
from site_builder.catalogue.terms_of_year import SemesterSpan
from site_builder.catalogue.vocabulary import Institution, StudyPlace
from site_builder.pages.cards import grades
from site_builder.pages.i18n import Locale
from site_builder.pages.own_values import own_words, words_alone

MODES = {
    Delivery.ONLINE: ["online"],
    Delivery.MOOC: ["online"],
    Delivery.BLENDED: ["blended"],
    Delivery.GATHERINGS: ["onsite"],
    Delivery.CAMPUS: ["onsite"],
}
AVAILABILITY = {StatusKind.FULL: "SoldOut", StatusKind.VACANT: "LimitedAvailability"}
STATUSES = {
    CourseState.CANCELLED: "https://schema.org/EventCancelled",
    CourseState.NOT_THIS_YEAR: "https://schema.org/EventPostponed",
}


def course_data(
    course: Course, address: str, found: Statuses, semesters: Iterable[SemesterSpan], profile: Profile, locale: Locale
) -> str:
    """Return the JSON-LD of a course (schema.org Course), for a script element.

    `address` is the page's full address, `found` are the course's statuses, `semesters` those of its year, `profile`
    the catalogue's profile (unit of credits, country, time zone).
    """
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Course",
        "url": address,
        "name": course.title,
        "description": description(course),
        "courseCode": next((own.value for own in course.own if own.is_code), course.key),
        "inLanguage": course.language,
        "provider": organisation(course.institution),
        "about": course.subject.name.in_language(locale.language),
        **_credits(course, profile),
        **({"educationalLevel": level} if (level := _level(course, locale)) else {}),
        "hasCourseInstance": _instance(course, semesters, profile.country),
    }
    if course.admission:
        data["coursePrerequisites"] = course.admission
    if offers := [each | _price(course) for each in _offers(found, profile)]:
        data["offers"] = offers if len(offers) > 1 else offers[0]
    if course.own:
        data["additionalProperty"] = [_property(own, locale) for own in course.own]
    if course.provenance.sample:
        data["creativeWorkStatus"] = "Sample"
    return embedded(data)


def _credits(course: Course, profile: Profile) -> dict[str, object]:
    """Return the number of credits, in ECTS or in the unit of the catalogue; nothing where there are none."""
    if not course.credits:
        return {}
    unit = profile.unit.name.first if profile.unit else "ECTS"
    return {"numberOfCredits": {"@type": "StructuredValue", "value": course.credits, "unitText": unit}}


def _level(course: Course, locale: Locale) -> str:
    """Return the grades of a course, and its steps on the scales of the catalogue; "" where it has none."""
    scales = (words_alone(own, locale) for own in course.own if own.field.kind is OwnKind.SCALE)
    return ", ".join(filter(None, (grades(course.grades, locale), *scales)))


def _price(course: Course) -> dict[str, object]:
    """Return the price and currency of an offer of the course, the first of the catalogue's own fields that is one."""
    own = first_of(course.own, OwnKind.PRICE)
    return {"price": f"{own.value:.2f}", "priceCurrency": own.field.currency} if own else {}


def _property(own: OwnValue, locale: Locale) -> dict[str, object]:
    """Return an own field of the catalogue as a PropertyValue, with its name and words in the language of the page."""
    words = [text.in_language(locale.language) for text in own.texts]
    if own.field.kind is OwnKind.SCALE:
        words = [own_words(own, locale)]
    value = own.plain if not words else words if len(words) > 1 else words[0]
    name = own.field.name.in_language(locale.language)
    unit = {"unitText": own.field.currency} if own.field.currency else {}
    return {"@type": "PropertyValue", "propertyID": own.field.key, "name": name, "value": value, **unit}


def _offers(found: Statuses, profile: Profile) -> Iterator[dict[str, object]]:
    """Yield an offer for the span in which one can apply, and one from the day on which a course is full or has places.

    Each has its dates, so none is false later. A course that is cancelled or not held has no offer from then on.
    """
    category = profile.programme
    spans = [each for each in found.statuses if each.kind in CAN_APPLY]
    if spans and found.deadline:
        ends = end_of(found.deadline.day, profile.time_zone)
        yield _offer(category, "InStock", starts=spans[0].since, ends=ends)
    elif spans:
        begun = next((each.since for each in found.statuses if each.kind is StatusKind.BEGUN), None)
        yield _offer(category, "InStock", starts=spans[0].since, ends=begun)
    if (given := found.given) and given.kind in AVAILABILITY:
        over = found.statuses[-1].since if found.statuses[-1] is not given else None
        yield _offer(category, AVAILABILITY[given.kind], starts=given.since, ends=over)


def _offer(
    category: str, availability: str, *, starts: datetime | None, ends: datetime | None = None
) -> dict[str, object]:
    offer: dict[str, object] = {
        "@type": "Offer",
        "category": category,
        "availability": f"https://schema.org/{availability}",
    }
    if starts:
        offer["availabilityStarts"] = starts.isoformat()
    if ends:
        offer["availabilityEnds"] = ends.isoformat()
    return offer


def _instance(course: Course, semesters: Iterable[SemesterSpan], country: str) -> dict[str, object]:
    """Return the CourseInstance: the course as it is held in one academic year, in a country (ISO 3166-1)."""
    offering = course.offering
    spans = {span.semester: span for span in semesters}
    first, last = spans.get(offering.start), spans.get(offering.last_term)
    data: dict[str, object] = {
        "@type": "CourseInstance",
        "courseMode": MODES[offering.delivery],
        "inLanguage": list(offering.teaching_languages),
    }
    if offering.state in STATUSES:
        data["eventStatus"] = STATUSES[offering.state]
    if offering.start.day:
        data["startDate"] = offering.start.day.isoformat()
    elif first:
        data["startDate"] = (offering.gatherings[0].first if offering.gatherings else first.first).isoformat()
    if last:
        data["endDate"] = last.last.isoformat()
    if offering.places:
        data["location"] = [_place(place, country) for place in offering.places]
    if offering.gatherings:
        data["subEvent"] = [_event(each) for each in offering.gatherings]
    return data


def _place(place: StudyPlace, country: str) -> dict[str, object]:
    address = {
        "@type": "PostalAddress",
        "addressLocality": place.name,
        **({"addressRegion": place.county} if place.county else {}),
        **({"addressCountry": country} if country else {}),
    }
    return {"@type": "Place", "name": place.name, "address": address}


def _event(gathering: Gathering) -> dict[str, object]:
    """Return a gathering as a part of the instance: its days, and where it is when that is said of it alone."""
    data: dict[str, object] = {
        "@type": "Event",
        "startDate": gathering.first.isoformat(),
        "endDate": gathering.last.isoformat(),
    }
    if gathering.form is Form.DIGITAL:
        data["eventAttendanceMode"] = "https://schema.org/OnlineEventAttendanceMode"
    if place := gathering.place:
        data["location"] = {"@type": "Place", "name": place.name, "address": place.name}
    return data


def organisation(institution: Institution) -> dict[str, object]:
    """Return the JSON-LD of an institution: a CollegeOrUniversity of schema.org."""
    data: dict[str, object] = {"@type": "CollegeOrUniversity", "name": institution.name}
    if institution.home_page:
        data["sameAs"] = institution.home_page
    if institution.short_names:
        data["alternateName"] = list(institution.short_names)
    return data


def breadcrumb_data(steps: Iterable[tuple[str, str]]) -> str:
    """Return the JSON-LD of breadcrumbs. `steps` are (text, full address) pairs, the front page first."""
    return embedded(
        {
            "@context": "https://schema.org",
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": position, "name": name, "item": address}
                for position, (name, address) in enumerate(steps, start=1)
            ],
        }
    )


def embedded(data: object) -> str:
    """Return a value as JSON for a script element: `<` is escaped, so that no text can close the element."""
    return msgspec.json.encode(data).decode().replace("<", "\\u003c")
