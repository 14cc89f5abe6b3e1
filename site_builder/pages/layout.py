"""The layout that all pages share: title, addresses in each language, menu, breadcrumbs, notice and footer."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar, cast

from msgspec import Struct

from site_builder.catalogue.deadlines import phases_for
from site_builder.catalogue.grouping import Grouping, SortedGrouping, by_title
from site_builder.catalogue.model import Course, Deadline
from site_builder.catalogue.palette import theme
from site_builder.catalogue.schema.roles import Role
from site_builder.catalogue.status import Status
from site_builder.catalogue.texts import Text
from site_builder.catalogue.years import AcademicYear, Catalogue
from site_builder.output.content_policy import PAGE_POLICY
from site_builder.pages.banner import Banner, banner_in
from site_builder.pages.brand import Logo, logo_of
from site_builder.pages.cards import Card, card
from site_builder.pages.drawn_map import DrawnMap
from site_builder.pages.i18n import Locale
from site_builder.pages.menu import Link, footer_links, menus
from site_builder.pages.samples import samples_note
from site_builder.pages.urls import Addresses, addresses_for, prefix_of, search_manifest
from site_builder.problems import N_

Shared = TypeVar("Shared")


class Alternate(Struct, frozen=True):
    """The same page in another language, whose own name is `name`. Not `offered`: too few articles exist in it."""

    language: str
    name: str
    address: str
    offered: bool = True


class Notice(Struct, frozen=True):
    """A line above the content of a page, with a link, such as that of an archived year. Empty text: no line."""

    text: str = ""
    link: Link | None = None


NO_NOTICE = Notice()


class SiteContext(Struct, frozen=True):
    """The content that all pages of one language share; its HTML is rendered once. `base` is the site's full address.

    `front`, `search`, `index` (the search manifest), `opensearch`, `feed` and `form` are URL paths. `subtitle`,
    `sentence` (in the footer) and `search_example` are texts of the profile, `licence` that of the data, `samples` says
    which courses are invented; "" for none. `preview`: search engines are kept out. `offline`: pages are cached.
    `proofread`: a speaker has read the texts. `themes` are colours of the browser's bar, light and dark; `policy` is
    the CSP.
    """

    language: str
    name: str
    base: str
    front: str
    search: str
    index: str
    opensearch: str
    feed: str
    footer: tuple[Link, ...]
    licence: str
    subtitle: str = ""
    sentence: str = ""
    search_example: str = ""
    samples: str = ""
    form: str = ""
    preview: bool = False
    offline: bool = False
    proofread: bool = True
    policy: str = PAGE_POLICY
    themes: tuple[str, str] = ("", "")
    logo: Logo | None = None


class PageContext(Struct, frozen=True):
    """Everything on a page outside its own content. Addresses are URL paths without the root path.

    `edit` is the full address for proposing a change to the source, "" without one; `kind` is the type in Open Graph;
    `structured` are texts of JSON-LD.
    """

    site: SiteContext
    language: str
    address: str
    title: str
    description: str
    alternates: tuple[Alternate, ...]
    menu: tuple[Link, ...]
    breadcrumbs: tuple[Link, ...]
    edit: str = ""
    kind: str = "website"
    structured: tuple[str, ...] = ()
    notice: Notice = NO_NOTICE


class Layout:
    """The values that pages of one language share, and a cache of cards and other values that many pages print."""

    def __init__(
        self,
        catalogue: Catalogue,
        locale: Locale,
        groupings: Mapping[str, Grouping],
        drawn_map: DrawnMap | None = None,
    ) -> None:
        """Make the menus and the footer. `groupings` maps keys of years to their courses by facet."""
        self.drawn_map = drawn_map
        self.catalogue = catalogue
        self.locale = locale
        self.addresses = addresses_for(locale.language, catalogue)
        self._groupings = {key: SortedGrouping(each, locale.alphabet, locale.label) for key, each in groupings.items()}
        self._years = {year.key: year for year in catalogue.years}
        least = catalogue.profile.least_texts
        self._offered = {each for each in catalogue.settings.languages if _share_of_articles(catalogue, each) >= least}
        self._menus = menus(catalogue, locale, self.addresses)
        self._site = _site_context(catalogue, locale, self.addresses)
        self._front = Link(locale.gettext(N_("Front page")), self.addresses.front())
        self._cards: dict[tuple[str, str], Card] = {}
        self._memoised: dict[Hashable, Any] = {}

    def grouped(self, year: AcademicYear) -> SortedGrouping:
        """Return the courses of a year by facet, in the order of the language's alphabet."""
        return self._groupings[year.key]

    def year_breadcrumb(self, year: AcademicYear) -> Link:
        """Return the breadcrumb of a year: its name, linked to its front page."""
        return Link(year.name, self.addresses.year(year.key))

    def cards(self, courses: Iterable[Course]) -> tuple[Card, ...]:
        """Return the cards of courses, sorted by title in the order of the language's alphabet."""
        return tuple(map(self.card, by_title(courses, self.locale.alphabet)))

    def card(self, course: Course) -> Card:
        """Return the card of a course. A course has one Card object, so that its HTML is rendered once."""
        key = (course.offering.year, course.key)
        if key not in self._cards:
            self._cards[key] = card(course, self._years[course.offering.year], self.locale, self.addresses)
        return self._cards[key]

    def memoise(self, key: Hashable, make: Callable[[], Shared]) -> Shared:
        """Return `make()`, called once for each `key`. The key must contain every input of `make`."""
        if key not in self._memoised:
            self._memoised[key] = make()
        return cast("Shared", self._memoised[key])

    def banner(
        self,
        deadlines: tuple[Deadline, ...],
        year: AcademicYear,
        now: datetime,
        who: Role | None = None,
        then: Status | None = None,
    ) -> Banner | None:
        """Return the cached banner of `who` (None: the year's reader) at `now`, None without a deadline."""
        role = who or year.reader
        key = ("banner", year.key, deadlines, now, role, then)
        return self.memoise(key, lambda: banner_in(year, phases_for(role, deadlines, year), now, self.locale, then))

    def article(self, key: str) -> str:
        """Return the URL path of an article, or "" if it does not exist."""
        return self.addresses.article(key) if self.catalogue.article(key, self.locale.language) else ""

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
        notice: Notice = NO_NOTICE,
        translated: bool = True,
    ) -> PageContext:
        """Return the context of the page at the URL path `address`.

        `breadcrumbs` are the links after the front page, `structured` texts of JSON-LD, `source` the path of the page's
        source file. `translated`: the page exists in every language of the site.
        """
        settings = self.catalogue.settings
        return PageContext(
            site=self._site,
            language=self.locale.language,
            address=address,
            title=title,
            description=description,
            alternates=self._alternates(address) if translated else (),
            menu=self._menus.get(address, self._menus[""]),
            breadcrumbs=(self._front, *breadcrumbs) if breadcrumbs else (),
            edit=settings.edit.replace("{path}", source) if settings.edit and source else "",
            kind=kind,
            structured=structured,
            notice=notice,
        )

    def _alternates(self, address: str) -> tuple[Alternate, ...]:
        languages, known = self.catalogue.settings.languages, self.catalogue.languages
        path = address.removeprefix(self.addresses.prefix)
        return tuple(
            Alternate(each, known[each].name, prefix_of(each, languages) + path, each in self._offered)
            for each in languages
        )


def _share_of_articles(catalogue: Catalogue, language: str) -> float:
    """Return the share (0 to 1) of the first language's articles that exist in `language` too; 1 if it has none."""
    first = {key for key, of in catalogue.articles if of == catalogue.settings.languages[0]}
    own = {key for key, of in catalogue.articles if of == language}
    return len(first & own) / len(first) if first else 1.0


def _site_context(catalogue: Catalogue, locale: Locale, addresses: Addresses) -> SiteContext:
    settings, profile, language = catalogue.settings, catalogue.profile, locale.language
    return SiteContext(
        language=language,
        name=settings.name.in_language(language),
        base=settings.base,
        front=addresses.front(),
        search=addresses.search(),
        index=search_manifest(language),
        opensearch=addresses.opensearch(),
        feed=addresses.feed(),
        footer=footer_links(catalogue, locale, addresses),
        licence=_words(settings.licence, language),
        subtitle=_words(profile.subtitle, language),
        sentence=_words(profile.footer, language),
        search_example=_words(profile.search_example, language),
        samples=samples_note(catalogue, locale),
        form=addresses.form() if settings.new_file else "",
        preview=settings.preview,
        offline=settings.offline,
        proofread=locale.proofread,
        themes=theme(profile.colours),
        logo=logo_of(catalogue),
    )


def _words(text: Text | None, language: str) -> str:
    return text.in_language(language) if text else ""
