"""JSON Schema (2020-12) of every kind of file, for editors that complete and check, and for the form in the browser.

Made from the entries themselves: the shapes of their values, the keys that the vocabularies hold, and descriptions in
Norwegian (descriptions.yaml). A schema is never stricter than the builder about a file that is right; where the builder
also answers for what a schema cannot say (the sum of modules, deadlines in order), the builder has the last word.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from site_builder.catalogue.schema.entries import ENTRIES
from site_builder.catalogue.schema.field_types import Entry, Field, Named, Nested, Schema
from site_builder.catalogue.schema.fields import READER
from site_builder.sources.record import Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Vocabulary = Mapping[str, str]
"""Key -> its name in bokmål."""


def vocabularies(records: Iterable[Record]) -> Mapping[str, Vocabulary]:
    """Return the keys of subjects, places, institutions, requirements and years with their names, sorted."""
    found: dict[str, dict[str, str]] = {}
    for record in sorted(records, key=lambda record: record.key):
        if record.kind in ("subject", "place", "institution", "requirement", "year"):
            name = record.fields.get("navn", record.key)
            found.setdefault(record.kind, {})[record.key] = (
                name.get("nb", record.key) if isinstance(name, dict) else name
            )
    return found


def schemas(known: Mapping[str, Vocabulary]) -> Mapping[str, str]:
    """Return file name -> JSON Schema as text, one for each kind of file."""
    return {f"{kind}.schema.json": _text(schema(kind, known)) for kind in ENTRIES}


def _text(made: Schema) -> str:
    return json.dumps(_without_readers(made), ensure_ascii=False, indent=1) + "\n"


def _without_readers(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: _without_readers(each) for key, each in part.items() if key != READER}
    return [_without_readers(each) for each in part] if isinstance(part, list) else part


def schema(kind: str, known: Mapping[str, Vocabulary]) -> Schema:
    """Return the JSON Schema of one kind of file; each value also says, under READER, which reader it has."""
    whole = Nested(ENTRIES[kind])
    named = sorted(set(whole.named_types()) - {whole.entry}, key=lambda each: each.__name__)
    head = {"$schema": DIALECT, "title": _descriptions()["slag"][kind]}
    groups = {each.__name__: _named(each, kind, known) for each in named}
    return head | _named(whole.entry, kind, known) | ({"$defs": groups} if groups else {})


def _named(named: Named, kind: str, known: Mapping[str, Vocabulary]) -> Schema:
    """A group of fields, or the members of an enumeration."""
    if not issubclass(named, Entry):
        return {"enum": [str(member) for member in named], "type": "string"}
    required = [each.key for each in named.fields.values() if each.default is None]
    fields = {each.key: _field(each, kind, known) for each in named.fields.values()}
    must = {"required": required} if required else {}
    return {"type": "object", "properties": fields, **must, "additionalProperties": False}


def _field(field: Field, kind: str, known: Mapping[str, Vocabulary]) -> Schema:
    said = _descriptions()
    description = said["i"].get(kind, {}).get(field.key) or said["felt"][field.key]
    head = {"title": field.key[:1].upper() + field.key[1:], "description": description}
    return head | _with_keys(field.type.schema(), known)  # type: ignore[no-any-return]


def _with_keys(part: Any, known: Mapping[str, Vocabulary]) -> Any:
    """The same with the keys that there are of each vocabulary."""
    if isinstance(part, list):
        return [_with_keys(each, known) for each in part]
    if not isinstance(part, dict):
        return part
    if vocabulary := part.get("vocabulary"):
        names = known.get(vocabulary, {})
        return {"type": "string", "enum": list(names), "enumDescriptions": list(names.values())}
    return {key: _with_keys(each, known) for key, each in part.items()}


@cache
def _descriptions() -> Mapping[str, Any]:
    import yaml  # which pages that only name fields do not need

    text = (files("site_builder") / "catalogue" / "descriptions.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.CSafeLoader)  # type: ignore[no-any-return]
