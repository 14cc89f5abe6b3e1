"""A course, an article or a story as something to be found: its texts by weight, and its facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from site_builder.catalogue.facets import FACETS
from site_builder.catalogue.fields import Delivery
from site_builder.catalogue.model import Catalogue, Course

WEIGHTS: dict[str, int] = {"title": 6, "subject": 5, "institution": 3, "place": 3, "facts": 2, "text": 1}
"""Fields of a document and how much a word in each counts."""

NAMES = ("title", "subject", "institution", "place")
"""Fields that name a thing. A misspelt word is mended towards these first."""


class Document(Struct, frozen=True):
    """Something to be found. `fields` are plain texts by name; `marks` are terms nobody writes, like `sp=30`.

    `facets` are (facet, value) keys; `start` counts half-years; both are empty for articles and stories.
    """

    kind: str
    key: str
    title: str
    fields: Mapping[str, str]
    marks: tuple[str, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    start: int = 0
    credits: float = 0.0
    where: str = ""


def documents(catalogue: Catalogue) -> tuple[Document, ...]:
    """Return what one can find, numbered by its order: the year's courses by subject and title, articles, stories.

    Neighbours are alike, so that what one search shows lies in few files and lists of numbers are short.
    """
    courses = sorted(
        catalogue.current_year.courses, key=lambda each: (each.subject.key, each.title.casefold(), each.key)
    )
    return (*map(_course, courses), *_articles(catalogue), *_stories(catalogue))


def _course(course: Course) -> Document:
    offering = course.offering
    return Document(
        kind="course",
        key=course.key,
        title=course.title,
        fields={
            "title": course.title,
            "subject": " ".join(course.subject.name.by_language.values()),
            "institution": " ".join([course.institution.name, *course.institution.short_names]),
            "place": " ".join(f"{place.name} {place.sami_name or ''} {place.county}" for place in offering.places),
            "facts": " ".join(
                [str(offering.delivery), *(module.title for module in course.modules), *map(str, offering.schemes)]
            ),
            "text": course.prose.text,
        },
        marks=tuple(_marks(course)),
        facets=tuple((facet.key, value.key) for facet in FACETS for value in facet.values(course)),
        start=offering.start.year * 2 + offering.start.half,
        credits=course.credits,
        where=" ".join([course.institution.name, *(place.name for place in offering.places)]),
    )


def _marks(course: Course) -> Iterator[str]:
    yield f"fag={course.subject.key}"
    yield f"inst={course.institution.key}"
    yield f"sp={course.credits:g}"
    yield from (f"trinn={low}-{high}" for low, high in course.grades.ranges)
    if course.level:
        yield f"niva={course.level}"
    if course.offering.delivery in (Delivery.ONLINE, Delivery.MOOC, Delivery.BLENDED):
        yield "form=nett"
    if course.offering.delivery in (Delivery.ONLINE, Delivery.MOOC):
        yield "form=bare-nett"
    if course.grades.adults:
        yield "trinn=voksne"


def _articles(catalogue: Catalogue) -> Iterator[Document]:
    for key in sorted({key for key, _ in catalogue.articles} - {"forside"}):
        versions = [article for (each, _), article in sorted(catalogue.articles.items()) if each == key]
        headings = [heading.text for article in versions for heading in article.prose.headings]
        fields = {
            "title": " ".join(article.title for article in versions),
            "subject": " ".join(article.summary for article in versions),
            "facts": " ".join(headings),
            "text": " ".join(article.prose.text for article in versions),
        }
        yield Document("article", key, versions[0].title, fields)


def _stories(catalogue: Catalogue) -> Iterator[Document]:
    for story in sorted(catalogue.stories, key=lambda each: (each.title.casefold(), each.key)):
        subject = " ".join([story.summary, *story.subject.name.by_language.values()])
        fields = {"title": story.title, "subject": subject, "facts": story.who, "text": story.prose.text}
        yield Document("story", story.key, story.title, fields, marks=(f"fag={story.subject.key}",))
