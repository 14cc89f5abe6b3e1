"""Parsers of URLs, and of names that become part of addresses. parsers.py says how a parser refuses a value."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from site_builder.catalogue.schema.address_notation import (
    ADDRESS_FAULTS,
    ADDRESS_PATTERNS,
    MAX_SITE_ADDRESS,
)
from site_builder.catalogue.schema.messages import InvalidValue
from site_builder.catalogue.schema.notation import PATTERNS
from site_builder.catalogue.schema.parsers import expect_text, parse_text
from site_builder.file_names import is_slug, slug_or_nothing, suggested_slug

_COMPILED = {name: re.compile(PATTERNS[name]) for name in (*ADDRESS_PATTERNS, "email", "old address", "phone")}


def parse_address(value: Any) -> str:
    """Return a URL: http or https, a host that has a dot, and no user name. Raises InvalidValue for any other value."""
    text = expect_text(value)
    if _COMPILED["address"].fullmatch(text):
        return text
    for variant, name in ADDRESS_FAULTS.items():
        if _COMPILED[name].fullmatch(text):
            raise InvalidValue(f"bad-address.{variant}", value=text)
    raise InvalidValue("bad-address", value=text)


def parse_site_address(value: Any) -> str:
    """Return the URL of a site: scheme, host, optionally a port and a path, but no query. Raises InvalidValue."""
    text = expect_text(value)
    if _COMPILED["address of a site"].fullmatch(text):
        return text
    parse_address(text)  # says what is wrong with what is no address at all
    raise InvalidValue("bad-address.site", value=text, suggestion=_site_part(text), limit=MAX_SITE_ADDRESS)


def _site_part(text: str) -> str:
    """Return the beginning of an address that can be that of a site."""
    parts = urlsplit(text)
    host = f"https://{parts.netloc}"
    return host if _COMPILED["address of a site"].fullmatch(host) else "https://katalog.example"


def is_old_address(text: str) -> bool:
    """Return whether `text` is a path from the site's root, in lower case, that a page could have: `/2016/om/`."""
    return bool(_COMPILED["old address"].fullmatch(text))


def parse_edit_address(value: Any) -> str:
    """Return the pattern of the URL at which a file is edited: a URL with `{path}` once, which stands for the file.

    Raises InvalidValue.
    """
    text = expect_text(value)
    if re.fullmatch(r"[^{}]*\{path\}[^{}]*", text):
        return parse_address(text)
    suggestion = "https://github.com/studiekatalog/studiekatalog/edit/main/{path}"
    raise InvalidValue("bad-address.edit", value=text, suggestion=suggestion)


def parse_new_address(value: Any) -> str:
    """Return the pattern of the URL at which a file is created: with `{path}` once, then `{text}` at most once.

    Raises InvalidValue.
    """
    text = expect_text(value)
    if re.fullmatch(r"[^{}]*\{path\}[^{}]*(\{text\}[^{}]*)?", text):
        return parse_address(text)
    suggestion = "https://github.com/studiekatalog/studiekatalog/new/main?filename={path}&value={text}"
    raise InvalidValue("bad-address.new", value=text, suggestion=suggestion)


def parse_email(value: Any) -> str:
    """Return an e-mail address, as written: one @, a domain with a dot, no spaces (a subset of RFC 5322).

    Raises InvalidValue for any other value.
    """
    text = expect_text(value)
    if _COMPILED["email"].fullmatch(text):
        return text
    raise InvalidValue("bad-email", value=text)


def parse_phone(value: Any) -> str:
    """Return a telephone number, as written: 8 to 14 digits and spaces, with or without a country code (`+47`).

    Raises InvalidValue for any other value.
    """
    text = expect_text(value)
    if _COMPILED["phone"].fullmatch(text):
        return text
    raise InvalidValue("bad-phone", value=text)


def parse_county(value: Any) -> str:
    """Return the name of a county, as written.

    Raises InvalidValue if no slug can be made from it, as addresses need one.
    """
    text = parse_text(value)
    if is_slug(slug_or_nothing(text)):
        return text
    raise InvalidValue(
        "bad-key", value=text, suggestion=suggested_slug(text[:40]) if slug_or_nothing(text) else "hedmark"
    )


def parse_slug(value: Any) -> str:
    """Return a name that is used unchanged in addresses: a slug such as `naturfag-1`. Raises InvalidValue."""
    text = expect_text(value)
    if is_slug(text):
        return text
    raise InvalidValue("bad-key", value=text, suggestion=suggested_slug(text))


PUBLISHED_GATHERING = re.compile(
    r"(?P<course>/\d{4}-\d{4}/[a-z0-9-]{1,100}/[a-z0-9-]{1,100}/)#samling-(?P<day>\d{4}-\d{2}-\d{2})"
)
"""A gathering in the file of published addresses: the address of its course, and the day it was first published for."""
