r"""The notation of values in files: patterns and words that parsers, `check --fix` and the form in the browser share.

Patterns match the whole text. They use only syntax that means the same in Python and, with the flag `u`, in JavaScript;
`\w` occurs only in character classes, where for_javascript replaces it.
"""

from __future__ import annotations

from collections.abc import Mapping

from site_builder.catalogue.schema.address_notation import ADDRESS_FAULTS, ADDRESS_PATTERNS
from site_builder.catalogue.schema.school_years import (
    GRADES,
    LAST_STAGE,
    NAMED_GRADES,
    NUMBERED_GRADES,
    STAGE_IN_TITLE,
    YEARS_OF_STAGES,
)

MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)

SHORT_MONTHS = tuple(month[:3] for month in MONTHS)

FIRST_YEAR, LAST_YEAR = 1800, 2199
"""Years that a date may have. The oldest institution was founded in 1811; datetime.date overflows after year 9999."""

MAX_LINE = 600
"""Characters in a text field, at most. Longer text belongs below the fields."""

MAX_CORRECTED = 200
"""Characters of a text that may be a value written in another way. The longest is a web address."""

MAX_CREDITS = 120
"""Credits (ECTS) of one course, at most: two years of full-time study."""

MAX_SEMESTERS = 12
"""Semesters that a course may last, at most. The longest part-time study lasts fewer."""

MAX_DURATION = 500
"""Weeks, days or hours that a course may last, at most, in a catalogue that counts in them."""

MIN_CORNERS = 3
"""Corners of an outline on a map, at least: fewer enclose nothing."""

MAX_CORNERS = 5_000
"""Corners of an outline on a map, at most. The longest of Norway's counties, at two kilometres, has 500."""

NUMBERED_PARTS = (
    *("del", "modul", "bolk", "fase", "tema", "samling", "semester"),
    *("uke", "veke", "år", *NUMBERED_GRADES),
)
"""Words before a number in a title that is no level: `Praksis, del 2` is the second part of a course."""

_DEVICES = "con|prn|aux|nul|com[0-9]|lpt[0-9]"
"""Names that mean a device on Windows, where a folder of that name cannot be made."""

_OWN_FOLDERS = "assets|kilde|schema|search"
"""Folders whose files have names of digests: hosts let browsers keep everything in them."""

PATTERNS: Mapping[str, str] = {
    **ADDRESS_PATTERNS,
    "grades": GRADES,
    "credits": r"[0-9]{1,3}([.,][05])?",
    "number": r"-?[0-9]{1,9}([.,][0-9]{1,4})?",
    "country": r"[A-Z]{2}",
    "position": r"(-?[0-9]{1,2}\.[0-9]{1,5}) (-?[0-9]{1,3}\.[0-9]{1,5})",
    "town": r"([^\s0-9][^0-9]{0,98}) (-?[0-9]{1,2}\.[0-9]{1,5}) (-?[0-9]{1,3}\.[0-9]{1,5})",
    "amount": r"[0-9]{1,7}([.,][0-9]{1,2})?",
    "own key": r"[a-zæøåäö][a-zæøåäö0-9]*(?:[ -][a-zæøåäö0-9]+)*",
    "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "semester": r"(høst|haust|vår)(?:en)?\s+(20[0-9][0-9])",
    "duration": r"([0-9]{1,2}) semest(?:er|re|rar)",
    "email": r"[\w.+-]+@[\w-]+(\.[\w-]+)+",
    "phone": r"(\+[0-9]{1,3} ?)?[0-9][0-9 ]{6,12}[0-9]",
    "whole": r"[0-9]{1,6}",
    "old address": (
        rf"(?!/(?:{_OWN_FOLDERS})(?:/|$))"
        rf"(?:/(?!(?:{_DEVICES})(?:[./]|$))[a-z0-9_-](?:[a-z0-9._-]{{0,98}}[a-z0-9_-])?){{1,20}}/?"
    ),
}
"""Name -> pattern. Grades and semesters are matched in lower case."""


def for_javascript() -> Mapping[str, object]:
    """Return the patterns and limits of this module, as values for JSON, for templates/assets/js/form/rules.js."""
    return {
        "patterns": {name: pattern.replace(r"\w", r"\p{L}\p{N}_") for name, pattern in PATTERNS.items()},
        "addressFaults": ADDRESS_FAULTS,
        "namedGrades": NAMED_GRADES,
        "years": [FIRST_YEAR, LAST_YEAR],
        "maxLine": MAX_LINE,
        "maxCorrected": MAX_CORRECTED,
        "maxCredits": MAX_CREDITS,
        "maxSemesters": MAX_SEMESTERS,
        "maxDuration": MAX_DURATION,
        "numberedParts": NUMBERED_PARTS,
        "stages": {"pattern": STAGE_IN_TITLE, "years": YEARS_OF_STAGES, "last": LAST_STAGE},
    }
