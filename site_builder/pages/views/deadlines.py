"""The page of a year's deadlines, and deadlines as rows of a table."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.labels import role_label
from site_builder.catalogue.model import Deadline
from site_builder.catalogue.schema.enums import YearState
from site_builder.catalogue.schema.roles import ROLES
from site_builder.catalogue.status import CAN_APPLY, statuses_of_year
from site_builder.catalogue.time_zones import city_of
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.banner import Banner
from site_builder.pages.cards import Card
from site_builder.pages.i18n import Locale
from site_builder.pages.layout import Layout, PageContext
from site_builder.pages.menu import Link
from site_builder.pages.timeline import Timeline, deadline_timeline
from site_builder.pages.views.vacant import Vacant, vacant
from site_builder.pages.views.year_page import year_page_context
from site_builder.problems import N_


class DeadlineRow(Struct, frozen=True):
    """A deadline as a row of a table. `who` is the role whose deadline it is, `what` its action.

    `date` is a text, `iso_date` in ISO 8601. `own`: it is a course's, not the year's. `source` says where it is stated,
    or is "".
    """

    date: str
    iso_date: str
    who: str
    what: str
    own: bool
    source: str


class StepRow(Struct, frozen=True):
    """A step in applying for a course: its title and text, and the address of the page where it is done, or ""."""

    title: str
    text: str
    address: str


class DeadlinesView(Struct, frozen=True):
    """The page of a year's deadlines, with the steps in applying. `own` are the courses with deadlines of their own.

    `no_deadlines` is a sentence, "" if the year has deadlines. `calendar` and `how_to_apply` are addresses; `sources`
    are texts; `city` names the time zone; `vacant` links to courses with places available. `form` leads to the
    application form, and is hidden while nobody can apply: `form_year` is the key of the year that decides, "" if it is
    never hidden; `form_now`: it is shown at the time of the build.
    """

    page: PageContext
    title: str
    banner: Banner | None
    timeline: Timeline | None
    no_deadlines: str
    rows: tuple[DeadlineRow, ...]
    steps: tuple[StepRow, ...]
    form: Link | None
    form_year: str
    form_now: bool
    vacant: Vacant | None
    own: tuple[tuple[Card, tuple[DeadlineRow, ...]], ...]
    calendar: str
    city: str
    sources: tuple[str, ...]
    how_to_apply: str


ROLLING = N_("You can apply at any time until a course begins. Some courses may have deadlines of their own.")
WITHOUT_DEADLINES = N_("The year has no deadlines of its own: each course says when and how to apply.")


def deadlines_view(year: AcademicYear, layout: Layout, now: datetime) -> DeadlinesView:
    """Return the view of a year's deadlines at `now` (aware)."""
    locale, addresses = layout.locale, layout.addresses
    title, address = locale.gettext(N_("Deadlines {year}"), year=year.name), addresses.deadlines(year.key)
    shared, found = set(year.deadlines), statuses_of_year(year)
    own = [(course, [each for each in deadlines_of(course, year) if each not in shared]) for course in year.courses]

    def row(each: Deadline) -> DeadlineRow:
        return deadline_row(each, locale, own=each not in shared)

    return DeadlinesView(
        page=year_page_context(
            layout,
            year,
            address,
            title,
            _description(year, locale),
            (Link(locale.gettext(N_("Deadlines")), address),),
            source=year.source,
        ),
        title=title,
        banner=layout.banner(year.deadlines, year, now),
        timeline=deadline_timeline(year.opens, year.deadlines, locale),
        no_deadlines="" if year.deadlines else locale.gettext(ROLLING if year.rolling else WITHOUT_DEADLINES),
        rows=tuple(map(row, year.deadlines)),
        steps=steps(year, locale),
        form=_form(year, locale),
        form_year=year.key if found else "",
        form_now=found is None or found.at(now).kind in CAN_APPLY,
        vacant=vacant(year, layout, now),
        own=tuple((layout.card(course), tuple(map(row, rows))) for course, rows in own if rows),
        calendar=addresses.year_calendar(year.key),
        city=city_of(locale.zone),
        sources=year.sources,
        how_to_apply=layout.article("slik-soker-du"),
    )


def _form(year: AcademicYear, locale: Locale) -> Link | None:
    """Return the link to the form of applications; None in an archived year, and where there is no form."""
    if year.form is None or year.state is YearState.ARCHIVED:
        return None
    return Link(year.form.text.in_language(locale.language), year.form.address)


def _description(year: AcademicYear, locale: Locale) -> str:
    if not year.deadlines:
        return locale.gettext(WITHOUT_DEADLINES)
    roles = {each.who for each in year.deadlines}
    if roles <= set(ROLES.values()):
        return locale.gettext(N_("The year’s deadlines for teachers, school owners, the Directorate and institutions."))
    names = [locale.label(role_label(each)) for each in sorted(roles, key=lambda role: role.rank)]
    return locale.gettext(N_("The year’s deadlines: {who}."), who=", ".join(names))


def deadline_row(deadline: Deadline, locale: Locale, *, own: bool) -> DeadlineRow:
    """Return a deadline as a row; `own` if it belongs to a course, not to the year."""
    return DeadlineRow(
        date=locale.day(deadline.day),
        iso_date=deadline.day.isoformat(),
        who=locale.label(role_label(deadline.who)),
        what=deadline.what.in_language(locale.language),
        own=own,
        source=deadline.source or "",
    )


def steps(year: AcademicYear, locale: Locale) -> tuple[StepRow, ...]:
    """Return the steps in applying for a course of the year, in order; () if the year has none."""
    return tuple(
        StepRow(step.title.in_language(locale.language), step.text.in_language(locale.language), step.address or "")
        for step in year.steps
    )
