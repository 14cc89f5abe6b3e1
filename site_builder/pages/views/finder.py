"""The finder: questions that lead to courses, on the subject, credits held, days of gatherings and distance."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from site_builder.catalogue.facets import BY_KEY
from site_builder.catalogue.labels import area_label
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.layout import Layout
from site_builder.pages.menu import Link
from site_builder.pages.views.gatherings import has_gatherings, school_weekdays
from site_builder.problems import N_


class SubjectOption(Struct, frozen=True):
    """A subject that can be chosen in the finder."""

    key: str
    text: str


class SubjectGroup(Struct, frozen=True):
    """The subjects (`choices`) of one area; `title` is "" for those without an area."""

    title: str
    choices: tuple[SubjectOption, ...]


class Finder(Struct, frozen=True):
    """The questions that a year's courses can answer. `question` is the text that asks for the subject.

    `credits`, `days` and `towns` say whether it also asks for credits held, days of gatherings, and the reader's town.
    `weekdays` are (number from 1, name). `links` lead to pages that answer the same questions without JavaScript.
    """

    question: str
    subjects: tuple[SubjectGroup, ...]
    weekdays: tuple[tuple[int, str], ...]
    credits: bool
    days: bool
    towns: bool
    links: tuple[Link, ...]


def finder(year: AcademicYear, layout: Layout) -> Finder:
    """Return the finder of a year: its subjects, and the questions for which its courses have data."""
    teachers = layout.catalogue.profile.for_teachers
    return Finder(
        question=layout.locale.gettext(N_("What do you teach?") if teachers else N_("Which subject?")),
        subjects=tuple(_subjects(year, layout)),
        weekdays=school_weekdays(layout.locale),
        credits=any(course.level or course.prior_credits for course in year.courses),
        days=any(map(has_gatherings, year.courses)),
        towns=bool(layout.catalogue.words.towns) and any(place.position for place in layout.catalogue.places.values()),
        links=tuple(_links(year, layout)),
    )


def in_the_finder(year: AcademicYear, layout: Layout, *chosen: tuple[str, str]) -> str:
    """Return the address of the search page with filters set; "" unless `year` is the current one.

    `chosen` are (facet, value) pairs of keys.
    """
    if year is not layout.catalogue.current_year:
        return ""
    filters = "&".join(f"{facet}={value}" for facet, value in chosen)
    return f"{layout.addresses.search()}?{filters}" if filters else layout.addresses.search()


def _subjects(year: AcademicYear, layout: Layout) -> Iterator[SubjectGroup]:
    """Yield the areas of subjects in alphabetical order, each with its subjects that have courses in the year."""
    locale = layout.locale
    grouped: dict[str, list[SubjectOption]] = {}
    for value in layout.grouped(year).by(BY_KEY["fag"]):
        area = layout.catalogue.subjects[value.key].area
        heading = locale.label(area_label(area)) if area else ""
        grouped.setdefault(heading, []).append(SubjectOption(value.key, locale.label(value.label)))
    for heading in sorted(grouped, key=locale.alphabet.key):
        yield SubjectGroup(heading, tuple(grouped[heading]))


def _links(year: AcademicYear, layout: Layout) -> Iterator[Link]:
    locale, addresses = layout.locale, layout.addresses
    yield Link(locale.gettext(N_("Choose a subject")), addresses.facet(year.key, "fag"))
    if layout.catalogue.has_requirements_in(year):
        yield Link(locale.gettext(N_("Which credits am I missing?")), addresses.requirements(year.key))
    if any(map(has_gatherings, year.courses)):
        yield Link(locale.gettext(N_("Find gatherings you can come to")), addresses.gatherings(year.key))
