"""Certain corrections of values: another notation with one meaning -> the notation of files.

`check --fix` and `import` use them; each function returns None where a text has no meaning or more than one. A field
type (field_types.py) holds the function for its values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from site_builder.catalogue.schema.enums import CourseState, Delivery
from site_builder.catalogue.schema.notation import MAX_CREDITS, MAX_SEMESTERS, NAMED_GRADES
from site_builder.catalogue.schema.parsers import guess_date

Correct = Callable[[str], str | None]
"""Text -> the same value in the notation of files, or None."""

_CREDITS = re.compile(
    r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?\s*(?:sp|stp|studiepoeng|studiepoengs|poeng|ects|ects-poeng|credits)?\.?",
    re.IGNORECASE,
)
_AUTUMN = "h høst høsten haust hausten høstsemester høstsemesteret haustsemester haustsemesteret autumn fall"
_SPRING = "v vår våren vårsemester vårsemesteret spring"
_TERMS = dict.fromkeys(_AUTUMN.split(), "høst") | dict.fromkeys(_SPRING.split(), "vår")
"""Word for half a calendar year -> the word of files."""

_TERM_AND_YEAR = re.compile(r"(?P<term>[a-zæøå]+)[\s'’.,/-]*(?P<year>(?:20)?[0-9]{2})")
_YEAR_AND_TERM = re.compile(r"(?P<year>20[0-9]{2})[\s.,/-]*(?P<term>[a-zæøå]+)")
_LENGTH = re.compile(
    r"(?P<number>[0-9]{1,2}|[a-zæøå]+)(?P<half>[,.]5)?\s*(?P<unit>år|semester|semestre|semestrar|sem)\.?"
)
_NUMBERS = {
    **dict.fromkeys(("en", "ett", "eitt", "et", "eit"), 1),
    **{word: number for number, word in enumerate(("to", "tre", "fire", "fem", "seks", "sju", "åtte"), start=2)},
}
_LEVEL = re.compile(r"(?:nivå|trinn)\s*([123])", re.IGNORECASE)
_SEATS = re.compile(r"([0-9]{1,6})(?:[.,]0+)?\s*(?:plasser|plassar|studieplasser|studenter)?\.?", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"(?:www\.[\w.-]+\.[a-z]{2,}|[\w-]+(?:\.[\w-]+)*\.(?:no|com|org))(?:/\S*)?", re.IGNORECASE)

DELIVERIES: Mapping[str, str] = {
    **dict.fromkeys(("nett", "på nett", "nettstudium", "nettstudie", "nettkurs", "online"), Delivery.ONLINE.value),
    **dict.fromkeys(("samlinger", "samling", "samlingar", "samlingsbasert studium"), Delivery.GATHERINGS.value),
    **dict.fromkeys(
        ("nett og samlinger", "samlinger og nett", "nett og samling", "samlings- og nettbasert"), Delivery.BLENDED.value
    ),
    **dict.fromkeys(("campus", "på campus", "campusbasert", "stedbasert"), Delivery.CAMPUS.value),
}
"""Word for a form of delivery in lower case -> the word of files."""

STATES: Mapping[str, str] = {
    **dict.fromkeys(("fullt", "fulltegnet", "fullteikna"), CourseState.FULL.value),
    **dict.fromkeys(("avlyses", "avlyst studium"), CourseState.CANCELLED.value),
    **dict.fromkeys(("ope", "åpent", "open"), CourseState.OPEN.value),
}
"""Word for a state in lower case -> the word of files."""


def credits(text: str) -> str | None:
    """Return the number of `30 sp`, `30 stp.`, `7,50` or `30.0`: whole, or with a half."""
    found = _CREDITS.fullmatch(text)
    if not found or not 0 < int(found[1]) <= MAX_CREDITS:
        return None
    decimals = (found[2] or "").rstrip("0")
    return f"{int(found[1])},5" if decimals == "5" else str(int(found[1])) if not decimals else None


def semester(text: str) -> str | None:
    """Return the semester of `H16`, `høsten 2016`, `2016 høst`, or of a day, `15.08.2016` or `2016-08-15`."""
    plain = text.casefold()
    found = _TERM_AND_YEAR.fullmatch(plain) or _YEAR_AND_TERM.fullmatch(plain)
    if found:
        term = _TERMS.get(found["term"])
        return f"{term} 20{found['year'][-2:]}" if term else None
    day = plain if re.fullmatch(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}", plain) else guess_date(plain)
    if not day or not 1 <= int(day[5:7]) <= 12:
        return None
    return f"{'høst' if int(day[5:7]) > 6 else 'vår'} {day[:4]}"


def duration(text: str) -> str | None:
    """Return the duration in semesters of `1 år`, `to år`, `1,5 år` or `2 sem.`."""
    found = _LENGTH.fullmatch(text.casefold())
    if not found:
        return None
    number = int(found["number"]) if found["number"].isdigit() else _NUMBERS.get(found["number"], 0)
    years = found["unit"] == "år"
    if not number or (found["half"] and not years):
        return None
    semesters = 2 * number + bool(found["half"]) if years else number
    return f"{semesters} semest{'er' if semesters == 1 else 're'}" if 1 <= semesters <= MAX_SEMESTERS else None


def grades(text: str) -> str | None:
    """Return the grades of a stage of school, `barnetrinnet`."""
    return NAMED_GRADES.get(text.casefold())


def day(text: str) -> str | None:
    """Return the ISO date of `1.3.2016` or `1. mars 2016`. `9/7/2016` is 9 July or 7 September, so None."""
    parts = text.split("/")
    if len(parts) == 3 and all(part.strip().isdigit() for part in parts):
        first, second = int(parts[0]), int(parts[1])
        if first <= 12 and second <= 12 and first != second:
            return None
    return guess_date(text)


def address(text: str) -> str | None:
    """Return the web address of `www.hihm.no/studier` or `hihm.no`, with https."""
    return f"https://{text}" if _BARE_ADDRESS.fullmatch(text) else None


def level(text: str) -> str | None:
    """Return the digit of `nivå 2`."""
    found = _LEVEL.fullmatch(text)
    return found[1] if found else None


def seats(text: str) -> str | None:
    """Return the number of `40 plasser` or `40,0`."""
    found = _SEATS.fullmatch(text)
    return found[1] if found else None


def email(text: str) -> str | None:
    """Return the e-mail address of `mailto:a@b.no` or `<a@b.no>`."""
    plain = text.strip("<> ").removeprefix("mailto:")
    return plain if plain != text and "@" in plain else None


def choice(choices: Iterable[str], also: Mapping[str, str] | None = None) -> Correct:
    """Return a function from a choice in other letters, hyphens or spaces, or a word of `also`, to the choice."""
    by_letters = {_letters(word): meant for word, meant in {**(also or {}), **{each: each for each in choices}}.items()}
    return lambda text: by_letters.get(_letters(text))


def _letters(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())
