"""Bytes, seconds and keystrokes of our search, compared with Pagefind, MiniSearch and lunr on the same courses.

`python -m benchmarks.search FOLDER...`, each FOLDER a published site. `make bench-reader` installs the other libraries
into .venv/peers; libraries that are not installed are skipped. Chromium is CHROMIUM, else the one on the PATH.

All files are served with brotli over HTTP/2 on the loopback interface to headless Chromium with an empty cache. Bytes
are compressed response bodies without the page itself: what is requested before the first hit is shown (ours) or the
library returns it (the others), and for each further query. Seconds to the first result count from following a link to
the search page until a hit is shown (ours), or from loading the library until it returns results (the others, which
have no page and render nothing). A keystroke lasts from the input event until the list is laid out (ours) or the texts
of the first ten results exist (the others).

MiniSearch and lunr (with its Norwegian stemmer) index title, subject, institution, places and text, and search for
prefixes while typing; MiniSearch also for misspellings. They are minified and show the first 160 characters of a text.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import lxml.html
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.host import PLAIN, TRUST, Sent, served
from benchmarks.typed import TYPED

WITHOUT_SEARCH = "/om-katalogen/"
COLUMNS = ("first kB", "next kB", "first s", "key ms", "p95", "x4 ms", "x4 p95")
HERE = Path(__file__).parent
PEERS = HERE.parent / ".venv/peers"

OURS = """async (text) => {
  const root = document.querySelector(".search"), input = document.querySelector(".search-form input");
  const before = root.dataset.shown, start = performance.now();
  input.value = text;
  input.dispatchEvent(new Event("input"));
  while (root.dataset.shown === before) await new Promise((go) => setTimeout(go));
  return performance.now() - start;
}"""
"""Types a text, waits until what it needs has come and the list is there."""

WORK = """async (text) => {
  const root = document.querySelector(".search"), input = document.querySelector(".search-form input");
  const before = root.dataset.shown, start = performance.now();
  const {requestAnimationFrame, setTimeout} = window;
  window.requestAnimationFrame = (act) => act();
  window.setTimeout = (act, wait) => wait ? setTimeout(act, wait) : act();
  input.value = text;
  input.dispatchEvent(new Event("input"));
  Object.assign(window, {requestAnimationFrame, setTimeout});
  if (root.dataset.shown === before) throw new Error(`${text} needed files`);
  document.body.offsetHeight;
  return performance.now() - start;
}"""
"""The work of a keystroke, layout included, once its files are there: the milliseconds until it can be painted.

The page lets the letter be painted first; that wait is left out."""


FIRST_HIT = """new MutationObserver((changes, observer) => {
  if (!document.querySelector(".search-hits .card")) return;
  window.firstHit = performance.now();
  observer.disconnect();
}).observe(document, {childList: true, subtree: true});"""
"""Keeps the moment of the first hit."""

UNTIL_FIRST_HIT = """() => [
  performance.timeOrigin + window.firstHit,
  performance.getEntriesByType("resource")
    .filter((entry) => entry.startTime < window.firstHit && entry.transferSize)
    .reduce((sum, entry) => sum + entry.encodedBodySize, 0),
]"""
"""When the first hit was there, and the bytes of what was requested before it and was not in the browser's cache."""


class Peer(NamedTuple):
    """Another search: how a page loads it, and a query that returns its milliseconds."""

    name: str
    load: str
    query: str


PAGEFIND = Peer(
    "Pagefind",
    "async () => { window.pagefind = await import('/pagefind/pagefind.js'); }",
    """async (text) => {
  const start = performance.now();
  const found = await window.pagefind.search(text);
  await Promise.all(found.results.slice(0, 10).map((each) => each.data()));
  return performance.now() - start;
}""",
)
LOAD_LIBRARY = """async () => {
  const script = document.createElement("script");
  const loaded = new Promise((go) => (script.onload = go));
  script.src = "/%(name)s.js";
  document.head.append(script);
  const answer = await (await fetch("/%(name)s.json")).text();
  await loaded;
  %(ready)s
}"""
MINISEARCH = Peer(
    "MiniSearch",
    LOAD_LIBRARY
    % {
        "name": "minisearch",
        "ready": "window.mini = MiniSearch.loadJSON(answer, {storeFields: ['address', 'title', 'where', 'text'],"
        " fields: ['title', 'subject', 'institution', 'places', 'text']});",
    },
    """async (text) => {
  const start = performance.now();
  window.found = mini.search(text, {prefix: true, fuzzy: 0.2, boost: {title: 6, subject: 5, institution: 3, places: 3}})
    .slice(0, 10).map(({address, title, where, text}) => [address, title, where, text]);
  return performance.now() - start;
}""",
)
LUNR = Peer(
    "lunr",
    LOAD_LIBRARY
    % {
        "name": "lunr",
        "ready": "const {index, shown} = JSON.parse(answer);"
        " window.index = lunr.Index.load(index); window.shown = shown;",
    },
    """async (text) => {
  const start = performance.now();
  const words = text.split(" ").filter(Boolean).map((word) => `${word} ${word}*`).join(" ");
  window.found = index.search(words).slice(0, 10).map(({ref}) => shown[ref]);
  return performance.now() - start;
}""",
)


@dataclass
class Figures:
    """One search's figures: bytes to the first result and of each further query, seconds, milliseconds a keystroke."""

    first: int
    further: list[int]
    seconds: float
    strokes: list[float]
    throttled: list[float]


def ours(browser: Browser, folder: Path) -> Figures:
    """Measure our search page."""
    with served(folder) as (address, sent):
        page = _fresh(browser, address + WITHOUT_SEARCH, sent)
        page.add_init_script(FIRST_HIT)
        start = page.evaluate("performance.timeOrigin + performance.now()")
        page.goto(f"{address}/sok/?q={TYPED[0]}", wait_until="commit")
        page.wait_for_selector(".search-hits .card", state="attached")
        page.wait_for_load_state("networkidle")
        moment, first = page.evaluate(UNTIL_FIRST_HIT)
        seconds = (moment - start) / 1000
        sent.take()
        further = []
        for text in TYPED[1:]:
            page.evaluate(OURS, text)
            further.append(sent.take())
        strokes = _type(page, WORK)
        throttle(page, 4)
        throttled = _type(page, WORK)
        page.context.close()
    return Figures(first, further, seconds, strokes, throttled)


def theirs(browser: Browser, folder: Path, peer: Peer) -> Figures:
    """Measure another search on a copy of the same site that has its files."""
    with served(folder, PLAIN) as (address, sent):
        _fresh(browser, address + WITHOUT_SEARCH, sent).evaluate(peer.load)  # so that all of it has been compressed
        page = _fresh(browser, address + WITHOUT_SEARCH, sent)
        start = page.evaluate("performance.timeOrigin + performance.now()")
        page.evaluate(peer.load)
        page.evaluate(peer.query, TYPED[0])
        seconds = (page.evaluate("performance.timeOrigin + performance.now()") - start) / 1000
        first = sent.take()
        further = []
        for text in TYPED[1:]:
            page.evaluate(peer.query, text)
            further.append(sent.take())
        strokes = _type(page, peer.query)
        throttle(page, 4)
        throttled = _type(page, peer.query)
        page.context.close()
    return Figures(first, further, seconds, strokes, throttled)


def peers(site: Path) -> Iterator[Peer]:
    """Write the files of every other search that is installed into a copy of a site; yield each that is ready."""
    found = sorted(PEERS.glob("lib/*/site-packages/pagefind_bin/pagefind"))
    pagefind = os.environ.get("PAGEFIND") or (str(found[0]) if found else "")
    if pagefind:
        subprocess.run([pagefind, "--site", str(site), "--silent"], check=True, stdout=subprocess.DEVNULL)
        yield PAGEFIND
    if (PEERS / "node_modules/minisearch").is_dir():
        source = site / "documents.json"
        source.write_text(json.dumps(documents(site), ensure_ascii=False), encoding="utf-8")
        subprocess.run(["node", str(HERE / "libraries.mjs"), str(PEERS), str(source), str(site)], check=True)
        yield MINISEARCH
        yield LUNR


def documents(site: Path) -> Sequence[dict[str, str]]:
    """Return a published site's courses of the current year, with their texts."""
    year = next(site.glob("2*/alle/index.html")).parent.parent.name
    found = []
    for course in json.loads((site / "catalogue.json").read_text(encoding="utf-8"))["courses"]:
        if course["id"].startswith(f"{year}/"):
            page = lxml.html.parse(str(site / course["id"] / "index.html")).getroot()
            found.append(
                {
                    "address": f"/{course['id']}/",
                    "title": course["title"],
                    "subject": course["subject"]["name"],
                    "institution": course["institution"]["name"],
                    "places": ", ".join(place["name"] for place in course["places"]),
                    "text": " ".join(page.find_class("prose")[0].text_content().split()),
                }
            )
    return found


def _fresh(browser: Browser, address: str, sent: Sent) -> Page:
    """A page without search, in a browser that knows nothing yet."""
    page = browser.new_context(
        locale="nb-NO", service_workers="block", viewport={"width": 1280, "height": 900}
    ).new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    sent.take()
    return page


def throttle(page: Page, times: int) -> None:
    """Slow the processor down."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def _type(page: Page, script: str) -> list[float]:
    """Type every text letter by letter, twice; the files are there the second time, which is measured."""
    texts = [text[:length] for text in TYPED for length in range(1, len(text) + 1)]
    for text in texts:
        page.evaluate(OURS if script is WORK else script, text)
    return [page.evaluate(script, text) for text in texts]


def p95(values: list[float]) -> float:
    """Return the 95th percentile."""
    return sorted(values)[int(len(values) * 0.95)]


def figures_of(each: Figures) -> tuple[float, ...]:
    """Return a row's numbers, in the order of COLUMNS."""
    medians = [value for times in (each.strokes, each.throttled) for value in (statistics.median(times), p95(times))]
    return (each.first / 1000, statistics.mean(each.further) / 1000, each.seconds, *medians)


def _row(name: str, numbers: Sequence[float | None]) -> str:
    return f"| {name} | " + " | ".join("" if number is None else f"{number:.2f}" for number in numbers) + " |"


def main() -> None:
    """Print one table: each search, and the ratio of ours to it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    asked = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    print("| | " + " | ".join(COLUMNS) + " |\n|---|" + "---:|" * len(COLUMNS))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu", TRUST])
        for folder in asked.folders:
            mine = figures_of(ours(browser, folder))
            print(_row(f"ours, {len(documents(folder))} courses", mine), flush=True)
            with tempfile.TemporaryDirectory() as made:
                site = Path(made) / "site"
                shutil.copytree(folder, site)
                for peer in peers(site):
                    other = figures_of(theirs(browser, site, peer))
                    ratios = [one / two if two else None for one, two in zip(mine, other, strict=True)]
                    print(_row(peer.name, other), _row(f"ours : {peer.name}", ratios), sep="\n", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
