"""References to courses in other notations: what is certain, what is asked, and what is left to the editor."""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.catalogue.checks.known_courses import known_course_problems
from site_builder.catalogue.load import parse_entries
from site_builder.catalogue.schema.entries import Entries
from site_builder.engine.memo import Memo
from site_builder.sources.files import read_sources

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def entries() -> Entries:
    return parse_entries(read_sources(PROJECT, Memo(None)).records)[0]


@pytest.mark.parametrize(
    ("written", "certain", "asked"),
    [
        ("naturfag-1-1-7", "hihm/naturfag-1-1-7", ""),
        ("hihm/naturfag-1-1-7.md", "hihm/naturfag-1-1-7", ""),
        ("2016-2017/hihm/naturfag-1-1-7", "hihm/naturfag-1-1-7", ""),
        ("catalogue/2016-2017/hihm/naturfag-1-1-7.md", "hihm/naturfag-1-1-7", ""),
        ("../hihm/naturfag-1-1-7.md", "hihm/naturfag-1-1-7", ""),
        ("https://katalog.example/2016-2017/hihm/naturfag-1-1-7/", "hihm/naturfag-1-1-7", ""),
        ("HIHM/Naturfag-1-1-7", "hihm/naturfag-1-1-7", ""),
        ("Naturfag 1, 1.–7. trinn", "", "hihm/naturfag-1-1-7"),
        ("Naturfag 1", "", "hihm/naturfag-1-1-7"),
        ("hihm/natufag-1-1-7", "", "hihm/naturfag-1-1-7"),
        ("hihm/naturfag-1-17", "", "hihm/naturfag-1-1-7"),
        ("hihm/naturfag-1-8-10", "", ""),
        ("NAT101", "", ""),
        ("", "", ""),
        ("//", "", ""),
    ],
)
def test_a_reference_has_one_meaning_a_question_or_none(
    entries: Entries, written: str, certain: str, asked: str
) -> None:
    record = entries.records["course"]["2016-2017/hihm/naturfag-2-1-7"]
    [problem] = known_course_problems(entries, written, record, "bygger på")
    assert problem.values.get("certain", "") == certain
    assert problem.values["suggestion"] == (certain or asked)


def test_the_file_to_add_has_a_name_that_files_can_have(entries: Entries) -> None:
    record = entries.records["course"]["2016-2017/hihm/naturfag-2-1-7"]
    [problem] = known_course_problems(entries, "hihm/Emne på Ås", record, "bygger på")
    assert problem.values["file"] == "catalogue/.../hihm/emne-pa-as.md"
