"""A page shows what the repository host's preview shows, or `check` reports the line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from site_builder.catalogue.markdown.convert import convert
from site_builder.catalogue.markdown.host_reading import reading

HOST = MarkdownIt("gfm-like", {"html": True, "linkify": False}).disable("linkify")
"""Another reader of CommonMark and GFM than the builder's own."""

AFTER_A_DEFINITION = re.compile(r"\]: om\.md\n(?: {4}|\t)")
"""An indented line after the definition of a link: words of a paragraph by CommonMark, code in markdown-it."""

TASK = re.compile(r"^\[([ xX])\] ")
ITEM = re.compile(r" +(?:•|\d+\.)")
"""The mark of a list's item in a reading."""


def on_the_host(body: str) -> list[str]:
    """Return what a reader sees of the text as the host shows it, part by part, with the boxes of tasks."""
    parts = reading(HOST.render(body))
    return [
        TASK.sub(lambda box: "☐ " if box[1] == " " else "☑ ", part) if ITEM.fullmatch(before) else part
        for before, part in zip(["", *parts], parts, strict=False)
    ]


def on_the_page(body: str) -> list[str]:
    return reading(convert(body).html)


@pytest.mark.parametrize(
    ("body", "parts"),
    [
        ("Vi møtes:\n- på Hamar\n- på nett", ["Vi møtes:", " •", "på Hamar", " •", "på nett"]),
        ("Slik:\n1. Les\n2. Søk", ["Slik:", " 1.", "Les", " 2.", "Søk"]),
        ("- én\n  - to\n    - tre\n- fire", [" •", "én", "  •", "to", "   •", "tre", " •", "fire"]),
        ("1. én\n   - to\n2. tre", [" 1.", "én", "  •", "to", " 2.", "tre"]),
        ("1) én\n2) to", [" 1.", "én", " 2.", "to"]),
        ("- [ ] gjør\n- [x] gjort", [" •", "☐ gjør", " •", "☑ gjort"]),
        ("Tall:\n| a | b |\n|---|---|\n| 1 | 2 |", ["Tall:", "|", "a", "|", "b", "|", "1", "|", "2"]),
        ("Kode:\n```\nx = 1\n```\nslutt", ["Kode:", "```", "x = 1", "slutt"]),
        ("- a\n  ```\n  x\n  ```\n- b", [" •", "a", "```", "x", " •", "b"]),
        ("> sitat\n> - a\n> - b", [">", "sitat", " •", "a", " •", "b"]),
        ("#nei\n\n# Ja", ["#nei", "##", "Ja"]),
        ("Linje\\\nlinje", ["Linje", "linje"]),
        ("~~Utgår~~ og ~også~", ["Utgår og også"]),
        ("a \\~ b \\| c \\< d", ["a ~ b | c < d"]),
        ("2 * 3 * 4 og a_b_c", ["2 * 3 * 4 og a_b_c"]),
        ("- a\n\n\n- b\n\nSlutt", [" •", "a", " •", "b", "Slutt"]),
        ("Avsnitt\n    innrykket", ["Avsnitt innrykket"]),
        ("1. a\n\n1) b", [" 1.", "a", " 1.", "b"]),
        ("## C#\n\n## F# ##", ["##", "C#", "##", "F#"]),
        ("- a\n---\n[fag]: om.md\n    kode\n", [" •", "a", "---", "kode"]),
    ],
)
def test_the_page_shows_what_the_host_shows(body: str, parts: list[str]) -> None:
    assert on_the_page(body) == parts
    assert [part for part in convert(body).notes if part.name == "differs-from-preview"] == []


@pytest.mark.parametrize(
    ("body", "address"),
    [
        ("Les https://www.hihm.no/naturfag.", "https://www.hihm.no/naturfag"),
        ("(se www.hihm.no/a_(b))", "http://www.hihm.no/a_(b)"),
        ("Skriv til post@hihm.example, takk.", "mailto:post@hihm.example"),
        ("[https://hihm.no](https://hihm.no)", "https://hihm.no"),
        ("<https://hihm.no>", "https://hihm.no"),
    ],
)
def test_an_address_in_the_text_is_a_link(body: str, address: str) -> None:
    assert [link.href for link in convert(body).links] == [address]


@pytest.mark.parametrize("body", ["`https://hihm.no`", "    https://hihm.no", "a@b", "www.", "@navn", "20~30 og 40~50"])
def test_what_only_looks_like_an_address_or_mark_is_text(body: str) -> None:
    prose = convert(body)
    assert prose.links == ()
    assert "<del>" not in prose.html


# Dates


@pytest.mark.parametrize(
    ("body", "text", "lines"),
    [
        ("1. mars for lærere.\n\n15. mars for eiere.", "1. mars for lærere. 15. mars for eiere.", [1, 3]),
        ("17. oktober møtes vi.", "17. oktober møtes vi.", [1]),
        ("3. Aug. 2016", "3. Aug. 2016", [1]),
        ("Frist:\n1. mars", "Frist: 1. mars", [2]),
        ("5. trinn har timer.\n\n7. trinn har flere.", "5. trinn har timer. 7. trinn har flere.", [1, 3]),
        ("- 2. semester er praksis", "2. semester er praksis", [1]),
        ("1. semester: teori\n2. semester: praksis", "teori praksis", []),
        ("1. Les\n2. Søk", "Les Søk", []),
        ("15\\. mars er fristen", "15. mars er fristen", []),
        ("Den 15. mars er fristen", "Den 15. mars er fristen", []),
        ("```\n15. mars\n```", "15. mars", []),
    ],
)
def test_a_date_at_the_beginning_of_a_line_is_no_number_of_a_list(body: str, text: str, lines: list[int]) -> None:
    prose = convert(body)
    assert prose.text == text if lines or "." in text else "<ol>" in prose.html
    assert [note.line for note in prose.notes if note.name == "list-number.date"] == lines


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("1. a\n3. b", ["2."]),
        ("1. a\n1. b", []),
        ("0. a\n1. b", []),
        ("3. a\n4. b", []),
        ("2. a\n\n5. b\n\n9. c", ["3.", "4."]),
    ],
)
def test_a_number_that_a_list_shows_otherwise_is_reported(body: str, shown: list[str]) -> None:
    assert [note.values["shown"] for note in convert(body).notes if note.name == "list-number"] == shown


# For any text

words = st.lists(st.sampled_from(["lærer", "fag", "på", "30", "og", "*", "æøå"]), min_size=1, max_size=4).map(" ".join)
inline = st.one_of(
    words,
    words.map("**{}**".format),
    words.map("*{}*".format),
    words.map("`{}`".format),
    words.map("~~{}~~".format),
    words.map("[{}](om.md)".format),
    st.sampled_from(
        [
            *(
                "https://hihm.no/a",
                "post@hihm.no",
                "15. mars",
                "1) x",
                "#fag",
                "a_b_c",
                "2*3",
                "a<br>b",
                "\\*",
                "&amp;",
            ),
            *(
                "<https://hihm.no>",
                "***fag***",
                "**fag *og* på**",
                "*fag **og** på*",
                "__fag__",
                "_fag_",
                "`fag",
                "``a`b``",
            ),
            *(
                "[x]",
                "[ ]",
                "![Kart](kart.png)",
                "[**fag**](om.md)",
                "[fag]",
                "(https://hihm.no/a)",
                "www.hihm.no.",
                "a  b",
            ),
            *(
                "&nbsp;",
                "<b>fag</b>",
                "fag\u00a0og",
                "5 < 6",
                "a | b",
                "«*fag*»",
                "fag*",
                "*fag",
                "**fag:**og",
                "\\[fag\\]",
            ),
        ]
    ),
)
line = st.lists(inline, min_size=1, max_size=3).map(" ".join)
indent = st.sampled_from(["", "", "  ", "    "])
item = st.sampled_from(
    [
        "- ",
        "* ",
        "+ ",
        "1. ",
        "2. ",
        "1) ",
        "- [ ] ",
        "- [x] ",
        "",
        "15. ",
        "-\t",
        "1.\t",
        "•\t",
        "a) ",
        "-  ",
        "10. ",
        "0. ",
    ]
)
row = st.one_of(
    st.tuples(indent, item, line).map("".join),
    st.tuples(st.sampled_from(["> ", "# ", "### ", "> - ", ""]), line).map("".join),
)
block = st.one_of(
    row,
    row,
    row,
    st.just("```\nkode\n```"),
    st.just("| a | b |\n|---|---|\n| 1 | 2 |\n"),
    st.sampled_from(
        ["---", "***", "- - -", "===", "~~~\nkode\n~~~", "| a |\n|---|\n| 1 | 2 |\n", "a | b\n--|--\n1 | 2\n"]
    ),
    st.sampled_from(
        ["    kode", "\tkode", "<div>fag</div>", "<!-- fag -->", "[fag]: om.md", "> fag\nog", "> - fag\nog", "-", "1."]
    ),
    line.map("{}\\".format),
    line.map("{}  ".format),
)
bodies = st.lists(st.tuples(block, st.sampled_from(["\n", "\n", "\n\n"])).map("".join), min_size=1, max_size=7).map(
    "".join
)


TOLD = {"differs-from-preview", "list-number.date", "table", "lost-words"}
"""Notes of text that a host may show otherwise."""


@given(bodies)
def test_any_text_is_shown_as_on_the_host_or_reported(body: str) -> None:
    prose = convert(body)
    if prose.removed or TOLD & {note.name for note in prose.notes} or AFTER_A_DEFINITION.search(body):
        return
    assert on_the_page(body) == on_the_host(body)
