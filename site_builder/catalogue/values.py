"""Values in course files as pydantic types: who reads each, and what JSON Schema says of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from site_builder.catalogue import fields
from site_builder.catalogue.fields import LANGUAGES, Grades, Semester
from site_builder.problems import N_

# Readers as pydantic types, each with what an editor's program may know of it beforehand (JSON Schema). What YAML takes
# for a number or a day is text to the readers, hence the broad types.
READER = "x-reader"
"""Says in a schema which reader of fields.py a value has, for the form in the browser; editors' schemas are without."""
_TEXT = {"type": ["string", "number"], READER: "text"}


def shown(pattern: str, example: str, reader: str) -> WithJsonSchema:
    """Return what is known of a text that looks like `pattern` and is read by `reader`."""
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": [example], READER: reader})


def _key_of(vocabulary: str) -> WithJsonSchema:
    """A key of a vocabulary: schemas.py puts the keys there are in its place."""
    return WithJsonSchema({"type": "string", "vocabulary": vocabulary})


def whole(most: int) -> WithJsonSchema:
    """Return what is known of a whole number from 1 to `most`."""
    return WithJsonSchema({"type": "integer", "minimum": 1, "maximum": most, READER: "whole"})


Line = Annotated[str, BeforeValidator(fields.read_text), WithJsonSchema(_TEXT)]
Key = Annotated[
    str, BeforeValidator(fields.expect_text), WithJsonSchema({"type": "string", "minLength": 1, READER: "key"})
]
SubjectKey = Annotated[str, BeforeValidator(fields.expect_text), _key_of("subject")]
PlaceKey = Annotated[str, BeforeValidator(fields.expect_text), _key_of("place")]
InstitutionKey = Annotated[str, BeforeValidator(fields.expect_text), _key_of("institution")]
RequirementKey = Annotated[str, BeforeValidator(fields.expect_text), _key_of("requirement")]
YearKey = Annotated[str, BeforeValidator(fields.expect_text), _key_of("year")]
Credits = Annotated[
    float,
    BeforeValidator(fields.read_credits),
    WithJsonSchema(
        {
            "type": ["number", "string"],
            "exclusiveMinimum": 0,
            "maximum": 120,
            "multipleOf": 0.5,
            "pattern": r"^[0-9]{1,3}([.,][05])?$",
            "examples": [30],
            READER: "credits",
        }
    ),
]
Day = Annotated[date, BeforeValidator(fields.read_date), shown("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "2016-03-01", "date")]
Address = Annotated[
    str, BeforeValidator(fields.read_address), shown(r"^https?://[^\s<>\"]+$", "https://www.hihm.no/", "address")
]
YesNo = Annotated[bool, BeforeValidator(fields.read_yes), WithJsonSchema({"enum": ["ja", "nei"]})]
GradesField = Annotated[
    Grades,
    BeforeValidator(fields.read_grades),
    WithJsonSchema(
        {
            "type": ["string", "integer", "array"],
            "items": {"type": ["string", "integer"]},
            "examples": ["1-7", "8-13"],
            READER: "grades",
        }
    ),
]
SemesterField = Annotated[
    Semester,
    BeforeValidator(fields.read_semester),
    shown(r"^([Hh]øst|[Hh]aust|[Vv]år)(en)?\s+20[0-9][0-9]$", "høst 2016", "semester"),
]
Language = Annotated[
    str,
    BeforeValidator(
        fields.one_of(
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
        )
    ),
    WithJsonSchema({"enum": list(LANGUAGES)}),
]


def choice(kind: type) -> BeforeValidator:
    """Return the reader of one of the members of an enumeration."""
    return BeforeValidator(fields.one_of([str(member) for member in kind]))  # type: ignore[attr-defined]


def mapping(value: Any) -> Any:
    """Return a group of fields; anything else is answered with what is expected."""
    if not isinstance(value, Mapping):
        raise fields.Wrong(
            "wrong-shape",
            N_("Here a group of fields is expected, one a line, indented."),
            N_("See the example in the editors' guide."),
        )
    return value


def listed(value: Any) -> Any:
    """Return a list; a single value is a list of one."""
    return fields.as_list(value)


def list_of_groups(value: Any) -> Any:
    """Return a list of groups of fields; anything else is answered with what is expected."""
    if not isinstance(value, list):
        raise fields.Wrong(
            "wrong-shape",
            N_("Here a list is expected: each item begins with a hyphen."),
            N_("See the example in the editors' guide."),
        )
    return value


def _local(value: Any) -> Any:
    """A text in one language, or a mapping from language to text, which is not empty."""
    if isinstance(value, Mapping):
        if not value:
            raise fields.empty()
        return value
    return {"nb": fields.read_text(value)}


Email = Annotated[str, BeforeValidator(fields.read_email), WithJsonSchema({"type": "string", READER: "email"})]
Phone = Annotated[str, BeforeValidator(fields.read_phone), WithJsonSchema(_TEXT | {READER: "phone"})]
LocalText = Annotated[
    dict[Language, Line],
    BeforeValidator(_local),
    WithJsonSchema(
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
        }
    ),
]
Keys = Annotated[tuple[Key, ...], BeforeValidator(listed)]
SubjectKeys = Annotated[tuple[SubjectKey, ...], BeforeValidator(listed)]
PlaceKeys = Annotated[tuple[PlaceKey, ...], BeforeValidator(listed)]
RequirementKeys = Annotated[tuple[RequirementKey, ...], BeforeValidator(listed)]
Lines = Annotated[tuple[Line, ...], BeforeValidator(listed)]
