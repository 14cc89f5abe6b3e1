"""`check` for other programs (SARIF, JUnit) and for single files."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from site_builder.cli.main import main

COURSE = "catalogue/2016-2017/hihm/naturfag-2-1-7.md"
OTHER = "catalogue/2016-2017/hihm/naturfag-1-1-7.md"


@pytest.fixture
def broken(small_site: Path) -> Path:
    """The small site with a wrong subject in one course and a misspelt key in the other."""
    for path, old, new in ((COURSE, "fag: naturfag", "fag: naturfak"), (OTHER, "studiepoeng:", "studiepong:")):
        file = small_site / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return small_site


def check(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", "--root", str(root), "--now", "2016-02-10", *arguments])


def test_sarif_names_rule_file_line_and_column(broken: Path) -> None:
    result = check(broken, "--format", "sarif")
    log = json.loads(result.stdout)
    assert (result.exit_code, log["version"]) == (1, "2.1.0")
    [run] = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == sorted(set(rules))
    for each in run["results"]:
        assert rules[each["ruleIndex"]] == each["ruleId"]
    [found] = [each for each in run["results"] if each["ruleId"] == "unknown-subject"]
    assert found["level"] == "error"
    place = found["locations"][0]["physicalLocation"]
    line = (broken / COURSE).read_text(encoding="utf-8").splitlines()[place["region"]["startLine"] - 1]
    assert place["artifactLocation"]["uri"] == COURSE
    assert line[place["region"]["startColumn"] - 1 : place["region"]["endColumn"] - 1] == "naturfak"


def test_junit_has_a_suite_a_file_and_a_failing_case_a_problem(broken: Path) -> None:
    root = ElementTree.fromstring(check(broken, "--format", "junit").output)
    suites = {suite.get("name"): suite for suite in root}
    assert {COURSE, OTHER} <= set(suites)
    for suite in suites.values():
        assert int(suite.get("tests", "0")) == len(suite)
        assert int(suite.get("failures", "0")) == len(suite.findall("testcase/failure"))
    failure = suites[COURSE].find("testcase/failure")
    assert failure is not None
    assert "naturfak" in str(failure.get("message"))


def test_a_site_without_problems_is_a_report_with_one_case_that_passes(small_site: Path) -> None:
    result = check(small_site, "--format", "junit")
    root = ElementTree.fromstring(result.output)
    assert result.exit_code == 0
    assert len(root.findall("testsuite/testcase")) == 1
    assert root.find(".//failure") is None
    assert json.loads(check(small_site, "--format", "sarif").stdout)["runs"][0]["results"] == []


def test_single_files_are_checked_with_all_the_others(broken: Path) -> None:
    result = check(broken, str(broken / COURSE))
    assert result.exit_code == 1
    assert "unknown-subject" in result.output
    assert "studiepong" not in result.output


def test_a_file_without_problems_is_fine_though_others_have_some(broken: Path) -> None:
    assert check(broken, str(broken / "content/forside.md")).exit_code == 0


def test_a_file_outside_the_catalogue_is_refused(small_site: Path, tmp_path: Path) -> None:
    stranger = tmp_path / "stranger.md"
    stranger.write_text("x", encoding="utf-8")
    result = check(small_site, str(stranger))
    assert result.exit_code == 2
    assert "er ikke en del av katalogen i" in result.output


def test_a_table_in_markdown_has_every_problem_and_no_markup_of_editors(broken: Path) -> None:
    file = broken / COURSE
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("fag: naturfak", 'fag: "@alle | [x](https://a.no) `b`"'), encoding="utf-8")
    lines = check(broken, "--format", "markdown", "--language", "nb").stdout.splitlines()
    assert lines[:2] == ["| Sted | Hva som er galt | Hva som hjelper |", "|---|---|---|"]
    rows = [line for line in lines[2:] if line]
    assert len(rows) == len(json.loads(check(broken, "--format", "json").stdout))
    [row] = [line for line in rows if "unknown-subject" in line]
    assert f"`{COURSE}:3:6` `unknown-subject` | ``«@alle \\| [x](https://a.no) `b`» er ikke et kjent fag.``" in row
