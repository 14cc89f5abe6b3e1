"""For whoever serves the site: the headers of every answer, and where old addresses lead.

Both files are read by Netlify and Cloudflare Pages, and are lists to copy from for any other server. No two rules
that fit one path set the same header: of such, one host sends the last and another sends both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from site_builder.exports.published_page import PublishedPage
from site_builder.output.output import Output
from site_builder.pages.urls import addresses_for, search_manifest

ANYBODY = {"Access-Control-Allow-Origin": "*"}
"""Data may be read by the scripts of other sites."""

HEADERS: Mapping[str, Mapping[str, str]] = {
    # Nothing from anybody else, nothing inline, no frames, no cookies, no sensors.
    "/*": {
        "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'",
        "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Speculation-Rules": '"/speculation-rules.json"',
    },
    # Which links are fetched in the moment they are pressed.
    "/speculation-rules.json": {
        "Content-Type": "application/speculationrules+json",
        "Cache-Control": "public, max-age=86400",
    },
    # Names in /assets/ change with their content; all else a reader's browser asks for anew, which both hosts' own
    # "public, max-age=0, must-revalidate" says.
    "/assets/*": {"Cache-Control": "public, max-age=31536000, immutable"},
    "/*.ics": {"Content-Type": "text/calendar; charset=utf-8"},
    "/*.atom": {"Content-Type": "application/atom+xml; charset=utf-8"},
    "/*.webmanifest": {"Content-Type": "application/manifest+json; charset=utf-8"},
    "/*.csv": {"Content-Type": "text/csv; charset=utf-8", **ANYBODY},
    "/*.json": ANYBODY,
    "/*.jsonld": {"Content-Type": "application/ld+json; charset=utf-8", **ANYBODY},
    "/*.mlo.xml": {"Content-Type": "application/xml; charset=utf-8", **ANYBODY},
    "/*.cdm.xml": {"Content-Type": "application/xml; charset=utf-8", **ANYBODY},
    "/*.rng": {"Content-Type": "application/xml; charset=utf-8", **ANYBODY},
    "/*.ttl": {"Content-Type": "text/turtle; charset=utf-8", **ANYBODY},
    "/*opensearch.xml": {"Content-Type": "application/opensearchdescription+xml; charset=utf-8"},
}
"""Pattern of paths -> headers, of any site. netlify.toml says the same, for those who read only it."""


def headers(languages: tuple[str, ...]) -> Output:
    """Return the file of headers: a pattern of paths, and below it, indented, what is sent with them.

    A search page is sent with where its index is, which browsers ask for before they have read the page (RFC 8288).
    """
    indexes = {
        addresses_for(language, languages).search(): {
            "Link": f"<{search_manifest(language)}>; rel=preload; as=fetch; crossorigin"
        }
        for language in languages
    }
    lines = [
        f"{paths}\n" + "".join(f"  {name}: {value}\n" for name, value in sent.items())
        for paths, sent in (*HEADERS.items(), *indexes.items())
    ]
    return Output("_headers", "".join(lines).encode())


def redirects(pages: Iterable[PublishedPage]) -> Output:
    """Return the file of redirects: each old address, where it leads, and that it does so for ever.

    The exclamation mark is for Netlify, which would else serve the page that lies there for hosts without redirects.
    """
    lines = [f"{page.address} {page.redirects_to} 301!\n" for page in pages if page.redirects_to]
    return Output("_redirects", "".join(sorted(lines)).encode())
