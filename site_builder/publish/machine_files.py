"""Check the files for programs (sitemap, feeds, calendars, redirects) against the rules of their formats.

A fault here is a fault of the builder, not of a source; it prevents publishing like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from xml.etree import ElementTree

from msgspec import Struct

from site_builder.output.output import Output
from site_builder.problems import N_, Place, Problem, error
from site_builder.publish.addresses import file_at, internal

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
"""XML namespace of sitemaps."""

XHTML = "{http://www.w3.org/1999/xhtml}"
"""XML namespace of the links to the languages of a page."""

MAX_SITEMAP_ADDRESSES = 50_000
"""Addresses in one file; the limit is from sitemaps.org."""

MAX_SITEMAP_BYTES = 50 * 1024 * 1024
"""Bytes of one file, uncompressed; the limit is from sitemaps.org."""

_W3C_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(Z|[+-]\d{2}:\d{2}))?")


class Sitemap(Struct, frozen=True):
    """A sitemap: its addresses, the addresses of the same pages in other languages (`alternates`), and `errors`.

    An error is a text on a rule of the format that the sitemap breaks.
    """

    addresses: tuple[str, ...]
    alternates: frozenset[str]
    errors: tuple[str, ...]


def read_sitemap(output: Output) -> Sitemap | None:
    """Return the sitemap in a file; None if the file's name is not a sitemap's or its XML is not well-formed."""
    name = output.path.rpartition("/")[2]
    if not (name.startswith("sitemap") and name.endswith(".xml")) or output.format_errors:
        return None
    root = ElementTree.fromstring(output.content)  # noqa: S314 - our own output
    addresses = tuple(each.findtext(f"{SITEMAP}loc") or "" for each in root)
    alternates = frozenset(each.get("href") or "" for each in root.iter(f"{XHTML}link"))
    return Sitemap(addresses, alternates, tuple(_sitemap_errors(root, addresses, output.size)))


def format_problems(output: Output) -> Iterator[Problem]:
    """Yield a bad-export for each format error of a file (Output.format_errors)."""
    return (_problem(output, fault) for fault in output.format_errors)


def machine_file_problems(
    by_path: Mapping[str, Output], sitemaps: Mapping[str, Sitemap], base: str, valid_addresses: Set[str]
) -> Iterator[Problem]:
    """Yield a bad-export for each fault of a sitemap, and for each redirect that leads to no file or to a redirect.

    `by_path` has all files, and `sitemaps` the sitemaps, by path. `base` is the site's address, such as
    https://host/katalog; `valid_addresses` are the URL paths at which files are served.
    """
    for path, sitemap in sitemaps.items():
        named = [("<loc>", each) for each in sitemap.addresses]
        named += [("<xhtml:link>", each) for each in sorted(sitemap.alternates)]
        dead = (
            element + address
            for element, address in named
            if not address.startswith(base) or address.removeprefix(base) not in valid_addresses
        )
        yield from (_problem(by_path[path], fault) for fault in (*sitemap.errors, *dead))
    if redirects := by_path.get("_redirects"):
        yield from (_problem(redirects, fault) for fault in _redirect_errors(redirects.content, by_path, base))


def _problem(output: Output, fault: str) -> Problem:
    return error(
        Place(output.source or output.path),
        "bad-export",
        N_("The file {file} is invalid: {said}."),
        N_("This is an internal error; please report it."),
        file=output.path,
        said=fault,
    )


def _sitemap_errors(root: ElementTree.Element, addresses: Sequence[str], size: int) -> Iterator[str]:
    if len(addresses) > MAX_SITEMAP_ADDRESSES:
        yield f"{len(addresses)} <url>"
    if len(set(addresses)) != len(addresses):
        yield "<loc> × 2"
    dates = (each.text or "" for each in root.iter(f"{SITEMAP}lastmod"))
    yield from (f"<lastmod>{each}" for each in dates if not _W3C_DATE.fullmatch(each))
    if size > MAX_SITEMAP_BYTES:
        yield f"{size} bytes"


def _redirect_errors(content: bytes, by_path: Mapping[str, Output], base: str) -> Iterator[str]:
    """Yield the lines that are not `from to status`, lead to no file, or lead to another redirect."""
    rules = [line.split() for line in content.decode().splitlines() if line and not line.startswith("#")]
    redirected = {parts[0] for parts in rules}
    for parts in rules:
        if len(parts) != 3 or file_at(internal(parts[1], base)) not in by_path or parts[1] in redirected:
            yield " ".join(parts)
