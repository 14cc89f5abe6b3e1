"""Texts as values: short ones in several languages, and converted Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct


class Text(Struct, frozen=True):
    """A short text of the catalogue in one or more languages: language code -> text."""

    by_language: Mapping[str, str]

    def in_language(self, language: str) -> str:
        """Return the text in `language` (a code), else in bokmål, else in its first language."""
        return self.by_language.get(language) or self.by_language.get("nb") or next(iter(self.by_language.values()))

    @property
    def first(self) -> str:
        """The text in its first language."""
        return next(iter(self.by_language.values()))

    def __hash__(self) -> int:
        """Return a hash of the texts. A mapping is not hashable."""
        return hash(tuple(self.by_language.values()))


class Heading(NamedTuple):
    """A heading of a text: its level (2 to 6), its id (the anchor of links), its text without markup."""

    level: int
    id: str
    text: str


class TextLink(NamedTuple):
    """The URL or path of a link or image as written, and its line in the body (from 1; 0 if unknown)."""

    href: str
    line: int


class Refusal(Struct, frozen=True):
    """The reason why a text is not converted, the line in the body (from 1), the limit, and the mark that exceeds it.

    `reason` is one of "long", "open", "nested", "crowded", "table", "tags" and "growth" (markdown/); `mark` is "" if
    none.
    """

    reason: str
    line: int
    limit: int
    mark: str = ""


class Note(Struct, frozen=True):
    """A possible mistake in a text: the name of its message, its line and column in the body (from 1), and values.

    The value `fix`, if there is one, is the text that replaces the `length` characters at that position.
    """

    name: str
    line: int
    column: int
    length: int
    values: dict[str, str]

    def __hash__(self) -> int:
        """Return a hash of the note without its values: a dict is not hashable, and courses are keys of mappings."""
        return hash((self.name, self.line, self.column, self.length))


LANGUAGES_TOLD_APART = ("nb", "nn", "da", "sv", "en", "se")
"""Languages of texts that are recognised (markdown/spoken.py)."""


class Spoken(Struct, frozen=True):
    """A language recognised in a text: its code, the first line in it (from 1), that line's length in characters."""

    language: str
    line: int
    length: int


def note_at(body: str, at: int, written: str, name: str, /, **values: str) -> Note:
    """Return a Note about the text `written` at offset `at` (from 0) of the body.

    `name` is the name of its message (checks/note_messages.py), whose `{placeholders}` are filled with `values`.
    """
    return Note(name, body.count("\n", 0, at) + 1, at - body.rfind("\n", 0, at), max(1, len(written)), values)


EXCERPT_CHARACTERS = 200
"""Characters of a text that `Prose.excerpt` returns: more than any page or search card shows of it."""


class Prose(Struct, frozen=True):
    """Converted Markdown: sanitised HTML with links as written, the text without markup, headings, links and images.

    `without_alt` are the paths of images without alternative text. `removed` lists (markup, line in the body) of
    removed markup. If `refusal` is set, the text is not converted and all else is empty. `notes` are possible mistakes.
    `spoken` are the languages recognised in it.
    """

    html: str
    text: str
    headings: tuple[Heading, ...] = ()
    links: tuple[TextLink, ...] = ()
    images: tuple[TextLink, ...] = ()
    removed: tuple[tuple[str, int], ...] = ()
    without_alt: tuple[str, ...] = ()
    refusal: Refusal | None = None
    notes: tuple[Note, ...] = ()
    spoken: tuple[Spoken, ...] = ()

    @property
    def excerpt(self) -> str:
        """The first EXCERPT_CHARACTERS characters of the text without markup."""
        return self.text[:EXCERPT_CHARACTERS]

    @property
    def skipped_levels(self) -> tuple[tuple[Heading, int], ...]:
        """(heading, level of the one before it) for each heading that skips a level; the page's title has level 1."""
        above = (1, *(heading.level for heading in self.headings[:-1]))  # the page's own heading is level 1
        pairs = zip(self.headings, above[: len(self.headings)], strict=True)
        return tuple((heading, level) for heading, level in pairs if heading.level > level + 1)
