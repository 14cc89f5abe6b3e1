"""Conditions of a query on facts of courses, and the patterns of text that are one. Twin: js/search/query.js."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from site_builder.search.analysis import fold
from site_builder.search.facts import PAGE
from site_builder.search.lookup import WHOLE

COVERING, OVERLAPPING, NEAR, NAMED, FURTHER, ONLINE = 12, 5, 6, 10, 9, 4
"""Sixteenths of a condition that a fact meets (WHOLE: the fact that is asked for).

More grades than asked, some of them; the next best; a subject or place, whose name counts as words as well; a place
that is further away than the nearest; online instead of near.
"""

KEPT = ("fag=", "fylke=", "sted=")
"""Facts whose phrase also counts as words: texts about them, and names that contain them, are worth finding too."""


SUBJECT_FACT = "fag="
"""Beginning of a fact that names a subject."""

NEXT_LEVEL = "niva=2"

PAGE_FACT = f"{PAGE}="
"""Beginning of a fact that names a page: it is shown above the courses, and does not choose among them."""


class Condition(Struct, frozen=True):
    """A condition of a query: `facts` are pairs of a fact that meets it, and the sixteenths that it is met by.

    `written` is the text of the condition in the query. A `negated` condition takes away what meets it.
    `kilometres` are the distances to the places among the first facts.
    """

    written: str
    facts: tuple[tuple[str, int], ...]
    negated: bool = False
    kilometres: tuple[int, ...] = ()

    @property
    def names_subject(self) -> bool:
        """Whether it asks for a subject."""
        return bool(self.facts) and self.facts[0][0].startswith(SUBJECT_FACT)


def without_pages(condition: Condition | None) -> tuple[tuple[str, ...], Condition | None]:
    """Return the facts of pages among those of a condition, and the condition with the others."""
    facts = condition.facts if condition else ()
    pages = tuple(fact for fact, _ in facts if fact.startswith(PAGE_FACT))
    if not condition or not pages:
        return (), condition
    return pages, Condition(condition.written, tuple(each for each in facts if each[0] not in pages))


def facts_of(written: str) -> tuple[tuple[str, int], ...]:
    """Return the (fact, sixteenths) pairs of `FACTS|FACTS`."""
    exact, _, near = written.partition("|")
    share = NAMED if exact.startswith(KEPT) else WHOLE
    return (*((fact, share) for fact in exact.split()), *((fact, NEAR) for fact in near.split()))


def near_to(written: str, places: Sequence[tuple[str, int]]) -> Condition:
    """Return the condition of being taught near a town, or online: the nearest place, and the others with lower shares.

    `places` are pairs of a key and its distance in kilometres, the nearest first. A share is in sixteenths."""
    nearest = places[0][1]
    shares = (
        WHOLE if away <= nearest + 30 else FURTHER if away <= max(100, 2 * nearest) else OVERLAPPING
        for _, away in places
    )
    found = tuple((f"sted={key}", share) for (key, _), share in zip(places, shares, strict=True))
    online = (("studieform=nettbasert", ONLINE), ("studieform=mooc", ONLINE))
    return Condition(written, (*found, *online), kilometres=tuple(away for _, away in places))


def with_digits(text: str, manifest: Mapping[str, Any]) -> str:
    """Return the text with number words as digits, if it has a word for grades or credits."""
    if not re.search(manifest["counted"], text):
        return text
    numbers = manifest["numbers"]
    return re.sub(f"[{manifest['letters']}]+", lambda match: str(numbers.get(fold(match[0]), match[0])), text)


def read_patterns(text: str, manifest: Mapping[str, Any]) -> tuple[str, list[Condition]]:
    """Return the text without the conditions that match a pattern, and these conditions."""
    conditions: list[Condition] = []
    for kind, pattern in manifest["patterns"]:
        for match in list(re.finditer(pattern, text)):
            written = match[0].strip()
            if kind == "held":
                conditions.append(Condition(written, ((NEXT_LEVEL, WHOLE),)))
            elif kind == "credits":
                conditions.append(credits_condition(float(match[1].replace(",", ".")), written))
            else:
                offset = int(kind.partition("+")[2])  # vg1 is the 11th school year
                low, high = int(match[1]) + offset, int(match[match.re.groups]) + offset
                if not 1 <= low <= high <= 13:
                    continue
                conditions.append(grades_condition(low, high, written, manifest["ranges"]))
            text = text.replace(match[0], " ", 1)
    return text, conditions


def credits_condition(credits: float, written: str) -> Condition:
    """Return the condition for a number of credits."""
    return Condition(written, ((f"sp={credits:g}", WHOLE),))


def grades_condition(low: int, high: int, written: str, ranges: list[list[int]]) -> Condition:
    """Return the condition for a range of grades: the same range, one that holds it, or one that overlaps it."""
    found = []
    for first, last in ranges:
        if first <= high and low <= last:
            covering = first <= low and high <= last
            share = WHOLE if (first, last) == (low, high) else COVERING if covering else OVERLAPPING
            found.append((f"trinn={first}-{last}", share))
    return Condition(written, tuple(found))
