"""Compile the phrases in which a language states facts of a course, from templates/locale/LANGUAGE.yaml, to patterns.

A phrase is words with `(one|another)`, `[left out or not]` and `{holes}`. A hole is a list of words of the language,
with the word that the comparisons take for each, or one of _HOLES. Values of two holes of one name are joined with
«og». A phrase that begins with `Words:` is a line with a label; one that ends with a full stop ends its clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from site_builder.catalogue.schema.claim_words import PHRASES, ClaimWordsEntry

_LETTER = "[A-Za-zÀ-ÖØ-öø-ž]"
_HOLES = {
    "dag": r"([0-9]{1,2})(?:\.|st|nd|rd|th)?",
    "årstall": r"(20[0-9]{2})",
    "fra": r"([0-9]{1,2})",
    "til": r"([0-9]{1,2})",
    "beløp": r"([0-9]{1,3}(?:[\s.,][0-9]{3})+|[0-9]{2,7})",
    "sted": r"([A-ZÆØÅÄÖ][a-zæøåäöáčđŋšŧž]+(?:[-/][A-ZÆØÅÄÖ][a-zæøåäö]+)?)",
}
"""Name of a hole that is the same in all languages -> its pattern."""

_COURSE, _NUMBER = "studiet", "tall"
"""The holes for the words that mean the course, which is no value, and for numbers, in figures too."""

_VALUES: Mapping[str, tuple[str, ...]] = {
    "credits": (_NUMBER,),
    "start": ("årstid", "måned", "årstall"),
    "length": (_NUMBER, "enhet"),
    "state": ("status",),
    "grades": ("fra", "til"),
    "places": ("sted",),
    "deadline": ("dag", "måned", "årstall"),
    "gatherings": (_NUMBER,),
    "no gatherings": ("form",),
    "delivery": ("studieform",),
    "seats": (_NUMBER,),
    "price": ("beløp", "gratis", "avgift"),
    "teaching languages": ("språk",),
}
"""Kind of claim -> the holes whose values its comparison (checks/contradictions.py) takes, in order; others are passed
over."""

_PART = re.compile(r"\{([^{}]+)\}|([(|)\[\]])|(\s+)|([^\W\d_]+)|(.)", re.DOTALL)
_LABEL = re.compile(r"([^:{}\[\]]+): (.+)")


class ClaimPhrase(Struct, frozen=True):
    """The pattern of a phrase that states a fact, `this course gives {number} credits`.

    For each value that the comparison of its kind takes, `groups` has the numbers (from 1) of the pattern's groups with
    it.
    """

    pattern: str
    groups: tuple[tuple[int, ...], ...]


class ClaimLanguage(Struct, frozen=True):
    """The phrases of a language by kind of claim (claim_kinds.KINDS), compiled to patterns.

    A claim is unsure if `before` matches ahead of it in its sentence, or `after` behind it. `words` maps words of the
    language, in lower case, to those with which fields are compared.
    """

    kinds: Mapping[str, tuple[ClaimPhrase, ...]]
    before: str
    after: str
    words: Mapping[str, str]


def claim_language(entry: ClaimWordsEntry) -> ClaimLanguage:
    """Return the compiled phrases of a language file.

    Phrases with a hole (`{name}`) that it does not declare are left out.
    """
    holes = {_COURSE: f"(?:{_any(entry.course)})", **_HOLES}
    for name, words in entry.holes.items():
        holes[name] = f"([0-9]{{1,3}}(?:[.,]5)?|{_any(words)})" if name == _NUMBER else f"({_any(words)})"
    before, after = _any(entry.unsure_before), _any(entry.unsure_after)
    return ClaimLanguage(
        kinds={
            kind: tuple(
                _phrase(each, _VALUES[kind], holes) for each in entry.phrases.get(key, ()) if _fits(each, holes)
            )
            for key, kind in PHRASES.items()
        },
        before=rf"(?<!{_LETTER})(?:{before})(?!{_LETTER})|^(?:{_LETTER}{{2,9}}\s)?(?:19|20)[0-9]{{2}}|[?]|[«\x22]",
        after=rf"^[^.;]{{0,30}}?(?:(?<!{_LETTER})(?:{after})(?!{_LETTER})|[?]|\s?[/–-]\s?[0-9])",
        words={word.lower(): taken for words in entry.holes.values() for word, taken in words.items()},
    )


def _any(words: Iterable[str]) -> str:
    """Return the pattern of any of the words, in any case of their first letter; the longest are tried first."""
    return "|".join(re.sub(r"\s+", r"\\s", _literal(each)) for each in sorted(words, key=len, reverse=True)) or "(?!)"


def _literal(word: str) -> str:
    """Return the pattern of a word, its first letter in any case, in the syntax of Python and of JavaScript."""
    first = word[:1]
    return (f"[{first.lower()}{first.upper()}]" if first.isalpha() else _escaped(first)) + _escaped(word[1:])


def _escaped(text: str) -> str:
    return re.sub(r"[\^$\\.*+?()\[\]{}|/]", r"\\\g<0>", text)


def _fits(phrase: str, holes: Mapping[str, str]) -> bool:
    return all(found in holes for found in re.findall(r"\{([^{}]+)\}", phrase))


def _phrase(phrase: str, values: tuple[str, ...], holes: Mapping[str, str]) -> ClaimPhrase:
    """Return the pattern of a phrase, with the groups of the holes whose names are in `values`."""
    label = _LABEL.fullmatch(phrase)
    parts = [rf"^(?:[-*+]\s+)?\**(?:{_any([label[1]])})\**\s?:\**\s+" if label else f"(?<!{_LETTER})"]
    groups: dict[str, list[int]] = {name: [] for name in values}
    count = 0
    end = r"(?=[.!,;]|\s*$)" if phrase.endswith(".") else rf"(?!{_LETTER}|[0-9])"
    text = (label[2] if label else phrase).removesuffix(".")
    text = re.sub(r"(?<!\s)(\s*)\[([^\[\]]*)\]$", r"[\1(\2)]", text)  # with the space before it
    text = re.sub(r"\[([^\[\]]*)\]\s+", r"[(\1) ]", text)
    for hole, mark, space, word, other in _PART.findall(text):
        if hole:
            parts.append(holes[hole])
            if hole != _COURSE:
                count += 1
                groups.get(hole, []).append(count)
        else:
            marks = {"(": "(?:", "[": "(?:", "]": ")?", ")": ")", "|": "|"}
            parts.append(marks.get(mark) or (space and r"\s") or (_literal(word) if word else _escaped(other)))
    return ClaimPhrase("".join(parts) + end, tuple(tuple(each) for each in groups.values()))
