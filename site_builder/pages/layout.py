"""What every page has around its own content: title, addresses in each language, menu, breadcrumbs, footer."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, TypeVar, cast

from msgspec import Struct

from site_builder.catalogue.deadlines import phases_for
from site_builder.catalogue.grouping import Grouping
from site_builder.catalogue.labels import alphabetical
from site_builder.catalogue.model import Course, Deadline
from site_builder.catalogue.schema.enums import Who
from site_builder.catalogue.years import AcademicYear, Article, Catalogue
from site_builder.pages.banner import Banner, banner
from site_builder.pages.cards import Card, card
from site_builder.pages.i18n import LANGUAGE_NAMES, Locale
from site_builder.pages.urls import Addresses, addresses_for, search_manifest
from site_builder.problems import N_

Shared = TypeVar("Shared")

FOOTER = ("om-katalogen", "data", "tilgjengelighet", "personvern")
"""Articles that the footer leads to, where they exist."""


class Link(Struct, frozen=True):
    """Words that lead somewhere. `current` marks where one is."""

    text: str
    address: str
    language: str = ""
    current: bool = False


class Alternate(Struct, frozen=True):
    """The same page in a language of the interface."""

    language: str
    name: str
    address: str


class PageContext(Struct, frozen=True):
    """Everything around a page's content. Addresses begin with a slash; `base` stands before them for the world."""

    language: str
    site_name: str
    base: str
    address: str
    title: str
    description: str
    front: str
    search: str
    index: str
    opensearch: str
    alternates: tuple[Alternate, ...]
    menu: tuple[Link, ...]
    footer: tuple[Link, ...]
    breadcrumbs: tuple[Link, ...]
    licence: str
    edit: str = ""
    form: str = ""
    kind: str = "website"
    structured: tuple[str, ...] = ()
    notice: str = ""
    notice_link: Link | None = None
    preview: bool = False
    offline: bool = False
    proofread: bool = True


@dataclass(frozen=True)
class Layout:
    """Makes what pages of one language share: frames, and the cards of courses. Made once and asked for each page."""

    catalogue: Catalogue
    locale: Locale
    groupings: Mapping[str, Grouping]
    addresses: Addresses = field(init=False)
    _cards: dict[tuple[str, str], Card] = field(init=False, default_factory=dict, repr=False)
    _known: dict[Hashable, Any] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Settle the addresses of this language."""
        languages = self.catalogue.settings.languages
        object.__setattr__(self, "addresses", addresses_for(self.locale.language, languages))

    @cached_property
    def _in_menu(self) -> list[Article]:
        return articles_in_menu(self.catalogue, self.locale.language)

    def grouped(self, year: AcademicYear) -> Grouping:
        """Return the courses of a year, arranged."""
        return self.groupings[year.key]

    def year_breadcrumb(self, year: AcademicYear) -> Link:
        """Return the breadcrumb of a year."""
        return Link(year.name, self.addresses.year(year.key))

    def cards(self, courses: Iterable[Course]) -> tuple[Card, ...]:
        """Return the cards of courses by title, as Norwegian sorts."""
        ordered = sorted(courses, key=lambda course: (alphabetical(course.title), course.key))
        return tuple(self.card(course) for course in ordered)

    def card(self, course: Course) -> Card:
        """Return the card of a course."""
        place = (course.offering.year, course.key)
        if place not in self._cards:
            self._cards[place] = card(course, self.locale, self.addresses)
        return self._cards[place]

    def memoise(self, mark: Hashable, make: Callable[[], Shared]) -> Shared:
        """Return what `make` returned when first asked for under `mark`, which must name all that it is made of."""
        if mark not in self._known:
            self._known[mark] = make()
        return cast("Shared", self._known[mark])

    def teacher_banner(self, deadlines: tuple[Deadline, ...], year: AcademicYear, now: datetime) -> Banner | None:
        """Return the banner of the teacher's deadline among `deadlines` as of `now`; most courses share the year's."""
        return self.memoise(
            ("banner", year.key, deadlines, now),
            lambda: banner(phases_for(Who.TEACHER, deadlines, year), now, self.locale),
        )

    def page_context(
        self,
        address: str,
        title: str,
        description: str,
        breadcrumbs: tuple[Link, ...] = (),
        *,
        source: str = "",
        kind: str = "website",
        structured: tuple[str, ...] = (),
        notice: str = "",
        notice_link: Link | None = None,
        translated: bool = True,
    ) -> PageContext:
        """Return the frame of the page at `address`, `translated` where each language has its own of it."""
        settings = self.catalogue.settings
        language = self.locale.language
        plain = address.removeprefix(self.addresses.prefix) if self.addresses.prefix else address
        name = settings.name.in_language(language)
        trail = (
            (Link(self.locale.gettext(N_("Front page")), self.addresses.front()), *breadcrumbs) if breadcrumbs else ()
        )
        return PageContext(
            language=language,
            site_name=name,
            base=settings.base,
            address=address,
            title=title,
            description=description,
            front=self.addresses.front(),
            search=self.addresses.search(),
            index=search_manifest(language),
            opensearch=self.addresses.opensearch(),
            alternates=tuple(
                Alternate(each, LANGUAGE_NAMES[each], addresses_for(each, settings.languages).prefix + plain)
                for each in settings.languages
                if translated
            ),
            menu=self._menus.get(address, self._menus[""]),
            footer=self._footer,
            breadcrumbs=trail,
            licence=settings.licence.in_language(language) if settings.licence else "",
            edit=settings.edit.replace("{path}", source) if settings.edit and source else "",
            form=self.addresses.form() if settings.new_file else "",
            kind=kind,
            structured=structured,
            notice=notice,
            notice_link=notice_link,
            preview=settings.preview,
            offline=settings.offline,
            proofread=self.locale.proofread,
        )

    def article(self, key: str) -> str:
        """Return the address of an article, or "" where there is none of that name."""
        return self.addresses.article(key) if self.catalogue.article(key, self.locale.language) else ""

    @cached_property
    def _footer(self) -> tuple[Link, ...]:
        return tuple(self._link(key) for key in FOOTER if self.catalogue.article(key, self.locale.language))

    @cached_property
    def _menus(self) -> Mapping[str, tuple[Link, ...]]:
        """Address of a page that is in the menu -> the menu as it stands there; under "", as on all other pages."""
        plain = tuple(self._menu(""))
        return {"": plain} | {each.address: tuple(self._menu(each.address)) for each in plain}

    def _menu(self, address: str) -> list[Link]:
        year = self.catalogue.settings.current_year
        asks = self.catalogue.has_requirements_in(self.catalogue.current_year)
        fixed = [
            (self.locale.gettext(N_("Courses")), self.addresses.year(year)),
            (self.locale.gettext(N_("Deadlines")), self.addresses.deadlines(year)),
            *([(self.locale.gettext(N_("What do I lack?")), self.addresses.requirements(year))] if asks else []),
            (self.locale.gettext(N_("My list")), self.addresses.list()),
        ]
        return [Link(text, each, current=each == address) for text, each in fixed] + [
            self._link(article.key, address) for article in self._in_menu
        ]

    def _link(self, key: str, address: str = "") -> Link:
        article = self.catalogue.article(key, self.locale.language)
        target = self.addresses.article(key)
        language = article.language if article else ""
        return Link(article.title if article else key, target, language, current=target == address)


def articles_in_menu(catalogue: Catalogue, language: str) -> list[Article]:
    """Return the articles that have a place in the menu, in its order."""
    keys = sorted({key for key, _ in catalogue.articles})
    found = [article for key in keys if (article := catalogue.article(key, language)) and article.menu is not None]
    return sorted(found, key=lambda article: (article.menu or 0, article.key))
