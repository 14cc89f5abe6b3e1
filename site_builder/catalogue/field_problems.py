"""The problems of wrong, missing and unknown fields of a record, with their places and suggestions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from site_builder.catalogue.markdown.spoken import likeliest
from site_builder.catalogue.schema import messages
from site_builder.catalogue.schema.entries import ENTRIES
from site_builder.catalogue.schema.entry_types import Entry
from site_builder.catalogue.schema.field_types import Fault
from site_builder.catalogue.schema.fields import SEVERAL
from site_builder.catalogue.schema.key_synonyms import meant_key
from site_builder.problems import MAX_PER_FILE, Place, Problem
from site_builder.sources.record import Loc, Record


def field_problems(record: Record, type_: type[Entry], faults: Sequence[Fault]) -> Iterator[Problem]:
    """Yield the problem of each of `faults`, found when the record was read as `type_`, in order.

    A misspelt key is one problem: it is not reported as missing as well.
    """
    missing = {fault.loc for fault in faults if fault.kind == "missing"}
    if missing and (other := _other_kind(record, faults)):
        place = record.key_place(*next(fault.loc for fault in faults if fault.kind == "unknown"))
        yield messages.error(place, f"unknown-key.{other}")
        return
    unknown = [fault.loc for fault in faults if fault.kind == "unknown"] if missing else []
    for loc in unknown[:MAX_PER_FILE]:
        missing.discard((*loc[:-1], _meant(loc, _known_keys(type_, loc[:-1])) or ""))
    for number, fault in enumerate(faults):
        if fault.kind != "missing" or fault.loc in missing:
            yield _problem(record, type_, fault, number)


def _other_kind(record: Record, faults: Sequence[Fault]) -> str:
    """Return "course" or "article" for a record whose fields are that kind's, and "" for any other."""
    unknown = {str(fault.loc[0]) for fault in faults if fault.kind == "unknown" and len(fault.loc) == 1}
    other = {"course": "article", "article": "course", "story": "course"}.get(record.kind, "")
    if not other or not unknown:
        return ""
    theirs = {each.key for each in ENTRIES[other].fields.values()}
    wanted = {each.key for each in ENTRIES[other].fields.values() if each.required} - {"tittel", "språk"}
    return other if unknown <= theirs and wanted <= set(record.fields) else ""


def _problem(record: Record, type_: type[Entry], fault: Fault, number: int) -> Problem:
    """Return the problem of a fault in the fields of a record, which are of `type_`.

    `number` is the fault's position in the file, from 0: the first MAX_PER_FILE get a suggestion.
    """
    loc, invalid = fault.loc, fault.error
    if invalid:
        place = record.key_place(*loc) if fault.kind == "key" else record.place(*loc)
        values = invalid.values
        if loc == ("språk",) and values.get("suggestion") == "nb" and str(record.fields["språk"]).casefold() in SEVERAL:
            values = {**values, "suggestion": _written_norwegian(record.body)}
        return messages.error(place, invalid.name, **values)
    key = str(loc[-1])
    if fault.kind == "missing":
        group = record.place(*loc[:-1]) if loc[:-1] else Place(record.path, 1, 1)
        return messages.error(group, "missing-key", key=key)
    known = _known_keys(type_, loc[:-1])
    suggestion = _meant(loc, known) if number < MAX_PER_FILE else None
    return messages.error(
        record.key_place(*loc),
        "unknown-key.nearest" if suggestion else "unknown-key",
        key=key,
        suggestion=suggestion or "",
        known=", ".join(known),
    )


def _written_norwegian(text: str) -> str:
    """Return the code of the written Norwegian that a text can only be in, `nb / nn` where it can be either."""
    return likeliest(text, ("nb", "nn"), 1) or likeliest(text, ("nn", "nb"), 1) or "nb / nn"


def _meant(loc: Loc, known: Sequence[str]) -> str | None:
    """Return the key among `known` that the unknown key at the end of `loc` probably means, or None."""
    return meant_key(str(loc[-1]), next((part for part in loc[:-1] if isinstance(part, str)), ""), known)


def _known_keys(entry: type[Entry], loc: Loc) -> list[str]:
    """Return the keys allowed in the group of fields at `loc` in a record read as `entry`."""
    for part in loc:
        if isinstance(part, str):
            type_ = next(each.type for each in entry.fields.values() if each.key == part)
            entry = next(each for each in type_.named_types() if issubclass(each, Entry))
    return [each.key for each in entry.fields.values()]
