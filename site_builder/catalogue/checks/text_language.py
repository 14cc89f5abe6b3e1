"""Check that a text is in the language that its field `språk` gives."""

from __future__ import annotations

from collections.abc import Iterator

from site_builder.catalogue.texts import LANGUAGES_TOLD_APART, Spoken
from site_builder.problems import N_, Place, Problem, warning
from site_builder.sources.record import Record


def language_problems(record: Record, spoken: tuple[Spoken, ...]) -> Iterator[Problem]:
    """Yield a warning for each language of the text (`spoken`) other than that of the record, at its first part.

    A record in a language that is not recognised has none.
    """
    stated = record.fields.get("språk")
    if stated not in LANGUAGES_TOLD_APART:
        return
    for part in spoken:
        if part.language != stated:
            yield warning(
                Place(record.path, record.body_line + part.line - 1, 1, max(part.length, 1)),
                "other-language",
                N_("The text here is in «{spoken}», but «språk» is «{stated}»."),
                N_("Correct «språk», or write the text in «{stated}». Lines of a quotation begin with >."),
                spoken=part.language,
                stated=stated,
            )
