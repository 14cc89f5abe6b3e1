"""Lines without a suspect character are passed over: that must change nothing of what is found."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.catalogue.markdown import leftovers
from site_builder.catalogue.markdown.source_leftovers import leftovers_of_source

PIECES = [
    "ord", "Å", " ", "\n", "o ", "a?b", ":smil:", "::: ", "!!!", "====", "[", "]", "(", ")", "{{", "}}", "**", "__",
    "~~", "`",
    "#REF!", "# x", "•", "|", "---", "&amp;", "<b>", "$$", "=3D", "=C3=B8", "[[x]]", "https://a.no", "Ã¸", "\ufffd",
    "\u00ad", "~~~",
    "_x000D_", "=SUM(", "[TOC]", "![", "www.a.no", "hâ€™", "·", "|-", "%}", "${a}", "<%",
]  # fmt: skip
IN_FIELDS = [
    "=", "[cid:a]", "=?utf-8?Q?a?=", "\u200b", "а", "Norsk", "\ue000", "ﬁ", "Ａ", "\u180e", "\U000e0041", "√•", "├©",
    "Feil! Bokmerke ukjent.", "'''x'''", "[AB1]", "[a|www.b.no]", "‘",
]  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_the_same_is_found_line_by_line_as_by_all_patterns_over_the_whole_text(text: str) -> None:
    over_all = [(found.lastgroup, found[0]) for found in leftovers.IN_WORDS.finditer(text)]
    by_line = [
        (found.lastgroup, found[0])
        for line in text.split("\n")
        if leftovers._SUSPECT.search(line)
        for found in leftovers.IN_WORDS.finditer(line)
    ]
    assert by_line == over_all


@settings(max_examples=300)
@given(st.lists(st.sampled_from([*PIECES, *IN_FIELDS]), max_size=14).map("".join))
def test_a_header_is_passed_over_only_if_no_pattern_of_fields_finds_anything_in_it(text: str) -> None:
    assert leftovers.has_field_leftovers(text) == bool(
        "\\" in text or leftovers._FORMULA.search(text) or leftovers.IN_FIELDS.search(text)
    )


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "cp865"])
def test_letters_read_with_another_character_set_are_told_with_the_right_ones(encoding: str) -> None:
    for letter in "åøæÅØÆéö–«»…":
        try:
            written = letter.encode().decode(encoding)
        except UnicodeDecodeError:  # a byte without a meaning there
            continue
        line = f"a {written} b"
        fixes = [each.fix for each in leftovers.leftovers([line], line)]
        assert fixes == [letter] or (fixes == [None] and written[0] in "ÃΓ"), (letter, written)


@pytest.mark.parametrize("line", ["√2 og √π", "├── fag", "2 ¬ 3", "Â rs"])
def test_signs_that_begin_damaged_letters_stand_alone_unchanged(line: str) -> None:
    assert list(leftovers.leftovers([line], line)) == []


def test_a_bullet_becomes_a_hyphen_only_at_the_beginning_of_a_line() -> None:
    assert [each.fix for each in leftovers.leftovers(["• ord • ord"], "• ord • ord")] == [None, None]
    assert [each.fix for each in leftovers_of_source("• ord • ord")] == ["- "]
    assert [each.fix for each in leftovers_of_source("• a\n• b")] == ["- ", "- "]
    assert list(leftovers.leftovers(["a•b"], "a•b")) == []
