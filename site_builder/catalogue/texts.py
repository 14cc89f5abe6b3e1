"""Texts: short ones in several languages, and converted Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct


class Text(Struct, frozen=True):
    """A short text of the catalogue in one or more languages."""

    by_language: Mapping[str, str]

    def in_language(self, language: str) -> str:
        """Return the text in `language`, else in bokmål, else in the first language there is."""
        return self.by_language.get(language) or self.by_language.get("nb") or next(iter(self.by_language.values()))

    def __hash__(self) -> int:
        """Return a hash of the words; a mapping has none."""
        return hash(tuple(self.by_language.values()))


class Heading(NamedTuple):
    """A heading of a text: level 2 to 6, the id one can link to, the words."""

    level: int
    id: str
    text: str


class Link(NamedTuple):
    """A link as it was written, and the line of the body it stands on (1-based; 0 where it was not found)."""

    href: str
    line: int


EXCERPT_CHARACTERS = 200
"""Characters of a text that `Prose.excerpt` returns: more than any page or search card shows of it."""


class Prose(Struct, frozen=True):
    """Converted Markdown: sanitised HTML with links as written, the plain words, and the headings.

    `removed` lists the markup that the sanitiser removed, each with its line in the body. `tangled` is the line from
    which the text could not be converted (0: all of it could).
    """

    html: str
    text: str
    headings: tuple[Heading, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Link, ...] = ()
    removed: tuple[tuple[str, int], ...] = ()
    tangled: int = 0

    @property
    def excerpt(self) -> str:
        """The first EXCERPT_CHARACTERS of the plain words."""
        return self.text[:EXCERPT_CHARACTERS]

    @property
    def leaps(self) -> tuple[tuple[Heading, int], ...]:
        """The headings that skip a level, each with the level before it."""
        above = (1, *(heading.level for heading in self.headings[:-1]))  # the page's own heading is level 1
        pairs = zip(self.headings, above[: len(self.headings)], strict=True)
        return tuple((heading, level) for heading, level in pairs if heading.level > level + 1)
