"""What a course has become in another year: the same one, perhaps at the institution that took over from its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from site_builder.catalogue.vocabulary import Institution
from site_builder.catalogue.years import AcademicYear


def same_course(key: str, year: AcademicYear, institutions: Mapping[str, Institution]) -> str | None:
    """Return the key a course has in `year`, or None where it is not offered.

    A course of that year that says it is at the old one's address is it; else the one of its name, at its own
    institution or at one that took over.
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
    """Return the key of the institution that is there on `day`: itself, or who took over."""
    seen = set[str]()
    while institution.valid_until and institution.valid_until < day and institution.successor:
        if institution.key in seen:
            break
        seen.add(institution.key)
        institution = known[institution.successor]
    return institution.key
