"""Conversion of Markdown to prose: dangerous markup is removed and reported with its line."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.catalogue.markdown.allowed import ALLOWED_ATTRIBUTES, ALLOWED_TAGS, SCHEMES
from site_builder.catalogue.markdown.convert import (
    convert,
)
from site_builder.catalogue.markdown.limits import MAX_CHARACTERS, MAX_OPEN_BRACKETS
from site_builder.catalogue.texts import Heading, TextLink

# Ordinary Markdown


def test_paragraphs_emphasis_and_lists_are_converted() -> None:
    assert convert("En *viktig* ting:\n\n- a\n- b").html == (
        "<p>En <em>viktig</em> ting:</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>"
    )


def test_the_plain_text_separates_words_of_adjacent_elements() -> None:
    assert convert("# Mål\n\n- én\n- to\n\n|a|b|\n|-|-|\n|c|d|\n\nS&oslash;k `x<y`").text == "Mål én to a b c d Søk x<y"


def test_headings_have_ids_made_from_their_words() -> None:
    assert convert("## Kunst og håndverk\n\n### Æra & «mål»").headings == (
        Heading(2, "kunst-og-handverk", "Kunst og håndverk"),
        Heading(3, "aera-mal", "Æra & «mål»"),
    )


def test_equal_headings_get_unequal_ids() -> None:
    assert [heading.id for heading in convert("## Mål\n\n## Mål").headings] == ["mal", "mal_1"]


def test_ids_of_one_text_do_not_depend_on_the_text_before_it() -> None:
    """All texts of a process are converted by one instance."""
    assert convert("## Mål") == convert("## Mål")


def test_an_id_can_be_given() -> None:
    assert convert("## Mål {#hensikt}").headings == (Heading(2, "hensikt", "Mål"),)


@pytest.mark.parametrize("body", ["# Innhold", "<h1>Innhold</h1>"])
def test_the_page_has_its_own_h1_so_a_text_begins_at_h2(body: str) -> None:
    prose = convert(body)
    assert "<h1" not in prose.html
    assert prose.html.startswith("<h2")
    assert prose.removed == ()


def test_columns_are_aligned_by_class_because_style_is_forbidden() -> None:
    prose = convert("|a|b|c|\n|:-|:-:|-:|\n|1|2|3|")
    assert re.findall(r"<td class=\"(\w+)\">", prose.html) == ["left", "center", "right"]
    assert "style" not in prose.html
    assert prose.removed == ()


@pytest.mark.parametrize("fence", ["```", "~~~", "```html"])
def test_code_blocks_are_kept_as_written_and_not_reported(fence: str) -> None:
    prose = convert(f"{fence}\n<script>\n\n<b onclick='x'>\n{fence[:3]}\n")
    assert prose.html == "<pre><code>&lt;script&gt;\n\n&lt;b onclick='x'&gt;\n</code></pre>"
    assert prose.removed == ()


@pytest.mark.parametrize("body", ["Skriv `<script>` slik.", "    <script>x</script>"])
def test_inline_and_indented_code_is_kept_as_written_and_not_reported(body: str) -> None:
    prose = convert(body)
    assert "&lt;script&gt;" in prose.html
    assert prose.removed == ()


@pytest.mark.parametrize("code", ["", "```\nlet x = 1\n```\n\n", "~~~ html\n<b>\n\n<i>\n~~~\n\n", "`x` "])
def test_a_note_after_code_is_at_the_line_and_column_of_its_words(code: str) -> None:
    body = f"Hei.\n\n{code}Kjære {{{{navn}}}}, velkommen."
    [note] = convert(body).notes
    line = body.split("\n")[note.line - 1]
    assert line[note.column - 1 : note.column - 1 + note.length] == "{{navn}}"


def test_harmless_markup_is_kept() -> None:
    body = '<details open><summary>Mer</summary><p lang="se" title="a>b">Bures</p></details>\n\n1 < 2 & 3 > 2'
    prose = convert(body)
    assert prose.html.startswith(
        '<details open=""><summary>Mer</summary><p lang="se" title="a&gt;b">Bures</p></details>'
    )
    assert prose.removed == ()


def test_an_empty_body_is_empty_prose() -> None:
    assert (convert("").html, convert("\n\n").text) == ("", "")


# Links


def test_links_are_kept_as_written_and_listed_with_their_line() -> None:
    body = "Se\n[om](om.md#mål), <https://udir.no>\n\n![Kart](../kart.png)\n\n[x]: a%20b.md\n\nog [x]."
    prose = convert(body)
    assert prose.links == (TextLink("om.md#mål", 2), TextLink("https://udir.no", 2), TextLink("a%20b.md", 6))
    assert prose.images == (TextLink("../kart.png", 4),)


def test_links_with_the_same_ending_have_their_own_lines() -> None:
    assert convert("[a](x/om.md)\n[b](om.md)").links == (TextLink("x/om.md", 1), TextLink("om.md", 2))


def test_a_link_after_a_title_with_an_angle_bracket_is_found() -> None:
    assert convert('<a title="a > b" href="om.md">x</a>').links == (TextLink("om.md", 1),)


def test_a_link_with_an_ampersand_is_listed_as_written() -> None:
    assert convert("[a](https://a.no/?b=1&c=2)").links == (TextLink("https://a.no/?b=1&c=2", 1),)


# Removed markup


@pytest.mark.parametrize(
    ("body", "markup", "line"),
    [
        ("a\n\n<script>alert(1)</script>", "<script>", 3),
        ("a <SCRIPT src=//x>", "<script>", 1),
        ("a\n<b onclick='x'>b</b>", "<b onclick>", 2),
        ("<img src='x.png' onerror=alert(1)>", "<img onerror>", 1),
        ("\n\n[a](javascript:alert(1))", "javascript:", 3),
        ("[a](JavaScript:alert(1))", "JavaScript:", 1),
        ("![a](data:image/svg+xml,x)", "data:", 1),
        ("<a href='vbscript:x'>a</a>", "<a href=vbscript:>", 1),
        ("<a href='&#106;avascript:x'>a</a>", "<a href=javascript:>", 1),
        ("a\n\n<style>p{}</style>", "<style>", 3),
        ("<p style='color:red'>a</p>", "<p style>", 1),
        ("<p class='banner'>a</p>", "<p class>", 1),
        ("a\n\n<iframe src='https://x.no'></iframe>", "<iframe>", 3),
        ("<svg onload=alert(1)>", "<svg>", 1),
        ("<svg><script>x</script></svg>", "<script>", 1),
        ("<math><mtext>x</mtext></math>", "<math>", 1),
        ("<form action='/x'><input name=q></form>", "<form>", 1),
        ("<object data=x></object>", "<object>", 1),
        ("<base href='https://x.no/'>", "<base>", 1),
        ("<meta http-equiv=refresh content=0>", "<meta>", 1),
        ("<link rel=stylesheet href=x>", "<link>", 1),
        ("a <!-- skjult --> b", "<!-- -->", 1),
        ("a\n\n<?php x ?>", "<?php x ?>", 3),
        ("## Mål {: style='x' }", "<h2 style>", 1),
        ("- a\n\n    <script>x</script>", "<script>", 3),
        ("[a](http://[)", "http://[", 1),
    ],
)
def test_removed_markup_is_reported_with_its_line(body: str, markup: str, line: int) -> None:
    assert (markup, line) in convert(body).removed


def test_each_removal_is_reported_once() -> None:
    assert convert("<a href='javascript:x'>a</a>").removed == (("<a href=javascript:>", 1),)
    assert convert("<iframe src='https://x.no'></iframe>").removed == (("<iframe>", 1),)


def test_one_removal_does_not_hide_another() -> None:
    assert convert("<script>x</script>\n\n## b {: onclick='x' }").removed == (("<script>", 1), ("<h2 onclick>", 3))


class Dangers(HTMLParser):
    """Collects markup outside the allowed lists, with another parser than the sanitiser's."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ALLOWED_TAGS:
            self.found.append(tag)
        for name, value in attrs:
            if name not in ALLOWED_ATTRIBUTES["*"] | ALLOWED_ATTRIBUTES.get(tag, set()) | {"class"}:
                self.found.append(f"{tag} {name}")
            if name == "class" and value not in ("", "left", "center", "right"):
                self.found.append(f"{tag} class={value}")
            scheme = re.match(r"[\s\x00-\x20]*([a-zA-Z][\w+.-]*)[\s\x00-\x20]*:", value or "")
            if name in ("href", "src") and scheme and scheme[1].lower() not in SCHEMES:
                self.found.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.found.append("comment")

    def handle_decl(self, decl: str) -> None:
        self.found.append("declaration")

    def handle_pi(self, data: str) -> None:
        self.found.append("instruction")


def dangers(html: str) -> list[str]:
    parser = Dangers()
    parser.feed(html)
    parser.close()
    return parser.found


def test_the_independent_parser_finds_dangerous_markup() -> None:
    html = "<script>1</script><b onclick=x><a href=' javascript:x'><p class=y><!-- c --><!doctype x>"
    assert dangers(html) == ["script", "b onclick", "a href= javascript:x", "p class=y", "comment", "declaration"]


NASTY = st.lists(
    st.sampled_from(
        [
            *"<>\"'`=/ \n&;()[]{}:!#*_-|\\",
            "<script>",
            "</script>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "<a href=javascript:alert(1)>",
            "javascript:",
            "&#106;avascript:",
            "java\tscript:",
            "](javascript:alert(1))",
            "![x](data:text/html,x)",
            "<iframe srcdoc='",
            "<math><mtext><table><mglyph><style><!--</style>",
            "<noscript><p title='</noscript>",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?x",
            "{: onclick=alert(1) }",
            '{: style="x" class="y" id="z" }',
            "{: href=javascript:x }",
            "<textarea>",
            "<template>",
            "<style>",
            "\n\n",
            "\n    ",
            "\n```\n",
            "\n- ",
            "\n> ",
            "\n# ",
            "\n|a|b|\n|:-|-|\n|",
            "\n: ",
            "[a]: javascript:x\n",
            "<h1>",
            "\ufeff",
            "æ",
            "a",
        ]
    ),
    max_size=30,
).map("".join)


@given(NASTY)
def test_nothing_dangerous_survives(body: str) -> None:
    assert dangers(convert(body).html) == []


@given(st.one_of(st.text(), NASTY))
def test_conversion_is_deterministic_and_all_lines_are_within_the_text(body: str) -> None:
    prose = convert(body)
    assert convert(body) == prose
    last = body.count("\n") + 1
    assert all(0 <= line <= last for _, line in prose.removed)
    assert all(0 <= link.line <= last for link in (*prose.links, *prose.images))
    assert prose.refusal is None or 1 <= prose.refusal.line <= last


# Texts made to block the build


@pytest.mark.parametrize(
    "body",
    [
        "[" * 100_000,
        "![" * 50_000,
        "[a](" * 50_000,
        "<a " * 50_000,
        "- " * 50_000 + "x",
        "> " * 50_000,
        "[a][" * 50_000,
    ],
)
def test_a_text_with_too_many_open_brackets_is_refused_quickly(body: str) -> None:
    began = time.process_time()
    prose = convert(f"Først et avsnitt.\n\n{body}\n\nSå et til.")
    assert prose.refusal is not None
    assert prose.refusal.line in (1, 3)
    assert prose.html == ""
    assert time.process_time() - began < 2


def refused(body: str) -> tuple[str, int] | None:
    found = convert(body).refusal
    return (found.reason, found.line) if found else None


def test_lists_nested_too_deep_are_refused() -> None:
    assert refused("a\n\n" + "- " * 21 + "x") == ("nested", 3)
    assert refused("> " * 21 + "x") == ("nested", 1)
    assert refused("- " * 20 + "x") is None
    assert refused("- " * 40) is None  # a rule


def test_a_text_after_a_refused_one_is_converted_as_usual() -> None:
    """A RecursionError leaves the converter half-updated, so it must be replaced."""
    convert("- " * 2_000 + "x")
    assert convert("En *viktig* ting.").html == "<p>En <em>viktig</em> ting.</p>"


def test_the_reported_line_is_that_of_the_first_bracket_too_many() -> None:
    assert refused("a\nb\n\nc\n\n" + "[" * (MAX_OPEN_BRACKETS + 1)) == ("open", 6)
    assert refused("a\n\n" + "[" * MAX_OPEN_BRACKETS) is None
    assert refused("[a](b) (c) <d>\n" * 500) is None


def test_a_long_text_is_converted_and_one_past_the_limit_is_refused() -> None:
    paragraph = "Et helt vanlig avsnitt om naturfag, med [en lenke](om.md).\n\n"
    assert refused(paragraph * (MAX_CHARACTERS // len(paragraph))) is None
    assert refused(paragraph * (MAX_CHARACTERS // len(paragraph) + 1)) == ("long", 833)


def test_a_hundred_headings_without_an_empty_line_are_enough() -> None:
    assert refused("# a\n" * 100) is None
    assert refused("# a\n" * 101) == ("crowded", 101)
    assert refused("# a\n\n" * 101) is None


def test_elements_left_open_are_refused_because_html_repeats_them_in_each_paragraph() -> None:
    assert refused("a\n\n" + "".join(f"<b id={number}><p>" for number in range(21))) == ("tags", 3)
    assert refused("<b><table></b></table>\n\n" * 21) == ("tags", 1)
    assert refused("<p>a\n\n" * 500) is None
    assert refused("`<b>` <b>a</b>\n\n" * 500) is None
