"""The fields of the site settings, articles, stories and expected searches."""

from __future__ import annotations

from site_builder.catalogue.schema.course import Provenance
from site_builder.catalogue.schema.enums import PageKind
from site_builder.catalogue.schema.field_types import Entry, EnumOf, ListOf, MapOf, Nested, field
from site_builder.catalogue.schema.fields import (
    ADDRESS,
    EDIT_ADDRESS,
    KEYS,
    LANGUAGE,
    LINE,
    LINES,
    NEW_ADDRESS,
    SUBJECT,
    TEXT,
    YEAR,
    YES,
    whole,
)


class ArticleEntry(Entry):
    """content/NAME.md"""

    title = field("tittel", LINE)
    summary = field("sammendrag", LINE)
    language = field("språk", LANGUAGE)
    menu = field("meny", whole(99), None)
    sources = field("kilder", LINES, ())
    old_addresses = field("gamle adresser", KEYS, ())


class StoryEntry(Entry):
    """content/historier/NAME.md: a student's story, tied to a subject and to courses."""

    title = field("tittel", LINE)
    summary = field("sammendrag", LINE)
    language = field("språk", LANGUAGE)
    who = field("hvem", LINE)
    subject = field("fag", SUBJECT)
    courses = field("studietilbud", KEYS, ())
    provenance = field("opphav", Nested(Provenance))


class ExpectedSearchEntry(Entry):
    """One query, and what must be found: a thing by its key, values of facets (as in addresses), or nothing."""

    text = field("søk", LINE)
    kind = field("slag", LINE)
    among = field("blant", whole(20), 5)
    nothing = field("ingen", YES, False)
    course = field("studietilbud", LINE, None)
    article = field("side", LINE, None)
    story = field("historie", LINE, None)
    subject = field("fag", LINE, None)
    level = field("niva", LINE, None)
    grades = field("trinn", LINE, None)
    credits = field("studiepoeng", LINE, None)
    institution = field("institusjon", LINE, None)
    county = field("fylke", LINE, None)
    place = field("sted", LINE, None)
    delivery = field("studieform", LINE, None)
    start = field("oppstart", LINE, None)
    language = field("sprak", LINE, None)
    state = field("status", LINE, None)
    requirement = field("kompetansekrav", LINE, None)

    def facets(self) -> tuple[tuple[str, str], ...]:
        """Return the (facet, value) keys that are asked for."""
        return tuple((key, value) for name, key in _FACET_KEYS.items() if (value := getattr(self, name)) is not None)


_FACET_KEYS = {
    name: each.key
    for name, each in ExpectedSearchEntry.fields.items()
    if name not in ("text", "kind", "among", "nothing", "course", "article", "story")
}


class QueriesEntry(Entry):
    """content/expected-searches.yaml: what readers search for."""

    queries = field("forventet", ListOf(Nested(ExpectedSearchEntry)))


WEIGHTS = MapOf(EnumOf(PageKind), whole(100_000))
"""Kinds of page, and how many kilobytes one may weigh."""


class SiteEntry(Entry):
    """content/site.yaml"""

    name = field("navn", TEXT)
    description = field("beskrivelse", TEXT)
    base = field("adresse", ADDRESS)
    languages = field("språk", ListOf(LANGUAGE), ("nb",))
    current_year = field("studieår", YEAR)
    edit = field("rediger", EDIT_ADDRESS, None)
    new_file = field("ny fil", NEW_ADDRESS, None)
    licence = field("lisens", TEXT, None)
    licence_address = field("lisensadresse", ADDRESS, None)
    most_files = field("filgrense", whole(999_999), 54_000)
    offline = field("uten nett", YES, True)
    weights = field("vekt", WEIGHTS, {})
