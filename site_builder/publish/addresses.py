"""Addresses within the site, and the files that are served at them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from site_builder.output.root_path import root_path, without_root_path

CACHED_ADDRESSES = 65_536
"""Results that each cache holds: menus and lists repeat the same few hundred addresses on thousands of pages."""


@lru_cache(maxsize=CACHED_ADDRESSES)
def internal(href: str, base: str) -> str:
    """Return a link without the site's address and root path, so that it begins with a slash or is relative.

    `href` is as in a page; `base` is the site's address, such as https://host/katalog. Return "" for another site's
    address.
    """
    if href == base or href.startswith(base + "/"):
        return href.removeprefix(base) or "/"
    parts = urlsplit(href)
    return "" if parts.scheme or parts.netloc else without_root_path(href, root_path(base))


def file_at(address: str, path: str = "") -> str:
    """Return the path, in the published folder, of the file served at `address`, a URL path without the root path.

    A relative `address` is resolved against the page at `path`. The file need not exist.
    """
    return _file_at(address, "" if address.startswith("/") else path)


@lru_cache(maxsize=CACHED_ADDRESSES)
def _file_at(address: str, path: str) -> str:
    wanted = unquote(urlsplit(address).path)
    if not wanted:
        return path
    whole = posixpath.join("/" + posixpath.dirname(path), wanted)
    plain = posixpath.normpath(whole).lstrip("/")
    plain = "" if plain == "." else plain
    return posixpath.join(plain, "index.html") if whole.endswith("/") or not plain else plain


def addresses_served(paths: Iterable[str]) -> set[str]:
    """Return the URL paths at which files are served, as pages link to them: `/a/` for `a/index.html`."""
    return {"/" + path.removesuffix("index.html") for path in paths}
