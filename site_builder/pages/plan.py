"""Which pages there are, at which address, from which template: the site as a table."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Protocol

from msgspec import Struct

from site_builder.catalogue.facets import BY_KEY, FACETS
from site_builder.catalogue.grouping import Grouping
from site_builder.catalogue.model import Course
from site_builder.catalogue.successors import same_course
from site_builder.catalogue.years import AcademicYear, Article, Catalogue, Story
from site_builder.engine.memo import Memo
from site_builder.pages.i18n import Translations
from site_builder.pages.layout import Layout, Link, PageContext
from site_builder.pages.views import articles, lists, service
from site_builder.pages.views.course import course_depends_on, course_view
from site_builder.pages.views.figures import figures_view
from site_builder.pages.views.form import form_view
from site_builder.pages.views.gatherings import gatherings_view, has_gatherings
from site_builder.pages.views.requirements import requirement_index_view, requirement_view, subject_requirements
from site_builder.pages.views.withdrawn import withdrawn_view
from site_builder.problems import N_, Invalid, Place, error


class View(Protocol):
    """What a template shows: its own fields, and the frame around them."""

    @property
    def page(self) -> PageContext:
        """Title, menu, addresses."""


MakePage = Callable[..., "Page"]


class Page(Struct, frozen=True):
    """A page to render: its address, template, language and the `source` file it is made from.

    `make_view` is called when the page is rendered, because all views of a large site together take half a gigabyte.
    `inputs` returns digests of everything the page is made from apart from the inputs shared by all pages. Equal
    digests mean equal bytes. None: the digest of the view is used instead.
    `redirects_to` is the new address of a page that has moved.
    """

    address: str
    template: str
    language: str
    make_view: Callable[[], View]
    source: str = ""
    in_sitemap: bool = True
    inputs: Callable[[], tuple[str, ...]] | None = None
    redirects_to: str = ""


def plan_pages(catalogue: Catalogue, now: datetime, translations: Translations, memo: Memo) -> tuple[Page, ...]:
    """Return every page of the site as of `now` (aware), in every language of the interface.

    Raises Invalid where two pages would stand at one address, naming both sources.
    """
    groupings = {year.key: Grouping(year, memo) for year in catalogue.years}
    pages = tuple(
        page
        for language in catalogue.settings.languages
        for page in _in_language(catalogue, Layout(catalogue, translations[language], groupings), now)
    )
    _refuse_shared_addresses(pages)
    return pages


def _in_language(catalogue: Catalogue, layout: Layout, now: datetime) -> Iterator[Page]:
    language, addresses = layout.locale.language, layout.addresses

    def page(
        address: str,
        template: str,
        make_view: Callable[..., View],
        *arguments: object,
        source: str = "",
        inputs: Callable[[], tuple[str, ...]] | None = None,
        in_sitemap: bool = True,
    ) -> Page:
        return Page(
            address, f"pages/{template}.html", language, partial(make_view, *arguments), source, in_sitemap, inputs
        )

    forside = catalogue.article("forside", language)
    front = forside.source if forside else ""
    yield page(addresses.front(), "front", articles.front_view, catalogue.current_year, layout, now, source=front)
    yield page(addresses.search(), "search", service.search_view, layout)
    if catalogue.settings.offline:
        yield page(addresses.offline(), "offline", service.offline_view, layout, in_sitemap=False)
    yield page(addresses.list(), "my-list", service.my_list_view, layout)
    for key in sorted({key for key, _ in catalogue.articles} - {"forside"}):
        if article := catalogue.article(key, language):
            inputs = partial(_text_digest, article)
            address = addresses.article(key)
            yield page(address, "article", articles.article_view, article, layout, source=article.source, inputs=inputs)
    if catalogue.stories:
        yield page(addresses.stories(), "stories", articles.stories_view, layout)
    for story in catalogue.stories:
        yield page(addresses.story(story.key), "story", articles.story_view, story, layout, source=story.source)
    stories = _stories_by_course(catalogue)
    for year in catalogue.published_years:
        yield from _year(year, layout, now, page, stories)
    if language == catalogue.settings.languages[0]:
        if catalogue.settings.new_file:
            yield page(addresses.form(), "form", form_view, layout, inputs=tuple)  # of what all pages depend on alone
        yield page("/404.html", "not-found", service.not_found_view, layout, in_sitemap=False)
        yield from _moved(catalogue, layout)


def _year(
    year: AcademicYear, layout: Layout, now: datetime, page: MakePage, stories: dict[str, tuple[Story, ...]]
) -> Iterator[Page]:
    addresses = layout.addresses
    front = partial(articles.front_view, own_address=True)
    of_all = partial(_facts, year.courses)
    yield page(addresses.year(year.key), "front", front, year, layout, now, source=year.source)
    yield page(
        addresses.deadlines(year.key), "deadlines", articles.deadlines_view, year, layout, now, source=year.source
    )
    yield page(
        addresses.all_courses(year.key),
        "list",
        lists.all_courses,
        year,
        layout,
        inputs=of_all,
    )
    for course in year.courses:
        yield page(
            addresses.course(year.key, course.key),
            "course",
            course_view,
            course,
            year,
            layout,
            now,
            stories,
            source=course.source,
            inputs=partial(course_depends_on, course, year, layout, stories),
        )
    for gone in year.withdrawn:
        address = addresses.course(year.key, gone.key)
        yield page(address, "withdrawn", withdrawn_view, gone, year, layout, source=gone.source, in_sitemap=False)
    for facet in FACETS:
        divided = layout.grouped(year).by(facet)
        if divided:
            address = addresses.facet(year.key, facet.key)
            yield page(address, "index", lists.facet_index_view, facet, year, layout, inputs=of_all)
        for value, courses in divided.items():
            address = addresses.facet_value(year.key, facet.key, value.key)
            yield page(
                address,
                "list",
                lists.facet_list_view,
                facet,
                value,
                courses,
                year,
                layout,
                inputs=partial(_facts, courses),
            )
    if any(map(has_gatherings, year.courses)):
        yield page(addresses.gatherings(year.key), "gatherings", gatherings_view, year, layout, inputs=of_all)
    yield page(addresses.figures(year.key), "figures", figures_view, year, layout, inputs=of_all)
    if asked := subject_requirements(year, layout):
        yield page(
            addresses.requirements(year.key),
            "requirement-index",
            requirement_index_view,
            year,
            asked,
            layout,
            inputs=of_all,
        )
    taught_in = {value.key: courses for value, courses in layout.grouped(year).by(BY_KEY["fag"]).items()}
    for taught, requirement in asked:
        address = addresses.requirement(year.key, taught.key, requirement.key)
        in_subject = partial(_facts, taught_in.get(taught.key, ()))
        yield page(address, "requirement", requirement_view, taught, requirement, year, layout, inputs=in_subject)
    for subject in layout.grouped(year).by(BY_KEY["fag"]):
        for facet, value, found in layout.grouped(year).pairs[subject.key]:
            address = addresses.pair(year.key, subject.key, facet.key, value.key)
            yield page(
                address,
                "list",
                lists.pair_list_view,
                subject,
                facet,
                value,
                found,
                year,
                layout,
                inputs=partial(_facts, found),
            )


def _moved(catalogue: Catalogue, layout: Layout) -> Iterator[Page]:
    """Yield a page at each address that courses and articles had before; addresses stay for ever, drafts have none."""
    for year in catalogue.published_years:
        for course in year.courses:
            target = Link(course.title, layout.addresses.course(year.key, course.key), course.language)
            yield from _leads(course.old_addresses, target, course.source, layout)
    for article in catalogue.articles.values():
        target = Link(article.title, layout.addresses.article(article.key), article.language)
        yield from _leads(article.old_addresses, target, article.source, layout)


def _leads(old_addresses: tuple[str, ...], target: Link, source: str, layout: Layout) -> Iterator[Page]:
    for written in old_addresses:
        old = written if written.endswith(("/", ".html")) else f"{written}/"
        yield moved_page(old, target, layout, source)


def moved_page(address: str, target: Link, layout: Layout, source: str = "") -> Page:
    """Return the page at an address that something had before; it leads on to `target`."""
    make_view = partial(service.moved_view, address, target, layout)
    template, language = "pages/moved.html", layout.locale.language
    return Page(address, template, language, make_view, source, in_sitemap=False, redirects_to=target.address)


def _facts(courses: Iterable[Course]) -> tuple[str, ...]:
    """What lists show of courses: none shows anything of their texts. All marks are of one length."""
    return ("".join([course.header_digest for course in courses]),)


def _text_digest(article: Article) -> tuple[str, ...]:
    return (hashlib.sha256(article.prose.html.encode()).hexdigest(),)


def _stories_by_course(catalogue: Catalogue) -> dict[str, tuple[Story, ...]]:
    found: dict[str, list[Story]] = {}
    for story in catalogue.stories:
        for key in story.courses:
            now = same_course(key, catalogue.current_year, catalogue.institutions)
            for each in {key, now or key}:
                found.setdefault(each, []).append(story)
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
                    N_("The address {address} already belongs to {other}."),
                    N_("Rename one of the two files, or delete the address from «gamle adresser»."),
                    address=page.address,
                    other=other.source or other.template,
                )
            )
    if problems:
        raise Invalid(problems)
