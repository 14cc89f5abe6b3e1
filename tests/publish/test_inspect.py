"""What is found in the finished bytes."""

from __future__ import annotations

import pytest

from site_builder.output import Output
from site_builder.publish.inspect import inspect_outputs

BASE = "https://katalog.example"


def page(body: str, path: str = "index.html", title: str = "T") -> Output:
    return Output(path, f'<!doctype html><title>{title}</title><h1 id="top">H</h1>{body}'.encode(), "content/a.md")


def codes(*outputs: Output) -> list[str]:
    return [problem.code for problem in inspect_outputs(outputs, BASE)]


@pytest.mark.parametrize(
    "href",
    [
        "/",
        "#top",
        "/om/",
        "/om/#x",
        "../",
        "/a.css",
        "https://other.example/x",
        "mailto:a@b.no",
        f"{BASE}/om/",
    ],
)
def test_links_that_lead_somewhere_are_fine(href: str) -> None:
    assert codes(page(f'<a href="{href}">x</a>'), page('<p id="x">', "om/index.html"), Output("a.css", b"")) == []


@pytest.mark.parametrize(
    ("href", "code"),
    [
        ("/borte/", "dead-link"),
        ("/om", "dead-link"),
        ("#borte", "dead-anchor"),
        ("/om/#borte", "dead-anchor"),
        (f"{BASE}/borte/", "dead-link"),
        ("x.png", "dead-link"),
    ],
)
def test_links_that_lead_nowhere_are_found(href: str, code: str) -> None:
    assert codes(page(f'<a class="b" href="{href}">x</a>'), page("", "om/index.html")) == [code]


def test_a_dead_link_points_to_the_source_that_caused_it() -> None:
    [problem] = inspect_outputs([page('<a href="/borte/">x</a>')], BASE)
    assert problem.place.path == "content/a.md"
    assert problem.values["href"] == "/borte/"


def test_an_id_that_stands_twice_is_found() -> None:
    assert codes(page('<p id="a"></p><p class="x" id="a"></p>')) == ["double-id"]


def test_a_picture_without_alternative_text_is_found() -> None:
    assert codes(page('<img src="/a.png">'), Output("a.png", b"")) == ["missing-alt"]


def test_a_page_needs_one_h1_and_a_title() -> None:
    assert codes(page("<h1>again</h1>")) == ["bad-page"]
    assert codes(page("", title="")) == ["bad-page"]


def test_what_stands_inside_scripts_is_no_link() -> None:
    assert codes(page('<script type="application/json">{"x": "<a href=\\"/borte/\\">"}</script>')) == []
