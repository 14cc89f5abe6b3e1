"""Values and words of any length: refused, or cut, in time that grows with their length."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.authoring.autofix import _tidy
from site_builder.build import Site
from site_builder.catalogue.schema import address_parsers, parsers
from site_builder.catalogue.schema.messages import InvalidValue
from site_builder.catalogue.schema.notation import MAX_LINE
from site_builder.search.analysis import MAX_WORD, tokens
from site_builder.search.shards import _starts

PARSERS = (
    parsers.parse_grades,
    parsers.parse_credits,
    parsers.parse_date,
    parsers.parse_semester,
    parsers.parse_duration,
    address_parsers.parse_address,
    address_parsers.parse_edit_address,
    address_parsers.parse_email,
    address_parsers.parse_phone,
    parsers.whole_number(1, 10),
)


@pytest.mark.parametrize("parser", PARSERS, ids=lambda parser: parser.__name__)
@pytest.mark.parametrize("value", ["1" + " " * 200_000 + "!", "1" * 200_000, "a@" * 100_000, "1 -" * 70_000])
def test_a_value_of_any_length_is_refused(parser: Callable[[object], object], value: str) -> None:
    with pytest.raises(InvalidValue):
        parser(value)


@given(st.text(alphabet=" \t\n1-7a", max_size=50))
def test_the_patterns_never_see_a_run_of_spaces(value: str) -> None:
    try:
        text = parsers.expect_text(value)
    except InvalidValue:
        return
    assert text == " ".join(text.split())
    assert len(text) <= MAX_LINE


def test_a_word_without_end_is_cut_into_words() -> None:
    assert [len(word) for word in tokens("a" * 250)] == [MAX_WORD, MAX_WORD, 50]


@given(st.integers(1, 600))
def test_names_that_differ_after_hundreds_of_letters_do_not_deepen_the_recursion(length: int) -> None:
    assert _starts(["a" * length + end for end in "bc"], [6_000, 6_000], 5_500)


def test_a_word_of_twenty_thousand_letters_is_published(small_site: Path, build_site: Callable[..., Site]) -> None:
    article = small_site / "content/om.md"
    article.write_text(article.read_text(encoding="utf-8") + f"\n{'å' * 20_000} {'å' * 4_000}\n", encoding="utf-8")
    assert any(output.path == "om/index.html" for output in build_site(small_site).outputs)


@pytest.mark.parametrize("line", ["\n", " \n", "#\n", " #\n", "a\n", "-\n", " a\n", "fag:\n", "\t\n", ":\n"])
def test_fields_are_put_in_order_in_one_pass_over_their_lines(line: str) -> None:
    """Fields that were searched for from every line would take hours: there are 200,000."""
    text = f"tittel: X\n{line * 200_000}"
    assert _tidy(text, "course").startswith("tittel: X")
