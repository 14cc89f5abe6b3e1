"""What a teacher does besides searching: what she lacks, her list, gatherings she can come to, all of it offline."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import icalendar
import pytest
from playwright.sync_api import Locator, Page, expect

NOW = "2016-02-10T12:00:00+01:00"
FIRST = "2016-2017/hihm/naturfag-1-1-7"
SECOND = "2016-2017/hihm/naturfag-2-1-7"
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
CLASHING = "2016-2017/hib/engelsk-1-1-7,2016-2017/hioa/engelsk-1-1-7"
ENGLISH = "/2016-2017/hva-mangler-jeg/engelsk/ungdomstrinnet/"


def shown_ways(page: Page) -> int:
    return page.locator(".ways-list li:visible").count()


def test_ten_vekttall_are_half_of_what_lower_secondary_school_asks_for(open_page: Any) -> None:
    page: Page = open_page(f"{ENGLISH}?har=10&enhet=vekttall")
    expect(page.locator(".lacking-answer")).to_contain_text("mangler 30 av de 60 som kreves for 8.–10. trinn.")
    expect(page.locator(".lacking-answer")).to_contain_text(f"Det er {shown_ways(page)} måter å få dem på i 2016/2017.")


def test_what_one_types_stands_in_the_address_and_comes_back_from_it(open_page: Any) -> None:
    page: Page = open_page(ENGLISH)
    page.locator("[name=har]").fill("1")
    page.locator("[name=enhet]").select_option("halvarsenhet")
    expect(page.locator(".lacking-answer")).to_contain_text("mangler 30 av de 60 som kreves for 8.–10. trinn.")
    count = shown_ways(page)
    again: Page = open_page(page.url.removeprefix(page.evaluate("location.origin")))
    expect(again.locator(".lacking-answer")).to_contain_text("mangler 30 av de 60 som kreves for 8.–10. trinn.")
    assert shown_ways(again) == count > 0


def test_a_chain_is_offered_to_whom_one_course_is_not_enough(open_page: Any) -> None:
    page: Page = open_page(ENGLISH)
    expect(page.locator(".lacking-answer")).to_contain_text("Du har 0 studiepoeng i engelsk og mangler 60 av de 60")
    chain = page.locator(".ways-list li:visible", has_text="deretter").first
    expect(chain.locator("a")).to_have_count(2)
    page.locator("[name=har]").fill("30")
    expect(chain).to_be_hidden()


def test_who_has_enough_reads_that(open_page: Any) -> None:
    page: Page = open_page(f"{ENGLISH}?har=60")
    expect(page.locator(".lacking-answer")).to_have_text(
        "Du oppfyller kravet i engelsk for 8.–10. trinn: 60 av 60 studiepoeng."
    )
    assert shown_ways(page) == 0


def test_what_fits_stands_first_and_a_module_is_a_way(open_page: Any) -> None:
    page: Page = open_page("/2016-2017/hva-mangler-jeg/engelsk/barnetrinnet-engelsk/?har=15")
    headings = page.locator(".ways-from:visible h2")
    expect(headings).to_have_text(["Til deg som har 15 studiepoeng", "Gir mer enn du trenger"])
    first = page.locator(".ways-from:visible").first
    expect(first.locator("li:visible").first).to_contain_text("modul")
    expect(first.locator("li:visible").first).to_contain_text("15 studiepoeng")
    page.locator("[name=har]").fill("0")
    expect(headings).to_have_text(["Har du ingen studiepoeng i faget"])


@pytest.mark.parametrize("page", ["alle", "samlinger", "i-tall"])
def test_no_page_is_longer_on_a_phone_than_somebody_scrolls(open_page: Any, page: str) -> None:
    opened: Page = open_page(f"/2016-2017/{page}/", viewport=PHONE["viewport"])
    opened.wait_for_load_state("networkidle")
    height, width = opened.evaluate("[document.documentElement.scrollHeight, document.documentElement.scrollWidth]")
    assert height < 12_500
    assert width <= 390
    opened.set_viewport_size({"width": 195, "height": 422})
    assert opened.evaluate("document.documentElement.scrollWidth") <= 196, "at 200 % nothing is beside the screen"


def test_the_rest_of_the_gatherings_comes_by_a_button(open_page: Any) -> None:
    page: Page = open_page("/2016-2017/samlinger/")
    rows = page.locator(".meetings tbody tr")
    expect(rows.locator("visible=true")).to_have_count(40)
    page.locator(".meetings-more button").click()
    expect(rows.locator("visible=true")).to_have_count(80)
    expect(rows.nth(40).locator("a")).to_be_focused()


def test_the_way_to_apply_and_the_star_follow_down_a_course_on_a_phone(open_page: Any) -> None:
    page: Page = open_page(f"/{FIRST}/", now=NOW, reduced_motion="reduce", **PHONE)
    bar = page.locator(".course-bar")
    expect(bar).to_have_count(0)
    page.evaluate("scrollTo(0, document.body.scrollHeight / 2)")
    expect(bar.locator("a:visible")).to_have_attribute("href", re.compile("udir"))
    bar.locator(".star").click()
    expect(page.locator(".keep button")).to_have_attribute("aria-pressed", "true")
    link = page.locator(".foot a").last
    link.focus()
    assert link.bounding_box()["y"] + link.bounding_box()["height"] <= bar.bounding_box()["y"]  # type: ignore[index]
    page.evaluate("scrollTo(0, 0)")
    expect(bar).to_have_count(0)


def test_a_requirement_leads_into_the_search_with_its_filters(open_page: Any) -> None:
    page: Page = open_page("/2016-2017/hva-mangler-jeg/engelsk/barnetrinnet-engelsk/")
    page.get_by_role("link", name="Filtrer disse studiene").click()
    expect(page.locator(".chip-filter").first).to_contain_text("Engelsk")
    expect(page.locator(".chip-filter")).to_have_count(2)


def test_a_hostile_address_lacks_everything(open_page: Any) -> None:
    page: Page = open_page(f"{ENGLISH}?har=<script>alert(1)</script>&enhet=__proto__&fylke=<b>x")
    expect(page.locator(".lacking-answer")).to_contain_text("Du har 0 studiepoeng i engelsk og mangler 60 av de 60")
    assert page.locator("main script:not([type])").count() == 0


def test_the_way_from_the_front_page_is_walked_with_the_keyboard(open_page: Any) -> None:
    page: Page = open_page("/2016-2017/hva-mangler-jeg/")
    page.locator(".lacking-need").select_option(label="Engelsk, 8.–10. trinn")
    page.locator("[name=har]").press("Control+a")
    page.keyboard.type("15")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/engelsk/ungdomstrinnet/\?har=15&enhet=studiepoeng$"))
    expect(page.locator(".lacking-answer")).to_contain_text("Du har 15 studiepoeng i engelsk og mangler 45 av de 60")


def test_without_javascript_the_same_ways_stand_under_headings(open_page: Any) -> None:
    page: Page = open_page(ENGLISH, java_script_enabled=False)
    expect(page.locator(".ask")).to_be_hidden()
    expect(page.get_by_role("heading", name="Har du minst 30 studiepoeng")).to_be_visible()
    assert shown_ways(page) == page.locator(".ways-list li").count() >= 5


def keep(page: Page) -> Any:
    return page.locator(".keep button")


def test_a_course_is_kept_and_taken_out_again(open_page: Any) -> None:
    page: Page = open_page(f"/{FIRST}/")
    keep(page).click()
    expect(keep(page)).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(keep(page)).to_have_attribute("aria-pressed", "true")
    page.locator(".keep a").first.click()
    expect(page.locator(".kept .card-title")).to_have_text(["Naturfag 1, 1.–7. trinn"])
    page.get_by_role("button", name="Fjern: Naturfag 1, 1.–7. trinn").click()
    expect(page.get_by_text("Listen er tom.")).to_be_visible()


def test_a_list_sent_to_a_fresh_browser_is_the_same_list(open_page: Any) -> None:
    page: Page = open_page(f"/{FIRST}/")
    keep(page).click()
    page.goto(page.url.replace(FIRST, SECOND))
    keep(page).click()
    page.locator(".keep a").first.click()
    expect(page.locator(".kept")).to_have_count(2)
    sent = page.url.removeprefix(page.evaluate("location.origin"))
    other: Page = open_page(sent)
    titles = page.locator(".kept .card-title").all_inner_texts()
    expect(other.locator(".kept .card-title")).to_have_text(titles)
    expect(other.get_by_text("Noen har delt denne listen med deg.")).to_be_visible()
    other.get_by_role("button", name="Lagre denne listen hos meg").click()
    other.goto(other.url.split("?")[0])
    expect(other.locator(".kept .card-title")).to_have_text(titles)


def own_list(open_page: Any, *ids: str, **context: Any) -> Page:
    """The page of a list that is kept in the browser."""
    page: Page = open_page("/min-liste/", **context)
    page.evaluate("ids => localStorage.setItem('studiekatalog.liste', ids)", ",".join(ids))
    page.reload()
    page.wait_for_selector(f".list[data-shown='{len(ids)}']")
    return page


def test_the_order_is_the_priority_and_changes_with_the_keyboard(open_page: Any) -> None:
    third = "2016-2017/hib/engelsk-1-1-7"
    page = own_list(open_page, FIRST, SECOND, third)
    down = page.get_by_role("button", name="Flytt ned: Naturfag 1")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".kept .card-title").first).to_have_text("Naturfag 2 for 1.–7. trinn")
    expect(page).to_have_url(re.compile(f"l={SECOND},{FIRST},{third}$"))
    expect(page.locator(".list-said")).to_have_text("«Naturfag 1, 1.–7. trinn» er nå nummer 2 av 3.")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"l={SECOND},{third},{FIRST}$"))
    assert page.evaluate("document.activeElement.ariaLabel") == "Flytt opp: Naturfag 1, 1.–7. trinn"


def test_what_is_removed_comes_back_at_its_place_and_nothing_loses_the_focus(open_page: Any) -> None:
    page = own_list(open_page, FIRST, SECOND)
    page.get_by_role("button", name="Fjern: Naturfag 1").click()
    expect(page.locator(".list-said")).to_have_text("«Naturfag 1, 1.–7. trinn» er fjernet fra listen.")
    expect(page.get_by_role("button", name="Angre")).to_be_focused()
    expect(page.get_by_role("link", name="Min liste (1)")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator(".kept .card-title").first).to_have_text("Naturfag 1, 1.–7. trinn")
    expect(page.locator(".kept a").first).to_be_focused()
    expect(page.get_by_role("button", name="Angre")).to_have_count(0)


def test_two_tabs_have_one_list_and_neither_loses_what_the_other_added(open_page: Any) -> None:
    page = own_list(open_page, FIRST)
    other = page.context.new_page()
    other.goto(page.evaluate("location.origin") + f"/{SECOND}/")
    other.locator(".keep button:enabled").click()
    expect(page.locator(".kept")).to_have_count(2)
    page.get_by_label("Første dag").fill("2016-10-03")
    page.get_by_role("button", name="Legg til").click()
    expect(page).to_have_url(re.compile("ferie="))
    page.get_by_role("button", name="Fjern: Naturfag 1").click()
    expect(other.get_by_role("link", name="Min liste (1)")).to_have_count(1)
    assert page.evaluate("localStorage.getItem('studiekatalog.liste')") == SECOND


def test_a_list_that_replaces_ones_own_gives_it_back(open_page: Any) -> None:
    page = own_list(open_page, FIRST)
    page.goto(page.url.split("?")[0] + f"?l={SECOND}&fra=Kari+Nordmann%21%20http://x.example")
    expect(page.get_by_text("Kari Nordmann har delt denne listen med deg. Antall studier: 1.")).to_be_visible()
    expect(page.get_by_role("button", name="Fjern")).to_have_count(0)
    page.get_by_role("button", name="Lagre denne listen hos meg").click()
    expect(page.locator(".list-said")).to_contain_text("i stedet for din egen. Antall studier i den: 1.")
    page.get_by_role("button", name="Angre").click()
    expect(page.locator(".kept .card-title")).to_have_text(["Naturfag 1, 1.–7. trinn"])
    assert page.evaluate("localStorage.getItem('studiekatalog.liste')") == FIRST


SHARED = """given => {
  const sheet = async ({ url }) => {
    if (given.share !== "ok") throw new DOMException("", given.share);
    window.sent = url;
  };
  navigator.share = given.share && sheet;
  navigator.clipboard.writeText = async (text) => {
    if (!given.copies) throw new Error("denied");
    window.sent = text;
  };
}"""
"""What the browser offers for sharing, by what a test wants of it; `sent` is the address that went out."""


@pytest.mark.parametrize(
    ("share", "copies", "said"),
    [
        ("ok", True, ""),
        ("AbortError", True, ""),
        ("NotAllowedError", True, "Lenken er kopiert."),
        (None, True, "Lenken er kopiert."),
        (None, False, "Nettleseren tillater ikke kopiering."),
    ],
)
def test_a_list_is_shared_and_nothing_is_said_that_was_not_done(
    open_page: Any, share: str | None, copies: bool, said: str
) -> None:
    page: Page = open_page(f"/min-liste/?l={FIRST}")
    page.evaluate(SHARED, {"share": share, "copies": copies})
    page.get_by_label("Navnet ditt").fill("Kari")
    page.get_by_role("button", name="Del listen").click()
    page.wait_for_timeout(100)
    expect(page.locator(".list-said")).to_contain_text(said) if said else expect(
        page.locator(".list-said")
    ).to_be_empty()
    if share == "ok" or (share != "AbortError" and copies):
        assert page.evaluate("window.sent").endswith(f"/min-liste/?l={FIRST}&fra=Kari")


def test_the_head_teacher_sees_deadlines_and_days_away_by_month(open_page: Any) -> None:
    page: Page = open_page(f"/min-liste/?l={CLASHING}")
    leader = page.locator(".list-leader")
    expect(leader).to_contain_text("Skoleeiers svarfrist: tirsdag 15. mars 2016")
    expect(leader.locator(".list-away-days li").first).to_contain_text(re.compile(r"hverdager borte: \d+ \(\d+ i aug"))
    expect(leader.get_by_role("link", name="Hva koster det meg?")).to_be_visible()


def test_courses_stand_side_by_side_with_what_differs_marked(open_page: Any) -> None:
    page: Page = open_page(f"/min-liste/?l={FIRST},{SECOND}")

    def named_row(name: str) -> Locator:
        return page.locator(".side tr", has=page.locator("th", has_text=re.compile(f"^{name}")))

    row = named_row("Nivå")
    expect(row).to_contain_text("forskjell")
    expect(row.locator("td")).to_have_text(["1", "2"])
    named = page.locator(".side tbody tr").all_inner_texts()
    assert ["forskjell" in row for row in named] == sorted(("forskjell" in row for row in named), reverse=True)
    expect(named_row("Opptakskrav")).to_have_count(1)
    expect(named_row("Moduler")).to_have_count(1)
    expect(named_row("Studieform")).not_to_contain_text("forskjell")
    page.locator(".kept input").first.uncheck()
    expect(page.locator(".side")).to_have_count(0)


def test_gatherings_that_clash_are_named(open_page: Any) -> None:
    page: Page = open_page(f"/min-liste/?l={CLASHING}")
    expect(page.locator(".list-clashes")).to_have_text(
        "2 av studiene har samling samtidig. Det betyr noe bare om du vil ta flere av dem."
    )
    expect(page.locator(".clash").first).to_contain_text("Samtidig med: 2. Engelsk 1, 1.–7. trinn")


def test_the_schools_holidays_clash_too_and_go_with_the_address(open_page: Any) -> None:
    page: Page = open_page(f"/min-liste/?l={SECOND}")
    expect(page.locator(".list-clashes")).to_have_text("Ingen av studiene har samling samtidig.")
    page.get_by_label("Første dag").fill("2016-08-30")
    page.get_by_role("button", name="Legg til").click()
    expect(page.locator(".list-clashes")).to_have_text("1 av studiene har samling på dager du ikke kan.")
    expect(page).to_have_url(re.compile(r"ferie=2016-08-30_2016-08-30$"))


def test_the_list_goes_out_as_a_calendar_and_a_table(open_page: Any, tmp_path: Path) -> None:
    page: Page = open_page(f"/min-liste/?l={CLASHING}")
    with page.expect_download() as calendar:
        page.get_by_role("button", name="Legg samlingene i kalenderen").click()
    calendar.value.save_as(tmp_path / "liste.ics")
    events = icalendar.Calendar.from_ical((tmp_path / "liste.ics").read_bytes()).walk("VEVENT")
    ids = [str(event["UID"]) for event in events]
    assert len(ids) == len(set(ids)) > 8
    assert all("/samling-" in each or "/teacher" in each for each in ids), "only the teacher's own dates"
    with page.expect_download() as table:
        page.get_by_role("button", name="Last ned som regneark").click()
    table.value.save_as(tmp_path / "liste.csv")
    text = (tmp_path / "liste.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert [row["Prioritet"] for row in rows] == ["1", "2"]
    assert rows[0]["Adresse"].endswith("/2016-2017/hib/engelsk-1-1-7/")


def test_a_printed_list_fits_one_page_with_room_for_a_signature(open_page: Any) -> None:
    page: Page = open_page("/2016-2017/alle/")
    addresses = page.locator(".card-title a").evaluate_all("links => links.map((link) => link.pathname.slice(1, -1))")
    ten = list(dict.fromkeys(addresses))[:10]
    page.goto(page.url.split("/2016")[0] + f"/min-liste/?l={','.join(ten)}")
    expect(page.locator(".kept")).to_have_count(10)
    page.emulate_media(media="print")
    expect(page.get_by_text("Dato og underskrift:")).to_be_visible()
    expect(page.get_by_role("button", name="Skriv ut")).to_be_hidden()
    printed = page.pdf(format="A4")
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


@pytest.mark.parametrize(
    ("asked", "refused"),
    [
        ("<script>alert(1)</script>", 1),
        ("../../etc/passwd,javascript:alert(1)", 2),
        (",".join(map(str, range(10_000))), 10_000),
        (",".join(f"2016-2017/a/b{number}" for number in range(3_000)), 2990),
    ],
)
def test_a_hostile_list_does_nothing_but_say_so(open_page: Any, asked: str, refused: int) -> None:
    page: Page = open_page(f"/min-liste/?l={quote(asked, safe=',/:()')}")
    expect(page.locator(".list-refused")).to_contain_text(
        f"Ikke tatt med, fordi de ikke finnes eller listen ble lengre enn ti: {refused}."
    )
    assert page.locator(".kept").count() <= 10
    assert page.locator("main script:not([type])").count() == 0


def test_a_course_that_never_was_is_said_not_to_be_there(open_page: Any) -> None:
    page: Page = open_page("/min-liste/?l=2016-2017/hihm/finnes-ikke")
    expect(page.locator(".kept")).to_contain_text("Dette studiet finnes ikke i katalogen.")


def test_a_full_list_takes_no_eleventh(open_page: Any) -> None:
    page: Page = open_page(f"/{FIRST}/")
    ten = ",".join(f"2016-2017/a/b{number}" for number in range(10))
    page.evaluate("ten => localStorage.setItem('studiekatalog.liste', ten)", ten)
    keep(page).click()
    expect(page.get_by_text("Listen er full")).to_be_visible()
    expect(keep(page)).to_have_attribute("aria-pressed", "false")


def test_without_javascript_the_list_says_what_it_needs(open_page: Any) -> None:
    page: Page = open_page("/min-liste/", java_script_enabled=False)
    expect(page.get_by_text("Listen trenger JavaScript")).to_be_visible()
    expect(page.get_by_role("button", name="Skriv ut")).to_be_hidden()


def test_gatherings_on_mondays_and_in_some_weeks_are_ruled_out(open_page: Any) -> None:
    page: Page = open_page("/2016-2017/samlinger/")
    everything = page.locator(".meetings tbody tr").count()
    page.get_by_label("mandag").check()
    page.get_by_label("Uker jeg ikke kan").fill("8-9")
    page.get_by_label("Maks antall dager borte").fill("8")
    expect(page).to_have_url(re.compile(r"\?ikke=1&uker=8-9&dager=8$"))
    left = page.locator(".meetings tbody tr:visible")
    said = page.get_by_role("status")
    expect(said).to_have_text(re.compile(rf"^\d+ av {everything} studier med samlinger passer\.$"))
    assert left.count() == min(40, int(said.inner_text().split()[0]))
    assert 0 < left.count() < everything
    page.reload()
    expect(page.get_by_label("mandag")).to_be_checked()
    assert left.count() < everything


def test_without_javascript_all_gatherings_stand_in_the_table(open_page: Any) -> None:
    page: Page = open_page("/2016-2017/samlinger/", java_script_enabled=False)
    expect(page.locator(".ask")).to_be_hidden()
    assert page.locator(".meetings tbody tr:visible").count() > 50


def test_bars_lead_to_the_lists_they_count(open_page: Any) -> None:
    page: Page = open_page("/2016-2017/i-tall/", java_script_enabled=False)
    row = page.locator(".chart tr", has_text="Kroppsøving")
    count = row.locator(".number").inner_text()
    row.get_by_role("link").click()
    expect(page.get_by_text(f"{count} studietilbud.")).to_be_visible()


def test_after_one_visit_the_page_the_search_my_list_and_the_front_page_open_without_a_network(open_page: Any) -> None:
    page: Page = open_page(f"/{FIRST}/", service_workers="allow")
    origin = page.evaluate("location.origin")
    for _ in range(300):
        if page.evaluate("caches.match('/search/nb.json?hel').then(Boolean)"):
            break
        page.wait_for_timeout(200)
    else:
        pytest.fail("the index is not kept: see MAX_INDEX_FILES of service_worker.py")
    keep(page).click()
    page.context.set_offline(True)
    page.goto(f"{origin}/{FIRST}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Naturfag 1, 1.–7. trinn")
    expect(page.get_by_text("Siden kunne ikke hentes på nytt.")).to_be_visible()
    page.goto(f"{origin}/")
    expect(page.locator("h1")).not_to_have_text("Du er ikke på nett")
    page.goto(f"{origin}/sok/?q=gym")
    expect(page.locator(".search-hits .card").first).to_contain_text("Kroppsøving")
    page.goto(f"{origin}/min-liste/")
    expect(page.locator(".kept .card-title")).to_have_text(["Naturfag 1, 1.–7. trinn"])
    page.goto(f"{origin}/{SECOND}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Du er ikke på nett")
    links = page.locator(".kept-pages a")
    expect(links.filter(has_text="Naturfag 1, 1.–7. trinn")).to_have_attribute("href", f"/{FIRST}/")
    for address in links.evaluate_all("links => links.map((link) => link.href)"):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Du er ikke på nett")
    page.goto(f"{origin}/nn/{SECOND}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Du er ikkje på nett")


def test_what_the_browser_or_the_network_refuses_is_said_as_it_is(open_page: Any) -> None:
    page: Page = open_page(f"/min-liste/?l={FIRST}")
    page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('', 'SecurityError'); }; }")
    page.get_by_role("button", name="Lagre denne listen hos meg").click()
    expect(page.get_by_text("Nettleseren din lar oss ikke lagre listen.")).to_be_visible()
    page.route("**/*.ics", lambda route: route.abort())
    page.locator(".list-calendar").click()
    expect(page.get_by_text("Kalenderen kunne ikke hentes. Prøv igjen når du er på nett.")).to_be_visible()
