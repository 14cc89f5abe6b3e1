"""The pages of the gatherings of a year, which can be filtered by weekday, week and number of days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct

from site_builder.catalogue.facets import BY_KEY, FacetValue
from site_builder.catalogue.model import Course
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.cards import Card
from site_builder.pages.i18n import Locale
from site_builder.pages.layout import Layout, PageContext
from site_builder.pages.menu import Link
from site_builder.pages.views.choices import Choice, Group, in_groups
from site_builder.pages.views.year_page import year_page_context
from site_builder.problems import N_

SCHOOL_DAYS = 5
"""Days of the school's week, from Monday: teachers ask for these to be free of gatherings."""

MOST_ROWS = 350
"""Courses whose gatherings are in one table: 180 kB, as long lists of cards. More are divided by subject."""

MONDAY = date(2016, 8, 1)
"""Any Monday, from which the names of the days are counted."""


class GatheringsRow(Struct, frozen=True):
    """A course with its gatherings, and the `count` of their days; `subject` is a key.

    `spans` are texts; `days` are ISO days `first_last`, separated by commas.
    """

    card: Card
    subject: str
    spans: tuple[str, ...]
    days: str
    count: int


class GatheringsView(Struct, frozen=True):
    """Courses by their first gathering. `without` is the number of other courses: without dates, or not held.

    `subjects` are (key, name), `weekdays` (number from 1, name). The page of one subject has its key as `subject`. Of
    more than MOST_ROWS courses the year's page has no rows but `groups` of links to the pages of subjects, and asks
    the search at the address `finder`, "" for a year that it does not have.
    """

    page: PageContext
    title: str
    meetings: tuple[GatheringsRow, ...]
    without: int
    subjects: tuple[tuple[str, str], ...]
    weekdays: tuple[tuple[int, str], ...]
    subject: str = ""
    groups: tuple[Group, ...] = ()
    finder: str = ""


def has_gatherings(course: Course) -> bool:
    """Return whether a course has gatherings and is held: neither cancelled nor put off to another year."""
    return bool(course.offering.gatherings) and course.offering.is_held


def school_weekdays(locale: Locale) -> tuple[tuple[int, str], ...]:
    """Return (number from 1, name) of Monday to Friday, the days of the school's week."""
    return tuple((day + 1, locale.weekday(MONDAY + timedelta(days=day))) for day in range(SCHOOL_DAYS))


def gatherings_pages(year: AcademicYear, layout: Layout) -> Iterator[tuple[FacetValue | None, tuple[Course, ...]]]:
    """Yield the pages of gatherings: that of the year (None) if it has any, and of many those of its subjects.

    Each is the subject, and its courses with and without gatherings.
    """
    count = sum(map(has_gatherings, year.courses))
    if count:
        yield None, year.courses
    if count > MOST_ROWS:
        for subject, courses in layout.grouped(year).by(BY_KEY["fag"]).items():
            if any(map(has_gatherings, courses)):
                yield subject, courses


def gatherings_view(subject: FacetValue | None, year: AcademicYear, layout: Layout) -> GatheringsView:
    """Return the page of the gatherings of a year, or of those in a subject."""
    locale, addresses = layout.locale, layout.addresses
    courses = layout.grouped(year).by(BY_KEY["fag"])[subject] if subject else year.courses
    meeting = [course for course in courses if has_gatherings(course)]
    many = subject is None and len(meeting) > MOST_ROWS
    title = locale.gettext(N_("Gatherings"))
    trail = (Link(title, addresses.gatherings(year.key)),)
    if subject:
        name = locale.label(subject.label)
        title, trail = f"{title}: {name}", (*trail, Link(name, addresses.gatherings(year.key, subject.key)))
    subjects = {course.subject.key: course.subject.name.in_language(locale.language) for course in meeting}
    return GatheringsView(
        page=year_page_context(
            layout,
            year,
            trail[-1].address,
            f"{title}, {year.name}",
            locale.gettext(N_("When the courses of {year} meet, and which of them you can come to."), year=year.name)
            if subject is None
            else f"{title}, {year.name}",
            trail,
        ),
        title=title,
        meetings=() if many else _rows(meeting, layout),
        without=len(courses) - len(meeting),
        subjects=tuple(sorted(subjects.items(), key=lambda pair: locale.alphabet.key(pair[1]))),
        weekdays=school_weekdays(locale),
        subject=subject.key if subject else "",
        groups=tuple(_subjects(year, layout)) if many else (),
        finder=addresses.search() if many and year is layout.catalogue.current_year else "",
    )


def _rows(courses: Iterable[Course], layout: Layout) -> tuple[GatheringsRow, ...]:
    """Return the rows of courses by their first gathering."""
    return tuple(
        GatheringsRow(
            card=layout.card(course),
            subject=course.subject.key,
            spans=tuple(layout.locale.span(each.first, each.last) for each in course.offering.gatherings),
            days=",".join(f"{each.first}_{each.last}" for each in course.offering.gatherings),
            count=sum(each.days for each in course.offering.gatherings),
        )
        for course in sorted(courses, key=lambda course: (course.offering.gatherings[0].first, course.key))
    )


def _subjects(year: AcademicYear, layout: Layout) -> Iterator[Group]:
    """Yield the subjects by area, each with the page and the number of its courses with gatherings."""
    found = (
        (
            subject,
            Choice(
                layout.locale.label(subject.label),
                layout.addresses.gatherings(year.key, subject.key),
                sum(map(has_gatherings, courses)),
            ),
        )
        for subject, courses in gatherings_pages(year, layout)
        if subject
    )
    yield from in_groups(BY_KEY["fag"], found, layout)
