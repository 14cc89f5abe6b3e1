"""The main action of a course page: for each status of the course, the link that takes the reader one step on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from site_builder.catalogue.facets import BY_KEY
from site_builder.catalogue.labels import STATES
from site_builder.catalogue.model import Course
from site_builder.catalogue.schema.enums import CourseState
from site_builder.catalogue.status import CAN_APPLY, Statuses, StatusKind, has_rolling_admission
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.layout import Layout
from site_builder.pages.menu import Link
from site_builder.problems import N_

OWN_STEPS = "#_soknad"
"""Fragment of the box on a course page that says how to apply for a course with an application of its own."""


class Action(Struct, frozen=True):
    """The main link of a course page while the course has one of `kinds` of status, and a line (`note`) below it.

    `kinds` are separated by spaces; "" if the course has the same action at all times. `external`: it leads to another
    site. `now`: it holds at the time of the build.
    """

    link: Link
    kinds: str
    now: bool
    note: str = ""
    external: bool = False


def actions(course: Course, year: AcademicYear, layout: Layout, found: Statuses, now: datetime) -> tuple[Action, ...]:
    """Return the actions of a course at `now` (aware): one for each status that it has at some time.

    `found` are the course's statuses (catalogue/status.py).
    """
    kinds, current = [each.kind for each in found.statuses], found.at(now).kind
    return tuple(
        Action(
            link,
            " ".join(kind for kind in group if kind in kinds) if len(kinds) > 1 else "",
            current in group,
            note,
            external="://" in link.address,
        )
        for link, group, note in _actions(course, year, layout)
        if not set(group).isdisjoint(kinds)
    )


def action_at_any_time(course: Course, year: AcademicYear, layout: Layout) -> Link:
    """Return the link for browsers that run no scripts: how to apply, which is right at any time."""
    own = course.offering.application
    address = (own.address or OWN_STEPS) if own else how_to_apply(year, layout)
    return Link(layout.locale.gettext(N_("See how to apply")), address)


_NO_PLACE = (
    *(StatusKind.FULL, StatusKind.CANCELLED, StatusKind.NOT_THIS_YEAR),
    *(StatusKind.ARCHIVED, StatusKind.BEGUN),
)
"""Kinds of status in which one cannot get a place."""

_Row = tuple[Link, tuple[StatusKind, ...], str]
"""An action: its link, the kinds of status in which it holds, and its note."""


def _actions(course: Course, year: AcademicYear, layout: Layout) -> Iterator[_Row]:
    locale, addresses = layout.locale, layout.addresses
    yield from _to_apply(course, year, layout)
    deadlines = Link(locale.gettext(N_("See what happens next")), addresses.deadlines(year.key))
    yield deadlines, (StatusKind.OWNER, StatusKind.ALLOTMENT), ""
    institution = course.institution
    admission = N_("Apply for admission at {institution}") if institution.application else N_("Go to {institution}")
    yield _at_institution(course, layout, admission), (StatusKind.ADMISSION, StatusKind.PLANNED), ""
    yield _at_institution(course, layout, N_("Ask {institution} for a place")), (StatusKind.VACANT,), ""
    others = Link(
        locale.gettext(
            N_("See all courses in {subject}"),
            subject=locale.in_sentence(course.subject.name.in_language(locale.language)),
        ),
        addresses.facet_value(year.key, "fag", course.subject.key),
    )
    yield vacant_courses(year, layout) or others, (StatusKind.OVER,), ""
    yield others, _NO_PLACE, ""


def _to_apply(course: Course, year: AcademicYear, layout: Layout) -> Iterator[_Row]:
    """Yield the actions before and while one can apply: the way to the form, and how to apply."""
    locale, own = layout.locale, course.offering.application
    if own:
        link = Link(locale.gettext(N_("See how to apply")), own.address or OWN_STEPS)
        yield link, (StatusKind.SOON, *CAN_APPLY), ""
        return
    how = Link(locale.gettext(N_("See how to apply")), how_to_apply(year, layout))
    if form := course.offering.form or year.form:
        words, whom = form.text.in_language(locale.language), form.for_whom.in_language(locale.language)
        yield Link(words, form.address), CAN_APPLY, whom
        yield how, (StatusKind.SOON,), ""
    elif has_rolling_admission(course, year):
        admission = N_("Apply for admission at {institution}")
        yield _at_institution(course, layout, admission), CAN_APPLY, ""
        yield how, (StatusKind.SOON,), ""
    else:
        yield how, (StatusKind.SOON, *CAN_APPLY), ""


def how_to_apply(year: AcademicYear, layout: Layout) -> str:
    """Return the address of the article on applying or, if there is none, of the year's deadlines."""
    return layout.article("slik-soker-du") or layout.addresses.deadlines(year.key)


def vacant_courses(year: AcademicYear, layout: Layout) -> Link | None:
    """Return a link to the list of the courses with places available, or None if there are none."""
    state, key = BY_KEY["status"], STATES[CourseState.VACANT][0]
    if any(value.key == key for value in layout.grouped(year).by(state)):
        text = layout.locale.gettext(N_("See courses with places available"))
        return Link(text, layout.addresses.facet_value(year.key, state.key, key))
    return None


def _at_institution(course: Course, layout: Layout, message: str) -> Link:
    """Return a link to the institution: its applications, else its page about the course, else its courses."""
    institution = course.institution
    own = layout.addresses.facet_value(course.offering.year, "institusjon", institution.key)
    address = institution.application or course.link or institution.home_page or own
    return Link(layout.locale.gettext(message, institution=institution.short_name), address)
