"""The choices of a catalogue whose profile declares none: those of the first catalogue.

A profile replaces each list by one of its own (`områder`, `støtteordninger`, `roller`).
"""

from __future__ import annotations

from enum import StrEnum

from site_builder.catalogue.schema.enums import Task
from site_builder.problems import N_


class Area(StrEnum):
    """Groups of subjects, by their names in files, for menus."""

    LANGUAGES = "språkfag"
    SCIENCE = "realfag"
    SOCIETY = "samfunnsfag og livssyn"
    ARTS = "praktiske og estetiske fag"
    BASIC = "grunnleggende ferdigheter"
    PEDAGOGY = "pedagogikk og ledelse"
    VOCATIONAL = "yrkesfag"


AREAS = {
    Area.LANGUAGES: N_("Languages"),
    Area.SCIENCE: N_("Mathematics and science"),
    Area.SOCIETY: N_("Society and beliefs"),
    Area.ARTS: N_("Practical and aesthetic subjects"),
    Area.BASIC: N_("Basic skills"),
    Area.PEDAGOGY: N_("Pedagogy and leadership"),
    Area.VOCATIONAL: N_("Vocational subjects"),
}
"""Area of subjects -> name."""


class Scheme(StrEnum):
    """The two ways in which the state funds a teacher's studies: a substitute for the teacher, or a grant."""

    SUBSTITUTE = "vikar"
    GRANT = "stipend"


SCHEMES = {
    Scheme.SUBSTITUTE: (
        N_("substitute scheme (vikarordning)"),
        N_("Substitute: the school is paid for a substitute, and you have time off to study."),
    ),
    Scheme.GRANT: (
        N_("grant scheme (stipendordning)"),
        N_("Grant: you are paid a grant, which you can use for leave or keep as income."),
    ),
}
"""Scheme of funding -> name, and a sentence about it for a teacher who meets it for the first time."""


class Who(StrEnum):
    """The keys of the roles with deadlines, in the order in which they act, if the profile declares no roles."""

    TEACHER = "lærer"
    OWNER = "skoleeier"
    DIRECTORATE = "Udir"
    INSTITUTION = "institusjon"


TASKS = {
    Who.TEACHER: Task.APPLIES,
    Who.OWNER: Task.ANSWERS,
    Who.DIRECTORATE: Task.ALLOTS,
    Who.INSTITUTION: Task.ADMITS,
}
"""The task of each role in an application."""

ROLE_NAMES = {
    "teacher": N_("teachers"),
    "owner": N_("school owners"),
    "directorate": N_("Norwegian Directorate for Education and Training"),
    "institution": N_("universities and university colleges"),
    "applicant": N_("applicants"),
    "provider": N_("the institution"),
}
"""Id of a role that no profile declares -> name."""
