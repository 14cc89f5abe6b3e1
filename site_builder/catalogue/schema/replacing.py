"""Entry types in which some built-in field types are replaced by those that a catalogue declares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from site_builder.catalogue.schema.entry_types import Nested, Read
from site_builder.catalogue.schema.field_types import FieldType, ListOf

Replacements = Mapping[FieldType[Any], FieldType[Any]]
"""Built-in type -> the type of the catalogue."""


def with_types(entry: type[Read], replacements: Replacements) -> type[Read]:
    """Return the entry type `entry` with field types replaced, also in its groups and lists; itself if nothing changes.

    `replacements` maps built-in types to those of the catalogue.
    """
    changed = {
        name: replace(each, type=type_)
        for name, each in entry.fields.items()
        if (type_ := _replaced(each.type, replacements)) is not each.type
    }
    return type(entry.__name__, (entry,), changed, file_title=entry.file_title) if changed else entry


def _replaced(type_: FieldType[Any], replacements: Replacements) -> FieldType[Any]:
    if type_ in replacements:
        return replacements[type_]
    if isinstance(type_, Nested):
        entry = with_types(type_.entry, replacements)
        return Nested(entry) if entry is not type_.entry else type_
    if isinstance(type_, ListOf):
        item = _replaced(type_.item, replacements)
        return ListOf(item, may_be_empty=type_.may_be_empty) if item is not type_.item else type_
    return type_
