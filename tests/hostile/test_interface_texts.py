"""Files of interface texts, and times of commits, that nobody could mean: each is reported, none ends the builder."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from site_builder.cli.problem_text import as_github
from site_builder.engine.memo import Memo
from site_builder.pages.i18n import missing_texts, read_translations
from site_builder.pages.po_files import compile_po
from site_builder.sources.git_history import history

HEADER = 'msgid ""\nmsgstr "Plural-Forms: {}\\nContent-Type: text/plain; charset={}\\nPO-Revision-Date: {}\\n"\n\n'
SOUND = HEADER.format("nplurals=2; plural=(n != 1);", "UTF-8", "2026-11-28 12:00+0100")
COUNTED = 'msgid "{count} course"\nmsgid_plural "{count} courses"\n'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (HEADER.format("nplurals=2; plural=__import__('os').system('id');", "UTF-8", "2026-11-28 12:00+0100"), 1),
        (HEADER.format("nplurals=2; plural=n**n;", "UTF-8", "2026-11-28 12:00+0100"), 1),
        (HEADER.format(f"nplurals=2; plural={'(' * 5_000}n;", "UTF-8", "2026-11-28 12:00+0100"), 1),
        (HEADER.format("nplurals=2; plural=(n != 1);", "rot13", "2026-11-28 12:00+0100"), 1),
        (HEADER.format("nplurals=2; plural=(n != 1);", "UTF-8", "99999-99-99"), 1),
        (f'{SOUND}{COUNTED}msgstr[0] "{{count:>1000000000}}"\nmsgstr[1] "x"\n', 4),
        (f'{SOUND}{COUNTED}msgstr[0] "{{count.__class__}}"\nmsgstr[1] "x"\n', 4),
        (f'{SOUND}{COUNTED}msgstr[0] "{{nobody}}"\nmsgstr[1] "x"\n', 4),
        (f'{SOUND}msgid "a {{b}}"\nmsgstr "{{b!r}}"\n', 4),
        (f'{SOUND}msgid "a {{b}}"\nmsgstr "{{b"\n', 4),
        (f'{SOUND}msgid "a {{b}}"\nmsgstr "{{b}} }}"\n', 4),
    ],
)
def test_a_file_that_cannot_be_used_is_reported_with_its_line(text: str, line: int) -> None:
    translations = read_translations({"templates/locale/nb.po": text}, ["nb"], Memo())
    [problem] = missing_texts(["nb"], {}, translations)
    assert (problem.code, problem.place.path, problem.place.line) == ("template-error", "templates/locale/nb.po", line)
    assert all(line.isprintable() for line in as_github([problem], "nb"))
    assert translations["nb"].ngettext("{count} course", "{count} courses", 2) == "2 courses"


@pytest.mark.parametrize(
    "text", ["", "no text\n", f'{SOUND}msgid "a"\nmsgstr "{{b}}"\n', f'{SOUND}{COUNTED}msgstr[0] "x"\n']
)
def test_what_is_never_filled_in_may_have_braces_and_what_lacks_is_left_out(text: str) -> None:
    assert compile_po("nb", text).faults == ()


@pytest.mark.parametrize("seconds", ["-99999999999", "253402343999 -1200", "99999999999999", "x"])
def test_a_commit_of_no_time_leaves_its_files_without_one(tmp_path: Path, seconds: str) -> None:
    def git(*arguments: str, given: str = "") -> str:
        ran = subprocess.run(["git", "-C", str(tmp_path), *arguments], input=given, capture_output=True, text=True)
        return ran.stdout.strip()

    (tmp_path / "content").mkdir()
    (tmp_path / "content/om.md").write_text("x", encoding="utf-8")
    git("init", "--quiet")
    git("add", "--all")
    zone = seconds if " " in seconds else f"{seconds} +0000"
    commit = f"tree {git('write-tree')}\nauthor a <a@b> {zone}\ncommitter a <a@b> {zone}\n\nx\n"
    git("update-ref", "HEAD", git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=commit))
    assert history(tmp_path).times == {}
