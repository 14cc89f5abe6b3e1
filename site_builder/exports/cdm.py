"""The catalogue in CDM (Course Description Metadata), the Norwegian format that utdanning.no collected courses in.

The elements are those of CDM 2.1, in the order of its Norwegian guide (CDM-U): a course is a `program` of an `orgUnit`.
utdanning.no's own schema was not available; templates/data/catalogue.cdm.rng describes our output. CDM has no elements
for a course's state (open, full, cancelled) and provenance: they are `infoBlock` elements with names of our own, as CDM
allows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.descriptions import description
from site_builder.catalogue.model import Course, Offering
from site_builder.catalogue.profile import Profile, first_of
from site_builder.catalogue.schema.enums import Grades, OwnKind
from site_builder.catalogue.vocabulary import Institution
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.exports.own_words import cost_of, semesters_of
from site_builder.exports.words import Words, words_of
from site_builder.exports.xml import element
from site_builder.pages.urls import Addresses


def cdm(catalogue: Catalogue, addresses: Addresses) -> bytes:
    """Return the bytes of catalogue.cdm.xml (Course Description Metadata): institutions with their courses.

    A course is a `program` element for each year that has it. `addresses` give the URL paths of its pages.
    """
    base, profile, words = catalogue.settings.base, catalogue.profile, words_of(catalogue)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<CDM version="2.1" language="{words.first}">']
    lines += ["<properties>", element("datasource", base), "</properties>"]
    offered = [(course, year) for year in catalogue.published_years for course in year.courses]
    offered.sort(key=lambda pair: (pair[0].institution.key, pair[0].key, pair[1].key))
    for _, own in groupby(offered, key=lambda pair: pair[0].institution.key):
        pairs = list(own)
        lines += _organisation(pairs[0][0].institution, words.first)
        for course, year in pairs:
            lines += _programme(course, year, base + addresses.course(year.key, course.key), profile, words)
        lines.append("</orgUnit>")
    return "\n".join([*lines, "</CDM>", ""]).encode()


def _organisation(institution: Institution, language: str) -> Iterator[str]:
    yield "<orgUnit>"
    yield element("orgUnitID", institution.key)
    yield _named("orgUnitName", institution.name, language)
    for short in institution.short_names[:1]:
        yield element("orgUnitAcronym", short)
    if institution.home_page:
        yield _link(institution.home_page)


def _programme(course: Course, year: AcademicYear, address: str, profile: Profile, words: Words) -> Iterator[str]:
    offering, language = course.offering, course.language
    yield f'<program ident="{year.key}/{course.key}" language="{language}">'
    yield element("programID", f"{year.key}/{course.key}")
    yield _named("programName", course.title, language)
    yield _link(address)
    yield element("programIntroduction", description(course), blockLang=language)
    if ects := profile.in_ects(course.credits):
        yield f"<qualification>{element('credits', ECTScredits=f'{ects:g}')}</qualification>"
    yield from _admission(course, year)
    if course.admission:
        yield element("formalPrerequisites", course.admission, blockLang=language)
    for place in offering.places:
        country = element("country", profile.country) if profile.country else ""
        region = element("region", place.county) if place.county else ""
        where = element("locality", place.name) + region + country
        yield f"<teachingPlace><adr>{where}</adr></teachingPlace>"
    if course.grades != Grades(()):
        yield element(
            "targetGroup",
            f"{words.choose('trinn', 'grades')} {words.grades(course.grades)}",
            blockLang=words.language,
        )
    elif level := first_of(course.own, OwnKind.SCALE):
        yield element("targetGroup", f"{level.field.name.first} {level.plain}", blockLang=language)
    yield element("formOfTeaching", words.delivery(offering.form_of_delivery), blockLang=words.language)
    for each in offering.teaching_languages:
        yield element("instructionLanguage", teachingLang=each)
    yield _duration(offering)
    if cost := cost_of(course):
        yield element("expenses", cost, blockLang=language)
    yield element("infoBlock", words.value(offering.state), userDefined="status")
    yield element("infoBlock", words.origin(course.provenance), userDefined=words.choose("opphav", "provenance"))
    yield element("searchword", course.subject.name.in_language(words.first))
    yield "</program>"


def _admission(course: Course, year: AcademicYear) -> Iterator[str]:
    offering = course.offering
    starts = next((span.first for span in year.semesters if span.semester == offering.start), None)
    if offering.gatherings:
        starts = offering.gatherings[0].first
    starts = offering.start.day or starts
    until = next((each.day for each in deadlines_of(course, year) if each.who.applies and not each.additional), None)
    elements = [
        *([element("studentPlaces", places=str(offering.seats))] if offering.seats else []),
        *([element("teachingStart", date=starts.isoformat())] if starts else []),
        *([element("registrationDeadline", date=until.isoformat())] if until else []),
    ]
    if elements:
        yield f"<admissionInfo>{''.join(elements)}</admissionInfo>"


def _duration(offering: Offering) -> str:
    """Return the XML element of the duration, with the number of semesters where it is counted in them."""
    duration, semesters = offering.duration, semesters_of(offering)
    counted = {"semester": str(semesters)} if semesters else {}
    return element("programDuration", duration=duration.iso(offering.start.per_year), **counted)


def _named(name: str, text: str, language: str) -> str:
    return f"<{name}>{element('text', text, language=language)}</{name}>"


def _link(address: str) -> str:
    return f'<webLink role="homepage">{element("href", address)}</webLink>'
