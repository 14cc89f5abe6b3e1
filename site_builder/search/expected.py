"""Expected searches: queries that readers type, and the hits that the finished index must return."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from site_builder.catalogue.facets import facets_of
from site_builder.catalogue.tools import tools
from site_builder.catalogue.years import Catalogue, ExpectedSearch
from site_builder.output.output import Output
from site_builder.output.search_paths import manifest_path
from site_builder.problems import N_, Problem, error
from site_builder.search.documents import indexed_articles, indexed_courses, indexed_sections, indexed_stories
from site_builder.search.ranking import Index


class Outcome(Struct, frozen=True):
    """The outcome of an expected search. `found` are the titles of its hits, `right` the positions of the right ones.

    Positions count from 1, among courses or among articles and stories, as on the search page. `possible` is the number
    of documents in the index that would be right.
    """

    expected: ExpectedSearch
    found: tuple[str, ...]
    right: tuple[int, ...]
    possible: int

    @property
    def rank(self) -> int:
        """The position of the first right hit, from 1; 0 if there is none.

        For a query that must find nothing: 1 if it finds nothing, else 0.
        """
        if self.expected.nothing:
            return int(not self.found)
        return self.right[0] if self.right else 0

    def success(self, among: int) -> bool:
        """Return whether a right hit is among the first `among` hits."""
        return 0 < self.rank <= among


def open_index(outputs: Iterable[Output], language: str) -> Index:
    """Return the search index in one interface language (a code), read from the outputs of a built site.

    Raises KeyError if the outputs have no index in that language.
    """
    contents = {output.path: output.content for output in outputs if output.path.startswith(("assets/", "search/"))}
    return Index(contents[manifest_path(language)], contents.__getitem__)


def outcomes(catalogue: Catalogue, index: Index) -> Iterator[Outcome]:
    """Yield the outcome of each expected search of the catalogue, in order, as if its text were being typed."""
    documents = tuple(_documents(catalogue))
    for expected in catalogue.expected:
        hits = [documents[hit.document] for hit in index.search(expected.text).hits]
        courses = expected.thing is None or expected.thing[0] == "course"
        shown = hits if expected.nothing else [each for each in hits if (each.kind == "course") is courses]
        right = tuple(place for place, each in enumerate(shown, start=1) if _is_right(each, expected))
        possible = sum(_is_right(each, expected) for each in documents)
        yield Outcome(expected, tuple(each.title for each in shown), right, possible)


class _Document(Struct, frozen=True):
    kind: str
    key: str
    title: str
    facets: frozenset[tuple[str, str]] = frozenset()


def _documents(catalogue: Catalogue) -> Iterator[_Document]:
    """Yield the documents in the order of their numbers."""
    divided_by = facets_of(catalogue.profile)
    for course in indexed_courses(catalogue):
        facets = frozenset((facet.key, value.key) for facet in divided_by for value in facet.values(course))
        yield _Document("course", course.key, course.title, facets)
    for key, versions in indexed_articles(catalogue).items():
        yield _Document("article", key, versions[0].title)
    for story in indexed_stories(catalogue):
        yield _Document("story", story.key, story.title)
    for key, section in indexed_sections(catalogue):
        yield _Document("article", key.partition("#")[0], section[0].title)
    for tool in tools(catalogue):
        yield _Document("tool", tool.key, tool.title.message)


def _is_right(document: _Document, expected: ExpectedSearch) -> bool:
    if expected.nothing or (expected.thing and (document.kind, document.key) != expected.thing):
        return False
    return document.facets.issuperset(expected.facets)


def failing_searches(catalogue: Catalogue, outputs: Iterable[Output]) -> tuple[Problem, ...]:
    """Return a problem at the line of each expected search that fails in the index of the site's first language.

    () if none fails. `outputs` are the files of the built site.
    """
    if not catalogue.expected:
        return ()
    index = open_index(outputs, catalogue.settings.languages[0])
    return tuple(_problem(each) for each in outcomes(catalogue, index) if not each.success(each.expected.among))


_KINDS = {"course": "studietilbud", "article": "side", "story": "historie"}
"""Kinds of documents, as keys of the file."""


def _problem(outcome: Outcome) -> Problem:
    expected = outcome.expected
    thing = [(_KINDS[expected.thing[0]], expected.thing[1])] if expected.thing else []
    expectation = ", ".join(f"{key}: {value}" for key, value in (*thing, *expected.facets))
    found = "; ".join(f"«{title}»" for title in outcome.found[:3])
    if expected.nothing:
        return error(
            expected.place,
            "golden-query",
            N_("The search «{text}» should find nothing, but finds {found}."),
            N_("A new text or everyday name may contain this word. Change it, or this line."),
            text=expected.text,
            found=found,
        )
    if not outcome.possible:
        return error(
            expected.place,
            "golden-query",
            N_("The search «{text}» should find {said}, but the catalogue has no such entry."),
            N_("Correct the line, or restore the deleted entry."),
            text=expected.text,
            said=expectation,
        )
    return error(
        expected.place,
        "golden-query",
        N_("The search «{text}» no longer finds {said} among its first {among} (place {rank}; 0 is not found)."),
        N_('It finds first: {found}. Run `site-builder search "{text}"` to see why.'),
        text=expected.text,
        said=expectation,
        among=expected.among,
        rank=outcome.rank,
        found=found or "–",
    )
