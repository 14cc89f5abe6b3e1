"""Compute which kompetansekrav (credits that teaching a subject requires) courses count towards, and ways to meet them.

The rules are data in catalogue/vocabulary/requirements/, with source and validity. A course counts together with the
credits it requires beforehand: «Engelsk 2», 30 credits on top of 30, gives 60.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec import Struct

from site_builder.catalogue.model import Course, Module
from site_builder.catalogue.schema.enums import Grades
from site_builder.catalogue.vocabulary import Fulfilment, Requirement


def fulfilments(
    requirements: Iterable[Requirement], *, subject: str, grades: Grades, credits: float, prior_credits: float
) -> tuple[Fulfilment, ...]:
    """Return the fulfilments of the requirements that a course counts towards, complete ones first, then by grades.

    A course counts towards a requirement in its subject if their grades overlap. `subject` is the subject's key,
    `prior_credits` those that the course requires beforehand in it.
    """
    found = [
        Fulfilment(requirement=requirement, credits=min(credits + prior_credits, requirement.credits))
        for requirement in requirements
        if subject in requirement.subjects and touches(requirement, grades)
    ]
    return tuple(sorted(found, key=lambda each: (not each.complete, each.requirement.grades, each.requirement.key)))


def touches(requirement: Requirement, grades: Grades) -> bool:
    """Return whether the requirement applies to any school year of `grades`."""
    return _overlap(requirement.grades, grades)


@cache
def _overlap(these: Grades, those: Grades) -> bool:
    """Return whether two sets of grades overlap. Cached: thousands of courses share few sets of grades."""
    return any(those.overlaps(low, high) for low, high in these.ranges)


def lacking(requirement: Requirement, held: float) -> float:
    """Return the credits that a teacher with `held` credits in the subject still needs; 0 if the requirement is met."""
    return max(0.0, requirement.credits - held)


class Way(Struct, frozen=True, kw_only=True):
    """A way to meet a requirement in one subject: one course, or two taken in this order. Numbers are credits.

    It is enough for a teacher who has `enough_from` credits in the subject or more. From `useful_below` credits on it
    is more than needed: the requirement is met already, or one course of the two is enough. If `modules` are given, any
    one of them is enough, and the rest of the course is not needed.
    """

    courses: tuple[Course, ...]
    modules: tuple[Module, ...] = ()
    credits: float
    enough_from: float
    useful_below: float

    @property
    def counties(self) -> frozenset[str] | None:
        """The counties in which every course of the way that has places has one; None if none has places."""
        bound = [frozenset(course.counties) for course in self.courses if course.counties]
        return frozenset.intersection(*bound) if bound else None


def find_ways(requirement: Requirement, subject: str, courses: Iterable[Course]) -> tuple[Way, ...]:
    """Return the ways to meet `requirement` in the subject with the key `subject`, by `courses`; () if there is none.

    They are modules, single courses, and chains of two. Courses not held this year are excluded. A chain leads from a
    course to the next level at the same institution, or to a course that names it as its prior course. Ways that
    require the fewest credits beforehand come first.
    """
    found = [each for each in courses if _counts(each, requirement, subject)]
    single = {each.key: _single(each, requirement) for each in found}
    chains = [_chain(first, then, single, requirement) for first, then in _steps(found)]
    parts = [way for each in found for way in _parts(each, single[each.key], requirement)]
    useful = [way for way in (*single.values(), *parts, *chains) if way.enough_from < way.useful_below]
    return tuple(sorted(useful, key=_order))


def _counts(course: Course, requirement: Requirement, subject: str) -> bool:
    return course.subject.key == subject and touches(requirement, course.grades) and course.offering.is_held


def _single(course: Course, requirement: Requirement) -> Way:
    """Return the way that consists of the course alone, for whom it is enough and useful.

    A course with a level is no use to a teacher who holds the level's credits already: Udir gives no grant for the same
    content, or a lower level than one has.
    """
    first, learnt = span_of_use(course)
    enough = max(first, lacking(requirement, course.credits))
    useful = requirement.credits if learnt is None else min(requirement.credits, learnt)
    return Way(courses=(course,), credits=course.credits, enough_from=enough, useful_below=useful)


def span_of_use(course: Course) -> tuple[float, float | None]:
    """Return the credits in the subject from which a course can be taken, and those from which it adds nothing.

    The second is None for a course without a level: it adds credits whatever the applicant has.
    """
    prior = _prior(course)
    return prior, prior + course.credits if course.level else None


def _parts(course: Course, whole: Way, requirement: Requirement) -> Iterator[Way]:
    """Yield the ways that consist of one module of the course; modules of as many credits are one way."""
    by_credits: dict[float, list[Module]] = defaultdict(list)
    for module in course.modules:
        if module.credits < course.credits:
            by_credits[module.credits].append(module)
    for credits, modules in by_credits.items():
        enough = max(_prior(course), lacking(requirement, credits))
        yield Way(
            courses=(course,),
            modules=tuple(modules),
            credits=credits,
            enough_from=enough,
            useful_below=whole.useful_below,
        )


def _chain(first: Course, then: Course, single: dict[str, Way], requirement: Requirement) -> Way:
    credits = first.credits + then.credits
    enough = max(_prior(first), _prior(then) - first.credits, lacking(requirement, credits))
    alone = min(single[first.key].enough_from, single[then.key].enough_from, requirement.credits)
    return Way(courses=(first, then), credits=credits, enough_from=enough, useful_below=alone)


def _prior(course: Course) -> float:
    """Return the credits that the course requires beforehand in its own subject."""
    return course.prior_credits if course.prior_subject and course.prior_subject.key == course.subject.key else 0.0


def _steps(courses: list[Course]) -> Iterator[tuple[Course, Course]]:
    """Yield pairs of a course and a course that can follow it."""
    by_key = {each.key: each for each in courses}
    at_level: dict[tuple[str, int], list[Course]] = defaultdict(list)
    for each in courses:
        if each.level:
            at_level[each.institution.key, each.level].append(each)
    for then in courses:
        before = at_level[then.institution.key, then.level - 1] if then.level else []
        builds_on = [by_key[then.prior_course]] if then.prior_course in by_key else []
        for first in {each.key: each for each in (*builds_on, *before)}.values():
            yield first, then


def _order(way: Way) -> tuple[float, int, float, float, str, str]:
    """Return the sort key: fewest credits beforehand, courses and credits; then courses that require prior credits.

    Courses that require prior credits overlap least with earlier studies.
    """
    first = way.courses[0]
    return (way.enough_from, len(way.courses), way.credits, -_prior(first), first.institution.name, first.title)
