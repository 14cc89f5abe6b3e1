"""Front matter: text in, a record out, in which every value knows its line and column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import yaml
from msgspec import Struct

from site_builder.problems import N_, Place, Problem, error
from site_builder.sources.yaml_faults import broken_yaml
from site_builder.sources.yaml_tree import Loc, Spot, Stopped, Tree, place_at

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


class Record(Struct, frozen=True, weakref=True, eq=False):
    """One file as read: `fields` holds plain text, lists and mappings; the spots run parallel to it.

    `kind` is what the file describes (course, subject, ...), `key` the name that others refer to it by,
    `body` the Markdown after the front matter, `body_line` the line it starts on (1-based), `header` the front matter
    as it is written, or all of a `.yaml` file.
    """

    path: str
    kind: str
    key: str
    fields: Mapping[str, Any]
    spots: Mapping[Loc, Spot]
    key_spots: Mapping[Loc, Spot]
    body: str = ""
    body_line: int = 1
    header: str = ""

    def __reduce__(self) -> tuple[type[Record], tuple[object, ...]]:
        """Tell how it is made again: thousands are recalled at each build, and a dataclass's own way is slow."""
        named = (self.path, self.kind, self.key, self.fields, self.spots, self.key_spots)
        return Record, (*named, self.body, self.body_line, self.header)

    def place(self, *loc: str | int) -> Place:
        """Return the place of the value at `loc`, or of the nearest thing that holds it."""
        for length in range(len(loc), 0, -1):
            if found := self.spots.get(loc[:length]):
                return place_at(self.path, loc[:length], found)
        return Place(self.path, 1, 1)

    def key_place(self, *loc: str | int) -> Place:
        """Return the place of the key at `loc`, or of its value where it is a list item."""
        found = self.key_spots.get(loc)
        return place_at(self.path, loc, found) if found else self.place(*loc)


def split(text: str) -> tuple[str, str, int] | None:
    """Split front matter from body: (yaml, body, body's first line), or None where the fences are missing."""
    opening = _FENCE.match(text)
    if opening is None:
        return None
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        return None
    body_line = text.count("\n", 0, closing.end()) + 2
    return text[opening.end() + 1 : closing.start()], text[closing.end() + 1 :], body_line


def read_record(path: str, kind: str, key: str, text: str) -> tuple[Record | None, tuple[Problem, ...]]:
    """Turn a file's text into a record. A `.yaml` file is all fields; others are front matter and body.

    Returns (None, problems) where the YAML cannot be read at all.
    """
    if path.endswith(".yaml"):
        header, body, body_line, first_line = text, "", 1, 1
    else:
        parts = split(text)
        if parts is None:
            return None, (
                error(
                    Place(path, 1, 1),
                    "missing-front-matter",
                    N_("The file has no front matter."),
                    N_("Begin the file with a line of three hyphens, the fields, and three hyphens again."),
                ),
            )
        header, body, body_line = parts
        first_line = 2
    tree = Tree(path, first_line)
    try:
        tree.read(header)
    except Stopped:
        return None, tuple(tree.problems)
    except yaml.YAMLError as fault:
        return None, (*tree.problems, broken_yaml(path, first_line, header, fault))
    if not isinstance(tree.root, dict):
        tree.problems.append(
            error(
                Place(path, first_line, 1),
                "missing-front-matter",
                N_("The fields are not a list of keys and values."),
                N_("Write one field a line, as in `tittel: Naturfag 1`."),
            )
        )
        return None, tuple(tree.problems)
    record = Record(path, kind, key, tree.root, tree.spots, tree.key_spots, body, body_line, header)
    return record, tuple(tree.problems)
