"""Check that a text is in the language that its field `språk` states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from site_builder.catalogue.markdown.spoken import likeliest
from site_builder.catalogue.texts import LANGUAGES_TOLD_APART, Spoken
from site_builder.problems import N_, Place, Problem, warning
from site_builder.sources.record import Record

_NORSE = ("nb", "nn", "da", "sv")
LEAST_WORDS = 3
"""Fewest words that another language has and the stated one lacks, in a text too short for `Prose.spoken`."""

_NOT_NORWEGIAN = re.compile(r"[äöÄÖ]|\b(?:af|efter|mulighed|uddannelse)")
"""Letters of Swedish, and words of Danish. Most texts have none, and are not read again."""


def _short(body: str, stated: str) -> Iterator[Spoken]:
    """Yield the language of a short text in Swedish or Danish that is stated as Norwegian, or the reverse."""
    if stated not in _NORSE or (stated in ("nb", "nn") and not _NOT_NORWEGIAN.search(body)):
        return
    others = ("sv", "da") if stated in ("nb", "nn") else tuple(each for each in _NORSE if each != stated)
    if language := likeliest(body, (stated, *others), LEAST_WORDS):
        first = next((number for number, line in enumerate(body.split("\n"), start=1) if line.strip()), 1)
        yield Spoken(language, first, len(body.split("\n")[first - 1]))


def language_problems(record: Record, spoken: tuple[Spoken, ...]) -> Iterator[Problem]:
    """Yield a warning for each language of the text other than the one that the record states, at its first line.

    `spoken` are the languages recognised in the text (Prose.spoken). Languages that cannot be recognised are not
    checked.
    """
    stated = record.fields.get("språk")
    if stated not in LANGUAGES_TOLD_APART:
        return
    for part in spoken or _short(record.body, str(stated)):
        if part.language != stated:
            yield warning(
                Place(record.path, record.body_line + part.line - 1, 1, max(part.length, 1)),
                "other-language",
                N_("The text here is in «{spoken}», but «språk» is «{stated}»."),
                N_("Correct «språk», or write the text in «{stated}». Lines of a quotation begin with >."),
                spoken=part.language,
                stated=stated,
            )
