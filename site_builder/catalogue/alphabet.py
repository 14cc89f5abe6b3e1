"""Sort words in the alphabetical order of a language."""

from __future__ import annotations

from functools import cache
from unicodedata import combining, normalize

from site_builder.catalogue.language import Languages, Letters

_A_TO_Z = "abcdefghijklmnopqrstuvwxyz"
_BASES = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ŧ": "t",
    "þ": "th",
    "ŋ": "n",
    "ı": "i",
}
"""Letter that Unicode does not decompose -> the letters as which languages without it sort it."""

_FIRST_PLACE = 0x100
"""Code point that stands for the first letter: after digits and signs, before other scripts. The letters
with these code points are themselves decomposed."""


class Alphabet:
    """The letters of a language in order: a to z, and the `further` letters, each group after the letter it follows.

    A letter that is named twice has its last place. Other letters are sorted as their base letters: é as e.
    `key(words)` returns the sort key of a text, a string.
    """

    def __init__(self, further: Letters = ()) -> None:
        order, written = list(_A_TO_Z), {}
        for before, following in further:
            for item in reversed(following):
                letter, *others = item.split()
                if letter in order and letter != before:
                    order.remove(letter)
                if letter not in order:
                    order.insert(order.index(before) + 1 if before in order else len(order), letter)
                written.update(dict.fromkeys(others, letter))
        self._pairs = tuple(each for each in written.items() if len(each[0]) > 1)
        places = {letter: chr(_FIRST_PLACE + place) for place, letter in enumerate(order)}
        single = {spelling: places[letter] for spelling, letter in written.items() if len(spelling) == 1}
        self._places = _Places({ord(letter): place for letter, place in {**single, **places}.items()})
        self._letters = dict(zip(places.values(), order, strict=True))
        self.key = cache(self._key)  # pages of lists ask for the same titles

    def letter(self, words: str) -> str:
        """Return the capital letter (or digit or sign) under which an index lists `words`, such as a title; "" for "".

        Words of signs that sorting ignores, such as quotation marks, are listed under the first of them.
        """
        first = self._first(words, self._primary(_folded(words)))
        return self._letters.get(first, first).upper()

    def _key(self, words: str) -> str:
        """Return a text to sort by: characters for the places of the letters, then the case-folded words.

        Words of signs alone are sorted by the first of them, so that they are together under it.
        """
        folded = _folded(words)
        primary = self._primary(folded)
        return f"{primary or self._first(words, primary)}\0{folded}"

    @staticmethod
    def _first(words: str, primary: str) -> str:
        return primary[:1] or words.strip()[:1]

    def _primary(self, folded: str) -> str:
        for pair, letter in self._pairs:
            folded = folded.replace(pair, letter)
        return folded.translate(self._places)


_OPENING = " \"'«»„“”‘’"
"""Quotation marks and spaces before the first word, which are not sorted."""


class _Places(dict[int, str]):
    """Code point of a letter -> a character that sorts by its place in the alphabet.

    A letter without a place is added at its first look-up: as its base letters have places (é as e), else as it is.
    """

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        bases = _BASES.get(letter) or "".join(each for each in normalize("NFKD", letter) if not combining(each))
        self[code] = "".join(self.get(ord(base), base) for base in bases)
        return self[code]


def _folded(words: str) -> str:
    return normalize("NFC", words.lstrip(_OPENING).casefold())


@cache
def alphabet(further: Letters = ()) -> Alphabet:
    """Return the alphabet of a to z and the `further` letters; equal letters always give the same object."""
    return Alphabet(further)


def alphabet_of(languages: Languages, key: str) -> Alphabet:
    """Return the alphabet of the language `key` ("nb"); a to z for one that `languages` lacks."""
    return alphabet(languages[key].alphabet if key in languages else ())
