"""The contents of the real catalogue: docs/content.md shows them, and they do not fall below their minimum."""

from __future__ import annotations

from pathlib import Path

from site_builder.build import Site
from site_builder.catalogue.text_parts import EXPECTED, parts_of
from site_builder.quality.content_table import content_tables, has_address
from site_builder.quality.remarks import FEWEST, MOST
from site_builder.quality.texts import word_count

PROJECT = Path(__file__).parents[2]
INSTITUTIONS, COURSES = 26, 180
"""Institutions and courses the catalogue has at least; the one of 2015 had more than 170 courses at over 26."""

STRANDS = ("engelsk", "matematikk", "norsk", "norsk-tegnsprak", "samisk")
"""Subjects with a requirement of 30 and 60 credits: level 1 and 2 for the same grades at one institution."""


def test_docs_content_is_what_the_command_writes(real_site: Site) -> None:
    """`site-builder report --contents docs/content.md --language nb` writes it anew."""
    written = (PROJECT / "docs/content.md").read_text(encoding="utf-8")
    assert written == content_tables(real_site.catalogue, real_site.catalogue.current_year, "nb")


def test_the_real_catalogue_is_as_wide_as_the_one_of_2016(real_site: Site) -> None:
    courses = real_site.catalogue.current_year.courses
    assert len({course.institution.key for course in courses}) >= INSTITUTIONS
    assert len(courses) >= COURSES


def test_the_subjects_with_requirements_can_be_taken_to_sixty_credits_at_one_institution(real_site: Site) -> None:
    courses = real_site.catalogue.current_year.courses
    of_level = {
        level: {(c.institution.key, c.subject.key, c.grades) for c in courses if c.level == level} for level in (1, 2)
    }
    assert {subject for _, subject, _ in of_level[1] & of_level[2]} >= set(STRANDS)


def test_every_course_can_be_decided_on_from_its_text(real_site: Site) -> None:
    courses = real_site.catalogue.current_year.courses
    without = [
        course.source for course in courses if not {part.key for part in parts_of(course.prose)} >= set(EXPECTED)
    ]
    assert without == []
    assert [course.source for course in courses if not FEWEST <= word_count(course.prose.text) <= MOST] == []


def test_every_source_of_an_article_names_an_address(real_site: Site) -> None:
    sources = {source for article in real_site.catalogue.articles.values() for source in article.sources}
    assert [source for source in sorted(sources) if not has_address(source)] == []


def test_a_source_in_words_alone_has_no_address() -> None:
    assert has_address("hiof.no, Kompetanse for kvalitet (2017/18)")
    assert not has_address("Utdanningsdirektoratet, e-post 3. mars")
