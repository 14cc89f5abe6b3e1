"""A source file as read: plain values, each with its line and column."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from msgspec import Raw, Struct, msgpack

from site_builder.engine.memo import cache_key
from site_builder.problems import Place

Loc = tuple[str | int, ...]
"""The path to a value: keys and list positions from the top, as in ("samlinger", 0, "fra")."""

Spot = tuple[int, int, int]
"""Line and column, both from 1, and the number of characters to underline."""


class Spots(Struct, frozen=True):
    """The position in the source (Spot) of each value and each key of a file, by the path to the value (Loc)."""

    values: dict[Loc, Spot]
    keys: dict[Loc, Spot]


class Record(Struct, frozen=True, kw_only=True, weakref=True, eq=False):
    """One file as read.

    `kind` is the kind of thing that the file describes ("course", "subject"), `key` its identifier in references.
    `fields` are plain text, lists and mappings; `header` is the YAML as written; `body` is the Markdown after it, which
    begins on line `body_line` (from 1). `header_digest` (of path and header) and `body_digest` are SHA-256 in
    hexadecimal. `encoded_spots` is a Spots as MessagePack, which only a record with a problem needs.
    """

    path: str
    kind: str
    key: str
    fields: dict[str, Any]
    header: str
    body: str
    body_line: int
    header_digest: str
    body_digest: str
    encoded_spots: Raw

    @classmethod
    def of(
        cls,
        *,
        path: str,
        kind: str,
        key: str,
        fields: dict[str, Any],
        spots: Spots,
        header: str,
        body: str = "",
        body_line: int = 1,
    ) -> Record:
        """Return the record of a file: with the digests, and `spots` encoded.

        The other arguments are the attributes.
        """
        return cls(
            path=path,
            kind=kind,
            key=key,
            fields=fields,
            header=header,
            body=body,
            body_line=body_line,
            header_digest=cache_key(path, header).hex(),
            body_digest=cache_key(body).hex(),
            encoded_spots=Raw(msgpack.encode(spots)),
        )

    @property
    def spots(self) -> Spots:
        """The positions of values and keys in the file, decoded once, since a file may have thousands of problems."""
        found = _DECODED.get(self)
        if found is None:
            found = _DECODED[self] = msgpack.decode(self.encoded_spots, type=Spots)
        return found

    def place(self, *loc: str | int) -> Place:
        """Return the place of the value at the path `loc`, as in `record.place("samlinger", 0, "fra")` (items from 0).

        If the file has no such value: the place of the nearest value that contains it, else line 1.
        """
        spots = self.spots.values
        for length in range(len(loc), 0, -1):
            if found := spots.get(loc[:length]):
                return place_at(self.path, loc[:length], found)
        return Place(self.path, 1, 1)

    def key_place(self, *loc: str | int) -> Place:
        """Return the place of the key of the value at `loc`; for a list item or an unknown key, as `place` does."""
        found = self.spots.keys.get(loc)
        return place_at(self.path, loc, found) if found else self.place(*loc)


_DECODED: WeakKeyDictionary[Record, Spots] = WeakKeyDictionary()
"""The spots of the records that have a problem, for as long as the records live."""


def place_at(path: str, loc: Loc, spot: Spot) -> Place:
    """Return the place of the value at `loc`, which is at `spot`.

    Its key is dotted, items from 1: `samlinger.1.fra`.
    """
    return Place(path, *spot, ".".join(str(part + 1 if isinstance(part, int) else part) for part in loc))
