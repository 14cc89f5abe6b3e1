"""Facts that courses are filtered by and that are no facet: days of gatherings, credits held beforehand, positions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from site_builder.catalogue.model import Course
from site_builder.catalogue.requirements import span_of_use
from site_builder.catalogue.schema.enums import Delivery, Form
from site_builder.catalogue.vocabulary import Position
from site_builder.catalogue.years import Catalogue


def filter_facts(courses: Sequence[Course]) -> dict[str, object]:
    """Return the facts of courses, by the number of the course.

    `days` holds the first day of each gathering, in days after `first`, and its length; None where a course meets and
    does not say when. `away` counts the days in person. `credits` are the credits held from which a course can be
    taken, and from which it gives nothing new (None: there is no such number). `places` are positions by key.
    """
    first = min((each.first for course in courses for each in course.offering.gatherings), default=date.min)
    monday = first - timedelta(days=first.weekday())
    return {
        "first": monday.isoformat(),
        "days": [_days(course, monday) for course in courses],
        "away": [_days_away(course) for course in courses],
        "credits": [span_of_use(course) for course in courses],
        "online": [int(_is_online(course)) for course in courses],
        "places": {
            place.key: place.position for course in courses for place in course.offering.places if place.position
        },
    }


def town_positions(catalogue: Catalogue) -> Mapping[str, tuple[Position, ...]]:
    """Return the positions of towns and municipalities by name."""
    return dict(sorted(catalogue.words.towns.items()))


def _days(course: Course, monday: date) -> list[int] | None:
    gatherings = course.offering.gatherings
    if not gatherings and not _is_online(course):
        return None
    return [number for each in gatherings for number in ((each.first - monday).days, (each.last - each.first).days + 1)]


def _days_away(course: Course) -> int:
    physical = (each for each in course.offering.gatherings if each.form is Form.PHYSICAL)
    return sum((each.last - each.first).days + 1 for each in physical)


def _is_online(course: Course) -> bool:
    """Return True for a course that nobody travels to."""
    return course.offering.delivery in (Delivery.ONLINE, Delivery.MOOC) and not course.offering.places
