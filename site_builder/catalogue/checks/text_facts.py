"""Check that a course's text and the texts in its fields do not contradict its other fields."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from functools import cache, partial

from site_builder.catalogue.checks.characters import texts_of
from site_builder.catalogue.checks.claims import Claim, OtherLanguage, claims
from site_builder.catalogue.checks.contradictions import COMPARISONS, Surroundings
from site_builder.catalogue.checks.text_places import place_at
from site_builder.catalogue.claim_phrases import claim_language
from site_builder.catalogue.names import names_in
from site_builder.catalogue.schema.course import CourseEntry
from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.language import LanguageEntry
from site_builder.catalogue.schema.year import YearEntry
from site_builder.problems import N_, Place, Problem, warning

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


SHORTEST = 15
"""Fewest characters of a field that is read: «Kurset er fullt» has 15."""


def text_fact_problems(entries: Entries, checked: Container[str] = ()) -> Iterator[Problem]:
    """Yield a warning for each claim in a course's text, or in a field, that contradicts its fields or its year.

    Files with the paths `checked` are skipped.
    """
    names = names_in([*entries.records["place"].values(), *entries.records["language"].values()])
    years = entries.of(YearEntry)
    days = {key: tuple(each.day for each in year.deadlines) for key, year in years.items()}
    reader = cache(partial(_reader, entries))  # phrases are compiled for the languages of texts that are read
    for key, record, course in entries.pairs(CourseEntry):
        if record.path not in checked:
            year = key.split("/")[0]
            around = Surroundings(names, days.get(year, ()))
            read = reader(course.language)
            texts = (each for each in texts_of(record.fields, ()) if len(each[0]) >= SHORTEST)
            for text, loc in ((record.body, None), *texts):
                for claim in read(text):
                    if claim.kind == "deadline" and year not in days:  # the file of the year has a fault
                        continue
                    if contradicted := COMPARISONS[claim.kind](course, claim.words, around):
                        written = text[claim.start : claim.end]
                        place = record.place(*loc) if loc else place_at(record, claim.start, len(written))
                        yield _problem(place, written, *contradicted, is_own=bool(course.deadlines))


def _reader(entries: Entries, language: str) -> Callable[[str], Iterator[Claim]]:
    """Return the reader of claims of a language with phrases of its own, or that of Norwegian."""
    entry = entries.of(LanguageEntry).get(language)
    return OtherLanguage(claim_language(entry.claims)).claims if entry and entry.claims else claims


def _problem(place: Place, written: str, key: str, in_field: str, *, is_own: bool) -> Problem:
    return warning(
        place,
        "text-contradicts",
        *(CONTRADICTS if is_own or key != "frister" else OTHER_DEADLINE),
        written=" ".join(written.split()),
        key=key,
        in_field=in_field,
    )
