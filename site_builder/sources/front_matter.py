"""Front matter: text in, a record out, in which every value knows its line and column.

Scalars stay text, because YAML's own guesses lose data: `no` would be False, `0123` 83 and `12:30` 750.
The tree is built from parser events, not by a constructor: nothing recurses, so hostile nesting cannot exhaust
the stack (libyaml's composer crashes on it), and no tag can make an object.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from site_builder.problems import N_, Place, Problem, error

Loc = tuple[str | int, ...]
"""The way to a value: keys and list positions from the top, as in ("samlinger", 0, "fra")."""

MAX_DEPTH = 12
"""Deeper nesting than any entry needs; it stops stack exhaustion by hostile files."""

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Record:
    """One file as read: `fields` holds plain text, lists and mappings; the places run parallel to it.

    `kind` is what the file describes (course, subject, ...), `key` the name that others refer to it by,
    `body` the Markdown after the front matter, `body_line` the line it starts on (1-based).
    """

    path: str
    kind: str
    key: str
    fields: Mapping[str, Any]
    places: Mapping[Loc, Place] = field(repr=False)
    key_places: Mapping[Loc, Place] = field(repr=False)
    body: str = ""
    body_line: int = 1

    def place(self, *loc: str | int) -> Place:
        """Return the place of the value at `loc`, or of the nearest thing that holds it."""
        for length in range(len(loc), 0, -1):
            if found := self.places.get(loc[:length]):
                return found
        return Place(self.path, 1, 1)

    def key_place(self, *loc: str | int) -> Place:
        """Return the place of the key at `loc`, or of its value where it is a list item."""
        return self.key_places.get(loc) or self.place(*loc)


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
    tree = _Tree(path, first_line)
    try:
        tree.read(header)
    except yaml.YAMLError as fault:
        return None, (*tree.problems, _broken_yaml(path, first_line, header, fault))
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
    record = Record(path, kind, key, tree.root, tree.places, tree.key_places, body, body_line)
    return record, tuple(tree.problems)


class _Stop(yaml.YAMLError):
    """The tree was given up; the problem that says why is already noted."""


class _Tree:
    """Builds plain values and their places from parser events. A private worker, thrown away after use."""

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.root: Any = None
        self.places: dict[Loc, Place] = {}
        self.key_places: dict[Loc, Place] = {}
        self.problems: list[Problem] = []
        self._stack: list[tuple[Loc, Any]] = []
        self._pending: list[str | None] = []

    def read(self, text: str) -> None:
        documents = 0
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(
                        event,
                        "broken-yaml",
                        N_("A second YAML document begins here."),
                        N_("Keep one block of fields a file."),
                    )
            elif isinstance(event, yaml.AliasEvent):
                self._refuse(
                    event,
                    "yaml-alias",
                    N_("YAML aliases (*name) are not read."),
                    N_("Write the value out in full."),
                )
            elif isinstance(event, yaml.NodeEvent):
                self._check(event)
                self._open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._stack.pop()
                self._pending.pop()

    def _check(self, event: Any) -> None:
        if event.anchor is not None:
            self._refuse(
                event,
                "yaml-alias",
                N_("YAML anchors (&name) are not read."),
                N_("Write the value out in full."),
            )
        if getattr(event, "tag", None) is not None:
            self._refuse(
                event,
                "yaml-tag",
                N_("The YAML tag {tag} is not read."),
                N_("Write the plain value, without an exclamation mark before it; quote a text that begins with one."),
                tag=event.tag,
            )
        if len(self._stack) >= MAX_DEPTH:
            self._refuse(
                event,
                "too-deep",
                N_("The fields are nested deeper than any field needs."),
                N_("See the editors' guide for the shape of this field."),
            )

    def _open(self, event: Any) -> None:
        if self._stack and isinstance(self._stack[-1][1], dict) and self._pending[-1] is None:
            self._key(event)
            return
        loc, value = self._loc(), self._value(event)
        self.places[loc] = self._place(event, loc)
        if not self._stack:
            self.root = value
        else:
            holder = self._stack[-1][1]
            if isinstance(holder, dict):
                holder[self._pending[-1]] = value
                self._pending[-1] = None
            else:
                holder.append(value)
        if not isinstance(event, yaml.ScalarEvent):
            self._stack.append((loc, value))
            self._pending.append(None)

    def _key(self, event: Any) -> None:
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(event, "broken-yaml", N_("A key must be plain text."), N_("Write `key: value`."))
        loc, holder = self._stack[-1]
        key = event.value
        here = (*loc, key)
        place = self._place(event, here)
        if key in holder:
            first = self.key_places[here]
            self.problems.append(
                error(
                    place,
                    "duplicate-key",
                    N_("The key «{key}» stands twice; it is also on line {line}."),
                    N_("Keep one of them. Only you know which is right."),
                    key=key,
                    line=first.line,
                )
            )
        self.key_places[here] = place
        self._pending[-1] = key

    def _loc(self) -> Loc:
        if not self._stack:
            return ()
        loc, holder = self._stack[-1]
        return (*loc, self._pending[-1] or "") if isinstance(holder, dict) else (*loc, len(holder))

    @staticmethod
    def _value(event: Any) -> Any:
        if isinstance(event, yaml.MappingStartEvent):
            return {}
        if isinstance(event, yaml.SequenceStartEvent):
            return []
        return event.value

    def _place(self, event: Any, loc: Loc) -> Place:
        start, end = event.start_mark, event.end_mark
        one_line = isinstance(event, yaml.ScalarEvent) and start.line == end.line
        length = max(1, end.column - start.column) if one_line else 1
        return Place(
            self.path,
            start.line + self.first_line,
            start.column + 1,
            length,
            ".".join(str(part + 1 if isinstance(part, int) else part) for part in loc),
        )

    def _refuse(self, event: Any, code: str, message: str, hint: str, **values: object) -> None:
        self.problems.append(error(self._place(event, self._loc()), code, message, hint, **values))
        raise _Stop


def _broken_yaml(path: str, first_line: int, text: str, fault: yaml.YAMLError) -> Problem:
    mark = getattr(fault, "problem_mark", None) or getattr(fault, "context_mark", None)
    place = Place(path, first_line, 1) if mark is None else Place(path, mark.line + first_line, mark.column + 1)
    said = str(getattr(fault, "problem", None) or fault).split("\n")[0]
    hint = N_(
        "Check the indentation, that each key is followed by a colon and a space, and that quotation marks close."
    )
    lines = text.split("\n")
    index = place.line - first_line
    if 0 <= index < len(lines) and "\t" in lines[index]:
        hint = N_("The line holds a tab character; indent with spaces.")
    elif "mapping values are not allowed" in said:
        hint = N_("A value that contains a colon followed by a space must stand in quotation marks.")
    return error(place, "broken-yaml", N_("The YAML cannot be read: {said}."), hint, said=said)
