"""A suggestion for improving a text that has no errors."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Remark(Struct, frozen=True):
    """A suggestion about one text. `message` is a msgid filled with `values`.

    `source` is the path of the text's file, `title` the text's title, `institution` a name ("" for the catalogue's own
    texts), `kind` the short name of the rule, such as "short".
    """

    source: str
    title: str
    institution: str
    kind: str
    message: str
    values: Mapping[str, object]
