"""Parsers of values: text as an editor may write it -> value.

Every parser raises InvalidValue with the name of a message (messages.py) if the text cannot be parsed, or the value is
empty, a list or a group. field_types.py calls the parsers and collects the faults of a record.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from site_builder.catalogue.schema.enums import Grades
from site_builder.catalogue.schema.messages import InvalidValue
from site_builder.catalogue.schema.notation import (
    FIRST_YEAR,
    LAST_YEAR,
    MAX_CREDITS,
    MAX_LINE,
    MAX_SEMESTERS,
    PATTERNS,
)
from site_builder.catalogue.schema.times import Duration, Semester
from site_builder.catalogue.time_zones import is_zone
from site_builder.problems import nearest
from site_builder.sources.text import is_visible

_COMPILED = {name: re.compile(pattern) for name, pattern in PATTERNS.items()}


def parse_grades(value: Any) -> Grades:
    """Return the grades in `1-7`, `5.–10. trinn`, `vg1-vg3`, `voksne`, or a list of these. Raises InvalidValue."""
    parts = [part for item in as_list(value) for part in re.split(r",| og ", expect_text(item)) if part.strip()]
    ranges: list[tuple[int, int]] = []
    adults = False
    for part in (part.strip().casefold() for part in parts):
        if part in ("voksne", "vaksne"):
            adults = True
        elif found := _COMPILED["grades"].fullmatch(part):
            low = int(found[2]) + 10 * bool(found[1])
            high = int(found[4]) + 10 * bool(found[1] or found[3]) if found[4] else low
            if not 1 <= low <= high <= 13:
                lowest, highest = max(1, min(low, high)), min(13, max(low, high))
                raise InvalidValue(
                    "bad-grades.range", value=part, suggestion=f"{lowest}-{highest}" if lowest <= highest else "1-7"
                )
            ranges.append((low, high))
        else:
            raise InvalidValue("bad-grades", value=part)
    if not ranges and not adults:
        raise empty("trinn")
    return Grades(tuple(sorted(set(ranges))), adults)


def parse_credits(value: Any) -> float:
    """Return credits (ECTS) above 0, at most MAX_CREDITS, whole or half: `30`, `7,5`. Raises InvalidValue."""
    text = expect_text(value)
    if _COMPILED["credits"].fullmatch(text) and 0 < (number := float(text.replace(",", "."))) <= MAX_CREDITS:
        return number
    raise InvalidValue("bad-credits", value=text)


def parse_number(value: Any) -> float:
    """Return a number: at most nine digits, and four after a decimal comma or point, as `-7,5`. Raises InvalidValue."""
    text = expect_text(value)
    if _COMPILED["number"].fullmatch(text):
        return float(text.replace(",", "."))
    raise InvalidValue("bad-number.decimal", value=text)


def parse_country(value: Any) -> str:
    """Return a country code: two capital letters, as in ISO 3166-1; its list is not consulted. Raises InvalidValue."""
    text = expect_text(value)
    if _COMPILED["country"].fullmatch(text):
        return text
    raise InvalidValue("bad-country", value=text)


def parse_zone(value: Any) -> str:
    """Return the name of a time zone in the IANA database, such as `Europe/Oslo`. Raises InvalidValue."""
    text = expect_text(value)
    if is_zone(text):
        return text
    raise InvalidValue("bad-choice.zone", value=text)


def parse_date(value: Any) -> date:
    """Return the day of an ISO date, `2016-03-01`, from FIRST_YEAR to LAST_YEAR. Raises InvalidValue."""
    text = expect_text(value)
    if _COMPILED["date"].fullmatch(text):
        try:
            found = date.fromisoformat(text)
        except ValueError:
            raise InvalidValue("bad-date.day", value=text) from None
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
        raise InvalidValue("bad-date.far", value=text, low=FIRST_YEAR, high=LAST_YEAR)
    raise InvalidValue("bad-date", value=text)


def parse_semester(value: Any) -> Semester:
    """Return the semester in `høst 2016`, `haust 2016` or `vår 2017`, in any letter case. Raises InvalidValue."""
    text = expect_text(value)
    if found := _COMPILED["semester"].fullmatch(text.casefold()):
        return Semester(int(found[2]), 0 if found[1] == "vår" else 1)
    raise InvalidValue("bad-semester", value=text)


def parse_duration(value: Any) -> Duration:
    """Return the duration in `2 semestre`, of 1 to MAX_SEMESTERS semesters. Raises InvalidValue."""
    text = expect_text(value)
    if (found := _COMPILED["duration"].fullmatch(text)) and 1 <= int(found[1]) <= MAX_SEMESTERS:
        return Duration(int(found[1]))
    raise InvalidValue("bad-duration", value=text)


def whole_number(low: int, high: int) -> Callable[[Any], int]:
    """Return a parser of whole numbers from `low` to `high`, both inclusive; it raises InvalidValue."""

    def read(value: Any) -> int:
        text = expect_text(value)
        if _COMPILED["whole"].fullmatch(text) and low <= int(text) <= high:
            return int(text)
        raise InvalidValue("bad-number", value=text, low=low, high=high)

    return read


def one_of(choices: Iterable[str], also: dict[str, str] | None = None) -> Callable[[Any], str]:
    """Return a parser that accepts the texts `choices`, and raises InvalidValue with a suggestion for others.

    `also` maps case-folded words to choices to suggest.
    """
    allowed = tuple(choices)

    def read(value: Any) -> str:
        text = expect_text(value)
        if text in allowed:
            return text
        meant = (also or {}).get(text.casefold()) or nearest(text, allowed)
        raise InvalidValue(
            "bad-choice.nearest" if meant else "bad-choice",
            value=text,
            suggestion=meant or "",
            choices=", ".join(allowed),
        )

    return read


OFTEN = "nb, nn, se, en, sv, da"
"""Codes of languages that a message names as examples."""


def code_of(known: Callable[[str], bool], also: dict[str, str]) -> Callable[[Any], str]:
    """Return a parser of language codes for which `known` is true; it raises InvalidValue for others.

    `also` maps case-folded names of languages to codes to suggest.
    """

    def read(value: Any) -> str:
        text = expect_text(value)
        if known(text):
            return text
        meant = also.get(text.casefold())
        raise InvalidValue(
            "bad-choice.nearest" if meant else "bad-choice.language", value=text, suggestion=meant or "", choices=OFTEN
        )

    return read


_YES = one_of(("ja", "nei"), {"true": "ja", "yes": "ja", "false": "nei", "no": "nei"})


def parse_yes(value: Any) -> bool:
    """Return True for `ja` and False for `nei`. Raises InvalidValue."""
    return _YES(value) == "ja"


def parse_text(value: Any) -> str:
    """Return text on one line, with single spaces: not empty, at most MAX_LINE characters. Raises InvalidValue."""
    return expect_text(value)


def expect_text(value: Any) -> str:
    """Return the text of a scalar on one line, with single spaces.

    Raises InvalidValue for a list, a mapping, an empty value or more than MAX_LINE characters. Every parser begins
    here, so that patterns see bounded text without runs of spaces, in which `\\s*` can match one way only.
    """
    if not isinstance(value, str):
        raise InvalidValue("wrong-shape")
    text = " ".join(value.split())
    if is_empty(text):
        raise empty()
    if len(text) > MAX_LINE:
        raise InvalidValue("too-long", length=len(text), limit=MAX_LINE)
    return text


def is_empty(text: str) -> bool:
    """Return whether a scalar has no value: no visible character, or one of YAML's words for null."""
    return text in ("", "~", "null", "Null", "NULL") or not is_visible(text)


def empty(key: str = "") -> InvalidValue:
    """Return the error for an empty value of the field `key`; "" for an item of a list."""
    return InvalidValue("empty-value", key=key)


def as_list(value: Any) -> list[Any]:
    """Return a list or tuple as a list, and any other value as a list of one."""
    return list(value) if isinstance(value, (list, tuple)) else [value]
