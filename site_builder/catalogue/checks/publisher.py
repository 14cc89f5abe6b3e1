"""Check that a published site names its publisher and has the statements that the law requires."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalogue.publisher import accessibility_of, is_published_at, missing_statements, publisher_of
from site_builder.catalogue.schema import messages
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.site import SiteEntry
from site_builder.catalogue.years import Settings
from site_builder.problems import Invalid, Place, Problem

SETTINGS_FILE = "content/site.yaml"


def publisher_problems(entries: Entries) -> Iterator[Problem]:
    """Yield a warning for a site with a real address whose settings lack required statements of the publisher."""
    for _, record, site in entries.pairs(SiteEntry):
        missing = tuple(missing_statements(publisher_of(site), accessibility_of(site)))
        if missing and is_published_at(site.base):
            place = record.key_place("utgiver") if "utgiver" in record.fields else record.place("adresse")
            yield messages.warning(place, "missing-publisher", keys=_listed(missing))


def refuse_unstated(settings: Settings) -> None:
    """Raise Invalid if the settings have a real address and lack required statements of the publisher."""
    missing = tuple(missing_statements(settings.publisher, settings.accessibility))
    if missing and is_published_at(settings.base):
        raise Invalid([messages.error(Place(SETTINGS_FILE, 1, 1), "missing-publisher", keys=_listed(missing))])


def _listed(keys: tuple[str, ...]) -> str:
    return ", ".join(f"«{each}»" for each in keys)
