"""The catalogue for programs: all courses in the formats they read, and what stands beside the pages of a site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.model import Course
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.engine.generated_file import GeneratedFile
from site_builder.engine.memo import cache_key
from site_builder.exports.atom import feed
from site_builder.exports.cdm import cdm
from site_builder.exports.csv import spreadsheet, table, table_metadata
from site_builder.exports.discovery import discovery
from site_builder.exports.elm import elm
from site_builder.exports.hosting import headers, redirects
from site_builder.exports.icalendar import calendars
from site_builder.exports.json_lines import json_lines
from site_builder.exports.mlo import mlo
from site_builder.exports.requirements_json import requirement_data
from site_builder.exports.sitemap import sitemaps
from site_builder.output.output import Output
from site_builder.pages.i18n import Translations
from site_builder.pages.page import Page
from site_builder.pages.urls import Addresses, addresses_for

FORMAT = 1
"""Of catalogue.json. A new field is no new format; a field that goes, or means something else, is."""


def exports(
    catalogue: Catalogue,
    pages: Iterable[Page],
    translations: Translations,
    dates: Mapping[str, str],
    templates: Mapping[str, str],
) -> tuple[Output, ...]:
    """Return the files beside the pages: for search engines, calendars and hosts.

    `dates` are the days on which sources last changed, by path; schemas are taken from data/ of the `templates`.
    """
    planned = tuple(pages)
    language = catalogue.settings.languages[0]
    addresses = addresses_for(language, catalogue.settings.languages)
    return (
        *sitemaps(catalogue.settings, planned, dates),
        *discovery(catalogue, translations),
        Output("catalogue.csv-metadata.json", table_metadata(catalogue.settings)),
        *(
            Output(f"schema/{name.removeprefix('data/')}", text.encode(), f"templates/{name}")
            for name, text in sorted(templates.items())
            if name.startswith("data/")
        ),
        *calendars(catalogue, translations[language], addresses, dates),
        redirects(planned),
        headers(catalogue.settings.languages),
    )


def course_exports(
    catalogue: Catalogue, translations: Translations, said: str, dates: Mapping[str, str]
) -> Iterator[GeneratedFile]:
    """Yield the courses for feed readers, spreadsheets and programs; `dates` as above, `said` as below.

    They are as large as the catalogue, but of a course's text they hold no more than how it begins.
    """
    language = catalogue.settings.languages[0]
    addresses = addresses_for(language, catalogue.settings.languages)
    courses = [course for year in catalogue.published_years for course in year.courses]
    yield GeneratedFile("catalogue.json", partial(_json, catalogue, addresses), "", (said,))
    yield GeneratedFile("catalogue.csv", partial(table, catalogue, addresses), "", (said,))
    yield GeneratedFile("catalogue.excel.csv", partial(spreadsheet, catalogue, addresses), "", (said,))
    yield GeneratedFile("catalogue.mlo.xml", partial(mlo, catalogue, addresses), "", (said,))
    yield GeneratedFile("catalogue.cdm.xml", partial(cdm, catalogue, addresses), "", (said,))
    yield GeneratedFile("catalogue.elm.jsonld", partial(elm, catalogue, addresses), "", (said,))
    latest = partial(feed, catalogue, translations[language], addresses, dates)
    days = cache_key(*(dates.get(course.source, "") for course in courses)).hex()
    yield GeneratedFile(addresses.feed().lstrip("/"), latest, "", (said, days))
    for year in catalogue.published_years:
        if catalogue.has_requirements_in(year):
            path = addresses.requirement_data_file(year.key).lstrip("/")
            yield GeneratedFile(path, partial(requirement_data, year, catalogue, addresses), "", (said,))


def courses_digest(courses: Iterable[Course]) -> str:
    """Return a mark of what is said of courses beside their pages: what stands above each text, and how that begins."""
    return cache_key(*(part for course in courses for part in (course.header_digest, course.prose.excerpt))).hex()


def _json(catalogue: Catalogue, addresses: Addresses) -> bytes:
    licence = catalogue.settings.licence
    head = {
        "$schema": f"{catalogue.settings.base}/schema/catalogue.schema.json",
        "format": FORMAT,
        "name": catalogue.settings.name.in_language("nb"),
        "licence": licence.in_language("nb") if licence else None,
        "licence_address": catalogue.settings.licence_address,
    }
    courses = (
        _course(course, year, addresses, catalogue.settings.base)
        for year in catalogue.published_years
        for course in year.courses
    )
    return json_lines(head, "courses", courses)


def _course(course: Course, year: AcademicYear, addresses: Addresses, base: str) -> dict[str, object]:
    offering = course.offering
    return {
        "id": f"{year.key}/{course.key}",
        "address": base + addresses.course(year.key, course.key),
        "title": course.title,
        "language": course.language,
        "institution": {"key": course.institution.key, "name": course.institution.name},
        "subject": {"key": course.subject.key, "name": course.subject.name.in_language("nb")},
        "level": course.level,
        "grades": str(course.grades),
        "credits": course.credits,
        "modules": [
            {"title": each.title, "credits": each.credits, "semester": str(each.semester) if each.semester else None}
            for each in course.modules
        ],
        "delivery": str(offering.delivery),
        "places": [{"key": place.key, "name": place.name, "county": place.county} for place in offering.places],
        "start": str(offering.start),
        "semesters": offering.duration,
        "gatherings": [
            {
                "from": each.first.isoformat(),
                "to": each.last.isoformat(),
                "form": str(each.form),
                "place": each.place.key if each.place else None,
            }
            for each in offering.gatherings
        ],
        "teaching_languages": list(offering.teaching_languages),
        "admission": course.admission,
        "prior_credits": {"subject": course.prior_subject.key, "credits": course.prior_credits}
        if course.prior_subject
        else None,
        "prior_course": course.prior_course,
        "requirements": [
            {"key": each.requirement.key, "credits": each.credits, "complete": each.complete}
            for each in course.fulfilments
        ],
        "schemes": [str(scheme) for scheme in offering.schemes],
        "seats": offering.seats,
        "deadlines": [
            {"who": str(each.who), "what": each.what.in_language("nb"), "date": each.day.isoformat()}
            for each in deadlines_of(course, year)
        ],
        "state": str(offering.state),
        "state_note": offering.state_note,
        "link": course.link,
        "provenance": {
            "kind": str(course.provenance.kind),
            "source": course.provenance.source,
            "year": course.provenance.year,
            "inferred": list(course.provenance.inferred),
        },
    }
