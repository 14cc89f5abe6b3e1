"""The lexicon: every form (word as typed) -> its index terms, with a weight and, for synonyms, the reason.

Stems, spellings, synonyms and names are resolved here, at build time. The browser only looks forms up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cache

from msgspec import Struct

from site_builder.catalogue.successors import successors
from site_builder.search.analysis import analyser, fold, tokens
from site_builder.search.documents import Corpus
from site_builder.search.facts import FACT_MARK, form_of
from site_builder.search.vocabulary import Vocabulary

EXACT, SYNONYM, COMPOUND_HEAD = 16, 12, 6
"""Weights of an entry, in sixteenths: the word itself, another name, the first part of a compound."""


class Meaning(Struct, frozen=True):
    """An index term that a form stands for: its weight in sixteenths, and the reason to show on a hit ("": none).

    A reason is such as the name of the subject whose everyday name was typed.
    """

    term: str
    weight: int
    reason: str = ""


class Lexicon(Struct, frozen=True):
    """The forms (words as typed) of the index, ordered by `sort_key`, each with its meanings.

    `names` are the forms that a misspelt word may be corrected to.
    """

    forms: Mapping[str, tuple[Meaning, ...]]
    names: tuple[str, ...]


@cache
def sort_key(form: str) -> tuple[bytes, bytes]:
    """Return the sort key of a form, (folded spelling, own spelling) in UTF-16: the order of strings in JavaScript."""
    return fold(form).encode("utf-16-be"), form.encode("utf-16-be")


def build_lexicon(corpus: Corpus, vocabulary: Vocabulary, terms: Collection[str]) -> Lexicon:
    """Return the lexicon of the corpus: the words in `vocabulary`, with the terms that each stands for (`Meaning`).

    `terms` are those with postings; words stand for no others.
    """
    names, indexed_spelling = set(vocabulary.names), analyser(corpus.terms).indexed_spelling
    single = {form: Meaning(term, EXACT) for form, term in vocabulary.terms.items()}
    single |= {form_of(name): Meaning(name, EXACT) for name in terms if name.startswith(FACT_MARK)}
    several: dict[str, dict[str, Meaning]] = {}

    def entries(form: str) -> dict[str, Meaning]:
        if form not in several:
            several[form] = {single[form].term: single[form]} if form in single else {}
        return several[form]

    for form, (first, *second) in vocabulary.compounds.items():
        if second:
            entries(form).setdefault(vocabulary.terms[first], Meaning(vocabulary.terms[first], COMPOUND_HEAD, first))
    for form, entry in (*_subject_entries(corpus), *_institution_entries(corpus), *_delivery_entries(corpus)):
        if entry.term in terms:
            names.add(form)
            for spelling in {form, indexed_spelling(form)}:
                by_term = entries(spelling)
                if entry.term not in by_term or by_term[entry.term].weight < entry.weight:
                    by_term[entry.term] = entry
    forms: dict[str, tuple[Meaning, ...]] = {form: (entry,) for form, entry in single.items()}
    forms |= {form: tuple(by_term[name] for name in sorted(by_term)) for form, by_term in several.items()}
    return Lexicon({form: forms[form] for form in sorted(forms, key=sort_key)}, tuple(sorted(names, key=sort_key)))


def _subject_entries(corpus: Corpus) -> Iterator[tuple[str, Meaning]]:
    """Yield (form, entry) for the everyday names of subjects."""
    for key, subject in corpus.subjects.items():
        name = subject.name.in_language(corpus.language)
        for everyday in subject.everyday:
            yield "_".join(tokens(everyday)), Meaning(f"fag={key}", SYNONYM, name)
    for form, keys in corpus.words.subjects.items():
        for key in keys:
            name = corpus.subjects[key].name.in_language(corpus.language)
            yield "_".join(tokens(form)), Meaning(f"fag={key}", SYNONYM, name)


def _institution_entries(corpus: Corpus) -> Iterator[tuple[str, Meaning]]:
    """Yield (form, entry) for the short names of institutions and for names of their successors and predecessors."""
    common = {*corpus.query.institutions, *corpus.terms.stop_words}
    for key, institution in corpus.institutions.items():
        others = (
            *successors(institution, corpus.institutions),
            *(corpus.institutions[predecessor] for predecessor in institution.predecessors),
        )
        for other in (institution, *others):
            reason = "" if other is institution else institution.name
            for name in other.short_names:
                if len(words := tokens(name)) == 1:
                    yield words[0], Meaning(f"inst={key}", EXACT if other is institution else SYNONYM, reason)
            if other is not institution:
                for word in tokens(other.name):
                    if len(word) > 3 and word not in common:
                        yield word, Meaning(f"inst={key}", SYNONYM, reason)


def _delivery_entries(corpus: Corpus) -> Iterator[tuple[str, Meaning]]:
    """Yield (form, entry) for words of online teaching and of adult learners."""
    for form in corpus.words.online:
        yield form, Meaning("form=nett", SYNONYM)
        yield form, Meaning("form=bare-nett", EXACT)
    yield from ((form, Meaning("trinn=voksne", EXACT)) for form in corpus.query.adults)
