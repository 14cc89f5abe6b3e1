"""Check the map of the counties: counties drawn twice, and study places whose county is not drawn."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalogue.schema import messages
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.vocabulary import CountiesEntry, PlaceEntry
from site_builder.problems import N_, Problem, nearest, warning


def map_problems(entries: Entries) -> Iterator[Problem]:
    """Yield an error for each county drawn twice, and a warning for each place whose county is not drawn.

    Nothing without a map.
    """
    drawn: dict[str, None] = {}
    for _, record, described in entries.pairs(CountiesEntry):
        for number, county in enumerate(described.counties):
            if county.name in drawn:
                yield messages.error(record.place("fylker", number, "navn"), "double-value", value=county.name)
            drawn[county.name] = None
    for _, record, place in entries.pairs(PlaceEntry) if drawn else ():
        if place.county and place.county not in drawn:
            suggestion = nearest(place.county, drawn)
            yield warning(
                record.place("fylke"),
                "county-not-drawn",
                N_("The county «{name}» is not on the map."),
                N_("Did you mean «{suggestion}»?")
                if suggestion
                else N_("Add its outline to catalogue/vocabulary/counties.yaml, or check the spelling."),
                name=place.county,
                suggestion=suggestion or "",
            )
