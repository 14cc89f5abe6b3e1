"""The order in which the courses found are listed. Twin: js/search/order.js."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Sequence

from msgspec import Struct

SPREAD_OVER = 5
"""Hits among which subjects are spread: a phone shows that many without scrolling far."""

MAX_OF_SUBJECT = 2
"""Courses of one subject among them, while others are about as good."""

WINDOW = 40
"""Hits among which those others are looked for."""

ABOUT_AS_GOOD = 15
"""Sixteenths of the best score that make a course about as good as the best."""


class Scored(Struct, frozen=True):
    """A course found: its document number, and its score.

    `complete` is true if it has all words of the query and meets all conditions.
    """

    document: int
    score: int
    complete: bool


def ordered(found: Sequence[Scored], exact: Collection[int], unavailable: Collection[int]) -> list[Scored]:
    """Return the courses `found` by score, the highest first, after those in `exact`, whose title is the query.

    `exact` and `unavailable` are document numbers. A course that is unavailable and not exact comes after the last
    complete course that is available. Courses of equal score are in the order of their numbers.
    """
    by_score = sorted(found, key=lambda each: (each.document not in exact, -each.score, each.document))
    available = [at for at, each in enumerate(by_score) if each.complete and each.document not in unavailable]
    end = max(available, default=-1) + 1
    first, rest = by_score[:end], by_score[end:]
    later = [each for each in first if each.document in unavailable and each.document not in exact]
    return [*(each for each in first if each not in later), *later, *rest]


def spread(found: Sequence[Scored], subjects: Sequence[int]) -> list[Scored]:
    """Return the courses `found`, so that at most MAX_OF_SUBJECT of the first SPREAD_OVER have the same subject.

    More have it if no course of another subject is about as good. `subjects` holds the document number of the first
    course of each subject, in ascending order.
    """
    rest, first = list(found), list[Scored]()
    having: Counter[int] = Counter()
    while rest and len(first) < SPREAD_OVER:
        best = rest[0]
        for each in rest[:WINDOW]:
            alike = each.complete == best.complete and each.score * 16 >= best.score * ABOUT_AS_GOOD
            if alike and having[bisect_right(subjects, each.document)] < MAX_OF_SUBJECT:
                best = each
                break
        rest.remove(best)
        first.append(best)
        having[bisect_right(subjects, best.document)] += 1
    return [*first, *rest]
