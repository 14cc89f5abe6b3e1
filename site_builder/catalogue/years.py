"""The whole catalogue: its academic years, articles, stories, settings and vocabularies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Literal
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from site_builder.catalogue.admission import ApplicationForm, Step
from site_builder.catalogue.language import Languages, QueryWords, TermRules, query_words, term_rules
from site_builder.catalogue.model import Course, Deadline, Provenance, Withdrawn, by_day
from site_builder.catalogue.old_addresses import with_last_slash
from site_builder.catalogue.profile import NO_PROFILE, Profile
from site_builder.catalogue.publisher import Accessibility, Publisher
from site_builder.catalogue.schema.address_words import AddressWords
from site_builder.catalogue.schema.enums import PublisherPart, WrittenStandards, YearState
from site_builder.catalogue.schema.roles import READER, Role
from site_builder.catalogue.terms_of_year import SemesterSpan, last_day
from site_builder.catalogue.texts import Prose, Text
from site_builder.catalogue.vocabulary import (
    NO_UNITS,
    NO_WORDS,
    CountyMap,
    Institution,
    PreferredTerm,
    Requirement,
    SearchWords,
    StudyPlace,
    Subject,
    Units,
)
from site_builder.problems import Place


class AcademicYear(Struct, frozen=True, kw_only=True, dict=True):
    """An academic year (key `2016-2017`), its courses sorted by key. Applications open on the day `opens` at 00:00.

    `zone` is the IANA name of its time zone. With `rolling` admission one can apply until a course begins. `reader` is
    the role of those who apply. `steps` are those of applying; `sources` say where its dates are stated; `source` is
    the path of its file.
    """

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
    form: ApplicationForm | None = None
    zone: str = "UTC"
    rolling: bool = False
    reader: Role = READER

    @cached_property
    def time_zone(self) -> ZoneInfo:
        """The time zone of its days."""
        return ZoneInfo(self.zone)

    @cached_property
    def last_day(self) -> date | None:
        """The last day of the terms that begin within a year of the first one; None without terms."""
        return last_day(self.semesters)

    @cached_property
    def has_rolling_admission(self) -> bool:
        """Whether the year or any of its courses has rolling admission."""
        return self.rolling or any(course.offering.rolling for course in self.courses)

    @cached_property
    def by_key(self) -> Mapping[str, Course]:
        """Course key (INSTITUTION/NAME) -> course."""
        return {course.key: course for course in self.courses}

    @cached_property
    def deadlines_by_day(self) -> tuple[Deadline, ...]:
        """The deadlines sorted by day, and those of one day in the order in which their roles act."""
        return by_day(self.deadlines)

    @cached_property
    def by_old_address(self) -> Mapping[str, Course]:
        """Former address, with final slash -> the course that replaced it."""
        return {with_last_slash(address): course for course in self.courses for address in course.old_addresses}


class Article(Struct, frozen=True, kw_only=True):
    """A page of content/.

    `key` is the file's name without language and suffix; `menu` its position in the menu and `footer` that at the foot
    of every page, or None. `sources` say where its facts are stated; `source` is the path of its file. `publisher` is
    the part of the publisher's statements that the page ends with; None for no part.
    """

    key: str
    title: str
    summary: str
    language: str
    menu: int | None
    sources: tuple[str, ...]
    prose: Prose
    source: str
    old_addresses: tuple[str, ...] = ()
    publisher: PublisherPart | None = None
    footer: int | None = None


class Story(Struct, frozen=True, kw_only=True):
    """A student's story, with its subject and courses (keys of the current year). `who` describes the student."""

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
    """A search and its expected result: `thing` among the first `among` hits, or no hit at all if `nothing`.

    `text` is the query. `thing` is ("course" | "article" | "story", key) or None; `facets` are the (facet, value) keys
    of expected filters. `kind` is its category in reports.
    """

    text: str
    kind: str
    among: int
    nothing: bool
    thing: tuple[str, str] | None
    facets: tuple[tuple[str, str], ...]
    place: Place


class Settings(Struct, frozen=True, kw_only=True):
    """The settings of content/site.yaml.

    `base` is the site's URL without a final slash. `edit` and `new_file` are patterns of URLs where a file can be
    edited or created: `{path}` stands for its path, `{text}` in `new_file` for its text. The form to add a course
    exists only if `new_file` is set. A `preview` is marked as one and excluded from search engines. `weights` maps the
    name of a template to the page budget in kB. `most_files` is the largest number of files that the host accepts.
    `offline` enables the service worker, which caches visited pages. `standards` says whether texts alternate between
    bokmål and nynorsk or exist in both; None: not declared.
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
    publisher: Publisher | None = None
    accessibility: Accessibility | None = None
    standards: WrittenStandards | None = None


class Catalogue(Struct, frozen=True, kw_only=True, dict=True):
    """The resolved contents of all sources. Years are sorted newest first; articles are keyed by (key, language)."""

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
    profile: Profile = NO_PROFILE
    words: SearchWords = NO_WORDS
    units: Units = NO_UNITS
    county_map: CountyMap | None = None
    terms: tuple[PreferredTerm, ...] = ()
    languages: Languages = {}

    @cached_property
    def current_year(self) -> AcademicYear:
        """The academic year of the setting `current_year`, shown on the front page."""
        return next(year for year in self.years if year.key == self.settings.current_year)

    @property
    def address_words(self) -> AddressWords:
        """The words in the addresses of the site's own pages: those of its first language."""
        first = self.languages.get(self.settings.languages[0])
        return first.address_words if first else {}

    @cached_property
    def term_rules(self) -> TermRules:
        """The rules by which words become index terms: the first language's, with the vocabulary's stop words."""
        rules = term_rules(self.languages, self.settings.languages[0])
        return replace(rules, stop_words=(*rules.stop_words, *self.words.stop))

    @cached_property
    def query_words(self) -> QueryWords:
        """The words by which queries are read, of all languages of the site."""
        found = query_words(self.languages, self.settings.languages)
        return replace(found, credits=tuple(dict.fromkeys((*self.profile.credit_words, *found.credits))))

    def published_at(self, base: str | None, *, preview: bool) -> Catalogue:
        """Return the catalogue with the setting `preview`, and with the URL `base` unless it is None or empty."""
        return replace(self, settings=replace(self.settings, base=base or self.settings.base, preview=preview))

    @cached_property
    def published_years(self) -> tuple[AcademicYear, ...]:
        """The years that are not drafts, newest first."""
        return tuple(year for year in self.years if year.state is not YearState.DRAFT)

    def has_requirements_in(self, year: AcademicYear) -> bool:
        """Return whether a year has a course in a subject with a requirement (kompetansekrav)."""
        required = {subject for requirement in self.requirements.values() for subject in requirement.subjects}
        return any(course.subject.key in required for course in year.courses)

    def article(self, key: str, language: str) -> Article | None:
        """Return the article `key` in `language`, else the first of the site's languages, else any; None if unknown."""
        return self.articles.get((key, language)) or self._first_versions.get(key)

    def articles_at(self, position: Literal["menu", "footer"], language: str) -> list[Article]:
        """Return the articles with a position there, in its order; each version as `article` chooses it."""
        found = [self.article(key, language) for key in sorted({key for key, _ in self.articles})]
        placed = (each for each in found if each and getattr(each, position) is not None)
        return sorted(placed, key=attrgetter(position))

    @cached_property
    def _first_versions(self) -> Mapping[str, Article]:
        """Article key -> its version in the first language of the site that has one, else in any."""
        others = sorted({language for _, language in self.articles} - set(self.settings.languages))
        order = (*self.settings.languages, *others)
        latest_first = sorted(self.articles.items(), key=lambda each: order.index(each[0][1]), reverse=True)
        return {key: article for (key, _), article in latest_first}
