"""The study places nearest to a town or municipality, for queries with *nær*. Twin: js/search/nearness.js"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct

from site_builder.catalogue.vocabulary import Position, StudyPlace
from site_builder.search.analysis import fold, tokens

DEGREE = 111.195
"""Kilometres of a degree of latitude: the circumference of a sphere with the mean radius of the earth, by 360."""

MOST_PLACES = 4
"""Study places named for a town: those within reach; one further away helps nobody."""

FARTHEST = 300
"""Kilometres, as the crow flies, within which others than the nearest are named: a day's journey there and back."""


class Near(Struct, frozen=True):
    """Positions (degrees north, east): key of a study place with courses -> its own, folded name -> a town's."""

    places: Mapping[str, Position] = {}
    towns: Mapping[str, tuple[Position, ...]] = {}

    def of(self, town: str) -> list[tuple[str, int]]:
        """Return (key of a study place, its kilometres from a town) for each place, the nearest first.

        `town` is a folded name. If several towns share it, the nearest counts. Raises KeyError for an unknown name.
        """
        ends = self.towns[town]
        away = ((min(kilometres(at, end) for end in ends), key) for key, at in self.places.items())
        return [(key, distance) for distance, key in sorted(away)]


def positions(
    towns: Mapping[str, tuple[Position, ...]], places: Iterable[StudyPlace], taught_at: Collection[str]
) -> Near:
    """Return the positions of towns, and of the study places whose keys are in `taught_at`.

    Without towns if none of these places has a position: then nothing can be near.
    """
    known = {place.key: place.position for place in places if place.position and place.key in taught_at}
    return Near(known, {" ".join(map(fold, tokens(name))): ends for name, ends in towns.items()} if known else {})


def kilometres(one: Position, other: Position) -> int:
    """Return the distance of two positions in whole kilometres.

    It is computed by Pythagoras, with the meridians at the middle latitude. Within Norway it differs by at most 1 %
    from the great circle. It uses sums, products and roots alone, whose results are equal in Python and JavaScript to
    the last digit.
    """
    north = other[0] - one[0]
    east = (other[1] - one[1]) * _cosine((one[0] + other[0]) / 2)
    return math.floor(DEGREE * math.sqrt(north * north + east * east) + 0.5)


def _cosine(degrees: float) -> float:
    """Return the cosine by its series, exact to 0.00001 up to 75 degrees."""
    square = (degrees * 3.141592653589793 / 180) * (degrees * 3.141592653589793 / 180)
    return 1 - (square / 2) * (1 - (square / 12) * (1 - (square / 30) * (1 - (square / 56) * (1 - square / 90))))
