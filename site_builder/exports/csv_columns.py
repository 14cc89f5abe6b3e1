"""The columns of the tables of courses: their names, types, headings and descriptions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from site_builder.catalogue.profile import Profile
from site_builder.catalogue.schema.fields import MOST_LEVELS
from site_builder.catalogue.schema.times import DurationUnit
from site_builder.problems import N_


class Column(NamedTuple):
    """A column of the tables. `kind` is its type in CSV on the Web, such as `date`.

    `heading` is that of a Norwegian spreadsheet, `message` the msgid of the heading in other languages ("": the
    column's name). `norwegian` describes the column in catalogues whose exports use the Norwegian words of course files
    (Words.as_in_files), `english` in all others.
    """

    heading: str
    kind: str
    norwegian: str
    english: str
    message: str


COLUMNS: Mapping[str, Column] = {
    "id": Column(
        "id", "string", "Studieår, institusjon og filnavn. Endres ikke når navnet på studietilbudet endres.",
        "Year, institution and file name. It does not change when the title of the course does.", "",
    ),
    "title": Column("tittel", "string", "Studietilbudets navn.", "The name of the course.", N_("Title")),
    "institution": Column(
        "institusjon", "string", "Navnet på institusjonen.", "The name of the institution.", N_("Institution"),
    ),
    "subject": Column("fag", "string", "Faget.", "The subject.", N_("Subject")),
    "level": Column(
        "nivå", "integer", "1, 2 eller 3 der faget er delt i nivåer.",
        "1, 2 or 3 where the subject is divided into levels.", N_("Level"),
    ),
    "grades": Column(
        "trinn", "string", "Skoleårene det er for, for eksempel 1-7.", "The school years it is for, for example 1-7.",
        N_("Grades"),
    ),
    "credits": Column("studiepoeng", "decimal", "Studiepoeng (ECTS).", "Credits (ECTS).", N_("Credits")),
    "delivery": Column(
        "studieform", "string", "Om man møtes, og hvordan.", "Whether one meets, and how.", N_("Delivery"),
    ),
    "places": Column(
        "studiesteder", "string", "Steder, med semikolon mellom.", "Places, with semicolons between.", N_("Place"),
    ),
    "counties": Column(
        "fylker", "string", "Fylkene stedene ligger i, med semikolon mellom.",
        "The counties of the places, with semicolons between.", N_("County"),
    ),
    "start": Column("oppstart", "string", "Semesteret det begynner i.", "The semester it begins in.", N_("Start")),
    "semesters": Column(
        "semestre", "integer", "Hvor mange semestre det varer.", "How many semesters it lasts.", N_("Semesters"),
    ),
    "teaching_languages": Column(
        "undervisningsspråk", "string", "nb, nn, se, en eller nsl (norsk tegnspråk), med semikolon mellom.",
        "Codes of languages (ISO 639), with semicolons between.", N_("Teaching language"),
    ),
    "language": Column(
        "språk", "string", "Språket teksten er skrevet på.", "The language of the text.", N_("Language"),
    ),
    "teacher_deadline": Column(
        "søknadsfrist for lærere", "date", "Siste dag lærere kan søke.", "The last day to apply.",
        N_("Application deadline"),
    ),
    "state": Column(
        "status", "string", "Om det kan søkes, er fullt, avlyst eller går et annet år.",
        "Whether it can be applied for, is full, cancelled, or held in another year.", N_("Status"),
    ),
    "state_from": Column(
        "status fra", "date", "Den første dagen statusen gjelder; til da gjelder årets frister.",
        "The first day of the state; until then the deadlines of the year hold.", N_("Status from"),
    ),
    "admission": Column(
        "opptakskrav", "string", "Hva som kreves for å bli tatt opp.", "What is required for admission.",
        N_("Admission requirements"),
    ),
    "address": Column("adresse", "anyURI", "Siden om tilbudet.", "The page of the course.", N_("Address")),
    "provenance": Column(
        "opphav", "string", "dokumentert, eller eksempel som er skrevet for å vise katalogen.",
        "documented, or a sample written to show the catalogue.", N_("Provenance"),
    ),
    "source": Column(
        "kilde", "anyURI", "Siden et dokumentert tilbud er hentet fra.",
        "The page that a documented course is taken from.", N_("Source"),
    ),
}  # fmt: skip
"""Name of a column in the table for programs -> its words."""

DURATION = Column("varighet", "string", "Hvor lenge det varer.", "How long it lasts.", N_("Duration"))
"""The column `duration` of catalogues that count durations in other units than semesters: it follows `semesters`."""


def columns_of(profile: Profile) -> Mapping[str, Column]:
    """Return name -> column, in order, of the tables of a catalogue with this profile.

    A name is such as `title`. `duration` is among them only if the profile declares units other than semesters.
    """
    found = dict(COLUMNS)
    if profile.unit:
        found["credits"] = COLUMNS["credits"]._replace(
            norwegian=f"Poeng: {profile.unit.name.first}.", english=f"Credits: {profile.unit.name.first}."
        )
    if (most := profile.declarations.most_levels) != MOST_LEVELS:
        found["level"] = COLUMNS["level"]._replace(
            norwegian=f"1 til {most} der faget er delt i nivåer.",
            english=f"1 to {most} where the subject is divided into levels.",
        )
    if not any(unit is not DurationUnit.SEMESTER for unit in profile.declarations.units):
        return found
    names = list(found)
    names.insert(names.index("semesters") + 1, "duration")
    return {name: found.get(name, DURATION) for name in names}


ALWAYS = frozenset(COLUMNS) - {
    *("level", "places", "counties", "semesters"),
    *("teacher_deadline", "state_from", "admission", "source"),
}
"""Columns that are never empty. Grades and credits are empty where the profile makes them optional."""
