"""Note dates in a text that the calendar does not have, and weekdays that do not match their dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
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

DATE_SIGNS = re.compile(rf"\.\s(?:{'|'.join(_MONTHS)})|\d\.20\d\d")
"""A sequence that each date has which `day_notes` reads."""

_DAY = re.compile(r"(?<![\w.–-])\d{1,2}$")
_WEEKDAY = re.compile(
    rf"\b({'|'.join(dict.fromkeys(_BOKMAAL + _NYNORSK))})(?:en)?,?\s(?:den\s)?$",
    re.IGNORECASE,
)
_LONGEST_BEFORE = 20
"""Characters before a date in which its weekday stands, at most: `laurdagen, den `."""

_YEAR_OF_FIGURES = re.compile(r"\.(20\d\d)(?!\.?\d)")
_DAY_AND_MONTH = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})$")
_LONGEST_FIGURES = 6
"""A date in figures, `31.2.2017`: its year, and the day and month before it, with one character more than they have."""

_LEAP_YEAR = 2016


def day_notes(body: str, source: str) -> Iterator[Note]:
    """Yield a note of each date that does not exist, `31. september`, and of each weekday that does not match its date.

    `source` is `body` with spaces in place of code. A weekday is compared only if the date has a year.
    """
    for at, end, day, month, year in _dates(source):
        written = " ".join(source[at:end].split())
        if not _exists(day, month, year or _LEAP_YEAR):
            yield note_at(body, at, source[at:end], "no-such-day", written=written)
        elif year and (before := _WEEKDAY.search(source, max(0, at - _LONGEST_BEFORE), at)):
            number = date(year, month, day).weekday()
            word = before[1].casefold()
            if word not in (_BOKMAAL[number], _NYNORSK[number]):
                written = " ".join(source[before.start() : end].split())
                right = (_BOKMAAL if word in _BOKMAAL else _NYNORSK)[number]
                yield note_at(body, before.start(), before[1], "other-weekday", written=written, weekday=right)


def _exists(day: int, month: int, year: int) -> bool:
    """Return whether the calendar has this day of the month and year."""
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _dates(source: str) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield start, end, day, month and year (0 without one) of each date of a text: `1. mars`, `1.3.2017`."""
    for found in _MONTH.finditer(source):
        if digits := _DAY.search(source, max(0, found.start() - 3), found.start()):
            month = _MONTHS.index(found["month"]) + 1
            yield digits.start(), found.end(), int(digits[0]), month, int(found["year"] or 0)
    for found in _YEAR_OF_FIGURES.finditer(source):
        if before := _DAY_AND_MONTH.search(source, max(0, found.start() - _LONGEST_FIGURES), found.start()):
            yield before.start(), found.end(), int(before[1]), int(before[2]), int(found[1])


def for_javascript() -> Mapping[str, object]:
    """Return `pattern`, which finds dates with their weekdays, and the words for `months` and `weekdays`.

    The groups of the pattern are: weekday, day, month in words, its year, month in figures, its year.
    """
    weekdays = "|".join(f"[{each[0]}{each[0].upper()}]{each[1:]}" for each in dict.fromkeys(_BOKMAAL + _NYNORSK))
    before = rf"(?:\b({weekdays})(?:en)?,?\s(?:den\s)?)?(?<![\w.–-])(\d{{1,2}})"
    in_words = _MONTH.pattern.replace("?P<month>", "").replace("?P<year>", "")
    return {
        "pattern": rf"{before}(?:{in_words}|\.(\d{{1,2}}){_YEAR_OF_FIGURES.pattern})",
        "months": _MONTHS,
        "weekdays": (_BOKMAAL, _NYNORSK),
    }
