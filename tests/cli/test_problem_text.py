"""Problems and build results as text: for terminals, programs and pull requests."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from site_builder.cli.problem_text import STAGES, as_github, as_json, as_text, build_report, summary, where_explained
from site_builder.problems import Place, Problem, Severity, error, has_errors, in_order, nearest, warning
from site_builder.publish.folder import Published

PATH = "content/om.md"


def fault(line: int = 2, column: int = 9, length: int = 5, value: str = "x", path: str = PATH) -> Problem:
    return error(
        Place(path, line, column, length),
        "bad-semester",
        "«{value}» is not a semester.",
        "Check the date.",
        value=value,
    )


def notice(path: str = PATH) -> Problem:
    return warning(
        Place(path),
        "stray-file",
        "The file is not read: this folder has no files of that name.",
        "Choose another name.",
    )


def lines(root: Path, *problems: Problem, language: str = "en") -> list[str]:
    return [line for _, line in as_text(problems, root, language)]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / PATH).write_text("---\nmeny: 12345\n\tinnrykk\n" + "ord " * 60 + "her\n", encoding="utf-8")
    return tmp_path


# For people


def test_a_problem_is_place_line_mark_message_and_remedy(root: Path) -> None:
    assert lines(root, fault(2, 7)) == [
        "content/om.md:2:7: error [bad-semester]",
        "    2 │ meny: 12345",
        "      │       ^^^^^",
        "      «x» is not a semester.",
        "      → Check the date.",
        "",
    ]


def test_a_problem_is_shown_in_norwegian(root: Path) -> None:
    assert lines(root, fault(2, 7), language="nb")[0] == "content/om.md:2:7: feil [bad-semester]"
    assert lines(root, notice(), language="nb")[0] == "content/om.md: advarsel [stray-file]"


def test_without_a_line_no_line_is_shown(root: Path) -> None:
    assert lines(root, notice())[1].startswith("      The file is not read")


def test_without_a_column_the_line_is_shown_and_nothing_marked(root: Path) -> None:
    shown = lines(root, fault(2, 0))
    assert shown[1] == "    2 │ meny: 12345"
    assert "^" not in "".join(shown)


def test_the_mark_is_under_the_place_in_a_line_that_is_too_long_to_show(root: Path) -> None:
    _, source, mark, *_ = lines(root, fault(4, 241, 3))
    assert len(source) <= 108
    assert source[mark.index("^") : mark.rindex("^") + 1] == "her"


def test_a_mark_never_reaches_beyond_the_line(root: Path) -> None:
    _, source, mark, *_ = lines(root, fault(2, 7, 5_000))
    assert len(mark) == len(source)


def test_a_tab_takes_one_place_so_that_the_mark_is_right(root: Path) -> None:
    _, source, mark, *_ = lines(root, fault(3, 2, 7))
    assert source[mark.index("^") :] == "innrykk"


def test_a_place_beyond_the_file_or_in_a_missing_file_is_still_shown(root: Path) -> None:
    assert lines(root, fault(99, 1))[0] == "content/om.md:99:1: error [bad-semester]"
    assert lines(root, fault(path="content/borte.md"))[0] == "content/borte.md:2:9: error [bad-semester]"


def test_control_characters_of_a_source_do_not_reach_the_terminal(root: Path) -> None:
    (root / PATH).write_text("tittel: \x1b[2J\x1b]0;x\x07\n", encoding="utf-8")
    assert not any("\x1b" in line or "\x07" in line for line in lines(root, fault(1, 9, value="\x1b[31m\n")))


def test_a_file_with_several_problems_has_a_heading_that_counts_them(root: Path) -> None:
    shown = lines(root, fault(2, 7), notice(), fault(path="content/borte.md"), language="nb")
    assert shown[0] == "content/om.md: 1 feil, 1 advarsel"
    assert [line for line in shown if line.startswith("content/borte.md")] == [
        "content/borte.md:2:9: feil [bad-semester]"
    ]


def test_each_code_is_listed_with_its_heading_in_the_guide() -> None:
    assert list(where_explained([fault(), notice(), notice("content/b.md")], "nb")) == [
        "Mer om hver melding:",
        "    2 × site-builder explain stray-file",
        "    1 × site-builder explain bad-semester",
    ]
    assert list(where_explained([], "nb")) == []


@pytest.mark.parametrize(
    ("errors", "warnings", "expected"),
    [
        (0, 0, "No problems."),
        (1, 0, "1 error"),
        (2, 0, "2 errors"),
        (0, 1, "1 warning"),
        (2, 3, "2 errors, 3 warnings"),
    ],
)
def test_the_summary_counts(errors: int, warnings: int, expected: str) -> None:
    assert summary([fault()] * errors + [notice()] * warnings, "en") == expected


# For programs


def test_json_has_every_part_of_a_problem() -> None:
    assert json.loads(as_json([fault(2, 7)], "nb")) == [
        {
            "file": "content/om.md",
            "line": 2,
            "column": 7,
            "code": "bad-semester",
            "severity": "error",
            "message": "«x» er ikke et semester.",
            "hint": "Kontroller datoen.",
            "guide": "docs/problems.md#bad-semester",
        }
    ]


def test_no_problems_are_an_empty_list() -> None:
    assert json.loads(as_json([], "nb")) == []


def test_a_github_command_is_one_line_whatever_the_problem_contains() -> None:
    [line] = as_github([fault(2, 7, value="50 %, a:b\r\n::error::x", path="content/a,b.md")], "en")
    assert line == (
        "::error file=content/a%2Cb.md,line=2,col=7,title=bad-semester::"
        "«50 %25, a:b  ::error::x» is not a semester. Check the date. (docs/problems.en.md#bad-semester)"
    )


def test_a_pull_request_shows_a_problem_without_a_place_on_the_first_line() -> None:
    [line] = as_github([notice()], "en")
    assert line.startswith("::warning file=content/om.md,line=1,col=1,title=stray-file::")


# Order


def test_problems_are_shown_by_file_line_and_column_each_once() -> None:
    problems = [fault(10, 1), fault(2, 9), fault(2, 7), fault(2, 9), fault(1, 1, path="a.md")]
    assert [str(problem.place) for problem in in_order(problems)] == [
        "a.md:1:1",
        "content/om.md:2:7",
        "content/om.md:2:9",
        "content/om.md:10:1",
    ]


def test_two_faults_at_one_place_are_both_shown() -> None:
    assert len(in_order([fault(value="a"), fault(value="b")])) == 2


def test_a_warning_stops_nothing_and_an_error_does() -> None:
    assert not has_errors([notice()])
    assert has_errors([notice(), fault()])
    assert (notice().severity, fault().severity) == (Severity.WARNING, Severity.ERROR)


@pytest.mark.parametrize(
    ("word", "found"),
    [("nautrfag", "naturfag"), ("NATURFAG", "naturfag"), ("engelks", "engelsk"), ("xyz", None), ("", None)],
)
def test_the_nearest_word_is_found_whatever_its_case_or_none(word: str, found: str | None) -> None:
    assert nearest(word, ["naturfag", "engelsk", "norsk"]) == found


def test_of_equally_near_words_it_is_always_the_same() -> None:
    assert {nearest("norsk 3", order) for order in (["norsk 1", "norsk 2"], ["norsk 2", "norsk 1"])} == {"norsk 2"}


# After a build

COUNTS = {"courses": 2, "pages": 30, "files": 40, "recalled": 5, "made": 2, "damaged": 0, "outdated": 0}


def report_of(published: Published) -> list[str]:
    return list(build_report(COUNTS, published, {"read": 0.25, "publish": 1.5}, "public", "en"))


def test_a_build_report_has_counts_changed_files_times_and_the_folder() -> None:
    assert report_of(Published(("a.html",), ("b.html",), (), 38, 0, "")) == [
        "Built 2 courses, 30 pages, 40 files.",
        "Reused 5, rebuilt 2.",
        "Changed: 1 written, 1 removed, 38 as before.",
        "  + a.html",
        "  - b.html",
        "Took 1.75 s (reading 0.25 s, publishing 1.50 s).",
        "Site written to public.",
    ]


def test_a_build_report_states_that_nothing_changed() -> None:
    assert "Nothing changed." in report_of(Published((), (), (), 40, 0, ""))


def test_many_changed_files_are_counted_not_listed() -> None:
    written = tuple(f"{number}.html" for number in range(13))
    assert [line for line in report_of(Published(written, (), (), 0, 0, "")) if line.startswith("  ")] == []


def test_every_stage_of_a_build_has_a_name() -> None:
    """A stage without a name would be a KeyError in the report."""
    package = Path(__file__).parent.parent.parent / "site_builder"
    sources = "".join(module.read_text(encoding="utf-8") for module in package.rglob("*.py"))
    assert set(re.findall(r'stages\.stage\("(\w+)"\)', sources)) == set(STAGES)
