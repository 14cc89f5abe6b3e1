"""The pages that are not lists or courses: front page, year, deadlines, articles, stories, search, not found."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.facets import BY_KEY
from site_builder.catalogue.labels import STATES
from site_builder.catalogue.model import Deadline
from site_builder.catalogue.schema.enums import CourseState
from site_builder.catalogue.successors import same_course
from site_builder.catalogue.texts import Heading
from site_builder.catalogue.years import AcademicYear, Article, Story
from site_builder.pages.banner import Banner
from site_builder.pages.cards import Card
from site_builder.pages.layout import Layout, Link, PageContext
from site_builder.pages.structured_data import embedded
from site_builder.pages.timeline import Timeline, deadline_timeline
from site_builder.pages.views.course import DeadlineRow, archive_notice, deadline_row
from site_builder.pages.views.gatherings import has_gatherings
from site_builder.pages.views.lists import Group, choice_groups, facet_links
from site_builder.problems import N_


class FrontFacet(Struct, frozen=True):
    """A facet on a front page: its name, its index, its groups of values."""

    title: str
    address: str
    groups: tuple[Group, ...]


class FrontView(Struct, frozen=True):
    """The front page, and a year's own."""

    page: PageContext
    title: str
    summary: str
    prose: str
    text_language: str
    banner: Banner | None
    counts: tuple[tuple[str, str], ...]
    ways: tuple[FrontFacet, ...]
    other_ways: tuple[Link, ...]
    figures: str
    vacant: Link | None
    gatherings: str
    timeline: Timeline
    deadlines: str
    all_courses: str
    stories: tuple[StoryCard, ...]
    stories_address: str


class StoryCard(Struct, frozen=True):
    """A story in a list."""

    title: str
    language: str
    address: str
    who: str
    summary: str


class DeadlinesView(Struct, frozen=True):
    """A year's deadlines: drawn, as a table, and the courses that have their own."""

    page: PageContext
    title: str
    banner: Banner | None
    timeline: Timeline
    rows: tuple[DeadlineRow, ...]
    steps: tuple[tuple[str, str], ...]
    own: tuple[tuple[Card, tuple[DeadlineRow, ...]], ...]
    calendar: str
    sources: tuple[str, ...]
    how_to_apply: str


class ArticleView(Struct, frozen=True):
    """An article; `contents` are its headings where there are enough of them to need a list."""

    page: PageContext
    title: str
    summary: str
    prose: str
    text_language: str
    contents: tuple[Heading, ...]
    sources: tuple[str, ...]


class StoryView(Struct, frozen=True):
    """A student's story and the courses it leads to."""

    page: PageContext
    title: str
    summary: str
    who: str
    prose: str
    text_language: str
    subject: Link
    courses: tuple[Card, ...]
    sample: bool


class StoriesView(Struct, frozen=True):
    """All stories."""

    page: PageContext
    title: str
    stories: tuple[StoryCard, ...]


def front_view(year: AcademicYear, layout: Layout, now: datetime, *, own_address: bool = False) -> FrontView:
    """Return the front page of `year`; with `own_address` the one below the year instead of the site's."""
    locale, addresses, catalogue = layout.locale, layout.addresses, layout.catalogue
    article = catalogue.article("forside", locale.language)
    title = locale.gettext(N_("Courses {year}"), year=year.name) if own_address or not article else article.title
    summary = article.summary if article else ""
    address = addresses.year(year.key) if own_address else addresses.front()
    notice, notice_link = archive_notice(layout, year)
    settings = catalogue.settings
    data = embedded(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "url": settings.base + addresses.front(),
            "name": settings.name.in_language(locale.language),
            "inLanguage": locale.language,
            "description": settings.description.in_language(locale.language),
        }
    )
    page = layout.page_context(
        address,
        title if own_address else f"{settings.name.in_language(locale.language)} {year.name}",
        settings.description.in_language(locale.language),
        (Link(year.name, address),) if own_address else (),
        source=article.source if article else "",
        structured=() if own_address else (data,),
        notice=notice,
        notice_link=notice_link,
    )
    shown = ("fag", "trinn", "fylke", "institusjon")
    return FrontView(
        page=page,
        title=title,
        summary=summary,
        prose=article.prose.html if article and not own_address else "",
        text_language=article.language if article else locale.language,
        banner=layout.teacher_banner(year.deadlines, year, now),
        counts=_counts(year, layout),
        ways=tuple(
            FrontFacet(
                locale.label(BY_KEY[key].label), addresses.facet(year.key, key), _front_groups(key, year, layout)
            )
            for key in shown
        ),
        other_ways=tuple(
            link
            for link in facet_links(year, layout)
            if link.address not in {addresses.facet(year.key, key) for key in shown}
        ),
        figures=addresses.figures(year.key),
        vacant=_vacant(year, layout),
        gatherings=addresses.gatherings(year.key) if any(map(has_gatherings, year.courses)) else "",
        timeline=deadline_timeline(year.opens, year.deadlines, locale),
        deadlines=addresses.deadlines(year.key),
        all_courses=addresses.all_courses(year.key),
        stories=tuple(_story_card(story, layout) for story in catalogue.stories[:3]),
        stories_address=addresses.stories(),
    )


def _vacant(year: AcademicYear, layout: Layout) -> Link | None:
    """The list of courses with vacant places, said as how many they are, where there are any."""
    state = BY_KEY["status"]
    for value, courses in layout.grouped(year).by(state).items():
        if value.key == STATES[CourseState.VACANT][0]:
            text = layout.locale.ngettext(
                N_("One course has vacant places"), N_("{count} courses have vacant places"), len(courses)
            )
            return Link(text, layout.addresses.facet_value(year.key, state.key, value.key))
    return None


def _front_groups(key: str, year: AcademicYear, layout: Layout) -> tuple[Group, ...]:
    groups = tuple(choice_groups(BY_KEY[key], year, layout))
    return groups[:1] if key == "trinn" else groups


def _counts(year: AcademicYear, layout: Layout) -> tuple[tuple[str, str], ...]:
    locale = layout.locale
    numbers = (
        (len(year.courses), N_("course"), N_("courses")),
        (len({course.subject.key for course in year.courses}), N_("subject"), N_("subjects")),
        (len({course.institution.key for course in year.courses}), N_("institution"), N_("institutions")),
        (len({place.key for course in year.courses for place in course.offering.places}), N_("place"), N_("places")),
    )
    return tuple((str(number), locale.ngettext(one, many, number)) for number, one, many in numbers)


def deadlines_view(year: AcademicYear, layout: Layout, now: datetime) -> DeadlinesView:
    """Return the page of a year's deadlines."""
    locale, addresses = layout.locale, layout.addresses
    title = locale.gettext(N_("Deadlines {year}"), year=year.name)
    address = addresses.deadlines(year.key)
    notice, notice_link = archive_notice(layout, year)
    shared = set(year.deadlines)
    own = [(course, [each for each in deadlines_of(course, year) if each not in shared]) for course in year.courses]

    def row(each: Deadline) -> DeadlineRow:
        return deadline_row(each, locale, own=each not in shared)

    return DeadlinesView(
        page=layout.page_context(
            address,
            title,
            locale.gettext(N_("The year’s deadlines for teachers, school owners, Udir and institutions.")),
            (Link(year.name, addresses.year(year.key)), Link(locale.gettext(N_("Deadlines")), address)),
            source=year.source,
            notice=notice,
            notice_link=notice_link,
        ),
        title=title,
        banner=layout.teacher_banner(year.deadlines, year, now),
        timeline=deadline_timeline(year.opens, year.deadlines, locale),
        rows=tuple(map(row, year.deadlines)),
        steps=tuple(
            (step.title.in_language(locale.language), step.text.in_language(locale.language)) for step in year.steps
        ),
        own=tuple((layout.card(course), tuple(map(row, found))) for course, found in own if found),
        calendar=addresses.year_calendar(year.key),
        sources=year.sources,
        how_to_apply=addresses.article("slik-soker-du")
        if layout.catalogue.article("slik-soker-du", locale.language)
        else "",
    )


def article_view(article: Article, layout: Layout) -> ArticleView:
    """Return the page of an article."""
    address = layout.addresses.article(article.key)
    headings = tuple(heading for heading in article.prose.headings if heading.level == 2)
    return ArticleView(
        page=layout.page_context(
            address,
            article.title,
            article.summary,
            (Link(article.title, address, article.language),),
            source=article.source,
            kind="article",
        ),
        title=article.title,
        summary=article.summary,
        prose=article.prose.html,
        text_language=article.language,
        contents=headings if len(headings) >= 4 else (),
        sources=article.sources,
    )


def stories_view(layout: Layout) -> StoriesView:
    """Return the page of all stories."""
    title = layout.locale.gettext(N_("Students’ stories"))
    address = layout.addresses.stories()
    return StoriesView(
        page=layout.page_context(
            address,
            title,
            layout.locale.gettext(N_("Teachers on what further education was like.")),
            (Link(title, address),),
        ),
        title=title,
        stories=tuple(_story_card(story, layout) for story in layout.catalogue.stories),
    )


def story_view(story: Story, layout: Layout) -> StoryView:
    """Return the page of a story."""
    locale, addresses, year = layout.locale, layout.addresses, layout.catalogue.current_year
    address = addresses.story(story.key)
    trail = (
        Link(locale.gettext(N_("Students’ stories")), addresses.stories()),
        Link(story.title, address, story.language),
    )
    kept = (same_course(key, year, layout.catalogue.institutions) for key in story.courses)
    known = [year.by_key[key] for key in kept if key]
    subject = Link(
        story.subject.name.in_language(locale.language), addresses.facet_value(year.key, "fag", story.subject.key)
    )
    return StoryView(
        page=layout.page_context(address, story.title, story.summary, trail, source=story.source, kind="article"),
        title=story.title,
        summary=story.summary,
        who=story.who,
        prose=story.prose.html,
        text_language=story.language,
        subject=subject
        if any(course.subject == story.subject for course in year.courses)
        else Link(subject.text, addresses.facet(year.key, "fag")),
        courses=layout.cards(known),
        sample=story.provenance.sample,
    )


def _story_card(story: Story, layout: Layout) -> StoryCard:
    return StoryCard(story.title, story.language, layout.addresses.story(story.key), story.who, story.summary)
