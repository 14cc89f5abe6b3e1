"""Compute Norway's public holidays (lov om helligdager og helligdagsfred § 2; 1 and 17 May: lov of 26 April 1947)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from site_builder.problems import N_

HOLIDAYS_OF = "NO"
"""The country whose public holidays this module computes. In other countries dates are not compared with holidays."""


@cache
def public_holidays(year: int) -> dict[date, str]:
    """Return day -> name (a msgid in English) of Norway's public holidays in `year`. The days are not sorted."""
    easter = easter_sunday(year)
    moving = {
        -3: N_("Maundy Thursday"),
        -2: N_("Good Friday"),
        0: N_("Easter Sunday"),
        1: N_("Easter Monday"),
        39: N_("Ascension Day"),
        49: N_("Whit Sunday"),
        50: N_("Whit Monday"),
    }
    fixed = {
        (1, 1): N_("New Year's Day"),
        (5, 1): N_("Labour Day"),
        (5, 17): N_("Constitution Day"),
        (12, 25): N_("Christmas Day"),
        (12, 26): N_("Boxing Day"),
    }
    return {easter + timedelta(days=days): name for days, name in moving.items()} | {
        date(year, month, day): name for (month, day), name in fixed.items()
    }


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of a year in the Gregorian calendar (anonymous algorithm, Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    m = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)
