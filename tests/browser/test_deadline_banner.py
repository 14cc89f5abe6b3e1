"""The banner in a real browser follows the reader's clock, wherever she is. The site was built on 10 February."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser
COURSE = "/2016-2017/hihm/naturfag-2-1-7/"


MOMENTS = (
    ("2016-01-31T23:59:59+01:00", "not-yet-open", "Søknaden åpner 1. februar 2016."),
    ("2016-02-01T00:00:00+01:00", "open", "Du kan søke nå."),
    ("2016-02-22T23:59:58+01:00", "open", "Du kan søke nå."),
    ("2016-02-23T00:00:00+01:00", "last-week", "7 dager igjen til å søke."),
    ("2016-02-29T12:00:00+01:00", "last-week", "Én dag igjen til å søke."),
    ("2016-03-01T00:00:00+01:00", "last-day", "Siste dag: under 24 timer igjen."),
    ("2016-03-01T23:59:58+01:00", "last-day", "Siste dag: under én time igjen."),
    ("2016-03-02T00:00:00+01:00", "closed", "Fristen er ute."),
    ("2016-04-01T12:00:00+02:00", "closed", "Fristen er ute."),
    ("2026-11-23T12:00:00+01:00", "archived", "Dette studieåret er over; sidene er bevart som de var."),
)


@pytest.mark.parametrize(("address", "moments"), [("/", MOMENTS[::3]), (COURSE, MOMENTS)])
def test_the_banner_says_what_is_true_now(
    open_page: Any, address: str, moments: tuple[tuple[str, str, str], ...]
) -> None:
    """The clock stands: a second of a busy machine is no second of the reader."""
    page = open_page(address, always=moments[0][0])
    for now, state, words in moments:
        page.clock.set_fixed_time(now)
        page.reload()
        banner = page.locator(".banner")
        expect(banner).to_have_attribute("data-state", state)
        expect(banner.locator(".banner-now")).to_contain_text(words)
        expect(banner.locator(".banner-date")).to_have_text("Søknadsfrist for lærere: tirsdag 1. mars 2016")


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Tokyo", "Pacific/Auckland"])
def test_a_reader_abroad_reads_of_midnight_in_oslo(open_page: Any, zone: str) -> None:
    open_until = open_page(COURSE, always="2016-03-01T22:59:58Z", timezone_id=zone)
    expect(open_until.locator(".banner")).to_have_attribute("data-state", "last-day")
    closed = open_page(COURSE, always="2016-03-01T23:00:00Z", timezone_id=zone)
    expect(closed.locator(".banner")).to_have_attribute("data-state", "closed")


def test_a_page_left_open_over_midnight_changes_by_itself(open_page: Any) -> None:
    page = open_page(COURSE, now="2016-03-01T23:59:30+01:00")
    expect(page.locator(".banner")).to_have_attribute("data-state", "last-day")
    page.clock.fast_forward(31_000)
    expect(page.locator(".banner")).to_have_attribute("data-state", "closed")


def test_a_page_left_open_for_two_months_waits_that_long(open_page: Any) -> None:
    page = open_page(COURSE, now="2015-12-01T12:00:00+01:00")
    page.clock.fast_forward(1500 * 3600 * 1000)
    expect(page.locator(".banner")).to_have_attribute("data-state", "open")


def test_without_javascript_only_the_date_stands_there(open_page: Any) -> None:
    banner = open_page(COURSE, java_script_enabled=False).locator(".banner")
    expect(banner.locator(".banner-date")).to_be_visible()
    expect(banner.locator(".banner-now")).to_be_hidden()


def test_the_banner_moves_nothing(open_page: Any) -> None:
    for width in (320, 390, 1280):
        page = open_page(COURSE, now="2016-03-10T12:00:00+01:00", viewport={"width": width, "height": 800})
        page.wait_for_load_state("networkidle")
        shift = page.evaluate(
            """() => new Promise(done => {
                let sum = 0;
                new PerformanceObserver(list => { for (const each of list.getEntries()) sum += each.value; })
                    .observe({ type: "layout-shift", buffered: true });
                requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
            })"""
        )
        assert shift == 0, width
