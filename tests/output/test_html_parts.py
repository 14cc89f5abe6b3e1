"""A page is looked through line by line, and must be found to be what it is wherever its lines are broken."""

from __future__ import annotations

import re

import pytest

from site_builder.output.html_parts import Title, dissect

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
    page = dissect(PAGE)
    assert page.title == "Norsk 1 & 2"
    assert page.description == "Om «norsk»"
    assert page.headings == (Title(1, "norsk", "Norsk 1 og 2"),)
    assert page.alternates == {"en": "/en/"}
    assert page.ids == ["_innhold", "norsk", "q"]
    assert sorted(page.links) == ["/en/", "/kart.png", "/main.js", "/om/?a=1&b=2", "/site.css", "/sok/"]
    assert page.loads == ["/site.css", "/main.js", "/kart.png"]
    assert page.silent_images == ("/kart.png",)
    assert page.lacking == ("Place.address",)
    assert page.unbalanced == ""


@pytest.mark.parametrize("space", [*re.finditer(r"(?<!<script)(?<!<!doctype) ", PAGE)], ids=lambda found: found.start())
def test_a_line_may_be_broken_at_any_space(space: re.Match[str]) -> None:
    """Between elements and within texts, tags, comments and scripts: the page has the same parts."""
    found, whole = dissect(f"{PAGE[: space.start()]}\n{PAGE[space.end() :]}"), dissect(PAGE)
    assert found.title.split() == whole.title.split()
    assert found.description.split() == whole.description.split()
    assert found._replace(title="", description="", lines=whole.lines) == whole._replace(title="", description="")
    assert (found.ids, set(found.links), found.loads) == (whole.ids, set(whole.links), whole.loads)


def test_a_tag_that_is_not_closed_is_told_of_wherever_the_lines_are_broken() -> None:
    """The first one, as it stands in the page."""
    assert dissect("<ul>\n<li><b>a</li>\n</ul>").unbalanced == "</li>"
    assert dissect("<ul>\n<li>a\n<li>b</li>\n</ul>").unbalanced == "</ul>"
    assert dissect("<div>\n<p>a</p>\n").unbalanced == "<div>"
    assert dissect("<p>a</p>\n</div>").unbalanced == "</div>"
