"""One file as read: plain values, each with its line and column."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from site_builder.problems import Place

Loc = tuple[str | int, ...]
"""The way to a value: keys and list positions from the top, as in ("samlinger", 0, "fra")."""

Spot = tuple[int, int, int]
"""Line and column, from 1, and how many characters a mark under the line covers: most are never shown to anybody."""


class Record(Struct, frozen=True, weakref=True, eq=False):
    """One file as read: `fields` holds plain text, lists and mappings.

    `kind` is what the file describes (course, subject, ...), `key` the name that others refer to it by, `marks` where
    everything stands, packed, since of most files nobody asks; `body` is the Markdown after the front matter,
    `body_line` the line it starts on (1-based), `header` the front matter as it is written, or all of a `.yaml` file.
    """

    path: str
    kind: str
    key: str
    fields: Mapping[str, Any]
    marks: bytes
    body: str = ""
    body_line: int = 1
    header: str = ""

    def __reduce__(self) -> tuple[type[Record], tuple[object, ...]]:
        """Tell how it is made again, the short way: thousands are recalled at each build."""
        named = (self.path, self.kind, self.key, self.fields, self.marks)
        return Record, (*named, self.body, self.body_line, self.header)

    def place(self, *loc: str | int) -> Place:
        """Return the place of the value at `loc`, or of the nearest thing that holds it."""
        spots = _unpacked(self.marks)[0]
        for length in range(len(loc), 0, -1):
            if found := spots.get(loc[:length]):
                return place_at(self.path, loc[:length], found)
        return Place(self.path, 1, 1)

    def key_place(self, *loc: str | int) -> Place:
        """Return the place of the key at `loc`, or of its value where it is a list item."""
        found = _unpacked(self.marks)[1].get(loc)
        return place_at(self.path, loc, found) if found else self.place(*loc)


def pack(spots: dict[Loc, Spot], key_spots: dict[Loc, Spot]) -> bytes:
    """Return the marks of a record: where the value at each `loc` stands, and where its key."""
    return marshal.dumps((spots, key_spots))


@lru_cache(maxsize=256)
def _unpacked(marks: bytes) -> tuple[dict[Loc, Spot], dict[Loc, Spot]]:
    found: tuple[dict[Loc, Spot], dict[Loc, Spot]] = marshal.loads(marks)  # noqa: S302 - what pack made, by the memo
    return found


def place_at(path: str, loc: Loc, spot: Spot) -> Place:
    """Return a spot of a file as a place that can be shown; list positions are counted from 1."""
    return Place(path, *spot, ".".join(str(part + 1 if isinstance(part, int) else part) for part in loc))
