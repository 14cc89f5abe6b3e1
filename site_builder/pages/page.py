"""A planned page: its address, its template, and the function that makes its view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from site_builder.pages.layout import PageContext


class View(Protocol):
    """The values that a template prints: fields of its own, and the page context."""

    @property
    def page(self) -> PageContext:
        """The context of the page: title, menu, addresses."""


class SharePicture(Struct, frozen=True):
    """The picture that services show with a link to a page: its URL path, and the title on it ("": the page's)."""

    address: str
    title: str = ""


class Page(Struct, frozen=True):
    """A page to render: its address (URL path), template (name below templates/), language code and `source` file.

    `make_view` is called when the page is rendered, because all views of a large site together take half a gigabyte.
    `inputs` returns digests of everything the page is made from apart from the inputs shared by all pages. Equal
    digests mean equal bytes. None: the digest of the view is used instead. `redirects_to` is the new address of a page
    that has moved, "" for others. `picture` is that of links to it, None for the site's. `in_sitemap`: sitemap.xml
    lists it.
    """

    address: str
    template: str
    language: str
    make_view: Callable[[], View]
    source: str = ""
    in_sitemap: bool = True
    inputs: Callable[[], tuple[str, ...]] | None = None
    redirects_to: str = ""
    picture: SharePicture | None = None
