"""The courses as JSON-LD in the words of the European Learning Model (ELM 3), which Europass reads.

A course is a learning opportunity, provided by an organisation, with a specification of what it leads to. Only what
the catalogue knows is said; concepts of the Union's controlled lists are named by their address where there is one.
"""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.catalogue.deadlines import deadlines_of, end_of
from site_builder.catalogue.fields import Who
from site_builder.catalogue.model import AcademicYear, Catalogue, Course, Institution
from site_builder.output import Output
from site_builder.pages.json_lines import json_lines
from site_builder.pages.structured_data import description
from site_builder.pages.urls import Addresses

CONTEXT: Mapping[str, object] = {
    "@vocab": "http://data.europa.eu/snb/model/elm/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "title": {"@id": "dct:title", "@container": "@language"},
    "description": {"@id": "dct:description", "@container": "@language"},
    "legalName": {"@container": "@language"},
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "notation": "skos:notation",
    "homepage": {"@id": "foaf:homepage", "@type": "@id"},
    "language": {"@id": "dct:language", "@type": "@id"},
    "temporal": "dct:temporal",
    "licence": {"@id": "dct:license", "@container": "@language"},
    "identifier": "dct:identifier",
    "startDate": {"@type": "xsd:date"},
    "endDate": {"@type": "xsd:date"},
    "applicationDeadline": {"@type": "xsd:dateTime"},
}
LANGUAGES = {
    code: f"http://publications.europa.eu/resource/authority/language/{name}"
    for code, name in {"nb": "NOB", "nn": "NNO", "se": "SME", "en": "ENG"}.items()
}
ECTS = "http://data.europa.eu/snb/education-credit/6fcec5c5af"
"""European Credit Transfer System, in the Union's list of credit frameworks."""


def elm(catalogue: Catalogue, addresses: Addresses) -> Output:
    """Return catalogue.elm.jsonld: a learning opportunity for each course of each published year."""
    licence = catalogue.settings.licence
    head = {"@context": CONTEXT, "licence": dict(sorted(licence.by_language.items())) if licence else {}}
    opportunities = (
        _opportunity(course, year, catalogue.settings.base, addresses)
        for year in catalogue.published_years
        for course in year.courses
    )
    return Output("catalogue.elm.jsonld", json_lines(head, "@graph", opportunities).encode())


def _opportunity(course: Course, year: AcademicYear, base: str, addresses: Addresses) -> dict[str, object]:
    offering = course.offering
    address = base + addresses.course(year.key, course.key)
    spans = {span.semester: span for span in year.semesters}
    first, last = spans.get(offering.start), spans.get(offering.start.plus(offering.duration - 1))
    period = {
        "type": "PeriodOfTime",
        **({"startDate": first.first.isoformat()} if first else {}),
        **({"endDate": last.last.isoformat()} if last else {}),
    }
    until = next(
        (each.day for each in deadlines_of(course, year) if each.who is Who.TEACHER and not each.additional), None
    )
    found: dict[str, object] = {
        "id": address,
        "type": "LearningOpportunity",
        "identifier": f"{year.key}/{course.key}",
        "title": {course.language: course.title},
        "description": {course.language: description(course)},
        "homepage": address,
        "providedBy": _organisation(course.institution, base),
        "learningAchievementSpecification": _specification(course, address),
    }
    if len(period) > 1:
        found["temporal"] = [period]
    if until:
        found["applicationDeadline"] = [end_of(until).isoformat()]
    if offering.places:
        found["providedAt"] = [
            {"type": "Location", "description": {"nb": f"{place.name}, {place.county}"}} for place in offering.places
        ]
    found["mode"] = [{"type": "Concept", "prefLabel": {"nb": str(offering.delivery)}}]
    found["status"] = {"type": "Concept", "prefLabel": {"nb": str(offering.state)}}
    found["additionalNote"] = [{"type": "Note", "description": {"nb": f"opphav: {course.provenance.kind}"}}]
    return found


def _specification(course: Course, address: str) -> dict[str, object]:
    return {
        "id": f"{address}#resultat",
        "type": "LearningAchievementSpecification",
        "title": {course.language: course.title},
        "creditPoint": [
            {"type": "CreditPoint", "framework": {"id": ECTS, "type": "Concept"}, "point": f"{course.credits:g}"}
        ],
        "educationSubject": [
            {
                "type": "Concept",
                "notation": course.subject.key,
                "prefLabel": dict(sorted(course.subject.name.by_language.items())),
            }
        ],
        "language": [LANGUAGES[each] for each in course.offering.teaching_languages],
        **(
            {"entryRequirement": [{"type": "Note", "description": {course.language: course.admission}}]}
            if course.admission
            else {}
        ),
    }


def _organisation(institution: Institution, base: str) -> list[dict[str, object]]:
    return [
        {
            "id": f"{base}/#{institution.key}",
            "type": "Organisation",
            "identifier": institution.key,
            "legalName": {"nb": institution.name},
            **({"homepage": institution.home_page} if institution.home_page else {}),
        }
    ]
