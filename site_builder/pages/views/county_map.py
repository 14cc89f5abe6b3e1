"""The map of the study places: counties that are links, places with their number of courses, and a list of the same."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from math import sqrt

from msgspec import Struct

from site_builder.catalogue.facets import BY_KEY
from site_builder.catalogue.years import AcademicYear
from site_builder.file_names import slug
from site_builder.pages.drawn_map import DrawnMap
from site_builder.pages.layout import Layout
from site_builder.pages.views.choices import Choice
from site_builder.problems import N_

SHADES = (2, 5, 10)
"""Courses from which a county is drawn one shade stronger."""

SMALLEST_CIRCLE = 3.0
"""Radius in units of the drawing of a place with one course: 3 pixels on a phone."""

GROWTH = 1.3
"""Radius added for each unit of the square root of a place's courses: areas of circles are compared, not radii."""


class Land(Struct, frozen=True):
    """A county on the map: its SVG path, and its shade: 1 to 4 by the number of courses, 0 if it has none.

    `name` is for screen readers, and `address` is that of the county's list; both are "" if it has no courses.
    `current`: the page is about this county.
    """

    path: str
    shade: int
    name: str = ""
    address: str = ""
    current: bool = False


class Dot(Struct, frozen=True):
    """A study place on the map: the centre (`x`, `y`) and radius of its circle, in units of the map.

    `name` has its name and number of courses, `address` is that of their list.
    """

    x: int
    y: int
    radius: float
    name: str
    address: str


class Row(Struct, frozen=True):
    """A county in the list beside the map, and its study places. `current`: the page is about this county."""

    county: Choice
    places: tuple[Choice, ...]
    current: bool = False


class MapView(Struct, frozen=True):
    """The map of study places: counties (`lands`), places (`dots`), and a list of the same (`rows`).

    `online` are the forms of delivery that need no travel. `width` and `height` are in units of the drawing; `source`
    is the attribution of the outlines.
    """

    width: int
    height: int
    lands: tuple[Land, ...]
    dots: tuple[Dot, ...]
    rows: tuple[Row, ...]
    online: tuple[Choice, ...]
    source: str


def map_view(year: AcademicYear, layout: Layout, current: str = "") -> MapView | None:
    """Return the map of a year's study places; None if the catalogue has no outlines, or none of a county with courses.

    `current` is the key of the county that the page is about, "" on other pages.
    """
    drawing, described = layout.drawn_map, layout.catalogue.county_map
    rows = tuple(_rows(year, layout, current))
    if drawing is None or described is None or not {row.county.text for row in rows} & set(drawing.paths):
        return None
    return MapView(
        width=drawing.width,
        height=drawing.height,
        lands=tuple(_lands(drawing, rows, layout)),
        dots=tuple(_dots(drawing, year, layout)),
        rows=rows,
        online=tuple(_online(year, layout)),
        source=described.source,
    )


def _rows(year: AcademicYear, layout: Layout, current: str) -> Iterator[Row]:
    grouped = layout.grouped(year)
    places: dict[str, list[Choice]] = {}
    for value, courses in grouped.by(BY_KEY["sted"]).items():
        address = layout.addresses.facet_value(year.key, "sted", value.key)
        county = layout.catalogue.places[value.key].county
        places.setdefault(county, []).append(Choice(layout.locale.label(value.label), address, len(courses)))
    for value, courses in grouped.by(BY_KEY["fylke"]).items():
        name, address = layout.locale.label(value.label), layout.addresses.facet_value(year.key, "fylke", value.key)
        yield Row(Choice(name, address, len(courses)), tuple(places.get(name, ())), value.key == current)


def _lands(drawing: DrawnMap, rows: Collection[Row], layout: Layout) -> Iterator[Land]:
    """Yield the counties without courses, then those in the list, in its order: later ones are drawn on top."""
    listed = {row.county.text: row for row in rows}
    for name in sorted(set(drawing.paths) - set(listed), key=slug):
        yield Land(drawing.paths[name], 0)
    for name, row in listed.items():
        if name in drawing.paths:
            shade = 1 + sum(row.county.count >= least for least in SHADES)
            said = _counted(name, row.county.count, layout)
            yield Land(drawing.paths[name], shade, said, row.county.address, row.current)


def _dots(drawing: DrawnMap, year: AcademicYear, layout: Layout) -> Iterator[Dot]:
    """Yield the places that have a position, the largest first: small circles are drawn over large ones."""
    divided = layout.grouped(year).by(BY_KEY["sted"])
    for value, courses in sorted(divided.items(), key=lambda each: -len(each[1])):
        position = layout.catalogue.places[value.key].position
        if position is not None:
            x, y = drawing.point(position)
            if 0 <= x <= drawing.width and 0 <= y <= drawing.height:
                yield Dot(
                    x,
                    y,
                    round(SMALLEST_CIRCLE + GROWTH * (sqrt(len(courses)) - 1), 1),
                    _counted(layout.locale.label(value.label), len(courses), layout),
                    layout.addresses.facet_value(year.key, "sted", value.key),
                )


def _online(year: AcademicYear, layout: Layout) -> Iterator[Choice]:
    for value, courses in layout.grouped(year).by(BY_KEY["studieform"]).items():
        if courses[0].offering.delivery.is_online:
            address = layout.addresses.facet_value(year.key, "studieform", value.key)
            yield Choice(layout.locale.label(value.label), address, len(courses))


def _counted(name: str, count: int, layout: Layout) -> str:
    return layout.locale.ngettext(N_("{name}: one course"), N_("{name}: {count} courses"), count, name=name)
