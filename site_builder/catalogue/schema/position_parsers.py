"""Parsers of positions on the earth, in degrees north and east. parsers.py says how a parser refuses a value."""

from __future__ import annotations

import re
from typing import Any

from site_builder.catalogue.schema.messages import InvalidValue
from site_builder.catalogue.schema.notation import MAX_CORNERS, MAX_CORRECTED, MAX_LINE, MIN_CORNERS, PATTERNS
from site_builder.catalogue.schema.parsers import expect_text

_POSITION, _TOWN = re.compile(PATTERNS["position"]), re.compile(PATTERNS["town"])


def parse_position(value: Any) -> tuple[float, float]:
    """Return (degrees north, degrees east) of `59.91 10.75`. Raises InvalidValue."""
    text = expect_text(value)
    if found := _POSITION.fullmatch(text):
        return _on_earth("bad-position", text, found[1], found[2])
    raise InvalidValue("bad-position", value=text)


def parse_town(value: Any) -> tuple[str, float, float]:
    """Return (name, degrees north, degrees east) of `Mosjøen 65.84 13.19`. Raises InvalidValue."""
    text = expect_text(value)
    if found := _TOWN.fullmatch(text):
        return (found[1], *_on_earth("bad-position.town", text, found[2], found[3]))
    raise InvalidValue("bad-position.town", value=text)


def parse_outline(value: Any) -> tuple[tuple[float, float], ...]:
    """Return (degrees north, degrees east) of each vertex in `59.71 10.65, 59.69 10.61, 59.76 10.58`.

    Raises InvalidValue, also for fewer than MIN_CORNERS and for more than MAX_CORNERS.
    """
    if not isinstance(value, str):
        raise InvalidValue("wrong-shape")
    corners = [" ".join(corner.split()) for corner in value.split(",", MAX_CORNERS)]
    outline = []
    for corner in corners:
        found = _POSITION.fullmatch(corner) if len(corner) <= MAX_LINE else None
        if not found:
            raise InvalidValue("bad-position.corner", value=corner[:MAX_CORRECTED])
        outline.append(_on_earth("bad-position", corner, found[1], found[2]))
    if len(corners) < MIN_CORNERS:
        raise InvalidValue("bad-position.outline", value=", ".join(corners))
    return tuple(outline)


def _on_earth(message: str, text: str, north: str, east: str) -> tuple[float, float]:
    position = float(north), float(east)
    if abs(position[0]) > 90 or abs(position[1]) > 180:
        raise InvalidValue(message, value=text)
    return position
