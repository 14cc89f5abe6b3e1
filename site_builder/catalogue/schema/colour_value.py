"""Parse a colour: `#0b5394` as in files, and other ways to write it on the web."""

from __future__ import annotations

import re
from typing import Any

from site_builder.catalogue.schema.messages import InvalidValue
from site_builder.catalogue.schema.parsers import expect_text

COLOUR = "#[0-9a-fA-F]{6}"
_COLOUR = re.compile(COLOUR)


def parse_colour(value: Any) -> str:
    """Return a colour as # and six hexadecimal digits, in lower case. Raises InvalidValue.

    Unquoted, # begins a comment in YAML, so an empty value has a message of its own.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        raise InvalidValue("bad-colour.comment")
    if _COLOUR.fullmatch(text := expect_text(value)):
        return text.lower()
    raise InvalidValue("bad-colour", value=text)


def colour(text: str) -> str | tuple[str, ...] | None:
    """Return the colour `0B5394`, `#05a` or `rgb(11, 83, 148)` as files write it, `#0b5394`; None for other texts."""
    digits = text.lstrip("#").lower()
    if re.fullmatch(r"[0-9a-f]{3}", digits):
        return "#" + "".join(digit * 2 for digit in digits)
    if re.fullmatch(r"[0-9a-f]{6}", digits):
        return f"#{digits}"
    parts = re.fullmatch(r"rgb\((\d{1,3}), ?(\d{1,3}), ?(\d{1,3})\)", text.casefold())
    if parts and all(int(each) < 256 for each in parts.groups()):
        return "#" + "".join(f"{int(each):02x}" for each in parts.groups())
    return None
