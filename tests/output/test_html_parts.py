"""A page is parsed as browsers parse it, wherever its lines are broken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from site_builder.output.html_parts import PageHeading, parse_page
from site_builder.output.tags import read_line

PAGE = """<!doctype html>
<html lang="nb"><head><title>Norsk 1 &amp; 2</title>
<meta name="description" content="Om &laquo;norsk&raquo;">
<link rel="alternate" hreflang="en" href="/en/"><link rel="stylesheet" href="/site.css">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Place", "name": "Hamar"}</script>
<script src="/main.js"></script>
</head><body>
<!-- <a href="/nowhere/">not a link</a> <h1>not a heading</h1> -->
<main id="_innhold"><h1 id="norsk">Norsk <em>1 og 2</em></h1>
<p>Se <a class="more" href="/om/?a=1&amp;b=2">om</a>, <a href="/om/?a=1&amp;b=2">igjen</a>.<br><img src="/kart.png"></p>
<template><p id="_av">a <a href="/mal/">b</a></p></template>
<form action="/sok/"><input id="q" name="q"></form>
</main></body></html>
"""


def test_the_parts_of_a_page_are_unescaped_and_exclude_comments_scripts_and_templates() -> None:
    page = parse_page(PAGE)
    assert page.title == "Norsk 1 & 2"
    assert page.description == "Om «norsk»"
    assert page.headings == (PageHeading(1, "norsk", "Norsk 1 og 2"),)
    assert page.alternates == {"en": "/en/"}
    assert page.ids == ("_innhold", "norsk", "q")
    assert page.links == ("/en/", "/site.css", "/main.js", "/om/?a=1&b=2", "/kart.png", "/sok/")
    assert page.assets == ("/site.css", "/main.js", "/kart.png")
    assert page.images_without_alt == ("/kart.png",)
    assert page.structured_data_errors == ("Place.address",)
    assert page.unclosed_tag == ""


@pytest.mark.parametrize("space", [*re.finditer(r"(?<!<script)(?<!<!doctype) ", PAGE)], ids=lambda found: found.start())
def test_a_line_may_be_broken_at_any_space(space: re.Match[str]) -> None:
    """Between elements and within texts, tags, comments and scripts."""
    broken, whole = parse_page(f"{PAGE[: space.start()]}\n{PAGE[space.end() :]}"), parse_page(PAGE)
    assert broken.title.split() == whole.title.split()
    assert broken.description.split() == whole.description.split()
    assert replace(broken, title="", description="") == replace(whole, title="", description="")


@pytest.mark.parametrize(
    ("html", "ids"),
    [
        ('<p id="a"></p><h2 id="a">x</h2>', ("a", "a")),
        ("<p id='a b'></p><p id=c></p><p id></p>", ("a b", "c")),
        ('<svg><title id="t">x</title><use href="#i"/></svg>', ("t",)),
    ],
)
def test_each_id_is_listed_as_often_as_it_occurs(html: str, ids: tuple[str, ...]) -> None:
    assert parse_page(html).ids == ids


def test_the_title_is_that_of_the_page_and_not_of_a_drawing() -> None:
    assert parse_page("<!doctype html><body><svg><title>Kart</title></svg>").title == ""


def test_addresses_are_those_of_links_forms_images_drawings_frames_and_redirects() -> None:
    html = (
        '<meta http-equiv="refresh" content="0; url=/ny/"><a href="/a/">a</a><a href>b</a><a>c</a>'
        '<svg><use href="/i.svg#x"></use></svg><iframe src="/ramme/"></iframe><video><source src="/f.mp4"></video>'
    )
    assert parse_page(html).links == ("/ny/", "/a/", "", "/i.svg#x", "/ramme/", "/f.mp4")


@pytest.mark.parametrize(
    ("html", "tag"),
    [
        ("<ul>\n<li><b>a</li>\n</ul>", "</li>"),
        ("<ul>\n<li>a\n<li>b</li>\n</ul>", "</ul>"),
        ("<div>\n<p>a</p>\n", "<div>"),
        ("<p>a</p>\n</div>", "</div>"),
        ("<p>a <!-- </p> -->", "<p>"),
        ("<p>a <template></p></template>", "<p>"),
        ('<p title="a/>b">c</p>', ""),
        ('<p title="</b> / >">a<br></p><!-- <b> --><script>"<b>"</script><svg><path d="M0"/></svg>', ""),
    ],
)
def test_the_first_tag_that_is_not_closed_in_its_place_is_found(html: str, tag: str) -> None:
    assert parse_page(html).unclosed_tag == tag


AS_A_WHOLE = "<!-- the parser of whole pages reads a page that has a comment -->"
GOLDEN = Path(__file__).parent.parent / "sites/golden"


def test_a_page_has_the_same_parts_line_by_line_and_as_a_whole() -> None:
    pages = [file.read_text(encoding="utf-8") for file in sorted(GOLDEN.rglob("*.html"))]
    assert all(read_line(line) for html in pages for line in html.split("\n")[1:])
    assert read_line(AS_A_WHOLE) is None
    assert [parse_page(html) for html in pages] == [parse_page(html + AS_A_WHOLE) for html in pages]


@pytest.mark.parametrize(
    "markup",
    [
        "<a:b c='d'>x</a:b>" * 2,
        '<a"b>' * 2,
        "<a=b>" * 2,
        "<i\x0bx='1'>" * 2,
        "<p\0 id='1'>" * 2,
        "<b/x=1>" * 3,
        "<é id=a>",
    ],
)
def test_names_that_html_has_not_are_left_to_the_parser_of_whole_pages(markup: str) -> None:
    page = f"<html><head>\n<title>T</title>\n</head>\n<body>{markup}</body></html>"
    assert parse_page(page) == parse_page(page + AS_A_WHOLE)


TEXTS = st.lists(st.sampled_from([*"ab/#: ;='>\næ", "&amp;", "&quot;", "&copy", "//", "javascript:"]), max_size=5).map(
    "".join
)
NAMES = st.sampled_from(["id", "href", "src", "action", "rel", "style", "onclick", "alt", "hidden", "content", "HREF"])
STARTS = st.sampled_from(
    ["div", "section", "span", "svg", "b-c", "EM", "h2", "a", "button", "img", "link", "meta", "use"]
)


@st.composite
def elements(draw: st.DrawFn) -> str:
    """An element with quoted attributes, as templates write them, and with a text."""
    name, attributes = draw(STARTS), draw(st.dictionaries(NAMES, TEXTS, max_size=3))
    start = f"<{name}" + "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"{start}>" if name in ("img", "link", "meta") else f"{start}>{draw(TEXTS)}</{name}>"


@given(st.lists(st.one_of(elements(), st.just("\n")), max_size=8).map("".join))
def test_any_elements_have_the_same_parts_line_by_line_and_as_a_whole(html: str) -> None:
    page = f"<html><head>\n<title>T</title>\n</head>\n<body>{html}</body></html>"
    assert parse_page(page) == parse_page(page + AS_A_WHOLE)
