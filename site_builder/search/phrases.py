"""Phrases that name facts, in files by the first letters of a phrase.

A phrase is written in folded words, separated by single spaces. Its facts are a text `FACTS|FACTS`: those of which a
document needs one and, after the bar, those of documents that are similar; facts are separated by spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from site_builder.catalogue.language import QueryWords
from site_builder.catalogue.successors import successors
from site_builder.catalogue.vocabulary import UNANSWERED, Institution
from site_builder.file_names import slug
from site_builder.search.analysis import fold, tokens
from site_builder.search.conditions import GRADES_FACT, PAGE_FACT
from site_builder.search.documents import Corpus
from site_builder.search.facts import FACT_MARK
from site_builder.search.lettered import LetteredFiles
from site_builder.search.saying import NAME_FACT, folded_endings, page_key, spoken_as_written

SHORT_NAME = 2
"""Letters of abbreviations of semesters, which a year follows without a space: *ht27*."""

NO_NAMES = ("www", "ac", "co", "edu")
"""Parts of hosts that are no names."""

FIRST_LETTERS = 2
"""Letters of a phrase's first word by which its file is found. A subject at the beginning of a compound has as many."""


def fact_phrases(corpus: Corpus, terms: Collection[str]) -> dict[str, str]:
    """Return phrase -> the facts that it names, as `FACTS|FACTS` (see the module): `fag=a fag=b|fag=c`.

    `terms` are the index terms: facts that no document has are left out, and phrases without any facts.
    """
    known = {term.removeprefix(FACT_MARK) for term in terms if term.startswith(FACT_MARK)}
    found: dict[str, dict[str, None]] = {}
    near: dict[str, dict[str, None]] = {}
    starts = sorted(fact.removeprefix("oppstart=") for fact in known if fact.startswith("oppstart="))
    for written, fact, exact in (*_phrases(corpus), *_start_phrases(starts, corpus.query)):
        phrase = _key(tokens(written), fact, corpus)
        if phrase and (fact in known or fact == UNANSWERED):
            (found if exact else near).setdefault(phrase, {})[fact] = None
    phrases = {
        phrase: " ".join(found.get(phrase, ())) + ("|" + " ".join(near[phrase]) if phrase in near else "")
        for phrase in (*found, *near)
    }
    return _names_of_topics(corpus) | _levels(corpus) | phrases


def _levels(corpus: Corpus) -> dict[str, str]:
    """Return phrase -> the grades or credits that it asks for."""
    grades = {words: f"{GRADES_FACT}{low:g}-{high:g}" for words, (low, high) in corpus.words.grades.items()}
    credits = {words: f"sp={number:g}" for words, number in corpus.words.credits.items()}
    return {_folded(tokens(words), corpus): asked for words, asked in (credits | grades).items()}


def _folded(words: Sequence[str], corpus: Corpus) -> str:
    """Return the phrase that a query with these words is looked up by: folded, dialect words in their written form."""
    return " ".join(map(fold, spoken_as_written(words, corpus.query.spoken)))


def _names_of_topics(corpus: Corpus) -> dict[str, str]:
    """Return phrase -> the word that it is read as, for each name of a subject or a topic with several words."""
    names = {name.lower() for subject in corpus.subjects.values() for name in subject.everyday}
    words = (tokens(name) for name in names | set(corpus.words.subjects))
    return {_folded(each, corpus): NAME_FACT + "_".join(each) for each in words if len(each) > 1}


def _key(words: Sequence[str], fact: str, corpus: Corpus) -> str:
    """Return the key of a phrase: its folded words, or page_key of a page's words where two are not small."""
    query = corpus.query
    written = spoken_as_written(words, query.spoken)
    small = frozenset(corpus.terms.stop_words) - {*query.negations, *query.joins}
    content = [fold(word) for word in written if word not in small]
    if fact.startswith(PAGE_FACT) and len(set(content)) > 1:
        return page_key(content, folded_endings(query))
    return " ".join(map(fold, written))


class Phrases:
    """The phrases of an exported index. `read` returns the content of a file of the site by its path."""

    def __init__(self, manifest: Mapping[str, Any], read: Callable[[str], bytes]) -> None:
        self._files = LetteredFiles(manifest["facts"]["starts"], manifest["facts"]["files"], FIRST_LETTERS, read)

    def facts(self, phrase: str) -> str:
        """Return the facts of a phrase of folded words, as `FACTS|FACTS` (see the module); "" for an unknown one.

        The bar is left out if there are no similar facts.
        """
        return self._files.get(phrase)

    def begins(self, words: str) -> bool:
        """Return whether folded words, the last of which may be unfinished, are a phrase or the beginning of one."""
        return any(phrase.startswith(words) for phrase in self._files.file(words))


def _phrases(corpus: Corpus) -> Iterator[tuple[str, str, bool]]:
    """Yield (phrase, fact, True for a fact that it asks for and False for a similar one)."""
    for written, (facts, near) in corpus.words.facts.items():
        yield from ((written, fact, True) for fact in facts)
        yield from ((written, fact, False) for fact in near)
    yield from ((name, fact, True) for name, fact in corpus.own_phrases)
    for key, subject in corpus.subjects.items():
        for name in (*subject.name.by_language.values(), *subject.everyday):
            yield "_".join(tokens(name)), f"fag={key}", True
        yield from ((name, f"fag={key}", True) for name in subject.name.by_language.values())
    for place in corpus.places.values():
        for name in filter(None, (place.name, place.sami_name)):
            yield name, f"sted={place.key}", True
        if place.county:
            yield place.county, f"fylke={slug(place.county)}", True
    for key, institution in corpus.institutions.items():
        for name in _names(institution, corpus):
            yield name, f"institusjon={key}", True


def _start_phrases(starts: Sequence[str], words: QueryWords) -> Iterator[tuple[str, str, bool]]:
    """Yield (phrase, fact, True) for the semesters or own terms in which courses start, like `host-2016`."""
    halves = {"host": words.autumn, "var": words.spring}
    for start in starts:
        half, _, year = start.rpartition("-")
        names = halves.get(half, (half.replace("-", " "),))
        for word in names:
            yield f"{word} {year}", f"oppstart={start}", True
        for word in names:
            if word == names[0] or len(word) <= SHORT_NAME:
                letters = word if len(word) <= SHORT_NAME else word[0]
                for short in (f"{letters}{year}", f"{letters}{year[2:]}", f"{word} {year[2:]}"):
                    yield short, f"oppstart={start}", True
        for word in words.starts:
            yield f"{word} {year}", f"oppstart={start}", True


def _names(institution: Institution, corpus: Corpus) -> Iterator[str]:
    """Yield the names of an institution, of its successors and of its predecessors."""
    before = (corpus.institutions[key] for key in institution.predecessors)
    for each in (institution, *successors(institution, corpus.institutions), *before):
        yield from (each.name, *each.short_names)
        yield from _host_name(each.home_page or "")


def _host_name(address: str) -> Iterator[str]:
    """Yield the last label of a host that is a name: *hihm* of https://www.hihm.no/, *york* of https://www.york.ac.uk/."""
    host = re.match(r"https?://([a-z0-9.-]+)", address)
    labels = [each for each in (host[1].split(".")[:-1] if host else ()) if each not in NO_NAMES]
    yield from labels[-1:]
