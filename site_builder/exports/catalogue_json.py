"""catalogue.json: the published courses for programs. Its schema is templates/data/catalogue.schema.json."""

from __future__ import annotations

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.model import Application, Course, Offering
from site_builder.catalogue.schema.enums import ProvenanceKind
from site_builder.catalogue.status import has_rolling_admission
from site_builder.catalogue.text_parts import parts_of
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.exports.json_lines import json_lines
from site_builder.exports.own_words import semesters_of
from site_builder.exports.words import Words, words_of
from site_builder.pages.urls import Addresses

FORMAT = 1
"""Version of the format. It grows when a field is removed or changes its meaning, not when a field is added."""


def catalogue_json(catalogue: Catalogue, addresses: Addresses) -> bytes:
    """Return the bytes of catalogue.json: the published courses of all years, one a line, in the catalogue's order.

    `addresses` give the URL paths of pages in the site's first language.
    """
    licence, words = catalogue.settings.licence, words_of(catalogue)
    head = {
        "$schema": f"{catalogue.settings.base}/schema/catalogue.schema.json",
        "format": FORMAT,
        "name": catalogue.settings.name.in_language(words.first),
        "licence": licence.in_language(words.first) if licence else None,
        "licence_address": catalogue.settings.licence_address,
        "licence_covers": [words.value(ProvenanceKind.DOCUMENTED)],
        **({"credit_unit": unit.name.first, "credit_in_ects": unit.ects} if (unit := catalogue.profile.unit) else {}),
    }
    courses = (
        _course(course, year, addresses, catalogue.settings.base, words)
        for year in catalogue.published_years
        for course in year.courses
    )
    return json_lines(head, "courses", courses)


def _course(course: Course, year: AcademicYear, addresses: Addresses, base: str, words: Words) -> dict[str, object]:
    provenance = course.provenance
    return {
        "id": f"{year.key}/{course.key}",
        "address": base + addresses.course(year.key, course.key),
        "title": course.title,
        "language": course.language,
        "institution": {"key": course.institution.key, "name": course.institution.name},
        "subject": {"key": course.subject.key, "name": course.subject.name.in_language(words.first)},
        "level": course.level,
        "grades": words.grades(course.grades),
        "credits": course.credits or None,
        "modules": [
            {
                "title": each.title,
                "credits": each.credits,
                "semester": words.semester(each.semester) if each.semester else None,
            }
            for each in course.modules
        ],
        **_teaching(course.offering, words),
        **_admission(course),
        "schemes": [words.scheme(each) for each in course.offering.schemes],
        "seats": course.offering.seats,
        "deadlines": [
            {"who": words.role(each.who), "what": each.what.in_language(words.first), "date": each.day.isoformat()}
            for each in deadlines_of(course, year)
        ],
        **({"rolling_admission": True} if _is_rolling(course, year) else {}),
        "state": words.value(course.offering.state),
        "state_from": course.offering.state_from.isoformat() if course.offering.state_from else None,
        "state_note": course.offering.state_note,
        "application": _application(course.offering.application, words),
        "link": course.link,
        "workload_hours": course.offering.workload,
        "parts": [{"key": words.part(part.key), "text": part.text} for part in parts_of(course.prose)],
        "provenance": {
            "kind": words.value(provenance.kind),
            "source": provenance.source,
            "address": provenance.address,
            "published": provenance.published.isoformat() if provenance.published else None,
            "read": provenance.read_on.isoformat() if provenance.read_on else None,
            "year": provenance.year,
            "inferred": words.fields(provenance.inferred),
        },
        **({"own": {each.field.key: each.exported for each in course.own}} if course.own else {}),
    }


def _is_rolling(course: Course, year: AcademicYear) -> bool:
    """Return whether one can apply until the course begins, with no earlier deadline of the role that applies."""
    return has_rolling_admission(course, year) and not any(each.who.applies for each in deadlines_of(course, year))


def _application(own: Application | None, words: Words) -> dict[str, object] | None:
    return {"who": words.role(own.who), "text": own.text, "address": own.address} if own else None


def _teaching(offering: Offering, words: Words) -> dict[str, object]:
    """Return JSON values, by name, that say when, where and how the course is taught."""
    return {
        "delivery": words.delivery(offering.form_of_delivery),
        "places": [{"key": place.key, "name": place.name, "county": place.county} for place in offering.places],
        "start": words.semester(offering.start),
        "semesters": (semesters := semesters_of(offering)),
        **({} if semesters else {"duration": offering.duration.iso(offering.start.per_year)}),
        "gatherings": [
            {
                "from": each.first.isoformat(),
                "to": each.last.isoformat(),
                "form": words.value(each.form),
                "place": each.place.key if each.place else None,
            }
            for each in offering.gatherings
        ],
        "teaching_languages": list(offering.teaching_languages),
    }


def _admission(course: Course) -> dict[str, object]:
    """Return JSON values, by name: the admission requirements, and the kompetansekrav that it counts towards."""
    prior = course.prior_subject
    return {
        "admission": course.admission,
        "prior_credits": {"subject": prior.key, "credits": course.prior_credits} if prior else None,
        "prior_course": course.prior_course,
        "requirements": [
            {"key": each.requirement.key, "credits": each.credits, "complete": each.complete}
            for each in course.fulfilments
        ],
    }
