"""Derive the fields of the editors' form from the JSON Schema of the file that it writes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from site_builder.catalogue.schema.field_types import Schema
from site_builder.catalogue.schema.fields import FORM_DATA, PARSER


class FormField(Struct, frozen=True):
    """A field of the form, with its `help` and an `example` of a value. `shape` is its control:

    `text` (parsed by `parser`), `choice` (one of `choices`), `choices` (several), `lines` (several texts, one a line),
    `group` (of `fields`) or `groups` (several such). `choices` are (key, name); `most` is the upper bound of whole
    numbers, 0 for none; `data` is what else the parser needs, by name.
    """

    key: str
    shape: str
    help: str
    required: bool
    parser: str = ""
    example: str = ""
    most: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    fields: tuple[FormField, ...] = ()
    data: Mapping[str, Any] = {}

    @property
    def label(self) -> str:
        """The key with an initial capital."""
        return self.key[:1].upper() + self.key[1:]

    @property
    def suggested(self) -> tuple[str, ...]:
        """The words that the control suggests: the steps of a scale; () for other fields."""
        return tuple(words[0] for words in self.data.get("steps", ()))

    @property
    def rules(self) -> Mapping[str, Any]:
        """The attributes by which the script parses and checks the field: name -> value, without empty ones."""
        known = {
            "key": self.key,
            "shape": self.shape,
            "parser": self.parser,
            "required": self.required,
            "most": self.most,
            **self.data,
            "fields": [field.rules for field in self.fields],
        }
        return {name: value for name, value in known.items() if value}


def form_fields(schema: Schema) -> tuple[FormField, ...]:
    """Return the fields of a schema made by catalogue/schema/json_schema.py, in the order of files."""
    return _SchemaReader(schema.get("$defs", {})).fields(schema)


class _SchemaReader(Struct, frozen=True):
    groups: Mapping[str, Schema]

    def fields(self, group: Schema) -> tuple[FormField, ...]:
        required = group.get("required", ())
        return tuple(self._field(key, part, key in required) for key, part in group["properties"].items())

    def _field(self, key: str, part: Schema, required: bool) -> FormField:
        value = self._resolved(part)
        help_text = part["description"]
        if "properties" in value:
            return FormField(key, "group", help_text, required, fields=self.fields(value))
        if value.get("type") == "array":
            return FormField(key, "groups", help_text, required, fields=self.fields(self._resolved(value["items"])))
        if "enum" in value:
            return FormField(key, "choice", help_text, required, "choice", choices=self._choices(value))
        parts = [self._resolved(each) for each in value.get("anyOf", ())]
        if parts and parts[-1].get("type") == "array":
            if "enum" in parts[0]:
                return FormField(key, "choices", help_text, required, "choice", choices=self._choices(parts[0]))
            return FormField(key, "lines", help_text, required, parts[0][PARSER])
        example = str(value.get("examples", [""])[0])
        parser = value[PARSER] if PARSER in value else parts[0][PARSER]
        most, data = value.get("maximum", 0), value.get(FORM_DATA, {})
        return FormField(key, "text", help_text, required, parser, example, most, data=data)

    def _resolved(self, part: Schema) -> Schema:
        return self.groups[part["$ref"].rsplit("/", 1)[-1]] if "$ref" in part else part

    def _choices(self, value: Schema) -> tuple[tuple[str, str], ...]:
        keys = list(dict.fromkeys(str(each) for each in value["enum"]))
        names = value.get("enumDescriptions") or keys
        return tuple(zip(keys, names, strict=True))
