"""All files for programs: the catalogue in each format, calendars, sitemaps, and the files that hosts read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from site_builder.catalogue.model import Course
from site_builder.catalogue.years import Catalogue
from site_builder.engine.generated_file import GeneratedFile
from site_builder.engine.memo import cache_key
from site_builder.exports.atom import atom_feed
from site_builder.exports.catalogue_json import catalogue_json
from site_builder.exports.cdm import cdm
from site_builder.exports.csv import csv_metadata, csv_table, excel_table
from site_builder.exports.discovery import discovery_files
from site_builder.exports.elm import elm
from site_builder.exports.hosting import headers, redirects
from site_builder.exports.icalendar import course_calendars, year_calendars
from site_builder.exports.mlo import mlo
from site_builder.exports.published_page import PublishedPage
from site_builder.exports.requirements_json import requirement_data
from site_builder.exports.sitemap import sitemaps
from site_builder.exports.words import words_of
from site_builder.output.output import Output
from site_builder.output.root_path import root_path
from site_builder.pages.i18n import Translations
from site_builder.pages.urls import Addresses, addresses_for


def site_files(
    catalogue: Catalogue,
    pages: Iterable[PublishedPage],
    translations: Translations,
    dates: Mapping[str, str],
    templates: Mapping[str, str],
) -> tuple[Output, ...]:
    """Return the files about the whole site: sitemaps, schemas, calendars of deadlines, files for browsers and hosts.

    They are cheap, and written in every build. `dates` maps the path of a source file to the ISO time of its last
    change. `templates` maps the path of a template to its text; schemas are copied from their folder data/.
    """
    planned = tuple(pages)
    language = catalogue.settings.languages[0]
    addresses, root = addresses_for(language, catalogue), root_path(catalogue.settings.base)
    words = words_of(catalogue)
    return (
        *sitemaps(catalogue.settings, planned, dates),
        *discovery_files(catalogue, translations),
        Output("catalogue.csv-metadata.json", csv_metadata(catalogue)),
        *(
            Output(f"schema/{name.removeprefix('data/')}", words.schema(text).encode(), f"templates/{name}")
            for name, text in sorted(templates.items())
            if name.startswith("data/") and (words.as_in_files or catalogue.requirements or "requirements" not in name)
        ),
        *year_calendars(catalogue, translations[language], addresses, dates),
        redirects(planned, root),
        headers(catalogue, root),
    )


def catalogue_files(
    catalogue: Catalogue, translations: Translations, dates: Mapping[str, str], published: Sequence[str]
) -> Iterator[GeneratedFile]:
    """Yield the files made from courses: the catalogue in each format, then a calendar for each course.

    A file is made again only if its key changes: the courses' fields or excerpts, for calendars also texts and `dates`
    (as for `site_files`). `published` are the lines of catalogue/published-addresses.txt. The files that take longest
    come first, so that all workers end at the same time.
    """
    language = catalogue.settings.languages[0]
    locale, addresses = translations[language], addresses_for(language, catalogue)
    courses = [course for year in catalogue.published_years for course in year.courses]
    digest = courses_digest(courses)
    formats: Mapping[str, Callable[[Catalogue, Addresses], bytes]] = {
        "catalogue.json": catalogue_json,
        "catalogue.csv": csv_table,
        "catalogue.excel.csv": partial(excel_table, locale=locale),
        "catalogue.mlo.xml": mlo,
        "catalogue.cdm.xml": cdm,
        "catalogue.elm.jsonld": elm,
    }
    for path, make in formats.items():
        yield GeneratedFile(path, partial(make, catalogue, addresses), "", (digest,))
    feed = partial(atom_feed, catalogue, locale, addresses, dates)
    days = cache_key(*(dates.get(course.source, "") for course in courses)).hex()
    yield GeneratedFile(addresses.feed().lstrip("/"), feed, "", (digest, days))
    for year in catalogue.published_years:
        if catalogue.has_requirements_in(year):
            path = addresses.requirement_data_file(year.key).lstrip("/")
            yield GeneratedFile(path, partial(requirement_data, year, catalogue, addresses), "", (digest,))
    yield from course_calendars(catalogue, locale, addresses, dates, published)


def courses_digest(courses: Iterable[Course]) -> str:
    """Return the SHA-256, in hexadecimal, of the fields and excerpts of courses: all that exports contain of them."""
    return cache_key(*(part for course in courses for part in (course.header_digest, course.prose.excerpt))).hex()
