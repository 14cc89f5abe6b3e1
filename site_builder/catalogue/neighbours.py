"""Courses that somebody who reads about one may want to see, each group with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from site_builder.catalogue.fields import CourseState
from site_builder.catalogue.model import AcademicYear, Course
from site_builder.problems import N_

MOST = 3
"""Courses a group: a page's end is no list."""

Group = tuple[str, tuple[Course, ...]]
"""Reason as msgid, courses."""


class Neighbours:
    """The neighbours of each course of a year; found when they are first asked for, then known."""

    def __init__(self, year: AcademicYear) -> None:
        """Keep the year."""
        self._year = year
        self._known: dict[str, tuple[Group, ...]] = {}

    def of(self, course: Course) -> tuple[Group, ...]:
        """Return each group that has any courses; a course stands in the first group that fits.

        In each those within the same counties come first, then in order of key.
        """
        if course.key not in self._known:
            self._known[course.key] = tuple(self._groups(course))
        return self._known[course.key]

    def _groups(self, course: Course) -> Iterator[Group]:
        here = self._here[_offer(course)]
        next_level = [each for each in here if _next_level(course, each)]
        seen = {course.key}
        for reason, candidates in (
            (N_("The next level"), sorted([*next_level, *self._after.get(course.key, ())], key=lambda each: each.key)),
            (N_("The same subject and grades elsewhere"), self._alike[_likeness(course)]),
            (N_("More in the subject at the same institution"), here),
        ):
            if found := self._nearest(course, candidates, seen):
                seen.update(each.key for each in found)
                yield reason, found

    def _nearest(self, course: Course, candidates: Iterable[Course], seen: set[str]) -> tuple[Course, ...]:
        """Return the first of `candidates`, which come in order of key; a large catalogue has thousands of them."""
        counties = self._counties[course.key]
        near: dict[str, Course] = {}
        far: dict[str, Course] = {}
        for each in candidates:
            if each.key in seen or not _offered(course, each):
                continue
            if not counties.isdisjoint(self._counties[each.key]):
                near[each.key] = each
            elif len(far) < MOST:
                far[each.key] = each
            if len(near) == MOST or (not counties and len(far) == MOST):
                break
        return (*near.values(), *far.values())[:MOST]

    @cached_property
    def _counties(self) -> Mapping[str, frozenset[str]]:
        return {course.key: frozenset(course.counties) for course in self._year.courses}

    @cached_property
    def _after(self) -> Mapping[str, tuple[Course, ...]]:
        """Key of a course -> the courses that build on it."""
        found: dict[str, list[Course]] = defaultdict(list)
        for course in self._year.courses:
            if course.prior_course:
                found[course.prior_course].append(course)
        return {key: tuple(courses) for key, courses in found.items()}

    @cached_property
    def _here(self) -> Mapping[tuple[object, ...], tuple[Course, ...]]:
        """`_offer` of a course -> courses of the same subject at the same institution."""
        found: dict[tuple[object, ...], list[Course]] = defaultdict(list)
        for course in self._year.courses:
            found[_offer(course)].append(course)
        return {key: tuple(courses) for key, courses in found.items()}

    @cached_property
    def _alike(self) -> Mapping[tuple[object, ...], tuple[Course, ...]]:
        """`_likeness` of a course -> courses that one can take instead of the other."""
        found: dict[tuple[object, ...], list[Course]] = defaultdict(list)
        for course in self._year.courses:
            found[_likeness(course)].append(course)
        return {key: tuple(courses) for key, courses in found.items()}


def _offer(course: Course) -> tuple[object, ...]:
    return (course.subject.key, course.institution.key)


def _likeness(course: Course) -> tuple[object, ...]:
    return (course.subject.key, course.level, course.grades)


def _offered(course: Course, other: Course) -> bool:
    return other.subject.key == course.subject.key and other.offering.state not in (
        CourseState.CANCELLED,
        CourseState.NOT_THIS_YEAR,
    )


def _next_level(course: Course, other: Course) -> bool:
    return bool(course.level and other.level == course.level + 1 and other.grades == course.grades)
