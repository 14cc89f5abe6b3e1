"""Files for the web host: the HTTP headers of every response, and redirects from old addresses.

Netlify and Cloudflare Pages read both files; for other servers they are lists to copy from. No two patterns that match
one path set the same header: Netlify would send the last value, Cloudflare Pages both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from site_builder.catalogue.years import Catalogue
from site_builder.exports.published_page import PublishedPage
from site_builder.output.content_policy import HEADER_POLICY
from site_builder.output.output import Output
from site_builder.pages.urls import addresses_for, search_manifest

ANY_ORIGIN = {"Access-Control-Allow-Origin": "*"}
"""Scripts of other sites may read the data."""

HEADERS: Mapping[str, Mapping[str, str]] = {
    # Nothing from other sites, nothing inline, no frames, no sensors.
    "/*": {
        "Content-Security-Policy": HEADER_POLICY,
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Speculation-Rules": '"/speculation-rules.json"',
    },
    # Links that are fetched when they are pressed.
    "/speculation-rules.json": {
        "Content-Type": "application/speculationrules+json",
        "Cache-Control": "public, max-age=86400",
    },
    # Names in /assets/ change with their content. Everything else is revalidated at each visit: both hosts' default
    # is "public, max-age=0, must-revalidate".
    "/assets/*": {"Cache-Control": "public, max-age=31536000, immutable"},
    "/*.ics": {"Content-Type": "text/calendar; charset=utf-8"},
    "/*.atom": {"Content-Type": "application/atom+xml; charset=utf-8"},
    "/*.webmanifest": {"Content-Type": "application/manifest+json; charset=utf-8"},
    "/*.csv": {"Content-Type": "text/csv; charset=utf-8", **ANY_ORIGIN},
    "/*.json": ANY_ORIGIN,
    "/*.jsonld": {"Content-Type": "application/ld+json; charset=utf-8", **ANY_ORIGIN},
    "/*.mlo.xml": {"Content-Type": "application/xml; charset=utf-8", **ANY_ORIGIN},
    "/*.cdm.xml": {"Content-Type": "application/xml; charset=utf-8", **ANY_ORIGIN},
    "/*.rng": {"Content-Type": "application/xml; charset=utf-8", **ANY_ORIGIN},
    "/*.ttl": {"Content-Type": "text/turtle; charset=utf-8", **ANY_ORIGIN},
    "/*opensearch.xml": {"Content-Type": "application/opensearchdescription+xml; charset=utf-8"},
}
"""Pattern of paths -> its headers. netlify.toml repeats them for hosts that read only that file."""


def headers(catalogue: Catalogue, root: str) -> Output:
    """Return _headers: each pattern of paths below `root` (`/katalog` or ""), followed by its HTTP headers, indented.

    A search page in each of `languages` also has a Link header (RFC 8288), so that browsers request the search index
    before they parse the page.
    """
    indexes = {
        addresses_for(language, catalogue).search(): {
            "Link": f"<{root}{search_manifest(language)}>; rel=preload; as=fetch; crossorigin"
        }
        for language in catalogue.settings.languages
    }
    lines = [
        f"{root}{paths}\n" + "".join(f"  {name}: {_below(value, root)}\n" for name, value in sent.items())
        for paths, sent in (*HEADERS.items(), *indexes.items())
    ]
    return Output("_headers", "".join(lines).encode())


def _below(value: str, root: str) -> str:
    """Return the value of a header, with `root` before it where it is an address in quotation marks."""
    return f'"{root}{value[1:]}' if value.startswith('"/') else value


def redirects(pages: Iterable[PublishedPage], root: str) -> Output:
    """Return _redirects: for each page that has moved, the old path, the new path and the status 301.

    `root` is put before both (`/katalog` or ""). The exclamation mark makes Netlify redirect although a page exists at
    the old address. That page is for hosts without redirects.
    """
    lines = [f"{root}{page.address} {root}{page.redirects_to} 301!\n" for page in pages if page.redirects_to]
    return Output("_redirects", "".join(sorted(lines)).encode())
