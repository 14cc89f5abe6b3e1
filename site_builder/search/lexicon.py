"""Every form a reader may type -> the terms it stands for, with a weight and, where it is not obvious, the reason.

Stems, spellings, synonyms and names are decided here; the browser only looks forms up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from site_builder.catalogue.model import Catalogue, Institution
from site_builder.search.analysis import is_stop, spelled_otherwise, term, tokens, typed_without_norwegian_letters
from site_builder.search.postings import Postings
from site_builder.search.words import ABBREVIATIONS, NET

EXACT, TYPED, MEANT = 16, 14, 12
"""Weights of an entry: the word itself, the word typed without æ, ø, å, another name for the thing."""

GENERIC = frozenset(
    (
        "høgskolen",
        "høgskulen",
        "høyskolen",
        "høgskole",
        "universitetet",
        "universitet",
        "norges",
        "sør",
        "nord",
        "arktiske",
    )
)
"""Words of institutions' names that tell none of them from the others."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a form stands for. `reason` names the thing where the form itself is not in the text."""

    term: str
    weight: int
    reason: str = ""


def lexicon(catalogue: Catalogue, found: Postings) -> Mapping[str, tuple[Entry, ...]]:
    """Return form -> entries, forms in order; every entry's term has postings."""
    entries: dict[str, dict[str, Entry]] = {}
    for form, entry in (*_corpus(found), *_subjects(catalogue), *_institutions(catalogue), *_ways(found)):
        if entry.term in found.impacts:
            known = entries.setdefault(form, {})
            if entry.term not in known or known[entry.term].weight < entry.weight:
                known[entry.term] = entry
    return {form: tuple(known[name] for name in sorted(known)) for form, known in sorted(entries.items())}


def _corpus(found: Postings) -> Iterator[tuple[str, Entry]]:
    for form in found.forms:
        yield from _spellings(form, term(form), EXACT)


def _spellings(form: str, meaning: str, weight: int, reason: str = "") -> Iterator[tuple[str, Entry]]:
    for spelling in {form} | spelled_otherwise(form):
        yield spelling, Entry(meaning, weight, reason)
        for typed in typed_without_norwegian_letters(spelling):
            yield typed, Entry(meaning, min(weight, TYPED), reason)


def _subjects(catalogue: Catalogue) -> Iterator[tuple[str, Entry]]:
    for key, subject in catalogue.subjects.items():
        name = subject.name.in_language("nb")
        for everyday in subject.everyday:
            if len(words := tokens(everyday)) == 1:
                yield from _spellings(words[0], f"fag:{key}", MEANT, name)
    for form, keys in ABBREVIATIONS.items():
        for key in keys:
            if key in catalogue.subjects:
                yield form, Entry(f"fag:{key}", MEANT, catalogue.subjects[key].name.in_language("nb"))


def _institutions(catalogue: Catalogue) -> Iterator[tuple[str, Entry]]:
    for key, institution in catalogue.institutions.items():
        others = (*_later(institution, catalogue.institutions), *_earlier(institution, catalogue.institutions))
        for other in (institution, *others):
            reason = "" if other is institution else institution.name
            for name in other.short_names:
                if len(words := tokens(name)) == 1:
                    yield from _spellings(words[0], f"inst:{key}", EXACT if other is institution else MEANT, reason)
            if other is not institution:
                for word in tokens(other.name):
                    if len(word) > 3 and word not in GENERIC and not is_stop(word):
                        yield from _spellings(word, f"inst:{key}", MEANT, reason)


def _later(institution: Institution, known: Mapping[str, Institution]) -> Iterator[Institution]:
    seen = {institution.key}
    while institution.successor and institution.successor not in seen:
        institution = known[institution.successor]
        seen.add(institution.key)
        yield institution


def _earlier(institution: Institution, known: Mapping[str, Institution]) -> Iterator[Institution]:
    return (known[key] for key in institution.predecessors)


def _ways(found: Postings) -> Iterable[tuple[str, Entry]]:
    yield from ((form, Entry("form:nett", MEANT)) for form in NET)
    yield from ((form, Entry("trinn:voksne", EXACT)) for form in ("voksne", "vaksne", "voksen"))
