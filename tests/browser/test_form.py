"""An editor without git writes a course in the form, submits it, and later proposes a change to it."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page, expect

from site_builder.build import build
from site_builder.engine.memo import InProcessMemo
from site_builder.engine.timings import Stages

pytestmark = pytest.mark.browser

PROJECT = Path(__file__).parent.parent.parent
FEBRUARY = datetime(2016, 2, 10, 12, tzinfo=ZoneInfo("Europe/Oslo"))
FORM = "/legg-inn/"
CHANGE = "/legg-inn/?endre=2016-2017/hihm/matematikk-2-1-7"
TEXT = "Du lærer å undre deg.\n\n## Innhold\n\nLuft, *vann* og [jord](https://www.hihm.no/).\n\n- ute\n- inne"


def ready(page: Page) -> Page:
    page.wait_for_selector(".form[data-ready]")
    return page


def field(page: Page, key: str) -> Any:
    return page.locator(f'[data-key="{key}"] :is(input, select, textarea)').first


def write_course(page: Page) -> None:
    """Fill in every required field, and a gathering."""
    page.locator("[data-place=institution] select").select_option("hihm")
    for key, value in {"tittel": "Naturfag 1 ute for 1.–4. trinn", "trinn": "1-4", "studiepoeng": "30"}.items():
        field(page, key).fill(value)
    field(page, "fag").select_option("naturfag")
    field(page, "nivå").select_option("1")
    field(page, "studieform").select_option("nett- og samlingsbasert")
    page.get_by_label("Hamar", exact=True).check()
    field(page, "oppstart").fill("høst 2016")
    field(page, "varighet").fill("2 semestre")
    page.locator('[data-key="samlinger"]').get_by_role("button", name="Legg til").click()
    page.locator('[data-key="samlinger"] [data-key="fra"] input').fill("2016-09-05")
    page.locator('[data-key="opphav"] [data-key="kilde"] input').fill("https://www.hihm.no/")
    page.locator(".form-text").fill(TEXT)


def test_a_course_written_in_the_form_passes_check_and_opens_in_the_form_unchanged(
    open_page: Any, real_memo: Path, tmp_path: Path
) -> None:
    page = ready(open_page(FORM))
    expect(page.locator(".form-status")).to_have_text("Det gjenstår 9 ting")
    write_course(page)
    expect(page.locator(".form-status")).to_have_text("Det er ingen feil i filen.")
    expect(page.locator(".form-path")).to_have_text("catalogue/2016-2017/hihm/naturfag-1-ute-for-1-4-trinn.md")
    with page.expect_download() as download:
        page.get_by_role("button", name="Last ned filen").click()
    assert download.value.suggested_filename == "naturfag-1-ute-for-1-4-trinn.md"

    root = tmp_path / "root"
    for name in ("catalogue", "content", "templates"):
        shutil.copytree(PROJECT / name, root / name)
    course = root / "catalogue/2016-2017/hihm/naturfag-1-ute-for-1-4-trinn.md"
    download.value.save_as(course)
    site = build(root, now=FEBRUARY, memo=InProcessMemo(real_memo), stages=Stages())
    assert [each for each in site.problems if each.place.path.endswith(course.name)] == []
    [kept] = [each for each in site.outputs if each.path == "kilde/2016-2017/hihm/naturfag-1-ute-for-1-4-trinn.json"]

    again = open_page("/")
    again.route("**/kilde/2016-2017/hihm/naturfag-1-ute*.json", lambda route: route.fulfill(body=kept.content))
    again.goto(again.url + FORM[1:] + "?endre=2016-2017/hihm/naturfag-1-ute-for-1-4-trinn")
    ready(again)
    expect(again.locator("h1")).to_have_text("Foreslå endring")
    expect(again.locator(".form-status")).to_have_text("Det er ingen feil i filen.")
    assert again.locator(".form-file").text_content() == course.read_text(encoding="utf-8")
    assert json.loads(kept.content)["text"] == course.read_text(encoding="utf-8")


def test_faults_are_shown_at_their_fields_while_typing_and_disappear_when_corrected(open_page: Any) -> None:
    page = ready(open_page(FORM))
    field(page, "trinn").fill("barnetrinnet")
    wrong = page.locator('[data-key="trinn"] .form-fault')
    expect(wrong).to_contain_text("«barnetrinnet» er ikke et trinn. Skriv 1-7.")
    expect(field(page, "trinn")).to_have_attribute("aria-invalid", "true")
    field(page, "trinn").fill("1-7")
    expect(wrong).to_have_count(0)
    expect(page.locator('[data-key="fag"] .form-fault')).to_have_count(0)  # shown only after the field was visited
    field(page, "tittel").fill("Engelsk 1 for 5.-10. trinn")
    expect(page.locator('[data-key="trinn"] .form-fault')).to_contain_text("Tittelen sier 5-10")
    page.get_by_role("button", name="Fag", exact=True).click()
    expect(field(page, "fag")).to_be_focused()
    expect(page.locator('[data-key="fag"] .form-fault')).to_be_visible()


def test_what_a_word_processor_left_is_told_and_corrected_in_one_step(open_page: Any) -> None:
    page = ready(open_page(FORM))
    text = page.locator(".form-text")
    text.fill("Du lærer:\n\n•\u00a0lesing\n•\u00a0skri\u00adving\n\nHÃ¸sten er {navn}.")
    faults = page.locator('[data-key="_tekst"] .form-fault')
    expect(faults.nth(1)).to_contain_text("Linje 3, 4: «•» blir ingen liste i Markdown.")
    page.get_by_role("button", name="Rett automatisk: 4").click()
    expect(text).to_have_value("Du lærer:\n\n- lesing\n- skriving\n\nHøsten er {navn}.")
    expect(faults).to_have_count(1)
    page.locator(".form-faults li", has_text="{navn}").get_by_role("button").click()
    assert page.evaluate("getSelection().toString()") == "{navn}"


def test_the_preview_renders_markdown_and_never_html(open_page: Any) -> None:
    page = ready(open_page(FORM))
    write_course(page)
    preview = page.locator(".form-preview")
    expect(preview.locator("h3")).to_have_text("Innhold")
    expect(preview.locator("em")).to_have_text("vann")
    expect(preview.locator("li").last).to_have_text("inne")
    expect(preview.get_by_role("link")).to_have_attribute("href", "https://www.hihm.no/")
    page.locator(".form-text").fill("<img src=x onerror=alert(1)> [x](javascript:alert(1))")
    expect(preview.locator("img, a")).to_have_count(0)
    expect(preview).to_contain_text("<img src=x onerror=alert(1)>")


def test_the_page_for_new_files_opens_with_the_text_filled_in(open_page: Any) -> None:
    page = ready(open_page(FORM))
    write_course(page)
    address = page.get_by_role("link", name="Åpne siden der den sendes inn").get_attribute("href")
    parts = urlsplit(address)
    assert (parts.netloc, parts.path) == ("github.com", "/studiekatalog/studiekatalog/new/main")
    asked = parse_qs(parts.query)
    assert asked["filename"] == ["catalogue/2016-2017/hihm/naturfag-1-ute-for-1-4-trinn.md"]
    assert asked["value"] == [page.locator(".form-file").text_content()]


def test_a_text_too_long_for_an_address_is_copied_with_a_notice(open_page: Any, site_address: str) -> None:
    page = ready(open_page(FORM, permissions=["clipboard-read", "clipboard-write"]))
    write_course(page)
    page.locator(".form-text").fill("Et avsnitt på norsk med æ, ø og å. " * 200)
    link = page.get_by_role("link", name="Åpne siden der den sendes inn")
    address = link.get_attribute("href")
    assert address == (
        "https://github.com/studiekatalog/studiekatalog/new/main"
        "?filename=catalogue/2016-2017/hihm/naturfag-1-ute-for-1-4-trinn.md"
    )
    page.context.route("https://github.com/**", lambda route: route.abort())
    link.click()
    expect(page.locator(".form-notice")).to_contain_text("Teksten er kopiert")
    page.bring_to_front()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".form-file").text_content()


def test_a_text_that_the_browser_does_not_copy_is_selected_with_a_notice(open_page: Any) -> None:
    page = ready(open_page(FORM))
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('nei')); }")
    write_course(page)
    page.get_by_role("button", name="Kopier teksten").click()
    expect(page.locator(".form-notice")).to_contain_text("Nettleseren ville ikke kopiere teksten.")
    assert page.evaluate("String(getSelection())").strip() == page.locator(".form-file").text_content().strip()


GITLAB = "https://gitlab.com/gruppe/prosjekt/-/"


def test_on_gitlab_the_name_is_filled_in_and_the_text_is_copied(
    browser: Browser, address: str, small_site: Path
) -> None:
    settings = small_site / "content/site.yaml"
    text = settings.read_text(encoding="utf-8").replace(
        "rediger: https://github.com/studiekatalog/studiekatalog/edit/main/{path}",
        f"rediger: {GITLAB}edit/main/{{path}}\nny fil: {GITLAB}new/main?file_name={{path}}",
    )
    settings.write_text(text, encoding="utf-8")
    context = browser.new_context(locale="nb-NO", permissions=["clipboard-read", "clipboard-write"])
    context.route("https://gitlab.com/**", lambda route: route.abort())
    page = context.new_page()
    page.goto(address)
    expect(page.get_by_role("link", name="For institusjoner: legg inn et studium")).to_be_visible(timeout=20_000)
    page.get_by_role("link", name="For institusjoner: legg inn et studium").click()
    write_course(ready(page))
    send = page.get_by_role("link", name="Åpne siden der den sendes inn")
    expect(send).to_have_attribute(
        "href", f"{GITLAB}new/main?file_name=catalogue/2016-2017/hihm/naturfag-1-ute-for-1-4-trinn.md"
    )
    send.click()
    expect(page.locator(".form-notice")).to_contain_text("Teksten er kopiert")
    page.bring_to_front()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".form-file").text_content()
    context.close()


def test_a_change_is_proposed_from_the_course_and_touches_only_its_line(open_page: Any) -> None:
    page = open_page("/2016-2017/hihm/matematikk-2-1-7/")
    page.get_by_role("link", name="Foreslå endring").click()
    ready(page)
    before = (PROJECT / "catalogue/2016-2017/hihm/matematikk-2-1-7.md").read_text(encoding="utf-8")
    expect(page.locator("[data-place=institution] select")).to_be_disabled()
    assert page.locator(".form-file").text_content() == before
    field(page, "plasser").fill("40")
    assert page.locator(".form-file").text_content() == before.replace("plasser: 28", "plasser: 40")
    address = page.get_by_role("link", name="Åpne siden der den sendes inn").get_attribute("href")
    assert address == (
        "https://github.com/studiekatalog/studiekatalog/edit/main/catalogue/2016-2017/hihm/matematikk-2-1-7.md"
    )


def test_a_draft_is_restored_after_the_browser_was_closed_until_it_is_discarded(open_page: Any) -> None:
    page = ready(open_page(FORM))
    write_course(page)
    written = page.locator(".form-file").text_content()
    page.reload()
    ready(page)
    expect(page.locator(".form-restored")).to_contain_text("Utkastet ditt er her igjen")
    assert page.locator(".form-file").text_content() == written
    page.get_by_role("button", name="Slett utkastet").click()
    ready(page)
    expect(page.locator(".form-restored")).to_be_hidden()
    expect(field(page, "tittel")).to_have_value("")


def test_a_draft_is_put_into_what_was_published_since_and_a_button_writes_the_right_value(open_page: Any) -> None:
    page = ready(open_page(f"{FORM}?endre=2016-2017/hihm/matematikk-2-1-7"))
    field(page, "plasser").fill("førti")
    page.get_by_role("button", name="Skriv 40").click()
    assert "plasser: 40" in page.locator(".form-file").text_content()
    page.evaluate(
        """() => {
          const key = Object.keys(localStorage).find((each) => each.endsWith("/2016-2017/hihm/matematikk-2-1-7"));
          const kept = JSON.parse(localStorage.getItem(key));
          kept.base.source = "eldre";
          kept.fields.lenke = kept.base.fields.lenke = "https://www.hihm.no/eldre";
          localStorage.setItem(key, JSON.stringify(kept));
        }"""
    )
    page.reload()
    ready(page)
    expect(page.locator(".form-restored")).to_contain_text("Studiet er endret etter at du begynte")
    written = page.locator(".form-file").text_content()
    assert ("plasser: 40" in written, "eldre" in written) == (True, False)


def test_a_taken_name_and_a_closed_institution_are_reported(open_page: Any) -> None:
    page = ready(open_page(FORM))
    write_course(page)
    page.locator("[data-place=name] input").fill("matematikk-2-1-7")
    page.locator("[data-place=name] input").press("Tab")
    expect(page.locator('[data-place="name"] .form-fault')).to_contain_text("Det finnes alt et studium")
    page.locator("[data-place=institution] select").select_option(label="Høgskolen i Innlandet")
    expect(page.locator('[data-place="institution"] .form-fault')).to_contain_text("finnes ikke i dette studieåret")


@pytest.mark.parametrize("asked", ["../../site", "2016-2017/hihm/finnes-ikke", "<script>alert(1)</script>", "a/b/c/d"])
def test_a_missing_course_is_reported(open_page: Any, asked: str) -> None:
    page = open_page(f"{FORM}?endre={asked}")
    expect(page.locator(".form-status")).to_contain_text("kunne ikke hentes")


@pytest.mark.parametrize("kept", ["{", "null", '{"fields": 3}', '{"fields": {"tittel": {"x": 1}}, "text": "x"}'])
def test_a_damaged_draft_does_not_stop_the_form(open_page: Any, kept: str) -> None:
    page = open_page("/")
    page.evaluate("kept => localStorage.setItem('studiekatalog.utkast/', kept)", kept)
    page.goto(page.url + FORM[1:])
    ready(page)
    expect(page.locator(".form-faults li").first).to_be_visible()


def test_without_javascript_the_form_shows_the_fields_of_a_course(open_page: Any) -> None:
    page = open_page(FORM, java_script_enabled=False)
    expect(page.locator(".form-away")).to_be_visible()
    expect(page.get_by_label("Tittel").first).to_be_visible()
    expect(page.locator(".form-open")).to_be_hidden()
