"""The fields of the list of preferred terms: the word that the catalogue uses, and the words that it replaces."""

from __future__ import annotations

from site_builder.catalogue.schema.entry_types import Entry, Nested, field
from site_builder.catalogue.schema.field_types import ListOf
from site_builder.catalogue.schema.fields import LANGUAGE, LINE, LINES


class PreferredTermEntry(Entry):
    """A term that texts should use, the words and phrases it replaces, its languages (codes), and the reason."""

    term = field("skriv", LINE, about="Ordet katalogen bruker.")
    instead_of = field("ikke", LINES, about="Ord og uttrykk det skal stå i stedet for.")
    languages = field("språk", ListOf(LANGUAGE), ("nb", "nn"), about="Språkene det gjelder.")
    reason = field("fordi", LINE, about="Hvorfor.")


class WordingEntry(Entry, file_title="Ordliste"):
    """The field of catalogue/vocabulary/wording.yaml: the preferred terms, for `site-builder report`."""

    terms = field("ord", ListOf(Nested(PreferredTermEntry)), about="Ordene, ett om gangen.")
