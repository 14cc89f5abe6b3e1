"""The catalogues that measurements are made on: sound, spread out, and the same each time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.catalogue import courses, read_real, write_catalogue
from site_builder.build import Site
from site_builder.catalogue.checks.claims import claims

YEAR = "2016-2017"


@pytest.mark.parametrize("years", [1, 3])
def test_a_generated_catalogue_builds_without_a_problem(
    tmp_path: Path, build_site: Callable[..., Site], years: int
) -> None:
    write_catalogue(45, tmp_path, years=years)
    site = build_site(tmp_path)
    assert site.problems == ()
    assert [len(year.courses) for year in site.catalogue.years] == [45 // years] * years


def test_no_sentence_states_what_the_fields_of_its_course_may_contradict() -> None:
    assert not [text for _, text in courses(400, read_real(), [YEAR]) if any(claims(text))]


def test_the_same_number_gives_the_same_courses() -> None:
    real = read_real()
    assert list(courses(40, real, [YEAR])) == list(courses(40, real, [YEAR]))


def test_courses_are_spread_over_subjects_and_institutions_and_have_long_texts() -> None:
    found = list(courses(200, read_real(), [YEAR]))
    assert len({path for path, _ in found}) == 200
    assert len({path.split("/")[2] for path, _ in found}) > 15
    assert len({text.split("fag: ")[1].split("\n")[0] for _, text in found}) > 15
    assert all(300 <= len(text.split("---\n")[-1].split()) < 450 for _, text in found)
