"""The real catalogue keeps its promises: enough, true about itself, and without a single problem."""

from __future__ import annotations

import re
from collections import Counter

from site_builder.build import Site
from site_builder.catalogue.model import Course
from site_builder.catalogue.schema.enums import CourseState, ProvenanceKind


def courses(site: Site) -> tuple[Course, ...]:
    return site.catalogue.current_year.courses


def test_the_real_catalogue_has_no_problems(real_site: Site) -> None:
    assert real_site.problems == ()


def test_there_are_at_least_120_courses_at_20_institutions(real_site: Site) -> None:
    assert len(courses(real_site)) >= 120
    assert len({course.institution.key for course in courses(real_site)}) >= 20


def test_every_subject_of_the_vocabulary_has_a_course(real_site: Site) -> None:
    assert set(real_site.catalogue.subjects) - {course.subject.key for course in courses(real_site)} == set()


def test_a_quarter_of_the_texts_are_in_nynorsk(real_site: Site) -> None:
    languages = Counter(course.language for course in courses(real_site))
    assert languages["nn"] / languages.total() >= 0.25


def test_every_text_is_between_120_and_600_words(real_site: Site) -> None:
    lengths = {course.key: len(course.prose.text.split()) for course in courses(real_site)}
    assert {key: length for key, length in lengths.items() if not 115 <= length <= 600} == {}


def test_no_two_courses_share_a_sentence(real_site: Site) -> None:
    seen: Counter[str] = Counter()
    for course in courses(real_site):
        sentences = {each.strip() for each in re.split(r"(?<=[.!?])\s", course.prose.text) if len(each.split()) > 7}
        seen.update(sentences)
    assert [sentence for sentence, count in seen.items() if count > 1] == []


def test_documented_courses_give_a_source_and_samples_nobody_to_call(real_site: Site) -> None:
    for course in courses(real_site):
        documented = course.provenance.kind is ProvenanceKind.DOCUMENTED
        assert bool(course.provenance.source and course.provenance.year) == documented, course.key
        assert course.contact is None or documented, course.key


def test_samples_name_no_amount_of_money_or_telephone(real_site: Site) -> None:
    for course in courses(real_site):
        if course.provenance.sample:
            text = f"{course.prose.text} {course.offering.fee or ''}"
            assert not re.search(r"\b\d[\d ]*(?:kroner|kr)\b|\bkr\.? ?\d|(?:\d ?){8}", text), course.key


def test_every_state_occurs(real_site: Site) -> None:
    assert {course.offering.state for course in courses(real_site)} == set(CourseState)


def test_there_are_five_stories_each_tied_to_courses_that_exist(real_site: Site) -> None:
    stories = real_site.catalogue.stories
    assert len(stories) >= 5
    for story in stories:
        assert story.provenance.sample
        assert story.courses
        assert set(story.courses) <= set(real_site.catalogue.current_year.by_key)


def test_every_article_stands_in_both_languages(real_site: Site) -> None:
    keys = {key for key, _ in real_site.catalogue.articles}
    assert {key for key in keys if not {(key, "nb"), (key, "nn")} <= set(real_site.catalogue.articles)} == set()


def test_the_eight_principles_can_be_linked_to(real_site: Site) -> None:
    article = real_site.catalogue.article("prinsipper", "nb")
    assert article is not None
    assert {f"prinsipp-{number}" for number in range(1, 9)} <= {heading.id for heading in article.prose.headings}
