"""The search page in real Chromium: typing, facets, sharing, history, keyboard."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from site_builder.output.search_paths import file_names

NOW = "2016-02-10T12:00:00+01:00"


@pytest.fixture
def search(open_page: Any) -> Any:
    """Return a function that opens the search page with a query and waits for its hits and facets."""

    def run(query: str = "", **context: Any) -> Page:
        page: Page = open_page(f"/sok/{query}", **context)
        page.wait_for_selector(".search-hits .card")
        page.wait_for_selector(".search-facets .count:not(:empty)", state="attached")
        return page

    return run


def titles(page: Page) -> list[str]:
    """Return the titles of all hits, including those below the screen, which Chromium has not laid out yet."""
    return page.locator(".search-hits .card-title").all_text_contents()


def test_hits_follow_each_letter_typed_without_a_button(search: Any) -> None:
    page = search()
    page.locator(".search-form input").press_sequentially("gym")
    expect(page.locator(".search-hits .card-title").first).to_contain_text("Kroppsøving")
    expect(page.locator(".search-chips button").first).to_contain_text("→ Kroppsøving")
    expect(page.locator(".search-hits .hit-why")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/sok/\?q=gym$"))


TYPE_AND_LOOK = """(input) => {
  const list = document.querySelector(".search-hits"), before = list.innerHTML;
  input.value = "gym";
  input.dispatchEvent(new Event("input"));
  return list.innerHTML === before;
}"""


def test_a_typed_letter_is_painted_before_its_hits_are_rendered(search: Any) -> None:
    page = search()
    assert page.locator(".search-form input").evaluate(TYPE_AND_LOOK)
    expect(page.locator(".search-hits .card-title").first).to_contain_text("Kroppsøving")


@pytest.mark.parametrize("key", ["Enter", "ArrowDown"])
def test_a_key_pressed_right_after_typing_acts_on_the_new_hits(search: Any, key: str) -> None:
    page = search()
    page.locator(".search-form input").evaluate("(input) => input.focus()")
    page.evaluate(
        """(key) => {
  const input = document.activeElement;
  input.value = "gym";
  input.dispatchEvent(new Event("input"));
  if (key === "Enter") input.form.requestSubmit();
  else input.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
}""",
        key,
    )
    expect(page.locator(".search-hits .card-title a").first).to_be_focused()
    expect(page.locator(".search-hits .card-title a").first).to_contain_text("Kroppsøving")


def test_on_a_phone_the_filters_are_a_sheet_that_says_how_many_courses_it_shows(search: Any) -> None:
    page = search("?q=gym", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    opens, box, shows = (
        page.locator(".search-open"),
        page.locator(".search-facets label:not(.zero)").first,
        page.locator(".search-apply"),
    )
    expect(box).to_be_hidden()
    opens.tap()
    expect(page.locator(".search-sheet h2")).to_be_focused()
    box.tap()
    expect(box.locator("input")).to_be_checked()
    expect(shows).to_be_in_viewport()
    count = page.locator(".search-status").inner_text().split()[0]
    expect(shows).to_have_text(re.compile(f"Vis {count} stud".replace("Ett", "ett")))
    assert page.locator(".search-form").evaluate("(form) => form.closest('[inert]') !== null")
    for close in (lambda: page.keyboard.press("Escape"), shows.tap):
        close()
        expect(box).to_be_hidden()
        expect(opens).to_be_focused()
        expect(opens).to_have_text("Filtrer (1)")
        opens.press("Enter")
        expect(box).to_be_visible()
    page.locator(".search-reset").tap()
    expect(box.locator("input")).not_to_be_checked()


def test_what_the_front_page_asks_finds_courses_under_chips_that_can_be_removed(open_page: Any) -> None:
    page: Page = open_page("/")
    page.locator("select[name=fag]").select_option("matematikk")
    page.locator("input[name=har]").fill("30")
    page.get_by_label("mandag").check()
    page.get_by_label("fredag").check()
    page.locator(".questions button").click()
    chips = page.locator(".chip-filter")
    expect(chips).to_have_text([re.compile(each) for each in ("Matematikk", "30 studiepoeng", "mandag", "fredag")])
    expect(page).to_have_url(re.compile(r"fag=matematikk&har=30&ikke=1&ikke=5"))
    expect(page.locator("input[name=har]")).to_have_value("30")
    chips.nth(2).click()
    expect(chips).to_have_count(3)
    expect(chips.nth(2)).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?fag=matematikk&har=30&ikke=5$"))
    page.locator(".languages a[lang=nn]").click()
    expect(chips).to_have_text([re.compile(each) for each in ("Matematikk", "30 studiepoeng", "fredag")])
    page.locator(".chip-reset").click()
    expect(chips).to_have_count(0)


def test_a_chosen_town_gives_cards_their_distance_and_an_order(search: Any) -> None:
    page = search("?fag=norsk&fra=Bergen&sort=near")
    facts = page.locator(".search-hits .facts-line").all_inner_texts()
    distances = [int(found[1]) for text in facts if (found := re.search(r"(\d+) km unna", text))]
    assert distances
    assert distances == sorted(distances)


def test_counties_are_chosen_on_the_map_of_the_front_page(search: Any) -> None:
    page = search("?fag=engelsk")
    county = page.locator(".search-facets details", has_text="Fylke").first
    county.locator("summary").click()
    county.get_by_role("button", name="Velg på kartet").click()
    page.locator(".search .map a[href$='/hordaland/']").press("Enter")
    expect(page.locator(".chip-filter")).to_have_text([re.compile("Engelsk"), re.compile("Hordaland")])
    expect(page.locator(".search .map a[aria-current]")).to_have_count(1)


def test_the_number_of_hits_is_announced_to_screen_readers(search: Any) -> None:
    page = search("?q=gym")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^\d+ studietilbud$"))


def test_the_address_restores_query_facets_and_order(search: Any) -> None:
    page = search("?q=matematikk&institusjon=hioa,hihm&sort=title")
    assert len(titles(page)) == page.locator(".search-hits .card").count() >= 2
    where = page.locator(".search-hits .card-where").all_text_contents()
    assert where
    assert all("Oslo" in each or "Hedmark" in each for each in where)
    assert titles(page) == sorted(titles(page))
    assert page.locator(".search-order select").input_value() == "title"


def test_a_hostile_address_shows_an_ordinary_search(open_page: Any) -> None:
    page: Page = open_page("/sok/?q=<img src=x onerror=alert(1)>&fag=<b>,__proto__&sort=constructor&__proto__=1")
    page.wait_for_selector(".search-facets label", state="attached")
    assert page.locator("main img").count() == 0
    assert page.locator(".search-order select").input_value() == ""
    assert page.locator(".search-form input").input_value() == "<img src=x onerror=alert(1)>"


def test_values_of_a_facet_are_joined_by_or_and_facets_by_and(search: Any) -> None:
    page = search("?q=matematikk")
    before = int(page.get_by_role("status").inner_text().split()[0])
    facet = page.locator(".search-facets details", has_text="Institusjon").first
    facet.locator("summary").click()
    boxes = facet.locator("label:not(.zero)")
    counts = [int(text) for text in boxes.locator(".count").all_inner_texts()[:2]]
    boxes.nth(0).click()
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^{counts[0]} " if counts[0] > 1 else "^Ett"))
    boxes.nth(1).click()
    expect(page.get_by_role("status")).to_have_text(f"{sum(counts)} studietilbud")
    assert sum(counts) < before


def test_a_facet_shows_only_values_that_hits_have(search: Any) -> None:
    page = search("?q=matematikk")
    subjects = page.locator(".search-facets details", has_text="Fag").first.locator("label:visible")
    expect(subjects).to_have_text([re.compile(r"^Matematikk\d+$")])


def test_an_article_lacks_no_subject(search: Any) -> None:
    page = search("?q=matematikk")
    expect(page.locator(".search-others .card").first).to_be_visible()
    assert page.locator(".search-others s").count() == 0


def test_a_count_equals_the_number_of_hits_after_ticking(search: Any) -> None:
    page = search("?q=norsk&fag=norsk")
    label = page.locator(".search-facets details", has_text="Nivå").first.locator("label:not(.zero)").last
    page.locator(".search-facets details", has_text="Nivå").first.locator("summary").click()
    count = label.locator(".count").inner_text()
    label.click()
    expect(page.get_by_role("status")).to_have_text(f"{count} studietilbud")


def test_back_and_forward_restore_the_search(search: Any) -> None:
    page = search("?q=engelsk")
    hits, status = page.locator(".search-hits .card-title"), page.get_by_role("status")
    grades = page.locator(".search-facets label", has_text="Mellomtrinnet")
    first, said = titles(page), status.inner_text()
    promised = grades.locator(".count").inner_text()
    grades.click()
    expect(status).to_have_text(f"{promised} studietilbud")
    expect(page).to_have_url(re.compile("trinn=mellomtrinnet"))
    narrowed = titles(page)
    assert narrowed != first
    page.go_back()
    expect(hits).to_have_text(first)
    expect(status).to_have_text(said)
    expect(grades.locator("input")).not_to_be_checked()
    page.go_forward()
    expect(hits).to_have_text(narrowed)
    expect(status).to_have_text(f"{promised} studietilbud")
    expect(grades.locator("input")).to_be_checked()


def test_going_back_from_a_course_restores_the_scroll_position(search: Any) -> None:
    page = search()
    page.locator(".search-more").click()
    expect(page.locator(".search-hits .card")).to_have_count(20)
    link = page.locator(".search-hits .card-title a").nth(17)
    name = link.inner_text()
    link.click()
    page.wait_for_selector(".prose")
    page.go_back()
    expect(page.locator(".search-hits .card")).to_have_count(20)
    expect(page.locator(".search-hits .card-title a", has_text=name).first).to_be_in_viewport()


def test_the_search_works_with_the_keyboard_alone(search: Any) -> None:
    page = search("?q=naturfag")
    page.locator("#_sok").focus()
    expect(page.locator(".search-form input")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".search-hits .card-title a").first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".search-hits .card-title a").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".search-form input")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.wait_for_selector(".prose")
    assert "naturfag" in page.url


def test_the_query_is_highlighted_on_the_opened_page_and_can_be_cleared(search: Any) -> None:
    page = search("?q=naturfag")
    page.locator(".search-hits .card-title a").first.click()
    page.wait_for_selector(".prose mark")
    assert "?h=" not in page.url, "the address that the reader shares is the page's own"
    page.locator(".unmark").click()
    expect(page.locator(".prose mark")).to_have_count(0)
    expect(page.locator(".unmark")).to_be_hidden()


def test_the_first_hit_is_three_steps_of_the_keyboard_away(search: Any) -> None:
    page = search("?q=naturfag")
    expect(page.locator(".search-hits .card-title a").first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til treffene")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.search-hits li') !== null")


def test_a_word_without_hits_is_shown_struck_through(search: Any) -> None:
    page = search("?q=naturfag+qwxzq")
    expect(page.locator(".search-help s")).to_have_text("qwxzq")
    assert "Naturfag" in titles(page)[0]


def test_nonsense_finds_nothing_and_shows_suggestions(search: Any) -> None:
    page = search()
    page.locator(".search-form input").fill("qwxzqrt")
    expect(page.get_by_role("status")).to_have_text("0 studietilbud")
    expect(page.locator(".search-help")).to_contain_text("Prøv færre eller andre ord")


def test_facets_without_hits_offer_the_value_to_remove(open_page: Any) -> None:
    page: Page = open_page("/sok/?q=spansk&fylke=finnmark")
    button = page.locator(".search-help button", has_text="Finnmark").first
    promised = re.search(r"\((\d+|ett) treff\)$", button.inner_text())
    assert promised
    button.click()
    expect(page.get_by_role("status")).to_have_text(re.compile(rf"^({promised[1]} |Ett)"))


def test_articles_and_stories_are_shown_in_a_separate_group(search: Any) -> None:
    page = search("?q=kompetansekrav")
    expect(page.locator(".answer a").first).to_have_text("Kompetansekrav")
    expect(page.locator(".search-others h2").first).to_be_visible()
    expect(page.locator(".search-others .card-title").first).to_contain_text("kompetansekrav")
    expect(page.locator(".search-hits .card-title").first).to_be_visible()


def test_on_a_phone_facets_are_folded_and_the_page_fits_the_screen(search: Any) -> None:
    page = search("?q=engelsk", viewport={"width": 320, "height": 640})
    expect(page.locator(".search-facets fieldset").first).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    page.locator(".search-open").click()
    expect(page.locator(".search-facets fieldset").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_no_search_file_is_fetched_before_a_search_field_gets_the_focus(open_page: Any) -> None:
    page: Page = open_page("/om-katalogen/")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not [address for address in fetched if "/search" in address]
    with page.expect_response(lambda answer: answer.url.endswith("/search/nb.json")):
        page.locator("form[role=search] input").first.focus()


def test_without_javascript_the_page_links_the_lists(open_page: Any) -> None:
    page: Page = open_page("/sok/", java_script_enabled=False)
    expect(page.locator(".search")).to_be_hidden()
    expect(page.locator(".without-search a").first).to_be_visible()


def test_a_network_failure_is_reported(open_page: Any) -> None:
    page: Page = open_page("/sok/")
    page.wait_for_selector(".search-facets label", state="attached")
    page.route("**/assets/search/*.json", lambda route: route.abort())
    page.locator(".search-form input").fill("vurdering")
    expect(page.get_by_role("status")).to_contain_text("Er du på nett?")
    page.unroute("**/assets/search/*.json")
    page.locator(".search-form input").fill("vurdering i")
    expect(page.locator(".search-hits .card-title").first).to_contain_text("urdering")


def test_a_page_that_stays_open_across_a_publication_searches_in_what_is_published_now(open_page: Any) -> None:
    page: Page = open_page("/sok/", service_workers="block")
    page.wait_for_selector(".search-facets label", state="attached")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    newer: dict[str, Any] = {}

    def gone(route: Any) -> None:
        name = route.request.url.rpartition("/")[2].removesuffix(".json")
        if name in newer["renamed"]:
            route.continue_(url=route.request.url.replace(name, newer["renamed"][name]))
        else:
            route.fulfill(status=404, body="")

    manifest = page.request.get(page.url.rpartition("/sok/")[0] + "/search/nb.json").json()
    newer["renamed"] = {f"new{number}": name for number, name in enumerate(file_names(manifest["shards"]))}
    newer["renamed"] |= {f"fact{number}": name for number, name in enumerate(manifest["facts"]["files"])}
    manifest["facts"]["files"] = [f"fact{number}" for number in range(len(manifest["facts"]["files"]))]
    for key in ("near", "spelling", "orders", "facets"):
        newer["renamed"][f"{key}new"] = manifest[key]
        manifest[key] = f"{key}new"
    newer["renamed"] |= {f"card{number}": name for number, name in enumerate(file_names(manifest["cards"]))}
    manifest["shards"] = [f"new{number}" for number in range(len(file_names(manifest["shards"])))]
    manifest["cards"] = [f"card{number}" for number in range(len(file_names(manifest["cards"])))]
    page.route("**/assets/search/*.json", gone)
    page.route("**/search/nb.json", lambda route: route.fulfill(json=manifest))
    page.locator(".search-form input").fill("vurdering")
    expect(page.locator(".search-hits .card-title").first).to_contain_text("urdering")
    expect(page.get_by_role("status")).to_have_text(re.compile("studietilbud"))
    assert sum(address.endswith("/search/nb.json") for address in asked) == 1
    page.unroute("**/assets/search/*.json")
    page.route("**/assets/search/*.json", lambda route: route.fulfill(status=404, body=""))
    page.locator(".search-form input").fill("kroppsøving")
    expect(page.get_by_role("status")).to_contain_text("Er du på nett?")
    expect(page.locator(".search-hits .card")).to_have_count(0)


def test_suggestions_are_a_combobox_that_the_keyboard_and_a_screen_reader_can_use(search: Any) -> None:
    page = search()
    field = page.get_by_role("combobox", name="Hva ser du etter?")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("norsk tro")
    suggestions = page.locator(".search-suggestions")
    options = suggestions.get_by_role("option")
    expect(options.first).to_be_visible()
    assert 1 <= options.count() <= 8
    expect(field).to_have_attribute("aria-expanded", "true")
    assert field.get_attribute("aria-controls") == suggestions.get_attribute("id")
    field.press("ArrowDown")
    expect(suggestions.get_by_role("option", selected=True)).to_have_text(re.compile("Tromsø|Trondheim"))
    assert field.get_attribute("aria-activedescendant") == suggestions.get_by_role(
        "option", selected=True
    ).get_attribute("id")
    field.press("Escape")
    expect(suggestions).to_be_hidden()
    expect(field).to_have_value("norsk tro")
    field.press_sequentially("m")
    expect(options.first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("norsk Tromsø ")
    expect(page.locator(".search-chips button")).to_have_count(2)
    page.locator(".search-chips button").last.focus()
    page.keyboard.press("Backspace")
    expect(field).to_have_value("norsk")
    expect(page).to_have_url(re.compile(r"q=norsk$"))


def test_what_a_query_takes_away_and_how_near_it_asks_are_chips_and_decide_the_hits(search: Any) -> None:
    page = search("?q=matematikk+ikke+oslo")
    chips, places = page.locator(".search-chips button"), page.locator(".search-hits .card-title + *")
    expect(chips).to_have_count(2)
    expect(chips.last).to_contain_text(re.compile(r"^uten .*Oslo"))
    assert not [each for each in places.all_text_contents() if "Oslo" in each]
    chips.last.click()
    expect(page.locator(".search-form input")).to_have_value("matematikk")
    page.locator(".search-form input").fill("engelsk nær gjøvik")
    expect(chips.last).to_contain_text(re.compile(r"Hamar \(\d+ km\)|Lillehammer \(\d+ km\)"))
    expect(places.first).to_contain_text(re.compile("Hamar|Lillehammer"))


def test_a_part_that_no_course_has_is_said_and_heard(search: Any) -> None:
    page = search("?q=engelsk+spesialpedagogikk+tegnspr%C3%A5k+kautokeino")
    expect(page.get_by_role("status")).to_contain_text("Ingen har alt dette. Nærmest: uten ")
    expect(page.locator(".hit-why .unseen").first).to_have_text("uten ")


def test_the_nynorsk_search_page_is_in_nynorsk(open_page: Any) -> None:
    page: Page = open_page("/nn/sok/?q=rettleiing")
    page.wait_for_selector(".search-hits .card")
    assert page.locator(".search-hits .card-title a").first.get_attribute("href").startswith("/nn/")


def test_a_wide_screen_shows_a_table_that_each_column_sorts(search: Any) -> None:
    page: Page = search("?q=matematikk", viewport={"width": 1366, "height": 768})
    page.get_by_role("button", name="Tabell").click()
    table = page.locator(".search-table table")
    expect(table).to_be_visible()
    expect(page.locator(".search-hits")).to_be_hidden()
    away = page.get_by_role("button", name="Dager borte")
    away.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("sortert etter «Dager borte»")
    expect(away).to_be_focused()
    days = [int(text) for text in table.locator("tbody td:nth-child(4)").all_inner_texts()]
    assert days == sorted(days)
    away.press("Enter")
    expect(page.locator("[aria-sort=descending]")).to_contain_text("Dager borte")
    assert "vis=tabell" in page.url
    assert Axe().run(page, ".search-table").violations_count == 0
    star = table.locator(".star").first
    star.click()
    expect(star).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.locator("[aria-sort=descending]")).to_contain_text("Dager borte")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".search-hits .card").first).to_be_visible()
    expect(table).to_be_hidden()
    page.get_by_role("button", name="Tabell", include_hidden=True).dispatch_event("click")
    expect(table).to_have_count(0)
