"""Facts of a course that a query can ask for, as terms `name=value`. Names and values are those of the facets.

Facts have postings without scores: a course has a fact or not. The forms of facts begin with FACT_MARK, so they are
together in few shards, and no reader can type one. Those of titles end with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from site_builder.catalogue.checks.search_facts import WEEKDAYS
from site_builder.catalogue.facets import BY_KEY
from site_builder.catalogue.model import Course, Gathering
from site_builder.catalogue.schema.enums import CourseState
from site_builder.catalogue.schema.times import DurationUnit
from site_builder.catalogue.status import statuses
from site_builder.catalogue.years import AcademicYear
from site_builder.file_names import slug_or_nothing
from site_builder.search.analysis import fold, tokens
from site_builder.search.own_facts import own_facts

FACT_MARK = "="
"""First character of the term of a fact."""

FACET_FACTS = ("fag", "niva", "institusjon", "fylke", "sted", "studieform", "oppstart", "sprak", "status")
"""Facets whose values are facts as they are."""

PAGE = "side"
"""Name of the fact of an article or tool that it answers: `side=frister`."""

TITLE = "tittel"
"""Name of the fact of a course that it has a title: `tittel=norsk-1-1-7-trinn`."""

MAX_TITLE = 80
"""Characters of a title that are compared; longer titles that begin alike count as equal."""

OTHER_FACTS = ("halvar", "mnd", "dag", "semestre", "reise", "forkunnskap", "ordning", "sp", "trinn")
"""Names of facts that are no facet."""

UNAVAILABLE = (CourseState.FULL, CourseState.CANCELLED, CourseState.NOT_THIS_YEAR)
"""States in which nobody can get a place; such courses are listed after the others."""

MAX_DAYS = 60
"""Days of one gathering that are read: longer ones are a whole semester, which says nothing about weekdays."""

HALVES = 2
"""Terms in the year of a catalogue whose own terms are half-years, as those of the builder."""


def course_facts(course: Course) -> tuple[str, ...]:
    """Return the facts of a course, each once, such as `sted=hamar`; the first is that of its title."""
    return tuple(dict.fromkeys(_facts(course)))


def form_of(term: str) -> str:
    """Return the form by which the lexicon has the term of a fact, `=NAME=VALUE`: the term itself, except for titles.

    A title, `=tittel=norsk-1`, has the form `norsk-1=`, so that it is in the shard of its first word, which is read
    anyway.
    """
    title = term.removeprefix(f"{FACT_MARK}{TITLE}=")
    return term if title == term else title + FACT_MARK


def unavailable_from(course: Course, year: AcademicYear) -> int | None:
    """Return the time, in seconds since 1970, from which nobody can get a place in a course; None if there is none.

    0 means at all times.
    """
    if course.offering.state not in UNAVAILABLE:
        return None
    given = statuses(course, year).given
    return int(given.since.timestamp()) if given and given.since else 0


def title_key(words: Iterable[str]) -> str:
    """Return the words of a title, or of a query, folded and joined with hyphens, cut at MAX_TITLE: `norsk-1`."""
    return "-".join(map(fold, words))[:MAX_TITLE]


def _facts(course: Course) -> Iterator[str]:
    offering = course.offering
    yield f"{TITLE}={title_key(tokens(course.title))}"
    for key in FACET_FACTS:
        yield from (f"{key}={value.key}" for value in BY_KEY[key].values(course))
    yield f"sp={course.credits:g}"
    yield from (f"trinn={low}-{high}" for low, high in course.grades.ranges)
    if course.grades.adults:
        yield "trinn=voksne"
    if len(offering.start.terms) in (0, HALVES):
        yield f"halvar={'host' if offering.start.in_autumn else 'var'}"
    if offering.duration.unit is DurationUnit.SEMESTER:
        yield f"semestre={offering.duration.count}"
    if not course.prior_credits and not course.prior_course:
        yield "forkunnskap=nei"
    yield from (f"ordning={slug_or_nothing(str(scheme))}" for scheme in offering.schemes)
    if offering.delivery.is_online:
        yield "reise=lite" if offering.in_person else "reise=nei"
    yield from own_facts(course)
    for gathering in offering.gatherings:
        yield from _days(gathering)


def _days(gathering: Gathering) -> Iterator[str]:
    """Yield the months and weekdays of a gathering."""
    for number in range(min(MAX_DAYS, gathering.days)):
        day = gathering.first + timedelta(days=number)
        yield f"mnd={day.month}"
        yield f"dag={WEEKDAYS[day.weekday()]}"
