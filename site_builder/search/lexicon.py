"""Every form a reader may type -> the terms it stands for, with a weight and, where it is not obvious, the reason.

Stems, spellings, synonyms and names are decided here; the browser only looks forms up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache

from msgspec import Struct

from site_builder.catalogue.vocabulary import Institution
from site_builder.search.analysis import canonical, fold, is_stop, tokens
from site_builder.search.documents import Corpus
from site_builder.search.vocabulary import Vocabulary

EXACT, MEANT, HEAD = 16, 12, 6
"""Weights of an entry: the word itself, another name for the thing, and what a compound is about."""

CONDITIONS = ("trinn=", "sp=", "niva=")
"""Marks that a condition in a query asks for, by these very names."""

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


class Entry(Struct, frozen=True):
    """What a form stands for. `reason` names the thing where the form itself is not in the text."""

    term: str
    weight: int
    reason: str = ""


class Lexicon(Struct, frozen=True):
    """`forms` maps each form to its entries, in the order of `order`; `names` are the forms that name a thing."""

    forms: Mapping[str, tuple[Entry, ...]]
    names: tuple[str, ...]


@cache
def order(form: str) -> tuple[bytes, bytes]:
    """Return the key that puts forms in order: by what is typed, as JavaScript compares strings."""
    return fold(form).encode("utf-16-be"), form.encode("utf-16-be")


def lexicon(corpus: Corpus, words: Vocabulary, terms: Collection[str]) -> Lexicon:
    """Return every form; every entry's term is one of `terms`, which have postings."""
    names = set(words.names)
    own = {form: Entry(term, EXACT) for form, term in words.terms.items()}
    own |= {mark: Entry(mark, EXACT) for mark in terms if mark.startswith(CONDITIONS)}
    several: dict[str, dict[str, Entry]] = {}

    def entries(form: str) -> dict[str, Entry]:
        if form not in several:
            several[form] = {own[form].term: own[form]} if form in own else {}
        return several[form]

    for form, (first, *second) in words.compounds.items():
        if second:
            entries(form).setdefault(words.terms[first], Entry(words.terms[first], HEAD, first))
    for form, entry in (*_subjects(corpus), *_institutions(corpus), *_ways(corpus)):
        if entry.term in terms:
            names.add(form)
            for spelling in {form, canonical(form)}:
                known = entries(spelling)
                if entry.term not in known or known[entry.term].weight < entry.weight:
                    known[entry.term] = entry
    forms: dict[str, tuple[Entry, ...]] = {form: (entry,) for form, entry in own.items()}
    forms |= {form: tuple(found[name] for name in sorted(found)) for form, found in several.items()}
    return Lexicon({form: forms[form] for form in sorted(forms, key=order)}, tuple(sorted(names, key=order)))


def phrases(corpus: Corpus) -> tuple[tuple[str, str], ...]:
    """Return what would be torn apart, with the form it is read as: everyday names, longest first, then the rest."""
    names = {name.lower() for subject in corpus.subjects.values() for name in subject.everyday}
    several = [name for name in names if len(tokens(name)) > 1]
    own = tuple((name, "_".join(tokens(name))) for name in sorted(several, key=lambda name: (-len(name), name)))
    return (*own, *corpus.words.phrases)


def _subjects(corpus: Corpus) -> Iterator[tuple[str, Entry]]:
    for key, subject in corpus.subjects.items():
        name = subject.name.in_language("nb")
        for everyday in subject.everyday:
            yield "_".join(tokens(everyday)), Entry(f"fag={key}", MEANT, name)
    for form, keys in corpus.words.subjects.items():
        for key in keys:
            yield form, Entry(f"fag={key}", MEANT, corpus.subjects[key].name.in_language("nb"))


def _institutions(corpus: Corpus) -> Iterator[tuple[str, Entry]]:
    for key, institution in corpus.institutions.items():
        others = (*_later(institution, corpus.institutions), *_earlier(institution, corpus.institutions))
        for other in (institution, *others):
            reason = "" if other is institution else institution.name
            for name in other.short_names:
                if len(words := tokens(name)) == 1:
                    yield words[0], Entry(f"inst={key}", EXACT if other is institution else MEANT, reason)
            if other is not institution:
                for word in tokens(other.name):
                    if len(word) > 3 and word not in GENERIC and not is_stop(word):
                        yield word, Entry(f"inst={key}", MEANT, reason)


def _later(institution: Institution, known: Mapping[str, Institution]) -> Iterator[Institution]:
    seen = {institution.key}
    while institution.successor and institution.successor not in seen:
        institution = known[institution.successor]
        seen.add(institution.key)
        yield institution


def _earlier(institution: Institution, known: Mapping[str, Institution]) -> Iterator[Institution]:
    return (known[key] for key in institution.predecessors)


def _ways(corpus: Corpus) -> Iterator[tuple[str, Entry]]:
    for form in corpus.words.online:
        yield form, Entry("form=nett", MEANT)
        yield form, Entry("form=bare-nett", EXACT)
    yield from ((form, Entry("trinn=voksne", EXACT)) for form in ("voksne", "vaksne", "voksen"))
