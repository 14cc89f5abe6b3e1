"""Phrases as people say them: in dialect, with stop words in between, the words of a page in any order.

With matching.py the twin of js/search/matching.js.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from site_builder.catalogue.language import QueryWords
from site_builder.search.analysis import fold

MAX_CONTENT = 5
"""Words of the longest phrase that is read without its small words."""

MIN_STEM = 4
"""Letters that remain when an ending is cut off a word of a page's phrase."""

MAX_NAME = 6
"""Words of the longest name that is read as one word."""

NAME_FACT = "ord="
"""Beginning of what a phrase asks for that is the name of a topic: it is read as the word that follows."""

PAGE_MARK = "+"
"""Between the words of a page's phrase, which may stand in any order."""


def spoken_as_written(words: Iterable[str], spoken: Mapping[str, str]) -> list[str]:
    """Return the words, with those in `spoken` (word of a dialect or other written standard -> usual form) replaced.

    A key of two words replaces the first of them: *kor mange* is *hvor mange*, but *kor* is a choir.
    """
    listed = list(words)
    pairs = zip(listed, [*listed[1:], ""], strict=False)
    return [spoken.get(f"{word} {after}") or spoken.get(word, word) for word, after in pairs]


def names_joined(
    words: Sequence[str], typed: Sequence[str], facts: Callable[[str], str]
) -> tuple[list[str], list[str]]:
    """Return words, and words as typed, in which each name of several words is one word: *norsk_som_andrespråk*.

    `words` and `typed` correspond to each other; `facts` returns the facts of a phrase (Phrases.facts).
    """
    folded, joined, written = list(map(fold, words)), [], []
    at = 0
    while at < len(words):
        count, word = 1, words[at]
        for length in range(min(MAX_NAME, len(words) - at), 1, -1):
            found = facts(" ".join(folded[at : at + length]))
            if found.startswith(NAME_FACT):
                count, word = length, found.removeprefix(NAME_FACT)
                break
        joined.append(word)
        written.append(" ".join(typed[at : at + count]))
        at += count
    return joined, written


def page_key(words: Iterable[str], endings: Sequence[str]) -> str:
    """Return the text by which a page's phrase is found whatever the order of its words: stems joined by PAGE_MARK.

    `words` are folded and without stop words; `endings` are as in `folded_endings`.
    """
    return PAGE_MARK.join(sorted({stem_of(word, endings) for word in words}))


def content_at(at: int, words: Sequence[str], small: Collection[str], marked: Collection[str]) -> list[int]:
    """Return the positions, from `at` on, of words that are not in `small`; [] if the word at `at` is one of those.

    At most MAX_CONTENT, and none from the first word in `marked` on, which stands for a condition already read.
    """
    places: list[int] = []
    for place in range(at, len(words)):
        if words[place] in marked or len(places) == MAX_CONTENT:
            break
        if words[place] not in small:
            places.append(place)
        elif not places:
            break
    return places


def spaced_phrase(
    places: Sequence[int], folded: Sequence[str], key: Callable[[Sequence[str]], str], facts: Callable[[str], str]
) -> tuple[int, str]:
    """Return (number of positions in the longest phrase that the words at `places` make, its facts); (0, "") if none.

    `folded` are the query's words; `key` makes two or more of them into a phrase to look up with `facts`
    (Phrases.facts).
    """
    for count in range(len(places), 1, -1):
        found = facts(key([folded[place] for place in places[:count]]))
        if found and not found.startswith(NAME_FACT):
            return count, found
    return 0, ""


def folded_endings(words: QueryWords) -> list[str]:
    """Return the endings that are cut off words of pages' phrases, folded, the longest first."""
    return sorted(map(fold, words.endings), key=lambda each: (-len(each), each))


def stem_of(word: str, endings: Sequence[str]) -> str:
    """Return a word without the first of `endings` that it has and that leaves at least MIN_STEM letters."""
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= MIN_STEM:
            return word[: -len(ending)]
    return word
