"""The page of a course."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import partial

from msgspec import Struct

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.descriptions import description
from site_builder.catalogue.labels import STATES
from site_builder.catalogue.model import Course, Deadline
from site_builder.catalogue.schema.enums import CourseState
from site_builder.catalogue.years import AcademicYear, Story
from site_builder.pages.banner import Banner
from site_builder.pages.cards import Card
from site_builder.pages.layout import Layout, PageContext
from site_builder.pages.menu import Link
from site_builder.pages.structured_data import course_data
from site_builder.pages.timeline import Timeline, gathering_timeline
from site_builder.pages.views.course_facts import (
    Fact,
    FulfilmentRow,
    GatheringRow,
    contact_facts,
    facts,
    fulfilment_row,
    gathering_rows,
    module_facts,
    more_facts,
)
from site_builder.pages.views.deadlines import DeadlineRow, deadline_row, steps
from site_builder.pages.views.year_page import archive_notice, trail_data
from site_builder.problems import N_


class CourseView(Struct, frozen=True):
    """The page of a course in one language of the interface."""

    page: PageContext
    id: str
    title: str
    text_language: str
    institution: Link
    banner: Banner | None
    facts: tuple[Fact, ...]
    more_facts: tuple[Fact, ...]
    state: str
    state_key: str
    state_note: str
    action: Link
    action_is_external: bool
    steps: tuple[tuple[str, str], ...]
    how_to_apply: str
    principles: str
    list: str
    gatherings: tuple[GatheringRow, ...]
    timeline: Timeline | None
    modules: tuple[Fact, ...]
    admission: str
    fulfilments: tuple[FulfilmentRow, ...]
    fulfilments_address: str
    deadlines: tuple[DeadlineRow, ...]
    calendar: str
    prose: str
    contact: tuple[Fact, ...]
    related: tuple[tuple[str, tuple[Card, ...]], ...]
    stories: tuple[Link, ...]
    sample: bool
    source: str
    source_year: str
    inferred: str
    about: str
    form: str


def course_view(
    course: Course, year: AcademicYear, layout: Layout, now: datetime, stories: Mapping[str, tuple[Story, ...]]
) -> CourseView:
    """Return the page of `course` at `now` (aware). `stories` maps keys of courses to the stories about them."""
    locale, addresses, provenance = layout.locale, layout.addresses, course.provenance
    deadlines, rows, banner = layout.memoise(
        ("deadlines", year.key, course.offering.deadlines, now), partial(_deadlines, course, year, layout, now)
    )
    state_key, state = STATES[course.offering.state]
    how_to_apply = layout.article("slik-soker-du")
    return CourseView(
        page=_context(course, year, layout, deadlines),
        id=f"{year.key}/{course.key}",
        title=course.title,
        text_language=course.language,
        institution=_institution_link(course, year, layout),
        banner=banner if takes_applicants(course) else None,
        facts=tuple(facts(course, locale)),
        more_facts=tuple(more_facts(course, year, layout)),
        state=locale.gettext(state),
        state_key=state_key,
        state_note=course.offering.state_note or "",
        action=_action(course, layout, how_to_apply or addresses.deadlines(year.key)),
        action_is_external=bool(course.link),
        steps=layout.memoise(("steps", year.key), partial(steps, year, locale)),
        how_to_apply=how_to_apply,
        principles=layout.article("prinsipper"),
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
        sample=provenance.sample,
        source=provenance.source or "",
        source_year=provenance.year or "",
        inferred=", ".join(provenance.inferred),
        about=layout.article("om-katalogen"),
        form=addresses.form_for(year.key, course.key) if layout.catalogue.settings.new_file else "",
    )


def _context(course: Course, year: AcademicYear, layout: Layout, deadlines: tuple[Deadline, ...]) -> PageContext:
    addresses = layout.addresses
    address = addresses.course(year.key, course.key)
    subject = course.subject.name.in_language(layout.locale.language)
    trail = (
        layout.year_breadcrumb(year),
        Link(subject, addresses.facet_value(year.key, "fag", course.subject.key)),
        Link(course.title, address, course.language),
    )
    data = course_data(
        course, layout.catalogue.settings.base + address, deadlines, year.semesters, layout.catalogue.profile
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
    """Return the inputs of a course's page: its own digests, those of the courses it names, and the stories about it.

    `stories` as for `course_view`. A story of the current year may be about the course that an older one has become.
    All other inputs are shared by all pages.
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
        *story_keys,
    )


def _deadlines(
    course: Course, year: AcademicYear, layout: Layout, now: datetime
) -> tuple[tuple[Deadline, ...], tuple[DeadlineRow, ...], Banner | None]:
    """Return the deadlines of a course, their rows and its banner. Most courses have only the year's deadlines."""
    found, shared = deadlines_of(course, year), set(year.deadlines)
    rows = tuple(deadline_row(each, layout.locale, own=each not in shared) for each in found)
    return found, rows, layout.teacher_banner(found, year, now)


def _action(course: Course, layout: Layout, otherwise: str) -> Link:
    """Return the main link: the institution's page about the course, or how to apply."""
    locale = layout.locale
    if course.link:
        name = course.institution.short_name
        return Link(locale.gettext(N_("Go to the course at {institution}"), institution=name), course.link)
    return Link(locale.gettext(N_("See how to apply")), otherwise)


def takes_applicants(course: Course) -> bool:
    """Return whether teachers can apply. A full or cancelled course shows no deadline banner."""
    return course.offering.state in (CourseState.OPEN, CourseState.VACANT)
