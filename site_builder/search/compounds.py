"""Splitting of Norwegian compounds, which are written as one word: *yrkesfaglærer* also matches *lærer*."""

from __future__ import annotations

from collections.abc import Container, Iterator

MIN_PART = 4
"""Letters of the shortest part: shorter words (av, om, fag) occur by accident inside most long words."""

MIN_LONE_TAIL = 7
"""Letters of the shortest last part that counts when the first part is unknown."""


def splits(word: str) -> Iterator[tuple[str, str]]:
    """Yield (first part, second part) for each way to split a word that may be a compound, shortest second part first.

    A joining s or e may be dropped: *arbeidsliv* gives (*arbeids*, *liv*) and (*arbeid*, *liv*). Parts may be no words.
    """
    for cut in range(len(word) - MIN_PART, MIN_PART - 1, -1):
        yield word[:cut], word[cut:]
        if word[cut - 1] in "se" and cut > MIN_PART:
            yield word[: cut - 1], word[cut:]


def compound_parts(word: str, known: Container[str]) -> tuple[str, ...]:
    """Return the two words of a compound that are both `known`; () for other words. A joining s or e is dropped.

    A compound with an unknown first part gives its long known last part alone: *yrkesdidaktikk* gives *didaktikk*.
    """
    lone_tail = ""
    for cut in range(len(word) - MIN_PART, MIN_PART - 1, -1):
        tail = word[cut:]
        if tail in known:
            head = word[:cut]
            for first in (head, head[:-1] if head.endswith(("s", "e")) else ""):
                if len(first) >= MIN_PART and first in known:
                    return (first, tail)
            if len(tail) >= MIN_LONE_TAIL:
                lone_tail = tail
    return (lone_tail,) if lone_tail else ()
