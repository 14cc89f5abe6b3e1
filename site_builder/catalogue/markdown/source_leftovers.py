"""Find leftovers that only the source of a text shows, since the page shows something else or nothing for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from site_builder.catalogue.markdown.leftovers import MAX_NOTES, Leftover

_IN_SOURCE = re.compile(
    r"^[ \t]*(?P<mark>[-*+]|\d{1,9}[.)]|#{1,6}|>)(?P<space>\u00a0|\u2007|\u202f|\u3000)"
    r"|^(?P<lead>[ \t\u00a0\u2007\u202f\u3000]{0,20}[\u00a0\u2007\u202f\u3000][ \t]{0,20})"
    r"(?=(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)[ ])"
    r"|(?P<footnote>\[\^[^\]\s]{1,40}\]:?)"
    r"|^(?P<table>\+[-=+]{3,}\+[ \t]*$|[^\t\n]*\S\t+\S[^\n]*(?=\n[^\t\n]*\S\t+\S))"
    r"|(?P<split>(?<![\w-])[^\W\d_]{2,}-)[ \t]*\n[ \t]*(?!(?:og|eller|samt|men|and|or|ja)\b)(?P<rest>[a-zæøå]{2,})"
    r"|(?P<times>\d\*\d)|(?P<object>\ufffc)|^[ \t]{0,3}(?P<item>[✓✔✅✗✘☐☑☒])\ufe0f?[ \t\u00a0]*(?=\w)",
    re.MULTILINE,
)
"""Patterns for the source alone: list marks beside a space other than U+0020, so that they are none; footnotes,
of which the page makes links; lines of a table as text; a word divided at the end of a line; a product; ticks and boxes
at the beginning of a line."""

_SUSPECT_IN_SOURCE = re.compile(
    r"[\t\u00a0\u2007\u202f\u3000\ufffc✓✔✅✗✘☐☑☒]|\[\^|\+[-=+]{3}|(?<=[^\W\d_])-[ \t]*\n|\*(?<=\d\*)\d"
)
"""A character or sequence that each of these patterns needs."""


def leftovers_of_source(source: str) -> Iterator[Leftover]:
    """Yield the leftovers that only the source shows, in order.

    They are footnotes, tables drawn as text, words divided at a line's end, products (`2*3`), U+FFFC, which stands for
    an object, marks after or before another space than U+0020, and ticks in the place of a list's mark.
    """
    if not _SUSPECT_IN_SOURCE.search(source):
        return
    for found in islice(_IN_SOURCE.finditer(source), MAX_NOTES):
        name = found.lastgroup or ""
        if name in ("footnote", "table", "times", "item"):
            yield Leftover(name, found.start(name), found[name], None)
        elif name == "object":
            yield Leftover("invisible", found.start(), found[0], "")
        elif name == "lead":
            yield Leftover("odd-space-before", found.start(), found[0], "")
        elif name == "rest":
            yield Leftover("divided", found.start("split"), found["split"], None)
        else:
            yield Leftover("odd-space", found.start("mark"), found["mark"] + found["space"], f"{found['mark']} ")
