"""The builder's own words in the reader's language: English in the code, Norwegian from locale/nb.po."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from site_builder.problems import Phrase, Problem

LANGUAGES = ("nb", "en")

LONGEST_VALUE = 400
"""Characters of a value that are quoted; a field may hold half a megabyte, and nobody reads that in a message."""


def translate(message: str, language: str, values: Mapping[str, object] | None = None) -> str:
    """Return `message` in `language` with `{names}` filled in; a value that is a `Phrase` is translated too."""
    filled = {
        name: gettext(value, language) if isinstance(value, Phrase) else _quotable(value)
        for name, value in (values or {}).items()
    }
    return gettext(message, language).format(**filled)


def gettext(message: str, language: str) -> str:
    """Return `message` in `language` as it is before `{names}` are filled in, for those who fill them in elsewhere."""
    return _translations(language).gettext(message) if message else ""  # "" is the head of the file


def _quotable(value: object) -> object:
    """A text as it may be quoted: on one line, without what could steer a terminal, not endless."""
    if not isinstance(value, str):
        return value
    plain = "".join(character if character.isprintable() else " " for character in value)
    return plain if len(plain) <= LONGEST_VALUE else plain[: LONGEST_VALUE - 1] + "…"


def message_and_hint(problem: Problem, language: str) -> tuple[str, str]:
    """Return (message, hint) of a problem in `language`."""
    return translate(problem.message, language, problem.values), translate(problem.hint, language, problem.values)


@cache
def _translations(language: str) -> NullTranslations:
    """What nb.po says, as `make messages` compiled it: to read that itself takes as long as to check a file."""
    if language not in ("nb", "nn"):
        return NullTranslations()
    with (Path(__file__).parent / "locale" / "nb.mo").open("rb") as file:
        return GNUTranslations(file)
