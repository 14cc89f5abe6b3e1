"""A language of pages and texts: its names, its letters, and the words by which searches in it are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

from msgspec import Struct

from site_builder.catalogue.schema.address_words import AddressWords
from site_builder.catalogue.schema.claim_words import ClaimWordsEntry
from site_builder.catalogue.schema.enums import Stemmer

Letters = tuple[tuple[str, tuple[str, ...]], ...]
"""Pairs of a letter and those after it in an alphabet, each with its other spellings after spaces: `å aa`."""


class TermRules(Struct, frozen=True, kw_only=True):
    """The rules by which the words of texts become terms of the search index, in lower case.

    `compounds` says that compounds are written as one word. `stop_words` are not indexed. `spellings` are (part of a
    word, indexed spelling): the first that occurs is replaced, once. `stems` are (word, stem) where the stemmer gives
    another. `last_parts` are (end of a compound, end of its term).
    """

    stemmer: Stemmer | None = None
    compounds: bool = False
    stop_words: tuple[str, ...] = ()
    spellings: tuple[tuple[str, str], ...] = ()
    stems: tuple[tuple[str, str], ...] = ()
    last_parts: tuple[tuple[str, str], ...] = ()


class QueryWords(Struct, frozen=True, kw_only=True):
    """The words, in lower case, by which queries are read; catalogue/schema/language.py describes each in Norwegian.

    `letters` are those beyond a to z. `numbers` and `levels` map words to numbers. `credits` and `grades` stand beside
    a number, `prefixes` before a grade (with a number to add), `between` two grades, `held` and `already` before
    credits that one has, `at_most` before a price. `conjunction` replaces &, + and /; `joins`, `negations`,
    `questions`, `open_questions`, `amounts`, `near`, `municipality`, `starts` are words of that use. `autumn` and
    `spring` are names of terms. `subject_ending` and `subject_tails` follow a subject; `spoken` maps dialect to written
    words; `endings` and `inflections` are cut off; `institutions` occur in many names; `adults` mean adults.
    """

    letters: str = ""
    numbers: Mapping[str, float] = {}
    credits: tuple[str, ...] = ()
    grades: tuple[str, ...] = ()
    prefixes: Mapping[str, float] = {}
    between: tuple[str, ...] = ()
    levels: Mapping[str, float] = {}
    held: tuple[str, ...] = ()
    already: tuple[str, ...] = ()
    conjunction: str = ""
    joins: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    open_questions: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    at_most: tuple[str, ...] = ()
    municipality: tuple[str, ...] = ()
    autumn: tuple[str, ...] = ()
    spring: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    subject_ending: str = ""
    subject_tails: tuple[str, ...] = ()
    spoken: Mapping[str, str] = {}
    endings: tuple[str, ...] = ()
    inflections: tuple[str, ...] = ()
    institutions: tuple[str, ...] = ()
    adults: tuple[str, ...] = ()


class Language(Struct, frozen=True, kw_only=True):
    """A language. `key` is its ISO 639 code; `name` its own name; `cldr` the code of the language whose dates it uses.

    `capitals`: names of languages and subjects are capitalised inside a sentence; `nouns`: all nouns are, as in German.
    `month_in_a_date` are (end of a month's name, its end in a date). `alphabet` has the letters besides a to z.
    `fallback` is the language in which missing texts are shown, `reads_also` one whose search words are read too; ""
    for none. `terms` and `query` are rules of the search, `claims` the phrases that state facts of a course.
    """

    key: str
    name: str
    cldr: str
    capitals: bool = False
    nouns: bool = False
    month_in_a_date: tuple[tuple[str, str], ...] = ()
    alphabet: Letters = ()
    fallback: str = ""
    reads_also: str = ""
    address_words: AddressWords = {}
    terms: TermRules = TermRules()
    query: QueryWords = QueryWords()
    claims: ClaimWordsEntry | None = None


Words = TypeVar("Words", TermRules, QueryWords)

Languages = Mapping[str, Language]
"""Key -> language."""


def term_rules(languages: Languages, first: str) -> TermRules:
    """Return the rules of the language `first` (a code), joined with those of the languages in its `reads_also`."""
    return _merged(TermRules, (each.terms for each in _chain(languages, [first])))


def query_words(languages: Languages, keys: Iterable[str]) -> QueryWords:
    """Return the query words of the languages `keys` and of those that they name in `reads_also`, joined in order.

    Of a field that is one text, the first that is not empty is taken. Keys that `languages` lacks are ignored.
    """
    return _merged(QueryWords, (each.query for each in _chain(languages, keys)))


def read_languages(languages: Languages, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of the languages in which searches are read on a site in the languages `keys`, each once.

    They are these, each followed by its `reads_also`.
    """
    return tuple(each.key for each in _chain(languages, keys))


def _chain(languages: Languages, keys: Iterable[str]) -> Iterator[Language]:
    """Yield each language of `keys`, followed by those that it names in `reads_also`, each once."""
    seen: set[str] = set()
    for key in keys:
        following = key
        while following in languages and following not in seen:
            seen.add(following)
            yield languages[following]
            following = languages[following].reads_also


def _merged(kind: type[Words], parts: Iterable[Words]) -> Words:
    """Return one value with the attributes of several: tuples and mappings are joined, of others the first is taken.

    In mappings the first value of a key has priority. Empty texts, False and None are passed over."""
    found = tuple(parts)
    return kind(**{name: _joined([getattr(each, name) for each in found]) for name in kind.__struct_fields__ if found})


def _joined(values: list[Any]) -> Any:
    if isinstance(values[0], tuple):
        return tuple(dict.fromkeys(item for value in values for item in value))
    if isinstance(values[0], Mapping):
        return {key: item for value in reversed(values) for key, item in value.items()}
    return next((value for value in values if value), values[0])
