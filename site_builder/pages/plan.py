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
from site_builder.pages.layout import Frame, Framer, Link
from site_builder.pages.views import articles, lists, service
from site_builder.pages.views.course import course_depends_on, course_view
from site_builder.pages.views.figures import figures_view
from site_builder.pages.views.form import form_view
from site_builder.pages.views.gatherings import gatherings_view, meets
from site_builder.pages.views.requirements import asked_for, lacking_index, lacking_view
from site_builder.pages.views.withdrawn import withdrawn_view
from site_builder.problems import N_, Invalid, Place, error


class View(Protocol):
    """What a template shows: its own fields, and the frame around them."""

    @property
    def frame(self) -> Frame:
        """Title, menu, addresses."""


MakePage = Callable[..., "Page"]


class Page(Struct, frozen=True):
    """One page: where, from which template, in which language; `source` is the file it comes from.

    `show` makes what it shows, which is done where and when it is rendered: of a large site, all views at once are half
    a gigabyte. `of` are digests of what it is made of, beside what is common to all pages: while these are the
    same, the page is (None: it depends on more, and is made anew). `leads_to` is where a page that has moved is now.
    """

    address: str
    template: str
    language: str
    show: Callable[[], View]
    source: str = ""
    in_sitemap: bool = True
    of: Callable[[], tuple[str, ...]] | None = None
    leads_to: str = ""


def plan_pages(catalogue: Catalogue, now: datetime, translations: Translations, memo: Memo) -> tuple[Page, ...]:
    """Return every page of the site as of `now` (aware), in every language of the interface.

    Raises Invalid where two pages would stand at one address, naming both sources.
    """
    arrangements = {year.key: Grouping(year, memo) for year in catalogue.years}
    pages = tuple(
        page
        for language in catalogue.settings.languages
        for page in _in_language(catalogue, Framer(catalogue, translations[language], arrangements), now)
    )
    _refuse_shared_addresses(pages)
    return pages


def _in_language(catalogue: Catalogue, framer: Framer, now: datetime) -> Iterator[Page]:
    language, addresses = framer.words.language, framer.addresses

    def page(
        address: str,
        template: str,
        show: Callable[..., View],
        *shown: object,
        source: str = "",
        of: Callable[[], tuple[str, ...]] | None = None,
        in_sitemap: bool = True,
    ) -> Page:
        return Page(address, f"pages/{template}.html", language, partial(show, *shown), source, in_sitemap, of)

    forside = catalogue.article("forside", language)
    front = forside.source if forside else ""
    yield page(addresses.front(), "front", articles.front_view, catalogue.current_year, framer, now, source=front)
    yield page(addresses.search(), "search", service.search_view, framer)
    if catalogue.settings.offline:
        yield page(addresses.offline(), "offline", service.offline_view, framer, in_sitemap=False)
    yield page(addresses.list(), "my-list", service.my_list_view, framer)
    for key in sorted({key for key, _ in catalogue.articles} - {"forside"}):
        if article := catalogue.article(key, language):
            of = partial(_text_digest, article)
            address = addresses.article(key)
            yield page(address, "article", articles.article_view, article, framer, source=article.source, of=of)
    if catalogue.stories:
        yield page(addresses.stories(), "stories", articles.stories_view, framer)
    for story in catalogue.stories:
        yield page(addresses.story(story.key), "story", articles.story_view, story, framer, source=story.source)
    stories = _stories_by_course(catalogue)
    for year in catalogue.published_years:
        yield from _year(year, framer, now, page, stories)
    if language == catalogue.settings.languages[0]:
        if catalogue.settings.new_file:
            yield page(addresses.form(), "form", form_view, framer, of=tuple)  # of what all pages depend on alone
        yield page("/404.html", "not-found", service.not_found_view, framer, in_sitemap=False)
        yield from _moved(catalogue, framer)


def _year(
    year: AcademicYear, framer: Framer, now: datetime, page: MakePage, stories: dict[str, tuple[Story, ...]]
) -> Iterator[Page]:
    addresses = framer.addresses
    front = partial(articles.front_view, own_address=True)
    of_all = partial(_facts, year.courses)
    yield page(addresses.year(year.key), "front", front, year, framer, now, source=year.source)
    yield page(
        addresses.deadlines(year.key), "deadlines", articles.deadlines_view, year, framer, now, source=year.source
    )
    yield page(
        addresses.all_courses(year.key),
        "list",
        lists.all_courses,
        year,
        framer,
        of=of_all,
    )
    for course in year.courses:
        yield page(
            addresses.course(year.key, course.key),
            "course",
            course_view,
            course,
            year,
            framer,
            now,
            stories,
            source=course.source,
            of=partial(course_depends_on, course, year, framer, stories),
        )
    for gone in year.withdrawn:
        address = addresses.course(year.key, gone.key)
        yield page(address, "withdrawn", withdrawn_view, gone, year, framer, source=gone.source, in_sitemap=False)
    for facet in FACETS:
        divided = framer.arranged(year).by(facet)
        if divided:
            address = addresses.facet(year.key, facet.key)
            yield page(address, "index", lists.facet_index, facet, year, framer, of=of_all)
        for value, courses in divided.items():
            address = addresses.facet_value(year.key, facet.key, value.key)
            yield page(
                address,
                "list",
                lists.facet_list,
                facet,
                value,
                courses,
                year,
                framer,
                of=partial(_facts, courses),
            )
    if any(map(meets, year.courses)):
        yield page(addresses.gatherings(year.key), "gatherings", gatherings_view, year, framer, of=of_all)
    yield page(addresses.figures(year.key), "figures", figures_view, year, framer, of=of_all)
    if asked := asked_for(year, framer):
        yield page(addresses.lacking(year.key), "lacking-index", lacking_index, year, asked, framer, of=of_all)
    taught_in = {value.key: courses for value, courses in framer.arranged(year).by(BY_KEY["fag"]).items()}
    for taught, requirement in asked:
        address = addresses.lacking_for(year.key, taught.key, requirement.key)
        in_subject = partial(_facts, taught_in.get(taught.key, ()))
        yield page(address, "lacking", lacking_view, taught, requirement, year, framer, of=in_subject)
    for subject in framer.arranged(year).by(BY_KEY["fag"]):
        for facet, value, found in framer.arranged(year).pairs[subject.key]:
            address = addresses.pair(year.key, subject.key, facet.key, value.key)
            yield page(
                address,
                "list",
                lists.pair_list,
                subject,
                facet,
                value,
                found,
                year,
                framer,
                of=partial(_facts, found),
            )


def _moved(catalogue: Catalogue, framer: Framer) -> Iterator[Page]:
    """Yield a page at each address that courses and articles had before; addresses stay for ever, drafts have none."""
    for year in catalogue.published_years:
        for course in year.courses:
            target = Link(course.title, framer.addresses.course(year.key, course.key), course.language)
            yield from _leads(course.old_addresses, target, course.source, framer)
    for article in catalogue.articles.values():
        target = Link(article.title, framer.addresses.article(article.key), article.language)
        yield from _leads(article.old_addresses, target, article.source, framer)


def _leads(old_addresses: tuple[str, ...], target: Link, source: str, framer: Framer) -> Iterator[Page]:
    for written in old_addresses:
        old = written if written.endswith(("/", ".html")) else f"{written}/"
        yield moved_page(old, target, framer, source)


def moved_page(address: str, target: Link, framer: Framer, source: str = "") -> Page:
    """Return the page at an address that something had before; it leads on to `target`."""
    show = partial(service.moved_view, address, target, framer)
    template, language = "pages/moved.html", framer.words.language
    return Page(address, template, language, show, source, in_sitemap=False, leads_to=target.address)


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
                    N_("The address {address} is already that of {other}."),
                    N_("Rename one of the two files, or delete the address from «gamle adresser»."),
                    address=page.address,
                    other=other.source or other.template,
                )
            )
    if problems:
        raise Invalid(problems)
