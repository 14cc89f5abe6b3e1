"""Choices offered when a course is created: institutions of its year, and the usual places of an institution."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from site_builder.sources.record import Record


def institutions_in(records: Iterable[Record], known: Mapping[str, str], year: str) -> Mapping[str, str]:
    """Return the institutions (key -> name) that exist on the day when applications for `year` (`2016-2017`) open.

    `known` are all institutions, and are returned if the year is unknown or its file has no such day.
    """
    records = list(records)
    opens = next((_day(each.fields.get("åpner")) for each in records if (each.kind, each.key) == ("year", year)), None)
    if opens is None:
        return known
    validity = {each.key: _validity(each.fields) for each in records if each.kind == "institution"}
    return {
        key: name
        for key, name in known.items()
        for first, last in (validity.get(key, (None, None)),)
        if (first is None or first <= opens) and (last is None or last >= opens)
    }


def usual_places(records: Iterable[Record], institution: str) -> tuple[str, ...]:
    """Return the keys of the study places in the file of `institution` (a key), in its order; () for an unknown one."""
    for record in records:
        if (record.kind, record.key) == ("institution", institution):
            places = record.fields.get("studiesteder", ())
            return (places,) if isinstance(places, str) else tuple(str(each) for each in places)
    return ()


def _validity(fields: Mapping[str, Any]) -> tuple[date | None, date | None]:
    return _day(fields.get("gyldig fra")), _day(fields.get("gyldig til"))


def _day(written: object) -> date | None:
    """Return the day, or None where the text is no ISO date; `check` reports a faulty one."""
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None
