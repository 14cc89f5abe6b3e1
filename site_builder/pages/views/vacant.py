"""The link to the courses with places available, shown from the day on which the first of them has some.

It is shown until the year is over.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from site_builder.catalogue.deadlines import year_over
from site_builder.catalogue.labels import STATES
from site_builder.catalogue.schema.enums import CourseState
from site_builder.catalogue.status import state_since
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.layout import Layout
from site_builder.pages.menu import Link
from site_builder.problems import N_


class Vacant(Struct, frozen=True):
    """A link to the courses with places available, and the times at which it is shown.

    `span` has the times as in Statuses.timeline: `hidden 123 shown 456 hidden` (seconds since 1970); "" if it is always
    shown. `now`: it is shown at the time of the build.
    """

    link: Link
    span: str
    now: bool


def vacant(year: AcademicYear, layout: Layout, now: datetime) -> Vacant | None:
    """Return the link to the year's courses with places available, with their number; None if there are none.

    `now` is aware.
    """
    courses = [course for course in year.courses if course.offering.state is CourseState.VACANT]
    if not courses:
        return None
    starts = [state_since(course, year) for course in courses]
    first = None if None in starts else min(start for start in starts if start)
    text = layout.locale.ngettext(
        N_("One course has places available"), N_("{count} courses have places available"), len(courses)
    )
    link = Link(text, layout.addresses.facet_value(year.key, "status", STATES[CourseState.VACANT][0]))
    over = year_over(year)
    shown = (first is None or first <= now) and (over is None or now < over)
    begins = f"hidden {int(first.timestamp())} " if first else ""
    ends = f" {int(over.timestamp())} hidden" if over else ""
    return Vacant(link, f"{begins}shown{ends}" if begins or ends else "", shown)
