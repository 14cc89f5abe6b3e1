"""One file as read: plain values, each with its line and column."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple, SupportsIndex

from msgspec import Struct

from site_builder.engine.memo import cache_key, out_of_band
from site_builder.problems import Place

Loc = tuple[str | int, ...]
"""The way to a value: keys and list positions from the top, as in ("samlinger", 0, "fra")."""

Spot = tuple[int, int, int]
"""Line and column, from 1, and how many characters a mark under the line covers: most are never shown to anybody."""


class Read(NamedTuple):
    """What is read in a file: its fields, where the value at each `loc` stands, and where its key; and its texts."""

    fields: dict[str, Any]
    spots: dict[Loc, Spot]
    key_spots: dict[Loc, Spot]
    header: str
    body: str = ""


class Record(Struct, frozen=True, weakref=True, eq=False):
    """One file as read.

    `kind` is what the file describes (course, subject, ...), `key` the name that others refer to it by; `body_line` is
    the line that its Markdown starts on (1-based). `header_digest` is of the path and the header, `body_digest` of the
    body. All that was read is `packed`, since of most files nobody asks.
    """

    path: str
    kind: str
    key: str
    packed: bytes | memoryview
    header_digest: str
    body_digest: str
    body_line: int

    @classmethod
    def of(cls, path: str, kind: str, key: str, read: Read, body_line: int = 1) -> Record:
        """Return the record of a file in which that was read."""
        header_digest, body_digest = cache_key(path, read.header).hex(), cache_key(read.body).hex()
        return cls(path, kind, key, marshal.dumps(tuple(read)), header_digest, body_digest, body_line)

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[type[Record], tuple[object, ...]]:
        """Tell how it is made again, the short way: thousands are recalled at each build."""
        packed = out_of_band(self.packed, protocol)
        return Record, (self.path, self.kind, self.key, packed, self.header_digest, self.body_digest, self.body_line)

    @property
    def fields(self) -> Mapping[str, Any]:
        """The values: plain text, lists and mappings."""
        return _unpacked(self.packed).fields

    @property
    def header(self) -> str:
        """The front matter as it is written, or all of a `.yaml` file."""
        return _unpacked(self.packed).header

    @property
    def body(self) -> str:
        """The Markdown after the front matter."""
        return _unpacked(self.packed).body

    def place(self, *loc: str | int) -> Place:
        """Return the place of the value at `loc`, or of the nearest thing that holds it."""
        spots = _unpacked(self.packed).spots
        for length in range(len(loc), 0, -1):
            if found := spots.get(loc[:length]):
                return place_at(self.path, loc[:length], found)
        return Place(self.path, 1, 1)

    def key_place(self, *loc: str | int) -> Place:
        """Return the place of the key at `loc`, or of its value where it is a list item."""
        found = _unpacked(self.packed).key_spots.get(loc)
        return place_at(self.path, loc, found) if found else self.place(*loc)


@lru_cache(maxsize=256)
def _unpacked(packed: bytes | memoryview) -> Read:
    return Read(*marshal.loads(packed))  # noqa: S302 - what `of` packed


def place_at(path: str, loc: Loc, spot: Spot) -> Place:
    """Return a spot of a file as a place that can be shown; list positions are counted from 1."""
    return Place(path, *spot, ".".join(str(part + 1 if isinstance(part, int) else part) for part in loc))
