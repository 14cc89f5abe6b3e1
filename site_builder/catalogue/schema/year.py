"""The fields of an academic year."""

from __future__ import annotations

from site_builder.catalogue.schema.course import Deadline
from site_builder.catalogue.schema.entry_types import Entry, Nested, field
from site_builder.catalogue.schema.enums import YearState
from site_builder.catalogue.schema.field_types import EnumOf, ListOf
from site_builder.catalogue.schema.fields import DAY, LINE, LINES, SEMESTER, TEXT


class SemesterEntry(Entry):
    """The first and last day of a semester."""

    semester = field("navn", SEMESTER, about="Navnet, slik det skal stå.")
    first = field("fra", DAY, about="Første dag.")
    last = field("til", DAY, about="Siste dag.")


class StepEntry(Entry):
    """A step of the two-step application."""

    title = field("tittel", TEXT, about="Tittelen, slik den skal stå.")
    text = field("tekst", TEXT, about="Teksten.")


class YearEntry(Entry, file_title="Studieår"):
    """catalogue/YEAR/year.yaml"""

    name = field("navn", LINE, about="Navnet, slik det skal stå.")
    state = field("status", EnumOf(YearState), about="Hvordan det står til.")
    opens = field("åpner", DAY, about="Dagen søknaden åpner.")
    deadlines = field(
        "frister", ListOf(Nested(Deadline)), about="Frister. For et studietilbud bare når de avviker fra årets."
    )
    semesters = field(
        "semestre", ListOf(Nested(SemesterEntry)), about="Semestrene i studieåret, med første og siste dag."
    )
    steps = field("søknad i to trinn", ListOf(Nested(StepEntry)), (), about="Trinnene i søknaden.")
    sources = field("kilder", LINES, (), about="Hvor det står.")
