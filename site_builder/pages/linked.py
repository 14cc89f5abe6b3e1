"""The web addresses in a text as links. Sources are written as text: `hiof.no, Kompetanse for kvalitet (2017/18)`."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_ADDRESS = re.compile(
    r"(?<![\w@/.-])(?:https?://[^\s<>\"«»]{1,500}|(?:[a-z0-9-]{1,63}\.){1,4}(?:no|com|me|org|eu|net)\b(?:/[^\s<>\"«»;,]{0,500})?)"
)
"""An address with its scheme, or a host under a domain that sources use, with or without a path. The lengths are
limited, so that the time is linear."""

_ENDINGS = ".,;:!?)"
"""Characters that end a sentence or a parenthesis rather than an address."""

SHOWN = 60
"""Longest text of a link, in characters: two lines on a phone."""


def linked(text: str) -> Markup:
    """Return a plain text as HTML, with its web addresses as links to other sites and everything else escaped."""
    parts, end = [], 0
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(_ENDINGS)
        parts += [escape(text[end : found.start()]), _link(address)]
        end = found.start() + len(address)
    return Markup("").join([*parts, escape(text[end:])])


def _link(address: str) -> Markup:
    scheme, separator, rest = address.partition("://")
    whole = address if separator else f"https://{scheme}"
    shown = (rest or scheme).removeprefix("www.").rstrip("/")
    short = shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 1]}…"
    return Markup('<a href="{}" rel="external">{}</a>').format(whole, short)
