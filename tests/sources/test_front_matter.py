"""Front matter: every value has its place, and any text at all is read or reported."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.problems import Place, Problem
from site_builder.sources.front_matter import read_record, split
from site_builder.sources.record import Record
from site_builder.sources.text import CONTROL
from site_builder.sources.yaml_reader import MAX_DEPTH

PATH = "catalogue/2016-2017/hihm/naturfag.md"


def read(fields: str, body: str = "Tekst.\n") -> tuple[Record | None, tuple[Problem, ...]]:
    return read_record(PATH, "course", "naturfag", f"---\n{fields}\n---\n{body}")


def record_of(fields: str, body: str = "Tekst.\n") -> Record:
    record, problems = read(fields, body)
    assert record is not None
    assert problems == ()
    return record


def only_problem(fields: str) -> Problem:
    _, problems = read(fields)
    assert len(problems) == 1
    return problems[0]


# Values


def test_scalars_stay_text() -> None:
    """YAML's implicit types would make False, 83, 750 and None of these."""
    assert dict(record_of("a: no\nb: 0123\nc: 12:30\nd: null\ne: 2016-03-01").fields) == {
        "a": "no",
        "b": "0123",
        "c": "12:30",
        "d": "null",
        "e": "2016-03-01",
    }


def test_lists_and_groups_keep_their_shape() -> None:
    assert record_of("a: [x, y]\nb:\n  - c: 1\n    d: 2").fields == {"a": ["x", "y"], "b": [{"c": "1", "d": "2"}]}


def test_the_body_follows_the_fence_and_has_its_first_line() -> None:
    record = record_of("a: 1\nb: 2", "\nFørste avsnitt.\n\n---\n\nAndre.\n")
    assert record.body == "\nFørste avsnitt.\n\n---\n\nAndre.\n"
    assert record.body_line == 5


def test_a_yaml_file_is_all_fields() -> None:
    record, problems = read_record("catalogue/vocabulary/places/hamar.yaml", "place", "hamar", "navn: Hamar\n")
    assert record is not None
    assert (record.fields, record.body, problems) == ({"navn": "Hamar"}, "", ())
    assert record.place("navn").line == 1


def test_letters_written_as_escapes_are_one_character_too() -> None:
    assert record_of(r'navn: "a\u030a"').fields == {"navn": "å"}


# Places


def test_a_place_has_the_line_column_and_length_of_its_value() -> None:
    place = record_of("tittel: Naturfag 1\nsamlinger:\n  - fra: 2016-08-29").place("samlinger", 0, "fra")
    assert place == Place(PATH, 4, 10, 10, "samlinger.1.fra")


def test_a_key_has_a_place_of_its_own() -> None:
    assert record_of("a: 1\nforkunnskaper:\n  fag: x").key_place("forkunnskaper", "fag") == Place(
        PATH, 4, 3, 3, "forkunnskaper.fag"
    )


def test_a_missing_value_has_the_place_of_the_nearest_value_that_would_contain_it() -> None:
    record = record_of("a:\n  b: 1")
    assert record.place("a", "c") == record.place("a")
    assert record.place("x") == Place(PATH, 1, 1)


def test_columns_count_characters_not_bytes() -> None:
    assert record_of("åæø: {ø: x}").place("åæø", "ø").column == 10


LETTERS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@given(st.dictionaries(LETTERS, LETTERS, min_size=1, max_size=6))
def test_every_place_points_at_the_text_of_its_value(fields: dict[str, str]) -> None:
    written = {key: value.replace("'", "''") for key, value in fields.items()}
    lines = ["---", *(f"'{key.replace(chr(39), chr(39) * 2)}': '{value}'" for key, value in written.items()), "---", ""]
    record, problems = read_record(PATH, "course", "k", "\n".join(lines))
    if record is None or problems:  # NFC made two keys one
        return
    for key in record.fields:
        place = record.place(key)
        marked = lines[place.line - 1][place.column - 1 : place.column - 1 + place.length]
        assert marked[0] == marked[-1] == "'"
        assert marked in {f"'{value}'" for value in written.values()}


# YAML that is refused


@pytest.mark.parametrize(
    ("fields", "code", "line", "column"),
    [
        ("tittel: Norsk: 1", "broken-yaml", 2, 14),
        ('a: 1\ntittel: "Norsk', "broken-yaml", 3, 9),
        ("tittel: Norsk\n\tfag: norsk", "broken-yaml", 3, 1),
        ("steder: [hamar, oslo\nfag: norsk", "broken-yaml", 2, 9),
        ("tittel: @norsk", "broken-yaml", 2, 9),
        ("tittel: *norsk", "yaml-alias", 2, 9),
        ("tittel: &x norsk", "yaml-alias", 2, 9),
        ("<<: *x", "yaml-alias", 2, 5),
        ("tittel: !!python/object/apply:os.system [ls]", "yaml-tag", 2, 9),
        ("tittel: !norsk", "yaml-tag", 2, 9),
        ("? [a]\n: b", "broken-yaml", 2, 3),
        ('tittel: "a\\u0000"', "broken-yaml", 2, 9),
        ('tittel: "a\\e[31m"', "broken-yaml", 2, 9),
        ("- a\n- b", "missing-front-matter", 2, 1),
        ("", "missing-front-matter", 2, 1),
        ("tittel", "missing-front-matter", 2, 1),
    ],
)
def test_yaml_that_is_not_allowed_is_one_problem_at_its_place(fields: str, code: str, line: int, column: int) -> None:
    problem = only_problem(fields)
    assert (problem.code, problem.place.line, problem.place.column) == (code, line, column)


def test_the_problem_of_a_duplicate_key_has_the_line_of_the_other() -> None:
    problem = only_problem("a: 1\nb: 2\na: 3")
    assert (problem.code, problem.place.line, problem.values["line"]) == ("duplicate-key", 4, 2)


def test_the_same_key_in_two_items_of_a_list_is_no_duplicate() -> None:
    assert read("a:\n  - b: 1\n  - b: 2")[1] == ()


def test_the_hint_for_a_colon_in_a_value_is_quotation_marks() -> None:
    assert "quotation marks" in only_problem("tittel: Norsk: 1").hint


def test_the_hint_for_a_tab_is_spaces() -> None:
    problem = only_problem("a:\n\tb: 1")
    assert "tab character" in str(problem.values["said"])
    assert "spaces" in problem.hint


@pytest.mark.parametrize("text", ["", "tittel: x\n", "\n---\na: 1\n---\n", "---\na: 1\n", "--- \n"])
def test_without_two_lines_of_hyphens_there_is_no_front_matter(text: str) -> None:
    assert split(text) is None
    record, [problem] = read_record(PATH, "course", "k", text)
    assert record is None
    assert problem.code == "missing-front-matter"


def test_a_second_document_is_refused() -> None:
    _, [problem] = read_record("a.yaml", "place", "a", "a: 1\n---\nb: 2\n")
    assert (problem.code, problem.place.line) == ("broken-yaml", 2)


# Hostile files


def test_nested_aliases_are_not_expanded() -> None:
    bomb = "a: &a [x, x]\n" + "\n".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [*{chr(97 + i)}, *{chr(97 + i)}]" for i in range(20)
    )
    assert only_problem(bomb).code == "yaml-alias"


@pytest.mark.parametrize("nest", ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "a: " + "[" * 100_000])
def test_a_hundred_thousand_levels_do_not_exhaust_the_stack(nest: str) -> None:
    began = time.process_time()
    record, problems = read(nest)
    assert record is None
    assert problems[0].code in ("too-deep", "broken-yaml")
    assert time.process_time() - began < 2


def test_twelve_levels_are_read_and_thirteen_are_not() -> None:
    assert read("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1))[1] == ()
    assert only_problem("a: " + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)).code == "too-deep"


def test_one_line_of_half_a_megabyte_is_read_within_two_seconds() -> None:
    began = time.process_time()
    assert record_of("a: " + "x" * 500_000).fields["a"] == "x" * 500_000
    assert time.process_time() - began < 2


PIECES = [
    *"[]{},#?:-|>@`~\\\"'%*&! \t\n",
    "a",
    ": ",
    "- ",
    "---\n",
    "...\n",
    "|\n",
    "&a ",
    "*a",
    "!!int ",
    "<<: ",
    "\\x00",
]
STRANGE = ["å", "a\u030a", "👩", "\u2028", "\ufeff", "\x85", "no", "%YAML 1.1\n"]
FRAGMENTS = st.lists(st.sampled_from([*PIECES, *STRANGE]), max_size=40).map("".join)


@given(st.one_of(st.text(), FRAGMENTS), st.sampled_from(["x.md", "x.yaml"]))
def test_any_text_becomes_a_record_or_problems(text: str, path: str) -> None:
    record, problems = read_record(path, "course", "x", text)
    assert record is not None or problems
    last = len(re.findall(r"\r\n|[\r\n\x85\u2028\u2029]", text)) + 2  # as YAML counts; files.py lets only LF through
    assert all(1 <= problem.place.line <= last and problem.place.column >= 1 for problem in problems)


@given(FRAGMENTS)
def test_fields_are_text_without_control_characters(fields: str) -> None:
    record, _ = read(fields)
    if record is None:
        return

    def walk(value: object) -> None:
        if isinstance(value, dict):
            for key, each in value.items():
                assert isinstance(key, str)
                walk(each)
        elif isinstance(value, list):
            for each in value:
                walk(each)
        else:
            assert isinstance(value, str)
            assert not CONTROL.search(value)

    walk(record.fields)
