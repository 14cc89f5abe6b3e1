"""Group a year's courses by facet, by subject and facet, by requirement, and with their related courses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from site_builder.catalogue.alphabet import Alphabet
from site_builder.catalogue.facets import BY_KEY, Facet, FacetValue, group_courses
from site_builder.catalogue.labels import Label
from site_builder.catalogue.model import Course
from site_builder.catalogue.neighbours import Neighbours
from site_builder.catalogue.requirements import Way, find_ways
from site_builder.catalogue.vocabulary import Requirement
from site_builder.catalogue.years import AcademicYear
from site_builder.engine.memo import Memo

CoursesByValue = Mapping[FacetValue, tuple[Course, ...]]
"""Value of a facet -> the courses that have it."""

Pair = tuple[Facet, FacetValue, tuple[Course, ...]]
"""A value of a facet that narrows a subject's list, and the courses that are left."""

NARROWING_FACETS = ("trinn", "sted")
"""Keys of the facets that narrow a subject's list: those that divide most subjects into lists of useful length."""


def by_title(courses: Iterable[Course], alphabet: Alphabet) -> tuple[Course, ...]:
    """Return the courses sorted by title, in the order of a language's alphabet."""
    return tuple(sorted(courses, key=lambda course: (alphabet.key(course.title), course.key)))


class Grouping:
    """The courses of one year in groups. Each grouping is computed at first use, and kept as long as the object."""

    def __init__(self, year: AcademicYear, memo: Memo) -> None:
        self.year = year
        self._memo = memo
        self._by_facet: dict[str, CoursesByValue] = {}
        self._ways: dict[tuple[str, str], tuple[Way, ...]] = {}

    def by(self, facet: Facet) -> CoursesByValue:
        """Return value of `facet` -> the courses that have it, sorted by the value's `order`, then by its key."""
        if facet.key not in self._by_facet:
            self._by_facet[facet.key] = group_courses(facet, self.year.courses)
        return self._by_facet[facet.key]

    def ways(self, requirement: Requirement, subject: str) -> tuple[Way, ...]:
        """Return this year's ways to meet `requirement` in the subject with the key `subject`; () if there is none."""
        key = (requirement.key, subject)
        if key not in self._ways:
            courses = next((found for value, found in self.by(BY_KEY["fag"]).items() if value.key == subject), ())
            self._ways[key] = find_ways(requirement, subject, courses)
        return self._ways[key]

    @cached_property
    def pairs(self) -> Mapping[str, tuple[Pair, ...]]:
        """Subject key -> (facet, value, courses) for each value of NARROWING_FACETS that divides the subject's list.

        Only values with at least two of its courses, but not all of them, are listed.
        """
        return {
            subject.key: tuple(
                (BY_KEY[key], value, found)
                for key in NARROWING_FACETS
                for value, found in group_courses(BY_KEY[key], courses).items()
                if 2 <= len(found) < len(courses)
            )
            for subject, courses in self.by(BY_KEY["fag"]).items()
        }

    @cached_property
    def neighbours(self) -> Neighbours:
        """The related courses of each course of the year, shown at the end of its page."""
        return Neighbours(self.year)

    @cached_property
    def neighbour_digests(self) -> Mapping[str, str]:
        """Course key -> digest, in hexadecimal, of its related courses' headers and the reasons for the relation."""
        return self.neighbours.digests(self._memo)


class SortedGrouping:
    """The groups of a Grouping, values of facets in display order: by `order`, then by label in one language."""

    def __init__(self, grouping: Grouping, alphabet: Alphabet, translate: Callable[[Label], str]) -> None:
        """Wrap `grouping`, which all languages share; `translate` returns the text of a label in the language."""
        self._grouping = grouping
        self._alphabet = alphabet
        self._translate = translate
        self._by_facet: dict[str, CoursesByValue] = {}
        self.ways = grouping.ways

    def by(self, facet: Facet) -> CoursesByValue:
        """Return value of `facet` -> the courses that have it, values in display order."""
        if facet.key not in self._by_facet:
            found = self._grouping.by(facet)
            self._by_facet[facet.key] = {value: found[value] for value in sorted(found, key=self._place)}
        return self._by_facet[facet.key]

    def pairs(self, subject: str) -> tuple[Pair, ...]:
        """Return (facet, value, courses) for each narrower list of the subject with the key `subject`, as displayed."""
        facets = {key: place for place, key in enumerate(NARROWING_FACETS)}
        found = self._grouping.pairs[subject]
        return tuple(sorted(found, key=lambda pair: (facets[pair[0].key], self._place(pair[1]))))

    @property
    def neighbours(self) -> Neighbours:
        """The related courses of each course of the year, shown at the end of its page."""
        return self._grouping.neighbours

    @property
    def neighbour_digests(self) -> Mapping[str, str]:
        """Course key -> digest, in hexadecimal, of its related courses' headers and the reasons for the relation."""
        return self._grouping.neighbour_digests

    def _place(self, value: FacetValue) -> tuple[tuple[int | str, ...], str, str]:
        return value.order, self._alphabet.key(self._translate(value.label)), value.key
