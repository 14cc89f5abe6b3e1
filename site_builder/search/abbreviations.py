"""Abbreviations of subjects that follow from their names: *m&h*, *k.ø.*, *kr.øv.*, *s.fag*, *nfag*."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from msgspec.structs import replace

from site_builder.search.analysis import tokens
from site_builder.search.documents import Corpus

BEGINNING = 2
"""Letters of each part in *kr.øv.*"""

MIN_FIRST, MIN_LAST, MAX_LAST = 4, 3, 5
"""Letters of the parts of a name that is a compound: nobody shortens *klasseledelse* to its letters."""

MAX_JOINED = 3
"""Letters of the longest last part that one letter is written together with: *nfag*."""


def with_abbreviations(corpus: Corpus, known: Collection[str]) -> Corpus:
    """Return the corpus with abbreviations of each subject's name added to its everyday names.

    `known` are the words of all documents, by which compounds are divided; an abbreviation that is one of them (*sp*),
    or that two subjects have, is left out.
    """
    by_key = {
        key: dict.fromkeys(_short_for(subject.name.in_language(corpus.language), corpus.query.conjunction, known))
        for key, subject in corpus.subjects.items()
    }
    times = Counter(short for found in by_key.values() for short in found)
    subjects = {
        key: replace(
            subject,
            everyday=(
                *subject.everyday,
                *(each for each in by_key[key] if times[each] == 1 and each.replace(" ", "") not in known),
            ),
        )
        for key, subject in corpus.subjects.items()
    }
    return replace(corpus, subjects=subjects)


def _short_for(name: str, conjunction: str, known: Collection[str]) -> Iterator[str]:
    """Yield the abbreviations of a name, their parts separated by spaces, as a query with full stops or *&* is read."""
    words = tokens(name)
    if conjunction in words and len(words) == 3:  # mat og helse
        yield f"{words[0][0]} {words[2][0]}"
        yield f"{words[0][0]} {conjunction} {words[2][0]}"
    for first, last in _parts(words[0], known) if len(words) == 1 else ():
        yield f"{first[0]} {last}"
        yield f"{first[0]} {last[0]}"
        yield f"{first[:BEGINNING]} {last[:BEGINNING]}"
        if len(last) <= MAX_JOINED:
            yield first[0] + last


def _parts(word: str, known: Collection[str]) -> list[tuple[str, str]]:
    """Return both parts of a compound, the shortest known last part; [] for other words."""
    for cut in range(len(word) - MIN_LAST, max(MIN_FIRST, len(word) - MAX_LAST) - 1, -1):
        if word[cut:] in known and (word[:cut] in known or word[: cut - 1] + "s" == word[:cut]):
            return [(word[:cut], word[cut:])]
    return []
