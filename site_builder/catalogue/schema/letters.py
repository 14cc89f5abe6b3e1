"""Parsers of the letters of an alphabet."""

from __future__ import annotations

from typing import Any

from site_builder.catalogue.schema.messages import InvalidValue
from site_builder.catalogue.schema.parsers import expect_text

MAX_SPELLING = 3
"""Letters of another spelling of one letter: `aa` for å. Longer ones are words."""


def parse_letter(value: Any) -> str:
    """Return one lowercase letter. Raises InvalidValue for any other value."""
    text = expect_text(value)
    if len(text) == 1 and _is_small(text):
        return text
    raise InvalidValue("wrong-shape.one-letter", value=text)


def parse_spellings(value: Any) -> str:
    """Return a lowercase letter followed by its alternative spellings, separated by spaces, as written: `å aa`, or `å`.

    `value` is a text. Raises InvalidValue for any other value.
    """
    text = expect_text(value)
    letter, *others = text.split() or [""]
    if len(letter) == 1 and all(_is_small(each) and len(each) <= MAX_SPELLING for each in [letter, *others]):
        return text
    raise InvalidValue("wrong-shape.letter", value=text)


def _is_small(text: str) -> bool:
    return text.isalpha() and text == text.casefold()
