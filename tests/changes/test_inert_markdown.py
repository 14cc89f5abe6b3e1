"""What strangers write is shown in a comment on a pull request, and does nothing there."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from site_builder.catalogue.schema.enums import ChangeKind
from site_builder.changes.course_changes import Change
from site_builder.changes.formats import MAX_COMMENT, as_atom, as_markdown, as_text

HOSTILE = [
    "@everyone",
    "@org/team",
    "#123",
    "owner/repo#1",
    "GH-1",
    "https://evil.example/",
    "www.evil.example",
    "a@evil.example",
    "da39a3ee5e6b4b0d3255bfef95601890afd80709",
    "![x](https://evil.example/x.png)",
    "[x](https://evil.example/)",
    "[x]: https://evil.example/",
    "<img src=https://evil.example/x.png>",
    "<!-- x",
    "</details><details open>",
    "`@everyone`",
    "``@everyone``",
    "```\n@everyone",
    "````\n@everyone\n````",
    "~~~\n@everyone",
    "a\n\n@everyone",
    "a\r\n\r\n# @everyone",
    "a | b | c\n--- | --- | ---\n@everyone",
    "- [ ] @everyone",
    "> @everyone",
    "# Heading",
    "---",
    "===",
    "*a* **b** _c_ ~d~ ~~e~~",
    "$\\sqrt{x}$ $$x$$",
    ":tada:",
    "&#64;everyone &lt;b&gt;",
    "\\@everyone \\",
    "`",
    "``` ` ``",
    " ` ",
    "\u202e@everyone\u2066",
    "a\u2028b\u2029c\x85d\x0be",
    "::error::x",
    "2016-99-99 2016-02-30",
    "[^1] [^1]: x",
    "/close",
]
"""Texts that GitHub's or GitLab's Markdown does something with."""


def change(kind: ChangeKind, text: str) -> Change:
    return Change(kind, text, text, text, text, text, text)


def texts_outside_code(markdown: str) -> str:
    """Return what a reader of CommonMark takes for running text, headings or HTML."""
    shown = []
    for token in MarkdownIt("commonmark").parse(markdown):
        if token.type == "html_block":
            shown.append(token.content)
        for child in token.children or ():
            if child.type != "code_inline":
                shown.append(child.content or child.type)
    return "\n".join(shown)


@cache
def expected(kind: ChangeKind) -> str:
    """Return the same of a change whose texts are all «x»."""
    return texts_outside_code("\n".join(as_markdown([change(kind, "x")], "nb")))


@pytest.mark.parametrize("text", HOSTILE)
def test_everything_that_editors_write_is_code(text: str) -> None:
    shown = {kind: texts_outside_code("\n".join(as_markdown([change(kind, text)], "nb"))) for kind in ChangeKind}
    assert shown == {kind: expected(kind) for kind in ChangeKind}


@given(st.text(alphabet=st.sampled_from("`~@#\n\r <>[]()!-*_|\\ax1 \u2028")), st.sampled_from(ChangeKind))
def test_no_text_ends_its_code(text: str, kind: ChangeKind) -> None:
    markdown = "\n".join(as_markdown([change(kind, text or "x")], "nb"))
    assert texts_outside_code(markdown) == expected(kind)


def test_a_title_is_shown_as_it_is() -> None:
    [*_, line, _] = as_markdown([Change(ChangeKind.NEW, "Høgskolen", "2016-2017/a/b", "Matte 1–7 `x`")], "nb")
    assert line == "- `Høgskolen`: `` Matte 1–7 `x` `` (`2016-2017/a/b`)"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_line_on_a_terminal_is_written_by_editors_alone(text: str) -> None:
    for kind in ChangeKind:
        lines = list(as_text([change(kind, text)], "nb"))
        assert all(line == "" or line.isprintable() for line in lines)
        assert not any(re.match(r"\s*(::|##\[)", line) for line in lines[:2])
        feed = as_atom([change(kind, text)], "https://x.example", datetime(2016, 2, 10, tzinfo=UTC), "nb")
        assert len(ElementTree.fromstring(feed)) == 5


def test_a_report_is_no_longer_than_a_comment_may_be_and_says_how_much_is_left_out() -> None:
    changes = [change(ChangeKind.OTHER, f"{number} {'x' * 90}") for number in range(1_000)]
    lines = list(as_markdown(changes, "nb"))
    items = sum(line.startswith("- ") for line in lines)
    assert sum(len(line) + 1 for line in lines) < MAX_COMMENT + 200
    assert lines[-1] == f"Endringer til: {1_000 - items}. Rapporten er for lang til en kommentar."
    assert 0 < items < 1_000
