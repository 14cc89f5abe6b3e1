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
from site_builder.pages.i18n import Words
from site_builder.pages.layout import Frame, Framer, Link
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

    frame: Frame
    title: str
    groups: tuple[Group, ...]
    count: int


class ListView(Struct, frozen=True):
    """Courses. `lines` are sentences about what they have in common, `narrow` ways to fewer of them."""

    frame: Frame
    title: str
    language: str
    lines: tuple[str, ...]
    links: tuple[Link, ...]
    narrow: tuple[Group, ...]
    sections: tuple[tuple[str, tuple[Card, ...]], ...]
    count: int


def facet_index(facet: Facet, year: AcademicYear, framer: Framer) -> IndexView:
    """Return the page of all values of a facet."""
    title = framer.words.label(facet.label)
    address = framer.addresses.facet(year.key, facet.key)
    trail = (framer.year_step(year), Link(title, address))
    description = framer.words.say(N_("Courses in {year} by {facet}."), year=year.name, facet=title.lower())
    groups = tuple(choices(facet, year, framer))
    return IndexView(
        frame=_frame(framer, year, address, f"{title}, {year.name}", description, trail),
        title=title,
        groups=groups,
        count=len(year.courses),
    )


def choices(facet: Facet, year: AcademicYear, framer: Framer) -> Iterator[Group]:
    """Yield the values of a facet in groups: subjects by area, places by county, grades by stage and range."""
    words = framer.words
    grouped: dict[str, list[Choice]] = {}
    for value, courses in framer.arranged(year).by(facet).items():
        choice = Choice(
            words.label(value.label), framer.addresses.facet_value(year.key, facet.key, value.key), len(courses)
        )
        grouped.setdefault(_heading(facet, value, framer, words), []).append(choice)
    for heading in sorted(grouped, key=alphabetical) if facet.key in ("fag", "sted") else list(grouped):
        yield Group(heading, tuple(grouped[heading]))


def _heading(facet: Facet, value: FacetValue, framer: Framer, words: Words) -> str:
    if facet.key == "fag":
        return words.say(AREAS[framer.catalogue.subjects[value.key].area])
    if facet.key == "sted":
        return framer.catalogue.places[value.key].county
    if facet.key == "trinn":
        return words.say(N_("By stage")) if value.order[0] != 2 else words.say(N_("By the grades the course names"))
    return ""


def facet_list(
    facet: Facet, value: FacetValue, courses: tuple[Course, ...], year: AcademicYear, framer: Framer
) -> ListView:
    """Return the page of the courses with one value of a facet."""
    words, addresses = framer.words, framer.addresses
    name = words.label(value.label)
    address = addresses.facet_value(year.key, facet.key, value.key)
    title = _title(facet, name, words)
    step = Link(words.label(facet.label), addresses.facet(year.key, facet.key))
    lines: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    if facet.key == "fag":
        lines = tuple(_about_subject(framer.catalogue.subjects[value.key], words))
    elif facet.key == "institusjon":
        institution = framer.catalogue.institutions[value.key]
        lines = tuple(_about_institution(institution, framer.catalogue.institutions, words))
        links = (
            (Link(words.say(N_("The institution’s own pages")), institution.home_page),)
            if institution.home_page
            else ()
        )
    elif facet.key == "kompetansekrav":
        requirement = framer.catalogue.requirements[value.key]
        lines = (
            words.say(
                N_("These courses, with what they require beforehand, give the credits the requirement asks for.")
            ),
        )
        if not requirement.confirmed:
            lines += (words.say(N_("The rule is ordinary knowledge and has not been confirmed by a source.")),)
    return ListView(
        frame=_frame(
            framer,
            year,
            address,
            f"{title}, {year.name}",
            _describe(title, courses, year, words),
            (framer.year_step(year), step, Link(name, address)),
        ),
        title=title,
        language=words.language,
        lines=lines,
        links=links,
        narrow=tuple(_narrow(value, year, framer)) if facet.key == "fag" else (),
        sections=(("", framer.cards(courses)),),
        count=len(courses),
    )


def _narrow(subject: FacetValue, year: AcademicYear, framer: Framer) -> Iterator[Group]:
    """Yield a subject's frequent pairs, a group for each facet."""
    grouped: dict[str, list[Choice]] = {}
    for facet, value, found in framer.arranged(year).pairs[subject.key]:
        address = framer.addresses.pair(year.key, subject.key, facet.key, value.key)
        choice = Choice(framer.words.label(value.label), address, len(found))
        grouped.setdefault(framer.words.label(facet.label), []).append(choice)
    for heading, narrowed in grouped.items():
        yield Group(heading, tuple(narrowed))


def pair_list(
    subject: FacetValue,
    facet: Facet,
    value: FacetValue,
    courses: tuple[Course, ...],
    year: AcademicYear,
    framer: Framer,
) -> ListView:
    """Return the page of the courses in a subject with one value of another facet."""
    words, addresses = framer.words, framer.addresses
    name, other = words.label(subject.label), words.label(value.label)
    title = f"{name}: {other}"
    address = addresses.pair(year.key, subject.key, facet.key, value.key)
    trail = (
        framer.year_step(year),
        Link(words.label(BY_KEY["fag"].label), addresses.facet(year.key, "fag")),
        Link(name, addresses.facet_value(year.key, "fag", subject.key)),
        Link(other, address),
    )
    return ListView(
        frame=_frame(framer, year, address, f"{title}, {year.name}", _describe(title, courses, year, words), trail),
        title=title,
        language=words.language,
        lines=(),
        links=(
            Link(words.say(N_("All in {name}"), name=name), addresses.facet_value(year.key, "fag", subject.key)),
            Link(words.say(N_("All: {name}"), name=other), addresses.facet_value(year.key, facet.key, value.key)),
        ),
        narrow=(),
        sections=(("", framer.cards(courses)),),
        count=len(courses),
    )


def all_courses(year: AcademicYear, framer: Framer) -> ListView:
    """Return the page of all courses from A to Å, by first letter."""
    words, addresses = framer.words, framer.addresses
    title = words.say(N_("All courses from A to Å"))
    by_letter: dict[str, list[Card]] = {}
    for card in framer.cards(year.courses):
        by_letter.setdefault(card.title[:1].upper(), []).append(card)
    address = addresses.all_courses(year.key)
    return ListView(
        frame=_frame(
            framer,
            year,
            address,
            f"{title}, {year.name}",
            _describe(title, year.courses, year, words),
            (framer.year_step(year), Link(title, address)),
        ),
        title=title,
        language=words.language,
        lines=(),
        links=(),
        narrow=(),
        sections=tuple((letter, tuple(found)) for letter, found in by_letter.items()),
        count=len(year.courses),
    )


def ways_in(year: AcademicYear, framer: Framer) -> tuple[Link, ...]:
    """Return links to the index of every facet that tells courses of the year apart."""
    return tuple(
        Link(framer.words.label(facet.label), framer.addresses.facet(year.key, facet.key))
        for facet in FACETS
        if framer.arranged(year).by(facet)
    )


def _frame(
    framer: Framer, year: AcademicYear, address: str, title: str, description: str, trail: tuple[Link, ...]
) -> Frame:
    notice, notice_link = archive_notice(framer, year)
    base = framer.catalogue.settings.base
    way = [(framer.words.say(N_("Front page")), base + framer.addresses.front())] + [
        (step.text, base + step.address) for step in trail
    ]
    return framer.frame(
        address, title, description, trail, structured=(breadcrumb_data(way),), notice=notice, notice_link=notice_link
    )


def _describe(title: str, courses: Iterable[Course], year: AcademicYear, words: Words) -> str:
    count = len(tuple(courses))
    return words.count(
        N_("{title}: one course in {year}."),
        N_("{title}: {count} courses in {year}."),
        count,
        title=title,
        year=year.name,
    )


def _title(facet: Facet, name: str, words: Words) -> str:
    if facet.key in ("fag", "trinn", "institusjon", "sted", "fylke", "studiepoeng"):
        return name
    return f"{words.label(facet.label)}: {name}"


def _about_subject(subject: Subject, words: Words) -> Iterator[str]:
    names = subject.name.by_language
    if names.get("se"):
        yield words.say(N_("In North Sami: {name}."), name=names["se"])
    if subject.everyday:
        yield words.say(N_("Also called: {names}."), names=", ".join(subject.everyday))
    if subject.required:
        yield words.say(N_("Kompetansekrav apply to teaching this subject."))


def _about_institution(institution: Institution, all_of_them: Mapping[str, Institution], words: Words) -> Iterator[str]:
    if institution.short_names:
        yield words.say(N_("Short: {names}."), names=", ".join(institution.short_names))
    if institution.predecessors:
        names = ", ".join(all_of_them[key].name for key in institution.predecessors)
        yield words.say(N_("Before: {names}."), names=names)
    if institution.successor and institution.valid_until:
        yield words.say(
            N_("Until {date}; today: {name}."),
            date=words.full_date(institution.valid_until),
            name=_today(institution, all_of_them).name,
        )
    if institution.places:
        yield words.say(N_("Places of study: {names}."), names=", ".join(place.name for place in institution.places))


def _today(institution: Institution, all_of_them: Mapping[str, Institution]) -> Institution:
    """Follow successors to the institution there is now; a circle ends where it began."""
    seen = {institution.key}
    while institution.successor and institution.successor not in seen:
        institution = all_of_them[institution.successor]
        seen.add(institution.key)
    return institution
