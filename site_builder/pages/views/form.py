"""The form for editors without git, and the course files (JSON) that it opens to propose changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from functools import partial
from typing import Any, Protocol

import msgspec
from msgspec import Struct

from site_builder.catalogue.checks import claim_kinds, titles
from site_builder.catalogue.checks.form_texts import TEXT_MESSAGES, text_rules
from site_builder.catalogue.claim_phrases import ClaimLanguage, claim_language
from site_builder.catalogue.holidays import HOLIDAYS_OF, public_holidays
from site_builder.catalogue.labels import language_label
from site_builder.catalogue.schema import other_notations
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.declarations import course_type
from site_builder.catalogue.schema.enums import FormSection, YearState
from site_builder.catalogue.schema.iso_languages import is_language
from site_builder.catalogue.schema.json_schema import Vocabulary, schema
from site_builder.catalogue.schema.messages import MESSAGES
from site_builder.catalogue.schema.notation import for_javascript
from site_builder.catalogue.status import allotment
from site_builder.catalogue.vocabulary import Institution
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.engine.generated_file import GeneratedFile
from site_builder.messages import gettext
from site_builder.pages.i18n import Locale
from site_builder.pages.layout import Layout, PageContext
from site_builder.pages.menu import Link
from site_builder.pages.urls import addresses_for
from site_builder.pages.views.form_fields import FormField, form_fields
from site_builder.problems import N_

HEADINGS = {
    FormSection.COURSE: N_("The course"),
    FormSection.TEACHING: N_("How and when"),
    FormSection.ADMISSION: N_("Admission and places"),
    FormSection.OTHER: N_("Status, contact and source"),
}
"""Section -> its heading, in the order of the form."""

YEARS_OF_HOLIDAYS = 8
"""Calendar years of public holidays in the form's data. Courses last at most 12 semesters, the first in the year after
applications open at the latest.
"""


class FormView(Struct, frozen=True):
    """The page of the form for editors: sections as (heading, fields), and the institutions to choose from.

    `years` are links whose address is the key of the year. `files` is the beginning of the addresses of source files.
    `rules` is the data with which its script checks a course.
    """

    page: PageContext
    title: str
    sections: tuple[tuple[str, tuple[FormField, ...]], ...]
    years: tuple[Link, ...]
    files: str
    institutions: tuple[Institution, ...]
    rules: Mapping[str, Any]


def form_view(layout: Layout) -> FormView:
    """Return the view of the form for a course of any year that is not archived."""
    catalogue, locale, address = layout.catalogue, layout.locale, layout.addresses.form()
    title = locale.gettext(N_("Add a course"))
    type_ = course_type(catalogue.profile.declarations)
    fields = form_fields(schema(type_, _vocabularies(catalogue, locale)))
    years = [year for year in catalogue.years if year.state is not YearState.ARCHIVED] or [catalogue.current_year]
    return FormView(
        page=layout.page_context(
            address,
            title,
            locale.gettext(N_("Write a course, or propose a change to one, in the browser.")),
            (Link(title, address),),
            translated=False,
        ),
        title=title,
        sections=tuple((locale.gettext(heading), part) for heading, part in _sections(fields, type_)),
        years=tuple(Link(year.name, year.key) for year in years),
        files=layout.addresses.course_files(),
        institutions=tuple(sorted(catalogue.institutions.values(), key=lambda each: locale.alphabet.key(each.name))),
        rules=_rules(catalogue, years, fields, locale.language),
    )


class CourseFile(Protocol):
    """A course file as stored in the sources."""

    @property
    def path(self) -> str:
        """The path relative to the project's root."""

    @property
    def header(self) -> str:
        """The text of the front matter, without the separators `---`."""

    @property
    def body(self) -> str:
        """The text below the front matter."""

    @property
    def fields(self) -> Mapping[str, Any]:
        """The values in the front matter, by key, as parsed from YAML."""


def course_files(records: Iterable[CourseFile], catalogue: Catalogue) -> Iterator[GeneratedFile]:
    """Yield a JSON file with the text and fields of each published course, which the form opens.

    None if the site has no form: its settings then have no address for new files. `records` are the course files.
    """
    if not catalogue.settings.new_file:
        return
    addresses = addresses_for(catalogue.settings.languages[0], catalogue)
    written = {record.path: record for record in records}
    for year in catalogue.published_years:
        for course in year.courses:
            path = addresses.course_file(year.key, course.key).lstrip("/")
            yield GeneratedFile(
                path,
                partial(_course_file, written[course.source]),
                course.source,
                (course.header_digest, course.body_digest),
            )


def _course_file(record: CourseFile) -> bytes:
    text = f"---\n{record.header}---\n{record.body}"
    return msgspec.json.encode({"path": record.path, "text": text, "fields": record.fields})


def _sections(fields: tuple[FormField, ...], type_: type[CourseEntry]) -> Iterator[tuple[str, tuple[FormField, ...]]]:
    """Yield (heading, fields) of each section, in the order of declaration, but fields that repeat last."""
    sections = {each.key: each.form for each in type_.fields.values()}
    in_order = sorted(fields, key=lambda field: field.shape == "groups")
    for section, heading in HEADINGS.items():
        yield heading, tuple(field for field in in_order if sections[field.key] is section)


def _vocabularies(catalogue: Catalogue, locale: Locale) -> Mapping[str, Vocabulary]:
    """Return the choices of fields that name other things; languages are those of the site and of its courses."""
    courses = [course for year in catalogue.years for course in year.courses]
    written = {language for course in courses for language in (course.language, *course.offering.teaching_languages)}
    languages = dict.fromkeys([*catalogue.settings.languages, *sorted(written)])
    names = {each: locale.label(language_label(each)) for each in languages}
    return {
        "teaching language": names,
        "language": {key: name for key, name in names.items() if is_language(key)},
        "subject": {key: subject.name.in_language("nb") for key, subject in sorted(catalogue.subjects.items())},
        "place": {key: place.name for key, place in sorted(catalogue.places.items())},
        "requirement": {key: each.name.in_language("nb") for key, each in sorted(catalogue.requirements.items())},
    }


def _rules(
    catalogue: Catalogue, years: list[AcademicYear], fields: tuple[FormField, ...], language: str
) -> Mapping[str, Any]:
    own = catalogue.profile.declarations.deliveries
    calendar_years = sorted({year.opens.year + ahead for year in years for ahead in range(YEARS_OF_HOLIDAYS)})
    return {
        "fields": [field.rules for field in fields],
        "faults": {
            name: [gettext(wrong, language), gettext(remedy, language)]
            for name, (wrong, remedy) in {**MESSAGES, **TEXT_MESSAGES}.items()
        },
        "notation": {
            **for_javascript(),
            "titles": titles.for_javascript(),
            "readings": other_notations.for_javascript(),
            **({"deliveries": {each.key: str(each.kind) for each in own}} if own else {}),
        },
        "claims": {
            **claim_kinds.for_javascript(_claims(catalogue)),
            "places": {place.name.casefold(): key for key, place in sorted(catalogue.places.items())},
        },
        "text": text_rules(),
        "deadlines": {year.key: [each.day.isoformat() for each in year.deadlines] for year in years},
        "years": {year.key: year.opens.isoformat() for year in years},
        "allotments": {
            year.key: [found.day.isoformat(), (found.day + timedelta(days=1)).isoformat()]
            for year in years
            if (found := allotment(year.deadlines))
        },
        "institutions": {
            key: [each and each.isoformat() for each in (institution.valid_from, institution.valid_until)]
            for key, institution in sorted(catalogue.institutions.items())
        },
        "holidays": {
            day.isoformat(): gettext(name, language)
            for year in calendar_years
            for day, name in public_holidays(year).items()
            if catalogue.profile.country == HOLIDAYS_OF
        },
        "current": catalogue.settings.current_year,
        "new": catalogue.settings.new_file,
        "edit": catalogue.settings.edit,
    }


def _claims(catalogue: Catalogue) -> Mapping[str, ClaimLanguage]:
    """Return the phrases of the languages of the site and of its courses that state facts of a course."""
    written = {course.language for year in catalogue.years for course in year.courses}
    known = catalogue.languages
    keys = sorted({*catalogue.settings.languages, *written} & known.keys())
    return {key: claim_language(words) for key in keys if (words := known[key].claims)}
