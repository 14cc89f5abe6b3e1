"""A year's courses arranged for reading: by facet, subject and facet, neighbours. Each arrangement is made once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from site_builder.catalogue.facets import BY_KEY, Facet, FacetValue, divide
from site_builder.catalogue.model import Course
from site_builder.catalogue.neighbours import Neighbours
from site_builder.catalogue.requirements import Way, ways
from site_builder.catalogue.vocabulary import Requirement
from site_builder.catalogue.years import AcademicYear
from site_builder.engine.memo import Memo

Divided = Mapping[FacetValue, tuple[Course, ...]]
"""Value of a facet -> the courses that have it, values in their order."""

PAIRED = ("trinn", "sted")
"""Facets that a subject's list can be narrowed by."""


class Grouping:
    """One year's courses; it holds nothing that the year does not say."""

    def __init__(self, year: AcademicYear, memo: Memo) -> None:
        """Keep the year; everything else is made when it is first asked for, or recalled."""
        self.year = year
        self._memo = memo
        self._by_facet: dict[str, Divided] = {}
        self._ways: dict[tuple[str, str], tuple[Way, ...]] = {}

    def by(self, facet: Facet) -> Divided:
        """Return the courses by value of `facet`."""
        if facet.key not in self._by_facet:
            self._by_facet[facet.key] = divide(facet, self.year.courses)
        return self._by_facet[facet.key]

    def ways(self, requirement: Requirement, subject: str) -> tuple[Way, ...]:
        """Return the ways to meet a requirement in the subject with that key."""
        asked = (requirement.key, subject)
        if asked not in self._ways:
            courses = next((found for value, found in self.by(BY_KEY["fag"]).items() if value.key == subject), ())
            self._ways[asked] = ways(requirement, subject, courses)
        return self._ways[asked]

    @cached_property
    def pairs(self) -> Mapping[str, tuple[tuple[Facet, FacetValue, tuple[Course, ...]], ...]]:
        """Key of subject -> its frequent pairs (facet, value, courses): at least two courses, and not all of them."""
        return {
            subject.key: tuple(
                (BY_KEY[key], value, found)
                for key in PAIRED
                for value, found in divide(BY_KEY[key], courses).items()
                if 2 <= len(found) < len(courses)
            )
            for subject, courses in self.by(BY_KEY["fag"]).items()
        }

    @cached_property
    def neighbours(self) -> Neighbours:
        """The courses that readers of each may want to see too."""
        return Neighbours(self.year)

    @cached_property
    def neighbour_digests(self) -> Mapping[str, str]:
        """Of each course by key: another when its neighbours are others, or their facts."""
        return self.neighbours.marks(self._memo)
