"""The names that are reserved for addresses of the site's own pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from site_builder.catalogue.facets import FACETS
from site_builder.catalogue.schema.address_words import AddressWord, AddressWords, in_words
from site_builder.sources.record import Record

_IN_A_YEAR = (
    *(facet.key for facet in FACETS),
    "ar",
    AddressWord.ALL,
    AddressWord.DEADLINES,
    AddressWord.REQUIREMENTS,
    AddressWord.GATHERINGS,
    AddressWord.FIGURES,
)
_ON_THE_SITE = (
    AddressWord.STORIES,
    AddressWord.SEARCH,
    AddressWord.LIST,
    AddressWord.OFFLINE,
    AddressWord.FORM,
    AddressWord.COURSE_FILE,
    "assets",
    "search",
    "404",
    "index",
    "catalogue",
)


class ReservedNames(Struct, frozen=True):
    """The names of a site's own pages, in the `words` of its first language.

    No institution can have a key that is `in_a_year`, no article one that is `on_the_site`. The further pages of an
    institution's list are beside its courses, so that no course can have a name that `further_page` matches.
    """

    words: AddressWords
    in_a_year: frozenset[str]
    on_the_site: frozenset[str]
    further_page: re.Pattern[str]


def reserved_names(records: Iterable[Record]) -> ReservedNames:
    """Return the names of the own pages of the site with these records: in the words of its first language."""
    words = _words(records)
    return ReservedNames(
        words,
        frozenset(in_words(words, each) for each in _IN_A_YEAR),
        frozenset(in_words(words, each) for each in _ON_THE_SITE),
        re.compile(rf"{re.escape(in_words(words, AddressWord.PAGE))}-[0-9]+"),
    )


def _words(records: Iterable[Record]) -> AddressWords:
    """Return the words as they are written, also where other values of their file have faults."""
    found = {(each.kind, each.key): each.fields for each in records if each.kind in ("site", "language")}
    languages = next((fields.get("språk") for (kind, _), fields in found.items() if kind == "site"), None)
    first = languages[0] if isinstance(languages, list) and languages else languages
    words = found.get(("language", str(first)), {}).get("adresser")
    return {str(name): str(word) for name, word in words.items()} if isinstance(words, Mapping) else {}
