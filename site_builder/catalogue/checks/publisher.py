"""Check that a published site names its publisher and has the statements that the law requires."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalogue.publisher import (
    Accessibility,
    Publisher,
    accessibility_of,
    is_published_at,
    missing_statements,
    publisher_of,
)
from site_builder.catalogue.schema import messages
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.site import SiteEntry
from site_builder.catalogue.years import Settings
from site_builder.problems import Invalid, Place, Problem

SETTINGS_FILE = "content/site.yaml"


def publisher_problems(entries: Entries) -> Iterator[Problem]:
    """Yield a warning if the settings lack required statements of the publisher.

    Sites at URLs for examples need none.
    """
    for _, record, site in entries.pairs(SiteEntry):
        if keys := _unstated(site.base, publisher_of(site), accessibility_of(site)):
            place = record.key_place("utgiver") if "utgiver" in record.fields else record.place("adresse")
            yield messages.warning(place, "missing-publisher", keys=keys)


def refuse_unstated(settings: Settings) -> None:
    """Raise Invalid if the settings lack required statements of the publisher. Sites at URLs for examples need none."""
    if keys := _unstated(settings.base, settings.publisher, settings.accessibility):
        raise Invalid([messages.error(Place(SETTINGS_FILE, 1, 1), "missing-publisher", keys=keys)])


def _unstated(base: str, publisher: Publisher | None, accessibility: Accessibility | None) -> str:
    """Return the keys of required statements that are missing, as one text «a», «b»; "" at an address for examples."""
    missing = missing_statements(publisher, accessibility) if is_published_at(base) else ()
    return ", ".join(f"«{each}»" for each in missing)
