"""A hostile case: what is written into a copy of the site."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

COURSE = "catalogue/2016-2017/hihm/naturfag-2-1-7.md"
OTHER = "catalogue/2016-2017/hihm/naturfag-1-1-7.md"
ARTICLE = "content/om.md"
PLACE = "catalogue/vocabulary/places/hamar.yaml"
SETTINGS = "content/site.yaml"


class Case(NamedTuple):
    """A change: `files` maps paths to what they hold. `refused` says whether it must be, None where either will do.

    The site is built, unless only the sources are of interest: a build takes ten times as long as their check.
    """

    kind: str
    name: str
    files: Mapping[str, bytes]
    refused: bool | None = None
    is_built: bool = True

    @property
    def id(self) -> str:
        """The name of the test."""
        return f"{self.kind}-{self.name}"


def of(kind: str, path: str, contents: Mapping[str, str | bytes], *, refused: bool | None = None) -> list[Case]:
    """Return a case for each of `contents`, by name, as the file at `path`."""
    return [
        Case(kind, name, {path: each if isinstance(each, bytes) else each.encode()}, refused)
        for name, each in contents.items()
    ]
