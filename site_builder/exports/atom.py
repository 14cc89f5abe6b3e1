"""The current year's courses as an Atom feed (RFC 4287), for feed readers and for mirrors of the catalogue.

The last changed course comes first with a new timestamp. A feed reader thus shows new courses, and courses whose
deadline has moved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.descriptions import description
from site_builder.catalogue.labels import SINCE, STATES
from site_builder.catalogue.model import Course
from site_builder.catalogue.schema.enums import CourseState
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.exports.last_changed import last_instant
from site_builder.exports.xml import element
from site_builder.pages.i18n import Locale
from site_builder.pages.urls import Addresses
from site_builder.problems import N_

NEWEST = 1_000
"""Entries at most, the latest changes: 600 kB, which feed readers fetch again and again. All courses are in
catalogue.json and the other formats."""

ATOM = "http://www.w3.org/2005/Atom"

_CLOSED = (CourseState.FULL, CourseState.CANCELLED, CourseState.NOT_THIS_YEAR)
"""States in which nobody can apply."""


def atom_feed(catalogue: Catalogue, locale: Locale, addresses: Addresses, dates: Mapping[str, str]) -> bytes:
    """Return the Atom feed of the current year's courses, the latest change first, at most NEWEST entries.

    `dates` maps the path of a source file to the ISO time of its last change; a course without one counts as changed
    when the year opened. The id of an entry is the course's permanent address.
    """
    year, base = catalogue.current_year, catalogue.settings.base
    opened = datetime(year.opens.year, year.opens.month, year.opens.day, tzinfo=UTC)
    changed = {course.key: max(opened, last_instant(course, dates) or opened) for course in year.courses}
    parts = [
        f'<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="{ATOM}" xml:lang="{locale.language}">',
        element("title", f"{catalogue.settings.name.in_language(locale.language)} {year.name}"),
        element("id", base + addresses.feed()),
        element("link", href=base + addresses.feed(), rel="self"),
        element("link", href=base + addresses.front()),
        element("updated", _instant(max(changed.values(), default=opened))),
    ]
    ordered = sorted(year.courses, key=lambda course: (-changed[course.key].timestamp(), course.key))
    for course in ordered[:NEWEST]:
        page = base + addresses.course(year.key, course.key)
        parts += _entry(course, year, page, changed[course.key], locale)
    return "\n".join([*parts, "</feed>", ""]).encode()


def _entry(course: Course, year: AcademicYear, address: str, changed: datetime, locale: Locale) -> Iterator[str]:
    yield "<entry>"
    yield element("title", course.title, **{"xml:lang": course.language})
    yield element("id", address)
    yield element("link", href=address)
    yield element("updated", _instant(changed))
    yield f"<author>{element('name', course.institution.name)}</author>"
    yield element("category", label=course.subject.name.in_language(locale.language), term=course.subject.key)
    yield element("summary", f"{description(course)} {_status(course, year, locale)}".rstrip())
    yield "</entry>"


def _status(course: Course, year: AcademicYear, locale: Locale) -> str:
    """Return a sentence that is true at any time: since when nobody can apply, or the deadline; "" without one."""
    state, day = course.offering.state, course.offering.state_from
    if state in _CLOSED:
        words = locale.gettext(SINCE[state], date=locale.full_date(day)) if day else locale.gettext(STATES[state][1])
    else:
        until = next((each.day for each in deadlines_of(course, year) if each.who.applies), None)
        words = locale.gettext(N_("deadline {date}"), date=locale.full_date(until)) if until else ""
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _instant(changed: datetime) -> str:
    """Return a time that is in UTC in the format of RFC 3339: `2016-02-10T12:00:00Z`."""
    return f"{changed:%Y-%m-%dT%H:%M:%SZ}"
