"""How a language names days and months, and which numbers take its singular: what CLDR says, as Babel has it."""

from __future__ import annotations

from datetime import date
from functools import cache

from msgspec import Struct

PERIOD = 100
"""Where the forms of numbers begin anew: no rule of CLDR's for the singular asks for more than the last two digits."""


class Usage(Struct, frozen=True):
    """Names of days from Monday on, of months from January on; and the numbers that are as one, below two PERIODs."""

    language: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    ones: frozenset[int]

    def weekday(self, day: date) -> str:
        """Return the day of the week: `mandag`."""
        return self.weekdays[day.weekday()]

    def short_month(self, day: date) -> str:
        """Return the month as it stands alone, short: `mars`, `aug.`."""
        return self.short_months[day.month - 1]

    def day_number(self, day: date) -> str:
        """Return the day of the month: `1.`, in English `1`."""
        return f"{day.day}{'' if self.language == 'en' else '.'}"

    def short_date(self, day: date) -> str:
        """Return a date within its year: `1. mars`, in English `1 March`."""
        return f"{self.day_number(day)} {self.months[day.month - 1]}"

    def is_one(self, number: int) -> bool:
        """Tell whether a number takes the singular."""
        return (number if number < PERIOD else PERIOD + number % PERIOD) in self.ones


@cache
def usage_of(language: str) -> Usage:
    """Return the usage of a language, as `nb`."""
    from babel import Locale  # with all it knows of languages, which is asked for but once

    locale = Locale.parse(language)
    days, months, short = (
        locale.days["format"]["wide"],
        locale.months["format"]["wide"],
        locale.months["stand-alone"]["abbreviated"],
    )
    return Usage(
        language,
        tuple(days[number] for number in range(7)),
        tuple(months[number] for number in range(1, 13)),
        tuple(short[number] for number in range(1, 13)),
        frozenset(number for number in range(2 * PERIOD) if locale.plural_form(number) == "one"),
    )
