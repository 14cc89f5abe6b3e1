"""The field types: each with its parser, its JSON Schema, and its corrections."""

from __future__ import annotations

from typing import Any

from site_builder.catalogue.schema import address_parsers, colour_value, corrections, letters, parsers, position_parsers
from site_builder.catalogue.schema.field_types import FieldType, ListOf, MapOf, Schema
from site_builder.catalogue.schema.iso_languages import SIGN_LANGUAGES, is_language, is_taught_in

# The YAML reader keeps scalars as text; editors see YAML's own types. Hence `string` and `number` for text.
PARSER = "x-parser"
"""Key of the parser's name, for the form in the browser. json_schema.py removes it from the editors' schemas."""
FORM_DATA = "x-data"
"""Key of what else the form needs to read a value, by name. json_schema.py removes it from the editors' schemas."""
_TEXT: Schema = {"type": ["string", "number"], PARSER: "text"}


def _like(pattern: str, example: str, parser: str) -> Schema:
    """Return the schema of text that matches `pattern`, with an example. `parser` is the parser's name in rules.js."""
    return {"type": "string", "pattern": pattern, "examples": [example], PARSER: parser}


def _key_of(vocabulary: str) -> FieldType[str]:
    """Return the type of a key of `vocabulary`; json_schema.py inserts the keys that exist."""
    return FieldType(parsers.expect_text, {"type": "string", "vocabulary": vocabulary})


def whole(most: int) -> FieldType[int]:
    """Return the field type of a whole number from 1 to `most`, both inclusive. Its parser raises InvalidValue."""
    return FieldType(
        parsers.whole_number(1, most),
        {"type": ["integer", "string"], "minimum": 1, "maximum": most, "pattern": "^[0-9]{1,6}$", PARSER: "whole"},
        corrections.seats,
    )


LINE = FieldType(parsers.parse_text, _TEXT)
PARAGRAPH = FieldType(parsers.parse_text, _TEXT | {PARSER: "paragraph"})
"""One or two sentences; the form shows a field of three lines."""
LINES = ListOf(LINE)
KEY = FieldType(parsers.expect_text, {"type": "string", "minLength": 1, PARSER: "key"})
KEYS = ListOf(KEY)
POSITION = FieldType(
    position_parsers.parse_position,
    {"type": "string", "pattern": r"^-?[0-9]{1,2}\.[0-9]{1,5} -?[0-9]{1,3}\.[0-9]{1,5}$"},
)
TOWNS = ListOf(FieldType(position_parsers.parse_town, {"type": "string", "examples": ["Mosjøen 65.84 13.19"]}))
OUTLINES = ListOf(
    FieldType(position_parsers.parse_outline, {"type": "string", "examples": ["59.71 10.65, 59.69 10.61, 59.76 10.58"]})
)
COUNTY = FieldType(address_parsers.parse_county, _TEXT)
SLUG = FieldType(
    address_parsers.parse_slug, {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$", "examples": ["studiepoeng"]}
)
FACTS = ListOf(FieldType(parsers.expect_text, {"type": "string", "pattern": "^[a-z]+=[a-z0-9.-]+$", PARSER: "key"}))
"""Facts of courses in the notation of search/facts.py, name=value."""
SUBJECT = _key_of("subject")
SUBJECTS = ListOf(SUBJECT)
PLACE = _key_of("place")
PLACES = ListOf(PLACE)
INSTITUTION = _key_of("institution")
REQUIREMENTS = ListOf(_key_of("requirement"), may_be_empty=True)
YEAR = _key_of("year")
MOST_LEVELS = 3
"""The highest level of a subject in a catalogue whose profile declares none."""


def level_type(most: int) -> FieldType[int]:
    """Return the field type of a level, a whole number from 1 to `most`."""
    numbers = range(1, most + 1)
    return FieldType(parsers.whole_number(1, most), {"enum": [*numbers, *map(str, numbers)]}, corrections.level)


LEVEL = level_type(MOST_LEVELS)
CREDITS = FieldType(
    parsers.parse_credits,
    {
        "type": ["number", "string"],
        "exclusiveMinimum": 0,
        "maximum": 120,
        "multipleOf": 0.5,
        "pattern": r"^[0-9]{1,3}([.,][05])?$",
        "examples": [30],
        PARSER: "credits",
    },
    corrections.credits,
)
DAY = FieldType(parsers.parse_date, _like("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "2016-03-01", "date"), corrections.day)
DURATION = FieldType(
    parsers.parse_duration, _like(r"^[0-9]{1,2}\s+semest(er|re|rar)$", "2 semestre", "duration"), corrections.duration
)
_TERM = "([Hh][Øø][Ss][Tt]|[Hh][Aa][Uu][Ss][Tt]|[Vv][Åå][Rr])([Ee][Nn])?"
"""The words of a semester, in any letter case: JSON Schema has no flags."""
SEMESTER = FieldType(
    parsers.parse_semester,
    _like(rf"^{_TERM}\s+20[0-9][0-9]$", "høst 2016", "semester"),
    corrections.semester,
)
START = FieldType(
    parsers.parse_semester,
    _like(rf"^{_TERM}\s+20[0-9][0-9]$", "høst 2016", "semester"),
    corrections.semester,
)
"""The semester in which a course begins; a day where the profile says so."""
ADDRESS = FieldType(
    address_parsers.parse_address,
    _like(r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s<>\"]+$", "https://www.hihm.no/", "address"),
    corrections.address,
)
SITE_ADDRESS = FieldType(
    address_parsers.parse_site_address,
    _like(r"^https?://[^\s<>\"@?#]+$", "https://katalog.example", "text"),
    corrections.address,
)
EDIT_ADDRESS = FieldType(
    address_parsers.parse_edit_address,
    _like(r"^https?://.*\{path\}", "https://github.com/a/b/edit/main/{path}", "text"),
)
NEW_ADDRESS = FieldType(
    address_parsers.parse_new_address,
    _like(r"^https?://.*\{path\}", "https://github.com/a/b/new/main?filename={path}&value={text}", "text"),
)
EMAIL = FieldType(address_parsers.parse_email, {"type": "string", PARSER: "email"}, corrections.email)
PHONE = FieldType(address_parsers.parse_phone, _TEXT | {PARSER: "phone"}, corrections.phone)
NUMBER = FieldType(parsers.parse_number, {"type": ["number", "string"], PARSER: "number"})
COUNTRY = FieldType(parsers.parse_country, {"type": "string", "pattern": "^[A-Z]{2}$", "examples": ["SE"]})
COLOUR = FieldType(
    colour_value.parse_colour,
    {"type": "string", "pattern": f"^{colour_value.COLOUR}$", "examples": ["#0b5394"]},
    colour_value.colour,
)
LETTER = FieldType(letters.parse_letter, {"type": "string", "minLength": 1, "maxLength": 1, "examples": ["z"]})
SPELLINGS = ListOf(FieldType(letters.parse_spellings, {"type": "string", "minLength": 1, "examples": ["å aa"]}))
ZONE = FieldType(
    parsers.parse_zone, {"type": "string", "pattern": "^[A-Za-z]+(/[A-Za-z_+-]+)*$", "examples": ["Europe/Stockholm"]}
)
YES = FieldType(
    parsers.parse_yes,
    {"enum": ["ja", "nei"]},
    corrections.choice(("ja", "nei"), {"true": "ja", "yes": "ja", "false": "nei", "no": "nei", "nej": "nei"}),
)
GRADES = FieldType(
    parsers.parse_grades,
    {
        "type": ["string", "integer", "array"],
        "items": {"type": ["string", "integer"]},
        "examples": ["1-7", "8-13"],
        PARSER: "grades",
    },
    corrections.grades,
)
_OFTEN = ("nb", "nn", "se", "en", "sv", "da")
"""Codes that are recognised in other letters: «NB»."""
_LANGUAGE_ALIASES = {
    "no": "nb",
    "nob": "nb",
    "bokmål": "nb",
    "norsk": "nb",
    "norsk bokmål": "nb",
    "norsk (bokmål)": "nb",
    "bokmaal": "nb",
    "nb-no": "nb",
    "bm": "nb",
    "nor": "nb",
    "norwegian": "nb",
    "nno": "nn",
    "nynorsk": "nn",
    "norsk nynorsk": "nn",
    "norsk (nynorsk)": "nn",
    "nn-no": "nn",
    "ny": "nn",
    "sme": "se",
    "nordsamisk": "se",
    "samisk": "se",
    "engelsk": "en",
    "english": "en",
    "eng": "en",
    "en-gb": "en",
    "en-us": "en",
    "svensk": "sv",
    "svenska": "sv",
    "dansk": "da",
}
SEVERAL = ("no", "nor", "norsk", "norwegian", "samisk")
"""Aliases with more than one meaning: two written languages, or several Sami languages. Suggested, never corrected."""
_CERTAIN = {word: meant for word, meant in _LANGUAGE_ALIASES.items() if word not in SEVERAL}
_LANGUAGE_CODE = "^[a-z]{2,3}$"
_SIGN_LANGUAGE = dict.fromkeys(("norsk tegnspråk", "norsk teiknspråk", "tegnspråk", "teiknspråk"), "nsl")


def _language(vocabulary: str) -> Schema:
    """Return the schema of a language's code, of which the form offers those of `vocabulary`."""
    return {"type": "string", "pattern": _LANGUAGE_CODE, "vocabulary": vocabulary, PARSER: "choice"}


LANGUAGE = FieldType(
    parsers.code_of(is_language, _LANGUAGE_ALIASES), _language("language"), corrections.choice(_OFTEN, _CERTAIN)
)
TEACHING_LANGUAGE = FieldType(
    parsers.code_of(is_taught_in, _LANGUAGE_ALIASES | _SIGN_LANGUAGE),
    _language("teaching language"),
    corrections.choice((*_OFTEN, *SIGN_LANGUAGES), _CERTAIN | _SIGN_LANGUAGE),
)


def _in_bokmaal(value: Any) -> dict[str, str]:
    """Return a plain text as a mapping with bokmål alone. Raises InvalidValue where it is empty."""
    if value == {}:
        raise parsers.empty()
    return {"nb": parsers.parse_text(value)}


TEXT = MapOf(
    LANGUAGE,
    LINE,
    {
        "anyOf": [
            _TEXT,
            {
                "type": "object",
                "patternProperties": {_LANGUAGE_CODE: _TEXT},
                "additionalProperties": False,
                "minProperties": 1,
            },
        ]
    },
    _in_bokmaal,
)
"""A text in bokmål, or a mapping from language to text that is not empty."""
