"""Mistakes in the lines around the fields, and in the encoding of a file: the place and the words."""

from __future__ import annotations

import codecs

import pytest

from site_builder.catalogue.load import parse_entries
from site_builder.problems import Problem
from site_builder.sources.front_matter import read_record
from site_builder.sources.text import decode

FIELDS = "tittel: Om\nsammendrag: Kort.\nspråk: nb\n"


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("\n\n---\n" + FIELDS + "---\nTekst.\n", 3, 1, "begin on line"),
        ("----\n" + FIELDS + "---\nTekst.\n", 1, 1, "does not begin or end"),
        ("–––\n" + FIELDS + "---\nTekst.\n", 1, 1, "does not begin or end"),
        (" ---\n" + FIELDS + "---\nTekst.\n", 1, 2, "does not begin or end"),
        ("---\n" + FIELDS + "----\nTekst.\n", 5, 1, "does not begin or end"),
        ("---\n" + FIELDS + "--\nTekst.\n", 5, 1, "does not begin or end"),
        ("---\n" + FIELDS + "—\u2014\nTekst.\n\n---\n", 5, 1, "does not begin or end"),
        ("---\n" + FIELDS + "\nTekst om noe.\n", 6, 1, "are not closed"),
        ("—\n" + FIELDS + "---\nTekst.\n", 1, 1, "does not begin or end"),
        ("# Om\n---\n" + FIELDS + "---\nTekst.\n", 1, 1, "begin on line"),
        ("```yaml\n---\n" + FIELDS + "---\n```\n", 1, 1, "begin on line"),
        (f"---\u00a0\n{FIELDS}---\nTekst.\n", 1, 4, "does not begin or end"),
        (f"\u200b---\n{FIELDS}---\nTekst.\n", 1, 1, "does not begin or end"),
        (f"---\n{FIELDS}\u3000---\nTekst.\n", 5, 1, "does not begin or end"),
        (f"--- # felt\n{FIELDS}---\nTekst.\n", 1, 1, "does not begin or end"),
        (f"---\n{FIELDS}--- Tekst.\n", 5, 1, "does not begin or end"),
        (f"```yaml\n{FIELDS}```\nTekst.\n", 1, 1, "does not begin or end"),
        (FIELDS + "---\nTekst.\n", 1, 1, "no front matter"),
        ("", 1, 1, "no front matter"),
    ],
)
def test_each_fault_of_the_fences_is_reported_at_the_line_to_mend(
    text: str, line: int, column: int, words: str
) -> None:
    record, [problem] = read_record("content/om.md", "article", "om", text)
    assert record is None
    assert (problem.code, problem.place.line, problem.place.column) == ("missing-front-matter", line, column)
    assert words in problem.message


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (codecs.BOM_UTF16_LE + "språk".encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF16_BE + "språk".encode("utf-16-be"), "UTF-16"),
        ("---\nspråk: nb".encode("utf-16-le"), "UTF-16"),
        (codecs.BOM_UTF32_LE + "språk".encode("utf-32-le"), "UTF-32"),
        ("språk på høyskolen".encode("cp1252"), "Windows-1252"),
        ("språk på høyskolen".encode("mac_roman"), "Mac OS Roman"),
        ("språk på høyskolen".encode("cp865"), "CP865 (DOS)"),
    ],
)
def test_other_encodings_are_named(content: bytes, encoding: str) -> None:
    problems: list[Problem] = []
    assert decode("content/om.md", content, problems) is None
    assert (problems[0].code, problems[0].values["encoding"]) == ("not-utf8", encoding)


def test_marks_of_utf8_at_the_beginning_are_left_out_however_many() -> None:
    assert decode("a.md", codecs.BOM_UTF8 * 2 + b"---", []) == "---"


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("sammendrag:\u00a0Kort.", 12),
        ("sammendrag:\u202fKort.", 12),
        ("sammendrag:\u3000Kort.", 12),
        ("sammendrag:\u200bKort.", 12),
        ("sammendrag:\n\u00a0\u00a0- Kort.", 1),
        ("sammendrag:\n  -\u00a0fra: Kort\n    til: 3", 4),
    ],
)
def test_a_space_that_yaml_does_not_know_is_told_where_it_stands(line: str, column: int) -> None:
    _, [problem] = read_record("content/om.md", "article", "om", f"---\ntittel: Om\n{line}\nspråk: nb\n---\n")
    found = (problem.code, problem.place.line, problem.place.column, problem.values["said"])
    assert found == ("broken-yaml", 3 + ("\n" in line), column, "there is another kind of space than the ordinary one")


def test_a_required_key_that_is_misspelt_is_one_fault() -> None:
    record, _ = read_record("content/om.md", "article", "om", f"---\n{FIELDS.replace('sammendrag', 'samendrag')}---\n")
    assert record is not None
    assert [(each.code, each.values["suggestion"]) for each in parse_entries([record])[1]] == [
        ("unknown-key", "sammendrag")
    ]
