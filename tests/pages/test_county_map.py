"""The map: any outlines become paths within the drawing, and a list beside it names the same places."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from site_builder.build import Site
from site_builder.pages.drawn_map import MARGIN, SIDE, DrawnMap, draw, middle, project

SQUARE = ((60.0, 10.0), (60.0, 12.0), (61.0, 12.0), (61.0, 10.0))
BESIDE = ((60.0, 12.0), (60.0, 14.0), (61.0, 14.0), (61.0, 12.0))
positions = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
outlines = st.lists(st.lists(positions, min_size=3, max_size=12), min_size=1, max_size=3)


def corners(path: str) -> list[tuple[int, int]]:
    """Return the corners of a path of `M` and relative `l` commands."""
    found = []
    for x, y, steps in re.findall(r"M(-?\d+) ?(-?\d+)l([^z]*)z", path):
        at = (int(x), int(y))
        found.append(at)
        numbers = list(map(int, re.findall(r"-?\d+", steps)))
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            at = (at[0] + dx, at[1] + dy)
            found.append(at)
    return found


def drawn(site: Site) -> tuple[str, LexborHTMLParser]:
    """Return the front page as text and parsed."""
    [page] = [output.content.decode() for output in site.outputs if output.path == "index.html"]
    return page, LexborHTMLParser(page)


@given(st.dictionaries(st.text(max_size=3), outlines, max_size=4))
def test_any_outlines_are_drawn_within_the_margins(given_outlines: dict[str, list[list[tuple[float, float]]]]) -> None:
    drawing = draw(given_outlines)
    assert max(drawing.width, drawing.height) <= SIDE + 2 * MARGIN
    for path in drawing.paths.values():
        for x, y in corners(path):
            assert MARGIN <= x <= drawing.width - MARGIN
            assert MARGIN <= y <= drawing.height - MARGIN


def test_counties_that_share_a_border_share_its_corners() -> None:
    drawing = draw({"vest": [SQUARE], "øst": [BESIDE]})
    assert len(set(corners(drawing.paths["vest"])) & set(corners(drawing.paths["øst"]))) == 2


def test_corners_and_islands_too_small_to_see_are_left_out() -> None:
    close = [(60.0, 10.0 + number / 100_000) for number in range(100)]
    speck = ((60.2, 13.0), (60.2, 13.001), (60.201, 13.0))
    drawing = draw({"land": [[*close, *SQUARE[1:]], speck], "streken": [close]})
    assert drawing.paths["land"].count("M") == 1
    assert len(corners(drawing.paths["land"])) == len(SQUARE)
    assert "streken" not in drawing.paths


def test_north_is_up_and_areas_keep_their_proportions() -> None:
    drawing = draw({"sør": [SQUARE], "nord": [tuple((north + 9, east) for north, east in SQUARE)]})
    assert drawing.point((69.5, 11.0))[1] < drawing.point((60.5, 11.0))[1]
    centre = middle(SQUARE)

    def area(points: list[tuple[float, float]]) -> float:
        return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, points[1:] + points[:1], strict=True))) / 2

    def square(north: float, east: float) -> list[tuple[float, float]]:
        fine = [n / 50 for n in range(51)]
        ring = [(north, east + t) for t in fine] + [(north + t, east + 1) for t in fine]
        ring += [(north + 1, east + 1 - t) for t in fine] + [(north + 1 - t, east) for t in fine]
        return [project(each, centre) for each in ring]

    assert abs(area(square(60, 5)) / area(square(60, 25)) - 1) < 0.001


def test_countries_on_both_sides_of_the_date_line_are_drawn_in_one_piece() -> None:
    drawing = draw({"fiji": [((-16.0, 179.0), (-17.0, 179.0), (-17.0, -179.0), (-16.0, -179.0))]})
    assert drawing.width > drawing.height
    assert len(corners(drawing.paths["fiji"])) == 4


def test_nothing_to_draw_is_an_empty_drawing() -> None:
    assert draw({}) == DrawnMap(2 * MARGIN, 2 * MARGIN, {}, (0.0, 0.0), 0.0, 0.0, 0.0)


def test_the_list_beside_the_map_says_the_same_as_the_map(real_site: Site) -> None:
    _, page = drawn(real_site)
    on_map = {(each.attributes["href"], each.attributes["aria-label"]) for each in page.css(".map svg > a")}
    listed = set()
    for row in page.css(".map-list li"):
        link, count = row.css_first("a"), row.css_first(".count")
        assert link and count
        words = "ett studium" if count.text() == "1" else f"{count.text()} studier"
        listed.add((link.attributes["href"], f"{link.text()}: {words}"))
    assert on_map == listed
    places = {each.attributes["href"] for each in page.css(".map-places a")}
    assert {each.attributes["href"] for each in page.css(".map-dots a")} == places
    year = real_site.catalogue.current_year
    assert len(places) == len({place.key for course in year.courses for place in course.offering.places})
    assert {each.attributes["href"] for each in page.css(".map-online a")} == {
        f"/{year.key}/studieform/{key}/" for key in ("nettbasert", "mooc")
    }


def test_the_map_is_small_and_its_circles_lie_on_it(real_site: Site) -> None:
    text, page = drawn(real_site)
    svg = text[text.index("<svg", text.index('class="map"')) :].split("</svg>")[0]
    assert len(zlib.compress(svg.encode(), 9)) < 14_000
    assert len(zlib.compress(text.encode(), 9)) < 60_000
    root = page.css_first(".map svg")
    assert root
    _, _, width, height = map(int, (root.attributes["viewBox"] or "").split())
    circles = page.css(".map-dots circle")
    assert circles
    for circle in circles:
        assert 0 < int(circle.attributes["cx"] or "") < width
        assert 0 < int(circle.attributes["cy"] or "") < height


def test_a_county_marks_itself_and_other_lists_have_no_map(real_site: Site) -> None:
    pages = {output.path: output for output in real_site.outputs}
    county = LexborHTMLParser(pages["2016-2017/fylke/hordaland/index.html"].content.decode())
    assert [each.attributes["aria-label"].split(":")[0] for each in county.css(".map svg a[aria-current]")] == [
        "Hordaland"
    ]
    assert [each.text() for each in county.css(".map-list a[aria-current]")] == ["Hordaland"]
    assert b'class="map"' not in pages["2016-2017/fag/engelsk/index.html"].content


def test_a_catalogue_without_outlines_has_no_map(small_site: Path, build_site: Callable[..., Site]) -> None:
    site = build_site(small_site)
    _, page = drawn(site)
    assert "map" not in {each.attributes.get("class") for each in page.css("section")}
    assert "2016-2017/fylke/hedmark/index.html" in {output.path for output in site.outputs}
