"""The pages of a year's gatherings (meetings of courses), to filter by weekday, week and number of days."""

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
from site_builder.pages.views.numbered import MOST_CARDS, Numbered, numbered_pages
from site_builder.pages.views.year_page import year_page_context
from site_builder.problems import N_

SCHOOL_DAYS = 5
"""Days of the school's week, from Monday: teachers ask for these to be free of gatherings."""

MOST_ROWS = MOST_CARDS
"""Courses whose gatherings are in one table: as many as a list has cards. More are divided by subject."""

MONDAY = date(2016, 8, 1)
"""Any Monday, from which the names of the days are counted."""


class GatheringsRow(Struct, frozen=True):
    """A course with its gatherings. `subject` is a key; `count` is the number of days in all.

    `spans` are the dates as texts; `days` has them for the script: ISO days `FIRST_LAST`, separated by commas.
    """

    card: Card
    subject: str
    spans: tuple[str, ...]
    days: str
    count: int


class GatheringsView(Struct, frozen=True):
    """A page of gatherings. `meetings` are courses by their first gathering, `without` the number of all others.

    `subjects` are (key, name), `weekdays` (number from 1, name). `subject` is the key on the page of one subject, else
    "". If more than MOST_ROWS courses have gatherings, the year's page has no rows but `groups` of links to the pages
    of subjects; `pages`, `before` and `after` are as in ListView. `finder` is the address of the search page, which
    filters gatherings on several pages; "" if it need not or cannot.
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
    pages: tuple[Link, ...] = ()
    before: str = ""
    after: str = ""


def has_gatherings(course: Course) -> bool:
    """Return whether a course has gatherings and is held: neither cancelled nor put off to another year."""
    return bool(course.offering.gatherings) and course.offering.is_held


def school_weekdays(locale: Locale) -> tuple[tuple[int, str], ...]:
    """Return (number from 1, name) of Monday to Friday, the days on which schools teach."""
    return tuple((day + 1, locale.weekday(MONDAY + timedelta(days=day))) for day in range(SCHOOL_DAYS))


class GatheringsPage(Struct, frozen=True):
    """A page of gatherings: that of a year (`subject` is None), or one of those of a subject.

    `courses` are all of the year or the subject; `numbered` is the page's number and address.
    """

    subject: FacetValue | None
    courses: tuple[Course, ...]
    numbered: Numbered


def gatherings_pages(year: AcademicYear, layout: Layout) -> Iterator[GatheringsPage]:
    """Yield the page of a year's gatherings and, if more than MOST_ROWS courses have some, those of its subjects.

    Nothing if no course of the year has gatherings.
    """
    addresses, count = layout.addresses, sum(map(has_gatherings, year.courses))
    if count:
        yield GatheringsPage(None, year.courses, Numbered(addresses.gatherings(year.key)))
    if count > MOST_ROWS:
        for subject, courses in layout.grouped(year).by(BY_KEY["fag"]).items():
            if meeting := sum(map(has_gatherings, courses)):
                address = addresses.gatherings(year.key, subject.key)
                for numbered in numbered_pages(address, meeting, addresses.page_word()):
                    yield GatheringsPage(subject, courses, numbered)


def gatherings_view(at: GatheringsPage, year: AcademicYear, layout: Layout) -> GatheringsView:
    """Return the view of the page of gatherings that `at` describes."""
    locale, subject, numbered = layout.locale, at.subject, at.numbered
    meeting = tuple(sorted(filter(has_gatherings, at.courses), key=_first_day))
    many = subject is None and len(meeting) > MOST_ROWS
    title = locale.gettext(N_("Gatherings"))
    description = locale.gettext(
        N_("When the courses of {year} meet, and which of them you can come to."), year=year.name
    )
    trail: tuple[Link, ...] = (Link(title, layout.addresses.gatherings(year.key)),)
    if subject:
        name = locale.label(subject.label)
        title, trail = f"{title}: {name}", (*trail, Link(name, numbered.address))
        if numbered.number > 1:
            title = f"{title}, {locale.small(numbered.name(locale))}"
            trail = (*trail, Link(numbered.name(locale), numbered.own_address))
        description = f"{title}. {description}"
    subjects = {course.subject.key: course.subject.name.in_language(locale.language) for course in meeting}
    asks = (many or numbered.count > 1) and year is layout.catalogue.current_year
    return GatheringsView(
        page=year_page_context(layout, year, trail[-1].address, f"{title}, {year.name}", description, trail),
        title=title,
        meetings=() if many else _rows(numbered.of(meeting), layout),
        without=len(at.courses) - len(meeting),
        subjects=tuple(sorted(subjects.items(), key=lambda pair: locale.alphabet.key(pair[1]))),
        weekdays=school_weekdays(locale),
        subject=subject.key if subject else "",
        groups=tuple(_subjects(year, layout)) if many else (),
        finder=layout.addresses.search() if asks else "",
        pages=numbered.links(),
        before=numbered.beside(-1),
        after=numbered.beside(1),
    )


def _first_day(course: Course) -> tuple[date, str]:
    return course.offering.gatherings[0].first, course.key


def _rows(courses: Iterable[Course], layout: Layout) -> tuple[GatheringsRow, ...]:
    """Return the rows of courses."""
    return tuple(
        GatheringsRow(
            card=layout.card(course),
            subject=course.subject.key,
            spans=tuple(layout.locale.span(each.first, each.last) for each in course.offering.gatherings),
            days=",".join(f"{each.first}_{each.last}" for each in course.offering.gatherings),
            count=sum(each.days for each in course.offering.gatherings),
        )
        for course in courses
    )


def _subjects(year: AcademicYear, layout: Layout) -> Iterator[Group]:
    """Yield the subjects by area, each with the page and the number of its courses with gatherings."""
    found = (
        (
            at.subject,
            Choice(
                layout.locale.label(at.subject.label),
                at.numbered.address,
                sum(map(has_gatherings, at.courses)),
            ),
        )
        for at in gatherings_pages(year, layout)
        if at.subject and at.numbered.number == 1
    )
    yield from in_groups(BY_KEY["fag"], found, layout)
