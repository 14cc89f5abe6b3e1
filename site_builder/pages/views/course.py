"""The page of a course."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from markupsafe import Markup
from msgspec import Struct

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.descriptions import description
from site_builder.catalogue.model import Course
from site_builder.catalogue.status import Statuses, statuses
from site_builder.catalogue.years import AcademicYear, Story
from site_builder.pages.cards import Card
from site_builder.pages.layout import Layout, PageContext
from site_builder.pages.menu import Link
from site_builder.pages.structured_data import course_data
from site_builder.pages.timeline import Timeline, gathering_timeline
from site_builder.pages.titles import unbroken, whole_ranges
from site_builder.pages.views.applying import Applying, applying
from site_builder.pages.views.course_actions import vacant_courses
from site_builder.pages.views.course_facts import (
    FactRow,
    FulfilmentRow,
    GatheringRow,
    contact_facts,
    facts,
    fulfilment_row,
    gathering_rows,
    module_facts,
    more_facts,
)
from site_builder.pages.views.deadlines import DeadlineRow, deadline_row
from site_builder.pages.views.provenance import ProvenanceView, provenance_view
from site_builder.pages.views.year_page import archive_notice, trail_data


class CourseView(Struct, frozen=True):
    """The page of a course in one language. `id` is YEAR/KEY; `text_language` is that of the course's text.

    `facts` and `more_facts` are rows of its head, `modules` and `contact` are rows too. `how_to_apply`, `principles`,
    `list`, `fulfilments_address`, `calendar`, `about` and `form` are addresses, "" if the site has no such page.
    `admission` is a text, `prose` HTML. `timeline` is that of the gatherings. `related` are (heading, cards).
    `for_teachers`: the readers are teachers, who apply together.
    """

    page: PageContext
    id: str
    title: str
    heading: Markup
    text_language: str
    institution: Link
    applying: Applying
    facts: tuple[FactRow, ...]
    more_facts: tuple[FactRow, ...]
    how_to_apply: str
    principles: str
    for_teachers: bool
    list: str
    gatherings: tuple[GatheringRow, ...]
    timeline: Timeline | None
    modules: tuple[FactRow, ...]
    admission: str
    fulfilments: tuple[FulfilmentRow, ...]
    fulfilments_address: str
    deadlines: tuple[DeadlineRow, ...]
    calendar: str
    prose: str
    contact: tuple[FactRow, ...]
    related: tuple[tuple[str, tuple[Card, ...]], ...]
    stories: tuple[Link, ...]
    provenance: ProvenanceView
    about: str
    form: str


def course_view(
    course: Course, year: AcademicYear, layout: Layout, now: datetime, stories: Mapping[str, tuple[Story, ...]]
) -> CourseView:
    """Return the view of a course's page at `now` (aware). `stories` maps keys of courses to the stories about them."""
    locale, addresses = layout.locale, layout.addresses
    rows = layout.memoise(
        ("deadlines", year.key, course.offering.deadlines, bool(course.offering.application), course.offering.rolling),
        partial(_deadlines, course, year, layout),
    )
    found = statuses(course, year)
    return CourseView(
        page=_context(course, year, layout, found),
        id=f"{year.key}/{course.key}",
        title=course.title,
        heading=whole_ranges(unbroken(course.title)),
        text_language=course.language,
        institution=_institution_link(course, year, layout),
        applying=applying(course, year, layout, found, now),
        facts=tuple(facts(course, locale)),
        more_facts=tuple(more_facts(course, year, layout)),
        how_to_apply=layout.article("slik-soker-du"),
        principles=layout.article("prinsipper"),
        for_teachers=layout.catalogue.profile.for_teachers,
        list=addresses.list(),
        gatherings=tuple(gathering_rows(course, locale)),
        timeline=gathering_timeline(course.offering.gatherings, locale),
        modules=tuple(module_facts(course, locale)),
        admission=course.admission or "",
        fulfilments=tuple(fulfilment_row(each, locale) for each in course.fulfilments),
        fulfilments_address=layout.article("kompetansekrav"),
        deadlines=rows,
        calendar=addresses.course_calendar(year.key, course.key),
        prose=course.prose.html,
        contact=tuple(contact_facts(course, locale)),
        related=_related(course, year, layout),
        stories=tuple(
            Link(each.title, addresses.story(each.key), each.language) for each in stories.get(course.key, ())
        ),
        provenance=provenance_view(course, locale),
        about=layout.article("om-katalogen"),
        form=addresses.form_for(year.key, course.key) if layout.catalogue.settings.new_file else "",
    )


def _context(course: Course, year: AcademicYear, layout: Layout, found: Statuses) -> PageContext:
    addresses = layout.addresses
    address = addresses.course(year.key, course.key)
    subject = course.subject.name.in_language(layout.locale.language)
    trail = (
        layout.year_breadcrumb(year),
        Link(subject, addresses.facet_value(year.key, "fag", course.subject.key)),
        Link(course.title, address, course.language),
    )
    catalogue = layout.catalogue
    data = course_data(
        course, catalogue.settings.base + address, found, year.semesters, catalogue.profile, layout.locale
    )
    return layout.page_context(
        address,
        f"{course.title}, {course.institution.name}",
        description(course),
        trail,
        source=course.source,
        kind="article",
        structured=(data, trail_data(layout, trail)),
        notice=archive_notice(layout, year, course.key),
    )


def _institution_link(course: Course, year: AcademicYear, layout: Layout) -> Link:
    institution = course.institution
    return Link(institution.name, layout.addresses.facet_value(year.key, "institusjon", institution.key))


def _related(course: Course, year: AcademicYear, layout: Layout) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    """Return groups of courses that the reader may also want: (heading, cards)."""
    neighbours = layout.grouped(year).neighbours.of(course)
    return tuple((layout.locale.gettext(reason), layout.cards(found)) for reason, found in neighbours)


def course_inputs(
    course: Course, year: AcademicYear, layout: Layout, stories: Mapping[str, tuple[Story, ...]]
) -> tuple[str, ...]:
    """Return the digests, addresses and keys on which a course's page depends, and which other pages do not share.

    They are the digests of the course, of its prior course and of its related courses, for an archived year the address
    of the course in the newest open year, whether the year has courses with places available, and the keys of the
    stories. `stories` is as for `course_view`.
    """
    prior = year.by_key.get(course.prior_course) if course.prior_course else None
    later = archive_notice(layout, year, course.key).link
    others = layout.grouped(year).neighbour_digests[course.key]
    story_keys = (story.key for story in stories.get(course.key, ()))
    return (
        course.header_digest,
        course.body_digest,
        prior.header_digest if prior else "",
        later.address if later else "",
        others,
        "vacant" if vacant_courses(year, layout) else "",
        *story_keys,
    )


def _deadlines(course: Course, year: AcademicYear, layout: Layout) -> tuple[DeadlineRow, ...]:
    """Return the deadlines of a course as rows. Most courses have only the year's deadlines."""
    found, shared = deadlines_of(course, year), set(year.deadlines)
    return tuple(deadline_row(each, layout.locale, own=each not in shared) for each in found)
