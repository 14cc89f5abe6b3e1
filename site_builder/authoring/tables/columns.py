"""Recognise the headings of spreadsheets as fields of a course."""

from __future__ import annotations

import re
from collections.abc import Iterable

from site_builder.authoring.tables.rows import COLUMNS, ID, TEXT
from site_builder.problems import nearest

SYNONYMS = {
    "id": ID,
    "studium": "tittel",
    "navn": "tittel",
    "emne": "tittel",
    "kurs": "tittel",
    "fagområde": "fag",
    "klassetrinn": "trinn",
    "årstrinn": "trinn",
    "målgruppe": "trinn",
    "sp": "studiepoeng",
    "poeng": "studiepoeng",
    "ects": "studiepoeng",
    "organisering": "studieform",
    "sted": "studiesteder",
    "studiested": "studiesteder",
    "studiestad": "studiesteder",
    "start": "oppstart",
    "studiestart": "oppstart",
    "lengde": "varighet",
    "opptak": "opptakskrav",
    "krav": "opptakskrav",
    "url": "lenke",
    "nettside": "lenke",
    "lenkje": "lenke",
    "e-post": "kontakt.e-post",
    "epost": "kontakt.e-post",
    "telefon": "kontakt.telefon",
    "kontaktperson": "kontakt.navn",
    "kilde": "opphav.kilde",
    "beskrivelse": TEXT,
    "omtale": TEXT,
    "undervisningsmål": "undervisningsspråk",
}
"""Heading in lower case -> column."""


def recognised_columns(headings: Iterable[str]) -> dict[str, str]:
    """Return heading -> column for each recognised heading. Of two with the same meaning, the first is used."""
    columns: dict[str, str] = {}
    for heading in headings:
        column = _column(heading)
        if column and column not in columns.values():
            columns[heading] = column
    return columns


def _column(heading: str) -> str | None:
    plain = re.sub(r"\s*\(.*?\)\s*", " ", heading).strip(" :*").casefold()
    if plain in COLUMNS:
        return plain
    if plain in SYNONYMS:
        return SYNONYMS[plain]
    return nearest(plain, COLUMNS) if len(plain) > 3 else None
