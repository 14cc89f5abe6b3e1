"""Lists one clicks through: indexes of a facet's values, and the courses behind each value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from site_builder.catalogue.facets import BY_KEY, FACETS, Facet, FacetValue
from site_builder.catalogue.labels import AREAS, alphabetical
from site_builder.catalogue.model import Course
from site_builder.catalogue.vocabulary import Institution, Subject
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.cards import Card
from site_builder.pages.i18n import Locale
from site_builder.pages.layout import Layout, Link, PageContext
from site_builder.pages.structured_data import breadcrumb_data
from site_builder.pages.views.course import archive_notice
from site_builder.problems import N_


class Choice(Struct, frozen=True):
    """A value of a facet: words, where its list is, how many courses."""

    text: str
    address: str
    count: int
    language: str = ""


class Group(Struct, frozen=True):
    """Choices under one heading ("" for none)."""

    title: str
    choices: tuple[Choice, ...]


class IndexView(Struct, frozen=True):
    """All values of a facet."""

    page: PageContext
    title: str
    groups: tuple[Group, ...]
    count: int


class ListView(Struct, frozen=True):
    """Courses. `lines` are sentences about what they have in common, `narrow` ways to fewer of them."""

    page: PageContext
    title: str
    language: str
    lines: tuple[str, ...]
    links: tuple[Link, ...]
    narrow: tuple[Group, ...]
    sections: tuple[tuple[str, tuple[Card, ...]], ...]
    count: int


def facet_index_view(facet: Facet, year: AcademicYear, layout: Layout) -> IndexView:
    """Return the page of all values of a facet."""
    title = layout.locale.label(facet.label)
    address = layout.addresses.facet(year.key, facet.key)
    trail = (layout.year_breadcrumb(year), Link(title, address))
    description = layout.locale.gettext(N_("Courses in {year} by {facet}."), year=year.name, facet=title.lower())
    groups = tuple(choice_groups(facet, year, layout))
    return IndexView(
        page=_page_context(layout, year, address, f"{title}, {year.name}", description, trail),
        title=title,
        groups=groups,
        count=len(year.courses),
    )


def choice_groups(facet: Facet, year: AcademicYear, layout: Layout) -> Iterator[Group]:
    """Yield the values of a facet in groups: subjects by area, places by county, grades by stage and range."""
    locale = layout.locale
    grouped: dict[str, list[Choice]] = {}
    for value, courses in layout.grouped(year).by(facet).items():
        choice = Choice(
            locale.label(value.label), layout.addresses.facet_value(year.key, facet.key, value.key), len(courses)
        )
        grouped.setdefault(_heading(facet, value, layout, locale), []).append(choice)
    for heading in sorted(grouped, key=alphabetical) if facet.key in ("fag", "sted") else list(grouped):
        yield Group(heading, tuple(grouped[heading]))


def _heading(facet: Facet, value: FacetValue, layout: Layout, locale: Locale) -> str:
    if facet.key == "fag":
        return locale.gettext(AREAS[layout.catalogue.subjects[value.key].area])
    if facet.key == "sted":
        return layout.catalogue.places[value.key].county
    if facet.key == "trinn":
        return (
            locale.gettext(N_("By stage"))
            if value.order[0] != 2
            else locale.gettext(N_("By the grades the course names"))
        )
    return ""


def facet_list_view(
    facet: Facet, value: FacetValue, courses: tuple[Course, ...], year: AcademicYear, layout: Layout
) -> ListView:
    """Return the page of the courses with one value of a facet."""
    locale, addresses = layout.locale, layout.addresses
    name = locale.label(value.label)
    address = addresses.facet_value(year.key, facet.key, value.key)
    title = _title(facet, name, locale)
    step = Link(locale.label(facet.label), addresses.facet(year.key, facet.key))
    lines: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    if facet.key == "fag":
        lines = tuple(_about_subject(layout.catalogue.subjects[value.key], locale))
    elif facet.key == "institusjon":
        institution = layout.catalogue.institutions[value.key]
        lines = tuple(_about_institution(institution, layout.catalogue.institutions, locale))
        links = (
            (Link(locale.gettext(N_("The institution’s own pages")), institution.home_page),)
            if institution.home_page
            else ()
        )
    elif facet.key == "kompetansekrav":
        requirement = layout.catalogue.requirements[value.key]
        lines = (
            locale.gettext(
                N_("These courses, with what they require beforehand, give the credits the requirement asks for.")
            ),
        )
        if not requirement.confirmed:
            lines += (locale.gettext(N_("The rule is ordinary knowledge and has not been confirmed by a source.")),)
    return ListView(
        page=_page_context(
            layout,
            year,
            address,
            f"{title}, {year.name}",
            _describe(title, courses, year, locale),
            (layout.year_breadcrumb(year), step, Link(name, address)),
        ),
        title=title,
        language=locale.language,
        lines=lines,
        links=links,
        narrow=tuple(_narrow(value, year, layout)) if facet.key == "fag" else (),
        sections=(("", layout.cards(courses)),),
        count=len(courses),
    )


def _narrow(subject: FacetValue, year: AcademicYear, layout: Layout) -> Iterator[Group]:
    """Yield a subject's frequent pairs, a group for each facet."""
    grouped: dict[str, list[Choice]] = {}
    for facet, value, found in layout.grouped(year).pairs[subject.key]:
        address = layout.addresses.pair(year.key, subject.key, facet.key, value.key)
        choice = Choice(layout.locale.label(value.label), address, len(found))
        grouped.setdefault(layout.locale.label(facet.label), []).append(choice)
    for heading, narrowed in grouped.items():
        yield Group(heading, tuple(narrowed))


def pair_list_view(
    subject: FacetValue,
    facet: Facet,
    value: FacetValue,
    courses: tuple[Course, ...],
    year: AcademicYear,
    layout: Layout,
) -> ListView:
    """Return the page of the courses in a subject with one value of another facet."""
    locale, addresses = layout.locale, layout.addresses
    name, other = locale.label(subject.label), locale.label(value.label)
    title = f"{name}: {other}"
    address = addresses.pair(year.key, subject.key, facet.key, value.key)
    trail = (
        layout.year_breadcrumb(year),
        Link(locale.label(BY_KEY["fag"].label), addresses.facet(year.key, "fag")),
        Link(name, addresses.facet_value(year.key, "fag", subject.key)),
        Link(other, address),
    )
    return ListView(
        page=_page_context(
            layout, year, address, f"{title}, {year.name}", _describe(title, courses, year, locale), trail
        ),
        title=title,
        language=locale.language,
        lines=(),
        links=(
            Link(locale.gettext(N_("All in {name}"), name=name), addresses.facet_value(year.key, "fag", subject.key)),
            Link(locale.gettext(N_("All: {name}"), name=other), addresses.facet_value(year.key, facet.key, value.key)),
        ),
        narrow=(),
        sections=(("", layout.cards(courses)),),
        count=len(courses),
    )


def all_courses(year: AcademicYear, layout: Layout) -> ListView:
    """Return the page of all courses from A to Å, by first letter."""
    locale, addresses = layout.locale, layout.addresses
    title = locale.gettext(N_("All courses from A to Å"))
    by_letter: dict[str, list[Card]] = {}
    for card in layout.cards(year.courses):
        by_letter.setdefault(card.title[:1].upper(), []).append(card)
    address = addresses.all_courses(year.key)
    return ListView(
        page=_page_context(
            layout,
            year,
            address,
            f"{title}, {year.name}",
            _describe(title, year.courses, year, locale),
            (layout.year_breadcrumb(year), Link(title, address)),
        ),
        title=title,
        language=locale.language,
        lines=(),
        links=(),
        narrow=(),
        sections=tuple((letter, tuple(found)) for letter, found in by_letter.items()),
        count=len(year.courses),
    )


def facet_links(year: AcademicYear, layout: Layout) -> tuple[Link, ...]:
    """Return links to the index of every facet that tells courses of the year apart."""
    return tuple(
        Link(layout.locale.label(facet.label), layout.addresses.facet(year.key, facet.key))
        for facet in FACETS
        if layout.grouped(year).by(facet)
    )


def _page_context(
    layout: Layout, year: AcademicYear, address: str, title: str, description: str, trail: tuple[Link, ...]
) -> PageContext:
    notice, notice_link = archive_notice(layout, year)
    base = layout.catalogue.settings.base
    way = [(layout.locale.gettext(N_("Front page")), base + layout.addresses.front())] + [
        (step.text, base + step.address) for step in trail
    ]
    return layout.page_context(
        address, title, description, trail, structured=(breadcrumb_data(way),), notice=notice, notice_link=notice_link
    )


def _describe(title: str, courses: Iterable[Course], year: AcademicYear, locale: Locale) -> str:
    count = len(tuple(courses))
    return locale.ngettext(
        N_("{title}: one course in {year}."),
        N_("{title}: {count} courses in {year}."),
        count,
        title=title,
        year=year.name,
    )


def _title(facet: Facet, name: str, locale: Locale) -> str:
    if facet.key in ("fag", "trinn", "institusjon", "sted", "fylke", "studiepoeng"):
        return name
    return f"{locale.label(facet.label)}: {name}"


def _about_subject(subject: Subject, locale: Locale) -> Iterator[str]:
    names = subject.name.by_language
    if names.get("se"):
        yield locale.gettext(N_("In North Sami: {name}."), name=names["se"])
    if subject.everyday:
        yield locale.gettext(N_("Also called: {names}."), names=", ".join(subject.everyday))
    if subject.required:
        yield locale.gettext(N_("Kompetansekrav apply to teaching this subject."))


def _about_institution(
    institution: Institution, all_of_them: Mapping[str, Institution], locale: Locale
) -> Iterator[str]:
    if institution.short_names:
        yield locale.gettext(N_("Short: {names}."), names=", ".join(institution.short_names))
    if institution.predecessors:
        names = ", ".join(all_of_them[key].name for key in institution.predecessors)
        yield locale.gettext(N_("Before: {names}."), names=names)
    if institution.successor and institution.valid_until:
        yield locale.gettext(
            N_("Until {date}; today: {name}."),
            date=locale.full_date(institution.valid_until),
            name=_today(institution, all_of_them).name,
        )
    if institution.places:
        yield locale.gettext(
            N_("Places of study: {names}."), names=", ".join(place.name for place in institution.places)
        )


def _today(institution: Institution, all_of_them: Mapping[str, Institution]) -> Institution:
    """Follow successors to the institution there is now; a circle ends where it began."""
    seen = {institution.key}
    while institution.successor and institution.successor not in seen:
        institution = all_of_them[institution.successor]
        seen.add(institution.key)
    return institution
