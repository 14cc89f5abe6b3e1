"""Pages that help readers on: search, my list, no network, what has moved, what is not there."""

from __future__ import annotations

from msgspec import Struct

from site_builder.pages.layout import Frame, Framer, Link
from site_builder.pages.views.lists import ways_in
from site_builder.problems import N_


class SearchView(Struct, frozen=True):
    """The search page as it is without JavaScript: ways to the lists."""

    frame: Frame
    title: str
    ways: tuple[Link, ...]
    all_courses: str


class MyListView(Struct, frozen=True):
    """The page of one's own list; `prefix` stands before addresses in this language."""

    frame: Frame
    title: str
    prefix: str
    ways: tuple[Link, ...]
    all_courses: str


class OfflineView(Struct, frozen=True):
    """What a reader sees who has no network, at an address she has not read before."""

    frame: Frame
    title: str
    all_courses: str


class MovedView(Struct, frozen=True):
    """What stands at an address a course had before."""

    frame: Frame
    title: str
    target: Link


class NotFoundView(Struct, frozen=True):
    """What a reader sees at an address there is nothing at."""

    frame: Frame
    title: str
    ways: tuple[Link, ...]
    all_courses: str


def search_view(framer: Framer) -> SearchView:
    """Return the search page."""
    year = framer.catalogue.current_year
    title, address = framer.words.say(N_("Search")), framer.addresses.search()
    return SearchView(
        frame=framer.frame(address, title, framer.words.say(N_("Search all courses.")), (Link(title, address),)),
        title=title,
        ways=ways_in(year, framer),
        all_courses=framer.addresses.all_courses(year.key),
    )


def my_list_view(framer: Framer) -> MyListView:
    """Return the page of one's own list, as it is before the browser fills it."""
    year = framer.catalogue.current_year
    title, address = framer.words.say(N_("My list")), framer.addresses.list()
    description = framer.words.say(N_("Up to ten courses in your own order, to compare, print and send."))
    return MyListView(
        frame=framer.frame(address, title, description, (Link(title, address),)),
        title=title,
        prefix=framer.addresses.prefix,
        ways=ways_in(year, framer),
        all_courses=framer.addresses.all_courses(year.key),
    )


def offline_view(framer: Framer) -> OfflineView:
    """Return the page that a reader's device keeps for when there is no network."""
    title = framer.words.say(N_("There is no network"))
    address = framer.addresses.offline()
    return OfflineView(
        frame=framer.frame(address, title, framer.words.say(N_("What you have read before can be opened."))),
        title=title,
        all_courses=framer.addresses.all_courses(framer.catalogue.current_year.key),
    )


def moved_view(old: str, target: Link, framer: Framer) -> MovedView:
    """Return the page that stands at an `old` address and leads on to `target`, where the host does not redirect."""
    title = framer.words.say(N_("The page has moved"))
    return MovedView(framer.frame(old, title, title, translated=False), title, target)


def not_found_view(framer: Framer) -> NotFoundView:
    """Return the page shown where there is none."""
    year = framer.catalogue.current_year
    title = framer.words.say(N_("There is no page here"))
    return NotFoundView(
        frame=framer.frame("/404.html", title, title, translated=False),
        title=title,
        ways=ways_in(year, framer),
        all_courses=framer.addresses.all_courses(year.key),
    )
