"""Check the URLs that texts link to, with the parsers of fields for web and e-mail addresses."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from site_builder.catalogue.schema import messages
from site_builder.catalogue.schema.address_parsers import parse_address, parse_email
from site_builder.problems import Place, Problem


def address_problems(place: Place, href: str) -> Iterator[Problem]:
    """Yield an error at `place` for an http, https or mailto link, or one from `//`, whose address is invalid.

    `href` is the link as written. Other links are not checked here.
    """
    scheme, colon, rest = href.partition(":")
    try:
        if href.startswith("//") or (colon and scheme.lower() in ("http", "https")):
            parse_address(href)
        elif colon and scheme.lower() == "mailto":
            parse_email(unquote(rest.partition("?")[0]) or href)
    except messages.InvalidValue as fault:
        yield messages.error(place, fault.name, **fault.values)
