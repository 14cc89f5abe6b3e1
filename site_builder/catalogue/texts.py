"""Texts: short ones in several languages, and converted Markdown."""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from typing import NamedTuple, SupportsIndex

from msgspec import Struct

from site_builder.engine.memo import out_of_band


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


EXCERPT_LENGTH = 200
"""Characters of a text that are at hand without unpacking it: as many as are shown of it elsewhere, and more."""


class Prose(Struct, frozen=True):
    """Converted Markdown: the plain words, sanitised HTML with links as written, and what can be linked to.

    All but how the text begins is packed, since of most texts nobody asks for it; `plain` are the words in UTF-8.
    `leaps` are the headings that skip a level, each with the level before it. `removed` lists what the sanitiser took
    out, each with its line in the body. `tangled` is the line from which the text could not be converted (0: it could).
    """

    excerpt: str
    plain: bytes | memoryview
    packed: bytes | memoryview
    leaps: tuple[tuple[Heading, int], ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Link, ...] = ()
    removed: tuple[tuple[str, int], ...] = ()
    tangled: int = 0

    @classmethod
    def of(
        cls,
        html: str,
        text: str,
        headings: tuple[Heading, ...] = (),
        links: tuple[Link, ...] = (),
        images: tuple[Link, ...] = (),
        removed: tuple[tuple[str, int], ...] = (),
        tangled: int = 0,
    ) -> Prose:
        """Return the prose of which that is known."""
        above = (1, *(heading.level for heading in headings[:-1]))  # the page's own heading is level 1
        pairs = zip(headings, above[: len(headings)], strict=True)
        leaps = tuple((heading, level) for heading, level in pairs if heading.level > level + 1)
        packed = marshal.dumps((html, tuple(map(tuple, headings))))
        return cls(text[:EXCERPT_LENGTH], text.encode(), packed, leaps, links, images, removed, tangled)

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[type[Prose], tuple[object, ...]]:
        """Tell how it is made again, the short way: thousands are recalled at each build."""
        packed = (out_of_band(self.plain, protocol), out_of_band(self.packed, protocol))
        return Prose, (self.excerpt, *packed, self.leaps, self.links, self.images, self.removed, self.tangled)

    @property
    def text(self) -> str:
        """The plain words."""
        return str(self.plain, "utf-8")

    @property
    def html(self) -> str:
        """Sanitised HTML, links as they were written."""
        html: str = marshal.loads(self.packed)[0]  # noqa: S302 - what `of` packed
        return html

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings in their order."""
        return tuple(Heading(*each) for each in marshal.loads(self.packed)[1])  # noqa: S302 - what `of` packed
