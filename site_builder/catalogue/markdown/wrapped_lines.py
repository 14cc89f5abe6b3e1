"""Find lines in the middle of a sentence that begin like a heading, an item or a quotation: `# 12`, `+ 4`, `> 3`.

A line of prose that is wrapped before such a sign becomes another block, on the page as in a repository host's preview.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from site_builder.catalogue.markdown.leftovers import MAX_NOTES
from site_builder.catalogue.texts import Note, note_at

_SIGN = re.compile(r"^ {0,3}(?P<written>(?P<mark>#{1,6}|[-*+]|>)[ \t]{1,4}(?P<word>[0-9a-zæøå]\S{0,40}))", re.MULTILINE)
_IN_BLOCK = re.compile(r"[ \t]*(?:[-*+>|#]|\d{1,9}[.)][ \t]|```|~~~|$)")
"""The beginning of a line that is no prose: an item, a quotation, a row of a table, a heading, a fence, or empty."""

_ENDED = re.compile(r"[.:!?;|*][ \t\\]*$")
"""The end of a line whose sentence has ended, or that says that a list follows."""

_NAMES = {"#": "wrapped-heading", ">": "wrapped-quotation"}
_ALONE = re.compile(r"[#>+][ \t]\d+(?:[.,]\d+)?[ \t]+[a-zæøå]")
"""A first line of a paragraph that is meant as words: a sign, a number, and a small letter."""


def wrapped_lines(body: str, source: str) -> Iterator[Note]:
    """Yield a note of each line that continues a sentence, and that is shown as a block of its own.

    `source` is `body` with spaces in place of code. An item counts as meant if the list has another.
    """
    for found in islice(_SIGN.finditer(source), MAX_NOTES):
        before = source[source.rfind("\n", 0, max(0, found.start() - 1)) + 1 : max(0, found.start() - 1)]
        if _goes_on(before) or (not before.strip() and _ALONE.match(source, found.start("written"))):
            mark = found["mark"]
            same = re.compile(rf"\n(?: {{0,3}}{re.escape(mark)}[ \t]|[ \t]*(?:\n|$))")
            after = same.search(source, found.end())
            if mark[0] in "#" or not after or not after[0].strip():
                written, escaped = found["written"], f"\\{found['written']}"
                name = _NAMES.get(mark[0], "wrapped-item")
                yield note_at(body, found.start("written"), written, name, written=written, escaped=escaped)


def _goes_on(line: str) -> bool:
    """Return whether a line is prose of three words or more, and its sentence does not end with it."""
    return len(line.split(None, 3)) > 2 and not _IN_BLOCK.match(line) and not _ENDED.search(line)
