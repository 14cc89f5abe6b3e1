"""Check that a course's text does not claim other facts than its fields give."""

from __future__ import annotations

from collections.abc import Container, Iterator

from site_builder.catalogue.checks.claims import Claim, claims
from site_builder.catalogue.checks.contradictions import COMPARISONS, Surroundings
from site_builder.catalogue.checks.text_places import place_at
from site_builder.catalogue.names import names_in
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.year import YearEntry
from site_builder.problems import N_, Problem, warning
from site_builder.sources.record import Record

CONTRADICTS = (
    N_("The text says «{written}», but the field «{key}» says {in_field}."),
    N_("Correct the one that is wrong: teachers search by the field and read the text."),
)
"""The message and the hint."""

OTHER_DEADLINE = (
    N_("The text says «{written}», but the deadlines of the year are {in_field}."),
    N_("Correct the text, or give the course its own deadline in «frister». Say whose it is if it is another's."),
)
"""The message and the hint for a course that has no deadlines of its own."""


def text_fact_problems(entries: Entries, checked: Container[str] = ()) -> Iterator[Problem]:
    """Yield a warning for each claim of a course's text that contradicts its fields or its year's deadlines.

    Texts of the files with the paths `checked` are passed over.
    """
    names = names_in(entries.records["place"].values())
    years = entries.of(YearEntry)
    days = {key: tuple(each.day for each in year.deadlines) for key, year in years.items()}
    for key, record, course in entries.pairs(CourseEntry):
        if record.path not in checked:
            year = key.split("/")[0]
            around = Surroundings(names, days.get(year, ()))
            for claim in claims(record.body):
                if claim.kind == "deadline" and year not in days:  # the file of the year has a fault
                    continue
                if contradicted := COMPARISONS[claim.kind](course, claim.words, around):
                    yield _problem(record, claim, *contradicted, is_own=bool(course.deadlines))


def _problem(record: Record, claim: Claim, key: str, in_field: str, *, is_own: bool) -> Problem:
    written = record.body[claim.start : claim.end]
    return warning(
        place_at(record, claim.start, len(written)),
        "text-contradicts",
        *(CONTRADICTS if is_own or key != "frister" else OTHER_DEADLINE),
        written=" ".join(written.split()),
        key=key,
        in_field=in_field,
    )
