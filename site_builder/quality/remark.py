"""A suggestion for improving one text that has no fault."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Remark(Struct, frozen=True):
    """A suggestion about one text. `message` is a gettext msgid filled with `values`."""

    source: str
    title: str
    institution: str
    kind: str
    message: str
    values: Mapping[str, object]
