"""One file as read: plain values, each with its line and column."""

from __future__ import annotations

import hashlib
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


Read = tuple[dict[str, Any], dict[Loc, Spot], dict[Loc, Spot]]
"""Fields, where the value at each `loc` stands, and where its key."""


class Record(Struct, frozen=True, weakref=True, eq=False):
    """One file as read.

    `kind` is what the file describes (course, subject, ...), `key` the name that others refer to it by; `header` is the
    front matter as it is written, or all of a `.yaml` file, `body` the Markdown after it, `body_line` the line that
    starts on (1-based). `facts` is a mark of the path and the header, `words` of the body: others when those are.
    `packed` are the fields and where they stand, since of most files nobody asks.
    """

    path: str
    kind: str
    key: str
    packed: bytes
    facts: str
    words: str
    body: str
    body_line: int
    header: str

    @classmethod
    def of(cls, path: str, kind: str, key: str, header: str, body: str, body_line: int, read: Read) -> Record:
        """Return the record of a file, of whose header that was read."""
        facts, words = _mark(f"{path}\n{header}"), _mark(body)
        return cls(path, kind, key, marshal.dumps(read), facts, words, body, body_line, header)

    def __reduce__(self) -> tuple[type[Record], tuple[object, ...]]:
        """Tell how it is made again, the short way: thousands are recalled at each build."""
        marks = (self.packed, self.facts, self.words)
        return Record, (self.path, self.kind, self.key, *marks, self.body, self.body_line, self.header)

    @property
    def fields(self) -> Mapping[str, Any]:
        """The values: plain text, lists and mappings."""
        return _unpacked(self.packed)[0]

    def place(self, *loc: str | int) -> Place:
        """Return the place of the value at `loc`, or of the nearest thing that holds it."""
        spots = _unpacked(self.packed)[1]
        for length in range(len(loc), 0, -1):
            if found := spots.get(loc[:length]):
                return place_at(self.path, loc[:length], found)
        return Place(self.path, 1, 1)

    def key_place(self, *loc: str | int) -> Place:
        """Return the place of the key at `loc`, or of its value where it is a list item."""
        found = _unpacked(self.packed)[2].get(loc)
        return place_at(self.path, loc, found) if found else self.place(*loc)


@lru_cache(maxsize=256)
def _unpacked(packed: bytes) -> Read:
    found: Read = marshal.loads(packed)  # noqa: S302 - what `of` packed, by the memo
    return found


def _mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def place_at(path: str, loc: Loc, spot: Spot) -> Place:
    """Return a spot of a file as a place that can be shown; list positions are counted from 1."""
    return Place(path, *spot, ".".join(str(part + 1 if isinstance(part, int) else part) for part in loc))
