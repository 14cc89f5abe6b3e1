"""What a reader waits for: nothing that could have come sooner, and nothing that moves or is fetched for nobody."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
COUNT_SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => list.getEntries().forEach((each) => each.hadRecentInput || shifts.push(each.value)))
  .observe({type: "layout-shift", buffered: true});
"""


def watched(browser: Any, address: str) -> tuple[Page, list[str]]:
    """A page, and the paths that it and what is fetched on its behalf ask for."""
    page: Page = browser.new_page(service_workers="block", locale="nb-NO")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    return page, asked


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/2016-2017/hihm/naturfag-2-1-7/",
        "/2016-2017/alle/",
        "/sok/?q=matematikk",
        "/sok/",
        "/2016-2017/frister/",
        "/2016-2017/samlinger/?ikke=6",
        "/2016-2017/hva-mangler-jeg/engelsk/ungdomstrinnet/?har=10",
        "/min-liste/?l=2016-2017/hib/engelsk-1-1-7,2016-2017/hioa/engelsk-1-1-7",
    ],
)
def test_nothing_moves_while_a_page_comes(browser: Any, site_address: str, address: str) -> None:
    context = browser.new_context(service_workers="block", locale="nb-NO", **PHONE)
    page = context.new_page()
    page.add_init_script(COUNT_SHIFTS)
    page.goto(site_address + address)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("shifts") == []
    context.close()


def test_what_a_search_needs_is_fetched_when_its_field_is_entered_and_not_before(
    browser: Any, site_address: str
) -> None:
    page, asked = watched(browser, site_address)
    page.goto(f"{site_address}/2016-2017/alle/")
    page.wait_for_load_state("networkidle")
    assert [path for path in asked if "search" in path] == []
    with page.expect_response("**/search/nb.json"):
        page.get_by_role("searchbox").focus()
    named = re.findall(r'"modulepreload" href="([^"]*/search/[^"]*)"', page.request.get(f"{site_address}/sok/").text())
    assert len(named) > 5
    page.wait_for_function(
        "named => named.every((path) => performance.getEntriesByType('resource')"
        ".some(({name, responseEnd}) => name.endsWith(path) && responseEnd))",
        arg=named,
    )
    page.get_by_role("searchbox").fill("gym")
    page.keyboard.press("Enter")
    page.wait_for_selector(".search-hits .card")
    came_again = page.evaluate(
        "performance.getEntriesByType('resource').filter(({name}) => /search.*js$/.test(name))"
        ".filter(({transferSize}) => transferSize).map(({name}) => name)"
    )
    assert [path for path in came_again if any(path.endswith(each) for each in named)] == []
    page.close()


def test_what_an_address_asks_for_is_fetched_before_the_search_pages_own_script_is_there(
    browser: Any, site_address: str
) -> None:
    """Cards and the words of the query, each once; an empty search needs no words."""
    for query, files in (("?q=matematikk", 2), ("", 1)):
        page, asked = watched(browser, site_address)
        page.route("**/search/page.js", lambda route: route.abort())
        page.goto(f"{site_address}/sok/{query}")
        page.wait_for_load_state("networkidle")
        found = [path for path in asked if path.startswith("/assets/search/")]
        assert len(found) == len(set(found)) >= files
        assert bool(query) == (len(found) > 2)
        page.close()


def test_a_script_a_page_needs_is_asked_for_beside_its_style(browser: Any, site_address: str) -> None:
    """Not when the script that imports it has come, which would be another wait for the network.

    The search fetches the scripts of filters and suggestions after its first result.
    """
    page, _ = watched(browser, site_address)
    for address in ("/", "/2016-2017/hihm/naturfag-2-1-7/", "/2016-2017/frister/", "/sok/?q=gym"):
        page.goto(site_address + address)
        page.wait_for_load_state("networkidle")
        named = page.evaluate(
            "[...document.querySelectorAll('link[rel=modulepreload], script[src]')].map((e) => e.href || e.src)"
        )
        loaded = page.evaluate(
            "performance.getEntriesByType('resource').map(({name}) => name).filter((name) => name.endsWith('.js'))"
        )
        assert set(named) <= set(loaded), address
        assert "/sok/" in address or set(loaded) == set(named), address
    page.close()


def test_the_index_of_a_search_page_is_opened_before_the_scripts_that_read_it_have_come(
    browser: Any, site_address: str
) -> None:
    """They are many, and the first painting comes before what they ask for."""
    page, asked = watched(browser, site_address)
    held: list[Any] = []
    page.route("**/search/page.js", lambda route: held.append(route))
    with page.expect_request("**/assets/search/*.json"):
        page.goto(f"{site_address}/sok/?q=matematikk", wait_until="commit")
    assert page.locator(".search-hits .card").count() == 0
    held[0].continue_()
    page.wait_for_selector(".search-hits .card")
    assert asked.count("/search/nb.json") == 1
    page.close()


def test_a_link_that_is_pressed_is_fetched_before_it_is_let_go(browser: Any, site_address: str) -> None:
    page, _ = watched(browser, site_address)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{site_address}/2016-2017/fag/matematikk/")
    page.wait_for_load_state("networkidle")
    page.locator(".card a").first.hover()
    page.mouse.down()
    page.wait_for_timeout(500)
    page.mouse.up()
    expect(page.locator("article.course h1")).to_be_visible()
    assert page.evaluate("performance.getEntriesByType('navigation')[0].deliveryType") == "navigational-prefetch"
    assert [text for text in said if "Service Worker" not in text] == []
    page.close()


def test_a_letter_of_a_long_list_leads_to_its_courses_though_those_before_were_never_drawn(open_page: Any) -> None:
    page = open_page("/2016-2017/alle/", **PHONE)
    for letter in ("S", "M"):
        page.locator(".letters a", has_text=letter).first.tap()
        heading = page.locator("h2", has_text=letter).first
        expect(heading).to_be_in_viewport()
        page.wait_for_timeout(300)
        assert 0 <= heading.evaluate("(each) => each.getBoundingClientRect().top") <= 40, letter


def test_a_course_far_down_a_long_list_can_be_found_in_the_page(open_page: Any) -> None:
    page = open_page("/2016-2017/alle/")
    last = page.locator(".cards-list .card-title").last.text_content()
    assert page.evaluate("(text) => window.find(text)", last)
    page.wait_for_timeout(300)
    expect(page.locator(".cards-list .card-title").last).to_be_in_viewport()
