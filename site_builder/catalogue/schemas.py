"""JSON Schema (2020-12) of every kind of file, for editors that complete and check, and for the form in the browser.

Made from the entries themselves: what pydantic knows of them, the keys that the vocabularies hold, and descriptions in
Norwegian (descriptions.yaml). A schema is never stricter than the builder about a file that is right; where the builder
also answers for what a schema cannot say (the sum of modules, deadlines in order), the builder has the last word.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from site_builder.catalogue.entries import ENTRIES
from site_builder.catalogue.values import READER
from site_builder.sources.front_matter import Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]
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
    made = ENTRIES[kind].model_json_schema(by_alias=True)
    groups = {name: _group(group, kind, known) for name, group in made.pop("$defs", {}).items()}
    whole = _group(made, kind, known)
    head = {"$schema": DIALECT, "title": _descriptions()["slag"][kind]}
    return head | whole | ({"$defs": groups} if groups else {})


def _group(group: Schema, kind: str, known: Mapping[str, Vocabulary]) -> Schema:
    """A group of fields, or the members of an enumeration."""
    if "properties" not in group:
        return {key: value for key, value in group.items() if key in ("type", "enum", "const")}
    fields = {name: _field(name, field, kind, known) for name, field in group["properties"].items()}
    required = {"required": group["required"]} if "required" in group else {}
    return {"type": "object", "properties": fields, **required, "additionalProperties": False}


def _field(name: str, field: Schema, kind: str, known: Mapping[str, Vocabulary]) -> Schema:
    said = _descriptions()
    description = said["i"].get(kind, {}).get(name) or said["felt"][name]
    return {"title": name[:1].upper() + name[1:], "description": description} | _value(field, known)


def _value(value: Schema, known: Mapping[str, Vocabulary]) -> Schema:
    kept = {key: part for key, part in value.items() if key not in ("title", "default", "description")}
    if vocabulary := kept.pop("vocabulary", None):
        names = known.get(vocabulary, {})
        return {"type": "string", "enum": list(names), "enumDescriptions": list(names.values())}
    if "anyOf" in kept:
        parts = [_value(part, known) for part in kept["anyOf"] if part != {"type": "null"}]
        return parts[0] if len(parts) == 1 else {**kept, "anyOf": parts}
    if kept.get("type") == "array" and "items" in kept:
        item = _value(kept["items"], known)
        several = {key: part for key, part in kept.items() if key in ("type", "minItems")} | {"items": item}
        return several if "$ref" in item and _is_group(item) else {"anyOf": [item, several]}
    return kept


def _is_group(item: Schema) -> bool:
    """Whether a reference is to a group of fields; one member of an enumeration may stand alone, a group may not."""
    name = item["$ref"].rsplit("/", 1)[-1]
    return any("properties" in made.get("$defs", {}).get(name, {}) for made in map(_made, ENTRIES))


@cache
def _made(kind: str) -> Schema:
    return ENTRIES[kind].model_json_schema(by_alias=True)


@cache
def _descriptions() -> Mapping[str, Any]:
    text = (files("site_builder") / "catalogue" / "descriptions.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)  # type: ignore[no-any-return]
