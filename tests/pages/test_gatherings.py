"""The gatherings of a year with very many courses are divided by subject; one page leads to all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from site_builder.build import Site
from site_builder.pages.views import gatherings

YEAR = "2016-2017/samlinger"


@pytest.fixture
def pages(
    small_site: Path, build_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> dict[str, LexborHTMLParser]:
    """The pages of gatherings of a catalogue with more courses than one table takes."""
    monkeypatch.setattr(gatherings, "MOST_ROWS", 0)
    site = build_site(small_site)
    return {
        output.path.removesuffix("/index.html"): LexborHTMLParser(output.content.decode())
        for output in site.outputs
        if output.path.startswith(YEAR) and output.path.endswith(".html")
    }


def test_the_page_of_the_year_leads_to_each_subject_and_asks_the_search(pages: dict[str, LexborHTMLParser]) -> None:
    year = pages[YEAR]
    links = [link.attributes["href"] for link in year.css(".choices a")]
    assert [f"/{path}/" for path in sorted(pages.keys() - {YEAR})] == links != []
    assert not year.css("tbody tr")
    [form] = year.css("main form")
    assert form.attributes["action"] == "/sok/"
    assert {field.attributes["name"] for field in form.css("[name]")} == {"fag", "ikke", "uker", "dager"}
    assert form.css_first("[type=submit]").text() == "Se disse i søket"


def test_the_page_of_a_subject_has_its_courses_and_filters_them(pages: dict[str, LexborHTMLParser]) -> None:
    for path in pages.keys() - {YEAR}:
        subject = pages[path]
        rows = subject.css("tbody tr")
        assert rows
        assert {row.attributes["data-subject"] for row in rows} == {path.rpartition("/")[2]}
        assert subject.css_first("h1").text() == "Samlinger: Naturfag"
        assert subject.css_first(".meetings-ask [name=fag]").attributes["value"] == path.rpartition("/")[2]
        assert subject.css_first(f"nav a[href='/{YEAR}/']") is not None
