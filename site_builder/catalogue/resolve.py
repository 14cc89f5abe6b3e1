"""Entries in, the catalogue out: keys become the things they name. Called only when no error stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from site_builder.catalogue.model import Contact, Course, Deadline, Gathering, Module, Offering, Provenance, Withdrawn
from site_builder.catalogue.requirements import fulfilments
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.course import Deadline as DeadlineEntry
from site_builder.catalogue.schema.course import Provenance as ProvenanceEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.site import ArticleEntry, QueriesEntry, SiteEntry, StoryEntry
from site_builder.catalogue.schema.vocabulary import (
    InstitutionEntry,
    PlaceEntry,
    RequirementEntry,
    SubjectEntry,
    UnitsEntry,
    WordsEntry,
)
from site_builder.catalogue.schema.year import YearEntry
from site_builder.catalogue.texts import Prose, Text
from site_builder.catalogue.vocabulary import (
    NO_UNITS,
    Fulfilment,
    Institution,
    Requirement,
    SearchWords,
    StudyPlace,
    Subject,
    Unit,
    Units,
)
from site_builder.catalogue.withdrawn import withdrawn_by_year
from site_builder.catalogue.years import (
    AcademicYear,
    Article,
    Catalogue,
    ExpectedSearch,
    SemesterSpan,
    Settings,
    Step,
    Story,
)
from site_builder.engine.memo import cached_for_lifetime_of_first_argument
from site_builder.sources.record import Record


class _Vocabularies(Struct, frozen=True):
    """What courses refer to, by key."""

    places: Mapping[str, StudyPlace]
    subjects: Mapping[str, Subject]
    requirements: Mapping[str, Requirement]
    institutions: Mapping[str, Institution]


def resolve(entries: Entries, prose: Mapping[str, Prose], images: Mapping[str, bytes]) -> Catalogue:
    """Return the catalogue; `prose` is the converted body of each record, by path."""
    words = _one_of_equals(entries.records["site"]["site"], _vocabularies(entries))
    settings = _settings(entries.of(SiteEntry)["site"])
    courses: dict[str, list[Course]] = {}
    for key, record, entry in entries.pairs(CourseEntry):
        year, institution, _ = key.split("/")
        course = _course(record, entry, words.institutions[institution], words, prose[record.path])
        courses.setdefault(year, []).append(course)
    withdrawn = withdrawn_by_year(entries, words.institutions, words.subjects)
    years = tuple(
        _year(key, year, tuple(courses.get(key, ())), entries.records["year"][key].path, withdrawn.get(key, ()))
        for key, year in sorted(entries.of(YearEntry).items(), reverse=True)
    )
    return Catalogue(
        settings,
        years,
        words.subjects,
        words.institutions,
        words.places,
        words.requirements,
        _articles(entries, prose),
        _stories(entries, words.subjects, prose),
        images,
        tuple(_expected(entries)),
        _words(entries),
        _units(entries),
    )


@cached_for_lifetime_of_first_argument
def _one_of_equals(site: Record, words: _Vocabularies) -> _Vocabularies:
    """Return the vocabularies as they were the last time, where they are still equal: then courses are the same."""
    return words


def _vocabularies(entries: Entries) -> _Vocabularies:
    places = {
        key: StudyPlace(key, entry.name, entry.county, entry.sami_name) for key, entry in entries.of(PlaceEntry).items()
    }
    subjects = {
        key: Subject(key, Text(entry.name), entry.everyday, entry.area, entry.required)
        for key, entry in entries.of(SubjectEntry).items()
    }
    requirements = {
        key: Requirement(
            key,
            Text(entry.name),
            entry.grades,
            entry.subjects,
            entry.credits,
            entry.valid_from,
            entry.source,
            entry.confirmed,
        )
        for key, entry in entries.of(RequirementEntry).items()
    }
    return _Vocabularies(places, subjects, requirements, _institutions(entries, places))


def _units(entries: Entries) -> Units:
    entry = entries.of(UnitsEntry).get("units")
    if entry is None:
        return NO_UNITS
    units = tuple(Unit(each.key, Text(each.name), each.credits) for each in entry.units)
    return Units(units, entry.source, entry.confirmed)


def _words(entries: Entries) -> SearchWords:
    entry = entries.of(WordsEntry).get("words") or WordsEntry.read({}, (), [])
    pairs = [(word.lower(), each) for each in entry.words for word in each.words]
    return SearchWords(
        {word: low_high for word, each in pairs if each.grades for low_high in each.grades.ranges},
        {word: each.credits for word, each in pairs if each.credits},
        {word: each.subjects for word, each in pairs if each.subjects},
        tuple(word.lower() for word in entry.online),
        tuple((each.written.lower(), each.meant.lower()) for each in entry.phrases),
    )


def _expected(entries: Entries) -> Iterator[ExpectedSearch]:
    for _, record, written_queries in entries.pairs(QueriesEntry):
        for number, each in enumerate(written_queries.queries):
            things = {"course": each.course, "article": each.article, "story": each.story}
            thing = next(((kind, key) for kind, key in things.items() if key), None)
            place = record.place("forventet", number)
            yield ExpectedSearch(each.text, each.kind, each.among, each.nothing, thing, each.facets(), place)


def _settings(site: SiteEntry) -> Settings:
    return Settings(
        Text(site.name),
        Text(site.description),
        site.base.rstrip("/"),
        site.languages,
        site.current_year,
        site.edit,
        Text(site.licence) if site.licence else None,
        site.licence_address,
        most_files=site.most_files,
        offline=site.offline,
        new_file=site.new_file,
        weights={kind.name.lower(): most for kind, most in site.weights.items()},
    )


def _institutions(entries: Entries, places: Mapping[str, StudyPlace]) -> dict[str, Institution]:
    all_written = entries.of(InstitutionEntry)
    predecessors: dict[str, list[str]] = {}
    for key, entry in all_written.items():
        if entry.successor:
            predecessors.setdefault(entry.successor, []).append(key)
    return {
        key: Institution(
            key,
            entry.name,
            entry.short_names,
            entry.valid_from,
            entry.valid_until,
            entry.successor,
            tuple(sorted(predecessors.get(key, ()))),
            tuple(places[place] for place in entry.places),
            entry.home_page,
            entry.note,
        )
        for key, entry in all_written.items()
    }


def _deadline(entry: DeadlineEntry) -> Deadline:
    return Deadline(entry.who, Text(entry.what), entry.day, entry.source, entry.additional)


def _provenance(entry: ProvenanceEntry) -> Provenance:
    return Provenance(entry.kind, entry.source, entry.year, entry.inferred)


def _year(
    key: str, entry: YearEntry, courses: tuple[Course, ...], source: str, withdrawn: tuple[Withdrawn, ...]
) -> AcademicYear:
    return AcademicYear(
        key,
        entry.name,
        entry.state,
        entry.opens,
        tuple(sorted(map(_deadline, entry.deadlines), key=lambda deadline: deadline.day)),
        tuple(SemesterSpan(span.semester, span.first, span.last) for span in entry.semesters),
        tuple(Step(Text(step.title), Text(step.text)) for step in entry.steps),
        entry.sources,
        tuple(sorted(courses, key=lambda course: course.key)),
        source,
        withdrawn,
    )


@cached_for_lifetime_of_first_argument
def _course(record: Record, entry: CourseEntry, institution: Institution, words: _Vocabularies, prose: Prose) -> Course:
    prior = entry.prior_credits
    earlier = prior.credits if prior and prior.subject == entry.subject else 0.0
    if entry.requirements is None:
        filled = fulfilments(
            words.requirements.values(),
            subject=entry.subject,
            grades=entry.grades,
            credits=entry.credits,
            prior_credits=earlier,
        )
    else:
        filled = tuple(
            Fulfilment(words.requirements[key], words.requirements[key].credits) for key in entry.requirements
        )
    return Course(
        key=record.key.split("/", 1)[1],
        institution=institution,
        title=entry.title,
        subject=words.subjects[entry.subject],
        level=entry.level,
        grades=entry.grades,
        credits=entry.credits,
        modules=tuple(Module(module.title, module.credits, module.semester) for module in entry.modules),
        language=entry.language,
        admission=entry.admission,
        prior_subject=words.subjects[prior.subject] if prior else None,
        prior_credits=prior.credits if prior else 0.0,
        prior_course=entry.prior_course,
        fulfilments=filled,
        link=entry.link,
        contact=Contact(entry.contact.name, entry.contact.email, entry.contact.phone) if entry.contact else None,
        provenance=_provenance(entry.provenance),
        prose=prose,
        offering=_offering(record.key.split("/")[0], entry, words.places),
        old_addresses=entry.old_addresses,
        source=record.path,
        header_digest=record.header_digest,
        body_digest=record.body_digest,
    )


def _offering(year: str, entry: CourseEntry, places: Mapping[str, StudyPlace]) -> Offering:
    return Offering(
        year=year,
        delivery=entry.delivery,
        places=tuple(places[place] for place in entry.places),
        start=entry.start,
        duration=entry.duration,
        gatherings=tuple(
            Gathering(each.first, each.last or each.first, places[each.place] if each.place else None, each.form)
            for each in sorted(entry.gatherings, key=lambda each: each.first)
        ),
        teaching_languages=entry.teaching_languages,
        schemes=entry.schemes,
        seats=entry.seats,
        fee=entry.fee,
        deadlines=tuple(map(_deadline, entry.deadlines)),
        state=entry.state,
        state_note=entry.state_note,
    )


def _articles(entries: Entries, prose: Mapping[str, Prose]) -> dict[tuple[str, str], Article]:
    found = {}
    for key, entry in entries.of(ArticleEntry).items():
        source = entries.records["article"][key].path
        name = key.partition(".")[0]
        found[name, entry.language] = Article(
            name,
            entry.title,
            entry.summary,
            entry.language,
            entry.menu,
            entry.sources,
            prose[source],
            source,
            entry.old_addresses,
        )
    return found


def _stories(entries: Entries, subjects: Mapping[str, Subject], prose: Mapping[str, Prose]) -> tuple[Story, ...]:
    return tuple(
        Story(
            key,
            entry.title,
            entry.summary,
            entry.language,
            entry.who,
            subjects[entry.subject],
            entry.courses,
            _provenance(entry.provenance),
            prose[source],
            source,
        )
        for key, entry in entries.of(StoryEntry).items()
        if (source := entries.records["story"][key].path)
    )
