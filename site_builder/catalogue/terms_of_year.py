"""The terms of an academic year: when they begin and end, and when the year itself is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from site_builder.catalogue.schema.times import Semester

YEAR_DAYS = 360
"""Days from the first term within which the terms of one year begin. Fewer than a year's: those of the next year can
begin some days earlier than those of this one did.
"""


class SemesterSpan(Struct, frozen=True, kw_only=True):
    """A semester, with its first and last day, both inclusive."""

    semester: Semester
    first: date
    last: date


def last_day(terms: Sequence[SemesterSpan]) -> date | None:
    """Return the last day of the terms that begin within a year of the first of `terms`; None without terms.

    A year names the terms of later years too, if courses take several years.
    """
    later = min((term.first for term in terms), default=date.min) + timedelta(days=YEAR_DAYS)
    return max((term.last for term in terms if term.first < later), default=None)
