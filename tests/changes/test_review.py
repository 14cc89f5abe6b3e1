"""Corrections as suggested changes of a pull request: the right lines, and nothing that an untrusted job makes up."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from site_builder.changes.corrections import MAX_LINES, Correction, as_json, corrections_of, from_json
from site_builder.changes.review import MAX_COMMENTS, ChangedFile, Comment, from_json_lines, review
from site_builder.cli.main import main

COURSE = "catalogue/2016-2017/hihm/a.md"
PATCH = "@@ -1,3 +1,4 @@\n ---\n-tittel: A\n+tittel: B\n+studiepoeng: 30 sp\n fag: norsk\n@@ -20,2 +21,2 @@ x\n a\n+b"
"""Lines 1 to 4, and 21 and 22."""


def applied(old: str, corrections: list[Correction]) -> list[str]:
    """Return the lines of a text with all corrections taken, the last first."""
    lines = old.split("\n")
    for each in reversed(corrections):
        assert tuple(lines[each.first - 1 : each.first - 1 + len(each.old)]) == each.old
        lines[each.first - 1 : each.first - 1 + len(each.old)] = each.new
    return lines


def suggested(*corrections: Correction, patch: str | None = PATCH, said: tuple[Comment, ...] = ()) -> list[Any]:
    found: Any = review(corrections, [ChangedFile(COURSE, patch)], said, "abc", "en")
    assert found is None or (found["commit_id"], found["event"]) == ("abc", "COMMENT")
    return found["comments"] if found else []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("a\nb: 30 sp\nc", "a\nb: 30\nc", [(2, ["b: 30 sp"], ["b: 30"])]),
        ("a 1\nb\nc 1", "a 2\nb\nc 2", [(1, ["a 1"], ["a 2"]), (3, ["c 1"], ["c 2"])]),
        ("a 1\nb 1", "a 2\nb 2", [(1, ["a 1", "b 1"], ["a 2", "b 2"])]),
        ("b: 1\na: 1\nc: 1\n", "a: 1\nb: 1\nc: 1\n", [(1, ["b: 1", "a: 1"], ["a: 1", "b: 1"])]),
        ("a\r\nb 1\r\n", "a\nb 2\n", [(2, ["b 1"], ["b 2"])]),
        ("a\r\nb\r\n", "a\nb\n", []),
        ("a\nb", "a\nb\n", []),
        ("a\nb\n", "a\nb\nc\n", [(2, ["b"], ["b", "c"])]),
        ("b\n", "a\nb\n", [(1, ["b"], ["a", "b"])]),
        ("a\nb\nc\n", "a\nc\n", [(2, ["b"], [])]),
        ("a\x0cb\u2028c 1\nd\n", "a\x0cb\u2028c 1\ne\n", [(2, ["d"], ["e"])]),
        ("x\n" * 40, "y\n" * 40, []),
    ],
)
def test_corrections_are_of_whole_lines_and_a_move_is_one(
    old: str, new: str, found: list[tuple[int, list[str], list[str]]]
) -> None:
    corrections = list(corrections_of(COURSE, old, new))
    assert [(each.first, [*each.old], [*each.new]) for each in corrections] == found
    assert from_json(as_json(corrections).encode()) == tuple(corrections)


@given(*[st.lists(st.sampled_from("abcd"), min_size=1, max_size=12)] * 2)
def test_all_corrections_together_make_the_new_text(old: list[str], new: list[str]) -> None:
    corrections = list(corrections_of(COURSE, "\n".join(old), "\n".join(new)))
    assert applied("\n".join(old), corrections) == new


@pytest.mark.parametrize(
    ("first", "old", "new", "place"),
    [
        (3, ["studiepoeng: 30 sp"], ["studiepoeng: 30"], {"line": 3}),
        (2, ["tittel: B", "studiepoeng: 30 sp"], ["x"], {"start_line": 2, "start_side": "RIGHT", "line": 3}),
        (4, ["fag: norsk"], [], {"line": 4}),
        (22, ["b"], ["c"], {"line": 22}),
        (3, ["studiepoeng: 15 sp"], ["studiepoeng: 15"], None),  # not what the diff shows
        (2, ["tittel: A"], ["tittel: C"], None),  # a line that is no more
        (5, ["x"], ["y"], None),  # between the parts of the diff
        (4, ["fag: norsk", "a"], ["x"], None),  # across two parts
        (3, ["studiepoeng: 30 sp"], ["a\u202eb"], None),  # turns the line
        (3, ["studiepoeng: 30 sp"], ["a\rb"], None),
    ],
)
def test_a_correction_is_suggested_only_where_the_diff_has_its_lines(
    first: int, old: list[str], new: list[str], place: dict[str, object] | None
) -> None:
    found = suggested(Correction(COURSE, first, tuple(old), tuple(new)))
    body = "\n".join(["`site-builder check --fix` would write this. Take it if it is what you mean.", ""])
    body += "\n".join(["", "```suggestion", *new, "```"])
    assert found == ([{"path": COURSE, "side": "RIGHT", "body": body} | place] if place else [])


def test_a_diff_with_other_line_ends_is_the_same() -> None:
    [found] = suggested(Correction(COURSE, 2, ("b 1",), ("b 2",)), patch="@@ -1 +1,2 @@\r\n a\r\n+b 1\r\n\\ No newline")
    assert found["line"] == 2
    assert found["body"].endswith("\n\n```suggestion\nb 2\n```")


@pytest.mark.parametrize("new", ["```", "a ```` b", "```suggestion", "@alle, se #1 og ![x](https://x.no/y.png)"])
def test_nothing_in_a_correction_ends_its_fence(new: str) -> None:
    [found] = suggested(Correction(COURSE, 3, ("studiepoeng: 30 sp",), (new, "```")))
    *_, opening, first, second, closing = found["body"].split("\n")
    assert (first, second, opening.removesuffix("suggestion")) == (new, "```", closing)
    assert set(closing) == {"`"}
    assert closing not in new


def test_what_is_said_already_other_files_and_overlaps_are_left_out() -> None:
    correction = Correction(COURSE, 3, ("studiepoeng: 30 sp",), ("studiepoeng: 30",))
    [found] = suggested(correction)
    assert suggested(correction, said=(Comment(COURSE, found["body"].replace("\n", "\r\n")),)) == []
    assert suggested(Correction(".github/workflows/x.yml", 3, correction.old, correction.new)) == []
    assert suggested(correction, patch=None) == []
    assert len(suggested(correction, Correction(COURSE, 3, correction.old, ("studiepoeng: 15",)))) == 1


def test_a_review_has_no_more_comments_than_are_read() -> None:
    patch = "@@ -0,0 +1,99 @@\n" + "\n".join(f"+{number}" for number in range(1, 100))
    corrections = [Correction(COURSE, number, (str(number),), ("x",)) for number in range(1, 100)]
    assert len(suggested(*corrections, patch=patch)) == MAX_COMMENTS


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[1]",
        b"[" * 100_000,
        b'[{"path":"a","first":0,"old":["a"],"new":[]}]',
        b'[{"path":"a","first":1,"old":[],"new":[]}]',
        b'[{"path":"a","first":1,"old":["a"],"new":[],"body":"x"}]',
        b'[{"path":"a","first":1,"old":["\xff"],"new":[]}]',
        json.dumps([{"path": "a", "first": 1, "old": ["a"], "new": ["a"] * (MAX_LINES + 1)}]).encode(),
        json.dumps([{"path": "a", "first": 1, "old": ["a"], "new": ["a" * 9_999]}]).encode(),
        json.dumps([{"path": "a", "first": 1, "old": ["a"], "new": []}] * 9_999).encode(),
    ],
)
def test_input_of_another_kind_or_size_is_refused(content: bytes) -> None:
    with pytest.raises((ValueError, RecursionError)):
        from_json(content)


def test_from_check_to_review(bare_site: Path, tmp_path: Path) -> None:
    course = bare_site / "catalogue/2016-2017/hihm/naturfag-1-1-7.md"
    course.write_text(course.read_text(encoding="utf-8").replace("studiepoeng: 30", "studiepoeng: 30 sp"), "utf-8")
    made = CliRunner().invoke(main, ["check", "--root", str(bare_site), "--diff", "--format", "json"])
    assert made.exit_code == 1
    path = course.relative_to(bare_site).as_posix()
    files = {
        "corrections.json": made.output,
        "changed.jsonl": json.dumps({"filename": path, "patch": "@@ -6 +6 @@\n-studiepoeng: 30\n+studiepoeng: 30 sp"}),
        "comments.jsonl": "",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = ["suggest", "--root", str(bare_site), *(str(tmp_path / name) for name in files), "abc"]
    said = CliRunner().invoke(main, command)
    [comment] = json.loads(said.output)["comments"]
    assert (comment["path"], comment["line"]) == (path, 6)
    assert "```suggestion\nstudiepoeng: 30\n```" in comment["body"]
    assert comment["body"].startswith("Dette ville `site-builder check --fix` ha skrevet.")
    (tmp_path / "corrections.json").write_text("[]", encoding="utf-8")
    assert CliRunner().invoke(main, command).output == ""
    (tmp_path / "corrections.json").write_text("nei", encoding="utf-8")
    refused = CliRunner().invoke(main, command)
    assert (refused.exit_code, "Dette er ikke noe `suggest` kan lese" in refused.output) == (2, True)
    assert from_json_lines(b'{"path":"a","body":"b"}\n', Comment) == (Comment("a", "b"),)
