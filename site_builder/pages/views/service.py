"""Pages that help readers on: search, my list, no network, what has moved, what is not there."""

from __future__ import annotations

from msgspec import Struct

from site_builder.pages.layout import Layout, PageContext
from site_builder.pages.menu import Link
from site_builder.pages.views.choices import facet_links
from site_builder.problems import N_


class SearchView(Struct, frozen=True):
    """The search page as it is without JavaScript: ways to the lists."""

    page: PageContext
    title: str
    ways: tuple[Link, ...]
    all_courses: str


class MyListView(Struct, frozen=True):
    """The page of one's own list; `prefix` stands before addresses in this language."""

    page: PageContext
    title: str
    prefix: str
    ways: tuple[Link, ...]
    all_courses: str


class OfflineView(Struct, frozen=True):
    """What a reader sees who has no network, at an address she has not read before."""

    page: PageContext
    title: str
    all_courses: str


class MovedView(Struct, frozen=True):
    """What stands at an address a course had before."""

    page: PageContext
    title: str
    target: Link


class NotFoundView(Struct, frozen=True):
    """What a reader sees at an address there is nothing at."""

    page: PageContext
    title: str
    ways: tuple[Link, ...]
    all_courses: str


def search_view(layout: Layout) -> SearchView:
    """Return the search page."""
    year = layout.catalogue.current_year
    title, address = layout.locale.gettext(N_("Search")), layout.addresses.search()
    return SearchView(
        page=layout.page_context(
            address, title, layout.locale.gettext(N_("Search all courses.")), (Link(title, address),)
        ),
        title=title,
        ways=facet_links(year, layout),
        all_courses=layout.addresses.all_courses(year.key),
    )


def my_list_view(layout: Layout) -> MyListView:
    """Return the page of one's own list, as it is before the browser fills it."""
    year = layout.catalogue.current_year
    title, address = layout.locale.gettext(N_("My list")), layout.addresses.list()
    description = layout.locale.gettext(N_("Up to ten courses in your own order, to compare, print and send."))
    return MyListView(
        page=layout.page_context(address, title, description, (Link(title, address),)),
        title=title,
        prefix=layout.addresses.prefix,
        ways=facet_links(year, layout),
        all_courses=layout.addresses.all_courses(year.key),
    )


def offline_view(layout: Layout) -> OfflineView:
    """Return the page that a reader's device keeps for when there is no network."""
    title = layout.locale.gettext(N_("You are offline"))
    address = layout.addresses.offline()
    return OfflineView(
        page=layout.page_context(address, title, layout.locale.gettext(N_("What you have read before can be opened."))),
        title=title,
        all_courses=layout.addresses.all_courses(layout.catalogue.current_year.key),
    )


def moved_view(old: str, target: Link, layout: Layout) -> MovedView:
    """Return the page that stands at an `old` address and leads on to `target`, where the host does not redirect."""
    title = layout.locale.gettext(N_("The page has moved"))
    return MovedView(layout.page_context(old, title, title, translated=False), title, target)


def not_found_view(layout: Layout) -> NotFoundView:
    """Return the page shown where there is none."""
    year = layout.catalogue.current_year
    title = layout.locale.gettext(N_("There is no page here"))
    return NotFoundView(
        page=layout.page_context("/404.html", title, title, translated=False),
        title=title,
        ways=facet_links(year, layout),
        all_courses=layout.addresses.all_courses(year.key),
    )
