"""The courses as JSON-LD in the European Learning Model (ELM 3), which Europass reads.

A course is a learning opportunity: an organisation provides it, and a specification describes its result. Classes and
properties are those of ELM's profile for learning opportunities (LOQ); templates/data/catalogue.elm.ttl lists in SHACL
those that we use. The profile also asks for a field of ISCED-F, which no course states, and for learning outcomes one
by one, which our texts have as one part (`learningOutcomeSummary`). Terms of the EU's controlled lists are given by
their addresses where they have one. What many courses have in common (an institution, a place, a subject, a mode, a
language) is described once, and the courses name it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from site_builder.catalogue.deadlines import deadlines_of, end_of, midnight
from site_builder.catalogue.descriptions import description
from site_builder.catalogue.model import Course
from site_builder.catalogue.profile import Profile
from site_builder.catalogue.schema.enums import Delivery
from site_builder.catalogue.schema.iso_languages import THREE_LETTERS
from site_builder.catalogue.schema.own_delivery import OwnDelivery
from site_builder.catalogue.text_parts import part_text
from site_builder.catalogue.vocabulary import Institution, StudyPlace
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.exports.countries import authority_address
from site_builder.exports.json_lines import json_lines
from site_builder.exports.own_words import own_text
from site_builder.exports.words import Words, words_of
from site_builder.pages.urls import Addresses

CONTEXT: Mapping[str, object] = {
    "@vocab": "http://data.europa.eu/snb/model/elm/",
    "adms": "http://www.w3.org/ns/adms#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rov": "http://www.w3.org/ns/regorg#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "Concept": "skos:Concept",
    "Document": "foaf:Document",
    "Location": "dct:Location",
    "PeriodOfTime": "dct:PeriodOfTime",
    "identifier": "adms:identifier",
    "notation": "skos:notation",
    "title": {"@id": "dct:title", "@container": "@language"},
    "description": {"@id": "dct:description", "@container": "@language"},
    "legalName": {"@id": "rov:legalName", "@container": "@language"},
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "noteLiteral": {"@container": "@language"},
    "geographicName": {"@container": "@language"},
    "homepage": "foaf:homepage",
    "contentUrl": {"@type": "xsd:anyURI"},
    "language": "dct:language",
    "temporal": "dct:temporal",
    "licence": {"@id": "dct:license", "@type": "@id"},
    "startDate": {"@type": "xsd:dateTime"},
    "endDate": {"@type": "xsd:dateTime"},
    "duration": {"@type": "xsd:duration"},
    "volumeOfLearning": {"@type": "xsd:duration"},
    "applicationDeadline": {"@type": "xsd:dateTime"},
}
ECTS = "http://data.europa.eu/snb/education-credit/6fcec5c5af"
"""European Credit Transfer System, in the Union's list of credit frameworks."""


def elm(catalogue: Catalogue, addresses: Addresses) -> bytes:
    """Return the bytes of catalogue.elm.jsonld: the licence, institutions, and an opportunity for each course.

    The courses are those of all published years. `addresses` give the URL paths of their pages.
    """
    settings, profile, words = catalogue.settings, catalogue.profile, words_of(catalogue)
    offered = [(course, year) for year in catalogue.published_years for course in year.courses]
    graph = (
        {"id": f"{settings.base}/catalogue.elm.jsonld", "type": "Document", **_licence(catalogue)},
        *_shared([course for course, _ in offered], settings.base, profile, words),
        *(_opportunity(course, year, settings.base, addresses, profile, words) for course, year in offered),
    )
    return json_lines({"@context": CONTEXT}, "@graph", graph)


def _shared(courses: Sequence[Course], base: str, profile: Profile, words: Words) -> Iterator[dict[str, object]]:
    """Yield the entities that courses share: institutions, places, subjects, modes, terms of the EU's lists."""
    institutions = {course.institution.key: course.institution for course in courses}
    for _, institution in sorted(institutions.items()):
        yield _organisation(institution, base, profile.country, words)
    places = {place.key: place for course in courses for place in course.offering.places}
    for key, place in sorted(places.items()):
        yield {"id": _place(key, base), **_location(profile.country, words, place)}
    subjects = {course.subject.key: course.subject for course in courses}
    for key, subject in sorted(subjects.items()):
        names = dict(sorted(subject.name.by_language.items()))
        yield {**_concept(_subject(key, base)), "notation": key, "prefLabel": names}
    for mode in sorted({course.offering.form_of_delivery for course in courses}, key=str):
        name = dict(mode.names) if isinstance(mode, OwnDelivery) else {words.language: words.value(mode)}
        yield {**_concept(_mode(mode, base)), "prefLabel": name}
    languages = {code for course in courses for code in (course.language, *course.offering.teaching_languages)}
    for address in sorted({_language(code) for code in languages}):
        yield _concept(address)
    yield _concept(ECTS)


def _licence(catalogue: Catalogue) -> dict[str, object]:
    address = catalogue.settings.licence_address
    return {"licence": address} if address else {}


def _opportunity(
    course: Course, year: AcademicYear, base: str, addresses: Addresses, profile: Profile, words: Words
) -> dict[str, object]:
    offering = course.offering
    address = base + addresses.course(year.key, course.key)
    spans = {span.semester: span for span in year.semesters}
    first, last = spans.get(offering.start), spans.get(offering.last_term)
    starts = offering.start.day or (first and first.first)
    period = {
        "type": "PeriodOfTime",
        **({"startDate": midnight(starts, year.time_zone).isoformat()} if starts else {}),
        **({"endDate": end_of(last.last, year.time_zone).isoformat()} if last else {}),
    }
    until = next((each.day for each in deadlines_of(course, year) if each.who.applies and not each.additional), None)
    found: dict[str, object] = {
        "id": address,
        "type": "LearningOpportunity",
        "identifier": _identifier(f"{year.key}/{course.key}"),
        "title": {course.language: course.title},
        "description": {course.language: description(course)},
        "homepage": _web_resource(address),
        "defaultLanguage": {"id": _language(course.language)},
        "duration": offering.duration.iso(offering.start.per_year),
        "mode": {"id": _mode(offering.form_of_delivery, base)},
        "providedBy": {"id": _about(course.institution, base)},
        "learningAchievementSpecification": _specification(
            course, address, base, words.choose("resultat", "result"), profile.in_ects(course.credits)
        ),
        "additionalNote": [
            _note(f"{words.choose('opphav', 'provenance')}: {words.origin(course.provenance)}", words.language),
            _note(f"status: {words.value(offering.state)}", words.language),
            *(_note(own_text(own, words), words.first) for own in course.own),
        ],
    }
    if len(period) > 1:
        found["temporal"] = period
    if until:
        found["applicationDeadline"] = end_of(until, year.time_zone).isoformat()
    if offering.places:
        found["location"] = [{"id": _place(place.key, base)} for place in offering.places]
    if offering.fee:
        found["priceDetail"] = {"type": "PriceDetail", "description": {course.language: offering.fee}}
    return found


def _specification(course: Course, address: str, base: str, result: str, ects: float | None) -> dict[str, object]:
    outcomes = part_text(course.prose, "læringsutbytte")
    return {
        "id": f"{address}#{result}",
        "type": "LearningAchievementSpecification",
        "title": {course.language: course.title},
        **({"creditPoint": _credit_point(ects)} if ects else {}),
        "educationSubject": {"id": _subject(course.subject.key, base)},
        "language": [{"id": _language(each)} for each in course.offering.teaching_languages],
        **({"entryRequirement": _note(course.admission, course.language)} if course.admission else {}),
        **({"learningOutcomeSummary": _note(outcomes, course.language)} if outcomes else {}),
        **({"volumeOfLearning": f"PT{course.offering.workload}H"} if course.offering.workload else {}),
    }


def _credit_point(ects: float) -> dict[str, object]:
    return {"type": "CreditPoint", "framework": {"id": ECTS}, "point": f"{ects:g}"}


def _organisation(institution: Institution, base: str, country: str, words: Words) -> dict[str, object]:
    return {
        "id": _about(institution, base),
        "type": "Organisation",
        "identifier": _identifier(institution.key),
        "legalName": {words.first: institution.name},
        "location": _location(country, words),
        **({"homepage": _web_resource(institution.home_page)} if institution.home_page else {}),
    }


def _about(institution: Institution, base: str) -> str:
    return f"{base}/#{institution.key}"


def _place(key: str, base: str) -> str:
    return f"{base}/#place-{key}"


def _subject(key: str, base: str) -> str:
    return f"{base}/#subject-{key}"


def _mode(mode: Delivery | OwnDelivery, base: str) -> str:
    return f"{base}/#mode-{mode.id if isinstance(mode, OwnDelivery) else mode.name.lower()}"


def _location(country: str, words: Words, place: StudyPlace | None = None) -> dict[str, object]:
    """Return a place, or where none is known, the `country` (ISO 3166-1)."""
    known = authority_address(country)
    address = {"type": "Address", **({"countryCode": _concept(known)} if known else {})}
    if place is None:
        return {"type": "Location", "address": address}
    named = {
        "geographicName": {words.first: place.name},
        "description": {words.first: ", ".join(filter(None, (place.name, place.county)))},
    }
    return {"type": "Location", **named, "address": address}


def _identifier(text: str) -> dict[str, object]:
    return {"type": "Identifier", "notation": text}


def _web_resource(address: str) -> dict[str, object]:
    return {"type": "WebResource", "contentUrl": address}


def _concept(address: str) -> dict[str, object]:
    return {"id": address, "type": "Concept"}


def _note(text: str, language: str) -> dict[str, object]:
    return {"type": "Note", "noteLiteral": {language: text}}


def _language(code: str) -> str:
    """Return the address of a language in the Union's list; of one without a code, «undetermined»."""
    return f"http://publications.europa.eu/resource/authority/language/{THREE_LETTERS.get(code, 'UND')}"
