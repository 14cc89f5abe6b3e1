"""From a fault in a finished page back to the file and line that caused it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from msgspec import Struct

from site_builder.output.output import Output
from site_builder.problems import Place


class Origins(Struct, frozen=True):
    """`read` returns the text of a source by its path, or None; `templates` are the paths of all templates.

    A text is read only when something is wrong, so nothing is kept of the thousands in which nothing is.
    """

    read: Callable[[str], str | None]
    templates: tuple[str, ...] = ()

    def written(self, output: Output, *words: str) -> Place:
        """Return where one of `words` is written: in the output's source, its template or another template."""
        tried = dict.fromkeys(path for path in (output.source, output.template, *self.templates) if path)
        for path in tried:
            for word in words:
                if place := self.find(path, word):
                    return place
        return Place(output.source or output.template or output.path)

    def template(self, output: Output, *words: str) -> Place:
        """Return where one of `words` is written in the output's template, else that template itself."""
        for word in words:
            if place := self.find(output.template, word):
                return place
        return Place(output.template or output.source or output.path)

    def find(self, path: str, word: str) -> Place | None:
        """Return the place of `word` as a whole in the file, or None."""
        text = self.read(path) if path and word else None
        found = re.search(rf"(?<![\w./-]){re.escape(word)}(?![\w./-])", text) if text else None
        if text is None or found is None:
            return None
        at = found.start()
        return Place(path, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at), len(word))


def nowhere() -> Origins:
    """Return origins that know only the names of files."""
    return Origins(lambda path: None)


def origins(read: Callable[[str], str | None], templates: Iterable[str]) -> Origins:
    """Return origins that read texts with `read`."""
    return Origins(read, tuple(sorted(templates)))
