"""Which pages there are, at which address, from which template: the site as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from site_builder.catalogue.arrangement import Arrangement
from site_builder.catalogue.facets import BY_KEY, FACETS
from site_builder.catalogue.model import AcademicYear, Catalogue, Story
from site_builder.pages import list_views, service_views, views
from site_builder.pages.course_view import course_view
from site_builder.pages.figures_view import figures_view
from site_builder.pages.form_view import form_view
from site_builder.pages.frame import Frame, Framer, Link
from site_builder.pages.gatherings_view import gatherings_view, meets
from site_builder.pages.lacking_view import asked_for, lacking_index, lacking_view
from site_builder.pages.language import Translations
from site_builder.pages.withdrawn_view import withdrawn_view
from site_builder.problems import N_, Invalid, Place, error


class View(Protocol):
    """What a template shows: its own fields, and the frame around them."""

    @property
    def frame(self) -> Frame:
        """Title, menu, addresses."""


MakePage = Callable[..., "Page"]


@dataclass(frozen=True, slots=True)
class Page:
    """One page: where, from which template, in which language, showing what; `source` is the file it comes from."""

    address: str
    template: str
    language: str
    view: View
    source: str = ""
    in_sitemap: bool = True


def plan_pages(catalogue: Catalogue, now: datetime, translations: Translations) -> tuple[Page, ...]:
    """Return every page of the site as of `now` (aware), in every language of the interface.

    Raises Invalid where two pages would stand at one address, naming both sources.
    """
    arrangements = {year.key: Arrangement(year) for year in catalogue.years}
    pages = tuple(
        page
        for language in catalogue.settings.languages
        for page in _in_language(catalogue, Framer(catalogue, translations[language], arrangements), now)
    )
    _refuse_shared_addresses(pages)
    return pages


def _in_language(catalogue: Catalogue, framer: Framer, now: datetime) -> Iterator[Page]:
    language, addresses = framer.words.language, framer.addresses

    def page(address: str, template: str, view: View, source: str = "") -> Page:
        return Page(address, f"pages/{template}.html", language, view, source)

    forside = catalogue.article("forside", language)
    yield page(
        addresses.front(),
        "front",
        views.front_view(catalogue.current_year, framer, now),
        forside.source if forside else "",
    )
    yield page(addresses.search(), "search", service_views.search_view(framer))
    if catalogue.settings.offline:
        yield Page(
            addresses.offline(), "pages/offline.html", language, service_views.offline_view(framer), in_sitemap=False
        )
    yield page(addresses.list(), "my-list", service_views.my_list_view(framer))
    for key in sorted({key for key, _ in catalogue.articles} - {"forside"}):
        if article := catalogue.article(key, language):
            yield page(addresses.article(key), "article", views.article_view(article, framer), article.source)
    if catalogue.stories:
        yield page(addresses.stories(), "stories", views.stories_view(framer))
    for story in catalogue.stories:
        yield page(addresses.story(story.key), "story", views.story_view(story, framer), story.source)
    stories = _stories_by_course(catalogue)
    for year in catalogue.published_years:
        yield from _year(year, framer, now, page, stories)
    if language == catalogue.settings.languages[0]:
        if catalogue.settings.new_file:
            yield page(addresses.form(), "form", form_view(framer))
        yield Page(
            "/404.html", "pages/not-found.html", language, service_views.not_found_view(framer), in_sitemap=False
        )
        yield from _moved(catalogue, framer)


def _year(
    year: AcademicYear, framer: Framer, now: datetime, page: MakePage, stories: dict[str, tuple[Story, ...]]
) -> Iterator[Page]:
    addresses = framer.addresses
    yield page(addresses.year(year.key), "front", views.front_view(year, framer, now, own_address=True), year.source)
    yield page(addresses.deadlines(year.key), "deadlines", views.deadlines_view(year, framer, now), year.source)
    yield page(addresses.all_courses(year.key), "list", list_views.all_courses(year, framer))
    for course in year.courses:
        yield page(
            addresses.course(year.key, course.key),
            "course",
            course_view(course, year, framer, now, stories),
            course.source,
        )
    for gone in year.withdrawn:
        address = addresses.course(year.key, gone.key)
        view = withdrawn_view(gone, year, framer)
        yield Page(address, "pages/withdrawn.html", framer.words.language, view, gone.source, in_sitemap=False)
    for facet in FACETS:
        divided = framer.arranged(year).by(facet)
        if divided:
            yield page(addresses.facet(year.key, facet.key), "index", list_views.facet_index(facet, year, framer))
        for value, courses in divided.items():
            address = addresses.facet_value(year.key, facet.key, value.key)
            yield page(address, "list", list_views.facet_list(facet, value, courses, year, framer))
    if any(map(meets, year.courses)):
        yield page(addresses.gatherings(year.key), "gatherings", gatherings_view(year, framer))
    yield page(addresses.figures(year.key), "figures", figures_view(year, framer))
    if asked := asked_for(year, framer):
        yield page(addresses.lacking(year.key), "lacking-index", lacking_index(year, asked, framer))
    for taught, requirement in asked:
        address = addresses.lacking_for(year.key, taught.key, requirement.key)
        yield page(address, "lacking", lacking_view(taught, requirement, year, framer))
    for subject in framer.arranged(year).by(BY_KEY["fag"]):
        for facet, value, found in framer.arranged(year).pairs[subject.key]:
            address = addresses.pair(year.key, subject.key, facet.key, value.key)
            yield page(address, "list", list_views.pair_list(subject, facet, value, found, year, framer))


def _moved(catalogue: Catalogue, framer: Framer) -> Iterator[Page]:
    """Yield a page at each address that courses and articles had before; addresses stay for ever."""
    for year in catalogue.years:
        for course in year.courses:
            target = Link(course.title, framer.addresses.course(year.key, course.key), course.language)
            yield from _leads(course.old_addresses, target, course.source, framer)
    for article in catalogue.articles.values():
        target = Link(article.title, framer.addresses.article(article.key), article.language)
        yield from _leads(article.old_addresses, target, article.source, framer)


def _leads(old_addresses: tuple[str, ...], target: Link, source: str, framer: Framer) -> Iterator[Page]:
    for written in old_addresses:
        old = written if written.endswith(("/", ".html")) else f"{written}/"
        view = service_views.moved_view(old, target, framer)
        yield Page(old, "pages/moved.html", framer.words.language, view, source, in_sitemap=False)


def _stories_by_course(catalogue: Catalogue) -> dict[str, tuple[Story, ...]]:
    found: dict[str, list[Story]] = {}
    for story in catalogue.stories:
        for key in story.courses:
            found.setdefault(key, []).append(story)
    return {key: tuple(stories) for key, stories in found.items()}


def _refuse_shared_addresses(pages: tuple[Page, ...]) -> None:
    taken: dict[str, Page] = {}
    problems = []
    for page in pages:
        other = taken.setdefault(page.address, page)
        if other is not page:
            problems.append(
                error(
                    Place(page.source or page.template),
                    "address-taken",
                    N_("The address {address} is already that of {other}."),
                    N_("Rename one of the two files, or delete the address from «gamle adresser»."),
                    address=page.address,
                    other=other.source or other.template,
                )
            )
    if problems:
        raise Invalid(problems)
