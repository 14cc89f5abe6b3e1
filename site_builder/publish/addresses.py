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
    """Return `href` without the site's address, `base`, and its root path: relative, or with a slash first.

    Return "" for an address of another site.
    """
    if href == base or href.startswith(base + "/"):
        return href.removeprefix(base) or "/"
    parts = urlsplit(href)
    return "" if parts.scheme or parts.netloc else without_root_path(href, root_path(base))


def file_at(address: str, path: str = "") -> str:
    """Return the path of the file that is served at `address`, which may be relative to the page at `path`."""
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
    """Return the addresses of the files at `paths`, in the form that pages link to: without `index.html`."""
    return {"/" + path.removesuffix("index.html") for path in paths}
