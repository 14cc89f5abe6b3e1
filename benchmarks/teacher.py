"""A teacher at a page: clicks, types, scrolls and reads, and counts what that costs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from playwright.sync_api import Locator, Page, expect

PATIENCE = 5_000
"""Milliseconds until something that does not come counts as missing."""

BESIDE = """(element) => {
  const {top, bottom} = element.getBoundingClientRect();
  if (bottom < 0) return Math.round(-bottom);
  return top > innerHeight ? Math.round(top - innerHeight + Math.min(bottom - top, innerHeight)) : 0;
}"""
"""Pixels that must be scrolled until an element is on the screen."""


class Reader:
    """A teacher at a page, with what it has cost so far."""

    def __init__(self, page: Page, site: str, *, phone: bool) -> None:
        """Open the front page of `site`."""
        self.page, self.site, self.phone = page, site, phone
        self.clicks = self.tabs = self.scrolled = 0
        page.set_default_timeout(PATIENCE)
        self.goes("/")

    def goes(self, address: str) -> None:
        """Open an address that somebody has sent, or that is in the browser's history."""
        self.page.goto(self.site + address)
        self.page.wait_for_load_state("networkidle")

    def find(self, what: str | Locator) -> Locator:
        """Return what is visible of a selector, and scroll there."""
        found = self.page.locator(what).locator("visible=true").first if isinstance(what, str) else what.first
        expect(found).to_be_attached(timeout=PATIENCE)
        self.scrolled += found.evaluate(BESIDE)
        found.scroll_into_view_if_needed()
        return found

    def clicks_on(self, what: str | Locator) -> None:
        """Click or tap."""
        self.find(what).click()
        self.clicks += 1
        self.page.wait_for_load_state("networkidle")

    def menu(self, entry: str) -> None:
        """Choose an entry of the menu, which a phone opens first."""
        if self.phone:
            self.clicks_on(".menu-open")
        self.clicks_on(f".menu a:has-text('{entry}')")

    def types(self, what: str, text: str) -> None:
        """Type into a field."""
        self.find(what).fill(text)
        self.clicks += 1

    def chooses(self, what: str, label: str) -> None:
        """Choose a value of a list."""
        self.find(what).select_option(label=label)
        self.clicks += 1

    def searches(self, text: str) -> None:
        """Search from the front page."""
        self.types("#_sok", text)
        self.find("#_sok").press("Enter")
        self.page.wait_for_selector(".search[data-shown]", state="attached")
        self.page.wait_for_load_state("networkidle")

    def tab_to(self, what: str, most: int = 100) -> None:
        """Press Tab until something has the focus."""
        for _ in range(most):
            self.page.keyboard.press("Tab")
            self.tabs += 1
            if self.page.evaluate("(what) => document.activeElement.matches(what)", what):
                return
        raise AssertionError(f"{what} is not within {most} Tabs")

    def sees(self, what: str, text: str = "") -> None:
        """Read something on the page."""
        found = self.find(f"{what}:has-text({text!r})" if text else what)
        expect(found).to_be_visible(timeout=PATIENCE)

    def says(self, what: str, *texts: str) -> None:
        """Read the first such element, which has all the texts."""
        found = self.find(what)
        for text in texts:
            expect(found).to_contain_text(text, timeout=PATIENCE)

    def never_sees(self, what: str) -> None:
        """Look for something in vain."""
        expect(self.page.locator(what).locator("visible=true")).to_have_count(0)


@dataclass(frozen=True)
class Task:
    """A task, and what it cost before: the column of clicks in the reading of 27 November."""

    name: str
    before: str
    does: Callable[[Reader], None]
    context: dict[str, Any]
    clock: datetime
