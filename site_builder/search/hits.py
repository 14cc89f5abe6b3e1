"""A hit of a search: its score, what it lacks, and why it was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from site_builder.search.conditions import Condition
from site_builder.search.scoring import WordScores


class Hit(Struct, frozen=True):
    """A document found: its number (from 0), and its score, which can be compared within one result.

    `missing` are the words and conditions of the query, as written, that it does not meet; `scores` are (word, score)
    pairs of the words that it has. `reasons` are (word, reason) pairs to show, such as the name that a synonym stands
    for.
    """

    document: int
    score: int
    missing: tuple[str, ...]
    reasons: tuple[tuple[str, str], ...]
    scores: tuple[tuple[str, int], ...]


def hit_of(
    number: int,
    points: int,
    scored: Sequence[WordScores],
    asked: Sequence[tuple[Condition, Mapping[int, int]]],
) -> Hit:
    """Return the hit of the document `number` with the score `points`.

    `scored` are the scores of the query's words; `asked` pairs its conditions with document -> share met, in
    sixteenths.
    """
    having = [(each.word, *each.by_document[number]) for each in scored if number in each.by_document]
    lacking = [each.word for each in scored if number not in each.by_document]
    lacking += [each.written for each, shares in asked if number not in shares]
    return Hit(
        number,
        points,
        tuple(dict.fromkeys(lacking)),
        tuple(_reasons((word, reason) for word, _, reason in having if reason)),
        tuple((word, each) for word, each, _ in having),
    )


def _reasons(reasons: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield the (word, reason) pairs, each word once: those of both parts of a compound are joined."""
    joined: dict[str, str] = {}
    for word, reason in reasons:
        joined[word] = f"{joined[word]} + {reason}" if word in joined else reason
    yield from joined.items()
