"""The fields of an academic year."""

from __future__ import annotations

from site_builder.catalogue.schema.course_groups import DeadlineEntry
from site_builder.catalogue.schema.entry_types import Entry, Nested, field
from site_builder.catalogue.schema.enums import YearState
from site_builder.catalogue.schema.field_types import EnumOf, ListOf
from site_builder.catalogue.schema.fields import ADDRESS, DAY, INSTITUTION, LINE, LINES, SEMESTER, TEXT, YES


class SemesterEntry(Entry):
    """A semester of a year, with its first and last day."""

    semester = field("navn", SEMESTER, about="Navnet, slik det skal stå.")
    first = field("fra", DAY, about="Første dag.")
    last = field("til", DAY, about="Siste dag.")


class StepEntry(Entry):
    """A step in applying for a course: its title, its text, and the URL of the page where it is completed, or None."""

    title = field("tittel", TEXT, about="Tittelen, slik den skal stå.")
    text = field("tekst", TEXT, about="Teksten.")
    address = field("adresse", ADDRESS, None, about="Siden der steget tas, eller der det står om det.")


class FormEntry(Entry):
    """The form in which readers apply: its URL (`address`), the text of the button, and whom it is for (`for_whom`)."""

    address = field("adresse", ADDRESS, about="Siden med søknadsskjemaet.")
    text = field("tekst", TEXT, about="Teksten på knappen, for eksempel «Søk hos Utdanningsdirektoratet».")
    for_whom = field("for", TEXT, about="Hvem skjemaet er for, for eksempel «for lærere».")


class AdmissionEntry(Entry):
    """The admission at an institution (its key) in a year, where it differs from the year's; see YearEntry."""

    institution = field("institusjon", INSTITUTION, about="Nøkkelen til institusjonen.")
    deadlines = field("frister", ListOf(Nested(DeadlineEntry)), (), about="Frister, i stedet for årets for de samme.")
    rolling = field("løpende opptak", YES, None, about="Om man kan søke der til studiet begynner.")
    form = field("søknadsskjema", Nested(FormEntry), None, about="Skjemaet man søker i der.")


class YearEntry(Entry, file_title="Studieår"):
    """The fields of catalogue/YEAR/year.yaml: see AcademicYear in catalogue/years.py."""

    name = field("navn", LINE, about="Navnet, slik det skal stå.")
    state = field("status", EnumOf(YearState), about="Hvordan det står til.")
    opens = field("åpner", DAY, about="Dagen søknaden åpner.")
    deadlines = field(
        "frister", ListOf(Nested(DeadlineEntry)), about="Frister. For et studietilbud bare når de avviker fra årets."
    )
    semesters = field(
        "semestre", ListOf(Nested(SemesterEntry)), about="Semestrene i studieåret, med første og siste dag."
    )
    rolling = field(
        "løpende opptak",
        YES,
        False,
        about="Om man kan søke når som helst til studiet begynner. Studietilbud med egne frister følger dem.",
    )
    admissions = field(
        "opptak ved institusjoner",
        ListOf(Nested(AdmissionEntry)),
        (),
        about="Institusjoner med andre frister, løpende opptak eller et annet søknadsskjema enn årets.",
    )
    form = field(
        "søknadsskjema",
        Nested(FormEntry),
        None,
        about="Skjemaet lærerne søker i. Et åpent studieår må ha det.",
    )
    steps = field("søknad i to trinn", ListOf(Nested(StepEntry)), (), about="Trinnene i søknaden.")
    sources = field("kilder", LINES, (), about="Hvor det står.")
