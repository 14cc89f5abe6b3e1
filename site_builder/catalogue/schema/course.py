"""The fields of a course file, and of a withdrawn course."""

from __future__ import annotations

from site_builder.catalogue.schema.enums import CourseState, Delivery, Form, ProvenanceKind, Scheme, Who
from site_builder.catalogue.schema.field_types import Entry, EnumOf, ListOf, Nested, field
from site_builder.catalogue.schema.fields import (
    ADDRESS,
    CREDITS,
    DAY,
    DURATION,
    EMAIL,
    GRADES,
    KEY,
    KEYS,
    LANGUAGE,
    LEVEL,
    LINE,
    LINES,
    PHONE,
    PLACE,
    PLACES,
    REQUIREMENTS,
    SEMESTER,
    SUBJECT,
    TEXT,
    YES,
    whole,
)


class Module(Entry):
    """A part of a course with its own credits."""

    title = field("tittel", LINE)
    credits = field("studiepoeng", CREDITS)
    semester = field("semester", SEMESTER, None)


class Gathering(Entry):
    """Days on which the students meet, from and to inclusive."""

    first = field("fra", DAY)
    last = field("til", DAY, None)
    place = field("sted", PLACE, None)
    form = field("form", EnumOf(Form), Form.PHYSICAL)


class Deadline(Entry):
    """A last day for somebody to do something; it lasts until midnight in Oslo."""

    who = field("hvem", EnumOf(Who))
    what = field("hva", TEXT)
    day = field("dato", DAY)
    source = field("kilde", LINE, None)
    additional = field("i tillegg", YES, False)


class PriorCredits(Entry):
    """Credits in a subject one must have beforehand."""

    subject = field("fag", SUBJECT)
    credits = field("studiepoeng", CREDITS)


class Contact(Entry):
    """Who answers questions."""

    name = field("navn", LINE, None)
    email = field("e-post", EMAIL, None)
    phone = field("telefon", PHONE, None)


class Provenance(Entry):
    """Where an entry comes from: a source, with what was inferred, or composed as a sample."""

    kind = field("type", EnumOf(ProvenanceKind))
    source = field("kilde", LINE, None)
    year = field("år", LINE, None)
    inferred = field("utledet", LINES, ())


class CourseEntry(Entry):
    """catalogue/YEAR/INSTITUTION/NAME.md"""

    title = field("tittel", LINE)
    subject = field("fag", SUBJECT)
    level = field("nivå", LEVEL, None)
    grades = field("trinn", GRADES)
    credits = field("studiepoeng", CREDITS)
    modules = field("moduler", ListOf(Nested(Module)), ())
    language = field("språk", LANGUAGE)
    teaching_languages = field("undervisningsspråk", ListOf(LANGUAGE), ("nb",))
    delivery = field("studieform", EnumOf(Delivery))
    places = field("studiesteder", PLACES, ())
    start = field("oppstart", SEMESTER)
    duration = field("varighet", DURATION)
    gatherings = field("samlinger", ListOf(Nested(Gathering)), ())
    admission = field("opptakskrav", LINE, None)
    prior_credits = field("forkunnskaper", Nested(PriorCredits), None)
    prior_course = field("bygger på", KEY, None)
    requirements = field("kompetansekrav", REQUIREMENTS, None)
    schemes = field("ordninger", ListOf(EnumOf(Scheme)), ())
    seats = field("plasser", whole(10_000), None)
    fee = field("pris", LINE, None)
    deadlines = field("frister", ListOf(Nested(Deadline)), ())
    state = field("status", EnumOf(CourseState), CourseState.OPEN)
    state_note = field("statusmerknad", LINE, None)
    link = field("lenke", ADDRESS, None)
    contact = field("kontakt", Nested(Contact), None)
    old_addresses = field("gamle adresser", KEYS, ())
    provenance = field("opphav", Nested(Provenance))


class WithdrawnEntry(Entry):
    """catalogue/YEAR/INSTITUTION/NAME.yaml: what stands at the address of a course that is no longer offered."""

    title = field("tittel", LINE)
    subject = field("fag", SUBJECT)
    language = field("språk", LANGUAGE)
    day = field("trukket", DAY, None)
    note = field("merknad", LINE, None)
    instead = field("se", KEYS, ())
