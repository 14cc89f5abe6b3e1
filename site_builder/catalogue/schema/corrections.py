"""Understand values that are not written as in files: return a certain correction, or texts to choose from.

Each function returns one text if the meaning is certain, a tuple of texts if the user must be asked, and None if the
text has no meaning. A field type (field_types.py) holds the function for its values; `check`, `check --fix`, `new`,
`import` and the form in the browser (templates/assets/js/form/corrections.js) use it. Patterns and words are in
other_notations.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from site_builder.catalogue.schema.notation import (
    FIRST_YEAR,
    LAST_YEAR,
    MAX_CREDITS,
    MAX_SEMESTERS,
)
from site_builder.catalogue.schema.other_notations import (
    HALVES,
    MONTH_NUMBERS,
    NUMBERS,
    PATTERNS,
    TERMS,
    TERMS_OF_MONTHS,
    WEEKDAYS,
    YEARS,
)
from site_builder.catalogue.schema.school_years import NAMED_GRADES
from site_builder.engine.late_pattern import LatePattern

Correct = Callable[[str], "str | tuple[str, ...] | None"]
"""Text -> the same value as files write it; a tuple of texts to ask about; or None if it means no value."""

MONTHS_A_YEAR, WEEKS_A_YEAR, LAST_WEEK_OF_SPRING = 12, 53, 26

_DAY_0 = date(1899, 12, 30)
"""The day before the first in the count of spreadsheets, which has a 29 February 1900 too many."""

_PATTERNS = {name: LatePattern(pattern) for name, pattern in PATTERNS.items()}


def credits(text: str) -> str | tuple[str, ...] | None:
    """Return the credits that `30 sp`, `seksti`, `7,50` or `30.0` mean, such as "7,5"; None for other texts.

    A sum, `15+15`, and a product, `2 x 15`, give a tuple with the total, to ask the user about.
    """
    plain = text.casefold()
    if _PATTERNS["sum"].fullmatch(plain):
        total = sum(int(each) for each in re.findall("[0-9]+", plain))
        return (str(total),) if 0 < total <= MAX_CREDITS else None
    if found := _PATTERNS["product"].fullmatch(plain):
        halves = int(found[1]) * (2 * int(found[2]) + (found[3] == "5"))
        return (f"{halves // 2}{',5' if halves % 2 else ''}",) if 0 < halves <= 2 * MAX_CREDITS else None
    found = _PATTERNS["credits"].fullmatch(plain)
    whole = _number(found[1]) if found else 0
    if not found or not 0 < whole <= MAX_CREDITS:
        return None
    decimals = (found[2] or "").rstrip("0")
    return f"{whole},5" if decimals == "5" else str(whole) if not decimals else None


def semester(text: str) -> str | None:
    """Return the semester, "høst 2016", that `H16`, `08.2016`, `uke 34 2016` or a day means; None for other texts."""
    plain = text.casefold()
    if found := _PATTERNS["month and year"].fullmatch(plain):
        month = int(found[1] or found[4])
        return f"{'høst' if month > 6 else 'vår'} {found[2] or found[3]}" if 1 <= month <= MONTHS_A_YEAR else None
    if found := _PATTERNS["week and year"].fullmatch(plain):
        week = int(found[1])
        return f"{'vår' if week <= LAST_WEEK_OF_SPRING else 'høst'} {found[2]}" if 1 <= week <= WEEKS_A_YEAR else None
    found = _PATTERNS["term and year"].fullmatch(plain)
    term, year = (found[1], found[2]) if found else ("", "")
    if not found and (found := _PATTERNS["year and term"].fullmatch(plain)):
        term, year = found[2], found[1]
    if found:
        half = TERMS.get(term) or (TERMS_OF_MONTHS.get(term) if len(year) == 4 else None)
        return f"{half} 20{year[-2:]}" if half else None
    days = day(plain)
    days = (days,) if isinstance(days, str) else days or ()
    halves = {f"{'høst' if int(each[5:7]) > 6 else 'vår'} {each[:4]}" for each in days}
    return halves.pop() if len(halves) == 1 else None


def duration(text: str) -> str | tuple[str, ...] | None:
    """Return the duration, "2 semestre", that `1 år`, `to år`, `halvt år` or `2 sem.` means; None for other texts.

    A number alone, and months that are whole semesters, give a tuple with one text, to ask the user about.
    """
    plain = text.casefold()
    if re.fullmatch("[0-9]{1,2}", plain):
        return (_semesters(int(plain)),) if 1 <= int(plain) <= MAX_SEMESTERS else None
    if found := _PATTERNS["months"].fullmatch(plain):
        count, rest = divmod(int(found[1]), MONTHS_A_YEAR // 2)
        return (_semesters(count),) if not rest and 1 <= count <= MAX_SEMESTERS else None
    found = _PATTERNS["length"].fullmatch(plain)
    if not found:
        return None
    years = found[3] in YEARS
    if years and not found[2] and (semesters := HALVES.get(found[1])):
        return _semesters(semesters)
    number = _number(found[1])
    if not number or (found[2] and not years):
        return None
    semesters = 2 * number + bool(found[2]) if years else number
    return _semesters(semesters) if 1 <= semesters <= MAX_SEMESTERS else None


def grades(text: str) -> str | None:
    """Return the grades of a named stage of school: "1-7" for `barnetrinnet`; None for other texts."""
    return NAMED_GRADES.get(text.casefold())


def day(text: str) -> str | tuple[str, ...] | None:
    """Return the ISO date of `1.3.2016`, `07-09-2016`, `2016-9-7`, `20160907` or `onsdag 7. september 2016`.

    A tuple of ISO dates, to ask about, is returned for `9/7/2016` (9 July or 7 September), a year of two digits, a day
    with an hour, a spreadsheet's number, and a weekday that is not the date's; None if no day has such a date.
    """
    plain = re.sub("[–−]", "-", text.casefold())
    if found := _PATTERNS["clock"].fullmatch(plain):
        plain = found[1]
    found = _PATTERNS["weekday"].fullmatch(plain)
    weekday, plain = (found[1], found[2]) if found else (None, plain)
    if not weekday and (found := _PATTERNS["weekday after"].fullmatch(plain)):
        plain, weekday = found[1], found[2]
    days, certain = _days(plain)
    if not days and (found := _PATTERNS["moment"].fullmatch(plain)):
        days, certain = _days(found[1])[0], False  # the hour would be lost
    sound = tuple(each for each in dict.fromkeys(days) if each)
    if not sound:
        return None
    right = weekday is None or (len(sound) == 1 and weekday in WEEKDAYS[date.fromisoformat(sound[0]).weekday()])
    return sound[0] if certain and right and len(sound) == 1 else sound


def _days(text: str) -> tuple[tuple[str | None, ...], bool]:
    """Return the ISO dates that a text may mean (None for a day that does not exist), and whether one is certain."""
    if found := _PATTERNS["year first"].fullmatch(text) or _PATTERNS["compact"].fullmatch(text):
        return (_iso(found[1], found[2], found[3]),), True
    if found := _PATTERNS["day and name"].fullmatch(text):
        return (_iso(found[3], str(MONTH_NUMBERS[found[2]]), found[1]),), True
    if found := _PATTERNS["name and day"].fullmatch(text):
        return (_iso(found[3], str(MONTH_NUMBERS[found[1]]), found[2]),), True
    if found := _PATTERNS["serial"].fullmatch(text):
        return (_serial(found[1]),), False
    if found := _PATTERNS["day first"].fullmatch(text):
        first, between, second, after, year = found.groups()
        if len(year) == 2:
            return (_iso(f"20{year}", second, first),), False
        slashes = between.strip() == "/" and after.strip() == "/"
        other = _iso(year, first, second) if slashes else None
        return (_iso(year, second, first), other), True
    return (), False


def _serial(text: str) -> str:
    """Return the ISO date of a day as spreadsheets count them, `42597`: with 1 for 1 January 1900."""
    return (_DAY_0 + timedelta(days=int(text))).isoformat()


def _iso(year: str, month: str, day_: str) -> str | None:
    try:
        found = date(int(year), int(month), int(day_))
    except ValueError:
        return None
    return found.isoformat() if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _number(text: str) -> int:
    """Return the number that digits or a word state (`12`, `tolv`); 0 for other texts."""
    return int(text) if text.isdecimal() else NUMBERS.get(text, 0)


def _semesters(count: int) -> str:
    return f"{count} semest{'er' if count == 1 else 're'}"


def address(text: str) -> str | tuple[str, ...] | None:
    """Return the URL that `hihm.no`, `<https://hihm.no>`, `[Emne](https://hihm.no)` or `https://hihm.no.` means.

    A mistyped scheme gives a tuple with the URL, to ask the user about; other texts give None.
    """
    if text[:5] in ("<http", "<HTTP") and text[-1] == ">":
        return text[1:-1]
    for name in ("linked address", "punctuated address"):
        if found := _PATTERNS[name].fullmatch(text):
            return found[1]
    if _PATTERNS["bare address"].fullmatch(text.lower()):
        return f"https://{text}"
    mistyped = _PATTERNS["mistyped scheme"].fullmatch(text.lower())
    return (f"https://{text[mistyped.start(1) :]}",) if mistyped else None


def level(text: str) -> str | None:
    """Return the level ("1" to "3") that `nivå 2`, `II` or `to` means; None for other texts."""
    found = _PATTERNS["level"].fullmatch(text.casefold())
    if not found:
        return None
    return str(len(found[1])) if found[1].startswith("i") else str(_number(found[1]))


def seats(text: str) -> str | tuple[str, ...] | None:
    """Return the number that `40 plasser`, `førti`, `1 000` or `40,0` means, in digits; None for other texts.

    `ca. 40` and `40 timer` give a tuple with the number, to ask the user about.
    """
    found = _PATTERNS["seats"].fullmatch(text.casefold())
    number = _number(re.sub("[ .]", "", found[2])) if found else 0
    if not found or not number:
        return None
    return (str(number),) if found[1] or found[3] else str(number)


def phone(text: str) -> str | None:
    """Return the telephone number in `tlf. 62 43 00 00` or `(0047) 62430000` ("+47 62430000"); None for other texts."""
    found = _PATTERNS["phone"].fullmatch(text.casefold())
    if not found:
        return None
    country = f"+{found[1].lstrip('+0')} " if found[1] else ""
    return f"{country}{re.sub('[-.]', ' ', found[2])}"


def email(text: str) -> str | tuple[str, ...] | None:
    """Return the e-mail address in `mailto:a@b.no` or `<a@b.no>`; None for other texts.

    `a (at) b.no`, `a@b,no` and `Ola <a@b.no>` give a tuple with the address, to ask the user about.
    """
    plain = text.strip("<> ").removeprefix("mailto:")
    if plain != text and "@" in plain and "<" not in plain:
        return plain
    if found := _PATTERNS["named email"].fullmatch(text):
        return (found[1],)
    found = _PATTERNS["spelt email"].fullmatch(text.lower())
    return (f"{found[1]}@{found[2].replace(',', '.')}",) if found else None


def choice(choices: Iterable[str], also: Mapping[str, str] | None = None) -> Correct:
    """Return a function from a text to the choice with the same letters and digits, or None if there is none.

    `also` maps other words to choices. Letter case, hyphens and spaces are ignored.
    """
    by_letters = {_letters(word): meant for word, meant in {**(also or {}), **{each: each for each in choices}}.items()}
    return lambda text: by_letters.get(_letters(text))


def _letters(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())
