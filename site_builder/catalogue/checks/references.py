"""Check references between files, and file names that are reserved for the site's own pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from site_builder.catalogue.checks.known_courses import known_course_problems
from site_builder.catalogue.checks.known_entries import file_of, hint, known_entry_problems
from site_builder.catalogue.checks.old_addresses import old_address_problems
from site_builder.catalogue.checks.reserved import ReservedNames, reserved_names
from site_builder.catalogue.schema.course import CourseEntry, WithdrawnEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.parsers import is_empty
from site_builder.catalogue.schema.site import ArticleEntry, SiteEntry, StoryEntry
from site_builder.catalogue.schema.vocabulary import InstitutionEntry, RequirementEntry, WordsEntry
from site_builder.catalogue.schema.year import YearEntry
from site_builder.problems import N_, Place, Problem, error, nearest
from site_builder.sources.record import Record


def reference_problems(entries: Entries) -> Iterator[Problem]:
    """Yield an error for each missing file, unknown key, institution not valid in the year, and reserved name."""
    yield from _missing_files(entries)
    reserved = reserved_names(entries.all_records())
    for key, record, course in entries.pairs(CourseEntry):
        yield from _course(entries, reserved, key, record, course)
    for key, record in entries.records["course"].items():
        if key not in entries.of(CourseEntry):
            yield from _unparsed_course(entries, reserved, key, record)
    for key, record, gone in entries.pairs(WithdrawnEntry):
        yield from _provider(entries, reserved, key.split("/")[0], key.split("/")[1], record)
        yield from known_entry_problems(entries, "subject", gone.subject, record, "fag")
        for index, other in enumerate(gone.instead):
            yield from known_course_problems(entries, other, record, "se", index)
    for key, record, institution in entries.pairs(InstitutionEntry):
        yield from _institution(entries, reserved, key, record, institution)
    for _, record, requirement in entries.pairs(RequirementEntry):
        for index, subject in enumerate(requirement.subjects):
            yield from known_entry_problems(entries, "subject", subject, record, "fag", index)
    for _, record, words in entries.pairs(WordsEntry):
        for number, each in enumerate(words.words):
            for index, subject in enumerate(each.subjects):
                yield from known_entry_problems(entries, "subject", subject, record, "ord", number, "fag", index)
    for _, record, story in entries.pairs(StoryEntry):
        yield from known_entry_problems(entries, "subject", story.subject, record, "fag")
        for index, key in enumerate(story.courses):
            yield from known_course_problems(entries, key, record, "studietilbud", index)
    for key, record, _ in entries.pairs(ArticleEntry):
        yield from old_address_problems(record)
        name = key.partition(".")[0]
        if name in reserved.on_the_site | entries.records["language"].keys() or re.fullmatch(r"\d{4}-\d{4}", key):
            yield _reserved(record, key)


def _unparsed_course(entries: Entries, reserved: ReservedNames, key: str, record: Record) -> Iterator[Problem]:
    """Yield the reference problems of a course with invalid fields, so that one run reports all its problems."""
    yield from _provider(entries, reserved, key.split("/")[0], key.split("/")[1], record)
    subject = record.fields.get("fag")
    if isinstance(subject, str) and not is_empty(subject):
        yield from known_entry_problems(entries, "subject", subject, record, "fag")
    places = record.fields.get("studiesteder")
    for index, place in enumerate(places if isinstance(places, list) else ()):
        if isinstance(place, str) and not is_empty(place):
            yield from known_entry_problems(entries, "place", place, record, "studiesteder", index)


def _missing_files(entries: Entries) -> Iterator[Problem]:
    """Yield a problem for each file that every site, or every year with courses, needs."""
    for kind, key, file in (("site", "site", "content/site.yaml"), ("article", "forside", "content/forside.md")):
        if key not in entries.records[kind] and file not in entries.unreadable:
            yield error(
                Place(file),
                "missing-file",
                N_("The file {file} is missing."),
                N_("Every site needs it; see content/README.md."),
                file=file,
            )
    for year in sorted(
        {key.split("/")[0] for kind in ("course", "withdrawn") for key in entries.records[kind]}
        - set(entries.records["year"])
    ):
        if (file := f"catalogue/{year}/year.yaml") not in entries.unreadable:
            yield error(
                Place(file),
                "missing-file",
                N_("The file {file} is missing."),
                N_("Every year with courses needs it; copy another year's and change the dates."),
                file=file,
            )
    for _, record, site in entries.pairs(SiteEntry):
        yield from known_entry_problems(entries, "year", site.current_year, record, "studieår")


def _course(
    entries: Entries, reserved: ReservedNames, key: str, record: Record, course: CourseEntry
) -> Iterator[Problem]:
    """Yield the reference problems of a course with valid fields."""
    year, institution, _ = key.split("/")
    yield from _provider(entries, reserved, year, institution, record)
    yield from known_entry_problems(entries, "subject", course.subject, record, "fag")
    for index, place in enumerate(course.places):
        yield from known_entry_problems(entries, "place", place, record, "studiesteder", index)
    for index, gathering in enumerate(course.gatherings):
        if gathering.place:
            yield from known_entry_problems(entries, "place", gathering.place, record, "samlinger", index, "sted")
    if course.prior_credits:
        yield from known_entry_problems(
            entries, "subject", course.prior_credits.subject, record, "forkunnskaper", "fag"
        )
    if course.prior_course:
        yield from known_course_problems(entries, course.prior_course, record, "bygger på")
    for index, requirement in enumerate(course.requirements or ()):
        yield from known_entry_problems(entries, "requirement", requirement, record, "kompetansekrav", index)
    yield from old_address_problems(record)


def _provider(entries: Entries, reserved: ReservedNames, year: str, key: str, record: Record) -> Iterator[Problem]:
    """Yield a problem for an unknown or reserved institution, or one that did not exist when applications opened."""
    known = entries.records["institution"]
    if reserved.further_page.fullmatch(name := record.key.rpartition("/")[2]):
        yield _reserved(record, name)
    if key in reserved.in_a_year:
        yield _reserved(record, key)
    elif key not in known and (file := file_of("institution", key)) not in entries.unreadable:
        yield error(
            Place(record.path),
            "unknown-institution",
            N_("The folder «{key}» is not a known institution."),
            hint(nearest(key, known)),
            key=key,
            suggestion=nearest(key, known) or "",
            file=file,
        )
    institution = entries.of(InstitutionEntry).get(key)
    academic_year = entries.of(YearEntry).get(year)
    if institution is None or academic_year is None:
        return
    opens: date = academic_year.opens
    if institution.valid_until and institution.valid_until < opens:
        yield error(
            Place(record.path),
            "institution-ended",
            N_("{name} ended on {day}, before applications for {year} open."),
            N_("Move the file to the folder of its successor: {successor}.")
            if institution.successor
            else N_("Check «gyldig til» in the institution's own file."),
            name=institution.name,
            day=institution.valid_until.isoformat(),
            year=year,
            successor=institution.successor or "",
        )
    if institution.valid_from and institution.valid_from > opens:
        former = sorted(other for other, entry in entries.of(InstitutionEntry).items() if entry.successor == key)
        yield error(
            Place(record.path),
            "institution-not-yet",
            N_("{name} has existed since {day}; applications for {year} open before that."),
            N_("Move the file to the institution of that time: {former}.")
            if former
            else N_("Check «gyldig fra» in the institution's own file."),
            name=institution.name,
            day=institution.valid_from.isoformat(),
            year=year,
            former=", ".join(former),
        )


def _institution(
    entries: Entries, reserved: ReservedNames, key: str, record: Record, institution: InstitutionEntry
) -> Iterator[Problem]:
    if key in reserved.in_a_year:
        yield _reserved(record, key)
    if institution.successor:
        yield from known_entry_problems(entries, "institution", institution.successor, record, "etterfølger")
    for index, place in enumerate(institution.places):
        yield from known_entry_problems(entries, "place", place, record, "studiesteder", index)


def _reserved(record: Record, key: str) -> Problem:
    return error(
        Place(record.path),
        "reserved-name",
        N_("«{key}» is the address of one of the site's own pages."),
        N_("Choose another name."),
        key=key,
    )
