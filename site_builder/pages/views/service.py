"""Pages about the site itself: search, offline, moved, not found."""

from __future__ import annotations

from msgspec import Struct

from site_builder.pages.layout import Layout, PageContext
from site_builder.pages.menu import Link
from site_builder.pages.samples import samples_in
from site_builder.pages.views.choices import facet_links
from site_builder.pages.views.county_map import map_view
from site_builder.pages.views.finder import Finder, finder
from site_builder.problems import N_


class SearchView(Struct, frozen=True):
    """The search page before JavaScript fills it: links to the lists of courses, and the form that needs JavaScript.

    `ways` are links to the facets that the courses can be listed by, `finder` asks its questions, `map` is the address
    of a page with the map of the counties, "" without one; `examples` says which courses are invented, "" if none is.
    `by_credits`: hits can be sorted by credits.
    """

    page: PageContext
    title: str
    ways: tuple[Link, ...]
    all_courses: str
    finder: Finder
    map: str
    examples: str
    by_credits: bool


class OfflineView(Struct, frozen=True):
    """The page that is shown offline in place of a page that is not cached."""

    page: PageContext
    title: str


class MovedView(Struct, frozen=True):
    """The page at an old address. `target` links to the new one."""

    page: PageContext
    title: str
    target: Link


class NotFoundView(Struct, frozen=True):
    """The page for unknown addresses. `ways` are links to the facets.

    `all_courses` is the address of the list of all courses.
    """

    page: PageContext
    title: str
    ways: tuple[Link, ...]
    all_courses: str


def search_view(layout: Layout) -> SearchView:
    """Return the view of the search page."""
    year = layout.catalogue.current_year
    title, address = layout.locale.gettext(N_("Search")), layout.addresses.search()
    return SearchView(
        page=layout.page_context(
            address, title, layout.locale.gettext(N_("Search all courses.")), (Link(title, address),)
        ),
        title=title,
        ways=facet_links(year, layout),
        all_courses=layout.addresses.all_courses(year.key),
        finder=finder(year, layout),
        map=layout.addresses.front() if map_view(year, layout) else "",
        examples=samples_in(year, layout.catalogue, layout.locale),
        by_credits=any(course.credits for course in year.courses),
    )


def offline_view(layout: Layout) -> OfflineView:
    """Return the view of the page that is shown offline."""
    title = layout.locale.gettext(N_("You are offline"))
    address = layout.addresses.offline()
    return OfflineView(
        page=layout.page_context(address, title, layout.locale.gettext(N_("What you have read before can be opened."))),
        title=title,
    )


def moved_view(old: str, target: Link, layout: Layout) -> MovedView:
    """Return the view of the page at the address `old`. It links to `target`, for hosts that do not redirect."""
    title = layout.locale.gettext(N_("The page has moved"))
    return MovedView(layout.page_context(old, title, title, translated=False), title, target)


def not_found_view(layout: Layout) -> NotFoundView:
    """Return the view of the page for unknown addresses."""
    year = layout.catalogue.current_year
    title = layout.locale.gettext(N_("We cannot find the page"))
    return NotFoundView(
        page=layout.page_context("/404.html", title, title, translated=False),
        title=title,
        ways=facet_links(year, layout),
        all_courses=layout.addresses.all_courses(year.key),
    )
