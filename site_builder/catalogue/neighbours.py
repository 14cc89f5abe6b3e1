"""Courses related to a given one, in groups with a reason, shown at the end of its page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from heapq import merge
from itertools import chain
from typing import NamedTuple, TypeVar

from site_builder.catalogue.model import Course
from site_builder.catalogue.years import AcademicYear
from site_builder.engine.memo import Cache, Memo, cache_key
from site_builder.problems import N_

GROUP_SIZE = 3
"""Largest number of courses in a group: more would make the end of a page a list of its own."""

Group = tuple[str, tuple[Course, ...]]
"""Reason as msgid, courses."""

K = TypeVar("K")

Key = tuple[object, ...]
"""Values that the courses of one group have in common."""


NEIGHBOURS = Cache("neighbours", dict[str, str])
"""Digests of the groups of each course of a year, by the digests of its courses."""


class Neighbours:
    """The related courses of each course of one year, computed at first use and kept as long as the object."""

    def __init__(self, year: AcademicYear) -> None:
        self._year = year
        self._groups: dict[str, tuple[Group, ...]] = {}

    def of(self, course: Course) -> tuple[Group, ...]:
        """Return (reason as msgid, courses) for each group of courses related to `course`; () if there are none.

        A group has at most GROUP_SIZE courses, none of them cancelled: those that share a county with `course` first,
        then by key. A course is in one group at most.
        """
        if course.key not in self._groups:
            self._groups[course.key] = tuple(self._find_groups(course))
        return self._groups[course.key]

    def digests(self, memo: Memo) -> Mapping[str, str]:
        """Return course key -> digest (hexadecimal) of its groups: the reasons and the header digests of their courses.

        Cached in `memo` by the header digests and counties of all courses of the year.
        """
        courses = self._year.courses
        key = (self._year.key, *(f"{each.header_digest} {sorted(self._counties[each.key])}" for each in courses))
        return memo.get_or_compute_many(
            NEIGHBOURS, [key], lambda _: [{each.key: self._digest(each) for each in courses}]
        )[0]

    def _digest(self, course: Course) -> str:
        parts = (
            part for reason, found in self.of(course) for part in (reason, *(each.header_digest for each in found))
        )
        return cache_key(*parts).hex()

    def _find_groups(self, course: Course) -> Iterator[Group]:
        subject = self._subjects[course.subject.key]
        counties = self._counties[course.key]
        used = {course.key}
        for reason, candidates in (
            (N_("The next level"), self._next_level(course, subject)),
            (_alike(course), subject.by_level.get(_level(course), _NONE)),
            (N_("More in the subject at the same institution"), subject.by_provider.get(_provider(course), _NONE)),
        ):
            near = merge(*(candidates.by_county.get(county, ()) for county in counties), key=_course_key)
            far = (each for each in candidates.all if counties.isdisjoint(self._counties[each.key]))
            if found := _first(chain(near, far), course, used):
                used.update(each.key for each in found)
                yield reason, found

    def _next_level(self, course: Course, subject: _SubjectIndex) -> _Candidates:
        """Return the courses one level up at the same institution, and those that name `course` as their prior."""
        higher = subject.by_provider_level.get(_provider_level(course, 1), _NONE) if course.level else _NONE
        if following := self._by_prior_course.get(course.key):
            by_key = {each.key: each for each in (*higher.all, *following)}
            return _candidates([by_key[key] for key in sorted(by_key)], self._counties)
        return higher

    @cached_property
    def _by_prior_course(self) -> Mapping[str, Sequence[Course]]:
        return _grouped(
            (each for each in self._year.courses if each.prior_course), lambda each: each.prior_course or ""
        )

    @cached_property
    def _counties(self) -> Mapping[str, frozenset[str]]:
        return {course.key: frozenset(course.counties) for course in self._year.courses}

    @cached_property
    def _subjects(self) -> Mapping[str, _SubjectIndex]:
        by_subject = _grouped(self._year.courses, lambda course: course.subject.key)
        return {key: _SubjectIndex(courses, self._counties) for key, courses in by_subject.items()}


class _Candidates(NamedTuple):
    """Courses held this year in order of key, and the same by county: merging a few lists replaces sorting all."""

    all: Sequence[Course]
    by_county: Mapping[str, Sequence[Course]]


_NONE = _Candidates((), {})


class _SubjectIndex:
    """The courses of one subject by common values. Computed at first use: most rebuilds need one subject only."""

    def __init__(self, courses: Sequence[Course], counties: Mapping[str, frozenset[str]]) -> None:
        self._courses = courses
        self._counties = counties

    @cached_property
    def by_level(self) -> Mapping[Key, _Candidates]:
        return self._index(_level)

    @cached_property
    def by_provider(self) -> Mapping[Key, _Candidates]:
        return self._index(_provider)

    @cached_property
    def by_provider_level(self) -> Mapping[Key, _Candidates]:
        return self._index(_provider_level)

    def _index(self, key: Callable[[Course], Key]) -> Mapping[Key, _Candidates]:
        return {value: _candidates(found, self._counties) for value, found in _grouped(self._courses, key).items()}


def _grouped(courses: Iterable[Course], key: Callable[[Course], K]) -> Mapping[K, Sequence[Course]]:
    groups: dict[K, list[Course]] = defaultdict(list)
    for course in courses:
        groups[key(course)].append(course)
    return groups


def _candidates(courses: Iterable[Course], counties: Mapping[str, frozenset[str]]) -> _Candidates:
    held = tuple(course for course in courses if course.offering.is_held)
    by_county: dict[str, list[Course]] = defaultdict(list)
    for course in held:
        for county in counties[course.key]:
            by_county[county].append(course)
    return _Candidates(held, by_county)


def _first(candidates: Iterable[Course], course: Course, used: Container[str]) -> tuple[Course, ...]:
    """Return the first GROUP_SIZE candidates in the subject of `course` whose keys are not in `used`, each once."""
    found: dict[str, Course] = {}
    for each in candidates:
        if each.key not in used and each.subject.key == course.subject.key:
            found[each.key] = each
            if len(found) == GROUP_SIZE:
                break
    return tuple(found.values())


def _course_key(course: Course) -> str:
    return course.key


def _provider(course: Course) -> Key:
    return (course.institution.key,)


def _provider_level(course: Course, up: int = 0) -> Key:
    """Return the key of courses at one institution, for the same grades, `up` levels above `course`."""
    return (course.institution.key, course.grades, (course.level or 0) + up)


def _alike(course: Course) -> str:
    """Return the heading (a msgid) of the group of courses with the same subject, level and, if any, grades."""
    has_grades = course.grades.ranges or course.grades.adults
    return N_("Similar courses elsewhere") if has_grades else N_("Other courses in the same subject")


def _level(course: Course) -> Key:
    return (course.level, course.grades)
