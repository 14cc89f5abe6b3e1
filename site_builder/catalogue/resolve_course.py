"""Resolve a course: the keys in its entry are replaced by the subject, places and institution that they name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from site_builder.catalogue.model import Application, Contact, Course, Deadline, Gathering, Module, Offering, Provenance
from site_builder.catalogue.profile import OwnValue
from site_builder.catalogue.requirements import fulfilments
from site_builder.catalogue.resolve_vocabulary import Vocabularies
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.course_groups import (
    ApplicationEntry,
    ContactEntry,
    DeadlineEntry,
    GatheringEntry,
    ProvenanceEntry,
    source_address,
)
from site_builder.catalogue.schema.declarations import own_values
from site_builder.catalogue.schema.enums import ProvenanceKind
from site_builder.catalogue.schema.own_delivery import OwnDelivery, kind_of
from site_builder.catalogue.texts import Prose, Text
from site_builder.catalogue.vocabulary import Fulfilment, StudyPlace
from site_builder.engine.memo import cached_for_lifetime_of_first_argument
from site_builder.sources.record import Record

_FACTS = tuple((name, each.fact) for name, each in CourseEntry.fields.items() if each.fact)
"""The fields that the page shows as they are written: attribute and msgid of the name, in order of declaration."""


@cached_for_lifetime_of_first_argument
def resolve_course(record: Record, entry: CourseEntry, vocabularies: Vocabularies, prose: Prose) -> Course:
    """Return the course of a valid entry. Its record's key is YEAR/INSTITUTION/NAME; `prose` is its converted text.

    A process caches the last course of each record, for calls with equal other arguments.
    """
    year, key = record.key.split("/", 1)
    subjects = vocabularies.subjects
    prior = entry.prior_credits
    return Course(
        key=key,
        institution=vocabularies.institutions[key.split("/")[0]],
        title=entry.title,
        subject=subjects[entry.subject],
        level=entry.level,
        grades=entry.grades,
        credits=entry.credits,
        modules=tuple(Module(title=each.title, credits=each.credits, semester=each.semester) for each in entry.modules),
        language=entry.language,
        admission=entry.admission,
        prior_subject=subjects[prior.subject] if prior else None,
        prior_credits=prior.credits if prior else 0.0,
        prior_course=entry.prior_course,
        fulfilments=_fulfilments(entry, vocabularies),
        link=entry.link,
        contact=_contact(entry.contact) if entry.contact else None,
        provenance=resolve_provenance(entry.provenance),
        prose=prose,
        offering=_offering(year, entry, vocabularies.places),
        old_addresses=entry.old_addresses,
        source=record.path,
        header_digest=record.header_digest,
        body_digest=record.body_digest,
        own=tuple(OwnValue(vocabularies.own_fields[key], value) for key, value in own_values(entry).items()),
    )


def resolve_deadlines(entries: Iterable[DeadlineEntry]) -> tuple[Deadline, ...]:
    """Return the deadlines of `entries`, in their order."""
    return tuple(
        Deadline(who=entry.who, what=Text(entry.what), day=entry.day, source=entry.source, additional=entry.additional)
        for entry in entries
    )


def resolve_provenance(entry: ProvenanceEntry | None) -> Provenance:
    """Return the provenance of a course or story; for None, "documented" without a source, and `is_stated` False."""
    if entry is None:
        return Provenance(kind=ProvenanceKind.DOCUMENTED, is_stated=False)
    return Provenance(
        kind=entry.kind,
        source=entry.source,
        address=source_address(entry),
        no_address=entry.no_address,
        published=entry.published,
        read_on=entry.read_on,
        year=entry.year,
        inferred=entry.inferred,
    )


def _fulfilments(entry: CourseEntry, vocabularies: Vocabularies) -> tuple[Fulfilment, ...]:
    """Return the fulfilments that the entry names, else those computed from its subject, grades and credits."""
    if entry.requirements is not None:
        named = [vocabularies.requirements[key] for key in entry.requirements]
        return tuple(Fulfilment(requirement=each, credits=each.credits) for each in named)
    prior = entry.prior_credits
    return fulfilments(
        vocabularies.requirements.values(),
        subject=entry.subject,
        grades=entry.grades,
        credits=entry.credits,
        prior_credits=prior.credits if prior and prior.subject == entry.subject else 0.0,
    )


def _contact(entry: ContactEntry) -> Contact:
    return Contact(name=entry.name, email=entry.email, phone=entry.phone)


def _application(entry: ApplicationEntry) -> Application:
    return Application(who=entry.who, text=entry.text, address=entry.address)


def _offering(year: str, entry: CourseEntry, places: Mapping[str, StudyPlace]) -> Offering:
    """Return the offering of a course in a year, gatherings sorted by first day. `places` maps keys to study places."""
    return Offering(
        year=year,
        delivery=kind_of(entry.delivery),
        own_delivery=entry.delivery if isinstance(entry.delivery, OwnDelivery) else None,
        places=tuple(places[place] for place in entry.places),
        start=entry.start,
        duration=entry.duration,
        gatherings=tuple(_gathering(each, places) for each in sorted(entry.gatherings, key=lambda each: each.first)),
        teaching_languages=entry.teaching_languages,
        schemes=entry.schemes,
        seats=entry.seats,
        fee=entry.fee,
        facts=tuple((fact, str(value)) for name, fact in _FACTS if (value := getattr(entry, name)) is not None),
        deadlines=resolve_deadlines(entry.deadlines),
        state=entry.state,
        state_note=entry.state_note,
        state_from=entry.state_from,
        application=_application(entry.application) if entry.application else None,
        workload=entry.workload,
        rolling=entry.rolling,
    )


def _gathering(entry: GatheringEntry, places: Mapping[str, StudyPlace]) -> Gathering:
    return Gathering(
        first=entry.first,
        last=entry.last or entry.first,
        place=places[entry.place] if entry.place else None,
        form=entry.form,
    )
