"""The study places nearest to a town or municipality, with the distance, for queries with *nær*."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from math import asin, cos, radians, sin, sqrt

from site_builder.catalogue.vocabulary import Position, StudyPlace
from site_builder.search.analysis import fold, tokens

EARTH_RADIUS = 6371
"""Kilometres: the mean radius."""

MOST_PLACES = 4
"""Study places named for a town: those within reach; one further away helps nobody."""

FARTHEST = 300
"""Kilometres, as the crow flies, within which others than the nearest are named: a day's journey there and back."""

Near = dict[str, list[tuple[str, int]]]
"""Name of a town, folded -> keys of study places with their distance in kilometres, the nearest first."""


def nearest_places(
    towns: Mapping[str, tuple[Position, ...]], places: Iterable[StudyPlace], taught_at: Collection[str]
) -> Near:
    """Return the study places near each town, of those where something is taught. Towns of one name count as one."""
    known = [(place.key, _in_radians(place.position)) for place in places if place.position and place.key in taught_at]
    found: Near = {}
    for name, positions in towns.items():
        ends = [_in_radians(each) for each in positions]
        by_distance = sorted((min(_kilometres(at, each) for each in ends), key) for key, at in known)
        within = [(key, away) for away, key in by_distance[:MOST_PLACES] if away <= max(FARTHEST, by_distance[0][0])]
        if within:
            found[" ".join(map(fold, tokens(name)))] = within
    return found


def kilometres(one: Position, other: Position) -> int:
    """Return the distance between two positions, by the haversine formula."""
    return _kilometres(_in_radians(one), _in_radians(other))


def _in_radians(position: Position) -> tuple[float, float, float]:
    """Return the latitude and longitude in radians, and the cosine of the latitude: once for all distances to it."""
    north, east = map(radians, position)
    return north, east, cos(north)


def _kilometres(one: tuple[float, float, float], other: tuple[float, float, float]) -> int:
    across = sin((other[0] - one[0]) / 2) ** 2
    along = one[2] * other[2] * sin((other[1] - one[1]) / 2) ** 2
    return round(2 * EARTH_RADIUS * asin(sqrt(min(1.0, across + along))))
