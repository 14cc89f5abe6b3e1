"""Resolve entries to the catalogue: keys are replaced by the values that they name. Entries must be without errors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from site_builder.catalogue.admission import Step
from site_builder.catalogue.model import Course, Withdrawn
from site_builder.catalogue.palette import Colours
from site_builder.catalogue.profile import NO_PROFILE, CreditUnit, Profile
from site_builder.catalogue.publisher import accessibility_of, publisher_of
from site_builder.catalogue.resolve_admission import resolve_form, with_admission
from site_builder.catalogue.resolve_course import resolve_course, resolve_deadlines, resolve_provenance
from site_builder.catalogue.resolve_language import resolve_languages
from site_builder.catalogue.resolve_vocabulary import (
    Vocabularies,
    resolve_map,
    resolve_search_words,
    resolve_terms,
    resolve_units,
    resolve_vocabularies,
)
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.declarations import declarations_of
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.profile import CreditUnitEntry, ProfileEntry
from site_builder.catalogue.schema.roles import reader_among
from site_builder.catalogue.schema.site import ArticleEntry, QueriesEntry, SiteEntry, StoryEntry
from site_builder.catalogue.schema.year import YearEntry
from site_builder.catalogue.terms_of_year import SemesterSpan
from site_builder.catalogue.texts import Prose, Text
from site_builder.catalogue.time_zones import zone_of
from site_builder.catalogue.vocabulary import Subject
from site_builder.catalogue.withdrawn import withdrawn_by_year
from site_builder.catalogue.years import (
    AcademicYear,
    Article,
    Catalogue,
    ExpectedSearch,
    Settings,
    Story,
)
from site_builder.sources.record import place_at


def resolve(entries: Entries, prose: Mapping[str, Prose], images: Mapping[str, bytes]) -> Catalogue:
    """Return the catalogue of entries without errors.

    `prose` maps the path of each file with a text to its converted body, `images` the path of each image to its bytes.
    """
    vocabularies = resolve_vocabularies(entries)
    settings, languages = _settings(entries.of(SiteEntry)["site"]), resolve_languages(entries)
    profile = _profile(entries.of(ProfileEntry).get("profile"), settings.name.first, vocabularies)
    return Catalogue(
        settings=settings,
        profile=profile,
        years=_years(entries, vocabularies, prose, profile),
        subjects=vocabularies.subjects,
        institutions=vocabularies.institutions,
        places=vocabularies.places,
        requirements=vocabularies.requirements,
        articles=_articles(entries, prose),
        stories=_stories(entries, vocabularies.subjects, prose),
        images=images,
        expected=tuple(_expected_searches(entries)),
        words=resolve_search_words(entries, settings.languages, languages),
        units=resolve_units(entries),
        county_map=resolve_map(entries),
        terms=resolve_terms(entries),
        languages=languages,
    )


def _settings(site: SiteEntry) -> Settings:
    """Return the settings of the site; budgets of pages by the template's name."""
    return Settings(
        name=Text(site.name),
        description=Text(site.description),
        base=site.base.rstrip("/"),
        languages=site.languages,
        current_year=site.current_year,
        edit=site.edit,
        licence=Text(site.licence) if site.licence else None,
        licence_address=site.licence_address,
        most_files=site.most_files,
        offline=site.offline,
        new_file=site.new_file,
        publisher=publisher_of(site),
        accessibility=accessibility_of(site),
        standards=site.standards,
        weights={kind.name.lower(): most for kind, most in site.weights.items()},
    )


def _profile(entry: ProfileEntry | None, name: str, vocabularies: Vocabularies) -> Profile:
    """Return the profile in an entry, or for None one without words of its own. `name` is that of the site."""
    if entry is None:
        return Profile(programme=name, zone=NO_PROFILE.zone)
    return Profile(
        subtitle=Text(entry.subtitle) if entry.subtitle else None,
        footer=Text(entry.footer) if entry.footer else None,
        search_example=Text(entry.search_example) if entry.search_example else None,
        logo=entry.logo or "",
        colours=Colours(own.accent, own.link or "", own.dark_link or "") if (own := entry.colours) else None,
        country=entry.country or "",
        zone=entry.zone or zone_of(entry.country or ""),
        programme=entry.programme or name,
        optional=entry.optional,
        for_teachers=entry.for_teachers,
        own_fields=tuple(vocabularies.own_fields.values()),
        unit=_unit(entry.unit) if entry.unit else None,
        declarations=declarations_of(entry),
        least_texts=(entry.least_texts or 0) / 100,
    )


def _unit(entry: CreditUnitEntry) -> CreditUnit:
    return CreditUnit(Text(entry.name), Text(entry.short or entry.name), entry.ects)


def _years(
    entries: Entries, vocabularies: Vocabularies, prose: Mapping[str, Prose], profile: Profile
) -> tuple[AcademicYear, ...]:
    """Return the years, newest first, with days of the profile's time zone."""
    courses: dict[str, list[Course]] = defaultdict(list)
    admissions = {
        key: {each.institution: each for each in year.admissions} for key, year in entries.of(YearEntry).items()
    }
    for key, record, entry in entries.pairs(CourseEntry):
        year, institution, _ = key.split("/")
        course = resolve_course(record, entry, vocabularies, prose[record.path])
        courses[year].append(with_admission(course, admissions[year].get(institution)))
    withdrawn = withdrawn_by_year(entries, vocabularies.institutions, vocabularies.subjects)
    return tuple(
        _year(key, year, entries.records["year"][key].path, courses.get(key, []), withdrawn.get(key, ()), profile)
        for key, year in sorted(entries.of(YearEntry).items(), reverse=True)
    )


def _year(
    key: str, entry: YearEntry, source: str, courses: list[Course], withdrawn: tuple[Withdrawn, ...], profile: Profile
) -> AcademicYear:
    """Return the academic year `key` of an entry in the file `source`, courses sorted by key, and deadlines by day."""
    return AcademicYear(
        key=key,
        name=entry.name,
        state=entry.state,
        opens=entry.opens,
        rolling=entry.rolling,
        deadlines=tuple(sorted(resolve_deadlines(entry.deadlines), key=lambda deadline: deadline.day)),
        semesters=tuple(
            SemesterSpan(semester=span.semester, first=span.first, last=span.last) for span in entry.semesters
        ),
        steps=tuple(Step(title=Text(step.title), text=Text(step.text), address=step.address) for step in entry.steps),
        sources=entry.sources,
        courses=tuple(sorted(courses, key=lambda course: course.key)),
        source=source,
        withdrawn=withdrawn,
        form=resolve_form(entry.form) if entry.form else None,
        zone=profile.zone,
        reader=reader_among(profile.declarations.roles),
    )


def _articles(entries: Entries, prose: Mapping[str, Prose]) -> dict[tuple[str, str], Article]:
    """Return (key without language ending, language) -> article."""
    articles = {}
    for key, record, entry in entries.pairs(ArticleEntry):
        name = key.partition(".")[0]
        articles[name, entry.language] = Article(
            key=name,
            title=entry.title,
            summary=entry.summary,
            language=entry.language,
            menu=entry.menu,
            footer=entry.footer,
            sources=entry.sources,
            prose=prose[record.path],
            source=record.path,
            old_addresses=entry.old_addresses,
            publisher=entry.publisher,
        )
    return articles


def _stories(entries: Entries, subjects: Mapping[str, Subject], prose: Mapping[str, Prose]) -> tuple[Story, ...]:
    """Return the stories, in order of path."""
    return tuple(
        Story(
            key=key,
            title=entry.title,
            summary=entry.summary,
            language=entry.language,
            who=entry.who,
            subject=subjects[entry.subject],
            courses=entry.courses,
            provenance=resolve_provenance(entry.provenance),
            prose=prose[record.path],
            source=record.path,
        )
        for key, record, entry in entries.pairs(StoryEntry)
    )


def _expected_searches(entries: Entries) -> Iterator[ExpectedSearch]:
    for _, record, queries in entries.pairs(QueriesEntry):
        spots = record.spots.values
        for number, each in enumerate(queries.queries):
            loc = ("forventet", number)
            things = {"course": each.course, "article": each.article, "story": each.story}
            yield ExpectedSearch(
                text=each.text,
                kind=each.kind,
                among=each.among,
                nothing=each.nothing,
                thing=next(((kind, key) for kind, key in things.items() if key), None),
                facets=each.facets(),
                place=place_at(record.path, loc, spots[loc]),
            )
