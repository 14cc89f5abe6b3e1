"""Links to the values of a facet (a property by which courses are divided), in groups, with numbers of courses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from site_builder.catalogue.alphabet import Alphabet
from site_builder.catalogue.facets import BY_KEY, Facet, FacetValue, facets_of
from site_builder.catalogue.labels import area_label
from site_builder.catalogue.model import Course
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.layout import Layout
from site_builder.pages.menu import Link
from site_builder.pages.views.value_words import value_words
from site_builder.problems import N_

MOST_UNGROUPED = 60
"""Values without groups that an index lists in one; more are in groups by their first letter."""


class Choice(Struct, frozen=True):
    """A value of a facet: its name, the address of the list of its courses, and their number.

    `language` is the code of the name's language, "" for the page's.
    """

    text: str
    address: str
    count: int
    language: str = ""


class Group(Struct, frozen=True):
    """Choices (values of a facet) under one heading; `title` is "" for none."""

    title: str
    choices: tuple[Choice, ...]


def choice_groups(facet: Facet, year: AcademicYear, layout: Layout) -> Iterator[Group]:
    """Yield the values of a facet in groups: subjects by area, places by county, grades by stage of school.

    Other facets have one group without a heading; more than MOST_UNGROUPED values are in groups by first letter.
    """
    values = layout.grouped(year).by(facet).items()
    yield from in_groups(
        facet, ((value, choice_of(facet, value, len(found), year, layout)) for value, found in values), layout
    )


def subject_groups(facet: Facet, value: FacetValue, year: AcademicYear, layout: Layout) -> Iterator[Group]:
    """Yield the subjects of the courses with `value`, by area.

    A subject links to the list of its courses with `value`, if there is one, otherwise to all its courses.
    """
    fag, grouped = BY_KEY["fag"], layout.grouped(year)
    wanted = {course.subject.key for course in grouped.by(facet)[value]}

    def choice(subject: FacetValue, courses: tuple[Course, ...]) -> Choice:
        for other, each, found in grouped.pairs(subject.key):
            if (other.key, each.key) == (facet.key, value.key):
                address = layout.addresses.pair(year.key, subject.key, facet.key, value.key)
                return Choice(layout.locale.label(subject.label), address, len(found))
        return choice_of(fag, subject, len(courses), year, layout)

    found = ((each, choice(each, courses)) for each, courses in grouped.by(fag).items() if each.key in wanted)
    yield from in_groups(fag, found, layout)


def choice_of(facet: Facet, value: FacetValue, count: int, year: AcademicYear, layout: Layout) -> Choice:
    """Return a value of a facet as a link to its list. `count` is the number of its courses."""
    address = layout.addresses.facet_value(year.key, facet.key, value.key)
    return Choice(value_words(facet, value, year, layout), address, count)


def in_groups(facet: Facet, choices: Iterable[tuple[FacetValue, Choice]], layout: Layout) -> Iterator[Group]:
    """Yield the choices of a facet's values in groups with headings; many values without headings, by first letter."""
    locale = layout.locale
    grouped: dict[str, list[Choice]] = {}
    for value, choice in choices:
        grouped.setdefault(group_heading(facet, value, layout), []).append(choice)
    if list(grouped) == [""] and len(grouped[""]) > MOST_UNGROUPED:
        yield from _by_letter(grouped[""], locale.alphabet)
        return
    for heading in sorted(grouped, key=locale.alphabet.key) if facet.key in ("fag", "sted") else list(grouped):
        yield Group(heading, tuple(grouped[heading]))


def _by_letter(choices: list[Choice], alphabet: Alphabet) -> Iterator[Group]:
    """Yield the choices, which are in alphabetical order, in groups by their first letter."""
    for letter, found in groupby(choices, key=lambda choice: alphabet.letter(choice.text)):
        yield Group(letter, tuple(found))


def group_heading(facet: Facet, value: FacetValue, layout: Layout) -> str:
    """Return the heading of a value's group in an index: its area, county or kind of grades; "" for other facets."""
    locale = layout.locale
    if facet.key == "fag":
        area = layout.catalogue.subjects[value.key].area
        return locale.label(area_label(area)) if area else ""
    if facet.key == "sted":
        return layout.catalogue.places[value.key].county
    if facet.key == "trinn":
        return (
            locale.gettext(N_("By stage"))
            if value.order[0] != 2
            else locale.gettext(N_("By the grades the course names"))
        )
    return ""


def pair_groups(subject: FacetValue, year: AcademicYear, layout: Layout) -> Iterator[Group]:
    """Yield the values of other facets that have a list within a subject (Grouping.pairs), one group for each facet."""
    grouped: dict[str, list[Choice]] = {}
    for facet, value, found in layout.grouped(year).pairs(subject.key):
        address = layout.addresses.pair(year.key, subject.key, facet.key, value.key)
        choice = Choice(layout.locale.label(value.label), address, len(found))
        grouped.setdefault(layout.locale.label(facet.label), []).append(choice)
    for heading, narrowed in grouped.items():
        yield Group(heading, tuple(narrowed))


def facet_links(year: AcademicYear, layout: Layout) -> tuple[Link, ...]:
    """Return links to the indexes of the facets that the year's courses have values of, in the order of facets."""
    return tuple(
        Link(layout.locale.label(facet.label), layout.addresses.facet(year.key, facet.key))
        for facet in facets_of(layout.catalogue.profile)
        if layout.grouped(year).by(facet)
    )
