"""`serve` as an editor sees it: pages that renew themselves, errors over the last good page, other days."""

from __future__ import annotations

import re
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Browser, Page, expect

COURSE = "catalogue/2016-2017/hihm/naturfag-1-1-7.md"
PAGE = "2016-2017/hihm/naturfag-1-1-7/"


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """The course's page, open."""
    page = browser.new_page()
    page.goto(address + PAGE)
    expect(page.locator(".bygger-bar")).to_be_visible()
    yield page
    page.close()


def save(root: Path, old: str, new: str) -> None:
    file = root / COURSE
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def test_the_open_page_renews_itself_and_stays_where_one_was(page: Page, small_site: Path) -> None:
    page.set_viewport_size({"width": 400, "height": 300})
    page.evaluate("scrollTo({ top: 500, behavior: 'instant' })")
    before = page.evaluate("scrollY")
    assert before > 400
    save(small_site, "Kropp, helse og miljø.", "Fjell, fjord og flo.")
    expect(page.locator(".prose")).to_contain_text("Fjell, fjord og flo.", timeout=20_000)
    expect(page.locator(".bygger-bar")).to_be_visible()
    page.wait_for_function("before => Math.abs(scrollY - before) < 2", arg=before, timeout=20_000)


def test_edit_links_and_the_bar_open_the_file_of_the_page(page: Page, address: str, tmp_path: Path) -> None:
    opened = tmp_path / "opened.txt"
    course, story = f"{tmp_path}/site/{COURSE}", f"{tmp_path}/site/content/historier/naturfag.md"
    page.get_by_role("link", name="Foreslå en rettelse").click()
    assert eventually_says(opened, [course])
    page.goto(f"{address}historier/naturfag/")
    page.get_by_role("button", name="Åpne filen").click()
    assert eventually_says(opened, [course, story])
    assert page.url == f"{address}historier/naturfag/"
    request = urllib.request.Request(
        address + "_bygger/open", data=b"page=/../../etc/passwd", headers={"Origin": address.rstrip("/")}
    )
    with pytest.raises(HTTPError, match="404"):
        urllib.request.urlopen(request, timeout=5)


def test_nobody_opens_files_by_another_name_of_the_machine(address: str, tmp_path: Path) -> None:
    """A page of a stranger's whose name has come to lead here (DNS rebinding) has that name as its origin and host."""
    port = address.rsplit(":", 1)[1].strip("/")
    headers = {"Host": f"elsewhere.example:{port}", "Origin": f"http://elsewhere.example:{port}"}
    request = urllib.request.Request(address + "_bygger/open", data=f"page=/{PAGE}".encode(), headers=headers)
    with pytest.raises(HTTPError, match="421"):
        urllib.request.urlopen(request, timeout=5)
    assert not (tmp_path / "opened.txt").exists()


def eventually_says(file: Path, lines: list[str]) -> bool:
    """Whether a file has these lines within some seconds."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if file.is_file() and file.read_text("utf-8").splitlines() == lines:
            return True
        time.sleep(0.05)
    return False


def test_an_error_stands_over_the_last_good_page_and_goes_when_mended(page: Page, small_site: Path) -> None:
    save(small_site, "studiepoeng: 30", "studiepoeng: tretti")
    panel = page.locator(".bygger-panel")
    expect(panel).to_contain_text(f"{COURSE}:6:14", timeout=20_000)
    expect(panel).to_contain_text("[bad-credits]")
    expect(panel).to_contain_text("Ikke bygget")
    expect(page.locator("h1")).to_contain_text("Naturfag")
    save(small_site, "studiepoeng: tretti", "studiepoeng: 30")
    expect(panel).to_have_count(0, timeout=20_000)


def test_the_place_of_an_error_opens_its_file(page: Page, small_site: Path, address: str, tmp_path: Path) -> None:
    save(small_site, "studiepoeng: 30", "studiepoeng: tretti")
    page.get_by_role("button", name=f"{COURSE}:6:14").click(timeout=20_000)
    assert eventually_says(tmp_path / "opened.txt", [f"{tmp_path}/site/{COURSE}"])
    for other in ("content/site.yaml", "../site/catalogue/README.md", COURSE.removesuffix(".md")):
        request = urllib.request.Request(
            address + "_bygger/open", data=f"file={other}".encode(), headers={"Origin": address.rstrip("/")}
        )
        with pytest.raises(HTTPError, match="404"):
            urllib.request.urlopen(request, timeout=5)


def test_one_can_travel_to_another_day(page: Page) -> None:
    expect(page.locator(".bygger-bar input")).to_have_value("2016-02-10T00:00")
    page.locator(".bygger-bar input").fill("2016-01-15T12:00")
    page.locator(".bygger-bar button[type=submit]").click()
    expect(page.locator(".bygger-bar input")).to_have_value("2016-01-15T12:00", timeout=20_000)
    expect(page.locator(".banner")).to_have_attribute("data-state", re.compile("."), timeout=20_000)


def test_only_our_own_pages_may_ask_for_another_day(address: str) -> None:
    for headers in ({}, {"Origin": "https://elsewhere.example"}):
        request = urllib.request.Request(address + "_bygger/now", data=b"now=2016-01-01", headers=headers)
        with pytest.raises(HTTPError, match="403"):
            urllib.request.urlopen(request, timeout=5)
    request = urllib.request.Request(
        address + "_bygger/now", data=b"now=igaar", headers={"Origin": address.rstrip("/")}
    )
    with pytest.raises(HTTPError, match="400"):
        urllib.request.urlopen(request, timeout=5)
    with pytest.raises(HTTPError, match="404"):
        urllib.request.urlopen(address + "_bygger/annet.js", timeout=5)


def test_nothing_of_the_panel_is_published(address: str, small_site: Path) -> None:
    published = small_site / "public" / PAGE / "index.html"
    with urllib.request.urlopen(address + PAGE, timeout=5) as answer:
        assert b"_bygger" in answer.read()
    until = time.monotonic() + 20
    while not published.is_file() and time.monotonic() < until:
        time.sleep(0.1)
    assert b"_bygger" not in published.read_bytes()


def test_many_saves_half_of_them_broken_end_right_and_alive(page: Page, small_site: Path) -> None:
    for number in range(20):
        file = small_site / COURSE
        text = file.read_text("utf-8")
        value = f"studiepoeng: {'tretti' if number % 2 == 0 else '30'}"
        file.write_text(re.sub(r"studiepoeng: (tretti|30)", value, text, count=1), "utf-8")
    save(small_site, "Kropp, helse og miljø.", "Til slutt.")
    expect(page.locator(".prose")).to_contain_text("Til slutt.", timeout=30_000)
    expect(page.locator(".bygger-panel")).to_have_count(0)
