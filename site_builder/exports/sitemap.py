"""sitemaps.org 0.9, with the languages of each page as Google's extension has them, and when its source changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from html import escape

from site_builder.catalogue.years import Settings
from site_builder.exports.published_page import PublishedPage
from site_builder.output.output import Output
from site_builder.pages.urls import addresses_for

MOST_ADDRESSES = 45_000
"""One file may list 50,000; beyond this there are several, and an index of them."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemaps(settings: Settings, pages: Iterable[PublishedPage], dates: Mapping[str, str]) -> Iterator[Output]:
    """Yield sitemap.xml, and the files it is an index of where the site is too large for one.

    `dates` are the days on which sources last changed, by path; a page whose source has none says nothing of it.
    """
    entries = list(_entries(settings, pages, dates))
    parts = [entries[start : start + MOST_ADDRESSES] for start in range(0, len(entries), MOST_ADDRESSES)]
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
    base, languages = settings.base, settings.languages
    prefixes = {language: addresses_for(language, languages).prefix for language in languages}
    for page in pages:
        if not page.in_sitemap:
            continue
        plain = page.address.removeprefix(prefixes[page.language])
        alternates = (
            "".join(
                f'<xhtml:link rel="alternate" hreflang="{language}" href="{escape(base + prefix + plain)}"/>'
                for language, prefix in prefixes.items()
            )
            if len(languages) > 1
            else ""
        )
        changed = dates.get(page.source, "")
        changed = f"<lastmod>{escape(changed)}</lastmod>" if changed else ""
        yield f"<url><loc>{escape(base + page.address)}</loc>{changed}{alternates}</url>"
