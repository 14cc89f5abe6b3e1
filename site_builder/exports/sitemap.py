"""sitemap.xml (sitemaps.org 0.9): each page with its languages, as Google's extension defines, and its last change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from site_builder.catalogue.years import Settings
from site_builder.exports.published_page import PublishedPage
from site_builder.output.output import Output
from site_builder.pages.urls import prefix_of

MAX_ADDRESSES = 45_000
"""Addresses in one file. The protocol allows 50,000; a larger site gets several files and an index."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemaps(settings: Settings, pages: Iterable[PublishedPage], dates: Mapping[str, str]) -> Iterator[Output]:
    """Yield sitemap.xml. For a site with more than MAX_ADDRESSES pages it is an index of sitemap-1.xml and so on.

    `dates` maps the path of a source file to the ISO time of its last change; pages without one have no date.
    """
    entries = list(_entries(settings, pages, dates))
    parts = [entries[start : start + MAX_ADDRESSES] for start in range(0, len(entries), MAX_ADDRESSES)]
    if len(parts) <= 1:
        yield Output("sitemap.xml", _file(entries))
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield Output(name, _file(part))
    listed = "".join(f"<sitemap><loc>{escape(f'{settings.base}/{name}')}</loc></sitemap>\n" for name in names)
    yield Output("sitemap.xml", f'{_HEAD}\n<sitemapindex xmlns="{_SPACE}">\n{listed}</sitemapindex>\n'.encode())


def _file(entries: Iterable[str]) -> bytes:
    opening = f'<urlset xmlns="{_SPACE}" xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    return "\n".join([_HEAD, opening, *entries, "</urlset>", ""]).encode()


def _entries(settings: Settings, pages: Iterable[PublishedPage], dates: Mapping[str, str]) -> Iterator[str]:
    listed = [page for page in pages if page.in_sitemap]
    alternates = _alternates(settings, listed)
    prefixes = _prefixes(settings)
    for page in listed:
        others = alternates[page.address.removeprefix(prefixes[page.language])]
        changed = dates.get(page.source, "")[:10]
        changed = f"<lastmod>{escape(changed)}</lastmod>" if changed else ""
        yield f"<url><loc>{escape(settings.base + page.address)}</loc>{changed}{others}</url>"


def _alternates(settings: Settings, listed: Iterable[PublishedPage]) -> dict[str, str]:
    """Return address of a page without its language -> the XML of the links to its languages.

    A page that is planned in one language only has no link: not every page is made in every language.
    """
    prefixes = _prefixes(settings)
    made: dict[str, set[str]] = {}
    for page in listed:
        made.setdefault(page.address.removeprefix(prefixes[page.language]), set()).add(page.language)
    return {
        plain: "".join(
            f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(settings.base + prefix + plain)}"/>'
            for language, prefix in prefixes.items()
            if language in languages
        )
        if len(languages) > 1
        else ""
        for plain, languages in made.items()
    }


def _prefixes(settings: Settings) -> dict[str, str]:
    return {each: prefix_of(each, settings.languages) for each in settings.languages}
