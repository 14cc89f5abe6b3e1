"""The start and the length of a course: terms of the year, and durations."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from math import ceil

from msgspec import Struct


class Term(Struct, frozen=True):
    """A term that a profile declares: (language, name) pairs, and the month (1 to 12) in which it begins."""

    words: tuple[tuple[str, str], ...]
    month: int


MONTHS = tuple(Term((), month) for month in range(1, 13))
"""The terms of a catalogue whose courses begin on days, and that has no terms of its own."""


class Semester(Struct, frozen=True, order=True):
    """A term of a calendar year. `half` is its position in the year, from 0 (0: spring). Ordered by time.

    Without `terms` the year has two: spring from 1 January, and autumn from 1 July. If a course begins on a day, this
    is the term or month with that day, and `ordinal` the day's number (date.toordinal); else 0.
    """

    year: int
    half: int
    terms: tuple[Term, ...] = ()
    ordinal: int = 0

    def __str__(self) -> str:
        """Return the semester as files write it: `høst 2016`, `2027-09-13` of a day, `2027-09` of a month."""
        if self.day:
            return self.day.isoformat()
        if self.is_month:
            return f"{self.year}-{self.half + 1:02}"
        if self.terms:
            return f"{self.terms[self.half].words[0][1]} {self.year}"
        return f"{'høst' if self.half else 'vår'} {self.year}"

    @property
    def per_year(self) -> int:
        """The number of terms in a year: 2 unless `terms` says otherwise."""
        return len(self.terms) or 2

    @property
    def first_day(self) -> date:
        """The day on which a course begins; without one, the first day of the term."""
        return self.day or date(self.year, self.terms[self.half].month if self.terms else 7 if self.half else 1, 1)

    @property
    def day(self) -> date | None:
        """The day on which a course begins; None if only its term is known."""
        return date.fromordinal(self.ordinal) if self.ordinal else None

    @property
    def term(self) -> Semester:
        """The same term without the day on which a course begins."""
        return Semester(self.year, self.half, self.terms) if self.ordinal else self

    @property
    def is_month(self) -> bool:
        """True if the terms of a year are its months (MONTHS)."""
        return self.terms is MONTHS or self.terms == MONTHS

    @property
    def in_autumn(self) -> bool:
        """Whether the semester begins after June."""
        return self.first_day.month > 6

    def plus(self, semesters: int) -> Semester:
        """Return the semester that is `semesters` later; earlier for a negative number."""
        year, half = divmod(self.year * self.per_year + self.half + semesters, self.per_year)
        return Semester(year, half, self.terms)

    def last(self, duration: Duration) -> Semester:
        """Return the last semester of a course of this duration that begins in this semester.

        A course that begins on a day can end in a part of one more.
        """
        return self.plus(duration.in_terms(self.per_year) - (0 if self.ordinal else 1))


class DurationUnit(StrEnum):
    """Units of durations, by their plurals in files.

    A semester is half a year; a term is one of the profile's terms.
    """

    SEMESTER = "semestre"
    TERM = "terminer"
    YEAR = "år"
    MONTH = "måneder"
    WEEK = "uker"
    DAY = "dager"
    HOUR = "timer"


_PER_YEAR = {
    DurationUnit.SEMESTER: 2,
    DurationUnit.YEAR: 1,
    DurationUnit.MONTH: 12,
    DurationUnit.WEEK: 52,
    DurationUnit.DAY: 365,
    DurationUnit.HOUR: 24 * 365,
}
"""Unit -> how many of it a year has."""

_ISO = {DurationUnit.YEAR: "P{}Y", DurationUnit.DAY: "P{}D", DurationUnit.HOUR: "PT{}H"}
"""Unit -> the duration of ISO 8601. Weeks are written in days, since XML Schema has no weeks; the others in months."""


class Duration(Struct, frozen=True):
    """The length of a course: `count` of a unit."""

    count: int
    unit: DurationUnit = DurationUnit.SEMESTER

    def __str__(self) -> str:
        """Return the duration as files write it, for example `2 semestre`."""
        return f"{self.count} semester" if self == Duration(1) else f"{self.count} {self.unit}"

    def in_terms(self, per_year: int) -> int:
        """Return the number of terms that the duration covers, wholly or in part; a year has `per_year` terms."""
        return max(1, ceil(self.count * per_year / _PER_YEAR.get(self.unit, per_year)))

    def iso(self, per_year: int) -> str:
        """Return the duration in ISO 8601, `P6M` or `P70D`; terms become months, of a year with `per_year` terms."""
        if self.unit is DurationUnit.WEEK:
            return f"P{7 * self.count}D"
        if self.unit in _ISO:
            return _ISO[self.unit].format(self.count)
        return f"P{self.count * 12 // _PER_YEAR.get(self.unit, per_year)}M"
