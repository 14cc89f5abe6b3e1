"""The main menu and the footer: links to pages and articles, in one language."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from site_builder.catalogue.years import Catalogue
from site_builder.pages.i18n import Locale
from site_builder.pages.urls import Addresses
from site_builder.problems import N_


class Link(Struct, frozen=True):
    """A link: its text, its address (a URL path, or a full address), and the language code of the text.

    `language` is "" for the page's own. `current`: the link leads to the page that it is on.
    """

    text: str
    address: str
    language: str = ""
    current: bool = False
    page: str = ""


def menus(catalogue: Catalogue, locale: Locale, addresses: Addresses) -> Mapping[str, tuple[Link, ...]]:
    """Return URL path -> the main menu with the link to that page marked; "" -> the menu of all other pages."""
    links = _menu_links(catalogue, locale, addresses)
    marked = {
        each.address: tuple(replace(link, current=link.address == each.address) for link in links) for each in links
    }
    return {"": links} | marked


def footer_links(catalogue: Catalogue, locale: Locale, addresses: Addresses) -> tuple[Link, ...]:
    """Return the links of the footer, to the articles with a position there, in its order."""
    articles = catalogue.articles_at("footer", locale.language)
    return tuple(Link(each.title, addresses.article(each.key), each.language) for each in articles)


def _menu_links(catalogue: Catalogue, locale: Locale, addresses: Addresses) -> tuple[Link, ...]:
    year = catalogue.current_year
    links = [Link(locale.gettext(N_("Courses")), addresses.year(year.key))]
    if year.deadlines:
        links.append(Link(locale.gettext(N_("Deadlines")), addresses.deadlines(year.key)))
    if catalogue.has_requirements_in(year):
        text = locale.gettext(N_("Which credits am I missing?"))
        links.append(Link(text, addresses.requirements(year.key), page="requirements"))
    links.append(Link(locale.gettext(N_("My list")), addresses.list(), page="list"))
    articles = catalogue.articles_at("menu", locale.language)
    return (*links, *(Link(each.title, addresses.article(each.key), each.language) for each in articles))
