"""Every kind of page in a real browser: accessible, within its policy, whole without JavaScript, on any screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from example_sites import EXAMPLES, Example
from host import served
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser, LexborNode

pytestmark = pytest.mark.browser

KINDS = {
    "front": "/",
    "front-nn": "/nn/",
    "year": "/2016-2017/",
    "course": "/2016-2017/hihm/naturfag-2-1-7/",
    "course-full": "/2016-2017/ntnu/matematikk-2-1-7/",
    "course-cancelled": "/2016-2017/uia/matematikk-1-8-13/",
    "course-nn": "/nn/2016-2017/hvo/naturfag-1-1-7/",
    "index": "/2016-2017/fag/",
    "list": "/2016-2017/fag/matematikk/",
    "institution": "/2016-2017/hihm/",
    "county": "/2016-2017/fylke/hordaland/",
    "pair": "/2016-2017/fag/matematikk/trinn/1-7/",
    "all": "/2016-2017/alle/",
    "deadlines": "/2016-2017/frister/",
    "article": "/slik-soker-du/",
    "principles": "/prinsipper/",
    "stories": "/historier/",
    "story": "/historier/alle-skal-med/",
    "data": "/data/",
    "search": "/sok/",
    "search-hits": "/sok/?q=engelsk+qwxz",
    "search-filtered": "/sok/?fag=engelsk&har=30&ikke=1&fra=Bergen&km=300",
    "requirement-index": "/2016-2017/hva-mangler-jeg/",
    "requirement": "/2016-2017/hva-mangler-jeg/engelsk/ungdomstrinnet/",
    "gatherings": "/2016-2017/samlinger/",
    "figures": "/2016-2017/i-tall/",
    "my-list": "/min-liste/",
    "my-list-of-two": "/min-liste/?l=2016-2017/hib/engelsk-1-1-7,2016-2017/hioa/engelsk-1-1-7",
    "form": "/legg-inn/",
    "form-change": "/legg-inn/?endre=2016-2017/hihm/matematikk-2-1-7",
    "offline": "/uten-nett/",
    "not-found": "/404.html",
}
SAME_ELEMENTS = {"front-nn", "institution", "pair"}
"""Kinds all of whose elements are on pages of other kinds, which axe looks at: a test proves it."""

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


# Readers have other fonts than we do; the spacing is that of WCAG 1.4.12.
WIDE_LETTERS = ["font-family: monospace, monospace", "letter-spacing: .12em; word-spacing: .16em"]
SET_IN = """async (declarations) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { ${declarations.replaceAll(/;|$/g, " !important;")} }`);
  document.adoptedStyleSheets = [sheet];
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


ALL_RULES = {"type": "tag", "values": WCAG}
COLOURS = {"type": "rule", "values": ["color-contrast"]}
"""The rules that the scheme can break: dark pages differ from light ones in their colours alone."""

SCREENS = (("light", 1280, ALL_RULES), ("dark", 1280, COLOURS), ("light", 320, ALL_RULES))
"""Scheme, width in pixels and rules of axe. The last one alone for the longest page: its cards are those of lists."""


def violations(page: Page, rules: dict[str, Any]) -> list[str]:
    """Return what axe finds when everything is laid out, also what lies below the screen.

    `resultTypes` spares it naming each of the thousands of elements that pass, which takes longer than the rules.
    """
    if page.locator(".search").count():
        page.wait_for_selector(".search-facets .count:not(:empty)", state="attached")
    page.evaluate(SET_IN, "content-visibility: visible")
    if not page.evaluate("'axe' in window"):  # half a megabyte of script
        page.evaluate(AXE_SCRIPT)
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(options).then(({ violations }) => violations)", options)
    return [f"{each['id']}: {each['nodes'][0]['html'][:120]}" for each in found]


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_is_accessible_on_any_screen_keeps_its_policy_and_asks_nobody_else(
    browser: Any, site_address: str, kind: str
) -> None:
    """One page, opened once: axe takes longer than all that a page loads, so that everything is asked for meanwhile."""
    context = browser.new_context(locale="nb-NO", timezone_id="Europe/Oslo", viewport={"width": 1280, "height": 900})
    screens = () if kind in SAME_ELEMENTS else SCREENS[2:] if kind == "all" else SCREENS
    assert_is_accessible_and_keeps_its_policy(context, site_address, KINDS[kind], screens)


def test_kinds_that_axe_passes_over_have_the_elements_of_others(published: Path) -> None:
    elements = {
        kind: elements_of(file_of(published, address).read_text("utf-8"))
        for kind, address in KINDS.items()
        if "?" not in address
    }
    others = frozenset().union(*(elements[kind] for kind in elements.keys() - SAME_ELEMENTS))
    assert {kind: elements[kind] - others for kind in SAME_ELEMENTS if elements[kind] - others} == {}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.name)
def test_the_pages_of_other_catalogues_are_as_accessible_and_keep_the_same_policy(
    browser: Any, examples: Path, example: Example
) -> None:
    with served(examples / example.name, {}) as address:
        for page in example.pages:
            context = browser.new_context(locale=example.locale, viewport={"width": 1280, "height": 900})
            assert_is_accessible_and_keeps_its_policy(context, address, page)


def assert_is_accessible_and_keeps_its_policy(
    context: Any, site_address: str, path: str, screens: Sequence[tuple[Any, int, dict[str, Any]]] = SCREENS
) -> None:
    page = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda fault: said.append(str(fault)))
    page.on("request", lambda request: asked.append(request.url))
    answer = page.goto(site_address + path)
    for scheme, width, rules in screens:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page, rules) == [], (scheme, width)
    page.set_viewport_size({"width": 320, "height": 900})
    for letters in ("", *WIDE_LETTERS):
        page.evaluate(SET_IN, letters)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, letters
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert said == []
    assert [url for url in asked if not url.startswith(site_address)] == []
    assert context.cookies() == []
    context.close()


def elements_of(html: str) -> frozenset[tuple[object, object]]:
    """Return the elements of a page, each with the one around it, by name, classes and attributes."""

    def form(node: LexborNode | None) -> object:
        return node and (node.tag, node.attributes.get("class"), tuple(sorted(node.attributes)))

    return frozenset((form(node.parent), form(node)) for node in LexborHTMLParser(html).css("*"))


def with_every_element(pages: Mapping[str, str]) -> list[str]:
    """Return addresses of pages (address -> HTML) that together have every element of all of them, most first."""
    seen: set[tuple[object, object]] = set()
    chosen = []
    elements_at = {address: elements_of(html) for address, html in pages.items()}
    for address, elements in sorted(elements_at.items(), key=lambda each: -len(each[1])):
        if not elements <= seen:
            seen |= elements
            chosen.append(address)
    return chosen


def test_no_page_in_bokmal_says_anything_in_the_console(browser: Any, site_address: str, published: Path) -> None:
    """The pages opened have every element of all of them, inside every other that it is in: scripts go by these.

    The other languages have the same pages from the same templates, whose kinds are opened above.
    """
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda fault: said.append(f"{page.url}: {fault}"))
    files = {file.parent.relative_to(published).as_posix(): file for file in published.rglob("index.html")}
    own = {
        path: file.read_text("utf-8") for path, file in sorted(files.items()) if path[:3] not in ("nn/", "se/", "en/")
    }
    assert len(own) > 300
    opened = with_every_element(own)
    assert len(opened) > 30
    for path in opened:
        page.goto(f"{site_address}/{path}/".replace("/./", "/"), wait_until="domcontentloaded")
    context.close()
    assert said == []


def file_of(published: Path, address: str) -> Path:
    path = address.partition("?")[0].strip("/")
    return published / (path if path.endswith(".html") else f"{path}/index.html".lstrip("/"))


def test_every_page_is_whole_without_javascript(published: Path) -> None:
    for kind, address in KINDS.items():
        page = LexborHTMLParser(file_of(published, address).read_text(encoding="utf-8"))
        assert len(page.css("h1")) == 1, kind
        assert page.css("[hidden] h1") == page.css("h1[hidden]") == [], kind
        assert kind == "offline" or page.css("main a, main form"), "the worker lists the links of that page"


@pytest.mark.parametrize("kind", ["front", "course", "list", "search", "form", "my-list"])
def test_the_page_shows_its_heading_and_links_without_javascript(open_page: Any, kind: str) -> None:
    page = open_page(KINDS[kind], java_script_enabled=False)
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("main a, main form").count() > 0


def test_the_catalogue_can_be_searched_by_clicking_without_javascript(open_page: Any) -> None:
    page = open_page("/", java_script_enabled=False)
    page.locator("main").get_by_role("link", name="Matematikk", exact=False).first.click()
    page.locator(".narrow summary").click()
    page.locator(".narrow").get_by_role("link", name="1.–7. trinn").click()
    expect(page.locator("h1")).to_have_text("Matematikk: 1.–7. trinn")
    page.locator(".card a").first.click()
    expect(page.locator("h1")).to_contain_text("Matematikk")


def test_the_keyboard_reaches_the_content_first(open_page: Any) -> None:
    page = open_page("/2016-2017/fag/matematikk/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Hopp til innholdet")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_the_other_language_has_the_same_page(open_page: Any) -> None:
    page = open_page("/2016-2017/fag/matematikk/")
    page.get_by_role("link", name="Nynorsk").click()
    assert page.url.endswith("/nn/2016-2017/fag/matematikk/")
    expect(page.locator("html")).to_have_attribute("lang", "nn")


def test_an_address_there_is_nothing_at_helps_on(open_page: Any) -> None:
    page = open_page("/finnes/ikke/")
    expect(page.locator("h1")).to_have_text("Vi finner ikke siden")
    expect(page.get_by_role("searchbox")).to_be_visible()


def test_on_paper_a_course_is_text_without_menus(open_page: Any) -> None:
    page = open_page(KINDS["course"])
    page.emulate_media(media="print")
    expect(page.locator(".head-menu")).to_be_hidden()
    expect(page.locator(".prose")).to_be_visible()


def test_with_forced_colours_everything_is_still_there(open_page: Any) -> None:
    page = open_page("/2016-2017/frister/", forced_colors="active")
    expect(page.locator(".banner")).to_be_visible()
    assert violations(page, ALL_RULES) == []


def test_the_pages_weigh_little(published: Path) -> None:
    """Uncompressed bounds, so that growth is noticed; gzip and brotli are measured in benchmarks/."""
    [style] = published.glob("assets/site.*.css")
    assert len(style.read_bytes()) < 40_000
    scripts = {file: len(file.read_bytes()) for file in published.glob("assets/js.*/**/*.js")}
    of_form = sum(size for file, size in scripts.items() if file.parent.name == "form")
    assert of_form < 64_000, "read by editors alone; finds most of the faults of texts that `check` finds"
    of_table = sum(size for file, size in scripts.items() if file.name == "table.js")
    assert of_table < 10_000, "read by those who ask for the table of the hits"
    of_questions = sum(size for file, size in scripts.items() if file.name == "questions.js")
    assert of_questions < 4_000, "read for searches of three words or more"
    assert sum(scripts.values()) - of_form - of_table - of_questions < 130_000
