"""Find the source of a fault in a finished page: file, line and column."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec import Struct

from site_builder.output.output import Output
from site_builder.problems import Place


class SourceLocator(Struct, frozen=True):
    """Searches source files for a text. `read` returns a file's text by its path, or None if there is no such file.

    `templates` are the paths of all templates. Files are read only when there is a fault to locate, and not cached.
    """

    read: Callable[[str], str | None]
    templates: tuple[str, ...] = ()

    def place_of(self, output: Output, *words: str) -> Place:
        """Return the place of the first of `words` found in the output's source, its template or any other template.

        If none is found, return the output's source (or its template, or its own path) without a line.
        """
        candidates = dict.fromkeys(path for path in (output.source, output.template, *self.templates) if path)
        for path in candidates:
            for word in words:
                if place := self.find(path, word):
                    return place
        return Place(output.source or output.template or output.path)

    def place_in_template(self, output: Output, *words: str) -> Place:
        """Return the place of the first of `words` found in the output's template.

        If none is found, return the template (or the source, or the output itself) without a line.
        """
        for word in words:
            if place := self.find(output.template, word):
                return place
        return Place(output.template or output.source or output.path)

    def place_in_templates(self, output: Output, written: str) -> Place:
        """Return the place of `written` in the output's template or another one, or the template without a line.

        `written` is the beginning of a tag or attribute, such as `<iframe`. Upper and lower case are alike.
        """
        for path in dict.fromkeys((output.template, *self.templates)):
            text = self.read(path) if path else None
            found = re.search(rf"(?<![\w-]){re.escape(written)}", text, re.IGNORECASE) if text else None
            if text is not None and found is not None:
                return Place.at(path, text, found.start(), len(written))
        return Place(output.template or output.source or output.path)

    def find(self, path: str, word: str) -> Place | None:
        """Return the place of `word` in the file at `path`, but not inside a longer word or path; None if absent."""
        text = self.read(path) if path and word else None
        found = re.search(rf"(?<![\w./-]){re.escape(word)}(?![\w./-])", text) if text else None
        if text is None or found is None:
            return None
        return Place.at(path, text, found.start(), len(word))


NO_SOURCES = SourceLocator(lambda path: None)
"""A locator that reads no files: its places are files without a line."""


def source_locator(read: Callable[[str], str | None], templates: Iterable[str]) -> SourceLocator:
    """Return a locator that reads files with `read`. `templates` are the paths of all templates."""
    return SourceLocator(read, tuple(sorted(templates)))
