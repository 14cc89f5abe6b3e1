"""Parse YAML to plain text, lists and mappings, with the place of each.

Scalars stay text, because YAML's implicit types lose data: `no` would be False, `0123` 83 and `12:30` 750.
The values are built from parser events, not by a constructor: without recursion, so deep nesting cannot exhaust the
stack (libyaml's composer crashes on it), and without tags, so YAML cannot create objects.
"""

from __future__ import annotations

import unicodedata
from typing import Any

import yaml

from site_builder.problems import N_, Problem, error
from site_builder.sources.cut_values import cut_list, cut_value
from site_builder.sources.escapes import escapes, meant_with_backslashes
from site_builder.sources.record import Loc, Spot, place_at
from site_builder.sources.run_together import run_together
from site_builder.sources.text import CONTROL

MAX_DEPTH = 12
"""Deepest nesting of values. No entry needs more than 4 levels."""


class Stopped(yaml.YAMLError):
    """Raised for YAML that is well formed but forbidden here, such as an alias. `Tree.problems` ends with the error."""


class Tree:
    """The plain values of one file and their positions, built from parser events by `read`.

    `root` is the value of the whole file, None before; `spots` are the positions of its values and `key_spots` of its
    keys, by the path to the value; `problems` are those found so far. `first_line` is the line of the file at `path`
    (from 1) on which the YAML begins.
    """

    def __init__(self, path: str, first_line: int) -> None:
        self.path = path
        self.first_line = first_line
        self.root: Any = None
        self.spots: dict[Loc, Spot] = {}
        self.key_spots: dict[Loc, Spot] = {}
        self.problems: list[Problem] = []
        self._stack: list[tuple[Loc, Any]] = []
        self._pending: list[str | None] = []
        self._text = ""
        self._lines: list[str] | None = None

    def read(self, text: str) -> None:
        """Parse `text` into the attributes; call it once.

        Raises yaml.YAMLError for broken YAML, Stopped for forbidden YAML.
        """
        documents = 0
        self._text = text
        self._lines = text.split("\n") if "#" in text else None
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
                    N_("Write the value out in full; put a text that begins with * in quotation marks."),
                )
            elif isinstance(event, yaml.NodeEvent):
                self._check(event)
                self._open(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                loc, _ = self._stack.pop()
                self._pending.pop()
                if self._lines:
                    self.problems.extend(cut_list(event, self._lines, loc, self.path, self.first_line))

    def _check(self, event: Any) -> None:
        """Refuse a value or key with an anchor, a tag, a forbidden character or too many levels: raises Stopped."""
        if event.anchor is not None:
            self._refuse(
                event,
                "yaml-alias",
                N_("YAML anchors (&name) are not read."),
                N_("Write the value out in full; put a text that begins with & in quotation marks."),
            )
        if getattr(event, "tag", None) is not None:
            self._refuse(
                event,
                "yaml-tag",
                N_("The YAML tag {tag} is not read."),
                N_("Write the plain value, without an exclamation mark before it; quote a text that begins with one."),
                tag=event.tag.replace("tag:yaml.org,2002:", "!!"),
            )
        if control := CONTROL.search(getattr(event, "value", None) or ""):
            meant = meant_with_backslashes(event, self._text)
            self._refuse(
                event,
                "broken-yaml",
                N_("The value contains the character {character}, written as an escape; no text can have it."),
                N_("If a backslash is meant, write {line}.")
                if meant
                else N_("Remove the backslash and what belongs to it."),
                line=meant or "",
                character=f"U+{ord(control[0]):04X}",
            )
        if len(self._stack) >= MAX_DEPTH:
            self._refuse(
                event,
                "too-deep",
                N_("The fields are nested too deeply."),
                N_("See the form of this field in the editors' guide (catalogue/README.md)."),
            )

    def _open(self, event: Any) -> None:
        """Add a value to the list or mapping that is open; a list or mapping is then open itself."""
        if self._stack and isinstance(self._stack[-1][1], dict) and self._pending[-1] is None:
            self._key(event)
            return
        loc, value = self._loc(), self._value(event)
        self.spots[loc] = self._spot(event)
        if self._lines and isinstance(event, yaml.ScalarEvent) and not event.style:
            self.problems.extend(cut_value(event, self._lines, loc, self.path, self.first_line))
        if isinstance(event, yaml.ScalarEvent) and event.style == '"' and "\\" in self._text:
            self.problems.extend(escapes(event, self._text, loc, self.path, self.first_line))
        if isinstance(value, str) and " " in value and event.end_mark.line > event.start_mark.line:
            self.problems.extend(run_together(event, self._text, loc, self.path, self.first_line))
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
        """Set the key of the next value. A key that the mapping has is a problem; its last value is kept."""
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(event, "broken-yaml", N_("A key must be plain text."), N_("Write `key: value`."))
        loc, holder = self._stack[-1]
        key = _text(event)
        here = (*loc, key)
        spot = self._spot(event)
        if key in holder:
            self.problems.append(
                error(
                    place_at(self.path, here, spot),
                    "duplicate-key",
                    N_("The key «{key}» appears twice; it is also on line {line}."),
                    N_("Keep the right one and delete the other."),
                    key=key,
                    line=self.key_spots[here][0],
                )
            )
        self.key_spots[here] = spot
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
        return _text(event)

    def _spot(self, event: Any) -> Spot:
        start, end = event.start_mark, event.end_mark
        one_line = isinstance(event, yaml.ScalarEvent) and start.line == end.line
        length = max(1, end.column - start.column) if one_line else 1
        return start.line + self.first_line, start.column + 1, length

    def _refuse(self, event: Any, code: str, message: str, hint: str, **values: object) -> None:
        place = place_at(self.path, self._loc(), self._spot(event))
        self.problems.append(error(place, code, message, hint, **values))
        raise Stopped


def _text(event: Any) -> str:
    """Return the scalar's text in NFC: an escape (`\\u030a`) can add to a text that was normalised before."""
    return unicodedata.normalize("NFC", event.value)
