"""Draw a map: project outlines in degrees, round them to whole units, leave out invisible points, write SVG paths.

The projection is Lambert's azimuthal equal-area projection about the middle of the vertices, so that any country is
drawn with its areas in proportion. Vertices are rounded to whole units before anything is left out: a border that two
outlines share stays the same in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import atan2, cos, hypot, radians, sin, sqrt

from msgspec import Struct

from site_builder.catalogue.vocabulary import Position
from site_builder.engine.memo import Cache

SIDE = 500
"""Units of the drawing's longer side. Norway's borders take 5 kB compressed at 500 units, 6.5 kB at 800."""

MARGIN = 12
"""Units around the drawing: room for the circle of a study place on the coast."""

SMALLEST = 2
"""Square units of the smallest island drawn, unless it is all there is of an outline."""

TINY = 1e-9
"""Smallest denominator of the projection, which is 0 opposite the centre; and smallest extent drawn, in radii of the
Earth: 6 mm."""

Point = tuple[int, int]


class DrawnMap(Struct, frozen=True):
    """A drawn map: width and height in units of the drawing, and name of an outline -> SVG path.

    `centre`, `scale`, `left` and `top` place further points (`point`): `centre` is in radians, `scale` in units per
    radius of the Earth, `left` and `top` in radii of the Earth.
    """

    width: int
    height: int
    paths: Mapping[str, str]
    centre: Position
    scale: float
    left: float
    top: float

    def point(self, position: Position) -> Point:
        """Return (x, y) in units from the upper left corner, for a position in degrees (north, east)."""
        x, y = project(position, self.centre)
        return _unit(x, self.left, self.scale), _unit(y, self.top, self.scale)


MAPS = Cache("maps", DrawnMap)
"""Drawings by the digest of the file with the outlines. Saves 40 ms of a build."""


def draw(outlines: Mapping[str, Sequence[Sequence[Position]]]) -> DrawnMap:
    """Return the drawing of named outlines: lists of polygons, whose vertices are (degrees north, degrees east).

    A name whose outlines have no area has no path.
    """
    centre = middle(corner for each in outlines.values() for outline in each for corner in outline)
    projected = {
        name: [[project(corner, centre) for corner in outline] for outline in each] for name, each in outlines.items()
    }
    points = [point for each in projected.values() for outline in each for point in outline]
    left, right = _ends([x for x, _ in points])
    top, bottom = _ends([y for _, y in points])
    longest = max(right - left, bottom - top)
    scale = SIDE / longest if longest > TINY else 0.0
    rounded = {
        name: [[(_unit(x, left, scale), _unit(y, top, scale)) for x, y in outline] for outline in each]
        for name, each in projected.items()
    }
    return DrawnMap(
        width=_unit(right, left, scale) + MARGIN,
        height=_unit(bottom, top, scale) + MARGIN,
        paths={name: path for name, each in rounded.items() if (path := _path(each))},
        centre=centre,
        scale=scale,
        left=left,
        top=top,
    )


def middle(corners: Iterable[Position]) -> Position:
    """Return (latitude, longitude) in radians of the middle of `corners`, positions in degrees.

    It is the direction of the sum of their unit vectors.
    """
    x = y = z = 0.0
    for position in corners:
        north, east = map(radians, position)
        across = cos(north)
        x += across * cos(east)
        y += across * sin(east)
        z += sin(north)
    return atan2(z, hypot(x, y)), atan2(y, x)


def project(position: Position, centre: Position) -> tuple[float, float]:
    """Return the distances east and south of `centre` (radians) of a position in degrees, in radii of the Earth."""
    north, east = radians(position[0]), radians(position[1]) - centre[1]
    middle_sine, middle_cosine = sin(centre[0]), cos(centre[0])
    nearness = 1 + middle_sine * sin(north) + middle_cosine * cos(north) * cos(east)
    spread = sqrt(2 / max(TINY, nearness))
    upwards = middle_cosine * sin(north) - middle_sine * cos(north) * cos(east)
    return spread * cos(north) * sin(east), -spread * upwards


def _unit(value: float, first: float, scale: float) -> int:
    return round((value - first) * scale) + MARGIN


def _ends(values: Sequence[float]) -> tuple[float, float]:
    return min(values, default=0.0), max(values, default=0.0)


def _path(outlines: Sequence[Sequence[Point]]) -> str:
    """Return the SVG path of the outlines with at least SMALLEST square units, and the largest; "" without area."""
    drawn = [_without_needless(points) for points in outlines]
    areas = [_area(points) for points in drawn]
    largest = max(areas, default=0.0)
    return "".join(
        _commands(points)
        for points, area in zip(drawn, areas, strict=True)
        if area and (area >= SMALLEST or area == largest)
    )


def _without_needless(points: Iterable[Point]) -> list[Point]:
    """Return a closed line without points that repeat the one before, or lie on the line between their neighbours."""
    kept: list[Point] = []
    for point in points:
        while len(kept) > 1 and not _turn(kept[-2], kept[-1], point):
            kept.pop()
        if not kept or kept[-1] != point:
            kept.append(point)
    while len(kept) > 1 and (kept[-1] == kept[0] or not _turn(kept[-2], kept[-1], kept[0])):
        kept.pop()
    return kept


def _turn(one: Point, other: Point, third: Point) -> int:
    """Return twice the signed area of the triangle of three points: 0 where they are on one line."""
    return (other[0] - one[0]) * (third[1] - other[1]) - (other[1] - one[1]) * (third[0] - other[0])


def _area(points: Sequence[Point]) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in _sides(points))) / 2


def _sides(points: Sequence[Point]) -> Iterator[tuple[Point, Point]]:
    return zip(points, (*points[1:], *points[:1]), strict=True)


def _commands(points: Sequence[Point]) -> str:
    """Return a closed line as commands of an SVG path, relative ones: they are shorter and compress better."""
    steps = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points))
    return f"M{points[0][0]} {points[0][1]}l{steps}z".replace(" -", "-")
