"""Find letters of the Cyrillic and Greek alphabets in words that look Latin: a search for the word misses them."""

from __future__ import annotations

import re

_CYRILLIC = dict(zip("АВЕЅІЈКМНОРСТУХаеорсухѕіј", "ABESIJKMHOPCTYXaeopcyxsij", strict=True))
_GREEK = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧορν", "ABEZHIKMNOPTYXopv", strict=True))
LATIN = str.maketrans(_CYRILLIC | _GREEK)
"""Letter -> the Latin letter that looks like it."""

LOOK_ALIKES = (
    rf"(?<!\w)(?:\w*(?:[A-Za-zÆØÅæøå][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-zÆØÅæøå])\w*|[{''.join(_CYRILLIC)}]+(?!\w))"
)
"""The pattern of a word with letters of two alphabets, or of Cyrillic letters alone that all look Latin."""

_LATIN_LETTER = re.compile(r"[A-Za-zÆØÅæøå]")
_OTHER = re.compile(r"[\u0370-\u04ff]")
_GREEK_LETTER = re.compile(r"[\u0370-\u03ff]")
_CYRILLIC_LETTER = re.compile(r"[\u0400-\u04ff]")


def is_meant(word: str, line: str) -> bool:
    """Return whether `word`, a match of LOOK_ALIKES in `line`, is right as written: `5 kΩ`, or a line in Cyrillic."""
    latin = word.translate(LATIN)
    if _GREEK_LETTER.search(latin):
        return not _CYRILLIC_LETTER.search(word)
    return bool(_CYRILLIC_LETTER.search(line.translate(LATIN))) and not _LATIN_LETTER.search(word)


def as_latin(word: str) -> str | None:
    """Return the word with Latin letters in place of those that look like them; None if other such letters remain."""
    latin = word.translate(LATIN)
    return None if _OTHER.search(latin) else latin


def other_letter(word: str) -> str:
    """Return the first Cyrillic or Greek letter in a word, with its number: "а (U+0430)"; "" if it has none."""
    found = _OTHER.search(word)
    return f"{found[0]} (U+{ord(found[0]):04X})" if found else ""
