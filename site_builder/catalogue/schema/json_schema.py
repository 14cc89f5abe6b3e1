"""JSON Schema (2020-12) of every kind of file, for editors that complete and check, and for the form in the browser.

Derived from the entries: the types and the Norwegian descriptions of their fields, and the keys in the vocabularies.
Every valid file conforms. Rules between fields (the sum of modules, the order of deadlines) are not in the schemas;
`site-builder check` decides.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from site_builder.catalogue.schema.entries import entry_types
from site_builder.catalogue.schema.entry_types import Entry, Field, Nested
from site_builder.catalogue.schema.field_types import NamedType, Schema
from site_builder.catalogue.schema.fields import FORM_DATA, PARSER
from site_builder.sources.record import Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Vocabulary = Mapping[str, str]
"""Key -> its name in bokmål."""


def vocabularies(records: Iterable[Record]) -> Mapping[str, Vocabulary]:
    """Return kind -> key -> name in bokmål, sorted by key, for subject, place, institution, requirement and year."""
    found: dict[str, dict[str, str]] = {}
    for record in sorted(records, key=lambda record: record.key):
        if record.kind in ("subject", "place", "institution", "requirement", "year"):
            name = record.fields.get("navn", record.key)
            found.setdefault(record.kind, {})[record.key] = _first_name(name, record.key)
    return found


def _first_name(name: object, key: str) -> str:
    """Return the name of an entry in bokmål, else in its first language; its key where it has no name."""
    if not isinstance(name, dict):
        return name if isinstance(name, str) else key
    return str(name.get("nb") or next(iter(name.values()), key))


def schemas(records: Iterable[Record]) -> Mapping[str, str]:
    """Return file name ("course.schema.json") -> JSON Schema as text, one for each kind of file, for text editors.

    The records give the keys of the vocabularies, and the own fields of the profile.
    """
    found = tuple(records)
    known, types = vocabularies(found), entry_types(found)
    return {f"{kind}.schema.json": _text(schema(type_, known)) for kind, type_ in types.items()}


def _text(schema: Schema) -> str:
    return json.dumps(_without_parsers(schema), ensure_ascii=False, indent=1) + "\n"


def _without_parsers(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _without_parsers(each) for key, each in part.items() if key not in (PARSER, FORM_DATA)}
    return [_without_parsers(each) for each in part] if isinstance(part, list) else part


def schema(type_: type[Entry], known: Mapping[str, Vocabulary]) -> Schema:
    """Return the JSON Schema of files of the entry type `type_`; each value names its parser under the key PARSER.

    `known` are the vocabularies (see `vocabularies`) whose keys become the choices of fields.
    """
    whole = Nested(type_)
    named = sorted(set(whole.named_types()) - {whole.entry}, key=lambda each: each.__name__)
    head = {"$schema": DIALECT, "title": type_.file_title}
    groups = {each.__name__: _named(each, known) for each in named}
    return head | _named(whole.entry, known) | ({"$defs": groups} if groups else {})


def _named(named: NamedType, known: Mapping[str, Vocabulary]) -> Schema:
    """Return the schema of a group of fields or an enumeration, with the keys of the `known` vocabularies."""
    if not issubclass(named, Entry):
        return {"enum": [str(member) for member in named], "type": "string"}
    required = [each.key for each in named.fields.values() if each.required]
    fields = {each.key: _field(each, known) for each in named.fields.values()}
    must = {"required": required} if required else {}
    return {"type": "object", "properties": fields, **must, "additionalProperties": False}


def _field(field: Field, known: Mapping[str, Vocabulary]) -> Schema:
    head = {"title": field.key[:1].upper() + field.key[1:], "description": field.about}
    return head | _with_keys(field.type.schema(), known)  # type: ignore[no-any-return]


def _with_keys(part: Any, known: Mapping[str, Vocabulary]) -> Any:
    """Return a part of a schema with the keys and names of each vocabulary in `known` inserted where it is named."""
    if isinstance(part, list):
        return [_with_keys(each, known) for each in part]
    if not isinstance(part, dict):
        return part
    if "pattern" in part and part.get("vocabulary") not in known:
        return {key: each for key, each in part.items() if key != "vocabulary"}
    if vocabulary := part.get("vocabulary"):
        names = known.get(vocabulary, {})
        return {"type": "string", "enum": list(names), "enumDescriptions": list(names.values())}
    return {key: _with_keys(each, known) for key, each in part.items()}
