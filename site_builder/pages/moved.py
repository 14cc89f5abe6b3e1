"""Pages that keep old addresses answering: each leads on to where its content is now, or to the list above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from site_builder.catalogue.schema.enums import LANGUAGES
from site_builder.catalogue.years import Catalogue
from site_builder.pages.i18n import Translations
from site_builder.pages.layout import Layout, Link
from site_builder.pages.plan import Page, moved_page


def pages_at_old_addresses(
    pages: Iterable[Page], published: Iterable[str], catalogue: Catalogue, translations: Translations
) -> tuple[Page, ...]:
    """Return a page for every published address that none of `pages` has: it leads on to the nearest that is there.

    catalogue/checks/permanent_addresses.py has refused a lost course, year or article. The rest are lists that have
    become empty, pages of a language that is no longer offered, and other languages of a moved page.
    """
    there = {page.address: page for page in pages}
    layout = Layout(catalogue, translations[catalogue.settings.languages[0]], {})
    return tuple(
        _leads_on(address, _nearest(address, there), layout)
        for address in sorted(set(published) - set(there))
        if address.startswith("/")
    )


def published_addresses(pages: Iterable[Page]) -> Iterator[str]:
    """Yield the addresses that readers may keep: of all pages but the one for what is not found."""
    return (page.address for page in pages if page.address.endswith("/"))


def _nearest(address: str, there: Mapping[str, Page]) -> Page:
    """Return the page that answers best for an address there is nothing at."""
    prefix, plain = _divided(address)
    for candidate in (f"{prefix}{plain}", plain, *_above(prefix, plain), "/"):
        page = there.get(candidate)
        if page and page.redirects_to:
            page = there.get(prefix + page.redirects_to) or there.get(page.redirects_to)
        if page:
            return page
    return there["/"]


def _divided(address: str) -> tuple[str, str]:
    first = address.split("/")[1]
    return (f"/{first}", address[len(first) + 1 :]) if first in LANGUAGES else ("", address)


def _above(prefix: str, plain: str) -> Iterator[str]:
    parts = plain.strip("/").split("/")
    for length in range(len(parts) - 1, -1, -1):
        yield f"{prefix}/{''.join(f'{part}/' for part in parts[:length])}"


def _leads_on(address: str, page: Page, layout: Layout) -> Page:
    return moved_page(address, Link(page.make_view().page.title, page.address, page.language), layout)
