"""The fields of an academic year."""

from __future__ import annotations

from site_builder.catalogue.schema.course import Deadline
from site_builder.catalogue.schema.enums import YearState
from site_builder.catalogue.schema.field_types import Entry, EnumOf, ListOf, Nested, field
from site_builder.catalogue.schema.fields import DAY, LINE, LINES, SEMESTER, TEXT


class SemesterEntry(Entry):
    """When a semester runs."""

    semester = field("navn", SEMESTER)
    first = field("fra", DAY)
    last = field("til", DAY)


class StepEntry(Entry):
    """One step of the two-step application."""

    title = field("tittel", TEXT)
    text = field("tekst", TEXT)


class YearEntry(Entry):
    """catalogue/YEAR/year.yaml"""

    name = field("navn", LINE)
    state = field("status", EnumOf(YearState))
    opens = field("åpner", DAY)
    deadlines = field("frister", ListOf(Nested(Deadline)))
    semesters = field("semestre", ListOf(Nested(SemesterEntry)))
    steps = field("søknad i to trinn", ListOf(Nested(StepEntry)), ())
    sources = field("kilder", LINES, ())
