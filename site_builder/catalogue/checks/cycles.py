"""Check for cycles of references: courses that require each other, institutions that succeed each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.vocabulary import InstitutionEntry
from site_builder.problems import N_, Problem, error

MAX_SHOWN = 8
"""Members of a cycle that a message names: a longer cycle is cut, so that the messages do not grow with its square."""


def cycle_problems(entries: Entries) -> Iterator[Problem]:
    """Yield an error for each course whose «bygger på», or institution whose «etterfølger», leads back to itself."""
    yield from _courses(entries)
    yield from _institutions(entries)


def members_of_cycles(following: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield the keys of each cycle in `following` (key -> the one key it refers to) once, in order of reference."""
    visited: dict[str, int] = {}
    for number, start in enumerate(following):
        key, way = start, []
        while key in following and key not in visited:
            visited[key] = number
            way.append(key)
            key = following[key]
        if visited.get(key) == number and key in way:
            yield tuple(way[way.index(key) :])


def _courses(entries: Entries) -> Iterator[Problem]:
    """Yield a problem for each course in a cycle of «bygger på» within its year: nobody could begin it."""
    courses = entries.of(CourseEntry)
    priors = {
        key: f"{key.split('/')[0]}/{course.prior_course}" for key, course in courses.items() if course.prior_course
    }
    for cycle in members_of_cycles(priors):
        for at, key in enumerate(cycle):
            yield error(
                entries.records["course"][key].place("bygger på"),
                "builds-on-itself",
                N_("The course builds on itself: {way}."),
                N_("Correct «bygger på»: it is the course that students take first."),
                way=_way([each.split("/", 1)[1] for each in _from(cycle, at)]),
            )


def _institutions(entries: Entries) -> Iterator[Problem]:
    """Yield a problem for each institution in a cycle of «etterfølger»: nobody could find the one that exists."""
    institutions = entries.of(InstitutionEntry)
    successors = {key: each.successor for key, each in institutions.items() if each.successor}
    for cycle in members_of_cycles(successors):
        for at, key in enumerate(cycle):
            yield error(
                entries.records["institution"][key].place("etterfølger"),
                "succeeds-itself",
                N_("The institution succeeds itself: {way}."),
                N_("Correct «etterfølger»: the institution that exists today has none."),
                way=_way(_from(cycle, at)),
            )


def _from(cycle: tuple[str, ...], at: int) -> list[str]:
    """Return the members of a cycle in order, from the index `at` on and around: at most MAX_SHOWN + 1."""
    return [cycle[(at + step) % len(cycle)] for step in range(min(len(cycle), MAX_SHOWN + 1))]


def _way(members: list[str]) -> str:
    if len(members) > MAX_SHOWN:
        return " → ".join([*members[:MAX_SHOWN], "…"])
    return " → ".join([*members, members[0]])
