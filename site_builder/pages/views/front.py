"""The front page of the site, and the front page of each year."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from site_builder.catalogue.facets import Facet, facets_of
from site_builder.catalogue.schema.enums import OwnKind
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.banner import Banner
from site_builder.pages.layout import Layout, PageContext
from site_builder.pages.menu import Link
from site_builder.pages.structured_data import embedded
from site_builder.pages.timeline import Timeline, deadline_timeline
from site_builder.pages.views.choices import Group, choice_groups, facet_links
from site_builder.pages.views.county_map import MapView, map_view
from site_builder.pages.views.finder import Finder, finder
from site_builder.pages.views.gatherings import has_gatherings
from site_builder.pages.views.stories import StoryCard, story_card
from site_builder.pages.views.vacant import Vacant, vacant
from site_builder.pages.views.year_page import archive_notice
from site_builder.problems import N_

FRONT_FACETS = ("fag", "trinn", "fylke", "institusjon")
"""Facets whose values a front page lists; counties only where there is no map. The others are links."""

FEWEST_FACETS = 3
"""Where fewer of FRONT_FACETS divide the courses, scales and choices of the catalogue's own are listed too."""

MOST_CHOICES = 48
"""Values of a facet that a front page lists: four screens of a phone. Of more, only those with most courses are."""

STORIES = 3
"""Stories on a front page: one row of cards on a wide screen."""


class FrontFacet(Struct, frozen=True):
    """A facet on a front page: its name, the address of its index, and its values in groups."""

    title: str
    address: str
    groups: tuple[Group, ...]


class FrontView(Struct, frozen=True):
    """The front page of the site or of a year. `counts` are (number, noun) of courses, subjects and so on.

    `prose` is HTML, `text_language` its language code; `facets` are shown with their values, `other_facets` as links;
    `map` shows study places, `finder` asks questions, `vacant` links to courses with places available; None: not shown.
    `figures`, `gatherings`, `deadlines`, `all_courses` and `stories_address` are addresses; "" if there is no such
    page.
    """

    page: PageContext
    title: str
    summary: str
    prose: str
    text_language: str
    banner: Banner | None
    counts: tuple[tuple[str, str], ...]
    facets: tuple[FrontFacet, ...]
    map: MapView | None
    finder: Finder | None
    other_facets: tuple[Link, ...]
    figures: str
    vacant: Vacant | None
    gatherings: str
    timeline: Timeline | None
    deadlines: str
    all_courses: str
    stories: tuple[StoryCard, ...]
    stories_address: str


def front_view(year: AcademicYear, layout: Layout, now: datetime, *, own_address: bool = False) -> FrontView:
    """Return the view of a front page at `now` (aware): the site's, or with `own_address` that of `year`."""
    locale, addresses, catalogue = layout.locale, layout.addresses, layout.catalogue
    article = catalogue.article("forside", locale.language)
    title = locale.gettext(N_("Courses {year}"), year=year.name) if own_address or not article else article.title
    county_map = map_view(year, layout)
    listed = _listed_facets(year, layout, has_map=county_map is not None)
    elsewhere = {addresses.facet(year.key, key) for key in (*listed, *(["fylke"] if county_map else []))}
    context = _year_front_context(year, layout, title) if own_address else _site_front_context(year, layout)
    return FrontView(
        page=context,
        title=title,
        summary=article.summary if article else "",
        prose=article.prose.html if article and not own_address else "",
        text_language=article.language if article else locale.language,
        banner=layout.banner(year.deadlines, year, now),
        counts=_counts(year, layout),
        facets=tuple(_front_facet(facet, year, layout) for facet in listed.values()),
        map=county_map,
        finder=finder(year, layout) if year.courses and year is catalogue.current_year else None,
        other_facets=tuple(link for link in facet_links(year, layout) if link.address not in elsewhere),
        figures=addresses.figures(year.key),
        vacant=vacant(year, layout, now),
        gatherings=addresses.gatherings(year.key) if any(map(has_gatherings, year.courses)) else "",
        timeline=deadline_timeline(year.opens, year.deadlines, locale),
        deadlines=addresses.deadlines(year.key),
        all_courses=addresses.all_courses(year.key),
        stories=tuple(story_card(story, layout) for story in catalogue.stories[:STORIES]),
        stories_address=addresses.stories(),
    )


def _site_front_context(year: AcademicYear, layout: Layout) -> PageContext:
    article = layout.catalogue.article("forside", layout.locale.language)
    settings, language = layout.catalogue.settings, layout.locale.language
    name, description = settings.name.in_language(language), settings.description.in_language(language)
    address = layout.addresses.front()
    data = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "url": settings.base + address,
        "name": name,
        "inLanguage": language,
        "description": description,
    }
    return layout.page_context(
        address,
        f"{name} {year.name}",
        description,
        source=article.source if article else "",
        structured=(embedded(data),),
        notice=archive_notice(layout, year),
    )


def _year_front_context(year: AcademicYear, layout: Layout, title: str) -> PageContext:
    article = layout.catalogue.article("forside", layout.locale.language)
    return layout.page_context(
        layout.addresses.year(year.key),
        title,
        layout.catalogue.settings.description.in_language(layout.locale.language),
        (layout.year_breadcrumb(year),),
        source=article.source if article else "",
        notice=archive_notice(layout, year),
    )


def _listed_facets(year: AcademicYear, layout: Layout, *, has_map: bool) -> dict[str, Facet]:
    """Return the facets whose values the page lists, by key: the subject, and others that divide the courses."""
    profile, grouped = layout.catalogue.profile, layout.grouped(year)
    facets = {facet.key: facet for facet in facets_of(profile)}
    first = [key for key in FRONT_FACETS if key != "fylke" or not has_map]
    own = [
        each.address_key for each in profile.own_fields if each.facet and each.kind in (OwnKind.SCALE, OwnKind.CHOICE)
    ]
    found: dict[str, Facet] = {}
    for key in (*first, *own):
        enough = key in own and len(found) >= FEWEST_FACETS
        if not enough and len(grouped.by(facets[key])) >= (1 if key == "fag" else 2):
            found[key] = facets[key]
    return found


def _front_facet(facet: Facet, year: AcademicYear, layout: Layout) -> FrontFacet:
    """Return a facet with its values. Of the grades it has only the first group: the stages of school."""
    groups = with_most_courses(tuple(choice_groups(facet, year, layout)))
    return FrontFacet(
        layout.locale.label(facet.label),
        layout.addresses.facet(year.key, facet.key),
        groups[:1] if facet.key == "trinn" else groups,
    )


def with_most_courses(groups: tuple[Group, ...]) -> tuple[Group, ...]:
    """Return the groups; if they have more than MOST_CHOICES values, one group of those with most courses.

    The order stays the same; the one group has no heading.
    """
    every = [choice for group in groups for choice in group.choices]
    if len(every) <= MOST_CHOICES:
        return groups
    kept = set(sorted(every, key=lambda choice: (-choice.count, choice.text))[:MOST_CHOICES])
    found = (Group(group.title, tuple(each for each in group.choices if each in kept)) for group in groups)
    return (Group("", tuple(each for group in found for each in group.choices)),)


def _counts(year: AcademicYear, layout: Layout) -> tuple[tuple[str, str], ...]:
    locale = layout.locale
    numbers = (
        (len(year.courses), N_("course"), N_("courses")),
        (len({course.subject.key for course in year.courses}), N_("subject"), N_("subjects")),
        (len({course.institution.key for course in year.courses}), N_("institution"), N_("institutions")),
        (len({place.key for course in year.courses for place in course.offering.places}), N_("place"), N_("places")),
    )
    return tuple((str(number), locale.ngettext(one, many, number)) for number, one, many in numbers)
