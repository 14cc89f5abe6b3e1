"""Conditions of a query on the facts of courses, and the patterns that find them. Twin: js/search/conditions.js."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from site_builder.search.analysis import fold
from site_builder.search.facts import PAGE
from site_builder.search.nearness import FARTHEST, MOST_PLACES
from site_builder.search.open_shard import WHOLE

SUBJECT, COVERING, OVERLAPPING, NEAR, NAMED, FURTHER, ONLINE = 14, 12, 5, 6, 10, 9, 4
"""Sixteenths of a condition that a fact meets (WHOLE: the fact that is asked for).

The subject, which with its word outweighs any other fact: who asks for mathematics online would rather have it
elsewhere than another subject online; more grades than asked, some of them; the next best; a place, whose name counts
as a word as well; a place that is further away than the nearest; online instead of near.
"""

KEPT = ("fag", "fylke", "sted")
"""Names of facts whose phrase also counts as words: texts about them, and names with them, are worth finding too."""


SUBJECT_FACT = "fag="
"""Beginning of a fact that names a subject."""

NEXT_LEVEL = "niva=2"

MAX_MARKS = 26
"""Conditions of a query that are read by patterns: each is marked by a letter of a to z."""

GRADES_FACT = "klasse="
"""Beginning of what a phrase asks for that is a range of grades: each course's range is compared with it."""

PAGE_FACT = f"{PAGE}="
"""Beginning of a fact that names a page: it is shown above the courses, and does not choose among them."""


class Condition(Struct, frozen=True):
    """A condition of a query, met by documents that have one of its `facts`: pairs of a fact (facts.py) and a share.

    The share, in sixteenths, says how well a document with that fact meets the condition. `written` is the text of the
    condition in the query. A `negated` condition excludes the documents that meet it. `kilometres` are the distances to
    the places among the first facts, `grades` the lowest and the highest school year asked for; () where there are
    none.
    """

    written: str
    facts: tuple[tuple[str, int], ...]
    negated: bool = False
    kilometres: tuple[int, ...] = ()
    grades: tuple[int, ...] = ()

    @property
    def name(self) -> str:
        """The name of the first fact, such as `fag` of `fag=norsk`; "" without facts."""
        return self.facts[0][0].partition("=")[0] if self.facts else ""

    @property
    def most(self) -> int:
        """The highest share of a fact, in sixteenths; 0 without facts."""
        return max((share for _, share in self.facts), default=0)

    @property
    def names_subject(self) -> bool:
        """True for a condition on the subject."""
        return bool(self.facts) and self.facts[0][0].startswith(SUBJECT_FACT)


def without_pages(condition: Condition | None) -> tuple[tuple[str, ...], Condition | None]:
    """Return (the facts of a condition that name pages, the condition with its other facts).

    Return ((), None) for None.
    """
    facts = condition.facts if condition else ()
    pages = tuple(fact for fact, _ in facts if fact.startswith(PAGE_FACT))
    if not condition or not pages:
        return (), condition
    return pages, Condition(condition.written, tuple(each for each in facts if each[0] not in pages))


def facts_of(written: str) -> tuple[tuple[str, int], ...]:
    """Return (fact, share in sixteenths) pairs, given `written` as a file of phrases has it: `fag=norsk|fag=engelsk`.

    Facts are separated by spaces. Those before the bar are asked for, and their share follows from their kind; those
    after it are similar and have the share NEAR.
    """
    exact, _, near = written.partition("|")
    name = exact.partition("=")[0]
    share = SUBJECT if name == "fag" else NAMED if name in KEPT else WHOLE
    return (*((fact, share) for fact in exact.split()), *((fact, NEAR) for fact in near.split()))


def near_to(written: str, places: Sequence[tuple[str, int]]) -> Condition:
    """Return the condition of being taught near a town, or online: in full at the nearest place, in part further away.

    `places` are (key of a study place, its distance in kilometres) pairs, at least one, the nearest first. `written` is
    the condition's text in the query.
    """
    nearest = places[0][1]
    shares = (
        WHOLE if away <= nearest + 30 else FURTHER if away <= max(100, 2 * nearest) else OVERLAPPING
        for _, away in places
    )
    found = tuple((f"sted={key}", share) for (key, _), share in zip(places, shares, strict=True))
    online = (("studieform=nettbasert", ONLINE), ("studieform=mooc", ONLINE))
    return Condition(written, (*found, *online), kilometres=tuple(away for _, away in places))


def nearest_of(near: Condition, taught: Callable[[str], bool]) -> Condition:
    """Return a condition of nearness with its nearest places alone: MOST_PLACES within FARTHEST with suitable courses.

    `taught` returns whether a course that meets the other conditions has a fact, such as `sted=hamar`. If none has, all
    places count.
    """
    places = [(fact.partition("=")[2], away) for (fact, _), away in zip(near.facts, near.kilometres, strict=False)]
    first: list[tuple[str, int]] = []
    for key, away in places:
        if len(first) == MOST_PLACES or (first and away > max(FARTHEST, first[0][1])):
            break
        if taught(f"sted={key}"):
            first.append((key, away))
    return near_to(near.written, first) if first else nearest_of(near, lambda _: True)


def with_digits(text: str, manifest: Mapping[str, Any]) -> str:
    """Return a query with number words (*tretti*) as digits; unchanged if no word in it counts grades or credits.

    `manifest` is that of the index, which has these words.
    """
    if not re.search(manifest["counted"], text):
        return text
    numbers = manifest["numbers"]
    return re.sub(f"[{manifest['letters']}]+", lambda match: str(numbers.get(fold(match[0]), match[0])), text)


def read_patterns(text: str, manifest: Mapping[str, Any]) -> tuple[str, dict[str, Condition]]:
    """Return (the text with a mark for each condition that a pattern of the manifest finds, mark -> condition).

    Patterns find grades, credits and credits held. A mark is a word such as `__a`.
    """
    conditions: dict[str, Condition] = {}
    for kind, pattern in manifest["patterns"]:
        for match in list(re.finditer(pattern, text))[: MAX_MARKS - len(conditions)]:
            written = match[0].strip()
            if kind == "held":
                condition = Condition(written, ((NEXT_LEVEL, WHOLE),))
            elif kind == "credits":
                condition = credits_condition(float(match[1].replace(",", ".")), written)
            else:
                offset = int(kind.partition("+")[2])  # vg1 is the 11th school year
                low, high = int(match[1]) + offset, int(match[match.re.groups]) + offset
                if not 1 <= low <= high <= 13:
                    continue
                condition = grades_condition(low, high, written, manifest["ranges"])
            mark = f"__{chr(ord('a') + len(conditions))}"
            conditions[mark] = condition
            text = text.replace(match[0], f" {mark} ", 1)
    return text, conditions


def named_condition(
    phrase: str, written: str, manifest: Mapping[str, Any], facts: Callable[[str], str]
) -> Condition | None:
    """Return the condition that a phrase names; None if it names none.

    `phrase` are folded words with single spaces, `written` the same words as in the query. `manifest` is that of the
    index; `facts` returns the facts of a phrase as Phrases.facts does, "" without any.
    """
    found = facts(phrase)
    return condition_of(found, written, manifest["ranges"]) if found else None


def condition_of(found: str, written: str, ranges: Sequence[Sequence[int]]) -> Condition:
    """Return the condition for the facts of a phrase (`found`): `FACTS|FACTS`, or grades as `klasse=1-7`.

    `written` is its text in the query. `ranges` are the [lowest, highest] grades of all courses, as in the manifest.
    """
    if found.startswith(GRADES_FACT):
        low, high = map(int, found.removeprefix(GRADES_FACT).split("-"))
        return grades_condition(low, high, written, ranges)
    return Condition(written, facts_of(found))


def credits_condition(credits: float, written: str) -> Condition:
    """Return the condition for a number of credits. `written` is its text in the query."""
    return Condition(written, ((f"sp={credits:g}", WHOLE),))


def grades_condition(low: int, high: int, written: str, ranges: Sequence[Sequence[int]]) -> Condition:
    """Return the condition for the school years `low` to `high`, inclusive. `written` is its text in the query.

    A course with the same range meets it in full, one whose range contains or overlaps it in part. `ranges` are the
    [lowest, highest] grades of all courses, as in the manifest.
    """
    found = []
    for first, last in ranges:
        if first <= high and low <= last:
            covering = first <= low and high <= last
            share = WHOLE if (first, last) == (low, high) else COVERING if covering else OVERLAPPING
            found.append((f"trinn={first}-{last}", share))
    return Condition(written, tuple(found), grades=(low, high))


def within(condition: Condition) -> Condition:
    """Return the condition for the courses that a negated condition on grades excludes: those for these grades alone.

    *Ikke videregående* keeps courses for grades 8 to 13. If no course is for these grades alone, all that overlap are
    excluded.
    """
    low, high = condition.grades
    inside = []
    for fact, _ in condition.facts:
        first, last = map(int, fact.removeprefix("trinn=").split("-"))
        if low <= first and last <= high:
            inside.append((fact, WHOLE))
    return Condition(condition.written, tuple(inside) or condition.facts)
