"""Mistakes of editors in fields and files: what was written, and what `check` says of it.

Each row is one mistake: the input, then line, column and length of the mark, and what the message quotes.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from site_builder.catalogue.checks.duplicates import duplicate_problems
from site_builder.catalogue.load import check_sources, parse_entries
from site_builder.engine.memo import Memo
from site_builder.problems import Problem, Severity
from site_builder.sources.files import read_sources
from site_builder.sources.front_matter import read_record
from site_builder.sources.stray_files import name_problems, stray_file
from site_builder.sources.text import decode

# A space and # begin a comment


@pytest.mark.parametrize(
    ("yaml", "line", "column", "comment", "suggestion"),
    [
        ("tittel: Norsk 1 #nybegynner", 1, 17, "#nybegynner", '"Norsk 1 #nybegynner"'),
        ("pris: 1500 kr # per semester", 1, 15, "# per semester", '"1500 kr # per semester"'),
        ("tittel: #1 i norsk", 1, 9, "#1 i norsk", '"#1 i norsk"'),
        ("samlinger:\n  - fra: 2016-09-06 #tirsdag", 2, 21, "#tirsdag", '"2016-09-06 #tirsdag"'),
        ("steder: [hamar]\nnavn: Emne\t#2", 2, 12, "#2", '"Emne\t#2"'),
        ('pris: Kurs i "R" #2', 1, 18, "#2", "'Kurs i \"R\" #2'"),
        ("utledet:\n  - kilde #1", 2, 11, "#1", '"kilde #1"'),
    ],
)
def test_what_a_comment_cuts_from_a_value_is_told(
    yaml: str, line: int, column: int, comment: str, suggestion: str
) -> None:
    _, problems = read_record("a.yaml", "words", "a", yaml)
    [problem] = [each for each in problems if each.code == "cut-value"]
    assert (problem.place.line, problem.place.column, problem.place.length) == (line, column, len(comment))
    assert problem.values == {"comment": comment, "suggestion": suggestion}


@pytest.mark.parametrize(
    "yaml",
    [
        "# Om filen\ntittel: Norsk 1\n  # om feltet\nfag: norsk",
        'tittel: "Norsk 1" # bekreftet',
        "steder: [hamar, oslo] # begge",
        "samlinger: # to\n  - fra: 2016-09-06",
        "lenke: https://www.hihm.no/#norsk",
        "tittel: C#",
        "pris: |\n  1500 kr # per semester",
    ],
)
def test_comments_that_cut_nothing_are_free(yaml: str) -> None:
    assert read_record("a.yaml", "words", "a", yaml)[1] == ()


# Unfinished merges


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> endring\n", [2]),
        ("<<<<<<< HEAD\n||||||| felles\n=======\n>>>>>>> x\n\n<<<<<<< HEAD\n=======\n>>>>>>> x\n", [1, 6]),
        ("a\r\n>>>>>>> endring\r\n", [2]),
        ("<<<<<<<\n", [1]),
        ("Mål\n=======\n\n> > > sitat\n", []),
        ("a <<<<<<< b\n", []),
    ],
)
def test_marks_of_a_merge_are_told_in_any_file(text: str, lines: list[int]) -> None:
    problems: list[Problem] = []
    decode("templates/a.html", text.encode(), problems)
    assert [(each.code, each.place.line, each.severity) for each in problems] == [
        ("merge-conflict", line, Severity.ERROR) for line in lines
    ]


# Files that are not read


@pytest.mark.parametrize(
    ("path", "code", "severity", "suggestion"),
    [
        ("catalogue/2016-2017/hihm/norsk.MD", "stray-file", "error", "norsk.md"),
        ("catalogue/2016-2017/hihm/norsk.Markdown", "stray-file", "error", "norsk.md"),
        ("catalogue/2016-2017/hihm/norsk.txt", "stray-file", "error", "norsk.md"),
        ("catalogue/2016-2017/hihm/norsk.md.txt", "bad-file-name", "error", "norsk-md"),
        ("catalogue/2016-2017/hihm/norsk.docx", "stray-file", "error", "norsk.md"),
        ("catalogue/2016-2017/hihm/Norsk språk.odt", "stray-file", "error", "norsk-sprak.md"),
        ("catalogue/2016-2017/hihm/norsk", "stray-file", "error", "norsk.md"),
        ("catalogue/2016-2017/hihm/tilbud.xlsx", "stray-file", "error", None),
        ("catalogue/2016-2017/hihm/norsk.yml", "stray-file", "error", "norsk.yaml"),
        ("catalogue/vocabulary/places/oslo.yml", "stray-file", "error", "oslo.yaml"),
        ("catalogue/2016-2017/year.yml", "stray-file", "error", "year.yaml"),
        ("content/om.TXT", "stray-file", "error", "om.md"),
        ("catalogue/2016-2017/hihm/con.md", "bad-file-name", "error", "con-1"),
        ("catalogue/2016-2017/hihm/norsk (1).md", "bad-file-name", "error", "norsk-1"),
        ("catalogue/2016-2017/hihm/norsk - Kopi.md", "bad-file-name", "error", "norsk-kopi"),
        ("content/IMG_2034.JPG", "stray-file", "warning", "img-2034.jpg"),
        ("content/bilde.HEIC", "stray-file", "warning", None),
        ("catalogue/2016-2017/hihm/norsk.md~", "stray-file", "warning", None),
    ],
)
def test_a_file_that_is_not_read_is_told_with_the_name_it_should_have(
    path: str, code: str, severity: str, suggestion: str | None
) -> None:
    problem = stray_file(path)
    assert (problem.code, problem.severity, problem.values.get("suggestion")) == (code, severity, suggestion)


@pytest.mark.parametrize(
    ("paths", "suggestion"),
    [
        (["content/aux.png"], "aux-1.png"),
        (["content/kart?.png"], "kart.png"),
        (["content/a:b.jpg"], "a-b.jpg"),
        (["templates/pages/con.html"], "con-1.html"),
        (["templates/assets/nul/a.css"], "nul-1"),
    ],
)
def test_a_name_that_windows_cannot_hold_is_told(paths: list[str], suggestion: str) -> None:
    [problem] = name_problems(paths)
    assert (problem.code, problem.values["suggestion"]) == ("bad-file-name", suggestion)


def test_two_names_that_differ_in_capitals_are_told() -> None:
    [problem] = name_problems(["content/Kart.png", "content/kart.png"])
    assert problem.values == {"other": "content/Kart.png"}


# The same course twice

COURSE = """---
tittel: {title}
fag: naturfag
nivå: 1
trinn: 8-13
studiepoeng: 30
språk: nb
studieform: nettbasert
oppstart: høst 2016
varighet: 2 semestre
opphav:
  type: eksempel
---
"""


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Tysk 1", "Fransk 1", False),
        ("Lulesamisk 1", "Sørsamisk 1", False),
        ("Norsk 1", "Norsk  1", True),
        ("Naturfag 1", "NATURFAG 1", True),
        ("Naturfag 1 for 8.–13. trinn", "Naturfag 1 (8-13)", True),
        ("Naturfag 1", "Naturfag 1 – kopi", True),
        ("Naturfag 1", "Naturfag 1, nettbasert", False),
    ],
)
def test_a_course_is_known_by_its_title_not_by_its_fields(first: str, second: str, same: bool) -> None:
    records = [
        read_record(
            f"catalogue/2016-2017/hihm/{key}.md", "course", f"2016-2017/hihm/{key}", COURSE.format(title=title)
        )[0]
        for key, title in (("a", first), ("b", second))
    ]
    entries, faults = parse_entries([record for record in records if record])
    assert faults == []
    assert [each.code for each in duplicate_problems(entries)] == ["same-course-twice"] * same


def test_a_release_and_a_build_refuse_a_half_merged_list_of_addresses(small_site: Path) -> None:
    (small_site / "catalogue/published-addresses.txt").write_text("<<<<<<< HEAD\n/om/\n=======\n>>>>>>> x\n")
    found = check_problems(small_site)
    assert found == [("catalogue/published-addresses.txt", 1, "merge-conflict")]


def check_problems(root: Path) -> list[tuple[str, int, str]]:
    """Return path, line and code of each problem of the sources of a site."""
    return [(each.place.path, each.place.line, each.code) for each in check_sources(read_sources(root), Memo())]
