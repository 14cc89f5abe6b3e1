"""Find the place (line, column, length) of words in the text of a record."""

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
    """Return the place of `length` characters of the record's text from the index `at`."""
    line = record.body_line + record.body.count("\n", 0, at)
    return Place(record.path, line, at - record.body.rfind("\n", 0, at), length)


def place_in_text(record: Record, line: int, *written: str) -> Place:
    """Return the place of the first of the texts `written` that a line of the record's text has, in any letter case.

    `line` counts from 1 in the text. The column is 1 if the line has none of them; the line is the first if `line` is 0
    (unknown).
    """
    text = record.body.split("\n", line)[line - 1].lower() if line else ""
    for each in written:
        if each and (at := text.find(each.lower())) >= 0:
            return Place(record.path, record.body_line + line - 1, at + 1, len(each))
    return Place(record.path, record.body_line + max(line, 1) - 1, 1)


def target_in_text(record: Record, line: int, address: str) -> Place | None:
    """Return the place of an address where a line of the record's text links to it; None where no link there does.

    The same characters elsewhere on the line, in the words of a link or in a longer address, are not the place.
    `line` counts from 1 in the text; 0 is no line.
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
