"""A course, an article or a story as something to be found: its texts by weight, and its facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from site_builder.catalogue.facets import FACETS
from site_builder.catalogue.fields import Delivery
from site_builder.catalogue.model import Catalogue, Course

WEIGHTS: dict[str, int] = {"title": 6, "subject": 5, "institution": 3, "place": 3, "facts": 2, "text": 1}
"""Fields of a document and how much a word in each counts."""


@dataclass(frozen=True, slots=True)
class Document:
    """Something to be found. `fields` are plain texts by name; `marks` are special terms like `fag:kroppsoving`.

    `facets` are (facet, value) keys; `ranges` are school years; all empty for articles and stories.
    """

    kind: str
    key: str
    title: str
    fields: Mapping[str, str]
    marks: tuple[str, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    ranges: tuple[tuple[int, int], ...] = ()
    level: int = 0
    credits: float = 0.0
    start: int = 0


def documents(catalogue: Catalogue, language: str) -> tuple[Document, ...]:
    """Return what one can find in the interface `language`: the year's courses, articles, stories, each by title."""
    found = [*map(_course, catalogue.current_year.courses), *_texts(catalogue, language)]
    order = {"course": 0, "article": 1, "story": 2}
    return tuple(sorted(found, key=lambda each: (order[each.kind], each.title.casefold(), each.key)))


def _course(course: Course) -> Document:
    offering = course.offering
    return Document(
        kind="course",
        key=course.key,
        title=course.title,
        fields={
            "title": course.title,
            "subject": " ".join(
                [*course.subject.name.by_language.values(), *_of_several_words(course.subject.everyday)]
            ),
            "institution": " ".join([course.institution.name, *course.institution.short_names]),
            "place": " ".join(f"{place.name} {place.sami_name or ''} {place.county}" for place in offering.places),
            "facts": " ".join(
                [str(offering.delivery), *(module.title for module in course.modules), *map(str, offering.schemes)]
            ),
            "text": course.prose.text,
        },
        marks=tuple(_marks(course)),
        facets=tuple((facet.key, value.key) for facet in FACETS for value in facet.values(course)),
        ranges=course.grades.ranges,
        level=course.level or 0,
        credits=course.credits,
        start=offering.start.year * 2 + offering.start.half,
    )


def _of_several_words(names: Iterable[str]) -> Iterator[str]:
    """Everyday names of one word are in the lexicon, which can say why they led here; the others are text."""
    return (name for name in names if len(name.split()) > 1)


def _marks(course: Course) -> Iterator[str]:
    yield f"fag:{course.subject.key}"
    yield f"inst:{course.institution.key}"
    if course.offering.delivery in (Delivery.ONLINE, Delivery.MOOC, Delivery.BLENDED):
        yield "form:nett"
    if course.grades.adults:
        yield "trinn:voksne"


def _texts(catalogue: Catalogue, language: str) -> Iterator[Document]:
    for key in sorted({key for key, _ in catalogue.articles} - {"forside"}):
        if article := catalogue.article(key, language):
            headings = " ".join(heading.text for heading in article.prose.headings)
            fields = {"title": article.title, "subject": article.summary, "facts": headings, "text": article.prose.text}
            yield Document("article", key, article.title, fields)
    for story in catalogue.stories:
        subject = " ".join([story.summary, *story.subject.name.by_language.values()])
        fields = {"title": story.title, "subject": subject, "facts": story.who, "text": story.prose.text}
        yield Document("story", story.key, story.title, fields, marks=(f"fag:{story.subject.key}",))
