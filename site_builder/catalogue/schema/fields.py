"""The shapes of values in course files: who reads each, and what JSON Schema says of it."""

from __future__ import annotations

from typing import Any

from site_builder.catalogue.schema import parsers
from site_builder.catalogue.schema.enums import LANGUAGES
from site_builder.catalogue.schema.field_types import FieldType, ListOf, MapOf, Schema

# What YAML takes for a number or a day is text to the readers, hence the broad types.
READER = "x-reader"
"""Names the parser of a value (parsers.py) in the schema for the form in the browser; the editors' schemas lack it."""
_TEXT: Schema = {"type": ["string", "number"], READER: "text"}


def _like(pattern: str, example: str, reader: str) -> Schema:
    """What is known of a text that looks like `pattern` and is read by `reader`."""
    return {"type": "string", "pattern": pattern, "examples": [example], READER: reader}


def _key_of(vocabulary: str) -> FieldType[str]:
    """A key of a vocabulary: schemas.py puts the keys there are in its place."""
    return FieldType(parsers.expect_text, {"type": "string", "vocabulary": vocabulary})


def whole(most: int) -> FieldType[int]:
    """Return the shape of a whole number from 1 to `most`."""
    return FieldType(parsers.read_whole(1, most), {"type": "integer", "minimum": 1, "maximum": most, READER: "whole"})


LINE = FieldType(parsers.read_text, _TEXT)
LINES = ListOf(LINE)
KEY = FieldType(parsers.expect_text, {"type": "string", "minLength": 1, READER: "key"})
KEYS = ListOf(KEY)
SUBJECT = _key_of("subject")
SUBJECTS = ListOf(SUBJECT)
PLACE = _key_of("place")
PLACES = ListOf(PLACE)
INSTITUTION = _key_of("institution")
REQUIREMENTS = ListOf(_key_of("requirement"))
YEAR = _key_of("year")
LEVEL = FieldType(parsers.read_whole(1, 3), {"enum": [1, 2, 3]})
CREDITS = FieldType(
    parsers.read_credits,
    {
        "type": ["number", "string"],
        "exclusiveMinimum": 0,
        "maximum": 120,
        "multipleOf": 0.5,
        "pattern": r"^[0-9]{1,3}([.,][05])?$",
        "examples": [30],
        READER: "credits",
    },
)
DAY = FieldType(parsers.read_date, _like("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "2016-03-01", "date"))
DURATION = FieldType(parsers.read_duration, _like("^[0-9]{1,2} semest(er|re|rar)$", "2 semestre", "duration"))
SEMESTER = FieldType(
    parsers.read_semester, _like(r"^([Hh]øst|[Hh]aust|[Vv]år)(en)?\s+20[0-9][0-9]$", "høst 2016", "semester")
)
ADDRESS = FieldType(parsers.read_address, _like(r"^https?://[^\s<>\"]+$", "https://www.hihm.no/", "address"))
EDIT_ADDRESS = FieldType(
    parsers.read_edit_address, _like(r"^https?://.*\{path\}", "https://github.com/a/b/edit/main/{path}", "text")
)
NEW_ADDRESS = FieldType(
    parsers.read_new_address,
    _like(r"^https?://.*\{path\}", "https://github.com/a/b/new/main?filename={path}&value={text}", "text"),
)
EMAIL = FieldType(parsers.read_email, {"type": "string", READER: "email"})
PHONE = FieldType(parsers.read_phone, _TEXT | {READER: "phone"})
YES = FieldType(parsers.read_yes, {"enum": ["ja", "nei"]})
GRADES = FieldType(
    parsers.read_grades,
    {
        "type": ["string", "integer", "array"],
        "items": {"type": ["string", "integer"]},
        "examples": ["1-7", "8-13"],
        READER: "grades",
    },
)
LANGUAGE = FieldType(
    parsers.one_of(
        LANGUAGES,
        {
            "no": "nb",
            "nob": "nb",
            "bokmål": "nb",
            "norsk": "nb",
            "nno": "nn",
            "nynorsk": "nn",
            "sme": "se",
            "nordsamisk": "se",
            "samisk": "se",
            "engelsk": "en",
            "english": "en",
        },
    ),
    {"enum": list(LANGUAGES)},
)


def _in_bokmaal(value: Any) -> dict[str, str]:
    """A text that is no mapping from language to text."""
    if value == {}:
        raise parsers.empty()
    return {"nb": parsers.read_text(value)}


TEXT = MapOf(
    LANGUAGE,
    LINE,
    {
        "anyOf": [
            _TEXT,
            {
                "type": "object",
                "properties": dict.fromkeys(LANGUAGES, _TEXT),
                "additionalProperties": False,
                "minProperties": 1,
            },
        ]
    },
    _in_bokmaal,
)
"""A text in one language, or a mapping from language to text, which is not empty."""
