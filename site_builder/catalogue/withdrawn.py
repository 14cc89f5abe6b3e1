"""Resolve withdrawn courses: catalogue/YEAR/INSTITUTION/NAME.yaml, in place of the course's NAME.md."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.catalogue.model import Withdrawn
from site_builder.catalogue.schema.course import WithdrawnEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.vocabulary import Institution, Subject


def withdrawn_by_year(
    entries: Entries, institutions: Mapping[str, Institution], subjects: Mapping[str, Subject]
) -> Mapping[str, tuple[Withdrawn, ...]]:
    """Return year ("2016-2017") -> its withdrawn courses, sorted by key. Years without any are left out."""
    found: dict[str, list[Withdrawn]] = {}
    for key, record, entry in sorted(entries.pairs(WithdrawnEntry), key=lambda each: each[0]):
        year, institution, name = key.split("/")
        found.setdefault(year, []).append(
            Withdrawn(
                key=f"{institution}/{name}",
                institution=institutions[institution],
                title=entry.title,
                language=entry.language,
                subject=subjects[entry.subject],
                day=entry.day,
                note=entry.note,
                instead=entry.instead,
                source=record.path,
            )
        )
    return {year: tuple(each) for year, each in found.items()}
