"""Resolve the files of languages to their values."""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.catalogue.language import Language, Languages, QueryWords, TermRules
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.language import (
    ConditionWordsEntry,
    LanguageEntry,
    QueryWordsEntry,
    TermsEntry,
)


def resolve_languages(entries: Entries) -> Languages:
    """Return language code -> language, for the languages that have a file in templates/locale/."""
    return {key: _language(key, entry) for key, entry in entries.of(LanguageEntry).items()}


def _language(key: str, entry: LanguageEntry) -> Language:
    return Language(
        key=key,
        name=entry.name,
        cldr=entry.cldr or key,
        capitals=entry.capitals,
        nouns=entry.nouns,
        month_in_a_date=tuple(entry.month_in_a_date.items()),
        alphabet=tuple(entry.alphabet.items()),
        address_words=entry.address_words,
        fallback=entry.fallback or "",
        reads_also=entry.reads_also or "",
        terms=_terms(entry.terms) if entry.terms else TermRules(),
        query=_query(entry.letters or "", entry.conditions, entry.query),
        claims=entry.claims,
    )


def _terms(entry: TermsEntry) -> TermRules:
    return TermRules(
        stemmer=entry.stemmer,
        compounds=entry.compounds,
        stop_words=entry.stop_words,
        spellings=tuple(entry.spellings.items()),
        stems=_by_form(entry.stems),
        last_parts=_by_form(entry.last_parts),
    )


def _by_form(forms: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, str], ...]:
    return tuple((form, stem) for stem, several in forms.items() for form in several)


def _query(letters: str, numbers: ConditionWordsEntry | None, words: QueryWordsEntry | None) -> QueryWords:
    """Return QueryWords with the letters and the values of both groups, whose attributes have the same names."""
    groups = (each for each in (numbers, words) if each)
    found = {name: getattr(group, name) for group in groups for name in type(group).fields}
    known = {name: found[name] for name in QueryWords.__struct_fields__ if found.get(name) is not None}
    return QueryWords(**{**known, "letters": letters})
