"""A page is looked through line by line, and must be found to be what it is wherever its lines are broken."""

from __future__ import annotations

import re

import pytest

from site_builder.output.html_parts import Heading, parse_page

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


def test_a_page_is_what_stands_in_it() -> None:
    """Words and addresses are as readers get them, and what is in comments, scripts and templates is not there."""
    page = parse_page(PAGE)
    assert page.title == "Norsk 1 & 2"
    assert page.description == "Om «norsk»"
    assert page.headings == (Heading(1, "norsk", "Norsk 1 og 2"),)
    assert page.alternates == {"en": "/en/"}
    assert page.ids == ["_innhold", "norsk", "q"]
    assert sorted(page.links) == ["/en/", "/kart.png", "/main.js", "/om/?a=1&b=2", "/site.css", "/sok/"]
    assert page.loads == ["/site.css", "/main.js", "/kart.png"]
    assert page.images_without_alt == ("/kart.png",)
    assert page.lacking == ("Place.address",)
    assert page.unclosed_tag == ""


@pytest.mark.parametrize("space", [*re.finditer(r"(?<!<script)(?<!<!doctype) ", PAGE)], ids=lambda found: found.start())
def test_a_line_may_be_broken_at_any_space(space: re.Match[str]) -> None:
    """Between elements and within texts, tags, comments and scripts: the page has the same parts."""
    found, whole = parse_page(f"{PAGE[: space.start()]}\n{PAGE[space.end() :]}"), parse_page(PAGE)
    assert found.title.split() == whole.title.split()
    assert found.description.split() == whole.description.split()
    assert found._replace(title="", description="", lines=whole.lines) == whole._replace(title="", description="")
    assert (found.ids, set(found.links), found.loads) == (whole.ids, set(whole.links), whole.loads)


def test_a_tag_that_is_not_closed_is_told_of_wherever_the_lines_are_broken() -> None:
    """The first one, as it stands in the page."""
    assert parse_page("<ul>\n<li><b>a</li>\n</ul>").unclosed_tag == "</li>"
    assert parse_page("<ul>\n<li>a\n<li>b</li>\n</ul>").unclosed_tag == "</ul>"
    assert parse_page("<div>\n<p>a</p>\n").unclosed_tag == "<div>"
    assert parse_page("<p>a</p>\n</div>").unclosed_tag == "</div>"
