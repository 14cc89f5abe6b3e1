"""The types of terms and durations in a catalogue whose profile declares its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec.structs import replace

from site_builder.catalogue.schema import corrections, parsers
from site_builder.catalogue.schema.field_types import FieldType
from site_builder.catalogue.schema.fields import FORM_DATA, PARSER
from site_builder.catalogue.schema.messages import InvalidValue
from site_builder.catalogue.schema.notation import MAX_DURATION
from site_builder.catalogue.schema.times import Duration, DurationUnit, Semester, Term

_YEAR = re.compile("20[0-9]{2}")
_TERM = re.compile(r"(?=.{1,60}$)[^\W\d]+(?: [^\W\d]+)* (20[0-9]{2})")
"""Words and a year."""

UNIT_WORDS: Mapping[DurationUnit, tuple[str, ...]] = {
    DurationUnit.SEMESTER: ("semester", "semestre", "semestrar", "semesters"),
    DurationUnit.TERM: ("termin", "terminer", "terminar", "term", "terms"),
    DurationUnit.YEAR: ("år", "year", "years"),
    DurationUnit.MONTH: ("måned", "måneder", "månad", "månader", "month", "months"),
    DurationUnit.WEEK: ("uke", "uker", "veke", "veker", "vecka", "veckor", "uge", "uger", "week", "weeks"),
    DurationUnit.DAY: ("dag", "dager", "dagar", "dage", "day", "days"),
    DurationUnit.HOUR: ("time", "timer", "timar", "timmar", "timme", "hour", "hours"),
}
"""Unit -> its words in files: those of bokmål, nynorsk, Swedish, Danish and English, singular and plural."""


def term_type(terms: tuple[Term, ...]) -> FieldType[Semester]:
    """Return the field type of a term and its year, `Autumn term 2027`; its parser returns a Semester.

    `terms` are in the order of the calendar year. The parser raises InvalidValue.
    """
    words = [[word for _, word in term.words] for term in terms]
    one = "|".join(re.escape(word) for each in words for word in each)
    schema = {
        "type": "string",
        "pattern": f"^({one}) 20[0-9][0-9]$",
        "examples": [f"{words[-1][0]} 2027"],
        PARSER: "semester",
        FORM_DATA: {"terms": [[each, term.month] for each, term in zip(words, terms, strict=True)]},
    }
    return FieldType(_parse_term(terms), schema, _correct_term(terms))


def _numbers(terms: Sequence[Term]) -> Mapping[str, int]:
    """Return word in lower case -> number of its term."""
    return {word.casefold(): number for number, term in enumerate(terms) for _, word in term.words}


def _parse_term(terms: tuple[Term, ...]) -> Callable[[Any], Semester]:
    numbers = _numbers(terms)

    def read(value: Any) -> Semester:
        text = parsers.expect_text(value)
        word, _, year = text.rpartition(" ")
        if word.casefold() in numbers and _YEAR.fullmatch(year):
            return Semester(int(year), numbers[word.casefold()], terms)
        names = ", ".join(term.words[0][1] for term in terms)
        raise InvalidValue("bad-semester.terms", value=text, terms=names, example=f"{terms[-1].words[0][1]} 2027")

    return read


def _correct_term(terms: tuple[Term, ...]) -> corrections.Correct:
    """Return a function from `2027 Autumn term`, or a day, to the term as files write it."""
    numbers = _numbers(terms)

    def correct(text: str) -> str | None:
        year, _, word = text.partition(" ")
        if _YEAR.fullmatch(year) and word.casefold() in numbers:
            return str(Semester(int(year), numbers[word.casefold()], terms))
        day = corrections.day(text)
        return str(_term_of(date.fromisoformat(day), terms)) if isinstance(day, str) else None

    return correct


def day_type(terms: tuple[Term, ...]) -> FieldType[Semester]:
    """Return the field type of the day on which a course begins; its parser returns a Semester with that day.

    `terms` are in the order of the calendar year. The parser raises InvalidValue.
    """

    def read(value: Any) -> Semester:
        if isinstance(value, str) and (found := _TERM.fullmatch(value)):
            raise InvalidValue("bad-date.term", value=value, example=f"{found[1]}-09-15")
        day = parsers.parse_date(value)
        return replace(_term_of(day, terms), ordinal=day.toordinal())

    data = [[[word for _, word in term.words] or [""], term.month] for term in terms]
    schema = {
        "type": "string",
        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        "examples": ["2027-09-13"],
        PARSER: "semester",
        FORM_DATA: {"terms": data, "days": True},
    }
    return FieldType(read, schema, corrections.day)


def _term_of(day: date, terms: tuple[Term, ...]) -> Semester:
    """Return the term in which a day is; before the first of its year, the last of the year before."""
    begun = sum(term.month <= day.month for term in terms)
    return Semester(day.year, begun - 1, terms) if begun else Semester(day.year - 1, len(terms) - 1, terms)


def duration_type(units: Sequence[DurationUnit]) -> FieldType[Duration]:
    """Return the field type of a whole number and one of the `units`, `10 uker`. Its parser raises InvalidValue."""
    by_word = {word: unit for unit in units for word in UNIT_WORDS[unit]}
    schema = {
        "type": "string",
        "pattern": f"^[0-9]{{1,3}} ({'|'.join(by_word)})$",
        "examples": [f"10 {units[0]}"],
        PARSER: "duration",
        FORM_DATA: {"units": by_word},
    }
    return FieldType(_parse_duration(by_word), schema, _correct_duration(units))


def _parse_duration(units: Mapping[str, DurationUnit]) -> Callable[[Any], Duration]:
    def read(value: Any) -> Duration:
        text = parsers.expect_text(value)
        count, _, word = text.partition(" ")
        if word in units and count.isascii() and count.isdecimal() and 1 <= int(count[:9]) <= MAX_DURATION:
            return Duration(int(count), units[word])
        known = ", ".join(dict.fromkeys(units.values()))
        raise InvalidValue("bad-duration.units", value=text, units=known, limit=MAX_DURATION)

    return read


def _correct_duration(units: Sequence[DurationUnit]) -> corrections.Correct:
    """Return a function from a number alone to durations in each of the `units`, to ask about; None for other texts."""

    def correct(text: str) -> tuple[str, ...] | None:
        return (
            tuple(str(Duration(int(text), unit)) for unit in units) if re.fullmatch("[1-9][0-9]{0,2}", text) else None
        )

    return correct
