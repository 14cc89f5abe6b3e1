"""Note dates in a text that the calendar does not have, and weekdays that are not those of their dates."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from site_builder.catalogue.texts import Note, note_at

_MONTHS = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
_BOKMAAL = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
_NYNORSK = ("måndag", "tysdag", "onsdag", "torsdag", "fredag", "laurdag", "sundag")
"""Weekdays from Monday. In nynorsk Monday and Sunday are also «mandag» and «søndag»."""

_MONTH = re.compile(rf"\.\s(?P<month>{'|'.join(_MONTHS)})(?!\w)(?:\s(?P<year>(?:19|20)\d\d)(?![\d–-]))?")
"""The month of a date. A pattern that begins with one sign passes over a text in a tenth of the time."""

_DAY = re.compile(r"(?<![\w.–-])\d{1,2}$")
_WEEKDAY = re.compile(
    rf"\b({'|'.join(dict.fromkeys(_BOKMAAL + _NYNORSK))})(?:en)?,?\s(?:den\s)?$",
    re.IGNORECASE,
)
_LONGEST_BEFORE = 20
"""Characters before a date in which its weekday stands, at most: `laurdagen, den `."""

_LEAP_YEAR = 2016


def day_notes(body: str, source: str) -> Iterator[Note]:
    """Yield a note of each date that does not exist, `31. september`, and of each weekday that is not the date's.

    `source` is the body with spaces in place of code. A weekday is compared only if the date has a year.
    """
    for found in _MONTH.finditer(source):
        digits = _DAY.search(source, max(0, found.start() - 3), found.start())
        if not digits:
            continue
        at, day, month = digits.start(), int(digits[0]), _MONTHS.index(found["month"]) + 1
        if not 1 <= day <= monthrange(int(found["year"] or _LEAP_YEAR), month)[1]:
            written = source[at : found.end()]
            yield note_at(body, at, written, "no-such-day", written=" ".join(written.split()))
        elif found["year"] and (before := _WEEKDAY.search(source, max(0, at - _LONGEST_BEFORE), at)):
            number = date(int(found["year"]), month, day).weekday()
            word = before[1].casefold()
            if word not in (_BOKMAAL[number], _NYNORSK[number]):
                written = " ".join(source[before.start() : found.end()].split())
                right = (_BOKMAAL if word in _BOKMAAL else _NYNORSK)[number]
                yield note_at(body, before.start(), before[1], "other-weekday", written=written, weekday=right)
