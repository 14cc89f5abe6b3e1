"""XML as text: an element on a line of its own, whatever the texts in it."""

from __future__ import annotations

from functools import lru_cache
from html import escape

_quoted = lru_cache(maxsize=4096)(escape)
"""Attributes say the same again and again: languages, dates, kinds."""


def element(name: str, text: str = "", **attributes: str) -> str:
    """Return an element with its attributes in order of name; without text it is empty."""
    said = "".join([f' {key}="{_quoted(attributes[key])}"' for key in sorted(attributes)]) if attributes else ""
    return f"<{name}{said}>{escape(text, quote=False)}</{name}>" if text else f"<{name}{said}/>"
