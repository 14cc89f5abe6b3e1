"""What changed between two catalogues, in the order in which it hurts: deadlines, states, dates, facts, text."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from enum import IntEnum

from msgspec import Struct

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.labels import plain_number
from site_builder.catalogue.model import Course
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.problems import N_


class Kind(IntEnum):
    """Kinds of change, gravest first; before all stands what could not be compared."""

    UNREADABLE = 0
    DEADLINE = 1
    STATE = 2
    WITHDRAWN = 3
    NEW = 4
    GATHERINGS = 5
    REQUIREMENT = 6
    CREDITS = 7
    PLACES = 8
    OTHER = 9
    TEXT = 10


HEADINGS = {
    Kind.UNREADABLE: N_("Not compared, because of errors"),
    Kind.DEADLINE: N_("Deadlines moved"),
    Kind.STATE: N_("State changed"),
    Kind.WITHDRAWN: N_("Courses withdrawn"),
    Kind.NEW: N_("New courses"),
    Kind.GATHERINGS: N_("Gatherings changed"),
    Kind.REQUIREMENT: N_("Admission changed"),
    Kind.CREDITS: N_("Credits changed"),
    Kind.PLACES: N_("Places changed"),
    Kind.OTHER: N_("Other facts changed"),
    Kind.TEXT: N_("Text changed"),
}


class Change(Struct, frozen=True, order=True):
    """One change. `course` is YEAR/INSTITUTION/NAME, or the year alone where it concerns all its courses.

    `before` and `after` are short and plain; for a text, the lines of a diff are in `after`.
    """

    kind: Kind
    institution: str
    course: str
    title: str
    what: str = ""
    before: str = ""
    after: str = ""


def changes(old: Catalogue, new: Catalogue) -> tuple[Change, ...]:
    """Return every change from `old` to `new`, gravest kind first, then by institution and course."""
    return tuple(sorted(_changes(old, new)))


def _changes(old: Catalogue, new: Catalogue) -> Iterator[Change]:
    old_years = {year.key: year for year in old.years}
    new_years = {year.key: year for year in new.years}
    for key in sorted(old_years.keys() | new_years.keys()):
        before, after = old_years.get(key), new_years.get(key)
        if before and after:
            yield from _year_deadlines(before, after)
        was = before.by_key if before else {}
        has = after.by_key if after else {}
        for course in sorted(was.keys() | has.keys()):
            one, other = was.get(course), has.get(course)
            if one and other and before and after:
                yield from _course(f"{key}/{course}", one, other, before, after)
            elif one:
                yield Change(Kind.WITHDRAWN, one.institution.name, f"{key}/{course}", one.title)
            elif other:
                yield Change(Kind.NEW, other.institution.name, f"{key}/{course}", other.title)


def _year_deadlines(old: AcademicYear, new: AcademicYear) -> Iterator[Change]:
    was = {str(deadline.who): deadline.day.isoformat() for deadline in old.deadlines}
    has = {str(deadline.who): deadline.day.isoformat() for deadline in new.deadlines}
    for who in sorted(was.keys() | has.keys()):
        if was.get(who) != has.get(who):
            yield Change(Kind.DEADLINE, "", new.key, new.name, who, was.get(who, "–"), has.get(who, "–"))


def _course(key: str, old: Course, new: Course, old_year: AcademicYear, new_year: AcademicYear) -> Iterator[Change]:
    def change(kind: Kind, what: str, before: str, after: str) -> Iterator[Change]:
        if before != after:
            yield Change(kind, new.institution.name, key, new.title, what, before or "–", after or "–")

    yield from change(Kind.DEADLINE, "", _own_deadlines(old, old_year), _own_deadlines(new, new_year))
    yield from change(Kind.STATE, "", str(old.offering.state), str(new.offering.state))
    yield from change(Kind.GATHERINGS, "", _gatherings(old), _gatherings(new))
    yield from change(Kind.REQUIREMENT, "opptakskrav", old.admission or "", new.admission or "")
    yield from change(Kind.REQUIREMENT, "forkunnskaper", _prior(old), _prior(new))
    yield from change(Kind.CREDITS, "", plain_number(old.credits), plain_number(new.credits))
    yield from change(Kind.PLACES, "", _places(old), _places(new))
    for what, before, after in (
        ("tittel", old.title, new.title),
        ("fag", old.subject.key, new.subject.key),
        ("trinn", str(old.grades), str(new.grades)),
        ("nivå", str(old.level or ""), str(new.level or "")),
        ("studieform", str(old.offering.delivery), str(new.offering.delivery)),
        ("oppstart", str(old.offering.start), str(new.offering.start)),
        ("varighet", str(old.offering.duration), str(new.offering.duration)),
        ("plasser", str(old.offering.seats or ""), str(new.offering.seats or "")),
        ("pris", old.offering.fee or "", new.offering.fee or ""),
        ("lenke", old.link or "", new.link or ""),
    ):
        yield from change(Kind.OTHER, what, before, after)
    if old.prose.text != new.prose.text:
        yield Change(Kind.TEXT, new.institution.name, key, new.title, after=_text_diff(old.prose.text, new.prose.text))


def _own_deadlines(course: Course, year: AcademicYear) -> str:
    shared = set(year.deadlines)
    return ", ".join(f"{each.who} {each.day}" for each in deadlines_of(course, year) if each not in shared)


def _gatherings(course: Course) -> str:
    days = [(str(each.first), str(each.last)) for each in course.offering.gatherings]
    return ", ".join(first if first == last else f"{first}–{last}" for first, last in days)


def _prior(course: Course) -> str:
    return f"{plain_number(course.prior_credits)} {course.prior_subject.key}" if course.prior_subject else ""


def _places(course: Course) -> str:
    return ", ".join(place.name for place in course.offering.places)


def _text_diff(old: str, new: str, most: int = 6) -> str:
    """Return the sentences that differ, marked - and +, at most so many."""
    lines = [
        line
        for line in difflib.unified_diff(_sentences(old), _sentences(new), n=0, lineterm="")
        if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    return "\n".join([*lines[:most], "…"] if len(lines) > most else lines)


def _sentences(text: str) -> list[str]:
    return [sentence.strip() + "." for sentence in text.split(". ")]
