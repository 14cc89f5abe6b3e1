"""Where output goes, in which encoding, and which folder is the project."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import main as program
from site_builder.cli.console import report_errors
from site_builder.cli.guide import explanation, known_codes
from site_builder.cli.main import main
from site_builder.cli.options import find_root

COURSE = "catalogue/2016-2017/hihm/naturfag-1-1-7.md"


def test_problems_that_were_asked_for_are_on_standard_output(small_site: Path) -> None:
    file = small_site / COURSE
    file.write_text(file.read_text("utf-8").replace("studiepoeng: 30", "studiepoeng: tretti sp"), "utf-8")
    result = CliRunner().invoke(main, ["check", "--root", str(small_site), str(file)])
    assert (result.exit_code, result.stderr) == (1, "")
    assert "[bad-credits]" in result.stdout
    assert "→ Skriv 30." in result.stdout


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        (["course"], "--institution (Institusjon)"),
        (["course", "--institution", "hihm"], "--subject (Fag)"),
        (["subject"], "--name (Navnet på hovedspråket)"),
        (["place", "--name", "Otta"], "--county (Fylket, slik det het i 2016)"),
        (["article"], "TITLE (Tittel)"),
    ],
)
def test_without_a_terminal_the_missing_option_is_named(small_site: Path, words: list[str], missing: str) -> None:
    result = CliRunner().invoke(main, ["new", *words, "--root", str(small_site)], input="")
    assert result.exit_code == 2
    assert f"Det er ingen terminal å spørre på. Mangler: {missing}." in result.stderr
    assert "Abort" not in result.output


def test_files_and_pipes_get_utf8_whatever_the_code_page(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(written, encoding="cp1252"))
    program._write_utf8()
    print("→ språk", end="", flush=True)
    assert written.getvalue() == "→ språk".encode()


def test_the_project_is_found_from_a_folder_below_it(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small_site / "catalogue" / "2016-2017")
    assert find_root().resolve() == small_site.resolve()
    result = CliRunner().invoke(main, ["check", "--format", "json", "hihm/naturfag-1-1-7.md"])
    assert json.loads(result.stdout) == []
    monkeypatch.chdir(small_site.parent)
    assert find_root() == Path(".")


def test_explain_prints_the_guide_and_suggests_the_nearest_code(small_site: Path) -> None:
    assert {"bad-date", "missing-front-matter"} <= set(known_codes())
    assert (explanation("[Bad-Date]", "nb") or "").startswith("bad-date\n")
    english = CliRunner().invoke(main, ["explain", "--root", str(small_site), "--language", "en", "bad-date"]).output
    assert english.startswith("bad-date\n\nAn error: ")
    assert "**Wrong:**" in english
    result = CliRunner().invoke(main, ["explain", "--root", str(small_site), "bad-dato"])
    assert (result.exit_code, "Mente du bad-date?" in result.output) == (2, True)


@pytest.mark.parametrize(
    ("number", "words"), [(errno.EACCES, "Excel"), (errno.EROFS, "annen mappe"), (errno.ENOSPC, "disken er full")]
)
def test_what_the_system_refuses_is_a_sentence_with_a_remedy(
    tmp_path: Path, number: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit), report_errors(tmp_path, "nb"):
        raise OSError(number, os.strerror(number), "kurs.xlsx")
    said = capsys.readouterr().err
    assert ("kurs.xlsx" in said, words in said) == (True, True)


def test_a_folder_that_was_removed_below_the_terminal_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 2
    assert "finnes ikke lenger" in result.stderr
