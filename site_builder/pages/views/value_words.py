"""The names of facets' values in lists, indexes and charts, in a form that is true at any time."""

from __future__ import annotations

from site_builder.catalogue.deadlines import day_of
from site_builder.catalogue.facets import Facet, FacetValue
from site_builder.catalogue.labels import SINCE
from site_builder.catalogue.status import state_since
from site_builder.catalogue.years import AcademicYear
from site_builder.pages.layout import Layout


def value_words(facet: Facet, value: FacetValue, year: AcademicYear, layout: Layout) -> str:
    """Return the name of a facet's value in the language of the page.

    A status also has the day on which it takes effect, if that is the same for all its courses.
    """
    locale = layout.locale
    if facet.key != "status":
        return locale.label(value.label)
    courses = layout.grouped(year).by(facet)[value]
    states = {course.offering.state for course in courses} & SINCE.keys()
    days = {state_since(course, year) for course in courses}
    if len(states) != 1 or len(days) != 1 or not (since := days.pop()):
        return locale.label(value.label)
    return locale.gettext(SINCE[states.pop()], date=locale.full_date(day_of(since, locale.zone)))
