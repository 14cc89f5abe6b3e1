"""Lines without a suspect character are passed over: that must change nothing of what is found."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.catalogue.markdown import leftovers

PIECES = [
    "ord", "Å", " ", "\n", "o ", "a?b", ":smil:", "::: ", "!!!", "====", "[", "]", "(", ")", "{{", "}}", "**", "__",
    "~~", "`",
    "#REF!", "# x", "•", "|", "---", "&amp;", "<b>", "$$", "=3D", "=C3=B8", "[[x]]", "https://a.no", "Ã¸", "\ufffd",
    "\u00ad", "~~~",
    "_x000D_", "=SUM(", "[TOC]", "![", "www.a.no", "hâ€™", "·", "|-", "%}", "${a}", "<%",
]  # fmt: skip


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_the_same_is_found_line_by_line_as_by_all_patterns_over_the_whole_text(text: str) -> None:
    over_all = [(found.lastgroup, found[0]) for found in leftovers._EVERY.finditer(text)]
    by_line = [
        (found.lastgroup, found[0])
        for line in text.split("\n")
        if leftovers._SUSPECT.search(line)
        for found in leftovers._EVERY.finditer(line)
    ]
    assert by_line == over_all


@settings(max_examples=300)
@given(st.lists(st.sampled_from([*PIECES, "=", "[cid:a]", "=?utf-8?Q?a?=", "\u200b"]), max_size=14).map("".join))
def test_a_header_is_passed_over_only_if_no_pattern_of_fields_finds_anything_in_it(text: str) -> None:
    assert leftovers.has_field_leftovers(text) == bool(
        "\\" in text or leftovers._FORMULA.search(text) or leftovers._IN_FIELDS.search(text)
    )
