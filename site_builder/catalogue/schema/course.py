"""The fields of a course file, and of a withdrawn course."""

from __future__ import annotations

from typing import Any, cast

from site_builder.catalogue.schema.choice_words import DELIVERIES, STATES
from site_builder.catalogue.schema.course_groups import (
    ApplicationEntry,
    ContactEntry,
    DeadlineEntry,
    GatheringEntry,
    ModuleEntry,
    PriorCredits,
    ProvenanceEntry,
)
from site_builder.catalogue.schema.entry_types import Entry, Nested, field
from site_builder.catalogue.schema.enums import ChangeKind, CourseState, Delivery, FormSection
from site_builder.catalogue.schema.field_types import EnumOf, FieldType, ListOf
from site_builder.catalogue.schema.fields import (
    ADDRESS,
    CREDITS,
    DAY,
    DURATION,
    GRADES,
    KEY,
    KEYS,
    LANGUAGE,
    LEVEL,
    LINE,
    PARAGRAPH,
    PLACES,
    REQUIREMENTS,
    START,
    SUBJECT,
    TEACHING_LANGUAGE,
    YES,
    whole,
)
from site_builder.catalogue.schema.own_choices import OwnChoice
from site_builder.catalogue.schema.own_delivery import OwnDelivery
from site_builder.catalogue.schema.usual_choices import Scheme
from site_builder.problems import N_

DELIVERY: FieldType[Delivery | OwnDelivery] = cast("Any", EnumOf(Delivery, DELIVERIES))
"""A form of delivery, where the profile declares none of its own."""

SCHEME: FieldType[Scheme | OwnChoice] = cast("Any", EnumOf(Scheme))
"""A scheme of funding, where the profile declares none of its own."""


class CourseEntry(Entry, file_title="Studietilbud"):
    """The fields of a course file, catalogue/YEAR/INSTITUTION/NAME.md. `about` describes each field in Norwegian."""

    title = field("tittel", LINE, about="Tittelen, slik den skal stå.", form=FormSection.COURSE)
    subject = field(
        "fag", SUBJECT, about="Faget. I filen står nøkkelen fra vocabulary/subjects.", form=FormSection.COURSE
    )
    level = field("nivå", LEVEL, None, about="Nivået, 1, 2 eller 3.", form=FormSection.COURSE)
    grades = field(
        "trinn", GRADES, about="Trinnene det gjelder, for eksempel 1-7, 8-13 eller voksne.", form=FormSection.COURSE
    )
    credits = field(
        "studiepoeng",
        CREDITS,
        about="Antall studiepoeng, bare tallet.",
        form=FormSection.COURSE,
        change=ChangeKind.CREDITS,
    )
    modules = field(
        "moduler",
        ListOf(Nested(ModuleEntry)),
        (),
        about="Deler av tilbudet med egne studiepoeng; summen må stemme.",
        form=FormSection.TEACHING,
    )
    language = field("språk", LANGUAGE, about="Språket teksten er skrevet på.", form=FormSection.COURSE)
    teaching_languages = field(
        "undervisningsspråk",
        ListOf(TEACHING_LANGUAGE),
        ("nb",),
        about="Språk det undervises på.",
        form=FormSection.COURSE,
    )
    delivery = field("studieform", DELIVERY, about="Hvordan undervisningen foregår.", form=FormSection.TEACHING)
    places = field(
        "studiesteder",
        PLACES,
        (),
        about="Hvor man må reise. I filen står nøklene fra vocabulary/places.",
        form=FormSection.TEACHING,
        change=ChangeKind.PLACES,
    )
    start = field("oppstart", START, about="Semesteret det begynner.", form=FormSection.TEACHING)
    duration = field("varighet", DURATION, about="Hvor mange semestre det varer.", form=FormSection.TEACHING)
    gatherings = field(
        "samlinger",
        ListOf(Nested(GatheringEntry)),
        (),
        about="Dager studentene møtes.",
        form=FormSection.TEACHING,
        change=ChangeKind.GATHERINGS,
    )
    exam = field(
        "eksamensform",
        LINE,
        None,
        about="Eksamensformen, for eksempel hjemmeeksamen.",
        form=FormSection.TEACHING,
        fact=N_("Exam"),
    )
    workload = field(
        "arbeidsmengde",
        whole(5_000),
        None,
        about="Hvor mange timer arbeid det er regnet med i alt, bare tallet.",
        form=FormSection.TEACHING,
        fact=N_("Workload in hours"),
    )
    admission = field(
        "opptakskrav",
        PARAGRAPH,
        None,
        about="Hva som kreves for opptak, i én eller to setninger.",
        form=FormSection.ADMISSION,
        change=ChangeKind.REQUIREMENT,
    )
    prior_credits = field(
        "forkunnskaper",
        Nested(PriorCredits),
        None,
        about="Studiepoeng i et fag man må ha fra før.",
        form=FormSection.ADMISSION,
        change=ChangeKind.REQUIREMENT,
    )
    prior_course = field(
        "bygger på",
        KEY,
        None,
        about="Et annet studietilbud dette bygger på: institusjon/navn.",
        form=FormSection.ADMISSION,
        change=ChangeKind.REQUIREMENT,
    )
    requirements = field(
        "kompetansekrav",
        REQUIREMENTS,
        None,
        about="Kompetansekrav tilbudet fyller. Skriv det bare når det som utledes, er galt.",
        form=FormSection.ADMISSION,
    )
    schemes = field(
        "ordninger", ListOf(SCHEME), (), about="Ordninger læreren kan søke under.", form=FormSection.ADMISSION
    )
    seats = field(
        "plasser",
        whole(10_000),
        None,
        about="Antall plasser.",
        form=FormSection.ADMISSION,
        fact=N_("Number of places"),
    )
    fee = field("pris", PARAGRAPH, None, about="Merknad om pris.", form=FormSection.ADMISSION, fact=N_("Fee"))
    deadlines = field(
        "frister",
        ListOf(Nested(DeadlineEntry)),
        (),
        about="Frister. For et studietilbud bare når de avviker fra årets.",
        form=FormSection.ADMISSION,
        change=ChangeKind.DEADLINE,
    )
    rolling = field(
        "løpende opptak",
        YES,
        None,
        about="Om man kan søke når som helst til studiet begynner, når det er annerledes enn i studieåret.",
        form=FormSection.ADMISSION,
        change=ChangeKind.DEADLINE,
    )
    application = field(
        "søknad",
        Nested(ApplicationEntry),
        None,
        about="Bare når tilbudet har en egen søknad og ikke følger årets steg.",
        change=ChangeKind.DEADLINE,
    )
    state = field(
        "status", EnumOf(CourseState, STATES), CourseState.OPEN, about="Hvordan det står til.", change=ChangeKind.STATE
    )
    state_from = field("status fra", DAY, None, about="Den første dagen statusen gjelder.", change=ChangeKind.STATE)
    state_note = field(
        "statusmerknad",
        PARAGRAPH,
        None,
        about="Hvorfor det er fullt, avlyst eller har ledige plasser.",
        change=ChangeKind.STATE,
    )
    link = field("lenke", ADDRESS, None, about="Institusjonens egen side om tilbudet.")
    contact = field("kontakt", Nested(ContactEntry), None, about="Hvem som svarer på spørsmål.")
    old_addresses = field("gamle adresser", KEYS, (), about="Adresser siden har hatt før; de sender leseren videre.")
    provenance = field("opphav", Nested(ProvenanceEntry), about="Hvor opplysningene kommer fra.")


class WithdrawnEntry(Entry, file_title="Trukket studietilbud"):
    """The fields of catalogue/YEAR/INSTITUTION/NAME.yaml, the notice of a course that is no longer offered.

    They are `title`, `subject` (a key), `language`, and optionally `day`, `note` and `instead` (keys of other courses).
    """

    title = field("tittel", LINE, about="Tittelen, slik den skal stå.")
    subject = field("fag", SUBJECT, about="Faget. I filen står nøkkelen fra vocabulary/subjects.")
    language = field("språk", LANGUAGE, about="Språket teksten er skrevet på.")
    day = field("trukket", DAY, None, about="Dagen det ble trukket.")
    note = field("merknad", LINE, None, about="En setning om hvorfor.")
    instead = field("se", KEYS, (), about="Tilbud man kan se på i stedet.")
