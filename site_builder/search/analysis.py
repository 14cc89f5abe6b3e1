"""Text -> words -> terms: tokenising, spelling variants, stemming, folding. The only module that imports Whoosh."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from site_builder.search.norwegian import SPELLINGS, STEMS, STOP_WORDS

MAX_WORD = 100
"""Letters of the longest word; the rest of a longer one counts as the next word. No Norwegian word has half as many."""

TOKEN_PATTERN = rf"[\p{{L}}\p{{N}}_]{{1,{MAX_WORD}}}"
"""The pattern of a word in JavaScript's syntax (flags gu). Python's `\\w` matches the same characters."""

_WORD = re.compile(rf"\w{{1,{MAX_WORD}}}")
_TEACHER_FORMS = tuple(f"lærer{ending}" for ending in ("", "s", "e", "es", "en", "ens", "ne", "nes", "ar", "ane"))
_BASE_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ŋ": "n", "ŧ": "t"})


def tokens(text: str) -> list[str]:
    """Return the words of a text in order, in NFC and lower case, including stop words."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def is_stop_word(word: str) -> bool:
    """Return True for a word (lower case) that is too common to distinguish one course from another."""
    return word in STOP_WORDS


@cache
def canonical(word: str) -> str:
    """Return the indexed spelling of a word (lower case): one spelling for bokmål and nynorsk."""
    for variant, indexed in SPELLINGS:
        if variant in word:
            return word.replace(variant, indexed, 1)
    return word


@cache
def term(word: str) -> str:
    """Return the index term of a word (lower case): one term for all inflections, in bokmål and nynorsk.

    The stemmer runs until the stem is stable. One run gives two terms for *aktivitet* (aktivit) and *aktivitetene*
    (aktivitet).
    """
    stem = canonical(word)
    if stem in STEMS:
        return STEMS[stem]
    if stem.endswith(_TEACHER_FORMS):
        return stem[: stem.rindex("lærer")] + "lærer"
    while len(shorter := _stemmer()(stem)) < len(stem):
        stem = shorter
    return stem


@cache
def _stemmer() -> Callable[[str], str]:
    from whoosh.lang.snowball.norwegian import NorwegianStemmer  # costs 50 ms: whoosh imports urllib.request

    stem: Callable[[str], str] = cache(NorwegianStemmer().stem)  # inflections share stems, which are stemmed again
    return stem


def stems(words: str) -> tuple[str, ...]:
    """Return the term of each of the words, which are separated by spaces."""
    return tuple(map(term, words.split(" ")))


@cache
def fold(word: str) -> str:
    """Return the word as typed on a keyboard without æ, ø and å: one form for *kroppsøving* and *kroppsoeving*.

    Words of different meaning can fold alike (*får*, *far*), so a match of folded forms weighs less than an exact one.
    """
    if word.isascii():
        return word.replace("ae", "a").replace("oe", "o").replace("aa", "a")
    bare = "".join(letter for letter in unicodedata.normalize("NFD", word) if unicodedata.category(letter)[0] != "M")
    return bare.translate(_BASE_LETTERS).replace("ae", "a").replace("oe", "o").replace("aa", "a")
