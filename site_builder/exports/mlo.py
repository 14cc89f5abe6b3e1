"""The catalogue in MLO (Metadata for Learning Opportunities, EN 15982): providers, specifications, instances.

Elements are those of MLO, with Dublin Core for titles and identifiers as the standard requires, and of XCRI-CAP, its
British profile, for application dates and learning outcomes. Two elements are ours: the state (open, full, cancelled)
and the provenance (documented, or an example). The standard has no XML schema, so ours is published:
templates/data/catalogue.mlo.rng (RELAX NG).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.descriptions import description
from site_builder.catalogue.model import Course
from site_builder.catalogue.profile import Profile
from site_builder.catalogue.text_parts import part_text
from site_builder.catalogue.vocabulary import Institution
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.exports.own_words import cost_of, own_value
from site_builder.exports.words import Words, words_of
from site_builder.exports.xml import element
from site_builder.pages.urls import Addresses

OPENING = (
    '<xcri:catalog xmlns:xcri="http://xcri.org/profiles/1.2/catalog" xmlns:mlo="http://purl.org/net/mlo" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:sk="urn:studiekatalog:1">'
)


def mlo(catalogue: Catalogue, addresses: Addresses) -> bytes:
    """Return the bytes of catalogue.mlo.xml: institutions with courses, and courses with an instance for each year.

    `addresses` give the URL paths of the courses' pages.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', OPENING]
    lines += _rights(catalogue)
    words = words_of(catalogue)
    offered = [(course, year) for year in catalogue.published_years for course in year.courses]
    offered.sort(key=lambda pair: (pair[0].institution.key, pair[0].key, pair[1].key))
    for _, own in groupby(offered, key=lambda pair: pair[0].institution.key):
        pairs = list(own)
        lines += _provider(pairs[0][0].institution)
        for _, each in groupby(pairs, key=lambda pair: pair[0].key):
            lines += _specification(list(each), addresses, catalogue.settings.base, words, catalogue.profile)
        lines.append("</mlo:LearningOpportunityProvider>")
    return "\n".join([*lines, "</xcri:catalog>", ""]).encode()


def _rights(catalogue: Catalogue) -> Iterator[str]:
    licence = catalogue.settings.licence
    for language, text in sorted(licence.by_language.items()) if licence else ():
        yield element("dcterms:license", text, **{"xml:lang": language})


def _provider(institution: Institution) -> Iterator[str]:
    yield "<mlo:LearningOpportunityProvider>"
    yield element("dc:identifier", institution.key)
    yield element("dc:title", institution.name)
    if institution.home_page:
        yield element("mlo:url", institution.home_page)


def _specification(
    offered: list[tuple[Course, AcademicYear]], addresses: Addresses, base: str, words: Words, profile: Profile
) -> Iterator[str]:
    """Yield the XML of a course as in its newest year, the last in `offered`, with an instance for each year."""
    course, year = offered[-1]
    language = {"xml:lang": course.language}
    yield "<mlo:LearningOpportunitySpecification>"
    yield element("dc:identifier", course.key)
    yield element("dc:title", course.title, **language)
    yield element("dc:description", description(course), **language)
    for name, text in sorted(course.subject.name.by_language.items()):
        yield element("dc:subject", text, **{"xml:lang": name})
    yield element("mlo:url", base + addresses.course(year.key, course.key))
    if ects := profile.in_ects(course.credits):
        yield element("mlo:credit", f"{ects:g}", scheme="ECTS")
    if course.level:
        yield element("mlo:level", str(course.level))
    if course.admission:
        yield element("mlo:prerequisite", course.admission, **language)
    if outcomes := part_text(course.prose, "læringsutbytte"):
        yield element("xcri:learningOutcome", outcomes, **language)
    if assessment := part_text(course.prose, "vurdering"):
        yield element("mlo:assessment", assessment, **language)
    for instance, of in offered:
        yield from _instance(instance, of, base + addresses.course(of.key, instance.key), words)
    yield "</mlo:LearningOpportunitySpecification>"


def _instance(course: Course, year: AcademicYear, address: str, words: Words) -> Iterator[str]:
    offering = course.offering
    spans = {span.semester: span for span in year.semesters}
    first, last = spans.get(offering.start), spans.get(offering.last_term)
    yield "<mlo:LearningOpportunityInstance>"
    yield element("dc:identifier", f"{year.key}/{course.key}")
    yield element("mlo:url", address)
    if starts := offering.start.day or (first and first.first):
        yield element("mlo:start", starts.isoformat())
    if last:
        yield element("xcri:end", last.last.isoformat())
    yield element("mlo:duration", words.duration(offering.duration))
    for language in offering.teaching_languages:
        yield element("mlo:languageOfInstruction", language)
    yield element("mlo:engagement", words.delivery(offering.form_of_delivery))
    for place in offering.places:
        yield element("mlo:location", ", ".join(filter(None, (place.name, place.county))))
    if offering.seats:
        yield element("mlo:places", str(offering.seats))
    if cost := cost_of(course):
        yield element("mlo:cost", cost)
    yield element("xcri:applyFrom", year.opens.isoformat())
    for each in deadlines_of(course, year):
        if each.who.applies:
            yield element("xcri:applyUntil", each.day.isoformat())
    yield element("sk:state", words.value(offering.state))
    yield element("sk:provenance", words.value(course.provenance.kind))
    for own in course.own:
        yield element("sk:field", own_value(own, words), label=own.field.name.first)
    yield "</mlo:LearningOpportunityInstance>"
