"""The command line: messages, exit codes and files."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import console
from site_builder.cli.click_language import translated_help
from site_builder.cli.main import COMMANDS, main

COURSE = "catalogue/2016-2017/hihm/naturfag-1-1-7.md"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments, "--now", "2016-02-10"] if arguments[0] != "--help" else [*arguments])


def spoil(root: Path, old: str = "studiepoeng: 30", new: str = "studiepoeng: tretti", path: str = COURSE) -> None:
    file = root / path
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def files(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_valid_site_is_built_and_the_counts_are_printed(small_site: Path) -> None:
    result = run("build", "--root", str(small_site))
    assert result.exit_code == 0, result.output
    assert "2 studietilbud" in result.output
    assert (small_site / "public/2016-2017/hihm/naturfag-1-1-7/index.html").is_file()


def test_the_reason_of_the_system_is_said_in_the_language_of_the_site(small_site: Path) -> None:
    (small_site / "utskrift").touch()
    result = run("build", "--root", str(small_site), "--output", str(small_site / "utskrift"))
    assert result.exit_code == 2
    assert "det ligger en fil der det skal være en mappe. Ingenting ble publisert" in result.output
    assert "Mappen" in run("build", "--root", str(small_site / "utskrift"), "--language", "nb").output


def test_the_process_flushes_its_output_and_leaves_no_temporary_files(
    small_site: Path,
) -> None:
    """The process ends by os._exit, so nothing but run() flushes its output."""

    def ended(*arguments: str) -> tuple[int, str, str]:
        command = [sys.executable, "-m", "site_builder", *arguments]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
        return done.returncode, done.stdout, done.stderr

    code, output, errors = ended("build", "--root", str(small_site), "--jobs", "2", "--now", "2016-02-10")
    assert (code, errors) == (0, "")
    assert output.splitlines()[-1].endswith("public.")
    assert not list(small_site.glob(".memo/spool-*"))
    spoil(small_site)
    code, output, errors = ended("check", "--root", str(small_site), "--now", "2016-02-10")
    assert (code, "tretti" in output + errors) == (1, True)
    assert ended("bygg")[0] == 2


def test_an_error_in_a_template_is_reported_with_its_line_and_nothing_is_published(small_site: Path) -> None:
    assert run("build", "--root", str(small_site)).exit_code == 0
    before = files(small_site / "public")
    template = small_site / "templates/pages/course.html"
    lines = template.read_text(encoding="utf-8").splitlines(keepends=True)
    number = next(number for number, line in enumerate(lines, start=1) if "<h1" in line)
    lines[number - 1] = "{{ view.nothing_of_the_kind }}" + lines[number - 1]
    template.write_text("".join(lines), encoding="utf-8")
    result = run("build", "--root", str(small_site), "--jobs", "1")
    assert result.exit_code == 1
    assert f"templates/pages/course.html:{number}" in result.output
    assert "nothing_of_the_kind" in result.output
    assert files(small_site / "public") == before


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_building_an_empty_folder_writes_nothing_to_it(tmp_path: Path, jobs: str) -> None:
    result = run("build", "--root", str(tmp_path), "--jobs", jobs)
    assert result.exit_code == 1
    assert "content/site.yaml" in result.output
    assert list(tmp_path.iterdir()) == []


def test_timings_print_a_table_of_time_and_memory_by_stage(small_site: Path) -> None:
    lines = run("build", "--root", str(small_site), "--timings").output.splitlines()
    table = lines[lines.index(next(line for line in lines if line.startswith("Steg"))) :]
    assert [line.split()[0] for line in table[1:]] == [
        *("lesing", "kontroll", "søkeindeks", "planlegging", "sider", "sluttkontroll", "publisering"),
        "i",
    ]
    assert all(re.search(r"\d,\d\d s +\d+%", line.replace(" %", "%")) for line in table[1:-1])


def test_a_long_build_logs_its_stage(small_site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Holder fortsatt på" not in run("build", "--root", str(small_site)).output
    monkeypatch.setattr(console, "LOG_INTERVAL", 0.01)
    shutil.rmtree(small_site / ".memo")
    before = signal.getsignal(signal.SIGALRM)
    result = run("build", "--root", str(small_site), "--jobs", "2")
    assert result.exit_code == 0
    assert "Holder fortsatt på med sider, nå i 0 s." in result.output
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_a_second_build_changes_nothing(small_site: Path) -> None:
    run("build", "--root", str(small_site))
    before = files(small_site / "public")
    result = run("build", "--root", str(small_site))
    assert "Ingenting er endret" in result.output
    assert files(small_site / "public") == before


def test_an_error_leaves_the_published_site_as_it_was(small_site: Path) -> None:
    run("build", "--root", str(small_site))
    before = files(small_site / "public")
    spoil(small_site)
    result = run("build", "--root", str(small_site))
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert "Ingenting ble publisert" in result.output
    assert files(small_site / "public") == before


def test_check_shows_the_line_with_a_mark_under_the_value(small_site: Path) -> None:
    spoil(small_site)
    result = run("check", "--root", str(small_site))
    lines = result.output.splitlines()
    assert result.exit_code == 1
    assert f"{COURSE}:6:14: feil [bad-credits]" in lines
    source = next(index for index, line in enumerate(lines) if "studiepoeng: tretti" in line)
    assert lines[source + 1].index("^") == lines[source].index("tretti")
    assert lines[source + 1].count("^") == len("tretti")


def test_all_problems_come_in_one_run(small_site: Path) -> None:
    spoil(small_site)
    spoil(small_site, "fag: naturfag", "fag: naturfagg")
    spoil(
        small_site,
        "studiesteder: [hamar]",
        "studiesteder: [hammar]",
        "catalogue/2016-2017/hihm/naturfag-2-1-7.md",
    )
    codes = [
        problem["code"] for problem in json.loads(run("check", "--root", str(small_site), "--format", "json").stdout)
    ]
    assert sorted(codes) == ["bad-credits", "unknown-place", "unknown-subject"]


def test_json_has_every_part_of_a_problem(small_site: Path) -> None:
    spoil(small_site)
    [problem] = json.loads(run("check", "--root", str(small_site), "--format", "json").stdout)
    assert set(problem) == {"file", "line", "column", "code", "severity", "message", "hint", "guide"}
    assert (problem["file"], problem["line"], problem["column"], problem["severity"]) == (
        COURSE,
        6,
        14,
        "error",
    )
    assert "tretti" in problem["message"]


def test_a_pull_request_gets_annotations(small_site: Path) -> None:
    spoil(small_site)
    result = run("check", "--root", str(small_site), "--format", "github")
    assert result.stdout.startswith(f"::error file={COURSE},line=6,col=14,title=bad-credits::")


def test_messages_come_in_english_on_request(small_site: Path) -> None:
    spoil(small_site)
    assert "is not a number of credits" in run("check", "--root", str(small_site), "--language", "en").output


def test_warnings_alone_do_not_stop_publishing(small_site: Path) -> None:
    spoil(small_site, "fra: 2016-08-29", "fra: 2016-12-26")
    spoil(small_site, "til: 2016-08-30", "til: 2016-12-27")
    result = run("build", "--root", str(small_site))
    assert result.exit_code == 0, result.output
    assert "gathering-on-holiday" in result.output


def test_a_folder_with_foreign_files_is_refused(small_site: Path) -> None:
    (small_site / "public").mkdir()
    (small_site / "public/thesis.txt").write_text("years")
    result = run("build", "--root", str(small_site))
    assert result.exit_code == 2
    assert "thesis.txt" in {file.name for file in (small_site / "public").iterdir()}


@pytest.mark.parametrize(
    "arguments",
    [["build", "--now", "yesterday"], ["build", "--jobs", "0"], ["nonsense"], ["check", "--format", "xml"]],
)
def test_wrong_use_is_exit_code_two(arguments: list[str]) -> None:
    assert CliRunner().invoke(main, arguments).exit_code == 2


@pytest.mark.parametrize("folder", [".", "catalogue", "content/public"])
def test_publishing_over_the_sources_is_refused(small_site: Path, folder: str) -> None:
    result = run("build", "--root", str(small_site), "--output", str(small_site / folder))
    assert result.exit_code == 2
    assert (small_site / COURSE).is_file()


def test_help_lists_the_commands() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert all(command in result.output for command in ("build", "check", "serve"))


@pytest.mark.parametrize("arguments", [["--help"], ["check", "content/om.md"], ["build", "--jobs", "2"]])
def test_only_the_worker_that_builds_the_index_imports_numpy(small_site: Path, arguments: list[str]) -> None:
    code = """
import sys, site_builder.cli.main
try:
    site_builder.cli.main.main(sys.argv[1:])
except SystemExit as end:
    assert not end.code, end.code
assert "numpy" not in sys.modules
import site_builder.serve.preview, site_builder.build
assert "numpy" not in sys.modules
"""
    ran = subprocess.run([sys.executable, "-c", code, *arguments], cwd=small_site, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr


@pytest.mark.parametrize("verb", [["build"], ["check"], ["search", "norsk"], ["report"]])
def test_a_folder_without_settings_gets_no_cache(tmp_path: Path, verb: list[str]) -> None:
    (tmp_path / "catalogue").mkdir()
    result = CliRunner().invoke(main, [*verb, "--root", str(tmp_path)])
    assert result.exit_code == 1, result.output
    assert {each.name for each in tmp_path.iterdir()} == {"catalogue"}


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["chekc"], "Feil: Kommandoen 'chekc' finnes ikke."),
        (["check", "--nosuch"], "Feil: Valget '--nosuch' finnes ikke. Mente du '--now'?"),
        (["check", "--now", "i går"], "'i går' er ikke en dato eller et tidspunkt"),
        (["check", "--language", "en", "--nosuch"], "Error: No such option '--nosuch'."),
    ],
)
def test_wrong_use_is_explained_in_the_language_of_the_site_or_of_the_option(
    small_site: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], text: str
) -> None:
    monkeypatch.chdir(small_site)
    monkeypatch.setenv("LANGUAGE", "se")
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, text in result.output) == (2, True), result.output


def test_the_groups_help_lists_every_command_and_each_exists() -> None:
    listed = run("--help").output
    for name, (_, text) in COMMANDS.items():
        assert f"  {name} " in listed
        assert translated_help(text) in listed
        assert CliRunner().invoke(main, [name, "--help"]).exit_code == 0


def test_search_compares_with_a_site_that_was_built_before(small_site: Path) -> None:
    assert run("build", "--root", str(small_site)).exit_code == 0
    shutil.copytree(small_site / "public", small_site.parent / "old")
    against = ("--against", str(small_site.parent / "old"), "--language", "nb")
    assert run("search", "naturfag", "--root", str(small_site), *against).output.startswith("0 av 1 søk")
    spoil(small_site, "tittel: Naturfag 1", "tittel: Blomster 1")
    changed = run("search", "naturfag", "1", "--root", str(small_site), *against)
    assert changed.exit_code == 0, changed.output
    queries = small_site.parent / "queries.txt"
    queries.write_text("# Ord som skal prøves\nnaturfag\n\nblomster\nblomster\n", encoding="utf-8")
    several = run("search", "--root", str(small_site), *against, "--queries", str(queries))
    assert "blomster\n" in several.output
    assert several.output.endswith("av 2 søk begynner med andre treff.\n"), several.output
    queries.write_bytes(b"\xff")
    assert run("search", "--root", str(small_site), *against, "--queries", str(queries)).exit_code == 2
    assert run("search", "--root", str(small_site), "--queries", str(queries)).exit_code == 2
    (small_site.parent / "old/search/nb.json").write_text("{}", encoding="utf-8")
    refused = run("search", "naturfag", "--root", str(small_site), *against)
    assert refused.exit_code == 2
    assert "har ingen søkeindeks" in refused.output
    assert run("search", "--root", str(small_site)).exit_code == 2
