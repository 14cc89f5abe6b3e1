"""Core Web Vitals of a published folder on a slow phone: `python -m benchmarks.vitals FOLDER [FOLDER] [--runs N]`.

Headless Chromium with a phone's screen, the processor four times slower, and slow 4G by the browser's own throttling:
1.6 Mbit/s, and 150 ms for each request, as such a network has. `--devtools` takes what Chromium's developer tools call
slow 4G instead: 1.44 Mbit/s and 562 ms for each request, since they let every request pay for a new connection.

Each page is opened with an empty cache (first) and after another page of the site (next), and then used by real
touches and keys, held as long as a finger holds them. LCP and INP are medians over the runs, CLS is the worst; INP of
a run is its slowest interaction, as a browser reports it (in steps of 8 ms; none is reported below 16). Of two
folders every page is measured in turn (A B A B), and the ratios of LCP and INP printed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.host import TRUST, served

PROCESSOR = 4
PAUSE = 120
"""Milliseconds between two keys: a quick typist."""
HELD = 80
"""Milliseconds that a finger stays on the glass or on a key."""

AIM = """([selector, at]) => {
  const found = [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility()).at(at);
  if (!found) return null;
  const here = () => found.getBoundingClientRect();
  if (here().top < 0 || here().bottom > innerHeight) found.scrollIntoView({block: "center", behavior: "instant"});
  const {x, y, width, height} = here();
  return {x: x + width / 2, y: y + height / 2};
}"""

OBSERVE = """
window.vitals = {lcp: 0, cls: 0, inp: 0, slowest: "", shifted: ""};
const watch = (type, act, more) => new PerformanceObserver((list) => list.getEntries().forEach(act))
  .observe({type, buffered: true, ...more});
watch("largest-contentful-paint", (each) => (vitals.lcp = each.startTime));
watch("layout-shift", (each) => {
  if (each.hadRecentInput) return;
  vitals.cls += each.value;
  vitals.shifted += each.sources.map(({ node }) => node?.className || node?.nodeName).join(" ") + " ";
});
watch("event", (each) => {
  if (!each.interactionId || each.duration <= vitals.inp) return;
  vitals.inp = each.duration;
  vitals.slowest = `${each.name} ${each.target?.className || each.target?.nodeName}`;
}, {durationThreshold: 16});
"""


class Network(NamedTuple):
    """Milliseconds a request waits, and bytes a second down and up."""

    wait: float
    down: float
    up: float


SLOW_4G = Network(150, 1_638_400 / 8, 768_000 / 8)
DEVTOOLS = Network(562.5, 1_474_560 / 8, 675_000 / 8)


@dataclass(frozen=True)
class Hand:
    """A reader's fingers on a page. Playwright's own locators and taps put scripts into it that run with each event."""

    page: Page
    tools: CDPSession

    def tap(self, selector: str, at: int = 0) -> None:
        """Touch the middle of one of the visible elements that are so selected, as a finger does, if it is there."""
        point = self.page.evaluate(AIM, [selector, at])
        if point is None:
            return
        self.rest(PAUSE)
        self.tools.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})
        self.rest(HELD)
        self.tools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        self.rest(PAUSE)

    def press(self, key: str, times: int = 1) -> None:
        """Press and let go a key."""
        for _ in range(times):
            self.page.keyboard.press(key, delay=HELD)
            self.rest(PAUSE - HELD)

    def type(self, text: str) -> None:
        """Write a text."""
        self.page.keyboard.type(text, delay=PAUSE)

    def rest(self, milliseconds: float) -> None:
        """Do nothing for a while."""
        self.page.wait_for_timeout(milliseconds)


class Kind(NamedTuple):
    """A page to open, and what is done on it."""

    name: str
    address: str
    use: Callable[[Hand], None]


@dataclass(frozen=True)
class Visit:
    """What one visit came to; milliseconds, and what was slowest or moved."""

    lcp: float
    cls: float
    inp: float
    slowest: str
    shifted: str


def kinds(folder: Path) -> Sequence[Kind]:
    """Return the pages of a published folder that are measured."""
    everything = next(folder.glob("2*/alle/index.html"))
    year = everything.parent.parent
    course = next(file for file in sorted(year.glob("*/*/index.html")) if 'class="keep"' in file.read_text("utf-8"))
    lacking = next(iter(sorted(year.glob("hva-mangler-jeg/*/*/index.html"))))

    def address(file: Path) -> str:
        return f"/{file.parent.relative_to(folder).as_posix()}/"

    return (
        Kind("front", "/", _type_in_field),
        Kind("course", address(course), _keep_course),
        Kind("list", address(everything), _walk_list),
        Kind("search", "/sok/?q=matematikk", _search),
        Kind("search, empty", "/sok/", _search),
        Kind("what do I lack", address(lacking), _say_what_i_have),
        Kind("gatherings", f"/{year.name}/samlinger/", _rule_out_days),
    )


def _type_in_field(hand: Hand) -> None:
    hand.tap("form[role=search] input")
    hand.type("matte 1-7")
    hand.press("Backspace")


def _keep_course(hand: Hand) -> None:
    hand.tap(".keep button")
    hand.tap(".keep button")
    hand.press("Tab")


def _walk_list(hand: Hand) -> None:
    for at in (-1, -10, 1):
        hand.tap(".letters a", at)
        hand.rest(300)
    hand.press("Tab", 5)


def _search(hand: Hand) -> None:
    hand.tap(".search-form input")
    hand.press("Backspace", 10)
    hand.type("engelsk oslo")
    hand.rest(600)
    hand.press("Backspace", 12)
    hand.rest(600)
    hand.tap(".search-open")
    hand.rest(300)
    for at in (0, 2, 0):
        hand.tap(".search-facets details[open] label:not(.zero)", at)
        hand.rest(600)
    hand.tap(".search-facets details:not([open]) summary")
    hand.rest(300)
    hand.tap(".search-apply")
    hand.rest(300)
    hand.tap(".search-more")
    hand.rest(600)


def _say_what_i_have(hand: Hand) -> None:
    hand.tap(".ask input[type=number]")
    hand.type("10")
    hand.rest(300)


def _rule_out_days(hand: Hand) -> None:
    for at in range(3):
        hand.tap(".meetings-ask input[type=checkbox]", at)
        hand.rest(300)


def visit(browser: Browser, address: str, kind: Kind, network: Network, *, first: bool, used: bool) -> Visit:
    """Open a page as a reader who has been elsewhere on the site or not, and perhaps use it."""
    context = browser.new_context(
        locale="nb-NO",
        viewport={"width": 412, "height": 823},
        device_scale_factor=1.75,
        is_mobile=True,
        has_touch=True,
        service_workers="block",
    )
    page = context.new_page()
    page.add_init_script(OBSERVE)
    if not first:
        page.goto(f"{address}/om-katalogen/", wait_until="networkidle")
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": network.wait,
            "downloadThroughput": network.down,
            "uploadThroughput": network.up,
        },
    )
    tools.send("Emulation.setCPUThrottlingRate", {"rate": PROCESSOR})
    page.goto(address + kind.address, wait_until="networkidle")
    page.wait_for_timeout(300)
    found = page.evaluate("vitals.lcp")
    if used:
        kind.use(Hand(page, tools))
        page.wait_for_timeout(500)
    said = page.evaluate("vitals")
    context.close()
    return Visit(found, said["cls"], said["inp"], said["slowest"], said["shifted"].strip())


def _row(kind: Kind, arrival: str, visits: Sequence[Visit]) -> str:
    lcp, inp = (statistics.median(getattr(each, name) for each in visits) for name in ("lcp", "inp"))
    worst = max(visits, key=lambda each: each.inp)
    moved = max(visits, key=lambda each: each.cls)
    notes = f"{worst.slowest} {worst.inp:.0f}" + (f"; moved: {moved.shifted}" if moved.cls else "")
    return f"{kind.name:16}{arrival:7}{lcp:8.0f}{inp:8.0f}{moved.cls:8.3f}   {notes}"


def _ratio(visits: Sequence[Sequence[Visit]], name: str) -> str:
    one, two = (statistics.median(getattr(each, name) for each in mine) for mine in visits)
    return f"{two / one:8.2f}" if one else " " * 8


def main() -> None:
    """Print a line for each page and arrival, of each folder in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--devtools", action="store_true")
    parser.add_argument("--still", action="store_true", help="open the pages without using them")
    parser.add_argument("--only", help="a part of the names of the pages to measure")
    asked = parser.parse_args()
    network = DEVTOOLS if asked.devtools else SLOW_4G
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    print(f"{'':23}{'LCP ms':>8}{'INP ms':>8}{'CLS':>8}   slowest interaction, ms")
    with sync_playwright() as playwright, ExitStack() as hosts:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu", TRUST])
        addresses = [hosts.enter_context(served(folder))[0] for folder in asked.folders]
        for kind in kinds(asked.folders[0]):
            if asked.only and asked.only not in kind.name:
                continue
            for address in addresses:  # so that the host has compressed everything
                page = browser.new_page()
                page.goto(address + kind.address, wait_until="networkidle")
                page.close()
            for arrival in ("first", "next"):
                visits: list[list[Visit]] = [[] for _ in addresses]
                for _ in range(asked.runs):
                    for address, mine in zip(addresses, visits, strict=True):
                        first, used = arrival == "first", not asked.still
                        mine.append(visit(browser, address, kind, network, first=first, used=used))
                for mine in visits:
                    print(_row(kind, arrival, mine), flush=True)
                if len(visits) == 2:
                    print(f"{'':16}{'ratio':7}{_ratio(visits, 'lcp')}{_ratio(visits, 'inp')}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
