"""Text -> terms: what of a word is indexed. One of two modules that know Whoosh."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from whoosh.lang.snowball.norwegian import NorwegianStemmer

from site_builder.search.words import PARTS, STEMS, STOP

TOKEN = r"[\p{L}\p{N}_]+"  # noqa: S105 - a token of text, no secret
"""The pattern that cuts text into words, as JavaScript writes it (flags gu); Python's `\\w+` is the same set."""

_WORD = re.compile(r"\w+")
_STEMMER = NorwegianStemmer()


def tokens(text: str) -> list[str]:
    """Return the words of a text, NFC and in lower case, stop words too."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def is_stop(word: str) -> bool:
    """Tell whether a word tells no course from another."""
    return word in STOP


@cache
def term(word: str) -> str:
    """Return what a word (lower case) is indexed under: bokmål and nynorsk as one, inflections as one."""
    plain = word
    for written, meant in PARTS:
        if written in plain:
            plain = plain.replace(written, meant, 1)
            break
    if plain in STEMS:
        return STEMS[plain]
    if plain.endswith(("lærer", "lærere", "lærerne", "læreren")):
        return plain[: plain.rindex("lærer")] + "lærer"
    return str(_STEMMER.stem(plain))


def typed_without_norwegian_letters(word: str) -> set[str]:
    """Return how a word is typed where æ, ø and å are missing: `kroppsoving`, `kroppsoeving`."""
    short = word.translate({ord("æ"): "a", ord("ø"): "o", ord("å"): "a"})
    long = word.translate({ord("æ"): "ae", ord("ø"): "oe", ord("å"): "aa"})
    mixed = word.translate({ord("æ"): "ae", ord("ø"): "o", ord("å"): "a"})
    plain = "".join(letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter))
    return {short, long, mixed, plain} - {word}


def spelled_otherwise(word: str) -> set[str]:
    """Return the spellings of a word in the other written standard that index to the same term."""
    return {word.replace(meant, written, 1) for written, meant in PARTS if meant in word} | {
        word.replace(written, meant, 1) for written, meant in PARTS if written in word
    }
