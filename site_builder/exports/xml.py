"""XML elements as text."""

from __future__ import annotations

from functools import lru_cache
from html import escape

_quoted = lru_cache(maxsize=4096)(escape)
"""Escape an attribute. Cached: languages, dates and kinds repeat in every course."""


def element(name: str, text: str = "", **attributes: str) -> str:
    """Return an XML element, its text escaped and its attributes sorted by name: `<name key="value">text</name>`.

    Without text it is empty: `<name/>`.
    """
    attributes_text = (
        "".join([f' {key}="{_quoted(attributes[key])}"' for key in sorted(attributes)]) if attributes else ""
    )
    return f"<{name}{attributes_text}>{escape(text, quote=False)}</{name}>" if text else f"<{name}{attributes_text}/>"
