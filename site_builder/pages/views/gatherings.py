"""The page of all gatherings of a year, which can be filtered by weekday, week and number of days."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct

from site_builder.catalogue.model import Course
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.cards import Card
from site_builder.pages.i18n import Locale
from site_builder.pages.layout import Layout, PageContext
from site_builder.pages.menu import Link
from site_builder.pages.views.year_page import year_page_context
from site_builder.problems import N_

SCHOOL_DAYS = 5
"""Days of the school's week, from Monday: teachers ask for these to be free of gatherings."""

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

    `subjects` are (key, name), `weekdays` (number from 1, name).
    """

    page: PageContext
    title: str
    meetings: tuple[GatheringsRow, ...]
    without: int
    subjects: tuple[tuple[str, str], ...]
    weekdays: tuple[tuple[int, str], ...]


def has_gatherings(course: Course) -> bool:
    """Return whether a course has gatherings and is held: neither cancelled nor put off to another year."""
    return bool(course.offering.gatherings) and course.offering.is_held


def school_weekdays(locale: Locale) -> tuple[tuple[int, str], ...]:
    """Return (number from 1, name) of Monday to Friday, the days of the school's week."""
    return tuple((day + 1, locale.weekday(MONDAY + timedelta(days=day))) for day in range(SCHOOL_DAYS))


def gatherings_view(year: AcademicYear, layout: Layout) -> GatheringsView:
    """Return the page of a year's gatherings."""
    locale, address = layout.locale, layout.addresses.gatherings(year.key)
    title = locale.gettext(N_("Gatherings"))
    meeting = sorted(
        filter(has_gatherings, year.courses), key=lambda course: (course.offering.gatherings[0].first, course.key)
    )
    subjects = {course.subject.key: course.subject.name.in_language(locale.language) for course in meeting}
    return GatheringsView(
        page=year_page_context(
            layout,
            year,
            address,
            f"{title}, {year.name}",
            locale.gettext(N_("When the courses of {year} meet, and which of them you can come to."), year=year.name),
            (Link(title, address),),
        ),
        title=title,
        meetings=tuple(
            GatheringsRow(
                card=layout.card(course),
                subject=course.subject.key,
                spans=tuple(locale.span(each.first, each.last) for each in course.offering.gatherings),
                days=",".join(f"{each.first}_{each.last}" for each in course.offering.gatherings),
                count=sum(each.days for each in course.offering.gatherings),
            )
            for course in meeting
        ),
        without=len(year.courses) - len(meeting),
        subjects=tuple(sorted(subjects.items(), key=lambda pair: locale.alphabet.key(pair[1]))),
        weekdays=school_weekdays(locale),
    )
