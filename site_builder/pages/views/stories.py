"""Students' stories: the page of each, and the page that lists them."""

from __future__ import annotations

from msgspec import Struct

from site_builder.catalogue.successors import same_course
from site_builder.catalogue.years import Story
from site_builder.pages.cards import Card
from site_builder.pages.layout import Layout, PageContext
from site_builder.pages.menu import Link
from site_builder.problems import N_


class StoryCard(Struct, frozen=True):
    """A student's story in a list. `who` describes the student; `sample` marks an invented story."""

    title: str
    language: str
    address: str
    who: str
    summary: str
    sample: bool


class StoryView(Struct, frozen=True):
    """The page of a student's story, with the courses of the current year that it is about. `prose` is HTML.

    `who` describes the student, `subject` links to the subject's courses; `text_language` is the code of the text's
    language; `sample` marks an invented story.
    """

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
    """The page that lists all students' stories."""

    page: PageContext
    title: str
    stories: tuple[StoryCard, ...]


def stories_view(layout: Layout) -> StoriesView:
    """Return the view of the list of all stories."""
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
        stories=tuple(story_card(story, layout) for story in layout.catalogue.stories),
    )


def story_view(story: Story, layout: Layout) -> StoryView:
    """Return the view of a story's page."""
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


def story_card(story: Story, layout: Layout) -> StoryCard:
    """Return the card of a story, for a list."""
    return StoryCard(
        story.title,
        story.language,
        layout.addresses.story(story.key),
        story.who,
        story.summary,
        story.provenance.sample,
    )
