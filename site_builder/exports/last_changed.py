"""The day on which a source last changed, from the history of the repository."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from site_builder.catalogue.model import Course
from site_builder.catalogue.years import AcademicYear


def last_changed(entry: Course | AcademicYear, dates: Mapping[str, str]) -> date | None:
    """Return the day on which the entry's source file last changed; None if it is not known.

    `dates` maps the path of a source file to an ISO day or time.
    """
    found = dates.get(entry.source)
    return date.fromisoformat(found[:10]) if found else None


def last_instant(entry: Course | AcademicYear, dates: Mapping[str, str]) -> datetime | None:
    """Return the time (UTC) at which the entry's source file last changed; midnight if only the day is known.

    None if there is no date. `dates` maps the path of a source file to an ISO day or time.
    """
    found = dates.get(entry.source)
    if not found:
        return None
    instant = datetime.fromisoformat(found)
    return (instant if instant.tzinfo else instant.replace(tzinfo=UTC)).astimezone(UTC)
