"""The columns of a table of courses: one for each field or key of a group of fields, and one for the text."""

from __future__ import annotations

from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entry_types import Nested

ID, TEXT = "studietilbud", "tekst"
"""Columns that are no fields: the key of a course, institusjon/navn, and the text below the fields."""

PROVIDER = "institusjon"
"""A column of imported tables: the institution, from which the key of a course is made where ID is empty."""

UNUSED = "ikke brukt"
"""The word of recipes for a column that is left out."""


def groups_of(course: type[CourseEntry]) -> dict[str, tuple[str, ...]]:
    """Return key -> the keys in the group, for each field of the entry type `course` that is one group of fields."""
    return {
        each.key: tuple(part.key for part in each.type.entry.fields.values())
        for each in course.fields.values()
        if isinstance(each.type, Nested)
    }


def columns_of(course: type[CourseEntry]) -> tuple[str, ...]:
    """Return the headings of a table of courses of the entry type `course`, in order, from ID to TEXT.

    A field that is a group has a column for each of its keys: "forkunnskaper.fag".
    """
    groups = groups_of(course)
    fields = (
        column
        for each in course.fields.values()
        for column in ([f"{each.key}.{part}" for part in groups[each.key]] if each.key in groups else [each.key])
    )
    return (ID, *fields, TEXT)
