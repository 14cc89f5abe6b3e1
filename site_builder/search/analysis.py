"""Text -> terms: what of a word is indexed. The only module that knows Whoosh."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from site_builder.search.norwegian import PARTS, STEMS, STOP

TOKEN = r"[\p{L}\p{N}_]+"  # noqa: S105 - a token of text, no secret
"""The pattern that cuts text into words, as JavaScript writes it (flags gu); Python's `\\w+` is the same set."""

_WORD = re.compile(r"\w+")
_TEACHERS = tuple(f"lærer{ending}" for ending in ("", "s", "e", "es", "en", "ens", "ne", "nes", "ar", "ane"))
_PLAIN = str.maketrans({"æ": "ae", "ø": "o", "đ": "d", "ŋ": "n", "ŧ": "t"})


def tokens(text: str) -> list[str]:
    """Return the words of a text, NFC and in lower case, stop words too."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def is_stop(word: str) -> bool:
    """Tell whether a word tells no course from another."""
    return word in STOP


@cache
def canonical(word: str) -> str:
    """Return a word (lower case) in the spelling that is indexed: bokmål and nynorsk as one."""
    for written, meant in PARTS:
        if written in word:
            return word.replace(written, meant, 1)
    return word


@cache
def term(word: str) -> str:
    """Return what a word (lower case) is indexed under: bokmål and nynorsk as one, inflections as one.

    A stem is stemmed again until it stays: else *aktivitet* (aktivit) and *aktivitetene* (aktivitet) are two.
    """
    plain = canonical(word)
    if plain in STEMS:
        return STEMS[plain]
    if plain.endswith(_TEACHERS):
        return plain[: plain.rindex("lærer")] + "lærer"
    while len(stem := _stemmer()(plain)) < len(plain):
        plain = stem
    return plain


@cache
def _stemmer() -> Callable[[str], str]:
    from whoosh.lang.snowball.norwegian import NorwegianStemmer  # and urllib.request, which takes longer than ten words

    stem: Callable[[str], str] = cache(NorwegianStemmer().stem)  # words share what they stem from, which is stemmed too
    return stem


def stems(words: str) -> tuple[str, ...]:
    """Return what each of the words is indexed under; they are parted by spaces."""
    return tuple(map(term, words.split(" ")))


@cache
def fold(word: str) -> str:
    """Return a word as one types it who lacks æ, ø and å: *kroppsøving*, *kroppsoving* and *kroppsoeving* are one.

    It is no key of meaning (*får* and *far* meet), only of nearness; an exact form counts more.
    """
    if word.isascii():
        return word.replace("ae", "a").replace("oe", "o").replace("aa", "a")
    bare = "".join(letter for letter in unicodedata.normalize("NFD", word) if unicodedata.category(letter)[0] != "M")
    return bare.translate(_PLAIN).replace("ae", "a").replace("oe", "o").replace("aa", "a")
