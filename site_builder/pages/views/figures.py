"""The catalogue in figures: how many courses of each kind, and in which counties no kompetansekrav can be met."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from site_builder.catalogue.facets import BY_KEY
from site_builder.catalogue.grouping import Divided
from site_builder.catalogue.labels import alphabetical
from site_builder.catalogue.vocabulary import Requirement, Subject
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.cards import grades
from site_builder.pages.layout import Frame, Framer, Link
from site_builder.pages.views.course import archive_notice
from site_builder.pages.views.requirements import asked_for
from site_builder.problems import N_

DRAWN = ("fag", "trinn", "studiepoeng", "studieform", "fylke", "sprak", "status")
"""Facets that are drawn."""


class BarRow(Struct, frozen=True):
    """A value: its name, its list, how many courses, the bar's length in per cent of the longest."""

    name: str
    address: str
    count: int
    length: int


class Chart(Struct, frozen=True):
    """Values of one facet."""

    title: str
    rows: tuple[BarRow, ...]


class Coverage(Struct, frozen=True):
    """A subject and grades: courses that meet the requirement, those without a place, counties with and without."""

    name: str
    address: str
    count: int
    anywhere: int
    counties: str
    lacking: str


class FiguresView(Struct, frozen=True):
    """A year in figures; `counties` is how many there are to cover."""

    frame: Frame
    title: str
    count: int
    charts: tuple[Chart, ...]
    coverage: tuple[Coverage, ...]
    counties: int


def figures_view(year: AcademicYear, framer: Framer) -> FiguresView:
    """Return the page of a year's figures."""
    words, address = framer.words, framer.addresses.figures(year.key)
    title = words.say(N_("The catalogue in figures"))
    counties = tuple(sorted({place.county for place in framer.catalogue.places.values()}, key=alphabetical))
    notice, notice_link = archive_notice(framer, year)
    return FiguresView(
        frame=framer.frame(
            address,
            f"{title}, {year.name}",
            words.say(N_("How many courses there are in {year}, of which kinds, and where."), year=year.name),
            (framer.year_step(year), Link(title, address)),
            notice=notice,
            notice_link=notice_link,
        ),
        title=title,
        count=len(year.courses),
        charts=tuple(_charts(year, framer)),
        coverage=tuple(
            _coverage(subject, requirement, counties, year, framer) for subject, requirement in asked_for(year, framer)
        ),
        counties=len(counties),
    )


def _charts(year: AcademicYear, framer: Framer) -> Iterator[Chart]:
    for key in DRAWN:
        divided: Divided = framer.arranged(year).by(BY_KEY[key])
        if divided:
            most = max(map(len, divided.values()))
            rows = tuple(
                BarRow(
                    framer.words.label(value.label),
                    framer.addresses.facet_value(year.key, key, value.key),
                    len(courses),
                    round(100 * len(courses) / most),
                )
                for value, courses in divided.items()
            )
            yield Chart(framer.words.label(BY_KEY[key].label), rows)


def _coverage(
    subject: Subject, requirement: Requirement, counties: tuple[str, ...], year: AcademicYear, framer: Framer
) -> Coverage:
    ways = framer.arranged(year).ways(requirement, subject.key)
    covered = {county for way in ways for county in way.counties or ()}
    words = framer.words
    name = f"{subject.name.in_language(words.language)}, {grades(requirement.grades, words)}"
    return Coverage(
        name=name,
        address=framer.addresses.lacking_for(year.key, subject.key, requirement.key),
        count=len(ways),
        anywhere=sum(way.counties is None for way in ways),
        counties=", ".join(county for county in counties if county in covered),
        lacking=", ".join(county for county in counties if county not in covered) if covered else words.say(N_("all")),
    )
