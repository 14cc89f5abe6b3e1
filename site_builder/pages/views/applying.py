"""The part of a course page that says whether one can apply, and how: status, banner, actions, note, steps."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from msgspec import Struct

from site_builder.catalogue.deadlines import day_of, deadlines_of
from site_builder.catalogue.model import Application, Course
from site_builder.catalogue.status import IN_PROCESS, Statuses, applicants
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.banner import Banner
from site_builder.pages.i18n import Locale
from site_builder.pages.layout import Layout
from site_builder.pages.menu import Link
from site_builder.pages.status import StatusTag, status_tag
from site_builder.pages.views.course_actions import Action, action_at_any_time, actions
from site_builder.pages.views.deadlines import StepRow, steps
from site_builder.problems import N_


class StateNote(Struct, frozen=True):
    """The editor's note on a course's state, shown while the course has the status `kind` ("": always).

    `since` is a heading with its first day, "" if the note always holds; `now`: it holds at the time of the build.
    """

    text: str
    kind: str
    since: str
    now: bool


class Applying(Struct, frozen=True):
    """How to apply for a course: its status `tag`, `banner`, the editor's `note`, and links. `application` is its own.

    `steps` are those of the year, () if they do not apply; `steps_now`: at the time of the build they are still to be
    taken. `at_any_time` is the action for browsers without scripts; `own_page` links to the institution's page about
    the course.
    """

    tag: StatusTag
    banner: Banner | None
    note: StateNote | None
    actions: tuple[Action, ...]
    at_any_time: Link
    own_page: Link | None
    application: Application | None
    steps: tuple[StepRow, ...]
    steps_now: bool


def applying(course: Course, year: AcademicYear, layout: Layout, found: Statuses, now: datetime) -> Applying:
    """Return how to apply for a course at `now` (aware). `found` are the course's statuses (catalogue/status.py)."""
    return Applying(
        tag=status_tag(course, year, found, layout.locale),
        banner=_banner(course, year, layout, found, now),
        note=_note(course, found, layout.locale, now),
        actions=actions(course, year, layout, found, now),
        at_any_time=action_at_any_time(course, year, layout),
        own_page=_own_page(course, layout.locale),
        application=course.offering.application,
        steps=_steps(course, year, layout, found),
        steps_now=found.at(now).kind in IN_PROCESS,
    )


def _banner(course: Course, year: AcademicYear, layout: Layout, found: Statuses, now: datetime) -> Banner | None:
    """Return the banner of the application's deadline; None for a course that has one state at all times."""
    if found.given and found.given.since is None:
        return None
    return layout.banner(deadlines_of(course, year), year, now, applicants(course, year), found.given)


def _note(course: Course, found: Statuses, locale: Locale, now: datetime) -> StateNote | None:
    offering, given = course.offering, found.given
    if not offering.state_note:
        return None
    if given is None:
        return StateNote(offering.state_note, "", "", now=True)
    day = given.since and locale.full_date(day_of(given.since, locale.zone))
    since = locale.gettext(N_("From {date}:"), date=day) if day else ""
    return StateNote(offering.state_note, str(given.kind), since, now=found.at(now) == given)


def _steps(course: Course, year: AcademicYear, layout: Layout, found: Statuses) -> tuple[StepRow, ...]:
    """Return the steps of the year; none if the course has an application of its own, or never takes applicants."""
    if course.offering.application or not any(each.kind in IN_PROCESS for each in found.statuses):
        return ()
    return layout.memoise(("steps", year.key), partial(steps, year, layout.locale))


def _own_page(course: Course, locale: Locale) -> Link | None:
    """Return a link to the institution's page about the course, if the file gives one; else None."""
    if not course.link:
        return None
    name = course.institution.short_name
    return Link(locale.gettext(N_("Go to the course at {institution}"), institution=name), course.link)
