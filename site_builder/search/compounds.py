"""Words made of words, as Norwegian writes them in one: *yrkesfaglærer* is also found by *lærer*."""

from __future__ import annotations

from collections.abc import Container

SHORTEST_PART, LONG_PART = 4, 7


def compound_parts(word: str, known: Container[str]) -> tuple[str, ...]:
    """Return the two known words a solid compound is made of (perhaps joined by s or e), or () where it is none.

    Of a compound whose beginning is unknown, a long known end is returned alone: *yrkesdidaktikk* is *didaktikk*.
    """
    ending = ""
    for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
        tail = word[cut:]
        if tail in known:
            head = word[:cut]
            for first in (head, head[:-1] if head.endswith(("s", "e")) else ""):
                if len(first) >= SHORTEST_PART and first in known:
                    return (first, tail)
            if len(tail) >= LONG_PART:
                ending = tail
    return (ending,) if ending else ()
