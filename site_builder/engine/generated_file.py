"""Files that are generated one by one and memoised, such as the calendar of a course."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class GeneratedFile(Struct, frozen=True):
    """A file to generate.

    `path` is relative to the published folder, with slashes. `make` returns the bytes. `source` is the path of the
    source file that an editor must change to correct a fault in it. `inputs` are digests of all that the bytes depend
    on, besides the inputs shared by all pages (templates, settings): equal inputs mean equal bytes.
    """

    path: str
    make: Callable[[], bytes]
    source: str
    inputs: tuple[str, ...]
