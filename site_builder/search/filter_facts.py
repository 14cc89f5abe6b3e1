"""The data of the search page's filters that have no list of values: dates of gatherings, credits held, positions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from site_builder.catalogue.model import Course
from site_builder.catalogue.requirements import span_of_use
from site_builder.catalogue.vocabulary import Position
from site_builder.catalogue.years import Catalogue


def filter_facts(courses: Sequence[Course]) -> dict[str, object]:
    """Return the filters' data: lists with one item for each course, in order, and `places`: key -> position.

    Positions are in degrees (north, east). `first` is a Monday, an ISO date. `days` holds two numbers for each
    gathering (meeting of the students): its first day, counted from `first`, and its length in days; None for a course
    that is not online and has no gatherings. `away` is the number of days in person. `credits` are the credits held
    from which a course can be taken, and from which it gives nothing new (None: there is no such number). `online` is 1
    for an online course without places, else 0.
    """
    first = min((each.first for course in courses for each in course.offering.gatherings), default=date.min)
    monday = first - timedelta(days=first.weekday())
    return {
        "first": monday.isoformat(),
        "days": [_days(course, monday) for course in courses],
        "away": [course.offering.days_away for course in courses],
        "credits": [span_of_use(course) for course in courses],
        "online": [int(_is_online(course)) for course in courses],
        "places": {
            place.key: place.position for course in courses for place in course.offering.places if place.position
        },
    }


def town_positions(catalogue: Catalogue) -> Mapping[str, tuple[Position, ...]]:
    """Return name of a town or municipality -> its positions (degrees north, east), sorted by name.

    Several towns may share a name.
    """
    return dict(sorted(catalogue.words.towns.items()))


def _days(course: Course, monday: date) -> list[int] | None:
    gatherings = course.offering.gatherings
    if not gatherings and not _is_online(course):
        return None
    return [number for each in gatherings for number in ((each.first - monday).days, each.days)]


def _is_online(course: Course) -> bool:
    """Return whether a course is online and has no study place."""
    return course.offering.delivery.is_online and not course.offering.places
