"""The properties of planned pages that exports use, so that they need not import pages/."""

from __future__ import annotations

from typing import Protocol


class PublishedPage(Protocol):
    """A page of the site: `pages.page.Page` seen from exports. `redirects_to` is set only for a page that has moved."""

    @property
    def address(self) -> str:
        """The URL path of the page, without the root path: `/2016-2017/`."""

    @property
    def language(self) -> str:
        """The language code of the page, such as `nb`."""

    @property
    def source(self) -> str:
        """The path of its source file from the root; "" if it has none."""

    @property
    def in_sitemap(self) -> bool:
        """True if sitemap.xml lists the page."""

    @property
    def redirects_to(self) -> str:
        """The new URL path of a page that has moved; "" for other pages."""
