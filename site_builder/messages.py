"""Messages to editors and users of the command line, translated: English in the code, Norwegian from locale/nb.po."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from site_builder.problems import Phrase, Problem, printable

LANGUAGES = ("nb", "en")
"""Languages of messages."""

NORWEGIAN = ("nb", "nn")
"""Languages of a site whose editors get Norwegian messages."""

LONGEST_VALUE = 400
"""Characters of a value that a message quotes: enough to recognise it by. A field may contain half a megabyte."""


def translate(message: str, language: str, values: Mapping[str, object] | None = None) -> str:
    """Return `message` (a msgid) in `language`, with `{name}` replaced by the value of that name in `values`.

    A value that is a Phrase is translated too; other strings are shortened to LONGEST_VALUE characters, on one line. nb
    and nn give Norwegian, every other language code English.
    """
    filled = {
        name: gettext(value, language) if isinstance(value, Phrase) else _quoted(value, language)
        for name, value in (values or {}).items()
    }
    return gettext(message, language).format(**filled)


def gettext(message: str, language: str) -> str:
    """Return `message` (a msgid) in `language`, with its `{names}` unfilled; "" for ""."""
    return _translations(language).gettext(message) if message else ""  # the msgid "" is the catalogue's header


def decimal_comma(number: str, language: str) -> str:
    """Return `number`, written with a decimal point, as `language` writes it: "22.5" becomes "22,5" in Norwegian."""
    return number.replace(".", ",") if language in NORWEGIAN else number


def _quoted(value: object, language: str) -> object:
    """Return a value as a message quotes it: text shortened, on one line, without control characters."""
    if isinstance(value, float):
        return decimal_comma(f"{value:g}", language)
    if not isinstance(value, str):
        return value
    return printable(value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…")


def message_and_hint(problem: Problem, language: str) -> tuple[str, str]:
    """Return the message and the hint of a problem in `language`, as `translate` does.

    The hint is "" if it has none.
    """
    return translate(problem.message, language, problem.values), translate(problem.hint, language, problem.values)


@cache
def _translations(language: str) -> NullTranslations:
    """Return the translations of nb.mo, which `make messages` compiles: parsing nb.po takes as long as `check FILE`."""
    if language not in NORWEGIAN:
        return NullTranslations()
    with (Path(__file__).parent / "locale" / "nb.mo").open("rb") as file:
        return GNUTranslations(file)
