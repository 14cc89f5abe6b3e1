"""Find the position in the source of words in the text of a record."""

from __future__ import annotations

import re
from html import escape

from site_builder.problems import Place
from site_builder.sources.record import Record

_BEFORE_TARGET = re.compile(r"(?:\][(:][ \t]{0,9}<?|(?:href|src)[ \t]{0,9}=[ \t]{0,9}[\"']?|<)$")
_AFTER_TARGET = re.compile(r"[)>\"'\s]|$")
"""What stands around the address of a link: brackets of Markdown, a definition `[a]: `, or an attribute of HTML."""

_LONGEST_BEFORE = 30
"""Characters that are looked at before an address."""

_MOST_LOOKED_AT = 100
"""Occurrences of an address on a line that are looked at. Of a line of 2,000 bare addresses, each would look at all."""


def place_at(record: Record, at: int, length: int) -> Place:
    """Return the place of `length` characters from offset `at` (from 0) of the record's text."""
    line = record.body_line + record.body.count("\n", 0, at)
    return Place(record.path, line, at - record.body.rfind("\n", 0, at), length)


def place_in_text(record: Record, line: int, *written: str) -> Place:
    """Return the place of the first of the texts `written` in line `line` of the record's text, in any letter case.

    `line` counts from 1 in the text (0: unknown, taken as 1). If the line has none of them, the column is 1.
    """
    text = record.body.split("\n", line)[line - 1].lower() if line else ""
    for each in written:
        if each and (at := text.find(each.lower())) >= 0:
            return Place(record.path, record.body_line + line - 1, at + 1, len(each))
    return Place(record.path, record.body_line + max(line, 1) - 1, 1)


def target_in_text(record: Record, line: int, address: str) -> Place | None:
    """Return the place of a URL or path where line `line` of the record's text links to it; None if no link there does.

    `line` counts from 1 in the text; 0 gives None. The same characters elsewhere on the line, as in the words of a link
    or in a longer URL, do not count.
    """
    text = record.body.split("\n", line)[line - 1] if line else ""
    for written in dict.fromkeys([address, escape(address, quote=False)]):
        at = text.find(written) if written else -1
        for _ in range(_MOST_LOOKED_AT):
            if at < 0:
                break
            end = at + len(written)
            if _AFTER_TARGET.match(text, end) and _BEFORE_TARGET.search(text, max(0, at - _LONGEST_BEFORE), at):
                return Place(record.path, record.body_line + line - 1, at + 1, len(written))
            at = text.find(written, at + 1)
    return None
