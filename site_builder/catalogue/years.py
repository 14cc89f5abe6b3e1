"""The catalogue: frozen, whole, with its academic years, articles, stories and settings."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from site_builder.catalogue.model import Course, Deadline, Provenance, Withdrawn, by_day
from site_builder.catalogue.schema.enums import LANGUAGES, Semester, YearState
from site_builder.catalogue.texts import Prose, Text
from site_builder.catalogue.vocabulary import (
    NO_UNITS,
    NO_WORDS,
    Institution,
    Requirement,
    SearchWords,
    StudyPlace,
    Subject,
    Units,
)
from site_builder.problems import Place


class SemesterSpan(Struct, frozen=True, kw_only=True):
    """When a semester runs, both days inclusive."""

    semester: Semester
    first: date
    last: date


class Step(Struct, frozen=True, kw_only=True):
    """One step of the application."""

    title: Text
    text: Text


class AcademicYear(Struct, frozen=True, kw_only=True, dict=True):
    """A year of the catalogue with its courses, sorted by key. Applications open on `opens` at 00:00 in Oslo."""

    key: str
    name: str
    state: YearState
    opens: date
    deadlines: tuple[Deadline, ...]
    semesters: tuple[SemesterSpan, ...]
    steps: tuple[Step, ...]
    sources: tuple[str, ...]
    courses: tuple[Course, ...]
    source: str
    withdrawn: tuple[Withdrawn, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[str, Course]:
        """Course key -> course."""
        return {course.key: course for course in self.courses}

    @cached_property
    def deadlines_by_day(self) -> tuple[Deadline, ...]:
        """The deadlines by day."""
        return by_day(self.deadlines)

    @cached_property
    def by_old_address(self) -> Mapping[str, Course]:
        """Address that a course had, or would have had, before -> course; each ends with a slash."""
        return {f"{address.rstrip('/')}/": course for course in self.courses for address in course.old_addresses}


class Article(Struct, frozen=True, kw_only=True):
    """A page of content/. `key` is the file's name without a language ending."""

    key: str
    title: str
    summary: str
    language: str
    menu: int | None
    sources: tuple[str, ...]
    prose: Prose
    source: str
    old_addresses: tuple[str, ...] = ()


class Story(Struct, frozen=True, kw_only=True):
    """A student's story, tied to a subject and to courses (keys of the current year)."""

    key: str
    title: str
    summary: str
    language: str
    who: str
    subject: Subject
    courses: tuple[str, ...]
    provenance: Provenance
    prose: Prose
    source: str


class ExpectedSearch(Struct, frozen=True, kw_only=True):
    """What somebody searches for, and what must then be among the first `among` hits (or that nothing is found).

    `thing` is ("course" | "article" | "story", key) or None; `facets` are (facet, value) keys.
    """

    text: str
    kind: str
    among: int
    nothing: bool
    thing: tuple[str, str] | None
    facets: tuple[tuple[str, str], ...]
    place: Place


class Settings(Struct, frozen=True, kw_only=True):
    """content/site.yaml. `base` is the site's address without a final slash; `edit` a pattern with `{path}`.

    `preview`: a trial for reviewers, which says so and asks search engines to stay away. `weights` are the most kB
    that a page may weigh, by the name of its template; `most_files` is how many files the host takes in a folder;
    `offline`: readers' devices keep what was read. `new_file` is a pattern with `{path}` and perhaps `{text}`; where
    there is one, editors are offered a form.
    """

    name: Text
    description: Text
    base: str
    languages: tuple[str, ...]
    current_year: str
    edit: str | None
    licence: Text | None
    licence_address: str | None = None
    preview: bool = False
    most_files: int = 54_000
    offline: bool = True
    new_file: str | None = None
    weights: Mapping[str, int] = {}


class Catalogue(Struct, frozen=True, kw_only=True, dict=True):
    """Everything the sources say. Years newest first; articles by key and language; all else by key."""

    settings: Settings
    years: tuple[AcademicYear, ...]
    subjects: Mapping[str, Subject]
    institutions: Mapping[str, Institution]
    places: Mapping[str, StudyPlace]
    requirements: Mapping[str, Requirement]
    articles: Mapping[tuple[str, str], Article]
    stories: tuple[Story, ...]
    images: Mapping[str, bytes]
    expected: tuple[ExpectedSearch, ...] = ()
    words: SearchWords = NO_WORDS
    units: Units = NO_UNITS

    @cached_property
    def current_year(self) -> AcademicYear:
        """The year of the front page."""
        return next(year for year in self.years if year.key == self.settings.current_year)

    def published_at(self, base: str | None, *, preview: bool) -> Catalogue:
        """Return the same catalogue as it is published elsewhere than site.yaml says: at `base`, or as a preview."""
        return replace(self, settings=replace(self.settings, base=base or self.settings.base, preview=preview))

    @cached_property
    def published_years(self) -> tuple[AcademicYear, ...]:
        """The years that readers see: all but drafts, newest first."""
        return tuple(year for year in self.years if year.state is not YearState.DRAFT)

    def has_requirements_in(self, year: AcademicYear) -> bool:
        """Tell whether a year has a course in a subject with a kompetansekrav."""
        asked = {subject for requirement in self.requirements.values() for subject in requirement.subjects}
        return any(course.subject.key in asked for course in year.courses)

    def article(self, key: str, language: str) -> Article | None:
        """Return the article in `language`, else in the first of the site's languages that it is in, else in any.

        None where there is none. So each has a page in every language of the interface, as courses do.
        """
        return self.articles.get((key, language)) or self._first_versions.get(key)

    @cached_property
    def _first_versions(self) -> Mapping[str, Article]:
        """Key of an article -> it in the first of the site's languages that it is in, else in any."""
        order = (*self.settings.languages, *LANGUAGES)
        latest_first = sorted(self.articles.items(), key=lambda each: order.index(each[0][1]), reverse=True)
        return {key: article for (key, _), article in latest_first}
