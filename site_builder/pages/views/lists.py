"""Lists of courses: the index of a facet's values, the courses of each value, and all courses in alphabetical order."""

from __future__ import annotations

from collections.abc import Iterable, Sized

from msgspec import Struct

from site_builder.catalogue.facets import BY_KEY, Facet, FacetValue
from site_builder.catalogue.model import Course
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.cards import Card
from site_builder.pages.i18n import Locale
from site_builder.pages.layout import Layout, PageContext
from site_builder.pages.menu import Link
from site_builder.pages.views.choices import Group, pair_groups, subject_groups
from site_builder.pages.views.county_map import MapView, map_view
from site_builder.pages.views.facet_lines import facet_lines
from site_builder.pages.views.finder import in_the_finder
from site_builder.pages.views.letters import Letter, index_groups, letter_group
from site_builder.pages.views.numbered import MOST_CARDS, Numbered
from site_builder.pages.views.value_words import value_words
from site_builder.pages.views.year_page import year_page_context
from site_builder.problems import N_

WHOLE = ("fag", "institusjon")
"""Facets whose lists have all cards, on several pages if they are many, so that each course is in two lists."""

UNPREFIXED = ("fag", "trinn", "institusjon", "sted", "fylke", "studiepoeng")
"""Facets whose values need no name of the facet before them in a title: «Oslo», but «Studieform: Nett»."""


class IndexView(Struct, frozen=True):
    """The index of a facet: all its values in groups. `count` is the number of the year's courses."""

    page: PageContext
    title: str
    groups: tuple[Group, ...]
    count: int


class ListView(Struct, frozen=True):
    """A list of courses: `sections` are (heading or "", cards), `count` is the number of courses.

    `lines` are sentences about the value they share, `links` lead to other pages, `narrow` to shorter lists; `map` is
    that of a county. `finder` is the address of the search page with the list's filters set, "" for courses that it
    does not have. `samples` is the number of courses that are invented examples. A list of several pages has links to
    them in `pages`; `before` and `after` are the addresses of the pages beside this one, "" where there is none.
    """

    page: PageContext
    title: str
    language: str
    lines: tuple[str, ...]
    links: tuple[Link, ...]
    narrow: tuple[Group, ...]
    sections: tuple[tuple[str, tuple[Card, ...]], ...]
    count: int
    samples: int
    finder: str
    map: MapView | None = None
    pages: tuple[Link, ...] = ()
    before: str = ""
    after: str = ""


def facet_index_view(facet: Facet, year: AcademicYear, layout: Layout) -> IndexView:
    """Return the view of the index of all values of a facet."""
    title = layout.locale.label(facet.label)
    address = layout.addresses.facet(year.key, facet.key)
    description = layout.locale.gettext(
        N_("Courses in {year} by {facet}."), year=year.name, facet=layout.locale.small(title)
    )
    trail = (Link(title, address),)
    return IndexView(
        page=year_page_context(layout, year, address, f"{title}, {year.name}", description, trail, structured=True),
        title=title,
        groups=index_groups(facet, year, layout),
        count=len(year.courses),
    )


def letter_view(letter: Letter, facet: Facet, year: AcademicYear, layout: Layout) -> IndexView:
    """Return the view of the index of a facet's values that begin with a letter."""
    locale, addresses = layout.locale, layout.addresses
    name = locale.label(facet.label)
    title, address = f"{name}: {letter.text}", addresses.letter(year.key, facet.key, letter.key)
    description = locale.gettext(
        N_("Courses in {year} by {facet}."), year=year.name, facet=f"{layout.locale.small(name)}, {letter.text}"
    )
    trail = (Link(name, addresses.facet(year.key, facet.key)), Link(letter.text, address))
    group = letter_group(letter, facet, year, layout)
    return IndexView(
        page=year_page_context(layout, year, address, f"{title}, {year.name}", description, trail, structured=True),
        title=title,
        groups=(group,),
        count=sum(choice.count for choice in group.choices),
    )


def facet_list_view(
    facet: Facet,
    value: FacetValue,
    courses: tuple[Course, ...],
    numbered: Numbered,
    year: AcademicYear,
    layout: Layout,
) -> ListView:
    """Return the view of page `numbered` of the list of the courses with one value of a facet.

    `courses` are all courses in the list.
    """
    locale, addresses = layout.locale, layout.addresses
    many = len(courses) > MOST_CARDS and facet.key not in WHOLE
    narrow = subject_groups(facet, value, year, layout) if many else ()
    if facet.key == "fag":
        narrow = pair_groups(value, year, layout)
    name = locale.label(value.label)
    words = value_words(facet, value, year, layout)
    kind = locale.label(facet.label)
    title = name if facet.key in UNPREFIXED or name.startswith(f"{kind} ") else f"{kind}: {name}"
    title = title if words == name else words[:1].upper() + words[1:]
    trail = (
        Link(locale.label(facet.label), addresses.facet(year.key, facet.key)),
        Link(name, numbered.address),
    )
    return ListView(
        page=_list_context(layout, year, title, courses, trail, numbered),
        title=_numbered_title(title, numbered, locale),
        language=locale.language,
        lines=facet_lines(facet, value, layout.catalogue, locale),
        links=_home_page(value, layout) if facet.key == "institusjon" else (),
        narrow=tuple(narrow),
        sections=() if many else (("", layout.cards(numbered.part(courses, layout))),),
        count=len(courses),
        samples=_samples(courses),
        finder=in_the_finder(year, layout, (facet.key, value.key)),
        map=map_view(year, layout, value.key) if facet.key == "fylke" else None,
        pages=numbered.links(),
        before=numbered.beside(-1),
        after=numbered.beside(1),
    )


def pair_list_view(
    subject: FacetValue,
    facet: Facet,
    value: FacetValue,
    courses: tuple[Course, ...],
    numbered: Numbered,
    year: AcademicYear,
    layout: Layout,
) -> ListView:
    """Return the view of page `numbered` of the list of the courses in a subject with one value of another facet.

    `courses` are all courses in the list.
    """
    locale, addresses = layout.locale, layout.addresses
    name, other = locale.label(subject.label), locale.label(value.label)
    title = f"{name}: {other}"
    in_subject = addresses.facet_value(year.key, "fag", subject.key)
    trail = (
        Link(locale.label(BY_KEY["fag"].label), addresses.facet(year.key, "fag")),
        Link(name, in_subject),
        Link(other, numbered.address),
    )
    return ListView(
        page=_list_context(layout, year, title, courses, trail, numbered),
        title=_numbered_title(title, numbered, locale),
        language=locale.language,
        lines=(),
        links=(
            Link(locale.gettext(N_("All courses in {name}"), name=locale.in_sentence(name)), in_subject),
            Link(
                locale.gettext(N_("All courses: {name}"), name=other),
                addresses.facet_value(year.key, facet.key, value.key),
            ),
        ),
        narrow=(),
        sections=(("", layout.cards(numbered.part(courses, layout))),),
        count=len(courses),
        samples=_samples(courses),
        finder=in_the_finder(year, layout, ("fag", subject.key), (facet.key, value.key)),
        pages=numbered.links(),
        before=numbered.beside(-1),
        after=numbered.beside(1),
    )


def all_courses_view(year: AcademicYear, layout: Layout) -> ListView:
    """Return the view of all courses by first letter; if they are more than MOST_CARDS, of links to shorter lists.

    Those are the lists of subjects or of institutions: of whichever there are more.
    """
    title, address = layout.locale.gettext(N_("All courses from A to Z")), layout.addresses.all_courses(year.key)
    shorter = max((BY_KEY[key] for key in WHOLE), key=lambda facet: len(layout.grouped(year).by(facet)))
    many = len(year.courses) > MOST_CARDS
    by_letter: dict[str, list[Card]] = {}
    for card in () if many else layout.cards(year.courses):
        by_letter.setdefault(layout.locale.alphabet.letter(card.title), []).append(card)
    return ListView(
        page=_list_context(layout, year, title, year.courses, (Link(title, address),), Numbered(address)),
        title=title,
        language=layout.locale.language,
        lines=(),
        links=(),
        narrow=index_groups(shorter, year, layout, layout.locale.label(shorter.label)) if many else (),
        sections=tuple((letter, tuple(found)) for letter, found in by_letter.items()),
        count=len(year.courses),
        samples=_samples(year.courses),
        finder=in_the_finder(year, layout),
    )


def _list_context(
    layout: Layout, year: AcademicYear, title: str, courses: Sized, trail: tuple[Link, ...], numbered: Numbered
) -> PageContext:
    """Return the context of a page of the list at the address of the last link in `trail`."""
    description = _description(_numbered_title(title, numbered, layout.locale), len(courses), year, layout.locale)
    if numbered.number > 1:
        trail = (*trail, Link(numbered.name(layout.locale), numbered.own_address))
    title = f"{_numbered_title(title, numbered, layout.locale)}, {year.name}"
    return year_page_context(layout, year, trail[-1].address, title, description, trail, structured=True)


def _numbered_title(title: str, numbered: Numbered, locale: Locale) -> str:
    """Return the title of page `numbered` of a list; the first has the title of the list."""
    return f"{title}, {locale.small(numbered.name(locale))}" if numbered.number > 1 else title


def _samples(courses: Iterable[Course]) -> int:
    return sum(course.provenance.sample for course in courses)


def _description(title: str, count: int, year: AcademicYear, locale: Locale) -> str:
    return locale.ngettext(
        N_("{title}: one course in {year}."),
        N_("{title}: {count} courses in {year}."),
        count,
        title=title,
        year=year.name,
    )


def _home_page(value: FacetValue, layout: Layout) -> tuple[Link, ...]:
    """Return a link to the institution's own pages, if its address is given."""
    address = layout.catalogue.institutions[value.key].home_page
    return (Link(layout.locale.gettext(N_("The institution’s own pages")), address),) if address else ()
