"""Plain texts become by the quick converter what Python-Markdown makes of them, to the byte; others are left to it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.catalogue.markdown import plain
from site_builder.catalogue.markdown.convert import convert
from site_builder.catalogue.markdown.plain import html_of_plain
from site_builder.catalogue.markdown.python_markdown import markdown_to_html
from tests.catalogue.test_markdown import FRAGMENTS, bodies

pytest.importorskip("pyromark", reason="the extra «fast» is not installed")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "\n\nEt avsnitt.\n\n",
        "Et avsnitt\nover to linjer.\n\n\n\nEt til.",
        "## Kunst og håndverk\n\n### Æra og «mål»\nmed tekst rett under",
        "## Mål\u00a0for *alle*\n\n# Mål",
        "En *viktig* ting, **svært viktig:** én til («*sitat*»).",
        "Se [om katalogen](../om.md#mal), [kilden](https://a.no/x?y=1#z).",
        "Tekst\n\n- én\n- *to*\n- [tre](/tre/)\n\nTekst\n\n1. én\n2. to\n10. tre",
        "* én\n* *to*\n  og mer\n\nTekst\n\n1. én\n   og mer\n2. to\n\nTekst\n\n- én\n  og **mer**\n  til\n- to",
        "## 1. Mål for alle {#hensikt}\n\n1\\. mars, ikke `2. mars`, se `{år}/*_x*`.\n\n`a` «`b`»",
        "| Når | Hva |\n|---|---:|\n| 1\\. mars | *søk* |\n| | `a_b` og [om](/om/) |",
        "Tekst\n\n| A | B |\n| :---: | :--- |\n| «b» | c |\n\n## Mål\n\n| A |\n|---|\n| b |\n",
        "– Ja, sa \"hun\" - og 'han' også: 20\u00a0000 % + 1 = @ # $ ^ ½ …",
    ],
)
def test_what_is_plain_is_converted_at_once(body: str) -> None:
    assert html_of_plain(body) == markdown_to_html(body)


@pytest.mark.parametrize(
    "body",
    [
        "    kode", "``kode``", "` kode`", "`a\u00a0`", "`a` `", "`a\nb`", "`a|b`", "`<b>`", "`\\`", "## `kode`",
        "<b>t</b>", "a &amp; b", "\\*", "under_strek", "> sitat", "---", "a ~~b~~", "<http://a.no>", "ord\n: forklart",
        "| a |\n|---|---|\n| b |", "| a |\n|---|\n| b | c |", "| a |\n|--|\n| b |", "| a |\n|---|",
        "| a\u00a0|\n|---|\n| b |", "a | b\n---|---\nc | d", "Tekst\n| a |\n|---|\n| b |",
        "| a |\n|---|\n| b |\nTekst", "| `a|b` |\n|---|\n| c |",
        "| a \\| b |\n|---|\n| c |", "- | a |\n  |---|\n  | b |",
        "## Mål {.x}", "## Mål {#A}", "Mål {#a}", "## Mål {#a} b", "## Mål {#mal}\n\n## Mål", "## Mål\n\n## Mål",
        "## C#", "## Mål ##", "Mål\n===",
        "- a\n  - b", "- a\n\n- b", "- a\n\n1. b", "- a\n   b", "1. a\n  b", "- a\n    b", "- a\n  1. b", "* a\n- b",
        "* a\n\n* b", "*  a", "+ a", "1. a\n1\\. b", "2. b", "1) a", "Tekst\n- a",
        "***a***", "*a", "a*b*c", "**a *b* c**", "*a\nb*", "[a]", "[a][b]", "[a]: b", "[a](b 'c')", "![a](b)",
        "[*a*](b)", "[`a`](b)", "linje  \nlinje", "\u00a0a", "a\tb", "a\u2028b", "a\ue000b",
    ],
)  # fmt: skip
def test_what_the_two_might_read_otherwise_is_left_to_python_markdown(body: str) -> None:
    assert html_of_plain(body) is None


PLAIN = [
    "# H", "## Mål", "## mål", "\n", "\n\n", "\n\n\n", " ", "  ", "- a", "- b c", "1. x", "2. y", "10. z", "1) p",
    "*e*", "**s**", "*en to*", "**fet:**", "*", "**", "[x](y)", "[om](/om/)", "![a](b)",
    "[b c](https://a.no/x?y=1#z)", "ord", "Ord.", "«sitat»", "«", "»", "(", ")", "–", "—", '"a"', "'b'", "!", "?",
    "| a | b |", "\n|---|---|\n", "|", "|---|", "| *x* | `y` |\n", "| | z |\n", "\n\n| A |\n|:---:|\n| b |\n\n", "\n  ",
    "\n   ", "\n    ", "* a", "\n\n* a\n  b", "\n\n1. a\n   b", "1\\. ", "\\.", "`k`", "`", "`a *b*`", "`{a_b}`",
    " {#id}", "{#b-2}\n",
    ":", ",", ";", "1", "2016", "æøå", "\u00a0", "#", "$", "%", "+", "=", "-", "--", "---", "===", "\n-", "\n1. ",
    ": d", "@", "a@b.no", "http://a.no", "/", "...", "×", "\u3000", "€", "½", "^", "…", "\ufeff", "ß", "İ", "𝔸",
]  # fmt: skip


@given(st.one_of(*(st.lists(st.sampled_from(each), max_size=14).map("".join) for each in (PLAIN, PLAIN + FRAGMENTS))))
def test_any_text_that_is_plain_becomes_what_python_markdown_makes_of_it(body: str) -> None:
    assert html_of_plain(body) in (None, markdown_to_html(body))


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_letter_means_something_to_one_of_the_two_alone(text: str) -> None:
    for body in (text, f"## {text}", f"- {text}", f"En *{text}* ting", f"En [{text}](/x/) ting"):
        assert html_of_plain(body) in (None, markdown_to_html(body))


def test_most_texts_of_the_catalogue_are_plain_and_all_become_the_same() -> None:
    texts = list(bodies())
    quick = {body: html_of_plain(body) for body in texts}
    assert [html or markdown_to_html(body) for body, html in quick.items()] == [
        markdown_to_html(body) for body in quick
    ]
    assert sum(html is not None for html in quick.values()) > len(texts) * 9 / 10


def test_without_the_extra_the_same_comes_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = list(bodies())
    quick = [convert(body) for body in texts]
    monkeypatch.setattr(plain, "_converter", lambda: None)
    assert html_of_plain("Et avsnitt.") is None
    assert [convert(body) for body in texts] == quick
