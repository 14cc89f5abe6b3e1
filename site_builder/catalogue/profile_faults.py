"""The faults of a profile that change how other files are read, and the problems that follow from them."""

from __future__ import annotations

from collections.abc import Iterable

from site_builder.catalogue.schema.entries import Entries
from site_builder.catalogue.schema.field_types import Fault
from site_builder.catalogue.schema.profile import ProfileEntry
from site_builder.problems import Problem

PROFILE = "content/profile.yaml"
DECIDING = frozenset(
    [
        "valgfrie felt",
        "poeng",
        "terminer",
        "oppstart med dato",
        "varighet i",
        "for lærere",
        "studieformer",
        "områder",
        "støtteordninger",
        "høyeste nivå",
        "roller",
        "egne felt",
    ]
)
"""Keys of the profile that decide which fields other files have, and of which types."""

FOLLOWING = frozenset(
    ["missing-key", "unknown-key", "bad-semester", "bad-duration", "bad-credits", "bad-choice", "bad-date"]
)
"""Codes of problems that files have when the profile is not read as it was meant."""


def without_followers(problems: Iterable[Problem], entries: Entries) -> list[Problem]:
    """Return the problems of files read one by one, without those that only follow from a fault in the profile.

    If a field of the profile that decides how other files are read (DECIDING) has a fault, problems of the codes
    FOLLOWING in other files are left out: they may vanish when the profile is corrected.
    """
    found = list(problems)
    if not found or not _decides(entries):
        return found
    return [each for each in found if each.place.path == PROFILE or each.code not in FOLLOWING]


def _decides(entries: Entries) -> bool:
    """Return whether the profile has a fault in a field (DECIDING) that decides how other files are read."""
    if PROFILE in entries.unreadable:
        return True
    if any(entries.pairs(ProfileEntry)):
        return False
    faults: list[Fault] = []
    for profile in entries.records["profile"].values():
        ProfileEntry.read(profile.fields, (), faults)
    return any(fault.loc and fault.loc[0] in DECIDING for fault in faults)
