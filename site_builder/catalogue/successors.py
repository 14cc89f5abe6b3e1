"""Find the successor of a course in another year, and of an institution on a given day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from site_builder.catalogue.vocabulary import Institution
from site_builder.catalogue.years import AcademicYear


def same_course(key: str, year: AcademicYear, institutions: Mapping[str, Institution]) -> str | None:
    """Return the key in `year` of the course that has `key` (INSTITUTION/NAME) in another year; None if there is none.

    A course of `year` that lists /YEAR/KEY/, with this year and key, among its old addresses has priority. Otherwise it
    is the course of the same name at the same institution, or at a successor of it. `institutions` are all, by key.
    """
    if moved := year.by_old_address.get(f"/{year.key}/{key}/"):
        return moved.key
    institution, name = key.split("/")
    seen = set[str]()
    while institution not in seen:
        if f"{institution}/{name}" in year.by_key:
            return f"{institution}/{name}"
        seen.add(institution)
        institution = institutions[institution].successor or institution
    return None


def institution_on(day: date, institution: Institution, known: Mapping[str, Institution]) -> str:
    """Return the key of the institution, or of its first successor that exists on `day`; of the last if none does.

    `known` are all institutions by key.
    """
    seen = set[str]()
    while institution.valid_until and institution.valid_until < day and institution.successor:
        if institution.key in seen:
            break
        seen.add(institution.key)
        institution = known[institution.successor]
    return institution.key


def successors(institution: Institution, institutions: Mapping[str, Institution]) -> Iterator[Institution]:
    """Yield the successors of an institution, the next one first; a cycle ends at its first repetition.

    `institutions` are all by key.
    """
    visited = {institution.key}
    while institution.successor and institution.successor not in visited:
        institution = institutions[institution.successor]
        visited.add(institution.key)
        yield institution
