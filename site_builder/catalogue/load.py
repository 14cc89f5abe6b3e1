"""Load records into one frozen catalogue, or raise all problems at once.

Three steps, each with a type of its own: records, entries (each file by itself), catalogue (all references resolved).
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from site_builder.catalogue.checks.admissions import admission_problems
from site_builder.catalogue.checks.appearance import colour_problems, logo_problems
from site_builder.catalogue.checks.applications import application_problems
from site_builder.catalogue.checks.characters import direction_problems
from site_builder.catalogue.checks.consistency import consistency_problems
from site_builder.catalogue.checks.county_map import map_problems
from site_builder.catalogue.checks.cycles import cycle_problems
from site_builder.catalogue.checks.dates import date_problems
from site_builder.catalogue.checks.duplicates import duplicate_problems
from site_builder.catalogue.checks.fields_in_text import fields_in_text
from site_builder.catalogue.checks.old_addresses import bad_addresses
from site_builder.catalogue.checks.permanent_addresses import lost_addresses
from site_builder.catalogue.checks.placeholders import placeholder_problems
from site_builder.catalogue.checks.profile import profile_problems
from site_builder.catalogue.checks.profile_format import format_problems
from site_builder.catalogue.checks.publisher import publisher_problems
from site_builder.catalogue.checks.references import reference_problems
from site_builder.catalogue.checks.search_facts import fact_problems
from site_builder.catalogue.checks.text_facts import text_fact_problems
from site_builder.catalogue.checks.text_links import text_problems
from site_builder.catalogue.checks.text_notes import field_note_problems
from site_builder.catalogue.checks.title_subject import title_subject_problems
from site_builder.catalogue.checks.where_and_when import where_and_when_problems
from site_builder.catalogue.field_problems import field_problems
from site_builder.catalogue.markdown.convert import convert
from site_builder.catalogue.profile_faults import without_followers
from site_builder.catalogue.resolve import resolve
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import Entries, country_of, entry_types
from site_builder.catalogue.schema.entry_types import Entry
from site_builder.catalogue.schema.field_types import Fault
from site_builder.catalogue.texts import Prose
from site_builder.catalogue.years import Catalogue
from site_builder.engine.memo import Cache, Memo, cache_key
from site_builder.problems import Invalid, Problem, Severity, has_errors, in_order
from site_builder.sources.files import Sources
from site_builder.sources.record import Record

TEXTS = ("course", "article", "story")
"""Kinds of records with a text below the fields."""

CONVERTED = Cache("converted", Prose)
"""Converted texts, by the digest of their Markdown."""

CROSS_CHECKED = Cache("cross-checked", bool)
"""True for files between which `cross_check` found nothing, by their digests. Saves 12 ms of 1,000 courses."""

CHECKED = Cache("checked", bool)
"""True for a file in which the checks of one file found nothing, by its digests and those of files of the kinds
COMPARED, with which all are. Saves two thirds of `check FILE` among 1,000 courses."""
COMPARED = ("profile", "place", "year", "language")


class Loaded(Struct, frozen=True):
    """A catalogue, and the problems of the files that it was loaded from, sorted by place."""

    catalogue: Catalogue
    problems: tuple[Problem, ...]


RESOLVABLE = frozenset(["source-without-address", "only-inferred", "unknown-inferred", "title-contradicts"])
"""Codes of errors in values that every later stage can use. `build` refuses them at its end, with all that it finds."""


def load_sources(sources: Sources, memo: Memo) -> Loaded:
    """Return the catalogue of the sources, with its problems.

    Raises Invalid with all problems if one is an error whose code is not in RESOLVABLE (`build` refuses those later).
    """
    loaded = load_catalogue(sources.records, sources.images, memo, _known_problems(sources), RESOLVABLE)
    memo.flush(CONVERTED)
    return loaded


def check_sources(sources: Sources, memo: Memo) -> tuple[Problem, ...]:
    """Return all problems of the sources, warnings and errors, sorted by place, without making a catalogue."""
    _, _, problems = _check_records(sources.records, sources.images, memo, _known_problems(sources))
    return in_order(problems)


def _known_problems(sources: Sources) -> tuple[Problem, ...]:
    """Return the problems of reading the sources, and those of the addresses that must stay valid."""
    unread = [problem.place.path for problem in sources.problems]
    return (
        *sources.problems,
        *bad_addresses(sources.addresses),
        *lost_addresses(sources.records, sources.addresses, unread),
    )


def load_catalogue(
    records: Iterable[Record],
    images: Mapping[str, bytes],
    memo: Memo,
    known: Iterable[Problem] = (),
    allowed: Container[str] = (),
) -> Loaded:
    """Return the catalogue of the records, with its problems.

    `images` maps paths to bytes. `known` are the problems found when the files were read. Raises Invalid with all
    problems, known ones included, if one of them is an error whose code is not among `allowed`.
    """
    entries, prose, problems = _check_records(tuple(records), images, memo, tuple(known))
    if has_errors(problem for problem in problems if problem.code not in allowed):
        raise Invalid(problems)
    return Loaded(resolve(entries, prose, images), in_order(problems))


def _check_records(
    records: Sequence[Record], images: Mapping[str, bytes], memo: Memo, known: Sequence[Problem]
) -> tuple[Entries, Mapping[str, Prose], list[Problem]]:
    """Return the entries of the records, their converted texts by path, and all problems, `known` ones included."""
    unreadable = {problem.place.path for problem in known} - {record.path for record in records}
    entries, problems = _parse_entries_cached(records, unreadable, memo)
    prose = _prose(entries, memo)
    cross_problems = _cross_check_cached(entries, memo)
    pictured = (*logo_problems(entries, images, unreadable), *text_problems(entries, prose, frozenset(images)))
    return entries, prose, [*known, *problems, *cross_problems, *pictured]


def load_valid_files(
    records: Sequence[Record], images: Mapping[str, bytes], memo: Memo, left_out: Iterable[str] = ()
) -> tuple[Catalogue, frozenset[str]]:
    """Return the catalogue without the courses and stories that have errors, and the paths of the files left out.

    For comparing two catalogues: an error in one course must not hide changes in others. Texts are not checked. The
    files with the paths `left_out` are left out too. Raises Invalid if another file has an error: the settings, a year,
    a vocabulary, an article.
    """
    excluded = set(left_out)
    while True:
        included = [record for record in records if record.path not in excluded]
        entries, problems = parse_entries(included, excluded)
        problems = [*problems, *_cross_check_cached(entries, memo)]
        invalid = {problem.place.path for problem in problems if problem.severity is Severity.ERROR}
        if not invalid:
            return resolve(entries, _prose(entries, memo), images), frozenset(excluded)
        if not invalid <= {record.path for record in included if record.kind in ("course", "withdrawn", "story")}:
            raise Invalid(problems)
        excluded |= invalid


def parse_entries(
    records: Iterable[Record], unreadable: Iterable[str] = (), checked: Container[str] = ()
) -> tuple[Entries, list[Problem]]:
    """Return the entries of the records, and the problems of each record by itself.

    A record with invalid fields has problems instead of an entry. `unreadable` are the paths of files without a record;
    references to them are not reported. `checked` are the paths of files in which an earlier run found no problem.
    """
    ordered = sorted(records, key=lambda record: record.path)
    types, country = entry_types(ordered), country_of(ordered)
    by_kind: dict[str, dict[str, Record]] = {kind: {} for kind in types}
    read: dict[str, dict[str, Entry]] = {kind: {} for kind in types}
    problems: list[Problem] = []
    for record in ordered:
        entry, found = _parse_entry(record, types[record.kind], country, record.path in checked)
        by_kind[record.kind][record.key] = record
        if entry is not None:
            read[record.kind][record.key] = entry
        problems.extend(found)
    entries = Entries(by_kind, read, frozenset(unreadable))
    return entries, problems + list(text_fact_problems(entries, checked))


def _parse_entries_cached(
    records: Sequence[Record], unreadable: Collection[str], memo: Memo
) -> tuple[Entries, list[Problem]]:
    """Return the result of `parse_entries`; skip the checks of files in which they found nothing before.

    Problems that a fault in the profile leads to are left out.
    """
    read_by_all = cache_key(*(each.header_digest for each in records if each.kind in COMPARED))
    keys = {record.path: cache_key(record.header_digest, record.body_digest, read_by_all) for record in records}
    known = memo.lookup(CHECKED, keys.values())
    entries, problems = parse_entries(records, unreadable, {path for path, key in keys.items() if key in known})
    with_problems = {problem.place.path for problem in problems}
    found = {key: True for path, key in keys.items() if key not in known and path not in with_problems}
    memo.store(CHECKED, found)
    return entries, without_followers(problems, entries)


def _parse_entry(
    record: Record, type_: type[Entry], country: str, is_checked: bool
) -> tuple[Entry | None, tuple[Problem, ...]]:
    """Return the record's entry (None if a field is invalid) and its problems; only those of fields if `is_checked`."""
    faults: list[Fault] = []
    entry = type_.read(record.fields, (), faults)
    if is_checked and not faults:
        return entry, ()
    problems = [*placeholder_problems(record), *fields_in_text(record, type_)] if record.kind in TEXTS else []
    problems += [*direction_problems(record), *field_note_problems(record)]
    if record.kind == "profile":
        problems += format_problems(record)
    if faults:
        return None, (*field_problems(record, type_, faults), *problems)
    if isinstance(entry, CourseEntry):
        problems += consistency_problems(record, entry, country)
    return entry, tuple(problems)


def cross_check(entries: Entries) -> Iterator[Problem]:
    """Yield the problems between files: unknown references, dates, applications, duplicates, cycles of requirements."""
    yield from publisher_problems(entries)
    yield from profile_problems(entries)
    yield from colour_problems(entries)
    yield from reference_problems(entries)
    yield from fact_problems(entries)
    yield from map_problems(entries)
    yield from date_problems(entries)
    yield from where_and_when_problems(entries)
    yield from application_problems(entries)
    yield from admission_problems(entries)
    yield from title_subject_problems(entries)
    yield from duplicate_problems(entries)
    yield from cycle_problems(entries)


def _cross_check_cached(entries: Entries, memo: Memo) -> list[Problem]:
    """Return the problems between files; skip the checks if these files were found free of problems before."""
    digests = [record.header_digest for records in entries.records.values() for record in records.values()]
    key = cache_key(*digests, "", *sorted(entries.unreadable))
    if memo.lookup(CROSS_CHECKED, [key]):
        return []
    problems = list(cross_check(entries))
    if not problems:
        memo.store(CROSS_CHECKED, {key: True})
    return problems


def _prose(entries: Entries, memo: Memo) -> dict[str, Prose]:
    """Return path -> converted text, for every record with a text."""
    records = [record for kind in TEXTS for record in entries.records[kind].values()]
    found = memo.get_or_compute_many(
        CONVERTED,
        ((record.body_digest,) for record in records),
        lambda numbers: memo.run(convert, ((records[number].body,) for number in numbers)),
    )
    return dict(zip((record.path for record in records), found, strict=True))
