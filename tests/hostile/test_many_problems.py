"""Thousands of problems in one file: found and shown in time that grows with their number, the first hundred shown."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from msgspec import msgpack

from site_builder.catalogue.load import parse_entries
from site_builder.cli import problem_text
from site_builder.problems import MAX_PER_FILE, Invalid, Place, error, warning
from site_builder.sources import record as records
from site_builder.sources.front_matter import read_record

PATH = "catalogue/vocabulary/places/hamar.yaml"


def test_the_first_hundred_are_shown_and_the_number_of_the_others(tmp_path: Path) -> None:
    found = [error(Place(PATH, number, 1), "unknown-key", "m", "h") for number in range(1, 5001)]
    lines = [line for _, line in problem_text.as_text(found, tmp_path, "nb")]
    assert lines[0] == f"{PATH}: 5000 feil"
    assert sum("[unknown-key]" in line for line in lines) == MAX_PER_FILE
    assert f"og 4900 til i {PATH}. Rett disse først, og kjør kontrollen på nytt." in lines


def test_no_error_is_hidden_behind_warnings(tmp_path: Path) -> None:
    warnings = [warning(Place(PATH, number), "unsafe-html", "m", "h") for number in range(1, 500)]
    lines = [
        line for _, line in problem_text.as_text([*warnings, error(Place(PATH, 500), "c", "m", "h")], tmp_path, "nb")
    ]
    assert any("500: feil [c]" in line for line in lines)


def test_a_file_is_read_once_for_all_its_problems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads: list[str] = []

    def read(_: Path, path: str) -> list[str]:
        reads.append(path)
        return ["x"] * 3000

    monkeypatch.setattr(problem_text, "read_lines", read)
    list(problem_text.as_text([error(Place(PATH, line, 1), "c", "m", "h") for line in range(1, 3000)], tmp_path, "nb"))
    assert reads == [PATH]


def test_places_are_decoded_once_and_a_hundred_suggestions_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "navn: Hamar\nfylke: Hedmark\n" + "".join(f"ukjent{number}: x\n" for number in range(5_000))
    record, problems = read_record(PATH, "place", "hamar", text)
    assert record is not None and not problems
    looked_for: list[str] = []
    decoded: list[object] = []
    decode = msgpack.decode
    monkeypatch.setattr(difflib, "get_close_matches", lambda word, *_, **__: looked_for.append(word) or [])
    monkeypatch.setattr(records.msgpack, "decode", lambda *args, **named: decoded.append(1) or decode(*args, **named))
    found = parse_entries([record])[1]
    assert len(found) == 5_000
    assert found[4_999].place.line == 5_002
    assert len(looked_for) == MAX_PER_FILE
    assert len(decoded) == 1


def test_the_report_of_a_long_line_looks_at_the_part_it_shows(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("x" * 500_000 + "\n", encoding="utf-8")
    [line] = [
        line
        for style, line in problem_text.as_text([error(Place("a.yaml", 1, 250_000), "c", "m", "h")], tmp_path, "nb")
        if style == "source"
    ]
    assert len(line) < 120


def test_invalid_counts_all_of_them() -> None:
    assert len(Invalid(error(Place(PATH, number), "c", "m", "h") for number in range(5_000)).problems) == 5_000
