"""Faults that are found in finished files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pytest

from site_builder.output.output import Output
from site_builder.problems import Problem
from site_builder.publish.checks import MAX_FILES_IN_FOLDER, SiteChecks
from site_builder.publish.source_locator import SourceLocator, source_locator

BASE = "https://katalog.example"


def page(
    body: str, path: str = "index.html", title: str = "T", head: str = '<meta name="description" content="D">'
) -> Output:
    html = f'<!doctype html><title>{title}</title>{head}<h1 id="top">H</h1>{body}'
    return Output(path, html.encode(), "content/a.md", "templates/pages/article.html")


def problems_of(
    outputs: Iterable[Output],
    base: str,
    locator: SourceLocator | None = None,
    budgets: Mapping[str, int] | None = None,
    max_files: int = MAX_FILES_IN_FOLDER,
) -> list[Problem]:
    checks = SiteChecks(base, locator, budgets, max_files)
    checks.add(outputs)
    return list(checks.problems())


def codes(*outputs: Output) -> list[str]:
    return [problem.code for problem in problems_of(outputs, BASE)]


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
def test_links_to_existing_addresses_are_valid(href: str) -> None:
    assert codes(page(f'<a href="{href}">x</a>'), page('<p id="x"></p>', "om/index.html"), Output("a.css", b"")) == []


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
def test_dead_links_and_anchors_are_found(href: str, code: str) -> None:
    assert codes(page(f'<a class="b" href="{href}">x</a>'), page("", "om/index.html")) == [code]


def test_a_dead_link_points_to_the_source_that_caused_it() -> None:
    [problem] = problems_of([page('<a href="/borte/">x</a>')], BASE)
    assert problem.place.path == "content/a.md"
    assert problem.values["href"] == "/borte/"


def test_a_dead_link_points_to_the_line_and_column_it_is_written_at() -> None:
    texts = {"content/a.md": "---\ntittel: T\n---\n\nSe [borte](/borte/)."}
    [problem] = problems_of([page('<a href="/borte/">x</a>')], BASE, source_locator(texts.get, []))
    assert str(problem.place) == "content/a.md:5:12"


def test_a_dead_link_that_is_in_no_text_points_to_the_template() -> None:
    texts = {"templates/base.html": '<html>\n<a href="/borte/">', "content/a.md": "Ingen lenker her."}
    pages = [page('<a href="/borte/">x</a>'), page('<a href="/borte/">x</a>', "om/index.html")]
    [problem] = problems_of(pages, BASE, source_locator(texts.get, ["templates/base.html"]))
    assert str(problem.place) == "templates/base.html:2:10"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.css", "p { background: url(borte.png) }"),
        ("a.js", 'import { x } from "./borte.js";'),
        ("a.js", 'const x = await import("../borte.js");'),
    ],
)
def test_files_that_style_sheets_and_scripts_load_must_exist(name: str, content: str) -> None:
    assert codes(Output(f"assets/{name}", content.encode(), f"templates/assets/{name}")) == ["dead-link"]


def alternates(*addresses: str) -> str:
    links = "".join(
        f'<link rel="alternate" hreflang="{language}" href="{BASE}{address}">'
        for language, address in zip(("nb", "nn"), addresses, strict=True)
    )
    return f'<meta name="description" content="D">{links}'


def test_alternates_that_link_to_each_other_are_valid() -> None:
    both = alternates("/", "/nn/")
    assert codes(page("", head=both), page("", "nn/index.html", head=both)) == []


def test_an_alternate_that_does_not_link_back_is_found() -> None:
    there = page("", "nn/index.html")
    assert codes(page("", head=alternates("/", "/nn/")), there) == ["bad-alternate"]


def test_a_page_needs_a_description() -> None:
    assert codes(page("", head="")) == ["missing-description"]
    assert codes(page("", head='<meta name="description" content=" ">')) == ["missing-description"]


@pytest.mark.parametrize("body", ["<div>", "</div>", "<ul><li>a</ul></li>", "<b><i>a</b></i>"])
def test_a_tag_that_is_not_closed_in_its_place_is_found(body: str) -> None:
    assert codes(page(body)) == ["bad-html"]


@pytest.mark.parametrize(
    "body", ["<br><img alt='' src='/'>", '<svg><path d="M0"/></svg>', "<p title='>'></p>", "<!-- <b> -->"]
)
def test_void_elements_drawings_attributes_and_comments_need_no_end_tag(body: str) -> None:
    assert "bad-html" not in codes(page(body))


def test_a_skipped_heading_level_is_found() -> None:
    assert codes(page("<h2>A</h2><h3>B</h3><h2>C</h2>")) == []
    assert codes(page("<h2>A</h2><h4>B</h4>")) == ["heading-level"]


@pytest.mark.parametrize(
    "data",
    [
        "{",
        '{"@context": "https://schema.org", "@type": "Course", "name": "x", "description": "y"}',
        '{"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", '
        '"position": 1, "name": "x"}]}',
        '{"@type": "WebSite", "name": "x", "url": "y"}',
    ],
)
def test_incomplete_structured_data_is_found(data: str) -> None:
    assert "bad-structured-data" in codes(page(f'<script type="application/ld+json">{data}</script>'))


def test_a_page_over_the_budget_of_its_template_is_reported_with_its_largest_files() -> None:
    style = Output("a.css", b"x" * 3000)
    heavy = page('<link rel="stylesheet" href="/a.css">')
    [problem] = problems_of([heavy, style], BASE, None, {"article": 2})
    assert (problem.code, problem.values["size"]) == ("too-heavy", 4)
    assert problem.values["parts"] == "a.css 3 kB"
    assert list(problems_of([heavy, style], BASE, None, {"article": 4, "list": 1})) == []


def test_a_template_whose_pages_are_too_large_is_reported_once_with_the_largest() -> None:
    pages = [page(f"<p>{'x' * length}</p>", path=f"{length}/index.html") for length in (2500, 9500, 4500)]
    [problem] = problems_of(pages, BASE, None, {"article": 2})
    assert (problem.values["page"], problem.values["count"]) == ("9500/index.html", 3)


def test_a_folder_with_more_files_than_the_host_accepts_is_found() -> None:
    files = [Output(f"{folder}/{number}/a.css", b"") for folder in ("x", "y/z") for number in range(3)]
    assert list(problems_of(files, BASE, max_files=3)) == []
    [problem] = problems_of([*files, Output("y/z/b.css", b"")], BASE, max_files=3)
    assert (problem.code, problem.values["folder"], problem.values["count"]) == ("too-many-files", "/y/z", 4)


ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">'
CALENDAR = "".join(
    f"{line}\r\n"
    for line in (
        "BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20160201T000000Z", "DTSTART;VALUE=DATE:20160301",
        "END:VEVENT", "END:VCALENDAR",
    )
)  # fmt: skip
SITEMAP = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("_redirects", "/old/ /borte/ 301"),
        ("_redirects", "/a/ /b/ 301\n/b/ / 301"),
        ("_redirects", "/old/ /"),
        ("sitemap.xml", f"{SITEMAP}<url><loc>{BASE}/borte/</loc></url></urlset>"),
        ("sitemap.xml", f"{SITEMAP}<url><loc>https://other.example/</loc></url></urlset>"),
        ("sitemap.xml", f"{SITEMAP}<url><loc>{BASE}/</loc></url><url><loc>{BASE}/</loc></url></urlset>"),
        ("sitemap.xml", f"{SITEMAP}<url><loc>{BASE}/</loc><lastmod>1.3.2016</lastmod></url></urlset>"),
        ("sitemap.xml", f'{SITEMAP}<url><loc>{BASE}/</loc><xhtml:link href="{BASE}/nn/"/></url></urlset>'),
        ("sitemap.xml", f'{SITEMAP}<url><loc>{BASE}/</loc><xhtml:link rel="alternate"/></url></urlset>'),
        ("sitemap.xml", "<urlset"),
        ("a.atom", f"{ATOM}<title>x</title><updated>2016-02-01T00:00:00Z</updated></feed>"),
        ("a.xml", "<a>&nbsp;</a>"),
        ("a.ics", CALENDAR.replace("UID:1", "X:1")),
        ("a.ics", CALENDAR.replace("DTSTAMP", "X-STAMP")),
        ("a.ics", CALENDAR.replace("END:VEVENT\r\n", "")),
        ("a.ics", CALENDAR.replace("\r\n", "\n")),
        ("a.ics", CALENDAR.replace("UID:1", "UID:" + "1" * 80)),
        ("a.ics", CALENDAR.replace("BEGIN:VCALENDAR\r\n", "")),
        ("a.json", "{"),
    ],
)
def test_a_file_that_breaks_the_rules_of_its_format_is_found(name: str, content: str) -> None:
    assert set(codes(page(""), Output(name, content.encode()))) == {"bad-export"}


def test_well_formed_files_for_programs_are_valid() -> None:
    sitemap = f"{SITEMAP}<url><loc>{BASE}/</loc><lastmod>2016-03-01</lastmod></url></urlset>"
    outputs = (Output("sitemap.xml", sitemap.encode()), Output("a.ics", CALENDAR.encode()))
    assert codes(page(""), *outputs, Output("_redirects", b"/old/ / 301!\n")) == []


def test_a_double_id_is_found() -> None:
    assert codes(page('<p id="a"></p><p class="x" id="a"></p>')) == ["double-id"]


def test_a_picture_without_alternative_text_is_found() -> None:
    assert codes(page('<img src="/a.png">'), Output("a.png", b"")) == ["missing-alt"]


def test_a_page_needs_one_h1_and_a_title() -> None:
    assert codes(page("<h1>again</h1>")) == ["bad-page"]
    assert codes(page("", title="")) == ["bad-page"]


def test_links_inside_scripts_are_ignored() -> None:
    assert codes(page('<script type="application/json">{"x": "<a href=\\"/borte/\\">"}</script>')) == []
