"""The pages that are not lists or courses: front page, year, deadlines, articles, stories, search, not found."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from site_builder.catalogue.deadlines import deadlines_of
from site_builder.catalogue.facets import BY_KEY
from site_builder.catalogue.labels import STATES
from site_builder.catalogue.model import Deadline
from site_builder.catalogue.schema.parsers import CourseState
from site_builder.catalogue.successors import same_course
from site_builder.catalogue.texts import Heading
from site_builder.catalogue.years import AcademicYear, Article, Story
from site_builder.pages.banner import Banner
from site_builder.pages.cards import Card
from site_builder.pages.layout import Frame, Framer, Link
from site_builder.pages.structured_data import embedded
from site_builder.pages.timeline import Timeline, deadline_timeline
from site_builder.pages.views.course import DeadlineRow, archive_notice, deadline_row
from site_builder.pages.views.gatherings import meets
from site_builder.pages.views.lists import Group, choices, ways_in
from site_builder.problems import N_


class WayIn(Struct, frozen=True):
    """A facet on a front page: its name, its index, its groups of values."""

    title: str
    address: str
    groups: tuple[Group, ...]


class FrontView(Struct, frozen=True):
    """The front page, and a year's own."""

    frame: Frame
    title: str
    summary: str
    prose: str
    text_language: str
    banner: Banner | None
    counts: tuple[tuple[str, str], ...]
    ways: tuple[WayIn, ...]
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

    frame: Frame
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

    frame: Frame
    title: str
    summary: str
    prose: str
    text_language: str
    contents: tuple[Heading, ...]
    sources: tuple[str, ...]


class StoryView(Struct, frozen=True):
    """A student's story and the courses it leads to."""

    frame: Frame
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

    frame: Frame
    title: str
    stories: tuple[StoryCard, ...]


def front_view(year: AcademicYear, framer: Framer, now: datetime, *, own_address: bool = False) -> FrontView:
    """Return the front page of `year`; with `own_address` the one below the year instead of the site's."""
    words, addresses, catalogue = framer.words, framer.addresses, framer.catalogue
    article = catalogue.article("forside", words.language)
    title = words.say(N_("Courses {year}"), year=year.name) if own_address or not article else article.title
    summary = article.summary if article else ""
    address = addresses.year(year.key) if own_address else addresses.front()
    notice, notice_link = archive_notice(framer, year)
    settings = catalogue.settings
    data = embedded(
        {
            "@context": "https://schema.org",
            "@type": "WebSite",
            "url": settings.base + addresses.front(),
            "name": settings.name.in_language(words.language),
            "inLanguage": words.language,
            "description": settings.description.in_language(words.language),
        }
    )
    frame = framer.frame(
        address,
        title if own_address else f"{settings.name.in_language(words.language)} {year.name}",
        settings.description.in_language(words.language),
        (Link(year.name, address),) if own_address else (),
        source=article.source if article else "",
        structured=() if own_address else (data,),
        notice=notice,
        notice_link=notice_link,
    )
    shown = ("fag", "trinn", "fylke", "institusjon")
    return FrontView(
        frame=frame,
        title=title,
        summary=summary,
        prose=article.prose.html if article and not own_address else "",
        text_language=article.language if article else words.language,
        banner=framer.teacher_banner(year.deadlines, year, now),
        counts=_counts(year, framer),
        ways=tuple(
            WayIn(words.label(BY_KEY[key].label), addresses.facet(year.key, key), _front_groups(key, year, framer))
            for key in shown
        ),
        other_ways=tuple(
            link
            for link in ways_in(year, framer)
            if link.address not in {addresses.facet(year.key, key) for key in shown}
        ),
        figures=addresses.figures(year.key),
        vacant=_vacant(year, framer),
        gatherings=addresses.gatherings(year.key) if any(map(meets, year.courses)) else "",
        timeline=deadline_timeline(year.opens, year.deadlines, words),
        deadlines=addresses.deadlines(year.key),
        all_courses=addresses.all_courses(year.key),
        stories=tuple(_story_card(story, framer) for story in catalogue.stories[:3]),
        stories_address=addresses.stories(),
    )


def _vacant(year: AcademicYear, framer: Framer) -> Link | None:
    """The list of courses with vacant places, said as how many they are, where there are any."""
    state = BY_KEY["status"]
    for value, courses in framer.arranged(year).by(state).items():
        if value.key == STATES[CourseState.VACANT][0]:
            text = framer.words.count(
                N_("One course has vacant places"), N_("{count} courses have vacant places"), len(courses)
            )
            return Link(text, framer.addresses.facet_value(year.key, state.key, value.key))
    return None


def _front_groups(key: str, year: AcademicYear, framer: Framer) -> tuple[Group, ...]:
    groups = tuple(choices(BY_KEY[key], year, framer))
    return groups[:1] if key == "trinn" else groups


def _counts(year: AcademicYear, framer: Framer) -> tuple[tuple[str, str], ...]:
    words = framer.words
    numbers = (
        (len(year.courses), N_("course"), N_("courses")),
        (len({course.subject.key for course in year.courses}), N_("subject"), N_("subjects")),
        (len({course.institution.key for course in year.courses}), N_("institution"), N_("institutions")),
        (len({place.key for course in year.courses for place in course.offering.places}), N_("place"), N_("places")),
    )
    return tuple((str(number), words.count(one, many, number)) for number, one, many in numbers)


def deadlines_view(year: AcademicYear, framer: Framer, now: datetime) -> DeadlinesView:
    """Return the page of a year's deadlines."""
    words, addresses = framer.words, framer.addresses
    title = words.say(N_("Deadlines {year}"), year=year.name)
    address = addresses.deadlines(year.key)
    notice, notice_link = archive_notice(framer, year)
    shared = set(year.deadlines)
    own = [(course, [each for each in deadlines_of(course, year) if each not in shared]) for course in year.courses]

    def row(each: Deadline) -> DeadlineRow:
        return deadline_row(each, words, own=each not in shared)

    return DeadlinesView(
        frame=framer.frame(
            address,
            title,
            words.say(N_("The year’s deadlines for teachers, school owners, Udir and institutions.")),
            (Link(year.name, addresses.year(year.key)), Link(words.say(N_("Deadlines")), address)),
            source=year.source,
            notice=notice,
            notice_link=notice_link,
        ),
        title=title,
        banner=framer.teacher_banner(year.deadlines, year, now),
        timeline=deadline_timeline(year.opens, year.deadlines, words),
        rows=tuple(map(row, year.deadlines)),
        steps=tuple(
            (step.title.in_language(words.language), step.text.in_language(words.language)) for step in year.steps
        ),
        own=tuple((framer.card(course), tuple(map(row, found))) for course, found in own if found),
        calendar=addresses.year_calendar(year.key),
        sources=year.sources,
        how_to_apply=addresses.article("slik-soker-du")
        if framer.catalogue.article("slik-soker-du", words.language)
        else "",
    )


def article_view(article: Article, framer: Framer) -> ArticleView:
    """Return the page of an article."""
    address = framer.addresses.article(article.key)
    headings = tuple(heading for heading in article.prose.headings if heading.level == 2)
    return ArticleView(
        frame=framer.frame(
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


def stories_view(framer: Framer) -> StoriesView:
    """Return the page of all stories."""
    title = framer.words.say(N_("Students’ stories"))
    address = framer.addresses.stories()
    return StoriesView(
        frame=framer.frame(
            address,
            title,
            framer.words.say(N_("Teachers on what further education was like.")),
            (Link(title, address),),
        ),
        title=title,
        stories=tuple(_story_card(story, framer) for story in framer.catalogue.stories),
    )


def story_view(story: Story, framer: Framer) -> StoryView:
    """Return the page of a story."""
    words, addresses, year = framer.words, framer.addresses, framer.catalogue.current_year
    address = addresses.story(story.key)
    trail = (Link(words.say(N_("Students’ stories")), addresses.stories()), Link(story.title, address, story.language))
    kept = (same_course(key, year, framer.catalogue.institutions) for key in story.courses)
    known = [year.by_key[key] for key in kept if key]
    subject = Link(
        story.subject.name.in_language(words.language), addresses.facet_value(year.key, "fag", story.subject.key)
    )
    return StoryView(
        frame=framer.frame(address, story.title, story.summary, trail, source=story.source, kind="article"),
        title=story.title,
        summary=story.summary,
        who=story.who,
        prose=story.prose.html,
        text_language=story.language,
        subject=subject
        if any(course.subject == story.subject for course in year.courses)
        else Link(subject.text, addresses.facet(year.key, "fag")),
        courses=framer.cards(known),
        sample=story.provenance.sample,
    )


def _story_card(story: Story, framer: Framer) -> StoryCard:
    return StoryCard(story.title, story.language, framer.addresses.story(story.key), story.who, story.summary)
