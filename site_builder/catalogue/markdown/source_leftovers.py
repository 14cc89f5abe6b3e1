"""Find leftovers that only the source of a text has, since the page shows something else in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from site_builder.catalogue.markdown.leftovers import BULLETS, MAX_NOTES, Leftover, correction
from site_builder.engine.late_pattern import LatePattern

IN_SOURCE = LatePattern(
    rf"^[ \t\u00a0]{{0,20}}(?P<bullet>(?:[{BULLETS}]|[·o§➢➤❖](?=[\t\u00a0]))[ \t\u00a0]*)(?=\S)"
    r"|^[ \t]*(?P<odd_space>(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)[\u00a0\u2007\u202f\u3000])"
    r"|^(?P<odd_space_before>[ \t\u00a0\u2007\u202f\u3000]{0,20}[\u00a0\u2007\u202f\u3000][ \t]{0,20})"
    r"(?=(?:[-*+]|\d{1,9}[.)]|#{1,6}|>)[ ])"
    r"|(?P<footnote>\[\^[^\]\s]{1,40}\]:?)"
    r"|^(?P<table>\+[-=+]{3,}\+[ \t]*$|[^\t\n]*\S\t+\S[^\n]*(?=\n[^\t\n]*\S\t+\S))"
    r"|(?P<divided>(?<![\w-])[^\W\d_]{2,}-)[ \t]*\n[ \t]*(?!(?:og|eller|samt|men|and|or|ja)\b)[a-zæøå]{2,}"
    r"|(?P<times>\d\*\d)|(?P<invisible>\ufffc)|^[ \t]{0,3}(?P<item>[✓✔✅✗✘☐☑☒])\ufe0f?[ \t\u00a0]*(?=\w)",
    re.MULTILINE,
)
"""Patterns for the source alone: list marks beside a space other than U+0020, so that they are none; footnotes,
of which the page makes links; lines of a table as text; a word divided at the end of a line; a product; U+FFFC, which
stands for an object; bullets of word processors; ticks and boxes at the beginning of
a line. A group has the name of its note."""

_SUSPECT_IN_SOURCE = re.compile(
    rf"[{BULLETS}\t\u00a0\u2007\u202f\u3000\ufffc✓✔✅✗✘☐☑☒]|\[\^|\+[-=+]{{3}}|(?<=[^\W\d_])-[ \t]*\n|\*(?<=\d\*)\d"
)
"""A character or sequence that each of these patterns needs."""


def leftovers_of_source(source: str) -> Iterator[Leftover]:
    """Yield the leftovers that only the source has, in order; `source` has spaces in place of code.

    They are footnotes, tables drawn as text, words divided at a line's end, products (`2*3`), U+FFFC, which stands for
    an object, marks after or before another space than U+0020, and ticks in place of a list's mark.
    """
    if not _SUSPECT_IN_SOURCE.search(source):
        return
    for found in islice(IN_SOURCE.finditer(source), MAX_NOTES):
        group = found.lastgroup or ""
        name = group.replace("_", "-")
        yield Leftover(name, found.start(group), found[group], correction(name, found[group]))
