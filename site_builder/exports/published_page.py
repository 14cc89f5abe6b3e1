"""The properties of a planned page that exports use."""

from __future__ import annotations

from typing import Protocol


class PublishedPage(Protocol):
    """A page of the site. `redirects_to` is set only for a page that has moved."""

    @property
    def address(self) -> str:
        """The address within the site, with a slash first."""

    @property
    def language(self) -> str:
        """The code of its language of the interface."""

    @property
    def source(self) -> str:
        """The path of its source file from the root, or ""."""

    @property
    def in_sitemap(self) -> bool:
        """True for a page that sitemap.xml lists."""

    @property
    def redirects_to(self) -> str:
        """The new address of a page that has moved, or ""."""
