"""Pages at old addresses. Each links to the new address of its content, or to the nearest page above it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import partial

from site_builder.catalogue.old_addresses import LIST, listed_in, with_last_slash
from site_builder.catalogue.years import Catalogue
from site_builder.pages.i18n import Translations
from site_builder.pages.layout import Layout
from site_builder.pages.menu import Link
from site_builder.pages.page import Page
from site_builder.pages.views.service import moved_view


def moved_pages(layout: Layout) -> Iterator[Page]:
    """Yield a page at each old address that courses and articles list. Courses of unpublished years have none."""
    catalogue, addresses = layout.catalogue, layout.addresses
    for year in catalogue.published_years:
        for course in year.courses:
            target = Link(course.title, addresses.course(year.key, course.key), course.language)
            yield from _from_each(course.old_addresses, target, course.source, layout)
    for article in catalogue.articles.values():
        target = Link(article.title, addresses.article(article.key), article.language)
        yield from _from_each(article.old_addresses, target, article.source, layout)


def pages_at_old_addresses(
    pages: Iterable[Page], published: Iterable[str], catalogue: Catalogue, translations: Translations
) -> tuple[Page, ...]:
    """Return a page for each published address at which `pages` has none, sorted; it links to the nearest page.

    `published` are the lines of catalogue/published-addresses.txt. catalogue/checks/permanent_addresses.py has already
    refused the loss of a course, year or article. The rest are lists that have become empty, pages of a language that
    is no longer offered, and other languages of a moved page.
    """
    by_address = {page.address: page for page in pages}
    layout = Layout(catalogue, translations[catalogue.settings.languages[0]], {})
    return tuple(
        _link_to(_nearest(address, by_address, catalogue.languages), address, layout)
        for address in sorted({address for address, _ in listed_in(published)} - set(by_address))
    )


def published_addresses(pages: Iterable[Page]) -> Iterator[str]:
    """Yield the URL paths that must stay valid: those of all pages except 404.html."""
    return (page.address for page in pages if page.address.endswith("/"))


def _from_each(old_addresses: tuple[str, ...], target: Link, source: str, layout: Layout) -> Iterator[Page]:
    for address in map(with_last_slash, old_addresses):
        yield _moved_page(address, target, layout, source)


def _moved_page(address: str, target: Link, layout: Layout, source: str) -> Page:
    return Page(
        address,
        "pages/moved.html",
        layout.locale.language,
        partial(moved_view, address, target, layout),
        source,
        in_sitemap=False,
        redirects_to=target.address,
    )


def _nearest(address: str, by_address: Mapping[str, Page], languages: Container[str]) -> Page:
    """Return the page at `address` in the first language, else the nearest page above it."""
    prefix, path = _split_prefix(address, languages)
    for candidate in (f"{prefix}{path}", path, *_ancestors(prefix, path), "/"):
        page = by_address.get(candidate)
        if page and page.redirects_to:
            page = by_address.get(prefix + page.redirects_to) or by_address.get(page.redirects_to)
        if page:
            return page
    return by_address["/"]


def _split_prefix(address: str, languages: Container[str]) -> tuple[str, str]:
    """Return the language prefix of an address ("" for the first language) and the rest."""
    first = address.split("/")[1]
    return (f"/{first}", address[len(first) + 1 :]) if first in languages else ("", address)


def _ancestors(prefix: str, path: str) -> Iterator[str]:
    """Yield the addresses above `path`, each after the language's `prefix`, nearest first."""
    parts = path.strip("/").split("/")
    for length in range(len(parts) - 1, -1, -1):
        yield f"{prefix}/{''.join(f'{part}/' for part in parts[:length])}"


def _link_to(page: Page, address: str, layout: Layout) -> Page:
    title = page.make_view().page.title
    return _moved_page(address, Link(title, page.address, page.language), layout, LIST)
