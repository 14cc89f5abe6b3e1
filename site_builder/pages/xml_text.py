"""XML as text: an element on a line of its own, whatever the texts in it."""

from __future__ import annotations

from html import escape


def element(name: str, text: str = "", **attributes: str) -> str:
    """Return an element with its attributes in order of name; without text it is empty."""
    said = "".join(f' {key}="{escape(value)}"' for key, value in sorted(attributes.items()))
    return f"<{name}{said}>{escape(text, quote=False)}</{name}>" if text else f"<{name}{said}/>"
