"""Check the headings of a text: repeated ones, and names of fixed parts that are misspelt or in another language."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from site_builder.catalogue.checks.text_places import place_in_text
from site_builder.catalogue.text_parts import PART_KEYS, PARTS
from site_builder.catalogue.texts import Heading
from site_builder.problems import N_, Problem, warning
from site_builder.sources.record import Record

MIN_SIMILARITY = 0.84
"""Lowest difflib ratio of a heading and the part it is meant to be: «Læringsutbyte» passes, «Undervisning» fails."""

HIGHEST = 2
"""Level of the headings that divide a text into parts; the page's title has level 1."""

_LANGUAGES = ("nb", "nn", "en")
_ALSO = frozenset([("nn", "læringsutbytte"), ("en", "contents")])
"""Language and heading: spellings that are right beside the one in PARTS."""


def double_heading_problems(record: Record, headings: tuple[Heading, ...]) -> Iterator[Problem]:
    """Yield a warning for each heading of level 2 that repeats an earlier one, or names the same part."""
    seen: dict[str, int] = {}
    for number, heading in enumerate(headings):
        if heading.level != HIGHEST or not heading.text:
            continue
        written = heading.text.casefold().strip(" :.")
        first = seen.setdefault(PART_KEYS.get(written, written), number)
        if first != number:
            lines = [at for at, each in enumerate(record.body.split("\n"), start=1) if each.lstrip().startswith("#")]
            known = len(lines) == len(headings)  # a line in code, or a heading of HTML: the places are not known
            yield warning(
                place_in_text(record, lines[number] if known else 0, heading.text),
                "double-heading",
                N_("The heading «{written}» begins a part that the text has already, under «{other}»."),
                N_("Move the text to the first of the two, or give this part a heading of its own."),
                written=heading.text,
                other=headings[first].text,
            )


def part_heading_problems(record: Record, headings: tuple[Heading, ...]) -> Iterator[Problem]:
    """Yield a warning for each heading that is the name of a fixed part (PARTS), misspelt or in another language.

    Only courses in bokmål, nynorsk and English are checked.
    """
    language = record.fields.get("språk")
    if record.kind != "course" or language not in _LANGUAGES:
        return
    for heading in headings:
        written = heading.text.casefold().strip(" :.")
        meant = _meant(written, language)
        if meant and written != meant and (language, written) not in _ALSO:
            lines = record.body.split("\n")
            line = next((at for at, each in enumerate(lines, start=1) if each[:1] == "#" and heading.text in each), 0)
            suggestion = meant.capitalize()
            correction = {"correction": suggestion} if line else {}  # without a line the place is that of the text
            yield warning(
                place_in_text(record, line, heading.text),
                "part-heading",
                N_("The heading «{written}» is not the one by which this part of the text is found and compared."),
                N_("Write {suggestion}."),
                written=heading.text,
                suggestion=suggestion,
                **correction,
            )


@lru_cache(maxsize=4096)
def _meant(written: str, language: str) -> str | None:
    """Return the fixed part that a heading (lowercase) names, in a language; None if it names none.

    Kept, because most texts have the same headings, and comparing one with every name costs 0.1 ms.
    """
    return next((_in_language(names, language) for names in PARTS.values() if _is_meant(written, names)), None)


def _in_language(names: tuple[str, ...], language: str) -> str:
    """Return a part's name in a language, "nb", "nn" or "en". A name that bokmål and nynorsk share is listed once."""
    return names[{"nb": 0, "nn": len(names) - 2}.get(language, -1)]


def _is_meant(written: str, names: tuple[str, ...]) -> bool:
    """Return whether a heading (lowercase) is one of a part's names, or has a similarity of MIN_SIMILARITY."""
    return written in names or any(
        abs(len(written) - len(name)) <= 2 and SequenceMatcher(None, written, name).ratio() >= MIN_SIMILARITY
        for name in names
    )
