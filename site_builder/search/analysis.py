"""From text to index terms: tokenising, spelling variants, stemming, folding. The only module that imports Whoosh."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

from msgspec.json import decode

from site_builder.catalogue.language import TermRules
from site_builder.catalogue.schema.enums import Stemmer

MAX_WORD = 100
"""Letters of the longest word; the rest of a longer one counts as the next word. No word of ours has half as many."""

TOKEN_PATTERN = rf"[\p{{L}}\p{{N}}_]{{1,{MAX_WORD}}}"
"""The pattern of a word in JavaScript's syntax (flags gu). Python's `\\w` matches the same characters."""

_WORD = re.compile(rf"\w{{1,{MAX_WORD}}}")
_BASE_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ŋ": "n", "ŧ": "t"})


def tokens(text: str) -> list[str]:
    """Return the words of a text in order, in NFC and lower case, including stop words; [] for a text without words."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


class Analyser:
    """Finds the index term of a word by the rules of a language. Words are given in lower case."""

    def __init__(self, rules: TermRules) -> None:
        """Keep the rules as mappings; the stemmer is imported when a word needs it."""
        self.stop_words = frozenset(rules.stop_words)
        self.compounds = rules.compounds
        self.indexed_spelling: Callable[[str], str] = cache(self._indexed_spelling)
        self.term: Callable[[str], str] = cache(self._term)
        self._stem = cache(_stemmer(rules.stemmer)) if rules.stemmer else None
        self._spellings = rules.spellings
        self._stems = dict(rules.stems)
        self._last_parts = dict(rules.last_parts)
        self._last_forms = tuple(self._last_parts)

    def _indexed_spelling(self, word: str) -> str:
        """Return the indexed spelling of a word: one spelling for bokmål and nynorsk."""
        for variant, indexed in self._spellings:
            if variant in word:
                return word.replace(variant, indexed, 1)
        return word

    def _term(self, word: str) -> str:
        """Return the index term of a word: one term for all inflections and spellings.

        The stemmer runs until the stem is stable. One run gives two terms for *aktivitet* (aktivit) and *aktivitetene*
        (aktivitet).
        """
        stem = self.indexed_spelling(word)
        if stem in self._stems:
            return self._stems[stem]
        if stem.endswith(self._last_forms):
            form = max(filter(stem.endswith, self._last_forms), key=len)
            return stem.removesuffix(form) + self._last_parts[form]
        while self._stem and len(shorter := self._stem(stem)) < len(stem):
            stem = shorter
        return stem


@lru_cache(maxsize=8)
def analyser(rules: TermRules) -> Analyser:
    """Return the analyser with these rules; the eight used last are cached."""
    return Analyser(rules)


def _stemmer(language: Stemmer) -> Callable[[str], str]:
    def stem(word: str) -> str:
        return _loaded_stemmer(language)(word)

    return stem


@cache
def _loaded_stemmer(language: Stemmer) -> Callable[[str], str]:
    from whoosh.lang import snowball  # costs 50 ms: whoosh imports urllib.request

    found: Callable[[str], str] = getattr(snowball, f"{language.title()}Stemmer")().stem
    return found


def stems(rules: bytes, words: str) -> tuple[str, ...]:
    """Return the index term of each word, in order. `words` are separated by spaces; `rules` are TermRules in JSON."""
    return tuple(map(_decoded(rules).term, words.split(" ")))


@lru_cache(maxsize=8)
def _decoded(rules: bytes) -> Analyser:
    return analyser(decode(rules, type=TermRules))


@cache
def fold(word: str) -> str:
    """Return a lower-case word without diacritics: å, æ, aa and ae become a, ø and oe become o (*kroppsoving*).

    Such a form is called folded here. Words of different meaning can fold alike (*får*, *far*), so a match of folded
    forms weighs less than an exact one.
    """
    if word.isascii():
        return word.replace("ae", "a").replace("oe", "o").replace("aa", "a")
    bare = "".join(letter for letter in unicodedata.normalize("NFD", word) if unicodedata.category(letter)[0] != "M")
    return bare.translate(_BASE_LETTERS).replace("ae", "a").replace("oe", "o").replace("aa", "a")
