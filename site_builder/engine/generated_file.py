"""A file of the site that is made by itself: neither a page nor of the whole catalogue, as the calendar of a course."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct


class GeneratedFile(Struct, frozen=True):
    """One file: `path` below the published folder, what makes its bytes, and the `source` it comes from.

    `inputs` tells what it is made of, beside what all pages depend on: while that is the same, the bytes are.
    """

    path: str
    make: Callable[[], bytes]
    source: str
    inputs: tuple[str, ...]
