"""The page of figures: the number of courses of each kind, and the counties where a requirement cannot be met."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from site_builder.catalogue.facets import BY_KEY
from site_builder.catalogue.grouping import CoursesByValue
from site_builder.catalogue.vocabulary import Requirement, Subject
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.cards import grades
from site_builder.pages.layout import Layout, PageContext
from site_builder.pages.menu import Link
from site_builder.pages.views.requirements import subject_requirements
from site_builder.pages.views.value_words import value_words
from site_builder.pages.views.year_page import year_page_context
from site_builder.problems import N_

CHARTED = ("fag", "trinn", "studiepoeng", "studieform", "fylke", "sprak", "status")
"""Facets with a bar chart."""


class BarRow(Struct, frozen=True):
    """A value in a bar chart: its name, the address of its list, and its number of courses.

    `length` is its bar's in per cent of the longest one.
    """

    name: str
    address: str
    count: int
    length: int


class Chart(Struct, frozen=True):
    """The bar chart of one facet: the number of courses with each of its values."""

    title: str
    rows: tuple[BarRow, ...]


class Coverage(Struct, frozen=True):
    """A requirement in a subject, and how well the year's courses cover it.

    `count` is the number of ways to meet it, `anywhere` that of those that need no travel. `counties` and `lacking` are
    the names of the counties with and without a way, separated by commas.
    """

    name: str
    address: str
    count: int
    anywhere: int
    counties: str
    lacking: str


class FiguresView(Struct, frozen=True):
    """The page of a year's figures: charts of courses by facet, and how well requirements of competence are covered.

    `count` is the number of courses, `counties` that of counties with a study place. `has_grades`: some course is for
    given school years.
    """

    page: PageContext
    title: str
    count: int
    charts: tuple[Chart, ...]
    coverage: tuple[Coverage, ...]
    counties: int
    has_grades: bool


def figures_view(year: AcademicYear, layout: Layout) -> FiguresView:
    """Return the view of a year's figures."""
    locale, address = layout.locale, layout.addresses.figures(year.key)
    title = locale.gettext(N_("The catalogue in figures"))
    counties = tuple(
        sorted({place.county for place in layout.catalogue.places.values() if place.county}, key=locale.alphabet.key)
    )
    return FiguresView(
        page=year_page_context(
            layout,
            year,
            address,
            f"{title}, {year.name}",
            locale.gettext(N_("How many courses there are in {year}, of which kinds, and where."), year=year.name),
            (Link(title, address),),
        ),
        title=title,
        count=len(year.courses),
        charts=tuple(_charts(year, layout)),
        coverage=tuple(
            _coverage(subject, requirement, counties, year, layout)
            for subject, requirement in subject_requirements(year, layout)
        ),
        counties=len(counties),
        has_grades=any(course.grades.ranges for course in year.courses),
    )


def _charts(year: AcademicYear, layout: Layout) -> Iterator[Chart]:
    for key in CHARTED:
        divided: CoursesByValue = layout.grouped(year).by(BY_KEY[key])
        if divided:
            most = max(map(len, divided.values()))
            rows = tuple(
                BarRow(
                    value_words(BY_KEY[key], value, year, layout),
                    layout.addresses.facet_value(year.key, key, value.key),
                    len(courses),
                    round(100 * len(courses) / most),
                )
                for value, courses in divided.items()
            )
            yield Chart(layout.locale.label(BY_KEY[key].label), rows)


def _coverage(
    subject: Subject, requirement: Requirement, counties: tuple[str, ...], year: AcademicYear, layout: Layout
) -> Coverage:
    ways = layout.grouped(year).ways(requirement, subject.key)
    covered = {county for way in ways for county in way.counties or ()}
    locale = layout.locale
    name = f"{subject.name.in_language(locale.language)}, {grades(requirement.grades, locale)}"
    return Coverage(
        name=name,
        address=layout.addresses.requirement(year.key, subject.key, requirement.key),
        count=len(ways),
        anywhere=sum(way.counties is None for way in ways),
        counties=", ".join(county for county in counties if county in covered),
        lacking=", ".join(county for county in counties if county not in covered)
        if covered
        else locale.gettext(N_("all")),
    )
