"""Compare two catalogues: deadlines, states, dates, facts and texts, the most consequential first."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.labels import plain_number
from site_builder.catalogue.model import Course
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.declarations import own_values
from site_builder.catalogue.schema.entry_types import Entry
from site_builder.catalogue.schema.enums import ChangeKind
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.problems import N_

HEADINGS = {
    ChangeKind.UNREADABLE: N_("Not compared, because of errors"),
    ChangeKind.DEADLINE: N_("Deadlines moved"),
    ChangeKind.STATE: N_("State changed"),
    ChangeKind.WITHDRAWN: N_("Courses withdrawn"),
    ChangeKind.NEW: N_("New courses"),
    ChangeKind.GATHERINGS: N_("Gatherings changed"),
    ChangeKind.REQUIREMENT: N_("Admission changed"),
    ChangeKind.CREDITS: N_("Credits changed"),
    ChangeKind.PLACES: N_("Places changed"),
    ChangeKind.OTHER: N_("Other facts changed"),
    ChangeKind.TEXT: N_("Text changed"),
}


class Change(Struct, frozen=True, order=True):
    """One change.

    `course` is YEAR/INSTITUTION/NAME, or the year alone for a shared deadline; `institution` is a name or "". `title`
    is the course's, the year's name, or a path if `kind` is UNREADABLE. `what` is the field's key or the role of the
    deadline; "" if `kind` says it. `before` and `after` are values as text; of a changed body text, `after` holds the
    lines of a diff.
    """

    kind: ChangeKind
    institution: str
    course: str
    title: str
    what: str = ""
    before: str = ""
    after: str = ""


NAMED_BY_HEADING = frozenset({"deadlines", "state", "gatherings", "credits", "places"})
"""Fields (by attribute) named by the heading of their kind of change, and therefore not again in the line below it."""

NOTHING = "–"
"""Shown in place of a field without a value."""


class State(Struct, frozen=True):
    """One of the two catalogues that are compared, with the entries of its courses by YEAR/INSTITUTION/NAME."""

    catalogue: Catalogue
    entries: Mapping[str, CourseEntry]


class _Course(Struct, frozen=True):
    """A course in one of the two catalogues."""

    entry: CourseEntry
    course: Course
    year: AcademicYear


def changes(old: State, new: State) -> tuple[Change, ...]:
    """Return every change from `old` to `new`, sorted by kind (most consequential first), institution and course."""
    return tuple(sorted(_changes(old, new)))


def _changes(old: State, new: State) -> Iterator[Change]:
    old_years = {year.key: year for year in old.catalogue.years}
    new_years = {year.key: year for year in new.catalogue.years}
    for key in sorted(old_years.keys() & new_years.keys()):
        yield from _year_deadlines(old_years[key], new_years[key])
    old_courses, new_courses = _courses(old), _courses(new)
    for key in sorted(old_courses.keys() | new_courses.keys()):
        before, after = old_courses.get(key), new_courses.get(key)
        if before and after:
            yield from _course_changes(key, before, after)
        elif before:
            yield Change(ChangeKind.WITHDRAWN, before.course.institution.name, key, before.course.title)
        elif after:
            yield Change(ChangeKind.NEW, after.course.institution.name, key, after.course.title)


def _courses(state: State) -> Mapping[str, _Course]:
    return {
        key: _Course(state.entries[key], course, year)
        for year in state.catalogue.years
        for course in year.courses
        for key in (f"{year.key}/{course.key}",)
    }


def _year_deadlines(old: AcademicYear, new: AcademicYear) -> Iterator[Change]:
    before = {str(deadline.who): deadline.day.isoformat() for deadline in old.deadlines}
    after = {str(deadline.who): deadline.day.isoformat() for deadline in new.deadlines}
    for who in sorted(before.keys() | after.keys()):
        if before.get(who) != after.get(who):
            was, has = before.get(who, NOTHING), after.get(who, NOTHING)
            yield Change(ChangeKind.DEADLINE, "", new.key, new.name, who, was, has)


def _course_changes(key: str, old: _Course, new: _Course) -> Iterator[Change]:
    institution, title = new.course.institution.name, new.course.title
    for name, field in CourseEntry.fields.items():
        before, after = _texts(name, old, new)
        if before != after:
            what = "" if name in NAMED_BY_HEADING else field.key
            yield Change(field.change, institution, key, title, what, before or NOTHING, after or NOTHING)
    yield from _own_changes(institution, key, title, own_values(old.entry), own_values(new.entry))
    before, after = old.course.prose.text, new.course.prose.text
    if before != after:
        yield Change(ChangeKind.TEXT, institution, key, title, after=_text_diff(before, after))


def _own_changes(
    institution: str, key: str, title: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> Iterator[Change]:
    """Yield a change for each own field, by key, whose value differs."""
    for name in dict.fromkeys((*old, *new)):
        before, after = _plain(old.get(name)), _plain(new.get(name))
        if before != after:
            yield Change(ChangeKind.OTHER, institution, key, title, name, before or NOTHING, after or NOTHING)


def _texts(name: str, old: _Course, new: _Course) -> tuple[str, str]:
    """Return the values of a field, (before, after), as short texts, or in full where the short texts are equal."""
    before, after = getattr(old.entry, name), getattr(new.entry, name)
    if shorten := SHORT_TEXTS.get(name):
        short = shorten(old), shorten(new)
        if short[0] != short[1] or before == after:
            return short
    return _plain(before), _plain(after)


def _plain(value: Any) -> str:
    """Return a value as files write it, nested values in one line."""
    if value is None:
        return ""
    if isinstance(value, float):
        return plain_number(value)
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, tuple):
        return ", ".join(map(_plain, value))
    if isinstance(value, Mapping):
        return " / ".join(map(_plain, value.values()))
    if isinstance(value, Entry):
        return " ".join(text for name in value.fields if (text := _plain(getattr(value, name))))
    return str(value)


def _own_deadlines(each: _Course) -> str:
    shared = set(each.year.deadlines)
    own = (deadline for deadline in deadlines_of(each.course, each.year) if deadline not in shared)
    return ", ".join(f"{deadline.who} {deadline.day}" for deadline in own)


def _gatherings(each: _Course) -> str:
    days = [(str(gathering.first), str(gathering.last)) for gathering in each.course.offering.gatherings]
    return ", ".join(first if first == last else f"{first}–{last}" for first, last in days)


def _prior_credits(each: _Course) -> str:
    course = each.course
    return f"{plain_number(course.prior_credits)} {course.prior_subject.key}" if course.prior_subject else ""


def _places(each: _Course) -> str:
    return ", ".join(place.name for place in each.course.offering.places)


SHORT_TEXTS: Mapping[str, Callable[[_Course], str]] = {
    "deadlines": _own_deadlines,
    "gatherings": _gatherings,
    "places": _places,
    "prior_credits": _prior_credits,
}
"""Fields (by attribute) whose values are shown shorter than files write them, or by name instead of key."""


def _text_diff(old: str, new: str, most: int = 6) -> str:
    """Return a diff of two texts by sentences, removed ones marked - and new ones +, of at most `most` lines."""
    lines = [
        line
        for line in difflib.unified_diff(_sentences(old), _sentences(new), n=0, lineterm="")
        if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    return "\n".join([*lines[:most], "…"] if len(lines) > most else lines)


def _sentences(text: str) -> list[str]:
    """Return the sentences of a text, each in one line."""
    return [" ".join(sentence.split()) + "." for sentence in text.split(". ")]
