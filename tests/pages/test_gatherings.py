"""The gatherings of a year with very many courses are divided by subject; one page leads to all of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from site_builder.build import Site
from site_builder.pages.views import gatherings, numbered

YEAR = "2016-2017/samlinger"


def tables(site: Site) -> dict[str, LexborHTMLParser]:
    """Return the pages of gatherings by their path."""
    return {
        output.path.removesuffix("/index.html"): LexborHTMLParser(output.content.decode())
        for output in site.outputs
        if output.path.startswith(YEAR) and output.path.endswith(".html")
    }


@pytest.fixture
def pages(
    small_site: Path, build_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> dict[str, LexborHTMLParser]:
    """The pages of gatherings of a catalogue with more courses than one table takes."""
    monkeypatch.setattr(gatherings, "MOST_ROWS", 0)
    return tables(build_site(small_site))


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


def test_many_courses_of_a_subject_are_on_several_pages(
    small_site: Path, build_site: Callable[..., Site], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gatherings, "MOST_ROWS", 0)
    monkeypatch.setattr(numbered, "MOST_CARDS", 1)
    other = small_site / "catalogue/2016-2017/hihm/naturfag-2-1-7.md"
    met = re.search(r"(?m)^samlinger:\n(?:[ -].*\n)+", (other.parent / "naturfag-1-1-7.md").read_text(encoding="utf-8"))
    assert met
    text = re.sub(r"(?m)^samlinger:.*\n(?:[ -].*\n)*", "", other.read_text(encoding="utf-8"))
    other.write_text(text.replace("---\n", f"---\n{met[0]}", 1), encoding="utf-8")
    pages = tables(build_site(small_site))
    assert sorted(pages) == [YEAR, f"{YEAR}/naturfag", f"{YEAR}/naturfag/side-2"]
    assert [choice.text() for choice in pages[YEAR].css(".choices a")] == ["Naturfag 2"]
    first, second = pages[f"{YEAR}/naturfag"], pages[f"{YEAR}/naturfag/side-2"]
    assert [len(page.css("tbody tr")) for page in (first, second)] == [1, 1]
    assert first.css_first("[rel=next]").attributes["href"] == f"/{YEAR}/naturfag/side-2/"
    assert second.css_first("h1").text() == "Samlinger: Naturfag, side 2 av 2"
    assert not second.css(".meetings-ask"), "the form asks the search, since a page has some of the courses"
    assert second.css_first("main form").attributes["action"] == "/sok/"
