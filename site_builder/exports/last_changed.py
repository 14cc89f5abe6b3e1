"""The day on which a source last changed, from the history of the repository."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from site_builder.catalogue.model import Course
from site_builder.catalogue.years import AcademicYear


def last_changed(entry: Course | AcademicYear, dates: Mapping[str, str]) -> date | None:
    """Return the day on which the entry's source last changed, or None. `dates` maps paths to ISO days or times."""
    found = dates.get(entry.source)
    return date.fromisoformat(found[:10]) if found else None
