"""From letting go of a link to the next page's first paint, without and with speculation rules, in turn (A B A B).

`python -m benchmarks.pressed FOLDER [--runs N]`, FOLDER a published site. A mouse holds the link for 90 ms, the host
lets every request wait 150 ms; with the service worker shut out, and in charge.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
from contextlib import ExitStack
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

from benchmarks.headers import headers_of
from benchmarks.host import TRUST, served

HELD = 90
WAIT = 0.15
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


def follow(browser: Browser, start: str, worker: Literal["allow", "block"]) -> float:
    """Return the milliseconds to the first paint of the first course of a list."""
    context = browser.new_context(service_workers=worker, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(start, wait_until="networkidle")
    if worker == "allow":
        page.wait_for_timeout(600)
        page.reload(wait_until="networkidle")
    page.locator(".card a").first.hover()
    page.wait_for_timeout(200)
    page.mouse.down()
    page.wait_for_timeout(HELD)
    page.mouse.up()
    page.wait_for_selector(".course h1")
    page.wait_for_timeout(300)
    painted: float = page.evaluate(PAINTED)
    context.close()
    return painted


def main() -> None:
    """Print medians and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    year = next(asked.folder.glob("2*/alle/index.html")).parent.parent.name
    ours = headers_of(asked.folder)
    bare = [(path, {name: value for name, value in own.items() if name != "Speculation-Rules"}) for path, own in ours]
    with sync_playwright() as playwright, ExitStack() as hosts:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu", TRUST])
        addresses = [hosts.enter_context(served(asked.folder, own, WAIT))[0] for own in (bare, ours)]
        for worker in ("block", "allow"):
            for address in addresses:
                follow(browser, f"{address}/{year}/alle/", worker)  # so that the host has compressed everything
            found = [[follow(browser, f"{each}/{year}/alle/", worker) for each in addresses] for _ in range(asked.runs)]
            without, with_rules = (statistics.median(times) for times in zip(*found, strict=True))
            ratio = with_rules / without
            print(f"worker {worker}: {without:.0f} ms without, {with_rules:.0f} with, ratio {ratio:.2f}", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
