"""Check the characters of fields and texts: forbidden and invisible ones, and marks of text direction."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Any

from site_builder.catalogue.checks.text_places import place_at
from site_builder.problems import N_, Place, Problem, error, warning
from site_builder.sources.record import Loc, Record
from site_builder.sources.text import CONTROL

_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks of direction (UAX #9): embeddings and overrides, which U+202C ends, and isolates, which U+2069 ends."""

_ENDS = {"\u202c": "\u202a\u202b\u202d\u202e", "\u2069": "\u2066\u2067\u2068"}
"""Mark that ends -> the marks it ends."""

_REFERENCE = re.compile(r"&#(?:[xX][0-9a-fA-F]{1,6}|[0-9]{1,7});?|&[A-Za-z]{2,31};")
"""A character in HTML by its number or name."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
"""Characters without a glyph. Written as themselves, markdown/leftovers.py finds them."""


INVISIBLE = (
    "invisible-character",
    N_("The invisible character {character} stands in the text, and a search for the word does not find it."),
    N_("Delete it."),
)
"""Code, message and hint of a character that no reader sees."""


def direction_problems(record: Record) -> Iterator[Problem]:
    """Yield a warning for each value and paragraph with a mark of text direction (UAX #9) that is not closed."""
    if "\\" in record.header or _DIRECTION.search(record.header):
        for text, loc in texts_of(record.fields, ()):
            if unclosed := _unclosed(text):
                yield _turned(record.place(*loc), unclosed[0])
    body = _REFERENCE.sub(_direction_in_place, record.body) if "&" in record.body else record.body
    if _DIRECTION.search(body):
        at = 0
        for paragraph in re.split(r"(\n[ \t]*\n)", body):
            if unclosed := _unclosed(paragraph):
                start = at + unclosed[1]
                yield _turned(place_at(record, start, 1), unclosed[0])
            at += len(paragraph)


def reference_problems(record: Record, html: str) -> Iterator[Problem]:
    """Yield a problem for each HTML character reference in a text, as `&shy;`, to a control or invisible character.

    `html` is the converted text of the record; references that it does not contain, as in code, are ignored.
    """
    if "&" not in record.body or not (CONTROL.search(html) or _UNSEEN.search(html)):
        return
    for found in _REFERENCE.finditer(record.body):
        character = _character(found[0])
        place = place_at(record, found.start(), len(found[0]))
        if not character or character not in html:
            continue
        if CONTROL.match(character):
            yield error(
                place,
                "bad-character",
                N_("The text contains the character {character}, which no text can have."),
                N_("Delete it."),
                character=f"U+{ord(character):04X}",
            )
        elif _UNSEEN.match(character):
            yield warning(place, *INVISIBLE, character=f"U+{ord(character):04X}")


def _character(reference: str) -> str:
    """Return the character of a reference in HTML, `&#8206;`, `&#x200e;` or `&lrm;`.

    A number gives the character with that number, also where HTML prescribes another one, as for 128. Returns "" for
    numbers above 10FFFF (hexadecimal), unknown names, and names of two characters.
    """
    if reference.startswith("&#"):
        digits = reference[2:].rstrip(";")
        number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
        return chr(number) if number <= 0x10FFFF else ""
    text = html5.get(reference[1:], "")
    return text if len(text) == 1 else ""


def _direction_in_place(found: re.Match[str]) -> str:
    """Return the mark of direction of a reference, padded with spaces to its length; other references unchanged."""
    character = _character(found[0])
    return character.ljust(len(found[0])) if character and _DIRECTION.match(character) else found[0]


def _unclosed(text: str) -> tuple[str, int] | None:
    """Return the first mark of direction without an end, and its index in the text; None if each has one."""
    opened: list[tuple[str, int]] = []
    for found in _DIRECTION.finditer(text):
        mark = found[0]
        if mark not in _ENDS:
            opened.append((mark, found.start()))
        elif opened and opened[-1][0] in _ENDS[mark]:
            opened.pop()
    return opened[0] if opened else None


def _turned(place: Place, mark: str) -> Problem:
    return warning(
        place,
        "unclosed-direction",
        N_("The invisible mark {mark} turns the direction of the text, and nothing turns it back."),
        N_("Delete the mark, or put {end} where the direction changes back."),
        mark=f"U+{ord(mark):04X}",
        end="U+2069" if mark in _ENDS["\u2069"] else "U+202C",
    )


def texts_of(value: Any, loc: Loc) -> Iterator[tuple[str, Loc]]:
    """Yield (text, path) for every text in `value`, a value of a record's fields, in order.

    `loc` is the path to `value`, with which each path begins.
    """
    if isinstance(value, str):
        yield value, loc
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from texts_of(each, (*loc, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from texts_of(each, (*loc, number))
