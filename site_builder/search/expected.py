"""What readers search for, tried on the finished index: does each query still find what it should?

Measures, for the report: success@k is the share of queries with a right hit among the first k; nDCG@10 as defined by
Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques, ACM TOIS 20 (2002), with gains 0 and 1.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from msgspec import Struct

from site_builder.catalogue.facets import FACETS
from site_builder.catalogue.years import Catalogue, ExpectedSearch
from site_builder.output.output import Output
from site_builder.output.search_paths import manifest_path
from site_builder.problems import N_, Problem, error
from site_builder.search.documents import indexed_articles, indexed_courses, indexed_stories
from site_builder.search.lookup import Index


class Outcome(Struct, frozen=True):
    """What a query found: titles of its hits, best first, the places (from 1) of right ones, and how many there are.

    Courses are counted among courses, articles and stories among their own, as they are shown.
    """

    expected: ExpectedSearch
    found: tuple[str, ...]
    right: tuple[int, ...]
    possible: int

    @property
    def rank(self) -> int:
        """Place of the first right hit, 0 where there is none; of a query that shall find nothing, 1 or 0."""
        if self.expected.nothing:
            return int(not self.found)
        return self.right[0] if self.right else 0

    def success(self, among: int) -> bool:
        """Tell whether a right hit is among the first."""
        return 0 < self.rank <= among

    @property
    def gain(self) -> float:
        """nDCG@10."""
        if self.expected.nothing:
            return float(self.rank)
        best = sum(_gain(place) for place in range(1, min(10, self.possible) + 1))
        return sum(_gain(place) for place in self.right if place <= 10) / best if best else 0.0


def _gain(place: int) -> float:
    return 1 / math.log2(place + 1)


def open_index(outputs: Iterable[Output], language: str) -> Index:
    """Return the index of a built site, read from its outputs."""
    contents = {output.path: output.content for output in outputs if output.path.startswith(("assets/", "search/"))}
    return Index(contents[manifest_path(language)], contents.__getitem__)


def outcomes(catalogue: Catalogue, index: Index) -> Iterator[Outcome]:
    """Yield what each expected query of the catalogue finds, as far as it is typed."""
    known = tuple(_known(catalogue))
    for expected in catalogue.expected:
        hits = [known[hit.document] for hit in index.search(expected.text).hits]
        courses = expected.thing is None or expected.thing[0] == "course"
        shown = hits if expected.nothing else [each for each in hits if (each.kind == "course") is courses]
        right = tuple(place for place, each in enumerate(shown, start=1) if _fulfils(each, expected))
        possible = sum(_fulfils(each, expected) for each in known)
        yield Outcome(expected, tuple(each.title for each in shown), right, possible)


class _Known(Struct, frozen=True):
    kind: str
    key: str
    title: str
    facets: frozenset[tuple[str, str]] = frozenset()


def _known(catalogue: Catalogue) -> Iterator[_Known]:
    """Yield what can be found, by number."""
    for course in indexed_courses(catalogue):
        facets = frozenset((facet.key, value.key) for facet in FACETS for value in facet.values(course))
        yield _Known("course", course.key, course.title, facets)
    for key, versions in indexed_articles(catalogue).items():
        yield _Known("article", key, versions[0].title)
    for story in indexed_stories(catalogue):
        yield _Known("story", story.key, story.title)


def _fulfils(known: _Known, expected: ExpectedSearch) -> bool:
    if expected.nothing or (expected.thing and (known.kind, known.key) != expected.thing):
        return False
    return known.facets.issuperset(expected.facets)


def failing_searches(catalogue: Catalogue, outputs: Iterable[Output]) -> tuple[Problem, ...]:
    """Return a problem for each expected query that no longer finds what it should, at its line."""
    if not catalogue.expected:
        return ()
    index = open_index(outputs, catalogue.settings.languages[0])
    return tuple(_problem(each) for each in outcomes(catalogue, index) if not each.success(each.expected.among))


_KINDS = {"course": "studietilbud", "article": "side", "story": "historie"}
"""Kinds of things as the file writes them."""


def _problem(outcome: Outcome) -> Problem:
    expected = outcome.expected
    thing = [(_KINDS[expected.thing[0]], expected.thing[1])] if expected.thing else []
    said = ", ".join(f"{key}: {value}" for key, value in (*thing, *expected.facets))
    found = "; ".join(f"«{title}»" for title in outcome.found[:3])
    if expected.nothing:
        return error(
            expected.place,
            "golden-query",
            N_("The search «{text}» should find nothing, but finds {found}."),
            N_("Is a text or an everyday name new that holds this word? Change it, or this line."),
            text=expected.text,
            found=found,
        )
    if not outcome.possible:
        return error(
            expected.place,
            "golden-query",
            N_("The search «{text}» expects {said}, and nothing in the catalogue is that."),
            N_("Correct the line, or put back what was withdrawn."),
            text=expected.text,
            said=said,
        )
    return error(
        expected.place,
        "golden-query",
        N_("The search «{text}» no longer finds {said} among its first {among} (place {rank}; 0 is not found)."),
        N_('It finds first: {found}. Try `site-builder search "{text}"`, and see what you changed.'),
        text=expected.text,
        said=said,
        among=expected.among,
        rank=outcome.rank,
        found=found or "–",
    )
