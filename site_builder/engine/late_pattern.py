"""A regular expression that is compiled at its first use.

Compiling takes 0.1 to 8 ms, and `check FILE` uses few of the patterns of texts and of corrections.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property


class LatePattern:
    """A regular expression whose `text` is compiled at the first use. Its methods are those of `re.Pattern`."""

    def __init__(self, text: str, flags: int = 0) -> None:
        self.text = text
        self._flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The compiled pattern. Raises re.error if `text` is no regular expression."""
        return re.compile(self.text, self._flags)

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first match from offset `start` and before offset `end` (None: the end of the text), or None."""
        return self.compiled.search(text, start, len(text) if end is None else end)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return the match of the whole text, or None."""
        return self.compiled.fullmatch(text)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """Yield the matches that do not overlap, from left to right."""
        return self.compiled.finditer(text)
