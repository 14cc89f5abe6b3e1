"""Documents of the index: courses, texts and their sections, stories and tools of the current year, by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from site_builder.catalogue.language import QueryWords, TermRules
from site_builder.catalogue.model import Course, Offering
from site_builder.catalogue.profile import OwnValue
from site_builder.catalogue.schema.enums import Delivery, OwnKind
from site_builder.catalogue.schema.fields import MOST_LEVELS
from site_builder.catalogue.sections import Section, common_sections
from site_builder.catalogue.tools import Tool, tools
from site_builder.catalogue.vocabulary import Institution, SearchWords, StudyPlace, Subject
from site_builder.catalogue.years import AcademicYear, Article, Catalogue, Story
from site_builder.engine.memo import cache_key
from site_builder.search.facts import PAGE, course_facts, unavailable_from
from site_builder.search.own_facts import own_phrases
from site_builder.search.second_subjects import SubjectNames

FIELD_WEIGHTS: dict[str, int] = {"title": 6, "subject": 5, "institution": 3, "place": 3, "facts": 2, "text": 1}
"""Field -> weight of a word in it, for BM25F: a title says more about a course than its long text does."""

NAME_FIELDS = ("title", "subject", "institution", "place")
"""Fields whose words go into the spelling file, as candidates for misspelt words of any first letter."""

KINDS = ("course", "article", "story", "section", "tool")
"""Kinds of documents, in the order of their numbers. Articles, sections and tools can be answers."""


class Document(Struct, frozen=True):
    """A document of the index; `kind` is one of KINDS, `key` its key among those, such as a course's.

    `short_fields` maps fields of FIELD_WEIGHTS to plain texts; `text` is the long field. `facts` are what queries can
    ask for (facts.py). `filter_terms` are terms such as `inst=hib` that only synonyms lead to. `unavailable_from` is as
    facts.unavailable_from returns it. `text_digest` is the digest of the source of `text`, "" if it has none.
    """

    kind: str
    key: str
    title: str
    short_fields: Mapping[str, str]
    text: str
    filter_terms: tuple[str, ...] = ()
    text_digest: str = ""
    facts: tuple[str, ...] = ()
    unavailable_from: int | None = None

    @property
    def unavailable(self) -> bool:
        """True if there is a time, past or future, from which nobody can get a place in the course."""
        return self.unavailable_from is not None

    @property
    def fields(self) -> Mapping[str, str]:
        """All texts of the document by field, as in FIELD_WEIGHTS."""
        return {**self.short_fields, "text": self.text}


class Corpus(Struct, frozen=True):
    """The input of the index: documents in the order of their numbers (from 0), and vocabularies with synonyms.

    `language` is the first language of the site; `terms` are the rules that make words into terms, `query` the words
    that steer queries. `own_phrases` are (phrase, fact) pairs of the catalogue's own fields, terms and durations.
    `most_levels` is the highest level of a subject.
    """

    documents: tuple[Document, ...]
    subjects: Mapping[str, Subject]
    institutions: Mapping[str, Institution]
    words: SearchWords
    places: Mapping[str, StudyPlace] = {}
    language: str = "nb"
    terms: TermRules = TermRules()
    query: QueryWords = QueryWords()
    own_phrases: tuple[tuple[str, str], ...] = ()
    most_levels: int = MOST_LEVELS


def indexed_courses(catalogue: Catalogue) -> tuple[Course, ...]:
    """Return the courses of the current year, sorted by the key of the subject, then title.

    So courses of one subject have neighbouring document numbers: their cards share files, and gaps in postings are
    short.
    """
    return tuple(
        sorted(catalogue.current_year.courses, key=lambda each: (each.subject.key, each.title.casefold(), each.key))
    )


def indexed_articles(catalogue: Catalogue) -> Mapping[str, tuple[Article, ...]]:
    """Return key -> the versions of an article, the site's first language first; without the front page.

    Sorted by key.
    """
    order = {language: number for number, language in enumerate(catalogue.settings.languages)}
    articles: dict[str, list[Article]] = {}
    for (key, _), article in sorted(
        catalogue.articles.items(), key=lambda each: (each[0][0], order.get(each[0][1], len(order)), each[0][1])
    ):
        if key != "forside":
            articles.setdefault(key, []).append(article)
    return {key: tuple(versions) for key, versions in articles.items()}


def indexed_stories(catalogue: Catalogue) -> tuple[Story, ...]:
    """Return the students' stories, by title."""
    return tuple(sorted(catalogue.stories, key=lambda each: (each.title.casefold(), each.key)))


def indexed_sections(catalogue: Catalogue) -> Iterator[tuple[str, tuple[Section, ...]]]:
    """Yield (`ARTICLE#NUMBER`, versions of the section, the site's first language first), in the order of articles.

    NUMBER counts the sections of an article from 0.
    """
    for key, versions in indexed_articles(catalogue).items():
        yield from ((f"{key}#{number}", each) for number, each in enumerate(common_sections(versions)))


def document_keys(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield (kind, key) of every document, in the order of document numbers."""
    yield from (("course", course.key) for course in indexed_courses(catalogue))
    yield from (("article", key) for key in indexed_articles(catalogue))
    yield from (("story", story.key) for story in indexed_stories(catalogue))
    yield from (("section", key) for key, _ in indexed_sections(catalogue))
    yield from (("tool", tool.key) for tool in tools(catalogue))


def articles_digest(catalogue: Catalogue) -> str:
    """Return the SHA-256, in hexadecimal, of the HTML of all articles, whose sections have cards of their own."""
    return cache_key(*(article.prose.html for _, article in sorted(catalogue.articles.items()))).hex()


def corpus(catalogue: Catalogue) -> Corpus:
    """Return the input of the search index: the documents of the current year with the catalogue's vocabularies."""
    return Corpus(
        documents=documents(catalogue),
        subjects=catalogue.subjects,
        institutions=catalogue.institutions,
        words=catalogue.words,
        places=catalogue.places,
        language=catalogue.settings.languages[0],
        terms=catalogue.term_rules,
        query=catalogue.query_words,
        own_phrases=own_phrases(catalogue),
        most_levels=catalogue.profile.declarations.most_levels,
    )


def documents(catalogue: Catalogue) -> tuple[Document, ...]:
    """Return the documents of the current year in the order of their numbers: by KINDS."""
    names = SubjectNames(catalogue.subjects.values())
    return (
        *(_course(course, catalogue.current_year, names) for course in indexed_courses(catalogue)),
        *(_article(key, versions) for key, versions in indexed_articles(catalogue).items()),
        *map(_story, indexed_stories(catalogue)),
        *(_section(key, versions) for key, versions in indexed_sections(catalogue)),
        *map(_tool, tools(catalogue)),
    )


def _course(course: Course, year: AcademicYear, names: SubjectNames) -> Document:
    offering = course.offering
    return Document(
        kind="course",
        key=course.key,
        title=course.title,
        short_fields={
            "title": " ".join([course.title, *(own.value for own in course.own if _is_code(own))]),
            "subject": " ".join(course.subject.name.by_language.values()),
            "institution": " ".join([course.institution.name, *course.institution.short_names]),
            "place": " ".join(f"{place.name} {place.sami_name or ''} {place.county}" for place in offering.places),
            "facts": " ".join(
                [
                    *_delivery_words(offering),
                    *(module.title for module in course.modules),
                    *map(str, offering.schemes),
                    *(word for term in offering.start.terms[offering.start.half :][:1] for _, word in term.words),
                    *_own_words(course),
                ]
            ),
        },
        text=course.prose.text,
        filter_terms=(*_filter_terms(course), *(f"fag={key}" for key in names.others_in(course))),
        text_digest=course.body_digest,
        facts=course_facts(course),
        unavailable_from=unavailable_from(course, year),
    )


def _delivery_words(offering: Offering) -> Iterator[str]:
    """Yield the word of files for the form of delivery, or its names in the profile."""
    own = offering.own_delivery
    yield from (name for _, name in own.names) if own else (str(offering.delivery),)


def _is_code(own: OwnValue) -> bool:
    """Return whether a value is indexed as titles are: a code, by which other courses name this one."""
    return own.field.searchable and own.is_code


def _own_words(course: Course) -> Iterator[str]:
    """Yield the words of the own fields that are searchable, in every language; of scales, their names too."""
    for own in course.own:
        if not own.field.searchable or _is_code(own):
            continue
        yield from (word for text in own.texts for word in text.by_language.values())
        if own.field.kind is OwnKind.SCALE:  # «year 4» finds courses for years 3 to 6
            yield from own.field.name.by_language.values()


def _filter_terms(course: Course) -> Iterator[str]:
    yield f"fag={course.subject.key}"
    yield f"inst={course.institution.key}"
    if course.offering.delivery.is_online or course.offering.delivery is Delivery.BLENDED:
        yield "form=nett"
    if course.offering.delivery.is_online:
        yield "form=bare-nett"
    if course.grades.adults:
        yield "trinn=voksne"


def _article(key: str, versions: Sequence[Article]) -> Document:
    fields = {
        "title": " ".join(article.title for article in versions),
        "subject": " ".join(article.summary for article in versions),
        "facts": " ".join(heading.text for article in versions for heading in article.prose.headings),
    }
    text = " ".join(article.prose.text for article in versions)
    return Document("article", key, versions[0].title, fields, text, facts=(f"{PAGE}={key}",))


def _section(key: str, versions: Sequence[Section]) -> Document:
    title, text = (" ".join(words) for words in zip(*((each.title, each.text) for each in versions), strict=True))
    page = f"{PAGE}={key.partition('#')[0]}.{versions[0].id}"
    return Document("section", key, versions[0].title, {"title": title}, text, facts=(page,))


def _tool(tool: Tool) -> Document:
    """Return a page without words of its own: the phrases of the vocabulary find it."""
    return Document("tool", tool.key, tool.title.message, {}, "", facts=(f"{PAGE}={tool.key}",))


def _story(story: Story) -> Document:
    subject = " ".join([story.summary, *story.subject.name.by_language.values()])
    fields = {"title": story.title, "subject": subject, "facts": story.who}
    filter_terms = (f"fag={story.subject.key}",)
    return Document("story", story.key, story.title, fields, story.prose.text, filter_terms)
