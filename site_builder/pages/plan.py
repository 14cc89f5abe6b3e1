"""Plan the pages of the site: the address, template and view of each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial

from site_builder.catalogue.facets import BY_KEY, facets_of
from site_builder.catalogue.grouping import Grouping
from site_builder.catalogue.model import Course
from site_builder.catalogue.successors import same_course
from site_builder.catalogue.years import AcademicYear, Article, Catalogue, Story
from site_builder.engine.memo import Memo
from site_builder.pages.drawn_map import MAPS, DrawnMap, draw
from site_builder.pages.i18n import Translations
from site_builder.pages.layout import Layout
from site_builder.pages.moved import moved_pages
from site_builder.pages.page import Page, SharePicture, View
from site_builder.pages.share_pictures import course_picture, page_picture
from site_builder.pages.views import lists, service
from site_builder.pages.views.articles import article_view
from site_builder.pages.views.course import course_inputs, course_view
from site_builder.pages.views.deadlines import deadlines_view
from site_builder.pages.views.figures import figures_view
from site_builder.pages.views.form import form_view
from site_builder.pages.views.front import front_view
from site_builder.pages.views.gatherings import gatherings_pages, gatherings_view
from site_builder.pages.views.letters import letters_of
from site_builder.pages.views.my_list import my_list_view
from site_builder.pages.views.numbered import MOST_CARDS, numbered_pages
from site_builder.pages.views.requirements import requirement_index_view, requirement_view, subject_requirements
from site_builder.pages.views.stories import stories_view, story_view
from site_builder.pages.views.withdrawn import withdrawn_view


def plan_pages(catalogue: Catalogue, now: datetime, translations: Translations, memo: Memo) -> tuple[Page, ...]:
    """Return every page of the site as of `now` (aware), in every language, unrendered.

    `memo` caches the drawn map and the groups of courses. Two pages may have the same address: claims.py refuses them.
    """
    groupings = {year.key: Grouping(year, memo) for year in catalogue.years}
    stories = _stories_by_course(catalogue)
    drawn_map = _drawn_map(catalogue, memo)
    pages: list[Page] = []
    for language in catalogue.settings.languages:
        layout = Layout(catalogue, translations[language], groupings, drawn_map)
        pages += _site_pages(layout, now)
        for year in catalogue.published_years:
            pages += _year_pages(year, layout, now)
            pages += _course_pages(year, layout, now, stories)
            pages += _facet_pages(year, layout)
            pages += _overview_pages(year, layout)
            pages += _requirement_pages(year, layout)
            pages += _pair_pages(year, layout)
        if language == catalogue.settings.languages[0]:
            pages += _pages_in_one_language(layout)
    return tuple(pages)


def _drawn_map(catalogue: Catalogue, memo: Memo) -> DrawnMap | None:
    """Return the drawing of the counties, None where the catalogue has no outlines."""
    outlined = catalogue.county_map
    if outlined is None:
        return None
    return memo.get_or_compute_many(MAPS, [(outlined.digest,)], lambda _: [draw(outlined.outlines)])[0]


def _page(
    layout: Layout,
    address: str,
    template: str,
    make_view: Callable[[], View],
    *,
    source: str = "",
    in_sitemap: bool = True,
    inputs: Callable[[], tuple[str, ...]] | None = None,
    picture: SharePicture | None = None,
) -> Page:
    file, language = f"pages/{template}.html", layout.locale.language
    picture = picture or page_picture(
        address, file, layout.catalogue.settings.name.in_language(language), layout.addresses
    )
    return Page(address, file, language, make_view, source, in_sitemap, inputs, picture=picture)


def _site_pages(layout: Layout, now: datetime) -> Iterator[Page]:
    """Yield the pages that belong to no year: front page, search, articles, stories."""
    catalogue, addresses, language = layout.catalogue, layout.addresses, layout.locale.language
    front = catalogue.article("forside", language)
    view = partial(front_view, catalogue.current_year, layout, now)
    yield _page(layout, addresses.front(), "front", view, source=front.source if front else "")
    yield _page(layout, addresses.search(), "search", partial(service.search_view, layout))
    if catalogue.settings.offline:
        offline = partial(service.offline_view, layout)
        yield _page(layout, addresses.offline(), "offline", offline, in_sitemap=False)
    yield _page(layout, addresses.list(), "my-list", partial(my_list_view, layout))
    for key in sorted({key for key, _ in catalogue.articles} - {"forside"}):
        if article := catalogue.article(key, language):
            yield _page(
                layout,
                addresses.article(key),
                "article",
                partial(article_view, article, layout),
                source=article.source,
                inputs=partial(_text_digest, article),
            )
    if catalogue.stories:
        yield _page(layout, addresses.stories(), "stories", partial(stories_view, layout))
    for story in catalogue.stories:
        page = partial(story_view, story, layout)
        yield _page(layout, addresses.story(story.key), "story", page, source=story.source)


def _pages_in_one_language(layout: Layout) -> Iterator[Page]:
    """Yield the form, the page for unknown addresses and the pages at old addresses."""
    if layout.catalogue.settings.new_file:
        form = partial(form_view, layout)
        yield _page(layout, layout.addresses.form(), "form", form, inputs=tuple)  # only the inputs shared by all pages
    yield _page(layout, "/404.html", "not-found", partial(service.not_found_view, layout), in_sitemap=False)
    yield from moved_pages(layout)


def _year_pages(year: AcademicYear, layout: Layout, now: datetime) -> Iterator[Page]:
    """Yield the front page of a year, its deadlines and the list of all its courses."""
    addresses, key = layout.addresses, year.key
    headers = partial(_header_digests, year.courses)
    front = partial(front_view, year, layout, now, own_address=True)
    yield _page(layout, addresses.year(key), "front", front, source=year.source)
    deadlines = partial(deadlines_view, year, layout, now)
    yield _page(layout, addresses.deadlines(key), "deadlines", deadlines, source=year.source)
    all_courses = partial(lists.all_courses_view, year, layout)
    yield _page(layout, addresses.all_courses(key), "list", all_courses, inputs=headers)


def _course_pages(
    year: AcademicYear, layout: Layout, now: datetime, stories: dict[str, tuple[Story, ...]]
) -> Iterator[Page]:
    for course in year.courses:
        yield _page(
            layout,
            layout.addresses.course(year.key, course.key),
            "course",
            partial(course_view, course, year, layout, now, stories),
            source=course.source,
            inputs=partial(course_inputs, course, year, layout, stories),
            picture=course_picture(course, year, layout.catalogue),
        )
    for gone in year.withdrawn:
        address = layout.addresses.course(year.key, gone.key)
        view = partial(withdrawn_view, gone, year, layout)
        yield _page(layout, address, "withdrawn", view, source=gone.source, in_sitemap=False)


def _facet_pages(year: AcademicYear, layout: Layout) -> Iterator[Page]:
    """Yield for each facet the page of its values, and for each value the list of its courses."""
    word = layout.addresses.page_word()
    headers = partial(_header_digests, year.courses)
    for facet in facets_of(layout.catalogue.profile):
        by_value = layout.grouped(year).by(facet)
        if by_value:
            view = partial(lists.facet_index_view, facet, year, layout)
            yield _page(layout, layout.addresses.facet(year.key, facet.key), "index", view, inputs=headers)
        for letter in letters_of(facet, year, layout):
            view = partial(lists.letter_view, letter, facet, year, layout)
            yield _page(layout, layout.addresses.letter(year.key, facet.key, letter.key), "index", view, inputs=headers)
        for value, courses in by_value.items():
            address = layout.addresses.facet_value(year.key, facet.key, value.key)
            counts_all = facet.key == "fylke" or len(courses) > MOST_CARDS  # on the map, and in links to subjects
            shown = partial(_header_digests, year.courses if counts_all else courses)
            for numbered in numbered_pages(address, len(courses) if facet.key in lists.WHOLE else 0, word):
                listed = partial(lists.facet_list_view, facet, value, courses, numbered, year, layout)
                yield _page(layout, numbered.own_address, "list", listed, inputs=shown)


def _overview_pages(year: AcademicYear, layout: Layout) -> Iterator[Page]:
    """Yield the table of gatherings and the figures of a year."""
    headers = partial(_header_digests, year.courses)
    for at in gatherings_pages(year, layout):
        view, shown = partial(gatherings_view, at, year, layout), partial(_header_digests, at.courses)
        yield _page(layout, at.numbered.own_address, "gatherings", view, inputs=shown)
    figures = partial(figures_view, year, layout)
    yield _page(layout, layout.addresses.figures(year.key), "figures", figures, inputs=headers)


def _requirement_pages(year: AcademicYear, layout: Layout) -> Iterator[Page]:
    """Yield the index of requirements, and a page for each subject and requirement."""
    found = subject_requirements(year, layout)
    if found:
        view = partial(requirement_index_view, year, found, layout)
        headers = partial(_header_digests, year.courses)
        yield _page(layout, layout.addresses.requirements(year.key), "requirement-index", view, inputs=headers)
    courses = {value.key: courses for value, courses in layout.grouped(year).by(BY_KEY["fag"]).items()}
    for subject, requirement in found:
        yield _page(
            layout,
            layout.addresses.requirement(year.key, subject.key, requirement.key),
            "requirement",
            partial(requirement_view, subject, requirement, year, layout),
            inputs=partial(_header_digests, courses.get(subject.key, ())),
        )


def _pair_pages(year: AcademicYear, layout: Layout) -> Iterator[Page]:
    """Yield the lists of the courses in a subject with one value of another facet."""
    for subject in layout.grouped(year).by(BY_KEY["fag"]):
        for facet, value, courses in layout.grouped(year).pairs(subject.key):
            address = layout.addresses.pair(year.key, subject.key, facet.key, value.key)
            for numbered in numbered_pages(address, len(courses), layout.addresses.page_word()):
                view = partial(lists.pair_list_view, subject, facet, value, courses, numbered, year, layout)
                yield _page(layout, numbered.own_address, "list", view, inputs=partial(_header_digests, courses))


def _header_digests(courses: Iterable[Course]) -> tuple[str, ...]:
    """Return the digests of the courses' headers, joined: all have one length. Lists print nothing of the bodies."""
    return ("".join([course.header_digest for course in courses]),)


def _text_digest(article: Article) -> tuple[str, ...]:
    return (hashlib.sha256(article.prose.html.encode()).hexdigest(),)


def _stories_by_course(catalogue: Catalogue) -> dict[str, tuple[Story, ...]]:
    """Return key of course -> the stories about it, or about the course that it has become in the current year."""
    found: dict[str, list[Story]] = {}
    for story in catalogue.stories:
        for key in story.courses:
            successor = same_course(key, catalogue.current_year, catalogue.institutions)
            for each in {key, successor or key}:
                found.setdefault(each, []).append(story)
    return {key: tuple(stories) for key, stories in found.items()}
