"""The requirements of competence (kompetansekrav) as JSON: each in each subject, and the courses that meet it."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalogue.facets import BY_KEY
from site_builder.catalogue.grouping import Grouping
from site_builder.catalogue.vocabulary import Requirement
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.engine.memo import Memo
from site_builder.exports.json_lines import json_lines
from site_builder.pages.urls import Addresses


def requirement_data(year: AcademicYear, catalogue: Catalogue, addresses: Addresses) -> bytes:
    """Return the ways to meet each requirement of competence with the courses of a year, as JSON, under `needs`.

    They are sorted by the keys of subject and requirement. A way is one or more courses, for teachers who hold from
    `enough_from` up to, but not including, `useful_below` credits in the subject.
    """
    units = [
        {"key": unit.key, "name": unit.name.in_language(catalogue.settings.languages[0]), "credits": unit.credits}
        for unit in catalogue.units.units
    ]
    head = {"year": year.key, "units": units, "units_source": catalogue.units.source}
    return json_lines(head, "needs", _needs(year, catalogue, addresses))


def _needs(year: AcademicYear, catalogue: Catalogue, addresses: Addresses) -> Iterator[dict[str, object]]:
    grouped = Grouping(year, Memo())
    offered = sorted(value.key for value in grouped.by(BY_KEY["fag"]))
    for subject in offered:
        for requirement in sorted(catalogue.requirements.values(), key=lambda each: each.key):
            if subject in requirement.subjects:
                yield _need(subject, requirement, grouped, catalogue.settings.base, addresses)


def _need(
    subject: str, requirement: Requirement, grouped: Grouping, base: str, addresses: Addresses
) -> dict[str, object]:
    year = grouped.year.key
    return {
        "subject": subject,
        "requirement": requirement.key,
        "grades": str(requirement.grades),
        "credits": requirement.credits,
        "valid_from": requirement.valid_from.isoformat() if requirement.valid_from else None,
        "source": requirement.source,
        "confirmed": requirement.confirmed,
        "address": base + addresses.requirement(year, subject, requirement.key),
        "ways": [
            {
                "courses": [f"{year}/{course.key}" for course in way.courses],
                "modules": [module.title for module in way.modules],
                "credits": way.credits,
                "enough_from": way.enough_from,
                "useful_below": way.useful_below,
            }
            for way in grouped.ways(requirement, subject)
        ],
    }
