"""What one chooses among when a course is begun: what exists in its year, and where its institution usually is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from site_builder.sources.record import Record


def institutions_in(records: Iterable[Record], known: Mapping[str, str], year: str) -> Mapping[str, str]:
    """Return those of the `known` institutions (key -> name) that exist when applications for `year` open."""
    records = list(records)
    opens = next((_day(each.fields.get("åpner")) for each in records if (each.kind, each.key) == ("year", year)), None)
    if opens is None:
        return known
    lives = {each.key: _life(each.fields) for each in records if each.kind == "institution"}
    return {
        key: name
        for key, name in known.items()
        for first, last in (lives.get(key, (None, None)),)
        if (first is None or first <= opens) and (last is None or last >= opens)
    }


def usual_places(records: Iterable[Record], institution: str) -> tuple[str, ...]:
    """Return the keys of the places an institution says it teaches at."""
    for record in records:
        if (record.kind, record.key) == ("institution", institution):
            places = record.fields.get("studiesteder", ())
            return (places,) if isinstance(places, str) else tuple(str(each) for each in places)
    return ()


def _life(fields: Mapping[str, Any]) -> tuple[date | None, date | None]:
    return _day(fields.get("gyldig fra")), _day(fields.get("gyldig til"))


def _day(written: object) -> date | None:
    """The day, or None where none is written, or one that `check` will speak of."""
    try:
        return date.fromisoformat(str(written))
    except ValueError:
        return None
